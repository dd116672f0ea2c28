"""A registry of records as a register that can be searched, by the index of its own database."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from firearmskit.tracing.matching.counts import Counts, counts_of
from firearmskit.tracing.matching.entries import FIELDS, Entry
from firearmskit.tracing.matching.keys import chars_of, keys_of, pattern_of
from firearmskit.tracing.matching.lots import Lots
from firearmskit.tracing.matching.register import SqlRegister

if TYPE_CHECKING:
    from firearmskit.records import Entry as Line
    from firearmskit.records import Registry

__all__ = ["searchable"]

_LONGEST = 128

_counted: WeakKeyDictionary[Registry, tuple[tuple[int, bytes], Counts]] = WeakKeyDictionary()
"""What was counted in each registry, and the root that its log had then: as long as that is the same, it holds."""


def searchable(register: object) -> object:
    """Give a registry as a register that can be searched; anything else as it is.

    Whoever hands over a registry has loaded the room of records, so that nothing is loaded here.
    """
    records = sys.modules.get("firearmskit.records.registry")
    if records is None or not isinstance(register, records.Registry):
        return register
    registry: Registry = register

    def find(keys: Sequence[str]) -> Iterable[Entry]:
        return _entries(registry.readings(keys))

    def like(pattern: str) -> Iterable[Entry]:
        return _entries(registry.readings(like=pattern))

    return SqlRegister(find, like, _counts(registry))


def _entries(readings: Iterable[tuple[str | None, Line]]) -> Iterator[Entry]:
    for serial, line in readings:
        if serial is not None and len(serial) <= _LONGEST:
            yield Entry(id=line.id, serial=serial, **{name: getattr(line, name) for name in FIELDS})


def _counts(registry: Registry) -> Counts:
    """Count what stands in a registry: each firearm once, and each reading of its number."""
    root = registry.root()
    known = _counted.get(registry)
    if known is None or known[0] != root:
        known = _counted[registry] = (root, _count(registry))
    return known[1]


def _count(registry: Registry) -> Counts:
    patterns: Counter[str] = Counter()
    texts: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    lots = Lots(None)
    size, last = 0, None
    for serial, line in registry.readings():
        keys = keys_of(chars_of(serial)) if serial is not None and len(serial) <= _LONGEST else ()
        patterns.update(pattern_of(key) for key in keys if key)
        if line.id == last:
            continue
        size, last = size + 1, line.id
        if keys:
            lots.add(keys[0], line.make or "")
        for name in FIELDS:
            if getattr(line, name) is not None:
                texts[name][str(getattr(line, name))] += 1
    share = lots.share(patterns, texts["make"], size)
    return counts_of(size, patterns, texts, lots=share, resolve=True)
