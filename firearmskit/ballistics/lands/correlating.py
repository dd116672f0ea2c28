"""Correlation of two rows of heights at every lag, over the places where both were measured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["correlations", "sharpened"]

Heights = NDArray[np.float64]


def correlations(a: Heights, b: Heights) -> tuple[NDArray[np.intp], Heights, NDArray[np.intp]]:
    """Correlate two rows of heights, the second moved right by each lag.

    Args:
        a: Heights; NaN where there are none.
        b: Heights of the same spacing.

    Returns:
        The lags in points, the correlation at each (NaN where it has no meaning), and over how many pairs it is.
    """
    size = 1 << (len(a) + len(b) - 2).bit_length()
    one, two = (np.fft.rfft(_parts(each), size) for each in (a, b))
    back = one[[0, 1, 1, 0, 2, 1]] * np.conj(two[[0, 1, 0, 1, 1, 2]])
    product, pairs, of_b, of_a, square_a, square_b = np.fft.irfft(back, size)
    lags = np.arange(1 - len(b), len(a))
    count = np.rint(pairs[lags]).astype(np.intp)
    n = np.maximum(count, 1)
    mean_a, mean_b = of_a[lags] / n, of_b[lags] / n
    spread_a = square_a[lags] / n - mean_a**2
    spread_b = square_b[lags] / n - mean_b**2
    usable = (count >= 3) & (spread_a > 1e-9) & (spread_b > 1e-9)
    scale = np.sqrt(np.where(usable, spread_a * spread_b, 1.0))
    found = np.where(usable, np.clip((product[lags] / n - mean_a * mean_b) / scale, -1, 1), np.nan)
    return lags, found, count


def _parts(heights: Heights) -> Heights:
    """Give heights, their mask and their squares, scaled so that sums keep their digits."""
    known = np.isfinite(heights)
    z = np.where(known, heights, 0.0)
    if known.any():
        z = np.where(known, z - z[known].mean(), 0.0)
        largest = float(np.abs(z).max())
        z = z / largest if largest > 0 else z
        spread = float(z[known].std())
        z = z / spread if spread > 1e-9 else z * 0.0
    return np.stack([z, known.astype(np.float64), z * z])


def sharpened(values: Heights, best: int) -> float:
    """Give where between three values a curve through them is highest, in points, -0.5 to 0.5."""
    if not 0 < best < len(values) - 1:
        return 0.0
    before, at, after = (float(each) for each in values[best - 1 : best + 2])
    bend = before - 2 * at + after
    if not np.isfinite(bend) or bend >= 0:
        return 0.0
    return float(np.clip((before - after) / (2 * bend), -0.5, 0.5))
