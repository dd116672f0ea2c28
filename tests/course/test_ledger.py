"""The gradebook in SQLite and on a real PostgreSQL server: the same results, each once, by one writer at a time."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from traitlets.config import Config

from firearmskit import cli
from firearmskit.course import gradebook
from firearmskit.course.cohort import COHORT, Learner, submit, submit_all
from firearmskit.course.gradebook import GRADEBOOK, gradebook_url
from firearmskit.course.grading import Report, grade
from firearmskit.course.ledger import Ledger, learner_key
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.results import read_results
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.errors import CourseError

TOTAL = 30


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture
def store(new_course: Callable[[], Store]) -> Store:
    """Give a course folder of one's own."""
    return new_course()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, store: Store) -> str:
    """Give the address of a gradebook, of both kinds in turn."""
    if request.param == "sqlite":
        return gradebook_url(store.root)
    make: Callable[[], str] = request.getfixturevalue("postgres")
    return make()


in_a_file = pytest.mark.parametrize(
    "url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True
)
"""Of both kinds, the server is left to `make slow`: what is tried isn't the database's."""


def ask(url: str, query: str) -> list[tuple[object, ...]]:
    """Ask a database something."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]
    finally:
        engine.dispose()


def do(url: str, statement: str) -> None:
    """Change something in a database."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


SCORES = """
select s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade
from grade g join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id join notebook b on b.id = n.notebook_id
where b.name = 'marks' order by 1, 2
"""


def points(report: Report) -> dict[str, float | None]:
    """Give the points of each learner."""
    return {each.learner: each.points for each in report.graded}


def test_postgresql_holds_what_sqlite_holds(store: Store, exercise: Exercise, postgres: Callable[[], str]) -> None:
    """The sample cohort has the same results on both, in our table and in nbgrader's, task by task."""
    submit_all(store, exercise)
    url = postgres()
    here = grade(store.root, cell_seconds=2)
    there = grade(store.root, cell_seconds=2, db=url)
    assert all(each.fresh for each in there.graded)  # the course was made without that server, and is graded on it
    assert [(each.learner, each.verdicts) for each in there.graded] == [
        (each.learner, each.verdicts) for each in here.graded
    ]
    assert read_results(store.root, db=url) == read_results(store.root)
    assert len(read_results(store.root, db=url)) == len(COHORT)
    assert ask(url, SCORES) == [(*row[:4], bool(row[4])) for row in ask(gradebook_url(store.root), SCORES)]
    assert not any(each.fresh for each in grade(store.root, cell_seconds=2, db=url).graded)


KILLED = """
import sys
from firearmskit.course.grading import grade
from pathlib import Path
grade(Path(sys.argv[1]), workers=2, db=sys.argv[2], progress=lambda graded: print(graded.learner, flush=True))
"""


@pytest.mark.parametrize("moments", [pytest.param(2, id="few"), pytest.param(30, marks=pytest.mark.slow, id="many")])
def test_a_grader_of_postgresql_can_be_killed(
    store: Store, exercise: Exercise, postgres: Callable[[], str], moments: int
) -> None:
    """Killed again and again, also with a batch uncommitted, grading on a server ends with each submission once."""
    url = postgres()
    learners = [f"learner{number:02}" for number in range(12)]
    for learner in learners:
        submit(store, exercise, Learner(id=learner, story=""))
    counted = "select count(*), count(distinct student_id) from submitted_assignment"
    kept = 0
    for moment in range(moments):
        command = [sys.executable, "-c", KILLED, str(store.root), url]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _line in range(1 + moment % 9):
            process.stdout.readline()
        time.sleep(moment % 4 * 0.07)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        ((graded,),) = ask(url, "select count(*) from firearmskit_graded")
        assert ask(url, counted) == [(graded, graded)]
        assert graded >= kept  # what was committed is never lost
        kept = int(str(graded))
        if kept == len(learners):  # nothing is left to be killed in: begin anew
            for table in ("firearmskit_graded", "grade", "comment", "submitted_notebook", "submitted_assignment"):
                do(url, f"truncate {table} cascade")
            kept = 0
    assert points(grade(store.root, db=url)) == dict.fromkeys(learners, TOTAL)
    assert ask(url, counted) == [(len(learners), len(learners))]
    assert {row[2] for row in ask(url, SCORES)} <= {task.points for task in exercise.tasks}
    assert not any(each.fresh for each in grade(store.root, db=url).graded)


def test_what_a_person_gave_stays(store: Store, exercise: Exercise, url: str) -> None:
    """Points given by hand survive, and are shown to a person again, when the submission is graded anew."""
    folder = submit(store, exercise, Learner(id="ada", story=""))
    grade(store.root, db=url)
    task = exercise.tasks[0].id
    do(
        url,
        "update grade set manual_score = 1.5, needs_manual_grade = false "  # noqa: S608
        f"where cell_id in (select id from base_cell where name = '{task}')",
    )
    (folder / f"{exercise.slug}.answers.json").unlink()
    report = grade(store.root, db=url)
    assert points(report) == {"ada": 0}
    rows = {row[1]: (row[2], row[3], bool(row[4])) for row in ask(url, SCORES)}
    assert rows[task] == (0.0, 1.5, True)
    assert all(row == (0.0, None, False) for name, row in rows.items() if name != task)
    (result,) = read_results(store.root, db=url)
    assert (result.by_hand, result.waiting, result.points) == ({task: 1.5}, (task,), 1.5)


def test_long_and_odd_names_fit(store: Store, exercise: Exercise, url: str) -> None:
    """The longest id and folder names that no column holds are recorded, and known again the next time."""
    longest = "a" * 80
    folder = submit(store, exercise, Learner(id=longest, story="")).parent
    for name in ("é" * 127, "é" * 126 + "e", os.fsdecode(b"no text \xff"), "nul\u202e" * 20):
        shutil.copytree(folder, store.root / "submitted" / name)
    report = grade(store.root, db=url)
    assert sorted(filter(None, points(report).values())) == [TOTAL]
    assert len(report.graded) == len(ask(url, "select learner from firearmskit_graded")) == 5
    again = grade(store.root, db=url)
    assert not any(each.fresh for each in again.graded)
    assert points(again) == points(report)


def test_a_key_is_the_id_or_fits() -> None:
    """Ids are their own keys; two long names that differ at the end have different keys of 128 characters."""
    assert learner_key("K7MX") == "K7MX"
    one, two = learner_key("x" * 200 + "1"), learner_key("x" * 200 + "2")
    assert one != two
    assert len(one) == len(two) == 128


def test_two_graders_never_write_at_once(
    store: Store, exercise: Exercise, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """While one grader writes, another one says so and ends with 2; reading goes on."""
    submit(store, exercise, Learner(id="ada", story=""))
    with Ledger(url, course=store.mark):
        assert cli.main(["course", "grade", "--course", str(store.root), "--db", url]) == 2
        assert read_results(store.root, db=url) == ()
    assert "another grader is writing to the gradebook" in capsys.readouterr().err
    assert points(grade(store.root, db=url)) == {"ada": TOTAL}


HOLD = """
import sys
from firearmskit.course.ledger import Ledger
with Ledger(sys.argv[1], course=sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_dead_grader_blocks_nobody(store: Store, url: str) -> None:
    """When a grader is killed, the next one may write at once; nobody has to remove a lock by hand."""
    command = [sys.executable, "-c", HOLD, url, store.mark]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(CourseError, match="another grader"), Ledger(url, course=store.mark):
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    for _attempt in range(50):  # the server notices by itself, a moment later
        try:
            with Ledger(url, course=store.mark):
                return
        except CourseError:
            time.sleep(0.1)
    pytest.fail("the lock outlived its holder")


@in_a_file
def test_a_gradebook_belongs_to_one_course(new_course: Callable[[], Store], exercise: Exercise, url: str) -> None:
    """A second course that is given the same gradebook is refused before it writes anything over the first one's."""
    first, second = new_course(), new_course()
    (second.folder / "secret").write_text("08" * 32 + "\n", "ascii")
    for store in (first, second):
        submit(store, exercise, Learner(id="ada", story=""))
    grade(first.root, db=url)
    with pytest.raises(CourseError, match="holds the results of another course"):
        grade(second.root, db=url)
    assert not any(each.fresh for each in grade(first.root, db=url).graded)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql+psycopg://me:hush@127.0.0.1:{port}/course", "can't be used"),
        ("postgresql://me:hush@127.0.0.1:{port}/course", "can't be used"),
        ("mysql://me:hush@server/course", "isn't an address of a gradebook"),
        ("me:hush@server", "isn't an address of a gradebook"),
        ("", "isn't an address of a gradebook"),
        ("sqlite:////nowhere/at/all.db", "can't be used"),
    ],
)
def test_a_gradebook_that_cannot_be_used_is_named(store: Store, url: str, said: str) -> None:
    """A server that doesn't answer, another kind of database and no address get a sentence, without the password."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(CourseError, match=said) as refused, Ledger(url.format(port=port), course=store.mark):
        pass
    assert "hush" not in str(refused.value)


def test_the_address_comes_from_the_first_that_says_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line, then the environment, then course.toml, then gradebook.db; nbgrader's own programs too."""
    monkeypatch.chdir(store.root)

    def nbgraders() -> str | None:
        config = Config()
        gradebook.configure(config)
        return config.CourseDirectory.get("db_url")

    assert gradebook_url(store.root) == f"sqlite:///{store.root}/gradebook.db"
    assert nbgraders() is None
    Settings(id="one", title="One", gradebook="postgresql+psycopg://me@toml/one").write(store.root)
    assert gradebook_url(store.root) == nbgraders() == "postgresql+psycopg://me@toml/one"
    monkeypatch.setenv(GRADEBOOK, "postgresql+psycopg://me@environment/one")
    assert gradebook_url(store.root) == nbgraders() == "postgresql+psycopg://me@environment/one"
    assert gradebook_url(store.root, "sqlite:///given.db") == "sqlite:///given.db"


@pytest.mark.parametrize(
    "address", ["postgresql+psycopg://me:hush@server/one", "postgresql+psycopg://server/one?user=me&password=hush"]
)
def test_no_password_stands_in_course_toml(address: str, tmp_path: Path) -> None:
    """A password in course.toml is refused, and not repeated."""
    (tmp_path / "course.toml").write_text(f"gradebook = {json.dumps(address)}\n", "utf-8")
    with pytest.raises(CourseError, match="pgpass") as refused:
        Settings.read(tmp_path)
    assert "hush" not in str(refused.value)


@contextmanager
def formgrader(root: Path, **environment: str) -> Iterator[Callable[..., object]]:
    """Start nbgrader's formgrader on a course; give a function that talks to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--allow-root", "--IdentityProvider.token=made-up"]
    command.append("--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}")
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=root, env=os.environ | environment, stdout=quiet, stderr=quiet)

    def talk(path: str, document: object = None) -> object:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/formgrader/api/{path}",
            method="GET" if document is None else "PUT",
            data=None if document is None else json.dumps(document).encode(),
            headers={"Authorization": "token made-up"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read())

    try:
        for _attempt in range(240):
            try:
                talk("assignments")
                break
            except OSError:
                time.sleep(0.25)
        yield talk
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.slow
def test_formgrader_works_on_the_same_server(store: Store, exercise: Exercise, postgres: Callable[[], str]) -> None:
    """Formgrader takes the address from the environment, shows the scores, and what is given in it counts."""
    url = postgres()
    submit(store, exercise, Learner(id="ada", story=""))
    grade(store.root, db=url)
    with formgrader(store.root, **{GRADEBOOK: url}) as talk:
        (submission,) = (each for each in talk(f"submissions/{exercise.module}") if each["autograded"])  # type: ignore[attr-defined]
        assert (submission["student"], submission["score"]) == ("ada", TOTAL)
        (notebook,) = talk(f"submitted_notebooks/{exercise.module}/{exercise.slug}")  # type: ignore[misc]
        grades = talk(f"grades?submission_id={notebook['id']}")  # type: ignore[index]
        mine = next(each for each in grades if each["name"] == exercise.tasks[0].id)  # type: ignore[attr-defined]
        talk(f"grade/{mine['id']}", {"manual_score": 0.5, "extra_credit": 0})
    (result,) = read_results(store.root, db=url)
    assert result.by_hand == {exercise.tasks[0].id: 0.5}
    assert not (store.root / "gradebook.db.lock").exists()


@in_a_file
def test_results_say_which_answers_counted(store: Store, exercise: Exercise, url: str) -> None:
    """The record of a submission holds the answers that its verdicts were made from."""
    folder = submit(store, exercise, Learner(id="ada", story=""))
    handed_in = json.loads((folder / f"{exercise.slug}.answers.json").read_text("utf-8"))["answers"]
    grade(store.root, db=url)
    with Ledger(url) as book:
        record = book.recorded("ada", exercise.id)
    assert record is not None
    assert record.result["answers"] == handed_in
    assert re.fullmatch(r"[0-9.]+", record.result["graded_by"])
