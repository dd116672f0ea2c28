"""Entries that tell the same thing are one link; where they tell it with different dates, that is said."""

from __future__ import annotations

from collections.abc import Iterable

from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.tracing.dating import Span
from firearmskit.tracing.evidence import KINDS, STANDINGS, Entry, Holder, same_holder
from firearmskit.tracing.links import Conflict, Link

__all__ = ["join"]

_STANDING = {name: rank for rank, name in enumerate(STANDINGS)}
_KIND = {name: rank for rank, name in enumerate(KINDS)}


def join(entries: Iterable[Entry]) -> tuple[list[Link], list[Conflict]]:
    """Join entries that tell the same thing.

    Args:
        entries: Entries of one firearm, in any order.

    Returns:
        The links, and the contradictions between those that tell one of them. The entries that say most come first, so
        the order in which they were handed over doesn't matter.
    """
    groups: list[list[Entry]] = []
    for entry in sorted(entries, key=_order):
        fitting = [group for group in groups if all(_fits(entry, other) for other in group)]
        if not fitting and entry.standing == "mark" and entry.receiving is None and entry.releasing is None:
            alike = [group for group in groups if group[0].kind == entry.kind and _country(group) == entry.country]
            fitting = alike if len(alike) == 1 else []
        if fitting:
            fitting[0].append(entry)
        else:
            groups.append([entry])
    conflicts: list[Conflict] = []
    return [_link(group, conflicts) for group in groups], conflicts


def _order(entry: Entry) -> tuple[object, ...]:
    known = (entry.releasing is not None) + (entry.receiving is not None)
    days = entry.span
    width = (days.last - days.first).days if days else 10**7
    return (_KIND[entry.kind], -known, _STANDING[entry.standing], width, entry.date or "", entry.id)


def _country(group: list[Entry]) -> str | None:
    return next((each.country for each in group if each.country is not None), None)


def _fits(one: Entry, other: Entry) -> bool:
    """Tell whether two entries can tell the same thing, and have enough in common to do so."""
    if one.kind != other.kind or (one.country and other.country and one.country != other.country):
        return False
    pairs = ((one.releasing, other.releasing), (one.receiving, other.receiving))
    both = [pair for pair in pairs if None not in pair]
    if not all(same_holder(*pair) for pair in both):
        return False
    days, others = one.span, other.span
    same_days = days is None or others is None or days.meets(others)
    if len(both) == 2 or (both and one.kind == "manufacture"):
        return True
    if both:
        return same_days
    return same_days and one.country is not None and one.country == other.country


def _link(group: list[Entry], conflicts: list[Conflict]) -> Link:
    """Make one link of the entries that tell it."""
    told = sorted(group, key=lambda each: (_STANDING[each.standing], *_order(each)))
    days, odd = _days(told)
    if odd:
        first = next(each for each in told if each.span is not None)
        sentence = _("{first} dates the {kind} {day}; {odd} dates it {other}. The first is believed.").format(
            first=quote(first.id), kind=_(KINDS[first.kind]), day=first.date, odd=quote(odd[0].id), other=odd[0].date
        )
        ids = (first.id, *(each.id for each in odd))
        conflicts.append(Conflict(code="dates-differ", evidence=ids, settled=True, sentence=sentence))
    return Link(
        number=None,
        kind=told[0].kind,
        releasing=_best(each.releasing for each in told),
        receiving=_best(each.receiving for each in told),
        span=days,
        country=_country(told),
        place=next((each.place for each in told if each.place is not None), None),
        standing=told[0].standing,
        told=tuple(told),
    )


def _days(told: list[Entry]) -> tuple[Span | None, list[Entry]]:
    """Give the days that the entries leave open together, the strongest first, and those that don't agree."""
    days: Span | None = None
    odd = []
    for each in told:
        if each.span is None:
            continue
        if days is None:
            days = each.span
        elif days.meets(each.span):
            days = days.narrowed(each.span)
        else:
            odd.append(each)
    return days, odd


def _best(holders: Iterable[Holder | None]) -> Holder | None:
    """Give the holder as the strongest entry has it, with what others add."""
    known = [each for each in holders if each is not None]
    if not known:
        return None
    return Holder(
        name=known[0].name,
        state=next((each.state for each in known if each.state is not None), None),
        role=next((each.role for each in known if each.role is not None), None),
    )
