"""What a trainer takes along: right answers, lists and tables; all people are made up."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path

import pytest

from firearmskit import language
from firearmskit.cli import main
from firearmskit.course.packs import find_exercise
from firearmskit.course.roster import KEY, Person, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.course.trainer_pack import sign_in_html, write_trainer_pack

PEOPLE = [
    (Person(name="Awa <b>Diop</b>", agency="Douanes"), "fr", "Blue"),
    (Person(name="=Amina Okello", agency="Police"), "en", None),
]


@pytest.fixture
def store(new_course: Callable[[], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give a course of two people who have their packs, without pictures."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    store = new_course()
    for learner in Roster(store.root).add(PEOPLE):
        store.release(find_exercise("m06_identification/marks"), course="x", learner=learner.id)
    return store


def attendance(store: Store) -> Path:
    """Give the place of the attendance list."""
    return store.root / "trainer" / "attendance.csv"


def test_each_learners_right_answers_are_there(store: Store) -> None:
    """The page has, for each learner, a place that the contents lead to, and the planted truth of each task."""
    what = find_exercise("m06_identification/marks")
    write_trainer_pack(store.root)
    pack = store.root / "trainer" / "pack"
    assert 'href="answers-m06_identification-marks.html"' in (pack / "answers.html").read_text("utf-8")
    shown = (pack / "answers-m06_identification-marks.html").read_text("utf-8")
    for learner in Roster(store.root).learners():
        truth = store.frozen(what, learner=learner.id).truth
        assert f'href="#learner-{learner.id}"' in shown
        own = shown.partition(f'id="learner-{learner.id}"')[2].partition("<h2")[0]
        assert escape(str(truth["reading"]["serial"]["accept"][0])) in own
        assert str(truth["reading"]["year"]["accept"][0]) in own
        assert own.count("<h3>") == len(what.tasks)


def test_the_pack_speaks_the_trainers_language(store: Store) -> None:
    """The answers of an English-speaking learner are shown in French to a trainer who speaks French."""
    with language.speaking("fr"):
        write_trainer_pack(store.root)
    shown = (store.root / "trainer" / "pack" / "answers-m06_identification-marks.html").read_text("utf-8")
    assert '<html lang="fr">' in shown
    assert "Les marques d" in shown


def test_a_damaged_record_is_said_on_the_page(store: Store) -> None:
    """One record that can't be read costs nobody else the answers."""
    first, second = Roster(store.root).learners()
    (store.root / f"trainer/truth/m06_identification/marks/{first.id}.json").write_text("{")
    write_trainer_pack(store.root)
    shown = (store.root / "trainer" / "pack" / "answers-m06_identification-marks.html").read_text("utf-8")
    assert "damaged" in shown
    assert shown.partition(f'id="learner-{second.id}"')[2].count("<h3>") == 3


def test_the_attendance_list_has_a_cell_for_each_half_day(store: Store) -> None:
    """Learner by half-day, empty, for the owner's eyes."""
    Settings.write(Settings(id="x", title="x", days=(date(2027, 3, 1), date(2027, 3, 2))), store.root)
    write_trainer_pack(store.root)
    rows = list(csv.reader(attendance(store).read_text("utf-8").splitlines()))
    halves = ["2027-03-01 AM", "2027-03-01 PM", "2027-03-02 AM", "2027-03-02 PM"]
    assert rows == [["learner", *halves], *([each.id, *[""] * 4] for each in Roster(store.root).learners())]
    assert stat.S_IMODE(attendance(store).stat().st_mode) == 0o600


def test_what_was_filled_in_is_never_overwritten(store: Store) -> None:
    """Who and which day is missing is added to a list that was filled in, in the spreadsheet's own separators."""
    first, second = Roster(store.root).learners()
    Settings.write(Settings(id="x", title="x", days=(date(2027, 3, 1),)), store.root)
    filled = f"\ufefflearner;2027-03-01 AM;2027-03-01 PM;remarks\r\n{first.id};1;0;late\r\n"
    attendance(store).write_text(filled, "utf-8", newline="")
    Settings.write(Settings(id="x", title="x", days=(date(2027, 3, 1), date(2027, 3, 2))), store.root)
    write_trainer_pack(store.root)
    rows = list(csv.reader(attendance(store).read_text("utf-8").splitlines(), delimiter=";"))
    assert rows[0] == ["learner", "2027-03-01 AM", "2027-03-01 PM", "remarks", "2027-03-02 AM", "2027-03-02 PM"]
    assert rows[1:] == [[first.id, "1", "0", "late", "", ""], [second.id, "", "", "", "", ""]]
    before = attendance(store).read_bytes()
    write_trainer_pack(store.root)
    assert attendance(store).read_bytes() == before


@pytest.mark.parametrize("text", ['"open\n', "name,x\nA,1\n", "", "\xff\xfe"])
def test_a_list_that_cannot_be_read_is_left_and_said(store: Store, text: str) -> None:
    """What nobody understands isn't overwritten."""
    attendance(store).write_bytes(text.encode("latin-1"))
    notes = write_trainer_pack(store.root)
    assert "attendance.csv was left as it is" in notes[-1]
    assert attendance(store).read_bytes() == text.encode("latin-1")


def test_names_are_shown_on_demand(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Printed, as a page, for a spreadsheet and to be signed: names are text, and the files are their owner's alone."""
    words = ["course", "names", "--course", str(store.root)]
    assert main(words) == 0
    printed = capsys.readouterr().out
    assert "=Amina Okello" in printed
    files = {kind: tmp_path / f"list.{kind}" for kind in ("html", "csv", "sign")}
    assert (
        main([*words, "--html", str(files["html"]), "--csv", str(files["csv"]), "--sign-in", str(files["sign"])]) == 0
    )
    for path in files.values():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Awa &lt;b&gt;Diop&lt;/b&gt;" in files["html"].read_text("utf-8")
    assert "destroy" in files["html"].read_text("utf-8")
    assert "'=Amina Okello" in files["csv"].read_text("utf-8-sig")
    signed = files["sign"].read_text("utf-8")
    assert "Awa &lt;b&gt;" in signed
    by_pseudonym = sign_in_html(store.root)
    assert "Diop" not in by_pseudonym
    for each in Roster(store.root).learners():  # the list passes from hand to hand: names or pseudonyms, never both
        assert each.id not in signed
        assert each.id in by_pseudonym


@pytest.mark.parametrize("place", ["names.html", "trainer/pack/names.html", "link/names.html"])
def test_names_are_not_written_into_the_course(store: Store, place: str, tmp_path: Path, capsys, monkeypatch) -> None:
    """A file inside the course folder is refused, also by way of a link."""
    (store.root / "trainer" / "pack").mkdir()
    (tmp_path / "link").symlink_to(store.root)
    monkeypatch.chdir(tmp_path if place.startswith("link") else store.root)
    assert main(["course", "names", "--course", str(store.root), "--html", place]) == 1
    assert "lies in the course folder" in capsys.readouterr().err
    assert not list(store.root.rglob("names.html"))


def test_without_the_key_the_command_says_where_it_should_be(store: Store, capsys) -> None:
    """Names that can't be opened end the command with a sentence, and the pack can still be made."""
    Roster(store.root).key_file().unlink()
    assert main(["course", "names", "--course", str(store.root)]) == 1
    assert "doesn't hold their key" in capsys.readouterr().err
    write_trainer_pack(store.root)
