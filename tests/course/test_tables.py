"""Exported tables: read back, nothing that somebody wrote is a formula, a row or a column."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.tables import harmless, write_table

FORMULAS = (
    '=HYPERLINK("http://evil.example","click")', "@SUM(1+1)*cmd|' /C calc'!A0", "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", '"=1+1', "'=1+1", "“=1+1", "\u00a0=1+1",
    "\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "\0=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)", "﹦1", "%0A=1", "|calc",
    '  "  =1+1', "´=1+1",
)  # fmt: skip


def first_sign(cell: str) -> str:
    """Give what a spreadsheet sees first, taking away what it may take away; an apostrophe says that it is text."""
    return cell.strip('"“”´` \t\r\n\u00a0\u200b\ufeff\u202e\0')[:1]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text):
    """Each way to begin a formula gets an apostrophe in front, and keeps its words."""
    cell = harmless(text)
    assert cell.startswith("'")
    assert "\n" not in cell
    assert "\r" not in cell


@pytest.mark.parametrize("value", [-3, -3.5, 0, 12.25, 30, "-3", "-3,5", "+12", "1953", "-"])
def test_a_number_stays_a_number(value):
    """Negative numbers, also typed ones, are written as they are."""
    assert harmless(value) == str(value)


@pytest.mark.parametrize(
    "text", ["K7MX", "Amina Østergård", "amina@example.org", "a - b", "O'Neill", "3 + 4", "Ὅμηρος"]
)
def test_plain_text_stays_as_it_is(text):
    """What can't be a formula isn't touched."""
    assert harmless(text) == text


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), min_size=1, max_size=5))
def test_any_text_stays_one_cell(tmp_path_factory, rows):
    """Whatever is written, the file has as many lines and cells as rows, and no cell begins like a formula."""
    path = tmp_path_factory.mktemp("table") / "t.csv"
    write_table(path, [["a", "b", "c"], *rows])
    text = path.read_bytes().decode("utf-8-sig")
    assert len(text.split("\r\n")) == len(rows) + 2
    assert len(text.splitlines()) == len(rows) + 1
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert [len(row) for row in read] == [3] * (len(rows) + 1)
    for cell in (cell for row in read for cell in row):
        assert first_sign(cell) not in set("=+-@|%") or harmless(cell) == cell  # or it is a number


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("text", ["x;=1+1", 'x,"=1+1', "x\t@SUM(1)", 'a";=cmd()', "x; ＝1", "x;\n=1", 'x;";=1'])
def test_another_separator_begins_no_formula(tmp_path, separator, text):
    """A spreadsheet that splits at semicolons or tabs sees no formula either."""
    path = tmp_path / "t.csv"
    write_table(path, [["head", "head"], [text, text]])
    for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=separator):
        for cell in row:
            assert first_sign(cell) not in set("=+-@|%＝")


def test_a_file_is_for_its_owner_and_for_excel(tmp_path):
    """Marks are personal: nobody else may read the file; the mark at its head is there unless it isn't wanted."""
    write_table(tmp_path / "a" / "t.csv", [["é", None, 1.50]])
    write_table(tmp_path / "u.csv", [["é"]], marked=False)
    assert (tmp_path / "a" / "t.csv").read_bytes() == "\ufeffé,,1.5\r\n".encode()
    assert (tmp_path / "a" / "t.csv").stat().st_mode & 0o077 == 0
    assert (tmp_path / "u.csv").read_bytes() == "é\r\n".encode()
