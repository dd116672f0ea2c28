"""Lay two surfaces over each other and see how alike they are, without the library's own comparison."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics import Surface


def overlaid(one: Surface, other: Surface) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the heights of both where both were measured, laid middle on middle."""
    rows, columns = (min(lengths) for lengths in zip(one.shape, other.shape, strict=True))
    cut = []
    for each in (one, other):
        top, left = (each.shape[0] - rows) // 2, (each.shape[1] - columns) // 2
        cut.append(each.heights_m[top : top + rows, left : left + columns])
    both = np.isfinite(cut[0]) & np.isfinite(cut[1])
    return cut[0][both], cut[1][both]


def correlation(one: Surface, other: Surface) -> float:
    """Give the correlation of two surfaces, laid middle on middle; the few steepest points count less."""
    clipped = [np.clip(each, *np.percentile(each, [1, 99])) for each in overlaid(one, other)]
    return float(np.corrcoef(*clipped)[0, 1])


def shifted(one: Surface, other: Surface) -> tuple[float, int, int]:
    """Give the highest correlation over all shifts, and how many rows lower and columns further right it lies."""
    shape = tuple(a + b for a, b in zip(one.shape, other.shape, strict=True))
    waves = []
    for each in (one, other):
        mask = np.isfinite(each.heights_m)
        heights = np.where(mask, 1e6 * each.heights_m, 0.0)
        waves.append([np.fft.rfft2(values, shape) for values in (mask * 1.0, heights, heights**2)])
    (mask_one, one_waves, squares), (mask_other, other_waves, others) = waves

    def back(first: NDArray[np.complex128], second: NDArray[np.complex128]) -> NDArray[np.float64]:
        return np.fft.irfft2(np.conj(first) * second, shape)

    count = np.maximum(back(mask_one, mask_other), 1)
    sums, sums_other = back(one_waves, mask_other), back(mask_one, other_waves)
    spread = np.maximum(back(squares, mask_other) - sums**2 / count, 1e-9)
    spread_other = np.maximum(back(mask_one, others) - sums_other**2 / count, 1e-9)
    found = (back(one_waves, other_waves) - sums * sums_other / count) / np.sqrt(spread * spread_other)
    found[count < 0.5 * count.max()] = -1
    row, column = (int(at) for at in np.unravel_index(int(found.argmax()), found.shape))
    down = row - shape[0] if row > shape[0] // 2 else row
    right = column - shape[1] if column > shape[1] // 2 else column
    return float(found.max()), down, right


def likeness(surface: Surface, lags: tuple[int, ...]) -> list[float]:
    """Give how alike heights are that lie some points apart, whatever the direction: 1 is equal."""
    mask = np.isfinite(surface.heights_m)
    heights = np.where(mask, 1e6 * (surface.heights_m - np.nanmean(surface.heights_m)), 0.0)
    side = max(surface.shape) + 2 * max(lags)
    waves, counts = np.fft.rfft2(heights, (side, side)), np.fft.rfft2(mask * 1.0, (side, side))
    found = np.fft.irfft2(np.abs(waves) ** 2, (side, side))
    found /= np.maximum(np.fft.irfft2(np.abs(counts) ** 2, (side, side)), 1)
    found /= found[0, 0]
    at = np.minimum(np.arange(side), side - np.arange(side))
    away = np.hypot(at[:, None], at[None, :]).round().astype(int)
    return [float(found[away == lag].mean()) for lag in lags]


def direction(surface: Surface) -> tuple[float, float]:
    """Give how much slopes have one direction, 0 to 1, and the direction of the lines, in degrees from 0 to 180."""
    down, right = np.gradient(surface.heights_m)
    known = np.isfinite(down) & np.isfinite(right)
    down, right = -down[known], right[known]
    gentle = np.hypot(down, right) < np.percentile(np.hypot(down, right), 98)
    up, right = down[gentle], right[gentle]
    across, along, mixed = float((right**2).mean()), float((up**2).mean()), float((right * up).mean())
    steepest = np.degrees(0.5 * np.arctan2(2 * mixed, across - along))
    return float(np.hypot(across - along, 2 * mixed) / (across + along)), float((steepest + 90) % 180)


def half_width_um(surface: Surface) -> float:
    """Give half the width of the middle 68 % of the heights, in µm: a standard deviation that outliers don't move."""
    low, high = np.nanpercentile(surface.heights_m, [15.87, 84.13])
    return float(high - low) / 2 * 1e6
