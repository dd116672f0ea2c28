"""How far would the ratio move with other firearms of the same kind? Firearms are drawn again, never comparisons."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from firearmskit.ballistics.strength.calibrating import Calibration, Scores, learn
from firearmskit.ballistics.strength.population import Population

__all__ = ["resampled"]


@lru_cache(maxsize=8)
def resampled(population: Population, of: str, method: str, count: int, seed: int) -> tuple[Calibration, ...]:
    """Learn from the comparisons of firearms that are drawn from the population, as many as it has, with putting back.

    A firearm that is drawn twice counts twice, and a comparison of two firearms as often as the two of them together.
    Comparisons that share a firearm come and go together, so that the spread is that of other firearms.

    Args:
        population: The population.
        of: Which of its scores.
        method: How to learn.
        count: How often to draw.
        seed: The same seed gives the same draws, whatever the order of the comparisons.

    Returns:
        What was learnt each time; draws without both sources are left out.
    """
    firearms = population.all_firearms
    number = {firearm: at for at, firearm in enumerate(firearms)}
    first, second = (np.array([number[each] for each in side]) for side in (population.first, population.second))
    scores = population.scores_of(of)
    draws = np.random.default_rng(seed)
    learnt = []
    for _draw in range(count):
        drawn = np.bincount(draws.integers(0, len(firearms), len(firearms)), minlength=len(firearms))
        weights = np.where(population.same, drawn[first], drawn[first] * drawn[second]).astype(float)
        held = Scores.of(scores, population.same, weights)
        if held.enough:
            learnt.append(learn(held, method))
    return tuple(learnt)
