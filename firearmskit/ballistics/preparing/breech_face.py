"""The part of a scan that the breech face left: a ring around the hole of the firing pin, inside the primer's edge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure
from firearmskit.ballistics.preparing.circles import Circle, empty_disc, inner_edge, outer_edge
from firearmskit.ballistics.preparing.faces import face_of
from firearmskit.ballistics.preparing.form import remove_form
from firearmskit.ballistics.preparing.resampling import resample
from firearmskit.ballistics.preparing.steps import changed, length, said, share, with_points
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["BreechFace", "crop_to_breech_face", "find_breech_face"]

_COARSE = 240
"""Points along the longer side with which circles are looked for."""

_FEWEST = 400
_LEAST_HOLE = 0.1
"""An empty disc with less than this share of the outer radius is no firing-pin hole."""

DEPTH_M = 20e-6
"""What lies farther above or below the form of the face is no part of it; cmcR 0.1.11 takes the same limit."""

MARGIN_M = 20e-6
"""How far from an edge that nobody has cut yet points are taken away too: there the metal is rounded."""

_CUT = 0.05
"""Where a smaller share than this was measured beyond an edge, somebody has cut the scan there."""


@dataclass(frozen=True, kw_only=True)
class BreechFace:
    """Where the breech face left its mark, in metres from the upper left corner of the grid.

    Attributes:
        middle_m: The middle of its outer edge, to the right and down; None where no edge was found.
        radius_m: Radius of its outer edge.
        hole_m: The middle of the firing-pin hole; None where no hole was found.
        hole_radius_m: Radius of the hole.
    """

    middle_m: tuple[float, float] | None
    radius_m: float | None
    hole_m: tuple[float, float] | None
    hole_radius_m: float | None


def find_breech_face(surface: Surface, *, depth_m: float = DEPTH_M) -> BreechFace:
    """Find the outer edge of the breech face's mark, and the firing-pin hole in it.

    The face is a piece that hangs together and lies near a sphere; where the case around the primer is in the picture
    too, the face is the inner one of both. Circles are fitted to its outer edge and to the edge around the largest
    empty disc near the middle, so that gaps, dirt and other pieces don't move them. An edge that is the edge of the
    picture doesn't count.

    Args:
        surface: The surface, processed or as measured; at least 400 measured points.
        depth_m: What lies farther above or below the form is no part of the face, in metres.

    Returns:
        The circles that were found.

    Raises:
        InputError: Too few points were measured, or the depth is none.
    """
    depth = length(depth_m, "depth_m")
    held = with_points(surface, _FEWEST)
    coarse = max(held.width_m, held.height_m) / _COARSE
    level = resample(held, max(coarse, held.spacing_x_m, held.spacing_y_m))
    piece = face_of(level, depth)
    if not piece.any():
        return BreechFace(middle_m=None, radius_m=None, hole_m=None, hole_radius_m=None)
    outer = outer_edge(piece)
    if outer is not None and not _is_edge(outer, piece.shape):
        outer = None
    around = outer or _around(piece)
    hole = empty_disc(piece, around)
    if hole is not None and hole.radius >= max(_LEAST_HOLE * around.radius, 3):
        fitted = inner_edge(piece, hole)
        # Where no edge lies on a circle, as with a hole that isn't round, the empty disc stands for it.
        if fitted is not None and 0.7 <= fitted.radius / hole.radius <= 1.6:
            hole = fitted
    else:
        hole = None
    spacing = level.spacing_x_m
    return BreechFace(
        middle_m=None if outer is None else _place(outer, spacing),
        radius_m=None if outer is None else (outer.radius + 0.5) * spacing,
        hole_m=None if hole is None else _place(hole, spacing),
        hole_radius_m=None if hole is None else (hole.radius - 0.5) * spacing,
    )


def _is_edge(circle: Circle, shape: tuple[int, ...]) -> bool:
    """Tell whether a circle can be the outer edge: it lies mostly in the picture."""
    return circle.radius <= 0.8 * max(shape) and 0 <= circle.row <= shape[0] and 0 <= circle.column <= shape[1]


def _around(piece: NDArray[np.bool_]) -> Circle:
    rows, columns = np.nonzero(piece)
    radius = max(float(np.ptp(rows)), float(np.ptp(columns)), 2.0) / 2
    return Circle(row=(rows.min() + rows.max()) / 2, column=(columns.min() + columns.max()) / 2, radius=radius)


def _place(circle: Circle, spacing: float) -> tuple[float, float]:
    return float((circle.column + 0.5) * spacing), float((circle.row + 0.5) * spacing)


def crop_to_breech_face(
    surface: Surface,
    *,
    middle_m: tuple[float, float] | None = None,
    radius_m: float | None = None,
    hole_m: tuple[float, float] | None = None,
    hole_radius_m: float | None = None,
    margin_m: float | None = None,
    depth_m: float = DEPTH_M,
) -> Surface:
    """Leave the ring that the breech face marked: no firing-pin hole, nothing outside of the primer's edge.

    What isn't said is found by :func:`find_breech_face`. A circle that isn't found isn't cut, and the note says so:
    look at the picture.

    Args:
        surface: The surface, processed or as measured.
        middle_m: The middle of the outer edge, in metres to the right and down from the upper left corner.
        radius_m: Radius of the outer edge.
        hole_m: The middle of the firing-pin hole.
        hole_radius_m: Radius of the hole; give it with ``hole_m``, and ``radius_m`` with ``middle_m``.
        margin_m: How far from both edges points are taken away too, in metres; 0 for none; None for 20 µm at an edge
            beyond which something was measured, and none where somebody has cut the scan already.
        depth_m: What lies farther above or below the form of the face is taken away, in metres.

    Returns:
        The surface, cut to the rectangle around what is left. The note says what was found.

    Raises:
        InputError: A number can't be used, too few points were measured, or nothing is left.
    """
    held = with_points(surface, _FEWEST)
    depth = length(depth_m, "depth_m")
    if margin_m is not None and figure(margin_m, "margin_m") != 0:
        length(margin_m, "margin_m")
    outer = _by_hand(middle_m, radius_m, ("middle_m", "radius_m"))
    hole = _by_hand(hole_m, hole_radius_m, ("hole_m", "hole_radius_m"))
    if outer is None or hole is None:
        found = find_breech_face(held, depth_m=depth)
        if outer is None and found.middle_m is not None and found.radius_m is not None:
            outer = (*found.middle_m, found.radius_m)
        if hole is None and found.hole_m is not None and found.hole_radius_m is not None:
            hole = (*found.hole_m, found.hole_radius_m)
    measured = np.isfinite(held.heights_m)
    kept = measured.copy()
    for circle, inward in ((outer, 1), (hole, -1)):
        if circle is not None:
            beyond = _inside(held, circle, inward * MARGIN_M) != (inward > 0)
            cut_already = np.count_nonzero(measured & beyond) < _CUT * max(int(np.count_nonzero(beyond)), 1)
            margin = (0.0 if cut_already else MARGIN_M) if margin_m is None else margin_m
            kept &= _inside(held, circle, -inward * margin) == (inward > 0)
    if np.count_nonzero(kept) >= _FEWEST:
        level = remove_form(replace(held, heights_m=np.where(kept, held.heights_m, np.nan)), "sphere")
        kept &= np.abs(np.nan_to_num(level.heights_m, nan=np.inf)) <= depth
    before, left = (int(np.count_nonzero(each)) for each in (measured, kept))
    if left == 0:
        raise InputError(
            _("{surface}: nothing is left between {outer} and {hole} (to the right, down, radius, in metres)").format(
                surface=quote(held, limit=100), outer=quote(outer), hole=quote(hole)
            )
        )
    rows, columns = (np.nonzero(kept.any(axis=axis))[0] for axis in (1, 0))
    part = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    heights = np.where(kept, held.heights_m, np.nan)[part]
    regions = None if held.regions is None else held.regions[part]
    return changed(held, heights, _note(outer, hole, 1 - left / before), regions=regions)


def _by_hand(middle: Any, radius: Any, names: tuple[str, str]) -> tuple[float, float, float] | None:
    """Give a circle that the caller named."""
    if middle is None and radius is None:
        return None
    if not isinstance(middle, tuple | list) or len(middle) != 2:
        raise InputError(_("{name} must be two numbers, not {value}").format(name=names[0], value=quote(middle)))
    right, down = (figure(each, names[0]) for each in middle)
    return right, down, length(radius, names[1])


def _inside(surface: Surface, circle: tuple[float, float, float], wider: float) -> NDArray[np.bool_]:
    """Tell which points lie inside a circle that is so much wider."""
    right, down, radius = circle
    y = (np.arange(surface.shape[0]) + 0.5) * surface.spacing_y_m - down
    x = (np.arange(surface.shape[1]) + 0.5) * surface.spacing_x_m - right
    return np.asarray(np.add.outer(y * y, x * x) <= max(radius + wider, 0) ** 2)


def _note(outer: tuple[float, float, float] | None, hole: tuple[float, float, float] | None, gone: float) -> str:
    edge = (
        _("Outer edge: radius {radius}, its middle {right} to the right and {down} down.")
        if outer
        else _("No outer edge was found, and none was cut.")
    )
    pin = (
        _("Firing-pin hole: radius {radius}, its middle {right} to the right and {down} down.")
        if hole
        else _("No firing-pin hole was found, and none was cut.")
    )
    told = [
        sentence.format(**dict(zip(("right", "down", "radius"), map(said, circle or ()), strict=False)))
        for sentence, circle in ((edge, outer), (pin, hole))
    ]
    return " ".join(
        [_("Cut to the breech face."), *told, _("{share} % of the points taken away.").format(share=share(gone))]
    )
