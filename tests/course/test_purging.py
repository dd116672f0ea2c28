"""Learners' data removed: everybody's, or one person's; all people are made up."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.cli import main
from firearmskit.course import purging
from firearmskit.course.cohort import Learner as Cohort
from firearmskit.course.cohort import submit
from firearmskit.course.gradebook import GRADEBOOK
from firearmskit.course.grading import grade
from firearmskit.course.ledger import Ledger, Record
from firearmskit.course.packs import find_exercise
from firearmskit.course.purging import out_of_reach, plan_purge, purge
from firearmskit.course.releasing import release
from firearmskit.course.results import read_results
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.store import Store
from firearmskit.course.trainer_pack import write_trainer_pack
from firearmskit.errors import CourseError

WHAT = find_exercise("m06_identification/marks")
PEOPLE = [
    (Person(name="Amina Okello", agency="Police of Gulu", email="amina@example.org", lms_id="47110815"), "en", "Blue"),
    (Person(name="Awa Diop", agency="Douanes"), "fr", "Blue"),
    (Person(name="Anna Okello-Diop", other={"Rank": "Captain"}), "en", None),
]
NAMES = ("Amina", "Okello", "Gulu", "Diop", "Douanes", "Captain", "47110815")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the key of the names in a home of its own."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def held(new_course: Callable[[], Store], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a course after its last day, and with the home in which the key of its names lies."""
    store, place = new_course(), tmp_path_factory.mktemp("held")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(KEY, raising=False)
        patch.setenv("XDG_DATA_HOME", str(place / "home"))
        patch.setattr("firearmskit.course.display.draw_picture", lambda evidence, name, path: path.write_bytes(b"x"))
        hold(store)
    shutil.copytree(store.root, place / store.root.name)
    return place


@pytest.fixture
def store(held: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give a course after its last day: everything that it makes is there, for three people."""
    monkeypatch.setattr("firearmskit.course.display.draw_picture", lambda evidence, name, path: path.write_bytes(b"x"))
    shutil.copytree(held / "home", tmp_path / "home")
    return Store.at(Path(shutil.copytree(held / "course", tmp_path / "own" / "course")))


def hold(store: Store) -> None:
    """Do all that a course does."""
    root = store.root
    learners = Roster(root).add(PEOPLE)
    release(root, workers=1)
    write_trainer_pack(root)
    (root / "feedback").mkdir()
    (root / "reports").mkdir()
    with Ledger(f"sqlite:///{root / 'gradebook.db'}") as book:
        for each in learners:
            submit(store, WHAT, Cohort(id=each.id, story="", language=each.language))
            shutil.copytree(root / "submitted" / each.id, root / "autograded" / each.id)
            (root / "feedback" / f"{each.id}.html").write_text(each.id)
            points = {"points": {task.id: 1.0 for task in WHAT.tasks}, "verdicts": None, "notes": [each.id]}
            book.record(each.id, WHAT.id, Record(fingerprint="0" * 64, result=points))
    table = "learner,file\r\n" + "".join(f'{each.id},"a\r\nb"\r\n' for each in learners)
    for name in ("collected.csv", "evaluation.csv"):
        (root / "trainer" / name).write_text(table, newline="")
    (root / "reports" / "report.html").write_text(" ".join(each.id for each in learners))
    (root / ".nbgrader.log").write_text(learners[0].id)
    collect(store)


def collect(store: Store) -> None:
    """Lay into collected/ what a stick and two learning platforms give."""
    root = store.root
    learners = Roster(root).learners()
    for each in learners:
        folder = root / "submitted" / each.id / WHAT.module
        shutil.copytree(folder, root / "collected" / "stick" / each.id)  # by pseudonym
        name = Roster(root).name_of(each.id)
        into = root / "collected" / "platform" / f"{name}_123_assignsubmission_file"  # by name
        into.mkdir(parents=True)
        shutil.copy(folder / "marks.ipynb", into)
        plain = root / "collected" / "desk" / name[:2]  # by nothing but the evidence
        shutil.copytree(folder, plain, dirs_exist_ok=each.id == learners[2].id)
    with zipfile.ZipFile(root / "collected" / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for each in learners:
            for path in (root / "submitted" / each.id / WHAT.module).iterdir():
                archive.write(path, f"Course/{Roster(root).name_of(each.id)}_99/{path.name}")
    shutil.copy(root / "released" / f"{learners[0].id}.zip", root / "collected" / "mine.zip")


def every_byte(root: Path) -> dict[str, bytes]:
    """Give every file, and what is in every zip."""
    found = {}
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(root).as_posix()
            found[name] = path.read_bytes()
            if path.suffix == ".zip":
                with zipfile.ZipFile(io.BytesIO(found[name])) as archive:
                    found |= {f"{name}/{each}": archive.read(each) for each in archive.namelist()}
                del found[name]
                found[name] = b""
    return found


def test_nothing_says_anybody_afterwards(store: Store) -> None:
    """After the purge no byte and no file name of the course says a name, a pseudonym or a pack; the material stays."""
    root = store.root
    learners = Roster(root).learners()
    tokens = [*NAMES, *(each.id for each in learners)]
    tokens += [store.frozen(WHAT, learner=each.id).pack for each in learners]
    material = {name for name in every_byte(root) if name.split("/")[0] in ("solutions", "exercises")}
    key = Roster(root).key_file()
    assert key.is_file()
    assert purge(root) == ()
    left = every_byte(root)
    for name, data in left.items():
        for token in tokens:
            assert token not in name
            assert token.encode() not in data, (name, token)
    assert not key.exists()
    assert material <= left.keys()
    assert set(left) - material == {"nbgrader_config.py", "trainer/secret"}
    assert purge(root) == ()


def test_one_persons_purge_leaves_the_others(store: Store) -> None:
    """Rows and files of one person go everywhere, and nobody else loses a byte."""
    root = store.root
    amina, *others = Roster(root).learners()
    pack = store.frozen(WHAT, learner=amina.id).pack
    before = every_byte(root)
    assert purge(root, learner=amina.id) == ()
    after = every_byte(root)
    for name, data in after.items():
        for token in (amina.id, pack, "Amina", "amina@example.org", "47110815"):
            assert token not in name
            assert token.encode() not in data, (name, token)
    for each in others:
        kept = {name for name in before if f"/{each.id}" in name and not name.startswith("collected/all.zip")}
        assert kept
        assert kept <= after.keys()
    for name in ("Awa Diop", "Anna Okello-Diop"):
        assert {n for n in before if name in n} <= after.keys()
    assert {n for n in before if n.startswith("collected/desk/An/")} <= after.keys()
    assert Roster(root).learners() == tuple(others)
    assert set(Roster(root).people()) == {each.id for each in others}
    assert after["trainer/collected.csv"].decode() == "learner,file\r\n" + "".join(
        f'{each.id},"a\r\nb"\r\n' for each in others
    )
    with sqlite3.connect(root / "gradebook.db") as book:
        assert {row[0] for row in book.execute("select id from student")} == {each.id for each in others}
        assert {row[0] for row in book.execute("select learner from firearmskit_graded")} == {e.id for e in others}
    with pytest.raises(CourseError, match="nothing in this course"):
        purge(root, learner=amina.id)


def test_a_kept_record_goes_too(store: Store) -> None:
    """What regrading kept of a learner's truth goes with it."""
    learner = Roster(store.root).learners()[0].id
    kept = store.root / "trainer" / "truth" / WHAT.module / WHAT.slug / f"{learner}.json.before-1"
    kept.write_text("{}")
    purge(store.root, learner=learner)
    assert not kept.exists()


def test_a_gradebook_elsewhere_forgets_too(store: Store, postgres: Callable[[], str], monkeypatch) -> None:
    """On a server, one learner's results go, then everybody's; the plan names the server before."""
    url = postgres()
    monkeypatch.setenv(GRADEBOOK, url)
    grade(store.root)
    amina, *others = (each.id for each in Roster(store.root).learners())
    assert plan_purge(store.root, learner=amina).gradebook.startswith("postgresql+psycopg://teacher@")
    purge(store.root, learner=amina)
    with Ledger(url) as book:
        assert book.learners() == set(others)
    assert {result.learner for result in read_results(store.root)} == set(others)
    purge(store.root)
    with Ledger(url) as book:
        assert book.learners() == set()
    assert plan_purge(store.root).gradebook is None


def test_files_of_namesakes_are_not_mixed_up(store: Store) -> None:
    """Who is called like a part of another's name takes nothing of the other's along."""
    root = store.root
    (anna,) = Roster(root).add([(Person(name="Anna"), "en", None)])
    store.release(WHAT, course="x", learner=anna.id)
    before = every_byte(root)
    purge(root, learner=anna.id)
    assert set(before) - set(every_byte(root)) == {f"trainer/truth/m06_identification/marks/{anna.id}.json"}


def test_a_learner_without_a_roster_can_be_purged(new_course: Callable[[], Store]) -> None:
    """An id that was typed goes too, and one that merely begins like it stays."""
    store = new_course()
    for learner in ("anna", "anna.b", "annabel"):
        submit(store, WHAT, Cohort(id=learner, story=""))
    purge(store.root, learner="anna")
    assert {path.name for path in (store.root / "submitted").iterdir()} == {"anna.b", "annabel"}
    truth = store.root / "trainer" / "truth" / WHAT.module / WHAT.slug
    assert {path.name for path in truth.iterdir()} == {"anna.b.json", "annabel.json"}


def test_links_are_not_followed(store: Store, tmp_path: Path) -> None:
    """What a link leads to stays, for everybody's purge and for one person's."""
    outside = tmp_path / "outside"
    outside.mkdir()
    amina = Roster(store.root).learners()[0].id
    (outside / f"{amina}.txt").write_text("stays")
    (store.root / "collected" / "link").symlink_to(outside)
    (store.root / "collected" / f"{amina}-link.txt").symlink_to(outside / f"{amina}.txt")
    purge(store.root, learner=amina)
    assert not (store.root / "collected" / f"{amina}-link.txt").is_symlink()
    shutil.rmtree(store.root / "released")
    (store.root / "released").symlink_to(outside)
    purge(store.root)
    assert not (store.root / "released").is_symlink()
    assert (outside / f"{amina}.txt").read_text() == "stays"


def test_a_linked_trainer_folder_is_refused(store: Store, tmp_path: Path) -> None:
    """A course whose trainer's folder lies elsewhere is purged there."""
    shutil.move(store.root / "trainer", tmp_path / "elsewhere")
    (store.root / "trainer").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CourseError, match="elsewhere"):
        purge(store.root)
    assert (tmp_path / "elsewhere" / "roster.csv").is_file()


def test_what_still_says_somebody_is_named(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that firearmskit doesn't know stays; if it says somebody, the command names it and ends with 1."""
    amina = Roster(store.root).learners()[0].id
    (store.root / "notes.txt").write_text(f"{amina} was late")
    (store.root / "slides.txt").write_text("nobody")
    (store.root / "who.csv").write_text("Awa Diop")
    assert main(["course", "purge", "--course", str(store.root), "--yes"]) == 1
    said = capsys.readouterr().out
    assert '"notes.txt" still says' in said
    assert '"who.csv" still says' in said
    assert '"slides.txt"' not in said
    assert (store.root / "slides.txt").read_text() == "nobody"


def test_the_command_says_what_goes_and_asks(store: Store, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a yes nothing is removed; the list names everything, the key and what can't be reached."""
    before = every_byte(store.root)
    for answer in ("", "no\n", "y\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert main(["course", "purge", "--course", str(store.root)]) == 1
        said = capsys.readouterr().out
        for path in plan_purge(store.root).remove:
            assert str(path) in said
        assert str(Roster(store.root).key_file()) in said
        assert all(sentence in said for sentence in out_of_reach())
        assert "This stays: exercises" in said
        assert every_byte(store.root) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert main(["course", "purge", "--course", str(store.root)]) == 0
    assert not (store.root / "submitted").exists()


def test_a_purge_without_the_key_removes_the_files(store: Store) -> None:
    """Where the key is gone, the names are unreadable already: the rest goes, and the trainer is told about the key."""
    Roster(store.root).key_file().rename(store.root.parent / "key")
    (note,) = purge(store.root)
    assert "wasn't found" in note
    assert not (store.root / "trainer" / "names.encrypted").exists()


def test_one_persons_purge_needs_the_key(store: Store) -> None:
    """A name that can't be taken out is said before anything is removed."""
    amina = Roster(store.root).learners()[0].id
    before = every_byte(store.root)
    Roster(store.root).key_file().unlink()
    with pytest.raises(CourseError, match="doesn't hold their key"):
        purge(store.root, learner=amina)
    assert every_byte(store.root) == before


def test_another_folder_is_not_purged(tmp_path: Path) -> None:
    """A folder that is no course loses nothing."""
    (tmp_path / "submitted").mkdir()
    assert main(["course", "purge", "--course", str(tmp_path), "--yes"]) == 1
    assert (tmp_path / "submitted").is_dir()


def test_a_purge_that_was_stopped_can_be_finished(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in the middle, the names are closed already, and a second call removes the rest."""
    remove = purging._remove
    left = iter(range(3))

    def stop(path: Path) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        remove(path)

    with monkeypatch.context() as cut:
        cut.setattr(purging, "_remove", stop)
        with pytest.raises(KeyboardInterrupt):
            purge(store.root)
    assert not Roster(store.root).key_file().exists()
    assert Roster(store.root).learners()
    assert purge(store.root) == ()
    assert [path.name for path in (store.root / "trainer").iterdir()] == ["secret"]


def test_a_purged_course_can_be_held_again(store: Store) -> None:
    """After a purge, the folder takes new people and gives them packs."""
    purge(store.root)
    Roster(store.root).add(PEOPLE[:1])
    (done,) = release(store.root, workers=1)
    assert done.problem is None


def test_a_line_break_of_another_kind_ends_no_row(store: Store) -> None:
    """A table with Word's line breaks in a cell loses the rows of one person, whole, and no others."""
    amina, *others = (each.id for each in Roster(store.root).learners())
    table = store.root / "trainer" / "keyed.csv"
    row = "{},one\x0btwo\u2028three,x\r\n"
    table.write_text("learner,text,y\r\n" + "".join(row.format(each) for each in (amina, *others)), "utf-8", newline="")
    purge(store.root, learner=amina)
    assert table.read_bytes().decode() == "learner,text,y\r\n" + "".join(row.format(each) for each in others)


def test_a_roster_that_cannot_be_read_stops_no_purge(store: Store) -> None:
    """Saved in another encoding, it goes with everything else."""
    (store.root / "trainer" / "roster.csv").write_bytes("learner;team\nÉquipe".encode("cp1252"))
    purge(store.root)
    assert not (store.root / "trainer" / "roster.csv").exists()
    assert not (store.root / "released").exists()
