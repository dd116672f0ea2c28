"""Striae are the peaks and valleys of a signature; joint intervals say where two agree."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.lands import compare_lands, striae
from firearmskit.errors import InputError
from tests.ballistics.lands.conftest import SPACING_M, pattern, row


def wave(points: int = 1000, length: int = 200) -> np.ndarray:
    """Give a wave that is 1 µm high."""
    return 1e-6 * np.sin(2 * np.pi * np.arange(points) / length)


def test_each_peak_and_valley_of_a_wave_is_one():
    """Five waves have five peaks and five valleys, in turn, where they are."""
    found = striae(row(wave()))
    assert [each.kind for each in found] == ["peak", "valley"] * 5
    assert [each.position_m for each in found] == pytest.approx(
        [(50 + 100 * at) * SPACING_M for at in range(10)], abs=SPACING_M
    )
    assert [each.depth_m for each in found] == pytest.approx([1.96e-6] * 10, rel=0.02)


def test_an_interval_reaches_a_third_of_the_way():
    """To either side, and no two intervals of one signature meet."""
    found = striae(row(wave()))
    assert found[3].width_m == pytest.approx(2 * 100 * SPACING_M / 3, rel=0.05)
    assert all(one.right_m < other.left_m for one, other in pairwise(found))


def test_ripples_are_not_counted():
    """What rises by less than a share of the whole is no stria; with the share 0 it is one."""
    rippled = row(wave() + 0.1e-6 * np.sin(2 * np.pi * np.arange(1000) / 11))
    assert len(striae(rippled)) == 10
    assert len(striae(rippled, least_depth=0, smooth_m=4e-6)) > 20


def test_spots_without_data_split_nothing_that_is_short():
    """A gap of 10 µm on a slope changes no stria; a long gap leaves out what lies in it."""
    gap = wave()
    gap[100:105] = np.nan
    assert [each.kind for each in striae(row(gap))] == ["peak", "valley"] * 5
    gap[330:470] = np.nan
    assert len(striae(row(gap))) in (8, 9)


@given(seed=st.integers(0, 2**32), offset=st.floats(-1e-5, 1e-5), scale=st.floats(0.01, 100))
def test_neither_level_nor_scale_changes_where_striae_are(seed, offset, scale):
    """Higher, or several times as high, has the same peaks and valleys, in turn."""
    heights = pattern(seed, 500)
    plain, changed = striae(row(heights)), striae(row(scale * heights + offset))
    assert [(each.kind, each.position_m) for each in plain] == [(each.kind, each.position_m) for each in changed]
    assert all(one.kind != other.kind for one, other in pairwise(plain))


def test_a_signature_agrees_with_itself_everywhere():
    """Each stria agrees, and the longest run is all of them."""
    signature = row(pattern(1, 1000))
    found = compare_lands(signature, signature)
    assert found.matching_striae == found.cms == len(striae(signature))
    assert (found.non_matching_striae, found.cnms, found.distance_m) == (0, 0, 0)
    assert found.sum_of_peaks_m == pytest.approx(sum(abs(each.height_m) for each in striae(signature)))


def test_one_changed_stria_breaks_the_run_there():
    """Where one peak is a valley in the other, that place doesn't agree, and runs end before it."""
    changed = wave()
    changed[400:500] = -changed[400:500]
    found = compare_lands(row(wave()), row(changed), most_shift_m=10e-6)
    apart = [each for each in found.striae if not each.agrees]
    assert apart
    assert all(300 * SPACING_M < (each.left_m + each.right_m) / 2 < 600 * SPACING_M for each in apart)
    runs = "".join("o" if each.agrees else "x" for each in found.striae).split("x")
    assert found.cms == max(map(len, runs)) < found.matching_striae
    assert found.cms_peaks <= (found.cms + 1) // 2


def test_a_peak_upon_nothing_does_not_agree():
    """A stria that only one signature has is counted as not agreeing."""
    flat, bump = wave(1000, 400), wave(1000, 400)
    bump[:1000] += 1.5e-6 * np.exp(-0.5 * ((np.arange(1000) - 400) / 15) ** 2)
    found = compare_lands(row(flat), row(bump), most_shift_m=10e-6)
    assert any(not each.agrees and each.left_m < 400 * SPACING_M < each.right_m for each in found.striae)


def test_a_stria_where_the_other_was_not_measured_is_left_out():
    """Nothing is known there, so that it neither agrees nor doesn't."""
    half = wave()
    half[480:] = np.nan
    found = compare_lands(row(wave()), row(half), most_shift_m=10e-6)
    assert found.non_matching_striae == 0
    assert found.matching_striae in (4, 5)
    assert all(each.left_m < 500 * SPACING_M for each in found.striae)


@pytest.mark.parametrize(("name", "value"), [("signature", None), ("smooth_m", 0), ("least_depth", -1)])
def test_what_cannot_be_used_is_refused(name, value):
    """The message names the argument."""
    with pytest.raises(InputError, match=name):
        striae(**{"signature": row(wave()), name: value})
