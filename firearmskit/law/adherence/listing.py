"""Which States are parties to a treaty on a day, which have only signed, and of which that isn't certain."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from firearmskit import reference
from firearmskit.arguments import iso_day
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.adherence.values import COUNTED_BY, Adherence
from firearmskit.law.binding import status_on
from firearmskit.law.rows import Instrument, Party

__all__ = ["adherences", "day_of", "known_way", "listed_parties", "treaty_of", "uncertain_parties"]

_END = "9999-12-31"
"""Later than every day of the tables: everything that they know has happened."""

_DAYS_AFTER_DEPOSIT = 30
"""Firearms Protocol, art. 18(2): it enters into force for a State on the thirtieth day after the deposit."""


def adherences(group: str, *, on: str | date | None = None, by: str = "consent") -> tuple[Adherence, ...]:
    """Give how States stand to a treaty on a day: its parties, and those that have only signed.

    Args:
        group: The treaty, such as ``firearms-protocol``.
        on: The day, as an ISO date or a ``date``; as far as the tables reach when None.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``: ``consent`` counts from the
            deposit, as the United Nations does; ``entry-into-force`` from when the treaty binds the State. Only the
            Firearms Protocol's deposits are in the tables.

    Returns:
        One value for each State, in the order of their codes. A State without one may be a party all the same where
        the list isn't complete: :func:`firearmskit.law.explain_count` says so.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> found = adherences("firearms-protocol", on="2017-09-30")
    >>> [sum(each.standing == standing for each in found) for standing in ("party", "signatory")]
    [115, 10]
    """
    rows, day = _checked(group, on, by)
    return tuple(each for row in rows if (each := _adherence(row, day, by)) is not None)


def uncertain_parties(group: str, *, on: str | date | None = None, by: str = "consent") -> tuple[Adherence, ...]:
    """Give the States of which it isn't certain that they were parties on a day, or that they weren't.

    Args:
        group: The treaty, such as ``firearms-protocol``.
        on: The day, as an ISO date or a ``date``; as far as the tables reach when None.
        by: From which day on a State counts as a party, one of ``law.COUNTED_BY``.

    Returns:
        One value for each; its ``doubt`` says what isn't settled. One whose ``standing`` is ``party`` is counted, the
        others aren't. A State that the tables can't name isn't among them.

    Raises:
        UnknownCodeError: There is no such group or way of counting.
        InputError: ``on`` isn't a date, or the tables hold no deposits for this group.

    >>> [(each.state, each.consented) for each in uncertain_parties("firearms-protocol", on="2018-01-01")]
    [('PSE', '2017-12-29')]
    >>> [each.state for each in uncertain_parties("firearms-protocol", on="2017-09-30")]
    []
    """
    rows, day = _checked(group, on, by)
    return tuple(
        _adherence(row, day, by) or _value(row, day, by, "open") for row in rows if _is_uncertain(row, day, by)
    )


def listed_parties(group: str, on: str | date | None, by: str) -> tuple[Adherence, ...]:
    """Give the parties to a treaty on a day, without those that have only signed."""
    return tuple(each for each in adherences(group, on=on, by=by) if each.standing == "party")


def treaty_of(group: str) -> Instrument:
    """Give the first instrument that binds the parties of a group."""
    return next(each for each in load.instruments() if each.group == group)


def day_of(each: Adherence, by: str) -> str | None:
    """Give the day from which a party counts as one."""
    return each.consented if by == "consent" else each.in_force


def known_way(by: object) -> str:
    """Give the way of counting back if there is one of that name."""
    if isinstance(by, str) and by in COUNTED_BY:
        return by
    raise UnknownCodeError(
        _("{value} isn't a way of counting parties; they are {known}").format(
            value=quote(by), known=", ".join(COUNTED_BY)
        )
    )


def _checked(group: str, on: str | date | None, by: str) -> tuple[tuple[Party, ...], str]:
    """Give the rows of a group in the order of their codes, and the day as an ISO date."""
    day = _END if on is None else iso_day(on)
    rows = () if group is None else load.party_rows(group)
    if not rows:
        raise InputError(_("name a group of parties, such as firearms-protocol"))
    if known_way(by) == "consent" and not any(row.consented for row in rows):
        raise InputError(
            _('the tables hold no deposits for {group}; count with by="entry-into-force"').format(group=quote(group))
        )
    return tuple(sorted(rows, key=lambda row: row.state)), day


def _adherence(row: Party, day: str, by: str) -> Adherence | None:
    if _is_party(row, day, by):
        return _value(row, day, by, "party")
    if row.signed is not None and row.signed <= day:
        return _value(row, day, by, "signatory")
    return None


def _is_party(row: Party, day: str, by: str) -> bool:
    if by == "consent":
        return row.consented is not None and row.consented <= day and (row.until is None or day <= row.until)
    return status_on(row, day) == "bound"


def _is_uncertain(row: Party, day: str, by: str) -> bool:
    """Tell whether the day falls where the row leaves open on which side of it the State became a party."""
    if row.not_before is not None:
        first, last = _shifted(row.not_before, by), None if row.not_after is None else _shifted(row.not_after, by)
        return first < day and (last is None or day < last)
    return by != "consent" and row.status == "party" and status_on(row, day) == "unknown"


def _shifted(day: str, by: str) -> str:
    """Give the day from which a treaty binds who deposited on this day; the day itself where deposits count."""
    if by == "consent":
        return day
    bound = date.fromisoformat(day) + timedelta(days=_DAYS_AFTER_DEPOSIT)
    return max(bound.isoformat(), treaty_of("firearms-protocol").in_force or "")


def _value(row: Party, day: str, by: str, standing: str) -> Adherence:
    region = _region(row.state)
    return Adherence(
        state=row.state,
        name=_name(row.state),
        standing=standing,
        signed=row.signed if row.signed is not None and row.signed <= day else None,
        consented=row.consented if row.consented is not None and row.consented <= day else None,
        consent=row.consent if row.consented is not None and row.consented <= day else None,
        in_force=row.since if standing == "party" else None,
        m49_region=region.m49_region if region else None,
        un_group=region.un_group if region else None,
        un_member=region is not None and region.un_standing == "member",
        uncertain=_is_uncertain(row, day, by),
        confidence=row.confidence,
        source=row.source,
        doubt=row.doubt,
    )


def _region(state: str) -> reference.Region | None:
    """Give where a State belongs; None for the European Union, which belongs nowhere."""
    return _regions().get(state)


@cache
def _regions() -> dict[str, reference.Region]:
    return {row.id: row for row in reference.rows(reference.Region)}


def _name(state: str) -> str:
    if state == "EUE":
        return _("European Union")
    return _(reference.get(reference.Country, state).name)
