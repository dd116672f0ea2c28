"""The fingerprints, patterns and lots of rows of codes, for the building of an index."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from firearmskit.marking.noise import LOT
from firearmskit.tracing.matching.packed.codes import AS_TEXT, FIRST_LETTER, OTHER, UNREAD_CODE, WIDTH, Bytes
from firearmskit.tracing.matching.packed.lookups import shape_of
from firearmskit.tracing.matching.packed.prints import Prints, deletions, mixed, prefixes

__all__ = ["CHUNK", "beside_others", "chunk_prints", "kept_places", "pattern_numbers", "pattern_of_number"]

CHUNK = 250_000


def kept_places(codes: Bytes, lengths: Bytes) -> tuple[Bytes, NDArray[np.intp], NDArray[np.bool_]]:
    """Give the serials that rows hold whole, their rows, and which characters are to be left out."""
    rows = np.flatnonzero((lengths > 0) & (lengths < AS_TEXT))
    whole = codes[rows]
    kept = whole > 0
    kept[:, :-1] &= whole[:, :-1] != whole[:, 1:]
    return whole, rows, kept


def chunk_prints(codes: Bytes, lengths: Bytes) -> Iterator[tuple[Prints, NDArray[np.intp], NDArray[np.int64]]]:
    """Give fingerprints with their rows, and the patterns among them: of whole serials, then of those cut."""
    whole, rows, _kept_places = kept_places(codes, lengths)
    sums = prefixes(whole)
    shapes = shape_of(whole, lengths[rows]) if codes.shape[1] <= WIDTH else np.zeros(len(rows), dtype=np.int64)
    yield sums[:, -1], rows, np.unique(shapes)
    cut, kept = deletions(whole, sums)
    at, place = np.nonzero(kept)
    low = (np.int64(1) << place) - 1 if codes.shape[1] <= WIDTH else place
    left = (shapes[at] & low) | ((shapes[at] >> 1) & ~low)
    yield cut[at, place], rows[at], np.unique(left)


def beside_others(codes: Bytes, lengths: Bytes, makes: NDArray[np.int32]) -> tuple[int, int]:
    """Count the entries that have others of their lot and make beside them, and those that were looked at."""
    prints: list[Prints] = []
    for first in range(0, len(codes), CHUNK):
        held = lengths[first : first + CHUNK]
        rows = np.flatnonzero((held > LOT) & (held < AS_TEXT))
        lot, some = _without_lot(codes[first : first + CHUNK][rows])
        whole = mixed(prefixes(lot)[:, -1])
        if len(codes) > _MOST_WHOLE:
            some &= whole >> np.uint64(60) == 0
        prints.append(whole[some] ^ (makes[first : first + CHUNK][rows][some].astype(np.uint64) * _MAKE))
    _lots, times = np.unique(np.concatenate(prints), return_counts=True)
    return int(times[times > 1].sum()), int(times.sum())


_MAKE = np.uint64(0x9E3779B97F4A7C15)
_MOST_WHOLE = 200_000
"""Of larger registers one lot in sixteen is looked at."""


def _without_lot(codes: Bytes) -> tuple[Bytes, NDArray[np.bool_]]:
    """Give rows with their last three digits open, and which of them have as many."""
    digits = (codes > 0) & (codes < FIRST_LETTER)
    after = np.cumsum(digits[:, ::-1], axis=1)[:, ::-1]
    return np.where(digits & (after <= LOT), UNREAD_CODE, codes).astype(np.uint8), after[:, 0] >= LOT


def pattern_numbers(codes: Bytes) -> Prints:
    """Give the pattern of each row as a number, two bits a place: 0 none, 1 a digit, 2 a letter, 3 another sign."""
    kinds = (codes > 0).astype(np.uint64)
    kinds += codes >= FIRST_LETTER
    kinds += codes >= OTHER
    numbers: Prints = (kinds << (2 * np.arange(codes.shape[1], dtype=np.uint64))).sum(axis=1, dtype=np.uint64)
    return numbers


def pattern_of_number(number: int) -> str:
    """Give the pattern of a number."""
    pattern = ""
    while number:
        pattern += _SIGNS[number & 3]
        number >>= 2
    return pattern


_SIGNS = " 9A?"
