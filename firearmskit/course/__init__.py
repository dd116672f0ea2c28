"""How is it taught and graded?

The learner's side (``open_exercise`` and what it needs) imports with the standard library alone; the trainer's side
loads nbgrader when it is asked for, and explorers load ipywidgets.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercise import OpenExercise, open_exercise
from firearmskit.course.packs import Case, Exercise, Pack, all_exercises
from firearmskit.course.tasks import Document, Field, Note, Option, Part, Picture, Spot, Task, Verdict, score

if TYPE_CHECKING:
    from firearmskit.course.explorers import Head, clerk_register, show_clerk, show_headstamps, show_key

__all__ = [
    "Case",
    "Document",
    "Draw",
    "Exercise",
    "Field",
    "Head",
    "Note",
    "OpenExercise",
    "Option",
    "Pack",
    "Part",
    "Picture",
    "Spot",
    "Task",
    "Verdict",
    "all_exercises",
    "clerk_register",
    "open_exercise",
    "score",
    "show_clerk",
    "show_headstamps",
    "show_key",
]

_EXPLORERS = ("Head", "clerk_register", "show_clerk", "show_headstamps", "show_key")


def __getattr__(name: str) -> Any:
    """Load ipywidgets the first time that an explorer is asked for."""
    if name in _EXPLORERS:
        return getattr(importlib.import_module("firearmskit.course.explorers"), name)
    raise AttributeError(f"firearmskit.course has nothing named {name!r}")


def __dir__() -> list[str]:
    """List every name, also those that are not loaded yet."""
    return sorted({*globals(), *_EXPLORERS})
