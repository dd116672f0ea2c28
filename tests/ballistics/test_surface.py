"""A surface is a grid of heights; what isn't one is refused with its value."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics import Surface
from firearmskit.errors import InputError

GOOD = {"heights_m": np.zeros((3, 4)), "spacing_x_m": 1e-6, "spacing_y_m": 2e-6}


def test_a_surface_keeps_a_copy_that_nobody_changes():
    """Neither what was handed over nor what is kept changes with the other."""
    heights = np.zeros((2, 2))
    surface = Surface(heights_m=heights, spacing_x_m=1e-6, spacing_y_m=1e-6)
    heights[0, 0] = 1
    assert surface.heights_m[0, 0] == 0
    with pytest.raises(ValueError, match="read-only"):
        surface.heights_m[0, 0] = 1


def test_infinite_heights_are_no_heights():
    """What is infinite wasn't measured."""
    surface = Surface(heights_m=[[np.inf, -np.inf], [1.0, np.nan]], spacing_x_m=1e-6, spacing_y_m=1e-6)
    assert surface.measured == 0.25


def test_sizes_are_in_metres():
    """Width and height of the grid are points times distances."""
    surface = Surface(**GOOD)
    assert (surface.width_m, surface.height_m) == pytest.approx((4e-6, 6e-6))
    assert surface.shape == (3, 4)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heights_m", np.zeros(4)),
        ("heights_m", np.zeros((0, 4))),
        ("heights_m", np.zeros((2, 2, 2))),
        ("heights_m", [["a", "b"]]),
        ("heights_m", None),
        ("heights_m", [[1, 2], [3]]),
        ("spacing_x_m", 0),
        ("spacing_x_m", -1e-6),
        ("spacing_y_m", float("nan")),
        ("spacing_y_m", 1.5),
        ("spacing_y_m", "1e-6"),
        ("regions", np.zeros((4, 3), dtype=np.uint8)),
        ("regions", np.full((3, 4), 256)),
        ("regions", np.full((3, 4), -1)),
        ("regions", np.zeros((3, 4))),
    ],
)
def test_what_is_no_surface_is_refused(name, value):
    """The message names the field."""
    with pytest.raises(InputError, match=name):
        Surface(**{**GOOD, name: value})
