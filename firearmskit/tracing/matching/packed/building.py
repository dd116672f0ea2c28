"""Build an index from entries, some hundred thousand at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing.matching.counts import Counts, counts_of
from firearmskit.tracing.matching.entries import Entry, entry_of
from firearmskit.tracing.matching.keys import pattern_of
from firearmskit.tracing.matching.lots import lot_share
from firearmskit.tracing.matching.packed.codes import (
    AS_TEXT,
    WIDTH,
    Bytes,
    coded,
    decoded,
)
from firearmskit.tracing.matching.packed.prints import Prints
from firearmskit.tracing.matching.packed.rows import (
    CHUNK,
    beside_others,
    chunk_prints,
    kept_places,
    pattern_numbers,
    pattern_of_number,
)
from firearmskit.tracing.matching.packed.table import row_bits, slots_of, starts_of, table_bits
from firearmskit.tracing.matching.packed.texts import packed_texts

__all__ = ["NAMED", "Parts", "build", "columns_of"]

NAMED = ("make", "model", "calibre", "country")
"""The fields that are names."""

MOST = 200_000_000
"""So many entries an index takes."""


@dataclass(kw_only=True, slots=True)
class Parts:
    """What an index consists of.

    Args:
        codes: One row of codes for each serial.
        lengths: How many codes there are, or that the row doesn't hold the serial whole.
        fields: For each entry the number of its make, model, calibre and country among the names; 0 = not known.
        years: The years of manufacture; 0 = not known.
        serials: The serials as written: bytes, and where each ends.
        ids: What the register calls its entries, likewise; None where it calls them by their place.
        names: For each field the names, in the order of their numbers; the first is ``""``.
        slots: Fingerprints and rows, sorted.
        starts: Where those begin.
        shapes: Which patterns the fingerprints have.
        counts: How often what stands there stands there.
    """

    codes: Bytes
    lengths: Bytes
    fields: NDArray[np.int32]
    years: NDArray[np.int16]
    serials: tuple[Bytes, NDArray[np.uint64]]
    ids: tuple[Bytes, NDArray[np.uint64]] | None
    names: Mapping[str, Sequence[str]]
    slots: Prints
    starts: NDArray[np.uint32]
    shapes: NDArray[np.bool_]
    counts: Counts


Kind = TypeVar("Kind", bound=np.generic)

Columns = Mapping[str, Sequence[object]]
"""Some entries by their fields: of each field a list, all of one length; a field that isn't known is missing."""


def columns_of(entries: Iterable[object]) -> Iterator[Columns]:
    """Give entries as columns, some at a time."""
    rest = iter(entries)
    while some := [entry_of(each) for each in islice(rest, CHUNK)]:
        yield {name: [getattr(entry, name) for entry in some] for name in Entry.__slots__}


def build(chunks: Iterable[Columns], *, resolve: bool) -> Parts:
    """Build the parts of an index.

    Args:
        chunks: The entries, as columns, some at a time.
        resolve: Whether the reference is asked which names mean the same.
    """
    gathered = _Gathered()
    for chunk in chunks:
        gathered.take(chunk)
    return gathered.parts(resolve=resolve)


class _Gathered:
    """What was read so far."""

    def __init__(self) -> None:
        self.rows = 0
        self.codes: list[Bytes] = []
        self.lengths: list[Bytes] = []
        self.fields: list[NDArray[np.int32]] = []
        self.years: list[NDArray[np.int16]] = []
        self.serials: list[tuple[Bytes, NDArray[np.uint64]]] = []
        self.ids: list[tuple[Bytes, NDArray[np.uint64]]] = []
        self.named = False
        self.numbers: dict[str, dict[str, int]] = {name: {"": 0} for name in NAMED}
        self.odd: dict[int, list[Bytes]] = {}

    def take(self, columns: Columns) -> None:
        """Take some entries."""
        size = _size(columns)
        if self.rows + size > MOST:
            raise InputError(_("An index takes {most} entries.").format(most=MOST))
        serials = _texts(columns.get("serial"), size, "serial")
        rows = coded(serials)
        self.codes.append(rows.codes)
        self.lengths.append(rows.lengths)
        self.odd.update({self.rows + at: keys for at, keys in rows.odd.items()})
        self.serials.append(packed_texts(serials))
        self.fields.append(np.stack([self._numbers(name, columns.get(name), size) for name in NAMED], axis=1))
        self.years.append(_years(columns.get("year"), size))
        ids = columns.get("id")
        self.named = self.named or (ids is not None and any(each is not None for each in ids))
        texts = _texts(ids, size, "id") if self.named else []
        self.ids.append(packed_texts([text or str(self.rows + at) for at, text in enumerate(texts, 1)]))
        self.rows += size

    def _numbers(self, name: str, values: Sequence[object] | None, size: int) -> NDArray[np.int32]:
        """Give the number of each name."""
        if values is None:
            return np.zeros(size, dtype=np.int32)
        numbers = self.numbers[name]
        for value in dict.fromkeys(values):
            if value is not None and value not in numbers:
                numbers[_text(value, name)] = len(numbers)
        return np.fromiter((numbers[value or ""] for value in values), dtype=np.int32, count=size)  # type: ignore[index]

    def parts(self, *, resolve: bool) -> Parts:
        """Put together what was read."""
        if not self.rows:
            raise InputError(_("A register without entries can't be searched."))
        codes, lengths = _joined(self.codes), _joined(self.lengths)
        fields, years = _joined(self.fields), _joined(self.years)
        slots, shapes = self._slots(codes, lengths)
        names = {name: list(numbers) for name, numbers in self.numbers.items()}
        return Parts(
            codes=codes,
            lengths=lengths,
            fields=fields,
            years=years,
            serials=_joined_texts(self.serials),
            ids=_joined_texts(self.ids) if self.named else None,
            names=names,
            slots=slots,
            starts=starts_of(slots, table_bits(len(slots))),
            shapes=shapes,
            counts=self._counts(codes, lengths, fields, years, names, resolve=resolve),
        )

    def _counts(
        self,
        codes: Bytes,
        lengths: Bytes,
        fields: NDArray[np.int32],
        years: NDArray[np.int16],
        names: Mapping[str, Sequence[str]],
        *,
        resolve: bool,
    ) -> Counts:
        """Count what stands in the register."""
        patterns: Counter[str] = Counter()
        for first in range(0, self.rows, CHUNK):
            held = lengths[first : first + CHUNK]
            whole = (held > 0) & (held < AS_TEXT)
            kinds, times = np.unique(pattern_numbers(codes[first : first + CHUNK][whole]), return_counts=True)
            for number, count in zip(kinds.tolist(), times.tolist(), strict=True):
                patterns[pattern_of_number(number)] += count
        for keys in self.odd.values():
            patterns.update(pattern_of(decoded(key.tolist())) for key in keys)
        texts: dict[str, dict[str, int]] = {}
        for at, name in enumerate(NAMED):
            counted = np.bincount(fields[:, at], minlength=len(names[name])).tolist()
            texts[name] = {text: number for text, number in zip(names[name], counted, strict=True) if text}
        found, times = np.unique(years, return_counts=True)
        texts["year"] = {str(year): number for year, number in zip(found.tolist(), times.tolist(), strict=True) if year}
        lots = lot_share(*beside_others(codes, lengths, fields[:, 0]), patterns, texts["make"], self.rows)
        return counts_of(self.rows, patterns, texts, lots=lots, resolve=resolve)

    def _slots(self, codes: Bytes, lengths: Bytes) -> tuple[Prints, NDArray[np.bool_]]:
        """Give the fingerprints of all serials, whole and without one character, sorted; and their patterns."""
        odd = list(self._odd_prints())
        total = sum(len(prints) for _row, prints, _shapes in odd)
        for first in range(0, self.rows, CHUNK):
            _whole, rows, kept = kept_places(codes[first : first + CHUNK], lengths[first : first + CHUNK])
            total += len(rows) + int(kept.sum())
        slots = np.empty(total, dtype=np.uint64)
        known = np.zeros(1 << (WIDTH + 2), dtype=np.bool_)
        bits, at = row_bits(self.rows), 0
        for first in range(0, self.rows, CHUNK):
            for prints, rows, shapes in chunk_prints(codes[first : first + CHUNK], lengths[first : first + CHUNK]):
                slots[at : at + len(prints)] = slots_of(prints, (rows + first).astype(np.uint64), bits)
                at += len(prints)
                known[shapes] = True
        for row, prints, shapes in odd:
            slots[at : at + len(prints)] = slots_of(prints, np.uint64(row), bits)
            at += len(prints)
            known[shapes[shapes < len(known)]] = True
        slots.sort()
        return slots, known

    def _odd_prints(self) -> Iterator[tuple[int, Prints, NDArray[np.int64]]]:
        """Give the fingerprints of the serials that rows don't hold whole, each by itself."""
        for row, keys in self.odd.items():
            for key in keys:
                width = np.array([len(key)], dtype=np.uint8)
                for prints, _rows, shapes in chunk_prints(key[None], width):
                    yield row, prints, shapes if len(key) <= WIDTH else np.zeros(0, dtype=np.int64)


def _size(columns: Columns) -> int:
    """Give how many entries columns have, if all have as many."""
    sizes = {len(values) for values in columns.values()}
    if len(sizes) != 1:
        raise InputError(_("The columns must have one length each, not {value}.").format(value=quote(sorted(sizes))))
    return sizes.pop()


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise InputError(_("{field} can't be {value}").format(field=quote(name), value=quote(value)))
    return value


def _texts(values: Sequence[object] | None, size: int, name: str) -> list[str]:
    """Give texts, ``""`` for what isn't known."""
    if values is None:
        return [""] * size
    return ["" if value is None else value if type(value) is str else _text(value, name) for value in values]


def _years(values: Sequence[object] | None, size: int) -> NDArray[np.int16]:
    if values is None:
        return np.zeros(size, dtype=np.int16)
    for value in dict.fromkeys(values):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 10_000):
            raise InputError(_("{field} can't be {value}").format(field=quote("year"), value=quote(value)))
    return np.array([value or 0 for value in values], dtype=np.int16)


def _joined(parts: list[NDArray[Kind]]) -> NDArray[Kind]:
    """Join arrays, and forget the parts."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


def _joined_texts(parts: list[tuple[Bytes, NDArray[np.uint64]]]) -> tuple[Bytes, NDArray[np.uint64]]:
    """Join texts."""
    ends, before = [], 0
    for data, own in parts:
        ends.append(own + np.uint64(before))
        before += len(data)
    return np.concatenate([data for data, _own in parts]), np.concatenate(ends)
