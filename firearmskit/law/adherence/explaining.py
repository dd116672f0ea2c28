"""Explain a count of parties: what it counts, what isn't certain in it, and what others counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from firearmskit.arguments import iso_day
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.adherence.listing import known_way, listed_parties, treaty_of, uncertain_parties
from firearmskit.law.adherence.values import COUNTED_BY, Adherence
from firearmskit.law.rows import PartyCount

__all__ = ["explain_count"]

_MOST_NAMES = 6
"""More names than these tell a reader less than their number."""


def explain_count(group: str, *, on: str | date, by: str = "consent") -> str:
    """Explain how many parties a treaty had on a day, in sentences.

    Args:
        group: The treaty, such as ``firearms-protocol``.
        on: The day, as an ISO date or a ``date``.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        One sentence a line, in the language that is spoken now: the number, and who is among it that isn't a State;
        the number by the other way of counting, and why it differs; what isn't certain; what others counted on the
        nearest days, and how many States this list can't name.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> print(explain_count("firearms-protocol", on="2005-04-04").splitlines()[0])
    Firearms Protocol, 2005-04-04: 40 parties by this list, counted by deposit of the consent to be bound.
    """
    day = iso_day(on)
    found = listed_parties(group, day, by)
    return "\n".join(
        [
            *_total(group, day, by, found),
            *_other_way(group, day, by, found),
            *_uncertain(group, day, by, len(found)),
            *(_published(group, day) if by == "consent" else ()),
            *_complete(group, day),
        ]
    )


def _total(group: str, day: str, by: str, found: tuple[Adherence, ...]) -> Iterator[str]:
    yield ngettext(
        "{treaty}, {day}: {count} party by this list, counted by {way}.",
        "{treaty}, {day}: {count} parties by this list, counted by {way}.",
        len(found),
    ).format(treaty=_(treaty_of(group).short), day=day, count=len(found), way=_(COUNTED_BY[known_way(by)]))
    if any(each.state == "EUE" for each in found):
        yield _("{count} are States; the other party is the European Union.").format(count=len(found) - 1)


def _other_way(group: str, day: str, by: str, found: tuple[Adherence, ...]) -> Iterator[str]:
    """Say what the other way of counting gives: those who deposited and aren't bound yet make the difference."""
    if not any(row.consented for row in load.party_rows(group)):
        return
    other = next(way for way in COUNTED_BY if way != by)
    counted = listed_parties(group, day, other)
    yield _("Counted by {way}, there are {count}.").format(way=_(COUNTED_BY[other]), count=len(counted))
    bound = {each.state for each in (found if by == "entry-into-force" else counted)}
    waiting = [each for each in (counted if by == "entry-into-force" else found) if each.state not in bound]
    if 0 < len(waiting) <= _MOST_NAMES:
        yield _("Deposited, and not bound yet: {names}.").format(
            names="; ".join(
                _("{name} (deposit {deposit}, bound from {bound})").format(
                    name=each.name, deposit=each.consented, bound=_bound_from(group, each.state)
                )
                for each in waiting
            )
        )
    in_force = treaty_of(group).in_force
    if in_force is not None and day < in_force:
        yield _("The treaty itself entered into force on {day}.").format(day=in_force)


def _bound_from(group: str, state: str) -> str | None:
    return next(row.since for row in load.party_rows(group) if row.state == state)


def _uncertain(group: str, day: str, by: str, count: int) -> Iterator[str]:
    doubtful = uncertain_parties(group, on=day, by=by)
    for each in doubtful:
        said = (
            _("Not certain, and counted: {name}.")
            if each.standing == "party"
            else _("Not certain, and not counted: {name}.")
        )
        yield said.format(name=each.name) + (f" {_(each.doubt)}" if each.doubt else "")
    if doubtful:
        within = sum(each.standing == "party" for each in doubtful)
        yield _("With what isn't certain, the count lies between {least} and {most}.").format(
            least=count - within, most=count + len(doubtful) - within
        )


def _published(group: str, day: str) -> Iterator[str]:
    """Compare with the counts of others nearest to the day, and say between which of them names are missing."""
    counts = load.party_counts(group)
    before = [each for each in counts if each.on <= day][-1:]
    after = [each for each in counts if each.on > day][:1]
    for each in before + after:
        ours = len(listed_parties(group, each.on, "consent"))
        yield _comparison(each.parties - ours).format(
            day=each.on, count=each.parties, ours=ours, source=each.source
        ) + (f" {_(each.doubt)}" if each.doubt else "")
    for first, last, missing in _unnamed(group, counts):
        if first < day:
            yield ngettext(
                "{count} State that joined between {first} and {last} couldn't be named.",
                "{count} States that joined between {first} and {last} couldn't be named.",
                missing,
            ).format(count=missing, first=first, last=last)


def _comparison(more: int) -> str:
    if more == 0:
        return _("{source} gives {count} for {day}: as many as this list.")
    if more > 0:
        return _("{source} gives {count} for {day}: more than the {ours} of this list.")
    return _("{source} gives {count} for {day}: fewer than the {ours} of this list.")


def _unnamed(group: str, counts: tuple[PartyCount, ...]) -> Iterator[tuple[str, str, int]]:
    """Give between which counts States joined that the list can't name, and how many."""
    short = [(each.on, max(0, each.parties - len(listed_parties(group, each.on, "consent")))) for each in counts]
    for (first, before), (last, after) in pairwise(short):
        if after > before:
            yield first, last, after - before


def _complete(group: str, day: str) -> Iterator[str]:
    complete = treaty_of(group).complete_on
    if complete is None:
        yield _("How complete this list is wasn't found.")
    elif day > complete:
        yield _("The list is complete up to {day}; after that it may lack parties.").format(day=complete)
