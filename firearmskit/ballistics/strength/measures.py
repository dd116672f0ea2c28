"""How good are likelihood ratios of which the truth is known? Cost, calibration, and how often they mislead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Tippett", "cllr", "cllr_cal", "cllr_min", "pav", "tippett"]


def cllr(log10_lr: Any, same: Any) -> float:
    """Give the cost of log likelihood ratios.

    It is 0 where each ratio is infinitely right, and 1 where each says nothing, which is a ratio of 1. A ratio that
    misleads costs the more, the stronger it is.

    Args:
        log10_lr: Decimal logarithm of each likelihood ratio.
        same: Of each, whether both marks were of the same source.

    Returns:
        The cost; infinite where an infinite ratio misleads.

    Raises:
        InputError: These aren't numbers and truths of the same count, or one of the two sources doesn't occur.

    Source: N. Brümmer and J. du Preez, Application-independent evaluation of speaker detection, Computer Speech and
    Language 20, 2006, pages 230 to 275, as several public implementations give it.

    >>> cllr([0.0, 0.0], [True, False])
    1.0
    >>> round(cllr([2.0, 1.0, -2.0], [True, True, False]), 3)
    0.045
    """
    ratios, truth = checked(log10_lr, same)
    natural = np.log(10) * ratios
    cost = np.logaddexp(0, -natural[truth]).mean() + np.logaddexp(0, natural[~truth]).mean()
    return float(cost / (2 * np.log(2)))


def cllr_min(log10_lr: Any, same: Any) -> float:
    """Give the cost that remains after the best calibration that keeps the order: how well the two sources are parted.

    Args:
        log10_lr: Decimal logarithm of each likelihood ratio, or any score that grows with it.
        same: Of each, whether both marks were of the same source.

    Returns:
        The cost after :func:`pav`, never more than :func:`cllr`.

    >>> cllr_min([0.2, 0.1], [True, False])
    0.0
    """
    return cllr(pav(log10_lr, same), same)


def cllr_cal(log10_lr: Any, same: Any) -> float:
    """Give the part of the cost that better calibration would save: ``cllr`` less ``cllr_min``."""
    return cllr(log10_lr, same) - cllr_min(log10_lr, same)


def pav(log10_lr: Any, same: Any) -> NDArray[np.float64]:
    """Calibrate ratios or scores as well as their own truth allows, without changing their order.

    Neighbours that stand in the wrong order are pooled until none does (pool adjacent violators). It needs the truth,
    so it shows how good a calibration could have been, and is none to report with.

    Args:
        log10_lr: Decimal logarithm of each likelihood ratio, or any score that grows with it.
        same: Of each, whether both marks were of the same source.

    Returns:
        Decimal logarithm of the calibrated ratio of each, in the order handed over; infinite at the ends.

    Raises:
        InputError: These aren't numbers and truths of the same count, or one of the two sources doesn't occur.

    >>> pav([3.0, 2.0, 1.0, 0.0], [True, False, True, False])
    array([ inf,   0.,   0., -inf])
    """
    ratios, truth = checked(log10_lr, same)
    values, places = np.unique(ratios, return_inverse=True)
    for_same = np.bincount(places[truth], minlength=len(values)).astype(float)
    for_different = np.bincount(places[~truth], minlength=len(values)).astype(float)
    return pooled(for_same, for_different)[places]


def pooled(for_same: NDArray[np.float64], for_different: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the decimal logarithms of the ratios that grow with the score and fit the weights best.

    Args:
        for_same: Weight of the comparisons of the same source at each score, in the order of the scores.
        for_different: The same for different sources. At no score are both 0.
    """
    blocks: list[list[float]] = []
    for one, other in zip(for_same.tolist(), for_different.tolist(), strict=True):
        blocks.append([one, other, 1])
        # one block's share of the same source must be less than that of the next one
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [here + there for here, there in zip(blocks[-1], last, strict=True)]
    weights = np.array(blocks)
    with np.errstate(divide="ignore"):
        ratios = np.log10(weights[:, 0] / for_same.sum()) - np.log10(weights[:, 1] / for_different.sum())
    return np.repeat(ratios, weights[:, 2].astype(int))


@dataclass(frozen=True, kw_only=True, eq=False)
class Tippett:
    """How many ratios are at least as large as each of them.

    Args:
        log10_lr: Each ratio that occurs, once, from the smallest.
        same_at_least: Of marks of the same source, the share of ratios that are at least as large.
        different_at_least: The same of marks of different sources.
        misleading_same: Share of ratios below 1 where the source is the same.
        misleading_different: Share of ratios above 1 where the sources differ.
    """

    log10_lr: NDArray[np.float64]
    same_at_least: NDArray[np.float64]
    different_at_least: NDArray[np.float64]
    misleading_same: float
    misleading_different: float


def tippett(log10_lr: Any, same: Any) -> Tippett:
    """Count how many ratios are at least as large as each, for either truth.

    Args:
        log10_lr: Decimal logarithm of each likelihood ratio.
        same: Of each, whether both marks were of the same source.

    Returns:
        The shares, and how often ratios mislead.

    Raises:
        InputError: These aren't numbers and truths of the same count, or one of the two sources doesn't occur.

    >>> found = tippett([2.0, -0.5, 0.3, -2.0], [True, True, False, False])
    >>> found.same_at_least, found.misleading_same, found.misleading_different
    (array([1. , 1. , 0.5, 0.5]), 0.5, 0.5)
    """
    ratios, truth = checked(log10_lr, same)
    values = np.unique(ratios)
    shares = [1 - np.searchsorted(np.sort(group), values) / len(group) for group in (ratios[truth], ratios[~truth])]
    return Tippett(
        log10_lr=values,
        same_at_least=shares[0],
        different_at_least=shares[1],
        misleading_same=float(np.mean(ratios[truth] < 0)),
        misleading_different=float(np.mean(ratios[~truth] > 0)),
    )


def checked(log10_lr: Any, same: Any) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give ratios and truths as arrays.

    Raises:
        InputError: They aren't numbers and truths of the same count, or one of the two sources doesn't occur.
    """
    try:
        ratios, truth = np.asarray(log10_lr, dtype=np.float64), np.asarray(same)
    except (TypeError, ValueError, OverflowError):
        raise InputError(_("log10_lr: {value} aren't numbers").format(value=quote(log10_lr))) from None
    if ratios.ndim != 1 or np.isnan(ratios).any():
        raise InputError(_("log10_lr: {value} isn't a list of numbers").format(value=quote(log10_lr)))
    if truth.shape != ratios.shape or not np.isin(truth, (0, 1)).all():
        raise InputError(
            _("same: {value} isn't True or False for each of {count} ratios").format(
                value=quote(same), count=len(ratios)
            )
        )
    truth = truth.astype(bool)
    if truth.all() or not truth.any():
        raise InputError(_("same: {value} must hold both True and False").format(value=quote(same)))
    return ratios, truth
