"""Places, how full they are, and who opens them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records.storage import Person, Place, Stored, Stores, may_open, occupancy


def depot(**room):
    """Make a fictional depot of a site, two buildings, a room and two racks."""
    return Stores(
        places=(
            Place(id="K1", kind="rack", name="Rack 1", within="R", capacity={"rifle": 10}),
            Place(id="K2", kind="rack", name="Rack 2", within="R"),
            Place(id="R", kind="room", name="Armoury", within="B", **room),
            Place(id="B", kind="building", name="Block B", within="S", keys=("duty officer",)),
            Place(id="C", kind="building", name="Block C", within="S", capacity={"rifle": 0, "ammunition": 5000}),
            Place(id="S", kind="site", name="Fictional depot", capacity={"rifle": 12}),
        )
    )


def test_one_reaches_a_rack_through_its_site():
    """The way to a rack leads through site, building and room, in any order of the list."""
    assert [place.id for place in depot().path("K1")] == ["S", "B", "R", "K1"]


@pytest.mark.parametrize(
    "places",
    [
        [Place(id="A", kind="rack", name="A", within="B")],
        [Place(id="A", kind="rack", name="A"), Place(id="A", kind="room", name="A")],
        [Place(id="A", kind="room", name="A", within="A")],
        [Place(id="A", kind="site", name="A", within="B"), Place(id="B", kind="room", name="B", within="A")],
        [Place(id="A", kind="room", name="A"), Place(id="B", kind="building", name="B", within="A")],
    ],
    ids=["nowhere", "twice", "in itself", "in a ring", "in a smaller one"],
)
def test_what_is_no_tree_is_refused(places):
    """A place is in one that there is, and that is of a larger kind."""
    with pytest.raises(InputError):
        Stores(places=places)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "cellar"},
        {"kind": None},
        {"within": 3},
        {"capacity": {"rifle": -1}},
        {"capacity": {"rifle": True}},
        {"capacity": {3: 1}},
        {"capacity": [("rifle", 1)]},
        {"keys": "armourer"},
        {"keys": ["armourer"] * 5},
        {"id": None},
    ],
)
def test_a_place_that_is_none_is_refused(fields):
    """What can't be a place is refused with a message of ours."""
    with pytest.raises(InputError):
        Place(**{"id": "A", "kind": "room", "name": "A", **fields})


def test_the_same_place_twice_is_refused():
    """One value that stands twice in the list is named, as two of one id are."""
    place = Place(id="A", kind="rack", name="A")
    with pytest.raises(InputError, match='"A" stands twice'):
        Stores(places=[place, place])


def test_what_lies_in_a_rack_fills_all_around_it():
    """Rifles in two racks fill the racks, the room, the building and the site; only known capacities overflow."""
    stock = [Stored(id=f"A{n}", item_class="rifle", place="K1" if n < 11 else "K2") for n in range(14)]
    found = {(each.place, each.item_class): each for each in occupancy(depot(), stock)}
    assert (found["K1", "rifle"].held, found["K1", "rifle"].over) == (11, 1)
    assert (found["K2", "rifle"].held, found["K2", "rifle"].over) == (3, None)
    assert (found["R", "rifle"].held, found["B", "rifle"].capacity) == (14, None)
    assert (found["S", "rifle"].held, found["S", "rifle"].over) == (14, 2)
    assert (found["C", "rifle"].held, found["C", "rifle"].over) == (0, 0)
    assert ("K2", "ammunition") not in found


def test_no_capacity_of_a_class_is_not_none():
    """0 takes none of a class; a class that isn't named isn't known."""
    found = {(e.place, e.item_class): e for e in occupancy(depot(), [Stored(id="A", item_class="rifle", place="C")])}
    assert found["C", "rifle"].over == 1
    other = {(e.place, e.item_class): e for e in occupancy(depot(), [Stored(id="A", item_class="pistol", place="C")])}
    assert other["C", "pistol"].over is None


def test_what_lies_nowhere_is_refused():
    """A place that there isn't, and a quantity that is none, are quoted."""
    with pytest.raises(UnknownCodeError, match='"X"'):
        occupancy(depot(), [Stored(id="A", item_class="rifle", place="X")])
    for quantity in (0, -1, True, 1.5, None):
        with pytest.raises(InputError, match="quantity"):
            Stored(id="A", item_class="rifle", place="S", quantity=quantity)


@given(st.lists(st.tuples(st.sampled_from(["S", "B", "C", "R", "K1", "K2"]), st.integers(1, 500)), max_size=12))
def test_the_site_holds_the_sum_of_all(drawn):
    """Whatever lies where, the site holds it all, and a place holds at least what the places in it hold."""
    stock = [Stored(id=str(n), item_class="rifle", place=place, quantity=q) for n, (place, q) in enumerate(drawn)]
    held = {each.place: each.held for each in occupancy(depot(), stock) if each.item_class == "rifle"}
    assert held["S"] == sum(each.quantity for each in stock)
    assert held.get("R", 0) >= held.get("K1", 0) + held.get("K2", 0)


def people(*roles):
    """Make persons, each with the roles that a text names."""
    return [Person(id=f"P{n}", roles=tuple(each.split("+"))) for n, each in enumerate(roles)]


@pytest.mark.parametrize(
    ("roles", "allowed"),
    [
        ([], False),
        (["armourer+duty officer"], False),
        (["armourer", "duty officer"], True),
        (["armourer+duty officer", "armourer"], True),
        (["armourer", "armourer"], False),
        (["armourer+clerk", "clerk", "duty officer"], True),
    ],
)
def test_two_keys_are_two_people(roles, allowed):
    """Two keys of one room are held by two different people; one who has both roles isn't two."""
    found = may_open(depot(keys=("armourer", "duty officer")), "K1", people(*roles))
    assert found.allowed is allowed
    assert bool(found.why) is not allowed
    if roles == ["armourer", "armourer"]:
        assert any("Block B" in each for each in found.why)


def test_each_lock_on_the_way_counts():
    """Whoever has the room's keys and not the building's stays outside."""
    found = may_open(depot(keys=("armourer",)), "R", people("armourer"))
    assert not found.allowed
    assert len(found.why) == 1
    assert may_open(depot(keys=("armourer",)), "S", people()).allowed


def test_one_person_named_twice_is_one():
    """The same id twice in the list is one person."""
    one = Person(id="P", roles=("armourer", "duty officer"))
    other = Person(id="P", roles=("armourer", "duty officer"))
    assert not may_open(depot(keys=("armourer", "duty officer")), "R", [one, other]).allowed


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3),
    st.lists(st.sets(st.sampled_from("abc"), max_size=3), max_size=4),
)
def test_whether_keys_can_be_held_is_what_trying_all_ways_gives(keys, roles):
    """The answer is that of trying each way to hand the keys to different people."""
    stores = Stores(places=[Place(id="R", kind="room", name="R", keys=tuple(keys))])
    there = [Person(id=str(n), roles=tuple(sorted(each))) for n, each in enumerate(roles)]
    by_hand = any(
        all(key in person.roles for key, person in zip(keys, some, strict=True))
        for some in permutations(there, len(keys))
    )
    assert may_open(stores, "R", there).allowed is by_hand
