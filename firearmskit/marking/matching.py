"""What the rules of the families match in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache, reduce
from operator import or_

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.marking.context import Candidate, Known, supported
from firearmskit.marking.piece import KINDS
from firearmskit.marking.rules import TABLE_RANK, Compiled, Draft, Rule, compiled

__all__ = ["Rules", "free_rules", "in_pattern", "matches", "possible"]

_DIGIT = re.compile(r"[\d#$?*]")

_MOST_KEPT = 1024
"""For so many sets of words it is kept which rules can match."""


class Rules:
    """Rules to try on a text, in the order of the families."""

    def __init__(self, rules: Iterable[Compiled]) -> None:
        """Take the rules."""
        self._rules = tuple(rules)
        self._bits = reduce(or_, (bit for *_rest, bit in self._rules), 0)
        self._kept: dict[tuple[int, bool], tuple[Compiled, ...]] = {}

    def for_text(self, held: int, *, digits: bool) -> tuple[Compiled, ...]:
        """Give those that a text can match.

        Args:
            held: What :func:`firearmskit.marking.rules.stems` found in the text.
            digits: Whether it holds a digit, or a sign for one that can't be read.
        """
        key = held & self._bits, digits
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = tuple(
                each for each in self._rules if (digits or not each[0].digits) and (not each[3] or each[3] & held)
            )
        return found


@cache
def free_rules() -> Rules:
    """Give the rules that need nothing beside them."""
    return Rules(each for each in compiled() if not each[0].needs and not each[0].last)


@cache
def _needed() -> frozenset[str]:
    """Give all tags that some rule needs."""
    return frozenset(tag for rule, *_rest in compiled() for tag in rule.needs)


@lru_cache(maxsize=1024)
def _possible(tags: frozenset[str]) -> tuple[Rules, Rules]:
    rules = [r for r in compiled() if r[0].alone or not r[0].needs or not tags.isdisjoint(r[0].needs)]
    return Rules(r for r in rules if r[0].needs and not r[0].last), Rules(r for r in rules if r[0].last)


def possible(known: Known) -> tuple[Rules, Rules]:
    """Give the rules that need something beside them, and those that come last, as far as it is there.

    Args:
        known: What the marks of the firearm give.
    """
    return _possible(_needed().intersection(known))


def matches(
    text: str,
    rules: Rules,
    known: Known,
    held: int,
    start: int = 0,
    end: int | None = None,
) -> Iterator[Candidate]:
    """Turn what the rules match between ``start`` and ``end`` into candidates.

    Args:
        text: The text.
        rules: The rules to try.
        known: What the marks of the firearm give.
        held: Which words stand in the text, by :func:`firearmskit.marking.rules.stems`.
        start: Where to begin.
        end: Where to end; None at the end of the text.
    """
    end = len(text) if end is None else end
    for rule, pattern, groups, _bit in rules.for_text(held, digits=_DIGIT.search(text, start, end) is not None):
        found = pattern.finditer(text, start, end)
        for match in _with_shorter(found) if rule.shorter else found:
            yield from _candidates(text, rule, match, groups, known)


def _candidates(
    text: str, rule: Rule, match: re.Match[str], groups: tuple[str, ...], known: Known
) -> Iterator[Candidate]:
    """Turn one match into a candidate, unless what the rule needs isn't there."""
    if match.end() == match.start():
        return
    met = not rule.needs or supported(rule.needs, known, match[0])
    confidence = rule.confidence if met else rule.alone
    if not confidence:
        return
    if rule.draft is None:
        yield rule.rank, match.start(), match.end(), _from_rule(text, rule, match, groups, confidence)
        return
    made = rule.draft(match)
    drafts = (made,) if isinstance(made, Draft) else made
    if drafts:
        # What a rule's table doesn't know gives way to what another table knows.
        rank = min(rule.rank, TABLE_RANK - 1) if drafts[0].kind == "unknown" else rule.rank
        yield rank, drafts[0].start, drafts[-1].end, drafts


def _with_shorter(found: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Give each match, and what the pattern matches up to each space in it."""
    for match in found:
        yield match
        at = match.end()
        while (at := match.string.rfind(" ", match.start(), at)) > match.start():
            if shorter := match.re.match(match.string, match.start(), at):
                yield shorter


@cache
def _iso2() -> dict[str, str]:
    """Give the alpha-3 code for each code of a country that national marks use."""
    rows = reference.rows(reference.Country)
    return {row.iso2: row.id for row in rows} | {row.id: row.id for row in rows}


def _from_rule(
    text: str, rule: Rule, match: re.Match[str], groups: tuple[str, ...], confidence: float
) -> tuple[Draft, ...]:
    """Make the pieces of one match: one for each group that is named after a kind, or one for the whole."""
    # What a shape says beyond itself is trusted only when the marks beside it support the shape.
    year = rule.year(match) if rule.year and (confidence == rule.confidence) else None
    reason = _(rule.reason).format(text=match[0].strip(), year=year)
    implies = rule.implies if year is None else (*rule.implies, ("year", str(year)))
    named = ((name.rstrip("0123456789"), name) for name in groups)
    spans = [(kind, *match.span(name)) for kind, name in named if kind in KINDS and match[name]]
    whole = not spans
    if whole:
        spans = [(rule.kind, *match.span())]
    shown = {kind for kind, *_span in spans}
    # A word that introduces a number belongs to the piece that follows it, and to no other.
    behind = match.end("label") if "label" in groups else -1
    introduced = min((start for _kind, start, _end in spans if start >= behind), default=None) if behind >= 0 else None
    drafts = []
    for kind, start, end in spans:
        value: str | None = text[start:end].strip()
        if kind == "unknown" or (kind == "calibre" and not whole):
            value = None
        elif kind == "country":
            value = _iso2().get((value or "").upper())
        elif kind == "year":
            value = "".join(c for c in value or "" if c.isdigit())[:4]
            if len(value) < 4:
                value = str(year) if year else None
        elif whole and rule.value:
            value = rule.value(match)
        if start == introduced:
            start = match.start("label")
        drafts.append(
            Draft(
                kind=kind,
                start=start,
                end=end,
                normalised=value,
                reason=reason,
                confidence=confidence,
                alternatives=rule.alternatives,
                basis=rule.basis,
                implies=tuple(pair for pair in implies if pair[0] not in shown)
                if kind in ("serial", rule.kind)
                else (),
                gives=rule.gives,
                stage=rule.stage,
                condition=rule.condition,
                cyrillic=rule.cyrillic,
            )
        )
    return tuple(drafts)


@cache
def _patterns() -> tuple[Compiled, ...]:
    """Give the rules for serials that say more than the serial: a year, a maker, a State."""
    return tuple(
        each
        for each in compiled()
        if each[0].kind == "serial" and (each[0].year or each[0].implies) and not each[0].last
    )


def in_pattern(text: str, draft: Draft, known: Known) -> Draft:
    """Let a serial that a word introduces say what its pattern says: the word hid the pattern.

    Args:
        text: The text.
        draft: A piece of it.
        known: What the marks of the firearm give.

    Returns:
        The piece, with year, maker and State where the whole value is in the pattern of a family.
    """
    value = draft.normalised
    if draft.kind != "serial" or not value or draft.implies or text[draft.start : draft.end].strip() == value:
        return draft
    for rule, pattern, groups, _bit in _patterns():
        match = pattern.fullmatch(value)
        if match and (rule.alone or not rule.needs or supported(rule.needs, known, value)):
            for made in _from_rule(value, rule, match, groups, rule.confidence):
                if made.kind == "serial" and made.normalised == value:
                    return replace(
                        draft, implies=made.implies, basis=rule.basis, reason=f"{draft.reason} {made.reason}"
                    )
    return draft
