"""A course on paper: printed, answered with a pencil, typed in, graded as on the screen."""

from __future__ import annotations

import csv
import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from firearmskit.cli import main
from firearmskit.course import cohort, display
from firearmskit.course.answers import AnswerFile
from firearmskit.course.collecting import collect
from firearmskit.course.draw import Draw
from firearmskit.course.feedback import feedback
from firearmskit.course.folder import hand_out
from firearmskit.course.grading import grade, grade_submission
from firearmskit.course.notebooks import read_master
from firearmskit.course.overview import survey
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.paper.codes import code_of, known_sheets, parse_code
from firearmskit.course.paper.keyed import collect_keyed, type_in
from firearmskit.course.paper.printing import keying_table, print_workbooks
from firearmskit.course.paper.questions import questions_of, typed_as
from firearmskit.course.purging import purge
from firearmskit.course.regrading import regrade
from firearmskit.course.results import read_results
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.sandbox import Run
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.course.teams import team_id
from firearmskit.errors import InputError

PEOPLE = [
    (Person(name="Amina Okello"), "en", "Blue"),
    (Person(name="Awa Diop"), "fr", "Blue"),
    (Person(name="Éloïse Núñez"), "fr", None),
]
"""Made up, as everybody here."""


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture(scope="module")
def laid_out(new_course: Callable[[], Store], exercise: Exercise, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a course of three people, two of them a team, and with the key of their names."""
    place = tmp_path_factory.mktemp("laid_out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY, str(place / "names.key"))
        store = new_course()
        for learner in Roster(store.root).add(PEOPLE):
            store.release(exercise, course=store.root.name, learner=learner.id, language=learner.language)
    shutil.copytree(store.root, place / store.root.name)
    return place


@pytest.fixture(scope="module")
def once_printed(laid_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same folder with the course printed: the pictures are drawn once for all tests."""
    place = Path(shutil.copytree(laid_out, tmp_path_factory.mktemp("printed") / "copy"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY, str(place / "names.key"))
        assert all(each.problem is None for each in print_workbooks(place / "course"))
    return place


def copied(place: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give such a course as one's own."""
    shutil.copytree(place, into / "own")
    monkeypatch.setenv(KEY, str(into / "own" / "names.key"))
    return Store.at(into / "own" / "course")


@pytest.fixture
def store(laid_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give a course of three people, two of them a team, to whom the exercise was released."""
    return copied(laid_out, tmp_path, monkeypatch)


@pytest.fixture
def printed(once_printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give the same course, printed."""
    return copied(once_printed, tmp_path, monkeypatch)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pictures take no time where they aren't what is tried."""
    blank = io.BytesIO()
    Image.new("L", (40, 30), 255).save(blank, "JPEG")
    monkeypatch.setattr(display, "draw_picture", lambda evidence, name, path: path.write_bytes(blank.getvalue()))


def ids(store: Store) -> list[str]:
    """Give the learners."""
    return [each.id for each in Roster(store.root).learners()]


def sheet_for(store: Store, exercise: Exercise, whose: str, *, team: bool = False) -> str:
    """Give the code of somebody's sheet."""
    return code_of(Store(store.root, teams=team).frozen(exercise, learner=whose).pack)


def right(store: Store, exercise: Exercise, whose: str, *, team: bool = False) -> dict[int, str]:
    """Give what is typed for a sheet on which everything is right."""
    frozen = Store(store.root, teams=team).frozen(exercise, learner=whose)
    answers = {task.id: cohort.right_answer(task, frozen) for task in exercise.tasks}
    return {
        each.number: typed_as(each, answers[each.task.id][each.field.key])
        for each in questions_of(exercise, frozen.evidence)
    }


def table(path: Path, *rows: dict[str, str]) -> Path:
    """Write a table as somebody may type it: its columns in any order, semicolons."""
    columns = sorted({name for row in rows for name in row}, reverse=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


def typed(code: str, answers: dict[int, str], **more: str) -> dict[str, str]:
    """Give a row of such a table."""
    return {"code": code, **{f"{number} letter": text for number, text in answers.items()}, **more}


def points(store: Store, exercise: Exercise, learner: str) -> dict[str, float]:
    """Grade what lies in somebody's place, without running it."""
    master = read_master(store.root / "solutions" / exercise.module / f"{exercise.slug}.ipynb")
    folder = store.root / "submitted" / learner / exercise.module

    def run(cells, files, answers_name):
        return Run(outputs={}, answers=files.get(answers_name), ended="finished", notes=(), seconds=0)

    graded = grade_submission(store, master, exercise, learner, folder, run=run)
    assert graded.verdicts is not None, graded.notes
    return {verdict.task: verdict.points for verdict in graded.verdicts}


def test_paper_earns_what_the_screen_earns(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """Right, half right, wrong and blank answers earn the same points, typed from paper or kept by the forms."""
    learner = ids(printed)[0]
    frozen = printed.frozen(exercise, learner=learner)
    questions = questions_of(exercise, frozen.evidence)
    whole = {task.id: cohort.right_answer(task, frozen) for task in exercise.tasks}
    wrong = {task.id: cohort.wrong_answer(task, frozen, Draw(b"w")) for task in exercise.tasks}
    seen = set()
    for turn in range(6):
        answers: dict[str, dict] = {task.id: {} for task in exercise.tasks}
        for rank, each in enumerate(questions):
            source = (whole, wrong, None)[(rank * turn + turn // 3) % 3] if turn else whole
            if source is not None:
                answers[each.task.id][each.field.key] = source[each.task.id][each.field.key]
        cells = {each.number: typed_as(each, answers[each.task.id].get(each.field.key)) for each in questions}
        file = table(tmp_path / "k.csv", typed(sheet_for(printed, exercise, learner), cells, learner=learner))
        done = collect_keyed(printed.root, file)
        assert not done.listed
        on_paper = points(printed, exercise, learner)
        screen = tmp_path / f"screen-{turn}"
        pack = hand_out(printed, exercise, learner=learner, into=screen, language=frozen.language, pictures=False)
        kept = AnswerFile.open(screen / "marks.answers.json", pack=pack.id, exercise=exercise.id)
        for task, values in answers.items():
            kept.put(task, {key: str(value) if type(value) is int else value for key, value in values.items()})
        place = printed.root / "submitted" / learner / exercise.module / "marks.answers.json"
        before = place.read_bytes()
        place.write_bytes(kept.path.read_bytes())
        assert points(printed, exercise, learner) == on_paper
        place.write_bytes(before)
        seen.add(sum(on_paper.values()))
    assert max(seen) == 30
    assert len(seen) > 2


def test_a_team_credits_each_member_once(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """Each member gets the team's points, own work counts before it, and who is taken off the sheet loses them."""
    amina, awa, eloise = ids(printed)
    team = team_id("Blue")
    code, answers = sheet_for(printed, exercise, team, team=True), right(printed, exercise, team, team=True)
    file = table(tmp_path / "t.csv", typed(code, answers))
    assert not collect_keyed(printed.root, file).listed
    assert sum(points(printed, exercise, amina).values()) == 30
    again = collect_keyed(printed.root, file)
    assert (again.sheets, again.same, again.collected.placed) == (0, 1, ())
    own = table(tmp_path / "o.csv", typed(sheet_for(printed, exercise, awa), {1: "A", 2: "A"}))
    assert any("their own" in note or awa in note for note in collect_keyed(printed.root, own).notes)
    assert sum(points(printed, exercise, awa).values()) < 30
    moved = table(tmp_path / "m.csv", typed(code, answers, members=f"{amina}, {eloise}"))
    collect_keyed(printed.root, moved)
    assert sum(points(printed, exercise, eloise).values()) == 30
    assert not list((printed.root / "submitted" / awa).rglob("*.team.answers.json"))


def test_what_cannot_be_right_is_listed_and_kept(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """Unknown letters, two for one, a strange code, somebody else's row: each is listed, and nothing is guessed."""
    amina, awa, _eloise = ids(printed)
    code = sheet_for(printed, exercise, amina)
    cells = right(printed, exercise, amina) | {1: "AB", 2: "Z", 3: ""}
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else code[:-1] + "5"
    done = collect_keyed(
        printed.root,
        table(
            tmp_path / "k.csv",
            typed(code, cells),
            typed(swapped, cells),
            typed(sheet_for(printed, exercise, awa), cells, learner=amina),
            typed("", {1: "A"}),
        ),
    )
    assert len(done.listed) == 5
    assert code in next(line for line in done.listed if "nearest" in line)
    assert any("3" in note for note in done.notes)
    assert points(printed, exercise, amina)["reading"] == 9
    assert not (printed.root / "submitted" / awa).exists()


def test_typed_again_the_later_counts(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """A correction counts, and so does going back to what was typed first; all are kept."""
    amina = ids(printed)[0]
    code, cells = sheet_for(printed, exercise, amina), right(printed, exercise, amina)
    for answers, earned in ((cells, 30), (cells | {8: ""}, 29), (cells, 30)):
        done = collect_keyed(printed.root, table(tmp_path / "k.csv", typed(code, answers)))
        assert done.sheets == 1
        assert sum(points(printed, exercise, amina).values()) == earned
    assert len(list((printed.root / "collected" / "typed").glob(f"{code}-*/*/marks.answers.json"))) == 3
    assert collect(printed.root, []).listed == ()


def test_the_table_that_is_printed_can_be_filled_in(printed: Store, exercise: Exercise) -> None:
    """The table has a row for each sheet; blank, it changes nothing; printing again leaves what is filled in."""
    path = printed.root / keying_table(exercise)
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert len(rows) == 4
    done = collect_keyed(printed.root, path)
    assert (done.blank, done.sheets, done.listed) == (4, 0, ())
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    before = path.read_bytes()
    assert not any(each.fresh for each in print_workbooks(printed.root))
    assert path.read_bytes() == before


def test_no_code_with_a_wrong_sign_is_anybodys(printed: Store) -> None:
    """Any one sign changed, or two neighbours exchanged, is refused."""
    for code in known_sheets(printed.root):
        signs = code.replace("-", "")
        wrong = [signs[:at] + "C" + signs[at + 1 :] for at in range(10) if signs[at] != "C"]
        wrong += [signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :] for at in range(9)]
        for each in wrong:
            if each != signs:
                with pytest.raises(InputError):
                    parse_code(each)
        assert parse_code(signs.lower()) == code


def test_typing_at_the_terminal_is_taken_up_again(printed: Store, exercise: Exercise) -> None:
    """Cut off in the middle of a sheet, the next call asks only for what wasn't typed."""
    amina = ids(printed)[0]
    code, cells = sheet_for(printed, exercise, amina), right(printed, exercise, amina)
    first = iter([code, *(cells[number] for number in range(1, 9)), None])
    type_in(printed.root, lambda question: next(first), lambda sentence: None)
    rest = iter([*(cells[number] for number in range(9, 17)), None])
    done = type_in(printed.root, lambda question: next(rest), lambda sentence: None)
    assert done.sheets == 1
    assert sum(points(printed, exercise, amina).values()) == 30


KEYING = """
import sys
from pathlib import Path
from firearmskit.course.paper.keyed import collect_keyed
from firearmskit.course.paper.printing import print_workbooks
print("go", flush=True)
(print_workbooks if sys.argv[1] == "print" else lambda root: collect_keyed(root, Path(sys.argv[3])))(Path(sys.argv[2]))
"""


@pytest.mark.parametrize("what", ["print", pytest.param("keyed", marks=pytest.mark.slow)])
def test_a_power_cut_loses_nothing(store: Store, exercise: Exercise, tmp_path: Path, what: str) -> None:
    """Killed at several moments and called again, every sheet is there once and whole."""
    if what == "keyed":
        print_workbooks(store.root)
        team = team_id("Blue")
        rows = [typed(sheet_for(store, exercise, each), right(store, exercise, each)) for each in ids(store)]
        rows.append(typed(sheet_for(store, exercise, team, team=True), right(store, exercise, team, team=True)))
        table(tmp_path / "k.csv", *rows)
    for moment in range(1, 5, 3) if what == "print" else range(5):
        command = [sys.executable, "-c", KEYING, what, str(store.root), str(tmp_path / "k.csv")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep((0.3 if what == "print" else 0.02) * moment)
            process.send_signal(signal.SIGKILL)
    if what == "print":
        print_workbooks(store.root)
        books = sorted((store.root / "paper").rglob("*"))
        assert len([book for book in books if book.suffix == ".pdf"]) == 4
        assert all(book.read_bytes().rstrip().endswith(b"%%EOF") for book in books if book.is_file())
        return
    assert not collect_keyed(store.root, tmp_path / "k.csv").listed
    assert collect_keyed(store.root, tmp_path / "k.csv").collected.placed == ()
    assert len(list((store.root / "submitted").rglob("marks.answers.json"))) == 3
    assert len(list((store.root / "submitted").rglob("marks.team.answers.json"))) == 2
    for learner in ids(store):
        assert sum(points(store, exercise, learner).values()) == 30
    assert len((store.root / "trainer" / "keyed.csv").read_text().splitlines()) == 5


@pytest.mark.usefixtures("quick")
def test_written_answers_are_typed_or_stay_on_the_sheet(store: Store, tmp_path: Path) -> None:
    """A finding that is typed in, and one that stays on paper, wait for a person; what was ticked is scored."""
    report = find_exercise("m06_identification/report")
    amina, awa, _eloise = ids(store)
    for each in amina, awa:
        store.release(report, course=store.root.name, learner=each)
    assert all(each.problem is None for each in print_workbooks(store.root))
    cells = right(store, report, amina)
    last = max(cells)
    file = table(
        tmp_path / "k.csv",
        typed(sheet_for(store, report, amina), cells),
        typed(sheet_for(store, report, awa), right(store, report, awa) | {last: "*"}),
    )
    assert collect_keyed(store.root, file).listed == ()
    for each, said in (amina, cells[last]), (awa, "Written on the answer sheet."):
        assert points(store, report, each) == {"basis": 4, "finding": None}
        path = store.root / "submitted" / each / report.module / "report.answers.json"
        (kept,) = (
            AnswerFile.open(path, pack=store.frozen(report, learner=each).pack, exercise=report.id)
            .answers["finding"]
            .values()
        )
        assert " ".join(kept.split()) == " ".join(said.split())


@pytest.mark.usefixtures("quick")
def test_a_test_is_nobodys_but_ones_own(store: Store) -> None:
    """Teams get no workbook of the tests, and the number that a question has already isn't printed twice."""
    pretest = find_exercise("assessments/pretest")
    amina = ids(store)[0]
    store.release(pretest, course=store.root.name, learner=amina)
    done = [each for each in print_workbooks(store.root) if each.exercise == pretest.id]
    assert [(each.whose, each.problem) for each in done] == [(amina, None)]
    first = questions_of(pretest, store.frozen(pretest, learner=amina).evidence)[0]
    assert first.field.title.startswith("1. ")
    assert not first.title.startswith("1")
    assert keying_heads(store, pretest)[0].startswith("1 ")


def keying_heads(store: Store, exercise: Exercise) -> list[str]:
    """Give the headings of the questions in the table to type into."""
    text = (store.root / keying_table(exercise)).read_text("utf-8-sig")
    return [head for head in next(csv.reader(io.StringIO(text))) if head[:1].isdigit()]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read_as_a_spreadsheet_saved_it(
    printed: Store, exercise: Exercise, tmp_path: Path, encoding: str
) -> None:
    """Accents in a heading, another encoding, and another column in between do no harm."""
    amina = ids(printed)[0]
    answers = right(printed, exercise, amina) | {9: "Ñ 1"}  # a serial may have letters that cp1252 doesn't know
    cells = {f"{number} réponse": text for number, text in answers.items()}
    file = table(tmp_path / "k.csv", {"code": sheet_for(printed, exercise, amina), **cells, "remarque": "né"})
    file.write_bytes(file.read_text("utf-8").encode(encoding))
    assert collect_keyed(printed.root, file).sheets == 1
    assert sum(points(printed, exercise, amina).values()) == 28


def test_a_second_person_compares(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """Typed by somebody else, equal sheets are counted, others are named with the question, and nothing is taken in."""
    amina, _awa, eloise = ids(printed)
    cells = {each: right(printed, exercise, each) for each in (amina, eloise)}
    rows = [typed(sheet_for(printed, exercise, each), cells[each]) for each in (amina, eloise)]
    collect_keyed(printed.root, table(tmp_path / "k.csv", *rows))
    second = [rows[0], typed(sheet_for(printed, exercise, eloise), cells[eloise] | {9: "another"})]
    done = collect_keyed(printed.root, table(tmp_path / "s.csv", *second), verify=True)
    assert (done.same, len(done.listed)) == (1, 1)
    assert eloise in done.listed[0]
    assert sum(points(printed, exercise, eloise).values()) == 30
    alone = collect_keyed(printed.root, table(tmp_path / "t.csv", second[0]), verify=True)
    assert alone.listed == ()


def test_a_sheet_of_another_course_is_refused(
    printed: Store, exercise: Exercise, new_course: Callable[[], Store], tmp_path: Path
) -> None:
    """Its code is a code, and no sheet of this course; the line is named."""
    other = new_course()
    other.release(exercise, course="other", learner="ada")
    row = typed(sheet_for(other, exercise, "ada"), {1: "A"})
    done = collect_keyed(printed.root, table(tmp_path / "k.csv", row))
    assert (done.sheets, len(done.listed)) == (0, 1)
    assert "of no sheet of this course" in done.listed[0]


@pytest.mark.usefixtures("quick")
def test_the_commands_print_and_take_in(
    printed: Store, exercise: Exercise, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 when everything was taken in, 1 when something is listed, 2 when it couldn't work."""
    amina = ids(printed)[0]
    words = ["course", "release", "--print", "--course", str(printed.root), "--module", exercise.module]
    assert main([*words, "--workers", "1"]) == 0
    assert "workbooks to print are in" in capsys.readouterr().out
    file = table(tmp_path / "k.csv", typed(sheet_for(printed, exercise, amina), right(printed, exercise, amina)))
    keyed = ["course", "collect", "--course", str(printed.root), "--keyed"]
    assert main([*keyed, str(file)]) == 0
    assert main([*keyed, str(table(tmp_path / "w.csv", typed("AAAAA-AAAAA", {1: "A"})))]) == 1
    assert main([*keyed, str(tmp_path / "none.csv")]) == 2


@pytest.mark.usefixtures("quick")
def test_what_cannot_be_printed_is_said(printed: Store, exercise: Exercise) -> None:
    """Writing from right to left and letters without a glyph stop a workbook with the text that holds them."""
    for title in "דוגמה", "例":
        Settings(id=printed.root.name, title=title).write(printed.root)
        problems = [each.problem for each in print_workbooks(printed.root)]
        assert all(problem and title in problem for problem in problems), problems


def test_a_purge_takes_a_member_out(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """The team's workbook goes, and the tables name the other member alone."""
    amina, awa, _eloise = ids(printed)
    team = team_id("Blue")
    row = typed(sheet_for(printed, exercise, team, team=True), right(printed, exercise, team, team=True))
    collect_keyed(printed.root, table(tmp_path / "t.csv", row))
    purge(printed.root, learner=amina)
    left = [path for path in printed.root.rglob("*") if path.is_file()]
    assert not [path for path in left if amina.encode() in path.read_bytes()]
    assert not list((printed.root / "paper").rglob("team-*.pdf"))
    assert awa in (printed.root / "trainer" / "keyed.csv").read_text("utf-8")


def test_a_teams_sheet_is_shown_and_scored_by_the_teams_case(
    printed: Store, exercise: Exercise, tmp_path: Path
) -> None:
    """Pages, report and regrading hold a member's record against the case of the team, not against the own one."""
    amina, awa, _eloise = ids(printed)
    team = team_id("Blue")
    answers = right(printed, exercise, team, team=True) | {9: "X 1"}
    file = table(tmp_path / "t.csv", typed(sheet_for(printed, exercise, team, team=True), answers))
    collect_keyed(printed.root, file)
    grade(printed.root)
    feedback(printed.root)
    page = (printed.root / "feedback" / f"{amina}.html").read_text("utf-8")
    assert "These are the answers of your team" in page
    assert page.count('class="less"') == 1
    assert regrade(printed.root, exercise.id, "reading", dry_run=True) == ()
    assert all(need.learner not in (amina, awa) for need in survey(printed.root).needs)
    frozen = Store(printed.root, teams=True).frozen(exercise, learner=team)
    truth = {**frozen.truth, "reading": {**frozen.truth["reading"]}}
    truth["reading"]["serial"] = {**truth["reading"]["serial"], "accept": ["X 1"]}
    Store(printed.root, teams=True).mend(exercise, replace(frozen, truth=truth))
    changes = regrade(printed.root, exercise.id, "reading", redraw=False)
    assert {each.learner: each.after - each.before for each in changes} == {amina: 2, awa: 2}
    assert {each.learner: each.points for each in read_results(printed.root)} == {amina: 30, awa: 30}


def test_a_row_that_was_cleared_is_listed(printed: Store, exercise: Exercise, tmp_path: Path) -> None:
    """What was typed into the wrong row still counts when the row is cleared, and the trainer is told."""
    amina = ids(printed)[0]
    code = sheet_for(printed, exercise, amina)
    collect_keyed(printed.root, table(tmp_path / "k.csv", typed(code, {1: "A"})))
    done = collect_keyed(printed.root, table(tmp_path / "k.csv", typed(code, {1: ""})))
    assert len(done.listed) == 1
    assert "still counts" in done.listed[0]


def test_bytes_that_are_no_text_stop_no_keying(printed: Store, exercise: Exercise) -> None:
    """A terminal of another encoding costs a sign, and the next sheet can be typed."""
    amina = ids(printed)[0]
    cells = right(printed, exercise, amina) | {9: "us\udce9"}
    words = iter([sheet_for(printed, exercise, amina), *(cells[number] for number in range(1, 17)), None])
    assert type_in(printed.root, lambda question: next(words), lambda sentence: None).sheets == 1
    assert sum(points(printed, exercise, amina).values()) == 28
