"""Outliers: spikes go, marks and steps stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.preparing import remove_outliers
from firearmskit.errors import InputError
from tests.ballistics.preparing.making import holed, noise, surface


@given(st.integers(0, 10**6))
def test_spikes_go_and_nothing_else(seed):
    """Spikes of 30 standard deviations up and down become gaps; hardly any other point does."""
    heights = holed(seed, (80, 80))
    spikes = (np.random.default_rng(seed + 2).random(heights.shape) < 0.01) & np.isfinite(heights)
    heights[spikes] += np.where(np.arange(80) % 2, 30e-6, -30e-6)[np.nonzero(spikes)[1]]
    after = remove_outliers(surface(heights)).heights_m
    gone = np.isfinite(heights) & np.isnan(after)
    inner = np.zeros_like(spikes)
    inner[2:-2, 2:-2] = True
    assert gone[spikes & inner].mean() > 0.95
    assert gone[~spikes].mean() < 0.002
    assert np.array_equal(after[~gone], heights[~gone], equal_nan=True)


def test_steps_and_slopes_are_no_spikes():
    """A step of 100 µm and a steep slope on one surface lose no point."""
    heights = noise(1, (60, 60), 0.1e-6)
    heights[:, 30:] += 100e-6
    heights[40:] += np.arange(20)[:, None] * 5e-6
    assert remove_outliers(surface(heights)).measured == 1


def test_a_spike_of_several_points_goes_too():
    """Dust of two by three points is an outlier; a window of 3 can't tell it."""
    heights = noise(1, (60, 60), 0.1e-6)
    heights[20:22, 30:33] += 20e-6
    assert np.isnan(remove_outliers(surface(heights)).heights_m[20:22, 30:33]).all()
    assert not np.isnan(remove_outliers(surface(heights), window=3).heights_m[20:22, 30:33]).all()


def test_heights_in_steps_lose_no_level():
    """Where heights are whole multiples of a step, most lie on their median; the others stay nevertheless."""
    levels = np.where(np.random.default_rng(1).random((60, 60)) < 0.05, 10e-9, 0.0)
    levels[5, 5] = 5e-6
    after = remove_outliers(surface(levels), times=6)
    assert np.isnan(after.heights_m[5, 5])
    assert after.notes == ("Outliers taken away: 1 point, 0.028 % of the measured ones.",)


def test_points_with_few_neighbours_are_left():
    """Two neighbours aren't enough to say that a point is wrong."""
    heights = np.full((30, 30), np.nan)
    heights[::6, ::2] = noise(2, (5, 15))
    heights[12, 12] = 1e-3
    after = remove_outliers(surface(heights))
    assert after.heights_m[12, 12] == 1e-3
    assert after.notes == ("Outliers taken away: 0 points, 0 % of the measured ones.",)


@pytest.mark.parametrize("shape", [(1, 40), (40, 1), (2, 2), (1, 1)])
def test_small_surfaces_are_no_trouble(shape):
    """One row, one column, four points: nothing fails."""
    assert remove_outliers(surface(noise(1, shape))).shape == shape


@pytest.mark.parametrize(
    ("how", "quoted"),
    [
        ({"times": 0}, '"0"'),
        ({"times": 101}, '"101"'),
        ({"times": "6"}, '"6"'),
        ({"window": 4}, '"4"'),
        ({"window": 1}, '"1"'),
        ({"window": 17}, '"17"'),
        ({"window": 5.0}, '"5.0"'),
    ],
)
def test_numbers_that_cannot_be_used_are_quoted(how, quoted):
    """The message says what they can be."""
    with pytest.raises(InputError, match=quoted):
        remove_outliers(surface(noise(1)), **how)
    with pytest.raises(InputError, match="0 measured"):
        remove_outliers(surface(np.full((5, 5), np.nan)))
