"""How far may a likelihood ratio go? No further than the comparisons reach that it was tried on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.strength.measures import checked

__all__ = ["Bounds", "elub"]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The smallest and the largest likelihood ratio that may be reported, as decimal logarithms.

    Args:
        lower: 0 or less.
        upper: 0 or more.
    """

    lower: float
    upper: float

    def hold(self, log10_lr: float) -> float:
        """Give a ratio, or the bound beyond which it lies."""
        return min(max(log10_lr, self.lower), self.upper)


def elub(log10_lr: Any, same: Any) -> Bounds:
    """Give the empirical lower and upper bound of likelihood ratios (ELUB).

    Of each threshold it is asked whether deciding by the ratios would cost less than deciding without them, if one
    more ratio misled on either side. As soon as it wouldn't, the bound is reached. With few comparisons a large ratio
    can't be defended, however well the scores are parted.

    Args:
        log10_lr: Decimal logarithm of likelihood ratios of comparisons that weren't learnt from.
        same: Of each, whether both marks were of the same source.

    Returns:
        The bounds. Those of ratios that help at no threshold are both 0.

    Raises:
        InputError: These aren't numbers and truths of the same count, or one of the two sources doesn't occur.

    Source: P. Vergeer, A. van Es, A. de Jongh, I. Alberink and R. D. Stoel, Numerical likelihood ratios outputted by LR
    systems are often based on extrapolation: when to stop extrapolating? Science and Justice 56, 2016, pages 482 to
    491: the abstract, and the procedure as the library ``lir`` of the Netherlands Forensic Institute documents it.
    Here thresholds are exact, not on a grid.

    >>> found = elub([3.0] * 9 + [-3.0] * 99, [True] * 9 + [False] * 99)
    >>> round(10**found.upper), round(10**-found.lower, 1)
    (90, 9.9)
    """
    ratios, truth = checked(log10_lr, same)
    return Bounds(lower=-_upper(-ratios, ~truth), upper=_upper(ratios, truth))


def _upper(ratios: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """Give the largest threshold up to which the ratios are worth more than none."""
    for_same, for_different = np.sort(ratios[truth]), np.sort(ratios[~truth])
    steps = np.unique(np.append(ratios[ratios > 0], 0.0))
    for start, end in zip(steps, np.append(steps[1:], np.inf), strict=True):
        # From one ratio to the next, a threshold accepts the same comparisons: those above it.
        accepted = len(for_same) - np.searchsorted(for_same, start, side="right")
        misled = len(for_different) - np.searchsorted(for_different, start, side="right") + 1
        if accepted == 0:
            return float(start)
        share_same, share_different = accepted / (len(for_same) + 1), misled / (len(for_different) + 1)
        limit = float(np.log10(share_same / share_different))
        if limit < end:
            return max(float(start), limit)
    raise AssertionError("a threshold beyond every ratio accepts none")  # pragma: no cover
