"""A sorted array of fingerprints and rows, with a table that says where each begins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.tracing.matching.packed.prints import Prints, mixed

__all__ = ["Slots", "row_bits", "slots_of", "starts_of", "table_bits"]

_CHUNK = 1 << 22


def row_bits(rows: int) -> int:
    """Give how many bits the number of a row takes."""
    return max(1, (rows - 1).bit_length())


def table_bits(slots: int) -> int:
    """Give how many upper bits of a fingerprint the table tells apart: one or two slots for each."""
    return min(30, max(8, (slots - 1).bit_length() - 1))


def slots_of(prints: Prints, rows: Prints | np.uint64, bits: int) -> Prints:
    """Give slots of mixed fingerprints, unsorted: the upper bits of each, and its row in the others."""
    mask = np.uint64((1 << bits) - 1)
    return (mixed(prints) & ~mask) | rows


def starts_of(slots: Prints, bits: int) -> NDArray[np.uint32]:
    """Give for each value of the upper bits where its slots begin, and behind the last where all end.

    Args:
        slots: All slots, sorted.
        bits: How many upper bits count.
    """
    shift = np.uint64(64 - bits)
    ends = np.zeros((1 << bits) + 1, dtype=np.uint32)
    for first in range(0, len(slots), _CHUNK):
        here = (slots[first : first + _CHUNK] >> shift).astype(np.int64)
        last = np.flatnonzero(np.diff(here)).tolist() if len(here) < 2 else np.flatnonzero(here[1:] != here[:-1])
        ends[here[last] + 1] = np.asarray(last, dtype=np.int64) + first + 1
        ends[here[-1] + 1] = first + len(here)
    np.maximum.accumulate(ends, out=ends)
    return ends


class Slots:
    """Sorted slots and their table.

    Args:
        slots: All slots, sorted.
        starts: What :func:`starts_of` gave.
        rows: How many rows the register has.
    """

    def __init__(self, slots: Prints, starts: NDArray[np.uint32], rows: int) -> None:
        self.slots, self.starts = slots, starts
        self._count = rows
        self._row_bits = np.uint64(row_bits(rows))
        self._rows = np.uint64((1 << row_bits(rows)) - 1)
        self._shift = np.uint64(65 - len(starts).bit_length())

    def find(self, prints: Prints) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Look fingerprints up.

        Args:
            prints: The fingerprints, not mixed.

        Returns:
            For each hit the place of the fingerprint among those asked for, and the row.
        """
        wanted = mixed(prints)
        bucket = (wanted >> self._shift).astype(np.intp)
        first = self.starts[bucket].astype(np.int64)
        counted = self.starts[bucket + 1] - first
        asked = np.flatnonzero(counted)
        wanted, first, counted = wanted[asked], first[asked], counted[asked]
        which = np.repeat(np.arange(len(asked)), counted)
        offset = np.cumsum(counted) - counted
        places = np.arange(len(which)) + (first - offset)[which]
        slots = self.slots[places]
        same = np.flatnonzero((slots ^ wanted[which]) >> self._row_bits == 0)
        rows = (slots[same] & self._rows).astype(np.int64)
        # A file may have been tampered with: rows that aren't there are no hits.
        there = rows < self._count
        return asked[which[same[there]]], rows[there]
