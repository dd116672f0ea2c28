"""What a stocktake means, in sentences, and what is owed next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from firearmskit.arguments import of_type
from firearmskit.errors import quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records.storage.stocktake import UNITS, Missing, Reconciliation, Surplus
from firearmskit.reference import Row, read_table

__all__ = ["CAUSES", "LossReport", "StocktakeStep", "loss_report", "missing_sentence"]

CAUSES = {
    "missing": N_("missing"),
    "surplus": N_("surplus"),
    "counted-twice": N_("counted twice"),
    "marked-differently": N_("marked differently"),
    "misplaced": N_("misplaced"),
}
"""What a stocktake can find, the gravest first, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class StocktakeStep(Row):
    """What is owed next, when a stocktake found something.

    Args:
        cause: What was found, of :data:`CAUSES`.
        note: What to do, a sentence.
    """

    table: ClassVar[str] = "stocktake_steps"

    cause: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class LossReport:
    """A stocktake in sentences.

    Args:
        sentences: What was found: the sums first, then each thing by its id.
        owed: What is owed next, in the order in which to do it; empty when nothing is.
    """

    sentences: tuple[str, ...]
    owed: tuple[StocktakeStep, ...]

    def __str__(self) -> str:
        """Say it all, one sentence a line."""
        return "\n".join([*self.sentences, *(_(step.note) for step in self.owed)])


def loss_report(found: Reconciliation) -> LossReport:
    """Report what a stocktake found, and what is owed next.

    Args:
        found: What :func:`firearmskit.records.storage.reconcile` gave.

    Returns:
        The sentences, in the language that is spoken now, and the steps.

    Raises:
        InputError: It isn't a reconciliation.

    >>> from firearmskit.records.storage import Expected, reconcile
    >>> report = loss_report(reconcile([Expected(id="A", place="R1", serial="AB 1234")], []))
    >>> report.sentences[1]
    '"A", serial "AB 1234", is missing from "R1".'
    >>> report.owed[0].id
    'count-again'
    """
    of_type(found, Reconciliation, "found")
    causes = {cause for cause, there in _found(found).items() if there}
    return LossReport(
        sentences=(*_sums(found), *_said(found)),
        owed=tuple(step for step in _steps() if causes.intersection(step.cause)),
    )


@cache
def _steps() -> tuple[StocktakeStep, ...]:
    return read_table("firearmskit.records", StocktakeStep.table, StocktakeStep)


def _found(found: Reconciliation) -> dict[str, bool]:
    return {
        "missing": bool(found.missing),
        "surplus": bool(found.surplus),
        "counted-twice": bool(found.counted_twice),
        "marked-differently": bool(found.marked_differently),
        "misplaced": bool(found.misplaced),
    }


def _sums(found: Reconciliation) -> Iterator[str]:
    for each in found.sums:
        yield _(
            "In {unit}: {expected} expected, {missing} missing, {surplus} surplus, {counted} counted; that balances."
        ).format(
            unit=_(UNITS[each.unit]),
            expected=each.expected,
            missing=each.missing,
            surplus=each.surplus,
            counted=each.counted,
        )


def _said(found: Reconciliation) -> Iterator[str]:
    yield from map(missing_sentence, found.missing)
    yield from map(_surplus, found.surplus)
    for line, times in Counter(found.counted_twice).items():
        yield _("{what} was counted again in {place} ({times}); it counts once.").format(
            what=quote(line.id or line.serial), place=quote(line.place), times=times
        )
    for match in found.marked_differently:
        yield _("{id} is recorded with the serial {recorded}, and {read} was read.").format(
            id=quote(match.expected.id), recorded=quote(match.expected.serial), read=quote(match.counted.serial)
        )
    for match in found.misplaced:
        yield _("{id} should be in {place} and was found in {other}.").format(
            id=quote(match.expected.id),
            place=quote(_where(match.expected.place, match.expected.container)),
            other=quote(_where(match.counted.place, match.counted.container)),
        )


def missing_sentence(each: Missing) -> str:
    """Say that something is missing, and from where."""
    row = each.expected
    if row.serial is not None:
        return _("{id}, serial {serial}, is missing from {place}.").format(
            id=quote(row.id), serial=quote(row.serial), place=quote(row.place)
        )
    return _("{id} is missing from {place}: {quantity} of {expected} ({unit}).").format(
        id=quote(row.id),
        quantity=each.quantity,
        expected=row.quantity,
        unit=_(UNITS[row.unit]),
        place=quote(row.place),
    )


def _surplus(each: Surplus) -> str:
    line = each.counted
    what = line.id or line.serial
    said = _("{what} is surplus in {place}: {quantity} ({unit}).").format(
        what=quote(what) if what else _("Something without tag or serial"),
        quantity=each.quantity,
        unit=_(UNITS[line.unit]),
        place=quote(line.place),
    )
    if not each.candidates:
        return said
    likely = each.candidates[0]
    return f"{said} " + _("It may be {id}. {comparison}").format(
        id=quote(likely.expected.id), comparison=likely.comparison
    )


def _where(place: str, container: str | None) -> str:
    return place if container is None else f"{place}, {container}"
