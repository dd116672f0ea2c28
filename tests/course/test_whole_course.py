"""A course from the list of its participants to the day on which nothing of them is left, as trainers hold it.

Everything is done by the commands that a trainer types; several of them are killed in the middle and typed again.
"""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest

from firearmskit.course.answers import Value
from firearmskit.course.collecting import TO_RESOLVE
from firearmskit.course.exercise import open_exercise
from firearmskit.course.notebooks import grade_id
from firearmskit.course.packs import Exercise, exercises_of
from firearmskit.course.roster import KEY, Roster
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import right_answer, score
from tests.course.attacks import ATTACKS

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("m05_ammunition", "assessments")
DAMAGED = "m05_ammunition/cartridges"
FIRST = (
    "Amina", "Awa", "Boris", "Chantal", "Élodie", "François", "Goran", "José María", "Łukasz", "Müge", "Ngozi",
    "Óscar", "Zoë", "Иван", "Thị Mai", "Kwame", "Lin", "Mere", "Nia", "Otto", "Pia", "Quy", "Rosa", "Sefa", "Tomás",
)  # fmt: skip
LAST = (
    "Diallo", "Mensah", "Petrov", "N'Guessan", "García López", "Ba", "O'Neill", "Nguyễn", "Kovačević", "Le Roux",
    "Traoré", "Öztürk", "Ito", "Silva", "Okello", "Rahman", "Sow", "Tanaka", "Umarov", "Vega",
)  # fmt: skip
AGENCIES = ("Police", "Douanes", "Parquet")
FILES = ("ipynb", "answers.json", "pack.json")
CODE = [
    attack.cells
    for attack in ATTACKS.values()
    if attack.cells and attack.change is None and attack.scored and "answer" not in "".join(attack.cells)
]
"""Attacks that leave what somebody has answered as it is."""


@dataclass
class Work:
    """What one learner did: the answers, what they are worth, and what happened to the files."""

    answers: dict[str, dict[str, dict[str, Value]]] = field(default_factory=dict)
    worth: dict[str, float] = field(default_factory=dict)
    happened: str = "nothing"


def people(count: int) -> list[list[str]]:
    """Make up a list of participants, columns in an order of its own."""
    names = [(first, last) for first in FIRST for last in LAST][:: max(1, 500 // count)][:count]
    head = ["Langue", "Nom", "Sexe", "Prénom", "Service", "Courriel", "Grade"]
    rows = [
        [("anglais", "français")[n % 3 == 0], last, "FM"[n % 2], first, AGENCIES[n % 3], f"p{n}@example.org", "x"]
        for n, (first, last) in enumerate(names)
    ]
    random.Random(1).shuffle(rows)
    return [head, *rows]


def command(*words: object) -> list[str]:
    """Give the command line of a word of ``firearmskit course``."""
    return [sys.executable, "-m", "firearmskit", "course", *map(str, words)]


def run(*words: object, ends: tuple[int, ...] = (0,)) -> str:
    """Type a command and give what it says; it has to end as foreseen."""
    done = subprocess.run(command(*words), capture_output=True, text=True)
    assert done.returncode in ends, (words, done.returncode, done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout + done.stderr


def kill(*words: object, after: Callable[[], bool]) -> None:
    """Type a command and pull the plug once something is there."""
    process = subprocess.Popen(
        command(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while process.poll() is None and not after():
        time.sleep(0.05)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def at_least(folder: Path, pattern: str, count: int) -> Callable[[], bool]:
    """Say whether so many files are there."""
    return lambda: sum(1 for _path in folder.glob(pattern)) >= count


def answers_for(exercise: Exercise, frozen: Frozen, draw: random.Random, skill: float) -> Iterator[tuple[str, dict]]:
    """Answer as somebody of this skill does: each field right with this probability, else some other choice or none."""
    for task in exercise.tasks:
        right = right_answer(task, frozen.evidence, frozen.truth[task.id])
        given: dict[str, Value] = {}
        for asked in task.fields(frozen.evidence):
            if draw.random() < skill:
                given[asked.key] = right[asked.key]
            elif asked.values and draw.random() < 0.8:
                one = draw.choice(asked.values)
                given[asked.key] = [one] if asked.kind in ("choices", "order") else one
        yield task.id, given


def works(store: Store, laptops: Path, number: int, learner: str) -> Work:
    """Let one learner work through a pack, as the forms would write it down."""
    draw, work = random.Random(f"work {number}"), Work()
    shutil.copytree(store.root / "released" / learner, laptops / learner)
    for exercise in exercises_of(MODULES):
        frozen = store.frozen(exercise, learner=learner)
        skill = draw.betavariate(5, 2) * (0.6 if exercise.slug == "pretest" else 1)
        opened = open_exercise(exercise, language=frozen.language, folder=laptops / learner / exercise.module)
        mine = dict(answers_for(exercise, frozen, draw, skill))
        for task, given in mine.items():
            opened.answer(task, given)
        work.answers[exercise.id] = mine
        verdicts = [
            score(task, frozen.evidence, frozen.truth[task.id], mine[task.id], exercise.hints)
            for task in exercise.tasks
        ]
        work.worth[exercise.id] = sum(verdict.points or 0 for verdict in verdicts)
    return work


def add_code(path: Path, source: str) -> None:
    """Put a cell after the set-up cell."""
    notebook = nbformat.read(path, as_version=4)
    place = next(n for n, cell in enumerate(notebook.cells) if grade_id(cell) == "setup") + 1
    notebook.cells.insert(place, nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, path)


def damage(folder: Path, number: int, work: Work) -> None:
    """Let here and there something happen to what somebody did in one exercise."""
    notebook = folder / f"{DAMAGED}.ipynb"
    answers = notebook.with_suffix(".answers.json")
    if number % 12 == 1:
        work.happened = "cut off"
        notebook.write_bytes(notebook.read_bytes()[:2000])
    elif number % 12 == 3:
        work.happened = "no answers"
        answers.unlink()
        work.worth[DAMAGED] = 0
    elif number % 12 == 5:
        work.happened = "unreadable"
        answers.write_bytes(answers.read_bytes()[:100])
    elif number % 12 == 7:
        work.happened = "attack"
        for source in reversed(CODE[number // 12 % len(CODE)]):
            add_code(notebook, source)
    elif number % 60 == 9:
        work.happened = "endless"
        add_code(notebook, "while True: pass")
    elif number % 12 == 11:
        work.happened = "warns"
        add_code(notebook, "import sys, warnings; warnings.warn('old'); print('careful', file=sys.stderr)")


def hand_in(laptops: Path, into: Path, names: dict[str, str]) -> None:
    """Hand in: a third on a stick, a third in zips of one's own, a third through a learning platform."""
    stick, zips = into / "stick", into / "mail"
    zips.mkdir(parents=True)
    with zipfile.ZipFile(into / "platform.zip", "w", zipfile.ZIP_DEFLATED) as platform:
        for number, folder in enumerate(sorted(laptops.iterdir())):
            files = [path for path in sorted(folder.rglob("*")) if path.name.partition(".")[2] in FILES]
            for path in files:
                inside = path.relative_to(folder)
                if number % 3 == 0:
                    to = stick / folder.name / inside
                    to.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(path, to)
                elif number % 3 == 1:
                    with zipfile.ZipFile(zips / f"{folder.name.lower()} (1).zip", "a") as archive:
                        archive.write(path, inside)
                else:
                    platform.write(path, f"{names[folder.name]}_{number}_assignsubmission_file_/{inside.name}")


def marks_in(book: Path) -> dict[tuple[str, str], float]:
    """Give what nbgrader's own tables hold."""
    with sqlite3.connect(book) as connection:
        rows = connection.execute(
            "select s.student_id, a.name || '/' || b.name, sum(g.auto_score) from grade g "
            "join submitted_notebook n on g.notebook_id = n.id join notebook b on b.id = n.notebook_id "
            "join submitted_assignment s on n.assignment_id = s.id join assignment a on a.id = s.assignment_id "
            "group by 1, 2"
        )
        return {(learner, exercise): points for learner, exercise, points in rows}


@pytest.mark.parametrize(
    ("count", "kills"),
    [pytest.param(8, 1, id="class"), pytest.param(40, 4, marks=pytest.mark.slow, id="academy")],
)
def test_a_course_from_its_list_to_its_end(
    count: int, kills: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody gets a pack, earns what the answers are worth whatever was killed or damaged, and leaves nothing."""
    monkeypatch.setenv(KEY, str(tmp_path / "names.key"))
    root, laptops, stick = tmp_path / "course", tmp_path / "laptops", tmp_path / "handed in"
    listed = tmp_path / "list.csv"
    with listed.open("w", encoding="utf-16", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(people(count))

    run(
        "new", root, "--material", ROOT, "--title", "Academy", "--module", *MODULES, "--from", "2027-03-01",
        "--days", 3, "--roster", listed,
    )  # fmt: skip
    store, roster = Store.at(root), Roster(root)
    ids = [learner.id for learner in roster.learners()]
    assert len(ids) == count

    kill("release", "--course", root, after=at_least(root / "released", "*.zip", count // 3))
    run("release", "--course", root)
    assert sorted(path.stem for path in (root / "released").glob("*.zip")) == sorted(ids)

    done = {learner: works(store, laptops, number, learner) for number, learner in enumerate(ids)}
    for number, learner in enumerate(ids):
        damage(laptops / learner, number, done[learner])
    assert {work.happened for work in done.values()} >= {"cut off", "no answers", "unreadable", "attack", "nothing"}
    hand_in(laptops, stick, {learner: person.name for learner, person in roster.people().items()})

    kill("collect", stick, "--course", root, after=at_least(root / "submitted", "*", count // 4))
    run("collect", stick, "--course", root, ends=(0, 1))
    waiting = root / TO_RESOLVE
    if waiting.exists():  # what the names and the evidence don't say, the trainer says
        rows = list(csv.DictReader(io.StringIO(waiting.read_text("utf-8"))))
        for row in rows:
            (row["learner"],) = [each for each in ids if roster.name_of(each) in row["file"]] or ["-"]
        with waiting.open("w", newline="") as stream:
            table = csv.DictWriter(stream, rows[0].keys())
            table.writeheader()
            table.writerows(rows)
        run("collect", "--course", root, "--accept", waiting, ends=(0, 1))
    for learner in ids:
        for exercise in exercises_of(MODULES):
            for ending in FILES[:2]:
                name = Path(learner, exercise.module, f"{exercise.slug}.{ending}")
                if (laptops / name).exists():
                    assert (root / "submitted" / name).read_bytes() == (laptops / name).read_bytes(), name

    book = root / "gradebook.db"
    scored = 0
    for n in range(kills):
        wanted = (n + 1) * count * 4 // (kills + 1)
        kill("grade", "--course", root, after=at_least(root / "autograded", "*/*/*.ipynb", wanted))
        found = marks_in(book)
        assert len(found) >= scored
        scored = len(found)
    said = run("grade", "--course", root, ends=(1,))
    assert sum(work.happened == "unreadable" for work in done.values()) > 0
    found = marks_in(book)
    for learner, work in done.items():
        for exercise, worth in work.worth.items():
            key = (learner, exercise)
            if work.happened == "unreadable" and exercise == DAMAGED:
                assert found.get(key) is None, key
                assert learner in said
            else:
                assert found[key] == pytest.approx(worth), (key, work.happened)
    with sqlite3.connect(book) as connection:
        ((rows_, distinct),) = connection.execute(
            "select count(*), count(distinct student_id || assignment_id) from submitted_assignment"
        )
    assert rows_ == distinct

    run("feedback", "--course", root, ends=(0, 1))
    run("report", "--course", root, ends=(0, 1))
    for kind in ("csv", "moodle", "canvas", "aggregate"):
        run("export", "--course", root, "--format", kind, ends=(0, 1))  # 1: somebody has yet to read what was written
    with (root / "trainer" / "attendance.csv").open(encoding="utf-8-sig", newline="") as stream:
        table_ = list(csv.reader(stream))
    with (root / "trainer" / "attendance.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows([table_[0], *([row[0], *["1"] * (len(row) - 1)] for row in table_[1:])])
    run("close", "--course", root, ends=(0, 1))
    assert len(list((root / "feedback").glob("*.html"))) == count
    names = [person.name for person in roster.people().values()]
    for page in ("report.html", "closing.html"):
        text = (root / "reports" / page).read_text("utf-8")
        assert not [name for name in names if name in text]
    assert (root / "reports" / "certificates.html").read_text("utf-8").count('class="sheet"') == count
    if kept := os.environ.get("FIREARMSKIT_PICTURES"):
        shutil.copytree(root / "reports", Path(kept) / f"reports-{count}", dirs_exist_ok=True)
        shutil.copytree(root / "feedback", Path(kept) / f"feedback-{count}", dirs_exist_ok=True)

    run("purge", "--course", root, "--yes")
    left = [path for path in root.rglob("*") if path.is_file()]
    assert not [path for path in left if any(learner in str(path.relative_to(root)) for learner in ids)]
    everything = b"".join(path.read_bytes() for path in left)
    assert not [each for each in (*ids, *names) if each.encode() in everything]
