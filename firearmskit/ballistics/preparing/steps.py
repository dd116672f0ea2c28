"""What all steps of the preparation share: a surface with other heights and one note more, and checks of lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure, of_type
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["changed", "length", "said", "share", "with_points"]


def changed(surface: Surface, heights: NDArray[np.float64], note: str, **other: Any) -> Surface:
    """Give a surface with other heights, and a note on what was done."""
    return replace(surface, heights_m=heights, notes=(*surface.notes, note), **other)


def length(value: object, name: str) -> float:
    """Give a length back, in metres.

    Raises:
        InputError: It isn't a number between 0 and 1.
    """
    if not 0 < figure(value, name) < 1:
        raise InputError(
            _("{name} is {value}: a length here is more than 0 and less than 1 metre").format(
                name=name, value=quote(value)
            )
        )
    return float(figure(value, name))


def with_points(surface: object, least: int = 1) -> Surface:
    """Give a surface back if enough points of it were measured.

    Raises:
        InputError: It is no surface, or too few were.
    """
    held = of_type(surface, Surface, "surface")
    count = int(np.count_nonzero(np.isfinite(held.heights_m)))
    if count < least:
        raise InputError(
            _("{surface} has {count} measured points; at least {least} are needed").format(
                surface=quote(held, limit=100), count=count, least=least
            )
        )
    return held


def said(length_m: float) -> str:
    """Say a length in micrometres, millimetres or metres, with three digits."""
    if abs(length_m) >= 0.9995:
        return f"{length_m:.3g} m"
    if abs(length_m) >= 0.9995e-3:
        return f"{1e3 * length_m:.3g} mm"
    return f"{1e6 * length_m:.3g} µm"


def share(part: float) -> str:
    """Say a share in per cent, with enough digits to tell it from none."""
    percent = 100 * part
    return f"{percent:.0f}" if percent >= 9.5 or percent == 0 else f"{percent:.2g}"
