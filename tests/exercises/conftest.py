"""One course folder, made once, for the checks of every exercise."""

from pathlib import Path

import pytest

from firearmskit.course import Exercise, all_exercises
from firearmskit.course.folder import create_course
from firearmskit.course.notebooks import Master, read_master
from firearmskit.course.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Give a course made from the repository's material by nbgrader's own generate_assignment."""
    return create_course(tmp_path_factory.mktemp("course"), material=ROOT)


@pytest.fixture(scope="session", params=all_exercises(), ids=lambda each: each.id)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    """Give each exercise in turn."""
    found: Exercise = request.param
    return found


@pytest.fixture(scope="session")
def master(exercise: Exercise) -> Master:
    """Give the exercise's instructor's notebook."""
    return read_master(ROOT / "solutions" / exercise.module / f"{exercise.slug}.ipynb")
