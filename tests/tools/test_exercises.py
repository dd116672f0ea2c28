"""`make exercises`: English comes first, and what waits for a translator is said and stops nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import nbformat
import pytest

from firearmskit import language
from tools import exercises


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with two English student notebooks: the prose of one is translated."""
    for slug, prose in (("old", "Known."), ("new", "News.")):
        path = tmp_path / "made" / "m01_toy" / f"{slug}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(prose, id="prose")]), path)
    return tmp_path / "made"


@pytest.fixture(autouse=True)
def _translations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one sentence be translated, into one language."""
    monkeypatch.setattr(language, "available", lambda: ("en", "fr"))
    monkeypatch.setattr(exercises, "sentences", lambda code: {"Known.": "Connu."})


def test_what_can_be_made_is_made(made: Path) -> None:
    """A notebook that isn't translated yet keeps neither its English form nor other notebooks from being made."""
    notebooks, untranslated = exercises.collect(made)
    assert sorted(path.as_posix() for path in notebooks) == [
        "fr/m01_toy/old.ipynb",
        "m01_toy/new.ipynb",
        "m01_toy/old.ipynb",
    ]
    assert list(untranslated) == [Path("fr/m01_toy/new.ipynb")]
    assert "News." in untranslated[Path("fr/m01_toy/new.ipynb")]


def test_a_translation_that_waits_is_not_thrown_away(made: Path, tmp_path: Path) -> None:
    """The notebook that is there stays until its new sentences are translated; any other that is left over goes."""
    folder = tmp_path / "present"
    for name in ("fr/m01_toy/new.ipynb", "m01_toy/gone.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"{}")
    notebooks, untranslated = exercises.collect(made)
    found = exercises.differences(folder, notebooks, untranslated)
    assert Path("fr/m01_toy/new.ipynb") not in found
    assert found[Path("m01_toy/gone.ipynb")] == b"{}"


def test_what_to_do_next_is_said(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """English is written at once, the next word to run is named, and the run counts as unfinished."""

    def english(course: Path) -> None:
        made.rename(course / "exercises")

    monkeypatch.setattr(exercises, "make_english", english)
    monkeypatch.setattr(exercises, "ROOT", tmp_path / "project")
    monkeypatch.setattr("sys.argv", ["exercises.py"])
    assert exercises.main() == 1
    assert (tmp_path / "project" / "exercises" / "m01_toy" / "new.ipynb").is_file()
    assert "make translations" in capsys.readouterr().out


def test_points_follow_the_tasks(tmp_path: Path) -> None:
    """Where a task is worth something else than its cell says, the cell is mended, and no other file is touched."""
    solutions = tmp_path / "solutions"
    shutil.copytree(exercises.ROOT / "solutions", solutions)
    before = {path: path.read_bytes() for path in solutions.rglob("*.ipynb")}
    assert exercises.renew_points(solutions) == []
    assert {path: path.read_bytes() for path in solutions.rglob("*.ipynb")} == before
    stale = solutions / "assessments" / "pretest.ipynb"
    text = stale.read_text("utf-8")
    stale.write_text(re.sub(r'"points": \d+', '"points": 3', text), "utf-8")
    assert exercises.renew_points(solutions) == [Path("assessments/pretest.ipynb")]
    assert {path: path.read_bytes() for path in solutions.rglob("*.ipynb")} == before
