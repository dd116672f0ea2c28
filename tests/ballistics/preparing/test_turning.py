"""Turning, mirroring and cutting: where things are afterwards."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.preparing import crop, mirror, rotate
from firearmskit.errors import InputError
from tests.ballistics.preparing.making import holed, noise, surface

DEGREES = st.floats(-400, 400)


def bump(row, column, size=101):
    """Give level ground with one round bump."""
    y, x = np.mgrid[:size, :size]
    return surface(np.exp(-((y - row) ** 2 + (x - column) ** 2) / 18) * 1e-6, 1e-6)


def top_of(held):
    """Give row and column of the highest point."""
    return tuple(int(each) for each in np.unravel_index(np.nanargmax(held.heights_m), held.shape))


@pytest.mark.parametrize(
    ("degrees", "place"),
    [
        (90, (10, 50)),
        (-90, (90, 50)),
        (180, (50, 10)),
        (45, (22, 78)),
        (30, (30, 85)),
        (-30, (70, 85)),
        (390, (30, 85)),
    ],
)
def test_a_turn_is_counter_clockwise(degrees, place):
    """A bump on the right goes up, as on a clock that runs backwards."""
    assert top_of(rotate(bump(50, 90), degrees)) == place


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(1, 12), st.booleans())
def test_four_quarter_turns_change_nothing(seed, rows, columns, expand):
    """Heights, holes and distances are those of the beginning."""
    before = surface(holed(seed, (max(rows, columns),) * 2), 1e-6)
    if expand:
        before = surface(noise(seed, (rows, columns)), 1e-6, 3e-6)
    after = before
    for _turn in range(4):
        after = rotate(after, 90, expand=expand)
    assert np.array_equal(after.heights_m, before.heights_m, equal_nan=True)
    assert (after.spacing_x_m, after.spacing_y_m) == (before.spacing_x_m, before.spacing_y_m)


@given(st.integers(0, 10**6), DEGREES)
def test_level_ground_stays_level(seed, degrees):
    """A constant with holes has one height afterwards."""
    after = rotate(surface(np.where(np.isfinite(holed(seed)), 4e-6, np.nan), 1e-6, 2e-6), degrees, expand=True)
    assert after.heights_m[np.isfinite(after.heights_m)] == pytest.approx(4e-6, rel=1e-9)


@given(DEGREES)
def test_a_plane_turns_as_a_plane(degrees):
    """Where points aren't square, the slope turns by the angle in metres, not in points."""
    x, y = (np.arange(61) - 30) * 1e-6, (np.arange(31) - 15) * 2e-6
    after = rotate(surface(np.zeros((31, 1)) + x, 1e-6, 2e-6), degrees).heights_m
    turn = np.radians(degrees)
    wanted = np.add.outer(-np.sin(turn) * y, np.cos(turn) * x)
    known = np.isfinite(after) & (np.hypot(*np.meshgrid(x, y)) < 25e-6)
    assert known.sum() > 100
    assert after[known] == pytest.approx(wanted[known], abs=1e-12)


def test_back_and_forth_is_where_it_was():
    """Turned and turned back, marks are where they were, with hardly less height."""
    y, x = np.mgrid[:90, :90]
    before = surface(np.sin(x / 5) + np.cos(y / 6), 1.0e-6)
    after = rotate(rotate(before, 17), -17)
    inner = (slice(25, 65), slice(25, 65))
    assert np.corrcoef(after.heights_m[inner].ravel(), before.heights_m[inner].ravel())[0, 1] > 0.999


def test_nothing_is_cut_off_a_grid_that_grows():
    """At 45° the grid grows to the diagonal, and as much is measured; else the corners are lost."""
    before = surface(np.ones((40, 80)), 1e-6)
    grown, kept = rotate(before, 45, expand=True), rotate(before, 45)
    assert grown.shape == (85, 85)
    assert np.isfinite(grown.heights_m).sum() == pytest.approx(3200, rel=0.02)
    assert kept.shape == before.shape
    assert np.isfinite(kept.heights_m).sum() < 2600


def test_regions_turn_too():
    """What was marked on the right is marked on top."""
    marked = surface(np.zeros((9, 9)), 1e-6, regions=np.tile([0] * 6 + [2] * 3, (9, 1)))
    assert rotate(marked, 90).regions[:3].tolist() == [[2] * 9] * 3
    assert rotate(marked, 89).regions[1, 2:7].tolist() == [2] * 5
    assert mirror(marked).regions[:, 0].tolist() == [2] * 9
    assert crop(marked, columns=(6, 9)).regions.tolist() == [[2] * 3] * 9


@given(st.integers(0, 10**6))
def test_a_mirror_image_of_a_mirror_image_is_the_surface(seed):
    """Twice mirrored is unchanged; once, the first column is the last."""
    before = surface(holed(seed))
    assert np.array_equal(mirror(mirror(before)).heights_m, before.heights_m, equal_nan=True)
    assert np.array_equal(mirror(before).heights_m[:, 0], before.heights_m[:, -1], equal_nan=True)


@given(st.integers(0, 10**6), st.floats(-80, 80))
def test_a_turn_in_the_mirror_goes_the_other_way(seed, degrees):
    """Mirrored and turned is turned the other way and mirrored."""
    before = surface(noise(seed, (21, 21)))
    one, other = mirror(rotate(before, degrees)).heights_m, rotate(mirror(before), -degrees).heights_m
    assert np.isfinite(one).tolist() == np.isfinite(other).tolist()
    assert np.nan_to_num(one) == pytest.approx(np.nan_to_num(other), abs=1e-12)


def test_a_rectangle_is_cut_out_in_metres_or_points():
    """Points whose middle lies inside stay; both ways of saying it give the same part, and its place is told."""
    before = surface(np.arange(40.0).reshape(5, 8) * 1e-6, 1e-6, 2e-6)
    part = crop(before, left_m=1e-6, right_m=4.4e-6, top_m=2.9e-6, bottom_m=20e-6)
    assert (1e6 * part.heights_m).tolist() == pytest.approx(np.arange(40).reshape(5, 8)[1:, 1:4])
    assert np.array_equal(crop(before, rows=(1, 5), columns=[1, 4]).heights_m, part.heights_m)
    assert part.notes == ("Cut to 3 µm by 8 µm, from 1 µm right of the left edge and 2 µm below the upper edge.",)
    assert crop(before).shape == before.shape


@pytest.mark.parametrize(
    "how",
    [
        {"left_m": 5e-6, "right_m": 5e-6},
        {"left_m": 7e-6, "right_m": 2e-6},
        {"top_m": 1.0},
        {"right_m": -1e-6},
        {"rows": (2, 2)},
        {"rows": (-1, 3)},
        {"columns": (0, 9)},
        {"rows": (1.5, 3)},
        {"rows": 3},
        {"left_m": "1"},
        {"left_m": float("nan")},
    ],
)
def test_a_rectangle_without_points_is_refused(how):
    """The message names what was said."""
    (name,) = {each.partition("=")[0] for each in how} - {"right_m"} or {"right_m"}
    with pytest.raises(InputError, match=name):
        crop(surface(np.zeros((5, 8)), 1e-6), **how)


@pytest.mark.parametrize("degrees", [None, "90", float("inf"), float("nan"), True])
def test_a_turn_that_is_no_number_is_refused(degrees):
    """The value is quoted."""
    with pytest.raises(InputError, match="degrees"):
        rotate(surface(np.zeros((5, 8))), degrees)


def test_a_grid_that_grows_too_large_is_refused():
    """A long row would become a square of its own length."""
    with pytest.raises(InputError, match='"45"'):
        rotate(surface(np.zeros((1, 9000)), 1e-6), 45, expand=True)
