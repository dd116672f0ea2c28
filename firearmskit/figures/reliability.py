"""Are probabilities as good as they say? Bins of predictions, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from firearmskit import language
from firearmskit.errors import InputError, quote
from firearmskit.figures.marks import check_number
from firearmskit.language import text as _

__all__ = ["ReliabilityBin", "describe_reliability", "reliability_bins"]

MOST_CASES = 5_000_000


@dataclass(frozen=True, kw_only=True)
class ReliabilityBin:
    """Predictions of about one probability.

    Args:
        predicted: Mean of the predicted probabilities, 0 to 1.
        observed: Share that came true, 0 to 1.
        count: How many predictions there are.

    Raises:
        InputError: A share isn't one, or there is no prediction.
    """

    predicted: float
    observed: float
    count: int

    def __post_init__(self) -> None:
        check_number("predicted", self.predicted, 0, 1)
        check_number("observed", self.observed, 0, 1)
        check_number("count", self.count, 1, 10**12, whole=True)


def reliability_bins(
    predicted: Iterable[float], observed: Iterable[bool], *, bins: int = 10
) -> tuple[ReliabilityBin, ...]:
    """Sort predictions into bins of equal width and count how often each came true.

    Args:
        predicted: The probability of each prediction, 0 to 1.
        observed: Whether each came true, in the same order.
        bins: How many bins there are, 2 to 20; empty ones are left out.

    Returns:
        The bins, from the least probable.

    Raises:
        InputError: There is no prediction, the two differ in length, or a value isn't what it should be.

    >>> [each.observed for each in reliability_bins([0.1, 0.1, 0.9, 0.9], [False, False, True, False])]
    [0.0, 0.5]
    """
    check_number("bins", bins, 2, 20, whole=True)
    chances, outcomes = (_listed(name, each) for name, each in (("predicted", predicted), ("observed", observed)))
    if len(chances) != len(outcomes) or not chances:
        raise InputError(
            _("There must be one observation for each prediction, and at least one: {predicted}, {observed}.").format(
                predicted=len(chances), observed=len(outcomes)
            )
        )
    sums = [[0, 0.0, 0] for _bin in range(bins)]
    for chance, outcome in zip(chances, outcomes, strict=True):
        check_number("predicted", chance, 0, 1)
        if outcome not in (0, 1):
            raise InputError(_("observed must be True or False, not {value}.").format(value=quote(outcome)))
        held = sums[min(int(chance * bins), bins - 1)]
        held[0] += 1
        held[1] += float(chance)
        held[2] += int(outcome)
    return tuple(
        ReliabilityBin(predicted=total / count, observed=right / count, count=int(count))
        for count, total, right in sums
        if count
    )


def _listed(name: str, values: Any) -> list[Any]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InputError(_("{name} must be a list of numbers, not {value}.").format(name=name, value=quote(values)))
    found = list(islice(values, MOST_CASES + 1))
    if len(found) > MOST_CASES:
        raise InputError(_("{name} holds more than {most} values.").format(name=name, most=MOST_CASES))
    return found


def check_bins(bins: Sequence[ReliabilityBin], tolerance: float) -> list[ReliabilityBin]:
    """Give bins in the order of their predictions.

    Raises:
        InputError: There is none or there are too many, one isn't a bin, or the tolerance isn't a share.
    """
    check_number("tolerance", tolerance, 0, 0.5)
    if isinstance(bins, str) or not isinstance(bins, Iterable):
        raise InputError(_("bins must be a list of figures.ReliabilityBin, not {value}.").format(value=quote(bins)))
    found = list(bins)
    for each in found:
        if not isinstance(each, ReliabilityBin):
            raise InputError(_("Each bin must be a figures.ReliabilityBin, not {value}.").format(value=quote(each)))
    if not 1 <= len(found) <= 20:
        raise InputError(_("A reliability plot shows 1 to 20 bins, not {count}.").format(count=len(found)))
    return sorted(found, key=lambda each: each.predicted)


def describe_reliability(bins: Sequence[ReliabilityBin], *, tolerance: float = 0.03) -> str:
    """Describe a reliability plot in words and numbers.

    Args:
        bins: What :func:`reliability_bins` gave; 1 to 20.
        tolerance: How far from the prediction is still good, as a share.

    Returns:
        Sentences in the language that is spoken now; the gap is the mean of the bins' gaps, weighted by their counts.

    Raises:
        InputError: There is no bin, or a value isn't what it should be.

    >>> print(describe_reliability(reliability_bins([0.1, 0.1, 0.9, 0.9], [False, False, True, True])))
    Reliability of 4 predictions, in 2 bins. Predicted 10 %, came true 0 % of 2; predicted 90 %, came true 100 % of 2. \
Mean gap, weighted: 10.0 points. Bins within 3 points: 0 of 2.
    """
    found = check_bins(bins, tolerance)
    total = sum(each.count for each in found)
    listed = "; ".join(
        _("predicted {predicted:.0f} %, came true {observed:.0f} % of {count}").format(
            predicted=100 * each.predicted, observed=100 * each.observed, count=each.count
        )
        for each in found
    )
    gap = sum(each.count * abs(each.predicted - each.observed) for each in found) / total
    near = sum(abs(each.predicted - each.observed) <= tolerance for each in found)
    return " ".join(
        [
            language.ngettext(
                "Reliability of {total} predictions, in {bins} bin.",
                "Reliability of {total} predictions, in {bins} bins.",
                len(found),
            ).format(total=total, bins=len(found)),
            listed[0].upper() + listed[1:] + ".",
            _("Mean gap, weighted: {gap:.1f} points.").format(gap=100 * gap),
            _("Bins within {points:g} points: {near} of {bins}.").format(
                points=round(100 * tolerance, 2), near=near, bins=len(found)
            ),
        ]
    )


def interval(each: ReliabilityBin) -> tuple[float, float]:
    """Give Wilson's interval of 95 % for the share that came true.

    Source:
        E. B. Wilson, Journal of the American Statistical Association 22, 1927, page 209.
    """
    z, n, share = 1.96, each.count, each.observed
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)
