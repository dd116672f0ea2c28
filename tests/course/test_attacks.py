"""Every attack earns what its honest answers earn, harms nobody, and leaves a grader that lives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.course import sandbox
from firearmskit.course.cohort import Learner, right_answer, submit
from firearmskit.course.grading import Graded, Report, grade
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.store import Store
from tests.course.attacks import ATTACKS, Attack, prepare

HONEST = 12
"""What the first task is worth: every attacker has answered it rightly, and nothing else."""


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture(scope="module")
def course(new_course: Callable[[], Store], exercise: Exercise) -> Store:
    """Give a course in which every attack was handed in, between two honest learners."""
    store = new_course()

    def first_task(exercise: Exercise, frozen):
        return {"reading": right_answer(exercise.task("reading"), frozen)}

    for name in ("aaa_honest", *ATTACKS, "zzz_honest"):
        folder = submit(store, exercise, Learner(id=name, story="", answers=first_task))
        if name in ATTACKS:
            prepare(ATTACKS[name], folder, exercise.slug)
    return store


@pytest.fixture(scope="module")
def report(course: Store) -> Report:
    """Grade all of them, two at the same time."""
    return grade(course.root, workers=2, cell_seconds=3)


def became(report: Report, learner: str) -> Graded:
    """Give what became of one learner."""
    return next(each for each in report.graded if each.learner == learner)


def test_there_are_attacks_of_every_kind() -> None:
    """There are at least 40, and each says in a sentence of its own what it tries."""
    assert len(ATTACKS) >= 40
    assert len({attack.tries for attack in ATTACKS.values()}) == len(ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_earns_what_its_honest_answers_earn(report: Report, name: str) -> None:
    """Its score is the honest one, or it is listed unscored, and the notes name what happened."""
    attack: Attack = ATTACKS[name]
    graded = became(report, name)
    assert graded.points == (HONEST if attack.scored else None), graded.notes
    if attack.said is not None:
        assert graded.notes, attack.tries
        assert attack.said in " ".join(graded.notes)


def test_no_other_learner_is_affected(report: Report, course: Store) -> None:
    """Honest learners before and after get their points, everybody is reported once, and nothing is left running."""
    assert [became(report, name).points for name in ("aaa_honest", "zzz_honest")] == [HONEST, HONEST]
    assert sorted(each.learner for each in report.graded) == sorted(["aaa_honest", *ATTACKS, "zzz_honest"])
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if _command(path).startswith("sleep\x005151")]


def _command(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


@pytest.mark.slow
def test_the_slow_way_gives_the_same_scores(report: Report, course: Store, tmp_path: Path, monkeypatch) -> None:
    """One bubblewrap a notebook, and the nursery, agree on every attack."""
    monkeypatch.setattr(sandbox, "working_nursery", lambda limits, modules: None)
    copy = Path(shutil.copytree(course.root, tmp_path / "course", symlinks=True))
    slow = grade(copy, workers=2, cell_seconds=3, again=True)
    assert {each.learner: each.points for each in slow.graded} == {each.learner: each.points for each in report.graded}
