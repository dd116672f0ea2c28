"""Resampling: means over areas, straight lines between points, and nothing that wasn't measured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.preparing import resample
from firearmskit.errors import InputError
from tests.ballistics.preparing.making import holed, noise, surface

EASY = surface(np.arange(24.0).reshape(4, 6) * 1e-6, 1e-6)


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 9), st.integers(1, 9))
def test_whole_shrinking_keeps_the_mean(seed, times, rows, columns):
    """Points that become one in whole numbers have its height as their mean."""
    before = surface(noise(seed, (rows * times, columns * times)), 1e-6)
    after = resample(before, times * 1e-6)
    assert after.shape == (rows, columns)
    blocks = before.heights_m.reshape(rows, times, columns, times).mean(axis=(1, 3))
    assert after.heights_m == pytest.approx(blocks, rel=1e-9, abs=1e-18)


@given(st.integers(0, 10**6), st.floats(0.3, 7.0), st.floats(0.5, 3.0))
def test_level_ground_stays_level(seed, spacing, other):
    """A constant stays the same whatever the distances, also around holes, and its points become square."""
    heights = np.where(np.isfinite(holed(seed)), 4e-6, np.nan)
    after = resample(surface(heights, 1e-6, other * 1e-6), spacing * 1e-6)
    assert after.spacing_x_m == after.spacing_y_m == spacing * 1e-6
    measured = after.heights_m[np.isfinite(after.heights_m)]
    assert measured.size
    assert measured == pytest.approx(4e-6, rel=1e-9)


@pytest.mark.parametrize(
    ("spacing", "exact"), [(0.37e-6, 1), (0.8e-6, 1), (2e-6, 1), (4e-6, 1), (1.7e-6, 0), (3.1e-6, 0)]
)
def test_what_stood_in_a_place_still_stands_there(spacing, exact):
    """On a tilted plane each new point has the height of its place; where old points are split, to a tenth of one."""
    x, y = (np.arange(80) + 0.5) * 1e-6, (np.arange(50) + 0.5) * 2e-6
    after = resample(surface(np.add.outer(3 * y, x), 1e-6, 2e-6), spacing)
    rows, columns = after.shape
    wanted = np.add.outer(3 * (np.arange(rows) + 0.5) * spacing, (np.arange(columns) + 0.5) * spacing)
    off = (after.heights_m - wanted)[4:-4, 4:-4]
    assert np.abs(off).max() < (1e-12 if exact else 0.1 * (3 * 2e-6 + 1e-6))
    assert abs(off.mean()) < 0.02e-6


def test_a_point_has_a_height_where_half_of_it_was_measured():
    """Two of four measured points are enough, one isn't; `least` says how much is."""
    heights = np.array([[1.0, np.nan, 2.0, 4.0], [3.0, np.nan, np.nan, np.nan], [5.0, np.nan, 7.0, 7.0]]) * 1e-6
    heights = np.vstack([heights, np.full((1, 4), np.nan)])
    after = 1e6 * resample(surface(heights, 1e-6), 2e-6).heights_m
    assert after[0].tolist() == pytest.approx([2.0, 3.0])
    assert np.isnan(after[1, 0])
    assert after[1, 1] == pytest.approx(7.0)
    assert resample(surface(heights, 1e-6), 2e-6, least=0.25).heights_m[1, 0] == pytest.approx(5e-6)
    assert np.isnan(resample(surface(heights, 1e-6), 2e-6, least=0.75).heights_m).all()


def test_the_note_says_from_what_to_what():
    """Both distances are named where they differ, and a surface that has them already stays as it is."""
    assert resample(surface(np.zeros((4, 4)), 1e-6, 2e-6), 2e-6).notes == (
        "Resampled from points 1 µm × 2 µm apart to points 2 µm apart.",
    )
    assert resample(EASY, 1e-6) is EASY


def test_regions_go_with_their_points():
    """What was marked on the left is on the left afterwards."""
    marked = surface(np.zeros((4, 8)), 1e-6, regions=np.tile([1, 1, 1, 1, 2, 2, 2, 2], (4, 1)), region_names={1: "a"})
    after = resample(marked, 2e-6)
    assert after.regions.tolist() == [[1, 1, 2, 2]] * 2
    assert after.region_names == {1: "a"}


@pytest.mark.parametrize(
    ("spacing", "quoted"),
    [(0, '"0"'), (-1e-6, '"-1e-06"'), (float("nan"), '"nan"'), ("1", '"1"'), (0.5, '"0.5"'), (5e-6, '"5e-06"')],
)
def test_a_distance_that_cannot_be_is_quoted(spacing, quoted):
    """No number, not more than 0, or larger than the surface."""
    with pytest.raises(InputError, match=quoted):
        resample(EASY, spacing)


def test_too_many_points_or_too_coarse_ones_are_refused():
    """More points than a surface may have, or more than a thousand old ones in a row for a new one."""
    with pytest.raises(InputError, match='"1e-10"'):
        resample(EASY, 1e-10)
    with pytest.raises(InputError, match="1000"):
        resample(surface(np.zeros((1, 3000)), 1e-6, 2e-3), 2e-3)
    with pytest.raises(InputError, match="least"):
        resample(EASY, 2e-6, least=0)


def test_one_row_can_be_resampled():
    """A profile is a surface too."""
    assert resample(surface([[0.0, 2e-6, 4e-6, 6e-6]], 1e-6, 2e-6), 2e-6).heights_m.tolist() == [
        pytest.approx([1e-6, 5e-6])
    ]
