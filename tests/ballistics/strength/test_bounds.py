"""Bounds are those of their definition, and no ratio passes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.strength import Bounds, elub
from tests.ballistics.strength.test_measures import RATIOS, parted


def worth_it(ratios, truth, log10_threshold):
    """Say whether deciding at a threshold costs no more than without ratios, if one more misleads on each side."""
    threshold = 10**log10_threshold
    missed = (np.sum(ratios[truth] <= log10_threshold) + 1) / (truth.sum() + 1)
    misled = (np.sum(ratios[~truth] > log10_threshold) + 1) / ((~truth).sum() + 1)
    return missed + threshold * misled <= min(1, threshold) * (1 + 1e-9)


@given(RATIOS)
def test_bounds_are_where_the_ratios_cease_to_be_worth_it(pairs):
    """Tried on a grid of thresholds, as the published procedure does it, the first failure is at the bound."""
    ratios, truth = parted(pairs)
    step = 0.01
    tried = np.arange(0, 7, step) + step / 3
    failed = [each for each in tried if not worth_it(ratios, truth, each)]
    assert elub(ratios, truth).upper == pytest.approx(min(failed), abs=1.01 * step)


@given(RATIOS)
def test_bounds_hold_one_on_either_side_and_stay_within_the_counts(pairs):
    """The ratio 1 is always allowed, and no bound is beyond the number of comparisons that would show it wrong."""
    ratios, truth = parted(pairs)
    bounds = elub(ratios, truth)
    assert -np.log10(truth.sum() + 1) < bounds.lower <= 0 <= bounds.upper < np.log10((~truth).sum() + 1)


@given(RATIOS)
def test_swapping_the_propositions_swaps_the_bounds(pairs):
    """The upper bound becomes the lower one."""
    ratios, truth = parted(pairs)
    one, other = elub(ratios, truth), elub(-ratios, ~truth)
    assert (one.lower, one.upper) == pytest.approx((-other.upper, -other.lower))


@given(st.floats(-3, 0), st.floats(0, 3), st.floats(-20, 20))
def test_no_ratio_passes_its_bounds(lower, upper, ratio):
    """A ratio within is kept, and one beyond is held."""
    held = Bounds(lower=lower, upper=upper).hold(ratio)
    assert lower <= held <= upper
    assert held == ratio or held in (lower, upper)


def test_ratios_that_are_wrong_have_no_room():
    """Where ratios say the contrary of the truth, only 1 may be said; infinite ones are bounded by the counts."""
    wrong = elub([-3.0] * 20 + [3.0] * 20, [True] * 20 + [False] * 20)
    assert (wrong.lower, wrong.upper) == (0, 0)
    right = elub([np.inf] * 20 + [-np.inf] * 20, [True] * 20 + [False] * 20)
    assert right.upper == pytest.approx(np.log10(20 / 21 * 21))
