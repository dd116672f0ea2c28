"""Before handing in: what is missing and what couldn't be graded is said, and nothing is run."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.cli import main
from firearmskit.course.cohort import Learner, submit
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.store import Store
from firearmskit.course.validating import spoken_in, validate


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture(scope="module")
def done(new_course: Callable[[], Store], exercise: Exercise) -> dict[str, Path]:
    """Give a folder with everything in it, for each language."""
    store = new_course()
    return {code: submit(store, exercise, Learner(id=f"l-{code}", story="", language=code)) for code in ("en", "fr")}


@pytest.fixture
def folder(done: dict[str, Path], tmp_path: Path) -> Path:
    """Give a learner's folder, far from any course folder."""
    return Path(shutil.copytree(done["en"], tmp_path / "m06_identification"))


def codes(path: Path) -> set[tuple[str, str]]:
    """Give what was found, in short."""
    return {(finding.code, finding.severity) for finding in validate(path)}


def edit(folder: Path, name: str, change: Callable[[dict], object]) -> None:
    """Change a file of JSON."""
    document = json.loads((folder / name).read_text("utf-8"))
    change(document)
    (folder / name).write_text(json.dumps(document), "utf-8")


def cells(document: dict, name: str) -> list[dict]:
    """Find the cells of a grade id."""
    return [cell for cell in document["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_what_is_complete_has_no_finding(done: dict[str, Path], code: str, capsys, tmp_path: Path) -> None:
    """A folder, each file of it, a zip of it, and a folder around it are complete, in either language."""
    folder = Path(shutil.copytree(done[code], tmp_path / "in" / "m06_identification"))
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", folder))
    for path in (folder, folder / "marks.ipynb", folder / "marks.answers.json", packed, tmp_path / "in"):
        assert validate(path) == []
        assert spoken_in(path) == code
        assert main(["course", "validate", str(path)]) == 0


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda f: (f / "marks.ipynb").unlink(), {("no notebook", "warning")}),
        (lambda f: (f / "marks.answers.json").unlink(), {("no answers", "warning")}),
        (lambda f: (f / "marks.pack.json").unlink(), {("no pack", "note")}),
        (lambda f: (f / "marks.ipynb").write_text('{"cells": ['), {("notebook", "error")}),
        (lambda f: (f / "marks.ipynb").write_text("[" * 100_000), {("notebook", "error")}),
        (lambda f: (f / "marks.answers.json").write_text('{"answers": {'), {("answers", "error")}),
        (lambda f: (f / "marks.answers.json").write_text("{" + " " * 300_000 + "}"), {("too large", "error")}),
        (
            lambda f: edit(f, "marks.pack.json", lambda d: d.update(version=99)),
            {("pack", "error"), ("no pack", "note")},
        ),
        (lambda f: edit(f, "marks.pack.json", lambda d: d.update(pack="other")), {("other pack", "error")}),
        (lambda f: edit(f, "marks.pack.json", lambda d: d.update(evidence={})), {("pack", "error")}),
        (lambda f: edit(f, "marks.answers.json", lambda d: d.update(pack="practice")), {("practice", "error")}),
        (lambda f: edit(f, "marks.answers.json", lambda d: d.update(exercise=None)), {("other exercise", "error")}),
        (lambda f: edit(f, "marks.answers.json", lambda d: d["answers"].pop("reading")), {("unanswered", "warning")}),
        (
            lambda f: edit(f, "marks.answers.json", lambda d: d["answers"]["reading"].update(year=" ")),
            {("incomplete", "warning")},
        ),
        (
            lambda f: edit(f, "marks.answers.json", lambda d: d["answers"]["reading"].update(year="long ago")),
            {("incomplete", "warning")},
        ),
        (
            lambda f: edit(f, "marks.ipynb", lambda d: d["cells"].remove(cells(d, "reading")[0])),
            {("cell missing", "warning")},
        ),
        (
            lambda f: edit(f, "marks.ipynb", lambda d: cells(d, "reading")[0].update(source="exercise.grade()")),
            {("cell changed", "note")},
        ),
        (
            lambda f: edit(f, "marks.ipynb", lambda d: d["cells"].append({**cells(d, "reading")[0], "id": "again"})),
            {("cell twice", "note")},
        ),
        (lambda f: shutil.copy(f / "marks.ipynb", f / "marks (1).ipynb"), {("twice", "warning")}),
        (lambda f: [(f / f"{n}.txt").write_text("x") for n in range(50)], {("too many files", "error")}),
        (lambda f: (f / "data.csv").write_bytes(b"1," * 3_000_000), {("too large", "error")}),
        (lambda f: os.mkfifo(f / "pipe"), {("unreadable", "error")}),
    ],
)
def test_what_is_wrong_is_found(folder: Path, damage: Callable[[Path], object], found: set, capsys) -> None:
    """Each thing that is missing or can't be graded is found alone, and the exit status says whether it costs."""
    damage(folder)
    assert codes(folder) == found
    assert all(finding.sentence for finding in validate(folder))
    costs = any(severity != "note" for _code, severity in found)
    assert main(["course", "validate", str(folder)]) == int(costs)


def test_what_is_no_exercise_ends_with_two(tmp_path: Path, folder: Path, capsys) -> None:
    """A missing file, a document of another kind and an empty folder can't be looked at; the others still are."""
    (tmp_path / "essay.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "nowhere", tmp_path / "essay.docx", tmp_path / "empty"):
        assert main(["course", "validate", str(path), str(folder)]) == 2
    assert "Nothing is missing" in capsys.readouterr().out


def test_it_speaks_the_learners_language(done: dict[str, Path], tmp_path: Path) -> None:
    """What is said about French material is said in French, where the sentences are translated."""
    folder = Path(shutil.copytree(done["fr"], tmp_path / "fr"))
    edit(folder, "marks.answers.json", lambda d: d["answers"]["reading"].update(year=""))
    (finding,) = validate(folder)
    assert "Pas encore" in finding.sentence or "Sans réponse" in finding.sentence


def test_nothing_is_run_or_written(folder: Path) -> None:
    """Looking changes no file, and a broken answers file isn't moved aside."""
    (folder / "marks.answers.json").write_text("{")
    edit(folder, "marks.ipynb", lambda d: cells(d, "setup")[0].update(source="open('ran', 'w')"))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    validate(folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_module_needs_no_course_folder_and_no_roster(folder: Path, monkeypatch) -> None:
    """It works where there is nothing but the learner's own folder."""
    monkeypatch.chdir(folder)
    assert validate(Path("marks.ipynb")) == []
    assert validate(Path()) == []
