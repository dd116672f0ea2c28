"""Course folders made and completed by ``course new``; all people are made up."""

from __future__ import annotations

import shutil
import stat
import subprocess
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest

from firearmskit.cli import main
from firearmskit.course import folder
from firearmskit.course.folder import Plan, new_course
from firearmskit.course.packs import find_exercise
from firearmskit.course.roster import KEY, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.errors import CourseError

ROOT = Path(__file__).resolve().parents[2]
LIST = "Nom;Prénom;Service;Sexe;Langue;Équipe\nOkello;Amina;Police;F;anglais;Table 1\nDiop;Awa;Douanes;F;français;\n"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the keys of these courses in a home of their own."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a course folder once: nbgrader takes some seconds."""
    root = tmp_path_factory.mktemp("made") / "kampala"
    new_course(root, material=ROOT, plan=Plan(title="Kampala", first=date(2027, 3, 1), days=2, starts=time(8, 30)))
    return root


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    """Give a copy of it."""
    return Path(shutil.copytree(made, tmp_path / "kampala"))


def listed(tmp_path: Path, text: str = LIST) -> Path:
    """Write a list of participants."""
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return path


def contents(root: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_new_course_has_all_it_needs(course: Path) -> None:
    """Settings, secret, notebooks, lessons and nbgrader's gradebook are there."""
    assert Settings.read(course) == Settings(
        id="kampala", title="Kampala", days=(date(2027, 3, 1), date(2027, 3, 2)), starts=time(8, 30)
    )
    files = contents(course)
    assert {"gradebook.db", "nbgrader_config.py", "curriculum/m06_identification/facilitator.md"} <= files.keys()
    assert "curriculum/m06_identification/index.md" in files
    assert "exercises/fr/m06_identification/marks.ipynb" in files
    assert stat.S_IMODE((course / "trainer" / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((course / "trainer").stat().st_mode) == 0o700


def test_git_takes_nothing_personal(course: Path) -> None:
    """In a course folder under git, no file of learners and no secret is offered for a commit."""
    for name in ("released/A/x", "collected/x", "submitted/A/x", "autograded/A/x", "feedback/A.html", "reports/r.html"):
        (course / name).parent.mkdir(parents=True, exist_ok=True)
        (course / name).write_text("x")
    subprocess.run(["git", "init", "-q", str(course)], check=True)
    offered = subprocess.run(
        ["git", "-C", str(course), "ls-files", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    assert {name.partition("/")[0] for name in offered} == {
        ".gitignore", "course.toml", "curriculum", "exercises", "nbgrader_config.py", "solutions",
    }  # fmt: skip


def test_the_secret_is_never_printed(tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says that the folder is ready, and not what lies in it."""
    monkeypatch.setattr(folder, "generate", lambda root, module: None)
    root = tmp_path / "course"
    assert main(["course", "new", str(root), "--material", str(ROOT), "--roster", str(listed(tmp_path))]) == 0
    said = "".join(capsys.readouterr())
    assert "2 learners were added." in said
    assert (root / "trainer" / "secret").read_text().strip() not in said
    assert Roster(root).key_file().read_text().split()[1] not in said


def test_doing_it_again_changes_nothing(course: Path, tmp_path: Path) -> None:
    """The same call on the same folder adds nobody twice and leaves every byte as it was."""
    said: list[str] = []
    _settings, added = new_course(course, material=ROOT, roster=listed(tmp_path))
    assert [(each.language, each.team) for each in added] == [("en", "Table 1"), ("fr", None)]
    before = contents(course)
    _settings, added = new_course(course, material=ROOT, roster=listed(tmp_path), say=said.append)
    assert added == ()
    assert contents(course) == before
    assert [sentence for sentence in said if "already" in sentence] == said[:2]
    new_course(course, material=tmp_path / "nowhere")  # a folder that is whole needs no material
    assert contents(course) == before


def test_people_may_come_later(course: Path, tmp_path: Path) -> None:
    """A longer list adds those who are new, and the others keep their pseudonyms."""
    _settings, first = new_course(course, material=ROOT, roster=listed(tmp_path))
    longer = LIST + "Okot;Paul;Douanes;M;anglais;\n"
    _settings, added = new_course(course, material=ROOT, roster=listed(tmp_path, longer))
    assert len(added) == 1
    assert Roster(course).learners() == (*first, *added)
    assert Roster(course).name_of(added[0].id) == "Paul Okot"


def test_a_list_inside_the_course_folder_is_said(course: Path) -> None:
    """A list with names doesn't belong where everything else says pseudonyms."""
    (course / "list.csv").write_text(LIST, "utf-8")
    said: list[str] = []
    new_course(course, material=ROOT, roster=course / "list.csv", say=said.append)
    assert "says names" in said[-1]


def test_what_a_trainer_changed_stays(course: Path) -> None:
    """An edited notebook, lesson, setting and ignored file stay; what was removed comes back."""
    (course / "course.toml").write_text((course / "course.toml").read_text() + "# mine\n")
    (course / "curriculum/m06_identification/facilitator.md").write_text("mine")
    (course / "solutions/m06_identification/marks.ipynb").write_text("mine")
    (course / ".gitignore").write_text("mine\n")
    (course / "exercises/fr/m06_identification/marks.ipynb").unlink()
    new_course(course, material=ROOT)
    assert (course / "course.toml").read_text().endswith("# mine\n")
    assert (course / "curriculum/m06_identification/facilitator.md").read_text() == "mine"
    assert (course / "solutions/m06_identification/marks.ipynb").read_text() == "mine"
    assert {"mine", "trainer/"} <= set((course / ".gitignore").read_text().splitlines())
    assert (course / "exercises/fr/m06_identification/marks.ipynb").is_file()


def test_settings_can_be_changed_one_by_one(course: Path) -> None:
    """What isn't said again stays as it was decided."""
    new_course(course, material=ROOT, plan=Plan(days=3, language="fr"))
    assert Settings.read(course) == Settings(
        id="kampala", title="Kampala", language="fr", days=tuple(date(2027, 3, day) for day in (1, 2, 3)),
        starts=time(8, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--roster", "list.csv"], "line 3"),
        (["--roster", "none.csv"], '"none.csv"'),
        (["--module", "m99_none"], '"m99_none"'),
        (["--in", "xx"], '"xx"'),
        (["--from", "1 March"], '"1 March"'),
        (["--days", "2"], "--from"),
        (["--from", "2027-03-01", "--days", "0"], "0 days"),
        (["--from", "9999-12-31", "--days", "9"], "calendar"),
        (["--starts", "25:00"], '"25:00"'),
        (["--starts", "9:00", "--ends", "8:00"], "08:00"),
        (["--material", "nowhere"], "nowhere"),
    ],
)
def test_nothing_is_made_when_something_is_wrong(
    tmp_path: Path, words: list[str], said: str, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value that can't be used is quoted, and no folder is begun."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text("Name,Agency\nAmina,Police\n,Customs\n")
    assert main(["course", "new", "course", "--material", str(ROOT), *words]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "course").exists()


def test_a_bad_list_leaves_a_course_as_it_was(course: Path, tmp_path: Path) -> None:
    """Not even the people above the error are taken in."""
    new_course(course, material=ROOT, roster=listed(tmp_path))
    before = contents(course)
    with pytest.raises(CourseError, match="line 4"):
        new_course(course, material=ROOT, roster=listed(tmp_path, LIST + ";;Douanes;M;;\n"))
    assert contents(course) == before


def test_the_power_may_go_between_names_and_roster(course: Path, tmp_path: Path, monkeypatch) -> None:
    """People whose names were written and whose rows weren't get the same pseudonyms at the next call."""

    def stop(self, learners) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(Roster, "_write", stop)
        with pytest.raises(KeyboardInterrupt):
            new_course(course, material=ROOT, roster=listed(tmp_path))
    halfway = Roster(course).people()
    _settings, added = new_course(course, material=ROOT, roster=listed(tmp_path))
    assert {each.id for each in added} == set(halfway) == set(Roster(course).people())


def test_the_course_keeps_its_cases_when_it_moves(
    course: Path, new_course: Callable[[], Store], tmp_path: Path
) -> None:
    """With settings, the cases depend on the course's id; without, on the folder's name, as they always did."""
    what = find_exercise("m06_identification/marks")
    (course / "trainer" / "secret").write_text("07" * 32)
    older = new_course()
    moved = Path(shutil.copytree(course, tmp_path / "elsewhere"))
    packs = [
        folder.hand_out(Store.at(root), what, learner="amina", into=tmp_path / str(number), pictures=False).evidence
        for number, root in enumerate((course, moved, older.root))
    ]
    assert packs[0] == packs[1]
    assert packs[2] == older.draw(what, course=older.root.name, learner="amina")[1].evidence
