"""Exercises, and the personal evidence that each learner gets.

An exercise draws a case: *evidence*, which the learner gets as a pack, and *truth*, which stays with the trainer.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from firearmskit.course.answers import read_json
from firearmskit.course.draw import PRACTICE_SEED, Draw
from firearmskit.course.tasks import Evidence, Task, Truth
from firearmskit.errors import AnswerError, CourseError, InputError, PackError, UnknownCodeError, quote
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course.desk import DeskCase

__all__ = [
    "Case",
    "Exercise",
    "Pack",
    "all_exercises",
    "canonical",
    "digest",
    "exercises_of",
    "find_exercise",
    "parse_pack",
    "practice_case",
    "practice_pack",
    "read_pack",
]

FORMAT = "firearmskit-pack/1"
_ID = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_-]*")
PRACTICE = "practice"
"""The pack id of the practice edition."""
_MAX_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Case:
    """What a generator drew: what the learner sees, and what is true."""

    evidence: Evidence
    truth: Truth


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise: how its cases are drawn, and what it asks.

    Attributes:
        id: ``"<module>/<slug>"``.
        version: Raised when a change would alter a case or a verdict; the seed depends on it.
        title: Marked with ``N_``.
        draw: Draws a case; everything in it is plain JSON.
        tasks: In the order of the notebook.
        hints: ``{code: sentence}``; sentences marked with ``N_``.
        pass_share: The share of all points that passes; ``None`` where nobody passes or fails, as in a pre-test.
        desk: Makes the case of a tracing desk from a learner's evidence; ``None`` where the exercise has no desk.
    """

    id: str
    version: int
    title: str
    draw: Callable[[Draw], Case]
    tasks: tuple[Task, ...]
    hints: dict[str, str]
    pass_share: float | None = 0.6
    desk: Callable[[Evidence], DeskCase] | None = None

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise InputError(
                _("{id} can't be an exercise's id; it is made like {example}").format(
                    id=quote(self.id), example=quote("m06_identification/marks")
                )
            )

    @property
    def module(self) -> str:
        """The folder of its module."""
        return self.id.split("/")[0]

    @property
    def slug(self) -> str:
        """The name of its notebook, without ending."""
        return self.id.split("/")[1]

    def task(self, name: str) -> Task:
        """Give the task of that name.

        Raises:
            UnknownCodeError: There is none.
        """
        for task in self.tasks:
            if task.id == name:
                return task
        known = ", ".join(task.id for task in self.tasks)
        raise UnknownCodeError(
            _("the exercise {id} has no task {name}; it has {known}").format(
                id=quote(self.id), name=quote(name), known=known
            )
        )


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One learner's evidence, as the learner gets it.

    Attributes:
        id: Not secret; ``"practice"`` for the practice edition.
        exercise: ``"<module>/<slug>"``.
        version: The exercise's version.
        evidence: Plain JSON without truth.
    """

    id: str
    exercise: str
    version: int
    evidence: Evidence = field(repr=False)

    @property
    def is_practice(self) -> bool:
        """Whether this is the practice edition, the same for everybody."""
        return self.id == PRACTICE

    def to_json(self) -> str:
        """Write the pack as the text of its file."""
        return canonical(
            {
                "format": FORMAT,
                "pack": self.id,
                "exercise": self.exercise,
                "version": self.version,
                "evidence": self.evidence,
            }
        )


def canonical(document: object) -> str:
    """Write plain JSON in one way only: sorted names, no spaces, UTF-8, one line and its end."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")) + "\n"


def digest(evidence: Evidence) -> str:
    """Give the SHA-256 of a case's evidence in canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(evidence).encode()).hexdigest()


@cache
def all_exercises() -> tuple[Exercise, ...]:
    """Find every exercise under ``firearmskit/course/exercises/<module>/<slug>.py``, in order of their ids.

    Raises:
        CourseError: An exercise's id isn't the one that its place says.
    """
    from firearmskit.course import exercises as package

    found = []
    for folder in resources.files(package).iterdir():
        for file in folder.iterdir() if folder.is_dir() else ():
            slug, ending = os.path.splitext(file.name)
            if ending == ".py" and not slug.startswith("_"):
                exercise = importlib.import_module(f"{package.__name__}.{folder.name}.{slug}").EXERCISE
                if exercise.id != f"{folder.name}/{slug}":
                    raise CourseError(
                        _("the exercise {id} stands in {folder}/{slug}.py; id and place have to agree").format(
                            id=quote(exercise.id), folder=folder.name, slug=slug
                        )
                    )
                found.append(exercise)
    return tuple(sorted(found, key=lambda each: each.id))


def exercises_of(modules: Iterable[str] = ()) -> tuple[Exercise, ...]:
    """Give the exercises of some modules, or of all where none is named.

    Raises:
        CourseError: A module has no exercises, or doesn't exist.
    """
    wanted = set(modules)
    known = {each.module for each in all_exercises()}
    for module in sorted(wanted - known):
        raise CourseError(
            _("there is no module {module} with exercises; there are {known}").format(
                module=quote(module), known=", ".join(sorted(known))
            )
        )
    return tuple(each for each in all_exercises() if not wanted or each.module in wanted)


def find_exercise(name: str) -> Exercise:
    """Give the exercise of that id.

    Args:
        name: ``"<module>/<slug>"``.

    Raises:
        UnknownCodeError: There is no such exercise.
    """
    for each in all_exercises():
        if each.id == name:
            return each
    raise UnknownCodeError(
        _("there is no exercise {name}; there are {known}").format(
            name=quote(name), known=", ".join(e.id for e in all_exercises())
        )
    )


def practice_case(what: Exercise) -> Case:
    """Draw the practice edition's case, from a seed that is public."""
    return what.draw(Draw(PRACTICE_SEED + what.id.encode()))


def practice_pack(what: Exercise) -> Pack:
    """Give the practice edition's pack."""
    return Pack(id=PRACTICE, exercise=what.id, version=what.version, evidence=practice_case(what).evidence)


def read_pack(path: Path) -> Pack:
    """Read a pack file.

    Raises:
        PackError: It can't be read, isn't a pack, or isn't for this version of its exercise.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PackError(_("the evidence pack can't be read: {error}").format(error=error)) from None
    return parse_pack(data, name=path.name)


def parse_pack(data: bytes, *, name: str) -> Pack:
    """Read a pack from the bytes of its file, which may be hostile.

    Args:
        data: The file's bytes.
        name: The file's name, for messages.

    Raises:
        PackError: They aren't a pack, or one for another version of its exercise.
    """
    try:
        document: Any = read_json(data, name=name, limit=_MAX_BYTES)
    except AnswerError as error:
        raise PackError(_("the evidence pack can't be read: {error}").format(error=error)) from None
    if type(document) is not dict or document.get("format") != FORMAT:
        raise PackError(
            _("{name} isn't an evidence pack of the format {format}").format(name=name, format=quote(FORMAT))
        )
    exercise, version, evidence, pack = (document.get(key) for key in ("exercise", "version", "evidence", "pack"))
    if type(exercise) is not str or type(pack) is not str or type(evidence) is not dict:
        raise PackError(_("{name}: the exercise, the pack's id or the evidence is missing").format(name=name))
    try:
        own = find_exercise(exercise).version
    except UnknownCodeError as error:
        raise PackError(f"{name}: {error}") from None
    if version != own:
        raise PackError(
            _(
                "{file} is for version {version} of {exercise}; this firearmskit has version {own}. "
                "Ask your trainer for the firearmskit that the course was made with."
            ).format(file=name, version=quote(version), exercise=exercise, own=own)
        )
    return Pack(id=pack, exercise=exercise, version=own, evidence=evidence)
