"""Packs for a whole roster: the same however often they are asked for, and whole after a power cut."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from firearmskit.cli import main
from firearmskit.course import display, releasing
from firearmskit.course.packs import read_pack
from firearmskit.course.releasing import release, released_learners
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.errors import CourseError

PEOPLE = [
    (Person(name="Amina Okello", agency="Police of Gulu", sex="female", email="amina@example.org"), "en", "Blue"),
    (Person(name="Awa Diop", agency="Douanes", lms_id="lms-4711"), "fr", "Blue"),
    (Person(name="Éloïse Núñez", other={"Rank": "Captain"}), "en", None),
]
WORDS = ("Amina", "Okello", "Gulu", "example.org", "Diop", "Douanes", "lms-4711", "Éloïse", "Núñez", "Captain")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the key of the names in a home of its own."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def store(new_course: Callable[[], Store]) -> Store:
    """Give a course with three people on its roster, all made up."""
    store = new_course()
    Roster(store.root).add(PEOPLE)
    return store


@pytest.fixture
def drawn(store: Store) -> Store:
    """Give the same course with one module, because here every picture is really drawn, again and again."""
    settings = Settings.read(store.root)
    replace(settings, modules=("m05_ammunition",)).write(store.root)
    return store


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pictures that take no time and differ as their evidence does."""

    def draw(evidence: dict, name: str, path: Path) -> None:
        path.write_bytes(json.dumps(evidence["pictures"][name]).encode())

    monkeypatch.setattr(display, "draw_picture", draw)


def contents(root: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("quick")
def test_everybody_on_the_roster_gets_a_pack(store: Store) -> None:
    """Without names, each learner gets a folder and a zip with the same files, in their own language."""
    done = release(store.root, workers=1)
    learners = Roster(store.root).learners()
    assert [each.learner for each in done] == [each.id for each in learners]
    assert all(each.fresh and each.problem is None for each in done)
    for each in learners:
        folder = store.root / "released" / each.id
        with zipfile.ZipFile(store.root / "released" / f"{each.id}.zip") as archive:
            assert archive.testzip() is None
            zipped = {name.removeprefix(f"{each.id}/"): archive.read(name) for name in archive.namelist()}
        assert zipped == contents(folder)
        notebook = (folder / "m06_identification" / "marks.ipynb").read_text("utf-8")
        assert ('language=\\"fr\\"' in notebook) == (each.language == "fr")
        readme = zipped["README.txt"].decode()
        assert each.id in readme
        assert "m06_identification/marks.ipynb\n  m06_identification/marks.answers.json" in readme
    packs = {read_pack(path).id for path in store.root.glob("released/*/*/marks.pack.json")}
    assert len(packs) == 3


@pytest.mark.usefixtures("quick")
def test_no_file_of_the_course_says_a_name(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """After a release with everything it makes, no byte of the course folder, zips opened, is a name or an agency."""
    assert main(["course", "release", "--course", str(store.root), "--workers", "1"]) == 0
    capsys.readouterr()
    found = contents(store.root)
    for name, data in list(found.items()):
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found |= {f"{name}/{each}": archive.read(each) for each in archive.namelist()}
    assert "trainer/pack/attendance.html" in found
    for name, data in found.items():
        for word in WORDS:
            assert word not in name
            assert word.encode() not in data, name


@pytest.mark.usefixtures("quick")
def test_a_pack_that_was_released_stays_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Released again, no byte changes, though the notebook has; what is missing comes back as it was."""
    release(store.root, workers=1)
    before = contents(store.root / "released")
    learner = Roster(store.root).learners()[0].id
    master = store.root / "exercises" / "m06_identification" / "marks.ipynb"
    assert not any(each.fresh for each in release(store.root, workers=1))
    for name in (f"{learner}.zip", f"{learner}/README.txt", f"{learner}/m06_identification/marks.pack.json"):
        (store.root / "released" / name).unlink()
        again = release(store.root, workers=1)
        assert [each.fresh for each in again] == [True, False, False]
        assert contents(store.root / "released") == before
    shutil.rmtree(store.root / "released" / learner)
    release(store.root, workers=1)
    assert contents(store.root / "released") == before
    master.write_text(master.read_text("utf-8") + "\n", "utf-8")
    assert not any(each.fresh for each in release(store.root, workers=1))
    assert contents(store.root / "released") == before


@pytest.mark.usefixtures("quick")
def test_what_lies_beside_a_pack_is_not_zipped(store: Store) -> None:
    """A trainer's own try, and whatever else lies in a learner's folder, doesn't reach the learner."""
    learner = Roster(store.root).learners()[0].id
    release(store.root, workers=1)
    folder = store.root / "released" / learner / "m06_identification"
    (folder / "marks.answers.json").write_text("{}")
    (folder / "notes.jpg").write_text("mine")
    (store.root / "released" / f"{learner}.zip").unlink()
    release(store.root, workers=1)
    with zipfile.ZipFile(store.root / "released" / f"{learner}.zip") as archive:
        assert not any("answers.json" in name or "notes" in name for name in archive.namelist())


@pytest.mark.usefixtures("quick")
def test_a_course_without_a_roster_takes_any_learner(new_course: Callable[[], Store]) -> None:
    """Names typed on the command line get packs, as they always did."""
    store = new_course()
    words = ["course", "release", "--course", str(store.root), "--workers", "1"]
    assert main([*words, "amina", "boris"]) == 0
    assert main([*words, "--in", "fr", "chantal"]) == 0
    assert {path.name for path in (store.root / "released").iterdir()} == {
        *("amina", "boris", "chantal"), *("amina.zip", "boris.zip", "chantal.zip"),
    }  # fmt: skip
    attendance = (store.root / "trainer" / "attendance.csv").read_text()
    assert [line.split(",")[0] for line in attendance.splitlines()] == ["learner", "amina", "boris", "chantal"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("learners", "said"),
    [
        (["con"], '"con"'),
        (["NUL.txt"], "every system"),
        (["ada."], '"ada."'),
        (["ada", "Ada"], "differ by case"),
        ([], "no roster"),
    ],
)
def test_ids_that_a_system_cannot_store_are_refused(new_course: Callable[[], Store], learners, said: str) -> None:
    """Nothing is written under a name that Windows refuses or that two learners would share there."""
    store = new_course()
    with pytest.raises(CourseError, match=said):
        release(store.root, learners=learners, workers=1)
    assert not (store.root / "released").exists()


@pytest.mark.usefixtures("quick")
def test_one_learner_who_cannot_be_served_stops_nobody(new_course: Callable[[], Store], capsys) -> None:
    """An id that can't be one and a pack in another language are named; the others get their packs; it ends with 1."""
    store = new_course()
    words = ["course", "release", "--course", str(store.root), "--workers", "1"]
    assert main([*words, "ada"]) == 0
    assert main([*words, "--in", "fr", "../x", "ada", "zoe"]) == 1
    said = capsys.readouterr().err
    assert "../x" in said
    assert "language en already" in said
    assert (store.root / "released" / "zoe.zip").is_file()
    assert not (store.root / "x").exists()


@pytest.mark.usefixtures("quick")
def test_who_is_not_on_the_roster_is_refused(store: Store) -> None:
    """A slip in a pseudonym makes no new learner."""
    with pytest.raises(CourseError, match="roster"):
        release(store.root, learners=["amina"], workers=1)
    assert released_learners(store, releasing.find_exercise("m06_identification/marks")) == ()


@pytest.mark.usefixtures("quick")
def test_what_a_dead_process_left_is_swept(store: Store) -> None:
    """A file that was being written when the power went is removed; one that is being written now stays."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    learner = Roster(store.root).learners()[0].id
    folder = store.root / "released"
    (folder / learner).mkdir(parents=True)
    half = [f".{learner}.zip.{dead.pid}.new", f"{learner}/.README.txt.{dead.pid}.new"]
    other = [f".{learner}.zip.1.new", f".mine.{dead.pid}.new"]
    for name in (*half, *other):
        (folder / name).write_text("half")
    release(store.root, workers=1)
    assert not any((folder / name).exists() for name in half)
    assert all((folder / name).exists() for name in other)


@pytest.mark.slow
def test_several_processes_give_the_same_packs(drawn: Store, tmp_path: Path) -> None:
    """What two processes draw is what one draws, byte by byte, zips included."""
    alone = Path(shutil.copytree(drawn.root, tmp_path / drawn.root.name))
    seen = []
    release(drawn.root, workers=2, progress=lambda result, number, of: seen.append((number, of)))
    release(alone, workers=1)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert contents(drawn.root / "released") == contents(alone / "released")


def whole(released: Path, expected: dict[str, bytes]) -> None:
    """See that every file under its final name is what it is to be."""
    for name, data in contents(released).items():
        if not name.rpartition("/")[2].startswith("."):
            assert data == expected[name], name


@pytest.mark.parametrize("moments", [pytest.param(3, id="few"), pytest.param(25, marks=pytest.mark.slow, id="many")])
def test_a_release_can_be_killed_at_any_moment(drawn: Store, tmp_path: Path, moments: int) -> None:
    """Killed again and again, nothing half-written has its final name, and the next call completes the same packs."""
    twin = Path(shutil.copytree(drawn.root, tmp_path / drawn.root.name))
    release(twin, workers=1)  # what one process draws is what several draw, byte by byte
    expected = contents(twin / "released")
    command = [sys.executable, "-m", "firearmskit", "course", "release", "--course", str(drawn.root), "--workers", "2"]
    for moment in range(moments):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(0.3 + (moment * 0.61) % 2.6)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (drawn.root / "released").exists():
            whole(drawn.root / "released", expected)
        if (drawn.root / "released").exists() and len(contents(drawn.root / "released")) >= len(expected):
            shutil.rmtree(drawn.root / "released")  # nothing is left to be killed in: begin anew
    release(drawn.root, workers=1)
    assert contents(drawn.root / "released") == expected


def children_of(process: int) -> list[int]:
    """Give the processes that a process has started."""
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def is_there(process: int) -> bool:
    """Say whether a process still runs; one that waits to be buried doesn't."""
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2][:3]
    except OSError:
        return False


def test_no_process_outlives_a_release_that_was_killed(drawn: Store) -> None:
    """The processes that draw end with the one that started them, though it could tell them nothing."""
    command = [sys.executable, "-m", "firearmskit", "course", "release", "--course", str(drawn.root), "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    started: list[int] = []
    while len(started) < 2 and process.poll() is None:  # one of them may be Python's own helper
        started = children_of(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert started
    while any(map(is_there, started)):
        time.sleep(0.05)
