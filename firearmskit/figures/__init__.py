"""What does it look like? Every plot and drawing.

What is drawn and its description need the standard library alone; matplotlib and NumPy load when a picture is drawn.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from firearmskit.figures.headstamps import CASES, ORIENTATIONS, PRIMERS, RIMS, Stamp, describe_headstamp
from firearmskit.figures.marks import STYLES, SURFACES, SYMBOLS, Mark, describe_marks
from firearmskit.figures.views import PARTS, SIDE_VIEWS, SIDES, describe_side_view, side_view_parts

if TYPE_CHECKING:
    from firearmskit.figures.casehead import plot_headstamp
    from firearmskit.figures.drawing import Drawing
    from firearmskit.figures.panel import Panel, plot_marks, save
    from firearmskit.figures.sideviews import plot_side_view

__all__ = [
    "CASES",
    "ORIENTATIONS",
    "PARTS",
    "PRIMERS",
    "RIMS",
    "SIDES",
    "SIDE_VIEWS",
    "STYLES",
    "SURFACES",
    "SYMBOLS",
    "Drawing",
    "Mark",
    "Panel",
    "Stamp",
    "describe_headstamp",
    "describe_marks",
    "describe_side_view",
    "plot_headstamp",
    "plot_marks",
    "plot_side_view",
    "save",
    "side_view_parts",
]

_DRAWN = {
    "Drawing": "drawing",
    "Panel": "panel",
    "plot_headstamp": "casehead",
    "plot_marks": "panel",
    "plot_side_view": "sideviews",
    "save": "panel",
}


def __getattr__(name: str) -> Any:
    """Load matplotlib the first time that something is drawn."""
    if name in _DRAWN:
        return getattr(importlib.import_module(f"firearmskit.figures.{_DRAWN[name]}"), name)
    raise AttributeError(f"firearmskit.figures has nothing named {name!r}")


def __dir__() -> list[str]:
    """List every name, also those that are not loaded yet."""
    return sorted({*globals(), *_DRAWN})
