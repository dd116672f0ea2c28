"""What everybody earned, as the reports read it."""

from __future__ import annotations

from dataclasses import replace

from nbgrader.api import Gradebook

from firearmskit.course.packs import find_exercise
from firearmskit.course.results import Result, read_results

MARKS = find_exercise("m06_identification/marks")


def by_learner(root, **how) -> dict[str, Result]:
    """Give the results of the sample cohort."""
    return {result.learner: result for result in read_results(root, **how)}


def give(root, learner: str, task: str, *, points: float | None = None, waits: bool = False, comment: str = "") -> None:
    """Do in the gradebook what a person does in formgrader."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        grade = book.find_grade(task, "marks", "m06_identification", learner)
        grade.manual_score, grade.needs_manual_grade = points, waits
        if comment:
            notebook = book.find_submission_notebook("marks", "m06_identification", learner)
            found = [each for each in notebook.comments if each.cell.name in (task, f"answer-{task}")]
            found[0].manual_comment = comment
        book.db.commit()


def test_results_are_what_was_graded(graded):
    """Right earns everything, half right half, nothing nothing; what couldn't be scored has no points, not nought."""
    found = by_learner(graded)
    assert [found[who].points for who in ("amina", "chen", "efua", "jorge")] == [30, 0, 0, None]
    assert found["amina"].share == 1
    assert found["amina"].passed
    assert found["amina"].is_complete
    assert not found["dario"].passed
    assert found["jorge"].share is None
    assert not found["jorge"].is_complete
    assert found["jorge"].notes


def test_answers_are_on_record(graded):
    """What was answered to what was asked is kept with the verdict, and nothing else of what was handed in."""
    found = by_learner(graded)
    assert set(found["amina"].answers) == {"reading", "judgement", "argument"}
    assert found["amina"].answers["reading"]["serial"]
    assert found["chen"].answers == {}


def test_a_persons_points_count(graded):
    """Points that a person gave stand for the grader's, and words are found at their task."""
    give(graded, "amina", "argument", points=3.5, comment="See me")
    mine = by_learner(graded)["amina"]
    assert mine.points_of("argument") == 3.5
    assert mine.verdict_of("argument").points == 10
    assert mine.points == 23.5
    assert mine.comments == {"argument": "See me"}
    assert mine.waiting == ()


def test_a_task_that_waits_has_no_points_yet(graded):
    """Before a person has looked, a waiting task is neither nought nor full."""
    give(graded, "amina", "argument", waits=True)
    mine = by_learner(graded)["amina"]
    assert mine.points_of("argument") is None
    assert mine.points == 20
    assert not mine.is_complete
    assert mine.waiting == ("argument",)


def test_nothing_graded_is_nothing(tmp_path):
    """A folder in which nothing was ever graded gives nothing, and reading leaves nothing in it."""
    assert read_results(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_gradebook_of_before_answers_were_recorded_is_read(graded):
    """Results that an earlier version wrote have no answers, and are read all the same."""
    import json
    import sqlite3

    with sqlite3.connect(graded / "gradebook.db") as book:
        for learner, text in book.execute("select learner, result from firearmskit_graded").fetchall():
            result = json.loads(text)
            del result["answers"]
            book.execute("update firearmskit_graded set result = ? where learner = ?", (json.dumps(result), learner))
    assert by_learner(graded)["amina"].answers == {}
    assert by_learner(graded)["amina"].points == 30


def test_passing_is_decided_by_the_exercises_share():
    """Exactly the share that is asked for passes."""
    result = Result(learner="x", exercise=MARKS, verdicts=(), by_hand={"reading": 12, "judgement": 6, "argument": 0})
    assert result.points == 18
    assert result.passed
    assert not replace(result, by_hand={"reading": 12, "judgement": 5.9, "argument": 0}).passed
