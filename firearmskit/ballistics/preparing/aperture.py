"""The edge of the firing-pin aperture: inside of it the primer's metal flowed, and the breech face left no mark."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.preparing.circles import Circle

__all__ = ["step_around"]

Floats = NDArray[np.float64]

_RAYS = 180
_WINDOW_M = 60e-6
"""Heights are compared so far to each side of an edge: longer than tool marks are wide, shorter than the ring."""

_LEAST_M = 3e-6
"""Metal that flows into an aperture stands out by some micrometres; what is lower may be a tool mark."""

_AGREE = 0.85
"""The share of rays on which the step goes the same way."""

_COVERED = 0.6
"""The share of rays on which both sides of a step were measured."""

_FARTHEST = 0.16
"""How far the aperture's middle may be from that of the hole, as a share of the outer radius."""

_WIDEST = 0.9
"""The aperture's radius is at most this share of the outer radius."""

_FOOT = 0.2
"""The share of a step that is left at its foot, where the edge is taken to be."""


def step_around(level: Floats, spacing_m: float, hole: Circle, outer_radius: float) -> Circle | None:
    """Find the circle around a hole on which the heights of a face step up or down.

    Args:
        level: Heights of the face without its form, in metres, NaN elsewhere; shape (rows, columns).
        spacing_m: Distance between points.
        hole: The firing pin's hole, in points.
        outer_radius: Radius of the face, in points.

    Returns:
        The circle at the outer foot of the step; None where nothing steps all around.
    """
    window = max(2, round(_WINDOW_M / spacing_m))
    radii = np.arange(0.9 * hole.radius, _WIDEST * outer_radius + 2 * window)
    if len(radii) <= 4 * window:
        return None
    best, found = 0.0, None
    reach = np.linspace(-_FARTHEST, _FARTHEST, 9) * outer_radius
    for down in reach:
        for beside in reach:
            middle = Circle(row=hole.row + down, column=hole.column + beside, radius=0)
            step, at = _highest(_rays(level, middle, radii), window)
            radius = float(radii[at])
            if step > best and radius >= hole.radius + 0.5 * np.hypot(down, beside):
                best, found = step, Circle(row=middle.row, column=middle.column, radius=radius)
    return None if found is None else _at_foot(level, found, window)


def _rays(level: Floats, middle: Circle, radii: Floats) -> Floats:
    """Give the heights along rays from a middle, shape (rays, radii); NaN outside of the picture."""
    angles = np.arange(_RAYS)[:, None] * (2 * np.pi / _RAYS)
    rows = np.rint(middle.row + radii * np.sin(angles)).astype(np.intp)
    columns = np.rint(middle.column + radii * np.cos(angles)).astype(np.intp)
    inside = (rows >= 0) & (columns >= 0) & (rows < level.shape[0]) & (columns < level.shape[1])
    heights: Floats = np.where(inside, level[np.where(inside, rows, 0), np.where(inside, columns, 0)], np.nan)
    return heights


def _highest(heights: Floats, window: int) -> tuple[float, int]:
    """Give the step at the radius where the most rays have it, times their share, and which radius that is.

    Steps lower than a tool mark can be, or that go up here and down there, count as none.
    """
    measured = np.isfinite(heights)
    sums, counts = (
        np.cumsum(np.pad(each, ((0, 0), (1, 0))), axis=1) for each in (np.where(measured, heights, 0), measured)
    )
    at = np.arange(2 * window, heights.shape[1] - 2 * window)
    # Half a window to each side of the edge is left out: there the metal is rounded.
    near = window // 2
    inner, outer = (
        (sums[:, end] - sums[:, start]) / np.where(there := counts[:, end] - counts[:, start], there, np.nan)
        for start, end in ((at - 2 * window, at - near), (at + near, at + 2 * window))
    )
    steps = inner - outer
    covered = np.isfinite(steps).mean(axis=0)
    fit = np.flatnonzero(covered >= _COVERED)
    if not len(fit):
        return 0.0, 0
    common = np.nanmedian(steps[:, fit], axis=0)
    agree = (np.sign(steps[:, fit]) == np.sign(common)).mean(axis=0) / covered[fit]
    height = np.where((agree >= _AGREE) & (np.abs(common) >= _LEAST_M), np.abs(common) * covered[fit], 0)
    highest = int(height.argmax())
    return float(height[highest]), int(at[fit[highest]])


def _at_foot(level: Floats, edge: Circle, window: int) -> Circle:
    """Move an edge outwards to where the step ends."""
    radii = np.arange(max(edge.radius - 2 * window, 0), edge.radius + 2 * window)
    heights = _rays(level, edge, radii)
    fit = np.flatnonzero(np.isfinite(heights).mean(axis=0) >= _COVERED)
    across = np.nanmedian(heights[:, fit], axis=0)
    inner, outer = np.median(across[:window]), np.median(across[-window:])
    high = fit[np.abs(across - outer) > _FOOT * abs(inner - outer)]
    high = high[high < len(radii) - window]
    radius = float(radii[high[-1]]) + 1 if len(high) else edge.radius
    return Circle(row=edge.row, column=edge.column, radius=radius)
