"""The modules' minutes, laid over the days of a course."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.course.assessment import FOLDER
from firearmskit.course.settings import Settings
from firearmskit.course.tables import csv_text
from firearmskit.course.timetable import (
    ModuleMinutes,
    Timetable,
    _laid,
    half_days,
    lay_out,
    timetable_html,
    timetable_rows,
)
from firearmskit.errors import CourseError

ROOT = Path(__file__).resolve().parents[2]
MODULE = "m06_identification"
PLAN = """# For facilitators

## Session plan

| Time | What | How |
|---|---|---|
| 9:00–9:40 | **Look.** And think. | pairs |
| 9:40–9:50 | Break | |
| 9:50–10:50 | Talk. Then more. | all |

After it.
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Give a course folder with one lesson of 60 and an exercise of 40 minutes."""
    folder = tmp_path / "curriculum" / MODULE
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("---\ntitle: Marks\nteaching_min: 60\nexercise_min: 40\n---\n\n# Marks\n")
    (folder / "facilitator.md").write_text(PLAN)
    return tmp_path


def settings(days: int = 1, **more) -> Settings:
    """Give settings with some days from 1 March 2027 on."""
    first = date(2027, 3, 1)
    dates = tuple(first + timedelta(days=number) for number in range(days))
    return Settings(**{"id": "x", "title": "Kampala & co", "modules": (MODULE,), "days": dates} | more)


def steps(table: Timetable) -> list[tuple[str, str, str]]:
    """Give what is done when."""
    return [(row[2], row[3], row[6]) for row in timetable_rows(table)[1:]]


def test_the_steps_of_the_session_plan_are_laid_out(course: Path) -> None:
    """The plan's own break gives way to the course's breaks; its minutes are the lesson's and the exercise's."""
    table = lay_out(course, settings())
    assert steps(table) == [("09:00", "09:40", "Look"), ("09:40", "10:40", "Talk")]
    assert table.modules[0].minutes == table.modules[0].teaching + table.modules[0].exercise == 100
    assert (table.days_needed, table.notes) == (1, ())


@pytest.mark.parametrize(
    "plan",
    [
        "",
        PLAN.replace("9:40–9:50", "9:45–9:50"),
        PLAN.replace("9:50–10:50", "9:50–10:40"),
        PLAN.replace("9:50–10:50", "later"),
        PLAN.replace("9:50–10:50", "9:50–9:40"),
        PLAN.replace("## Session plan", "## Plan"),
    ],
    ids=["none", "gap", "too short", "no time", "backwards", "other heading"],
)
def test_a_plan_that_cannot_be_trusted_is_left(course: Path, plan: str) -> None:
    """Without a plan that can be read whole, the lesson and the exercise are laid out."""
    (course / "curriculum" / MODULE / "facilitator.md").write_text(plan)
    table = lay_out(course, settings())
    assert steps(table) == [("09:00", "10:00", "Lesson"), ("10:00", "10:40", "Exercise")]


def test_the_real_module_adds_up() -> None:
    """M06 takes at least what its lesson says, in English and in French alike."""
    english = lay_out(ROOT, settings())
    with language.speaking("fr"):
        french = lay_out(ROOT, settings())
    for table in (english, french):
        (module,) = table.modules
        assert (module.teaching, module.exercise) == (140, 100)
        assert module.minutes >= 240
        assert len(module.steps) == 11
    assert english.modules[0].steps[0][0] == "The situation"
    assert french.modules[0].steps[0][0] == "La situation"
    assert french.modules[0].title.startswith("Identifier")


def test_what_does_not_fit_is_said(course: Path) -> None:
    """Too few hours: the page says how many minutes are left over and how many days it takes."""
    (course / "curriculum" / MODULE / "facilitator.md").unlink()
    table = lay_out(course, settings(days=1, ends=time(10)))
    assert (table.days_given, table.days_needed) == (1, 2)
    assert table.notes == ("40 minutes don't fit into 1 day; 2 days would be needed.",)
    assert [row[7] for row in timetable_rows(table)[1:]] == ["1", "0"]
    shown = timetable_html(table)
    assert "40 minutes don" in shown
    assert "What does not fit" in shown
    assert "Kampala &amp; co" in shown


def test_breaks_and_lunch_stand_where_the_page_says(course: Path) -> None:
    """A whole day has a break in the morning, lunch in its middle and a break in the afternoon."""
    front = "---\ntitle: Marks\nteaching_min: 700\n---\n"
    (course / "curriculum" / MODULE / "index.md").write_text(front)
    (course / "curriculum" / MODULE / "facilitator.md").unlink()
    first = [row for row in timetable_rows(lay_out(course, settings(days=2)))[1:] if row[0] == "1"]
    assert [(row[2], row[3], row[6]) for row in first] == [
        ("09:00", "10:40", "Lesson"),
        ("10:40", "10:55", "Break"),
        ("10:55", "12:30", "Lesson (continued)"),
        ("12:30", "13:30", "Lunch"),
        ("13:30", "15:10", "Lesson (continued)"),
        ("15:10", "15:25", "Break"),
        ("15:25", "17:00", "Lesson (continued)"),
    ]


@given(
    steps=st.lists(st.tuples(st.integers(1, 300), st.booleans()), max_size=8),
    starts=st.integers(0, 1200),
    length=st.integers(5, 239),
)
def test_nothing_is_lost_and_nothing_overlaps(steps: list, starts: int, length: int) -> None:
    """Whatever the day, all minutes are laid out once, in order, inside the day and beside the breaks."""
    planned = tuple((f"s{number}", minutes, parts) for number, (minutes, parts) in enumerate(steps))
    module = ModuleMinutes(module=MODULE, title="x", teaching=1, exercise=None, steps=planned)
    entries = list(_laid([module], starts, min(starts + length * 6, 1439)))
    for name, minutes, _parts in planned:
        mine = [each for each in entries if each.what.split(" ")[0] == name]
        assert sum(each.ends - each.begins for each in mine) == minutes
    for one, following in pairwise(entries):
        assert (one.day, one.ends) <= (following.day, following.begins)
    assert all(starts <= each.begins < each.ends <= starts + length * 6 for each in entries)
    done = [each.what.split(" ")[0] for each in entries if each.kind == "work"]
    assert done == sorted(done, key=lambda name: int(name[1:]))


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\nteaching_min: soon\n---\n", '"soon"'),
        ("---\nteaching_min: -5\n---\n", '"-5"'),
        ("---\nteaching_min: true\n---\n", '"True"'),
        ("---\n: : [\n---\n", "front matter"),
    ],
)
def test_minutes_that_are_none_are_quoted(course: Path, front: str, said: str) -> None:
    """A lesson whose minutes can't be used is named with them."""
    (course / "curriculum" / MODULE / "index.md").write_text(front)
    with pytest.raises(CourseError, match=said):
        lay_out(course, settings())


def test_a_lesson_that_is_not_there_is_said(course: Path) -> None:
    """Without lessons the timetable is empty and says so."""
    shutil.rmtree(course / "curriculum")
    table = lay_out(course, settings())
    assert table.entries == ()
    assert MODULE in table.notes[0]
    timetable_html(table)


def test_half_days_have_dates_or_numbers(course: Path) -> None:
    """A long day has two halves, a short one is whole; without dates they are numbered."""
    assert half_days(lay_out(course, settings())) == ("2027-03-01 AM", "2027-03-01 PM")
    assert half_days(lay_out(course, settings(ends=time(13)))) == ("2027-03-01",)
    assert half_days(lay_out(course, settings(days=0))) == ("day 1 AM", "day 1 PM")


def test_the_table_for_a_spreadsheet_has_no_formula(course: Path) -> None:
    """A step that begins like a formula is written as text."""
    page = course / "curriculum" / MODULE / "facilitator.md"
    page.write_text(PLAN.replace("**Look.** And think.", "**=1+1**"))
    rows = list(csv.reader(io.StringIO(csv_text(timetable_rows(lay_out(course, settings()))))))
    assert rows[1][6] == "'=1+1"


def test_a_title_cannot_break_the_page(course: Path) -> None:
    """What a module or a step is called is text to the page."""
    page = course / "curriculum" / MODULE / "facilitator.md"
    page.write_text(PLAN.replace("**Look.**", "**<script>x</script>**"))
    shown = timetable_html(lay_out(course, replace(settings(), title="<img src=x>")))
    assert "<script>" not in shown
    assert "<img src=x>" not in shown


def test_the_tests_stand_before_and_after(course: Path) -> None:
    """The pre-test opens a course, the post-test and the evaluation form close it, wherever the settings name them."""
    for modules in ((MODULE, FOLDER), (FOLDER, MODULE)):
        table = lay_out(course, settings(modules=modules))
        assert [entry.what for entry in table.entries if entry.kind == "work"] == [
            "Questions before the course", "Look", "Talk", "Questions after the course", "Evaluation form",
        ]  # fmt: skip
        assert steps(table)[0][:2] == ("09:00", "09:15")  # ten questions of one and a half minutes
        assert table.notes == ()
