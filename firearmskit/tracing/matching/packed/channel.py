"""The noise channel of the marking room for many pairs of serials at once.

``marking.noise.Channel`` adds up all ways in which a record is copied. Here those are added up in which record and copy
are never more than :data:`REACH` characters apart, but for groups at the ends that are left out, added or exchanged.
For nine in ten pairs within two mistakes that is less than a hundredth apart from the channel.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from firearmskit.marking import Weights
from firearmskit.marking.noise import Channel, share_of
from firearmskit.tracing.matching.keys import ALPHABET
from firearmskit.tracing.matching.packed.codes import FIRST_LETTER, OTHER, UNREAD_CODE, Bytes

__all__ = ["REACH", "Noise"]

REACH = 2
_BAND = 2 * REACH + 1
_CHUNK = 1 << 13

Chances = NDArray[np.float64]
Lengths = NDArray[np.int64]

_OTHER_KIND = 0.2
"""Share of random substitutions that make a digit a letter or a letter a digit, as the channel has it."""


class _Sides(NamedTuple):
    """Records or copies, with where their digits begin and end."""

    codes: Bytes
    lengths: Lengths


class Noise:
    """The chances of each change, as tables.

    Args:
        weights: The chances.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        size = UNREAD_CODE + 1
        self.alone = np.zeros(size)
        self.alone[1:OTHER] = [share_of(char) for char in ALPHABET]
        self.alone[OTHER], self.alone[UNREAD_CODE] = share_of("Ж"), 1.0
        self.written = np.zeros((size, size))
        kept = 1 - weights.insert - weights.omit
        self.written[OTHER, 1:] = weights.substitute * self.alone[1:] * _OTHER_KIND
        self.written[OTHER, OTHER] = kept
        for code, char in enumerate(ALPHABET, 1):
            self.written[code] = self._of(Channel(char, weights), char)
        self.written[1:UNREAD_CODE, UNREAD_CODE] = kept
        self.written[UNREAD_CODE, 1:] = kept * self.alone[1:]
        self.added = weights.insert * self.alone
        self.replaced = np.log(np.maximum(self.written, 1e-9))
        """Natural logarithms of the chances of replacing one character by another."""

    def _of(self, channel: Channel, char: str) -> Chances:
        """Give the chance of each character to be written for one."""
        out = np.zeros(UNREAD_CODE + 1)
        for code, other in enumerate(ALPHABET, 1):
            likely = channel.single[0].get(other)
            kind = 1 - _OTHER_KIND if char.isdigit() == other.isdigit() else _OTHER_KIND
            out[code] = likely[0] if likely else self.weights.substitute * self.alone[code] * kind
        out[OTHER] = self.weights.substitute * self.alone[OTHER] * (_OTHER_KIND if char.isdigit() else 1 - _OTHER_KIND)
        return out

    def chances(self, record: Bytes, records: Lengths, copy: Bytes, copies: Lengths) -> Chances:
        """Give for each pair the chance that the record is written down so.

        Args:
            record: The codes of the records, one row for each pair, 0 behind the end.
            records: How many there are in each.
            copy: The codes of the copies.
            copies: How many there are in each.
        """
        found = np.zeros(len(record))
        for first in range(0, len(record), _CHUNK):
            some = slice(first, first + _CHUNK)
            found[some] = self._chunk(_Sides(record[some], records[some]), _Sides(copy[some], copies[some]))
        return found

    def _chunk(self, ours: _Sides, theirs: _Sides) -> Chances:
        """Add up all ways for some pairs: each pair as it is, and without the groups that may be left out or added."""
        ways = [(np.arange(len(ours.codes)), np.ones(len(ours.codes)), ours, theirs), *self._groups(ours, theirs)]
        rows, factors = (np.concatenate([way[at] for way in ways]) for at in (0, 1))
        sides = [np.concatenate([way[side][part] for way in ways]) for side in (2, 3) for part in (0, 1)]
        chances = factors * self._banded(*sides)
        added_up: Chances = np.bincount(rows, weights=chances, minlength=len(ours.codes)).astype(np.float64)
        return added_up

    # -- step by step ------------------------------------------------------------------------------------------------

    def _banded(self, record: Bytes, records: Lengths, copy: Bytes, copies: Lengths) -> Chances:
        """Add up the ways in which record and copy stay together."""
        if not len(record):
            return np.zeros(0)
        width = max(1, int(records.max()))
        ours = np.zeros((width + 2, len(record)), dtype=np.intp)
        ours[: min(width, record.shape[1])] = record.T[:width]
        theirs = np.zeros((width + 2 * REACH + 3, len(copy)), dtype=np.intp)
        held = min(copy.shape[1], width + REACH + 1)
        theirs[REACH : REACH + held] = copy.T[:held]
        own = ours[:width, None]
        beside = np.moveaxis(sliding_window_view(theirs, _BAND, axis=0), 2, 1)
        written = self.written[own, beside[:width]]
        written -= (own == beside[:width]) * self._kept(ours, records, width)[:, None]
        after = ours[1 : width + 1, None]
        swapped = (own == beside[1 : width + 1]) & (after == beside[:width]) & (own != after)
        swapping = self.weights.transpose * swapped
        added = self.added[theirs]
        rows = np.zeros((width + 1, _BAND, len(record)))
        rows[0, REACH] = 1 - self.weights.affix - self.weights.zeros
        for at in range(width + 1):
            row = rows[at]
            if at:
                np.multiply(rows[at - 1], written[at - 1], out=row)
                row[:-1] += self.weights.omit * rows[at - 1, 1:]
            if at > 1:
                row += rows[at - 2] * swapping[at - 2]
            # one character added, or two; more in one place are too rare to count
            once = row[:-1] * added[at : at + _BAND - 1]
            row[1:] += once
            row[2:] += once[:-1] * added[at + 1 : at + _BAND - 1]
        ends = copies - records + REACH
        there = (ends >= 0) & (ends < _BAND)
        return np.where(there, rows[records, np.clip(ends, 0, _BAND - 1), np.arange(len(record))], 0.0)

    def _kept(self, ours: NDArray[np.intp], records: Lengths, width: int) -> Chances:
        """Give what is taken at each place from the chance that a character stays, for what else may begin there."""
        less = np.zeros((width, ours.shape[1]))
        following = ours[1 : width + 1]
        less += self.weights.transpose * ((ours[:width] != following) & (following > 0) & (following < UNREAD_CODE))
        first, last, zeros = _around(ours[:width].T, records)
        columns = np.arange(ours.shape[1])
        less[0] += self.weights.affix * ((first > 0) & (first < records))
        less[np.minimum(last, width - 1), columns] += self.weights.affix * ((last < records) & (last > 0))
        less[np.minimum(first, width - 1), columns] += self.weights.zeros * (zeros > 0)
        return less

    # -- groups at the ends ------------------------------------------------------------------------------------------

    def _groups(self, ours: _Sides, theirs: _Sides) -> Iterator[tuple[NDArray[np.intp], Chances, _Sides, _Sides]]:
        """Give the pairs in which a group at an end may be left out or added, without that group."""
        count = len(ours.codes)
        codes = np.zeros((2 * count, max(ours.codes.shape[1], theirs.codes.shape[1])), dtype=np.uint8)
        codes[:count, : ours.codes.shape[1]], codes[count:, : theirs.codes.shape[1]] = ours.codes, theirs.codes
        around = _around(codes, np.concatenate((ours.lengths, theirs.lengths)))
        first, last, zeros = (each[:count] for each in around)
        start, end, nulls = (each[count:] for each in around)
        affix, null = self.weights.affix, self.weights.zeros
        none = np.zeros_like(first)
        for rows in _where(first > start):
            yield rows, np.full(len(rows), affix), _from(ours, rows, first), _some(theirs, rows)
        for rows in _where(start > first):
            run = self._run(theirs, rows, none, start - first)
            yield rows, affix * run, _some(ours, rows), _from(theirs, rows, start - first)
        for rows in _where((first > 0) & (start > 0) & _differ(ours, theirs, np.maximum(first, start))):
            run = self._run(theirs, rows, none, start)
            yield rows, affix * affix * run, _from(ours, rows, first), _from(theirs, rows, start)
        tail, other = ours.lengths - last, theirs.lengths - end
        for rows in _where(tail > other):
            yield rows, np.full(len(rows), affix), _until(ours, rows, last), _some(theirs, rows)
        for rows in _where(other > tail):
            run = self._run(theirs, rows, end, theirs.lengths)
            yield rows, affix * run, _some(ours, rows), _until(theirs, rows, end)
        for rows in _where((tail > 0) & (other > 0) & (tail == other)):
            run = self._run(theirs, rows, end, theirs.lengths)
            yield rows, affix * affix * run, _until(ours, rows, last), _until(theirs, rows, end)
        for rows in _where(zeros > nulls):
            factors = np.where(nulls[rows] > 0, null, 1.0) * null / np.exp2(nulls[rows])
            yield rows, factors, _drop(ours, rows, first, zeros), _drop(theirs, rows, start, nulls)
        for rows in _where((nulls > zeros) & ((start == first) | (start == 0))):
            factors = null / np.exp2(nulls[rows] - zeros[rows])
            yield rows, factors, _some(ours, rows), _drop(theirs, rows, start, nulls - zeros)

    def _run(self, sides: _Sides, rows: NDArray[np.intp], start: Lengths, end: Lengths) -> Chances:
        """Give the chance of the letters of a stretch, shorter ones being likelier."""
        places = np.arange(sides.codes.shape[1])
        inside = (places >= start[rows, None]) & (places < end[rows, None])
        shares = np.where(inside, self.alone[sides.codes[rows]] / 2, 1.0)
        return np.asarray(shares.prod(axis=1))


def _around(codes: NDArray[np.integer], lengths: Lengths) -> tuple[Lengths, Lengths, Lengths]:
    """Give where the digits of each begin and end, and how many zeros lead; 0, the length and 0 where it has none."""
    width = codes.shape[1]
    digits = (codes > 0) & (codes < FIRST_LETTER)
    some = digits.any(axis=1)
    first = np.where(some, np.argmax(digits, axis=1), 0)
    last = np.where(some, width - np.argmax(digits[:, ::-1], axis=1), lengths)
    more = (codes != 1) & (np.arange(width) >= first[:, None])
    zeros = np.where(some & more.any(axis=1), np.argmax(more, axis=1) - first, 0)
    # the last zero of a number that is all zeros isn't a leading one
    return first, last, np.where(first + zeros >= last, np.maximum(0, zeros - 1), zeros)


def _differ(ours: _Sides, theirs: _Sides, ends: Lengths) -> NDArray[np.bool_]:
    """Tell which pairs differ before a place."""
    width = min(ours.codes.shape[1], theirs.codes.shape[1])
    other = ours.codes[:, :width] != theirs.codes[:, :width]
    return np.asarray((other & (np.arange(width) < ends[:, None])).any(axis=1))


def _where(flags: NDArray[np.bool_]) -> Iterator[NDArray[np.intp]]:
    rows = np.flatnonzero(flags)
    if len(rows):
        yield rows


def _some(sides: _Sides, rows: NDArray[np.intp]) -> _Sides:
    return _Sides(sides.codes[rows], sides.lengths[rows])


def _until(sides: _Sides, rows: NDArray[np.intp], ends: Lengths) -> _Sides:
    """Cut what stands behind a place."""
    codes = np.where(np.arange(sides.codes.shape[1]) < ends[rows, None], sides.codes[rows], 0)
    return _Sides(codes.astype(np.uint8), ends[rows])


def _from(sides: _Sides, rows: NDArray[np.intp], starts: Lengths) -> _Sides:
    """Cut what stands before a place."""
    return _drop(sides, rows, np.zeros_like(starts), starts)


def _drop(sides: _Sides, rows: NDArray[np.intp], starts: Lengths, counted: Lengths) -> _Sides:
    """Cut so many characters from a place on."""
    width = sides.codes.shape[1]
    places = np.arange(width)
    taken = places + np.where(places >= starts[rows, None], counted[rows, None], 0)
    codes = np.take_along_axis(sides.codes[rows], np.minimum(taken, width - 1), axis=1)
    return _Sides(np.where(taken < width, codes, 0).astype(np.uint8), sides.lengths[rows] - counted[rows])
