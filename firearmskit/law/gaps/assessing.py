"""Assess a national law against what binds the State: each obligation with its status and what it fails on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from firearmskit.arguments import iso_day
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.binding import binding
from firearmskit.law.duties.reading import obligations
from firearmskit.law.duties.rows import Obligation
from firearmskit.law.gaps.answering import Answer, answers
from firearmskit.law.gaps.national import NationalLaw

__all__ = ["RESULTS", "Assessment", "Result", "assess"]

RESULTS = {
    "met": N_("met"),
    "partly": N_("met in part"),
    "not-met": N_("not met"),
    "silent": N_("silent"),
    "open": N_("open"),
    "not-applicable": N_("not applicable"),
}
"""What the assessment of an obligation can come to, and what each is called where people read it."""

_RANKS = {"not-met": 0, "partly": 1, "silent": 2, "open": 2, "met": 3}


@dataclass(frozen=True, kw_only=True)
class Result:
    """How a national law stands to one obligation.

    Args:
        obligation: The obligation.
        status: One of :data:`RESULTS`. ``silent``: what was read says nothing of what is still wanted. ``open``: some
            of it wasn't answered, or claims contradict each other.
        answers: How each element that it asks for stands, in its order.
        advice: How each element stands that is owed only where possible. It never decides the status.
        applies: True; None where what is known of the State doesn't say whether it applies; False where it doesn't.
        unsettled: The facts that would say it.
    """

    obligation: Obligation
    status: str
    answers: tuple[Answer, ...]
    advice: tuple[Answer, ...] = ()
    applies: bool | None = True
    unsettled: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether the text that the obligation rests on was read. One that wasn't never counts as a gap."""
        return self.obligation.confidence != "unverified"

    @property
    def rank(self) -> int:
        """How far it is met: 0 not, 1 in part, 2 not known, 3 met; 3 also where it doesn't apply."""
        return _RANKS.get(self.status, 3)

    @property
    def failing(self) -> tuple[Answer, ...]:
        """The elements that keep it from being met: those that aren't provided, silent and open ones included."""
        if self.status in ("met", "not-applicable"):
            return ()
        return tuple(each for each in self.answers if each.value is not True)

    @property
    def is_gap(self) -> bool:
        """Whether something is missing that the State owes: by a text that was read, and that is known to apply."""
        owed = self.obligation.modality in ("mandatory", "qualified") and self.applies is True
        return self.verified and owed and self.status in ("not-met", "partly", "silent")


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What the assessment of a national law came to. It is an aid to a legal reader, and no legal advice.

    Args:
        law: The national law.
        on: ISO date for which it holds.
        instruments: Ids of the instruments that it was assessed against.
        unsettled: Ids of those of which it isn't known whether they bind the State.
        results: One for each obligation, in the order of the table.
    """

    law: NationalLaw
    on: str
    instruments: tuple[str, ...]
    unsettled: tuple[str, ...]
    results: tuple[Result, ...]

    def gaps(self) -> tuple[Result, ...]:
        """Give what is missing that the State owes, what weighs most first."""
        return _by_weight(each for each in self.results if each.is_gap)

    def questions(self) -> tuple[Answer, ...]:
        """Give the elements that a reader has to answer, or settle, before more can be said, each once."""
        asked = (each for result in self.results if result.status != "not-applicable" for each in result.answers)
        return tuple({each.element: each for each in asked if each.standing in ("unanswered", "conflict")}.values())

    def counts(self) -> Mapping[str, int]:
        """Count the results by status, those that rest on a text that wasn't read apart, as ``unverified``."""
        found = dict.fromkeys((*RESULTS, "unverified"), 0)
        for each in self.results:
            found[each.status if each.verified else "unverified"] += 1
        return found

    def shared(self) -> Mapping[str, tuple[Result, ...]]:
        """Give the elements whose absence is a gap under two instruments or more, those that close most first."""
        found: dict[str, list[Result]] = {}
        for result in self.gaps():
            for answer in result.failing:
                found.setdefault(answer.element, []).append(result)
        several = {
            name: tuple(results)
            for name, results in found.items()
            if len({each.obligation.instrument for each in results}) > 1
        }
        return dict(sorted(several.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def assess(law: NationalLaw, *, on: str | date, instruments: Iterable[str] | None = None) -> Assessment:
    """Assess a national law, or a bill, against what binds the State.

    Args:
        law: The law, and what readers claim of it.
        on: The day that it is assessed for, an ISO date or a ``date``: provisions and obligations that don't hold on
            it are left out.
        instruments: Ids of the instruments; when None those that the law names, or else those that bind its State.

    Returns:
        The assessment.

    Raises:
        UnknownCodeError: There is no such instrument.
        InputError: ``on`` isn't a date, or it isn't known what binds the State.

    >>> nothing = NationalLaw(name="An empty Act", fictional=True)
    >>> found = assess(nothing, on="2026-11-27", instruments=["firearms-protocol"])
    >>> {each.status for each in found.results} <= {"open", "not-applicable"}, found.gaps()
    (True, ())
    """
    day = iso_day(on)
    chosen, unsettled = _instruments(law, day, instruments)
    given = answers(law, on=day)
    facts = {"party": True, **law.facts}
    results = tuple(_result(each, given, facts) for each in obligations(on=day) if each.instrument in chosen)
    return Assessment(law=law, on=day, instruments=chosen, unsettled=unsettled, results=results)


def _instruments(law: NationalLaw, day: str, given: Iterable[str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the instruments to assess against, and those of which it isn't known whether they bind."""
    if isinstance(given, str):
        raise InputError(_("instruments: {value} is one text; give a list").format(value=quote(given)))
    named = law.instruments if given is None else tuple(load.instrument(each).id for each in given)
    if named is not None:
        return tuple(dict.fromkeys(named)), ()
    if law.state is None:
        raise InputError(
            _("{law} names no instruments, and its State is made up: say what binds it").format(law=quote(law.name))
        )
    bound = binding(law.state, on=day)
    return (
        tuple(each.instrument for each in bound if each.status in ("bound", "political")),
        tuple(each.instrument for each in bound if each.status == "unknown"),
    )


def _result(obligation: Obligation, given: Mapping[str, Answer], facts: Mapping[str, bool | None]) -> Result:
    applicability = obligation.applicability
    applies = applicability.value(facts)
    asked = tuple(given[name] for name in obligation.condition.names)
    return Result(
        obligation=obligation,
        status="not-applicable" if applies is False else _status(obligation, asked),
        answers=asked,
        advice=tuple(given[name] for name in obligation.where_possible),
        applies=applies,
        unsettled=tuple(name for name in applicability.names if facts.get(name) is None) if applies is None else (),
    )


def _status(obligation: Obligation, asked: tuple[Answer, ...]) -> str:
    value = obligation.condition.value({each.element: each.value for each in asked})
    if value is True:
        return "met"
    if value is False:
        # In a conflict there is a provision that provides the element, whichever prevails.
        some = any(each.standing in ("provided", "partly", "conflict") for each in asked)
        return "partly" if some else "not-met"
    unknown = {each.standing for each in asked if each.value is None}
    return "silent" if unknown == {"silent"} else "open"


def _by_weight(results: Iterable[Result]) -> tuple[Result, ...]:
    order = ("high", "medium", "low")
    return tuple(sorted(results, key=lambda each: (order.index(each.obligation.severity), each.rank)))
