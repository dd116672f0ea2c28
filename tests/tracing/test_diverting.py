"""The proposed point of diversion: what it rests on, what else can be, and where it can't be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import tracing
from firearmskit.tracing import BANDS, HYPOTHESES, scenarios
from tests.tracing.cases import (
    DEALER,
    IMPORTER,
    MAKER,
    PERSON,
    chained,
    entry,
    exported,
    extract,
    imported,
    made,
    reply,
    seized,
    sold,
    whole,
    without,
)

RANK = {band: rank for rank, band in enumerate(BANDS)}


def point(*evidence, **other):
    """Give the proposal."""
    return chained(*evidence, **other).diversion.point


def theft(**other):
    """A theft that the last holder reported."""
    return entry("theft", "2018-02-01", told_by="QMB", releasing=PERSON, **other)


def test_a_reported_theft_is_well_supported():
    """The last holder reported a theft: that is the point, with the report as its rival's question."""
    found = chained(extract("QMA", made(), exported()), extract("QMB", imported(), sold(), theft()), seized())
    at = found.diversion.point
    assert (at.kind, at.holder.name, at.state, str(at.span), at.band) == (
        "theft", "Person 1", "QMB", "2018-02-01", "well-supported",
    )  # fmt: skip
    assert [each.kind for each in found.diversion.rivals] == ["unlawful-transfer"]
    assert found.diversion.established == "tracing"
    assert found.diversion.last_legal_record.kind == "theft"
    assert found.diversion.last_legal_holder.name == "Person 1"


def test_a_statement_supports_less_than_a_record():
    """That somebody says it was stolen is weaker than that a register has it."""
    assert point(*whole(), theft(standing="statement")).band == "weakly-supported"


def test_a_theft_from_somebody_to_whom_no_record_leads_is_doubted():
    """The theft counts, and the missing way to its holder is said against it."""
    gone = entry("theft", "2018", told_by="QMB", releasing=DEALER)
    at = point(*whole(), gone)
    assert at.band == "supported"
    assert "No record tells how it came to Lakeside Sport" in at.against[0]


def test_after_the_last_holder_of_a_state_that_answered_in_full():
    """Nothing is told after the sale, and the register is whole: it left from the buyer, in a way that isn't told."""
    found = chained(*whole())
    at = found.diversion.point
    assert (at.kind, at.holder.name, at.state, at.band) == ("after-last-record", "Person 1", "QMB", "supported")
    assert str(at.span) == "2015-06-01/2020-05-04"
    assert [each.kind for each in found.diversion.rivals] == ["theft", "unlawful-transfer"]
    assert all(each.questions[0].state == "QMB" for each in found.diversion.rivals)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "wasn't asked"),
        (reply("refusal", state="QMB", ground="pending-case"), "refused"),
        (reply("acknowledgement", state="QMB"), "hasn't answered yet"),
        (reply("delay", state="QMB"), "hasn't answered yet"),
        (reply("partial", state="QMB"), "for a part only"),
        (reply("not-traceable", state="QMB"), "for a part only"),
        (extract("QMB", missing=("2015/2019",)), "for a part only"),
        (extract("QMB", missing=("../..",)), "for a part only"),
        (reply("no-record", state="QMB", searched_serial="EXA 100425"), "another firearm"),
    ],
)
def test_the_silence_of_a_state_that_has_not_answered_tells_nothing(answer, said):
    """Exported, and the consignee's State refused, waits, or lacks pages: nothing is proposed, and it is said why."""
    found = chained(extract("QMA", made(), exported()), *([answer] if answer else []), seized()).diversion
    assert found.point is None
    assert found.established is None
    assert said in found.why_open
    assert any(each.state == "QMB" for rival in found.rivals for each in rival.questions)
    assert found.last_legal_holder.name == MAKER.name


@pytest.mark.parametrize("answer", [extract("QMB"), reply("no-record", state="QMB"), reply("full", state="QMB")])
def test_exported_and_never_arrived(answer):
    """The State of the consignee has nothing, and answered in full: between the export and the arrival."""
    found = chained(extract("QMA", made(), exported()), answer, seized()).diversion
    assert (found.point.kind, found.point.holder.name, found.point.state) == ("in-transit", MAKER.name, None)
    assert [each.kind for each in found.rivals] == ["after-last-record"]
    assert found.rivals[0].holder.name == IMPORTER.name
    assert {each.state for each in found.point.questions} == {"QMA"}


def test_pages_missing_at_another_time_do_not_matter():
    """What is missing from before the sale says nothing about the time after it."""
    register = extract("QMB", imported(), sold(), missing=("2013-04/2015-05",))
    assert point(extract("QMA", made(), exported()), register, seized()).kind == "after-last-record"
    late = extract("QMB", imported(), sold(), missing=("2016",))
    assert point(extract("QMA", made(), exported()), late, seized()) is None


def test_an_import_mark_alone_supports_weakly():
    """The mark shows that it arrived, and no register who had it."""
    mark = entry("import", "2013", standing="mark", country="QMB")
    at = point(extract("QMA", made(), exported()), extract("QMB"), mark, seized())
    assert (at.kind, at.holder.name, at.band) == ("after-last-record", IMPORTER.name, "weakly-supported")


def test_a_contradicted_date_lowers_the_band():
    """The same proposal rests on a sale whose date can't be."""
    at = point(extract("QMA", made(), exported()), extract("QMB", imported(), sold("2009")), seized())
    assert (at.kind, at.band) == ("after-last-record", "weakly-supported")
    assert "before the firearm was made" in " ".join(at.against)


def test_a_maker_or_a_serial_that_was_not_read_lowers_the_band():
    """Without the whole key another firearm can be meant."""
    assert point(*whole(), firearm=without(maker=None)).band == "weakly-supported"
    assert point(*whole(), firearm=without(serial="EXA 10?452")).band == "weakly-supported"
    assert point(*whole()).band == "supported"


def test_recovered_from_its_lawful_holder_is_no_diversion():
    """The buyer still had it: no diversion is shown, and none is counted."""
    found = chained(*whole()[:2], seized(releasing=PERSON)).diversion
    assert found.point.kind == "still-held"
    assert found.established is None


def test_a_copy_that_no_register_has_leaves_two_readings():
    """No lawful record at all: illicitly made, or asked for in the wrong way; marks on the object decide neither."""
    mark = entry("manufacture", None, standing="mark", country="QMA", receiving=MAKER)
    found = chained(mark, reply("no-record"), seized()).diversion
    assert found.point is None
    assert found.last_legal_holder is None
    assert {each.kind for each in found.rivals} == {"manufacture", "misread"}


def test_a_gap_between_two_records_is_a_rival():
    """The register is whole and has no record from the importer to the dealer: it can have left the chain there too."""
    told = extract("QMB", imported(), sold(by=DEALER), theft())
    found = chained(extract("QMA", made(), exported()), told, seized()).diversion
    assert found.point.kind == "theft"
    gap = next(each for each in found.rivals if each.kind == "gap")
    assert (gap.holder.name, gap.band) == (IMPORTER.name, "weakly-supported")


def test_a_finding_of_an_authority_is_told_apart_from_tracing():
    """Where tracing can't tell, a competent authority's finding is the point, and is counted as such."""
    finding = entry("finding", "2018", standing="finding", country="QMB", releasing=IMPORTER)
    refused = reply("refusal", state="QMB", ground="pending-case")
    found = chained(extract("QMA", made(), exported()), refused, finding, seized()).diversion
    assert (found.point.kind, found.established) == ("finding", "competent-authority")
    both = chained(*whole(), finding).diversion
    assert (both.point.kind, both.established) == ("after-last-record", "tracing")
    assert "finding" in {each.kind for each in both.rivals}


SEEDS = st.integers(0, 10**6)


@given(SEEDS)
def test_proposals_hold_together(seed):
    """A proposal is never open, rests on evidence that is there, and rivals are in the order of their bands."""
    shown = scenarios.scenario(seed).shown
    found = tracing.chain(shown.firearm, shown.evidence)
    told = {each.id for link in found.links for each in link.told}
    diversion = found.diversion
    for each in (*diversion.rivals, *([diversion.point] if diversion.point else [])):
        assert each.kind in HYPOTHESES
        assert each.band in BANDS
    assert (diversion.point is None) == (diversion.why_open is not None)
    if diversion.point is not None:
        assert diversion.point.band != "open"
        assert set(diversion.point.evidence) <= told
    ranks = [RANK[each.band] for each in diversion.rivals]
    assert ranks == sorted(ranks)


@given(SEEDS)
def test_a_refusal_more_never_helps(seed):
    """A refusal of any State adds no knowledge: it closes no open case and changes no proposal."""
    shown = scenarios.scenario(seed).shown
    before = tracing.chain(shown.firearm, shown.evidence).diversion
    for state in ("QMA", "QMB", "QMC"):
        refusal = reply("refusal", state=state, ground="pending-case", id="refused-too")
        after = tracing.chain(shown.firearm, (*shown.evidence, refusal)).diversion
        assert after.point == before.point


@given(SEEDS)
def test_losing_an_answer_never_makes_a_proposal_stronger(seed):
    """Without one extract or reply, the same point has no higher band than with it."""
    shown = scenarios.scenario(seed).shown
    full = tracing.chain(shown.firearm, shown.evidence).diversion.point
    for item in shown.evidence:
        if isinstance(item, tracing.Entry):
            continue
        less = tracing.chain(shown.firearm, [each for each in shown.evidence if each is not item]).diversion.point
        if full is not None and less is not None and (less.kind, less.holder) == (full.kind, full.holder):
            assert RANK[less.band] >= RANK[full.band]
