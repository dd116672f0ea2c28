"""A course on paper: printed, answered with a pencil, typed in, graded as on the screen."""

from __future__ import annotations

import csv
import io
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.course import cohort
from firearmskit.course.answers import AnswerFile
from firearmskit.course.collecting import collect
from firearmskit.course.draw import Draw
from firearmskit.course.folder import hand_out
from firearmskit.course.grading import grade_submission
from firearmskit.course.notebooks import read_master
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.paper.codes import code_of, known_sheets, parse_code
from firearmskit.course.paper.keyed import collect_keyed, type_in
from firearmskit.course.paper.printing import keying_table, print_workbooks
from firearmskit.course.paper.questions import questions_of, typed_as
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.sandbox import Run
from firearmskit.course.store import Store
from firearmskit.course.teams import team_id
from firearmskit.errors import InputError

PEOPLE = [
    (Person(name="Amina Okello"), "en", "Blue"),
    (Person(name="Awa Diop"), "fr", "Blue"),
    (Person(name="Éloïse Núñez"), "fr", None),
]
"""Made up, as everybody here."""


@pytest.fixture
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture
def store(new_course: Callable[[], Store], exercise: Exercise, tmp_path: Path, monkeypatch) -> Store:
    """Give a course of three people, two of them a team, with workbooks, and pictures that take no time."""
    monkeypatch.setenv(KEY, str(tmp_path / "names.key"))
    store = new_course()
    for learner in Roster(store.root).add(PEOPLE):
        store.release(exercise, course=store.root.name, learner=learner.id, language=learner.language)
    return store


@pytest.fixture
def printed(store: Store) -> Store:
    """Give the same course, printed."""
    assert all(each.problem is None for each in print_workbooks(store.root))
    return store


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


@pytest.mark.parametrize("what", ["print", "keyed"])
def test_a_power_cut_loses_nothing(store: Store, exercise: Exercise, tmp_path: Path, what: str) -> None:
    """Killed at several moments and called again, every sheet is there once and whole."""
    if what == "keyed":
        print_workbooks(store.root)
        team = team_id("Blue")
        rows = [typed(sheet_for(store, exercise, each), right(store, exercise, each)) for each in ids(store)]
        rows.append(typed(sheet_for(store, exercise, team, team=True), right(store, exercise, team, team=True)))
        table(tmp_path / "k.csv", *rows)
    for moment in range(5):
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
