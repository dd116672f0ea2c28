"""From scores to likelihood ratios: what is learnt from comparisons whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.strength.measures import pooled
from firearmskit.language import N_

__all__ = ["METHODS", "PENALTY", "Calibration", "Scores", "learn"]

METHODS = {"logistic": N_("logistic regression"), "isotonic": N_("pool adjacent violators")}
"""How scores become likelihood ratios, and what that is called."""

PENALTY = 16.0
"""What holds the slope of the logistic regression back, so that it stays finite where no scores overlap.

It is that of a normal distribution around 0 with the standard deviation 1/4, for what the natural logarithm of the
ratio gains over a step as large as the narrower of the two groups of scores is wide (its standard deviation).
"""

_MOST_ROUNDS = 100
_ENOUGH = 1e-10


@dataclass(frozen=True, kw_only=True, eq=False)
class Scores:
    """The scores that occur, each once, with how much stands at each.

    Args:
        values: The scores, growing.
        for_same: Weight of the comparisons of the same source at each.
        for_different: Weight of the comparisons of different sources.
    """

    values: NDArray[np.float64]
    for_same: NDArray[np.float64]
    for_different: NDArray[np.float64]

    @classmethod
    def of(cls, scores: NDArray[np.float64], same: NDArray[np.bool_], weights: NDArray[np.float64]) -> Scores:
        """Gather scores, each with its truth and its weight."""
        kept = weights > 0
        values, places = np.unique(scores[kept], return_inverse=True)
        same, weights = same[kept], weights[kept]
        return cls(
            values=values,
            for_same=np.bincount(places, weights * same, minlength=len(values)).astype(np.float64),
            for_different=np.bincount(places, weights * ~same, minlength=len(values)).astype(np.float64),
        )

    @property
    def enough(self) -> bool:
        """Whether both sources occur."""
        return bool(self.for_same.sum() > 0 and self.for_different.sum() > 0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Calibration:
    """What was learnt: a likelihood ratio for each score.

    Args:
        values: The scores that were seen, growing.
        ratios: The decimal logarithm of the ratio at each.
        line: Intercept and slope of the logarithm over the score; None where it is no line.
    """

    values: NDArray[np.float64]
    ratios: NDArray[np.float64]
    line: tuple[float, float] | None

    def log10_lr(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the decimal logarithms of the ratios of scores; one that lies beyond what was seen has that of the end.

        Between two scores that were seen, a line is followed; without one, the ratio that says less of the two holds.
        """
        held = np.clip(scores, self.values[0], self.values[-1])
        if self.line is not None:
            return self.line[0] + self.line[1] * held
        above = np.searchsorted(self.values, held, side="left")
        below = np.searchsorted(self.values, held, side="right") - 1
        one, other = self.ratios[below], self.ratios[above]
        return np.where(np.abs(one) <= np.abs(other), one, other)


def learn(scores: Scores, method: str) -> Calibration:
    """Learn likelihood ratios from scores of both sources.

    Args:
        scores: The scores; both sources occur.
        method: One of :data:`METHODS`.

    Returns:
        What was learnt.
    """
    if method == "isotonic":
        # One comparison more that misleads, at either end: no finite number of comparisons shows an infinite ratio.
        for_same, for_different = scores.for_same.copy(), scores.for_different.copy()
        for_same[0] += 1
        for_different[-1] += 1
        return Calibration(values=scores.values, ratios=pooled(for_same, for_different), line=None)
    intercept, slope = _logistic(scores)
    return Calibration(values=scores.values, ratios=intercept + slope * scores.values, line=(intercept, slope))


def _logistic(scores: Scores) -> tuple[float, float]:
    """Fit the logarithm of the ratio as a line, by iteratively reweighted least squares.

    Both sources have the same weight in all, however many comparisons there are of each. So the odds that are fitted
    are the ratio itself.

    Source: G. S. Morrison, Tutorial on logistic-regression calibration and fusion, Australian Journal of Forensic
    Sciences 45, 2013, pages 173 to 197 (the abstract); the penalty is our choice.
    """
    values = scores.values
    total = float(scores.for_same.sum() + scores.for_different.sum())
    halves = [total / 2 * each / each.sum() for each in (scores.for_same, scores.for_different)]
    weights = halves[0] + halves[1]
    middle = float(np.average(values, weights=weights))
    width = float(np.sqrt(np.average((values - middle) ** 2, weights=weights)))
    if width == 0:
        return 0.0, 0.0
    design = np.column_stack([np.ones_like(values), (values - middle) / width])
    held_back = np.diag([0.0, PENALTY * (_narrower(scores) / width) ** 2])
    found = np.zeros(2)
    for _round in range(_MOST_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -700, 700)))
        rise = design.T @ (halves[0] - weights * chance) - held_back @ found
        bend = (design * (weights * chance * (1 - chance))[:, None]).T @ design + held_back
        # A grain on the diagonal: where all chances are 0 or 1, nothing would hold the intercept.
        step = np.linalg.solve(bend + 1e-12 * np.eye(2), rise)
        step *= min(1.0, 4 / float(np.abs(step).max() or 1.0))
        found = found + step
        if np.abs(step).max() < _ENOUGH:
            break
    slope = float(found[1]) / width
    return (float(found[0]) - slope * middle) / float(np.log(10)), slope / float(np.log(10))


def _narrower(scores: Scores) -> float:
    """Give the width of the narrower group of scores, and at least that of scores that can't be told apart."""
    widths = []
    for weights in (scores.for_same, scores.for_different):
        middle = np.average(scores.values, weights=weights)
        widths.append(float(np.sqrt(np.average((scores.values - middle) ** 2, weights=weights))))
    # A group whose scores are all alike has no width; two neighbouring scores are as far apart as can be told.
    return max(min(widths), float(np.diff(scores.values).min()) / 2**0.5)
