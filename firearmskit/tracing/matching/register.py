"""Registers that can be searched: one in memory, and one that stands in a database."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing.matching.counts import Counts, count
from firearmskit.tracing.matching.entries import Entry, entry_of
from firearmskit.tracing.matching.keys import chars_of, keys_of

__all__ = ["Register", "SqlRegister"]

MOST = 1_000_000
"""So many entries a register in memory takes."""


class Register:
    """A register in memory, for up to some hundred thousand firearms; it needs nothing but Python.

    Args:
        entries: Its entries, as :class:`Entry`, mappings or objects of its fields. One without an id is called by its
            place, from 1 on.
        resolve: Whether the reference is asked which names of makers, models and calibres mean the same.

    Raises:
        InputError: One isn't an entry, two have the same id, or there are none or too many.

    >>> register = Register([{"id": "7", "serial": "AB 100452"}, {"serial": "CD 771930"}])
    >>> [entry.id for entry in register.find({"AB100452"})], [entry.id for entry in register.like("C*30")]
    (['7'], ['2'])
    """

    def __init__(self, entries: Iterable[object], *, resolve: bool = True) -> None:
        if isinstance(entries, str | bytes) or not isinstance(entries, Iterable):
            raise InputError(_("entries must be a list, not {value}.").format(value=quote(entries)))
        self._entries: dict[str, Entry] = {}
        self._by_key: dict[str, list[Entry]] = {}
        self._resolve = resolve
        for place, each in enumerate(entries, 1):
            if place > MOST:
                raise InputError(_("A register in memory takes {most} entries; use PackedIndex.").format(most=MOST))
            self._add(entry_of(each), place)
        if not self._entries:
            raise InputError(_("A register without entries can't be searched."))

    def _add(self, entry: Entry, place: int) -> None:
        if entry.id is None:
            values = {name: getattr(entry, name) for name in Entry.__slots__ if name != "id"}
            entry = Entry(id=str(place), **values)
        name = str(entry.id)
        if name in self._entries:
            raise InputError(_("Two entries have the id {value}.").format(value=quote(name)))
        self._entries[name] = entry
        for key in keys_of(chars_of(entry.serial or "")):
            if key:
                self._by_key.setdefault(key, []).append(entry)

    def __len__(self) -> int:
        """Count the entries."""
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        """Give the entries in their order."""
        return iter(self._entries.values())

    @cached_property
    def counts(self) -> Counts:
        """How often what stands in the register stands there."""
        return count(self, resolve=self._resolve)

    def find(self, keys: Collection[str]) -> Iterator[Entry]:
        """Give the entries whose serial has one of these keys.

        Args:
            keys: Keys, as :func:`serial_key` gives them.
        """
        for key in keys:
            yield from self._by_key.get(key, ())

    def like(self, pattern: str) -> Iterator[Entry]:
        """Give the entries whose key fits a pattern.

        Args:
            pattern: A key in which ``?`` is one character and ``*`` any number of them.
        """
        parts = {"?": ".", "*": ".*"}
        fits = re.compile("".join(parts.get(char) or re.escape(char) for char in pattern), re.DOTALL)
        for key, entries in self._by_key.items():
            if fits.fullmatch(key):
                yield from entries


class SqlRegister:
    """A register in a database, by functions that ask it; it needs an ordinary index on the column of keys.

    Write :func:`serial_key` of each serial into a column when you write the entry, and index it.

    Args:
        find: Takes some keys and gives the rows whose key is one of them, as mappings of the fields of
            :class:`Entry`; one ``SELECT … WHERE serial_key IN (…)`` or ``= ANY(…)``.
        like: The same for a pattern in which ``?`` is one character and ``*`` any number: ``GLOB`` in SQLite;
            elsewhere ``LIKE`` with ``_`` and ``%`` for them.
        counts: How often what stands there stands there, as :func:`count` gives it.
        chunk: So many keys are asked for at once.

    Raises:
        InputError: ``counts`` is something else, or the chunk isn't above 0.
    """

    def __init__(
        self,
        find: Callable[[Sequence[str]], Iterable[object]],
        like: Callable[[str], Iterable[object]],
        counts: Counts,
        *,
        chunk: int = 500,
    ) -> None:
        if isinstance(chunk, bool) or not isinstance(chunk, int) or chunk < 1:
            raise InputError(_("chunk must be a whole number above 0, not {value}.").format(value=quote(chunk)))
        self._find, self._like, self._chunk = find, like, chunk
        self.counts = of_type(counts, Counts, "counts")

    def find(self, keys: Collection[str]) -> Iterator[Entry]:
        """Give the entries whose serial has one of these keys, chunk by chunk.

        Args:
            keys: Keys, as :func:`serial_key` gives them.
        """
        ordered = sorted(keys)
        for start in range(0, len(ordered), self._chunk):
            for row in self._find(ordered[start : start + self._chunk]):
                yield entry_of(row)

    def like(self, pattern: str) -> Iterator[Entry]:
        """Give the entries whose key fits a pattern.

        Args:
            pattern: A key in which ``?`` is one character and ``*`` any number of them.
        """
        for row in self._like(pattern):
            yield entry_of(row)
