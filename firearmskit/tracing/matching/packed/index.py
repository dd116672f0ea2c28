"""An index of millions of firearms, that finds each within two mistakes and ranks by all that is known."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking import Weights
from firearmskit.tracing.matching.chances import Others
from firearmskit.tracing.matching.counts import Counts
from firearmskit.tracing.matching.entries import Entry
from firearmskit.tracing.matching.packed.building import NAMED, Columns, Parts, build, columns_of
from firearmskit.tracing.matching.packed.channel import Noise
from firearmskit.tracing.matching.packed.rows import CHUNK
from firearmskit.tracing.matching.packed.table import Slots
from firearmskit.tracing.matching.packed.texts import Texts
from firearmskit.tracing.matching.results import Match
from firearmskit.tracing.matching.weighing import Asked

__all__ = ["PackedIndex"]

MOST_ASKED = 1_000_000
"""Of so many names it is kept what they weigh."""


class PackedIndex:
    """A register of up to a hundred million firearms, held in arrays; needs numpy.

    It takes about 150 bytes for each firearm in memory. Made by :meth:`from_entries`, :meth:`from_columns` or
    :meth:`load`, not by itself.

    >>> index = PackedIndex.from_entries([{"id": "7", "serial": "AB 100452"}, {"serial": "CD 771930"}])
    >>> len(index), index.entry(0).id, index.entry(1).id
    (2, '7', '2')
    >>> from firearmskit import tracing
    >>> tracing.match({"serial": "A8 10452"}, index).best.entry.serial
    'AB 100452'
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = of_type(parts, Parts, "parts")
        self.slots = Slots(parts.slots, parts.starts, len(parts.codes))
        self.asked: dict[tuple[str, str | int], tuple[Asked, int]] = {}
        self._tables: tuple[Weights, Noise, Others] | None = None

    @classmethod
    def from_entries(cls, entries: Iterable[object], *, resolve: bool = True) -> PackedIndex:
        """Build an index of entries.

        Args:
            entries: The entries, as :class:`Entry`, mappings or objects of its fields; read once, some at a time. One
                without an id is called by its place, from 1 on.
            resolve: Whether the reference is asked which names of makers, models and calibres mean the same.

        Raises:
            InputError: One isn't an entry, or there are none or too many.
        """
        if isinstance(entries, str | bytes | Mapping) or not isinstance(entries, Iterable):
            raise InputError(_("entries must be a list, not {value}.").format(value=quote(entries)))
        return cls(build(columns_of(entries), resolve=resolve))

    @classmethod
    def from_columns(cls, columns: Mapping[str, Sequence[object]], *, resolve: bool = True) -> PackedIndex:
        """Build an index of columns, such as those of a table.

        Args:
            columns: For some of the fields of :class:`Entry`, a list with one value for each firearm; None or ``""``
                where it isn't known. Lists, arrays or series.
            resolve: Whether the reference is asked which names of makers, models and calibres mean the same.

        Raises:
            InputError: A column isn't one of these, their lengths differ, or a value can't be used.
        """
        names = Entry.__slots__
        for name in of_type(columns, Mapping, "columns"):
            if name not in names:
                raise InputError(
                    _("{value} isn't a field of an entry; they are {fields}").format(
                        value=quote(name), fields=", ".join(names)
                    )
                )
        if "serial" not in columns:
            raise InputError(_("There must be a column of serials."))
        held = {name: _plain(values) for name, values in columns.items()}
        size = max(map(len, held.values()))
        chunks = ({name: values[at : at + CHUNK] for name, values in held.items()} for at in range(0, size, CHUNK))
        return cls.from_chunks(chunks, resolve=resolve)

    @classmethod
    def from_chunks(cls, chunks: Iterable[Columns], *, resolve: bool = True) -> PackedIndex:
        """Build an index of columns that come some at a time, so that never all are held as texts.

        Args:
            chunks: Columns, as for :meth:`from_columns`, but lists.
            resolve: Whether the reference is asked which names of makers, models and calibres mean the same.

        Raises:
            InputError: A column isn't one of these, their lengths differ, or a value can't be used.
        """
        return cls(build(chunks, resolve=resolve))

    @classmethod
    def from_csv(cls, path: str | os.PathLike[str], *, resolve: bool = True) -> PackedIndex:
        """Build an index of a CSV file, which is read once, some lines at a time.

        Args:
            path: A file in UTF-8 whose first line names the columns: ``serial``, and those of the other fields of
                :class:`Entry` that are known. Other columns are left out.
            resolve: Whether the reference is asked which names of makers, models and calibres mean the same.

        Raises:
            InputError: The file can't be read, or isn't one of these.
        """
        from firearmskit.tracing.matching.packed.csvfile import columns_of_csv

        return cls(build(columns_of_csv(path), resolve=resolve))

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the index to a file.

        Args:
            path: The file; one that is there is replaced.

        Raises:
            InputError: The file can't be written.
        """
        from firearmskit.tracing.matching.packed.storing import write_parts

        try:
            write_parts(self.parts, path)
        except OSError as error:
            raise InputError(
                _("The index {path} can't be written: {error}").format(path=quote(str(path), limit=300), error=error)
            ) from error

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> PackedIndex:
        """Open an index that was saved. It is mapped into memory: several processes share what it takes.

        Args:
            path: The file.

        Raises:
            InputError: The file can't be read, or isn't an index.
        """
        from firearmskit.tracing.matching.packed.storing import read_parts

        return cls(read_parts(path))

    def __len__(self) -> int:
        """Count the firearms."""
        return len(self.parts.codes)

    @property
    def counts(self) -> Counts:
        """How often what stands in the register stands there."""
        return self.parts.counts

    def entry(self, row: int) -> Entry:
        """Give the entry in a row.

        Args:
            row: Its place, from 0 on.

        Returns:
            The entry.

        Raises:
            InputError: There is no such row.
        """
        if isinstance(row, bool) or not isinstance(row, int) or not 0 <= row < len(self):
            raise InputError(_("There is no row {value}.").format(value=quote(row)))
        parts, names = self.parts, self.parts.names
        held = {name: names[name][int(number)] or None for name, number in zip(NAMED, parts.fields[row], strict=True)}
        return Entry(
            id=str(row + 1) if self._ids is None else self._ids[row],
            serial=self._serials[row] or None,
            year=int(parts.years[row]) or None,
            **held,
        )

    @cached_property
    def _serials(self) -> Texts:
        return Texts(*self.parts.serials)

    @cached_property
    def _ids(self) -> Texts | None:
        return None if self.parts.ids is None else Texts(*self.parts.ids)

    def serial(self, row: int) -> str:
        """Give the serial in a row, as written; ``""`` where there is none."""
        return self._serials[row]

    @cached_property
    def meanings(self) -> dict[str, dict[str, int]]:
        """For each field, the number of what a name counts as."""
        return {name: {term: at for at, term in enumerate(self._terms[name], 1)} for name in NAMED}

    @cached_property
    def _terms(self) -> dict[str, list[str]]:
        return {name: list(self.counts.terms.get(name, {})) for name in NAMED}

    @cached_property
    def term_numbers(self) -> dict[str, NDArray[np.int32]]:
        """For each field, the number of what each of its names counts as; 0 for none."""
        found = {}
        for name in NAMED:
            numbers, texts = self.meanings[name], self.parts.names[name]
            found[name] = np.array(
                [numbers[self.counts.term(name, text)] if text else 0 for text in texts], dtype=np.int32
            )
        return found

    def tables(self, weights: Weights) -> tuple[Noise, Others]:
        """Give the tables of the chances of mistakes, made once for the same weights.

        Args:
            weights: The chances.

        Returns:
            The chances of mistakes, and of being another firearm.
        """
        if self._tables is None or self._tables[0] is not weights:
            self._tables = weights, Noise(weights), Others(self.counts, weights)
        if len(self.asked) > MOST_ASKED:
            self.asked.clear()
        return self._tables[1:]

    def ranked(self, descriptions: Sequence[Entry], weights: Weights, *, prior: float, limit: int) -> Sequence[Match]:
        """Match each of some descriptions; :func:`match_many` calls it.

        Args:
            descriptions: What is known of each firearm.
            weights: The chances of mistakes.
            prior: The chance that a firearm is in the register.
            limit: The most candidates of each.

        Returns:
            One match for each description.
        """
        from firearmskit.tracing.matching.packed.answering import ranked

        return ranked(self, descriptions, weights, prior=prior, limit=limit)


def _plain(values: Sequence[object]) -> Sequence[object]:
    """Give a column as a list that can be cut, also from an array or a series."""
    plain = values.tolist() if hasattr(values, "tolist") else list(values)
    return [None if isinstance(value, float) and value != value else value for value in plain]
