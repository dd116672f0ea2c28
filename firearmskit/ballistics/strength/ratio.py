"""How strong is a score as evidence? A likelihood ratio with its interval, its bounds and its population."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from firearmskit.arguments import figure, of_type, one_of, whole
from firearmskit.ballistics.strength.bounds import Bounds
from firearmskit.ballistics.strength.calibrating import METHODS, Calibration, Scores, learn
from firearmskit.ballistics.strength.population import CELLS, COUNT, FRACTION, Population
from firearmskit.ballistics.strength.resampling import resampled
from firearmskit.ballistics.strength.scale import verbal
from firearmskit.ballistics.strength.telling import limits_of, tell
from firearmskit.ballistics.strength.validating import FOLDS, Validation, cross_validate
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["RESAMPLES", "Strength", "likelihood_ratio"]

RESAMPLES = 400
"""How often firearms are drawn anew for the interval, unless it is said otherwise."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Strength:
    """How strong a score is as evidence, given a population.

    Proposition 1 is that one firearm made both marks; proposition 2, that two firearms like those of the population
    made them.

    Args:
        score: The score.
        cells: How many cells were compared; None where that wasn't said.
        of: Which score of the population it is.
        method: One of ``METHODS``.
        log10_lr: Decimal logarithm of the likelihood ratio, within the bounds.
        low: Lower end of the interval, within the bounds.
        high: Its upper end.
        level: The level of the interval.
        otherwise: The same logarithm by the other method, within its own bounds. Where the two are far apart, the
            method decides as much as the score.
        bounds: Beyond which ratios none may be reported.
        reached: ``upper`` or ``lower`` where the ratio is held at a bound.
        beyond: ``above`` or ``below`` where the population has no such score; the ratio is that of the last one it has.
        population: The population.
        validation: How good such ratios were for firearms that weren't learnt from.
        limits: What a report must say with the ratio, a sentence each.
    """

    score: float
    cells: int | None
    of: str
    method: str
    log10_lr: float
    low: float
    high: float
    level: float
    otherwise: float
    bounds: Bounds
    reached: str | None
    beyond: str | None
    population: Population = field(repr=False)
    validation: Validation = field(repr=False)
    limits: tuple[str, ...] = field(repr=False)

    @property
    def words(self) -> str:
        """Which proposition it supports, and how much, in the words of :func:`verbal_scale`."""
        return verbal(self.log10_lr)

    def describe(self) -> str:
        """Say in sentences that can stand in a report: score, propositions, ratio, words, population and limits."""
        return tell(self)


def likelihood_ratio(
    score: float,
    population: Population,
    *,
    of: str = COUNT,
    cells: int | None = None,
    method: str = "logistic",
    level: float = 0.95,
    resamples: int = RESAMPLES,
    folds: int = FOLDS,
    seed: int = 1,
) -> Strength:
    """Say how strong a score is as evidence.

    The ratio is how many times as probable such a score is if one firearm made both marks as if two firearms like those
    of the population did. It is learnt from the whole population. Its interval comes from drawing firearms anew, and
    its bounds from ratios of comparisons whose firearms weren't learnt from.

    Args:
        score: The score: for ``cmc`` a whole number of cells, for ``fraction`` a share from 0 to 1.
        population: The population.
        of: Which of its scores it is.
        cells: How many cells were compared, for ``cmc`` and ``fraction``.
        method: ``logistic``, a line for the logarithm; or ``isotonic``, steps that only grow with the score.
        level: The level of the interval, such as 0.95.
        resamples: How often firearms are drawn anew, 50 to 10,000.
        folds: Into how many groups the firearms are sorted for the bounds.
        seed: The same seed gives the same interval and bounds.

    Returns:
        The ratio with all that belongs to it.

    Raises:
        UnknownCodeError: The population has no such scores, or there is no such method.
        InputError: The score can't be one, a figure can't be used, or the population is too small.
    """
    of_type(population, Population, "population")
    seen = population.scores_of(of)
    one_of(method, METHODS, "method")
    value = _checked(score, of, cells)
    if not 0 < figure(level, "level") < 1:
        raise InputError(_("level is {value}; it lies between 0 and 1").format(value=quote(level)))
    if not 50 <= whole(resamples, "resamples") <= 10_000:
        raise InputError(_("resamples is {value}; 50 to 10000 draws can be made").format(value=quote(resamples)))
    validations = {each: cross_validate(population, of=of, method=each, folds=folds, seed=seed) for each in METHODS}
    validation, bounds = validations[method], validations[method].bounds
    whole_population = Scores.of(seen, population.same, np.ones(len(seen)))
    learnt = learn(whole_population, method)
    free = _at(learnt, value)
    other = next(each for each in METHODS if each != method)
    draws = np.array([_at(each, value) for each in resampled(population, of, method, resamples, whole(seed, "seed"))])
    held = np.clip(draws, bounds.lower, bounds.upper)
    low, high = (float(np.quantile(held, tail)) for tail in ((1 - level) / 2, (1 + level) / 2))
    ratio = bounds.hold(free)
    reached = "upper" if free > bounds.upper else "lower" if free < bounds.lower else None
    beyond = "above" if value > seen.max() else "below" if value < seen.min() else None
    return Strength(
        score=value,
        cells=cells,
        of=of,
        method=method,
        log10_lr=ratio,
        low=min(low, ratio),
        high=max(high, ratio),
        level=level,
        otherwise=validations[other].bounds.hold(_at(learn(whole_population, other), value)),
        bounds=bounds,
        reached=reached,
        beyond=beyond,
        population=population,
        validation=validation,
        limits=limits_of(
            population, value, of=of, cells=cells, reached=reached, beyond=beyond, validation=validation, learnt=learnt
        ),
    )


def _at(learnt: Calibration, score: float) -> float:
    return float(learnt.log10_lr(np.array([score]))[0])


def _checked(score: Any, of: str, cells: int | None) -> float:
    """Give a score back if it can be one of its kind."""
    value = float(figure(score, "score"))
    if cells is not None and whole(cells, CELLS) < 1:
        raise InputError(_("{cells} cells can't be compared").format(cells=quote(cells)))
    if of == COUNT and (value < 0 or value % 1):
        raise InputError(_("{score} isn't a number of congruent cells").format(score=quote(score)))
    if of == COUNT and cells is not None and value > cells:
        raise InputError(_("{score:g} congruent cells of {cells} can't be").format(score=value, cells=cells))
    if of == FRACTION and not 0 <= value <= 1:
        raise InputError(_("{score} isn't a fraction of the cells, from 0 to 1").format(score=quote(score)))
    return value
