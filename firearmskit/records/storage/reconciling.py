"""Compare what should be there with what was counted: nothing is settled silently, and the sums balance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firearmskit.arguments import listed, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking import Comparison, compare, rank
from firearmskit.records.storage.stocktake import (
    UNITS,
    Candidate,
    Counted,
    Expected,
    Match,
    Missing,
    Reconciliation,
    Sum,
    Surplus,
)

__all__ = ["reconcile"]

_LEAST = 1.0
"""Decimal logarithm of the least likelihood ratio for which a candidate is proposed: ten times."""

_UNREAD = frozenset("?#*[")
"""Signs of what can't be read; a serial with one of them is the same as no other."""


def reconcile(expected: Iterable[Expected], counted: Iterable[Counted], *, limit: int = 3) -> Reconciliation:
    """Compare what should be there with what was counted.

    A line belongs to what bears its id. A line without an id belongs to the one thing with the same recorded serial, if
    only one has it and nothing else was counted as it. All else is surplus, with what it may be: nothing is settled on
    a likeness. An item that is counted again counts once, and so does a lot in the same place and container: number the
    containers.

    Args:
        expected: What the records say; an id stands more than once only for a lot in several places or containers.
        counted: The lines of the count.
        limit: The most candidates for a surplus; 0 proposes none. Hundreds of missing and of surplus take minutes.

    Returns:
        What is present, missing, surplus and counted twice, and sums that balance for each unit.

    Raises:
        InputError: Something can't be used, or one item is expected twice.

    >>> records = [Expected(id="A", place="R1", serial="AB 1234"), Expected(id="B", place="R1", serial="AB 1235")]
    >>> lines = [Counted(place="R1", id="A", serial="AB 1234"), Counted(place="R1", serial="A8 1235")]
    >>> found = reconcile(records, lines)
    >>> [each.expected.id for each in found.missing]
    ['B']
    >>> [(each.counted.serial, each.candidates[0].expected.id) for each in found.surplus]
    [('A8 1235', 'B')]
    >>> found.sums
    (Sum(unit='piece', expected=2, missing=1, surplus=1, counted=2),)
    """
    if whole(limit, "limit") < 0:
        raise InputError(_("limit must not be below 0, not {value}.").format(value=quote(limit)))
    count = _Count(listed(expected, Expected, "expected"))
    count.take(listed(counted, Counted, "counted"))
    return count.result(limit)


class _Count:
    """The count so far: how much of each thing expected is still open, and which lines belong to which."""

    def __init__(self, expected: tuple[Expected, ...]) -> None:
        self.expected = expected
        self.open = [each.quantity for each in expected]
        self.by_id: dict[str, list[int]] = {}
        self.by_serial: dict[str, list[int]] = {}
        for at, each in enumerate(expected):
            self.by_id.setdefault(each.id, []).append(at)
            if key := _key(each.serial):
                self.by_serial.setdefault(key, []).append(at)
        for id, rows in self.by_id.items():
            self._check_twice(id, [expected[at] for at in rows])
        self.present: list[tuple[int, Match]] = []
        self.left: list[tuple[Counted, int]] = []
        self.twice: list[Counted] = []
        self.counted: dict[str, int] = {}

    def _check_twice(self, id: str, rows: Sequence[Expected]) -> None:
        """Refuse an item, which has a serial, or a lot in one container, that is expected twice."""
        where = {(row.place, row.container, row.unit) for row in rows}
        if len(where) < len(rows) or (len(rows) > 1 and any(row.serial is not None for row in rows)):
            raise InputError(_("Item {id} is expected twice.").format(id=quote(id)))

    def take(self, lines: Sequence[Counted]) -> None:
        """Count the lines: first what stands where it should, then what stands elsewhere, last what has no tag."""
        tagged = [line for line in lines if line.id is not None]
        at_home = [line for line in tagged if self._rows(line, at_home=True)]
        away = [line for line in tagged if not self._rows(line, at_home=True)]
        once = self._without_repeats([*at_home, *away, *(line for line in lines if line.id is None)])
        for line in once:
            self.counted[line.unit] = self.counted.get(line.unit, 0) + line.quantity
        # What is left of a line is offered to the other places of the lot only when each has had its own.
        rest = [(line, self._give(line, line.quantity, self._rows(line, at_home=True))) for line in once]
        self.left = [(line, self._give(line, left, self._rows(line))) for line, left in rest if left]

    def _without_repeats(self, lines: Sequence[Counted]) -> list[Counted]:
        seen: set[tuple[object, ...]] = set()
        once = []
        for line in lines:
            thing = self._thing(line)
            if thing is not None and thing in seen:
                self.twice.append(line)
                continue
            if thing is not None:
                seen.add(thing)
            once.append(line)
        return once

    def _thing(self, line: Counted) -> tuple[object, ...] | None:
        """Give what tells whether two lines count the same thing; None when nothing does."""
        if line.id is None:
            return ("serial", _key(line.serial)) if _key(line.serial) and _single(line) else None
        rows = [self.expected[at] for at in self.by_id.get(line.id, ())]
        if _single(line) and len(rows) < 2 and all(map(_single, rows)):
            return ("item", line.id)
        return ("lot", line.id, line.unit, line.place, line.container)

    def _rows(self, line: Counted, *, at_home: bool = False) -> list[int]:
        """Give the things expected that a line can be of; only those where it was seen when ``at_home``."""
        if line.id is not None:
            rows = self.by_id.get(line.id, [])
        else:
            rows = self.by_serial.get(_key(line.serial), [])
            # Two things with one serial: which of them it is, somebody has to see.
            rows = rows if len(rows) == 1 else []
        rows = [at for at in rows if self.expected[at].unit == line.unit]
        return [at for at in rows if not at_home or _where(self.expected[at]) == _where(line)]

    def _give(self, line: Counted, quantity: int, rows: Iterable[int]) -> int:
        """Count a line as what is still open of these, and give what is left of it."""
        for at in rows:
            taken = min(quantity, self.open[at])
            if taken:
                self.open[at] -= taken
                quantity -= taken
                row = self.expected[at]
                same = _key(row.serial) == _key(line.serial) != ""
                reading = None if same else _compared(row.serial, line.serial)
                self.present.append((at, Match(expected=row, counted=line, quantity=taken, reading=reading)))
        return quantity

    def result(self, limit: int) -> Reconciliation:
        """Give what was found."""
        missing = tuple(
            Missing(expected=row, quantity=left) for row, left in zip(self.expected, self.open, strict=True) if left
        )
        rows = _by_serial(missing)
        surplus = tuple(
            Surplus(counted=line, quantity=left, candidates=_candidates(line, rows, limit))
            for line, left in self.left
            if left
        )
        return Reconciliation(
            present=tuple(match for _at, match in sorted(self.present, key=lambda found: found[0])),
            missing=missing,
            surplus=surplus,
            counted_twice=tuple(self.twice),
            sums=tuple(self._sum(unit, missing, surplus) for unit in UNITS if self._has(unit)),
        )

    def _has(self, unit: str) -> bool:
        return unit in self.counted or any(row.unit == unit for row in self.expected)

    def _sum(self, unit: str, missing: Sequence[Missing], surplus: Sequence[Surplus]) -> Sum:
        return Sum(
            unit=unit,
            expected=sum(row.quantity for row in self.expected if row.unit == unit),
            missing=sum(each.quantity for each in missing if each.expected.unit == unit),
            surplus=sum(each.quantity for each in surplus if each.counted.unit == unit),
            counted=self.counted.get(unit, 0),
        )


def _single(thing: Expected | Counted) -> bool:
    """Say whether it is one item, not a lot."""
    return thing.unit == "piece" and thing.quantity == 1


def _where(thing: Expected | Counted) -> tuple[str, str | None]:
    return thing.place, thing.container


def _key(serial: str | None) -> str:
    """Give what two serials that are written the same have in common; nothing where it can't be read in full."""
    if serial is None or _UNREAD.intersection(serial):
        return ""
    return "".join(char for char in serial.upper() if char.isalnum())


def _compared(recorded: str | None, read: str | None) -> Comparison | None:
    """Compare a serial that was read with the recorded one; None where there is nothing to compare."""
    if recorded is None or read is None:
        return None
    try:
        return compare(recorded, read)
    except InputError:
        return None


def _comparable(serial: str | None) -> bool:
    return _compared(serial, serial) is not None


def _by_serial(missing: Sequence[Missing]) -> dict[str, list[Expected]]:
    """Give what is missing by its serial, as far as that can be compared."""
    rows: dict[str, list[Expected]] = {}
    for each in missing:
        if each.expected.serial is not None and _comparable(each.expected.serial):
            rows.setdefault(each.expected.serial, []).append(each.expected)
    return rows


def _candidates(line: Counted, rows: dict[str, list[Expected]], limit: int) -> tuple[Candidate, ...]:
    """Find what is missing and a surplus may be, by its serial."""
    if not limit or not rows or line.serial is None or not _comparable(line.serial):
        return ()
    likely = rank(line.serial, list(rows), limit=limit)
    found = [
        Candidate(expected=expected, comparison=compare(each.copy, line.serial))
        for each in likely
        for expected in rows[each.copy]
    ]
    good = [each for each in found if each.comparison.log10_likelihood_ratio >= _LEAST]
    return tuple(sorted(good, key=lambda each: (-each.comparison.log10_likelihood_ratio, each.expected.id))[:limit])
