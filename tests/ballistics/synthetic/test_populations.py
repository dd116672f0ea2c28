"""The made-up population: enough of it to learn from, and not too good to be true."""

from __future__ import annotations

import numpy as np

from firearmskit.ballistics import strength
from firearmskit.ballistics.synthetic import made_up_population

KINDS = ("false_exclusions", "false_inclusions")


def test_it_says_that_it_is_made_up():
    """Nobody who reads its description can take it for a measurement."""
    said = made_up_population().describe("cmc")
    assert "60 made-up pistols of one make" in said
    assert "Instrument: none: made up" in said


def test_both_errors_of_a_threshold_are_in_it():
    """That of six cells leaves same pairs out and takes a different one in; a higher one trades one for the other."""
    population = made_up_population()
    low, usual, high = (strength.rule(population, at_least=least) for least in (4, 6, 8))
    missed, taken = ([getattr(rule, kind).count for rule in (low, usual, high)] for kind in KINDS)
    assert missed == sorted(missed)
    assert taken == sorted(taken, reverse=True)
    assert 0.05 * np.sum(population.same) < missed[1] < missed[2]
    assert taken[0] > taken[1] > taken[2] == 0


def test_six_cells_are_weak_and_ten_reach_the_bound():
    """What M16 says of both holds: the least count of the rule is weak evidence, and ten cells are held at a bound."""
    six, ten = (strength.likelihood_ratio(cells, made_up_population(), cells=34, resamples=100) for cells in (6, 10))
    assert 2 <= 10**six.log10_lr < 10
    assert ten.reached == "upper"


def test_no_slide_is_more_often_there_than_another():
    """Each is in as many comparisons as the others, so that none of them decides the ratio."""
    population = made_up_population()
    codes, counts = np.unique([*population.first, *population.second], return_counts=True)
    assert len(codes) == 60
    assert set(counts) == {2 * 3 + 2 * 10}
