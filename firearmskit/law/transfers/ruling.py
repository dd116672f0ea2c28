"""Findings, with the rule that they rest on: the heaviest one that applies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.finding import Finding
from firearmskit.law.rows import MarkingRule, RetentionRule, TransferRule
from firearmskit.law.transfers.case import Case

__all__ = ["Ground", "european", "ground", "of_rule", "rest", "said"]

_ORDER = ("bound", "political", "unknown")
_EUROPEAN = ("eu-258-2012", "eu-2025-41")
_MEMBERS = (*_EUROPEAN, "eu-2021-555", "eu-91-477")
"""What binds the members of the European Union, and so tells that a State is one on a day."""
_WHETHER = {
    "political": N_("This is a political commitment, not law."),
    "unknown": N_("It isn't known whether this instrument binds {state}: unverified."),
}


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A rule, and the State that has to keep it.

    Args:
        instrument: Id of the instrument.
        article: How the article is cited.
        confidence: How far the rule is supported.
        state: Code of the State; None when it isn't in the file.
        civilian: Whether it is a rule on exports of civilian firearms from the European Union.
    """

    instrument: str
    article: str
    confidence: str
    state: str | None
    civilian: bool = False


@cache
def _rules() -> dict[str, TransferRule]:
    return {row.id: row for row in load.transfer_rules()}


def ground(rule: str, state: str | None) -> Ground:
    """Give a rule of the table on transfers, and the State that has to keep it."""
    return replace(of_rule(_rules()[rule], state), civilian=_rules()[rule].instrument in _EUROPEAN)


def european(number_258: str, number_41: str, state: str | None) -> tuple[Ground, Ground]:
    """Give the rules of both Regulations of the European Union on exports, of which one binds on a day."""
    return ground(f"eu-258-2012-{number_258}", state), ground(f"eu-2025-41-{number_41}", state)


def of_rule(rule: TransferRule | MarkingRule | RetentionRule, state: str | None) -> Ground:
    """Give a rule of any table, and the State that has to keep it."""
    return Ground(instrument=rule.instrument, article=rule.article, confidence=rule.confidence, state=state)


def rest(
    case: Case, code: str, severity: str, field: str, sentence: str, *grounds: Ground, plain: bool = False
) -> Iterator[Finding]:
    """Make a finding that rests on the first of the rules that bind; a note if it isn't known that one does.

    Args:
        case: The file and the day.
        code: What kind of finding it is.
        severity: How much it weighs where a rule binds that somebody read.
        field: What it is about.
        sentence: What was found.
        grounds: Rules, the nearest first.
        plain: Whether it stands without a rule too, because the file contradicts itself.

    Yields:
        One finding, or none when no rule binds.
    """
    held = [(case.standing(each.instrument, each.state), each) for each in grounds if not _outside(case, each)]
    held = [(standing, each) for standing, each in held if standing[0] in _ORDER]
    held.sort(key=lambda pair: (_ORDER.index(pair[0][0]), _unread(*pair)))
    if not held or (plain and (held[0][0][0] == "unknown" or _unread(*held[0]))):
        if plain:
            yield Finding(code=code, severity=severity, field=field, sentence=sentence)
        return
    (status, confidence), chosen = held[0]
    unread = _unread(held[0][0], chosen)
    yield said(
        chosen,
        code=code,
        severity=severity if status == "bound" and not unread and not chosen.civilian else "note",
        field=field,
        sentence=" ".join([sentence, *_doubts(status, chosen, unread=unread)]),
        supported=confidence,
    )


def said(
    chosen: Ground, *, code: str, severity: str, field: str, sentence: str, supported: str | None = None
) -> Finding:
    """Make a finding that cites a rule."""
    known = [each for each in (chosen.confidence, supported) if each is not None]
    return Finding(
        code=code,
        severity=severity,
        field=field,
        sentence=sentence,
        instrument=chosen.instrument,
        article=chosen.article,
        source=load.cite(chosen.instrument, chosen.article),
        confidence=max(known, key=reference.CONFIDENCE.index),
    )


def _unread(standing: tuple[str, str | None], each: Ground) -> bool:
    """Say whether nobody read the rule, or that it binds."""
    return "unverified" in (each.confidence, standing[1])


def _outside(case: Case, each: Ground) -> bool:
    """Say whether an instrument leaves the transaction out.

    The Protocol and the Regulations of the Union aren't for those between States; the Regulations are for exports to
    countries outside the Union, and have a procedure of their own for goods that come back.
    """
    between_states = case.file.state_to_state is True
    if each.civilian:
        to = case.file.import_state
        inside = to is None or any(case.standing(name, to)[0] == "bound" for name in _MEMBERS)
        return between_states or inside or case.file.temporary is True
    return each.instrument == "firearms-protocol" and between_states


def _doubts(status: str, chosen: Ground, *, unread: bool) -> Iterator[str]:
    if status in _WHETHER:
        yield _(_WHETHER[status]).format(state=chosen.state or _("the State that isn't in the file"))
    if chosen.civilian:
        yield _("The rule is on exports of civilian firearms; whether these are such isn't in the file.")
    if unread:
        yield _("The rule, or that it binds, wasn't read at a source: unverified.")
