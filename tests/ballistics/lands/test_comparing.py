"""Lands of one source and lands of different sources come apart; what isn't comparable says so."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics import Surface
from firearmskit.ballistics.lands import compare_lands, signature
from firearmskit.ballistics.synthetic.lands import made_up_land
from firearmskit.errors import InputError
from tests.ballistics.lands.conftest import pattern, row

PAIRS = 42


def quantiles(values: list[float]) -> str:
    """Say how values are spread, for the message of a test that fails."""
    return " ".join(f"{each:.2f}" for each in np.quantile(values, (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)))


@pytest.mark.parametrize("seed", [20261128, pytest.param(7919, marks=pytest.mark.slow)])
def test_same_and_different_sources_come_apart(seed, land):
    """Of 42 pairs each, no pair of one barrel's land correlates less than one of different lands, by a margin."""
    barrels = [f"barrel {number}" for number in range(7)]
    keys = [(barrel, number) for barrel in barrels for number in range(1, 7)]
    assert len(keys) == PAIRS
    same = [compare_lands(land(seed, *key, 1), land(seed, *key, 2)) for key in keys]
    different = [
        compare_lands(land(seed, *one, 1), land(seed, *other, 2))
        for one, other in zip(keys, keys[5:] + keys[:5], strict=True)
    ]
    ccf_same, ccf_different = ([each.ccf for each in found] for found in (same, different))
    spread = f"\nsame source:      {quantiles(ccf_same)}\ndifferent source: {quantiles(ccf_different)}"
    print(f"Correlations, seed {seed}: lowest, 5 %, 25 %, 50 %, 75 %, 95 %, highest{spread}")
    assert min(ccf_same) > max(ccf_different) + 0.05, spread
    assert np.quantile(ccf_same, 0.05) > np.quantile(ccf_different, 0.95) + 0.2, spread
    assert np.median(ccf_same) > 0.75, spread
    assert np.median(ccf_different) < 0.45, spread
    for name in ("cms", "cmps", "matching_striae", "sum_of_peaks_m"):
        high, low = ([getattr(each, name) for each in found] for found in (same, different))
        assert np.median(high) > 1.4 * np.median(low), (name, quantiles(high), quantiles(low))
    far, near = ([each.distance_m for each in found] for found in (different, same))
    assert np.median(near) < 0.75 * np.median(far)
    lags = [abs(each.lag_m) for each in same]
    assert max(lags) < 60e-6, lags


def test_worn_barrels_agree_less():
    """The more shots lie between two bullets, the less they agree."""
    lands = [signature(made_up_land(77, barrel="W", land=1, shot=shot, wear=0.03, length_m=1.5e-4), along="y")
             for shot in (0, 1, 12, 80)]  # fmt: skip
    found = [compare_lands(lands[0], each).ccf for each in lands]
    assert found == sorted(found, reverse=True)
    assert found[0] == pytest.approx(1)
    assert found[3] < 0.65


def test_a_real_land_agrees_with_a_noisy_shifted_copy_of_itself(real_land):
    """Cut off on the left and with noise of half a micrometre, it is laid where it belongs."""
    rng = np.random.default_rng(4)
    noisy = real_land.heights_m[:, 24:] + 0.5e-6 * rng.normal(size=(256, 894))
    copy = Surface(heights_m=noisy, spacing_x_m=real_land.spacing_x_m, spacing_y_m=real_land.spacing_y_m)
    one, two = signature(real_land), signature(copy)
    found = compare_lands(one, two)
    expected = two.grooves.left_m + 24 * real_land.spacing_x_m - one.grooves.left_m
    assert found.ccf > 0.9
    assert found.lag_m == pytest.approx(expected, abs=2 * real_land.spacing_x_m)
    assert found.cms >= 5
    assert found.cmps > found.cmps_segments / 2


def test_a_real_land_does_not_agree_with_its_mirror_image_or_a_made_up_one(real_land):
    """Neither comes near the correlation of a copy."""
    mirrored = Surface(
        heights_m=real_land.heights_m[:, ::-1],
        spacing_x_m=real_land.spacing_x_m,
        spacing_y_m=real_land.spacing_y_m,
    )
    other = made_up_land(3, barrel="R", land=1, shot=1)
    for each in (mirrored, other):
        found = compare_lands(real_land, each)
        assert found.ccf < 0.65
        assert found.cmps < found.cmps_segments / 2


def test_segments_find_one_shift_in_a_copy_and_none_elsewhere():
    """All segments of a shifted copy find its shift; of another signature few do."""
    whole = pattern(21, 1400)
    copy = compare_lands(row(whole[:1000]), row(whole[100:1100]))
    assert copy.cmps >= 0.8 * copy.cmps_segments
    other = compare_lands(row(whole[:1000]), row(pattern(22, 1000)))
    assert other.cmps <= 0.4 * other.cmps_segments
    assert copy.cmps_segments == other.cmps_segments == 25


def test_segments_bear_what_correlation_of_the_whole_does_not():
    """Where one half of a land lies further along, segments of the larger part still find one shift."""
    whole = pattern(23, 1400)
    stretched = np.concatenate([whole[:600], whole[640:1040]])
    found = compare_lands(row(whole[:1000]), row(stretched))
    assert found.ccf < 0.9
    assert found.cmps >= 0.5 * found.cmps_segments


def test_without_overlap_nothing_is_counted():
    """The result says that the two can't be laid on each other, and its counts are 0."""
    one, other = pattern(24, 1000), pattern(25, 1000)
    one[500:], other[:500] = np.nan, np.nan
    found = compare_lands(row(one), row(other), most_shift_m=50e-6)
    assert (found.ccf, found.lag_m, found.distance_m) == (None, None, None)
    assert (found.matching_striae, found.non_matching_striae, found.cms, found.cmps) == (0, 0, 0, 0)
    assert "can't be laid" in found.notes[0]


def test_distance_is_the_root_mean_square_of_what_differs():
    """The same heights, higher by 1 µm, differ by 1 µm."""
    heights = pattern(26, 500)
    assert compare_lands(row(heights), row(heights + 1e-6)).distance_m == pytest.approx(1e-6)


def test_notes_of_both_lands_are_passed_on():
    """What a reader of either signature should know stands in the comparison."""
    plain = made_up_land(8, barrel="N", land=1, shot=1)
    cut = Surface(heights_m=plain.heights_m[:, 150:], spacing_x_m=plain.spacing_x_m, spacing_y_m=plain.spacing_y_m)
    assert any("Second land" in each and "left" in each for each in compare_lands(plain, cut).notes)


@pytest.mark.parametrize(("name", "value"), [("a", None), ("b", "land"), ("least_overlap", 2), ("most_shift_m", 0)])
def test_what_cannot_be_used_is_refused(name, value):
    """The message names the argument."""
    good = {"a": row(pattern(1, 200)), "b": row(pattern(2, 200))}
    with pytest.raises(InputError, match=name):
        compare_lands(**{**good, name: value})
