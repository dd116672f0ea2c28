"""The form of a surface, which says nothing of the firearm: how it lay, and how it is bent."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import one_of
from firearmskit.ballistics.preparing.robust import fit_columns
from firearmskit.ballistics.preparing.steps import changed, said, with_points
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["FORMS", "Form", "fit_form", "remove_form"]

Grid = NDArray[np.float64]

FORMS = {
    "plane": N_("a plane"),
    "sphere": N_("a sphere"),
    "polynomial2": N_("a surface of the second order"),
}
"""Forms that can be taken away."""

_TERMS = {"plane": 3, "sphere": 4, "polynomial2": 6}
_MOST = 200_000
"""Points that a fit draws on; more wouldn't move it."""

_ROWS = 256

_FLAT_M = 10e-9
"""A sphere whose middle lies less above its edge than this is flat, in metres."""

_LEVEL = 1e-9
"""A smaller slope is none."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form of a surface.

    Attributes:
        kind: One of :data:`FORMS`.
        tilt_degrees: How much the middle is tilted.
        rises_to_clock: Where it rises to, as the hour of a clock on the picture, 1 to 12; None where it isn't tilted.
        radius_m: The sphere's radius, in metres; None for another form, or where it is flat.
        domed: Whether the middle of the sphere is its highest part; None without a radius.
        fitting: The share of points that take part in the fit.
        factors: What the form is made of, for :func:`remove_form`.
    """

    kind: str
    tilt_degrees: float
    rises_to_clock: int | None
    radius_m: float | None
    domed: bool | None
    fitting: float
    factors: tuple[float, ...]


def fit_form(surface: Surface, kind: str = "plane", *, robust: bool = True) -> Form:
    """Find the form of a surface.

    Args:
        surface: The surface.
        kind: One of :data:`FORMS`.
        robust: Whether points that don't fit lose their weight, such as a crater or spikes, up to about a third of
            all; False for least squares. The same surface always gives the same fit.

    Returns:
        The form.

    Raises:
        UnknownCodeError: There is no such form.
        InputError: Too few points were measured, or all on one line.

    >>> tilted = np.tile(np.arange(50.0), (50, 1)) * 1e-8
    >>> form = fit_form(Surface(heights_m=tilted, spacing_x_m=1e-6, spacing_y_m=1e-6))
    >>> round(form.tilt_degrees, 2), form.rises_to_clock
    (0.57, 3)
    """
    one_of(kind, FORMS, "kind")
    held = with_points(surface, _TERMS[kind])
    points = np.flatnonzero(np.isfinite(held.heights_m))
    if len(points) > _MOST:
        points = points[np.sort(np.random.default_rng(20131).integers(0, len(points), _MOST))]
    rows, columns = np.divmod(points, held.shape[1])
    half = _half(held)
    y, x = _places(held, rows, columns)
    heights = held.heights_m[rows, columns] / half
    middle = float(np.median(heights))
    if np.abs(heights - middle).max() * half > 1:
        raise InputError(
            _("{surface}: a height differs by {height} metres from the others; nothing on a firearm does").format(
                surface=quote(surface, limit=100), height=quote(float(np.abs(heights - middle).max() * half))
            )
        )
    matrix = _matrix(kind, y, x, heights - middle)
    if np.linalg.matrix_rank(matrix) < _TERMS[kind]:
        raise InputError(
            _("{surface}: its measured points lie so that no {form} can be told from them").format(
                surface=quote(surface, limit=100), form=quote(kind)
            )
        )
    factors, weights = fit_columns(matrix, heights - middle, robust=robust)
    form = Form(
        kind=kind,
        tilt_degrees=0.0,
        rises_to_clock=None,
        radius_m=None,
        domed=None,
        fitting=float(np.count_nonzero(weights) / len(weights)),
        factors=(middle, *(float(each) for each in factors)),
    )
    return _described(form, half)


def remove_form(surface: Surface, kind: str = "plane", *, robust: bool = True) -> Surface:
    """Take the form of a surface away: tilt, and bend.

    Args:
        surface: The surface.
        kind: ``"plane"``, ``"sphere"`` or ``"polynomial2"``, of :data:`FORMS`.
        robust: Whether points that don't fit lose their weight, such as a crater or spikes, up to about a third of
            all; False for least squares.

    Returns:
        The surface, with heights around 0 where it has the form; the note says how it was tilted and bent. What lies
        beyond the edge of a sphere has no height.

    Raises:
        UnknownCodeError: There is no such form.
        InputError: Too few points were measured, or all on one line.

    >>> tilted = np.tile(np.arange(50.0), (50, 1)) * 1e-8
    >>> level = remove_form(Surface(heights_m=tilted, spacing_x_m=1e-6, spacing_y_m=1e-6))
    >>> bool(np.abs(level.heights_m).max() < 1e-15)
    True
    >>> level.notes[-1]
    "Form taken away: a plane; tilted by 0.57°, rising towards 3 o'clock."
    """
    form = fit_form(surface, kind, robust=robust)
    return changed(surface, above(surface, form), _note(form))


def above(surface: Surface, form: Form) -> Grid:
    """Give how far each point lies above a form that was found on the same grid."""
    height, width = surface.shape
    heights = surface.heights_m.copy()
    # Some rows at a time, so that a large surface needs little memory.
    for start in range(0, height, _ROWS):
        rows = np.arange(start, min(start + _ROWS, height))
        y, x = _places(surface, rows[:, None], np.arange(width)[None, :])
        heights[rows] -= _half(surface) * _heights(form, y, x)
    return heights


def _half(surface: Surface) -> float:
    """Give half of the surface's diagonal, in which places and heights are counted here."""
    return math.hypot(surface.width_m, surface.height_m) / 2


def _places(surface: Surface, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> tuple[Grid, Grid]:
    half = _half(surface)
    return (
        np.asarray((rows - (surface.shape[0] - 1) / 2) * surface.spacing_y_m / half, np.float64),
        np.asarray((columns - (surface.shape[1] - 1) / 2) * surface.spacing_x_m / half, np.float64),
    )


def _matrix(kind: str, y: Grid, x: Grid, heights: Grid) -> Grid:
    """Give the columns of a form. A sphere is linear too: its points' heights and squared distances are so related."""
    if kind == "polynomial2":
        return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)
    plane = [np.ones_like(x), x, y]
    return np.stack([*plane, x * x + y * y + heights * heights] if kind == "sphere" else plane, axis=1)


def _heights(form: Form, y: Grid, x: Grid) -> Grid:
    """Give the heights of a form, counted in half diagonals."""
    middle, constant, across, down, *bent = form.factors
    level = constant + across * x + down * y
    if form.kind == "plane":
        return middle + level
    if form.kind == "polynomial2":
        return middle + level + bent[0] * x * x + bent[1] * x * y + bent[2] * y * y
    bend = bent[0]
    level = level + bend * (x * x + y * y)
    root = 1 - 4 * bend * level
    found: Grid = middle + 2 * level / (1 + np.sqrt(np.where(root >= 0, root, np.nan)))
    return found


def _described(form: Form, half: float) -> Form:
    """Say in what way a form is tilted and bent."""
    _middle, constant, across, down, *bent = form.factors
    radius = None
    if form.kind == "sphere":
        bend = bent[0]
        across, down = (each / math.sqrt(max(1 - 4 * bend * constant, 1e-12)) for each in (across, down))
        if abs(bend) * half > _FLAT_M:
            squared = (form.factors[2] ** 2 + form.factors[3] ** 2 + 1) / (4 * bend * bend) - constant / bend
            radius = half * math.sqrt(max(squared, 0.0))
    slope = math.hypot(across, down)
    clock = round(math.degrees(math.atan2(across, -down)) / 30) % 12 or 12
    return replace(
        form,
        tilt_degrees=math.degrees(math.atan(slope)),
        rises_to_clock=clock if slope > _LEVEL else None,
        radius_m=radius,
        domed=None if radius is None else bent[0] < 0,
    )


def _note(form: Form) -> str:
    tilt = (
        _("tilted by {degrees}°, rising towards {clock} o'clock").format(
            degrees=f"{form.tilt_degrees:.2g}", clock=form.rises_to_clock
        )
        if form.rises_to_clock is not None
        else _("not tilted")
    )
    if form.radius_m is None:
        return _("Form taken away: {form}; {tilt}.").format(form=_(FORMS[form.kind]), tilt=tilt)
    bent = (_("domed, with a radius of {radius}") if form.domed else _("hollow, with a radius of {radius}")).format(
        radius=said(form.radius_m)
    )
    return _("Form taken away: {form}; {tilt}; {bent}.").format(form=_(FORMS[form.kind]), tilt=tilt, bent=bent)
