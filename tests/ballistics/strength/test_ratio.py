"""A likelihood ratio comes with its interval, its bounds, its population and its limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit.ballistics.strength import METHODS, Population, likelihood_ratio
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.strength.making import SAID, made_up, shuffled

QUICK = {"resamples": 60, "folds": 4}


@settings(max_examples=25)
@given(st.integers(0, 40), st.sampled_from(sorted(METHODS)), st.integers(1, 3))
def test_a_ratio_lies_in_its_interval_and_both_within_the_bounds(score, method, seed):
    """Whatever the score."""
    found = likelihood_ratio(score, made_up(seed), method=method, **QUICK)
    assert found.bounds.lower <= found.low <= found.log10_lr <= found.high <= found.bounds.upper
    assert (found.reached is not None) <= (found.log10_lr in (found.bounds.lower, found.bounds.upper))


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_higher_score_never_says_less_for_the_same_source(method):
    """The ratio grows with the score, or stays."""
    ratios = [likelihood_ratio(score, made_up(2), method=method, **QUICK).log10_lr for score in range(0, 41, 2)]
    assert (np.diff(ratios) >= -1e-12).all()
    assert ratios[0] < 0 < ratios[-1]


@settings(max_examples=5)
@given(st.integers(0, 20), st.integers(0, 99))
def test_the_order_of_the_comparisons_doesnt_matter(score, order):
    """The same comparisons in another order give the same ratio and the same interval."""
    population = made_up(2)
    one, other = (likelihood_ratio(score, each, **QUICK) for each in (population, shuffled(population, order)))
    assert (one.log10_lr, one.low, one.high) == pytest.approx((other.log10_lr, other.low, other.high), abs=1e-8)


def test_a_wider_level_gives_a_wider_interval_and_a_seed_the_same():
    """The interval is that of its level, and the same call gives the same numbers."""
    narrow, wide = (likelihood_ratio(3, made_up(2), level=level, **QUICK) for level in (0.5, 0.99))
    assert wide.low < narrow.low < narrow.high < wide.high
    again = likelihood_ratio(3, made_up(2), level=0.5, **QUICK)
    assert (again.low, again.high) == (narrow.low, narrow.high)


def test_an_interval_by_firearms_is_wider_than_one_by_comparisons():
    """Ten comparisons of each firearm don't say ten times as much: comparisons that share a firearm come together."""
    draws = np.random.default_rng(3)
    codes = [f"P{number}" for number in range(30)]
    usual = draws.normal(6, 3, 30)
    first = [code for code in codes for _time in range(10)] + [codes[at] for at in range(29)]
    second = [code for code in codes for _time in range(10)] + [codes[at + 1] for at in range(29)]
    scores = [usual[at] + draws.normal(0, 0.1) for at in range(30) for _time in range(10)] + list(
        draws.normal(0, 2, 29)
    )
    population = Population(name="Repeated", **SAID, first=first, second=second, scores={"s": scores})
    by_firearm = likelihood_ratio(4.0, population, of="s", **QUICK)
    alone = Population(
        name="Taken apart", **SAID,
        first=[f"X{at}" for at in range(300)] + [f"Y{at}" for at in range(29)],
        second=[f"X{at}" for at in range(300)] + [f"Z{at}" for at in range(29)], scores={"s": scores},
    )  # fmt: skip
    by_comparison = likelihood_ratio(4.0, alone, of="s", **QUICK)
    assert by_firearm.high - by_firearm.low > by_comparison.high - by_comparison.low


def test_a_score_that_the_population_hasnt_is_said_so():
    """Its ratio is that of the last score that was seen, and the words say which."""
    population = made_up(2)
    most = int(population.scores_of("cmc").max())
    seen, beyond = (likelihood_ratio(score, population, **QUICK) for score in (most, most + 40))
    assert beyond.beyond == "above"
    assert seen.beyond is None
    assert beyond.log10_lr == seen.log10_lr
    assert f"No comparison of the population has such a score; the ratio is that of the nearest one, {most}." in (
        beyond.describe()
    )


def test_a_ratio_at_a_bound_is_said_to_be_one():
    """Well parted scores of few firearms reach the bound, however large the score."""
    found = likelihood_ratio(30, made_up(2, apart=40), **QUICK)
    assert found.reached == "upper"
    assert found.log10_lr == found.bounds.upper < np.log10(161)
    assert "(empirical bound, ELUB)" in found.describe()


def test_it_tells_all_that_a_report_needs():
    """Score, both propositions, ratio, words, population and who isn't in it, the other method, validation, limits."""
    population = made_up(2)
    found = likelihood_ratio(9, population, cells=30, **QUICK)
    told = found.describe()
    for words in (
        "Score cmc: 9, with 30 cells compared.",
        "Proposition 1: one firearm made both marks.",
        "Proposition 2: two different firearms, like those of the population, made them.",
        "The likelihood ratio is",
        "times as probable if proposition 1 is true as if proposition 2 is.",
        found.words,
        "Offices use different words for the same number.",
        population.describe("cmc"),
        "by pool adjacent violators it would be",
        "Cllr is",
        "The ratio isn't the probability that one firearm made both marks.",
    ):
        assert words in told
    assert "match" not in told
    low = likelihood_ratio(0, population, cells=30, **QUICK).describe()
    assert "times as probable if proposition 2 is true as if proposition 1 is." in low
    assert "have this score or a lower one" in low


def test_what_isnt_known_is_said():
    """Parts that the population doesn't state, cells that aren't given, and a number of cells that isn't in it."""
    population = made_up(2, instrument=None, ammunition=None)
    limits = likelihood_ratio(9, population, **QUICK).limits
    assert "The population doesn't say: Ammunition, Instrument." in limits
    assert any(
        each.startswith("It isn't said how many cells were compared; in the population it was 20 to") for each in limits
    )
    few = likelihood_ratio(9, population, cells=12, **QUICK).limits
    assert any("12 cells were compared" in each for each in few)
    assert not any("cells" in each for each in likelihood_ratio(9, population, cells=30, **QUICK).limits)


def test_scores_that_point_the_other_way_are_said_to():
    """Where higher scores occur for different sources, the ratio follows, and a sentence says so."""
    plain = made_up(2)
    turned = Population(
        name="Turned", **SAID, first=plain.first, second=plain.second, scores={"distance": 40 - plain.scores_of("cmc")}
    )
    found = likelihood_ratio(39, turned, of="distance", **QUICK)
    assert found.log10_lr < 0
    assert "In this population, higher scores speak for different sources." in found.limits


@pytest.mark.parametrize(
    ("score", "how", "message"),
    [
        (16.5, {}, '"16.5" isn\'t a number of congruent cells'),
        (-1, {}, '"-1"'),
        (16, {"cells": 12}, "16 congruent cells of 12 can't be"),
        (16, {"cells": 0}, '"0" cells can\'t be compared'),
        (float("nan"), {}, 'score must be a number, not "nan"'),
        ("16", {}, 'score must be a number, not "16"'),
        (1.2, {"of": "fraction"}, '"1.2" isn\'t a fraction of the cells'),
        (3, {"level": 1}, 'level is "1"'),
        (3, {"resamples": 3}, 'resamples is "3"'),
        (3, {"folds": 1}, 'folds is "1"'),
    ],
)
def test_what_is_no_score_is_refused(score, how, message):
    """The message quotes what is wrong."""
    with pytest.raises(InputError) as caught:
        likelihood_ratio(score, made_up(2), **how)
    assert message in str(caught.value)


def test_unknown_words_are_named():
    """A method, a score or a population that isn't one."""
    with pytest.raises(UnknownCodeError, match='"guess"'):
        likelihood_ratio(3, made_up(2), method="guess")
    with pytest.raises(UnknownCodeError, match='"ccf"'):
        likelihood_ratio(3, made_up(2), of="ccf")
    with pytest.raises(InputError, match="population must be of the type Population"):
        likelihood_ratio(3, "Glock")
