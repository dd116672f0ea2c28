"""What was decided about a course, as a trainer may edit it."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.settings import Settings
from firearmskit.errors import CourseError

SETTINGS = Settings(
    id="kampala-7f3a",
    title='Workshop "Kampala", 2027 \\ Été\x7f',
    language="fr",
    modules=("m06_identification",),
    days=(date(2027, 3, 1), date(2027, 3, 2)),
    starts=time(8, 30),
    ends=time(16),
)


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    """What is written is read again."""
    SETTINGS.write(tmp_path)
    assert Settings.read(tmp_path) == SETTINGS


@given(title=st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_title_can_be_written(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    """A title with quotation marks, line breaks or controls comes back as it was."""
    folder = tmp_path_factory.mktemp("course")
    Settings(id="x", title=title).write(folder)
    assert Settings.read(folder).title == title


def test_a_folder_without_settings_is_a_course(tmp_path: Path) -> None:
    """It is named as the folder and has all modules."""
    (tmp_path / "kampala").mkdir()
    assert Settings.read(tmp_path / "kampala") == Settings(id="kampala", title="kampala")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "x', "can't be read"),
        ("\xff", "can't be read"),
        ("title = 3", "title = "),
        ('colour = "red"', "colour"),
        ('id = ""', "empty"),
        ('language = "xx"', '"xx"'),
        ('modules = ["m99_none"]', '"m99_none"'),
        ("modules = [6]", "modules"),
        ('modules = ["m06_identification", "m06_identification"]', "twice"),
        ('days = ["2027-03-01"]', "2027-03-01"),
        ("days = [2027-03-01T09:00:00]", "days"),
        ("days = [2027-03-01, 2027-03-01]", '"2027-03-01" stands twice'),
        ("starts = 17:00:00\nends = 09:00:00", "09:00"),
        ('starts = "9"', "starts"),
    ],
)
def test_what_cannot_be_used_is_quoted(tmp_path: Path, text: str, said: str) -> None:
    """A setting that was edited badly is named with its value."""
    (tmp_path / "course.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(CourseError, match=said):
        Settings.read(tmp_path)


def test_a_course_of_a_thousand_days_is_a_slip(tmp_path: Path) -> None:
    """More days than a year has are refused."""
    days = tuple(date(2027, 1, 1) + timedelta(days=number) for number in range(1000))
    with pytest.raises(CourseError, match="1000 days"):
        Settings(id="x", title="x", days=days)
