"""The fingerprints to look up for serials that were read, so that every entry within two mistakes is found.

Of each entry the index holds the serial and the serial without any one character. Two serials are within two mistakes
when a serial within one mistake of the one shares such a fingerprint with the other. The ways to get there are few:
the serial as read, without one or two characters, with one added, replaced or swapped, and without one and with
another replaced or swapped. Those whose pattern of letters and digits no fingerprint of the index has are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firearmskit.tracing.matching.keys import MOST_ZEROS
from firearmskit.tracing.matching.packed.codes import FIRST_LETTER, OTHER, WIDTH, Bytes
from firearmskit.tracing.matching.packed.prints import INVERSE, POWERS, Prints, prefixes

__all__ = ["Lookups", "far", "near", "shape_of", "whole"]

_DIGITS = np.arange(1, FIRST_LETTER, dtype=np.uint64)
_LETTERS = np.arange(FIRST_LETTER, OTHER, dtype=np.uint64)

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Lookups(NamedTuple):
    """Fingerprints to look up, and the row of the serial that each is for."""

    owners: NDArray[np.intp]
    prints: Prints


def shape_of(codes: Bytes, lengths: NDArray[np.integer]) -> Numbers:
    """Give the pattern of each row as a number: one bit for each character, 1 for a letter, and a 1 behind the last."""
    letters = (codes >= FIRST_LETTER).astype(np.int64)
    bits = (letters << np.arange(codes.shape[1])).sum(axis=1)
    return np.asarray(bits + (np.int64(1) << lengths.astype(np.int64)))


# -- what may have happened to a serial of some length ------------------------------------------------------------


class _Plan(NamedTuple):
    """Ways to write a serial anew: for each, where each of its characters comes from.

    Args:
        sources: One row for each way: places of the serial, its length for a place that stays open or isn't there.
        sizes: How many characters each way has.
        opens: The place that stays open for any digit or letter; -1 for none.
        replaced: The place of the serial whose character stood there; -1 for none.
        cut: The place of the serial that is left out, where a character is replaced as well; -1 for none.
    """

    sources: NDArray[np.intp]
    sizes: Numbers
    opens: Numbers
    replaced: Numbers
    cut: Numbers


_Way = tuple[list[int], int, int]
"""The places that characters come from, the place of the serial that is replaced, and the one that is left out."""


@lru_cache(maxsize=256)
def _plan(length: int, edits: int) -> _Plan:
    """Give the ways to write a serial of some length anew, by which entries with mistakes are found."""
    ways = list(_ways(length, edits))
    sources = np.full((len(ways), length + 1), length, dtype=np.intp)
    for row, (places, _replaced, _cut) in enumerate(ways):
        sources[row, : len(places)] = places
    return _Plan(
        sources=sources,
        sizes=np.array([len(places) for places, _replaced, _cut in ways]),
        opens=np.array([places.index(length) if length in places else -1 for places, _replaced, _cut in ways]),
        replaced=np.array([replaced for _places, replaced, _cut in ways]),
        cut=np.array([cut for _places, _replaced, cut in ways]),
    )


def _ways(length: int, edits: int) -> Iterator[_Way]:
    """Give the ways; an open place comes from behind the end of the serial."""
    same = list(range(length))
    if edits == 1:
        yield same, -1, -1
        yield from (_cut(same, at) for at in same)
        return
    yield from (_opened(same, at) for at in same)
    yield from (([*same[:at], length, *same[at:]], -1, -1) for at in range(length + 1))
    yield from (([at for at in same if at not in both], -1, -1) for both in combinations(same, 2))
    yield from ((each, -1, -1) for each in _swapped(same))
    for at in same:
        yield from ((each, -1, -1) for each in _swapped(_cut(same, at)[0]))
    for cut, replaced in permutations(same, 2):
        left = _cut(same, cut)[0]
        yield [length if place == replaced else place for place in left], replaced, cut


def _cut(places: list[int], at: int) -> _Way:
    return places[:at] + places[at + 1 :], -1, -1


def _opened(places: list[int], at: int) -> _Way:
    return [*places[:at], len(places), *places[at + 1 :]], at, -1


def _swapped(places: list[int]) -> Iterator[list[int]]:
    for at in range(len(places) - 1):
        yield [*places[:at], places[at + 1], places[at], *places[at + 2 :]]


# -- the fingerprints ---------------------------------------------------------------------------------------------


def near(codes: Bytes, known: Flags) -> Lookups:
    """Give what to look up for entries within one mistake.

    Args:
        codes: The serials as read, one row for each, all of the same length.
        known: For each pattern as :func:`shape_of` numbers it, whether the index has it.
    """
    return _joined([_planned(codes, known, 1), *_groups(codes)])


def far(codes: Bytes, known: Flags) -> Lookups:
    """Give what else to look up for entries within two mistakes.

    Args:
        codes: The serials as read, one row for each, all of the same length.
        known: For each pattern, whether the index has it.
    """
    return _planned(codes, known, 2)


def whole(codes: Bytes) -> Lookups:
    """Give what to look up for entries without a mistake."""
    return Lookups(np.arange(len(codes)), prefixes(codes)[:, -1])


def _joined(parts: list[Lookups]) -> Lookups:
    return Lookups(np.concatenate([part.owners for part in parts]), np.concatenate([part.prints for part in parts]))


def _planned(codes: Bytes, known: Flags, edits: int) -> Lookups:
    """Give the fingerprints of all ways of a plan whose pattern the index has."""
    count, length = codes.shape
    plan = _plan(length, edits)
    held = np.concatenate((codes, np.zeros((count, 1), dtype=np.uint8)), axis=1)
    prints = held.astype(np.uint64)[:, plan.sources] @ POWERS[: length + 1]
    listed = length <= WIDTH
    shapes = np.zeros(prints.shape, dtype=np.int64)
    if listed:
        bits = (held >= FIRST_LETTER).astype(np.int64)[:, plan.sources] @ (1 << np.arange(length + 1))
        shapes = bits + (1 << plan.sizes)
    closed = np.flatnonzero(plan.opens < 0)
    some = known[shapes[:, closed]] if listed else np.ones((count, len(closed)), dtype=np.bool_)
    owners, ways = np.nonzero(some)
    parts = [Lookups(owners, prints[owners, closed[ways]])]
    opened = np.flatnonzero(plan.opens >= 0)
    if len(opened):
        chosen = _chosen(codes, plan, opened)
        for signs, letter in ((_DIGITS, 0), (_LETTERS, 1)):
            fits = known[shapes[:, opened] | (letter << plan.opens[opened])] & chosen if listed else chosen
            owners, ways = np.nonzero(fits)
            filled = prints[owners, opened[ways], None] + POWERS[plan.opens[opened[ways]], None] * signs
            # the character that was read there needs no trying; code 0 stands where none was
            own = held[owners, plan.replaced[opened[ways]]].astype(np.uint64)
            other = own[:, None] != signs
            parts.append(Lookups(np.repeat(owners, len(signs))[other.ravel()], filled[other]))
    return _joined(parts)


def _chosen(codes: Bytes, plan: _Plan, opened: NDArray[np.intp]) -> Flags:
    """Choose between two ways that find the same.

    Of two characters that were replaced, either may be the one that is left out: it is a letter where one is, since
    fewer digits are to be tried for the other.
    """
    cut, replaced = plan.cut[opened], plan.replaced[opened]
    letters = codes >= FIRST_LETTER
    out, open_ = letters[:, cut], letters[:, replaced]
    chosen: Flags = (cut < 0) | (out & ~open_) | ((out == open_) & (cut < replaced))
    return chosen


def _groups(codes: Bytes) -> Iterator[Lookups]:
    """Give the serials without the letters around their digits, and with fewer or more leading zeros."""
    length = codes.shape[1]
    digits = codes < FIRST_LETTER
    owners = np.flatnonzero(digits.any(axis=1))
    if not len(owners):
        return
    codes, digits = codes[owners], digits[owners]
    sums, rows = prefixes(codes), np.arange(len(codes))
    first = np.argmax(digits, axis=1)
    last = length - np.argmax(digits[:, ::-1], axis=1)
    before, after = sums[rows, first], sums[:, -1] - sums[rows, first]
    # one or two letters or zeros are mistakes that are searched for anyway
    for kept, prints in (
        (first > 1, after * INVERSE[first]),
        (length - last > 1, sums[rows, last]),
    ):
        if kept.any():
            yield Lookups(owners[kept], prints[kept])
    zero = codes[rows, first] == 1
    if zero.any():
        zeros = np.argmax((codes != 1) & (np.arange(length) >= first[:, None]), axis=1) - first
        some = zeros > 1
        cut = before[some] + (sums[some, -1] - sums[some, first[some] + zeros[some]]) * INVERSE[zeros[some]]
        yield Lookups(owners[some], cut)
    if not zero.all():
        start = first[~zero]
        more = np.cumsum(POWERS[start[:, None] + np.arange(MOST_ZEROS)], axis=1)[:, 2:]
        prints = before[~zero, None] + more + after[~zero, None] * POWERS[3 : MOST_ZEROS + 1]
        yield Lookups(np.repeat(owners[~zero], prints.shape[1]), prints.ravel())
