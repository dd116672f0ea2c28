"""Until when is a record kept: the longest of what binds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from firearmskit import law
from firearmskit.arguments import iso_day, listed, of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.days import add_years, latest
from firearmskit.records.retention.kept import Hold, Kept

__all__ = ["INDEFINITELY", "NOT_KNOWN", "Retention", "Term", "keep_until", "rules_for"]

INDEFINITELY = "indefinitely"
"""Until when a record is kept that is kept without end."""

NOT_KNOWN = "not-known"
"""Until when a record is kept where that isn't known."""

_MOST_YEARS = 500
_HOLD = "hold:"


@dataclass(frozen=True, kw_only=True)
class Term:
    """What one rule asks of one record.

    Args:
        rule: Id of the rule in the tables of law; ``national`` for the State's own period, ``hold:`` and its id for a
            hold that was lifted.
        source: The rule as one cites it.
        state: ISO 3166-1 alpha-3 code of the State that it binds; None for a hold and the State's own period.
        until: Last day, as an ISO date, :data:`INDEFINITELY` or :data:`NOT_KNOWN`.
        reasons: Why that isn't known, or why it isn't certain that the rule asks for it; in sentences.
        encouraged: Whether the rule only encourages; such a term never decides.
    """

    rule: str
    source: str
    until: str
    state: str | None = None
    reasons: tuple[str, ...] = ()
    encouraged: bool = False

    @property
    def certain(self) -> bool:
        """Whether the rule asks for this without a doubt."""
        return not self.reasons


@dataclass(frozen=True, kw_only=True)
class Retention:
    """Until when a record is kept: the longest of what binds.

    Args:
        record: Id of the record.
        until: Last day on which it has to be kept, as an ISO date; :data:`INDEFINITELY`; or :data:`NOT_KNOWN`.
        at_least: What of that is certain: an ISO date or :data:`INDEFINITELY`; None when nothing is.
        at_most: What it can't exceed: an ISO date or :data:`INDEFINITELY`; None when that isn't known.
        because: Why it isn't known, in sentences; empty where it is.
        deciding: The rule that it rests on, or the one that keeps it from being known; None when there is none.
        others: What the other rules ask, the longest first.
        holds: The holds that stand.
    """

    record: str
    until: str
    at_least: str | None
    at_most: str | None
    because: tuple[str, ...] = ()
    deciding: Term | None = None
    others: tuple[Term, ...] = ()
    holds: tuple[Hold, ...] = ()

    def __str__(self) -> str:
        """Say it in sentences, in the language that is spoken now."""
        record = quote(self.record)
        if self.until == INDEFINITELY:
            said = _("Record {record} is kept without end.").format(record=record)
        elif self.until != NOT_KNOWN:
            said = _("Record {record} is kept until {day}.").format(record=record, day=self.until)
        elif self.at_least:
            said = _("Record {record} is kept until {day} at least; for how much longer isn't known.").format(
                record=record, day=self.at_least
            )
        else:
            said = _("How long record {record} is kept isn't known.").format(record=record)
        parts = [said]
        if self.deciding is not None and self.until != NOT_KNOWN:
            parts.append(_("It rests on: {rule}.").format(rule=self.deciding.source))
        return " ".join([*parts, *self.because])


def rules_for(record: Kept, *, on: str | date) -> tuple[law.KeepingDuty, ...]:
    """Give the rules that ask for a record in the States that it names, on a day.

    Args:
        record: The record.
        on: The day, as an ISO date or a ``date``.

    Returns:
        The rules of each State, as :func:`firearmskit.law.retention` gives them.

    Raises:
        UnknownCodeError: A State isn't one.
        InputError: ``on`` isn't a date.

    >>> from firearmskit.records.retention import Kept, KeptEvent
    >>> record = Kept(id="R1", kind="import", events=(KeptEvent(kind="import", on="2016-05"),), states=("NGA",))
    >>> [duty.source for duty in rules_for(record, on="2026-11-27") if duty.status == "bound"]
    ['Firearms Protocol, art. 7', 'ECOWAS Convention, art. 9']
    """
    of_type(record, Kept, "record")
    return tuple(
        duty
        for state in dict.fromkeys(record.states)
        for duty in law.retention(state, on=on, record=record.kind, item=record.item)
    )


def keep_until(
    record: Kept,
    rules: Iterable[law.KeepingDuty],
    *,
    national_years: int | None = None,
    holds: Iterable[Hold] = (),
) -> Retention:
    """Say until when a record is kept: the longest of what binds.

    What isn't certain never shortens and is never claimed: a rule whose text wasn't read, whose parties aren't known or
    whose event has no date leaves the answer open, unless another one reaches further for certain. Political
    commitments count. What is only encouraged is named among the others and doesn't decide.

    Args:
        record: The record.
        rules: Rules on keeping, as :func:`rules_for` gives them. Rules of States that the record doesn't name, and of
            other kinds of records or items, are passed over.
        national_years: Years that the State's own law asks for, counted from what the record is of.
        holds: More orders to keep it, besides those of the record.

    Returns:
        The last day, or without end, or that it isn't known and why.

    Raises:
        InputError: Something of it can't be used.

    >>> from firearmskit.records.retention import Kept, KeptEvent
    >>> record = Kept(id="R1", kind="export", events=(KeptEvent(kind="export", on="2016-02-29"),), states=("JPN",))
    >>> found = keep_until(record, rules_for(record, on="2017-01-01"), national_years=25)
    >>> found.until, found.deciding.rule
    ('2041-03-01', 'national')
    """
    of_type(record, Kept, "record")
    terms = [_term(record, duty) for duty in listed(rules, law.KeepingDuty, "rules") if _concerns(duty, record)]
    if national_years is not None:
        terms.append(_national(record, national_years))
    every_hold = tuple(dict.fromkeys((*record.holds, *listed(holds, Hold, "holds"))))
    terms += [_lifted(hold) for hold in every_hold if hold.lifted_on is not None]
    standing = tuple(sorted((hold for hold in every_hold if hold.lifted_on is None), key=lambda hold: hold.id))
    return _longest(record.id, sorted(dict.fromkeys(terms), key=_length, reverse=True), standing)


def _concerns(duty: law.KeepingDuty, record: Kept) -> bool:
    """Say whether a rule is about a record; one that names no State is kept wherever the rule binds."""
    rule = duty.rule
    return (
        (not record.states or duty.state in record.states)
        and ("all" in rule.records or record.kind in rule.records)
        and record.item in (*rule.items, *rule.where_feasible)
    )


def _term(record: Kept, duty: law.KeepingDuty) -> Term:
    rule = duty.rule
    reasons = list(_doubts(record, duty))
    if rule.indefinitely == "required":
        until = INDEFINITELY
    elif rule.minimum_years is None:
        until = NOT_KNOWN
        reasons.append(_("{rule} names no number of years, or it wasn't read.").format(rule=duty.source))
    else:
        until, missing = _counted(record, rule.minimum_years, rule.counted_from)
        reasons += missing
    return Term(
        rule=rule.id,
        source=duty.source,
        state=duty.state,
        until=until,
        reasons=tuple(reasons),
        encouraged=rule.duty == "should",
    )


def _doubts(record: Kept, duty: law.KeepingDuty) -> Iterator[str]:
    """Say why it isn't certain that a rule asks for a record to be kept so long."""
    if duty.status == "unknown":
        yield _("It isn't known whether {rule} binds {state}.").format(rule=duty.source, state=duty.state)
    if not duty.read:
        yield _("The period of {rule} wasn't read at a source.").format(rule=duty.source)
    if record.item in duty.rule.where_feasible:
        yield _("{rule} names {item} only as far as appropriate and feasible, or that isn't settled.").format(
            rule=duty.source, item=_(law.TRACEABLE[record.item])
        )


def _counted(record: Kept, years: int, counted_from: str) -> tuple[str, list[str]]:
    """Count years from the last day that an event can have happened on; say why that isn't possible."""
    if counted_from == "destruction":
        events = [event for event in record.events if event.kind == "destruction"]
        if not events:
            return NOT_KNOWN, [_("The years count from the destruction of the item, and none is recorded.")]
    else:
        # A record is sometimes made of something that isn't named in it; the last thing that is named is the safe one.
        events = [event for event in record.events if event.kind == record.kind] or list(record.events)
        if not events:
            return NOT_KNOWN, [_("No event is recorded from which the years could count.")]
    days = [latest(event.on) for event in events if event.on is not None]
    if len(days) < len(events):
        missing = ", ".join(sorted({_(law.RECORDS[event.kind]) for event in events if event.on is None}))
        return NOT_KNOWN, [_("The date isn't known of: {events}.").format(events=missing)]
    return add_years(max(days), years).isoformat(), []


def _national(record: Kept, years: int) -> Term:
    if not 0 < whole(years, "national_years") <= _MOST_YEARS:
        raise InputError(
            _("national_years must be from 1 to {most}, not {value}.").format(most=_MOST_YEARS, value=quote(years))
        )
    until, reasons = _counted(record, years, "record")
    return Term(rule="national", source=_("the State's own law"), until=until, reasons=tuple(reasons))


def _lifted(hold: Hold) -> Term:
    source = _("hold {id}, which was lifted").format(id=quote(hold.id))
    return Term(rule=f"{_HOLD}{hold.id}", source=source, until=iso_day(hold.lifted_on))


def _length(term: Term) -> tuple[bool, int, str, bool, str, str, tuple[str, ...]]:
    """Sort terms by how long they are; equal ones by certainty and name, so that their order in the call is nothing."""
    rank = {INDEFINITELY: 2, NOT_KNOWN: 1}.get(term.until, 0)
    return (not term.encouraged, rank, term.until, term.certain, term.rule, term.state or "", term.reasons)


def _longest(record: str, terms: list[Term], holds: tuple[Hold, ...]) -> Retention:
    """Decide among terms, which come with the longest first."""
    counting = [term for term in terms if not term.encouraged]
    certain = next((term for term in counting if term.certain), None)
    open_ = next((term for term in counting if not term.certain and _reaches_beyond(term, certain)), None)
    because = [_("Hold {id} stands: {reason}.").format(id=quote(each.id), reason=quote(each.reason)) for each in holds]
    if open_ is not None:
        because += [reason for term in counting if _reaches_beyond(term, certain) for reason in term.reasons]
    if all(term.rule.startswith(_HOLD) for term in counting):
        # A hold that was lifted says nothing on how long the record would have been kept without it.
        because.append(_("No rule of these tables asks for it, and no period of the State's own law was given."))
    found = Retention(
        record=record,
        until=NOT_KNOWN,
        at_least=certain.until if certain else None,
        at_most=None,
        because=tuple(dict.fromkeys(because)),
        deciding=open_ or certain,
        holds=holds,
    )
    if certain and certain.until == INDEFINITELY:
        found = replace(found, until=INDEFINITELY, at_most=INDEFINITELY, deciding=certain)
    elif not because and certain is not None:
        found = replace(found, until=certain.until, at_most=certain.until)
    elif open_ is not None and not holds and open_.until != NOT_KNOWN:
        found = replace(found, at_most=open_.until)
    return replace(found, others=tuple(term for term in terms if term != found.deciding))


def _reaches_beyond(term: Term, certain: Term | None) -> bool:
    """Say whether a term that isn't certain could keep a record longer than what is certain."""
    if term.certain or (certain and certain.until == INDEFINITELY):
        return False
    return certain is None or term.until == NOT_KNOWN or _length(term)[1:3] > _length(certain)[1:3]
