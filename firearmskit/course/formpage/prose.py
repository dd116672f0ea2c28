"""What an exercise's notebook says around its forms, as HTML for a page without a notebook."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firearmskit.errors import CourseError
from firearmskit.language import text as _

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Prose", "read_prose"]

_HOW_TO_BEGIN = "**"
"""The paragraph below the title says in bold how to run a notebook; a page runs by itself."""

_EMPTY_HEAD = re.compile(r"<thead>\s*<tr>(?:\s*<th[^>]*></th>)+\s*</tr>\s*</thead>\s*")
"""Markdown has no table without a head; an empty one says nothing to those who hear the page."""


@dataclass(frozen=True, kw_only=True)
class Prose:
    """The text of an exercise.

    Attributes:
        intro: HTML of what stands before the tasks, without the title.
        tasks: ``{task: HTML}``, each with its heading.
    """

    intro: str
    tasks: dict[str, str]


def read_prose(path: Path) -> Prose:
    """Read the text of a learner's notebook.

    Args:
        path: A notebook that was made from ``solutions/``, whose text cells are called ``title`` and ``task-<id>``.

    Raises:
        CourseError: It can't be read.
    """
    try:
        cells: list[dict[str, Any]] = json.loads(path.read_bytes())["cells"]
        texts = {cell["id"]: "".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"}
        title = texts["title"].split("\n\n")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(
            _("the text of the exercise {name} can't be read: {error}").format(name=path.name, error=error)
        ) from None
    render = _renderer()
    intro = [each for at, each in enumerate(title) if at > 1 or not each.startswith(("# ", _HOW_TO_BEGIN))]
    tasks = {name.removeprefix("task-"): render(text) for name, text in texts.items() if name.startswith("task-")}
    return Prose(intro=render("\n\n".join(intro)), tasks=tasks)


def _renderer() -> Callable[[str], str]:
    import mistune  # Jupyter's own

    markdown = mistune.create_markdown(escape=True, plugins=["table"])
    return lambda text: _EMPTY_HEAD.sub("", str(markdown(text)))
