"""Weigh thousands of serials at first sight, as ``chances.rough_chance`` weighs one: by where characters differ.

Where two rows differ is held as sixteen bits, so that a row takes a few operations whatever stands in it.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from firearmskit.tracing.matching.chances import SECOND
from firearmskit.tracing.matching.packed.channel import Chances, Lengths, Noise
from firearmskit.tracing.matching.packed.codes import AS_TEXT, UNREAD_CODE, WIDTH, Bytes

__all__ = ["rough_chances"]


def rough_chances(noise: Noise, held: Bytes, lengths: Lengths, read: Bytes, asked: Lengths) -> Chances:
    """Give about the chance that each record is written down so.

    Args:
        noise: The chances of each change.
        held: The codes of the records, one row for each, 0 behind the end.
        lengths: How many there are in each; ``AS_TEXT`` where a row doesn't hold the record whole.
        read: The codes of the copies; one row alone is compared with all records.
        asked: How many there are in each, likewise.

    Returns:
        The natural logarithms of the chances.
    """
    asked = np.broadcast_to(asked, lengths.shape)
    # of a serial that its row doesn't hold whole it isn't known how long it is
    chances = np.full(len(held), math.log(SECOND))
    same = np.flatnonzero(lengths == asked)
    chances[same] = _replaced(noise, held.take(same, axis=0), _taken(read, same))
    known = (lengths < AS_TEXT) & (asked < AS_TEXT)
    for rows, one in (
        (np.flatnonzero(known & (lengths > asked)), math.log(noise.weights.omit)),
        (np.flatnonzero(known & (lengths < asked)), math.log(noise.weights.insert / 10)),
    ):
        if len(rows):
            pair = (held.take(rows, axis=0), _taken(read, rows))
            longer, shorter = pair if lengths[rows[0]] > asked[rows[0]] else pair[::-1]
            chances[rows] = np.where(_one_apart(longer, shorter), one, one + math.log(SECOND))
            apart = np.abs(lengths[rows] - asked[rows])
            chances[rows[apart > 1]] = 2 * one
    return chances


def _taken(read: Bytes, rows: NDArray[np.intp]) -> Bytes:
    """Give the copies of some records."""
    return read if len(read) == 1 else read.take(rows, axis=0)


def _replaced(noise: Noise, held: Bytes, read: Bytes) -> Chances:
    """Weigh copies as long as their record: by each character that differs, or as two that changed places."""
    places = np.flatnonzero((held != read) & (read != UNREAD_CODE))
    rows = places // WIDTH
    ours = held.ravel()[places]
    theirs = read[0, places % WIDTH] if len(read) == 1 else read.ravel()[places]
    chances = np.bincount(rows, weights=noise.replaced[ours, theirs], minlength=len(held))
    ends = np.cumsum(np.bincount(rows, minlength=len(held)))
    twice = np.flatnonzero(np.diff(ends, prepend=0) == 2)
    last = ends[twice] - 1
    turned = (ours[last] == theirs[last - 1]) & (theirs[last] == ours[last - 1])
    chances[twice[turned]] = math.log(noise.weights.transpose)
    return np.asarray(chances)


def _one_apart(longer: Bytes, shorter: Bytes) -> NDArray[np.bool_]:
    """Tell where leaving out one character of the longer gives the shorter."""
    without = np.concatenate((longer[:, 1:], np.zeros((len(longer), 1), dtype=np.uint8)), axis=1)
    differ, behind = _bits(longer != shorter), _bits(without != shorter)
    # all that differs once the longer is moved up stands before the first place at which they differ unmoved
    first = differ & (~differ + np.uint16(1))
    return np.asarray((differ == 0) | (behind < first))


def _bits(flags: NDArray[np.bool_]) -> NDArray[np.uint16]:
    """Give the flags of each row as a number, the first as its lowest bit."""
    return np.packbits(flags, bitorder="little").view("<u2")
