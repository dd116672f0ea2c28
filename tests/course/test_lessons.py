"""Lessons as the reports quote them: title, objectives, and which tasks test which."""

from __future__ import annotations

from pathlib import Path

import pytest

from firearmskit import language
from firearmskit.course.lessons import Lesson, read_lesson
from firearmskit.course.packs import find_exercise

ROOT = Path(__file__).resolve().parents[2]
MARKS = find_exercise("m06_identification/marks")


def test_a_lesson_says_which_tasks_test_which_objective():
    """Every task of the first module is named by an objective."""
    lesson = read_lesson(ROOT, "m06_identification")
    assert lesson.title == "Identifying a firearm from its markings"
    for task in MARKS.tasks:
        assert len(lesson.tested_by(MARKS, task.id)) == 1


def test_a_lesson_speaks_the_language_spoken_now():
    """Where the book was translated, so is what is quoted of it."""
    with language.speaking("fr"):
        lesson = read_lesson(ROOT, "m06_identification")
    assert lesson.title == "Identifier une arme à feu d’après ses marques"
    assert lesson.objectives[0].text.startswith("Distinguer à l’œil")


def write(folder: Path, head: str) -> None:
    """Write a lesson with this front matter."""
    path = folder / "curriculum" / "m06_identification" / "index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\n---\n# X\n", "utf-8")


def test_a_task_can_be_named_with_its_exercise(tmp_path):
    """Where a module has several exercises, the slug tells their tasks apart."""
    write(
        tmp_path,
        "title: T\nobjectives: [{text: A, tasks: [marks/reading]}, {text: B, tasks: [other/reading]}, {text: C}]",
    )
    lesson = read_lesson(tmp_path, "m06_identification")
    assert [each.text for each in lesson.tested_by(MARKS, "reading")] == ["A"]
    assert lesson.objectives[2].tasks == ()


@pytest.mark.parametrize(
    "head", ["title: [", "objectives: []", "- a", "title: T\nobjectives: 3", "title: T\nobjectives: [3]"]
)
def test_a_lesson_that_cannot_be_read_is_none(tmp_path, head):
    """A damaged lesson costs its quotations, not the report."""
    write(tmp_path, head)
    assert read_lesson(tmp_path, "m06_identification") is None
    assert read_lesson(tmp_path / "nothing", "m06_identification") is None


def test_a_page_without_objectives_is_a_lesson(tmp_path):
    """The page of the tests has a title and no objectives of its own."""
    write(tmp_path, "title: T")
    assert read_lesson(tmp_path, "m06_identification") == Lesson(title="T", objectives=())
