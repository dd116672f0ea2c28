"""One course folder, made once, for the checks of every exercise."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.course import Case, Draw, Exercise, all_exercises
from firearmskit.course.notebooks import Master, read_master
from firearmskit.course.store import Store

ROOT = Path(__file__).resolve().parents[2]
SEEDS = 200


@pytest.fixture(scope="session")
def store(new_course: Callable[[], Store]) -> Store:
    """Give a course made from the repository's material by nbgrader's own generate_assignment."""
    return new_course()


@pytest.fixture(scope="session", params=all_exercises(), ids=lambda each: each.id)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    """Give each exercise in turn."""
    found: Exercise = request.param
    return found


@pytest.fixture(scope="session")
def master(exercise: Exercise) -> Master:
    """Give the exercise's instructor's notebook."""
    return read_master(ROOT / "solutions" / exercise.module / f"{exercise.slug}.ipynb")


@pytest.fixture(scope="session")
def cases(exercise: Exercise) -> list[Case]:
    """Draw the cases of two hundred learners."""
    return [exercise.draw(Draw(f"seed {number}".encode())) for number in range(SEEDS)]


@pytest.fixture(scope="session")
def elsewhere(exercise: Exercise) -> list[Case]:
    """Draw a case in each course of one module or two, where it isn't that of a course of all modules."""
    modules = sorted({each.module for each in all_exercises()})
    seed = b"elsewhere"
    found = [exercise.draw(Draw(seed, modules=pair)) for pair in itertools.combinations_with_replacement(modules, 2)]
    return [case for case in found if case != exercise.draw(Draw(seed))]
