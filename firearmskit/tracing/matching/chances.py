"""How likely a serial is written down so, from that of an entry, and on any firearm like those of the register."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fnmatch import fnmatchcase

from firearmskit.marking import Weights
from firearmskit.marking.noise import Channel, share_of
from firearmskit.marking.spelling import GAP, UNREAD
from firearmskit.tracing.matching.counts import Counts
from firearmskit.tracing.matching.keys import DIGITS, LETTERS, pattern_of

__all__ = ["MOST_BESIDE", "SECOND", "Others", "beyond", "channel_chance", "reached", "rough_chance"]


def channel_chance(record: str, copy: str, weights: Weights) -> float:
    """Give the chance that a record is written down so.

    Args:
        record: The characters of the record.
        copy: Those of the copy.
        weights: The chances of each change.
    """
    channel = Channel(record, weights)
    rows = [channel.start()]
    for _char in copy:
        rows.append(channel.row(rows, copy))
    return rows[-1][-1]


SECOND = 5e-4
"""About the chance of one more mistake of no particular kind, beside a character that was left out or added."""


def rough_chance(record: str, copy: str, weights: Weights) -> float:
    """Give about the chance that a record is written down so, at first sight: by the characters that differ.

    Args:
        record: The characters of the record.
        copy: Those of the copy.
        weights: The chances of each change.
    """
    if len(record) != len(copy):
        return _of_other_length(record, copy, weights)
    pairs = [(one, other) for one, other in zip(record, copy, strict=True) if one != other and other != UNREAD]
    if len(pairs) == 2 and pairs[0] == pairs[1][::-1]:
        return weights.transpose
    return math.prod(
        weights.look_alike * weights.look_alikes.get(one, {}).get(other, 0.0)
        or weights.substitute * share_of(other) * (1 - _OTHER_KIND if one.isdigit() == other.isdigit() else _OTHER_KIND)
        for one, other in pairs
    )


def _of_other_length(record: str, copy: str, weights: Weights) -> float:
    """Give about the chance of a copy that is shorter or longer than its record."""
    apart = abs(len(record) - len(copy))
    one = weights.omit if len(copy) < len(record) else weights.insert / 10
    if apart > 1:
        return one**2
    longer, shorter = sorted((record, copy), key=len, reverse=True)
    begin = next((at for at, char in enumerate(shorter) if char != longer[at]), len(shorter))
    return one if longer[begin + 1 :] == shorter[begin:] else one * SECOND


def beyond(length: int, edits: int, weights: Weights) -> float:
    """Give the share of serials that are written down with more mistakes than a search allows for."""
    change = weights.look_alike + weights.substitute + weights.omit + weights.insert + weights.transpose
    mean = change * length
    return 1 - math.exp(-mean) * math.fsum(mean**made / math.factorial(made) for made in range(edits + 1))


MOST_BESIDE = 2
"""With so many unread characters a mistake beside them is searched for, too."""


def reached(read: str, edits: int) -> int:
    """Give for how many mistakes a serial is searched, beside what can't be read.

    Args:
        read: The characters that were read.
        edits: The mistakes that are searched for where all of a serial can be read.
    """
    if GAP in read:
        return 0
    unread = read.count(UNREAD)
    return edits if not unread else 1 if unread <= MOST_BESIDE else 0


_LENGTHS = 20
"""Lengths of serials that are reckoned with for a pattern that is new."""

_Places = tuple[int, ...]
_Way = tuple[float, _Places]
"""The share of firearms whose serial is read with a pattern, but for the places at which its kind was mistaken."""


class Others:
    """How likely a serial is to be read on a firearm of which nothing else is known, one like those of the register.

    Args:
        counts: The register's counts: how often each pattern of serials stands there.
        weights: The chances of each change: that firearm's serial is written down with mistakes, too.
    """

    def __init__(self, counts: Counts, weights: Weights) -> None:
        self.weights = weights
        total = max(1, sum(counts.patterns.values()))
        self.shares = {pattern: number / total for pattern, number in counts.patterns.items()}
        rare = sum(number == 1 for number in counts.patterns.values())
        self.new = (rare + 1) / (total + 2)
        """The share of firearms whose serial has a pattern that isn't in the register (Good and Turing)."""
        self._plans: dict[str, tuple[_Way, ...]] = {}
        self._crossing: dict[str, float] = {}

    def chance(self, chars: str) -> float:
        """Give the chance of reading a serial on such a firearm.

        Args:
            chars: The characters that were read; those that couldn't be read say nothing.
        """
        pattern = pattern_of(chars)
        if pattern not in self._plans:
            if len(self._plans) > 4096:
                self._plans.clear()
            self._plans[pattern] = self._plan(pattern)
        alone = math.prod(share_of(char) for char in chars if char not in (UNREAD, GAP))
        changed = math.fsum(
            share * math.prod(self._across(chars[at]) for at in places) for share, places in self._plans[pattern]
        )
        return alone * (changed + self.new / _LENGTHS / 2.0 ** len(chars))

    def _plan(self, pattern: str) -> tuple[_Way, ...]:
        """Give the ways in which a pattern may come about, with the share of firearms and of mistakes."""
        weights, shares = self.weights, self.shares
        start = 1 - weights.affix - weights.zeros
        read = sum(char not in (UNREAD, GAP) for char in pattern)
        clean = (1 - weights.omit - weights.insert - weights.look_alike / 2) ** read
        if read < len(pattern):
            fitting = math.fsum(share for known, share in shares.items() if fnmatchcase(known, pattern))
            return ((start * clean * fitting, ()),)
        places = tuple(range(len(pattern)))
        once = list(self._changed(pattern, places))
        ways = [(share * self.shares[known], across) for known, share, across, _left in once if known in shares]
        kept = shares.get(pattern, 0.0) * clean
        if not kept and not ways:
            # Only then can two changes matter: each costs a factor of some hundred. One of them is a change of kind.
            for between, share, across, left in once:
                for at, place in enumerate(left):
                    known = _other_kind(between, at)
                    if place >= 0 and known in shares and not (across and place <= across[0]):
                        ways.append((share * shares[known], (*across, place)))
        cut = math.fsum(share for known, share in shares.items() if known != pattern and known.strip("A") == pattern)
        return _summed([(kept * start + weights.affix * cut, ()), *((start * share, at) for share, at in ways)])

    def _changed(self, pattern: str, places: tuple[int, ...]) -> Iterator[tuple[str, float, _Places, _Places]]:
        """Undo one change of a pattern.

        Args:
            pattern: The pattern.
            places: Where each of its characters stands in what was read; -1 for one that wasn't.

        Yields:
            The pattern before, the chance of the change, the place that was read as of the other kind if that was it,
            and the places of what is left.
        """
        weights = self.weights
        for at, kind in enumerate(pattern):
            before, after = pattern[:at], pattern[at + 1 :]
            if places[at] >= 0:
                yield _other_kind(pattern, at), 1.0, (places[at],), places
                yield before + after, weights.insert, (), places[:at] + places[at + 1 :]
            if after and after[0] != kind:
                turned = (*places[:at], places[at + 1], places[at], *places[at + 2 :])
                yield before + after[0] + kind + after[1:], weights.transpose, (), turned
        for at in range(len(pattern) + 1):
            for kind in "9A":
                yield pattern[:at] + kind + pattern[at:], weights.omit, (), (*places[:at], -1, *places[at:])

    def _across(self, char: str) -> float:
        """Give how much likelier a character comes from one of the other kind than it stands among its own."""
        if char not in self._crossing:
            weights = self.weights
            others = DIGITS if char.isalpha() else LETTERS
            look = math.fsum(share_of(other) * weights.look_alikes.get(other, {}).get(char, 0.0) for other in others)
            self._crossing[char] = weights.look_alike * look / share_of(char) + weights.substitute * _OTHER_KIND
        return self._crossing[char]


_OTHER_KIND = 0.2
"""Share of random substitutions that make a digit a letter or a letter a digit, as the noise channel has it."""


def _other_kind(pattern: str, at: int) -> str:
    """Give a pattern with a letter for a digit at a place, or the other way round."""
    return pattern[:at] + ("A" if pattern[at] == "9" else "9") + pattern[at + 1 :]


def _summed(ways: list[_Way]) -> tuple[_Way, ...]:
    """Add up the ways that ask for the same characters."""
    found: dict[_Places, float] = {}
    for share, places in ways:
        found[places] = found.get(places, 0.0) + share
    return tuple((share, places) for places, share in found.items() if share)
