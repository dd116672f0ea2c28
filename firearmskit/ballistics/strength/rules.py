"""What a fixed rule costs: how often "at least six congruent cells" excludes the right firearm, or includes another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from firearmskit.arguments import figure, of_type, whole
from firearmskit.ballistics.strength.population import Population
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Rate", "Rule", "rate", "rule"]


@dataclass(frozen=True, kw_only=True)
class Rate:
    """How often something came true.

    Args:
        count: How often it did.
        of: How often it could have.
        low: Lower limit of the share (Clopper and Pearson).
        high: Upper limit.
        level: How often such limits hold, at least, if the cases don't depend on each other.
    """

    count: int
    of: int
    low: float
    high: float
    level: float

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.count / self.of

    def describe(self) -> str:
        """Say it in words."""
        return _("{count} of {all} ({share:.1f} %; {level:g} % limits: {low:.2f} % and {high:.2f} %)").format(
            count=self.count,
            all=self.of,
            share=100 * self.share,
            level=100 * self.level,
            low=100 * self.low,
            high=100 * self.high,
        )


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a fixed rule does to a population.

    Args:
        of: Which scores.
        at_least: From which score on the rule includes.
        false_exclusions: Comparisons of the same source that it excludes.
        false_inclusions: Comparisons of different sources that it includes.
        population: Name of the population.
    """

    of: str
    at_least: float
    false_exclusions: Rate
    false_inclusions: Rate
    population: str

    def describe(self) -> str:
        """Say in sentences what the rule costs."""
        return " ".join(
            [
                _("In the population {name}, the rule “{of} is at least {least:g}” does this.").format(
                    name=quote(self.population), of=self.of, least=self.at_least
                ),
                _("It excludes {count} of the same source.").format(count=self.false_exclusions.describe()),
                _("It includes {count} of different sources.").format(count=self.false_inclusions.describe()),
                _("The limits are too narrow where comparisons share a firearm. A rate of 0 isn't a chance of 0."),
            ]
        )


def rule(population: Population, *, of: str = "cmc", at_least: float = 6, level: float = 0.95) -> Rule:
    """Count what a fixed rule gets wrong.

    Six congruent cells is the number that was suggested first, for 40 cartridge cases of ten pistol slides. A rule says
    less than a likelihood ratio: five cells and none are the same to it, and so are six and thirty.

    Args:
        population: The population.
        of: Which of its scores.
        at_least: From which score on the rule includes.
        level: The level of the limits.

    Returns:
        The false exclusions and the false inclusions.

    Raises:
        UnknownCodeError: The population has no such scores.
        InputError: A figure can't be used.

    Source: J. Song and others, Estimating error rates for firearm evidence identifications in forensic science,
    Forensic Science International 284, 2018, pages 15 to 32 (the abstract).
    """
    scores = of_type(population, Population, "population").scores_of(of)
    included = scores >= figure(at_least, "at_least")
    same = population.same
    return Rule(
        of=of,
        at_least=at_least,
        false_exclusions=rate(int((~included & same).sum()), int(same.sum()), level=level),
        false_inclusions=rate(int((included & ~same).sum()), int((~same).sum()), level=level),
        population=population.name,
    )


def rate(count: int, of: int, *, level: float = 0.95) -> Rate:
    """Give a share with the limits of Clopper and Pearson, which hold at least as often as they say.

    Args:
        count: How often it came true.
        of: How often it could have, at least 1.
        level: How often such limits hold, at least, if the cases don't depend on each other.

    Returns:
        The share with its limits.

    Raises:
        InputError: A figure can't be used.

    >>> found = rate(0, 100)
    >>> found.low, round(found.high, 4)
    (0.0, 0.0362)
    """
    if not 0 <= whole(count, "count") <= whole(of, "of") or not 1 <= of <= 10_000_000:
        raise InputError(_("{count} of {all} is no share").format(count=quote(count), all=quote(of)))
    if not 0 < figure(level, "level") < 1:
        raise InputError(_("level is {value}; it lies between 0 and 1").format(value=quote(level)))
    tail = (1 - level) / 2
    low = 0.0 if count == 0 else _solved(lambda share: 1 - _at_most(count - 1, of, share) < tail)
    high = 1.0 if count == of else _solved(lambda share: _at_most(count, of, share) > tail)
    return Rate(count=count, of=of, low=low, high=high, level=level)


def _solved(below: Callable[[float], bool]) -> float:
    """Give the share up to which something is true, by halving."""
    low, high = 0.0, 1.0
    for _round in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _at_most(count: int, of: int, share: float) -> float:
    """Give the chance that something with this share comes true no more often."""
    k = np.arange(count + 1)
    ways = np.concatenate([[0.0], np.cumsum(np.log(np.arange(of, of - count, -1)) - np.log(np.arange(1, count + 1)))])
    return float(np.exp(ways + k * np.log(share) + (of - k) * np.log1p(-share)).sum())
