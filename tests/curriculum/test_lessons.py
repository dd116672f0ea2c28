"""The code of the lessons works when a reader pastes it, and the book's table of contents is true."""

from __future__ import annotations

import re
import subprocess
import sys

import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from tools import book, pages

LESSONS = sorted(pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md"))
CELL = re.compile(
    r"^```\{code-cell\} python\n(?::tags: \[(?P<tags>.*?)\]\n)?(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.parent.name)


def toc_files(entry):
    """Give the pages that an entry of the table of contents names, its own and those below."""
    yield from (entry[key] for key in ("root", "file") if key in entry)
    for below in entry.get("chapters", []) + entry.get("sections", []):
        yield from toc_files(below)


def test_pages_of_the_table_of_contents_exist():
    """Each page of ``_toc.yml`` is a file, and each lesson and facilitator page stands in it."""
    listed = list(toc_files(yaml.safe_load((book.ROOT / "_toc.yml").read_text(encoding="utf-8"))))
    assert len(set(listed)) == len(listed)
    assert all((book.ROOT / f"{page}.md").is_file() for page in listed)
    for lesson in LESSONS:
        for page in (lesson, lesson.parent / "facilitator.md"):
            assert page.relative_to(book.ROOT).with_suffix("").as_posix() in listed


@each_lesson
def test_code_runs_when_pasted(lesson, tmp_path):
    """The cells that a reader sees run one after the other in a new namespace, and print no warning."""
    cells = [m for m in CELL.finditer(lesson.read_text(encoding="utf-8")) if "remove-cell" not in (m["tags"] or "")]
    assert len(cells) >= 3
    script = tmp_path / "pasted.py"
    script.write_text("\n".join(cell["code"] for cell in cells), encoding="utf-8")
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@each_lesson
def test_explorer_runs(lesson):
    """The explorer of a module runs from its first cell to its last."""
    notebook = nbformat.read(lesson.parent / "explorer.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": lesson.parent}}).execute()
    widgets = [
        o
        for c in notebook.cells
        for o in c.get("outputs", [])
        if "application/vnd.jupyter.widget-view+json" in o.get("data", {})
    ]
    assert widgets


@each_lesson
def test_explorer_is_stored_without_output(lesson):
    """A stored notebook holds no output and no count, so that a changed sentence is a changed line."""
    for cell in nbformat.read(lesson.parent / "explorer.ipynb", as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@each_lesson
def test_lesson_has_its_parts(lesson):
    """A lesson opens with a situation and has an explorer with a link, a worked case, mistakes, points and sources."""
    text = lesson.read_text(encoding="utf-8")
    places = [text.index(part) for part in (
        "{module-facts}", "{objectives}", "## The situation", "## A worked case", "## Try it", "## Common mistakes",
        "{key-points}", "## Your turn", "{sources}",
    )]  # fmt: skip
    assert places == sorted(places)
    module = lesson.parent.name
    assert f"](http://127.0.0.1:8888/lab/tree/explorers/{module}/explorer.ipynb)" in text
    assert f"](http://127.0.0.1:8888/lab/tree/{module}/" in text


@each_lesson
def test_lesson_has_enough_prose(lesson):
    """A lesson has at least 900 words of prose, without front matter, code and tables."""
    body = lesson.read_text(encoding="utf-8").split("---\n", 2)[2]
    prose = re.sub(r"^\|.*$", "", re.sub(r"^```.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL), flags=re.MULTILINE)
    assert len(prose.split()) >= 900


def test_digest_changes_with_the_library(tmp_path, monkeypatch):
    """Lessons run again when a file of the library changes, and only then."""
    (tmp_path / "firearmskit").mkdir()
    (tmp_path / "firearmskit" / "a.py").write_text("one = 1\n", encoding="utf-8")
    monkeypatch.setattr(book, "ROOT", tmp_path)
    first = book.library_digest()
    (tmp_path / "firearmskit" / "notes.txt").write_text("not code", encoding="utf-8")
    assert book.library_digest() == first
    (tmp_path / "firearmskit" / "a.py").write_text("one = 2\n", encoding="utf-8")
    assert book.library_digest() != first
