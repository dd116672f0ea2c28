"""What an instrument sees before anything is filtered: the whole primer, its form, and the head around it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.synthetic.fields import WIDTH_M, Spectrum, drawn, field_of, key_of, noise, value_at
from firearmskit.ballistics.synthetic.lying import Lie, places
from firearmskit.ballistics.synthetic.shots import left_of, marks_at, texture
from firearmskit.ballistics.synthetic.slides import Slide

__all__ = ["BREECH_FACE", "FIRING_PIN", "HEAD", "scan"]

Field = NDArray[np.float64]

BREECH_FACE, FIRING_PIN, HEAD = 1, 2, 3
"""The regions of a scan."""

HEAD_ROUGHNESS = Spectrum(reach_m=30e-6, steepness=2.0, stretch=10.0, direction_deg=90.0)
STEEPEST = 0.9
"""The steepest slope that the instrument measures, as height over way."""


def scan(
    key: bytes, slide: Slide, lie: Lie, *, spacing_m: float, noise_m: float, partial: float
) -> tuple[Field, NDArray[np.uint8]]:
    """Make the heights of one scan, and tell what each point is.

    Args:
        key: The key of the shot.
        slide: The slide.
        lie: How the primer lay.
        spacing_m: Distance between neighbouring points.
        noise_m: Standard deviation of the instrument's noise.
        partial: Which share of the impression is missing.

    Returns:
        Heights in metres, NaN where nothing was measured; and the region of each point, 0 for none.
    """
    at = places(lie, slide, spacing_m=spacing_m, width=1.15)
    away = np.hypot(at.x_m - lie.shift_m[0], at.y_m - lie.shift_m[1])
    primer = away < lie.radius_m
    head = away > 1.03 * lie.radius_m
    hole = primer & (at.edge_m <= 0)
    regions = np.select([hole, primer, head], [FIRING_PIN, BREECH_FACE, HEAD], 0).astype(np.uint8)
    heights = np.full(away.shape, np.nan)
    face = primer & ~hole
    right, up = at.x_m - lie.shift_m[0], at.y_m - lie.shift_m[1]
    made, torn = marks_at(key, slide, lie, at.x_m[face], at.y_m[face], at.edge_m[face])
    heights[face] = np.where(torn, np.nan, made)
    heights[hole] = 0.6e-6 * texture(key, right[hole], up[hole]) + _dent(-at.edge_m[hole], slide.hole * lie.radius_m)
    heights[primer] += _rounded(away[primer], lie.radius_m)
    if partial:
        heights[face & ~left_of(key, at, face, partial)] = np.nan
    around = np.arctan2(up[head], right[head]) * WIDTH_M / (2 * np.pi)
    heights[head] = 25e-6 + 1.5e-6 * value_at(field_of(key_of(key, "head"), HEAD_ROUGHNESS), away[head], around)
    draw = drawn(key_of(key, "tilt"))
    heights += (at.right_m * draw.between(-40, 40) + at.up_m * draw.between(-40, 40)) * 1e-4
    down, across = np.gradient(heights, spacing_m)
    heights[np.hypot(down, across) > STEEPEST] = np.nan
    _disturb(key, heights, noise_m)
    return heights, regions


def _rounded(away: Field, radius_m: float) -> Field:
    """Give the form of a primer: a low dome with a rounded edge."""
    dome = -6e-6 * (away / radius_m) ** 2
    found: Field = dome - 30e-6 * np.exp((away - radius_m) / 25e-6)
    return found


def _dent(inside: Field, radius_m: float) -> Field:
    """Give the dent of the firing pin, from how far inside the aperture a point is: a rim, then a bowl."""
    rim = 8e-6 * np.minimum(inside / 60e-6, 1)
    middle = 0.55 * radius_m
    bowl = np.clip((inside - (radius_m - middle)) / middle, 0, 1)
    found: Field = rim - 140e-6 * np.sqrt(1 - (1 - bowl) ** 2)
    return found


def _disturb(key: bytes, heights: Field, noise_m: float) -> None:
    """Add noise, points that are far off, and points that weren't measured."""
    chance = noise(key_of(key, "off"), heights.size).reshape(heights.shape)
    heights += noise_m * noise(key_of(key, "noise"), heights.size).reshape(heights.shape)
    heights[chance > 2.9] += 2e-5
    heights[chance < -2.9] -= 2e-5
    heights[np.abs(chance) < 0.004] = np.nan
