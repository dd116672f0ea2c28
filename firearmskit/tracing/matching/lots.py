"""Firearms that were made together: their serials differ in the last digits only, and all else is the same.

Where a register holds a part of such lots, a firearm that isn't in it looks much like those of its lot that are. How
far a register is made of lots shows in the register itself: how many entries have others of their lot and make beside
them, beyond what chance would give. A firearm that isn't in the register is taken to be of such a lot as often. Few
entries show little of that, and what they don't show isn't taken to be absent: beside a single one a third of the
firearms outside are taken to be of its lot.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import cache

from firearmskit.marking import Weights
from firearmskit.marking.noise import LOT
from firearmskit.marking.spelling import UNREAD
from firearmskit.marking.weights import shipped
from firearmskit.tracing.matching.keys import DIGITS, LETTERS
from firearmskit.tracing.matching.results import FEW

__all__ = ["Lots", "digits_like", "lot_mask", "lot_of", "lot_share", "moved", "spread"]

NEAR_IN_LOT = 270
"""Serials of a lot that differ from one in at most two of its last three digits: so many are found by a search."""

NEARER = 28
"""Those that differ in at most one: so many are found when a mistake was made elsewhere in the serial."""

MOST_APART = 3
"""Places at which an entry may differ from what was read to count here.

As many as tell firearms of a lot apart: a search for two mistakes also finds some that differ in three places, as where
a digit was left out and another one added.
"""

_SAMPLED = 16
"""Of so many lots one is looked at, in a register of many."""

_MOST_WHOLE = 200_000
"""Up to so many entries all lots are looked at."""


def lot_mask(key: str) -> tuple[int, ...]:
    """Give the places of the last three digits, those that can't be read included; none where there are fewer.

    >>> lot_mask("AB100452"), lot_mask("123A"), lot_mask("A12")
    ((5, 6, 7), (0, 1, 2), ())
    """
    places = [at for at, char in enumerate(key) if char.isdigit() or char == UNREAD][-LOT:]
    return tuple(places) if len(places) == LOT else ()


def lot_of(key: str) -> str | None:
    """Give the lot of a serial: its key with the last three digits open; None for a serial with fewer.

    >>> lot_of("AB100452"), lot_of("ABC")
    ('AB100???', None)
    """
    mask = lot_mask(key)
    return "".join(UNREAD if at in mask else char for at, char in enumerate(key)) if mask else None


@cache
def digits_like() -> Mapping[str, str]:
    """Give for each letter that looks like a digit the one that it looks like most."""
    found = {}
    for letter in LETTERS:
        alike = {char: share for char, share in shipped().look_alikes.get(letter, {}).items() if char in DIGITS}
        if alike:
            found[letter] = max(alike, key=lambda char: (alike[char], char))
    return found


def moved(key: str, read: str) -> str | None:
    """Give the serial of the lot of an entry that has the last three digits that were read.

    Args:
        key: The key of the entry.
        read: The characters that were read. A letter where the entry has a digit is the digit that it looks like; one
            that looks like none is taken for a mistake.

    Returns:
        Its key; None where one of the two has fewer digits, or they differ at more than two places.

    >>> moved("AB100452", "A8100459"), moved("AB100452", "AB1004S9"), moved("AB100452", "Q")
    ('AB100459', 'AB100459', None)
    """
    if len(key) == len(read) and sum(one != other for one, other in zip(key, read, strict=True)) > MOST_APART:
        return None
    places = lot_mask(key)
    own = places if len(key) == len(read) else lot_mask(read)
    if not places or not own:
        return None
    written = [digits_like().get(read[at], read[at]) for at in own]
    digits = {at: char for at, char in zip(places, written, strict=True) if char.isdigit() or char == UNREAD}
    return "".join(digits.get(at, char) for at, char in enumerate(key))


def spread(other: str, read: str, *, held: bool, weights: Weights) -> float:
    """Give how likely a firearm of the lot of an entry has a serial, for each entry of its lot that is found.

    Args:
        other: The serial, as :func:`moved` gives it.
        read: The characters that were read.
        held: Whether an entry has just this serial: then the firearm has another one, and its digits were misread.
        weights: The chances of mistakes.
    """
    right = all(one in (char, UNREAD) for one, char in zip(read, other, strict=False)) and len(read) == len(other)
    if held:
        return LOT * (weights.substitute + weights.look_alike / 4) / (NEAR_IN_LOT if right else NEARER)
    unread = other.count(UNREAD)
    return float(min(1.0, 10.0**unread / (NEAR_IN_LOT if right else NEARER)))


class Lots:
    """Counts how many entries have others of their lot beside them.

    Args:
        size: About how many entries there will be; of many, some lots stand for all.
    """

    def __init__(self, size: int | None = None) -> None:
        self._every = 1 if size is not None and size <= _MOST_WHOLE else _SAMPLED
        self._counted: Counter[tuple[str, str]] = Counter()

    def add(self, key: str, make: str, times: int = 1) -> None:
        """Add an entry.

        Args:
            key: The key of its serial.
            make: What its make counts as; ``""`` where that isn't known.
            times: -1 to take it out again.
        """
        lot = lot_of(key)
        if lot is not None and zlib.crc32(lot.encode("utf-8", "replace")) % self._every == 0:
            self._counted[lot, make] += times
            if not self._counted[lot, make]:
                del self._counted[lot, make]

    def share(self, patterns: Mapping[str, int], makes: Mapping[str, int], size: int) -> float:
        """Give the share of entries that are of lots, as :func:`lot_share` gives it."""
        beside = sum(number for number in self._counted.values() if number > 1)
        return lot_share(beside, sum(self._counted.values()), patterns, makes, size)


def lot_share(beside: int, looked_at: int, patterns: Mapping[str, int], makes: Mapping[str, int], size: int) -> float:
    """Give the share of entries that are of lots, beyond what chance would give.

    Args:
        beside: Entries that have others of their lot and make beside them.
        looked_at: Entries that were looked at.
        patterns: Entries by the pattern of their serial.
        makes: Entries by make.
        size: All entries.
    """
    if not looked_at:
        return 0.0
    known = max(1, sum(makes.values()))
    same_make = math.fsum((number / known) ** 2 for number in makes.values()) if makes else 1.0
    total = max(1, sum(patterns.values()))
    # summed so that the order of the patterns doesn't matter, not even in the last digit
    by_chance = math.fsum(
        number / total * -math.expm1(-number * size / total / _lots_of(pattern) * same_make)
        for pattern, number in patterns.items()
        if pattern.count("9") >= LOT
    )
    if looked_at < FEW:
        # Few entries show little: by Laplace's rule of succession, one more of each sort is taken to be there.
        sure = (beside + 1) / (looked_at + 2)
    else:
        seen = beside / looked_at
        # Twice the error of the count is left out, so that chance alone makes no lots.
        sure = seen - 2 * math.sqrt(max(seen * (1 - seen), 1 / looked_at) / looked_at)
    return max(0.0, min(0.99, (sure - by_chance) / max(1e-9, 1 - by_chance)))


def _lots_of(pattern: str) -> float:
    """Give how many lots a pattern has room for."""
    return float(10.0 ** (pattern.count("9") - LOT) * 26.0 ** pattern.count("A"))
