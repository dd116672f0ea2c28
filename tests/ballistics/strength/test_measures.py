"""Costs, calibration and shares are those of their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.strength import cllr, cllr_cal, cllr_min, pav, tippett
from firearmskit.errors import InputError

RATIOS = st.lists(
    st.tuples(st.floats(-6, 6).map(lambda x: round(x, 2)), st.booleans()), min_size=2, max_size=40
).filter(lambda pairs: len({same for _ratio, same in pairs}) == 2)


def parted(pairs):
    """Give ratios and truths apart."""
    return np.array([ratio for ratio, _same in pairs]), np.array([same for _ratio, same in pairs])


def test_cost_by_hand():
    """A ratio of 1 costs 1; the mean is taken within each source, whatever the counts."""
    assert cllr([0, 0, 0], [1, 0, 0]) == pytest.approx(1)
    by_hand = (math.log2(1 + 1 / 100) + (math.log2(1 + 10) + math.log2(1 + 0.1)) / 2) / 2
    assert cllr([2, 1, -1], [True, False, False]) == pytest.approx(by_hand)
    assert cllr([math.inf, -math.inf], [True, False]) == 0
    assert cllr([-math.inf, 0], [True, False]) == math.inf


@given(RATIOS)
def test_pooling_is_the_best_that_keeps_the_order(pairs):
    """It never falls, costs no more than what it calibrates, and changes nothing when it is done again."""
    ratios, truth = parted(pairs)
    calibrated = pav(ratios, truth)
    order = np.argsort(ratios, kind="stable")
    assert all(one <= other for one, other in zip(calibrated[order], calibrated[order][1:], strict=False))
    assert cllr_min(ratios, truth) <= cllr(ratios, truth) + 1e-9
    assert cllr_cal(ratios, truth) == pytest.approx(cllr(ratios, truth) - cllr_min(ratios, truth))
    assert pav(calibrated, truth) == pytest.approx(calibrated)


@given(RATIOS)
def test_pooling_is_that_of_its_definition(pairs):
    """Each pooled share is the largest over what begins before it of the smallest over what ends behind it."""
    ratios, truth = parted(pairs)
    values = sorted(set(ratios.tolist()))
    same = [int(truth[ratios == each].sum()) for each in values]
    count = [int((ratios == each).sum()) for each in values]

    def share(start, end):
        return sum(same[start : end + 1]) / sum(count[start : end + 1])

    wanted = [
        max(min(share(start, end) for end in range(at, len(values))) for start in range(at + 1))
        for at in range(len(values))
    ]
    prior = truth.sum() / (~truth).sum()
    for each, calibrated in zip(ratios, pav(ratios, truth), strict=True):
        chance = wanted[values.index(each)]
        odds = math.inf if chance == 1 else chance / (1 - chance)
        found = math.inf if calibrated == math.inf else 10**calibrated * prior
        assert found == pytest.approx(odds, abs=1e-9)


@given(RATIOS)
def test_swapping_the_propositions_changes_signs_alone(pairs):
    """The cost stays, and the misleading shares change places."""
    ratios, truth = parted(pairs)
    assert cllr(-ratios, ~truth) == pytest.approx(cllr(ratios, truth))
    assert cllr_min(-ratios, ~truth) == pytest.approx(cllr_min(ratios, truth))
    one, other = tippett(ratios, truth), tippett(-ratios, ~truth)
    assert (one.misleading_same, one.misleading_different) == (other.misleading_different, other.misleading_same)


@given(RATIOS)
def test_shares_of_a_tippett_plot_only_fall(pairs):
    """They begin at 1, fall with the ratio, and are counts of ratios at least as large."""
    ratios, truth = parted(pairs)
    found = tippett(ratios, truth)
    for shares, group in ((found.same_at_least, ratios[truth]), (found.different_at_least, ratios[~truth])):
        assert shares[0] == 1
        assert (np.diff(shares) <= 0).all()
        assert shares == pytest.approx([(group >= each).mean() for each in found.log10_lr])


@pytest.mark.parametrize(
    ("ratios", "same", "message"),
    [
        ([1, 2], [True, True], "must hold both True and False"),
        ([1, 2], [False, False], "must hold both"),
        ([], [], "must hold both"),
        ([1, 2], [True], "for each of 2 ratios"),
        ([1, 2], ["yes", "no"], "isn't True or False"),
        ([1, 2], [0, 2], "isn't True or False"),
        ([1, math.nan], [True, False], "isn't a list of numbers"),
        ([[1, 2]], [[True, False]], "isn't a list of numbers"),
        (["a", "b"], [True, False], "aren't numbers"),
    ],
)
def test_what_are_no_ratios_is_refused(ratios, same, message):
    """The message quotes what is wrong."""
    for measure in (cllr, cllr_min, cllr_cal, pav, tippett):
        with pytest.raises(InputError) as caught:
            measure(ratios, same)
        assert message in str(caught.value)
