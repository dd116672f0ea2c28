"""Look again around the places that were found coarsely, at half the distance of points."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.cells.correlating import Stencils
from firearmskit.ballistics.cells.grids import Found, Grid, Places, Spread, cut, peaks
from firearmskit.ballistics.cells.raster import Floats, Raster
from firearmskit.ballistics.cells.values import CellSettings

__all__ = ["best_places", "examiner"]

_FINE_ROOM = 2
"""Fine points to each side in which the place that was found coarsely is looked for again: a coarse point is two."""

_AT_ONCE = 48
"""Cells that are looked at finely in one go: their transforms then fit a processor's second cache."""


def best_places(found: Found, numbers: NDArray[np.intp], coarse_m: float) -> Places:
    """Give the best place of each cell that was found finely."""
    cells = np.arange(len(numbers))
    turn = found.correlation[:, numbers].argmax(axis=0)
    score = found.correlation[turn, numbers]
    seen = score > -2
    return Places(
        turn=turn[seen],
        cell=cells[seen],
        score=score[seen],
        shift=found.shift_m[turn[seen], numbers[seen]] / np.float32(coarse_m),
    )


def examiner(
    reference: Raster,
    other: Raster,
    grid: Grid,
    numbers: NDArray[np.intp],
    settings: CellSettings,
    found: Found,
    spread: Spread,
) -> Callable[[Places, Sequence[int]], None]:
    """Give what looks again around places, at half the distance of points, and keeps what is found.

    It takes the places, and steps: how many turns further than at each place it is to look.
    """
    side = 2 * grid.side[0], 2 * grid.side[1]
    window = side[0] + 2 * _FINE_ROOM, side[1] + 2 * _FINE_ROOM
    stencils = Stencils.of(
        cut(reference.heights, 2 * grid.corners, side),
        cut(reference.measured, 2 * grid.corners, side),
        window,
        settings.least_overlap,
    )
    rows, columns = np.arange(window[0], dtype=np.float32), np.arange(window[1], dtype=np.float32)
    middle = (np.array(other.shape) - 1) / 2
    homes = 2 * grid.corners - (np.array(reference.shape) - 1) / 2

    def examine(places: Places, steps: Sequence[int]) -> None:
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
            return peaks(stencils.correlate(seen.heights, seen.measured, cell[part]))

        results = list(spread(some, [slice(begin, begin + _AT_ONCE) for begin in range(0, len(turn), _AT_ONCE)]))
        score = np.concatenate([each for each, _where in results])
        where = np.concatenate([each for _score, each in results])
        shift_m = (corner - middle + where - _FINE_ROOM - homes[cell]) * reference.spacing_m
        # Two places may come to one turn: the better one is written last, unless a better one was there.
        order = np.argsort(score, kind="stable")
        order = order[score[order] > found.correlation[turn[order], numbers[cell[order]]]]
        at = turn[order], numbers[cell[order]]
        found.correlation[at], found.shift_m[at] = score[order], shift_m[order]

    return examine


def _nearby(
    homes: NDArray[np.float64],
    side: tuple[int, int],
    settings: CellSettings,
    places: Places,
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
