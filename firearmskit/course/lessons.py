"""What a lesson says of itself: its title and its objectives, from the copy that lies in the course folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firearmskit.course.packs import Exercise
from firearmskit.language import current

__all__ = ["Lesson", "Objective", "read_lesson"]


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One learning objective, and the tasks that test it: ``"<task>"`` or ``"<slug>/<task>"``."""

    text: str
    tasks: tuple[str, ...]

    def is_tested_by(self, exercise: Exercise, task: str) -> bool:
        """Say whether a task of an exercise of its module tests it."""
        return task in self.tasks or f"{exercise.slug}/{task}" in self.tasks


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A lesson's title and objectives, in the language spoken now where it was translated."""

    title: str
    objectives: tuple[Objective, ...]

    def tested_by(self, exercise: Exercise, task: str) -> tuple[Objective, ...]:
        """Give the objectives that a task tests."""
        return tuple(each for each in self.objectives if each.is_tested_by(exercise, task))


def read_lesson(root: Path, module: str) -> Lesson | None:
    """Read a module's lesson in a course folder.

    Args:
        root: The course folder, with ``curriculum/<module>/index.md``; translations are looked for in
            ``curriculum/locale/<code>/LC_MESSAGES/curriculum/<module>/index.po``.
        module: The module's folder.

    Returns:
        The lesson; ``None`` where it isn't there or says nothing that can be used.
    """
    import yaml

    folder = root / "curriculum"
    try:
        head = (folder / module / "index.md").read_text("utf-8").split("---\n")[1]
        said = yaml.safe_load(head)
        title, objectives = said["title"], said.get("objectives", ())
        words = _translations(folder / "locale" / current() / "LC_MESSAGES" / "curriculum" / module / "index.po")
        return Lesson(
            title=words.get(title, title),
            objectives=tuple(
                Objective(text=words.get(each["text"], each["text"]), tasks=tuple(each.get("tasks", ())))
                for each in objectives
                if type(each["text"]) is str
            ),
        )
    except (OSError, ValueError, IndexError, KeyError, TypeError, yaml.YAMLError):
        return None


def _translations(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        entries: list[Any] = list(read_po(stream))
    return {entry.id: entry.string for entry in entries if isinstance(entry.id, str) and entry.string}
