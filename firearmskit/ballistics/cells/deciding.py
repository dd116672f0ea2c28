"""Which cells are congruent: found alike enough, and turned and shifted as the others are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.cells.grids import Found, Grid
from firearmskit.ballistics.cells.raster import Floats
from firearmskit.ballistics.cells.values import Cell, CellSettings, OneWay

__all__ = ["decide"]

_Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Places:
    """The place that is most like each cell; shape (cells,), shifts (cells, 2)."""

    correlation: Floats
    turn_deg: Floats
    shift_m: Floats

    @classmethod
    def best(cls, found: Found) -> _Places:
        """Take the best turn of each cell, of equal ones the first."""
        turn = found.correlation.argmax(axis=0)
        return cls.at(found, turn)

    @classmethod
    def at(cls, found: Found, turn: NDArray[np.intp]) -> _Places:
        """Take each cell at a turn of its own."""
        cells = np.arange(found.correlation.shape[1])
        return cls(
            correlation=found.correlation[turn, cells],
            turn_deg=found.turns_deg[turn],
            shift_m=found.shift_m[turn, cells],
        )

    def alike(self, settings: CellSettings) -> _Bools:
        """Say which cells correlate enough."""
        return self.correlation >= settings.least_correlation


@dataclass(frozen=True, kw_only=True, eq=False)
class _Common:
    """A turn and a shift that cells share, or don't."""

    turn_deg: float
    shift_m: Floats

    def near_in_turn(self, places: _Places, settings: CellSettings) -> _Bools:
        """Say which cells are turned as it is."""
        return np.abs(_apart(places.turn_deg, self.turn_deg)) <= settings.turn_tolerance_deg + 1e-6

    def near_in_shift(self, places: _Places, settings: CellSettings) -> _Bools:
        """Say which cells are shifted as it is."""
        near: _Bools = (np.abs(places.shift_m - self.shift_m) <= settings.shift_tolerance_m + 1e-12).all(axis=1)
        return near

    def shared_by(self, places: _Places, settings: CellSettings) -> _Bools:
        """Say which cells share it and correlate enough."""
        return places.alike(settings) & self.near_in_turn(places, settings) & self.near_in_shift(places, settings)


def decide(grid: Grid, found: Found, settings: CellSettings, *, method: str) -> OneWay:
    """Say of each cell whether it is congruent, or why not.

    Args:
        grid: All cells.
        found: Where they were found.
        settings: The thresholds.
        method: One of ``METHODS``.
    """
    places = _Places.best(found)
    by_turn: tuple[tuple[float, int], ...] = ()
    used = "cmc"
    if method == "high-cmc":
        high = _high(found, settings)
        by_turn = tuple(zip(map(float, found.turns_deg), map(int, high.counts), strict=True))
        if high.places is not None:
            places, used = high.places, method
    common = _common(places, settings)
    shared = np.zeros(len(places.correlation), bool) if common is None else common.shared_by(places, settings)
    if common is not None and shared.any():
        common = _middle(places, shared)
        shared = common.shared_by(places, settings)
    cells = tuple(
        _cell(grid, places, at, settings, common, shared=bool(shared[at])) for at in range(len(grid.measured))
    )
    told = common is not None and bool(shared.any())
    return OneWay(
        cells=cells,
        turn_deg=float(common.turn_deg) if told and common else None,
        shift_x_m=float(common.shift_m[1]) if told and common else None,
        shift_y_m=float(common.shift_m[0]) if told and common else None,
        by_turn=by_turn,
        method=used,
    )


def _cell(
    grid: Grid, places: _Places, at: int, settings: CellSettings, common: _Common | None, *, shared: bool
) -> Cell:
    """Give one cell with its reason."""
    row, column = (int(each) for each in grid.places[at])
    measured = float(grid.measured[at])
    if measured < settings.least_measured:
        return Cell(row=row, column=column, measured=measured, reason="measured-little")
    correlation = float(places.correlation[at])
    if correlation < -1:
        return Cell(row=row, column=column, measured=measured, reason="not-found")
    turn = float(places.turn_deg[at])
    if shared:
        reason = "congruent"
    elif correlation < settings.least_correlation:
        reason = "correlates-little"
    elif common is not None and abs(float(_apart(np.float32(turn), common.turn_deg))) > settings.turn_tolerance_deg:
        reason = "turned"
    else:
        reason = "shifted"
    return Cell(
        row=row,
        column=column,
        measured=measured,
        correlation=correlation,
        turn_deg=turn,
        shift_x_m=float(places.shift_m[at, 1]),
        shift_y_m=float(places.shift_m[at, 0]),
        reason=reason,
    )


def _common(places: _Places, settings: CellSettings) -> _Common | None:
    """Find the turn and the shift that cells share; None when no cell was found."""
    seen = places.correlation >= -1
    if not seen.any():
        return None
    if settings.consensus == "median":
        return _middle(places, seen)
    alike = np.flatnonzero(places.alike(settings))
    if not alike.size:
        return _middle(places, seen)
    # Each cell is tried as the centre; of equally many neighbours those that correlate more win.
    turns = np.abs(_apart(places.turn_deg[alike, None], places.turn_deg[None, alike]))
    shifts = np.abs(places.shift_m[alike, None] - places.shift_m[None, alike]).max(axis=2)
    near = (turns <= settings.turn_tolerance_deg + 1e-6) & (shifts <= settings.shift_tolerance_m + 1e-12)
    weight = near.sum(axis=1) + (near * places.correlation[alike]).sum(axis=1) / (len(alike) + 1)
    members = np.zeros(len(seen), bool)
    members[alike[near[weight.argmax()]]] = True
    return _middle(places, members)


def _middle(places: _Places, which: _Bools) -> _Common:
    """Give the median turn, around the circle, and the median shift of some cells."""
    turns = places.turn_deg[which]
    towards = np.deg2rad(turns)
    mean = np.rad2deg(np.arctan2(np.sin(towards).sum(), np.cos(towards).sum()))
    turn = float(mean + np.median(_apart(turns, float(mean))))
    return _Common(turn_deg=(turn + 180) % 360 - 180, shift_m=np.median(places.shift_m[which], axis=0))


def _apart(turn: Floats | np.float32, other: Floats | float) -> Floats:
    """Give the difference of two turns in degrees, from -180 to 180."""
    return np.asarray((turn - other + 180) % 360 - 180, np.float32)


@dataclass(frozen=True, kw_only=True, eq=False)
class _High:
    """How many cells are congruent at each turn, and each cell at a high turn; None where no turn stands out."""

    counts: NDArray[np.intp]
    places: _Places | None


def _high(found: Found, settings: CellSettings) -> _High:
    """Count cells turn by turn: of one firearm the counts have one peak, of two they have many (Tong 2015)."""
    congruent = np.zeros(found.correlation.shape, bool)
    for at in range(len(found.turns_deg)):
        places = _Places.at(found, np.full(found.correlation.shape[1], at))
        common = _common(places, settings) if places.alike(settings).any() else None
        if common is not None:
            congruent[at] = common.shared_by(places, settings)
    counts = congruent.sum(axis=1)
    high = np.flatnonzero(counts >= max(1, counts.max() - settings.high_below))
    apart = np.abs(_apart(found.turns_deg[high], float(found.turns_deg[counts.argmax()])))
    if not high.size or apart.max() > settings.turn_tolerance_deg + 1e-6:
        return _High(counts=counts, places=None)
    # Of each cell the best of the high turns at which it is congruent; where there is none, its best of all.
    allowed = np.full(found.correlation.shape, -3, np.float32)
    allowed[high] = np.where(congruent[high], found.correlation[high], -3)
    turn = np.where((allowed > -3).any(axis=0), allowed.argmax(axis=0), found.correlation.argmax(axis=0))
    return _High(counts=counts, places=_Places.at(found, turn))
