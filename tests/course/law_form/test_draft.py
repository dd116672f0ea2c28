"""A draft keeps each answer on the disk, refuses what can't be kept, and leaves other readers' claims alone."""

from __future__ import annotations

import json

import pytest

from firearmskit.course.law_form import Draft
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.law.gaps import Claim, NationalLaw, Provision, read_national_law

DAY = "2026-11-27"


@pytest.fixture
def bill() -> NationalLaw:
    """A made-up bill of one section, on which another reader has said something."""
    section = Provision(id="p1", law="Arms Bill", article="s. 1", text="The Bureau answers other States.")
    said = Claim(element="contact-point", says="contradicts", provision="p1", author="B")
    return NationalLaw(
        name="Arms Bill",
        fictional=True,
        instruments=("firearms-protocol",),
        facts={"imports": True, "manufactures": False},
        provisions=(section,),
        claims=(said,),
    )


@pytest.fixture
def draft(bill, tmp_path) -> Draft:
    """A draft of it by reader A."""
    return Draft(tmp_path / "bill.json", start=bill, reader="A", on=DAY)


def test_each_answer_is_on_the_disk(draft):
    """What was answered is read back from the file, with who said it."""
    draft.answer("records-10-years", "satisfies", provision="p1", reasoning="twenty years")
    (mine,) = [each for each in read_national_law(draft.path).claims if each.author == "A"]
    assert (mine.element, mine.says, mine.provision, mine.reasoning) == (
        "records-10-years",
        "satisfies",
        "p1",
        "twenty years",
    )
    assert Draft(draft.path, reader="A", on=DAY).claim("records-10-years") == mine


def test_a_second_answer_takes_the_place_of_the_first(draft):
    """A reader has one claim on an element, and can take it back."""
    draft.answer("contact-point", "satisfies", provision="p1")
    draft.answer("contact-point", "silent")
    assert [each.says for each in draft.law.claims if each.author == "A"] == ["silent"]
    draft.answer("contact-point", None)
    assert draft.claim("contact-point") is None


def test_another_readers_claim_stays(draft):
    """What another reader said is neither replaced nor taken back, and a disagreement shows."""
    draft.answer("contact-point", "satisfies", provision="p1")
    assert {each.author for each in draft.law.claims} == {"A", "B"}
    assert draft.result("fp-13-2").answers[0].standing == "conflict"
    draft.answer("contact-point", None)
    assert [each.author for each in draft.law.claims] == ["B"]


@pytest.mark.parametrize(
    ("name", "says", "provision"),
    [
        ("contact-point", "satisfies", None),
        ("contact-point", "satisfies", "p9"),
        ("contact-point", "maybe", "p1"),
        ("no-such-thing", "silent", None),
    ],
    ids=["no piece", "unknown piece", "unknown word", "unknown element"],
)
def test_what_cannot_be_kept_changes_nothing(draft, name, says, provision):
    """A claim without its piece, or of unknown words, is refused, and the file is as before."""
    draft.answer("contact-point", "partly", provision="p1")
    before = draft.path.read_bytes()
    with pytest.raises((InputError, UnknownCodeError)):
        draft.answer(name, says, provision=provision)
    assert draft.path.read_bytes() == before
    assert draft.claim("contact-point").says == "partly"


def test_pieces_of_the_law_get_ids_of_their_own(draft):
    """A further piece doesn't take the id of one that is there, and the same piece isn't added twice."""
    added = draft.provide(law="Arms Bill", article="s. 2")
    assert added.id == "p2"
    with pytest.raises(InputError, match=r"Arms Bill, s\. 2"):
        draft.provide(law="Arms Bill", article="s. 2", text="Another wording")
    assert [each.id for each in read_national_law(draft.path).provisions] == ["p1", "p2"]


def test_only_what_applies_is_asked(draft):
    """Duties of makers aren't asked of a State where nothing is made, and answers are counted once an element."""
    asked = {each.obligation.id for each in draft.results()}
    assert "fp-8-1-b" in asked
    assert "fp-8-1-a" not in asked
    before, all_ = draft.answered()
    draft.answer("records-10-years", "absent")
    assert draft.answered() == (before + 1, all_)
    with pytest.raises(InputError, match="no-such"):
        draft.result("no-such")


def test_a_file_that_cannot_be_read_stays(tmp_path, bill):
    """A damaged file is named and left alone, also where there is something to begin with."""
    path = tmp_path / "bill.json"
    path.write_text("{not json", "utf-8")
    with pytest.raises(InputError, match=r"bill\.json"):
        Draft(path, start=bill, on=DAY)
    assert path.read_text("utf-8") == "{not json"


@pytest.mark.parametrize("name", ["bill.xlsx", "bill", "bill.csv"])
def test_a_draft_is_json(tmp_path, bill, name):
    """Another kind of file is refused before anything is written."""
    with pytest.raises(InputError, match="json"):
        Draft(tmp_path / name, start=bill)
    assert not (tmp_path / name).exists()


def test_nothing_to_begin_with_is_said(tmp_path):
    """Without a file and without a law, the draft says so."""
    with pytest.raises(InputError, match=r"none\.json"):
        Draft(tmp_path / "none.json")


def test_a_full_disk_loses_nothing(draft, monkeypatch):
    """Where the file can't be put in its place, the old one stays whole."""
    draft.answer("records-10-years", "absent")
    before = draft.path.read_bytes()

    def full(_one: object, _other: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("firearmskit.course.law_form.draft.os.replace", full)
    with pytest.raises(InputError, match="No space left"):
        draft.answer("records-10-years", "silent")
    assert draft.path.read_bytes() == before
    assert draft.claim("records-10-years").says == "absent"
    assert json.loads(before)["name"] == "Arms Bill"
