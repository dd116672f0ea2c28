"""The same surface seen otherwise: turned, mirrored, or a part of it."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure, of_type, whole
from firearmskit.ballistics.preparing.steps import changed, said
from firearmskit.ballistics.surface import MOST_POINTS, Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["crop", "mirror", "rotate"]

_ROWS = 256
"""Rows that are turned at a time, so that a large surface needs little memory."""


def rotate(surface: Surface, degrees: float, *, expand: bool = False) -> Surface:
    """Turn a surface about its middle, counter-clockwise as its picture shows it: after 90° its right edge is on top.

    Heights between points lie on straight lines; there is one where points that weigh half or more were measured.
    A quarter turn changes no height where the grid allows it: then columns become rows.

    Args:
        surface: The surface.
        degrees: By how much; less than 0 turns clockwise.
        expand: Whether the grid grows so that nothing is cut off; else it stays as large as it is.

    Returns:
        The surface.

    Raises:
        InputError: ``degrees`` isn't a number, or the grid would grow too large.

    >>> surface = Surface(heights_m=np.array([[0.0, 1e-6]]), spacing_x_m=1e-6, spacing_y_m=1e-6)
    >>> (1e6 * rotate(surface, 90, expand=True).heights_m).tolist()
    [[1.0], [0.0]]
    """
    of_type(surface, Surface, "surface")
    turn = figure(degrees, "degrees") % 360
    note = _("Turned by {degrees}° counter-clockwise.").format(degrees=f"{degrees:g}")
    quarters = round(turn / 90)
    square = surface.shape[0] == surface.shape[1] and surface.spacing_x_m == surface.spacing_y_m
    if abs(turn - 90 * quarters) < 1e-9 and (expand or square or quarters % 2 == 0):
        spacings = {"spacing_x_m": surface.spacing_x_m, "spacing_y_m": surface.spacing_y_m}
        if quarters % 2:
            spacings = {"spacing_x_m": surface.spacing_y_m, "spacing_y_m": surface.spacing_x_m}
        regions = None if surface.regions is None else np.rot90(surface.regions, quarters)
        return changed(surface, np.rot90(surface.heights_m, quarters), note, regions=regions, **spacings)
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    rows, columns = surface.shape
    if expand:
        wide = abs(surface.width_m * cosine) + abs(surface.height_m * sine)
        high = abs(surface.width_m * sine) + abs(surface.height_m * cosine)
        rows = math.ceil(high / surface.spacing_y_m - 1e-6)
        columns = math.ceil(wide / surface.spacing_x_m - 1e-6)
        if rows * columns > MOST_POINTS:
            raise InputError(
                _("Turned by {degrees}, {surface} would have {count} points; at most {most} are taken").format(
                    degrees=quote(degrees),
                    surface=quote(surface, limit=100),
                    count=rows * columns,
                    most=MOST_POINTS,
                )
            )
    heights = np.empty((rows, columns))
    regions = None if surface.regions is None else np.zeros((rows, columns), np.uint8)
    for start in range(0, rows, _ROWS):
        block = slice(start, min(start + _ROWS, rows))
        places = _sources(surface, (rows, columns), block, cosine, sine)
        heights[block] = _between(surface.heights_m, *places)
        if regions is not None and surface.regions is not None:
            regions[block] = _nearest(surface.regions, *places)
    return changed(surface, heights, note, regions=regions)


def _sources(
    surface: Surface, shape: tuple[int, int], block: slice, cosine: float, sine: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give from which row and column each point of some rows comes, as numbers that aren't whole."""
    down = (np.arange(block.start, block.stop) - (shape[0] - 1) / 2)[:, None] * surface.spacing_y_m
    across = (np.arange(shape[1]) - (shape[1] - 1) / 2)[None, :] * surface.spacing_x_m
    row = (sine * across + cosine * down) / surface.spacing_y_m + (surface.shape[0] - 1) / 2
    column = (cosine * across - sine * down) / surface.spacing_x_m + (surface.shape[1] - 1) / 2
    # The cosine of 90° isn't quite 0: a point that comes from one other must not ask for its neighbour.
    return np.round(row, 9), np.round(column, 9)


def _between(
    heights: NDArray[np.float64], row: NDArray[np.float64], column: NDArray[np.float64]
) -> NDArray[np.float64]:
    rows, columns = heights.shape
    above, left = np.floor(row).astype(np.intp), np.floor(column).astype(np.intp)
    lower, right = row - above, column - left
    summed, found = np.zeros(row.shape), np.zeros(row.shape)
    for below in (0, 1):
        for beside in (0, 1):
            y, x = above + below, left + beside
            weight = (lower if below else 1 - lower) * (right if beside else 1 - right)
            held = heights[np.clip(y, 0, rows - 1), np.clip(x, 0, columns - 1)]
            weight[(y < 0) | (x < 0) | (y >= rows) | (x >= columns) | ~np.isfinite(held)] = 0
            summed += np.where(weight > 0, held, 0.0) * weight
            found += weight
    summed[found < 0.5 - 1e-6] = np.nan
    return np.divide(summed, found, out=summed, where=found > 0)


def _nearest(regions: NDArray[np.uint8], row: NDArray[np.float64], column: NDArray[np.float64]) -> NDArray[np.uint8]:
    y, x = np.rint(row).astype(np.intp), np.rint(column).astype(np.intp)
    rows, columns = regions.shape
    inside = (y >= 0) & (x >= 0) & (y < rows) & (x < columns)
    return np.where(inside, regions[np.clip(y, 0, rows - 1), np.clip(x, 0, columns - 1)], 0).astype(np.uint8)


def mirror(surface: Surface) -> Surface:
    """Give the mirror image of a surface: what was on its left is on its right.

    A breech face and the mark that it leaves are such images of each other, and so are a mark and its cast.

    >>> surface = Surface(heights_m=np.array([[0.0, 1e-6]]), spacing_x_m=1e-6, spacing_y_m=1e-6)
    >>> (1e6 * mirror(surface).heights_m).tolist()
    [[1.0, 0.0]]
    """
    of_type(surface, Surface, "surface")
    regions = None if surface.regions is None else surface.regions[:, ::-1]
    return changed(surface, surface.heights_m[:, ::-1], _("Mirrored, left to right."), regions=regions)


def crop(
    surface: Surface,
    *,
    left_m: float = 0.0,
    top_m: float = 0.0,
    right_m: float | None = None,
    bottom_m: float | None = None,
    rows: tuple[int, int] | None = None,
    columns: tuple[int, int] | None = None,
) -> Surface:
    """Cut a rectangle out of a surface: the points whose middle lies in it.

    Args:
        surface: The surface.
        left_m: The rectangle's left edge, in metres from that of the surface.
        top_m: Its upper edge, in metres from that of the surface.
        right_m: Its right edge, in metres from the left edge of the surface; None for the surface's own.
        bottom_m: Its lower edge, in metres from the upper edge of the surface; None for the surface's own.
        rows: Instead of ``top_m`` and ``bottom_m``: the first row, and the first one that is left out again.
        columns: Instead of ``left_m`` and ``right_m``: the first column, and the first one that is left out again.

    Returns:
        The part.

    Raises:
        InputError: It holds no point, or an edge is no number.

    >>> surface = Surface(heights_m=np.arange(6.0).reshape(2, 3), spacing_x_m=1e-6, spacing_y_m=1e-6)
    >>> crop(surface, left_m=1e-6).heights_m.tolist(), crop(surface, rows=(1, 2)).heights_m.tolist()
    ([[1.0, 2.0], [4.0, 5.0]], [[3.0, 4.0, 5.0]])
    """
    of_type(surface, Surface, "surface")
    down = _kept(rows, (top_m, bottom_m), ("rows", "top_m", "bottom_m"), surface.shape[0], surface.spacing_y_m)
    across = _kept(columns, (left_m, right_m), ("columns", "left_m", "right_m"), surface.shape[1], surface.spacing_x_m)
    note = _("Cut to {width} by {height}, from {left} right of the left edge and {top} below the upper edge.").format(
        width=said((across.stop - across.start) * surface.spacing_x_m),
        height=said((down.stop - down.start) * surface.spacing_y_m),
        left=said(across.start * surface.spacing_x_m),
        top=said(down.start * surface.spacing_y_m),
    )
    regions = None if surface.regions is None else surface.regions[down, across]
    return changed(surface, surface.heights_m[down, across], note, regions=regions)


def _kept(numbers: Any, edges: tuple[Any, Any], names: tuple[str, str, str], count: int, spacing: float) -> slice:
    """Give the rows or columns that stay."""
    if numbers is not None:
        if not isinstance(numbers, tuple | list) or len(numbers) != 2:
            raise InputError(_("{name} must be two numbers, not {value}").format(name=names[0], value=quote(numbers)))
        first, behind = (whole(each, names[0]) for each in numbers)
        given: Any = numbers
    else:
        near = figure(edges[0], names[1])
        far = count * spacing if edges[1] is None else figure(edges[1], names[2])
        first, behind = (math.ceil(min(max(each / spacing, -1e9), 1e9) - 0.5 - 1e-9) for each in (near, far))
        first, behind, given = max(first, 0), min(behind, count), edges
    if not 0 <= first < behind <= count:
        raise InputError(
            _("{names} are {value}: no point of the {count} lies between them").format(
                names=names[0] if numbers is not None else f"{names[1]}, {names[2]}", value=quote(given), count=count
            )
        )
    return slice(first, behind)
