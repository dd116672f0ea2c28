"""Made-up surfaces for tests of the comparison: a grained ring, whose shots share the grain and not the noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics import Surface

SPACING_M = 6.25e-6


def grain(seed: int, side: int = 560, *, short: float = 5, long: float = 40) -> NDArray[np.float64]:
    """Give random heights of spread 1, without what is shorter or longer than so many points."""
    white = np.fft.rfft2(np.random.default_rng(seed).standard_normal((side, side)))
    frequency = np.hypot(np.fft.fftfreq(side)[:, None], np.fft.rfftfreq(side))
    heights = np.fft.irfft2(
        white * (np.exp(-((frequency * short) ** 2)) - np.exp(-((frequency * long) ** 2))), s=(side, side)
    )
    return heights / heights.std()


def ring(side: int = 560, *, hole: float = 0.25) -> NDArray[np.bool_]:
    """Give where a breech face is: within the surface, around the hole of the firing pin."""
    away = np.hypot(*(np.indices((side, side)) - (side - 1) / 2)) / (side / 2)
    return (away < 0.98) & (away > hole)


def turned(heights: NDArray[np.float64], degrees: float, right: float = 0, down: float = 0) -> NDArray[np.float64]:
    """Turn a square surface counter-clockwise as it is seen about its centre, then shift it; nearest points."""
    side = len(heights)
    angle = np.deg2rad(degrees)
    rows, columns = np.indices(heights.shape) - (side - 1) / 2
    rows, columns = rows - down, columns - right
    from_row = np.cos(angle) * rows + np.sin(angle) * columns + (side - 1) / 2
    from_column = np.cos(angle) * columns - np.sin(angle) * rows + (side - 1) / 2
    at = np.rint(from_row).astype(int), np.rint(from_column).astype(int)
    inside = (at[0] >= 0) & (at[1] >= 0) & (at[0] < side) & (at[1] < side)
    return np.where(inside, heights[np.clip(at[0], 0, side - 1), np.clip(at[1], 0, side - 1)], np.nan)


def shot(
    firearm: int, number: int, *, noise: float = 0.5, degrees: float = 0, right: float = 0, down: float = 0
) -> Surface:
    """Give a shot of a made-up firearm: its grain in tenths of a micrometre, and noise of the shot's own."""
    own = turned(grain(1000 + firearm), degrees, right, down)
    heights = own + noise * grain(5000 + 100 * firearm + number)
    return as_surface(np.where(ring(), heights, np.nan))


def as_surface(heights: NDArray[np.float64], spacing_m: float = SPACING_M) -> Surface:
    """Give heights in tenths of a micrometre as a surface."""
    return Surface(heights_m=heights * 1e-7, spacing_x_m=spacing_m, spacing_y_m=spacing_m)
