"""Circles in a picture of where there are heights: the largest piece, its edge, and the hole in its middle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Circle", "empty_disc", "inner_edge", "largest_piece", "outer_edge"]

Mask = NDArray[np.bool_]
Points = NDArray[np.float64]

_RAYS = 240
_DRAWS = 400
_CLOSE = 1.5
"""Points of an edge that are so many points of the grid away from a circle still lie on it."""

_LEAST_ON = 0.3
"""The share of an edge that must lie on one circle, and of the circle that must have an edge."""


@dataclass(frozen=True, kw_only=True)
class Circle:
    """A circle on the grid: row and column of its middle, and radius, all counted in points."""

    row: float
    column: float
    radius: float


def largest_piece(mask: Mask) -> Mask:
    """Give the largest set of points that hang together, along rows and columns."""
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return mask
    by_column = np.lexsort((rows, columns))
    along = _runs(rows * (mask.shape[1] + 1) + columns)
    down = _runs((columns * (mask.shape[0] + 1) + rows)[by_column])
    numbers, before = np.arange(len(rows)), np.full(len(rows), -1)
    while not np.array_equal(numbers, before):
        before = numbers
        # All points of a run take the highest number in it.
        numbers = np.repeat(np.maximum.reduceat(numbers, along[0]), along[1])
        numbers[by_column] = np.repeat(np.maximum.reduceat(numbers[by_column], down[0]), down[1])
        # A number is a point of the same piece: what that point has heard of is taken over at once.
        numbers = numbers[numbers]
    piece = np.zeros_like(mask)
    kept = numbers == np.bincount(numbers).argmax()
    piece[rows[kept], columns[kept]] = True
    return piece


def _runs(places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Give where runs of neighbours begin, and how long they are."""
    starts = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    return starts, np.diff(starts, append=len(places))


def outer_edge(piece: Mask) -> Circle | None:
    """Find the circle on which the outer edge of a piece lies; what ends at the edge of the picture doesn't count."""
    rows, columns = np.nonzero(piece)
    middle = ((rows.min() + rows.max()) / 2, (columns.min() + columns.max()) / 2)
    edge = _edge(rows, columns, middle, outermost=True)
    inside = np.all((edge > 1) & (edge < np.array(piece.shape) - 2), axis=1)
    return _circle(edge[inside], wanted=_RAYS)


def inner_edge(piece: Mask, disc: Circle) -> Circle | None:
    """Find the circle on which the edge around an empty disc lies."""
    rows, columns = np.nonzero(piece)
    near = np.hypot(rows - disc.row, columns - disc.column) < 2.5 * disc.radius + 4
    edge = _edge(rows[near], columns[near], (disc.row, disc.column), outermost=False)
    return _circle(edge, wanted=min(_RAYS, round(2 * np.pi * disc.radius)))


def empty_disc(piece: Mask, around: Circle, *, within: float = 0.35, filled: float = 0.05) -> Circle | None:
    """Find the largest disc near the middle of a circle that holds hardly anything of a piece."""
    rows, columns = (2 * each for each in np.nonzero(piece[::2, ::2]))
    best = None
    reach = within * around.radius
    step = max(reach / 12, 1.0)
    steps = np.arange(-math.floor(reach / step), math.floor(reach / step) + 1) * step
    area = np.pi * np.arange(1, math.ceil(around.radius) + 1) ** 2 / 4
    for down in steps:
        for beside in steps[np.hypot(steps, down) <= reach]:
            away = np.hypot(rows - around.row - down, columns - around.column - beside).astype(np.intp)
            held = np.cumsum(np.bincount(np.minimum(away, len(area)), minlength=len(area) + 1)[: len(area)])
            free = np.nonzero(held <= filled * area)[0]
            if free.size and (best is None or free[-1] + 1 > best.radius):
                best = Circle(row=around.row + down, column=around.column + beside, radius=float(free[-1] + 1))
    return best


def _edge(rows: NDArray[np.intp], columns: NDArray[np.intp], middle: tuple[float, float], *, outermost: bool) -> Points:
    """Give the point farthest from the middle, or the nearest one, on each of many rays."""
    down, across = rows - middle[0], columns - middle[1]
    away = np.hypot(down, across)
    ray = ((np.arctan2(down, across) / (2 * np.pi) + 1) * _RAYS).astype(np.intp) % _RAYS
    order = np.lexsort((away if outermost else -away, ray))
    last = np.nonzero(np.diff(ray[order], append=-1))[0]
    chosen = order[last]
    return np.stack([rows[chosen], columns[chosen]], axis=1).astype(np.float64)


def _circle(edge: Points, *, wanted: int) -> Circle | None:
    """Fit a circle to those points of an edge that lie on one; None where too few do."""
    if len(edge) < 12:
        return None
    draw = np.random.default_rng(20131)
    sets = edge[draw.integers(0, len(edge), (_DRAWS, 3))]
    found = np.array([each for each in map(_through, sets) if each is not None])
    if not len(found):
        return None
    away = np.hypot(edge[:, 0][None] - found[:, :1], edge[:, 1][None] - found[:, 1:2])
    on = np.abs(away - found[:, 2:]) <= _CLOSE
    best = found[int(on.sum(axis=1).argmax())]
    for _round in range(5):
        off = np.hypot(edge[:, 0] - best[0], edge[:, 1] - best[1]) - best[2]
        near = edge[np.abs(off) <= _CLOSE]
        if len(near) < max(_LEAST_ON * len(edge), _LEAST_ON * wanted):
            return None
        best = _fitted(near)
    return Circle(row=float(best[0]), column=float(best[1]), radius=float(best[2]))


def _through(points: Points) -> Points | None:
    matrix = np.column_stack([points, np.ones(3)])
    if abs(np.linalg.det(matrix)) < 1e-6:
        return None
    return _of(np.linalg.solve(matrix, (points**2).sum(axis=1)))


def _fitted(points: Points) -> Points:
    """Fit a circle by least squares (I. Kåsa)."""
    matrix = np.column_stack([points, np.ones(len(points))])
    return _of(np.linalg.lstsq(matrix, (points**2).sum(axis=1), rcond=None)[0])


def _of(solved: Points) -> Points:
    row, column = solved[0] / 2, solved[1] / 2
    return np.array([row, column, math.sqrt(max(solved[2] + row * row + column * column, 0.0))])
