"""What a course is: its name, modules, language and days, in ``course.toml`` for the trainer to read and to edit."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from firearmskit.course.answers import write_atomically
from firearmskit.course.packs import exercises_of
from firearmskit.errors import CourseError, quote
from firearmskit.language import available
from firearmskit.language import text as _

__all__ = ["FILE", "MOST_DAYS", "Settings"]

FILE = "course.toml"
MOST_DAYS = 366
"""More is a slip of the finger."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What was decided about a course.

    Attributes:
        id: Names the course in packs and seeds; never changed once something was released.
        title: As participants read it.
        language: ISO 639-1, of learners for whom the roster says nothing else.
        modules: Module folders, in the order in which they are taught; empty for all that have exercises.
        days: On which it is held.
        starts: When a day begins.
        ends: When a day ends.
        gradebook: The gradebook's address for SQLAlchemy, without a password; ``gradebook.db`` in the course folder
            where it is ``None``.
    """

    id: str
    title: str
    language: str = "en"
    modules: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    starts: time = time(9)
    ends: time = time(17)
    gradebook: str | None = None

    def __post_init__(self) -> None:
        if self.language not in available():
            raise CourseError(
                _("the course language {language} isn't among {known}").format(
                    language=quote(self.language), known=", ".join(available())
                )
            )
        if self.starts >= self.ends:
            raise CourseError(
                _("a day of the course ends at {ends}, not after it starts at {starts}").format(
                    ends=self.ends.isoformat("minutes"), starts=self.starts.isoformat("minutes")
                )
            )
        for name, values in ("modules", self.modules), ("days", self.days):
            twice = next((value for place, value in enumerate(values) if value in values[:place]), None)
            if twice is not None:
                raise CourseError(
                    _("{value} stands twice among the {name} of the course").format(value=quote(str(twice)), name=name)
                )
        if len(self.days) > MOST_DAYS:
            raise CourseError(
                _("the course has {count} days; at most {most} can be planned").format(
                    count=len(self.days), most=MOST_DAYS
                )
            )
        exercises_of(self.modules)
        # It stands before the last @ or in the query; the value isn't quoted, for it would show what mustn't be shown.
        address = self.gradebook or ""
        if "password=" in address or ":" in address.partition("://")[2].rpartition("@")[0]:
            raise CourseError(
                _(
                    "{file}: the gradebook's address holds a password, which everybody who reads the file would "
                    "see; take it out, and put it into the file .pgpass in your home folder"
                ).format(file=FILE)
            )

    @classmethod
    def read(cls, root: Path) -> Settings:
        """Read a course folder's settings.

        A folder without ``course.toml`` is a course of all modules, named as the folder.

        Args:
            root: The course folder.

        Raises:
            CourseError: The file can't be read, or a value can't be used; it is quoted.
        """
        path = root / FILE
        try:
            found = tomllib.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(id=root.resolve().name, title=root.resolve().name)
        except (OSError, ValueError) as error:
            raise CourseError(_("{name} can't be read: {error}").format(name=FILE, error=error)) from None
        if found.get("id") == "":
            raise CourseError(_("{file}: the id of the course is empty").format(file=FILE))
        kinds = {"id": str, "title": str, "language": str, "modules": list, "days": list, "starts": time, "ends": time}
        kinds["gradebook"] = str
        for name, value in found.items():
            if type(value) is not kinds.get(name):
                raise CourseError(
                    _("{file}: {name} = {value} isn't a setting that can be used").format(
                        file=FILE, name=name, value=quote(value)
                    )
                )
        for name, kind in ("modules", str), ("days", date):
            for value in found.get(name, ()):
                if type(value) is not kind:
                    raise CourseError(
                        _("{file}: {value} among {name} isn't one that can be used").format(
                            file=FILE, name=name, value=quote(value)
                        )
                    )
        found = {name: tuple(value) if type(value) is list else value for name, value in found.items()}
        return cls(**{"id": root.resolve().name, "title": root.resolve().name} | found)

    def write(self, root: Path) -> None:
        """Write the settings into a course folder.

        Args:
            root: The course folder.
        """
        lines = [
            f"id = {_string(self.id)}  # never change it once packs were released",
            f"title = {_string(self.title)}",
            f"language = {_string(self.language)}",
            f"modules = [{', '.join(map(_string, self.modules))}]  # in the order of teaching; none means all",
            f"days = [{', '.join(day.isoformat() for day in self.days)}]",
            f"starts = {self.starts.isoformat()}",
            f"ends = {self.ends.isoformat()}",
        ]
        if self.gradebook is not None:
            lines.append(f"gradebook = {_string(self.gradebook)}")
        write_atomically(root / FILE, "\n".join(lines) + "\n")


def _string(text: str) -> str:
    """Write a basic string of TOML, whose escapes are JSON's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
