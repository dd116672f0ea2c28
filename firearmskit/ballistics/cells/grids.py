"""What cells are looked for, and what is found: a surface cut into cells, places, and the best of each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.cells.raster import Floats, Raster, raster_of
from firearmskit.ballistics.cells.values import CellSettings
from firearmskit.ballistics.surface import Surface

__all__ = ["Found", "Grid", "Pair", "Places", "Spread", "cut", "every", "peaks"]

_COARSE_STEP_DEG = 6.0
"""Turns are this far apart in the coarse look: half of it moves a corner of a cell by less than a coarse point."""


class Spread(Protocol):
    """A ``map`` that may use several threads."""

    def __call__(self, work: Callable[[Any], Any], over: Iterable[Any], /) -> Iterator[Any]:
        """Give what the work comes to, in order."""
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """A surface at the fine distance of points, and at twice that.

    Args:
        fine: For the second look.
        coarse: For the first.
    """

    fine: Raster
    coarse: Raster

    @classmethod
    def of(cls, surface: Surface, spacing_m: float) -> Pair:
        """Put a surface on square points, and on points of twice their distance.

        Whoever compares a surface with many others gets what was made for the last one, as long as the surface lives.

        Args:
            surface: The surface.
            spacing_m: Distance between the fine points, in metres; at least that of the surface.
        """
        made, pair = _MADE.get(surface, (0.0, None))
        if pair is None or made != spacing_m:
            fine = raster_of(surface, spacing_m).even()
            pair = cls(fine=fine, coarse=fine.halved())
            _MADE[surface] = spacing_m, pair
        return pair


_MADE: WeakKeyDictionary[Surface, tuple[float, Pair]] = WeakKeyDictionary()
"""The last pair of each surface that is still held somewhere, about 1 MB each."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Grid:
    """The cells of a surface: where each begins, and how much of it was measured.

    Args:
        corners: Row and column of the first coarse point of each cell, shape (cells, 2).
        places: Row and column of each cell in the grid, shape (cells, 2).
        measured: The share of each that was measured, shape (cells,).
        side: Rows and columns of a cell, in coarse points. Where the surface isn't a multiple of them, neighbours share
            a line.
    """

    corners: NDArray[np.intp]
    places: NDArray[np.intp]
    measured: Floats
    side: tuple[int, int]

    @classmethod
    def over(cls, raster: Raster, cells: int) -> Grid:
        """Lay so many by so many cells over a coarse surface."""
        edges = [np.linspace(0, size, cells + 1).round().astype(np.intp) for size in raster.shape]
        side = int(np.diff(edges[0]).max()), int(np.diff(edges[1]).max())
        places = np.argwhere(np.ones((cells, cells), bool))
        corners = np.stack([edges[0][places[:, 0]], edges[1][places[:, 1]]], axis=1)
        measured = cut(raster.measured, corners, side).mean((1, 2))
        return cls(corners=corners, places=places, measured=measured, side=side)

    def only(self, which: NDArray[np.intp]) -> Grid:
        """Give the grid with some of its cells."""
        return Grid(
            corners=self.corners[which], places=self.places[which], measured=self.measured[which], side=self.side
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """Where each cell was found at each turn; shape (turns, cells) throughout.

    Args:
        turns_deg: The turns, shape (turns,).
        correlation: The best of each, -2 where it wasn't looked for or shares too few points.
        shift_m: Shift down and to the right from centre to centre, shape (turns, cells, 2).
    """

    turns_deg: Floats
    correlation: Floats
    shift_m: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """Where cells may lie, as the coarse look finds it; each of shape (places,).

    Args:
        turn: Which turn.
        cell: Which of the cells that were looked for.
        score: How like it is, about.
        shift: Down and to the right from centre to centre, in coarse points, shape (places, 2).
    """

    turn: NDArray[np.intp]
    cell: NDArray[np.intp]
    score: Floats
    shift: Floats

    def around(self, turns_deg: Floats, degrees: float) -> Places:
        """Give those about the turn at which all cells together are most like something."""
        votes = np.bincount(self.turn, weights=self.score, minlength=len(turns_deg))
        away = (turns_deg[self.turn] - turns_deg[votes.argmax()] + 180) % 360 - 180
        kept = np.flatnonzero(np.abs(away) <= degrees + 1e-3)
        return Places(turn=self.turn[kept], cell=self.cell[kept], score=self.score[kept], shift=self.shift[kept])

    def best(self, turns: int) -> Places:
        """Give the best turns of each cell."""
        order = np.lexsort((-self.score, self.cell))
        cells = self.cell[order]
        rank = np.arange(len(cells)) - np.searchsorted(cells, cells)
        kept = order[rank < turns]
        return Places(turn=self.turn[kept], cell=self.cell[kept], score=self.score[kept], shift=self.shift[kept])


def every(settings: CellSettings) -> int:
    """Give how many steps lie between two coarse turns."""
    return max(1, round(_COARSE_STEP_DEG / settings.step_deg))


def cut(values: Floats, corners: NDArray[np.intp], size: tuple[int, int]) -> Floats:
    """Cut pieces of one size out of a surface; outside of it there is 0."""
    lowest, highest = corners.min(0), corners.max(0)
    before = [max(0, -int(low)) for low in lowest]
    after = [max(0, int(high) + long - had) for high, long, had in zip(highest, size, values.shape, strict=True)]
    framed = np.pad(values, tuple(zip(before, after, strict=True)))
    rows = corners[:, 0, None] + before[0] + np.arange(size[0])
    columns = corners[:, 1, None] + before[1] + np.arange(size[1])
    pieces: Floats = framed[rows[:, :, None], columns[:, None, :]]
    return pieces


def peaks(correlations: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Give the best of each map, and where it lies: shapes (maps,) and (maps, 2)."""
    flat = correlations.reshape(len(correlations), -1)
    best = flat.argmax(axis=1)
    return flat[np.arange(len(flat)), best], np.stack(np.divmod(best, correlations.shape[2]), axis=1)
