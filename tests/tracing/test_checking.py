"""What a channel asks for, and on which grounds a request may be refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firearmskit import tracing
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.tracing import Description, Recovery
from tests.tracing.cases import reply, request

FULL_FIREARM = Description(
    serial="EXA 100452", maker="glock", model="Glock 17", kind="pistol", calibre="9 para", country="AUT", importer="X",
    status="seized", marks=("EXA 100452",),
)  # fmt: skip
FULL = {
    "firearm": FULL_FIREARM,
    "recovery": Recovery(
        kind="seized", date="2026-02-01", country="QMD", place="Port", circumstances="In a container, with papers",
        why_illicit="Imported without a licence", legal_reason="Firearms Act, section 9",
    ),
    "intended_use": "A prosecution for trafficking",
    "case": "C 12",
    "priority": "routine",
    "codes": ("crime_code=1", "agency_code=X1"),
    "own_checks": ("national register",),
}  # fmt: skip


def found(channel, **other):
    """Give the findings on a request by field."""
    return {each.field: each for each in tracing.check_request(request(**{**FULL, **other}), channel)}


@pytest.mark.parametrize("channel", [row.id for row in tracing.channels()])
def test_a_full_request_leaves_nothing_to_find(channel):
    """Every rule of every channel can be met."""
    missing = {field: each for field, each in found(channel).items() if each.code == "missing"}
    assert not missing


RULES = [row for way in tracing.channels() for row in tracing.content_rules(way.id) if row.field != "requesting"]
"""All rules but the one on who asks: a request without that can't be made."""


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_bites(rule):
    """Without its field a rule makes a finding with the rule's own confidence; one on a value, with a wrong value."""
    first = rule.field.partition("|")[0].partition(".")
    if first[0] == "recovery":
        other = {"recovery": replace(FULL["recovery"], **{first[2]: None})}
    elif first[0] == "firearm":
        wrong = {name.partition(".")[2]: None for name in rule.field.split("|")}
        wrong = {name: () if name == "marks" else value for name, value in wrong.items()}
        wrong = {"status": "borrowed"} if rule.values else wrong
        other = {"firearm": replace(FULL_FIREARM, **wrong)}
    elif first[0] == "codes":
        other = {"codes": ()}
    else:
        other = {first[0]: () if first[0] == "own_checks" else None}
    each = found(rule.channel, **other)[rule.field.partition("|")[0]]
    assert each.code == ("value-not-allowed" if first[0] == "firearm" and rule.values else "missing")
    assert each.confidence == rule.confidence
    if rule.confidence == "unverified":
        assert each.severity in ("warning", "note")
        assert "wasn't read" in each.sentence
    else:
        assert each.severity == {"required": "error", "where-possible": "warning", "wanted": "note"}[rule.need]
        assert "wasn't read" not in each.sentence


def test_what_was_not_read_is_never_graded_on():
    """All of the International Tracing Instrument's rules here rest on unread text, and no grade on them."""
    assert not any(tracing.gradable(rule) for rule in tracing.content_rules("iti"))
    assert not any(tracing.gradable(row) for row in tracing.grounds("iti"))
    bare = request(recovery=None, intended_use=None)
    findings = [each for each in tracing.check_request(bare) if each.code == "missing"]
    assert findings
    assert not any(tracing.gradable(each) or each.severity == "error" for each in findings)
    assert all(tracing.gradable(row) for row in tracing.grounds("mutual-legal-assistance"))
    with pytest.raises(InputError):
        tracing.gradable("rule")


def test_the_article_is_cited():
    """A finding under an instrument cites it with the paragraph."""
    each = found("iti", intended_use=None)["intended_use"]
    assert (each.instrument, each.article) == ("iti", "para. 17(c)")
    assert each.source == "International Tracing Instrument, para. 17(c)"


def test_an_importer_is_asked_for_only_where_it_was_imported():
    """The form of the United States wants the importer of a firearm made elsewhere."""
    assert "firearm.importer" in found("etrace-like", firearm=replace(FULL_FIREARM, importer=None))
    assert "firearm.importer" not in found("etrace-like", firearm=replace(FULL_FIREARM, importer=None, country="USA"))


@pytest.mark.parametrize("code", ["crime_code", "crime_code=", "crime_code= ", "other=1", "=1"])
def test_a_code_without_a_value_is_missing(code):
    """A code counts with its name and a value."""
    assert found("etrace-like", codes=(code, "agency_code=X1"))["codes.crime_code"].code == "missing"


def test_dates_that_can_not_follow_each_other_are_found():
    """A request is written after the recovery and sent after it was written."""
    late = {each.field for each in tracing.check_request(request(recovery=Recovery(kind="found", date="2026-03-09")))}
    assert "drafted" in late
    assert found("iti", wanted_by="2026-01-01")["wanted_by"].code == "dates-contradict"
    assert found("iti", priority="urgent")["priority_reason"].code == "no-reason"


def test_a_description_that_changed_after_sending_is_found():
    """Whoever corrects what was sent is told to follow on instead."""
    sent = request(**FULL)
    changed = replace(sent, firearm=replace(sent.firearm, serial="EXA 100425"))
    codes = {each.code: each.severity for each in tracing.check_request(changed)}
    assert codes["changed-after-sending"] == "error"
    assert "changed-after-sending" not in {each.code for each in tracing.check_request(sent)}
    assert "not-frozen" in {each.code for each in tracing.check_request(replace(sent, snapshot=None))}


def test_what_contradicts_in_the_description_is_found():
    """A model written where the serial belongs would trace nothing: the request says so before it is sent."""
    codes = {each.field for each in tracing.check_request(request(firearm=replace(FULL_FIREARM, serial="7.62x39")))}
    assert "firearm.serial" in codes


@pytest.mark.parametrize("way", ["iti", "mutual-legal-assistance"])
def test_only_grounds_of_the_channel_are_allowed(way):
    """Each ground of the channel passes with reasons; any other is a finding of the ground's own confidence."""
    allowed = [row for row in tracing.grounds(way) if "refusal" in row.allows]
    for row in allowed:
        assert tracing.check_refusal(reply("refusal", ground=row.ground, reasons="Because"), way) == []
    (other,) = tracing.check_refusal(reply("refusal", ground="no-time", reasons="Because"), way)
    assert (other.code, other.confidence) == ("ground-not-allowed", allowed[0].confidence)
    assert other.severity == ("error" if way != "iti" else "warning")
    assert '"no-time"' in other.sentence


def test_a_pending_case_allows_to_wait_but_not_to_refuse_assistance():
    """Under the Convention a case that is under way allows postponement; it isn't among the grounds of refusal."""
    way = "mutual-legal-assistance"
    codes = [each.code for each in tracing.check_refusal(reply("refusal", ground="pending-case", reasons="x"), way)]
    assert codes == ["ground-not-allowed"]
    delayed = reply("delay", ground="pending-case", reasons="x", until="2026-09-01")
    assert tracing.check_refusal(delayed, way) == []


def test_reasons_are_due():
    """A refusal without a ground or without reasons is found, and so is a delay without an end."""
    codes = [each.code for each in tracing.check_refusal(reply("refusal"), "mutual-legal-assistance")]
    assert codes == ["no-ground", "no-reasons"]
    codes = [each.code for each in tracing.check_refusal(reply("delay", ground="pending-case", reasons="x"), "iti")]
    assert codes == ["no-end"]


def test_a_channel_without_known_grounds_says_so():
    """Where no source gives grounds, a note says that, and no ground is called wrong."""
    (only,) = tracing.check_refusal(reply("refusal", ground="any", reasons="x"), "iarms-like")
    assert (only.code, only.severity) == ("no-grounds-found", "note")


def test_an_answer_is_no_refusal():
    """A full answer has no ground to check, and a channel that there isn't is quoted."""
    assert tracing.check_refusal(reply("full"), "iti") == []
    with pytest.raises(UnknownCodeError, match='"post"'):
        tracing.check_refusal(reply("full"), "post")
    with pytest.raises(InputError):
        tracing.check_request("request")
