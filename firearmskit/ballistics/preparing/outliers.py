"""Points that can't be right: spikes, as optical instruments make them at steep places and on dust."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from firearmskit.arguments import figure, whole
from firearmskit.ballistics.preparing.steps import changed, share, with_points
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["remove_outliers"]

Grid = NDArray[np.float64]

_MAD = 1.4826
_FEWEST = 6
"""Measured points that a window must hold, the middle one counted, to judge it."""

_HELD = 4_000_000
"""Heights that windows hold at a time."""


def remove_outliers(surface: Surface, *, times: float = 6.0, window: int = 5) -> Surface:
    """Take spikes away: points far from the median of those around them.

    Far is measured in standard deviations, told by medians so that spikes don't raise them: the larger one of those
    of the window and of the whole surface. On a slope or at a step nothing is far from the median. Where a window holds
    fewer than six measured points, its middle isn't judged.

    Args:
        surface: The surface.
        times: How many standard deviations are far, 1 to 100.
        window: Rows and columns of the window around each point, an odd number from 3 to 15.

    Returns:
        The surface, without heights where there were spikes. The note says how many.

    Raises:
        InputError: A number can't be used, or nothing was measured.

    >>> heights = np.zeros((9, 9))
    >>> heights[4, 4] = 1e-5
    >>> remove_outliers(Surface(heights_m=heights, spacing_x_m=1e-6, spacing_y_m=1e-6)).notes
    ('Outliers taken away: 1 point, 1.2 % of the measured ones.',)
    """
    held = with_points(surface)
    if not 1 <= figure(times, "times") <= 100:
        raise InputError(_("times is {value}: it can be 1 to 100").format(value=quote(times)))
    if whole(window, "window") not in range(3, 16, 2):
        raise InputError(_("window is {value}: it can be an odd number from 3 to 15").format(value=quote(window)))
    off, spread = _deviations(held.heights_m, window)
    judged = off[np.isfinite(off)]
    # On a surface that was rounded to steps most deviations are 0: then their mean tells how large they are.
    scale = (_MAD * float(np.median(judged)) or 1.2533 * float(judged.mean())) if judged.size else 0.0
    np.maximum(spread, scale, out=spread)
    with np.errstate(invalid="ignore"):
        outliers = off > times * spread
    count = int(np.count_nonzero(outliers))
    heights = np.where(outliers, np.nan, held.heights_m)
    part = count / np.count_nonzero(np.isfinite(held.heights_m))
    said = (
        _("Outliers taken away: 1 point, {share} % of the measured ones.")
        if count == 1
        else _("Outliers taken away: {count} points, {share} % of the measured ones.")
    )
    return changed(held, heights, said.format(count=count, share=share(part)))


def _deviations(heights: Grid, window: int) -> tuple[Grid, Grid]:
    """Give how far each point is from the median of its window, and how far the others there are; NaN if not judged."""
    rows, columns = heights.shape
    reach = window // 2
    padded = np.pad(heights, reach, constant_values=np.nan)
    off, spread = np.full((rows, columns), np.nan), np.zeros((rows, columns))
    step = max(1, _HELD // (columns * window * window))
    for start in range(0, rows, step):
        end = min(start + step, rows)
        views = sliding_window_view(padded[start : end + 2 * reach], (window, window))
        wanted = np.isfinite(heights[start:end])
        around = views[wanted].reshape(-1, window * window)
        count = np.count_nonzero(np.isfinite(around), axis=1)
        middle = _median(around, count)
        around -= middle[:, None]
        np.abs(around, out=around)
        own = np.where(count >= _FEWEST, around[:, window * window // 2].copy(), np.nan)
        off[start:end][wanted] = own
        spread[start:end][wanted] = _MAD * _median(around, count)
    return off, spread


def _median(values: Grid, count: NDArray[np.intp]) -> Grid:
    """Give the median of each row, of which so many are no NaN: NumPy sorts those to the end."""
    ordered = np.sort(values, axis=1)
    at = np.arange(len(values))
    low: Grid = ordered[at, (count - 1) // 2]
    return (low + ordered[at, count // 2]) / 2
