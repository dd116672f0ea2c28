"""The part of a scan that the breech face left: a ring around the hole of the firing pin, inside the primer's edge."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure
from firearmskit.ballistics.preparing.aperture import step_around
from firearmskit.ballistics.preparing.circles import Circle, empty_disc, inner_edge, outer_edge
from firearmskit.ballistics.preparing.faces import face_of
from firearmskit.ballistics.preparing.form import remove_form
from firearmskit.ballistics.preparing.resampling import resample
from firearmskit.ballistics.preparing.rounding import rounded_m
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
"""How far from an edge that nobody has cut yet points are taken away at least: there the metal is rounded."""

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
        aperture_m: The middle of the firing-pin aperture, into which the metal around the hole flowed; None where
            nothing steps up or down around the hole.
        aperture_radius_m: Radius of the aperture.
    """

    middle_m: tuple[float, float] | None = None
    radius_m: float | None = None
    hole_m: tuple[float, float] | None = None
    hole_radius_m: float | None = None
    aperture_m: tuple[float, float] | None = None
    aperture_radius_m: float | None = None


def find_breech_face(surface: Surface, *, depth_m: float = DEPTH_M) -> BreechFace:
    """Find the outer edge of the breech face's mark, and the firing-pin hole in it.

    The face is a piece that hangs together and lies near a sphere; where the case around the primer is in the picture
    too, the face is the inner one of both. Circles are fitted to its outer edge and to the edge around the largest
    empty disc near the middle, so that gaps, dirt and other pieces don't move them. An edge that is the edge of the
    picture doesn't count. Metal flows into the aperture around the firing pin: where the heights step all around the
    hole, by 3 µm or more, the aperture ends and the mark of the breech face begins.

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
        return BreechFace()
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
    aperture = None if hole is None else _aperture(level, piece, hole, around)
    return BreechFace(
        middle_m=None if outer is None else _place(outer, spacing),
        radius_m=None if outer is None else (outer.radius + 0.5) * spacing,
        hole_m=None if hole is None else _place(hole, spacing),
        hole_radius_m=None if hole is None else (hole.radius - 0.5) * spacing,
        aperture_m=None if aperture is None else _place(aperture, spacing),
        aperture_radius_m=None if aperture is None else aperture.radius * spacing,
    )


def _aperture(level: Surface, piece: NDArray[np.bool_], hole: Circle, around: Circle) -> Circle | None:
    """Find the edge of the aperture around a hole, on the face without its form."""
    face = replace(level, heights_m=np.where(piece, level.heights_m, np.nan))
    try:
        flat = remove_form(face, "sphere")
    except InputError:
        return None
    return step_around(flat.heights_m, level.spacing_x_m, hole, around.radius)


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
    """Leave the ring that the breech face marked: no firing-pin hole or aperture, nothing outside of the primer's edge.

    What isn't said is found by :func:`find_breech_face`. A circle that isn't found isn't cut, and the note says so:
    look at the picture.

    Args:
        surface: The surface, processed or as measured.
        middle_m: The middle of the outer edge, in metres to the right and down from the upper left corner.
        radius_m: Radius of the outer edge.
        hole_m: The middle of the firing-pin hole, or of the aperture around it.
        hole_radius_m: Its radius; give it with ``hole_m``, and ``radius_m`` with ``middle_m``.
        margin_m: How far from both edges points are taken away too, in metres; 0 for none; None for as far as the
            metal is rounded, 20 µm at least, at an edge beyond which something was measured, and for none where
            somebody has cut the scan already.
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
    flowed = False
    if outer is None or hole is None:
        found = find_breech_face(held, depth_m=depth)
        if outer is None and found.middle_m is not None and found.radius_m is not None:
            outer = (*found.middle_m, found.radius_m)
        if hole is None and found.aperture_m is not None and found.aperture_radius_m is not None:
            hole, flowed = (*found.aperture_m, found.aperture_radius_m), True
        elif hole is None and found.hole_m is not None and found.hole_radius_m is not None:
            hole = (*found.hole_m, found.hole_radius_m)
    measured = np.isfinite(held.heights_m)
    kept = measured.copy()
    edges = [way * _within(held, circle) for circle, way in ((outer, 1), (hole, -1)) if circle]
    for within in edges:
        margin = _margin(held, within, edges) if margin_m is None else margin_m
        kept &= within >= margin
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
    return changed(held, heights, _note(outer, hole, 1 - left / before, flowed=flowed), regions=regions)


def _margin(surface: Surface, within: NDArray[np.float64], edges: list[NDArray[np.float64]]) -> float:
    """Give how much to leave out along an edge: nothing where somebody has cut it already."""
    beyond = within < -MARGIN_M
    if np.count_nonzero(np.isfinite(surface.heights_m) & beyond) < _CUT * max(int(np.count_nonzero(beyond)), 1):
        return 0.0
    return max(MARGIN_M, rounded_m(surface, within, np.minimum.reduce(edges)))


def _by_hand(middle: Any, radius: Any, names: tuple[str, str]) -> tuple[float, float, float] | None:
    """Give a circle that the caller named."""
    if middle is None and radius is None:
        return None
    if not isinstance(middle, tuple | list) or len(middle) != 2:
        raise InputError(_("{name} must be two numbers, not {value}").format(name=names[0], value=quote(middle)))
    right, down = (figure(each, names[0]) for each in middle)
    return right, down, length(radius, names[1])


def _within(surface: Surface, circle: tuple[float, float, float]) -> NDArray[np.float64]:
    """Tell how far within a circle each point lies, in metres; negative outside."""
    right, down, radius = circle
    y = (np.arange(surface.shape[0]) + 0.5) * surface.spacing_y_m - down
    x = (np.arange(surface.shape[1]) + 0.5) * surface.spacing_x_m - right
    return np.asarray(radius - np.hypot(y[:, None], x[None, :]))


def _note(
    outer: tuple[float, float, float] | None, hole: tuple[float, float, float] | None, gone: float, *, flowed: bool
) -> str:
    edge = (
        _("Outer edge: radius {radius}, its middle {right} to the right and {down} down.")
        if outer
        else _("No outer edge was found, and none was cut.")
    )
    pin = (
        _("Firing-pin aperture: radius {radius}, its middle {right} to the right and {down} down.")
        if flowed
        else _("Firing-pin hole: radius {radius}, its middle {right} to the right and {down} down.")
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
