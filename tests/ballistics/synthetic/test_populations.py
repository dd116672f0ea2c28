"""The made-up population: enough of it to learn from, and not too good to be true."""

from __future__ import annotations

import numpy as np

from firearmskit.ballistics import strength
from firearmskit.ballistics.synthetic import made_up_population


def test_it_says_that_it_is_made_up():
    """Nobody who reads its description can take it for a measurement."""
    said = made_up_population().describe("cmc")
    assert "60 made-up pistols of one make" in said
    assert "Instrument: none: made up" in said


def test_both_errors_of_a_threshold_are_in_it():
    """A low threshold takes in some different pairs, and that of six cells leaves out every tenth same pair or more."""
    population = made_up_population()
    low, usual = (strength.rule(population, at_least=least) for least in (3, 6))
    assert low.false_inclusions.count > 0
    assert usual.false_exclusions.count >= 0.1 * np.sum(population.same)
    assert usual.false_inclusions.count == 0


def test_no_slide_is_more_often_there_than_another():
    """Each is in as many comparisons as the others, so that none of them decides the ratio."""
    population = made_up_population()
    codes, counts = np.unique([*population.first, *population.second], return_counts=True)
    assert len(codes) == 60
    assert set(counts) == {2 * 3 + 2 * 10}
