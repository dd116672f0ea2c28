"""Rules of one region: each meets what it asks for, is broken alone, and binds nobody whom it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from firearmskit import law
from tests.law.transfers.changes import (
    BASE,
    NO_OBJECTION,
    TRANSIT,
    add,
    bind,
    change,
    cifta,
    drop,
    european,
    found,
    importer_marked,
    moved,
    of,
)  # fmt: skip

DAY = "2026-11-27"
REGULATIONS = ("eu-258-2012", "eu-2025-41")
STATES = (BASE.export_state, BASE.import_state, *BASE.transit_states)
CIFTA_ALONE = importer_marked(BASE)
for _state in STATES:
    CIFTA_ALONE = bind(CIFTA_ALONE, _state, "cifta")
LATER = moved(of(BASE, "E1").issued_on, 1)


def rests(file, code):
    """Give severity, instrument and article of the finding with a code."""
    (one,) = (each for each in law.check_transfer(file, on=DAY) if each.code == code)
    return one.severity, one.instrument, one.article


@pytest.mark.parametrize("file", [cifta(BASE, *STATES), *map(european, REGULATIONS)], ids=["cifta", *REGULATIONS])
def test_nothing_is_found_in_a_complete_file(file):
    """What meets the Protocol's rules and the region's has no finding."""
    assert found(file) == set()


@pytest.mark.parametrize(
    ("code", "file", "severity", "article"),
    [
        ("export-licence-not-in-file", drop(CIFTA_ALONE, "E1"), "warning", "art. IX(1)"),
        ("import-licence-not-in-file", drop(CIFTA_ALONE, "I1"), "warning", "art. IX(3)"),
        ("export-licence-before-import-licence", change(CIFTA_ALONE, "I1", issued_on=LATER), "error", "art. IX(3)"),
        ("no-objection-not-in-file", drop(CIFTA_ALONE, NO_OBJECTION), "warning", "art. IX(3)"),
        (
            "export-licence-before-no-objection",
            change(CIFTA_ALONE, NO_OBJECTION, issued_on=LATER),
            "error",
            "art. IX(3)",
        ),
        ("receipt-not-confirmed", drop(CIFTA_ALONE, "G1"), "warning", "art. IX(4)"),
    ],
)
def test_cifta_asks_where_the_protocol_does_not_bind(code, file, severity, article):
    """Article IX carries the finding alone, and a file that meets it has none."""
    assert rests(file, code) == (severity, "cifta", article)
    assert code not in {each[0] for each in found(CIFTA_ALONE)}


def test_leave_to_pass_waits_for_the_import_licence():
    """On the day of the import licence, or after it, a transit State may say that it doesn't object."""
    code = "no-objection-before-import-licence"
    day = of(BASE, NO_OBJECTION).issued_on
    for days, wanted in ((0, False), (1, True)):
        file = change(cifta(BASE, TRANSIT), "I1", issued_on=moved(day, days))
        assert (code in {each[0] for each in found(file)}) is wanted
    assert rests(file, code) == ("warning", "cifta", "art. IX(2)")
    assert code not in {each[0] for each in found(change(BASE, "I1", issued_on=moved(day, 1)))}


@pytest.mark.parametrize(
    ("code", "file", "articles"),
    [
        ("export-licence-not-in-file", lambda f: drop(f, "E1"), ("art. 4(1)", "art. 19")),
        ("import-licence-not-in-file", lambda f: drop(f, "I1"), ("art. 7(1)", "art. 20(2)")),
        (
            "no-objection-not-in-file",
            lambda f: drop(f, *(e.id for e in f.papers if e.kind == "transit-no-objection")),
            ("art. 7(1)", "art. 20(2)"),
        ),
        ("missing-place-of-issue", lambda f: change(f, "E1", place_of_issue=None), ("art. 8(1)", "art. 21(1)")),
    ],
)
def test_the_regulations_ask_where_the_protocol_does_not_bind(code, file, articles):
    """The article of the Regulation carries the finding, as a note: the goods may be none that it is about."""
    for regulation, article in zip(REGULATIONS, articles, strict=True):
        whole = european(regulation, "poa")
        for state in BASE.transit_states:  # the Arms Trade Treaty would come first
            whole = bind(whole, state, "poa")
        broken = file(whole)
        got = [each for each in law.check_transfer(broken, on=DAY) if each.code == code]
        assert {(each.severity, each.instrument, each.article) for each in got} == {("note", regulation, article)}
        assert code not in {each[0] for each in found(whole)}


def test_transit_states_are_told_by_the_exporter():
    """Article 8(2), and article 21(2) after it, have transit countries told beforehand."""
    for regulation, article in zip(REGULATIONS, ("art. 8(2)", "art. 21(2)"), strict=True):
        file = bind(european(regulation), BASE.import_state, "poa")
        told = drop(file, f"T-{TRANSIT}")
        assert rests(told, "transit-information-not-in-file") == ("note", regulation, article)


@pytest.mark.parametrize(
    "change_",
    [
        lambda f: replace(f, state_to_state=True),
        lambda f: replace(f, temporary=True),
        lambda f: replace(f, import_state=None),
        lambda f: bind(f, BASE.import_state, "firearms-protocol", "att", "eu-2021-555"),
        lambda f: bind(f, BASE.import_state, "firearms-protocol", "att", "eu-258-2012"),
    ],
    ids=["between States", "temporary", "whereto isn't known", "inside the Union", "inside, by the Regulation"],
)
def test_what_the_regulations_leave_out_is_not_held_against_a_file(change_):
    """They are for exports out of the Union for good, and not for those between States."""
    file = change(european("eu-258-2012"), "I1", expires_on=moved(of(BASE, "E1").expires_on, -1))
    code = "export-licence-outlasts-import-licence"
    assert code in {each[0] for each in found(file)}
    assert code not in {each[0] for each in found(change_(file))}


def test_the_longest_import_licence_counts():
    """A second import licence, or one of which the last day isn't known, may cover the export licence."""
    short = change(european("eu-258-2012"), "I1", expires_on=moved(of(BASE, "E1").expires_on, -1))
    code = "export-licence-outlasts-import-licence"
    for last in (of(BASE, "E1").expires_on, None):
        second = replace(of(BASE, "I1"), id="I2", expires_on=last)
        assert code not in {each[0] for each in found(add(short, second))}


def test_a_proof_of_receipt_has_45_days():
    """A receipt of the 45th day is in time, one of the 46th isn't, and before that nothing is asked."""
    code, sent = "receipt-proof-not-in-file", of(BASE, "S1").on
    file = european("eu-2025-41")
    for days, wanted in ((45, False), (46, True)):
        got = {each[2] for each in found(change(file, "G1", on=moved(sent, days))) if each[0] == code}
        assert got == ({"S1"} if wanted else set())
    early = change(drop(file, "G1"), "S1", on=moved(DAY, -45))
    assert code not in {each[0] for each in found(early)}
    assert code not in {each[0] for each in found(drop(european("eu-258-2012"), "G1"))}


def test_a_statement_of_the_user_is_for_firearms():
    """Parts and ammunition alone need none."""
    file = drop(european("eu-2025-41"), "U1")
    rest = replace(file, goods=tuple(each for each in file.goods if each.kind != "firearm"))
    code = "user-statement-not-in-file"
    assert code in {each[0] for each in found(file)}
    assert code not in {each[0] for each in found(rest)}


@pytest.mark.parametrize("instrument", ["sadc", "nairobi", "kinshasa"])
def test_what_nobody_read_stays_a_note(instrument):
    """Of these Protocols and this Convention, no article on transfers was read."""
    file = bind(BASE, BASE.import_state, "firearms-protocol", "att", instrument)
    (one,) = (each for each in law.check_transfer(file, on=DAY) if each.code == "not-compared")
    assert (one.severity, one.instrument, one.confidence) == ("note", instrument, "unverified")
