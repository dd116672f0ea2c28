"""What is learnt from scores is the best of its kind, and is finite whatever the scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.strength import METHODS, PENALTY
from firearmskit.ballistics.strength.calibrating import Scores, learn
from tests.ballistics.strength.making import made_up

WEIGHTED = st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.integers(1, 3)), min_size=2, max_size=40).filter(
    lambda rows: len({same for _score, same, _weight in rows}) == 2
)


def gathered(rows, swap=False):
    """Gather scores with truths and weights."""
    return Scores.of(
        np.array([float(score) for score, _same, _weight in rows]),
        np.array([same != swap for _score, same, _weight in rows]),
        np.array([float(weight) for _score, _same, weight in rows]),
    )


@given(WEIGHTED)
def test_a_weight_counts_as_so_many_comparisons(rows):
    """Twice the weight is the comparison twice."""
    several = [(score, same, 1) for score, same, weight in rows for _time in range(weight)]
    one, other = gathered(rows), gathered(several)
    assert one.for_same.tolist() == other.for_same.tolist()
    assert one.for_different.tolist() == other.for_different.tolist()


@given(WEIGHTED, st.sampled_from(sorted(METHODS)))
def test_ratios_are_finite_whatever_the_scores(rows, method):
    """Also where no scores overlap, or all are alike."""
    found = learn(gathered(rows), method)
    assert np.isfinite(found.ratios).all()
    assert np.isfinite(found.log10_lr(np.array([-5.0, 3.5, 99.0]))).all()


@given(WEIGHTED)
def test_swapping_the_propositions_inverts_the_ratio_of_a_line(rows):
    """What speaks for one by so much speaks against the other by as much."""
    assert learn(gathered(rows, swap=True), "logistic").ratios == pytest.approx(
        -learn(gathered(rows), "logistic").ratios, abs=1e-6
    )


@given(WEIGHTED, st.floats(0.1, 50), st.floats(-100, 100))
def test_the_unit_of_a_score_doesnt_matter(rows, factor, shift):
    """Scores in another unit give the same ratios."""
    plain = gathered(rows)
    scaled = Scores(values=plain.values * factor + shift, for_same=plain.for_same, for_different=plain.for_different)
    for method in METHODS:
        assert learn(scaled, method).ratios == pytest.approx(learn(plain, method).ratios, abs=1e-5)


@given(WEIGHTED)
def test_steps_never_fall(rows):
    """A higher score never has a smaller ratio, where ratios are steps."""
    assert (np.diff(learn(gathered(rows), "isotonic").ratios) >= -1e-12).all()


def cost(scores, line):
    """Give what the regression makes small, written down from its definition."""
    natural = np.log(10) * (line[0] + line[1] * scores.values)
    total = scores.for_same.sum() + scores.for_different.sum()
    same, different = (each / each.sum() * total / 2 for each in (scores.for_same, scores.for_different))
    misfit = (same * np.logaddexp(0, -natural) + different * np.logaddexp(0, natural)).sum()
    widths = []
    for weights in (scores.for_same, scores.for_different):
        middle = np.average(scores.values, weights=weights)
        widths.append(np.sqrt(np.average((scores.values - middle) ** 2, weights=weights)))
    return misfit + PENALTY / 2 * (np.log(10) * line[1] * min(widths)) ** 2


def test_the_line_is_the_best_one():
    """No line near the one that is found costs less."""
    population = made_up(3)
    scores = Scores.of(population.scores_of("cmc"), population.same, np.ones(len(population.first)))
    line = learn(scores, "logistic").line
    for change in ((0.01, 0), (-0.01, 0), (0, 0.001), (0, -0.001), (0.01, -0.001), (-0.01, 0.001)):
        assert cost(scores, line) < cost(scores, (line[0] + change[0], line[1] + change[1]))


def test_scores_beyond_what_was_seen_have_the_ratio_of_the_end():
    """Nothing is extrapolated."""
    found = learn(gathered([(2, False, 1), (5, True, 1), (3, False, 1), (9, True, 1)]), "logistic")
    assert found.log10_lr(np.array([-100.0, 2.0, 9.0, 400.0])).tolist() == [
        *[found.ratios[0]] * 2,
        *[found.ratios[-1]] * 2,
    ]


def test_between_two_steps_the_ratio_that_says_less_holds():
    """A score that wasn't seen has the ratio of its neighbour that is nearer to 1."""
    found = learn(gathered([(0, False, 50), (4, True, 10), (4, False, 1), (8, True, 50)]), "isotonic")
    low, middle, high = found.ratios
    assert low < 0 < middle < high
    assert found.log10_lr(np.array([6.0]))[0] == middle
    assert abs(found.log10_lr(np.array([2.0]))[0]) == min(abs(low), abs(middle))
