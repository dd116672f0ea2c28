"""The counts of a register that grows: what changed is counted, and what didn't is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from firearmskit.tracing.matching.counts import Counts, counts_of
from firearmskit.tracing.matching.entries import FIELDS
from firearmskit.tracing.matching.keys import chars_of, keys_of, pattern_of
from firearmskit.tracing.matching.lots import Lots

__all__ = ["Tally"]

LONGEST = 128
"""Longer serials than this are not searched for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """What a firearm adds to the counts.

    Args:
        keys: The keys of each reading of its serial.
        fields: What is said of it, in the order of ``entries.FIELDS``.
    """

    keys: tuple[tuple[str, ...], ...]
    fields: tuple[str | None, ...]


class Tally:
    """Counts firearms one by one; each may be counted anew when something of it changed.

    Args:
        size: About how many there will be; of many, some lots stand for all.
        keeps: Whether to keep what each added, some hundred bytes, so that it can be counted anew.

    >>> tally = Tally(2)
    >>> tally.put("F1", ["AB 12"], {"calibre": "9x19"})
    >>> tally.put("F1", ["AB 123"], {"calibre": "9x19"})
    >>> tally.counts().patterns
    {'AA999': 1}
    """

    def __init__(self, size: int, *, keeps: bool = True) -> None:
        self._lots = Lots(size)
        self._patterns: Counter[str] = Counter()
        self._texts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
        self._parts: dict[str, _Part] = {}
        self._keeps = keeps
        self._size = 0

    def __len__(self) -> int:
        """Count the firearms."""
        return self._size

    def put(self, name: str, serials: Sequence[str], fields: Mapping[str, object]) -> None:
        """Count a firearm, instead of what was counted of it before.

        Args:
            name: What the register calls it.
            serials: Each reading of its serial.
            fields: What is said of it.
        """
        said = (fields.get(field) for field in FIELDS)
        part = _Part(
            keys=tuple(keys_of(chars_of(serial)) for serial in serials if len(serial) <= LONGEST),
            fields=tuple(None if value is None else str(value) for value in said),
        )
        old = self._parts.get(name)
        if old == part:
            return
        if old is not None:
            self._add(old, -1)
        self._add(part, 1)
        if self._keeps:
            self._parts[name] = part

    def _add(self, part: _Part, times: int) -> None:
        self._size += times
        for keys in part.keys:
            for key in keys:
                if key:
                    _count(self._patterns, pattern_of(key), times)
        for name, value in zip(FIELDS, part.fields, strict=True):
            if value is not None:
                _count(self._texts[name], value, times)
        if part.keys:
            self._lots.add(part.keys[0][0], part.fields[FIELDS.index("make")] or "", times)

    def counts(self) -> Counts:
        """Give the counts, the same in whatever order firearms were counted."""
        patterns = dict(sorted(self._patterns.items()))
        texts = {name: dict(sorted(counted.items())) for name, counted in self._texts.items()}
        share = self._lots.share(patterns, texts["make"], self._size)
        return counts_of(self._size, patterns, texts, lots=share, resolve=True)


def _count(counted: Counter[str], value: Hashable, times: int) -> None:
    """Count, and forget what isn't there any longer."""
    counted[str(value)] += times
    if not counted[str(value)]:
        del counted[str(value)]
