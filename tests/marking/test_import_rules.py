"""The comparative study of import marking."""

from __future__ import annotations

from dataclasses import fields

import pytest

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.marking import ELEMENTS, ImportRule, compare_import_rules, import_rules

DAY = "2026-11-26"


def test_every_state_has_every_element():
    """Each State has at least one row for each element, so that nothing is silently left out."""
    rows = import_rules(["NGA", "USA", "YUG", "FRA"], on=DAY)
    for state in ("NGA", "USA", "YUG", "FRA"):
        assert {row.element for row in rows if row.state == state} == set(ELEMENTS)


def test_what_is_compared_differs_as_the_law_does():
    """Nigeria asks for country and year, the United States for the importer, Germany for where it comes from."""
    rows = {(row.state, row.content, row.instrument): row for row in import_rules(["NGA", "USA", "DEU"], on=DAY)}
    assert rows["NGA", "country-of-import", "firearms-protocol"].level == "required"
    assert not [row for row in rows.values() if row.state == "NGA" and row.element == "importer" and row.content]
    assert rows["USA", "importer-name", "us-27-cfr-478-92"].level == "required"
    assert rows["DEU", "country-of-export", "de-waffg-24"].level == "conditional"


def test_technical_limits_are_in_words():
    """Height, depth, scripts and parts of a rule are said."""
    said = " ".join(row.technical or "" for row in import_rules(["FRA"], on=DAY))
    assert all(word in said for word in ("1.6 mm", "0.0762 mm", "Cyrillic", "frame or receiver"))


def test_a_state_named_twice_counts_once_and_the_order_stays():
    """States come in the order of the call."""
    rows = import_rules(["USA", "NGA", "USA"], on=DAY)
    assert list(dict.fromkeys(row.state for row in rows)) == ["USA", "NGA"]
    assert rows == import_rules(("USA", "NGA"), on=DAY)


def test_the_frame_has_the_same_rows():
    """The frame has the fields of a row and its citation, and a line for each row."""
    frame = compare_import_rules(["NGA", "FRA"], on=DAY)
    rows = import_rules(["NGA", "FRA"], on=DAY)
    assert list(frame.columns) == [*(field.name for field in fields(ImportRule)), "source"]
    assert len(frame) == len(rows)
    assert frame.loc[0, "source"] == rows[0].source == "Firearms Protocol, art. 8(1)(b)"


def test_no_state_is_an_empty_study():
    """No State, no row, and the columns all the same."""
    assert import_rules([], on=DAY) == ()
    assert len(compare_import_rules([], on=DAY).columns) == len(fields(ImportRule)) + 1


@pytest.mark.parametrize("states", ["NGA", None, 7, {"NGA"}, ["NGA"] * 301])
def test_a_wrong_list_is_refused(states):
    """One text, no list, or a very long one: refused, and quoted."""
    with pytest.raises(InputError):
        import_rules(states, on=DAY)


@pytest.mark.parametrize("state", ["nga", None, ["NGA"]])
def test_a_wrong_state_is_quoted(state):
    """A code that is none is named."""
    with pytest.raises(UnknownCodeError):
        import_rules(["NGA", state], on=DAY)


def test_sentences_cite_their_rule():
    """A row with a rule says it in a sentence; one without says nothing."""
    for row in import_rules(["NGA", "USA"], on=DAY):
        assert bool(row.sentence) == (row.level != "none")
        assert row.source is None or row.sentence.startswith(row.source)
