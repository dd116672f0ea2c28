"""Heights keep their mean, their place and their gaps when they are averaged, halved and turned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics import Surface
from firearmskit.ballistics.cells.raster import Raster, raster_of
from tests.ballistics.cells.making import grain, turned


def surface(heights: np.ndarray, x: float = 1e-6, y: float = 1e-6) -> Surface:
    """Give heights in micrometres as a surface."""
    return Surface(heights_m=heights * 1e-6, spacing_x_m=x, spacing_y_m=y)


@given(rows=st.integers(4, 40), columns=st.integers(4, 40), coarser=st.floats(1, 3.5))
def test_averages_are_those_of_what_lies_within(rows, columns, coarser):
    """Each point is the mean of the points within it, parts of them counted as parts, from the middle outwards."""
    heights = np.random.default_rng(rows * columns).standard_normal((rows, columns))
    found = raster_of(surface(heights), coarser * 1e-6)
    weights = []
    for count, new in zip(heights.shape, found.shape, strict=True):
        edges = (np.arange(new + 1) - new / 2) * coarser + count / 2
        shares = np.minimum(edges[1:, None], np.arange(1, count + 1)) - np.maximum(edges[:-1, None], np.arange(count))
        weights.append(np.clip(shares, 0, None))
    wanted = weights[0] @ (heights - heights.mean()) @ weights[1].T
    wanted /= weights[0].sum(1)[:, None] * weights[1].sum(1)
    inside = found.measured > 0
    assert inside[1:-1, 1:-1].all()
    np.testing.assert_allclose(found.heights[inside], wanted[inside], atol=1e-4)


def test_oblong_points_become_square():
    """Points that are wider than high are averaged along the columns alone."""
    heights = grain(1, 80)[:, ::2]
    found = raster_of(surface(heights, x=2e-6, y=1e-6), 2e-6)
    assert found.shape == (40, 40)
    np.testing.assert_allclose(found.heights, heights.reshape(40, 2, 40).mean(1) - heights.mean(), atol=1e-5)


def test_gap_stays_and_pulls_nothing():
    """A point with less than half measured is a gap; one with more is the mean of what was measured."""
    heights = np.full((4, 4), 7.0)
    heights[:2, :2] = np.nan
    heights[2, 0] = np.nan
    found = raster_of(surface(heights), 2e-6)
    np.testing.assert_array_equal(found.measured, [[0, 1], [1, 1]])
    np.testing.assert_allclose(found.heights, 0, atol=1e-6)
    np.testing.assert_array_equal(found.halved().measured, [[1]])


def test_halved_points_are_means_of_four():
    """Halving a surface gives the same as averaging it at once; an odd line is left out before."""
    heights = grain(2, 41)
    fine = raster_of(surface(heights[:40, :40]), 1e-6)
    np.testing.assert_allclose(fine.halved().heights, raster_of(surface(heights[:40, :40]), 2e-6).heights, atol=1e-5)
    assert raster_of(surface(heights), 1e-6).even().shape == (40, 40)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_quarter_turns_are_exact(degrees):
    """Counter-clockwise as it is seen, as NumPy's ``rot90`` turns."""
    raster = raster_of(surface(grain(3, 30)), 1e-6)
    np.testing.assert_allclose(raster.turned_heights(degrees), np.rot90(raster.heights, degrees // 90), atol=1e-4)


@pytest.mark.parametrize("degrees", [17, -40])
def test_turn_is_that_of_another_way(degrees):
    """Smooth heights turned by interpolation are near those turned point by point."""
    heights = grain(4, 120, short=20, long=80)
    raster = raster_of(surface(heights), 1e-6)
    other = turned(heights, degrees)
    inside = np.isfinite(other)
    apart = raster.turned_heights(degrees)[inside] - (other[inside] - heights.mean())
    assert np.sqrt((apart**2).mean()) < 0.15


def test_points_outside_are_not_measured():
    """Sampling beyond the edge gives points without measurement, and no neighbour's height."""
    raster = raster_of(surface(np.full((6, 6), 1.0) + np.eye(6)), 1e-6)
    lines = np.array([-30, -2, 0, 5, 7, 40], np.float32)
    found = raster.sampled(lines[:, None], lines, np.float32(0))
    np.testing.assert_array_equal(found.measured[[0, 1, 4, 5]], 0)
    np.testing.assert_array_equal(found.heights[[0, 1, 4, 5]], 0)
    np.testing.assert_array_equal(found.measured[2:4, 2:4], 1)
    assert found.heights[2, 2] == pytest.approx(raster.heights[0, 0])


def test_evened_out_heights_have_one_spread_everywhere():
    """A rough half and a smooth one come out alike rough, about a mean of 0."""
    heights = grain(5, 120)
    heights[:, 60:] = heights[:, 60:] / 50 + 3
    found = raster_of(surface(heights), 1e-6).evened_out((20, 20)).heights
    spreads = [found[20:100, part].std() for part in (slice(10, 40), slice(80, 110))]
    assert spreads == pytest.approx([1, 1], rel=0.1)
    assert abs(found[20:100, 80:110].mean()) < 0.1


def test_empty_raster_turns_into_an_empty_one():
    """Nothing measured is nothing turned, halved or evened out, without a warning."""
    empty = Raster(heights=np.zeros((8, 8), np.float32), measured=np.zeros((8, 8), np.float32), spacing_m=1e-6)
    for each in (empty.turned_heights(30), empty.halved().heights, empty.evened_out((3, 3)).heights):
        np.testing.assert_array_equal(each, 0)
