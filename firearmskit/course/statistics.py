"""What a group's points say, and how far they can be trusted; numbers in, numbers out.

A *share* is points earned divided by points that can be earned, from 0 to 1. What a group is too small to say is
``None``, never a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atan, atanh, cos, floor, pi, sin, sqrt, tanh
from statistics import NormalDist, fmean, stdev

__all__ = [
    "FEWEST_PAIRS",
    "FEWEST_PEOPLE",
    "Gain",
    "Item",
    "Share",
    "analyse",
    "gain",
    "item_rest_correlation",
    "mean_share",
    "most_chosen",
    "suppressed",
    "t_quantile",
    "upper_lower",
]

_CONFIDENCE = 0.95
FEWEST_PAIRS = 10
"""With fewer people who took both tests, no gain is claimed."""
FEWEST_PEOPLE = 10
"""With fewer people, nothing is said of whom an item tells apart."""
_GROUP = 0.27


@dataclass(frozen=True, kw_only=True)
class Share:
    """A mean share with an interval.

    Attributes:
        mean: From 0 to 1.
        low: Lower end of the 95 % interval.
        high: Upper end of the 95 % interval.
        n: How many people.
    """

    mean: float
    low: float
    high: float
    n: int


def mean_share(shares: Sequence[float]) -> Share | None:
    """Give the mean of shares, with Wilson's 95 % interval; ``None`` of nothing.

    Shares of points vary less than right and wrong answers with the same mean (the variance of what lies between 0 and
    1 is at most p(1 - p)), so the interval is rather too wide than too narrow, also in a group of five.

    Args:
        shares: One a person, from 0 to 1.

    Source:
        E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
        Statistical Association 22 (1927), 209-212; cited after the manual of the R package PropCIs, ``scoreci``.

    >>> half = mean_share([0.0, 1.0])
    >>> half.mean, round(half.low, 3), round(half.high, 3)
    (0.5, 0.095, 0.905)
    """
    n = len(shares)
    if not n:
        return None
    mean = min(1.0, max(0.0, fmean(shares)))
    z = NormalDist().inv_cdf((1 + _CONFIDENCE) / 2)
    middle = (mean + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(mean * (1 - mean) / n + z * z / (4 * n * n))
    # Rounding may leave an end on the wrong side of the mean by one part in 10^16.
    return Share(mean=mean, low=min(mean, max(0.0, middle - reach)), high=max(mean, min(1.0, middle + reach)), n=n)


def item_rest_correlation(item: Sequence[float], rest: Sequence[float]) -> float | None:
    """Correlate the shares of one item with the points of all the others: the corrected item-total correlation.

    Args:
        item: One a person.
        rest: The same persons' points in everything else.

    Returns:
        From -1 to 1; ``None`` for fewer than three people, or where everybody did equally well.
    """
    if len(item) < 3 or _flat(item) or _flat(rest):
        return None
    a, b = fmean(item), fmean(rest)
    together = sum((x - a) * (y - b) for x, y in zip(item, rest, strict=True))
    apart = sqrt(sum((x - a) ** 2 for x in item) * sum((y - b) ** 2 for y in rest))
    return max(-1.0, min(1.0, together / apart)) if apart else None


def _flat(values: Sequence[float]) -> bool:
    return max(values) - min(values) < 1e-9


def _fisher(r: float, n: int) -> tuple[float, float]:
    """Give Fisher's 95 % interval of a correlation; everything for fewer than four people."""
    if n < 4:
        return -1.0, 1.0
    if abs(r) >= 1:
        return r, r
    z = NormalDist().inv_cdf((1 + _CONFIDENCE) / 2) / sqrt(n - 3)
    return tanh(atanh(r) - z), tanh(atanh(r) + z)


def upper_lower(item: Sequence[float], totals: Sequence[float]) -> float | None:
    """Give the mean share of the best 27 % less that of the weakest 27 %.

    People with equal totals at the edge of a group enter it in equal parts, so that nobody's place in a list decides.

    Args:
        item: Shares of one item, one a person.
        totals: The same persons' points in everything.

    Returns:
        From -1 to 1; ``None`` where 27 % are fewer than two people, or where all totals are equal.

    Source:
        The groups of 27 % go back to Kelley (1939), as A. Tristán López says: The item discrimination index: does it
        work?, Rasch Measurement Transactions 12:1 (1998), 626, https://www.rasch.org/rmt/rmt121r.htm
    """
    size = floor(_GROUP * len(item) + 0.5)
    if size < 2 or _flat(totals):
        return None
    return _edge(item, [-total for total in totals], size) - _edge(item, totals, size)


def _edge(item: Sequence[float], keys: Sequence[float], size: int) -> float:
    """Give the mean of an item over those with the smallest keys."""
    ranked = sorted(keys)
    edge = ranked[size - 1]
    inside = [value for value, key in zip(item, keys, strict=True) if key < edge]
    tied = [value for value, key in zip(item, keys, strict=True) if key == edge]
    return (sum(inside) + (size - len(inside)) * fmean(tied)) / size


@dataclass(frozen=True, kw_only=True)
class Item:
    """What a group's points say of one item, a task or a part of one.

    Attributes:
        difficulty: Mean share; high is easy.
        discrimination: Correlation with the points of everything else, or ``None``.
        low: Lower end of its 95 % interval.
        high: Upper end.
        groups: The best 27 % less the weakest 27 %, or ``None``.
    """

    difficulty: Share
    discrimination: float | None
    low: float
    high: float
    groups: float | None

    @property
    def is_clear(self) -> bool:
        """Whether the group is large enough to say on which side of 0 the discrimination lies."""
        is_enough = self.discrimination is not None and self.difficulty.n >= FEWEST_PEOPLE
        return is_enough and (self.low > 0 or self.high < 0)


def analyse(points: Mapping[str, Sequence[float]], of: Mapping[str, float]) -> dict[str, Item]:
    """Analyse the items of one test.

    Args:
        points: ``{item: points, one a person}``; the same persons in the same order for each.
        of: ``{item: what it is worth}``.

    Returns:
        ``{item: what its points say}``; empty where nobody took the test.
    """
    found = {}
    totals = [sum(row) for row in zip(*points.values(), strict=True)]
    for name, earned in points.items():
        shares = [each / of[name] for each in earned]
        difficulty = mean_share(shares)
        if difficulty is None:
            continue
        rest = [total - each for total, each in zip(totals, earned, strict=True)]
        r = item_rest_correlation(shares, rest) if len(points) > 1 else None
        low, high = (-1.0, 1.0) if r is None else _fisher(r, len(shares))
        found[name] = Item(
            difficulty=difficulty,
            discrimination=r,
            low=low,
            high=high,
            groups=upper_lower(shares, totals) if len(points) > 1 else None,
        )
    return found


def t_quantile(probability: float, degrees: int) -> float:
    """Give a quantile of Student's distribution.

    Args:
        probability: Above 0.5 and below 1.
        degrees: Degrees of freedom, 1 or more.

    Source:
        M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, formulas 26.7.3 and 26.7.4 (the closed form
        for whole degrees of freedom); the tests hold it against printed tables.

    >>> round(t_quantile(0.975, 9), 3)
    2.262
    """

    def within(t: float) -> float:
        """Give the probability between -t and t."""
        angle = atan(t / sqrt(degrees))
        if degrees == 1:
            return 2 * angle / pi
        first = 1.0 if degrees % 2 == 0 else cos(angle)
        total, term = first, first
        for k in range(2 if degrees % 2 == 0 else 3, degrees - 1, 2):
            term *= (k - 1) / k * cos(angle) ** 2
            total += term
        return sin(angle) * total if degrees % 2 == 0 else 2 / pi * (angle + sin(angle) * total)

    low, high = 0.0, 1.0
    wanted = 2 * probability - 1
    while within(high) < wanted:
        high *= 2
    for _step in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle) < wanted else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True, kw_only=True)
class Gain:
    """How shares changed from a first test to a second.

    Attributes:
        before: The first test, over everybody who took it.
        after: The second test, over everybody who took it.
        pairs: How many took both.
        mean: Mean difference of those who took both, or ``None`` of fewer than two.
        low: Lower end of its 95 % interval.
        high: Upper end.
    """

    before: Share | None
    after: Share | None
    pairs: int
    mean: float | None
    low: float | None
    high: float | None

    @property
    def is_enough(self) -> bool:
        """Whether enough people took both tests for a claim."""
        return self.pairs >= FEWEST_PAIRS


def gain(before: Mapping[str, float], after: Mapping[str, float]) -> Gain:
    """Compare two tests: the mean difference of those who took both, with Student's paired 95 % interval.

    Args:
        before: ``{person: share}`` of the first test.
        after: ``{person: share}`` of the second.
    """
    both = sorted(before.keys() & after.keys())
    differences = [after[each] - before[each] for each in both]
    mean = low = high = None
    if len(both) >= 2:
        mean = fmean(differences)
        reach = t_quantile((1 + _CONFIDENCE) / 2, len(both) - 1) * stdev(differences) / sqrt(len(both))
        low, high = max(-1.0, mean - reach), min(1.0, mean + reach)
    return Gain(
        before=mean_share(list(before.values())),
        after=mean_share(list(after.values())),
        pairs=len(both),
        mean=mean,
        low=low,
        high=high,
    )


def suppressed(counts: Mapping[str, int], *, fewest: int = 5) -> set[str]:
    """Say which cells of a table must not be shown, so that nobody is found in a small group.

    A cell with fewer people than ``fewest`` is hidden. A hidden cell could be computed from the total when all others
    are shown, so the next smallest is hidden too, until those that are hidden hold ``fewest`` people together and are
    two at least.

    Args:
        counts: ``{cell: people}``, cells that add up to a total that is shown.
        fewest: The fewest people of a cell that is shown.

    >>> sorted(suppressed({"police": 12, "customs": 7, "prosecutors": 2}))
    ['customs', 'prosecutors']
    """
    people = {name: count for name, count in counts.items() if count}
    hidden = {name for name, count in people.items() if count < fewest}
    if not hidden:
        return set()
    rest = sorted((name for name in people if name not in hidden), key=lambda name: (people[name], name))
    while rest and (len(hidden) < 2 or sum(people[name] for name in hidden) < fewest):
        hidden.add(rest.pop(0))
    return hidden


def most_chosen(values: Iterable[str]) -> list[tuple[str, int]]:
    """Count values, the most frequent first; equal counts in alphabetical order."""
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
