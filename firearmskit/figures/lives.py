"""The life of a firearm, stay by stay, and accounts that must come out even: plain data, and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.figures.marks import check_choice, check_line
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing import Span, span

if TYPE_CHECKING:
    from firearmskit.records import Firearm

__all__ = ["ACCOUNT_STEPS", "STAYS", "AccountStep", "Stay", "describe_account", "describe_life", "life_of"]

STAYS: Mapping[str, str] = MappingProxyType(
    {
        "lawful": N_("lawfully held"),
        "moving": N_("on its way"),
        "gone": N_("out of lawful hands"),
        "custody": N_("in the custody of a State"),
        "ended": N_("destroyed or deactivated"),
    }
)
"""How a firearm can be with somebody, and what that is called where people read it."""

MOST_STAYS = 30
LONGEST_NAME = 60


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A stretch of a firearm's life with one holder.

    Args:
        who: With whom, as it is shown.
        kind: One of :data:`STAYS`.
        since: When it began: an ISO year, month or day; None when that isn't known.
        until: When it ended, likewise; None when it goes on, or isn't known.
    """

    who: str
    kind: str
    since: str | None = None
    until: str | None = None


def check_stays(stays: Iterable[Stay]) -> list[tuple[Stay, Span | None, Span | None]]:
    """Give each stay with the days on which it can have begun and ended.

    Raises:
        InputError: There is none or there are too many, one isn't a stay, a kind is unknown, or a date is none.
    """
    found = listed(stays, Stay, "stays")
    if not 1 <= len(found) <= MOST_STAYS:
        raise InputError(_("A life has 1 to {most} stays to be drawn.").format(most=MOST_STAYS))
    for each in found:
        check_choice("kind", each.kind, STAYS)
        if not check_line("who", each.who, LONGEST_NAME):
            raise InputError(_("A stay needs a holder to be shown."))
    dated = [(each, each.since and span(each.since), each.until and span(each.until)) for each in found]
    return [(each, since or None, until or None) for each, since, until in dated]


def describe_life(stays: Iterable[Stay]) -> str:
    """Describe a life line in words.

    Args:
        stays: The stays, in the order in which they are shown.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: As :func:`plot_life`.

    >>> describe_life([Stay(who="Dealer", kind="lawful", since="2014", until="2016-03"), Stay(who="?", kind="gone")])
    'Dealer: lawfully held, 2014 to 2016-03. ?: out of lawful hands, not dated.'
    """
    return " ".join(
        _("{who}: {kind}, {when}.").format(who=each.who, kind=_(STAYS[each.kind]), when=_when(each))
        for each, _since, _until in check_stays(stays)
    )


def _when(stay: Stay) -> str:
    if stay.since and stay.until:
        return _("{since} to {until}").format(since=stay.since, until=stay.until)
    if stay.since:
        return _("from {since}").format(since=stay.since)
    return _("until {until}").format(until=stay.until) if stay.until else _("not dated")


_KIND_OF_STATE = {
    "in stock": "lawful",
    "held": "lawful",
    "official use": "lawful",
    "unknown": "lawful",
    "in transit": "moving",
    "exported": "moving",
    "lost": "gone",
    "stolen": "gone",
    "destroyed": "ended",
    "deactivated": "ended",
}


def life_of(firearm: Firearm, names: Mapping[str, str] | None = None) -> tuple[Stay, ...]:
    """Give the stays of a firearm of a registry, for :func:`plot_life`.

    Args:
        firearm: What :meth:`firearmskit.records.Registry.firearm` gave.
        names: What holders are called; their names in the registry where this says nothing.

    Returns:
        One stay for each change of hands or of state, dated by when it happened, as far as that is told.
    """
    from firearmskit.records import STATES, replay

    called = names or {}
    stays: list[Stay] = []
    for then, happened in replay(firearm):
        kind = _KIND_OF_STATE.get(then.state, "custody")
        holder = then.custodian if kind == "custody" else then.holder if kind == "lawful" else None
        who = called.get(holder, holder) if holder else _(STATES[then.state])
        if stays and (stays[-1].who, stays[-1].kind) == (who, kind):
            continue
        day = None if happened is None else happened[:10]
        if stays:
            stays[-1] = Stay(who=stays[-1].who, kind=stays[-1].kind, since=stays[-1].since, until=day)
        stays.append(Stay(who=who, kind=kind, since=day))
    return tuple(stays)


ACCOUNT_STEPS: Mapping[str, str] = MappingProxyType(
    {"start": N_("at the start"), "in": N_("added"), "out": N_("taken away"), "end": N_("at the end")}
)
"""Kinds of lines of an account, and what each is called where people read it."""

_MOST_LINES = 20


@dataclass(frozen=True, kw_only=True)
class AccountStep:
    """One line of an account.

    Args:
        name: What it counts, such as ``missing``.
        kind: One of :data:`ACCOUNT_STEPS`; the first line is a start, the last an end, and there are no others.
        number: How many, 0 or more.
    """

    name: str
    kind: str
    number: int


def check_account(steps: Sequence[AccountStep]) -> tuple[tuple[AccountStep, ...], int]:
    """Give the lines of an account, and how many are at the end beside those that the lines add up to.

    Raises:
        InputError: There are too few or too many lines, one is no line, or they don't begin and end as an account does.
    """
    found = listed(steps, AccountStep, "steps")
    if not 2 <= len(found) <= _MOST_LINES:
        raise InputError(_("An account has 2 to {most} lines.").format(most=_MOST_LINES))
    for at, each in enumerate(found):
        check_choice("kind", each.kind, ACCOUNT_STEPS)
        check_line("name", each.name, LONGEST_NAME)
        if isinstance(of_type(each.number, int, "number"), bool) or each.number < 0:
            raise InputError(_("A line of an account counts 0 or more, not {value}.").format(value=quote(each.number)))
        if (each.kind == "start") != (at == 0) or (each.kind == "end") != (at == len(found) - 1):
            raise InputError(_("An account begins with its start and ends with its end, and only there."))
    total = sum(-each.number if each.kind == "out" else each.number for each in found[:-1])
    return found, found[-1].number - total


def describe_account(steps: Sequence[AccountStep]) -> str:
    """Describe an account in words.

    Args:
        steps: Its lines, from the start to the end.

    Returns:
        Sentences in the language that is spoken now; the last says whether it comes out even.

    Raises:
        InputError: As :func:`plot_account`.

    >>> describe_account([
    ...     AccountStep(name="Expected", kind="start", number=120), AccountStep(name="Missing", kind="out", number=2),
    ...     AccountStep(name="Surplus", kind="in", number=1), AccountStep(name="Counted", kind="end", number=119)])
    'Expected: 120. Missing: 2 taken away. Surplus: 1 added. Counted: 119. It comes out even.'
    """
    found, difference = check_account(steps)
    said = [
        _("{name}: {number} {kind}.").format(name=each.name, number=each.number, kind=_(ACCOUNT_STEPS[each.kind]))
        if each.kind in ("in", "out")
        else _("{name}: {number}.").format(name=each.name, number=each.number)
        for each in found
    ]
    if difference == 0:
        said.append(_("It comes out even."))
    elif difference < 0:
        said.append(_("It doesn't come out even: {number} are not accounted for.").format(number=-difference))
    else:
        said.append(
            _("It doesn't come out even: there are {number} more than accounted for.").format(number=difference)
        )
    return " ".join(said)
