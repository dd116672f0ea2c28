"""What would the ratios have been for firearms that weren't learnt from? Validation by firearm, never by comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import of_type, one_of, whole
from firearmskit.ballistics.strength.bounds import Bounds, elub
from firearmskit.ballistics.strength.calibrating import METHODS, Scores, learn
from firearmskit.ballistics.strength.measures import cllr, cllr_cal, cllr_min, tippett
from firearmskit.ballistics.strength.population import Population
from firearmskit.ballistics.strength.scale import plain
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["FOLDS", "Validation", "cross_validate"]

FOLDS = 10
"""Into how many groups the firearms are sorted, unless it is said otherwise."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Validation:
    """Likelihood ratios of comparisons whose firearms weren't learnt from.

    Args:
        population: The population.
        of: Which of its scores.
        method: One of :data:`METHODS`.
        how: How it was done, in words.
        places: Which comparisons of the population they are, from 0.
        log10_lr: The decimal logarithm of the ratio of each.
        same: Of each, whether both marks were of the same source.
        bounds: Beyond which ratios none may be reported, given these.
    """

    population: Population = field(repr=False)
    of: str
    method: str
    how: str
    places: NDArray[np.intp]
    log10_lr: NDArray[np.float64]
    same: NDArray[np.bool_]
    bounds: Bounds

    @property
    def cllr(self) -> float:
        """The cost of the ratios; see :func:`cllr`."""
        return cllr(self.log10_lr, self.same)

    @property
    def cllr_min(self) -> float:
        """What of the cost the best calibration would leave."""
        return cllr_min(self.log10_lr, self.same)

    @property
    def cllr_cal(self) -> float:
        """What of the cost the best calibration would save."""
        return cllr_cal(self.log10_lr, self.same)

    def describe(self) -> str:
        """Say in sentences how good the ratios were."""
        found = tippett(self.log10_lr, self.same)
        return " ".join(
            [
                _(
                    "Validated on {same} comparisons of the same source and {different} of different sources of the "
                    "population {name}; {how}."
                ).format(
                    same=int(self.same.sum()),
                    different=int((~self.same).sum()),
                    name=quote(self.population.name),
                    how=self.how,
                ),
                _(
                    "Cllr is {all:.2f}: {min:.2f} because the scores overlap, and {cal:.2f} that better calibration "
                    "would save; 0 would be perfect, and 1 says nothing."
                ).format(all=self.cllr, min=self.cllr_min, cal=self.cllr_cal),
                _(
                    "The ratio misled for {same:.1f} % of the comparisons of the same source and for {different:.1f} % "
                    "of those of different sources."
                ).format(same=100 * found.misleading_same, different=100 * found.misleading_different),
                _("So many comparisons support ratios from {lower} to {upper}.").format(
                    lower=plain(self.bounds.lower), upper=plain(self.bounds.upper)
                ),
            ]
        )


def cross_validate(
    population: Population,
    *,
    of: str = "cmc",
    method: str = "logistic",
    split: str | None = None,
    folds: int = FOLDS,
    seed: int = 1,
) -> Validation:
    """Compute the likelihood ratio of each comparison from comparisons that share no firearm with it.

    The firearms are sorted into groups by chance. For two firearms, all comparisons in which a firearm of their groups
    takes part are left out of what is learnt.

    Args:
        population: The population.
        of: Which of its scores.
        method: One of ``METHODS``: ``logistic`` or ``isotonic``.
        split: Name of one of the population's own splits: what is marked ``t`` is learnt from, what is marked ``v`` is
            validated on. None for groups by chance.
        folds: Into how many groups the firearms are sorted.
        seed: The same seed gives the same groups, whatever the order of the comparisons.

    Returns:
        The ratios, with their cost and bounds.

    Raises:
        UnknownCodeError: The population has no such scores or split, or there is no such method.
        InputError: There are too few firearms to leave some out.
    """
    of_type(population, Population, "population")
    one_of(method, METHODS, "method")
    population.scores_of(of)
    if not 2 <= whole(folds, "folds") <= 1000:
        raise InputError(_("folds is {value}; from 2 to 1000 groups can be made").format(value=quote(folds)))
    if split is not None:
        one_of(split, {name: name for name in population.splits}, "split")
    return _cross_validated(population, of, method, split, folds, whole(seed, "seed"))


@lru_cache(maxsize=16)
def _cross_validated(
    population: Population, of: str, method: str, split: str | None, folds: int, seed: int
) -> Validation:
    scores = population.scores_of(of)
    ratios = np.full(len(scores), np.nan)
    if split is not None:
        words = np.array(population.splits[split])
        parts = [(words == "t", words == "v")]
        how = _("the firearms to learn from are those of {split}").format(split=quote(split))
    else:
        parts = list(_parts(population, folds, seed))
        how = _("no ratio was learnt from a comparison with one of its firearms")
    for learnt, tried in parts:
        held = Scores.of(scores, population.same, learnt.astype(float))
        if held.enough and tried.any():
            ratios[tried] = learn(held, method).log10_lr(scores[tried])
    places = np.flatnonzero(~np.isnan(ratios))
    same = population.same[places]
    if same.all() or not same.any():
        raise InputError(
            _("The population {name} has too few firearms ({count}) to leave some out.").format(
                name=quote(population.name), count=len(population.all_firearms)
            )
        )
    found = ratios[places]
    for each in (found, same, places):
        each.setflags(write=False)
    return Validation(
        population=population,
        of=of,
        method=method,
        how=how,
        places=places,
        log10_lr=found,
        same=same,
        bounds=elub(found, same),
    )


def _parts(population: Population, folds: int, seed: int) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Give what to learn from and what to try it on, for each two groups of firearms."""
    firearms = population.all_firearms
    order = np.random.default_rng(seed).permutation(len(firearms))
    group = {firearm: int(at) % folds for firearm, at in zip(firearms, order, strict=True)}
    first, second = (np.array([group[each] for each in side]) for side in (population.first, population.second))
    for one, other in combinations_with_replacement(range(folds), 2):
        touched = np.isin(first, (one, other)) | np.isin(second, (one, other))
        tried = ((first == one) & (second == other)) | ((first == other) & (second == one))
        yield ~touched, tried
