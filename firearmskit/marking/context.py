"""What the marks of one firearm say of each other."""

from __future__ import annotations

from collections.abc import Iterable

from firearmskit.marking.rules import Draft

__all__ = ["Candidate", "Known", "collect", "supported"]

Candidate = tuple[int, int, int, tuple[Draft, ...]]
"""Rank, start, end and the pieces of one possible reading of a stretch of text."""

Known = dict[str, set[str]]
"""Each tag that is known, with the marks that give it: no mark supports another reading of itself."""


def collect(texts: Iterable[str], settled: Iterable[Iterable[Draft]]) -> Known:
    """Collect the tags that the settled pieces of all texts give."""
    known: Known = {}
    for text, drafts in zip(texts, settled, strict=True):
        for draft in drafts:
            for tag in draft.gives:
                known.setdefault(tag, set()).add(text[draft.start : draft.end])
    return known


def supported(tags: Iterable[str], known: Known, mark: str) -> bool:
    """Tell whether another mark than this one gives one of the tags."""
    return any(giver not in mark for tag in tags for giver in known.get(tag, ()))
