"""Pseudonyms, and the names that lie encrypted behind them; all people are made up."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.roster import KEY, Learner, Person, Roster, is_pseudonym, pseudonym_of
from firearmskit.errors import CourseError

AMINA = (Person(name="Amina Okello", agency="Police", sex="female", other={"Rank": "Captain"}), "en", "Table 1")
PAUL = (Person(name="Paul Okot"), "fr", None)
SIGNS = "CFHJKMNPRTWXY3479"


@pytest.fixture
def roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Roster:
    """Give the roster of a new course, whose key lies in a home of its own."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return Roster(tmp_path / "course")


@given(number=st.integers(0, 17**3 - 1), place=st.integers(0, 3), sign=st.sampled_from(SIGNS))
def test_one_wrong_sign_is_nobody(number: int, place: int, sign: str) -> None:
    """A pseudonym with one sign replaced is none; this holds for every sign."""
    right = pseudonym_of(number)
    wrong = right[:place] + sign + right[place + 1 :]
    assert is_pseudonym(right)
    assert is_pseudonym(wrong) == (wrong == right)


@given(length=st.sampled_from((4, 6)), data=st.data())
def test_two_exchanged_signs_are_nobody(length: int, data: st.DataObject) -> None:
    """A pseudonym with two neighbours exchanged is none, unless they are the same."""
    right = pseudonym_of(data.draw(st.integers(0, 17 ** (length - 1) - 1)), length)
    place = data.draw(st.integers(0, length - 2))
    wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert is_pseudonym(right)
    assert is_pseudonym(wrong) == (wrong == right)


@given(text=st.text(max_size=8))
def test_other_texts_are_no_pseudonyms(text: str) -> None:
    """Only the signs of the alphabet make one, and only four or six of them."""
    if is_pseudonym(text):
        assert len(text) in (4, 6)
        assert set(text) <= set(SIGNS)


@pytest.mark.parametrize("text", ["", "CCC", "CCCCC", "cfch", "CFCH ", "amina", "CФCH"])
def test_what_is_no_pseudonym(text: str) -> None:
    """Small letters, spaces, look-alikes and other lengths are refused."""
    assert not is_pseudonym(text)


def test_people_come_back_as_they_were_given(roster: Roster) -> None:
    """What was taken in is opened again whole, and in the same order."""
    amina, paul = roster.add([AMINA, PAUL])
    assert roster.learners() == (amina, paul) == Roster(roster.root).learners()
    assert (amina.language, amina.team, paul.language, paul.team) == ("en", "Table 1", "fr", None)
    assert roster.people() == {amina.id: AMINA[0], paul.id: PAUL[0]}
    assert roster.name_of(paul.id) == "Paul Okot"
    assert is_pseudonym(amina.id)


def test_more_people_come_later(roster: Roster) -> None:
    """Those who were there keep their pseudonyms; nobody else gets them."""
    (amina,) = roster.add([AMINA])
    (paul,) = roster.add([PAUL])
    assert roster.learners() == (amina, paul)
    assert set(roster.people()) == {amina.id, paul.id}
    assert len({each.id for each in roster.add([PAUL] * 1500)} | {amina.id, paul.id}) == 1502


def test_a_large_course_gets_longer_pseudonyms(roster: Roster) -> None:
    """Above 2,000 people, a pseudonym has six signs."""
    assert {len(each.id) for each in roster.add([PAUL] * 2001)} == {6}


def test_no_name_lies_in_the_course_folder(roster: Roster) -> None:
    """The key lies outside, both files are their owner's alone, and no byte of the course folder says a name."""
    roster.add([AMINA, PAUL])
    assert not roster.key_file().resolve().is_relative_to(roster.root.resolve())
    for path in (roster.key_file(), *roster.root.rglob("*.*")):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        for word in (b"Amina", b"Okot", b"Captain", b"Police"):
            assert word not in path.read_bytes()


def test_without_the_key_everything_but_the_names_works(roster: Roster) -> None:
    """Pseudonyms stay readable; the names say where their key should be, and nobody can be added by mistake."""
    (amina,) = roster.add([AMINA])
    roster.key_file().unlink()
    with pytest.raises(CourseError, match=r"home/firearmskit/keys/course\.key doesn't hold their key"):
        roster.people()
    assert roster.name_of(amina.id) == amina.id
    assert roster.learners() == (amina,)
    with pytest.raises(CourseError):
        roster.add([PAUL])
    assert roster.learners() == (amina,)


def test_a_wrong_key_is_noticed(roster: Roster) -> None:
    """Another key under the same id opens nothing and is named."""
    roster.add([AMINA])
    path = roster.key_file()
    path.write_text(f"{path.read_text().split()[0]} {Fernet.generate_key().decode()}\n")
    with pytest.raises(CourseError, match="holds another key"):
        roster.people()
    path.write_text(f"{path.read_text().split()[0]} none\n")
    with pytest.raises(CourseError, match="holds another key"):
        roster.people()


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-40], lambda b: b[:60] + b"AAAA" + b[64:], lambda b: b"", lambda b: b[3:]]
)
def test_damaged_names_are_noticed(roster: Roster, damage) -> None:
    """A file of names that was cut off or changed is refused with a sentence."""
    roster.add([AMINA])
    path = roster.root / "trainer" / "names.encrypted"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(CourseError, match="damaged"):
        roster.people()


def test_courses_of_one_name_do_not_share_a_key(roster: Roster, tmp_path: Path) -> None:
    """A second course in a folder of the same name has its own key; forgetting one leaves the other's names."""
    roster.add([AMINA])
    other = Roster(tmp_path / "elsewhere" / "course")
    other.add([PAUL])
    assert other.key_file() == roster.key_file()
    roster.forget_names()
    assert roster.people() == {}
    assert [person.name for person in other.people().values()] == ["Paul Okot"]
    other.forget_names()
    assert not other.key_file().exists()


def test_a_copy_of_the_names_is_closed_once_the_key_is_gone(roster: Roster) -> None:
    """Whoever kept a copy of the encrypted file can't open it after the names were forgotten."""
    roster.add([AMINA])
    path = roster.root / "trainer" / "names.encrypted"
    copy = path.read_bytes()
    roster.forget_names()
    path.write_bytes(copy)
    with pytest.raises(CourseError, match="doesn't hold their key"):
        roster.people()


def test_the_key_lies_where_the_trainer_says(roster: Roster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment may name the file; one inside the course folder, or one that is something else, is refused."""
    monkeypatch.setenv(KEY, str(tmp_path / "stick" / "names.key"))
    roster.add([AMINA])
    assert (tmp_path / "stick" / "names.key").is_file()
    assert not (tmp_path / "home").exists()
    monkeypatch.setenv(KEY, str(tmp_path / "other" / "trainer" / "names.key"))
    with pytest.raises(CourseError, match="lies in the course folder"):
        Roster(tmp_path / "other").add([AMINA])
    (tmp_path / "letter.txt").write_text("Dear\n")
    monkeypatch.setenv(KEY, str(tmp_path / "letter.txt"))
    with pytest.raises(CourseError, match="isn't a file of keys"):
        Roster(tmp_path / "third").add([AMINA])
    assert (tmp_path / "letter.txt").read_text() == "Dear\n"


def test_one_learner_can_be_taken_out(roster: Roster) -> None:
    """Name and row of one learner go, the others stay."""
    amina, paul = roster.add([AMINA, PAUL])
    assert roster.remove(amina.id)
    assert roster.learners() == (paul,)
    assert set(roster.people()) == {paul.id}
    assert not roster.remove(amina.id)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learner,team\nCFCH,\n", '"language"'),
        ("learner,language,team\nCFCH,en,\nCFCH,fr,\n", '"CFCH"'),
        ("learner,language,team\n,en,\n", "empty"),
    ],
)
def test_a_roster_that_was_edited_badly_is_refused(roster: Roster, text: str, said: str) -> None:
    """A missing column, a pseudonym that stands twice and one that is empty are named."""
    (roster.root / "trainer").mkdir(parents=True)
    (roster.root / "trainer" / "roster.csv").write_text(text)
    with pytest.raises(CourseError, match=said):
        roster.learners()


def test_a_roster_that_a_spreadsheet_saved_is_read(roster: Roster) -> None:
    """A byte order mark, semicolons and Windows line ends do no harm."""
    (roster.root / "trainer").mkdir(parents=True)
    (roster.root / "trainer" / "roster.csv").write_bytes("\ufefflearner;language;team\r\nCFCH;fr;Équipe\r\n".encode())
    assert roster.learners() == (Learner(id="CFCH", language="fr", team="Équipe"),)


def test_a_team_cannot_be_a_formula(roster: Roster) -> None:
    """What a spreadsheet would compute is no team's name; nobody is added."""
    with pytest.raises(CourseError, match="formula"):
        roster.add([(AMINA[0], "en", "=1+1")])
    assert roster.learners() == ()
