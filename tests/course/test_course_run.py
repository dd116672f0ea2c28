"""A course graded as a whole: nobody stops the others, nothing is graded twice, nothing that was collected vanishes."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from firearmskit.cli import main
from firearmskit.course import folder, grading, sandbox
from firearmskit.course.cohort import COHORT, Learner, submit
from firearmskit.course.commands.grading import table
from firearmskit.course.exercise import open_exercise
from firearmskit.course.grading import Report, grade
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.store import Store
from firearmskit.errors import SandboxError

ROOT = Path(__file__).resolve().parents[2]
TOTAL = 30


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture
def store(new_course: Callable[[], Store]) -> Store:
    """Give a course folder of one's own."""
    return new_course()


def hand_in(store: Store, exercise: Exercise, *learners: str) -> list[Path]:
    """Hand in a right submission for each learner."""
    return [submit(store, exercise, Learner(id=learner, story="")) for learner in learners]


def points(report: Report) -> dict[str, float | None]:
    """Give the points of each learner."""
    return {each.learner: each.points for each in report.graded}


def scores(store: Store) -> dict[str, float]:
    """Give what nbgrader's own tables hold."""
    with sqlite3.connect(store.root / "gradebook.db") as book:
        rows = book.execute(
            "select s.student_id, sum(g.auto_score) from grade g join submitted_notebook n on g.notebook_id = n.id "
            "join submitted_assignment s on n.assignment_id = s.id group by s.student_id"
        )
        return dict(rows.fetchall())


def names_another_exercise(folder: Path, slug: str) -> None:
    """Let the pack say that it is for an exercise that nobody knows."""
    path = folder / f"{slug}.pack.json"
    path.write_text(path.read_text("utf-8").replace("m06_identification/marks", "m99_x/y"), "utf-8")


def half_a_character_in_an_answer(folder: Path, slug: str) -> None:
    """Let the answers hold half of an emoji."""
    path = folder / f"{slug}.answers.json"
    document = json.loads(path.read_text("utf-8"))
    document["answers"]["reading"]["serial"] = "\ud83d"
    path.write_text(json.dumps(document), "utf-8")


def half_a_character_in_a_cell(folder: Path, slug: str) -> None:
    """Let a text cell and a code cell hold half of an emoji."""
    path = folder / f"{slug}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = ["".join(cell["source"]) + ("" if cell["metadata"].get("nbgrader") else "\n# \ud83d")]
        cell["metadata"]["mood"] = "\ud83d"
    path.write_text(json.dumps(notebook), "utf-8")


def a_huge_pack(folder: Path, slug: str) -> None:
    """Let the pack be a file with a hole of 3 GB."""
    with (folder / f"{slug}.pack.json").open("wb") as stream:
        stream.truncate(3 * 2**30)


def a_file_with_an_odd_name(folder: Path, slug: str) -> None:
    """Hand in a file whose name isn't text."""
    Path(os.fsdecode(os.fsencode(str(folder)) + b"/f\xff.txt")).write_bytes(b"x")


@pytest.mark.parametrize(
    ("damage", "earned"),
    [
        (names_another_exercise, None),
        (half_a_character_in_an_answer, None),
        (half_a_character_in_a_cell, TOTAL),
        (a_huge_pack, None),
        (a_file_with_an_odd_name, TOTAL),
    ],
)
def test_one_strange_submission_stops_nobody(store: Store, exercise: Exercise, damage, earned: float | None) -> None:
    """Whatever one learner hands in, the learners before and after are graded, and the trainer gets a sentence."""
    _before, strange, _after = hand_in(store, exercise, "ada", "mio", "zoe")
    damage(strange, exercise.slug)
    report = grade(store.root)
    assert points(report) == {"ada": TOTAL, "mio": earned, "zoe": TOTAL}
    if earned is None:
        assert report.unscored[0].notes


def test_a_fault_of_the_grader_is_listed_too(store: Store, exercise: Exercise, monkeypatch) -> None:
    """An exception that nobody foresaw costs one learner a score, not the class its grades."""
    hand_in(store, exercise, "ada", "mio")
    grade_one = grading.grade_submission

    def break_on_ada(store, master, exercise, learner, folder, **how):
        if learner == "ada":
            raise ZeroDivisionError("unforeseen")
        return grade_one(store, master, exercise, learner, folder, **how)

    monkeypatch.setattr(grading, "grade_submission", break_on_ada)
    report = grade(store.root)
    assert points(report) == {"ada": None, "mio": TOTAL}
    assert "unforeseen" in report.unscored[0].notes[0]


def test_what_has_not_changed_keeps_its_result(store: Store, exercise: Exercise) -> None:
    """A second call grades nothing but what is new, and reports all of it, with the same reasons."""
    ada, mio = hand_in(store, exercise, "ada", "mio")
    first = grade(store.root)
    (mio / f"{exercise.slug}.answers.json").unlink()
    hand_in(store, exercise, "zoe")
    second = grade(store.root)
    assert [(each.learner, each.fresh) for each in second.graded] == [("ada", False), ("mio", True), ("zoe", True)]
    assert second.graded[0].verdicts == first.graded[0].verdicts
    assert points(second) == {"ada": TOTAL, "mio": 0, "zoe": TOTAL}
    assert all(each.fresh for each in grade(store.root, again=True).graded)
    assert ada.is_dir()


def test_a_score_goes_when_its_submission_can_no_longer_be_read(store: Store, exercise: Exercise) -> None:
    """A spoilt file that is collected later leaves neither the old points nor the old notebook in the gradebook."""
    (ada,) = hand_in(store, exercise, "ada")
    grade(store.root)
    assert scores(store) == {"ada": TOTAL}
    for name in (f"{exercise.slug}.ipynb", f"{exercise.slug}.answers.json"):
        (ada / name).write_text("{", "utf-8")
    assert points(grade(store.root)) == {"ada": None}
    assert scores(store) == {"ada": None}
    assert not (store.root / "autograded" / "ada" / exercise.module / f"{exercise.slug}.ipynb").exists()


def test_answers_that_cannot_be_read_are_not_scored_as_none(store: Store, exercise: Exercise) -> None:
    """A whole notebook beside a broken answers file is listed; without any answers file it says so."""
    broken, gone = hand_in(store, exercise, "broken", "gone")
    (broken / f"{exercise.slug}.answers.json").write_text('{"a": NaN}', "utf-8")
    (gone / f"{exercise.slug}.answers.json").unlink()
    report = grade(store.root)
    assert points(report) == {"broken": None, "gone": 0}
    assert "can't be read" in report.graded[0].notes[0]
    assert "wasn't handed in" in report.graded[1].notes[0]


def test_nothing_that_was_collected_vanishes(store: Store, exercise: Exercise) -> None:
    """A loose file, an empty folder and a folder without a module are named."""
    hand_in(store, exercise, "ada")
    submitted = store.root / "submitted"
    (submitted / "bob").mkdir()
    (submitted / "bob" / "marks.ipynb").write_text("{}", "utf-8")
    (submitted / "carl").mkdir()
    (submitted / "dan.zip").write_bytes(b"PK")
    (submitted / "ada" / "m99_typo").mkdir()
    assert grade(store.root).strays == ("ada/m99_typo", "bob", "carl", "dan.zip")


def test_a_changed_pack_is_noted(store: Store, exercise: Exercise) -> None:
    """Evidence that was changed on the way changes no point, and the trainer is told."""
    (ada,) = hand_in(store, exercise, "ada")
    path = ada / f"{exercise.slug}.pack.json"
    document = json.loads(path.read_text("utf-8"))
    document["evidence"]["truth"] = {"reading": "mine"}
    path.write_text(json.dumps(document), "utf-8")
    (graded,) = grade(store.root).graded
    assert graded.points == TOTAL
    assert "trainer's copy" in graded.notes[0]


def test_a_name_cannot_forge_a_row(store: Store, exercise: Exercise) -> None:
    """Line breaks and direction marks in a folder's name are shown escaped."""
    (ada,) = hand_in(store, exercise, "ada")
    for name in ("new\nline   30  30", "rtl\u202eevil", os.fsdecode(b"no text \xff")):
        shutil.copytree(ada.parent, store.root / "submitted" / name)
    report = grade(store.root)
    shown = table(exercise, list(report.graded))
    assert len(shown.splitlines()) == 5
    assert "\u202e" not in shown
    assert [each.points for each in report.graded] == [TOTAL, None, None, None]
    shown.encode()
    assert not any(each.fresh for each in grade(store.root).graded)


def test_learners_words_are_text_to_the_trainer(store: Store, exercise: Exercise) -> None:
    """Scripts in a learner's Markdown, raw cells, attachments and outputs don't reach the page that a trainer opens."""
    (ada,) = hand_in(store, exercise, "ada")
    path = ada / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    evil = "<script>evil()</script> <img src=x onerror=evil()> [x](javascript:evil()) ![y](attachment:a)"
    notebook.cells += [
        nbformat.v4.new_markdown_cell(evil, attachments={"a": {"text/html": evil}}),
        nbformat.v4.new_markdown_cell(f"```\n```\n{evil}"),
        nbformat.v4.new_raw_cell(evil, metadata={"format": "text/html"}),
        nbformat.v4.new_code_cell(f"display({{'image/png': 'x\" onerror=\"evil()', 'text/html': {evil!r}}}, raw=True)"),
        nbformat.v4.new_code_cell(f"print({evil!r}); raise ValueError({evil!r})"),
    ]
    nbformat.write(notebook, path)
    assert points(grade(store.root)) == {"ada": TOTAL}
    autograded = store.root / "autograded" / "ada" / exercise.module / f"{exercise.slug}.ipynb"
    for template in ("classic", "lab"):
        page, _resources = HTMLExporter(template_name=template).from_filename(str(autograded))
        body = page[page.index("<body") :]
        assert "evil" in body
        assert "<script>evil" not in body
        assert "<img src=x" not in body
        assert 'href="javascript:' not in body
        assert not re.search("<[^>]* onerror", body)


def test_the_instructors_own_answers_stay_apart(store: Store, exercise: Exercise, capsys) -> None:
    """Trying the instructor's notebook in a course leaves no file that nbgrader would lay over a learner's answers."""
    folder = store.root / "solutions" / exercise.module
    opened = open_exercise(exercise, folder=folder)
    opened.solve("reading")
    assert opened.grade("reading") == exercise.task("reading").points
    assert not list(folder.glob("*.answers.json"))
    assert [path.name for path in folder.iterdir() if path.suffix == ".json"] == [f"{exercise.slug}.instructor.json"]


def test_material_speaks_the_learners_language_when_it_is_graded(store: Store, exercise: Exercise) -> None:
    """What a French submission says while it is graded is French, though the instructor's notebook is English."""
    submit(store, exercise, next(each for each in COHORT if each.language == "fr"))
    (graded,) = grade(store.root).graded
    path = store.root / "autograded" / graded.learner / exercise.module / f"{exercise.slug}.ipynb"
    said = json.dumps(nbformat.read(path, as_version=4), ensure_ascii=False)
    assert "Votre dossier" in said or "dossier de preuves" in said
    assert "Your evidence pack" not in said


KILLED = """
import sys
from firearmskit.course.grading import grade
from pathlib import Path
grade(Path(sys.argv[1]), workers=2, progress=lambda graded: print(graded.learner, flush=True))
"""


@pytest.mark.parametrize("moments", [pytest.param(2, id="few"), pytest.param(25, marks=pytest.mark.slow, id="many")])
def test_grading_can_be_killed_at_any_moment(store: Store, exercise: Exercise, moments: int) -> None:
    """Killed again and again, the grader ends with each submission graded once, and the gradebook whole."""
    learners = [f"learner{number:02}" for number in range(12)]
    hand_in(store, exercise, *learners)
    shutil.copy(store.root / "gradebook.db", store.root.parent / "empty.db")
    kept = 0
    for moment in range(moments):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(store.root)], stdout=subprocess.PIPE, text=True)
        if moment % 3 == 2:
            time.sleep(0.2 + (moment * 0.37) % 3.5)
        else:  # in the middle of the class, however slow the machine is
            assert process.stdout is not None
            for _line in range(1 + moment * 5 % 12):
                process.stdout.readline()
            time.sleep(moment % 4 * 0.07)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = scores(store)
        assert set(found.values()) <= {float(TOTAL)}
        assert len(found) >= kept  # what was committed is never lost
        kept = len(found)
        if kept == len(learners):  # nothing is left to be killed in: begin anew
            shutil.copy(store.root.parent / "empty.db", store.root / "gradebook.db")
            kept = 0
    report = grade(store.root)
    assert points(report) == dict.fromkeys(learners, TOTAL)
    assert scores(store) == dict.fromkeys(learners, TOTAL)
    with sqlite3.connect(store.root / "gradebook.db") as book:
        assert book.execute("pragma integrity_check").fetchone() == ("ok",)
        ((rows, distinct),) = book.execute("select count(*), count(distinct student_id) from submitted_assignment")
    assert rows == distinct == len(learners)
    assert not any(each.fresh for each in grade(store.root).graded)


def test_a_long_notebook_leaves_nothing_unwritten(store: Store, exercise: Exercise) -> None:
    """While one notebook takes long, the results before it are on the disk, and the gradebook can be written to."""
    hand_in(store, exercise, "ada", "mio", "zoe")
    path = store.root / "submitted" / "zoe" / exercise.module / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("import time; time.sleep(6)"))
    nbformat.write(notebook, path)
    seen: list[str] = []
    grader = threading.Thread(target=lambda: grade(store.root, workers=2, progress=lambda g: seen.append(g.learner)))
    grader.start()
    while len(written := scores(store)) < 2 and grader.is_alive():
        time.sleep(0.1)
    assert written == {"ada": TOTAL, "mio": TOTAL}
    with sqlite3.connect(store.root / "gradebook.db", timeout=1) as book:
        book.execute("update student set first_name = 'A made-up name' where id = 'ada'")
    assert seen == ["ada", "mio"]
    grader.join()
    assert scores(store) == dict.fromkeys(("ada", "mio", "zoe"), TOTAL)


def test_the_sample_fails_where_nothing_can_be_graded(tmp_path: Path, monkeypatch, capsys) -> None:
    """Without a sandbox the sample ends with the remedy and with 2, not as if it had been graded."""

    def refuse() -> None:
        raise SandboxError("install bubblewrap")

    monkeypatch.setattr(sandbox, "working_nursery", lambda limits, modules: None)
    monkeypatch.setattr(sandbox, "require", refuse)
    monkeypatch.setattr(folder, "generate", lambda root, module: None)  # nbgrader's part, which takes long
    assert main(["course", "sample", str(tmp_path / "cohort"), "--material", str(ROOT)]) == 2
    assert "install bubblewrap" in capsys.readouterr().err
