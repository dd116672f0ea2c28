"""Striae: the peaks and valleys of a signature."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure, of_type
from firearmskit.ballistics.lands.checking import length
from firearmskit.ballistics.lands.regression import running_mean
from firearmskit.ballistics.lands.signatures import Signature
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Stria", "striae"]

SMOOTH_M = 25e-6
"""Width of the running mean before peaks and valleys are sought. Hare et al. take 25 points of 1.56 µm; over a
signature that is smoothed already, so wide a mean joins striae that an eye tells apart."""

LEAST_DEPTH = 0.07
"""The least height between a peak and its valley, as a share of the signature's standard deviation."""


@dataclass(frozen=True, kw_only=True)
class Stria:
    """A peak or a valley of a signature.

    Attributes:
        kind: ``"peak"`` or ``"valley"``.
        position_m: Where it is, in metres from the left shoulder.
        height_m: Its height in the signature, in metres; negative below its zero.
        depth_m: How far it stands out from the extrema beside it, on average, in metres.
        left_m: Where its interval begins: a third of the way to the extremum on its left.
        right_m: Where its interval ends.
    """

    kind: str
    position_m: float
    height_m: float
    depth_m: float
    left_m: float
    right_m: float

    @property
    def width_m(self) -> float:
        """Width of its interval, in metres."""
        return self.right_m - self.left_m


def striae(signature: Signature, *, smooth_m: float = SMOOTH_M, least_depth: float = LEAST_DEPTH) -> tuple[Stria, ...]:
    """Find the striae of a signature: the peaks and valleys of its running mean, from left to right.

    Around each one lies an interval, a third of the way to the next extremum on either side (Hare, Hofmann and
    Carriquiry 2017, arXiv 1601.05788).

    Args:
        signature: A signature.
        smooth_m: Width of the running mean, in metres.
        least_depth: What rises or falls by less isn't counted: a share of the signature's standard deviation.

    Returns:
        Peaks and valleys.

    Raises:
        InputError: An argument can't be used.

    >>> wave = Signature(heights_m=1e-6 * np.sin(2 * np.pi * np.arange(1000) / 200), spacing_m=2e-6)
    >>> [each.kind for each in striae(wave)][:3], round(1e6 * striae(wave)[0].position_m)
    (['peak', 'valley', 'peak'], 100)
    """
    of_type(signature, Signature, "signature")
    length(smooth_m, "smooth_m")
    if figure(least_depth, "least_depth") < 0:
        raise InputError(_("least_depth is {value}: it isn't negative").format(value=quote(least_depth)))
    smooth = running_mean(signature.heights_m, max(1, round(smooth_m / signature.spacing_m)))
    least = least_depth * float(np.nanstd(signature.heights_m))
    found: list[Stria] = []
    for begin, end in _runs(np.isfinite(smooth)):
        part = smooth[begin:end]
        at = _turns(part, least)
        heights = [float(part[each]) for each in at]
        places = [(begin + each) * signature.spacing_m for each in at]
        gaps = [right - left for left, right in pairwise(places)]
        steps = [abs(high - low) for low, high in pairwise(heights)]
        for number, (place, height) in enumerate(zip(places, heights, strict=True)):
            before = gaps[number - 1] if number else (gaps[0] if gaps else smooth_m)
            after = gaps[number] if number < len(gaps) else (gaps[-1] if gaps else smooth_m)
            beside = steps[max(number - 1, 0) : number + 1]
            found.append(
                Stria(
                    kind=_kind(part, at[number]),
                    position_m=place,
                    height_m=height,
                    depth_m=sum(beside) / len(beside) if beside else abs(height),
                    left_m=place - before / 3,
                    right_m=place + after / 3,
                )
            )
    return tuple(found)


def _runs(known: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give where pieces without a gap begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], known.astype(np.int8), [0]])))
    return [(int(begin), int(end)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


def _turns(part: NDArray[np.float64], least: float) -> list[int]:
    """Give where a curve turns from rising to falling or back, by at least a height."""
    if len(part) < 3:
        return []
    slope = np.sign(np.diff(part))
    moving = np.flatnonzero(slope)
    turning = slope[moving[1:]] != slope[moving[:-1]]
    at = (moving[:-1] + 1 + moving[1:])[turning] // 2
    ends = [0, *at.tolist(), len(part) - 1]
    while len(ends) > 2:
        steps = np.abs(np.diff(part[ends]))
        smallest = int(np.argmin(steps))
        if steps[smallest] >= least:
            break
        if smallest == 0:
            del ends[1]
        elif smallest == len(steps) - 1:
            del ends[-2]
        else:
            del ends[smallest : smallest + 2]
    return ends[1:-1]


def _kind(part: NDArray[np.float64], at: int) -> str:
    low, high = max(at - 1, 0), min(at + 1, len(part) - 1)
    while low > 0 and part[low] == part[at]:
        low -= 1
    while high < len(part) - 1 and part[high] == part[at]:
        high += 1
    return "peak" if part[at] >= max(part[low], part[high]) else "valley"
