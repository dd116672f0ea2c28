"""What one shot leaves on a primer, and what of it an instrument sees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.synthetic.fields import COARSE, Spectrum, drawn, field_of, key_of, noise, value_at
from firearmskit.ballistics.synthetic.lying import Lie, Places, places
from firearmskit.ballistics.synthetic.slides import Slide
from firearmskit.draw import Draw

__all__ = ["impression", "left_of", "marks_at", "texture"]

Field = NDArray[np.float64]

PRIMER = Spectrum(reach_m=17e-6, steepness=1.8, longest_m=6e-4, shortest_m=14e-6, stretch=1.5)
BENDS = Spectrum(reach_m=60e-6, steepness=2.5, longest_m=6e-4, shortest_m=6e-5)
TAKEN = Spectrum(reach_m=250e-6, steepness=3.0, longest_m=4e-3, shortest_m=2e-4)


def impression(key: bytes, slide: Slide, lie: Lie, *, spacing_m: float, noise_m: float, partial: float) -> Field:
    """Make the heights of one impression.

    Args:
        key: The key of the shot.
        slide: The slide.
        lie: How the primer lay.
        spacing_m: Distance between neighbouring points.
        noise_m: Standard deviation of the instrument's noise.
        partial: Which share of the impression is missing.

    Returns:
        Heights in metres; NaN where nothing was measured.
    """
    at = places(lie, slide, spacing_m=spacing_m, width=1.0)
    inside = np.hypot(at.right_m, at.up_m) < lie.radius_m
    kept = inside & (at.edge_m > 0)
    if partial:
        kept &= left_of(key, at, kept, partial)
    made, torn = marks_at(key, slide, lie, at.x_m[kept], at.y_m[kept], at.edge_m[kept])
    made += noise_m * noise(key_of(key, "noise"), made.size)
    made -= np.mean(made)
    made[torn] = np.nan
    heights = np.full(kept.shape, np.nan)
    heights[kept] = made
    return heights


def left_of(key: bytes, at: Places, kept: NDArray[np.bool_], partial: float) -> NDArray[np.bool_]:
    """Tell what is left when a share is missing from one side.

    Args:
        key: The key of the shot.
        at: Where the points are.
        kept: Which of them belong to the impression.
        partial: Which share of these is missing.

    Returns:
        For each point, whether it lies on the side that is left.
    """
    towards = np.deg2rad(drawn(key_of(key, "left")).between(0, 359))
    along = np.cos(towards) * at.x_m + np.sin(towards) * at.y_m
    left: NDArray[np.bool_] = along > np.quantile(along[kept], partial)
    return left


def marks_at(
    key: bytes, slide: Slide, lie: Lie, x_m: Field, y_m: Field, edge_m: Field
) -> tuple[Field, NDArray[np.bool_]]:
    """Give what a shot left on the primer, without noise.

    Args:
        key: The key of the shot.
        slide: The slide.
        lie: How the primer lay.
        x_m: How far to the right of the middle of the breech face.
        y_m: How far above it.
        edge_m: How far from the edge of the aperture.

    Returns:
        Heights in metres, and where the surface is too steep to be measured.
    """
    primer = texture(key, x_m - lie.shift_m[0], y_m - lie.shift_m[1])
    heights = _taken(key, slide, x_m, y_m, primer)
    return heights, _flow(drawn(key_of(key, "flow")), slide, x_m, y_m, edge_m, primer, heights)


def texture(key: bytes, right: Field, up: Field) -> Field:
    """Give the primer's own texture.

    Args:
        key: The key of the shot.
        right: How far to the right of the primer's middle, in metres.
        up: How far above it.

    Returns:
        Its heights, of standard deviation 1.
    """
    bends = (10e-6 * value_at(field_of(key_of(key, name), BENDS, side=COARSE), right, up) for name in ("x", "y"))
    grain = replace(PRIMER, direction_deg=float(15 * drawn(key_of(key, "grain")).between(0, 11)))
    return value_at(field_of(key_of(key, "primer"), grain), right + next(bends), up + next(bends))


def _taken(key: bytes, slide: Slide, x_m: Field, y_m: Field, primer: Field) -> Field:
    """Give what the primer took of the breech face: more here, less there, and its own texture with it."""
    smooth = value_at(field_of(key_of(key, "taken"), TAKEN, side=COARSE), x_m, y_m)
    pressure = drawn(key_of(key, "pressure")).between(90, 240) / 100
    taken = 1 / (1 + np.exp(-(pressure + 1.2 * smooth)))
    marks = slide.heights(x_m, y_m)
    found: Field = taken * marks + (0.38 + 0.9 * (1 - taken)) * 1e-6 * primer
    return found


def _flow(
    draw: Draw, slide: Slide, x_m: Field, y_m: Field, edge: Field, primer: Field, heights: Field
) -> NDArray[np.bool_]:
    """Raise the primer where it flowed into the aperture; tell where it is too steep to be measured."""
    around = np.arctan2(y_m - slide.hole_m[1], x_m - slide.hole_m[0])
    flow = np.zeros_like(around)
    for times in (1, 2, 3, 5, 8):
        flow += np.cos(times * around + np.deg2rad(draw.between(0, 359))) / np.sqrt(times)
    flow = np.maximum(flow - 0.3, 0)
    heights += flow * (1.2 + primer) * 1.8e-6 * np.exp(-edge / 16e-6)
    torn: NDArray[np.bool_] = (edge < 30e-6 * flow) & (primer > 0.9 + edge / 20e-6)
    return torn
