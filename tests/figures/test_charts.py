"""Charts: the numbers that they show are those that went in, and can be read on a phone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.figures import (
    ALIGNMENT_STEPS,
    ReliabilityBin,
    describe_alignment,
    describe_reliability,
    plot_alignment,
    plot_reliability,
    reliability_bins,
)
from firearmskit.figures.drawing import svg
from firearmskit.figures.reliability import interval

BINS = [
    ReliabilityBin(predicted=p, observed=o, count=c)
    for p, o, c in [(0.02, 0.0, 900), (0.5, 0.52, 40), (0.8, 0.7, 60), (0.99, 1.0, 900)]
]


def test_bins_count_what_came_true():
    """Each prediction falls into one bin, those at the edge into the upper one, and 1 into the last."""
    bins = reliability_bins([0.0, 0.1, 0.15, 1.0, 1.0], [False, True, False, True, False])
    assert [(each.count, each.observed) for each in bins] == [(1, 0.0), (2, 0.5), (2, 0.5)]
    assert bins[1].predicted == pytest.approx(0.125)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.integers(2, 20))
def test_no_prediction_is_lost(cases, bins):
    """Whatever the predictions, counts and sums come back."""
    found = reliability_bins([p for p, _true in cases], [true for _p, true in cases], bins=bins)
    assert sum(each.count for each in found) == len(cases)
    assert sum(each.count * each.observed for each in found) == pytest.approx(sum(true for _p, true in cases))
    assert sum(each.count * each.predicted for each in found) == pytest.approx(sum(p for p, _true in cases), abs=1e-9)
    for each in found:
        low, high = interval(each)
        assert low - 1e-9 <= each.observed <= high + 1e-9


def test_reliability_is_told_in_numbers():
    """The words hold every bin, the weighted gap, and how many bins are within the tolerance."""
    told = describe_reliability(BINS)
    assert "Reliability of 1900 predictions, in 4 bins." in told
    assert "predicted 50 %, came true 52 % of 40" in told
    gap = 100 * (900 * 0.02 + 40 * 0.02 + 60 * 0.1 + 900 * 0.01) / 1900
    assert f"Mean gap, weighted: {gap:.1f} points. Bins within 3 points: 3 of 4." in told
    assert "Bins within 12 points: 4 of 4." in describe_reliability(BINS, tolerance=0.12)


def test_reliability_can_be_read_on_a_phone(is_legible):
    """Axes, ticks and counts stand apart, whichever bin is largest."""
    for bins in (BINS, BINS[::-1], BINS[:1], BINS[3:], [ReliabilityBin(predicted=0, observed=1, count=1)]):
        words = is_legible(plot_reliability(bins, width_px=360))
        assert {"Predicted probability", "Share that came true", "100 %"} <= set(words)
    assert svg(plot_reliability(BINS).figure) == svg(plot_reliability(BINS[::-1]).figure)
    assert svg(plot_reliability(BINS).figure) != svg(plot_reliability(BINS, tolerance=0.1).figure)


@pytest.mark.parametrize(
    ("predicted", "observed", "message"),
    [
        ([], [], "at least one: 0, 0"),
        ([0.5], [], "at least one: 1, 0"),
        ([1.1], [True], 'predicted must be a number from 0 to 1, not "1.1"'),
        ([math.nan], [True], '"nan"'),
        ([0.5], ["yes"], 'observed must be True or False, not "yes"'),
        ([0.5], [math.nan], '"nan"'),
        ("0.5", [True], 'predicted must be a list of numbers, not "0.5"'),
        (0.5, [True], "list of numbers"),
    ],
)
def test_predictions_that_are_none_are_refused(predicted, observed, message):
    """The message quotes the value."""
    with pytest.raises(InputError) as caught:
        reliability_bins(predicted, observed)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("bins", "setting", "message"),
    [
        ([], {}, "1 to 20 bins, not 0"),
        (BINS * 6, {}, "not 24"),
        ("bins", {}, 'figures.ReliabilityBin, not "bins"'),
        ([(0.5, 0.5, 3)], {}, "Each bin must be a figures.ReliabilityBin"),
        (BINS, {"tolerance": math.inf}, '"inf"'),
        (BINS, {"width_px": 3}, "from 320 to 2400"),
    ],
)
def test_a_reliability_plot_that_would_mislead_is_refused(bins, setting, message):
    """The message quotes the value and says what is allowed."""
    with pytest.raises(InputError) as caught:
        plot_reliability(bins, **setting)
    assert message in str(caught.value)


STEPS = [("same", "A", "A"), ("group left out", "PM 12", ""), ("transposed", "12", "21"), ("added", "", "9")]


def test_an_alignment_tells_each_change():
    """What is the same is shown and not told; every change is told with its number."""
    told = describe_alignment(STEPS)
    assert told.startswith("The record “APM 1212” above the copy “A219”. Step 2:")
    assert "Step 1" not in told
    assert "Step 4: nothing above “9”, added." in told
    assert describe_alignment(STEPS[:1]).endswith("Every step is the same.")


@pytest.mark.parametrize("count", [1, 7, 40])
def test_an_alignment_can_be_read_on_a_phone(count, is_legible):
    """Long alignments go on in the next row, and nothing overlaps."""
    steps = [(kind, "77", "B") for kind in ALIGNMENT_STEPS for _time in range(4)][:count]
    words = is_legible(plot_alignment(steps, width_px=360))
    assert words.count("record") == words.count("copy") >= 1
    assert words.count("77") == count


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "1 to 40 steps"),
        ([("same", "1", "1")] * 41, "1 to 40 steps"),
        ("same", 'three texts each, not "same"'),
        (["abc"], 'Each step must be three texts, not "abc"'),
        ([("same", "1")], "Each step must be three texts"),
        ([("guessed", "1", "2")], '"guessed"; allowed: added'),
        ([("same", 1, 1)], 'record must be text, not "1"'),
        ([("same", "1" * 10_000, "1")], "at most 12 characters"),
        ([("same", "\u202e", "1")], "U+202E"),
        ([(math.nan, "1", "1")], '"nan"; allowed'),
    ],
)
def test_steps_that_are_none_are_refused(steps, message):
    """The message quotes the value and says what is allowed."""
    with pytest.raises(InputError) as caught:
        plot_alignment(steps)
    assert message in str(caught.value)
