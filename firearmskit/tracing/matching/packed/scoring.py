"""Weigh the rows that an index finds for some firearms: all at first sight, the most promising closely."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firearmskit.marking.noise import LOT
from firearmskit.tracing.matching.chances import channel_chance
from firearmskit.tracing.matching.entries import FIELDS
from firearmskit.tracing.matching.keys import chars_of
from firearmskit.tracing.matching.lots import MOST_APART, digits_like, spread
from firearmskit.tracing.matching.packed.asking import Floats, Questions
from firearmskit.tracing.matching.packed.building import NAMED
from firearmskit.tracing.matching.packed.channel import Noise
from firearmskit.tracing.matching.packed.codes import AS_TEXT, FIRST_LETTER, UNREAD_CODE, Bytes, code_key, decoded
from firearmskit.tracing.matching.packed.finding import Hits
from firearmskit.tracing.matching.packed.glancing import rough_chances
from firearmskit.tracing.matching.packed.prints import Prints, mixed, prefixes
from firearmskit.tracing.matching.weighing import EXPLAINED, NEAR

if TYPE_CHECKING:
    from firearmskit.tracing.matching.packed.index import PackedIndex

__all__ = ["Ranking", "Scored"]

CLOSELY = 32
"""So many rows are compared character by character for each firearm."""

_FAR = math.log(1e-4)
"""The natural logarithm of a chance below which more than one mistake was made; there :class:`Noise` may be far off."""

_LESS = 16.0
"""How far the rough weight of a row may stay behind the best, as a natural logarithm, to be looked at closely."""


class Scored:
    """Rows and what they weigh, those of one question together, in the order of the questions."""

    def __init__(self, owners: NDArray[np.int64], rows: NDArray[np.int64], fields: dict[str, Floats]) -> None:
        self.owners, self.rows, self.fields = owners, rows, fields
        self.serial = np.zeros(len(rows))

    @property
    def total(self) -> Floats:
        """The natural logarithm of all weights together."""
        whole = self.serial.copy()
        for weights in self.fields.values():
            whole += weights
        return whole

    def some(self, places: NDArray[np.intp]) -> Scored:
        """Give some of them."""
        found = Scored(
            self.owners[places], self.rows[places], {name: weights[places] for name, weights in self.fields.items()}
        )
        found.serial = self.serial[places]
        return found


class Ranking:
    """Ranks rows for questions."""

    def __init__(self, index: PackedIndex, questions: Questions, noise: Noise, *, prior: float) -> None:
        self.index, self.questions, self.noise, self.prior = index, questions, noise, prior
        self.size = len(index)

    def roughly(self, hits: Hits) -> Scored:
        """Weigh rows by what is seen at first sight.

        Args:
            hits: The rows.
        """
        owners, rows = hits >> 32, hits & 0xFFFFFFFF
        scored = Scored(owners, rows, self._fields(owners, rows))
        scored.serial = self._roughly(owners, rows)
        return scored

    def closely(self, scored: Scored) -> tuple[Scored, Floats]:
        """Weigh the most promising rows closely; with the sum of the weights of the others for each question.

        Args:
            scored: The rows, weighed roughly.
        """
        rest = np.zeros(len(self.questions.descriptions))
        if not len(scored.rows):
            return scored, rest
        rough = scored.total
        chosen = _promising(scored.owners, rough)
        if len(chosen) < len(rough):
            other = np.ones(len(rough), dtype=np.bool_)
            other[chosen] = False
            weights = np.exp(np.minimum(rough[other], 600.0))
            rest += np.bincount(scored.owners[other], weights=weights, minlength=len(rest))
        scored = scored.some(chosen)
        scored.serial = self._closely(scored.owners, scored.rows)
        self._settle(scored)
        return scored, rest

    def _settle(self, scored: Scored) -> None:
        """Weigh the best row of each question by the whole channel where more than one mistake was made."""
        questions, total = self.questions, scored.total
        best = np.full(len(questions.descriptions), -np.inf)
        np.maximum.at(best, scored.owners, total)
        elsewhere = questions.elsewhere[scored.owners]
        far = scored.serial + elsewhere < _FAR
        for at in np.flatnonzero(far & (total == best[scored.owners])).tolist():
            chance = self._exactly(int(scored.owners[at]), int(scored.rows[at]))
            scored.serial[at] = math.log(max(chance, 1e-300)) - elsewhere[at]

    def _exactly(self, owner: int, row: int) -> float:
        """Give the chance that a row's serial is written down as was read, by all ways of the channel."""
        return channel_chance(chars_of(self.index.serial(row)), self.questions.read[owner], self.noise.weights)

    def _fields(self, owners: NDArray[np.int64], rows: NDArray[np.int64]) -> dict[str, Floats]:
        """Weigh the fields beside the serial."""
        questions, parts = self.questions, self.index.parts
        own_of = self._of(owners)
        found: dict[str, Floats] = {}
        # take is several times as fast as an index in brackets
        held = parts.fields.take(rows, axis=0) if set(questions.terms) & set(NAMED) else None
        for name in FIELDS:
            if name not in questions.terms:
                continue
            asked = questions.terms[name][own_of]
            if name == "year":
                own = parts.years[rows].astype(np.int32)
            else:
                own = self.index.term_numbers[name][held[:, NAMED.index(name)]]  # type: ignore[index]
            weights = np.where(own == asked, questions.agrees[name][own_of], questions.differs[name][own_of])
            if name == "year":
                near = (own != asked) & (np.abs(own - asked) <= NEAR)
                weights[near] = questions.near[owners[near]]
            weights[(own == 0) | (asked == 0)] = 0.0
            found[name] = weights
        return _explained(found)

    def _roughly(self, owners: NDArray[np.int64], rows: NDArray[np.int64]) -> Floats:
        """Weigh serials by the characters that differ."""
        parts, questions = self.index.parts, self.questions
        own_of = self._of(owners)
        chances = rough_chances(
            self.noise,
            parts.codes.take(rows, axis=0),
            parts.lengths[rows].astype(np.int64),
            questions.codes[own_of],
            questions.lengths[own_of].astype(np.int64),
        )
        weights: Floats = chances - questions.elsewhere[own_of]
        return weights

    def _of(self, owners: NDArray[np.int64]) -> NDArray[np.int64] | slice:
        """Give by what to look up what is asked; of a single question all of it, which needs no copies for each row."""
        return slice(None) if len(self.questions.descriptions) == 1 else owners

    def _closely(self, owners: NDArray[np.int64], rows: NDArray[np.int64]) -> Floats:
        """Weigh serials by all ways in which the one may have become the other."""
        parts, questions = self.index.parts, self.questions
        held, asked = parts.lengths[rows], questions.lengths[owners]
        chances = np.zeros(len(rows))
        plain = np.flatnonzero((held < AS_TEXT) & (asked < AS_TEXT))
        chances[plain] = self.noise.chances(
            parts.codes[rows[plain]],
            held[plain].astype(np.int64),
            questions.codes[owners[plain]],
            asked[plain].astype(np.int64),
        )
        for at in np.flatnonzero((held == AS_TEXT) | (asked == AS_TEXT)).tolist():
            chances[at] = self._exactly(int(owners[at]), int(rows[at]))
        weights: Floats = np.log(np.maximum(chances, 1e-300)) - questions.elsewhere[owners]
        return weights

    def absent(self, scored: Scored) -> Floats:
        """Give how many times likelier what is said is of a firearm outside the register than of any one.

        Args:
            scored: The rows that were found.
        """
        questions, share = self.questions, self.index.counts.lots
        size = len(questions.descriptions)
        if not share or not len(scored.rows):
            return np.ones(size)
        keep = np.flatnonzero(
            (self.index.parts.lengths[scored.rows] < AS_TEXT) & questions.lots[scored.owners].any(axis=1)
        )
        owners, held = scored.owners[keep], self.index.parts.codes[scored.rows[keep]]
        fields = np.exp(scored.total - scored.serial)[keep]
        others, there = _moved(held, questions.codes[owners], questions.lots[owners])
        owners, held, fields = owners[there], held[there], fields[there]
        entries, prints = _named(owners, held), _named(owners, others)
        distinct, first, which = np.unique(prints, return_index=True, return_inverse=True)
        times = np.bincount(which, weights=fields, minlength=len(distinct))
        known = np.isin(distinct, entries)
        chances = self._spread(owners[first], others[first], known) * times
        beside = np.bincount(owners[first], weights=chances, minlength=size)
        return np.asarray(1 - share + share * beside / np.exp(questions.elsewhere) / self.size)

    def _spread(self, owners: NDArray[np.int64], others: Bytes, known: NDArray[np.bool_]) -> Floats:
        """Give the chance that firearms of the lots of entries are read as what was read."""
        questions, weights = self.questions, self.noise.weights
        shares = np.array(
            [
                spread(decoded(codes), questions.read[at], held=there, weights=weights)
                for at, codes, there in zip(owners.tolist(), others.tolist(), known.tolist(), strict=True)
            ]
        )
        lengths = (questions.codes[owners] > 0).sum(axis=1)
        counted = (others > 0).sum(axis=1)
        return np.asarray(shares * self.noise.chances(others, counted, questions.codes[owners], lengths))

    def likeliest(self, scored: Scored, lost: Floats, absent: Floats) -> Floats:
        """Give for each question the probability of its likeliest row.

        Args:
            scored: The rows that were found.
            lost: For each question the share of copies whose entry wasn't.
            absent: What :meth:`absent` gave.
        """
        owners = scored.owners
        weights = np.exp(np.minimum(scored.total, 600.0)) * (self.prior / self.size)
        top = np.zeros(len(lost))
        # Beside an entry with a mistake, others of its lot with two may be as likely: only one without settles it.
        most = 0 if self.index.counts.lots else 1
        few = scored.serial + self.questions.elsewhere[owners] > most * math.log(1e-6) - 1e-6
        np.maximum.at(top, owners[few], weights[few])
        found = np.bincount(owners, weights=weights, minlength=len(lost))
        shares: Floats = top / (found + lost * self.prior + absent * (1 - self.prior))
        return shares


def _moved(held: Bytes, read: Bytes, mask: NDArray[np.bool_]) -> tuple[Bytes, NDArray[np.intp]]:
    """Give serials with the last three digits that were read, as ``lots.moved``, and which rows have as many."""
    digits = (held > 0) & (held < FIRST_LETTER)
    after = np.cumsum(digits[:, ::-1], axis=1)[:, ::-1]
    own = digits & (after <= LOT)
    same = (held > 0).sum(axis=1) == (read > 0).sum(axis=1)
    near = ~same | ((held != read).sum(axis=1) <= MOST_APART)
    there = np.flatnonzero((own.sum(axis=1) == LOT) & near & (same | mask.any(axis=1)))
    others, own, same = held[there], own[there], same[there]
    alike = _DIGIT_LIKE[read[there]]
    taken = own & same[:, None] & (alike > 0)
    others[taken] = alike[taken]
    rows, places = np.nonzero(own & ~same[:, None])
    others[rows, places] = read[there][mask[there] & ~same[:, None]]
    return others, there


_DIGIT_LIKE = np.zeros(UNREAD_CODE + 1, dtype=np.uint8)
"""For each code that of the digit that it is or looks like; 0 for none."""
_DIGIT_LIKE[1:FIRST_LETTER] = np.arange(1, FIRST_LETTER)
_DIGIT_LIKE[UNREAD_CODE] = UNREAD_CODE
for _letter, _digit in digits_like().items():
    _DIGIT_LIKE[code_key(_letter)[0]] = code_key(_digit)[0]


def _named(owners: NDArray[np.int64], codes: Bytes) -> Prints:
    """Give a fingerprint of each serial together with its question."""
    return prefixes(codes)[:, -1] ^ mixed(owners.astype(np.uint64) + np.uint64(1))


def _explained(found: dict[str, Floats]) -> dict[str, Floats]:
    """Take from each agreement what agreements that settle it said already; as ``weighing.explained``."""
    told = dict(found)
    for name, others in EXPLAINED.items():
        said = [np.maximum(found[other], 0.0) for other in others if other in found]
        if name in found and said:
            weights = found[name]
            told[name] = np.where(weights > 0, np.maximum(weights - np.maximum.reduce(said), 0.0), weights)
    return told


def _promising(owners: NDArray[np.int64], rough: Floats) -> NDArray[np.intp]:
    """Give the places of the best rows of each question."""
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    counted = np.diff(np.append(starts, len(owners)))
    best = np.repeat(np.maximum.reduceat(rough, starts), counted)
    places = np.flatnonzero(rough >= best - _LESS)
    if counted.max() <= CLOSELY:
        return places
    own = owners[places]
    order = np.lexsort((-rough[places], own))
    first = np.flatnonzero(np.concatenate(([True], own[order][1:] != own[order][:-1])))
    ranks = np.arange(len(order)) - np.repeat(first, np.diff(np.append(first, len(order))))
    return places[order[ranks < CLOSELY]]
