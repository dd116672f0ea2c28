"""Who was there: a table that people fill in by hand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.attendance import read_attendance
from firearmskit.errors import CourseError


def course(tmp_path: Path, data: bytes) -> Path:
    """Lay out a course folder with an attendance table."""
    (tmp_path / "trainer").mkdir(exist_ok=True)
    (tmp_path / "trainer" / "attendance.csv").write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, separator: str, code: str) -> None:
    """Commas, semicolons and tabs, and the encodings of spreadsheets, say the same."""
    lines = [["Mon am", "learner", "Mon pm"], ["1", "K7MX", "0"], ["oui", "RC9N", ""], ["", "F3HT", " "]]
    text = "".join(separator.join(line) + "\r\n" for line in lines)
    attendance = read_attendance(course(tmp_path, text.encode(code)))
    assert attendance.sessions == ("Mon am", "Mon pm")
    assert attendance.share("K7MX") == 0.5
    assert attendance.share("RC9N") == 1.0
    assert attendance.share("F3HT") is None  # nobody said that they were away


def test_no_table_says_nothing(tmp_path: Path) -> None:
    """Without a table nothing is known."""
    assert read_attendance(tmp_path).share("K7MX") is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("learner,am\nK7MX,maybe\n", 'line 2, "am": "maybe"'),
        ("learner,am\n,1\n", 'line 2, "am": "1"'),
        ("name,am\nK7MX,1\n", '"learner"'),
        ("", '"learner"'),
    ],
)
def test_what_cannot_be_read_is_quoted(tmp_path: Path, text: str, quoted: str) -> None:
    """A cell that says neither yes nor no, and a missing column, are errors that quote them."""
    with pytest.raises(CourseError) as error:
        read_attendance(course(tmp_path, text.encode()))
    assert quoted in str(error.value)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the file holds, the answer is a table or one of our errors."""
    root = course(tmp_path_factory.mktemp("any"), data)
    with suppress(CourseError):
        assert read_attendance(root).sessions is not None


@pytest.mark.parametrize("table", ["learner,AM,PM,AM\nK7MX,1,1,0\n", "learner,AM,\nK7MX,1,0\n"])
def test_no_column_is_lost(tmp_path: Path, table: str) -> None:
    """A heading that stands twice, and a mark beneath none, are refused: a half-day would be lost."""
    with pytest.raises(CourseError, match="stands"):
        read_attendance(course(tmp_path, table.encode()))
