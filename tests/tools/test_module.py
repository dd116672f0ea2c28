"""`make module`: what is laid out runs as it is, and nothing that is there is touched."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from firearmskit.course import Draw, Exercise, score
from firearmskit.course.cohort import right_answer
from firearmskit.course.notebooks import read_master, write_notebook
from tools import module, pages

ROW = next(row for row in pages.rows("modules") if row["id"] == "M13")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The files of a module that nobody has written yet."""
    return module.sketches(ROW, "routes")


@pytest.fixture(scope="module")
def sketch(texts: dict[str, str]) -> Exercise:
    """The exercise that is laid out."""
    names: dict = {}
    exec(texts[f"firearmskit/course/exercises/{ROW['folder']}/routes.py"], names)
    return names["EXERCISE"]


def test_the_sketch_of_an_exercise_runs(sketch: Exercise) -> None:
    """Its cases can be drawn and solved for every point."""
    assert sketch.id == "m13_patterns/routes"
    for seed in range(20):
        case = sketch.draw(Draw(b"%d" % seed))
        for task in sketch.tasks:
            right = right_answer(task, case)
            assert score(task, case.evidence, case.truth[task.id], right, sketch.hints).points == task.points


def test_the_notebook_follows_from_the_tasks(sketch: Exercise, tmp_path: Path) -> None:
    """The notebook that is laid out is valid and has a graded cell for each task, worth its points."""
    write_notebook(module.notebook(sketch), tmp_path / "routes.ipynb")
    master = read_master(tmp_path / "routes.ipynb")
    nbformat.validate(master.notebook)
    assert master.tasks == {task.id: task.points for task in sketch.tasks}
    assert module.notebook(sketch) == module.notebook(sketch)


def test_the_sketch_of_a_lesson_has_its_front_matter(texts: dict[str, str], sketch: Exercise, tmp_path: Path) -> None:
    """Id and title come from the table of modules, and the objectives name the tasks of the exercise."""
    page = tmp_path / "index.md"
    page.write_text(texts[f"curriculum/{ROW['folder']}/index.md"], encoding="utf-8")
    matter = pages.front_matter(page)
    assert (matter["id"], matter["title"]) == (ROW["id"], ROW["title"])
    assert [task for objective in matter["objectives"] for task in objective["tasks"]] == [
        task.id for task in sketch.tasks
    ]


def test_what_is_there_stays(texts: dict[str, str], tmp_path: Path, monkeypatch, capsys) -> None:
    """Files that an author has written keep their bytes; a module that isn't in the table is refused."""
    monkeypatch.setattr(module, "ROOT", tmp_path)
    written = [*texts, f"solutions/{ROW['folder']}/routes.ipynb"]
    for place in written:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text("mine")
    monkeypatch.setattr("sys.argv", ["module.py", ROW["folder"], "routes"])
    assert module.main() == 0
    assert {(tmp_path / place).read_text() for place in written} == {"mine"}
    assert "make translations" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["module.py", "m99_nothing", "routes"])
    assert module.main() == 1
