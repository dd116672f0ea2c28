"""The book's chores: what an earlier build left behind goes, and a changed style sheet reaches the reader."""

from __future__ import annotations

import pytest

from tools import book, pages


@pytest.mark.parametrize("kind", book.KINDS)
def test_pages_that_no_longer_stand_in_a_book_are_removed(tmp_path, kind):
    """A session plan that was public once is removed from the public book, and stays in the instructor's edition."""
    names = ["index", "m06_identification/index", "m06_identification/facilitator", "m06_identification/gone"]
    for name in names:
        page = tmp_path / "curriculum" / f"{name}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("page", encoding="utf-8")
    (tmp_path / "search.html").write_text("page", encoding="utf-8")
    book.sweep(tmp_path, kind)
    left = {path.relative_to(tmp_path / "curriculum").as_posix() for path in (tmp_path / "curriculum").rglob("*.html")}
    wanted = {"index.html", "m06_identification/index.html"}
    assert left == wanted | ({"m06_identification/facilitator.html"} if kind == pages.INSTRUCTOR else set())
    assert (tmp_path / "search.html").exists()


def test_the_instructors_edition_holds_the_public_book():
    """Every page of the public book stands in the instructor's edition too, in the same order."""
    listed = {}
    for kind in book.KINDS:
        chapters = book.table_of_contents(kind)["chapters"]
        listed[kind] = [each["file"] for chapter in chapters for each in (chapter, *chapter.get("sections", ()))]
    assert [name for name in listed["instructor"] if name in listed["public"]] == listed["public"]
    assert len(listed["instructor"]) > len(listed["public"])


def test_a_changed_style_sheet_is_seen(tmp_path, monkeypatch):
    """The digest of the look changes with a style sheet, so that Sphinx writes the pages anew."""
    for folder in ("_static", "_templates"):
        (tmp_path / "curriculum" / folder).mkdir(parents=True)
    style = tmp_path / "curriculum" / "_static" / "book.css"
    style.write_text("a{}", encoding="utf-8")
    monkeypatch.setattr(book, "ROOT", tmp_path)
    first = book.look_digest()
    assert book.look_digest() == first
    style.write_text("b{}", encoding="utf-8")
    assert book.look_digest() != first
