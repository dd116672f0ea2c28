"""Which rules say how long a State keeps records, on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from firearmskit.arguments import iso_day
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.binding import Bound, binding
from firearmskit.law.rows import COUNTED_FROM, RECORDS, TRACEABLE, RetentionRule

__all__ = ["KeepingDuty", "retention"]

_ORDER = ("bound", "political", "unknown")
_WHETHER = {
    "political": N_("This is a political commitment, not law."),
    "unknown": N_("It isn't known whether this instrument binds {state}."),
}


@dataclass(frozen=True, kw_only=True)
class KeepingDuty:
    """How long one rule asks one State to keep records, and how the instrument stands to that State.

    Args:
        rule: The rule.
        state: ISO 3166-1 alpha-3 code of the State.
        on: ISO date for which this was asked.
        status: ``bound``, ``political``, or ``unknown`` when it isn't known whether the instrument binds the State.
        since: ISO date from which the instrument binds the State; None when not known.
        binding_confidence: How far it is supported that the instrument binds, of ``reference.CONFIDENCE``; None when
            the status is ``unknown``.
        binding_doubt: What isn't settled about whom it binds, a sentence, in English.
    """

    rule: RetentionRule
    state: str
    on: str
    status: str
    since: str | None = None
    binding_confidence: str | None = None
    binding_doubt: str | None = None

    @property
    def source(self) -> str:
        """Instrument and article, as one cites them."""
        return load.cite(self.rule.instrument, _(self.rule.article))

    @property
    def read(self) -> bool:
        """Whether the period, or that records are kept without end, was read at a source."""
        field = "indefinitely" if self.rule.indefinitely == "required" else "minimum_years"
        return self.rule.confidence in ("sourced", "derived") or field in self.rule.covers

    @property
    def doubts(self) -> tuple[str, ...]:
        """What isn't settled about the rule, or about whom it binds, in sentences, in English."""
        return tuple(dict.fromkeys(each for each in (self.rule.doubt, self.binding_doubt) if each))

    @property
    def sentence(self) -> str:
        """What is asked, by which rule and with what doubts, in the language that is spoken now."""
        said = [_asked(self)]
        if self.rule.duty == "should":
            said.append(_("Keeping these records is encouraged, not required."))
        if self.rule.indefinitely == "encouraged":
            said.append(_("Keeping them without end is encouraged."))
        if self.status in _WHETHER:
            said.append(_(_WHETHER[self.status]).format(state=self.state))
        if not self.read:
            said.append(_("No source was read for the period: verify it before you rely on it."))
        return " ".join([*said, *map(_, self.doubts)])


def _asked(duty: KeepingDuty) -> str:
    rule = duty.rule
    if rule.indefinitely == "required":
        return _("{rule}: records are kept without end.").format(rule=duty.source)
    if rule.minimum_years is None:
        return _("{rule}: records are kept; for how long isn't known.").format(rule=duty.source)
    return _("{rule}: records are kept for at least {years} years, counted from {event}.").format(
        rule=duty.source, years=rule.minimum_years, event=_(COUNTED_FROM[rule.counted_from])
    )


def retention(
    state: str, *, on: str | date, record: str | None = None, item: str | None = None
) -> tuple[KeepingDuty, ...]:
    """Give the rules on keeping records that bind a State on a day, and those of which that isn't known.

    Args:
        state: ISO 3166-1 alpha-3 code; ``EUE`` for the European Union.
        on: The day, as an ISO date or a ``date``.
        record: What the record is of, one of ``law.RECORDS``; any when None.
        item: What the record is about, one of ``law.TRACEABLE``; any when None.

    Returns:
        One entry for each rule: those that bind first, then political commitments, then those of which it isn't known
        whether they bind, each in the order of the table. Nothing in it, when no instrument of the tables has a rule
        for that: the State's own law may have one.

    Raises:
        UnknownCodeError: There is no such State, kind of record or kind of item; the message lists what is possible.
        InputError: ``on`` isn't a date.

    >>> [(each.source, each.rule.minimum_years, each.status) for each in retention("CMR", on="2026-11-27")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Kinshasa Convention, article not found', None, 'bound'),
     ('International Tracing Instrument, para. 12', 30, 'political'),
     ('International Tracing Instrument, para. 12', 20, 'political'),
     ('Firearms Protocol, art. 7', 10, 'unknown'), ('Firearms Protocol, art. 15', 10, 'unknown'),
     ('Arms Trade Treaty, art. 12(1) and (4)', 10, 'unknown'),
     ('Arms Trade Treaty, art. 12(2) and (4)', 10, 'unknown')]
    """
    known_word(record, RECORDS, _("{value} isn't a kind of record; the kinds are {known}"))
    known_word(item, TRACEABLE, _("{value} isn't a kind of item; the kinds are {known}"))
    day = iso_day(on)
    bound = {each.instrument: each for each in binding(state, on=day)}
    found = [_duty(rule, bound[rule.instrument]) for rule in _applying(day, record, item) if rule.instrument in bound]
    return tuple(sorted(found, key=lambda duty: _ORDER.index(duty.status)))


def known_word(word: object, vocabulary: dict[str, str], message: str) -> None:
    """Refuse a word that isn't one of a vocabulary; None stands for any."""
    if word is not None and not (isinstance(word, str) and word in vocabulary):
        raise UnknownCodeError(message.format(value=quote(word), known=", ".join(vocabulary)))


def _applying(day: str, record: str | None, item: str | None) -> Iterator[RetentionRule]:
    """Give the rules that apply on a day to a kind of record and of item."""
    for rule in load.retention_rules():
        if (rule.since and day < rule.since) or (rule.until and rule.until < day):
            continue
        if record is not None and record not in rule.records and "all" not in rule.records:
            continue
        if item is None or item in rule.items or item in rule.where_feasible:
            yield rule


def _duty(rule: RetentionRule, bound: Bound) -> KeepingDuty:
    return KeepingDuty(
        rule=rule,
        state=bound.state,
        on=bound.on,
        status=bound.status,
        since=bound.since,
        binding_confidence=bound.confidence,
        binding_doubt=bound.doubt,
    )
