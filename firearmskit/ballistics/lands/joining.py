"""Which striae of two aligned signatures agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firearmskit.ballistics.lands.alignment import Alignment
from firearmskit.ballistics.lands.extrema import Stria
from firearmskit.ballistics.lands.signatures import Signature

__all__ = ["JointStria", "agreeing"]

NEAR_M = 20e-6
"""How near to a stria the other signature has to be measured for the stria to count."""


@dataclass(frozen=True, kw_only=True)
class JointStria:
    """What lies at one place of two signatures that are laid on each other.

    Attributes:
        left_m: Where it begins, in metres along the first signature.
        right_m: Where it ends.
        kind: ``"peak"`` or ``"valley"``, or ``"mixed"`` where a peak lies on a valley.
        agrees: Whether both signatures have it, and all of one kind.
        height_m: Mean of the heights that lie in it, without their sign, in metres.
    """

    left_m: float
    right_m: float
    kind: str
    agrees: bool
    height_m: float


def agreeing(
    first: Signature, second: Signature, alignment: Alignment, of_first: Sequence[Stria], of_second: Sequence[Stria]
) -> tuple[JointStria, ...]:
    """Join the intervals of two aligned signatures that overlap, from left to right.

    A joint interval agrees if both signatures have an extremum in it and all are peaks or all are valleys. A stria at
    a place where the other signature wasn't measured is left out: nothing is known of it there.
    """
    lag = alignment.lag_m
    if lag is None:
        return ()
    spans = sorted(
        (each.left_m + move, each.right_m + move, each.kind, abs(each.height_m), of)
        for found, move, other, of in ((of_first, 0.0, second, 0), (of_second, lag, first, 1))
        for each, known in zip(found, _measured(other, found, lag if of else -lag), strict=True)
        if known
    )
    joint: list[JointStria] = []
    group: list[tuple[float, float, str, float, int]] = []
    for span in spans:
        if group and span[0] > max(each[1] for each in group):
            joint.append(_joined(group))
            group = []
        group.append(span)
    return (*joint, _joined(group)) if group else ()


def _joined(group: list[tuple[float, float, str, float, int]]) -> JointStria:
    kinds = {each[2] for each in group}
    return JointStria(
        left_m=group[0][0],
        right_m=max(each[1] for each in group),
        kind=kinds.pop() if len(kinds) == 1 else "mixed",
        agrees=len({each[2] for each in group}) == 1 and {each[4] for each in group} == {0, 1},
        height_m=sum(each[3] for each in group) / len(group),
    )


def _measured(signature: Signature, found: Sequence[Stria], move: float) -> list[bool]:
    """Say for each stria, moved so far, whether the other signature has heights within 20 µm of its place."""
    count = np.concatenate([[0], np.cumsum(np.isfinite(signature.heights_m))])
    at = (np.array([each.position_m for each in found]) + move) / signature.spacing_m
    near = max(1.0, NEAR_M / signature.spacing_m)
    low, high = (np.clip(edge, 0, len(count) - 1).astype(np.intp) for edge in (at - near, at + near + 1))
    known: list[bool] = (count[high] > count[low]).tolist()
    return known
