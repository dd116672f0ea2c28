"""A reference population: scores of comparisons whose truth is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import listed, of_type, one_of, words
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["PARTS", "SPLIT_WORDS", "Population"]

COUNT, CELLS, FRACTION = "cmc", "n", "fraction"

PARTS = {
    "firearms": N_("Firearms"),
    "ammunition": N_("Ammunition"),
    "instrument": N_("Instrument"),
    "mark": N_("Mark compared"),
    "method": N_("Method"),
}
"""What a report must say of a population, and what it is called where people read it."""

SPLIT_WORDS = {"t": N_("to learn from"), "v": N_("to validate on"), "n": N_("not used")}
"""What a comparison is for in a split of firearms into two groups."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Population:
    """Comparisons of marks of which it is known whether one firearm made both.

    A likelihood ratio holds for the population that it rests on, and for nothing else. So each part must be said,
    or be None where it isn't known.

    Args:
        name: What the population is called in a report.
        firearms: Which firearms fired.
        ammunition: Which ammunition they fired.
        instrument: What the marks were measured with.
        mark: Which mark was compared.
        method: How the scores were computed.
        first: Of each comparison, the firearm that made the one mark; a code, no serial number.
        second: The firearm that made the other mark.
        scores: ``{name: one score for each comparison}``. ``cmc`` is the number of congruent cells and ``n`` that of
            the cells compared, both whole numbers; where both are there, ``fraction`` is added, one by the other.
        splits: ``{name: one of SPLIT_WORDS for each comparison}``: which firearms to learn from and which to
            validate on.
        notes: What a reader should know of how it was read, a sentence each.

    Raises:
        InputError: A part is empty, the lists differ in length, a score is no finite number, there are more congruent
            cells than cells, or there is no comparison of the same source or none of different sources.

    >>> made_up = Population(name="Made-up pistols", firearms="made up", ammunition=None, instrument=None,
    ...     mark="breech face", method="congruent matching cells",
    ...     first=["A", "B", "A"], second=["A", "B", "B"], scores={"cmc": [12, 15, 1], "n": [30, 28, 31]})
    >>> made_up
    Population('Made-up pistols', 2 same source, 1 different sources, 2 firearms)
    """

    name: str
    firearms: str | None
    ammunition: str | None
    instrument: str | None
    mark: str | None
    method: str | None
    first: tuple[str, ...]
    second: tuple[str, ...]
    scores: Mapping[str, NDArray[np.float64]]
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    same: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        words(self.name, "name")
        for part in PARTS:
            if getattr(self, part) is not None:
                words(getattr(self, part), part)
        first, second = (tuple(words(x, n) for x in listed(getattr(self, n), str, n)) for n in ("first", "second"))
        if len(first) != len(second):
            raise InputError(
                _("first has {first} firearms and second {second}: each comparison has two").format(
                    first=len(first), second=len(second)
                )
            )
        same = np.array([one == other for one, other in zip(first, second, strict=True)], dtype=bool)
        for there, told in (
            (same.any(), N_("The population {name} has no comparison of marks from the same source.")),
            ((~same).any(), N_("The population {name} has no comparison of marks from different sources.")),
        ):
            if not there:
                raise InputError(_(told).format(name=quote(self.name)))
        same.setflags(write=False)
        held = {n: _scores(n, each, len(first)) for n, each in of_type(self.scores, Mapping, "scores").items()}
        if not held:
            raise InputError(_("The population {name} has no scores.").format(name=quote(self.name)))
        splits = {n: _split(n, each, len(first)) for n, each in of_type(self.splits, Mapping, "splits").items()}
        set_ = object.__setattr__
        set_(self, "first", first)
        set_(self, "second", second)
        set_(self, "same", same)
        set_(self, "scores", MappingProxyType(_with_fraction(held)))
        set_(self, "splits", MappingProxyType(splits))
        set_(self, "notes", listed(self.notes, str, "notes"))

    @property
    def all_firearms(self) -> tuple[str, ...]:
        """The firearms, each once, in the order of their codes."""
        return tuple(sorted({*self.first, *self.second}))

    def scores_of(self, of: str) -> NDArray[np.float64]:
        """Give the scores of one kind.

        Args:
            of: Their name.

        Returns:
            One score for each comparison.

        Raises:
            UnknownCodeError: The population has no such scores.
        """
        return self.scores[one_of(of, {name: name for name in self.scores}, "of")]

    def describe(self, of: str | None = None) -> str:
        """Say in sentences who is in the population, and who isn't.

        Args:
            of: Name of the scores to tell of; None for all.

        Returns:
            The sentences, in the language that is spoken now.

        Raises:
            UnknownCodeError: The population has no such scores.
        """
        if of is not None:
            self.scores_of(of)
        same, different = int(self.same.sum()), int((~self.same).sum())
        told = [
            _(
                "The population {name} has {same} comparisons of marks from the same firearm and {different} of marks "
                "from different firearms, of {firearms} firearms."
            ).format(name=quote(self.name), same=same, different=different, firearms=len(self.all_firearms))
        ]
        told += [
            _("{part}: {words}.").format(part=_(part), words=(getattr(self, key) or _("not stated")).rstrip("."))
            for key, part in PARTS.items()
        ]
        if CELLS in self.scores:
            least, most = self.scores[CELLS].min(), self.scores[CELLS].max()
            told.append(_("Cells compared: {least:g} to {most:g}.").format(least=least, most=most))
        told += [self._range(name) for name in self.scores if name == of or (of is None and name != CELLS)]
        told.append(
            _(
                "Not in it: any other firearms, ammunition, instrument, mark or method. What it shows doesn't carry "
                "over to them."
            )
        )
        told.append(_("Comparisons that share a firearm depend on each other."))
        return " ".join([*told, *self.notes])

    def _range(self, name: str) -> str:
        groups = self.scores[name][self.same], self.scores[name][~self.same]
        (low, middle, high), (other_low, other_middle, other_high) = (
            (group.min(), float(np.median(group)), group.max()) for group in groups
        )
        return _(
            "Scores {name}: {low:.3g} to {high:.3g} for the same source, half of them {middle:.3g} or less; "
            "{other_low:.3g} to {other_high:.3g} for different sources, half of them {other_middle:.3g} or less."
        ).format(
            name=name,
            low=low,
            middle=middle,
            high=high,
            other_low=other_low,
            other_middle=other_middle,
            other_high=other_high,
        )

    def __repr__(self) -> str:
        same, different = int(self.same.sum()), int((~self.same).sum())
        return (
            f"Population({self.name!r}, {same} same source, {different} different sources, "
            f"{len(self.all_firearms)} firearms)"
        )


def _scores(name: object, values: Any, count: int) -> NDArray[np.float64]:
    """Give scores as an array of their own."""
    words(name, "scores")
    try:
        held = np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise InputError(_("scores {name}: {value} aren't numbers").format(name=name, value=quote(values))) from None
    if held.shape != (count,):
        raise InputError(
            _("scores {name}: there are {count} comparisons, but the scores have the shape {shape}").format(
                name=name, count=count, shape=quote(held.shape)
            )
        )
    wrong = held[~np.isfinite(held) | ((held < 0) | (held % 1 != 0) if name in (COUNT, CELLS) else False)]
    if len(wrong):
        raise InputError(
            (_("scores {name}: {value} isn't a whole number from 0 on") if name in (COUNT, CELLS) else
             _("scores {name}: {value} isn't a finite number")).format(name=name, value=quote(float(wrong[0])))
        )  # fmt: skip
    held.setflags(write=False)
    return held


def _with_fraction(scores: dict[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    if not {COUNT, CELLS} <= scores.keys():
        return scores
    count, cells = scores[COUNT], scores[CELLS]
    wrong = np.flatnonzero((count > cells) | (cells < 1))
    if len(wrong):
        raise InputError(
            _("{score:g} congruent cells of {cells} can't be").format(
                score=count[wrong[0]], cells=f"{cells[wrong[0]]:g}"
            )
        )
    fraction = count / cells
    fraction.setflags(write=False)
    return {**scores, FRACTION: fraction}


def _split(name: object, values: Any, count: int) -> tuple[str, ...]:
    held = listed(values, str, str(words(name, "splits")))
    for word in held:
        one_of(word, SPLIT_WORDS, str(name))
    if len(held) != count:
        raise InputError(
            _("split {name}: there are {count} comparisons and {words} words").format(
                name=name, count=count, words=len(held)
            )
        )
    return held
