"""Compare two bullets: each land of one with each land of the other, and the turn at which they fit best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import listed
from firearmskit.ballistics.lands.alignment import LEAST_OVERLAP, align
from firearmskit.ballistics.lands.comparing import signature_of
from firearmskit.ballistics.lands.signatures import Signature
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["BulletComparison", "compare_bullets"]

MOST_LANDS = 40


@dataclass(frozen=True, kw_only=True, eq=False)
class BulletComparison:
    """How alike two bullets are, land by land.

    Attributes:
        ccf: Highest cross-correlation of each land of the first bullet (rows) with each of the second one (columns);
            NaN where a land is missing or the two can't be laid on each other.
        phase: By how many lands the second bullet is turned where the two fit best: land i of the first one lies on
            land i + phase of the second one, counted around; None where no turn can be judged.
        phases: Mean of the correlations at each turn; NaN where fewer than half of its pairs could be compared.
        in_phase: Mean at the best turn, also called sequence average maximum (SAM); None where none can be judged.
        others: Mean of all pairs that aren't at the best turn; None where there are none.
        pairs: How many pairs of lands could be compared at the best turn.
        notes: What a reader should know, a sentence each.
    """

    ccf: NDArray[np.float64]
    phase: int | None
    phases: tuple[float, ...]
    in_phase: float | None
    others: float | None
    pairs: int
    notes: tuple[str, ...] = ()

    @property
    def difference(self) -> float | None:
        """How far the best turn stands out: its mean, less the mean of all other pairs."""
        return None if self.in_phase is None or self.others is None else self.in_phase - self.others

    @property
    def second(self) -> float | None:
        """The mean at the second best turn."""
        known = sorted(each for each in self.phases if np.isfinite(each))
        return known[-2] if len(known) > 1 else None


def compare_bullets(
    lands_a: Sequence[Surface | Signature | None],
    lands_b: Sequence[Surface | Signature | None],
    *,
    most_shift_m: float | None = None,
    least_overlap: float = LEAST_OVERLAP,
) -> BulletComparison:
    """Compare two bullets: every land of one with every land of the other.

    Lands follow each other around a bullet, so that two bullets of one barrel agree along a diagonal of the matrix,
    turned by some lands. Any two bullets have a best turn, and its mean is the highest of several: compare it with the
    second best, and with the same numbers of bullets that are known to be of different barrels.

    Args:
        lands_a: The lands of the first bullet in their order around it, or their signatures; None for one that is
            missing or damaged.
        lands_b: Those of the second one, in the same direction around.
        most_shift_m: The furthest shift to either side, in metres; None for any that leaves enough overlap.
        least_overlap: Share of the shorter signature's points that has to meet measured points, 0 to 1.

    Returns:
        The matrix and the best turn.

    Raises:
        InputError: A bullet has no land, or more than 40, or an argument can't be used.

    >>> from firearmskit.ballistics.synthetic.lands import made_up_bullet
    >>> one, other = (made_up_bullet(1, barrel="A", shot=shot, lands=4, turned=2 * shot) for shot in (0, 1))
    >>> compare_bullets(one, other).phase
    2
    """
    first, second = _signatures(lands_a, "lands_a"), _signatures(lands_b, "lands_b")
    matrix = np.full((len(first), len(second)), np.nan)
    for row, one in enumerate(first):
        for column, two in enumerate(second):
            if one is not None and two is not None:
                found = align(one, two, most_shift_m=most_shift_m, least_overlap=least_overlap).ccf
                matrix[row, column] = np.nan if found is None else found
    matrix.setflags(write=False)
    around = max(matrix.shape)
    turns = [
        [(row, (row + turn) % around) for row in range(len(first)) if (row + turn) % around < len(second)]
        for turn in range(around)
    ]
    held = [[matrix[pair] for pair in turn if np.isfinite(matrix[pair])] for turn in turns]
    phases = tuple(float(np.mean(each)) if 2 * len(each) >= around else float("nan") for each in held)
    notes = []
    if len(first) != len(second):
        notes.append(
            _("The bullets have {first} and {second} lands: either some are missing, or their classes differ.").format(
                first=len(first), second=len(second)
            )
        )
    missing = int(np.isnan(matrix).sum())
    if missing:
        notes.append(
            _("{missing} of {all} pairs of lands couldn't be compared.").format(missing=missing, all=matrix.size)
        )
    if not np.isfinite(phases).any():
        notes.append(_("No turn can be judged: at each of them fewer than half of the pairs could be compared."))
        return BulletComparison(
            ccf=matrix, phase=None, phases=phases, in_phase=None, others=None, pairs=0, notes=tuple(notes)
        )
    best = int(np.nanargmax(phases))
    rest = np.array(matrix)
    for pair in turns[best]:
        rest[pair] = np.nan
    return BulletComparison(
        ccf=matrix,
        phase=best,
        phases=phases,
        in_phase=phases[best],
        others=float(np.nanmean(rest)) if np.isfinite(rest).any() else None,
        pairs=len(held[best]),
        notes=tuple(notes),
    )


def _signatures(lands: Sequence[Surface | Signature | None], name: str) -> list[Signature | None]:
    held = listed(lands, object, name, most=MOST_LANDS)
    if not held:
        raise InputError(_("{name} is empty: a bullet has at least one land").format(name=name))
    return [None if each is None else signature_of(each, f"{name}[{at}]") for at, each in enumerate(held)]
