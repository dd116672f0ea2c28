"""Surfaces as relief, in words: how large, how high, what wasn't measured and what was done."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from firearmskit.arguments import of_type
from firearmskit.language import N_
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics import Surface

__all__ = ["describe_steps", "describe_surface"]

PLACES = (
    (N_("upper left"), N_("upper middle"), N_("upper right")),
    (N_("left"), N_("middle"), N_("right")),
    (N_("lower left"), N_("lower middle"), N_("lower right")),
)
"""What the nine parts of a surface are called."""

_HARDLY = 0.1
"""A part with a smaller share of measured points holds hardly any."""


def describe_surface(surface: Surface, *, title: str | None = None) -> str:
    """Describe the picture of a surface in words and numbers.

    Args:
        surface: The surface.
        title: The line above the picture, or None.

    Returns:
        Sentences in the language that is spoken now: size, distance of points, heights, which parts hold hardly any
        measured points, and the surface's notes.

    Raises:
        InputError: It is no surface.

    >>> import numpy as np
    >>> from firearmskit.ballistics import Surface
    >>> heights = np.tile(np.arange(30.0), (30, 1)) * 1e-7
    >>> heights[10:20, 10:20] = np.nan
    >>> print(describe_surface(Surface(heights_m=heights, spacing_x_m=1e-5, spacing_y_m=1e-5)))
    A surface in relief, 300 µm wide and 300 µm high, its points 10 µm apart. 89 % of them were measured; hardly any: \
middle. Heights from 0 to 2.9 µm; half of them between 0.6 and 2.3 µm.
    """
    import numpy as np

    from firearmskit.ballistics import Surface

    of_type(surface, Surface, "surface")
    heights = surface.heights_m[np.isfinite(surface.heights_m)]
    apart = length(surface.spacing_x_m)
    if abs(surface.spacing_y_m / surface.spacing_x_m - 1) > 1e-6:
        apart = _("{across} and {down}").format(across=apart, down=length(surface.spacing_y_m))
    told = [
        *([f"{title}:"] if title else []),
        _("A surface in relief, {width} wide and {height} high, its points {apart} apart.").format(
            width=length(surface.width_m), height=length(surface.height_m), apart=apart
        ),
    ]
    if not heights.size:
        return " ".join([*told, _("Nothing was measured."), *surface.notes])
    empty = _empty(surface)
    share = round(100 * surface.measured)
    told.append(
        _("{share} % of them were measured; hardly any: {places}.").format(share=share, places=", ".join(empty))
        if empty
        else _("{share} % of them were measured.").format(share=share)
    )
    low, quarter, three, high = (number(1e6 * float(each)) for each in np.percentile(heights, [0, 25, 75, 100]))
    told.append(
        _("Heights from {low} to {high} µm; half of them between {quarter} and {three} µm.").format(
            low=low, high=high, quarter=quarter, three=three
        )
    )
    return " ".join([*told, *surface.notes])


def describe_steps(steps: Sequence[tuple[str, Surface]]) -> str:
    """Describe the picture of several surfaces, one after the other.

    Args:
        steps: A name and a surface for each.

    Returns:
        What :func:`describe_surface` says of each; notes that the one before has aren't said again.

    Raises:
        InputError: One is no surface.
    """
    told: list[str] = []
    known: tuple[str, ...] = ()
    for name, surface in steps:
        alone = describe_surface(surface, title=name)
        if known and surface.notes[: len(known)] == known:
            alone = alone.replace(" " + " ".join(known), "", 1)
        told.append(alone)
        known = surface.notes
    return " ".join(told)


def _empty(surface: Surface) -> list[str]:
    """Name the parts of a surface in which hardly anything was measured."""
    import numpy as np

    measured = np.isfinite(surface.heights_m)
    found = []
    for names, rows in zip(PLACES, np.array_split(measured, 3), strict=True):
        for name, part in zip(names, np.array_split(rows, 3, axis=1), strict=True):
            if part.size and part.mean() < _HARDLY:
                found.append(_(name))
    return found


def length(metres: float) -> str:
    """Say a length in micrometres, millimetres or metres, with three digits."""
    if abs(metres) >= 0.9995:
        return f"{metres:.3g} m"
    if abs(metres) >= 0.9995e-3:
        return f"{1e3 * metres:.3g} mm"
    return f"{1e6 * metres:.3g} µm"


def number(value: float) -> str:
    """Say a number with two digits, and with a minus as printers set it."""
    if abs(value) >= 9.95:
        return f"{value:.0f}".replace("-", "\N{MINUS SIGN}")
    if abs(value) < 1e-3:
        return "0"
    return f"{value:.2g}".replace("-", "\N{MINUS SIGN}")


def round_length(most: float) -> float:
    """Give the largest of 1, 2 and 5 times a power of ten that is at most so large."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(each * power for each in (5, 2, 1) if each * power <= most * (1 + 1e-9))


def ticks(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Give round numbers between two, at most so many, in equal steps, with as many digits as tell them apart."""
    step = round_length((high - low) / max(most, 1))
    while math.floor(high / step + 1e-9) - math.ceil(low / step - 1e-9) + 1 > most:
        power = 10.0 ** math.floor(math.log10(step * (1 + 1e-9)))
        step = {1: 2.0, 2: 5.0, 5: 10.0}[round(step / power)] * power
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    digits = max(0, math.ceil(-math.log10(step) - 1e-9))
    return [
        (each * step, f"{each * step:.{digits}f}".replace("-", "\N{MINUS SIGN}")) for each in range(first, last + 1)
    ]
