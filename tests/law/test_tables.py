"""The tables of law: their words, dates and references."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from firearmskit import law, reference
from firearmskit.errors import UnknownCodeError
from firearmskit.law import load
from tests.every import every

TABLES = {
    "articles": law.articles(),
    "instruments": law.instruments(),
    "marking_rules": law.rules(),
    "parties": law.party_rows(),
    "party_counts": law.party_counts("firearms-protocol"),
    "retention_rules": load.retention_rules(),
    "transfer_rules": load.transfer_rules(),
}
ROWS = [row for rows in TABLES.values() for row in rows]
DATES = (
    *("adopted", "in_force", "ended", "complete_on", "signed", "consented", "since", "until", "as_of"),
    *("not_before", "not_after", "unsettled_from", "on"),
)


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_unique(name):
    """No id appears twice in a table."""
    ids = [row.id for row in TABLES[name]]
    assert len(ids) == len(set(ids)) > 0


@every(ROWS)
def test_every_row_says_how_far_it_is_supported(row):
    """A row names its source and its confidence; what a source supports says when it was read."""
    assert row.source.strip()
    assert row.confidence in reference.CONFIDENCE
    if row.confidence in ("sourced", "partly"):
        assert re.fullmatch(r"20\d\d-[01]\d(?:-[0-3]\d)?", row.read or "")
        assert not row.source.startswith("general knowledge")
    if row.confidence == "unverified":
        assert row.read is None
        assert row.source == "general knowledge"
    assert bool(row.covers) == (row.confidence == "partly")
    assert set(row.covers) <= {field.name for field in dataclasses.fields(row)}


@every(ROWS)
def test_dates_are_dates(row):
    """Each date is one of the calendar, and what ends doesn't end before it begins."""
    for name in DATES:
        value = getattr(row, name, None)
        assert value is None or date.fromisoformat(value).isoformat() == value, name
    begun, ended = getattr(row, "since", None), getattr(row, "until", None)
    assert begun is None or ended is None or begun <= ended


@every(ROWS)
def test_cells_are_clean_and_sentences_end(row):
    """No cell has white space at its ends, and what people read as a sentence ends as one."""
    for name, value in dataclasses.asdict(row).items():
        for part in value if isinstance(value, tuple) else (value,):
            assert not isinstance(part, str) or part == part.strip() != "", name
        if name in ("note", "doubt", "exceptions", "paraphrase") and value:
            assert value.endswith("."), value


@every(law.instruments())
def test_instruments_use_the_words_of_the_room(instrument):
    """Force and reach are words of the vocabulary; a national law names its State, the others a list of parties."""
    assert instrument.force in ("binding", "political", "national")
    assert instrument.reach in ("global", "regional", "national")
    assert (instrument.force == "national") == (instrument.country is not None) == (instrument.group is None)
    if instrument.force != "national":
        assert instrument.adopted <= instrument.in_force


@every(law.party_rows())
def test_parties_are_states_with_a_status(row):
    """A row names a known State and one status, and has the date that the status needs."""
    states = {each.id for each in reference.rows(reference.Country)} | {"EUE"}
    assert row.id == f"{row.group}:{row.state}"
    assert row.state in states
    assert row.status in ("party", "not-party", "unknown")
    if row.status == "party":
        assert row.since or row.as_of
    elif row.status == "not-party":
        assert row.as_of
        assert row.since is None
    else:
        assert row.doubt


def test_groups_of_parties_belong_to_instruments():
    """Each list of parties is one that an instrument names."""
    assert {row.group for row in law.party_rows()} <= {each.group for each in law.instruments()}


@every(law.rules())
def test_rules_use_the_words_of_the_room(rule):
    """A rule names an instrument, events, contents, parts and scripts that exist, each content once."""
    law.instrument(rule.instrument)
    named = (*rule.required, *rule.where_possible, *rule.alternative, *rule.recommended)
    assert named
    assert len(named) == len(set(named))
    assert set(named) | set(rule.height_of) <= set(law.CONTENTS)
    assert rule.events
    assert set(rule.events) <= set(law.EVENTS)
    parts = {row.id for row in reference.rows(reference.Place)}
    assert {part for each in rule.components for part in each.removesuffix("?").split("|")} <= parts
    assert bool(rule.components) == ("place" in named)
    assert set(rule.scripts) <= {"latin", "cyrillic", "greek"}
    assert not rule.alternative or rule.exceptions
    for limit in (rule.min_height_mm, rule.min_depth_mm):
        assert limit is None or 0 < limit < 5


@every(load.retention_rules())
def test_rules_on_records_use_the_words_of_the_room(rule):
    """A rule names an instrument, records, things and an event that exist, and a period unless its doubt says why."""
    law.instrument(rule.instrument)
    assert rule.duty in ("must", "should")
    assert rule.records == ("all",) or (rule.records and set(rule.records) <= set(law.RECORDS))
    assert rule.items
    assert set(rule.items) | set(rule.where_feasible) <= set(law.TRACEABLE)
    assert not set(rule.items) & set(rule.where_feasible)
    assert rule.counted_from in law.COUNTED_FROM
    assert rule.indefinitely in (None, "required", "encouraged")
    assert rule.personal_data in (None, "included")
    assert rule.minimum_years is None or 1 <= rule.minimum_years <= 100
    assert rule.doubt or (rule.minimum_years and rule.confidence == "sourced")


@every(load.transfer_rules())
def test_rules_on_transfers_belong_to_an_instrument(rule):
    """A rule names an instrument, an article and a duty of the vocabulary."""
    law.instrument(rule.instrument)
    assert rule.duty in ("must", "should", "may", "defines")
    assert re.match(r"arts?\. (\d|[IVX]+\()", rule.article)


@every(law.articles())
def test_articles_belong_to_an_instrument(row):
    """An article names an instrument, and a duty of the vocabulary."""
    law.instrument(row.instrument)
    assert row.duty in ("must", "should", "defines")


def test_the_arms_trade_treaty_has_no_rule_on_marking():
    """The Treaty is listed, says that it asks for no marks, and has no rule."""
    assert "no rule on marking" in law.instrument("att").note
    assert not [rule for rule in law.rules() if rule.instrument == "att"]


def test_inches_are_converted_exactly():
    """1/16 inch and 0.003 inch of the United States' rule are 1.5875 mm and 0.0762 mm."""
    for rule in law.rules():
        if rule.instrument == "us-27-cfr-478-92":
            assert rule.min_height_mm == pytest.approx(25.4 / 16, abs=1e-12)
            assert rule.min_depth_mm == pytest.approx(25.4 * 0.003, abs=1e-12)


def test_parties_to_the_firearms_protocol_are_as_many_as_the_un_counted():
    """The list gives 115 parties on 30 September 2017, 77 on 26 September 2008, 42 deposits' worth in July 2005."""
    rows = [row for row in law.party_rows("firearms-protocol") if row.since]
    # On 30 September 2017 Fiji had deposited; it was bound 30 days later.
    assert sum(row.since <= "2017-10-19" for row in rows) == 115
    assert sum(row.since <= "2008-10-26" for row in rows) == 77
    assert min(row.since for row in rows) == "2005-07-03"


def test_unknown_names_are_answered_with_the_known_ones():
    """A wrong instrument, group or table is quoted together with those that there are."""
    with pytest.raises(UnknownCodeError, match=r'"itti".*firearms-protocol, iti'):
        law.instrument("itti")
    with pytest.raises(UnknownCodeError, match=r'"itti"'):
        law.articles("itti")
    with pytest.raises(UnknownCodeError, match=r'"nato".*ecowas'):
        law.party_rows("nato")
    with pytest.raises(UnknownCodeError, match=r'"treaties".*instruments'):
        law.to_frame("treaties")
    with pytest.raises(UnknownCodeError):
        law.instrument(["iti"])


@pytest.mark.parametrize("name", TABLES)
def test_to_frame_gives_each_row(name):
    """A frame has the columns of the class and a line for each row."""
    frame = law.to_frame(name)
    assert list(frame.columns) == [field.name for field in dataclasses.fields(TABLES[name][0])]
    assert list(frame["id"]) == [row.id for row in TABLES[name]]
