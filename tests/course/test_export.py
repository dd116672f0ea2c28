"""Marks for other programs, read back as those programs read them."""

from __future__ import annotations

import csv
import io

import pytest

from firearmskit.cli import main
from firearmskit.course.cohort import Learner as Made
from firearmskit.course.cohort import submit, varied_answers
from firearmskit.course.export import FORMATS, export
from firearmskit.course.feedback import feedback
from firearmskit.course.grading import grade
from firearmskit.course.packs import find_exercise
from firearmskit.course.results import Result
from firearmskit.course.roster import KEY, Learner, Person, Roster
from firearmskit.course.tasks import Part, Verdict
from firearmskit.errors import CourseError
from tests.course.test_results import give

MARKS = find_exercise("m06_identification/marks")


def rows(path) -> list[dict[str, str]]:
    """Read a table back."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def enrol(monkeypatch, people: dict[str, Person]) -> None:
    """Let the course have a roster; the people are made up."""
    monkeypatch.setattr(Roster, "people", lambda self: people)
    monkeypatch.setattr(Roster, "learners", lambda self: tuple(Learner(id=name) for name in people))


PEOPLE = {
    "amina": Person(name="Amina Østergård", agency="Customs", sex="female", email="amina@example.org", lms_id="4711"),
    "benoit": Person(name="=HYPERLINK(1)", agency="Police", sex="male", email="benoit@example.org", lms_id="s-12"),
    "chen": Person(name="Chen Example", agency="Police", sex="female", email="=cmd()", lms_id=None),
    "dario": Person(name="Dario Example", agency="Police", sex="male", email=None, lms_id=None),
}


def test_the_spreadsheet_has_a_row_a_learner_and_no_name(graded):
    """Points task by task and together; what wasn't scored says so, and nobody's name is in it."""
    done = export(graded)
    found = {row["learner"]: row for row in rows(done.path)}
    assert len(found) == 10
    dario = found["dario"]
    assert dario["m06_identification/marks/reading (/12)"] == "6"
    assert dario["m06_identification/marks: total (/30)"] == dario["total (/30)"] == "14"
    assert found["jorge"]["m06_identification/marks/reading (/12)"] == "not scored"
    assert found["jorge"]["total (/30)"] == ""
    assert list(dario)[:2] == ["learner", "m06_identification/marks/reading (/12)"]
    assert done.incomplete == ("jorge",)


def test_with_names_it_says_who_it_is(graded, monkeypatch):
    """Only when asked for; what a name can't do is become a formula."""
    enrol(monkeypatch, PEOPLE)
    found = {row["learner"]: row for row in rows(export(graded, names=True).path)}
    assert found["amina"]["name"] == "Amina Østergård"
    assert found["benoit"]["name"] == "'=HYPERLINK(1)"
    assert found["efua"]["name"] == ""
    assert "name" not in rows(export(graded).path)[0]


def test_moodle_gets_one_identifier_and_shares_of_a_hundred(graded, monkeypatch):
    """A line without identifier would count for the person before it, so nobody is in the file without one."""
    enrol(monkeypatch, PEOPLE)
    done = export(graded, format="moodle")
    text = done.path.read_bytes().decode("utf-8")
    assert text.startswith("Email address,The marks of one firearm (m06_identification/marks)\r\n")
    assert [list(row.values()) for row in rows(done.path)] == [
        ["amina@example.org", "100"],
        ["benoit@example.org", "100"],
    ]
    assert {"chen", "dario", "efua"} <= set(done.without_id)
    assert "'" not in text


def test_moodle_gets_no_half_mark(graded):
    """A task that waits keeps the whole exercise back: «-» is no grade."""
    give(graded, "amina", "argument", waits=True)
    found = {row["Username"]: row for row in rows(export(graded, format="moodle").path)}
    title = "The marks of one firearm (m06_identification/marks)"
    assert [found[who][title] for who in ("amina", "benoit", "dario", "jorge")] == ["-", "100", "46.67", "-"]


def test_canvas_gets_its_own_columns(graded, monkeypatch):
    """Canvas's importer wants these heads, the row of possible points, and finds people in one of three ways."""
    enrol(monkeypatch, PEOPLE)
    done = export(graded, format="canvas")
    text = done.path.read_bytes().decode("utf-8")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "The marks of one firearm"]
    assert lines[1] == ["    Points Possible", "", "", "", "", "30"]
    assert lines[2] == ["Amina Østergård", "4711", "", "amina@example.org", "", "30"]
    assert lines[3] == ["'=HYPERLINK(1)", "", "s-12", "benoit@example.org", "", "30"]
    assert len(lines) == 4
    assert {"chen", "dario"} <= set(done.without_id)


def test_a_course_without_a_roster_gives_user_names(graded):
    """Ids typed on the command line are what the platform knows, if anything is."""
    assert rows(export(graded, format="moodle").path)[0]["Username"] == "amina"
    assert rows(export(graded, format="canvas").path)[1]["SIS Login ID"] == "amina"


def test_names_that_cannot_be_opened_are_said(graded, monkeypatch, tmp_path):
    """Without the key nothing is written, and the message names the file that is missing."""
    monkeypatch.setenv(KEY, str(tmp_path / "key"))
    Roster(graded).add([(Person(name="Zoë Example"), "en", None)])
    (tmp_path / "key").unlink()
    for format, names in ("moodle", False), ("canvas", False), ("aggregate", False), ("csv", True):
        with pytest.raises(CourseError, match="hold their key"):
            export(graded, format=format, names=names)
    assert not (graded / "reports").exists()
    assert export(graded).path.is_file()


def many(shares: dict[str, float]) -> tuple[Result, ...]:
    """Give results of the exercise with these shares of all points."""
    found = []
    for learner, share in shares.items():
        made = tuple(
            Verdict(
                task=task.id,
                points=share * task.points,
                of=task.points,
                parts=(Part(field="x", label="x", points=share, of=1, reason=""),),
            )
            for task in MARKS.tasks
        )
        found.append(Result(learner=learner, exercise=MARKS, verdicts=made))
    return tuple(found)


def aggregate(
    graded, monkeypatch, agencies: dict[str, str], shares: dict[str, float], men: frozenset[str] = frozenset()
) -> dict[str, tuple[str, str]]:
    """Export an aggregate: ``{group: (people, mean)}`` of all tasks."""
    people = {
        who: Person(name=f"Example {who}", agency=agency, sex="male" if who in men else "female")
        for who, agency in agencies.items()
    }
    enrol(monkeypatch, people)
    monkeypatch.setattr("firearmskit.course.export.read_results", lambda root, db=None: many(shares))
    path = export(graded, format="aggregate").path
    text = path.read_text("utf-8-sig")
    assert not [who for who in agencies if who in text or f"Example {who}" in text]
    found = rows(path)
    return {
        row["group"]: (row["people"], row["mean, per cent of the points"])
        for row in found
        if row["what"] == "all tasks"
    }


def test_an_aggregate_hides_small_groups_and_the_next(graded, monkeypatch):
    """Two prosecutors are hidden, and the customs officers with them, or they could be found by subtraction."""
    agencies = {f"p{i}": "Police" for i in range(9)} | {f"c{i}": "Customs" for i in range(6)}
    agencies |= {f"j{i}": "Prosecutors" for i in range(2)}
    found = aggregate(graded, monkeypatch, agencies, dict.fromkeys(agencies, 0.5))
    assert found["everybody"] == ("17", "50")
    assert found["agency: Police"] == ("9", "50")
    assert found["agency: Customs"] == found["agency: Prosecutors"] == ("hidden", "hidden")
    assert found["sex: female"] == ("17", "50")


def test_groups_of_two_kinds_that_nearly_coincide_are_not_both_shown(graded, monkeypatch):
    """Six women, five of them in the police: by subtraction the sixth would be found, so one kind is hidden."""
    agencies = {f"p{i}": "Police" for i in range(5)} | {f"c{i}": "Customs" for i in range(6)}
    men = frozenset(f"c{i}" for i in range(1, 6))
    shares = dict.fromkeys(agencies, 0.5) | {"c0": 0.0}
    found = aggregate(graded, monkeypatch, agencies, shares, men)
    assert found["agency: Police"][0] == "5"
    assert all(count == ("hidden", "hidden") for name, count in found.items() if name.startswith("sex"))


def test_a_test_that_was_not_taken_is_no_nought(new_course):
    """A post-test that was handed in without an answer isn't exported, and its questions aren't shown."""
    store = new_course()
    before, after = (find_exercise(f"assessments/{form}") for form in ("pretest", "posttest"))
    submit(store, before, Made(id="ada", story="", answers=varied_answers(1)))
    submit(store, after, Made(id="ada", story="", answers=lambda what, frozen: {}))
    grade(store.root)
    assert not any("posttest" in name for row in rows(export(store.root).path) for name in row)
    feedback(store.root)
    assert "Questions after the course</h2>" not in (store.root / "feedback" / "ada.html").read_text("utf-8")


def test_an_aggregate_of_a_handful_says_nothing(graded, monkeypatch):
    """Four people are too few for any mean."""
    agencies = {f"p{i}": "Police" for i in range(4)}
    found = aggregate(graded, monkeypatch, agencies, dict.fromkeys(agencies, 0.5))
    assert set(found.values()) == {("hidden", "hidden")}


@pytest.mark.parametrize(("share", "said"), [(1.0, "95 or more"), (0.0, "5 or less"), (0.951, "95")])
def test_all_or_nothing_is_not_said_of_anybody(graded, monkeypatch, share, said):
    """A mean of a hundred per cent would say what each one of them earned."""
    agencies = {f"p{i}": "Police" for i in range(6)}
    assert aggregate(graded, monkeypatch, agencies, dict.fromkeys(agencies, share))["everybody"] == ("6", said)


def test_an_aggregate_counts_objectives(graded):
    """The objectives of the lesson are its rows, with the same people in each."""
    found = rows(export(graded, format="aggregate").path)
    assert {row["what"] for row in found} >= {
        "all tasks",
        "Judge whether a trace request can be answered and a register's line be followed, "
        "what is lacking and what to do next.",
    }
    assert {row["people"] for row in found} == {"9"}


def test_nothing_graded_and_unknown_formats_are_refused(new_course, graded):
    """The messages say what to do."""
    with pytest.raises(CourseError, match="grade first"):
        export(new_course().root)
    with pytest.raises(CourseError, match='"xml"; there are csv, moodle, canvas, aggregate'):
        export(graded, format="xml")
    with pytest.raises(CourseError, match="names nobody"):
        export(graded, format="aggregate", names=True)


def test_the_command_knows_the_same_formats(graded, capsys):
    """Each format of the library is one of the command line; who isn't in the file is listed, and it ends with 1."""
    for format in FORMATS:
        assert main(["course", "export", "--format", format, "--course", str(graded)]) == 1
        said = capsys.readouterr().out
        assert "The marks are in" in said
        assert "jorge has a task that nobody has scored yet." in said
    assert main(["course", "export", "--names", "--course", str(graded)]) == 2
