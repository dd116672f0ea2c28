"""What may be disposed of, and batches that are destroyed before witnesses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records.disposal import (
    DECISIONS,
    ORIGINS,
    WAYS,
    Batch,
    Disposable,
    Outcome,
    certify,
    check_batch,
    check_disposal,
    cleared,
)


def free(item="A", **fields):
    """Make a confiscated item that nothing stands against destroying."""
    usual = {"origin": "confiscated", "decision": "final", "evidence_hold": False, "trace_open": False}
    return Disposable(item=item, **(usual | fields))


def batch(*items, **fields):
    """Make a batch with a place, an operator and two witnesses."""
    usual = {
        "id": "B1",
        "on": "2026-04-01",
        "place": "Fictional foundry",
        "method": "thermal",
        "operator": "P1",
        "witnesses": ("P2", "P3"),
        "planned": items,
    }
    return Batch(**(usual | fields))


def codes(findings):
    """Give the codes of findings."""
    return [each.code for each in findings]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"decision": "open"}, "decision-open"),
        ({"decision": None}, "decision-not-known"),
        ({"decision": "not-needed"}, "decision-needed"),
        ({"evidence_hold": True}, "evidence-hold"),
        ({"evidence_hold": None}, "evidence-not-known"),
        ({"trace_open": True}, "trace-open"),
        ({"trace_open": None}, "trace-not-known"),
    ],
)
def test_each_thing_that_stands_against_it_is_named(fields, code):
    """Not final, held, traced, or not known: each is an error that names the item."""
    found = check_disposal(free(**fields))
    assert codes(found) == [code]
    assert found[0].severity == "error"
    assert '"A"' in found[0].sentence
    assert cleared([free("B"), free(**fields)]) == ("B",)


def test_what_is_not_confiscated_may_need_no_decision():
    """Surplus of the State needs no court."""
    assert check_disposal(free(origin="surplus", decision="not-needed")) == []


@pytest.mark.parametrize("way", [way for way in WAYS if way != "destruction"])
def test_what_is_confiscated_is_destroyed_unless_authorised_marked_and_recorded(way):
    """Another way needs all three of article 6(2), and each that lacks is named with the article."""
    found = check_disposal(free(), way=way)
    assert codes(found) == ["not-authorised", "not-marked", "not-recorded"]
    assert {(each.instrument, each.source, each.confidence) for each in found} == {
        ("firearms-protocol", "Firearms Protocol, art. 6(2)", "sourced")
    }
    full = free(authorised_by="M-7/2026", marked=True, recorded=True)
    assert check_disposal(full, way=way) == []
    assert codes(check_disposal(replace(full, authorised_by=" "), way=way)) == ["not-authorised"]
    assert codes(check_disposal(replace(full, marked=None), way=way)) == ["not-marked"]
    assert check_disposal(free(origin="surrendered"), way=way) == []


def test_what_cannot_be_used_is_refused():
    """Unknown words, numbers for yes and no, and wrong types are refused with a message of ours."""
    for make in (
        lambda: free(origin="stolen"),
        lambda: free(decision="maybe"),
        lambda: free(evidence_hold=0),
        lambda: free(item=None),
        lambda: check_disposal(free(), way="sale"),
        lambda: check_disposal("A"),
        lambda: batch(free(), method="secret"),
        lambda: batch(free(), witnesses="P2"),
        lambda: batch(free(), on="2026"),
        lambda: batch(free(), free()),
        lambda: Outcome(destroyed="A"),
        lambda: check_batch(batch(), {}),
    ):
        with pytest.raises(InputError):
            make()
    with pytest.raises(UnknownCodeError, match="sale"):
        check_disposal(free(), way="sale")


@pytest.mark.parametrize(
    ("witnesses", "expected"),
    [
        (("P2", "P3"), []),
        (("P2",), ["too-few-witnesses"]),
        ((), ["too-few-witnesses"]),
        (("P2", "p2 "), ["too-few-witnesses"]),
        (("P2", "P1"), ["witness-operates", "too-few-witnesses"]),
        (("P2", "P3", " p1"), ["witness-operates"]),
        (("P2", " "), ["too-few-witnesses"]),
        (("P2", "Ｐ２"), ["too-few-witnesses"]),
    ],
)
def test_two_witnesses_are_two_people_and_not_the_operator(witnesses, expected):
    """Capitals, blanks and wide letters don't make a second person."""
    assert codes(check_batch(batch(free(), witnesses=witnesses), Outcome(destroyed=("A",)))) == expected


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome(destroyed=("A",)), ["not-accounted"]),
        (Outcome(destroyed=("A", "B", "C")), ["not-planned"]),
        (Outcome(destroyed=("A", "B"), withdrawn=("B",)), ["accounted-twice"]),
        (Outcome(destroyed=("A", "A", "B")), ["accounted-twice"]),
        (Outcome(destroyed=("A",), missing=("B",)), ["missing"]),
        (Outcome(destroyed=("A",), withdrawn=("B",)), []),
    ],
)
def test_planned_is_destroyed_withdrawn_and_missing(outcome, expected):
    """What is planned is in one of the three, and nothing else is."""
    found = check_batch(batch(free("A"), free("B")), outcome)
    assert codes(found) == expected


def test_an_item_that_is_held_may_be_withdrawn_and_not_destroyed():
    """A hold found on the day takes the item out of the batch; destroying it is an error."""
    held = free("B", evidence_hold=True)
    assert codes(check_batch(batch(free(), held), Outcome(destroyed=("A",), withdrawn=("B",)))) == []
    assert codes(check_batch(batch(free(), held), Outcome(destroyed=("A", "B")))) == ["evidence-hold"]


def test_a_certificate_tells_all_and_shows_when_it_was_changed():
    """It names the sums and the people, and its fingerprint fits only what it says."""
    made = certify(batch(free("A"), free("B"), free("C")), Outcome(destroyed=("B", "A"), missing=("C",)))
    assert made.destroyed == ("A", "B")
    assert made.unchanged
    assert "Planned 3 = destroyed 2 + withdrawn 0 + missing 1." in str(made)
    assert 'done by "P1" and seen by "P2", "P3"' in str(made)
    assert not replace(made, destroyed=("A",)).unchanged
    assert not replace(made, witnesses=("P2", "P4")).unchanged
    again = certify(
        batch(free("C"), free("B"), free("A"), witnesses=("P3", "P2")), Outcome(destroyed=("A", "B"), missing=("C",))
    )
    assert again.fingerprint == made.fingerprint


def test_what_does_not_balance_is_not_certified():
    """The error tells everything that is wrong."""
    with pytest.raises(InputError, match=r"can't be certified.*different witnesses.*isn't destroyed"):
        certify(batch(free(), witnesses=()), Outcome())
    odd = free("\ud800\x00")
    assert certify(batch(odd), Outcome(destroyed=(odd.item,))).unchanged


ITEM = st.builds(
    Disposable,
    item=st.sampled_from("ABCDE"),
    origin=st.sampled_from(list(ORIGINS)),
    decision=st.none() | st.sampled_from(list(DECISIONS)),
    evidence_hold=st.none() | st.booleans(),
    trace_open=st.none() | st.booleans(),
)
IDS = st.lists(st.sampled_from("ABCDEX"), max_size=4).map(tuple)


@given(st.lists(ITEM, max_size=5, unique_by=lambda each: each.item), IDS, IDS, IDS)
def test_a_batch_balances_or_the_items_are_named(items, destroyed, withdrawn, missing):
    """Any plan, any outcome: certified is exactly what balances and nothing stands against; else each item is named."""
    outcome = Outcome(destroyed=destroyed, withdrawn=withdrawn, missing=missing)
    planned = batch(*items)
    errors = [each for each in check_batch(planned, outcome) if each.severity == "error"]
    said = Counter((*destroyed, *withdrawn, *missing))
    wrong = {
        item for item in {*said, *(each.item for each in items)} if said[item] != (item in {i.item for i in items})
    }
    barred = {each.item for each in items if each.item in destroyed and check_disposal(each)}
    assert {each.field for each in errors} == wrong | barred
    if errors:
        with pytest.raises(InputError):
            certify(planned, outcome)
    else:
        made = certify(planned, outcome)
        assert len(items) == len(made.destroyed) + len(made.withdrawn) + len(made.missing)


@given(ITEM)
def test_nothing_goes_that_is_held_traced_or_undecided(item):
    """Whatever goes is decided for good or needs no decision, isn't held, and isn't traced."""
    goes = not check_disposal(item)
    assert goes == (
        item.evidence_hold is False
        and item.trace_open is False
        and (item.decision == "final" or (item.decision == "not-needed" and item.origin != "confiscated"))
    )
