"""The nine steps after a recovery, and what records show of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import tracing
from firearmskit.errors import FirearmskitError, InputError, UnknownCodeError
from firearmskit.tracing import PIECES, RECORDS

ALL = [
    {"kind": kind.partition("/")[0], "about": kind.partition("/")[2] or None, "id": f"e{at}", "date": "2026-03-01"}
    for at, kind in enumerate(RECORDS)
]


def states(records, **other):
    """Give the state of each step by its number."""
    return {each.number: each.state for each in tracing.checklist(records, **other)}


def test_there_are_nine_steps_with_their_source():
    """Numbers, parts and names follow the slides; every piece belongs to one step."""
    rows = tracing.steps()
    assert [row.number for row in rows] == list(range(1, 10))
    assert all("sambuz.com" in row.source and "name" in row.covers for row in rows)
    pieces = [piece for row in rows for piece in row.pieces]
    assert sorted(pieces) == sorted(PIECES)
    assert set(RECORDS.values()) == set(PIECES)


def test_nothing_is_done_without_records():
    """All nine are open, and all that comes first is named where a step is done too early."""
    assert set(states([]).values()) == {"open"}
    seventh = tracing.checklist([{"kind": "leads-gathered", "id": "e1"}])[6]
    assert (seventh.state, seventh.early) == ("done", (1, 2, 3, 4, 5, 6))


def test_all_records_do_all_steps():
    """With a record for each piece, every step is done by it, and none too early."""
    found = tracing.checklist(ALL)
    assert {each.state for each in found} == {"done"}
    assert not any(each.early for each in found)
    assert {id for each in found for id in each.by} == {record["id"] for record in ALL}


@pytest.mark.parametrize("piece", list(PIECES))
def test_each_piece_is_needed(piece):
    """Without its records the step that it belongs to is open, and no other."""
    left = [record for record, shows in zip(ALL, RECORDS.values(), strict=True) if shows != piece]
    (number,) = [row.number for row in tracing.steps() if piece in row.pieces]
    assert [each for each, state in states(left).items() if state == "open"] == [number]


def test_a_search_of_the_register_alone_leaves_the_first_step_open():
    """The first step is the register and the list of lost and stolen firearms."""
    first = tracing.checklist([{"kind": "register-searched", "id": "e1"}])[0]
    assert (first.state, first.done, first.open) == ("open", ("national-register",), ("lost-stolen-list",))


def test_what_does_not_apply_needs_a_reason():
    """Without fired cases there is nothing to compare: the step doesn't apply, by a record with a reason."""
    dropped = {"kind": "step-not-applicable", "about": "ballistic-comparison", "id": "e1", "reason": "no cases found"}
    sixth = tracing.checklist([dropped])[5]
    assert (sixth.state, sixth.by, sixth.reasons) == ("not-applicable", ("e1",), ("no cases found",))
    for reason in (None, "", " ", 5):
        with pytest.raises(InputError, match="reason"):
            tracing.checklist([{**dropped, "reason": reason}])
    with pytest.raises(UnknownCodeError, match='"step-6"'):
        tracing.checklist([{**dropped, "about": "step-6"}])


def test_what_was_done_is_done_whatever_was_decided():
    """A record that it was done is stronger than one that it doesn't apply."""
    dropped = {"kind": "step-not-applicable", "about": "dna", "id": "e1", "reason": "no laboratory"}
    done = {"kind": "examination-ended", "about": "dna", "id": "e2"}
    fifth = tracing.checklist([dropped, done])[4]
    assert (fifth.state, fifth.by) == ("done", ("e2",))


def test_a_registry_maps_its_own_kinds():
    """A mapping adds kinds of records, and is stronger than the table; other events show nothing."""
    records = [{"kind": "lab-report", "id": "e1", "laboratory": "North"}, {"kind": "custody-handed", "id": "e2"}]
    assert states(records, mapping={"lab-report": "dna"})[5] == "done"
    assert set(states(records).values()) == {"open"}
    assert states([{"kind": "trace-sent", "id": "e"}, {"kind": "x", "id": "f"}],
                  mapping={"x": "international-search"})[2] == "done"  # fmt: skip
    with pytest.raises(UnknownCodeError):
        tracing.checklist([], mapping={"lab-report": "x-ray"})
    with pytest.raises(InputError):
        tracing.checklist([], mapping=["dna"])


@given(st.permutations(ALL))
def test_the_order_of_records_does_not_matter(records):
    """Shuffled records give the same checklist."""
    assert tracing.checklist(records) == tracing.checklist(ALL)


@given(st.lists(st.sampled_from(ALL)), st.sampled_from(ALL))
def test_a_record_more_never_opens_a_step(records, another):
    """What is done stays done when another record comes."""
    before, after = states(records), states([*records, another])
    assert all(after[number] == "done" for number, state in before.items() if state == "done")


@pytest.mark.parametrize(
    "records",
    [None, 5, "e1", [5], [{}], [{"kind": "x"}], [{"kind": "x", "id": 5}], [{"kind": "", "id": "e"}],
     [{"kind": ["x"], "id": "e"}], [{"kind": "x", "id": "e", "date": "yesterday"}], {"kind": "x", "id": "e"},
     [{"kind": "x", "id": "e", "date": 5}]],
)  # fmt: skip
def test_wrong_records_are_refused(records):
    """What is no record is named; nothing else is raised."""
    with pytest.raises(FirearmskitError):
        tracing.checklist(records)


def test_odd_entries_of_a_record_are_left_alone():
    """An ``about`` that is no text shows the kind alone, and unhashable values harm nothing."""
    assert states([{"kind": "trace-sent", "id": "e", "about": ["x"], "extra": {"a": [1]}}])[2] == "open"
