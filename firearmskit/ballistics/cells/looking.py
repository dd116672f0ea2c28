"""Look for the cells of one surface on another: coarsely at every turn, then finely where that found most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.cells.correlating import Stencils, Templates
from firearmskit.ballistics.cells.raster import Floats, Raster, raster_of
from firearmskit.ballistics.cells.values import CellSettings
from firearmskit.ballistics.surface import Surface

__all__ = ["Found", "Grid", "Pair", "Spread", "look"]

_FINE_ROOM = 2
"""Fine points to each side in which the place that was found coarsely is looked for again: a coarse point is two."""

_COARSE_STEP_DEG = 6.0
"""Turns are this far apart in the coarse look: half of it moves a corner of a cell by less than a coarse point."""

_TURNS_KEPT = 3
"""Coarse turns around which a cell is looked at finely: the coarse look may put the right one second or third."""

_AT_ONCE = 48
"""Cells that are looked at finely in one go: their transforms then fit a processor's second cache."""


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

        Args:
            surface: The surface.
            spacing_m: Distance between the fine points, in metres; at least that of the surface.
        """
        fine = raster_of(surface, spacing_m).even()
        return cls(fine=fine, coarse=fine.halved())


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
        measured = _cut(raster.measured, corners, side).mean((1, 2))
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


def look(
    reference: Pair, other: Pair, settings: CellSettings, spread: Spread, *, every_turn: bool
) -> tuple[Grid, Found]:
    """Look for the cells of a surface on another one.

    Args:
        reference: The surface that is cut into cells.
        other: The one on which they are looked for.
        settings: How.
        spread: A ``map``, for the turns.
        every_turn: Whether each cell is looked at finely at every turn, or only at those that are best coarsely.

    Returns:
        All cells of the grid, and where they were found; those with too little measured weren't looked for.
    """
    grid = Grid.over(reference.coarse, settings.grid)
    asked = np.flatnonzero(grid.measured >= settings.least_measured)
    turns = np.array(settings.turns_deg, np.float32)
    found = Found(
        turns_deg=turns,
        correlation=np.full((len(turns), len(grid.measured)), -2, np.float32),
        shift_m=np.zeros((len(turns), len(grid.measured), 2), np.float32),
    )
    if not asked.size or not other.coarse.measured.any():
        return grid, found
    kept = grid.only(asked)
    examine = _examiner(reference.fine, other.fine, kept, asked, settings, found, spread)
    places = _look_coarsely(reference.coarse, other.coarse, kept, settings, turns, spread)
    if settings.most_turn_deg > settings.around_deg:
        places = places.around(turns, settings.around_deg)
    reach = _every(settings) // 2
    if every_turn:
        examine(places, range(-reach, reach + 1))
    else:
        examine(places.best(_TURNS_KEPT), [0])
        examine(_best_of(found, asked, reference.coarse.spacing_m), [step for step in range(-reach, reach + 1) if step])
    return grid, found


@dataclass(frozen=True, kw_only=True, eq=False)
class _Places:
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

    def around(self, turns_deg: Floats, degrees: float) -> _Places:
        """Give those about the turn at which all cells together are most like something."""
        votes = np.bincount(self.turn, weights=self.score, minlength=len(turns_deg))
        away = (turns_deg[self.turn] - turns_deg[votes.argmax()] + 180) % 360 - 180
        kept = np.flatnonzero(np.abs(away) <= degrees + 1e-3)
        return _Places(turn=self.turn[kept], cell=self.cell[kept], score=self.score[kept], shift=self.shift[kept])

    def best(self, turns: int) -> _Places:
        """Give the best turns of each cell."""
        order = np.lexsort((-self.score, self.cell))
        cells = self.cell[order]
        rank = np.arange(len(cells)) - np.searchsorted(cells, cells)
        kept = order[rank < turns]
        return _Places(turn=self.turn[kept], cell=self.cell[kept], score=self.score[kept], shift=self.shift[kept])


def _look_coarsely(
    reference: Raster, other: Raster, grid: Grid, settings: CellSettings, turns: Floats, spread: Spread
) -> _Places:
    """Look in a window around where each cell would be, at some of the turns; the best shift of each is kept."""
    larger = np.array(other.shape) - np.array(reference.shape)
    room = np.ceil(settings.search * np.array(grid.side) + np.abs(larger) / 2).astype(np.intp)
    window = grid.side[0] + 2 * int(room[0]), grid.side[1] + 2 * int(room[1])
    templates = Templates.of(
        _cut(reference.heights, grid.corners, grid.side), _cut(reference.measured, grid.corners, grid.side), window
    )
    # Centre lies on centre; where the difference is odd, half a point is left over.
    corners = grid.corners + larger // 2 - room
    evened = other.evened_out(grid.side)
    # Counted from the turn of 0, so that a finer step has the same coarse turns.
    which = np.flatnonzero(np.round(turns / settings.step_deg).astype(int) % _every(settings) == 0)

    def at(turn: np.intp) -> tuple[Floats, NDArray[np.intp]]:
        return _best(templates.correlate(_cut(evened.turned_heights(float(turns[turn])), corners, window)))

    results = list(spread(at, which))
    shift = np.concatenate([where for _score, where in results]) - room + larger // 2 - larger / 2
    cells = len(grid.measured)
    return _Places(
        turn=np.repeat(which, cells),
        cell=np.tile(np.arange(cells), len(which)),
        score=np.concatenate([score for score, _where in results]),
        shift=shift.astype(np.float32),
    )


def _every(settings: CellSettings) -> int:
    """Give how many steps lie between two coarse turns."""
    return max(1, round(_COARSE_STEP_DEG / settings.step_deg))


def _best_of(found: Found, numbers: NDArray[np.intp], coarse_m: float) -> _Places:
    """Give the best place of each cell that was found finely."""
    cells = np.arange(len(numbers))
    turn = found.correlation[:, numbers].argmax(axis=0)
    score = found.correlation[turn, numbers]
    seen = score > -2
    return _Places(
        turn=turn[seen],
        cell=cells[seen],
        score=score[seen],
        shift=found.shift_m[turn[seen], numbers[seen]] / np.float32(coarse_m),
    )


def _examiner(
    reference: Raster,
    other: Raster,
    grid: Grid,
    numbers: NDArray[np.intp],
    settings: CellSettings,
    found: Found,
    spread: Spread,
) -> Callable[[_Places, Sequence[int]], None]:
    """Give what looks again around places, at half the distance of points, and keeps what is found.

    It takes the places, and steps: how many turns further than at each place it is to look.
    """
    side = 2 * grid.side[0], 2 * grid.side[1]
    window = side[0] + 2 * _FINE_ROOM, side[1] + 2 * _FINE_ROOM
    stencils = Stencils.of(
        _cut(reference.heights, 2 * grid.corners, side),
        _cut(reference.measured, 2 * grid.corners, side),
        window,
        settings.least_overlap,
    )
    rows, columns = np.arange(window[0], dtype=np.float32), np.arange(window[1], dtype=np.float32)
    middle = (np.array(other.shape) - 1) / 2
    homes = 2 * grid.corners - (np.array(reference.shape) - 1) / 2

    def examine(places: _Places, steps: Sequence[int]) -> None:
        turn, cell, begins = _nearby(homes, side, settings, places, found.turns_deg, steps)
        if not turn.size:
            return
        # Whole points, as the cells' are: what is left over goes into the shift.
        corner = np.floor(begins + middle + 0.5)
        first = (corner - _FINE_ROOM).astype(np.float32)

        def some(part: slice) -> tuple[Floats, NDArray[np.intp]]:
            seen = other.sampled(
                first[part, 0, None, None] + rows[:, None],
                first[part, 1, None, None] + columns,
                found.turns_deg[turn[part], None, None],
            )
            return _best(stencils.correlate(seen.heights, seen.measured, cell[part]))

        results = list(spread(some, [slice(begin, begin + _AT_ONCE) for begin in range(0, len(turn), _AT_ONCE)]))
        best = np.concatenate([each for each, _where in results])
        where = np.concatenate([each for _best_of_it, each in results])
        shift_m = (corner - middle + where - _FINE_ROOM - homes[cell]) * reference.spacing_m
        # Two places may come to one turn: the better one is written last, unless a better one was there.
        order = np.argsort(best, kind="stable")
        order = order[best[order] > found.correlation[turn[order], numbers[cell[order]]]]
        at = turn[order], numbers[cell[order]]
        found.correlation[at], found.shift_m[at] = best[order], shift_m[order]

    return examine


def _nearby(
    homes: NDArray[np.float64],
    side: tuple[int, int],
    settings: CellSettings,
    places: _Places,
    turns: Floats,
    steps: Sequence[int],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Give each turn so many steps from that of a place, the cell, and where its first point lies from the centre."""
    half = (np.array(side) - 1) / 2
    from_centre = homes[places.cell] + half + 2 * places.shift
    known = {round(float(turn) / settings.step_deg): at for at, turn in enumerate(turns)}
    around = round(360 / settings.step_deg) if settings.most_turn_deg == 180 else 0
    own = np.round(turns[places.turn] / settings.step_deg).astype(int)
    turn, cell, begins = [np.zeros(0, np.intp)], [np.zeros(0, np.intp)], [np.zeros((0, 2))]
    for step in steps:
        there = np.array([known.get(_wrapped(int(each) + step, around), -1) for each in own], np.intp)
        fit = there >= 0
        angle = np.deg2rad(step * settings.step_deg)
        down, right = from_centre[fit].T
        moved = np.stack(
            [np.cos(angle) * down - np.sin(angle) * right, np.cos(angle) * right + np.sin(angle) * down], axis=1
        )
        turn.append(there[fit])
        cell.append(places.cell[fit])
        begins.append(moved - half)
    return np.concatenate(turn), np.concatenate(cell), np.concatenate(begins)


def _wrapped(step: int, around: int) -> int:
    """Give the number of a turn as one from above -180 to 180 degrees, where the whole circle is tried."""
    return step if not around else (step + around // 2 - 1) % around - around // 2 + 1


def _cut(values: Floats, corners: NDArray[np.intp], size: tuple[int, int]) -> Floats:
    """Cut pieces of one size out of a surface; outside of it there is 0."""
    lowest, highest = corners.min(0), corners.max(0)
    before = [max(0, -int(low)) for low in lowest]
    after = [max(0, int(high) + long - had) for high, long, had in zip(highest, size, values.shape, strict=True)]
    framed = np.pad(values, tuple(zip(before, after, strict=True)))
    rows = corners[:, 0, None] + before[0] + np.arange(size[0])
    columns = corners[:, 1, None] + before[1] + np.arange(size[1])
    pieces: Floats = framed[rows[:, :, None], columns[:, None, :]]
    return pieces


def _best(correlations: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """Give the best of each map, and where it lies: shapes (maps,) and (maps, 2)."""
    flat = correlations.reshape(len(correlations), -1)
    best = flat.argmax(axis=1)
    return flat[np.arange(len(flat)), best], np.stack(np.divmod(best, correlations.shape[2]), axis=1)
