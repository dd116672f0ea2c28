"""What should be there against what was counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records.storage import Counted, Expected, Sum, loss_report, reconcile

A = Expected(id="A", place="R1", serial="AB 1234")
B = Expected(id="B", place="R1", serial="CD 5678")
LOT = Expected(id="L", place="R2", quantity=1000, unit="round")


def ids(found):
    """Give the ids of what is missing."""
    return [each.expected.id for each in found.missing]


def test_all_there_is_settled():
    """Two tagged rifles, read as recorded, and a whole lot leave nothing to follow up."""
    found = reconcile(
        [A, B, LOT],
        [
            Counted(place="R2", id="L", quantity=1000, unit="round"),
            Counted(place="R1", id="B", serial="cd-5678"),
            Counted(place="R1", id="A", serial="AB1234"),
        ],
    )
    assert found.settled
    assert [match.expected.id for match in found.present] == ["A", "B", "L"]
    assert found.sums == (
        Sum(unit="piece", expected=2, missing=0, surplus=0, counted=2),
        Sum(unit="round", expected=1000, missing=0, surplus=0, counted=1000),
    )
    assert loss_report(found).owed == ()


def test_a_surplus_is_never_settled_on_a_likeness():
    """A rifle read with a look-alike letter stays surplus, the missing one missing; both are brought together."""
    found = reconcile([A, B], [Counted(place="R1", id="B"), Counted(place="R1", serial="A8 1234")])
    assert ids(found) == ["A"]
    (surplus,) = found.surplus
    assert [each.expected.id for each in surplus.candidates] == ["A"]
    assert surplus.candidates[0].comparison.likelihood_ratio > 10
    assert surplus.candidates[0].comparison.record == "AB 1234"
    assert not found.settled


def test_an_unlike_serial_has_no_candidate():
    """A serial that speaks for nothing missing is proposed for nothing."""
    found = reconcile([A], [Counted(place="R1", serial="ZX 998877")])
    assert found.surplus[0].candidates == ()


def test_a_serial_alone_is_enough_when_only_one_has_it():
    """Without a tag the recorded serial finds its item, wherever it lies."""
    found = reconcile([A, B], [Counted(place="R1", serial="ab1234"), Counted(place="R9", serial="CD5678")])
    assert ids(found) == []
    assert [match.expected.id for match in found.misplaced] == ["B"]


def test_two_items_with_one_serial_are_not_told_apart():
    """Where two items have the serial that was read, neither is settled, and both are proposed."""
    twin = replace(A, id="A2")
    found = reconcile([A, twin], [Counted(place="R1", serial="AB 1234")])
    assert ids(found) == ["A", "A2"]
    assert [each.expected.id for each in found.surplus[0].candidates] == ["A", "A2"]


def test_a_serial_that_cannot_be_read_in_full_settles_nothing():
    """A question mark in what was read makes it a proposal, not a find."""
    found = reconcile([A], [Counted(place="R1", serial="AB 123?")])
    assert ids(found) == ["A"]
    assert [each.expected.id for each in found.surplus[0].candidates] == ["A"]


def test_an_untagged_rifle_beside_the_tagged_one_is_surplus():
    """When the tagged rifle was counted, another one with its serial is surplus: there may be two."""
    found = reconcile([A], [Counted(place="R1", serial="AB1234"), Counted(place="R1", id="A", serial="AB1234")])
    assert ids(found) == []
    assert [each.counted.id for each in found.surplus] == [None]


def test_a_tag_decides_and_its_serial_is_told():
    """A tagged rifle is present though its serial was read otherwise; that is said."""
    found = reconcile([A], [Counted(place="R1", id="A", serial="AB 1284")])
    assert ids(found) == []
    assert [match.reading.copy for match in found.marked_differently] == ["AB 1284"]


def test_an_item_counted_in_two_places_counts_where_it_belongs():
    """The line at the right place counts, whichever came first; the other is told and in no sum."""
    lines = [Counted(place="R9", id="A"), Counted(place="R1", id="A")]
    for given_ in (lines, lines[::-1]):
        found = reconcile([A], given_)
        assert [line.place for line in found.counted_twice] == ["R9"]
        assert found.misplaced == ()
        assert found.sums[0].counted == 1


def test_a_lot_in_two_boxes_is_counted_and_one_box_twice_is_not():
    """Boxes with numbers add up; the same box again, and a lot without boxes again, counts once."""
    boxes = [replace(LOT, quantity=500, container=str(n)) for n in (1, 2)]
    line = Counted(place="R2", id="L", quantity=500, unit="round", container="1")
    both = reconcile(boxes, [line, replace(line, container="2")])
    assert both.settled
    again = reconcile(boxes, [line, line])
    assert (again.sums[0].missing, again.sums[0].counted, len(again.counted_twice)) == (500, 500, 1)
    assert len(reconcile([LOT], [replace(line, container=None)] * 2).counted_twice) == 1


@pytest.mark.parametrize(("seen", "missing", "surplus"), [(900, 100, 0), (1000, 0, 0), (1200, 0, 200)])
def test_a_lot_is_short_or_over_by_its_quantity(seen, missing, surplus):
    """Of a lot the difference is missing or surplus, in its unit."""
    found = reconcile([LOT], [Counted(place="R2", id="L", quantity=seen, unit="round")])
    assert (found.sums[0].missing, found.sums[0].surplus) == (missing, surplus)


def test_each_place_of_a_lot_has_its_own_first():
    """What lies too much in one place isn't taken for what is in the other."""
    rows = [LOT, replace(LOT, place="R3", quantity=50)]
    lines = [
        Counted(place="R2", id="L", quantity=1050, unit="round"),
        Counted(place="R3", id="L", quantity=50, unit="round"),
    ]
    found = reconcile(rows, lines)
    assert [(each.counted.place, each.quantity) for each in found.surplus] == [("R2", 50)]
    moved = reconcile(rows, lines[:1])
    assert [(match.expected.place, match.quantity) for match in moved.misplaced] == [("R3", 50)]


def test_rounds_are_not_boxes():
    """A lot counted in another unit is missing in its own and surplus in that one; nothing is converted."""
    found = reconcile([LOT], [Counted(place="R2", id="L", quantity=20, unit="box")])
    assert [(each.unit, each.missing, each.surplus) for each in found.sums] == [("round", 1000, 0), ("box", 0, 20)]


def test_sums_that_do_not_balance_cannot_be_made():
    """A sum that doesn't balance is refused wherever it comes from."""
    with pytest.raises(InputError, match="balance"):
        Sum(unit="piece", expected=2, missing=0, surplus=0, counted=1)


def test_what_is_expected_twice_is_refused():
    """One item can't be expected in two places, nor a lot twice in one."""
    with pytest.raises(InputError, match='"A" is expected twice'):
        reconcile([A, replace(A, place="R2")], [])
    with pytest.raises(InputError, match='"L" is expected twice'):
        reconcile([LOT, LOT], [])


@pytest.mark.parametrize("limit", [-1, True, "3", None, 1.0])
def test_a_limit_that_is_none_is_refused(limit):
    """The number of candidates is a whole number."""
    with pytest.raises(InputError, match="limit"):
        reconcile([], [], limit=limit)


def test_hostile_lines_are_refused_or_counted():
    """Wrong types are refused; odd texts are counted as what they are, and nothing is raised on them."""
    for fields in ({"place": None}, {"serial": 12}, {"quantity": 0}, {"quantity": 10**30}, {"id": b"A"}):
        with pytest.raises(InputError):
            Counted(**{"place": "R1", **fields})
    with pytest.raises(UnknownCodeError, match="ton"):
        Counted(place="R1", unit="ton")
    odd = ["", "???", "=1+1", "\x00", "\ud800", "A" * 100_000, "[obliterated]", "Ⅻ"]
    found = reconcile([A], [Counted(place="R1", serial=each) for each in odd])
    assert len(found.surplus) == len(odd)
    assert str(loss_report(found))


def test_no_candidates_are_sought_when_none_are_asked_for():
    """With a limit of 0 a surplus has none."""
    assert reconcile([A], [Counted(place="R1", serial="A8 1234")], limit=0).surplus[0].candidates == ()


SERIALS = st.none() | st.sampled_from(["AB 1234", "A8 1234", "CD 5678", "AB123?", "CD5678", ""])
PLACES = st.sampled_from(["R1", "R2"])
ITEMS = st.lists(
    st.builds(Expected, id=st.sampled_from("ABCDE"), place=PLACES, serial=SERIALS),
    max_size=5,
    unique_by=lambda row: row.id,
)
LOTS = st.lists(
    st.builds(
        Expected,
        id=st.sampled_from("LM"),
        place=PLACES,
        quantity=st.integers(1, 50),
        unit=st.sampled_from(["round", "piece", "gram"]),
        container=st.none() | st.sampled_from("12"),
    ),
    max_size=4,
    unique_by=lambda row: (row.id, row.place, row.container, row.unit),
)
LINES = st.lists(
    st.builds(
        Counted,
        place=PLACES,
        id=st.none() | st.sampled_from("ABCDELMX"),
        serial=SERIALS,
        quantity=st.integers(1, 60),
        unit=st.sampled_from(["piece", "piece", "round", "gram"]),
        container=st.none() | st.sampled_from("12"),
    ),
    max_size=8,
)


@given(ITEMS, LOTS, LINES)
def test_it_always_balances_and_every_line_is_accounted_for(items, lots, lines):
    """Any records, any count: the sums are those of the details, and no line and no record is lost."""
    expected = [*items, *lots]
    found = reconcile(expected, lines, limit=0)
    once = Counter(lines) - Counter(found.counted_twice)
    for each in found.sums:
        rows = [row for row in expected if row.unit == each.unit]
        assert each.expected == sum(row.quantity for row in rows)
        assert each.counted == sum(line.quantity for line in once.elements() if line.unit == each.unit)
        assert each.expected - each.missing + each.surplus == each.counted
        matched = sum(match.quantity for match in found.present if match.expected.unit == each.unit)
        assert matched == each.expected - each.missing == each.counted - each.surplus
    assert {each.unit for each in found.sums} == {thing.unit for thing in (*expected, *lines)}
    for row in expected:
        got = sum(match.quantity for match in found.present if match.expected == row)
        lost = sum(each.quantity for each in found.missing if each.expected == row)
        assert got + lost == row.quantity
    for match in found.present:
        assert match.counted.id in (None, match.expected.id)
    assert str(loss_report(found)) or not found.sums


@given(ITEMS, LOTS, LINES, st.randoms(use_true_random=False))
def test_the_order_of_the_count_changes_no_sum(items, lots, lines, dice):
    """Whoever counts in another order comes to the same sums, as long as a lot isn't given two quantities."""
    quantities = {(line.id, line.place, line.container, line.unit): line.quantity for line in lines}
    same = [
        line
        for line in lines
        if line.id is None or quantities[line.id, line.place, line.container, line.unit] == line.quantity
    ]
    other = list(same)
    dice.shuffle(other)
    one, two = (reconcile([*items, *lots], each, limit=0) for each in (same, other))
    assert one.sums == two.sums
