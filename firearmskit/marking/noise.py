"""How a serial changes between the steel and a record: the chances of each change, and what they add up to."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from firearmskit.marking.spelling import GAP, UNREAD, by_sound, sounds, twin, twins
from firearmskit.marking.weights import Weights

__all__ = ["Channel", "Edge", "Elsewhere", "Trace", "begin_alike"]

LOT = 3
"""How many last digits differ within a lot."""

_SAME_KIND = 0.8
"""Share of random substitutions that keep a digit a digit and a letter a letter."""


def share_of(char: str) -> float:
    """Give the chance of a character among those of its kind: digits, Latin letters, others."""
    return 0.1 if char.isdigit() else 1 / 26 if char.isascii() else 1 / 30


# -- the same firearm ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edge:
    """One way to go on: from one place of the record, before a character, to another, while ``out`` is written."""

    kind: str
    start: int
    end: int
    out: str
    chance: float


Cell = tuple[int, int]
"""A place in the record and a place in the copy."""

Trace = dict[Cell, tuple[float, Cell, str]]
"""For each cell the likeliest way into it: its chance, the cell it comes from, and what happened."""


class Channel:
    """All ways in which a record is copied, with the chance of each: a hidden Markov model over two serials.

    Copying goes through the record from left to right. At each place a character may be added; else the next one is
    copied, taken for a look-alike, replaced, left out, written in another script or swapped with the one behind it.
    Letters around the digits and leading zeros may be left out, or be added, as a whole. What may happen at a place has
    chances that add up to 1 at most, so that the chance of a copy is a chance and no score.

    Args:
        record: The characters of the record, as :func:`firearmskit.marking.spelling.spell` gives them.
        weights: The chances of each change.
        breaks: Where the record is written with a separator: before which of its characters.
    """

    def __init__(self, record: str, weights: Weights, breaks: Iterable[int] = ()) -> None:
        self.record = record
        self.weights = weights
        self.end = len(record)
        self.first_digit = next((at for at, char in enumerate(record) if _is_digit(char)), None)
        self.leaving: list[list[Edge]] = [[] for _char in record]
        """For each place, what may be left out from there on, beside the one character."""
        self.longer: dict[str, list[Edge]] = {}
        """Changes that take or write several characters, by the last one that they write."""
        self.single: list[dict[str, tuple[float, str]]] = []
        """For each place, the characters that its own is likely written as, with chance and kind."""
        self.kept: list[float] = []
        """For each place, the chance that one character is written for its own."""
        for edge in _left_out(record, weights, breaks):
            self.leaving[edge.start].append(edge)
        for at, char in enumerate(record):
            self._prepare(at, char)
        longer = [edge for edges in self.longer.values() for edge in edges if len(edge.out) > 1]
        self.longest = max((len(edge.out) for edge in longer), default=1)
        self.longer_chance = max((edge.chance for edge in longer), default=0.0)
        self._vectors: dict[str, _Vector] = {}

    def _prepare(self, at: int, char: str) -> None:
        """Share out the chances at one place."""
        changes = [*_swapped(self.record, at, self.weights), *_spelt_out(self.record, at, self.weights)]
        script = {}
        for edge in changes:
            if len(edge.out) == 1 and edge.end == at + 1:
                script[edge.out] = (edge.chance, edge.kind)
            else:
                self.longer.setdefault(edge.out[-1], []).append(edge)
        left = 1 - self.weights.insert - self.weights.omit - sum(edge.chance for edge in (*self.leaving[at], *changes))
        self.kept.append(left + sum(chance for chance, _kind in script.values()))
        of = _MEMBERS.get(char, char)
        single: dict[str, tuple[float, str]] = {}
        for member in of:
            for out, share, kind in _alike(member, left, self.weights):
                single[out] = (single.get(out, (0.0, ""))[0] + share / len(of), kind)
        self.single.append(single | script)

    def start(self, trace: Trace | None = None) -> list[float]:
        """Give the chance of each place in the record before anything is written."""
        row = [0.0] * (self.end + 1)
        row[0] = 1 - self.weights.affix - self.weights.zeros
        self._leave_out(row, 0, trace)
        return row

    def row(self, rows: Sequence[list[float]], copy: str, trace: Trace | None = None) -> list[float]:
        """Give the chance of each place in the record once the next character of the copy is written.

        Args:
            rows: One row for the start and one for each character that is written already.
            copy: The characters of the copy; those behind the next one aren't looked at.
            trace: Where to note the likeliest way into each cell; None to do without.

        Returns:
            One chance for each place, from before the first character of the record to behind its last.
        """
        at = len(rows)
        char = copy[at - 1]
        new = self._through_gap(rows[-1], at, trace) if char == GAP else self._through(rows[-1], char, at, trace)
        for edge in self.longer.get(char, ()):
            before = at - len(edge.out)
            if before >= 0 and edge.out == copy[before:at]:
                chance = rows[before][edge.start] * edge.chance
                _add(new, edge.end, at, chance, (edge.start, before), edge.kind, trace)
        for place, first, chance, kind in self.added(copy, at):
            _add(new, place, at, rows[first][place] * chance, (place, first), kind, trace)
        self._leave_out(new, at, trace)
        return new

    def _vector(self, char: str) -> _Vector:
        """Give the chances of writing one character, at each place: going on there, and staying."""
        if char not in self._vectors:
            alone = 1.0 if char == UNREAD else share_of(char)
            gaps = [own == GAP for own in self.record]
            self._vectors[char] = _Vector(
                on=[self._written(place, char, alone) for place in range(self.end)],
                stay=[alone if gap else self.weights.insert * alone for gap in (*gaps, False)],
                stay_kind=["unread" if gap else "added" for gap in (*gaps, False)],
            )
        return self._vectors[char]

    def _written(self, place: int, char: str, alone: float) -> tuple[float, str]:
        """Give the chance that a character is written for the one at a place, and the kind of that change."""
        own = self.record[place]
        if own == GAP:
            return 0.0, "unread"
        if UNREAD in (own, char):
            return alone * self.kept[place], "unread"
        likely = self.single[place].get(char)
        kept_kind = _SAME_KIND if _is_digit(own) == _is_digit(char) else 1 - _SAME_KIND
        return likely or (self.weights.substitute * alone * kept_kind, "other")

    def _through(self, before: list[float], char: str, at: int, trace: Trace | None) -> list[float]:
        """Write one character."""
        vector = self._vector(char)
        new = [chance * stay for chance, stay in zip(before, vector.stay, strict=True)]
        for place, (chance, (share, _kind)) in enumerate(zip(before, vector.on, strict=False), 1):
            new[place] += chance * share
        if trace is not None:
            for place, chance in enumerate(before):
                _note(trace, place, at, chance * vector.stay[place], (place, at - 1), vector.stay_kind[place])
                if place < self.end:
                    share, kind = vector.on[place]
                    _note(trace, place + 1, at, chance * share, (place, at - 1), kind)
        return new

    def _through_gap(self, before: list[float], at: int, trace: Trace | None) -> list[float]:
        """Pass a stretch of the copy that can't be read: it may stand for any number of characters."""
        if trace is not None:
            for place, chance in enumerate(before):
                for end in range(place, self.end + 1):
                    _note(trace, end, at, chance, (place, at - 1), "unread")
        return list(itertools.accumulate(before))

    def added(self, copy: str, at: int) -> Iterator[tuple[int, int, float, str]]:
        """Give what may have been added as a whole at the end of what is written.

        Args:
            copy: The characters of the copy.
            at: How many of them are written.

        Yields:
            The place in the record, from which place of the copy on, the chance, and the kind.
        """
        if copy[at - 1].isalpha():
            first = _run_start(copy, at, str.isalpha)
            chance = self.weights.affix * _alone(copy[first:at]) / 2 ** (at - first)
            if first == 0:
                yield 0, 0, chance, "group added"
            yield self.end, first, chance, "group added"
        elif copy[at - 1] == "0":
            first = _run_start(copy, at, "0".__eq__)
            chance = self.weights.zeros / 2 ** (at - first)
            if first == 0:
                yield 0, 0, chance, "zeros added"
            if self.first_digit:
                yield self.first_digit, first, chance, "zeros added"

    def _leave_out(self, row: list[float], at: int, trace: Trace | None) -> None:
        """Let characters of the record fall out."""
        for place, edges in enumerate(self.leaving):
            chance = row[place]
            omit, kind = (1.0, "unread") if self.record[place] == GAP else (self.weights.omit, "omitted")
            row[place + 1] += chance * omit
            if trace is not None:
                _note(trace, place + 1, at, chance * omit, (place, at), kind)
            for edge in edges:
                _add(row, edge.end, at, chance * edge.chance, (place, at), edge.kind, trace)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Vector:
    """For one character that is written: chance and kind of going on from each place, and of staying there."""

    on: list[tuple[float, str]]
    stay: list[float]
    stay_kind: list[str]


def _alike(char: str, left: float, weights: Weights) -> Iterator[tuple[str, float, str]]:
    """Give what one character is written as, by itself: the character, its share of what is left, and the kind."""
    for other, share in weights.look_alikes.get(char, {}).items():
        yield other, share * weights.look_alike, "look-alike"
        left -= share * weights.look_alike
    yield char, left - weights.substitute, "same"


def _add(row: list[float], place: int, at: int, chance: float, origin: Cell, kind: str, trace: Trace | None) -> None:
    """Add a way into a cell."""
    row[place] += chance
    if trace is not None:
        _note(trace, place, at, chance, origin, kind)


def _note(trace: Trace, place: int, at: int, chance: float, origin: Cell, kind: str) -> None:
    """Note a way into a cell, if it is the likeliest so far."""
    if chance > trace.get((place, at), (0.0,))[0]:
        trace[place, at] = (chance, origin, kind)


def _run_start(text: str, end: int, belongs: Callable[[str], bool]) -> int:
    """Give where the run of characters that belong together begins that ends at a place."""
    while end and belongs(text[end - 1]):
        end -= 1
    return end


def _alone(text: str) -> float:
    """Give the chance of some characters among those of their kind; those that can't be read say nothing."""
    return math.prod(share_of(char) for char in text if char not in (UNREAD, GAP))


def _left_out(record: str, weights: Weights, breaks: Iterable[int]) -> Iterator[Edge]:
    """Give the ways to leave out the groups around a number, such as letters or a year, and leading zeros."""
    found = _AROUND.fullmatch(record)
    if found is None:
        return
    first, last = found.end("prefix"), found.start("suffix")
    ends = sorted({first, *breaks} - {0, len(record)})
    for end in ends:
        yield Edge("group left out", 0, end, "", weights.affix / len(ends))
    starts = sorted({last, *breaks} - {0, len(record)})
    for start in starts:
        yield Edge("group left out", start, len(record), "", weights.affix / len(starts))
    if found["zeros"]:
        yield Edge("zeros left out", first, found.end("zeros"), "", weights.zeros)


ANY_DIGIT, ANY_LETTER = "\ue000", "\ue001"
"""A digit and a letter of a serial of which only the pattern is known."""

_MEMBERS = {ANY_DIGIT: "0123456789", ANY_LETTER: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_LETTERS = rf"(?:[^\W\d_]|{ANY_LETTER})*"
_AROUND = re.compile(rf"(?P<prefix>{_LETTERS})(?P<zeros>0*)(?=[\d?*{ANY_DIGIT}]).*?(?P<suffix>{_LETTERS})")


def _is_digit(char: str) -> bool:
    return char.isdigit() or char == ANY_DIGIT


def _pattern(text: str) -> str:
    """Give the pattern of a text: which of its characters are digits and which are letters."""
    return "".join(char if char in (UNREAD, GAP) else ANY_DIGIT if char.isdigit() else ANY_LETTER for char in text)


def _swapped(record: str, at: int, weights: Weights) -> Iterator[Edge]:
    """Give the way to swap a character with the next one."""
    pair = record[at : at + 2]
    if len(pair) == 2 and pair[0] != pair[1] and not {GAP, UNREAD, ANY_DIGIT, ANY_LETTER} & set(pair):
        yield Edge("transposed", at, at + 2, pair[::-1], weights.transpose)


def _spelt_out(record: str, at: int, weights: Weights) -> Iterator[Edge]:
    """Give the ways to write what stands at a place in another script, by look or by sound."""
    char = record[at]
    in_latin = dict.fromkeys(filter(None, (twin(char), sounds(char))))
    for out in in_latin:
        yield Edge("script", at, at + 1, out, weights.script / len(in_latin))
    in_others = [(at + length, out) for length in (1, 2, 4) for out in _written(record[at : at + length], length)]
    for end, out in in_others:
        yield Edge("script", at, end, out, weights.script * _FROM_LATIN / len(in_others))


_FROM_LATIN = 0.1
"""How much rarer it is that a Latin letter is written in another script than the other way round."""


def _written(sound: str, length: int) -> Iterator[str]:
    """Give the letters of other scripts that some Latin letters are written for."""
    if len(sound) == length:
        yield from twins().get(sound, ())
        yield from (char for char in by_sound().get(sound, ()) if char not in twins().get(sound, ()))


# -- another firearm -------------------------------------------------------------------------------------------------


class Elsewhere:
    """The populations that the serial of another firearm may come from, each copied as the record is.

    There are four: serials of any pattern; of the pattern of the record; of that pattern with the same letters; and
    of the same lot, which differs in the last three digits at most.

    Args:
        record: The characters of the record.
        weights: The chances of each change, and the share of each population.
        breaks: Where the record is written with a separator.
    """

    def __init__(self, record: str, weights: Weights, breaks: Iterable[int] = ()) -> None:
        self.weights = weights
        pattern = _pattern(record)
        letters = "".join(char if any_ == ANY_LETTER else any_ for char, any_ in zip(record, pattern, strict=True))
        digits = [at for at, char in enumerate(pattern) if char == ANY_DIGIT]
        first = digits[-LOT:][0] if digits else len(record)
        lot = record[:first] + letters[first:]
        shares = (1 - weights.same_letters - weights.same_lot, weights.same_letters, weights.same_lot)
        self.populations = [
            (weights.same_shape * share, Channel(serial, weights, breaks))
            for share, serial in zip(shares, (pattern, letters, lot), strict=True)
        ]
        self.rows = [[channel.start()] for _share, channel in self.populations]
        self.copy = ""
        share, channel = self.populations[0]
        self.pattern = pattern
        self.straight = (
            share
            * channel.start()[0]
            * math.prod(
                min((single[char][0] for char in _MEMBERS.get(own, "")), default=0.0)
                for own, single in zip(pattern, channel.single, strict=True)
            )
        )

    def chances(self, copy: str) -> Iterator[float]:
        """Give the chance of a copy under each population, the one of any pattern first."""
        yield self._any(copy)
        shared = begin_alike(self.copy, copy)
        self.copy = copy
        for (share, channel), rows in zip(self.populations, self.rows, strict=True):
            del rows[shared + 1 :]
            while len(rows) <= len(copy):
                rows.append(channel.row(rows, copy))
            yield share * rows[-1][-1]

    def least(self, copy: str) -> float:
        """Give a bound that the chance doesn't fall below: of any pattern, or of this one and copied as it is."""
        return self._any(copy) + (self.straight if _pattern(copy) == self.pattern else 0.0)

    def _any(self, copy: str) -> float:
        return (1 - self.weights.same_shape) * _alone(copy) / _LENGTHS / 2.0 ** len(copy)


def begin_alike(one: str, other: str) -> int:
    """Count the characters with which two texts begin alike."""
    for at, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return at
    return min(len(one), len(other))


_LENGTHS = 20
"""Lengths of serials that are reckoned with; each is as likely."""
