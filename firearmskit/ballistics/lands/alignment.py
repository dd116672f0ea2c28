"""Lay one signature on another: the shift at which they correlate best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import of_type
from firearmskit.ballistics.lands.checking import LEAST_POINTS, length, share
from firearmskit.ballistics.lands.correlating import correlations, sharpened
from firearmskit.ballistics.lands.signatures import MOST_POINTS, Signature
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Alignment", "align", "laid", "read_at", "same_spacing"]

Heights = NDArray[np.float64]

LEAST_OVERLAP = 0.7


@dataclass(frozen=True, kw_only=True)
class Alignment:
    """How two signatures lie on each other.

    Attributes:
        lag_m: How far the second one is moved to the right, in metres, from where both begin at the same place; None
            where they can't be laid on each other.
        ccf: The highest value of their cross-correlation function, -1 to 1, over the places where both were measured;
            None where they can't be laid on each other.
        overlap: Share of the shorter one's measured points that lie on measured points of the other, 0 to 1.
        pairs: Over how many points that is.
        spacing_m: Distance of these points, in metres: the finer one of the two.
        notes: What a reader should know, a sentence each.
    """

    lag_m: float | None
    ccf: float | None
    overlap: float
    pairs: int
    spacing_m: float
    notes: tuple[str, ...] = ()


def align(
    a: Signature, b: Signature, *, most_shift_m: float | None = None, least_overlap: float = LEAST_OVERLAP
) -> Alignment:
    """Lay the second signature on the first one, at the shift where they correlate best.

    At each shift the correlation is over the points where both were measured. A shift at which few of them meet isn't
    taken: over a short piece, any two signatures find a place where they correlate well. The best shift is refined
    between points.

    Args:
        a: A signature.
        b: Another one; its spacing may differ.
        most_shift_m: The furthest shift to either side, in metres; None for any that leaves enough overlap.
        least_overlap: Share of the shorter signature's measured points that has to meet measured points, 0 to 1.

    Returns:
        The alignment. Where no shift leaves enough overlap, ``ccf`` and ``lag_m`` are None and a note says so.

    Raises:
        InputError: An argument can't be used.

    >>> heights = 1e-6 * np.sin(np.arange(1000) ** 1.5 / 300)
    >>> one, other = (Signature(heights_m=heights[at : at + 900], spacing_m=2e-6) for at in (0, 40))
    >>> found = align(one, other)
    >>> round(1e6 * found.lag_m), round(found.ccf, 3)
    (80, 1.0)
    """
    of_type(a, Signature, "a")
    of_type(b, Signature, "b")
    share(least_overlap, "least_overlap")
    one, two, spacing = same_spacing(a, b)
    lags, found, pairs = correlations(one, two)
    shorter = min(int(np.isfinite(each).sum()) for each in (one, two))
    usable = np.isfinite(found) & (pairs >= max(LEAST_POINTS // 2, least_overlap * shorter))
    if most_shift_m is not None:
        usable &= np.abs(lags) * spacing <= length(most_shift_m, "most_shift_m") + 1e-12
    if not usable.any():
        return Alignment(
            lag_m=None,
            ccf=None,
            overlap=0.0,
            pairs=0,
            spacing_m=spacing,
            notes=(
                _("The signatures can't be laid on each other: at no shift do {share} % of the shorter one's points "
                  "meet measured points, with heights that differ.").format(share=round(100 * least_overlap)),
            ),
        )  # fmt: skip
    allowed = np.where(usable, found, -2.0)
    best = int(np.argmax(allowed))
    fine = sharpened(np.where(usable, found, np.nan), best)
    return Alignment(
        lag_m=float((lags[best] + fine) * spacing),
        ccf=float(found[best]),
        overlap=float(pairs[best] / shorter),
        pairs=int(pairs[best]),
        spacing_m=spacing,
    )


def same_spacing(a: Signature, b: Signature) -> tuple[Heights, Heights, float]:
    """Give the heights of both at the finer of their spacings."""
    spacing = min(a.spacing_m, b.spacing_m)
    return at_spacing(a, spacing), at_spacing(b, spacing), spacing


def at_spacing(signature: Signature, spacing: float) -> Heights:
    """Read a signature at another spacing."""
    if abs(signature.spacing_m / spacing - 1) < 1e-9:
        return signature.heights_m
    reach = (len(signature.heights_m) - 1) * signature.spacing_m
    count = int(reach / spacing + 1e-9) + 1
    if count > MOST_POINTS:
        raise InputError(
            _("spacing_m: {spacing} is too fine for a signature of {reach} m").format(
                spacing=quote(spacing), reach=f"{reach:.3g}"
            )
        )
    return read_at(signature, np.arange(count, dtype=np.float64) * spacing)


def read_at(signature: Signature, positions_m: Heights) -> Heights:
    """Read the heights of a signature at places between its points; NaN outside, and beside what wasn't measured."""
    heights = signature.heights_m
    at = positions_m / signature.spacing_m
    below = np.floor(at + 1e-9).astype(np.intp)
    part = np.clip(at - below, 0.0, 1.0)
    inside = (below >= 0) & (below < len(heights))
    low = np.clip(below, 0, len(heights) - 1)
    high = np.clip(below + 1, 0, len(heights) - 1)
    exact = part < 1e-9
    mixed = np.where(exact, heights[low], (1 - part) * heights[low] + part * heights[high])
    inside &= exact | (below + 1 < len(heights))
    read: Heights = np.where(inside, mixed, np.nan)
    return read


def laid(a: Signature, b: Signature, alignment: Alignment) -> tuple[Heights, Heights, Heights]:
    """Give the places where both were measured, in metres along the first one, and the heights of each there."""
    if alignment.lag_m is None:
        nothing = np.zeros(0)
        return nothing, nothing, nothing
    count = int((len(a.heights_m) - 1) * a.spacing_m / alignment.spacing_m + 1e-9) + 1
    places = np.arange(count, dtype=np.float64) * alignment.spacing_m
    one, two = read_at(a, places), read_at(b, places - alignment.lag_m)
    both = np.isfinite(one) & np.isfinite(two)
    return places[both], one[both], two[both]
