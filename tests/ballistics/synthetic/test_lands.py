"""Made-up lands are the same for the same seed, say that they are made up, and look like lands."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from firearmskit.ballistics import read_x3p, write_x3p
from firearmskit.ballistics.lands import signature
from firearmskit.ballistics.synthetic.lands import made_up_bullet, made_up_land
from firearmskit.errors import InputError

GOOD = {"seed": 1, "barrel": "A", "land": 1, "shot": 1}


def test_the_same_seed_gives_the_same_land():
    """To the last bit; another seed, barrel, land or shot gives another."""
    first = made_up_land(**GOOD).heights_m
    assert np.array_equal(first, made_up_land(**GOOD).heights_m, equal_nan=True)
    for name, value in (("seed", 2), ("barrel", "B"), ("land", 2), ("shot", 2)):
        other = made_up_land(**{**GOOD, name: value}).heights_m
        assert not np.array_equal(first, other, equal_nan=True)


def test_a_land_is_the_same_on_every_machine():
    """Heights in nanometres have the check sum that they had when this was written."""
    heights = made_up_land(**GOOD, length_m=1e-4).heights_m[::7, ::11]
    rounded = np.round(np.nan_to_num(heights, nan=1.0) * 1e9).astype("<i8")
    assert hashlib.sha256(rounded.tobytes()).hexdigest()[:16] == "1c84c84580ad85e4"


def test_a_land_says_that_it_is_made_up(tmp_path):
    """In its notes and in its metadata, which a file keeps."""
    land = made_up_land(**GOOD)
    assert "made up" in land.notes[0]
    write_x3p(land, tmp_path / "land.x3p")
    assert read_x3p(tmp_path / "land.x3p").metadata["comment"].startswith("Made up")


def test_a_land_has_shoulders_striae_and_spots():
    """What a land looks like under a microscope: both shoulders, some micrometres of striae, points without data."""
    land = made_up_land(**GOOD, missing=0.05)
    assert 0.9 < land.measured < 0.96
    found = signature(land)
    assert found.grooves.left_found
    assert found.grooves.right_found
    assert 0.5e-6 < np.nanstd(found.heights_m) < 2e-6


def test_a_turned_bullet_begins_with_another_land():
    """Turned by two, what was first comes third."""
    straight, turned = (made_up_bullet(3, barrel="T", shot=4, lands=3, turned=turn) for turn in (0, 1))
    for at in range(3):
        assert np.array_equal(straight[at].heights_m, turned[(at + 1) % 3].heights_m, equal_nan=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", "1"),
        ("seed", 1.5),
        ("barrel", ""),
        ("barrel", None),
        ("land", None),
        ("shot", -1),
        ("shot", 501),
        ("wear", 1),
        ("wear", -0.1),
        ("noise", 11),
        ("noise", float("nan")),
        ("missing", 0.6),
        ("spacing_m", 1e-9),
        ("length_m", 1),
    ],
)
def test_what_cannot_be_made_up_is_refused(name, value):
    """The message names the argument."""
    with pytest.raises(InputError, match=name):
        made_up_land(**{**GOOD, name: value})


@pytest.mark.parametrize(("name", "value"), [("lands", 0), ("lands", 41), ("lands", 6.0), ("turned", "one")])
def test_a_bullet_that_cannot_be_made_up_is_refused(name, value):
    """The message names the argument."""
    with pytest.raises(InputError, match=name):
        made_up_bullet(1, barrel="A", shot=1, **{name: value})
