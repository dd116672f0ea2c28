"""Is every item that came in accounted for, day by day, to its final disposal?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.checking import known
from firearmskit.records.collecting.campaign import ACTS
from firearmskit.records.days import whole_day

__all__ = ["MOVES", "WHEREABOUTS", "Balance", "Intake", "Move", "balance", "daily_balance"]

WHEREABOUTS = {
    "at-site": N_("at the site"),
    "in-store": N_("in store"),
    "lost": N_("lost"),
    "handed-on": N_("handed on"),
    "returned": N_("returned"),
    "destroyed": N_("destroyed"),
    "registered": N_("registered with its holder"),
}
"""Where an item that came in can be, and what each is called where people read it."""

MOVES = ("in-store", "handed-on", "returned", "destroyed", "lost")
"""Where an item that was handed in can go; when it was handed on, returned or destroyed it goes nowhere any more."""

_OPEN = ("at-site", "in-store", "lost")


@dataclass(frozen=True, kw_only=True)
class Intake:
    """An item that somebody brought.

    Args:
        item: Id of the item; a lot of ammunition is one item.
        on: ISO date.
        site: Id of the site; None when it isn't told.
        act: One of :data:`firearmskit.records.collecting.ACTS`.

    Raises:
        InputError: Something of it can't be used.
    """

    item: str
    on: str
    site: str | None
    act: str = "surrender"

    def __post_init__(self) -> None:
        of_type(self.item, str, "item")
        of_type(self.site, (str, type(None)), "site")
        whole_day(self.on)
        known(self.act, ACTS)


@dataclass(frozen=True, kw_only=True)
class Move:
    """What became of an item.

    Args:
        item: Id of the item.
        on: ISO date.
        to: One of :data:`MOVES`.

    Raises:
        InputError: Something of it can't be used.
    """

    item: str
    on: str
    to: str

    def __post_init__(self) -> None:
        of_type(self.item, str, "item")
        whole_day(self.on)
        known(self.to, MOVES)


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Where everything is that came in: received = at the site + in store + … + registered.

    Args:
        on: ISO date of the evening that it is for; None for the end.
        received: How many items came in, each once.
        at_site: Ids of the items still at the site, and so on, each in the order of the alphabet.
        in_store: Those in store.
        handed_on: Those handed on to another authority.
        returned: Those returned.
        destroyed: Those destroyed.
        registered: Those registered, which their holders keep.
        lost: Those that were lost or stolen and weren't found again.
        findings: What doesn't fit, each naming its item; nothing of it moved anything.

    Raises:
        InputError: It doesn't balance.
    """

    on: str | None
    received: int
    at_site: tuple[str, ...]
    in_store: tuple[str, ...]
    handed_on: tuple[str, ...]
    returned: tuple[str, ...]
    destroyed: tuple[str, ...]
    registered: tuple[str, ...]
    lost: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if self.received != sum(self.counts().values()):
            raise InputError(_("The sums don't balance: {value}").format(value=quote(self)))

    def counts(self) -> dict[str, int]:
        """Give how many items are where, by :data:`WHEREABOUTS`."""
        return {where: len(getattr(self, where.replace("-", "_"))) for where in WHEREABOUTS}

    @property
    def sound(self) -> bool:
        """Whether nothing contradicts: each item came in once, and each move was possible."""
        return not self.findings

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of the items without a final disposal."""
        return tuple(sorted((*self.at_site, *self.in_store, *self.lost)))

    def __str__(self) -> str:
        """Say it in sentences, in the language that is spoken now."""
        parts = [f"{_(WHEREABOUTS[where])} {count}" for where, count in self.counts().items() if count]
        said = [_("{received} received = {parts}.").format(received=self.received, parts=" + ".join(parts) or "0")]
        return " ".join([*said, *(each.sentence for each in self.findings)])


def balance(intake: Iterable[Intake], moves: Iterable[Move], *, on: str | date | None = None) -> Balance:
    """Account for every item that came in.

    What can't be, such as a second intake, or a move of an item that never came, is a finding that names the item, and
    moves nothing: the sums are always those of what can be.

    Args:
        intake: What came in, in any order.
        moves: What became of it; moves of one item on one day in the order in which they happened.
        on: The evening to account for, as an ISO date or a ``date``; the end when None.

    Returns:
        Where everything is, and what doesn't fit.

    Raises:
        InputError: Something can't be used.

    >>> taken = [Intake(item="A", on="2026-03-02", site="S"), Intake(item="B", on="2026-03-02", site="S")]
    >>> gone = [Move(item="A", on="2026-03-03", to="in-store"), Move(item="C", on="2026-03-03", to="destroyed")]
    >>> found = balance(taken, gone)
    >>> found.received, found.at_site, found.in_store, [each.field for each in found.findings]
    (2, ('B',), ('A',), ['C'])
    """
    last = None if on is None else iso_day(on)
    account = _Account()
    for day, taken, gone in _days(intake, moves):
        if last is not None and day > last:
            break
        account.day(taken, gone)
    return account.balance(last)


def daily_balance(intake: Iterable[Intake], moves: Iterable[Move]) -> tuple[Balance, ...]:
    """Account for every item, evening by evening.

    Args:
        intake: What came in, in any order.
        moves: What became of it; moves of one item on one day in the order in which they happened.

    Returns:
        One balance for each day on which anything happened; each counts all that came in until then.

    Raises:
        InputError: Something can't be used.

    >>> taken = [Intake(item="A", on="2026-03-02", site="S"), Intake(item="B", on="2026-03-03", site="S")]
    >>> gone = [Move(item="A", on="2026-03-03", to="destroyed")]
    >>> [(each.on, each.received, len(each.at_site), len(each.destroyed)) for each in daily_balance(taken, gone)]
    [('2026-03-02', 1, 1, 0), ('2026-03-03', 2, 1, 1)]
    """
    account = _Account()
    found = []
    for day, taken, gone in _days(intake, moves):
        account.day(taken, gone)
        found.append(account.balance(day))
    return tuple(found)


def _days(intake: Iterable[Intake], moves: Iterable[Move]) -> Iterator[tuple[str, list[Intake], list[Move]]]:
    """Give what happened day by day."""
    days: dict[str, tuple[list[Intake], list[Move]]] = {}
    for taken in listed(intake, Intake, "intake"):
        days.setdefault(taken.on, ([], []))[0].append(taken)
    for move in listed(moves, Move, "moves"):
        days.setdefault(move.on, ([], []))[1].append(move)
    for day in sorted(days):
        yield day, *days[day]


class _Account:
    """Where each item is so far, and what didn't fit."""

    def __init__(self) -> None:
        self.where: dict[str, str] = {}
        self.findings: list[Finding] = []

    def day(self, taken: list[Intake], gone: list[Move]) -> None:
        """Enter one day: first what came in, then what went."""
        for intake in sorted(taken, key=lambda each: (each.item, each.act, each.site or "")):
            if intake.item in self.where:
                self._amiss("taken-in-twice", intake, _("Item {item} was taken in again on {day}."))
            else:
                self.where[intake.item] = "registered" if intake.act == "registration" else "at-site"
        for move in sorted(gone, key=lambda each: each.item):
            self._move(move)

    def _move(self, move: Move) -> None:
        where = self.where.get(move.item)
        if where is None:
            self._amiss("move-without-intake", move, _("Item {item} was moved on {day} and hadn't been taken in."))
        elif where == "registered":
            self._amiss("registered-moved", move, _("Item {item} was moved on {day}, though its holder keeps it."))
        elif where not in _OPEN:
            self._amiss("moved-after-disposal", move, _("Item {item} was moved on {day}, after its final disposal."))
        else:
            self.where[move.item] = move.to

    def _amiss(self, code: str, event: Intake | Move, sentence: str) -> None:
        said = sentence.format(item=quote(event.item), day=event.on)
        self.findings.append(Finding(code=code, severity="error", field=event.item, sentence=said))

    def balance(self, on: str | None) -> Balance:
        """Give the balance of what was entered."""
        held: dict[str, list[str]] = {where: [] for where in WHEREABOUTS}
        for item, where in sorted(self.where.items()):
            held[where].append(item)
        return Balance(
            on=on,
            received=len(self.where),
            at_site=tuple(held["at-site"]),
            in_store=tuple(held["in-store"]),
            handed_on=tuple(held["handed-on"]),
            returned=tuple(held["returned"]),
            destroyed=tuple(held["destroyed"]),
            registered=tuple(held["registered"]),
            lost=tuple(held["lost"]),
            findings=tuple(self.findings),
        )
