"""Where a serial ends: the marks beside it on its line are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.context import Candidate, Known
from firearmskit.marking.families.symbols import factory_draft
from firearmskit.marking.matching import Rules, matches
from firearmskit.marking.rules import Draft, stems

__all__ = ["doubtful_label", "without_neighbours"]

_FIRST_MARK = re.compile(r"[MМ]\d{1,3} (?=\d{4})|[A-Z]{1,3}\d{1,2} (?=[A-Z]{1,2}\d{4})")
"""A designation and, apart from it, a number: M39 21120."""

_FIRST_WORD_OF = re.compile(r"(?-i:[^\W\d_]*[^\W\d_A-ZА-ЯЁΑ-Ω][^\W\d_]*) (?=\d)")
"""A word that isn't in capitals before a number: four 1234."""

_PERHAPS_A_WORD = re.compile(
    r"[^\W\d_]{3,4} (?=[\d#?*])|[^\W\d_]{1,4}[ -]?\d{1,2}[^\W\d_]? (?=[^\W\d_]{0,2}\d{5})"
    r"|\d{1,2}[^\W\d_] (?=\d{5})|\d\d (?=[^\W\d_]{0,3} ?\d{4})|.*\d [^\W\d_]{2}\Z"
)
"""Letters, or letters and one or two digits, before a number: a word or a designation, or the first of the serial."""

_FIRST_LETTER = re.compile(r"[^\W\d_] (?=[^\W\d_]\d)")
"""A letter apart before a number that begins with a letter; behind a designation it belongs to that: 92 F V33872."""

_SEVERAL_WORDS = re.compile(r"[^\W\d_]{1,4}-?\d{1,3}[^\W\d_]{0,2}(?: \S+){1,3} [^\W\d_]{0,3}\d{5}")
"""A designation, something else, and a number: PT111 G2 TIU12345."""

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
        if _unsure(text, draft):
            out.append(_open(draft, _(_WORD_OR_SERIAL)))
            continue
        if draft.kind != "serial" or " " not in value or not text.endswith(value, draft.start, draft.end):
            out.append(draft)
            continue
        start, end = draft.end - len(value), draft.end
        behind: tuple[Draft, ...] = ()
        word = _FIRST_WORD.search(text, start, end)
        if end in last and last[end][0] > start and not _suffix(text, draft, last[end][0]):
            at, behind = last[end]
            end = at - 1
        elif word and (code := _code_behind(text, word)):
            end, behind = word.start(), (code,)
        elif word and _MORE_WORDS.match(text, end):
            end = word.start()
        first = (
            _FIRST_MARK.match(text, start, end)
            or _first_word(text, draft, start, end)
            or (_FIRST_LETTER.match(text, start, end) if text[:start].strip() else None)
        )
        if first and draft.start == start:
            start = first.end()
        kept = text[start:end].strip()
        if kept == value or sum(map(str.isdigit, kept)) < _ENOUGH:
            out.append(draft)
            continue
        begin = start if first and draft.start < start else draft.start
        if begin > draft.start and draft.basis is None and _PERHAPS_A_WORD.match(kept):
            out += [_open(replace(draft, start=begin, end=end), _(_WORD_OR_SERIAL)), *behind]
            continue
        out += [replace(draft, start=begin, end=end, normalised=kept, implies=()), *behind]
    return out


def _unsure(text: str, draft: Draft) -> bool:
    """Tell whether the first letters of a serial, known by its shape alone, can be the last word before it."""
    return (
        draft.kind == "serial"
        and draft.basis is None
        and draft.normalised == text[draft.start : draft.end].strip()
        and (
            _SEVERAL_WORDS.match(draft.normalised) is not None
            or (
                text[max(0, draft.start - 4) : draft.start].rstrip()[-1:].isalnum()
                and _PERHAPS_A_WORD.match(draft.normalised) is not None
                and _FIRST_WORD_OF.match(draft.normalised) is None
                and _FIRST_MARK.match(draft.normalised) is None
            )
        )
    )


def _first_word(text: str, draft: Draft, start: int, end: int) -> re.Match[str] | None:
    return _FIRST_WORD_OF.match(text, start, end) if draft.basis is None and end - start > _ENOUGH else None


def _suffix(text: str, draft: Draft, start: int) -> bool:
    """Tell whether what stands behind is the end of a serial by the pattern of its maker: ABC123 US."""
    return draft.basis == "sourced" and text[start : draft.end] == "US"


def _code_behind(text: str, word: re.Match[str]) -> Draft | None:
    """Give the maker's code of the war years that stands behind a number: 5800 ce isn't a block of 10,000."""
    code = word[0].strip()
    found = factory_draft(code, None, word.start() + 1, word.end(), 0.6) if code.islower() else None
    return found if found and text[found.start : found.end] == found.normalised else None


def doubtful_label(text: str, drafts: list[Draft], rules: Iterable[Rules], known: Known) -> list[Draft]:
    """Leave open which is the serial where SN or NR can be its first letters: SN 12345 beside a maker who has such."""
    if "SN" not in text and "NR" not in text:
        return drafts
    return [_open(draft, _(_LABEL_OR_SERIAL)) if _in_pattern(text, draft, rules, known) else draft for draft in drafts]


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


_WORD_OR_SERIAL = N_(
    "The letters before the number can be the first of the serial, or a word or a designation that stands beside it. "
    "Look on the firearm whether they are stamped in one line."
)
_LABEL_OR_SERIAL = N_(
    "The letters before the number can be a word for number, or belong to the serial, since serials with two "
    "letters go with the other marks. Look on the firearm whether they are stamped alike."
)


def _open(draft: Draft, reason: str) -> Draft:
    return replace(
        draft,
        kind="unknown",
        normalised=None,
        confidence=0.45,
        alternatives=(("serial", 0.45),),
        implies=(),
        condition=None,
        reason=reason,
    )
