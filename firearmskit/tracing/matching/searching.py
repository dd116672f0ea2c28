"""Search in any register that can be asked by keys: one question with all keys that a serial may stand under."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Iterable
from typing import Protocol, runtime_checkable

from firearmskit.marking import Weights
from firearmskit.marking.spelling import GAP, UNREAD
from firearmskit.tracing.matching.chances import Others, beyond, channel_chance, reached, rough_chance
from firearmskit.tracing.matching.counts import Counts
from firearmskit.tracing.matching.entries import FIELDS, Entry
from firearmskit.tracing.matching.keys import chars_of, filled, keys_of, neighbours, regrouped
from firearmskit.tracing.matching.lots import moved, spread
from firearmskit.tracing.matching.ranking import Question, Weighed, answered, posterior
from firearmskit.tracing.matching.results import SURE, Match
from firearmskit.tracing.matching.weighing import Asked, agreement, weighed

__all__ = ["EDITS", "Searchable", "search"]

EDITS = 2
"""So many mistakes in a serial are searched for."""

MOST_KEYS = 50_000
"""So many keys are asked for at most; with more possibilities the register is asked for a pattern instead."""

CLOSELY = 40
"""So many entries are looked at closely: those to which all but the serial, and the number of mistakes, speak most."""


@runtime_checkable
class Searchable(Protocol):
    """A register that can be searched: any class with these three.

    - ``counts``: how often each maker, calibre and pattern of serials stands in it; :func:`count` makes them.
    - ``find``: the entries whose serial has one of some keys, as :func:`serial_key` gives them; the keys are many
      (some hundred for one mistake, some ten thousand for two), so ask for them in chunks, by an index.
    - ``like``: the entries whose key fits a pattern, in which ``?`` is one character and ``*`` any number of them.
    """

    @property
    def counts(self) -> Counts:
        """How often what stands in the register stands there."""
        ...

    def find(self, keys: Collection[str]) -> Iterable[Entry]:
        """Give the entries whose serial has one of these keys."""
        ...

    def like(self, pattern: str) -> Iterable[Entry]:
        """Give the entries whose key fits a pattern."""
        ...


def search(description: Entry, register: Searchable, weights: Weights, *, prior: float, limit: int) -> Match:
    """Search a register by keys, and rank what it gives.

    Args:
        description: What is known of the firearm.
        register: The register.
        weights: The chances of mistakes in serials.
        prior: The probability that the firearm is in the register, before anything is known of it.
        limit: How many candidates to give.
    """
    read = chars_of(str(description.serial))
    counts = register.counts
    looking = _Looking(description, read, counts, weights)
    question = Question(description=description, prior=prior, limit=limit, size=counts.size, lots=counts.lots)
    reach = 0
    for edits in range(1, EDITS + 1):
        keys = _keys(read, counts, reached(read, edits))
        if keys is None:
            if edits == 1:
                looking.take(register.like(keys_of(read)[0]))
            break
        reach = reached(read, edits)
        looking.take(register.find(keys))
        if UNREAD in read or looking.settled(question, reach):
            break
    return looking.answer(question, reach)


def _keys(read: str, counts: Counts, edits: int) -> set[str] | None:
    """Give the keys within so many mistakes; None when they are too many to be asked for."""
    if GAP in read:
        return None
    known = frozenset(counts.patterns)
    keys: set[str] = set()
    for key in keys_of(read):
        keys.update(regrouped(key))
        for whole in filled(list(key), None if edits else known):
            keys.update(neighbours(whole, known, edits=edits))
            if len(keys) > MOST_KEYS:
                return None
    return keys


class _Looking:
    """What was found so far, and what it weighs."""

    def __init__(self, description: Entry, read: str, counts: Counts, weights: Weights) -> None:
        self.read, self.counts, self.weights = read, counts, weights
        self.elsewhere = Others(counts, weights).chance(read)
        self.asked: dict[str, Asked] = {}
        for name in FIELDS:
            value = getattr(description, name)
            if value is not None:
                self.asked[name] = agreement(counts, name, value)
        self.entries: list[tuple[Entry, dict[str, float], float]] = []
        self.places: dict[int | str, int] = {}
        self.exact: dict[int, Weighed] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        """Take the entries that a register gave; of several readings of one, the one that fits best counts."""
        for entry in entries:
            known = entry.id if entry.id is not None else id(entry)
            at = self.places.get(known)
            if at is not None and self.entries[at][0].serial == entry.serial:
                continue
            held = {
                name: self.counts.term(name, value)
                for name in self.asked
                if (value := getattr(entry, name)) is not None
            }
            fields = weighed(self.asked, held)
            chance = rough_chance(chars_of(entry.serial or ""), self.read, self.weights)
            rough = math.fsum(fields.values()) + math.log(max(chance, 1e-300)) - math.log(self.elsewhere)
            if at is None:
                self.places[known] = len(self.entries)
                self.entries.append((entry, fields, rough))
            elif rough > self.entries[at][2]:
                self.entries[at] = (entry, fields, rough)
                self.exact.pop(at, None)

    def _closely(self) -> tuple[list[Weighed], float]:
        """Weigh the most promising entries, and sum up roughly what the others weigh."""
        best = heapq.nlargest(CLOSELY, range(len(self.entries)), key=lambda at: self.entries[at][2])
        chosen = set(best)
        for at in best:
            if at not in self.exact:
                entry, fields, _rough = self.entries[at]
                chance = channel_chance(chars_of(entry.serial or ""), self.read, self.weights)
                serial = math.log(max(chance, 1e-300)) - math.log(self.elsewhere)
                self.exact[at] = Weighed(entry=_giver(entry), serial=serial, fields=fields)
        rest = math.fsum(
            math.exp(min(rough, 600.0)) for at, (_e, _f, rough) in enumerate(self.entries) if at not in chosen
        )
        return [self.exact[at] for at in best], rest

    def settled(self, question: Question, edits: int) -> bool:
        """Tell whether one entry is so likely that no other can matter."""
        # Beside an entry with a mistake, others of its lot with two may be as likely: only one without settles it.
        if self.counts.lots and not any(chars_of(e.serial or "") == self.read for e, _fields, _rough in self.entries):
            return False
        found, rest = self._closely()
        totals = [each.total for each in found]
        share = posterior(
            totals, rest, self._beyond(edits), prior=question.prior, size=question.size, absent=self._absent()
        )
        return max(share.entries, default=0.0) >= SURE

    def answer(self, question: Question, edits: int) -> Match:
        """Rank what was found."""
        found, rest = self._closely()
        return answered(question, found, rest, self._beyond(edits), self._absent())

    def _absent(self) -> float:
        """Give how many times likelier all this is of a firearm outside the register than of any one."""
        share = self.counts.lots
        if not share:
            return 1.0
        found: dict[str, float] = {}
        held = {keys_of(chars_of(entry.serial or ""))[0] for entry, _fields, _rough in self.entries}
        for entry, fields, _rough in self.entries:
            other = moved(keys_of(chars_of(entry.serial or ""))[0], self.read)
            if other is not None:
                found[other] = found.get(other, 0.0) + math.exp(math.fsum(fields.values()))
        beside = math.fsum(
            times
            * spread(other, self.read, held=other in held, weights=self.weights)
            * channel_chance(other, self.read, self.weights)
            for other, times in found.items()
        )
        return 1 - share + share * beside / self.elsewhere / self.counts.size

    def _beyond(self, edits: int) -> float:
        return beyond(len(self.read), edits, self.weights)


def _giver(entry: Entry) -> Callable[[], Entry]:
    return lambda: entry
