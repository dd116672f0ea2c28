"""Which of several readings of one text wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from firearmskit.marking.context import Candidate, Known
from firearmskit.marking.matching import matches
from firearmskit.marking.rules import Compiled, Draft

__all__ = ["SEPARATORS", "fill", "joined", "settle"]

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
    taken = bytearray(len(text))
    chosen: list[Draft] = []
    for _rank, start, end, drafts in sorted(candidates, key=order):
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            chosen += [draft if draft.end <= end else replace(draft, end=end) for draft in drafts]
    return sorted(chosen, key=lambda draft: draft.start)


def fill(text: str, chosen: list[Draft], rules: Sequence[Compiled], known: Known) -> list[Draft]:
    """Try the rules that come last on what is left between the chosen pieces."""
    more: list[Draft] = []
    at = 0
    for start, end in [*((draft.start, draft.end) for draft in chosen), (len(text), len(text))]:
        if start - at > 1 and not text[at:start].isspace():
            more += settle(text, list(matches(text, rules, known, at, start)), _by_length)
        at = end
    return sorted([*chosen, *more], key=lambda draft: draft.start) if more else chosen


def joined(text: str, drafts: list[Draft]) -> list[Draft]:
    """Join neighbours that name one model twice, such as its name and its short name."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        same = last is not None and draft.kind == last.kind == "model" and draft.row is last.row is not None
        if last and same and SEPARATORS.fullmatch(text, last.end, draft.start):
            best = max(last, draft, key=lambda each: each.confidence)
            out[-1] = replace(best, start=last.start, end=draft.end)
        else:
            out.append(draft)
    return out
