"""A fixed rule is counted exactly, and its limits hold as often as they say."""

from __future__ import annotations

from math import comb

import pytest

from firearmskit.ballistics.strength import Population, rate, rule
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.strength.making import SAID, made_up


def test_a_rule_is_counted_by_hand():
    """Scores of the same source below the limit are false exclusions, others at or above it false inclusions."""
    population = Population(
        name="By hand", **SAID, first=["A", "B", "C", "A", "B"], second=["A", "B", "C", "B", "C"],
        scores={"cmc": [5, 6, 20, 6, 0]},
    )  # fmt: skip
    found = rule(population, at_least=6)
    assert (found.false_exclusions.count, found.false_exclusions.of) == (1, 3)
    assert (found.false_inclusions.count, found.false_inclusions.of) == (1, 2)
    told = found.describe()
    assert "“cmc is at least 6”" in told
    assert "It excludes 1 of 3 (33.3 %; 95 % limits:" in told
    assert "A rate of 0 isn't a chance of 0." in told


@pytest.mark.parametrize(("of", "level"), [(1, 0.9), (20, 0.95), (1327, 0.95)])
def test_limits_of_none_and_all_are_those_of_the_formula(of, level):
    """Of none in n, the upper limit is 1 less the n-th root of the tail."""
    none, all_ = rate(0, of, level=level), rate(of, of, level=level)
    tail = (1 - level) / 2
    assert (none.low, none.high) == pytest.approx((0, 1 - tail ** (1 / of)))
    assert (all_.low, all_.high) == pytest.approx((tail ** (1 / of), 1))


@pytest.mark.parametrize("share", [0.01, 0.1, 0.37, 0.5, 0.93])
def test_limits_hold_at_least_as_often_as_they_say(share):
    """Reckoned for each count of 30, with its chance, the true share lies between the limits in 95 % or more."""
    of = 30
    hit = sum(
        comb(of, count) * share**count * (1 - share) ** (of - count)
        for count in range(of + 1)
        if rate(count, of).low <= share <= rate(count, of).high
    )
    assert hit >= 0.95


def test_known_limits():
    """Those of 5 of 20 are 8.66 and 49.10 percent, as tables have them."""
    found = rate(5, 20)
    assert (round(100 * found.low, 2), round(100 * found.high, 2)) == (8.66, 49.10)


@pytest.mark.parametrize(
    ("count", "of", "level", "message"),
    [
        (1, 0, 0.95, '"1" of "0"'),
        (-1, 5, 0.95, '"-1" of "5"'),
        (6, 5, 0.95, '"6" of "5"'),
        (1.5, 5, 0.95, 'count must be a whole number, not "1.5"'),
        (1, 5, 1, 'level is "1"'),
        (1, 5, float("nan"), "level must be a number"),
    ],
)
def test_what_is_no_share_is_refused(count, of, level, message):
    """The message quotes what is wrong."""
    with pytest.raises(InputError) as caught:
        rate(count, of, level=level)
    assert message in str(caught.value)


def test_a_rule_on_scores_that_arent_there_is_refused():
    """The message names them, and what is no number."""
    with pytest.raises(UnknownCodeError, match='"ccf"'):
        rule(made_up(), of="ccf")
    with pytest.raises(InputError, match='at_least must be a number, not "six"'):
        rule(made_up(), at_least="six")
