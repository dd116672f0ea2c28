"""Local regression on evenly spaced heights, with nothing where nothing was measured."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

__all__ = ["local_quadratic", "loess", "nan_median", "running_mean"]

Heights = NDArray[np.float64]

KNOTS = 80
"""Places at which a wide local regression is computed; between them it is so smooth that a cubic joins them."""

ROUNDS = 4
"""How often points far from the curve get less weight; after four rounds it doesn't move any more."""


def loess(heights: Heights, share: float) -> Heights:
    """Give the shape of a profile: robust local quadratic regression with tricube weights, as Cleveland (1979) has it.

    Args:
        heights: Evenly spaced heights; NaN where there are none.
        share: Share of the measured points that each local fit takes in, 0 to 1.

    Returns:
        The shape at every point, also where nothing was measured.
    """
    known = np.flatnonzero(np.isfinite(heights)).astype(np.float64)
    level = float(np.mean(heights[np.isfinite(heights)]))
    z = heights[np.isfinite(heights)] - level
    near = min(len(known), max(8, math.ceil(share * len(known))))
    last = len(heights) - 1
    knots = np.linspace(0, last, min(KNOTS, len(heights)))
    begin = _nearest(known, knots, near)
    taken = begin[:, None] + np.arange(near)[None, :]
    away = known[taken] - knots[:, None]
    reach = np.maximum(np.abs(away).max(axis=1), 1.0) * (1 + 1e-9)
    t = away / reach[:, None]
    tricube = (1 - np.abs(t) ** 3) ** 3
    powers = np.stack([np.ones_like(t), t, t * t])
    trust = np.ones_like(z)
    places = np.arange(len(heights), dtype=np.float64)
    curve = np.zeros(len(heights))
    for _round in range(ROUNDS):
        weights = tricube * trust[taken] + 1e-9 * tricube
        weighted = powers * weights
        normal = np.einsum("ikn,jkn->kij", weighted, powers)
        right = np.einsum("ikn,kn->ki", weighted, z[taken])
        normal += 1e-12 * np.trace(normal, axis1=1, axis2=2)[:, None, None] * np.eye(3)
        found = np.linalg.solve(normal, right[:, :, None])[:, :, 0]
        curve = _joined(places, knots, found[:, 0], found[:, 1] / reach)
        away_from = z - curve[known.astype(np.intp)]
        scale = float(np.median(np.abs(away_from)))
        if scale <= 1e-12 * max(1e-300, float(np.abs(z).max())):
            break
        trust = np.clip(1 - (away_from / (6 * scale)) ** 2, 0, 1) ** 2
    return curve + level


def _nearest(known: Heights, knots: Heights, near: int) -> NDArray[np.intp]:
    """Give where, in the list of measured places, the nearest ones of each knot begin."""
    begin = np.clip(np.searchsorted(known, knots) - near // 2, 0, len(known) - near)
    for _step in range(len(known)):
        after = np.minimum(begin + near, len(known) - 1)
        up = (begin + near < len(known)) & (known[after] - knots < knots - known[begin])
        before = np.maximum(begin - 1, 0)
        down = (begin > 0) & (knots - known[before] < known[begin + near - 1] - knots)
        if not (up | down).any():
            break
        begin = begin + up.astype(np.intp) - (down & ~up).astype(np.intp)
    return begin


def _joined(places: Heights, knots: Heights, values: Heights, slopes: Heights) -> Heights:
    """Join knots by cubics with the given values and slopes."""
    if len(knots) < 2:
        return np.full(len(places), values[0])
    wide = knots[1] - knots[0]
    at = np.clip((places / wide).astype(np.intp), 0, len(knots) - 2)
    t = places / wide - at
    rest = 1 - t
    joined: Heights = (
        (1 + 2 * t) * rest**2 * values[at]
        + t * rest**2 * wide * slopes[at]
        + t**2 * (3 - 2 * t) * values[at + 1]
        - t**2 * rest * wide * slopes[at + 1]
    )
    return joined


def local_quadratic(heights: Heights, width: int) -> Heights:
    """Smooth heights by local quadratic regression with tricube weights over a window of so many points.

    Returns:
        Smoothed heights; NaN where there were none.
    """
    reach = max(1, width // 2)
    known = np.isfinite(heights)
    if not known.any():
        return heights.copy()
    level = float(np.mean(heights[known]))
    t = np.arange(-reach, reach + 1) / (reach + 1)
    weights = (1 - np.abs(t) ** 3) ** 3
    mask, z = (np.pad(each, reach) for each in (known.astype(np.float64), np.where(known, heights - level, 0.0)))
    s0, s1, s2, s3, s4 = (np.correlate(mask, weights * t**power, "valid") for power in range(5))
    t0, t1, t2 = (np.correlate(z, weights * t**power, "valid") for power in range(3))
    whole = [float(np.sum(weights * t**power)) for power in range(5)]
    floor = 0.02 * (whole[2] * whole[4] - whole[2] ** 3 / whole[0]) / whole[0] ** 2
    size = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2)
    mean = t0 / np.maximum(s0, 1e-12)
    firm = size > floor * s0**3
    fitted = t0 * (s2 * s4 - s3 * s3) - t1 * (s1 * s4 - s2 * s3) + t2 * (s1 * s3 - s2 * s2)
    smooth = np.where(firm, fitted / np.where(firm, size, 1.0), mean)
    smoothed: Heights = np.where(known, smooth + level, np.nan)
    return smoothed


def running_mean(heights: Heights, width: int, *, least: float = 0.5) -> Heights:
    """Give the mean of so many points around each; NaN where fewer than a share of them were measured."""
    reach = width // 2
    known = np.isfinite(heights)
    count = np.concatenate([[0], np.cumsum(known)])
    level = float(np.mean(heights[known])) if known.any() else 0.0
    total = np.concatenate([[0.0], np.cumsum(np.where(known, heights - level, 0.0))])
    at = np.arange(len(heights))
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(heights))
    held = count[high] - count[low]
    mean: Heights = np.where(
        held >= np.maximum(1, least * (high - low)), (total[high] - total[low]) / np.maximum(held, 1) + level, np.nan
    )
    return mean


def nan_median(block: Heights, *, least: int = 1) -> Heights:
    """Give the median of each column; NaN where fewer than ``least`` of its points were measured."""
    count = np.isfinite(block).sum(axis=0)
    ordered = np.sort(block, axis=0)
    low, high = (np.maximum(each, 0) for each in ((count - 1) // 2, count // 2))
    high = np.minimum(high, np.maximum(count - 1, 0))
    columns = np.arange(block.shape[1])
    middle: Heights = np.where(count >= max(1, least), (ordered[low, columns] + ordered[high, columns]) / 2, np.nan)
    return middle
