"""Heights at the distances that a comparison needs: averaged, halved, turned, with a count of what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.surface import Surface

__all__ = ["Floats", "Raster", "raster_of"]

Floats = NDArray[np.float32]

_LEAST = 0.5
"""The share of a point that has to be measured for it to count as measured."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Raster:
    """Heights on square points, ready for sums.

    Args:
        heights: In micrometres, less their mean, 0 where nothing was measured; shape (rows, columns).
        measured: 1 where something was measured, else 0; of the same shape.
        spacing_m: Distance between points, in metres, along both axes.
    """

    heights: Floats
    measured: Floats
    spacing_m: float

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.heights.shape
        return rows, columns

    def even(self) -> Raster:
        """Give it without its last line where their number is odd, so that it can be halved."""
        rows, columns = (size // 2 * 2 for size in self.shape)
        return Raster(
            heights=self.heights[:rows, :columns], measured=self.measured[:rows, :columns], spacing_m=self.spacing_m
        )

    def halved(self) -> Raster:
        """Give each two by two points of an even surface as one: the mean of those that were measured."""
        rows, columns = self.shape
        blocks = (rows // 2, 2, columns // 2, 2)
        total, share = self.heights.reshape(blocks).mean((1, 3)), self.measured.reshape(blocks).mean((1, 3))
        return _raster(total, share, self.spacing_m * 2)

    def evened_out(self, side: tuple[int, int]) -> Raster:
        """Give its heights less the mean around each point, in spreads around it: as many as there are in a cell.

        Args:
            side: Rows and columns around a point.
        """
        share = np.maximum(_around(self.measured, side), 1e-3)
        level = (self.heights - _around(self.heights, side) / share) * self.measured
        spread = np.sqrt(_around(level * level, side) / share)
        return Raster(
            heights=(level / np.maximum(spread, 1e-6)).astype(np.float32),
            measured=self.measured,
            spacing_m=self.spacing_m,
        )

    def turned_heights(self, degrees: float) -> Floats:
        """Give its heights when it is turned about its centre, in a frame of the same shape; 0 where there are none."""
        rows, columns = self.shape
        row, column = np.arange(rows, dtype=np.float32), np.arange(columns, dtype=np.float32)
        at, parts = self._corners(row[:, None], column, np.array(degrees))
        heights, _there = self._framed
        total = parts[0] * heights[at]
        for step, part in zip((1, columns + 3, columns + 4), parts[1:], strict=True):
            total += part * heights[at + np.int32(step)]
        return total

    def sampled(self, rows: Floats, columns: Floats, degrees: Floats) -> Raster:
        """Give the points at these rows and columns of the surface as it is when turned.

        Args:
            rows: Rows of the turned surface, of any shape that broadcasts with the others.
            columns: Its columns.
            degrees: How far it is turned, counter-clockwise as it is seen.
        """
        at, parts = self._corners(rows, columns, degrees)
        heights, there = self._framed
        total, share = parts[0] * heights[at], parts[0] * there[at]
        line = self.shape[1] + 3
        for step, part in zip((1, line, line + 1), parts[1:], strict=True):
            beside = at + np.int32(step)
            total += part * heights[beside]
            share += part * there[beside]
        return _raster(total, share, self.spacing_m)

    def _corners(
        self, rows: Floats, columns: Floats, degrees: NDArray[np.floating[Any]]
    ) -> tuple[NDArray[np.int32], tuple[Floats, Floats, Floats, Floats]]:
        """Give, in the frame, the upper left of the four points around each, and how much each of the four counts."""
        high, wide = self.shape
        angle = np.deg2rad(degrees)
        cosine, sine = np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)
        down, right = rows - np.float32((high - 1) / 2), columns - np.float32((wide - 1) / 2)
        # Rows grow downwards: what comes to rest here was clockwise from here before. The frame adds 1 to each.
        from_row = np.clip(cosine * down + sine * right + np.float32((high + 1) / 2), 0, np.float32(high + 0.99))
        from_column = np.clip(cosine * right - sine * down + np.float32((wide + 1) / 2), 0, np.float32(wide + 0.99))
        upper, left = from_row.astype(np.int32), from_column.astype(np.int32)
        below, beside = from_row - upper.astype(np.float32), from_column - left.astype(np.float32)
        both = below * beside
        return upper * np.int32(wide + 3) + left, (1 - below - beside + both, beside - both, below - both, both)

    @cached_property
    def _framed(self) -> tuple[Floats, Floats]:
        """Heights and what was measured in one row each, with a frame of nothing around them."""
        frame = ((1, 2), (1, 2))
        return np.pad(self.heights, frame).ravel(), np.pad(self.measured, frame).ravel()


def raster_of(surface: Surface, spacing_m: float) -> Raster:
    """Give a surface on square points; where it has fewer points than asked for, none are made up by averaging.

    Args:
        surface: The surface.
        spacing_m: Distance between points, in metres; at least that of the surface.
    """
    there = np.isfinite(surface.heights_m)
    middle = float(surface.heights_m[there].mean()) if there.any() else 0.0
    heights = np.where(there, (surface.heights_m - middle) * 1e6, 0.0).astype(np.float32)
    ratios = surface.spacing_y_m / spacing_m, surface.spacing_x_m / spacing_m
    return _raster(_averaged(heights, ratios), _averaged(there.astype(np.float32), ratios), spacing_m)


def _averaged(values: Floats, ratios: tuple[float, float]) -> Floats:
    """Give the mean of what lies within each new point, from the middle outwards; outside of the surface there is 0.

    Args:
        values: Of shape (rows, columns).
        ratios: The height and the width of an old point in those of a new one, at most 1.
    """
    for axis, ratio in enumerate(ratios):
        if ratio == 1:
            continue
        count = values.shape[axis]
        new = max(1, round(count * ratio))
        edges = np.clip((np.arange(new + 1) - (new - count * ratio) / 2) / ratio, 0, count)
        # The sum up to each edge; an edge within an old point takes its part of it.
        sums = np.zeros((count + 1, values.shape[1 - axis]))
        np.cumsum(values if axis == 0 else values.T, axis=0, dtype=np.float64, out=sums[1:])
        whole = np.minimum(edges.astype(np.intp), count - 1)
        part = (edges - whole)[:, None]
        upto = sums[whole] * (1 - part) + sums[whole + 1] * part
        means = (np.diff(upto, axis=0) * ratio).astype(np.float32)
        values = means if axis == 0 else np.ascontiguousarray(means.T)
    return values


def _around(values: NDArray[np.floating[Any]], side: tuple[int, int]) -> NDArray[np.float64]:
    """Give the mean of a box around each point; outside of the surface there is 0."""
    result = values.astype(np.float64)
    for axis, long in enumerate(side):
        before = long // 2
        room = [(0, 0), (0, 0)]
        room[axis] = (before + 1, long - 1 - before)
        total = np.pad(result, room).cumsum(axis=axis)
        ends = [slice(None), slice(None)]
        begins = [slice(None), slice(None)]
        ends[axis], begins[axis] = slice(long, None), slice(None, -long)
        result = (total[tuple(ends)] - total[tuple(begins)]) / long
    return result


def _raster(total: Floats, share: Floats, spacing_m: float) -> Raster:
    """Give sums of heights, and the share of each point that was measured, as means."""
    enough = share >= _LEAST
    heights = np.where(enough, total / np.maximum(share, np.float32(_LEAST)), np.float32(0))
    return Raster(heights=heights, measured=enough.astype(np.float32), spacing_m=spacing_m)
