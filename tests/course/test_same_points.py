"""An honest cohort earns the same points from our grader and from stock nbgrader, task by task."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.course.cohort import Learner, submit, varied_answers
from firearmskit.course.gradebook import nbgrader_api
from firearmskit.course.grading import grade
from firearmskit.course.packs import find_exercise
from firearmskit.course.store import Store

EXERCISE = find_exercise("m06_identification/marks")


def marks_in(root: Path) -> dict[tuple[str, str], tuple[float, bool]]:
    """Give what nbgrader's tables hold of each task: points, and whether it waits for a person."""
    with sqlite3.connect(root / "gradebook.db") as book:
        rows = book.execute(
            "select s.student_id, c.name, g.auto_score, g.needs_manual_grade from grade g "
            "join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
            "join submitted_assignment s on s.id = n.assignment_id join notebook b on b.id = n.notebook_id "
            "where b.name = 'marks'"
        )
        return {(learner, task): (points, bool(waits)) for learner, task, points, waits in rows}


@pytest.mark.parametrize("count", [pytest.param(3, id="few"), pytest.param(24, marks=pytest.mark.slow, id="many")])
def test_an_honest_cohort_earns_the_same_from_both(new_course: Callable[[], Store], tmp_path: Path, count: int) -> None:
    """Of learners who answered rightly, partly and wrongly, each task has the same points in both gradebooks."""
    store = new_course()
    for number in range(count):
        language = ("en", "fr")[number % 2]
        submit(store, EXERCISE, Learner(id=f"l{number}", story="", answers=varied_answers(number), language=language))
    stock = Path(shutil.copytree(store.root, tmp_path / "stock"))
    grade(store.root)
    ours = marks_in(store.root)
    with nbgrader_api(stock) as nbgrader:
        for number in range(count):
            assert nbgrader.autograde(EXERCISE.module, f"l{number}")["success"]
    assert marks_in(stock) == ours
    assert len(ours) == count * len(EXERCISE.tasks)
    totals = [sum(ours[f"l{number}", task.id][0] for task in EXERCISE.tasks) for number in range(count)]
    assert min(totals) == 0
    assert max(totals) == 30
    assert len(set(totals)) > count // 4  # it is a varied cohort
