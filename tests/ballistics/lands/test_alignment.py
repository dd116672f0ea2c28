"""Two signatures are laid on each other where they correlate best; a small overlap isn't rewarded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.lands import align
from firearmskit.errors import InputError
from tests.ballistics.lands.conftest import SPACING_M, pattern, row


@pytest.mark.parametrize("points", [-160, -37, 0, 1, 64, 210])
def test_a_shifted_copy_is_found_at_its_shift(points):
    """A copy that begins so many points later is moved back by them, to a quarter of a spacing."""
    whole = pattern(3, 1600)
    found = align(row(whole[300:1300]), row(whole[300 + points : 1300 + points]))
    assert found.lag_m == pytest.approx(points * SPACING_M, abs=SPACING_M / 4)
    assert found.ccf == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("part", [0.25, 0.5, 0.7])
def test_a_shift_between_points_is_found(part):
    """A copy read between the points is found to a quarter of a spacing."""
    whole = pattern(4, 1400)
    moved = np.interp(np.arange(1000) + 50 + part, np.arange(1400), whole)
    found = align(row(whole[:1000]), row(moved))
    assert found.lag_m == pytest.approx((50 + part) * SPACING_M, abs=SPACING_M / 4)


@pytest.mark.parametrize("spacing_m", [1e-6, 1.5625e-6, 2.58e-6, 3.1e-6])
def test_a_copy_with_another_spacing_is_found(spacing_m):
    """A copy that another instrument measured more finely or more coarsely correlates, at its shift."""
    whole = pattern(5, 1600)
    places = np.arange(int(1.9e-3 / spacing_m)) * spacing_m
    copy = np.interp(places / SPACING_M + 80, np.arange(1600), whole)
    for one, other, sign in ((row(whole), row(copy, spacing_m), 1), (row(copy, spacing_m), row(whole), -1)):
        found = align(one, other, least_overlap=0.9)
        assert found.ccf > 0.995
        assert found.lag_m == pytest.approx(sign * 80 * SPACING_M, abs=min(spacing_m, SPACING_M) / 4)


def test_noise_lowers_the_correlation_by_what_it_adds():
    """Noise as high as the striae leaves a correlation of 1/√2."""
    whole, noise = pattern(6, 4000), pattern(7, 4000)
    found = align(row(whole), row(whole + noise), most_shift_m=20e-6)
    assert found.ccf == pytest.approx(2**-0.5, abs=0.05)


@pytest.mark.parametrize("seed", range(4))
def test_a_mirrored_copy_does_not_correlate(seed):
    """Read from the other side, the same land is another one."""
    whole = pattern(seed, 1000)
    assert align(row(whole), row(whole[::-1])).ccf < 0.6


def test_points_that_were_not_measured_do_not_matter():
    """Spots without data in either, at different places, change neither shift nor correlation."""
    whole = pattern(8, 1100)
    one, other = whole[:1000].copy(), whole[60:1060].copy()
    one[100:180] = one[640:660] = np.nan
    other[420:520] = other[-40:] = np.nan
    found = align(row(one), row(other))
    assert found.lag_m == pytest.approx(60 * SPACING_M, abs=SPACING_M / 4)
    assert found.ccf == pytest.approx(1, abs=1e-9)
    assert found.overlap < 1


def test_a_piece_is_found_in_the_whole():
    """Signatures may be of different lengths."""
    whole = pattern(9, 1200)
    found = align(row(whole), row(whole[700:1000]))
    assert (found.lag_m, found.overlap) == (pytest.approx(700 * SPACING_M), 1)
    assert align(row(whole[700:1000]), row(whole)).lag_m == pytest.approx(-700 * SPACING_M)


def test_a_small_overlap_is_not_rewarded():
    """Two signatures that agree in a fifth of their length only aren't laid on each other there."""
    one, other = pattern(10, 1000), pattern(11, 1000)
    other[:200] = one[800:]
    there = align(row(one), row(other), least_overlap=0.15)
    assert there.lag_m == pytest.approx(800 * SPACING_M, abs=SPACING_M / 4)
    found = align(row(one), row(other))
    assert found.overlap >= 0.7
    assert found.ccf < 0.6


def test_a_furthest_shift_is_kept_to():
    """A better place further away isn't taken."""
    whole = pattern(12, 1300)
    found = align(row(whole[:1000]), row(whole[200:1200]), most_shift_m=100e-6)
    assert abs(found.lag_m) <= 101e-6
    assert found.ccf < 0.8


def test_without_overlap_the_result_says_so():
    """Left half and right half of a land have nothing to compare: no number is given."""
    one, other = pattern(13, 1000), pattern(14, 1000)
    one[500:] = np.nan
    other[:500] = np.nan
    found = align(row(one), row(other), most_shift_m=100e-6)
    assert (found.ccf, found.lag_m, found.overlap, found.pairs) == (None, None, 0, 0)
    assert "can't be laid" in found.notes[0]


def test_flat_signatures_have_no_correlation():
    """Where nothing rises or falls there is nothing to correlate; rounding isn't taken for striae."""
    for level in (0.0, 1e-6, 3.3):
        assert align(row(np.full(500, level)), row(pattern(1, 500))).ccf is None
        assert align(row(np.full(500, level)), row(np.full(500, level))).ccf is None


@given(
    seed=st.integers(0, 2**32),
    points=st.integers(200, 700),
    other=st.integers(200, 700),
    gone=st.integers(0, 60),
)
def test_the_order_of_two_signatures_does_not_matter(seed, points, other, gone):
    """The correlation is the same either way, and the shift the opposite."""
    one, two = pattern(seed, points), pattern(seed + 1, other)
    one[50 : 50 + gone] = np.nan
    there, back = align(row(one), row(two)), align(row(two), row(one))
    assert there.ccf == pytest.approx(back.ccf, abs=1e-9)
    assert there.lag_m == pytest.approx(-back.lag_m, abs=1e-9)
    assert there.pairs == back.pairs


@given(
    seed=st.integers(0, 2**32),
    offset=st.floats(-1e-4, 1e-4),
    scale=st.floats(1e-3, 1e3),
)
def test_neither_level_nor_scale_matters(seed, offset, scale):
    """Higher, or several times as high, is as much alike."""
    one, two = pattern(seed, 400), pattern(seed + 1, 400)
    plain, changed = align(row(one), row(two)), align(row(one), row(scale * two + offset))
    assert changed.ccf == pytest.approx(plain.ccf, abs=1e-6)
    assert changed.lag_m == pytest.approx(plain.lag_m, abs=1e-8)


@given(seed=st.integers(0, 2**32), points=st.integers(60, 300))
def test_a_correlation_is_a_correlation(seed, points):
    """It is the one that NumPy computes over the same pairs, and lies between -1 and 1."""
    one, two = pattern(seed, points), pattern(seed + 1, 250)
    found = align(row(one), row(two))
    lag = round(found.lag_m / SPACING_M)
    candidates = [
        np.corrcoef(one[each], two[each - move])[0, 1]
        for move in (lag - 1, lag, lag + 1)
        for each in [np.arange(max(0, move), min(points, 250 + move))]
        if len(each) > 30
    ]
    assert found.ccf in [pytest.approx(each, abs=1e-9) for each in candidates]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("a", None),
        ("b", [1.0, 2.0]),
        ("least_overlap", 0),
        ("least_overlap", 1.5),
        ("least_overlap", "all"),
        ("most_shift_m", 0),
        ("most_shift_m", -1e-6),
        ("most_shift_m", float("nan")),
    ],
)
def test_what_cannot_be_used_is_refused(name, value):
    """The message names the argument."""
    good = {"a": row(pattern(1, 200)), "b": row(pattern(2, 200))}
    with pytest.raises(InputError, match=name):
        align(**{**good, name: value})


def test_spacings_that_are_worlds_apart_are_refused():
    """A signature isn't read at millions of points."""
    with pytest.raises(InputError, match="spacing_m"):
        align(row(pattern(1, 200), 1e-9), row(pattern(2, 200), 1e-3))
