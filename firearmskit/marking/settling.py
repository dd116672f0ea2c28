"""Which of several readings of one text wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from firearmskit.marking.context import Candidate, Known
from firearmskit.marking.matching import Rules, matches
from firearmskit.marking.rules import CLASS_WORD, Draft

__all__ = ["SEPARATORS", "fill", "joined", "settle", "with_address", "with_signs"]

SEPARATORS = re.compile(r"[\s/,;.|+-]+")
"""What stands between two marks of one text."""


def _by_rank(candidate: Candidate) -> tuple[float, ...]:
    """Put the higher rank first, then the longer, then the surer."""
    rank, start, end, drafts = candidate
    return -rank, start - end, -drafts[0].confidence, start


def _by_length(candidate: Candidate) -> tuple[float, ...]:
    """Put first what takes in most: a rule that takes a part of a number must not cut it."""
    rank, start, end, drafts = candidate
    return start - end, -rank, -drafts[0].confidence, start


def settle(
    text: str, candidates: list[Candidate], order: Callable[[Candidate], tuple[float, ...]] = _by_rank
) -> list[Draft]:
    """Choose readings that don't overlap, the first in the order before the others."""
    if not candidates:
        return []
    taken = bytearray(len(text))
    chosen: list[Draft] = []
    for _rank, start, end, drafts in sorted(candidates, key=order):
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            chosen += [draft if draft.end <= end else replace(draft, end=end) for draft in drafts]
    return sorted(chosen, key=lambda draft: draft.start)


def fill(text: str, chosen: list[Draft], rules: Rules, known: Known, held: int) -> list[Draft]:
    """Try the rules that come last on what is left between the chosen pieces."""
    more: list[Draft] = []
    at = 0
    for start, end in [*((draft.start, draft.end) for draft in chosen), (len(text), len(text))]:
        if start - at > 1 and not text[at:start].isspace():
            more += settle(text, list(matches(text, rules, known, held, at, start)), _by_length)
        at = end
    return sorted([*chosen, *more], key=lambda draft: draft.start) if more else chosen


def joined(text: str, drafts: list[Draft]) -> list[Draft]:
    """Join neighbours that are one mark: a model named twice or with its class, a maker with its address."""
    if len(drafts) < 2:
        return drafts
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last and SEPARATORS.fullmatch(text, last.end, draft.start) and _one_mark(last, draft):
            best = draft if CLASS_WORD in last.gives else max(last, draft, key=_weight)
            out[-1] = replace(best, start=last.start, end=draft.end)
        else:
            out.append(draft)
    return out


def _weight(draft: Draft) -> tuple[bool, float]:
    return draft.kind != "country", draft.confidence


def _one_mark(first: Draft, second: Draft) -> bool:
    """Tell whether two neighbours are one mark."""
    if second.kind == "model":
        return CLASS_WORD in first.gives or (first.kind == "model" and first.row is second.row is not None)
    if first.kind != "maker":
        return False
    return (second.kind == "maker" and first.row is second.row is not None) or _ends_address(first, second)


def _ends_address(maker: Draft, country: Draft) -> bool:
    """Tell whether the name of a State ends the line of a maker there; MADE IN is a mark of its own."""
    return (
        country.kind == "country" and country.introduced is False and ("country", country.normalised) in maker.implies
    )


_FIRM_BEFORE = re.compile(r"(?:(?<!\S)[^\W\d_]\.\s?){1,3}\Z")
_FIRM_BEHIND = re.compile(
    r"(?:(?!\s\s|\s[/|-]\s)[\s.,&/'’-]{1,3}(?!(?:MADE|CAL|KAL|MO|MK|MARK|MOD|MODEL|MODELL|MODELO|TYPE|TYP|PAT|PATENT|SER|NO|NR|LIC|UNDER|IMP)\b)"
    r"(?-i:[A-ZÀ-ÞĀ-Ž][A-ZÀ-ÞĀ-Ža-zà-ÿ']{2,19}|[A-Z]{2}|(?:[A-Z]\.){1,4}|[A-Z]/[A-Z]|&)(?![\w]))+"
)
"""Words behind the name of a maker, which say what firm it is and where."""


def with_address(text: str, drafts: list[Draft]) -> list[Draft]:
    """Let the name of a maker take in initials before it, and the words of firm and place that nothing else claims."""
    if "maker" not in [draft.kind for draft in drafts]:
        return drafts
    out: list[Draft] = []
    before = 0
    for draft, following in zip(drafts, [*drafts[1:], None], strict=False):
        if draft.kind == "maker":
            limit = following.start if following else len(text)
            initials = _FIRM_BEFORE.search(text, max(before, draft.start - 9), draft.start)
            words = _FIRM_BEHIND.match(text, draft.end, min(limit, draft.end + 60))
            if initials or words:
                draft = replace(
                    draft,
                    start=initials.start() if initials else draft.start,
                    end=words.end() if words else draft.end,
                )
        out.append(draft)
        before = draft.end
    return out


_SIGNS_BEFORE = re.compile(r"(?<![\w?#*])[\w?#*]{0,8}[?#*][\s-]?\Z")
_SIGNS_BEHIND = re.compile(r"\s?[?#*]{1,4}(?![\w?#*])")


def with_signs(text: str, drafts: list[Draft]) -> list[Draft]:
    """Let a serial take in the signs for unread characters beside it, so that none of it is dropped."""
    if "?" not in text and "#" not in text and "*" not in text:
        return drafts
    out: list[Draft] = []
    before = 0
    for draft, following in zip(drafts, [*drafts[1:], None], strict=False):
        if draft.kind == "serial" and draft.normalised == text[draft.start : draft.end]:
            limit = following.start if following else len(text)
            left = _SIGNS_BEFORE.search(text, max(before, draft.start - 9), draft.start)
            right = _SIGNS_BEHIND.match(text, draft.end, limit)
            start, end = left.start() if left else draft.start, right.end() if right else draft.end
            draft = replace(draft, start=start, end=end, normalised=text[start:end])
        out.append(draft)
        before = draft.end
    return out
