"""What does it look like? Every plot and drawing.

Marks and their description need the standard library alone; matplotlib and NumPy load when a picture is drawn.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from firearmskit.figures.marks import STYLES, SURFACES, SYMBOLS, Mark, describe_marks

if TYPE_CHECKING:
    from firearmskit.figures.panel import Panel, plot_marks, save

__all__ = ["STYLES", "SURFACES", "SYMBOLS", "Mark", "Panel", "describe_marks", "plot_marks", "save"]

_DRAWN = ("Panel", "plot_marks", "save")


def __getattr__(name: str) -> Any:
    """Load matplotlib the first time that something is drawn."""
    if name in _DRAWN:
        return getattr(importlib.import_module("firearmskit.figures.panel"), name)
    raise AttributeError(f"firearmskit.figures has nothing named {name!r}")


def __dir__() -> list[str]:
    """List every name, also those that are not loaded yet."""
    return sorted({*globals(), *_DRAWN})
