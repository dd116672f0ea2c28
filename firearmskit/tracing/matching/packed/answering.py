"""Rank the rows that an index finds for some firearms, and give the answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from firearmskit.marking import Weights
from firearmskit.tracing.matching.entries import Entry
from firearmskit.tracing.matching.packed.asking import Questions
from firearmskit.tracing.matching.packed.building import NAMED
from firearmskit.tracing.matching.packed.finding import find
from firearmskit.tracing.matching.packed.scoring import Ranking
from firearmskit.tracing.matching.ranking import Question, Weighed, answered
from firearmskit.tracing.matching.results import SURE, Match

if TYPE_CHECKING:
    from firearmskit.tracing.matching.packed.index import PackedIndex

__all__ = ["Answers", "ranked"]

BLOCK = 1000
"""So many firearms are looked for at a time."""


def ranked(index: PackedIndex, descriptions: Sequence[Entry], weights: Weights, *, prior: float, limit: int) -> Answers:
    """Match each of some descriptions.

    Args:
        index: The index.
        descriptions: What is known of each firearm.
        weights: The chances of mistakes in serials.
        prior: The probability that one is in the register, before anything is known of it.
        limit: How many candidates to give for each.
    """
    noise, others = index.tables(weights)
    blocks = []
    for first in range(0, len(descriptions), BLOCK):
        questions = Questions(index, descriptions[first : first + BLOCK], others, index.asked)
        blocks.append(_Block(Ranking(index, questions, noise, prior=prior)))
    return Answers(blocks, limit)


class _Block:
    """The answers to some questions, as arrays."""

    def __init__(self, ranking: Ranking) -> None:
        self.ranking = ranking
        index, questions = ranking.index, ranking.questions
        size = len(questions.descriptions)
        weights = ranking.noise.weights
        once, twice = questions.lost(1, weights), questions.lost(2, weights)
        hits = find(index, questions, np.arange(size), edits=1)
        scored = ranking.roughly(hits)
        self.absent = ranking.absent(scored)
        likeliest = ranking.likeliest(scored, once, self.absent)
        open_ = np.flatnonzero(likeliest < SURE)
        if len(open_):
            scored = ranking.roughly(find(index, questions, open_, edits=2, beside=hits))
            self.absent = ranking.absent(scored)
        self.lost = np.where(likeliest < SURE, twice, once)
        scored, rest = ranking.closely(scored)
        order = np.lexsort((-scored.total, scored.owners))
        self.scored, self.rest = scored.some(order), rest
        self.totals = self.scored.total
        self.starts = np.searchsorted(self.scored.owners, np.arange(size + 1))

    def answer(self, at: int, limit: int) -> Match:
        """Write out the answer to one question."""
        ranking, scored = self.ranking, self.scored
        questions = ranking.questions
        first, end = int(self.starts[at]), int(self.starts[at + 1])
        last = min(end, first + limit)
        rest = float(self.rest[at]) + math.fsum(np.exp(np.minimum(self.totals[last:end], 600.0)))
        question = Question(
            description=questions.descriptions[at],
            prior=ranking.prior,
            limit=limit,
            size=ranking.size,
            lots=ranking.index.counts.lots,
        )
        weighed = [
            Weighed(
                entry=_giver(ranking.index, int(scored.rows[place])),
                serial=float(scored.serial[place]),
                fields=self._told(at, place),
            )
            for place in range(first, last)
        ]
        return answered(question, weighed, rest, float(self.lost[at]), float(self.absent[at]))

    def _told(self, at: int, place: int) -> dict[str, float]:
        """Give the weights of the fields of which both say something."""
        parts, row = self.ranking.index.parts, int(self.scored.rows[place])
        told = {}
        for name, weights in self.scored.fields.items():
            held = parts.years[row] if name == "year" else parts.fields[row, NAMED.index(name)]
            if held and self.ranking.questions.terms[name][at]:
                told[name] = float(weights[place])
        return told


def _giver(index: PackedIndex, row: int) -> Callable[[], Entry]:
    return lambda: index.entry(row)


class Answers(Sequence[Match]):
    """Matches that are written out when they are looked at.

    Args:
        blocks: The answers, as arrays.
        limit: How many candidates to give for each.
    """

    def __init__(self, blocks: Sequence[_Block], limit: int) -> None:
        self.blocks, self._limit = blocks, limit

    def __len__(self) -> int:
        """Count the matches."""
        return sum(len(block.ranking.questions.descriptions) for block in self.blocks)

    @overload
    def __getitem__(self, at: int) -> Match: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Match]: ...
    def __getitem__(self, at: int | slice) -> Match | Sequence[Match]:
        """Give one match, or some."""
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        return self.blocks[place // BLOCK].answer(place % BLOCK, self._limit)

    def __iter__(self) -> Iterator[Match]:
        """Give all matches."""
        return (self[at] for at in range(len(self)))
