"""Bands of a land: heights with the striae down the rows, and the middle profile of some rows."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.lands.regression import nan_median
from firearmskit.ballistics.surface import Surface

__all__ = ["band_profile", "laid_out"]

Heights = NDArray[np.float64]


def laid_out(surface: Surface, along: str) -> tuple[Heights, float, float]:
    """Give heights whose striae run down the rows, with the spacing across the striae and the one along them."""
    if along == "x":
        return surface.heights_m.T, surface.spacing_y_m, surface.spacing_x_m
    return surface.heights_m, surface.spacing_x_m, surface.spacing_y_m


def band_profile(heights: Heights, across: float, down: float, centre: float, band: float, degrees: float) -> Heights:
    """Give the middle profile of a band: rows laid along the striae and at one level, and their median."""
    half = band / 2
    low = max(0, math.ceil((centre - half) / down - 1e-9))
    high = min(len(heights), math.floor((centre + half) / down + 1e-9) + 1)
    if high <= low:
        low = min(len(heights) - 1, max(0, round(centre / down)))
        high = low + 1
    rows = heights[low:high]
    moved = np.empty_like(rows)
    lean = math.tan(math.radians(degrees)) * down / across
    for at, row in enumerate(rows):
        moved[at] = _moved(row, (low + at - centre / down) * lean)
    level = nan_median(moved)
    steps = nan_median((moved - level).T)
    return nan_median(moved - np.nan_to_num(steps)[:, None], least=max(1, math.ceil(0.3 * len(rows))))


def _moved(row: Heights, points: float) -> Heights:
    """Read a row so many points further on."""
    whole = math.floor(points)
    part = points - whole
    padded = np.full(len(row) + 1, np.nan)
    begin, end = max(0, whole), min(len(row), len(row) + 1 + whole)
    if begin < end:
        padded[begin - whole : end - whole] = row[begin:end]
    if part < 1e-9:
        return padded[:-1]
    read: Heights = (1 - part) * padded[:-1] + part * padded[1:]
    return read
