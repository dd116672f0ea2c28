"""A registry form and a tracing desk that work on a learner's own registry file; all that is in it is invented.

The values and the logic open with the standard library alone; ipywidgets loads when a form is shown, and SQLAlchemy
when a registry is opened.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.course.desk.values import DeskCase, DeskRegister

if TYPE_CHECKING:
    from firearmskit.course.desk.desk_form import build_desk, show_desk
    from firearmskit.course.desk.registry_form import build_registry, show_registry

__all__ = ["Desk", "DeskCase", "DeskRegister", "build_desk", "build_registry", "show_desk", "show_registry"]

_FORMS = {
    "build_desk": "desk_form",
    "show_desk": "desk_form",
    "build_registry": "registry_form",
    "show_registry": "registry_form",
}


def __getattr__(name: str) -> Any:
    """Load ipywidgets the first time that a form is asked for."""
    if name in _FORMS:
        return getattr(importlib.import_module(f"firearmskit.course.desk.{_FORMS[name]}"), name)
    raise AttributeError(f"firearmskit.course.desk has nothing named {name!r}")


def __dir__() -> list[str]:
    """List every name, also those that are not loaded yet."""
    return sorted({*globals(), *_FORMS})
