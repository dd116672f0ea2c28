"""A campaign to collect or to register: who promises what, where and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from firearmskit.arguments import figure, listed, of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records.checking import known, twice
from firearmskit.records.days import whole_day
from firearmskit.reference import Row, read_table

__all__ = ["ACTS", "CAMPAIGN_KINDS", "Amnesty", "Campaign", "Effect", "Site", "effects"]

ACTS = {"surrender": N_("surrender"), "registration": N_("registration")}
"""What one can come to a campaign for, and what each is called where people read it."""

CAMPAIGN_KINDS = {
    "surrender": ("surrender",),
    "registration": ("registration",),
    "both": ("surrender", "registration"),
}
"""The kinds of campaigns, and the acts that each offers; each act has legal effects of its own, see :func:`effects`."""


@dataclass(frozen=True, kw_only=True)
class Effect(Row):
    """What one act does in law, in our words; the law of the campaign decides.

    Args:
        act: One of :data:`ACTS`.
        note: A sentence.
    """

    table: ClassVar[str] = "campaign_effects"

    act: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Amnesty:
    """What a State promises to those who come, and what it doesn't.

    Args:
        legal_basis: The law or decree, as one cites it.
        first_day: ISO date.
        last_day: ISO date.
        covers: What nobody is prosecuted for, each a few words; at least one.
        limits: What it doesn't cover, each a few words.

    Raises:
        InputError: A day isn't one, it ends before it begins, or it covers nothing.
    """

    legal_basis: str
    first_day: str
    last_day: str
    covers: tuple[str, ...]
    limits: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        of_type(self.legal_basis, str, "legal_basis")
        _check_days(self.first_day, self.last_day)
        for name in ("covers", "limits"):
            object.__setattr__(self, name, listed(getattr(self, name), str, name))
        if not self.covers:
            raise InputError(_("An amnesty covers something: covers must not be empty."))


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place where people can come.

    Args:
        id: Its id.
        name: What people call it.
        days: ISO dates on which it is open.
        expected: Items on all its days together: the least, the likeliest and the most.
        teams: Teams that take in side by side.
        minutes_an_item: Minutes that a team takes for one item, receipt included.
        hours_a_day: Hours that it is open a day.
        capacity: Items that it can store safely overnight; None when not known.
        transport_days: ISO dates on which a transport leaves in the evening.
        transport_capacity: Items that one transport takes.

    Raises:
        InputError: Something of it can't be used.
    """

    id: str
    name: str
    days: tuple[str, ...]
    expected: tuple[int, int, int]
    teams: int = 1
    minutes_an_item: float = 15
    hours_a_day: float = 6
    capacity: int | None = None
    transport_days: tuple[str, ...] = ()
    transport_capacity: int = 0

    def __post_init__(self) -> None:
        for name in ("id", "name"):
            of_type(getattr(self, name), str, name)
        for name in ("days", "transport_days"):
            days = listed(getattr(self, name), str, name)
            object.__setattr__(self, name, tuple(sorted({whole_day(day) for day in days})))
        object.__setattr__(self, "expected", _three(self.expected))
        _at_least(self.teams, 1, "teams")
        _at_least(self.transport_capacity, 0, "transport_capacity")
        if self.capacity is not None:
            _at_least(self.capacity, 0, "capacity")
        if not 0 < figure(self.hours_a_day, "hours_a_day") <= 24:
            raise InputError(
                _("The hours a day must be above 0 and at most 24, not {value}.").format(value=quote(self.hours_a_day))
            )
        if figure(self.minutes_an_item, "minutes_an_item") <= 0:
            raise InputError(
                _("The minutes for an item must be above 0, not {value}.").format(value=quote(self.minutes_an_item))
            )


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """A campaign.

    Args:
        id: Its id.
        kind: One of :data:`CAMPAIGN_KINDS`.
        first_day: ISO date.
        last_day: ISO date.
        sites: Its sites, each id once.
        amnesty: What is promised; None when nothing is.

    Raises:
        InputError: Something of it can't be used.
    """

    id: str
    kind: str
    first_day: str
    last_day: str
    sites: tuple[Site, ...] = ()
    amnesty: Amnesty | None = None

    def __post_init__(self) -> None:
        of_type(self.id, str, "id")
        of_type(self.amnesty, (Amnesty, type(None)), "amnesty")
        known(self.kind, CAMPAIGN_KINDS)
        _check_days(self.first_day, self.last_day)
        sites = listed(self.sites, Site, "sites")
        if (id := twice(site.id for site in sites)) is not None:
            raise InputError(_("Site {id} stands twice in the list.").format(id=quote(id)))
        object.__setattr__(self, "sites", sites)

    @property
    def acts(self) -> tuple[str, ...]:
        """What one can come for."""
        return CAMPAIGN_KINDS[self.kind]


def _three(expected: object) -> tuple[int, ...]:
    """Give three numbers back if each is a count and the least stands first."""
    given = listed(expected, int, "expected")
    if len(given) != 3 or not 0 <= whole(given[0], "expected") <= whole(given[1], "expected") <= whole(
        given[2], "expected"
    ):
        raise InputError(
            _("expected must be three whole numbers, the least first, not {value}.").format(value=quote(given))
        )
    return given


def _at_least(value: object, least: int, name: str) -> None:
    if whole(value, name) < least:
        raise InputError(
            _("{name} must be at least {least}, not {value}.").format(name=name, least=least, value=quote(value))
        )


def _check_days(first: object, last: object) -> None:
    if whole_day(first) > whole_day(last):
        raise InputError(
            _("The last day, {last}, is before the first, {first}.").format(first=quote(first), last=quote(last))
        )


def effects(acts: Iterable[str]) -> tuple[Effect, ...]:
    """Give what acts do in law, each apart: who registers keeps the item, who surrenders gives it up.

    Args:
        acts: Some of :data:`ACTS`, such as those of a campaign.

    Returns:
        The rows, act by act. They are this course's own words; the law of the campaign decides.

    Raises:
        UnknownCodeError: There is no such act.

    >>> [row.id for row in effects(["registration"])]
    ['registration-kept', 'registration-no-licence']
    """
    wanted = [known(act, ACTS) for act in listed(acts, str, "acts")]
    return tuple(row for act in dict.fromkeys(wanted) for row in _rows() if row.act == act)


@cache
def _rows() -> tuple[Effect, ...]:
    return read_table("firearmskit.records", Effect.table, Effect)
