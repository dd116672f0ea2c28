"""What is asked of an index, for many firearms at once: serials as codes, and what each field weighs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firearmskit.marking import Weights
from firearmskit.tracing.matching.chances import Others, beyond, reached
from firearmskit.tracing.matching.entries import FIELDS, Entry
from firearmskit.tracing.matching.keys import chars_of, keys_of
from firearmskit.tracing.matching.lots import lot_mask
from firearmskit.tracing.matching.packed.codes import AS_TEXT, UNREAD_CODE, coded
from firearmskit.tracing.matching.weighing import Asked, agreement

if TYPE_CHECKING:
    from firearmskit.tracing.matching.packed.index import PackedIndex

__all__ = ["Questions"]

Floats = NDArray[np.float64]


class Questions:
    """Some descriptions, ready to be compared with rows of an index.

    Args:
        index: The index.
        descriptions: What is known of each firearm.
        others: How likely serials are on any firearm.
        kept: What fields weigh, kept from other descriptions.
    """

    def __init__(
        self,
        index: PackedIndex,
        descriptions: Sequence[Entry],
        others: Others,
        kept: dict[tuple[str, str | int], tuple[Asked, int]],
    ) -> None:
        self.descriptions = descriptions
        self.read = [chars_of(str(each.serial)) for each in descriptions]
        self.elsewhere = np.array([math.log(others.chance(read)) for read in self.read])
        rows = coded(self.read)
        self.codes, self.lengths = rows.codes, rows.lengths
        self.lengths[(self.codes == UNREAD_CODE).any(axis=1)] = AS_TEXT
        size = len(descriptions)
        self.lots = np.zeros(self.codes.shape, dtype=np.bool_)
        if index.counts.lots:
            for at, read in enumerate(self.read):
                places = lot_mask(read)
                if places and len(read) <= self.codes.shape[1]:
                    self.lots[at, list(places)] = True
        self.terms: dict[str, NDArray[np.int32]] = {}
        self.agrees: dict[str, Floats] = {}
        self.differs: dict[str, Floats] = {}
        self.near = np.zeros(size)
        for name in FIELDS:
            terms, agrees, differs = [0] * size, [0.0] * size, [0.0] * size
            for at, each in enumerate(descriptions):
                value = getattr(each, name)
                if value is None:
                    continue
                asked = kept.get((name, value))
                if asked is None:
                    asked = kept[name, value] = _asked(index, name, value)
                terms[at], agrees[at], differs[at] = asked[1], asked[0].agrees, asked[0].differs
                if asked[0].near is not None:
                    self.near[at] = asked[0].near
            if any(terms):
                self.terms[name] = np.array(terms, dtype=np.int32)
                self.agrees[name], self.differs[name] = np.array(agrees), np.array(differs)

    def keys(self, at: int) -> tuple[str, ...]:
        """Give the keys of a serial."""
        return keys_of(self.read[at])

    def lost(self, edits: int, weights: Weights) -> Floats:
        """Give for each the share of copies that a search for so many mistakes doesn't find.

        Args:
            edits: The mistakes, where all of a serial can be read.
            weights: The chances of mistakes.
        """
        return np.array([beyond(len(read), reached(read, edits), weights) for read in self.read])


def _asked(index: PackedIndex, name: str, value: str | int) -> tuple[Asked, int]:
    """Weigh what is said of a field, and give its number in the index; one that it hasn't agrees with none."""
    asked = agreement(index.counts, name, value)
    if name == "year":
        return asked, int(asked.value)
    return asked, index.meanings[name].get(asked.value, -1)
