"""Local regression follows shapes, leaves out what sticks out, and invents nothing where nothing was measured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit.ballistics.lands.regression import local_quadratic, loess, nan_median, running_mean

COEFFICIENT = st.floats(-3, 3)


@settings(max_examples=25)
@given(a=COEFFICIENT, b=COEFFICIENT, c=COEFFICIENT, gone=st.integers(0, 80))
def test_a_parabola_is_its_own_shape(a, b, c, gone):
    """A local quadratic regression gives back every parabola, over gaps too."""
    x = np.linspace(-1, 1, 300)
    parabola = a + b * x + c * x * x
    holed = parabola.copy()
    holed[100 : 100 + gone] = np.nan
    assert np.abs(loess(holed, 0.75) - parabola).max() < 1e-6
    smooth = local_quadratic(holed, 31)
    known = np.isfinite(holed)
    assert np.abs(smooth - parabola)[known].max() < 1e-6
    assert np.isnan(smooth[~known]).all()


def test_what_sticks_out_does_not_bend_the_shape():
    """A few per cent of wild points move the shape by little."""
    x = np.linspace(-1, 1, 600)
    land = 50 * (1 - x * x)
    wild = land.copy()
    wild[100:115] += 30
    wild[400:410] -= 40
    assert loess(wild, 0.75) == pytest.approx(land, abs=0.5)


def test_smoothing_takes_noise_away_and_leaves_striae():
    """A wave of 100 points stays; noise becomes a third or less."""
    rng = np.random.default_rng(1)
    wave = np.sin(2 * np.pi * np.arange(2000) / 100)
    noise = rng.normal(size=2000)
    assert np.abs(local_quadratic(wave, 25) - wave)[20:-20].max() < 0.02
    assert local_quadratic(noise, 41).std() < noise.std() / 3


def test_means_and_medians_leave_out_what_is_not_there():
    """They are those of NumPy over the points that were measured."""
    block = np.array([[1.0, np.nan, 4.0], [3.0, np.nan, np.nan], [8.0, 2.0, 6.0]])
    assert nan_median(block).tolist() == [3.0, 2.0, 5.0]
    assert np.isnan(nan_median(block, least=2)[1])
    assert running_mean(np.array([1.0, np.nan, 3.0, 8.0]), 3).tolist() == [1.0, 2.0, 5.5, 5.5]
    assert np.isnan(running_mean(np.array([np.nan, np.nan, np.nan, 1.0]), 3)[0])


@pytest.mark.parametrize("points", [8, 9, 30, 61])
def test_short_profiles_have_a_shape(points):
    """As few points as that give finite numbers."""
    heights = np.random.default_rng(points).normal(size=points)
    assert np.isfinite(loess(heights, 0.75)).all()
    assert np.isfinite(local_quadratic(heights, 99)).all()
