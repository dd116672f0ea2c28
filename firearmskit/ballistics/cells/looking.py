"""Look for the cells of one surface on another: coarsely at every turn, then finely where that found most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.cells.correlating import Templates
from firearmskit.ballistics.cells.examining import best_places, examiner
from firearmskit.ballistics.cells.grids import Found, Grid, Pair, Places, Spread, cut, every, peaks
from firearmskit.ballistics.cells.raster import Floats, Raster
from firearmskit.ballistics.cells.values import CellSettings

__all__ = ["look"]

_TURNS_KEPT = 3
"""Coarse turns around which a cell is looked at finely: the coarse look may put the right one second or third."""


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
    examine = examiner(reference.fine, other.fine, kept, asked, settings, found, spread)
    places = _look_coarsely(reference.coarse, other.coarse, kept, settings, turns, spread)
    if settings.most_turn_deg > settings.around_deg:
        places = places.around(turns, settings.around_deg)
    reach = every(settings) // 2
    if every_turn:
        examine(places, range(-reach, reach + 1))
    else:
        examine(places.best(_TURNS_KEPT), [0])
        examine(
            best_places(found, asked, reference.coarse.spacing_m), [step for step in range(-reach, reach + 1) if step]
        )
    return grid, found


def _look_coarsely(
    reference: Raster, other: Raster, grid: Grid, settings: CellSettings, turns: Floats, spread: Spread
) -> Places:
    """Look in a window around where each cell would be, at some of the turns; the best shift of each is kept."""
    larger = np.array(other.shape) - np.array(reference.shape)
    room = np.ceil(settings.search * np.array(grid.side) + np.abs(larger) / 2).astype(np.intp)
    window = grid.side[0] + 2 * int(room[0]), grid.side[1] + 2 * int(room[1])
    templates = Templates.of(
        cut(reference.heights, grid.corners, grid.side), cut(reference.measured, grid.corners, grid.side), window
    )
    # Centre lies on centre; where the difference is odd, half a point is left over.
    corners = grid.corners + larger // 2 - room
    evened = other.evened_out(grid.side)
    # Counted from the turn of 0, so that a finer step has the same coarse turns.
    which = np.flatnonzero(np.round(turns / settings.step_deg).astype(int) % every(settings) == 0)

    def at(turn: np.intp) -> tuple[Floats, NDArray[np.intp]]:
        return peaks(templates.correlate(cut(evened.turned_heights(float(turns[turn])), corners, window)))

    results = list(spread(at, which))
    shift = np.concatenate([where for _score, where in results]) - room + larger // 2 - larger / 2
    cells = len(grid.measured)
    return Places(
        turn=np.repeat(which, cells),
        cell=np.tile(np.arange(cells), len(which)),
        score=np.concatenate([score for score, _where in results]),
        shift=shift.astype(np.float32),
    )
