"""Metal that is rounded towards an edge is left out as far as it is, and no farther."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics import Surface
from firearmskit.ballistics.preparing import crop_to_breech_face
from firearmskit.ballistics.preparing.rounding import rounded_m
from tests.ballistics.preparing.making import noise

SPACING = 10e-6
RADIUS = 1.7e-3


def face(depth_m: float, reach_m: float) -> tuple[Surface, np.ndarray]:
    """Make a disc that falls away towards its edge, and tell how far within it each point lies."""
    place = (np.arange(400) + 0.5) * SPACING - 2e-3
    within = RADIUS - np.hypot(place[:, None], place[None, :])
    heights = noise(5, (400, 400)) - depth_m * np.exp(-np.maximum(within, 0) / reach_m)
    return Surface(heights_m=heights - 60e-6 * (within < 0), spacing_x_m=SPACING, spacing_y_m=SPACING), within


@pytest.mark.parametrize("reach", [15e-6, 25e-6, 35e-6])
def test_rounding_ends_where_the_metal_is_level(reach):
    """What is left at the distance found differs from the form by less than a micrometre, and just before by more."""
    surface, within = face(30e-6, reach)
    found = rounded_m(surface, within, within)
    left = 30e-6 * np.exp(-found / reach)
    assert left < 1e-6
    assert 30e-6 * np.exp(-(found - 25e-6) / reach) > 0.6e-6


def test_an_edge_that_is_not_rounded_keeps_its_points():
    """Where the face is level up to its edge nothing is rounded, and 20 µm are left out all the same."""
    surface, within = face(0, 25e-6)
    assert rounded_m(surface, within, within) == 0
    kept = np.isfinite(crop_to_breech_face(surface).heights_m).sum() * SPACING**2
    assert kept == pytest.approx(np.pi * (RADIUS - 20e-6) ** 2, rel=0.02)


def test_a_rounded_edge_is_cut_away():
    """A disc whose edge falls away by 30 µm over some 25 µm loses 70 to 130 µm all around."""
    surface, _within = face(30e-6, 25e-6)
    cut = crop_to_breech_face(surface)
    size = np.sqrt(np.isfinite(cut.heights_m).sum() * SPACING**2 / np.pi)
    assert RADIUS - 130e-6 < size < RADIUS - 70e-6


def test_too_little_says_nothing():
    """Where hardly anything lies far from the edges, the form can't be told, and nothing counts as rounded."""
    surface, within = face(30e-6, 25e-6)
    assert rounded_m(surface, within, within - RADIUS) == 0
