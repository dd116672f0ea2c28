"""A signature is what is left of a profile between the shoulders when the shape is gone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit.ballistics import Surface
from firearmskit.ballistics.lands import Signature, align, find_crosscut, find_grooves, signature
from firearmskit.ballistics.synthetic.lands import made_up_land
from firearmskit.errors import InputError
from tests.ballistics.lands.conftest import pattern

SPACING_M = 2.5e-6


def built(
    *,
    rows: int = 60,
    lean: float = 0.0,
    striae: np.ndarray | None = None,
    shoulders: tuple[float, float] = (200e-6, 2100e-6),
    noise: float = 0.0,
) -> np.ndarray:
    """Build a land of known shape, shoulders, striae and lean, in metres."""
    x = np.arange(920) * SPACING_M
    marks = np.zeros(2000) if striae is None else striae
    heights = np.empty((rows, len(x)))
    for row in range(rows):
        at = x - np.tan(np.radians(lean)) * (row - rows / 2) * SPACING_M
        beyond = np.maximum(np.maximum(shoulders[0] - at, at - shoulders[1]), 0)
        heights[row] = np.sqrt(4.4e-3**2 - (at - 1.15e-3) ** 2) + np.minimum(1.5 * beyond, 40e-6)
        heights[row] += np.interp(at / SPACING_M + 200, np.arange(len(marks)), marks)
    return heights + noise * np.random.default_rng(1).normal(size=heights.shape)


def surface(heights: np.ndarray) -> Surface:
    """Give heights as a surface."""
    return Surface(heights_m=heights, spacing_x_m=SPACING_M, spacing_y_m=SPACING_M)


def test_what_was_planted_is_what_is_left():
    """Striae planted on a round land with shoulders come back; the shape is gone."""
    striae = pattern(1, 2000, 8)
    found = signature(surface(built(striae=striae, noise=0.1e-6)))
    begin = round(found.grooves.left_m / SPACING_M) + 200
    planted = striae[begin : begin + len(found.heights_m)]
    inner = slice(40, -40)
    assert np.corrcoef(found.heights_m[inner], planted[inner])[0, 1] > 0.9
    assert np.nanstd(found.shape_m) > 20e-6
    assert np.nanmax(np.abs(found.heights_m)) < 6e-6


@pytest.mark.parametrize(("left", "right"), [(120e-6, 2100e-6), (300e-6, 2200e-6), (450e-6, 1750e-6)])
def test_shoulders_are_found_where_they_stand(left, right):
    """Their feet are found within 30 µm, inside the land rather than outside."""
    found = signature(surface(built(striae=pattern(2, 2000, 8), shoulders=(left, right), noise=0.1e-6))).grooves
    assert found.left_found
    assert found.right_found
    assert left - 5e-6 <= found.left_m <= left + 30e-6
    assert right - 30e-6 <= found.right_m <= right + 5e-6


def test_a_side_without_a_shoulder_is_said():
    """A scan that ends on the land keeps it, and a note says so."""
    profile = built(striae=pattern(3, 2000, 8))[0][:700]
    found = find_grooves(profile, spacing_m=SPACING_M)
    assert (found.left_found, found.right_found) == (True, False)
    assert found.right_m == pytest.approx(699 * SPACING_M, abs=12e-6)
    assert "right" in found.notes[0]


def test_a_deep_scratch_in_the_middle_is_no_shoulder():
    """What leaves the curve and comes back isn't where the land ends."""
    profile = built(striae=pattern(4, 2000, 8))[0].copy()
    profile[430:460] -= 15e-6
    profile[250:256] += 20e-6
    found = find_grooves(profile, spacing_m=SPACING_M)
    assert found.left_m == pytest.approx(210e-6, abs=30e-6)
    assert found.right_m == pytest.approx(2090e-6, abs=30e-6)


@pytest.mark.parametrize("lean", [-6.0, -1.5, 0.0, 3.0, 8.0])
def test_the_lean_of_striae_is_found(lean):
    """Degrees by which striae lean are found to half a degree, with their sign."""
    land = surface(built(lean=lean, striae=pattern(5, 2000, 6), rows=100, noise=0.1e-6))
    assert find_crosscut(land).degrees == pytest.approx(lean, abs=0.5)


@pytest.mark.parametrize("turned", [False, True])
def test_the_direction_of_striae_is_found(turned):
    """A scan that lies on its side gives the same signature."""
    heights = built(striae=pattern(6, 2000, 8), noise=0.1e-6)
    upright = signature(surface(heights))
    found = signature(surface(heights.T if turned else heights))
    assert found.crosscut.along == ("x" if turned else "y")
    assert np.array_equal(found.heights_m, upright.heights_m, equal_nan=True)


def test_a_profile_is_taken_where_the_land_is_stable():
    """A part where metal is torn off isn't chosen, from whichever end a stable place is sought."""
    heights = built(striae=pattern(7, 2000, 8), rows=160, noise=0.1e-6)
    rng = np.random.default_rng(2)
    heights[:60] += 3e-6 * rng.normal(size=(60, 920)).cumsum(axis=1) / 6
    for start in (None, "first", "last"):
        found = find_crosscut(surface(heights), start=start, along="y")
        assert found.position_m > 55 * SPACING_M
        assert found.stability > 0.95
    assert find_crosscut(surface(heights), start="first", along="y").position_m < 90 * SPACING_M
    assert find_crosscut(surface(heights), start="last", along="y").position_m > 130 * SPACING_M


def test_a_land_that_is_nowhere_stable_is_said():
    """The best place is taken all the same, and a note says how bad it is."""
    rng = np.random.default_rng(3)
    heights = built(rows=120) + 2e-6 * rng.normal(size=(120, 920))
    found = find_crosscut(surface(heights), along="y")
    assert found.stability < 0.5
    assert "stable" in found.notes[-1]


def test_places_given_by_hand_are_taken():
    """The crosscut and the grooves that somebody gives are used as they are."""
    found = signature(made_up_land(5, barrel="H", land=1, shot=1), crosscut_m=120e-6, grooves_m=(400e-6, 1900e-6))
    assert found.crosscut.position_m == 120e-6
    assert (found.grooves.left_m, found.grooves.right_m, found.grooves.by_hand) == (400e-6, 1900e-6, True)
    assert found.width_m == pytest.approx(1500e-6, abs=6e-6)


def test_spots_without_data_hardly_matter():
    """A land with a tenth of its points gone has the signature of the whole land."""
    whole = made_up_land(6, barrel="S", land=1, shot=1, missing=0)
    spotted = made_up_land(6, barrel="S", land=1, shot=1, missing=0.1)
    assert spotted.measured < whole.measured - 0.08
    found = align(*(signature(each, crosscut_m=150e-6) for each in (whole, spotted)))
    assert found.ccf > 0.97
    assert abs(found.lag_m) < 10e-6


def test_one_row_is_enough():
    """A profile that an instrument drew as one line has a signature; nothing is known of its stability."""
    found = signature(surface(built(striae=pattern(8, 2000, 8))[:1]))
    assert found.crosscut.stability is None
    assert found.grooves.left_found
    assert "second profile" in found.notes[0]


@settings(max_examples=12)
@given(offset=st.floats(-1e-3, 1e-3), across=st.floats(-0.05, 0.05), along=st.floats(-0.05, 0.05))
def test_neither_level_nor_tilt_matters(offset, across, along):
    """A land that lies higher or slanted under the microscope has the same signature."""
    heights = built(striae=pattern(9, 2000, 8), rows=24, noise=0.05e-6)
    down, right = np.indices(heights.shape) * SPACING_M
    plain = signature(surface(heights), along="y")
    tilted = signature(surface(heights + offset + across * right + along * down), along="y")
    found = align(plain, tilted)
    assert found.ccf > 0.995
    assert abs(found.lag_m + plain.grooves.left_m - tilted.grooves.left_m) < 2 * SPACING_M


@pytest.mark.parametrize(
    "heights",
    [
        np.full((40, 900), np.nan),
        np.where(np.arange(900) < 20, 1e-6, np.nan) * np.ones((40, 1)),
        np.zeros((1, 1)),
        np.zeros((30, 12)),
    ],
)
def test_too_little_to_compare_is_refused(heights):
    """The message says how little there is."""
    with pytest.raises(InputError, match=r"measured|points"):
        signature(surface(heights))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("surface", None),
        ("crosscut_m", 1.0),
        ("crosscut_m", "middle"),
        ("grooves_m", (1e-3, 5e-4)),
        ("grooves_m", (0, 1)),
        ("grooves_m", 1e-3),
        ("grooves_m", ("a", "b")),
        ("grooves_m", (1e-3, 1.001e-3)),
        ("along", "z"),
        ("start", "middle"),
        ("band_m", 0),
        ("shape_share", 0),
        ("shape_share", 1.1),
        ("smooth_m", -1e-6),
    ],
)
def test_what_cannot_be_used_is_refused(name, value):
    """The message quotes the value or names the argument."""
    good = {"surface": surface(built(rows=4))}
    with pytest.raises(InputError):
        signature(**{**good, name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heights_m", np.full(500, np.nan)),
        ("heights_m", np.zeros((5, 100))),
        ("heights_m", ["a"] * 100),
        ("heights_m", None),
        ("heights_m", np.zeros(100_001)),
        ("spacing_m", 0),
        ("spacing_m", float("inf")),
        ("shape_m", np.zeros(3)),
    ],
)
def test_what_is_no_signature_is_refused(name, value):
    """The message names the field."""
    good = {"heights_m": np.arange(100.0), "spacing_m": 1e-6}
    with pytest.raises(InputError, match=name):
        Signature(**{**good, name: value})


def test_a_signature_cannot_be_changed():
    """Its heights are its own."""
    heights = np.arange(100.0)
    found = Signature(heights_m=heights, spacing_m=1e-6)
    heights[0] = 5
    assert found.heights_m[0] == 0
    with pytest.raises(ValueError, match="read-only"):
        found.heights_m[0] = 1


def test_a_real_land_has_shoulders_where_one_sees_them(real_land):
    """On the real land the shoulders stand near 0.15 mm and 2.1 mm, and striae are some micrometres high."""
    found = signature(real_land)
    assert found.crosscut.along == "y"
    assert found.crosscut.stability > 0.95
    assert 140e-6 < found.grooves.left_m < 230e-6
    assert 2.03e-3 < found.grooves.right_m < 2.17e-3
    assert 0.3e-6 < np.nanstd(found.heights_m) < 3e-6
    assert not found.notes


def test_neighbouring_profiles_of_a_real_land_agree(real_land):
    """Profiles a tenth of a millimetre apart correlate where the land is whole."""
    found = align(signature(real_land), signature(real_land, crosscut_m=0.3e-3))
    assert found.ccf > 0.85
