"""Compare two lands: the numbers that the field takes from two aligned signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from firearmskit.arguments import of_type
from firearmskit.ballistics.lands.alignment import LEAST_OVERLAP, Alignment, align, laid
from firearmskit.ballistics.lands.extrema import striae
from firearmskit.ballistics.lands.joining import JointStria, agreeing
from firearmskit.ballistics.lands.segments import congruent_segments
from firearmskit.ballistics.lands.signatures import Signature, signature
from firearmskit.ballistics.surface import Surface
from firearmskit.language import text as _

__all__ = ["LandComparison", "compare_lands", "signature_of"]


@dataclass(frozen=True, kw_only=True)
class LandComparison:
    """How alike two lands are. None of these numbers says by itself how strong that is as evidence.

    Names are those of Hare, Hofmann and Carriquiry (2017, arXiv 1601.05788); lengths are in metres.

    Attributes:
        ccf: Highest value of the cross-correlation function; None where the two can't be laid on each other.
        lag_m: How far the second signature is moved to the right for it.
        overlap: Share of the shorter one's points that meet measured points.
        matching_striae: Joint intervals in which both have peaks, or both have valleys.
        non_matching_striae: All others.
        cms: Consecutively matching striae: the longest run of joint intervals that agree, peaks and valleys together.
        cms_peaks: The longest run where peaks alone are counted.
        cnms: Consecutively non-matching striae: the longest run of those that don't agree.
        sum_of_peaks_m: Sum S of the mean heights, without sign, of what agrees.
        distance_m: D, the root mean square of the difference of the aligned signatures; None without an overlap.
        cmps: Congruent matching profile segments of the first signature.
        cmps_segments: Of how many.
        striae: The joint intervals, from left to right.
        alignment: How the two lie on each other.
        notes: What a reader should know, a sentence each.
    """

    ccf: float | None
    lag_m: float | None
    overlap: float
    matching_striae: int
    non_matching_striae: int
    cms: int
    cms_peaks: int
    cnms: int
    sum_of_peaks_m: float
    distance_m: float | None
    cmps: int
    cmps_segments: int
    striae: tuple[JointStria, ...]
    alignment: Alignment
    notes: tuple[str, ...] = ()


def compare_lands(
    a: Surface | Signature,
    b: Surface | Signature,
    *,
    most_shift_m: float | None = None,
    least_overlap: float = LEAST_OVERLAP,
) -> LandComparison:
    """Compare two lands: align their signatures and count what agrees.

    Args:
        a: A land, or its signature.
        b: Another one. Both as seen from the same end of the bullet: a mirrored land is another land.
        most_shift_m: The furthest shift to either side, in metres; None for any that leaves enough overlap.
        least_overlap: Share of the shorter signature's points that has to meet measured points, 0 to 1.

    Returns:
        The comparison. Where the two can't be laid on each other it says so, and nothing is counted.

    Raises:
        InputError: An argument can't be used.

    >>> from firearmskit.ballistics.synthetic.lands import made_up_land
    >>> one, again, other = (made_up_land(1, barrel=name, land=1, shot=at) for at, name in enumerate("AAB"))
    >>> compare_lands(one, again).ccf > 0.6 > compare_lands(one, other).ccf
    True
    """
    first, second = signature_of(a, "a"), signature_of(b, "b")
    found = align(first, second, most_shift_m=most_shift_m, least_overlap=least_overlap)
    joint = agreeing(first, second, found, striae(first), striae(second))
    places, one, two = laid(first, second, found)
    cmps, segments = congruent_segments(first, second)
    notes = [
        *found.notes,
        *(_("First land: {note}").format(note=note) for note in first.notes),
        *(_("Second land: {note}").format(note=note) for note in second.notes),
    ]
    if found.lag_m is not None and not joint:
        notes.append(_("No stria stands out where the two lie on each other."))
    return LandComparison(
        ccf=found.ccf,
        lag_m=found.lag_m,
        overlap=found.overlap,
        matching_striae=sum(each.agrees for each in joint),
        non_matching_striae=sum(not each.agrees for each in joint),
        cms=_longest(each.agrees for each in joint),
        cms_peaks=_longest(each.agrees for each in joint if each.kind != "valley"),
        cnms=_longest(not each.agrees for each in joint),
        sum_of_peaks_m=sum(each.height_m for each in joint if each.agrees),
        distance_m=float(np.sqrt(np.mean((one - two) ** 2))) if len(places) else None,
        cmps=cmps if found.lag_m is not None else 0,
        cmps_segments=segments,
        striae=joint,
        alignment=found,
        notes=tuple(notes),
    )


def signature_of(value: object, name: str) -> Signature:
    """Give a signature as it is, and a land's one."""
    return signature(value) if isinstance(value, Surface) else of_type(value, Signature, name)


def _longest(values: Iterable[bool]) -> int:
    return max((sum(1 for _each in run) for agrees, run in groupby(values) if agrees), default=0)
