"""The end of a course: what employers and donors may see, and who is given a certificate."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from firearmskit import language
from firearmskit.cli import main
from firearmskit.course import closing, evaluation
from firearmskit.course.assessment import TASK
from firearmskit.course.cohort import Learner as Made
from firearmskit.course.cohort import right_answer, submit, wrong_answer
from firearmskit.course.draw import Draw
from firearmskit.course.grading import grade
from firearmskit.course.packs import find_exercise
from firearmskit.course.results import Result
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.tasks import Verdict
from firearmskit.errors import CourseError

EXERCISE = "m06_identification/marks"
PEOPLE = [
    (Person(name="Zoë <b>Ng</b>", agency="Customs & Excise", sex="female"), "en", None),
    (Person(name="Amadou Sow", agency="Police", sex="male"), "fr", None),
    (Person(name="نور حداد", agency="Police", sex="female"), "en", None),
    (Person(name="Lee One", agency="Police"), "en", None),
    (Person(name="Lee Two", agency="Prosecution", sex="male"), "en", None),
    (Person(name="Lee Three", agency="Prosecution", sex="male"), "en", None),
]


@pytest.fixture(scope="module")
def course(new_course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course whose six learners were graded, four of them with attendance."""
    store = new_course()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY, str(tmp_path_factory.mktemp("key") / "names.key"))
        learners = Roster(store.root).add(PEOPLE)
        exercise = find_exercise(EXERCISE)

        def answers(exercise, frozen):
            good = frozen.learner != learners[0].id
            return {
                task.id: right_answer(task, frozen) if good else wrong_answer(task, frozen, Draw(b"wrong"))
                for task in exercise.tasks
            }

        for learner in learners:
            submit(store, exercise, Made(id=learner.id, story="", answers=answers, language=learner.language))
        grade(store.root)
        Settings(id="course", title="Tracing <week>", days=(date(2026, 12, 1), date(2026, 12, 2))).write(store.root)
        rows = ["learner,1 Dec am,1 Dec pm,2 Dec am,2 Dec pm,2 Dec eve"]
        rows += [
            f"{learner.id},{marks}"
            for learner, marks in zip(learners, ("1,1,1,1,0", "1,1,1,1,1", "1,1,0,0,0"), strict=False)
        ]
        (store.root / "trainer" / "attendance.csv").write_text("\n".join(rows), "utf-8")
        yield store.root


def type_forms(course: Path, count: int) -> None:
    """Type in evaluation forms: each rates the first statement 4 and says something."""
    rows = list(csv.reader(io.StringIO(evaluation.empty_table(count))))
    for number, row in enumerate(rows[1:]):
        row[1] = "4"
        row[rows[0].index("B")] = f"More time <b>please</b> {number}"
    with (course / evaluation.EVALUATION).open("w", newline="") as stream:
        csv.writer(stream).writerows(rows)


def text_of(path: Path) -> str:
    """Give a page's words without its tags."""
    return re.sub(r"<[^>]+>", " ", path.read_text("utf-8").partition("<body>")[2])


def test_the_report_names_nobody(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The closing report holds counts and means, and neither a name nor a pseudonym."""
    monkeypatch.setattr(closing, "SMALLEST_GROUP", 1)
    words = text_of(closing.close(course).report)
    for learner, (person, *_rest) in zip(Roster(course).learners(), PEOPLE, strict=True):
        assert learner.id not in words
        assert person.name not in words
    assert "Customs &amp; Excise" in words
    assert re.search(r"Police\s+3\s+2\s+70%", words)  # three registered, two of two recorded came, (5/5 + 2/5) / 2
    assert re.search(r"women\s+2\s+2\s+60%", words)
    assert re.search(r"not recorded\s+1\s+0\s+—", words)
    assert re.search(r"Read the marks\s+6\s+83\s%", words)


def test_few_results_are_not_given(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where fewer people than the smallest group were scored, no mean is given."""
    monkeypatch.setattr(closing, "SMALLEST_GROUP", 7)
    words = text_of(closing.close(course).report)
    assert "fewer than 7 people were scored" in words
    assert "%" not in words


def test_certificates_go_to_those_who_came(course: Path) -> None:
    """Four of five half-days are enough for a certificate, two aren't, and what isn't recorded gives none."""
    done = closing.close(course)
    page = done.certificates.read_text("utf-8")
    assert page.count('class="sheet"') == 2
    assert "Zoë &lt;b&gt;Ng&lt;/b&gt;" in page
    assert "Certificat de participation" in page  # in the learner's own language
    assert "du 1 décembre 2026 au 2 décembre 2026" in page
    assert "Tracing &lt;week&gt;" in page
    assert "نور" not in page
    assert done.certificates.stat().st_mode & 0o077 == 0
    third, fourth = (learner.id for learner in Roster(course).learners()[2:4])
    assert any(note.startswith(third) and "40%" in note for note in done.notes)
    assert any(note.startswith(fourth) and "no attendance" in note for note in done.notes)
    assert closing.close(course, least=0.4).certificates.read_text("utf-8").count('class="sheet"') == 3


def test_without_the_key_there_are_no_names(course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody who has the course folder alone gets the report, no certificate, and a sentence that says why."""
    monkeypatch.setenv(KEY, str(tmp_path / "none"))
    done = closing.close(course)
    assert done.certificates is None
    assert any("hold their key" in note for note in done.notes)


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_an_impossible_share_is_refused(course: Path, least: float) -> None:
    """The share of half-days is between 0 and 1."""
    with pytest.raises(CourseError, match=str(least)):
        closing.close(course, least=least)


def test_a_small_group_cannot_be_computed(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The police are enough for a mean, but the only other group that came is one person: so neither is given."""
    monkeypatch.setattr(closing, "SMALLEST_GROUP", 2)
    table = course / "trainer" / "attendance.csv"
    before = table.read_text("utf-8")
    words = text_of(closing.close(course).report)
    assert re.search(r"Customs &amp; Excise\s+1\s+—\s+—", words)
    assert re.search(r"Police\s+3\s+—\s+—", words)
    assert table.read_text("utf-8") == before


def test_the_evaluation_is_summed_up(course: Path) -> None:
    """Five forms give ratings to everybody and words to the trainers alone; four give nothing."""
    type_forms(course, 5)
    done = closing.close(course)
    words = text_of(done.report)
    assert re.search(r"From the start I knew what I should be able to do at the end\.\s+4\s+0\s+0\s+0\s+5\s+0", words)
    assert "please" not in words
    assert "More time &lt;b&gt;please&lt;/b&gt; 3" in done.evaluation.read_text("utf-8")
    assert done.evaluation.stat().st_mode & 0o077 == 0
    with language.speaking("fr"):
        words = text_of(closing.close(course).report)
        assert all(language.text(statement) in unescape(words) for statement in evaluation.STATEMENTS.values())
        assert "5 = entièrement" in words
    type_forms(course, 4)
    again = closing.close(course)
    assert again.evaluation is None
    assert not done.evaluation.exists()
    assert "With fewer than 5 forms nothing is shown" in text_of(again.report)
    (course / evaluation.EVALUATION).write_text("form;1\n1;9\n", "utf-8")
    with pytest.raises(CourseError, match="each of these columns once"):
        closing.close(course)
    (course / evaluation.EVALUATION).unlink()
    assert any(evaluation.EVALUATION in note for note in closing.close(course).notes)


def test_a_gain_is_given_of_enough_people(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six who took both tests are enough to say what changed, and too few to claim a gain; four say nothing."""
    before, after = (find_exercise(f"assessments/{form}") for form in ("pretest", "posttest"))

    def took(count: int) -> list[Result]:
        return [
            Result(
                learner=f"l{number}", exercise=form, answers={TASK: {"m06-x": "a"}},
                verdicts=(Verdict(task=TASK, points=points + number / 2, of=12, parts=()),),
            )
            for form, points in ((before, 4), (after, 6))
            for number in range(count)
        ]  # fmt: skip

    monkeypatch.setattr(closing, "read_results", lambda *args, **options: took(6))
    words = text_of(closing.close(course).report)
    assert "6 learners took both tests. With fewer than 10, no gain is claimed" in words
    monkeypatch.setattr(closing, "read_results", lambda *args, **options: took(4))
    words = text_of(closing.close(course).report)
    assert "Fewer than 5 people took both tests" in words
    assert "learners took both tests" not in words


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written there, and the command says what is missing and ends with 2."""
    assert main(["course", "close", "--course", str(tmp_path / "nowhere")]) == 2
    assert "isn't a course folder" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()


def test_certificates_of_an_earlier_call_go(course: Path) -> None:
    """When nobody has earned one any more, none lies there."""
    done = closing.close(course)
    assert done.certificates.exists()
    table = course / "trainer" / "attendance.csv"
    before = table.read_text("utf-8")
    table.write_text(before.replace(",1", ",0").replace("0 Dec", "1 Dec"), "utf-8")
    try:
        assert closing.close(course).certificates is None
        assert not done.certificates.exists()
    finally:
        table.write_text(before, "utf-8")
