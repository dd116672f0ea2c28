"""Where everything is that came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records.collecting import MOVES, WHEREABOUTS, Balance, Intake, Move, balance, daily_balance


def came(item="A", on="2026-03-02", act="surrender"):
    """Make an intake."""
    return Intake(item=item, on=on, site="S", act=act)


def went(item="A", on="2026-03-03", to="in-store"):
    """Make a move."""
    return Move(item=item, on=on, to=to)


def codes(found):
    """Give what doesn't fit, as pairs of code and item."""
    return [(each.code, each.field) for each in found.findings]


def test_each_item_is_where_its_last_move_took_it():
    """Six items in six places, one registered and one not moved: all are accounted for."""
    moves = [went(item, to=to) for item, to in zip("ABCDX", MOVES, strict=True)]
    found = balance([*(came(item) for item in "ABCDEX"), came("F", act="registration")], moves)
    assert found.counts() == dict.fromkeys(WHEREABOUTS, 1)
    assert (found.received, found.at_site, found.registered) == (7, ("E",), ("F",))
    assert found.open == ("A", "E", "X")
    assert found.sound


def test_a_store_may_be_left_and_a_final_disposal_not():
    """From store to store and on to destruction is a way; after destruction there is none, and the item is named."""
    way = [went(), went(on="2026-03-04"), went(on="2026-03-05", to="destroyed")]
    assert balance([came()], way).destroyed == ("A",)
    found = balance([came()], [*way, went(on="2026-03-06", to="returned")])
    assert found.destroyed == ("A",)
    assert codes(found) == [("moved-after-disposal", "A")]
    assert "2026-03-06" in str(found)


@pytest.mark.parametrize(
    ("intake", "moves", "code"),
    [
        ([came(), came(on="2026-03-09")], [], "taken-in-twice"),
        ([came()], [went("B")], "move-without-intake"),
        ([came()], [went(on="2026-03-01")], "move-without-intake"),
        ([came(act="registration")], [went()], "registered-moved"),
        ([came(), came(act="registration")], [], "taken-in-twice"),
    ],
)
def test_what_cannot_be_moves_nothing_and_names_its_item(intake, moves, code):
    """A contradiction is found and named, and the sums are those of what can be."""
    found = balance(intake, moves)
    assert [each for each, _item in codes(found)] == [code]
    assert not found.sound
    assert found.received == 1
    assert sum(found.counts().values()) == 1


def test_what_comes_and_goes_on_one_day_came_first():
    """On one day intakes are entered before moves, and moves of one item in the order given."""
    assert balance([came()], [went(on="2026-03-02")]).in_store == ("A",)
    both = [went(to="in-store"), went(to="destroyed")]
    assert balance([came()], both).sound
    assert not balance([came()], both[::-1]).sound


def test_a_balance_may_be_that_of_an_evening():
    """On the evening before the destruction the item is in store; a date serves as a day."""
    moves = [went(), went(on="2026-03-20", to="destroyed")]
    assert balance([came()], moves, on="2026-03-19").in_store == ("A",)
    assert balance([came()], moves, on=date(2026, 3, 20)).destroyed == ("A",)
    assert balance([came()], moves, on="2026-03-01").received == 0


def test_a_balance_that_does_not_balance_cannot_be_made():
    """Whoever alters a balance by hand is told."""
    with pytest.raises(InputError, match="balance"):
        replace(balance([came()], []), received=2)


def test_nothing_received_is_said():
    """A campaign to which nobody came balances too."""
    assert str(balance([], [])) == "0 received = 0."
    assert daily_balance([], []) == ()


def test_hostile_input_is_refused():
    """Wrong types, days and words are refused with a message of ours."""
    for make in (
        lambda: came(item=None),
        lambda: came(on="2026"),
        lambda: went(on="tomorrow"),
        lambda: balance("A", []),
        lambda: balance([came()], ["A"]),
        lambda: balance([came()], [], on="2026"),
    ):
        with pytest.raises(InputError):
            make()
    with pytest.raises(UnknownCodeError, match="sold"):
        went(to="sold")
    with pytest.raises(UnknownCodeError, match="gift"):
        came(act="gift")


DAYS = st.sampled_from([f"2026-03-{day:02}" for day in range(1, 7)])
ITEMS = st.sampled_from("ABCDEF")
ACT = st.sampled_from(["surrender", "registration"])
INTAKE = st.lists(st.builds(Intake, item=ITEMS, on=DAYS, site=st.just("S"), act=ACT), max_size=8)
MOVED = st.lists(st.builds(Move, item=ITEMS, on=DAYS, to=st.sampled_from(MOVES)), max_size=12)


def by_hand(intake, moves):
    """Account for it once more, item by item, and give where each is and the items that something is wrong with."""
    where, wrong = {}, set()
    for item in {each.item for each in (*intake, *moves)}:
        taken = sorted((each.on, each.act) for each in intake if each.item == item)
        gone = sorted((each for each in moves if each.item == item), key=lambda each: each.on)
        if len(taken) != 1:
            wrong |= {item} if len(taken) > 1 or gone else set()
        if not taken:
            continue
        # On one day the acts stand in the order of the alphabet, as they are entered.
        at = "registered" if taken[0][1] == "registration" else "at-site"
        for move in gone:
            if move.on < taken[0][0] or at not in ("at-site", "in-store", "lost"):
                wrong.add(item)
            else:
                at = move.to
        where[item] = at
    return where, wrong


@given(INTAKE, MOVED)
def test_it_always_balances_or_names_the_item(intake, moves):
    """Any intake, any moves: each item is in one place, as counted by hand, and each contradiction names its item."""
    found = balance(intake, moves)
    where, wrong = by_hand(intake, moves)
    held = {item: place for place in WHEREABOUTS for item in getattr(found, place.replace("-", "_"))}
    assert held == where
    assert found.received == len(where) == sum(found.counts().values())
    assert {each.field for each in found.findings} == wrong
    assert found.sound is not bool(wrong)
    for each in found.findings:
        assert each.field in each.sentence


@given(INTAKE, MOVED, st.randoms(use_true_random=False))
def test_the_order_in_the_lists_is_nothing(intake, moves, dice):
    """Intakes in any order, and moves of different days or items in any order, give the same balance."""
    single = list({(move.item, move.on): move for move in moves}.values())
    one = balance(intake, single)
    dice.shuffle(single)
    other = balance(dice.sample(intake, len(intake)), single)
    assert replace(one, findings=()) == replace(other, findings=())
    assert sorted(codes(one)) == sorted(codes(other))


@given(INTAKE, MOVED)
def test_evenings_lead_to_the_end(intake, moves):
    """Each evening is the balance of that day; nothing received is lost, and nothing disposed of comes back."""
    evenings = daily_balance(intake, moves)
    assert [each.on for each in evenings] == sorted({each.on for each in (*intake, *moves)})
    for each in evenings:
        assert each == balance(intake, moves, on=each.on)
    for before, after in pairwise(evenings):
        assert before.received <= after.received
        for final in ("handed_on", "returned", "destroyed", "registered"):
            assert set(getattr(before, final)) <= set(getattr(after, final))
    if evenings:
        assert replace(evenings[-1], on=None) == balance(intake, moves)
    assert isinstance(balance(intake, moves), Balance)
