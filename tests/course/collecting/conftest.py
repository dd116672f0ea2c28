"""A course with a roster, and what its learners hand in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from firearmskit.course.cohort import Learner, submit
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.store import Store

NAMES = ("Amina Diallo", "Boris Petrov", "Élodie N'Guessan", "José María García López")
"""Made up, as everybody here."""


@dataclass(frozen=True, kw_only=True)
class Course:
    """A course folder, who is in it, and a folder for each with what they hand in.

    Attributes:
        store: The course's store.
        exercise: What was worked on.
        ids: The pseudonym behind each name.
        work: A folder in which ``<pseudonym>/`` holds notebook, pack and answers.
    """

    store: Store
    exercise: Exercise
    ids: dict[str, str]
    work: Path

    @property
    def root(self) -> Path:
        """The course folder."""
        return self.store.root

    def of(self, name: str) -> Path:
        """Give the folder with somebody's work."""
        return self.work / self.ids[name]

    def put(self, name: str, into: Path) -> Path:
        """Copy somebody's work to where it is handed in."""
        shutil.copytree(self.of(name), into, dirs_exist_ok=True)
        return into

    def placed(self) -> dict[str, str]:
        """Say whose pack each answers file in ``submitted/`` is: ``{learner: pack}``."""
        found = {}
        for path in sorted((self.root / "submitted").glob("*/*/*.answers.json")):
            owner = path.relative_to(self.root / "submitted").parts[0]
            theirs = [path.read_bytes() == other.read_bytes() for other in self.work.glob(f"{owner}/*.answers.json")]
            found[owner] = "own" if any(theirs) else "other"
        return found


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


def work_of(store: Store, exercise: Exercise, ids: list[str], into: Path) -> None:
    """Let each learner work, and take the work away from the course."""
    for learner in ids:
        folder = submit(store, exercise, Learner(id=learner, story=""))
        shutil.copytree(folder, into / learner)
    shutil.rmtree(store.root / "submitted")


@pytest.fixture
def cohort_of(
    new_course: Callable[[], Store], exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Course]:
    """Give a function from names to a course of these people."""

    def build(names: tuple[str, ...] = NAMES, **person: dict[str, str]) -> Course:
        store = new_course()
        monkeypatch.setenv(KEY, str(tmp_path / "keys" / "names.key"))
        people = [Person(name=name, **person.get(name, {})) for name in names]
        added = Roster(store.root).add([(each, "en", None) for each in people])
        ids = {name: learner.id for name, learner in zip(names, added, strict=True)}
        work_of(store, exercise, [learner.id for learner in added], tmp_path / "work")
        return Course(store=store, exercise=exercise, ids=ids, work=tmp_path / "work")

    return build


@pytest.fixture
def course(cohort_of: Callable[..., Course]) -> Course:
    """Give a course of four people."""
    return cohort_of()
