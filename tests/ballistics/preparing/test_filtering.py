"""Filters by length of wave: half at the cutoff, nothing bent at edges, nothing out of holes."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.preparing import band_pass, high_pass, low_pass
from firearmskit.errors import InputError
from tests.ballistics.preparing.making import holed, noise, surface

ORDERS = (0, 1, 2)
SEEDS = st.integers(0, 10**6)
CUTOFF = 9e-6


def middle_of(held):
    """Give the inner part, which no edge reaches."""
    rows, columns = held.shape
    return held.heights_m[rows // 3 : rows - rows // 3, columns // 3 : columns - columns // 3]


def through(wave_m, degrees, order, *, cutoff_m, spacing=(1e-6, 1e-6), size=150):
    """Give the share of a sine that a low pass lets through: how its height in the middle compares with before."""
    x, y = np.arange(size) * spacing[0], np.arange(size)[:, None] * spacing[1]
    along = x * np.cos(np.radians(degrees)) + y * np.sin(np.radians(degrees))
    before = surface(np.sin(2 * np.pi * along / wave_m + 0.3) * 1e-6, *spacing)
    after = low_pass(before, short_m=cutoff_m, order=order)
    one, other = middle_of(after), middle_of(before)
    return float((one * other).sum() / (other * other).sum())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("points", [2.0, 2.56, 3.3, 5.0, 8.0, 19.9, 20.1, 31.0])
def test_half_of_a_wave_as_long_as_the_cutoff_gets_through(order, points):
    """Within one per cent, across and down, also where the cutoff has two and a half points, as at 16 µm."""
    for degrees in (0, 90):
        assert through(points * 1e-6, degrees, order, cutoff_m=points * 1e-6) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("order", ORDERS)
def test_half_gets_through_aslant_and_between_points_that_are_not_square(order):
    """The cutoff is one in metres, in each direction."""
    assert through(20e-6, 37, order, cutoff_m=20e-6) == pytest.approx(0.5, abs=0.01)
    for degrees in (0, 37, 90):
        share = through(20e-6, degrees, order, cutoff_m=20e-6, spacing=(1e-6, 2.2e-6))
        assert share == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("times", [0.5, 0.8, 1.5, 3.0])
def test_other_waves_get_through_as_the_standard_has_it(order, times):
    """The share is exp(-pi (alpha cutoff / wave)²) with alpha² = ln 2 / pi, which is 2 to the power -(cutoff/wave)²."""
    share = through(times * 16e-6, 0, order, cutoff_m=16e-6, size=300)
    assert share == pytest.approx(2 ** -(times**-2), abs=0.003)


def test_the_second_order_is_steeper():
    """Twice the cutoff: (1 + t) exp(-t), t a quarter of what it is at the cutoff."""
    t = np.pi * 0.7309134280946760**2 / 4
    assert through(60e-6, 0, 2, cutoff_m=30e-6, size=300) == pytest.approx((1 + t) * np.exp(-t), abs=0.003)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("gaps", [False, True])
def test_polynomials_of_the_order_get_through_up_to_the_edge(order, gaps):
    """A constant, a plane, a surface of the second order: the same, in corners and beside holes too."""
    y, x = np.mgrid[:60, :70] / 10.0
    heights = np.full((60, 70), 3.0)
    if order > 0:
        heights += 2 * x - y
    if order > 1:
        heights += 0.5 * x * x - 0.7 * x * y + 0.2 * y * y
    if gaps:
        heights = np.where(np.isfinite(holed(5)), heights, np.nan)
    after = low_pass(surface(heights * 1e-6, 1e-6), short_m=70e-6, order=order)
    known = np.isfinite(heights)
    assert after.heights_m[known] == pytest.approx(heights[known] * 1e-6, rel=1e-7, abs=1e-13)
    assert np.isnan(after.heights_m[~known]).all()


def test_a_lower_order_bends_at_the_edge():
    """Means alone lift the lower edge of a slope: what the test above tests isn't there for free."""
    slope = surface(np.tile(np.arange(60.0), (60, 1)) * 1e-6, 1e-6)
    after = low_pass(slope, short_m=70e-6, order=0)
    assert after.heights_m[30, 0] > 2e-6


@given(SEEDS, st.sampled_from(ORDERS))
def test_filters_are_linear(seed, order):
    """The filter of a sum is the sum of the filters, around holes too."""
    one, gaps = noise(seed), np.where(np.isfinite(holed(seed)), 0.0, np.nan)
    other = noise(seed + 1)

    def smooth(heights):
        return low_pass(surface(heights + gaps), short_m=8 * CUTOFF, order=order).heights_m

    assert np.nan_to_num(smooth(2 * one - 3 * other)) == pytest.approx(
        np.nan_to_num(2 * smooth(one) - 3 * smooth(other)), abs=1e-14
    )


@given(SEEDS, st.sampled_from(ORDERS))
def test_what_both_filters_keep_is_everything(seed, order):
    """Low pass and high pass at the same cutoff add up to the surface, and what wasn't measured stays so."""
    before = surface(holed(seed), 1e-6)
    low, high = low_pass(before, short_m=CUTOFF, order=order), high_pass(before, long_m=CUTOFF, order=order)
    assert np.isnan(low.heights_m).tolist() == np.isnan(before.heights_m).tolist()
    assert np.nan_to_num(low.heights_m + high.heights_m) == pytest.approx(np.nan_to_num(before.heights_m), abs=1e-18)


def test_a_band_pass_is_a_low_pass_and_then_a_high_pass():
    """One after the other gives the same."""
    before = surface(holed(3), 1e-6)
    apart = high_pass(low_pass(before, short_m=3e-6), long_m=30e-6)
    assert np.array_equal(band_pass(before, short_m=3e-6, long_m=30e-6).heights_m, apart.heights_m, equal_nan=True)


@pytest.mark.parametrize("order", ORDERS)
def test_holes_do_not_leak(order):
    """Cut off from each other by a hole, two halves don't know each other."""
    left, right = noise(1, (40, 30)), noise(2, (40, 30))
    gap = np.full((40, 12), np.nan)
    both = low_pass(surface(np.hstack([left, gap, right + 5e-3]), 1e-6), short_m=7e-6, order=order).heights_m
    alone = low_pass(surface(np.hstack([left, gap]), 1e-6), short_m=7e-6, order=order).heights_m
    assert both[:, :30] == pytest.approx(alone[:, :30], abs=1e-15)


def test_holes_can_be_filled_up_to_where_points_are_near():
    """Gaps of single points get the height of the ground; the middle of a large hole gets none."""
    heights = np.tile(np.arange(80.0), (80, 1)) * 1e-6
    truth = heights.copy()
    heights[30:70, 30:70] = np.nan
    heights[10, 10] = np.nan
    after = low_pass(surface(heights, 1e-6), short_m=10e-6, measured_only=False).heights_m
    assert after[10, 10] == pytest.approx(truth[10, 10])
    assert after[50, 30] == pytest.approx(truth[50, 30])
    assert np.isnan(after[50, 50])


@pytest.mark.parametrize("order", ORDERS)
def test_lone_points_and_lines_keep_their_heights(order):
    """Where too few points lie around one for a polynomial of the order, a lower one is taken."""
    heights = np.full((40, 40), np.nan)
    heights[5, 5] = 7e-6
    heights[20, 10:30] = np.arange(20.0) * 1e-6
    for at in range(8):
        heights[30 + at, 3 + at] = 2e-6
    after = low_pass(surface(heights, 1e-6), short_m=5e-6, order=order).heights_m
    assert after[5, 5] == pytest.approx(7e-6)
    assert np.diagonal(after[30:38, 3:11]) == pytest.approx(2e-6)
    if order:
        assert after[20, 10:30] == pytest.approx(heights[20, 10:30], abs=1e-15)


@pytest.mark.parametrize("order", ORDERS)
def test_a_robust_filter_is_not_pulled_along_by_a_scratch(order):
    """Beside a scratch 50 times as deep as the ground is rough, the ground stays where it is; else it sinks."""
    heights = noise(1, (90, 90), 0.1e-6)
    heights[:, 44:47] -= 5e-6
    beside = (slice(20, 70), slice(36, 43))
    plain, robust = (
        low_pass(surface(heights, 1e-6), short_m=30e-6, order=order, robust=each).heights_m[beside]
        for each in (False, True)
    )
    assert abs(robust.mean()) < 0.03e-6
    assert plain.mean() < -0.2e-6
    alone = surface(noise(2), 1e-6)
    same = [low_pass(alone, short_m=9e-6, order=order, robust=each).heights_m for each in (False, True)]
    assert np.abs(same[1] - same[0]).max() < 0.5e-6
    assert "robust Gaussian regression of order" in high_pass(alone, long_m=9e-6, robust=True).notes[-1]
    flat = surface(np.full((9, 9), 2e-6), 1e-6)
    assert band_pass(flat, short_m=2e-6, long_m=4e-6, robust=True).heights_m == pytest.approx(0, abs=1e-15)


def test_a_robust_filter_fills_no_holes():
    """Both at once are refused."""
    with pytest.raises(InputError, match="robust"):
        low_pass(surface(noise(1)), short_m=2e-5, robust=True, measured_only=False)


@pytest.mark.parametrize("shape", [(1, 50), (50, 1), (1, 1), (2, 300)])
@pytest.mark.parametrize("order", ORDERS)
def test_surfaces_of_one_row_can_be_filtered(shape, order):
    """A constant stays one, whatever the shape and however long the cutoff."""
    after = band_pass(surface(np.full(shape, 2e-6), 1e-6), short_m=3e-6, long_m=0.5, order=order)
    assert after.heights_m == pytest.approx(0, abs=1e-15)


@pytest.mark.parametrize(
    ("how", "quoted"),
    [
        ({"short_m": 250e-6, "long_m": 16e-6}, '"0.00025"'),
        ({"short_m": 16e-6, "long_m": 16e-6}, '"1.6e-05"'),
        ({"short_m": 12e-6, "long_m": 250e-6}, "1.2e-05.*6.25 µm"),
        ({"short_m": 0, "long_m": 250e-6}, '"0"'),
        ({"short_m": 16e-6, "long_m": 2}, '"2"'),
        ({"short_m": float("nan"), "long_m": 250e-6}, '"nan"'),
        ({"short_m": "16", "long_m": 250e-6}, '"16"'),
        ({"short_m": 16e-6, "long_m": 250e-6, "order": 3}, '"3"'),
        ({"short_m": 16e-6, "long_m": 250e-6, "order": 1.0}, '"1.0"'),
    ],
)
def test_cutoffs_that_cannot_be_are_quoted(how, quoted):
    """Reversed, shorter than two points, no lengths, or an order that isn't known."""
    with pytest.raises(InputError, match=quoted):
        band_pass(surface(noise(1)), **how)


def test_a_surface_without_points_is_refused():
    """There is nothing to filter."""
    for step in (lambda s: low_pass(s, short_m=2e-5), lambda s: band_pass(s, short_m=2e-5, long_m=1e-4)):
        with pytest.raises(InputError, match="0 measured points"):
            step(surface(np.full((5, 5), np.nan)))
    with pytest.raises(InputError, match="surface"):
        low_pass(noise(1), short_m=2e-5)


def test_a_breech_face_is_filtered_in_a_moment():
    """560 by 560 points: far less than these bounds on an idle machine, whatever else this one does."""
    before = surface(holed(4, (560, 560)))
    for order, most_s in ((0, 2.5), (2, 10)):
        start = time.process_time()
        low_pass(before, short_m=250e-6, order=order)
        assert time.process_time() - start < most_s
