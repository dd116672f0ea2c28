"""Which instruments bind a State on a day, and which rules on marks follow."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from firearmskit import reference
from firearmskit.arguments import iso_day
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.rows import EVENTS, Instrument, MarkingRule, Party

__all__ = ["STATUSES", "Bound", "binding", "rules"]

STATUSES = {
    "bound": N_("bound"),
    "political": N_("political"),
    "unknown": N_("not known"),
    "not-bound": N_("not bound"),
}
"""How an instrument stands to a State, and what that is called where people read it."""

_EUROPEAN_UNION = "EUE"
"""The code that ISO 3166-1 reserves for the European Union, which is a party of its own to the Firearms Protocol."""

_SUPPLEMENTED_BY = {"untoc": "firearms-protocol"}
"""A treaty without a list of parties in these tables, and the protocol that none but its parties can join."""

_FOLLOWS = N_(
    "It follows from the Firearms Protocol, which binds the State: by article 37(2) of the Convention only its parties "
    "can join a protocol. Since which day the Convention binds the State isn't known."
)


@dataclass(frozen=True, kw_only=True)
class Bound:
    """How one instrument stands to one State on one day.

    Args:
        instrument: Id of the instrument.
        state: ISO 3166-1 alpha-3 code.
        on: ISO date.
        status: One of :data:`STATUSES`.
        since: ISO date from which the instrument binds the State; None when not known, or when it doesn't.
        confidence: How far that is supported, of ``reference.CONFIDENCE``; None when the status is ``unknown``.
        doubt: What isn't settled, a sentence.
        source: Where it was read.
    """

    instrument: str
    state: str
    on: str
    status: str
    since: str | None = None
    confidence: str | None = None
    doubt: str | None = None
    source: str | None = None


def binding(state: str, *, on: str | date, every: bool = False) -> tuple[Bound, ...]:
    """Give the instruments that bind a State on a day, and those of which that isn't known.

    Args:
        state: ISO 3166-1 alpha-3 code; ``EUE`` for the European Union. Codes of former States are known too; nothing
            here binds them.
        on: The day, as an ISO date or a ``date``.
        every: Also give the instruments that don't bind it, except other States' laws.

    Returns:
        One entry for each instrument, in the order of the table. Where it isn't known whether one binds the State, the
        entry says ``unknown``: that is something else than ``not-bound``. The Organized Crime Convention is ``bound``,
        with the confidence ``derived``, where the Firearms Protocol is, since only its parties can join that.

    Raises:
        UnknownCodeError: There is no such State.
        InputError: ``on`` isn't a date.

    >>> [(each.instrument, each.status, each.since) for each in binding("CMR", on="2026-11-26")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('firearms-protocol', 'unknown', None), ('iti', 'political', '2005-12-08'), ('poa', 'political', '2001-07-20'),
     ('att', 'unknown', None), ('untoc', 'unknown', None), ('kinshasa', 'bound', '2017-03-08')]
    """
    code, day = known_state(state), iso_day(on)
    return tuple(each for each in _standings(code, day) if every or each.status != "not-bound")


def rules(
    event: str | None = None, *, state: str | None = None, on: str | date | None = None
) -> tuple[MarkingRule, ...]:
    """Give the rules on marks for an event, that bind or may bind a State, on a day.

    Args:
        event: One of ``law.EVENTS``; any when None.
        state: ISO 3166-1 alpha-3 code of the State; any when None. Together with ``on`` only.
        on: The day, as an ISO date or a ``date``; whenever they applied when None.

    Returns:
        The rules in the order of the table, those of instruments of which it isn't known whether they bind included.

    Raises:
        UnknownCodeError: There is no such event or State.
        InputError: ``on`` isn't a date, or there is a ``state`` without it.

    >>> [rule.article for rule in rules("import", state="NGA", on="2026-11-26")]
    ['art. 8(1)(b)', 'para. 7', 'para. 8(b)', 'para. 10', 'art. 18']
    """
    if event is not None:
        known_event(event)
    if state is not None and on is None:
        raise InputError(_('the rules that bind a State need a day: give on, such as on="2026-11-26"'))
    day = None if on is None else iso_day(on)
    bound = None if state is None or day is None else {each.instrument for each in binding(state, on=day)}
    return tuple(
        rule
        for rule in load.marking_rules()
        if (event is None or event in rule.events)
        and (day is None or _applies(rule, day))
        and (bound is None or rule.instrument in bound)
    )


def _applies(rule: MarkingRule, day: str) -> bool:
    return (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)


def _standings(state: str, day: str) -> Iterator[Bound]:
    for instrument in load.instruments():
        if instrument.country is None:
            yield _standing(instrument, state, day)
        elif instrument.country == state and _in_force(instrument, day):
            yield _bound(instrument, state, day, "bound", instrument.in_force, instrument)


def _in_force(instrument: Instrument, day: str) -> bool:
    begun = instrument.in_force is None or instrument.in_force <= day
    return begun and (instrument.ended is None or day <= instrument.ended)


def _standing(instrument: Instrument, state: str, day: str) -> Bound:
    """Say how an instrument stands to a State: from its dates first, then from the list of its parties."""
    if not _in_force(instrument, day):
        return _bound(instrument, state, day, "not-bound", None, instrument)
    if instrument.group == "all-states":
        status = "political" if state in _current_states() else "not-bound"
        return _bound(instrument, state, day, status, instrument.in_force, instrument)
    row = _party(str(instrument.group), state)
    if row is None:
        followed = _from_supplement(instrument, state, day)
        if followed is not None:
            return followed
        complete = instrument.complete_on is not None and day <= instrument.complete_on
        absent = instrument.reach == "regional" or complete or state in _former_states()
        return Bound(
            instrument=instrument.id,
            state=state,
            on=day,
            status="not-bound" if absent else "unknown",
            confidence="derived" if absent else None,
            doubt=None if absent else instrument.doubt,
            source=instrument.source,
        )
    status = status_on(row, day)
    since = max(row.since, instrument.in_force or row.since) if status == "bound" and row.since else None
    return _bound(instrument, state, day, status, since, row)


def _from_supplement(instrument: Instrument, state: str, day: str) -> Bound | None:
    """Say that a treaty binds the State when one does that only its parties can join; None when that tells nothing."""
    supplement = _SUPPLEMENTED_BY.get(instrument.id)
    if supplement is None:
        return None
    joined = _standing(load.instrument(supplement), state, day)
    if joined.status != "bound":
        return None
    return Bound(
        instrument=instrument.id,
        state=state,
        on=day,
        status="bound",
        confidence="unverified" if joined.confidence == "unverified" else "derived",
        doubt=_FOLLOWS,
        source=instrument.source,
    )


def status_on(row: Party, day: str) -> str:
    """Tell the status of a State on a day from its row: what it says holds from, or until, the days that it names."""
    if row.status == "not-party":
        return "not-bound" if row.as_of and day <= row.as_of else "unknown"
    if row.status == "unknown":
        return "unknown"
    if row.until and day > row.until:
        return "not-bound"
    if row.unsettled_from and day >= row.unsettled_from:
        return "unknown"
    if row.since:
        return "bound" if row.since <= day else "not-bound"
    return "bound" if row.as_of and row.as_of <= day else "unknown"


def _bound(
    instrument: Instrument, state: str, day: str, status: str, since: str | None, row: Instrument | Party
) -> Bound:
    return Bound(
        instrument=instrument.id,
        state=state,
        on=day,
        status=status,
        since=since if status in ("bound", "political") else None,
        confidence=row.confidence if status != "unknown" else None,
        doubt=row.doubt,
        source=row.source,
    )


@cache
def _by_state() -> dict[tuple[str, str], Party]:
    return {(row.group, row.state): row for row in load.party_rows()}


def _party(group: str, state: str) -> Party | None:
    return _by_state().get((group, state))


@cache
def _current_states() -> frozenset[str]:
    return frozenset(row.id for row in reference.rows(reference.Country) if row.status == "current")


@cache
def _former_states() -> frozenset[str]:
    return frozenset(row.id for row in reference.rows(reference.Country) if row.status != "current")


@cache
def _names() -> dict[str, str]:
    """Give the code for each code and name of a State, in small letters, so that a wrong one can be put right."""
    rows = reference.rows(reference.Country)
    return {word.casefold(): row.id for row in rows for word in (row.iso2, row.name, row.id)}


def known_state(state: object) -> str:
    """Give the code back if it is one of a State, now or formerly, or of the European Union."""
    if isinstance(state, str) and (state in _current_states() or state in _former_states() or state == _EUROPEAN_UNION):
        return state
    wanted = state[:60].casefold() if isinstance(state, str) else ""
    words = [wanted] if wanted in _names() else difflib.get_close_matches(wanted, _names(), n=3, cutoff=0.7)
    alike = list(dict.fromkeys(_names()[word] for word in words))
    message = (
        _("{value} isn't an ISO 3166-1 alpha-3 code of a State, such as NGA; did you mean {alike}?")
        if alike
        else _("{value} isn't an ISO 3166-1 alpha-3 code of a State, such as NGA")
    )
    raise UnknownCodeError(message.format(value=quote(state), alike=", ".join(alike)))


def known_event(event: object) -> str:
    """Give the event back if there is one of that name."""
    if isinstance(event, str) and event in EVENTS:
        return event
    raise UnknownCodeError(
        _("{value} isn't an event that makes a mark due; the events are {known}").format(
            value=quote(event), known=", ".join(EVENTS)
        )
    )
