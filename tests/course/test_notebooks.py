"""Notebooks from learners: read as hostile, held against the instructor's copy."""

import contextlib
import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.notebooks import Master, grade_id, parse_notebook, read_master, restore, translate
from firearmskit.errors import CourseError, SubmissionError


def cell(source: str, grade_id: str | None = None, *, grade: bool = False, locked: bool = True):
    """Make a code cell, with nbgrader's metadata when it has a grade id."""
    made = nbformat.v4.new_code_cell(source)
    if grade_id:
        made.metadata.nbgrader = {
            "grade_id": grade_id,
            "grade": grade,
            "locked": locked,
            "solution": not locked,
            "task": False,
            "schema_version": 3,
            **({"points": 5} if grade else {}),
        }
    return made


@pytest.fixture
def master(tmp_path: Path) -> Master:
    """Give an instructor's notebook with a set-up cell, an answer and a graded cell."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Title"),
            cell('e = open_exercise("x", language="en")', "setup"),
            cell('e.ask("t")\n### BEGIN SOLUTION\ne.solve("t")\n### END SOLUTION', "answer-t", locked=False),
            cell('e.check("t")\n### BEGIN HIDDEN TESTS\ne.grade("t")\n### END HIDDEN TESTS', "t", grade=True),
        ]
    )
    path = tmp_path / "x.ipynb"
    nbformat.write(notebook, path)
    return read_master(path)


def sources(notebook) -> list[str]:
    """Give what the code cells say."""
    return [each.source for each in notebook.cells if each.cell_type == "code"]


def test_hidden_tests_never_come_back(master: Master) -> None:
    """A restored notebook holds neither hidden tests nor solutions."""
    restored, _notes = restore(master.notebook, master)
    assert not any("HIDDEN" in source or "grade(" in source for source in sources(restored))
    assert 'e.check("t")' in sources(restored)


def test_changed_locked_cell_is_put_back(master: Master) -> None:
    """An edited check counts for nothing, and the trainer is told."""
    submitted, _ = restore(master.notebook, master)
    submitted.cells[3].source = "print('full marks')"
    restored, notes = restore(submitted, master)
    assert sources(restored)[2] == 'e.check("t")'
    assert notes == ['The locked cell "t" was changed; it was put back.']


@pytest.mark.parametrize("gone", [{"setup"}, {"t"}, {"setup", "t"}, {"setup", "answer-t", "t"}])
def test_deleted_cells_come_back_in_their_place(master: Master, gone: set[str]) -> None:
    """Whatever was deleted is put back in the instructor's order."""
    submitted, _ = restore(master.notebook, master)
    submitted.cells = [c for c in submitted.cells if grade_id(c) not in gone]
    restored, notes = restore(submitted, master)
    assert [name for c in restored.cells if (name := grade_id(c))] == ["setup", "answer-t", "t"]
    assert not any("solve" in c.source for c in restored.cells if grade_id(c) in gone)
    assert len(notes) == len(gone)


def test_own_cells_and_answers_stay(master: Master) -> None:
    """What a learner added or wrote in an answer cell is kept where it stood."""
    submitted, _ = restore(master.notebook, master)
    submitted.cells.insert(2, nbformat.v4.new_code_cell("mine = 1"))
    submitted.cells[3].source = 'e.answer("t", {"a": 1})'
    assert sources(restore(submitted, master)[0])[1:3] == ["mine = 1", 'e.answer("t", {"a": 1})']


def test_doubled_cell_counts_once(master: Master) -> None:
    """Of a cell that stands twice the last one counts, as in nbgrader."""
    submitted, _ = restore(master.notebook, master)
    twin = nbformat.from_dict(submitted.cells[2])
    twin.source = "first"
    submitted.cells.insert(2, twin)
    restored, notes = restore(submitted, master)
    ids = [c.metadata.get("nbgrader", {}).get("grade_id") for c in restored.cells]
    assert ids.count("answer-t") == 1
    assert restored.cells[2].source == "first"
    assert ids[2] is None
    assert "twice" in notes[0]


def test_forged_metadata_is_ignored(master: Master) -> None:
    """Points, locks and grade flags come from the instructor's copy alone."""
    submitted, _ = restore(master.notebook, master)
    submitted.cells[3].metadata.nbgrader.points = 500
    submitted.cells[0].metadata.nbgrader = {"grade": True, "grade_id": "extra", "points": 99}
    submitted.cells[1].metadata.nbgrader = ["not", "a", "table"]
    restored, _ = restore(submitted, master)
    assert sum(c.metadata.get("nbgrader", {}).get("points", 0) for c in restored.cells) == 5


def test_old_format_is_brought_up_to_date(master: Master) -> None:
    """A notebook saved in nbformat 3 or 4.0 is read like one of today."""
    submitted, _ = restore(master.notebook, master)
    old = json.dumps(nbformat.convert(nbformat.from_dict(submitted), 3))
    assert sources(restore(parse_notebook(old.encode(), name="x"), master)[0]) == sources(submitted)
    early = json.loads(nbformat.writes(submitted))
    early["nbformat_minor"] = 0
    for each in early["cells"]:
        del each["id"]
    assert sources(parse_notebook(json.dumps(early).encode(), name="x")) == sources(submitted)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "complete JSON"),
        (b"PK\x03\x04", "x.ipynb"),
        (b"[]", "format"),
        (b'{"nbformat": "4"}', "format"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "cells": 7, "metadata": {}}', "can be read"),
        (b'{"nbformat": 99, "nbformat_minor": 0, "cells": [], "metadata": {}}', "can be read"),
        (b'{"nbformat": 4, "nbformat": 4}', "twice"),
        (b"[" * 100_000, "deep"),
    ],
)
def test_what_is_no_notebook_is_refused_in_words(data: bytes, said: str) -> None:
    """Empty, zipped, foreign and nested files are refused with the file's name and the reason."""
    with pytest.raises(SubmissionError, match=said) as caught:
        parse_notebook(data, name="x.ipynb")
    assert "x.ipynb" in str(caught.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({"nbformat": st.integers(-1, 6), "nbformat_minor": JSON, "metadata": JSON, "cells": JSON}))
def test_no_document_does_anything_but_submission_error(document: dict) -> None:
    """Whatever a JSON document holds, it is read or refused, never anything else."""
    with contextlib.suppress(SubmissionError):
        parse_notebook(json.dumps(document).encode(), name="x")


def test_grade_id_twice_in_the_master_is_our_fault(master: Master, tmp_path: Path) -> None:
    """An instructor's notebook that names a grade id twice is refused."""
    master.notebook.cells.append(master.notebook.cells[-1])
    nbformat.write(master.notebook, tmp_path / "y.ipynb")
    with pytest.raises(CourseError, match='"t" stands twice'):
        read_master(tmp_path / "y.ipynb")


def test_translation_changes_prose_and_language_only(master: Master) -> None:
    """A notebook in French has French prose, opens in French and is otherwise the same."""
    french = translate(master.notebook, {"# Title": "# Titre"}, "fr")
    assert french.cells[0].source == "# Titre"
    assert 'language="fr"' in french.cells[1].source
    assert french.cells[2:] == master.notebook.cells[2:]


def test_a_text_without_translation_is_named(master: Master) -> None:
    """A missing translation stops the making of the notebook and is quoted."""
    with pytest.raises(CourseError, match="# Title"):
        translate(master.notebook, {}, "fr")
