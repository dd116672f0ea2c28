"""Where a serial ends: the marks beside it on its line are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from firearmskit.language import text as _
from firearmskit.marking.context import Candidate, Known
from firearmskit.marking.matching import Rules, matches
from firearmskit.marking.rules import Draft, stems

__all__ = ["doubtful_label", "without_neighbours"]

_FIRST_MARK = re.compile(r"[MМ]\d{1,3} (?=\d{4})|[A-Z]{1,3}\d{1,2} (?=[A-Z]{1,2}\d{4})")
"""A designation and, apart from it, a number: M39 21120."""

_FIRST_LETTER = re.compile(r"[^\W\d_] (?=[^\W\d_]\d)")
"""A letter apart before a number that begins with a letter; behind a designation it belongs to that: 92 F V33872."""

_FIRST_WORD = re.compile(r" [^\W\d_]{2,3}\Z")
"""Letters behind a number; the first of several words is no part of it."""

_MORE_WORDS = re.compile(r" ?[^\W\d_]{2}")

_ENOUGH = 3
"""So many digits must be left of a serial that is cut."""

_LABEL_OR_LETTERS = re.compile(r"(?:SN|NR)[ -]?[\d#?]")
"""Two capitals that can be a word for number, or the first letters of the serial."""


def without_neighbours(text: str, drafts: list[Draft], phrases: Iterable[Candidate]) -> list[Draft]:
    """Give serials without the designation, name or word that stands beside them, apart by a blank.

    Args:
        text: The text.
        drafts: Its pieces.
        phrases: The phrases of the tables in it; one that a serial took in becomes a piece of its own.
    """
    if " " not in text or not any(draft.kind == "serial" for draft in drafts):
        return drafts
    last = {end: (start, found) for _rank, start, end, found in phrases if text[start - 1 : start] == " "}
    out: list[Draft] = []
    for draft in drafts:
        value = draft.normalised or ""
        if draft.kind != "serial" or " " not in value or not text.endswith(value, draft.start, draft.end):
            out.append(draft)
            continue
        start, end = draft.end - len(value), draft.end
        behind: tuple[Draft, ...] = ()
        word = _FIRST_WORD.search(text, start, end)
        if end in last and last[end][0] > start:
            at, behind = last[end]
            end = at - 1
        elif word and _MORE_WORDS.match(text, end):
            end = word.start()
        first = _FIRST_MARK.match(text, start, end) or (
            _FIRST_LETTER.match(text, start, end) if text[:start].strip() else None
        )
        if first and draft.start == start:
            start = first.end()
        kept = text[start:end].strip()
        if kept == value or sum(map(str.isdigit, kept)) < _ENOUGH:
            out.append(draft)
            continue
        begin = start if first and draft.start < start else draft.start
        out += [replace(draft, start=begin, end=end, normalised=kept, implies=()), *behind]
    return out


def doubtful_label(text: str, drafts: list[Draft], rules: Iterable[Rules], known: Known) -> list[Draft]:
    """Leave open which is the serial where SN or NR can be its first letters: SN 12345 beside a maker who has such."""
    if "SN" not in text and "NR" not in text:
        return drafts
    return [_open(draft) if _in_pattern(text, draft, rules, known) else draft for draft in drafts]


def _in_pattern(text: str, draft: Draft, rules: Iterable[Rules], known: Known) -> bool:
    """Tell whether a serial and the word before it are together in the pattern of a family that the marks support."""
    if draft.kind != "serial" or not _LABEL_OR_LETTERS.match(text, draft.start, draft.end):
        return False
    shown = text[draft.start : draft.end]
    held = stems().held(shown)
    return any(
        made[0].kind == "serial" and made[0].normalised == shown and made[0].basis is not None
        for each in rules
        for _rank, _start, _end, made in matches(shown, each, known, held)
    )


def _open(draft: Draft) -> Draft:
    return replace(
        draft,
        kind="unknown",
        normalised=None,
        confidence=0.45,
        alternatives=(("serial", 0.45),),
        implies=(),
        condition=None,
        reason=_(
            "The letters before the number can be a word for number, or belong to the serial, since serials with two "
            "letters go with the other marks. Look on the firearm whether they are stamped alike."
        ),
    )
