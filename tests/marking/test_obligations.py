"""Which marks are due, and by which rule."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language, law, marking, reference
from firearmskit.errors import FirearmskitError, UnknownCodeError

STATES = [row.id for row in reference.rows(reference.Country)]


def owed(event, state, on):
    """Give what is due as triples of content, level and status, by instrument."""
    found = {}
    for each in marking.due(event, state=state, on=on):
        found.setdefault(each.instrument, set()).add((each.content, each.level, each.status))
    return found


def test_import_under_the_firearms_protocol():
    """A party owes the country of import and a unique mark, and the year where possible."""
    assert owed("import", "NGA", "2026-11-26")["firearms-protocol"] == {
        ("country-of-import", "required", "bound"),
        ("unique-mark", "required", "bound"),
        ("year-of-import", "where-possible", "bound"),
    }


def test_nothing_is_due_the_day_before():
    """The day before the Protocol bound Nigeria only the political commitment asked for a mark."""
    assert "firearms-protocol" in owed("import", "NGA", "2006-04-02")
    assert set(owed("import", "NGA", "2006-04-01")) == {"iti"}
    assert owed("import", "NGA", "2005-12-07") == {}


def test_the_depth_of_the_european_union_is_due_from_the_day_after_eighteen_months():
    """On 22 July 2025 no depth is asked for, on 23 July it is; that day is worked out, and the doubt says how."""
    assert "eu-2024-325" not in owed("import", "FRA", "2025-07-22")
    (found,) = [e for e in marking.due("import", state="FRA", on="2025-07-23") if e.instrument == "eu-2024-325"]
    assert (found.min_depth_mm, found.since, found.confidence) == (0.0762, "2025-07-23", "derived")
    published = date(2024, 1, 22)
    months = published.year * 12 + published.month - 1 + 18
    last = date(months // 12, months % 12 + 1, published.day)
    assert date.fromordinal(last.toordinal() + 1).isoformat() == found.since
    assert "22 January 2024" in found.sentence


def test_heights_of_the_european_union_are_due_from_january_2020():
    """The height of 1.6 mm is due from the last day that member States had."""
    assert "eu-2019-68" not in owed("manufacture", "ITA", "2020-01-16")
    (found,) = [e for e in marking.due("manufacture", state="ITA", on="2020-01-17") if e.instrument == "eu-2019-68"]
    assert found.min_height_mm == 1.6
    assert found.scripts == ("latin", "cyrillic", "greek")


def test_height_of_the_united_states_is_asked_of_the_serial_alone():
    """1/16 inch for the serial number, 0.003 inch for all, from 30 January 2002 on."""
    assert "us-27-cfr-478-92" not in owed("manufacture", "USA", "2002-01-29")
    found = {e.content: e for e in marking.due("manufacture", state="USA", on="2002-01-30")}
    assert found["serial"].min_height_mm == 1.5875
    assert found["manufacturer"].min_height_mm is None
    assert {found["serial"].min_depth_mm, found["manufacturer"].min_depth_mm} == {0.0762}
    assert found["serial"].since == "2002-01-30"


def test_the_law_of_the_union_asks_for_no_country_of_import():
    """What the Union asks for at import are the maker's marks; the country is the Protocol's alone."""
    contents = {content for content, _level, _status in owed("import", "FRA", "2026-11-26")["eu-2021-555"]}
    assert "country-of-import" not in contents
    assert {"manufacturer", "serial"} <= contents


def test_a_state_that_is_not_known_to_be_bound_is_said_so():
    """An instrument that may bind is listed last, with its status in words."""
    found = marking.due("import", state="KEN", on="2026-11-26")
    assert found[-1].status == "unknown"
    assert found[-1].since is None
    assert "isn't known whether this instrument binds KEN" in found[-1].sentence
    order = [each.status for each in found]
    assert order == sorted(order, key=["bound", "political", "unknown"].index)


def test_a_rule_that_nobody_read_says_so():
    """A rule from general knowledge is unverified, and its sentence asks to verify it."""
    (found,) = [e for e in marking.due("seizure", state="BRA", on="2026-11-26") if e.article == "para. 9"]
    assert found.confidence == "unverified"
    assert found.level == "conditional"
    assert "verify" in found.sentence


def test_the_weaker_confidence_counts():
    """A rule that was read, for a State whose standing wasn't, is unverified."""
    (first, *_rest) = [e for e in marking.due("manufacture", state="BRA", on="2026-11-26") if e.instrument == "cifta"]
    assert first.confidence == "unverified"


def test_a_former_state_owes_nothing():
    """Nothing here was due in Yugoslavia."""
    assert marking.due("manufacture", state="YUG", on="1985-06-01") == ()


@pytest.mark.parametrize("event", ["theft", "", "IMPORT", None, 3, ["import"]])
def test_a_wrong_event_is_answered_with_the_events(event):
    """What isn't an event is quoted together with those that there are."""
    with pytest.raises(UnknownCodeError, match="manufacture, import, export"):
        marking.due(event, state="NGA", on="2026-11-26")


@given(
    st.sampled_from(list(law.EVENTS)),
    st.sampled_from(STATES),
    st.dates(min_value=date(1995, 1, 1), max_value=date(2040, 1, 1)),
)
def test_what_is_due_is_whole(event, state, on):
    """Each entry uses the words of the vocabulary, cites an article, has a sentence, and goes into JSON."""
    for each in marking.due(event, state=state, on=on):
        assert each.content in law.CONTENTS
        assert each.level in marking.LEVELS
        assert each.status in ("bound", "political", "unknown")
        assert each.source in each.sentence
        assert each.since is None or each.since <= on.isoformat()
        assert json.loads(json.dumps(asdict(each)))["state"] == state


@given(st.text(max_size=20) | st.none() | st.integers(), st.text(max_size=20), st.text(max_size=12))
def test_nothing_but_our_errors_is_raised(event, state, on):
    """Any words at all: a clear error, or an answer."""
    with contextlib.suppress(FirearmskitError):
        marking.due(event, state=state, on=on)


def test_sentences_speak_the_language_that_is_spoken():
    """The sentence is made when it is asked for, so that it follows the language."""
    first = marking.due("import", state="NGA", on="2026-11-26")[0]
    with language.speaking("fr"):
        french = first.sentence
        assert first.source in french
    assert first.source in first.sentence
    assert first.sentence != french


def test_a_source_supports_no_more_than_it_covers():
    """Where a source supports a rule partly, what it doesn't cover is unverified."""
    found = {
        e.content: e.confidence
        for e in marking.due("import", state="FRA", on="2026-11-26")
        if e.article[:6] == "art. 4"
    }
    assert found["serial"] == "partly"
    assert found["place"] == "unverified"
    named = {
        e.content: e.confidence for e in marking.due("import", state="BRA", on="2026-11-26") if e.instrument == "cifta"
    }
    assert set(named.values()) == {"unverified"}
