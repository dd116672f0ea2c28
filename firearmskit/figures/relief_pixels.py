"""The pixels of a relief: colours by height, light from the upper left."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics import Surface, preparing

__all__ = ["COLOURS", "pixels_of"]

COLOURS = "cividis"
"""Even steps of height look like even steps of colour, also to those who don't tell red from green."""


def pixels_of(surface: Surface, heights: tuple[float, float], pixels: float) -> NDArray[np.uint8]:
    """Give the relief in so many pixels across, transparent where there are no heights."""
    fine = max(surface.width_m / max(pixels, 1), min(surface.spacing_x_m, surface.spacing_y_m) / 8)
    fine = min(fine, surface.width_m, surface.height_m)
    shown = preparing.resample(surface, fine).heights_m
    measured = np.isfinite(shown)
    low, high = heights
    share = np.clip((np.where(measured, shown, low) - low) / (high - low), 0, 1)
    colours = mpl.colormaps[COLOURS](share)[..., :3]
    light = _light(shown, measured)[..., None]
    # Below 1 the light darkens a colour, above it leads to white.
    lit = np.where(light <= 1, colours * light, 1 - (1 - colours) * (2 - light))
    return np.dstack([np.rint(255 * np.clip(lit, 0, 1)), 255.0 * measured]).astype(np.uint8)


def _light(heights: NDArray[np.float64], measured: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give how light each point is, 1 for level ground; light comes from the upper left, at 45°."""
    down, across = (_slope(heights, axis) for axis in (0, 1))
    steep = np.hypot(down, across)[measured]
    # The steepest twentieth of the surface stands as if at 45°.
    usual = float(np.percentile(steep, 95)) if steep.size else 0.0
    down, across = down / (usual or 1.0), across / (usual or 1.0)
    lit = (1 + (down + across) / np.sqrt(2)) / np.sqrt(1 + down**2 + across**2)
    return np.asarray(np.clip(0.42 + 0.58 * np.clip(lit, 0, 1.41), 0, 1.24))


def _slope(heights: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """Give the rise to the next point, from both neighbours or the one that was measured; else 0."""
    if heights.shape[axis] < 2:
        return np.zeros(heights.shape)
    step = np.diff(heights, axis=axis)
    none = np.full_like(np.take(heights, [0], axis=axis), np.nan)
    sides = np.stack([np.concatenate([none, step], axis=axis), np.concatenate([step, none], axis=axis)])
    known = np.isfinite(sides)
    count = known.sum(axis=0)
    return np.asarray(np.divide(np.where(known, sides, 0).sum(axis=0), np.maximum(count, 1)))
