"""What holds for every file on a transfer, however it was made up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import law
from firearmskit.draw import Draw
from firearmskit.law import transfers
from firearmskit.law.transfers.drawing import DAY, complete_file
from firearmskit.law.transfers.planting import FAULTS
from tests.law.transfers.changes import add, change, drop, found, importer_marked, item

SEEDS = st.binary(min_size=1, max_size=8)
ITEMS = (
    "place_of_issue",
    "issued_on",
    "expires_on",
    "export_state",
    "import_state",
    "final_recipient",
    "transit_states",
)


def test_planted_faults_are_found_and_none_is_invented():
    """In 1,000 made-up files with up to five faults, the findings are the planted faults."""
    wrong, planted = [], set()
    for number in range(1000):
        drawn = transfers.draw_transfer(str(number).encode(), faults=number % 6)
        got = sorted((each.code, each.field) for each in law.check_transfer(drawn.file, on=drawn.on))
        if got != sorted((each.code, each.field) for each in drawn.planted):
            wrong.append(number)
        planted |= {each.code for each in drawn.planted}
    assert wrong == []
    assert planted == set(FAULTS)


@given(SEEDS)
def test_a_complete_file_has_no_findings(seed):
    """Whatever is drawn, a complete file is complete."""
    assert found(complete_file(Draw(seed))) == set()


@given(SEEDS, st.sampled_from(ITEMS), st.sampled_from(["I1", "E1"]))
def test_an_item_left_out_is_the_one_that_is_found(seed, name, paper):
    """To leave out any required item of a licence gives exactly its finding."""
    got = found(change(complete_file(Draw(seed)), paper, **{name: None}))
    assert {(code, field) for code, _severity, field in got} == {("missing-" + name.replace("_", "-"), paper)}


@given(SEEDS, st.sampled_from(["description", "quantity"]), st.sampled_from("ABC"), st.sampled_from(["I1", "E1"]))
def test_what_a_line_lacks_is_the_one_that_is_found(seed, name, line, paper):
    """To leave out description or quantity of any line of a licence gives exactly its finding."""
    got = found(item(complete_file(Draw(seed)), paper, line, **{name: None}))
    assert {(code, field) for code, _severity, field in got} == {("missing-" + name, paper)}


@given(SEEDS, st.integers(0, 5), st.randoms(use_true_random=False))
def test_the_order_in_the_file_makes_no_difference(seed, faults, dice: random.Random):
    """Papers, events, goods and parties may stand in any order."""
    file = transfers.draw_transfer(seed, faults=faults).file
    shuffled = {name: tuple(dice.sample(held, len(held))) for name in ("papers", "events", "goods", "parties")
                if (held := getattr(file, name))}  # fmt: skip
    assert law.check_transfer(replace(file, **shuffled), on=DAY) == law.check_transfer(file, on=DAY)


@given(SEEDS, st.integers(1, 5), st.sampled_from(list(transfers.PAPERS)))
def test_an_empty_paper_answers_only_that_it_is_there(seed, faults, kind):
    """A paper that says nothing takes no finding away, except that no paper of its kind is in the file."""
    file = transfers.draw_transfer(seed, faults=faults).file
    before = {(code, field) for code, _severity, field in found(file)}
    after = {(code, field) for code, _severity, field in found(add(file, transfers.TransferPaper(id="ZZ", kind=kind)))}
    # A delivery verification without a shipment may be of any of two: it answers none of them.
    assert before - after <= {(f"{kind}-not-in-file", kind)}


@given(SEEDS, st.sampled_from(["I1", "E1", "U1"]))
def test_a_second_copy_never_mends_the_first(seed, paper):
    """What one paper lacks is still found when a full copy is beside it; its own days and place above all."""
    file = complete_file(Draw(seed))
    copy = next(replace(each, id="ZZ", items=()) for each in file.papers if each.id == paper)
    lacking = change(file, paper, place_of_issue=None, authenticity="denied", final_recipient="Another")
    before = {(code, field) for code, _severity, field in found(lacking) if field == paper}
    after = {(code, field) for code, _severity, field in found(add(lacking, copy))}
    assert before
    assert before <= after


PAIRS = [("FRA", "NGA"), ("USA", "MEX"), ("CMR", "TCD"), ("KEN", "UGA"), ("ZAF", "MOZ"), ("GBR", "SYR"), ("DEU", "BRA")]


@pytest.mark.parametrize("pair", PAIRS)
def test_what_nobody_read_is_a_note_and_says_so(pair):
    """Between real States no error or warning rests on a rule that is unverified, or that may not bind."""
    file = drop(complete_file(Draw(b"real")), "I1", "R1", "U1")
    states = dict.fromkeys([each.code for each in file.invented_states])
    real = replace(file, export_state=pair[0], import_state=pair[1])
    noted = 0
    for each in law.check_transfer(real, on=DAY):
        status = {b.instrument: b.status for state in pair for b in law.binding(state, on=DAY)}
        if each.confidence == "unverified" or "unverified" in each.sentence:
            noted += 1
            assert each.severity == "note", each
            assert "unverified" in each.sentence
        elif each.severity != "note" and each.instrument:
            assert "bound" in (status.get(each.instrument), *(["bound"] if each.field in states else []))
    assert noted


def test_parties_to_the_arms_trade_treaty_are_not_known():
    """For a real State the Treaty's rules are notes, as its parties aren't in the tables."""
    file = transfers.TransferFile(
        id="F", direction="export", export_state="FRA", import_state="JPN", state_to_state=False
    )
    treaty = [each for each in law.check_transfer(file, on=DAY) if each.instrument == "att"]
    assert {each.severity for each in treaty} == {"note"}
    assert all("isn't known whether" in each.sentence for each in treaty)


REGIONAL = {
    "no-objection-before-import-licence", "export-licence-outlasts-import-licence", "receipt-proof-not-in-file",
    "user-statement-not-in-file",
}  # fmt: skip


@given(SEEDS, st.integers(0, 5), st.sampled_from(["eu-258-2012", "eu-2025-41"]))
def test_regional_rules_take_nothing_away(seed, faults, regulation):
    """Where CIFTA and a Regulation bind too, what was planted is found, and beside it only what regional rules add."""
    drawn = transfers.draw_transfer(seed, faults=faults)
    states = tuple(
        replace(
            each, bound_by=(*each.bound_by, "cifta", *([regulation] if each.code == drawn.file.export_state else []))
        )
        for each in drawn.file.invented_states
    )
    got = {
        (code, field) for code, _severity, field in found(importer_marked(replace(drawn.file, invented_states=states)))
    }
    planted = {(each.code, each.field) for each in drawn.planted}
    assert planted <= got
    assert {code for code, _field in got - planted} <= (REGIONAL if planted else set())


@pytest.mark.parametrize(
    ("day", "number"), [("2026-11-27", "258-2012"), ("2029-02-11", "258-2012"), ("2029-02-12", "2025-41")]
)
def test_the_regulation_that_applies_on_the_day_is_the_one_that_is_told(day, number):
    """Regulation 2025/41 takes the place of Regulation 258/2012 on 12 February 2029."""
    ends = (
        transfers.TransferPaper(id="I1", kind="import-licence", expires_on="2026-01-01"),
        transfers.TransferPaper(id="E1", kind="export-licence", expires_on="2026-06-01"),
    )
    file = transfers.TransferFile(id="F", direction="export", export_state="FRA", import_state="JPN", papers=ends)
    got = [e for e in law.check_transfer(file, on=day) if e.code == "export-licence-outlasts-import-licence"]
    assert [(e.instrument, e.severity, e.confidence) for e in got] == [(f"eu-{number}", "note", "sourced")]
    assert "civilian" in got[0].sentence
    assert not [e for e in law.check_transfer(file, on=day) if e.code == "not-compared"]


@given(SEEDS, st.integers(0, 5))
def test_nothing_is_claimed_of_what_is_not_in_the_file(seed, faults):
    """No sentence says that a paper wasn't issued, or that somebody acted unlawfully."""
    file = transfers.draw_transfer(seed, faults=faults).file
    bare = replace(file, papers=(), events=())
    for each in (*law.check_transfer(file, on=DAY), *law.check_transfer(bare, on=DAY)):
        assert not any(word in each.sentence for word in ("wasn't issued", "not issued", "unlawful", "illegal"))
        if each.code.endswith("-not-in-file"):
            assert "in the file" in each.sentence
            assert each.severity != "error"


def test_a_contradiction_stands_where_no_rule_is_known_to_bind():
    """What a file says against itself is an error for a State of which it isn't known whether the Protocol binds it."""
    paper = transfers.TransferPaper(id="U1", kind="end-user-certificate", export_state="TCD", signed_by="x")
    file = transfers.TransferFile(id="F", direction="export", export_state="CMR", import_state="GAB", papers=(paper,))
    (found,) = (each for each in law.check_transfer(file, on=DAY) if each.code == "export-state-differs")
    assert (found.severity, found.instrument) == ("error", None)


def test_the_weaker_support_is_the_one_that_is_told():
    """The confidence of a finding is that of the rule, or that of the State being bound, whichever is weaker."""
    (bound,) = (each for each in law.binding("FRA", on=DAY) if each.instrument == "firearms-protocol")
    file = transfers.TransferFile(
        id="F", direction="export", export_state="FRA", import_state="JPN", state_to_state=False
    )
    (found,) = (each for each in law.check_transfer(file, on=DAY) if each.code == "import-licence-not-in-file")
    assert bound.confidence == found.confidence == "derived"
