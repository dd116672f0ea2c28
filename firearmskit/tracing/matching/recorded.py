"""A registry of records as a register that can be searched, by the index of its own database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from firearmskit.tracing.matching.counts import Counts
from firearmskit.tracing.matching.entries import FIELDS, Entry
from firearmskit.tracing.matching.register import SqlRegister
from firearmskit.tracing.matching.tallying import LONGEST, Tally

if TYPE_CHECKING:
    from firearmskit.records import Entry as Line
    from firearmskit.records import Registry

__all__ = ["searchable"]

MOST_KEPT = 200_000
"""Of a registry with more firearms it isn't kept what each adds to the counts; it is counted anew when it grew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Counted:
    """What was counted in a registry.

    Args:
        root: The size of its log and its root: as long as that is the same, the counts hold.
        tally: What each firearm added.
        counts: The counts.
    """

    root: tuple[int, bytes]
    tally: Tally
    counts: Counts


_counted: WeakKeyDictionary[Registry, _Counted] = WeakKeyDictionary()


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
        if serial is not None and len(serial) <= LONGEST:
            yield Entry(id=line.id, serial=serial, **{name: getattr(line, name) for name in FIELDS})


def _counts(registry: Registry) -> Counts:
    """Count what stands in a registry: each firearm once, and each reading of its number."""
    root = registry.root()
    known = _counted.get(registry)
    if known is not None and known.root == root:
        return known.counts
    changed = None if known is None else _changed(registry, known, root[0])
    if known is None or changed is None:
        size = sum(registry.count().values())
        tally = Tally(size, keeps=size <= MOST_KEPT)
        _put(tally, registry.readings())
    else:
        tally = known.tally
        _put(tally, registry.readings(firearms=changed))
    _counted[registry] = _Counted(root=root, tally=tally, counts=tally.counts())
    return _counted[registry].counts


def _changed(registry: Registry, known: _Counted, size: int) -> set[str] | None:
    """Give what events that came since are about; None where all is to be counted anew.

    That is where much came, and where something was withdrawn, since a firearm may be gone.
    """
    fresh = size - known.root[0]
    if len(known.tally) > MOST_KEPT or not 0 < fresh <= max(_FEW, len(known.tally) // 10):
        return None
    changed: set[str] = set()
    for each in registry.events(since=known.root[0]):
        if each.event.kind == "event-withdrawn":
            return None
        changed.update(each.event.subjects())
    return changed if len(known.tally) + len(changed) <= MOST_KEPT else None


_FEW = 1_000


def _put(tally: Tally, readings: Iterable[tuple[str | None, Line]]) -> None:
    """Count firearms, of which the readings of each come together."""
    for _name, some in groupby(readings, key=lambda reading: reading[1].id):
        read = list(some)
        line = read[0][1]
        serials = [serial for serial, _line in read if serial is not None]
        tally.put(line.id, serials, {name: getattr(line, name) for name in FIELDS})
