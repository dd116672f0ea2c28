"""What stands in for a drawing in a browser that has no matplotlib: the picture in words."""

from __future__ import annotations

import html
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["InWords", "instead"]


@dataclass(frozen=True, kw_only=True)
class InWords:
    """A picture that can't be drawn here.

    Attributes:
        description: What it would show.
    """

    description: str

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        return {"text/html": f"<p>{html.escape(self.description)}</p>", "text/plain": self.description}


def instead(name: str, describe: Callable[..., str] | None) -> Callable[..., InWords]:
    """Give what is called in the place of a function that draws.

    Args:
        name: Its name.
        describe: The function that says in words what it draws; None where there is none.

    Raises:
        ModuleNotFoundError: matplotlib could be installed here, or there are no words for it.
    """
    if describe is None or sys.platform != "emscripten":
        raise ModuleNotFoundError(
            f"firearmskit.figures.{name} needs matplotlib: install firearmskit with its extra 'figures'",
            name="matplotlib",
        )
    known = set(inspect.signature(describe).parameters)

    def in_words(*args: Any, **kwargs: Any) -> InWords:
        return InWords(description=describe(*args, **{key: each for key, each in kwargs.items() if key in known}))

    return in_words
