"""Each rule on transfers: one file breaks only it, and the file without the fault doesn't."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from firearmskit.law import transfers
from tests.law.transfers.cases import CASES
from tests.law.transfers.changes import (
    BASE,
    add,
    change,
    drop,
    ecowas,
    found,
    moved,
    of,
    simplified,
)

NAMES = [f"{case[0]}-{case[1]}-{case[2]}" for case in CASES]


@pytest.mark.parametrize("file", [BASE, simplified(), ecowas()], ids=["full", "simplified", "ecowas"])
def test_nothing_is_found_in_a_complete_file(file):
    """A file that holds all that is asked for has no finding."""
    assert found(file) == set()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_file_with_one_fault_has_its_finding_alone(case):
    """A fault makes its own finding, on its own field, and no other but those that follow from it."""
    code, severity, field, file, *others = case
    beside = others[0] if others else set()
    got = found(file)
    assert (code, severity, field) in got
    assert {each[0] for each in got} == {code, *beside}
    assert sum(each[0] == code for each in got) == 1


def test_every_code_has_a_case():
    """No code of a finding in the sources lacks a file that makes it."""
    written = "".join(path.read_text("utf-8") for path in Path(transfers.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'case,\s+"([a-z-]+[a-z])",', written)) | set(re.findall(r'code="([a-z-]+)"', written))
    codes |= set(re.findall(r'\(\s*"((?:simplified|purpose|authenticity|receipt)-[a-z-]+)",', written))
    assert len(codes) > 50
    assert codes <= {case[0] for case in CASES}


def test_an_item_that_no_paper_gives_is_a_warning():
    """What licences and papers say together: a note while another paper says it, a warning when none does."""
    file = BASE
    for paper in BASE.papers:
        if paper.kind != "export-assessment":
            file = change(file, paper.id, final_recipient=None)
    assert found(file) == {("missing-final-recipient", "warning", "E1"), ("missing-final-recipient", "warning", "I1")}


def test_names_that_differ_in_writing_alone_agree():
    """Case, spaces and points make no other recipient."""
    name = of(BASE, "U1").final_recipient
    assert found(change(BASE, "U1", final_recipient=f" {name.upper()}. ".replace(" ", "  "))) == set()


def test_a_valid_licence_more_answers_an_expired_one():
    """A shipment after the expiry of one licence is in order when another one covers its day."""
    expired = change(BASE, "E1", expires_on=moved(of(BASE, "S2").on, -1))
    second = replace(of(BASE, "E1"), id="E2", items=())
    assert {each[0] for each in found(expired)} == {"shipment-outside-export-licence"}
    assert {each[0] for each in found(add(expired, second))} == {"missing-description", "missing-quantity"}


def test_symbols_with_a_code_stand_for_maker_country_and_number():
    """A unique mark is enough at manufacture, as article 8(1)(a) allows."""
    assert found(change(BASE, "A", marks=("unique-mark", "country-of-import"))) == set()


def test_a_receipt_is_of_the_shipment_that_it_names():
    """A receipt that names none is of the only shipment, and of neither when there are two."""
    unnamed = change(BASE, "G1", shipment=None)
    assert found(unnamed) == {("receipt-not-confirmed", "warning", "S1")}
    assert found(drop(unnamed, "S2", "Q2", "G2")) == set()


def test_the_heaviest_findings_come_first():
    """Errors stand before warnings, warnings before notes, and the same codes together."""
    file = change(change(drop(BASE, "I1", "C1"), "U1", authenticity="denied"), "R1", overriding_risk=True)
    listed = transfers.check_transfer(replace(file, kept_until=None), on="2026-11-27")
    assert [each.code for each in listed] == [
        "authenticity-denied", "overriding-risk", "import-licence-not-in-file", "industry-contact-not-in-file",
        "keeping-not-in-file",
    ]  # fmt: skip


def test_without_a_recipient_among_the_parties_the_import_licence_decides():
    """Which paper differs doesn't depend on the order in the file."""
    file = replace(
        change(BASE, "E1", final_recipient="Another"),
        parties=tuple(each for each in BASE.parties if each.role != "final-recipient"),
    )
    for papers in (file.papers, file.papers[::-1], tuple(sorted(file.papers, key=lambda each: each.id))):
        assert found(replace(file, papers=papers)) == {
            ("final-recipient-differs", "error", "E1"),
            ("final-recipient-not-in-file", "warning", "final-recipient"),
        }


def test_marks_of_import_are_owed_once_the_goods_are_there():
    """Before receipt, and for goods that come back, no mark of import is due."""
    unmarked = change(BASE, "A", marks=("manufacturer", "country-of-manufacture", "serial"))
    assert found(drop(unmarked, "S1", "S2", "Q1", "Q2", "G1", "G2")) == set()
    assert found(replace(unmarked, temporary=True)) == set()
    assert {each[2] for each in found(change(BASE, "A", marks=()))} == {
        "A: manufacturer", "A: country-of-manufacture", "A: serial", "A: country-of-import", "A: unique-mark",
    }  # fmt: skip


def test_the_law_of_the_state_of_export_is_not_asked_for_marks_of_manufacture():
    """Where a firearm was made isn't in the file: the rules of the United States on makers aren't applied to it."""
    file = replace(BASE, export_state="USA", transit_states=(), papers=(), events=())
    marks = [e for e in transfers.check_transfer(file, on="2026-11-27") if e.code == "mark-missing"]
    assert {each.instrument for each in marks} <= {"iti", "firearms-protocol", "cifta"}


def test_ecowas_bans_transfers_between_states_too():
    """The Protocol leaves transactions between States out, and the Convention doesn't."""
    codes = {each[0] for each in found(replace(drop(ecowas(), "X1", "I1"), state_to_state=True))}
    assert codes == {"state-to-state", "exemption-not-in-file"}


def test_days_of_leap_years_count_to_the_first_of_march():
    """Ten years after a 29 February end on a first of March."""
    file = change(BASE, "S1", on="2024-02-29")
    kept = {e.sentence for e in transfers.check_transfer(drop(file, "S2", "G2", "Q2", "G1"), on="2026-11-27")}
    short = replace(drop(file, "S2", "G2", "Q2", "G1"), kept_until="2034-02-28")
    new = {e.sentence for e in transfers.check_transfer(short, on="2026-11-27")} - kept
    assert len(new) == 1
    assert "2034-03-01" in new.pop()
