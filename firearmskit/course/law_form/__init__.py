"""A form in which lawyers read a national law against what is owed; each answer is on the disk at once.

The draft opens with what the library itself needs; ipywidgets loads when the form is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from firearmskit.course.law_form.draft import Draft

if TYPE_CHECKING:
    from firearmskit.course.law_form.form import build_law_form, show_law_form

__all__ = ["Draft", "build_law_form", "show_law_form"]

_FORMS = ("build_law_form", "show_law_form")


def __getattr__(name: str) -> Any:
    """Load ipywidgets the first time that a form is asked for."""
    if name in _FORMS:
        from firearmskit.course.law_form import form

        return getattr(form, name)
    raise AttributeError(f"firearmskit.course.law_form has nothing named {name!r}")


def __dir__() -> list[str]:
    """List every name, also those that are not loaded yet."""
    return sorted({*globals(), *_FORMS})
