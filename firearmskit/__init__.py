"""firearmskit: read, teach and grade what the people who fight firearms trafficking need to know.

Rooms are loaded when they are asked for, so that ``import firearmskit`` costs nothing:

>>> import firearmskit
>>> firearmskit.marking.read(["AB 12 3456"]).pieces[0].verbatim
'AB 12 3456'

The map of the rooms is in ``docs/architecture.md``.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_ROOMS = (
    "errors",
    "language",
    "reference",
    "law",
    "marking",
    "identification",
    "ballistics",
    "records",
    "tracing",
    "figures",
    "course",
)

__all__ = ["__version__", *_ROOMS]


def __getattr__(name: str) -> Any:
    """Load a room the first time somebody enters it."""
    if name in _ROOMS:
        return importlib.import_module(f"firearmskit.{name}")
    raise AttributeError(f"firearmskit has no room named {name!r}; the rooms are {', '.join(_ROOMS)}")


def __dir__() -> list[str]:
    """List the rooms, also those that nobody has entered yet."""
    return sorted({*globals(), *_ROOMS})
