"""The checklist for sites, and its scores."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records.storage import ANSWERS, AREAS, assess, checklist
from tests.every import every

ITEMS = checklist()
GIVEN = st.dictionaries(st.sampled_from([item.id for item in ITEMS]), st.sampled_from(list(ANSWERS)))


@every(ITEMS)
def test_each_question_uses_the_words_and_says_where_it_is_from(item):
    """A question belongs to an area, has a level and a weight, and what no source supports says so."""
    assert item.area in AREAS
    assert item.level in (1, 2)
    assert 1 <= item.weight <= 3
    assert item.critical in (None, "yes")
    assert item.question.endswith("?")
    assert item.note.endswith(".")
    assert item.confidence in ("partly", "unverified")
    assert not {"level", "weight", "critical"} & set(item.covers)
    assert (item.read is not None) == (item.confidence == "partly") == bool(item.covers)


@every(ITEMS)
def test_no_question_tells_how_a_store_is_built(item):
    """Questions ask whether something is there and checked: no measures, materials or makes of locks."""
    text = f"{item.question} {item.note}".lower()
    assert not re.search(r"\d|\bmm\b|\bcm\b|steel|concrete|brick|bolt|hinge|camera|sensor|thick|height|gap|blind", text)


def test_every_area_has_questions_and_something_is_critical():
    """No area is empty; ids are unique; what is critical is of the first level."""
    assert {item.area for item in ITEMS} == set(AREAS)
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert {item.level for item in ITEMS if item.critical} == {1}


def test_not_known_is_not_no():
    """Nothing answered is an interval from 0 to 1; all no is 0; all yes is 1 and the highest level."""
    nothing = assess({})
    assert (nothing.low, nothing.high, nothing.level, nothing.possible_level) == (0.0, 1.0, 0, 2)
    no = assess({item.id: "no" for item in ITEMS})
    assert (no.low, no.high, no.possible_level) == (0.0, 0.0, 0)
    yes = assess({item.id: "yes" for item in ITEMS})
    assert (yes.low, yes.high, yes.level, yes.first, yes.critical) == (1.0, 1.0, 2, (), ())


def test_a_level_is_reached_only_as_a_whole():
    """All of the first level and none of the second is the first level."""
    found = assess({item.id: "yes" if item.level == 1 else "no" for item in ITEMS})
    assert (found.level, found.possible_level) == (1, 1)
    less = assess({item.id: "yes" if item.level == 1 and item.id != "acc-escort" else "no" for item in ITEMS})
    assert less.level == 0


def test_critical_ones_come_first_and_a_no_before_what_is_not_known():
    """The first thing to do is a critical no; then what is critical and not known; then the rest by level."""
    found = assess({"inv-count": "no", "acc-escort": "no", "phy-locked": "yes"})
    assert found.critical[0].id == found.first[0].id == "inv-count"
    assert all(item.critical for item in found.first[: len(found.critical)])
    assert found.first[len(found.critical)].id == "acc-escort"
    assert "phy-locked" not in {item.id for item in found.first}
    assert "Count the stock" in str(found)


def test_what_does_not_apply_counts_nowhere():
    """A site without transports isn't worse or better for it; a site to which nothing applies has no score."""
    moves = {item.id: "not-applicable" for item in ITEMS if item.area == "transport"}
    found = assess({item.id: "yes" for item in ITEMS} | moves)
    assert (found.low, found.level) == (1.0, 2)
    (area,) = [each for each in found.areas if each.area == "transport"]
    assert (area.low, area.high, area.unknown) == (None, None, 0)
    none = assess({item.id: "not-applicable" for item in ITEMS})
    assert (none.low, none.level) == (None, 0)
    assert "No question applies" in str(none)


@pytest.mark.parametrize(
    "answers", [{"nothing": "yes"}, {"loc-risk": "maybe"}, {"loc-risk": True}, {3: "yes"}, {"loc-risk": None}]
)
def test_unknown_questions_and_answers_are_quoted(answers):
    """A question or an answer that there isn't is refused."""
    with pytest.raises(UnknownCodeError):
        assess(answers)
    with pytest.raises(InputError):
        assess("yes")


@given(GIVEN, st.sampled_from([item.id for item in ITEMS]), st.sampled_from(["yes", "no"]))
def test_finding_out_narrows_the_interval(answers, question, found_out):
    """Whatever was not known turns out to be, the new interval lies within the old one, in the whole and by area."""
    before = assess(answers | {question: "unknown"})
    after = assess(answers | {question: found_out})
    for old, new in ((before, after), *zip(before.areas, after.areas, strict=True)):
        if old.low is not None:
            assert old.low <= new.low <= new.high <= old.high
    assert before.level <= after.level <= after.possible_level <= before.possible_level


@given(GIVEN)
def test_areas_add_up_to_the_questions_that_apply(answers):
    """Each question that applies is a yes, a no or not known in one area; each that isn't a yes is to be done."""
    found = assess(answers)
    applying = [item for item in ITEMS if answers.get(item.id) != "not-applicable"]
    assert sum(each.yes + each.no + each.unknown for each in found.areas) == len(applying)
    assert len(found.first) == len(applying) - sum(each.yes for each in found.areas)
