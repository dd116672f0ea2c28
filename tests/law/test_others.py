"""What the instruments beside the Firearms Protocol define and ask: words, ids, dates, support."""

from __future__ import annotations

import csv
import re
from importlib import resources

import pytest

from firearmskit import law, reference
from firearmskit.law import load
from tests.every import every

DATA = resources.files("firearmskit.law") / "data"
OWN = ("firearms-protocol", "untoc")
"""The instruments whose rows have tests of their own."""

TOPICS = {
    *("definitions", "scope", "offences", "confiscation", "records", "marking", "deactivation", "licences"),
    *("brokering", "dealers", "security", "borders", "information", "tracing", "cooperation", "training"),
    *("institutions", "possession", "transfers-risk", "stocks", "reports"),
}
MODALITIES = ("mandatory", "qualified", "consider", "optional")
ADDRESSEES = {
    *("legislature", "government", "licensing authority", "police", "customs", "prosecution", "courts"),
    *("manufacturers", "dealers", "brokers"),
}
FACTS = {
    *("party", "manufactures", "imports", "exports", "transits", "state-transfers", "deactivates"),
    *("other-disposal", "brokering", "symbol-codes", "simplified-procedure", "coast"),
    *("ammunition-components-authorized", "broker-system", "agreement-needs-group", "agreement-needs-act"),
    "disputes-unreserved",
}
ATOM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _rows(table):
    """Read a table as it stands in its file."""
    return list(csv.DictReader((DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines(), strict=True))


def _list(cell):
    return [part for part in cell.split(";") if part]


ELEMENTS = _rows("elements")
ALL_OBLIGATIONS = _rows("obligations")
OBLIGATIONS = [row for row in ALL_OBLIGATIONS if row["instrument"] not in OWN]
DEFINITIONS = [row for row in _rows("definitions") if row["instrument"] not in OWN]
SUPPORTED = [*OBLIGATIONS, *DEFINITIONS]
KNOWN = {row["id"] for row in ELEMENTS}


def _parses(condition):
    """Say whether a condition is ids joined by ``&`` and ``|``, with parentheses that match."""
    left = ATOM.sub("x", condition).replace(" ", "")
    while (shorter := re.sub(r"x[&|]x|\(x\)", "x", left)) != left:
        left = shorter
    return left == "x"


@pytest.mark.parametrize(
    "rows", [ELEMENTS, ALL_OBLIGATIONS, _rows("definitions")], ids=["elements", "obligations", "definitions"]
)
def test_ids_are_unique_together(rows):
    """No id appears twice in a table."""
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) > 0


@every(SUPPORTED)
def test_rows_belong_to_instruments_and_say_how_far_they_are_supported(row):
    """A row names a known instrument; what nobody read has no date, says so, and is never called sourced."""
    law.instrument(row["instrument"])
    assert row["confidence"] in reference.CONFIDENCE
    assert bool(row["covers"]) == (row["confidence"] == "partly")
    assert set(_list(row["covers"])) <= set(row)
    if row["confidence"] == "unverified":
        assert row["source"] == "general knowledge"
        assert row["read"] == ""
        assert row["doubt"]
    else:
        assert not row["source"].startswith("general knowledge")
        assert re.fullmatch(r"20\d\d-[01]\d(?:-[0-3]\d)?", row["read"])
    if row["confidence"] == "partly":
        assert row["doubt"]


@every(OBLIGATIONS)
def test_obligations_use_the_words_of_the_tables(row):
    """Topic, modality, addressee, condition and severity are of their vocabularies; headings are short."""
    assert row["topic"] in TOPICS
    assert row["modality"] in MODALITIES
    assert set(_list(row["addressee"])) <= ADDRESSEES
    assert _list(row["addressee"])
    assert _parses(row["applies"])
    assert set(ATOM.findall(row["applies"])) <= set(FACTS)
    assert row["severity"] in ("high", "medium", "low")
    assert 1 <= len(row["heading"].split()) <= 6
    assert row["heading"][-1] != "."
    assert row["paraphrase"].endswith(".")


@every(OBLIGATIONS)
def test_obligations_ask_for_elements_that_exist(row):
    """What is asked is a condition over known elements; what is owed where possible is known too, and listed once."""
    assert _parses(row["asks"])
    asked, possible = ATOM.findall(row["asks"]), _list(row["where_possible"])
    assert asked
    assert set(asked) | set(possible) <= KNOWN
    assert len(asked) == len(set(asked))
    assert len(possible) == len(set(possible))


@every(OBLIGATIONS)
def test_obligations_hold_while_their_instrument_does(row):
    """An obligation begins before it ends, and not before its instrument; it doesn't outlast it."""
    instrument = law.instrument(row["instrument"])
    since, until = row["since"] or instrument.in_force, row["until"] or instrument.ended
    assert until is None or since <= until
    assert since >= instrument.in_force
    assert instrument.ended is None or until <= instrument.ended


@every(ELEMENTS)
def test_elements_are_one_question_each(row):
    """An element has a topic, a kind, a sentence, a question that can be answered by yes or no, and a hint."""
    assert row["topic"] in TOPICS
    assert row["kind"] in ("law", "practice")
    assert row["sentence"].endswith(".")
    asked = law.element(row["id"]).ask()
    assert asked.endswith("?")
    assert asked.count("?") == 1
    assert "and/or" not in asked
    assert law.element(row["id"]).draft().endswith(".")


@every(ELEMENTS)
def test_elements_imply_elements_without_a_circle(row):
    """What an element implies exists, and never leads back to it."""
    implied = {each["id"]: _list(each["implies"]) for each in ELEMENTS}
    seen, waiting = set(), list(implied[row["id"]])
    while waiting:
        each = waiting.pop()
        assert each in KNOWN
        assert each != row["id"]
        if each not in seen:
            seen.add(each)
            waiting += implied[each]


def test_each_element_is_asked_for():
    """No element is left over: an obligation asks for it or owes it where possible, or another implies it."""
    used = {each for row in ALL_OBLIGATIONS for each in ATOM.findall(row["asks"]) + _list(row["where_possible"])}
    assert not KNOWN - used - {each for row in ELEMENTS for each in _list(row["implies"])}


def test_stricter_periods_imply_the_milder_ones():
    """Twenty years meet ten, and records without end meet both and the thirty of manufacture."""
    implied = {row["id"]: set(_list(row["implies"])) for row in ELEMENTS}
    assert implied["records-20-years"] == {"records-10-years"}
    assert implied["records-permanent"] == {"records-20-years", "records-30-years-manufacture"}


@every(DEFINITIONS)
def test_definitions_say_what_is_in_and_what_is_out(row):
    """A word is on one side only, once; a paraphrase is a sentence."""
    inside, outside = _list(row["includes"]), _list(row["excludes"])
    assert len(inside + outside) == len(set(inside + outside))
    assert row["paraphrase"].endswith(".")
    assert ATOM.fullmatch(row["term"])


def test_unmarked_movement_is_trafficking_in_some_instruments_only():
    """CIFTA, which was read, asks for the leave of the States alone."""
    found = {row["instrument"]: row for row in DEFINITIONS if row["term"] == "illicit-trafficking"}
    assert "unmarked-movement" not in _list(found["cifta"]["includes"])
    assert found["cifta"]["confidence"] == "sourced"
    assert "unmarked-movement" in _list(found["nairobi"]["includes"])
    assert found["nairobi"]["confidence"] == "unverified"


def test_tracing_ends_at_the_diversion_or_at_the_buyer():
    """The Tracing Instrument follows an arm to where it became illicit, the regulation of 2012 to the buyer."""
    found = {row["instrument"]: set(_list(row["includes"])) for row in DEFINITIONS if row["term"] == "tracing"}
    assert "to-point-of-diversion" in found["iti"]
    assert "to-purchaser" in found["eu-258-2012"]


def test_what_was_read_of_periods_is_in_the_rules():
    """Twenty years for exports since 2013 and for certificates of deactivation; CIFTA names none."""
    rules = {rule.id: rule for rule in load.retention_rules()}
    assert [rules[id].minimum_years for id in ("eu-258-2012-12", "eu-2025-41-31", "eu-2015-2403-3")] == [20, 20, 20]
    assert rules["cifta-11"].minimum_years is None
    assert {rules[id].confidence for id in ("eu-258-2012-12", "eu-2025-41-31", "eu-2015-2403-3", "cifta-11")} == {
        "sourced"
    }


def test_one_export_regulation_follows_the_other_without_a_gap():
    """Regulation 258/2012 applies until the day before Regulation 2025/41 does."""
    assert law.instrument("eu-258-2012").ended == "2029-02-11"
    assert law.instrument("eu-2025-41").in_force == "2029-02-12"
    for day, bound in (("2029-02-11", "eu-258-2012"), ("2029-02-12", "eu-2025-41")):
        found = {each.instrument for each in law.binding("FRA", on=day)}
        assert found & {"eu-258-2012", "eu-2025-41"} == {bound}


def test_importers_are_named_on_firearms_by_cifta_alone():
    """CIFTA has the importer's name and address marked; the others have the country."""
    named = {rule.instrument for rule in law.rules("import") if "importer-name" in rule.required}
    assert named == {"cifta", "us-27-cfr-478-92"}
    assert [row["instrument"] for row in OBLIGATIONS if "mark-import-importer" in row["asks"]] == ["cifta"]


def test_transit_waits_for_the_receiving_state_under_cifta():
    """Article IX(2), which was read, makes transit wait for the licence of the State that receives the goods."""
    found = law.obligation("cifta-9-2")
    assert (found.article, found.modality, found.confidence) == ("art. IX(2)", "mandatory", "sourced")
    facts = dict.fromkeys(found.elements, True)
    assert found.condition.value(facts) is True
    for name in found.elements:
        assert found.condition.value({**facts, name: False}) is False
    assert found.applicability.value({"party": True, "transits": False}) is False
