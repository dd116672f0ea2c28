"""Congruent matching profile segments (CMPS): how many pieces of a signature find the same shift on another one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.lands.alignment import same_spacing
from firearmskit.ballistics.lands.signatures import Signature

__all__ = ["congruent_segments"]

Heights = NDArray[np.float64]

SEGMENT_M = 78.125e-6
"""Length of a segment: 50 points of 1.5625 µm."""

TOLERANCE_M = 39.0625e-6
"""How far positions may differ that count as the same: 25 points of 1.5625 µm."""

PEAKS = (5, 3, 1)
"""How many peaks of the correlation are looked at for a segment, one twice as long and one four times as long."""

COARSE_M = 5e-6
"""Spacing at which segments are compared: signatures hold nothing that is finer than several times this."""


def congruent_segments(a: Signature, b: Signature) -> tuple[int, int]:
    """Count congruent matching profile segments, the method of Chen et al. (2019) as Ju and Hofmann (2022) describe it.

    The first signature is cut into segments. Each is laid on the second one at every shift; a shift at which it, and
    pieces around it twice and four times as long, all have a peak of their correlation is its vote. The shift with
    most votes is the congruent one, and how many segments vote for it is the count.

    Sources: Chen et al. 2019, Forensic Science International 305:109964 (abstract read); Ju and Hofmann 2022, The R
    Journal 14(2), doi 10.32614/RJ-2022-035.

    Returns:
        The count, and how many segments there were.
    """
    one, two, spacing = same_spacing(a, b)
    fold = max(1, round(COARSE_M / spacing))
    one, two, spacing = _even(_folded(one, fold)), _even(_folded(two, fold)), spacing * fold
    wide = max(4, round(SEGMENT_M / spacing))
    near = TOLERANCE_M / spacing
    every = np.arange(0, len(one) - wide + 1, wide)
    begins = every[[bool(np.isfinite(one[each : each + wide]).mean() >= 0.5) for each in every.tolist()]]
    if not len(begins):
        return 0, 0
    levels = []
    for level, most in enumerate(PEAKS):
        span = wide * 2**level
        shift = (span - wide) // 2
        levels.append(_peaks(one, two, begins - shift, span, most))
    votes = [vote for each in zip(*levels, strict=True) if (vote := _consistent(each, near)) is not None]
    if not votes:
        return 0, len(begins)
    places = np.array(votes)
    return int((np.abs(places[:, None] - places[None, :]) <= near).sum(axis=1).max()), len(begins)


def _folded(heights: Heights, fold: int) -> Heights:
    """Give the mean of every so many points."""
    if fold == 1:
        return heights
    rows = heights[: len(heights) // fold * fold].reshape(-1, fold)
    known = np.isfinite(rows)
    count = known.sum(axis=1)
    total = np.where(known, rows, 0.0).sum(axis=1)
    folded: Heights = np.where(2 * count >= fold, total / np.maximum(count, 1), np.nan)
    return folded


def _even(heights: Heights) -> Heights:
    """Give heights with the mean 0 and the standard deviation 1."""
    known = heights[np.isfinite(heights)]
    spread = float(known.std()) if len(known) else 0.0
    return (heights - known.mean()) / spread if spread > 0 else heights * 0.0


def _peaks(one: Heights, two: Heights, begins: NDArray[np.intp], span: int, most: int) -> list[NDArray[np.intp]]:
    """Give at which shifts the correlation of each piece with the other signature has its highest peaks."""
    pieces = np.full((len(begins), span), np.nan)
    for row, begin in zip(pieces, begins.tolist(), strict=True):
        low, high = max(0, begin), min(len(one), begin + span)
        row[low - begin : high - begin] = one[low:high]
    # By Fourier transforms, and not by products of matrices, for which NumPy starts threads that wait for each other.
    size = 1 << (len(two) + span - 2).bit_length()
    of_piece, of_whole = np.conj(np.fft.rfft(_parts(pieces), size)), np.fft.rfft(_parts(two), size)[:, None]
    sums = np.fft.irfft(of_whole[[0, 1, 0, 1, 2, 1]] * of_piece[[0, 1, 1, 0, 1, 2]], size)
    reach = span // 2
    sums = sums[:, :, np.arange(-reach, len(two) - span + reach + 1)].transpose(0, 2, 1)
    pairs = np.maximum(np.rint(sums[1]), 1.0)
    product, _pairs, sum_w, sum_p, square_w, square_p = sums / pairs
    spread = (square_w - sum_w**2) * (square_p - sum_p**2)
    held = np.isfinite(pieces).sum(axis=1)
    usable = (pairs >= np.maximum(3, 0.8 * held)) & (spread > 1e-15)
    found = np.where(usable, (product - sum_w * sum_p) / np.sqrt(np.where(usable, spread, 1.0)), -1.0)
    shifts = np.arange(len(found)) - reach
    inner = found[1:-1]
    tops = (inner > found[:-2]) & (inner >= found[2:]) & (inner > 0)
    given = []
    for column, begin in enumerate(begins.tolist()):
        at = np.flatnonzero(tops[:, column]) + 1
        best = at[np.argsort(-found[at, column], kind="stable")[:most]]
        given.append(shifts[best] - begin)
    return given


def _parts(heights: Heights) -> Heights:
    """Give heights with 0 where there are none, where there are some, and their squares."""
    known = np.isfinite(heights)
    z = np.where(known, heights, 0.0)
    return np.stack([z, known.astype(np.float64), z * z])


def _consistent(peaks: tuple[NDArray[np.intp], ...], near: float) -> float | None:
    """Give the shift that is a peak at every length, within the tolerance; None if there is none."""
    for best in peaks[-1].tolist():
        if all(len(each) and np.abs(each - best).min() <= near for each in peaks):
            basis = peaks[0]
            return float(basis[np.argmin(np.abs(basis - best))])
    return None
