"""Which piece of a scan is the breech face: not the crater in it, and not the head of the case around the primer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.preparing.circles import largest_piece
from firearmskit.ballistics.preparing.form import above, fit_form
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError

__all__ = ["face_of"]

Mask = NDArray[np.bool_]

_MOST_FACES = 3
_DRAWS = 400
_SCORED = 4_000

_LEAST = 0.08
"""A piece with a smaller share of the measured points is no face."""

_NARROW = 0.45
"""A piece that is narrower than this share of the widest one is the floor of a crater."""


def face_of(surface: Surface, depth: float) -> Mask:
    """Tell which points belong to the breech face.

    Pieces are found one after the other: the plane with the most points near it, then the sphere through the piece that
    hangs together there. Of those that are large and wide enough, the face is the narrowest: the case lies around it.

    Args:
        surface: The surface, at most some hundred points wide.
        depth: What lies farther above or below is no part of a piece, in metres.

    Returns:
        The points of the face; none where there is no such piece.
    """
    free = np.isfinite(surface.heights_m)
    least = _LEAST * np.count_nonzero(free)
    found: list[tuple[float, Mask]] = []
    for _face in range(_MOST_FACES):
        piece = _grown(surface, _near_plane(surface, free, depth), free, depth)
        if np.count_nonzero(piece) < least:
            break
        found.append((_wide(piece), piece))
        free &= ~piece
        if np.count_nonzero(free) < least:
            break
    if not found:
        return np.zeros(surface.shape, dtype=bool)
    widest = max(wide for wide, _piece in found)
    return min((each for each in found if each[0] >= _NARROW * widest), key=lambda each: each[0])[1]


def _near_plane(surface: Surface, free: Mask, depth: float) -> Mask:
    """Give the free points near the plane that has the most of them."""
    rows, columns = np.nonzero(free)
    places = np.stack([np.ones(len(rows)), rows / surface.shape[0], columns / surface.shape[1]], axis=1)
    heights = surface.heights_m[free]
    draw = np.random.default_rng(20131)
    few = draw.integers(0, len(rows), min(len(rows), _SCORED))
    sets = few[draw.integers(0, len(few), (_DRAWS, 3))]
    planes = (np.linalg.pinv(places[sets], rcond=1e-9) @ heights[sets][:, :, None])[:, :, 0]
    near = np.abs(heights[few][None] - planes @ places[few].T) <= depth / 2
    kept = np.zeros_like(free)
    kept[rows, columns] = np.abs(heights - places @ planes[int(near.sum(axis=1).argmax())]) <= depth
    return kept


def _grown(surface: Surface, piece: Mask, free: Mask, depth: float) -> Mask:
    """Let a piece grow along the sphere through it, and leave what doesn't hang together with it."""
    for _round in range(3):
        piece = largest_piece(piece)
        try:
            form = fit_form(
                replace(surface, heights_m=np.where(piece, surface.heights_m, np.nan)), "sphere", robust=False
            )
        except InputError:
            return piece
        piece = free & (np.abs(np.nan_to_num(above(surface, form), nan=np.inf)) <= depth)
    return largest_piece(piece)


def _wide(piece: Mask) -> float:
    """Give how far the points of a piece are from its middle, on the average."""
    rows, columns = np.nonzero(piece)
    return float(np.hypot(rows - rows.mean(), columns - columns.mean()).mean())
