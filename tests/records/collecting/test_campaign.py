"""Campaigns, their legal effects, their plans and their messages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import reference
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records.collecting import (
    ACTS,
    AUDIENCES,
    CAMPAIGN_KINDS,
    Amnesty,
    Campaign,
    Effect,
    MessageElement,
    Site,
    check_plan,
    effects,
    messages,
    plan_days,
)
from tests.every import every

EFFECTS = reference.read_table("firearmskit.records", "campaign_effects", Effect)
ELEMENTS = reference.read_table("firearmskit.records", "message_elements", MessageElement)
AMNESTY = Amnesty(
    legal_basis="Decree 7 of 2026 (fictional)",
    first_day="2026-03-01",
    last_day="2026-03-31",
    covers=("unlicensed possession",),
    limits=("offences committed with the item",),
)


def site(**fields):
    """Make a site that is open on two days, and from which all is taken on the second."""
    usual = {
        "id": "S",
        "name": "Fictional market",
        "days": ("2026-03-02", "2026-03-03"),
        "expected": (0, 9, 20),
        "teams": 2,
        "capacity": 30,
        "transport_days": ("2026-03-03",),
        "transport_capacity": 50,
    }
    return Site(**(usual | fields))


def campaign(*sites, kind="surrender", amnesty=AMNESTY, **fields):
    """Make a campaign in March."""
    usual = {"id": "C", "first_day": "2026-03-01", "last_day": "2026-03-31"}
    return Campaign(kind=kind, sites=sites, amnesty=amnesty, **(usual | fields))


def found(*sites, **fields):
    """Check a plan and give the codes with their severity."""
    return {each.code: each.severity for each in check_plan(campaign(*sites, **fields))}


@every((*EFFECTS, *ELEMENTS))
def test_each_row_is_a_sentence_and_says_where_it_is_from(row):
    """Effects and elements are sentences; what is our own says so, and claims no source."""
    assert row.note.endswith(".")
    assert row.source.strip()
    assert row.confidence in ("partly", "unverified")
    assert (row.read is not None) == (row.confidence == "partly") == bool(row.covers)
    assert set((row.act,) if isinstance(row.act, str) else row.act) <= set(ACTS)


def test_each_act_has_effects_of_its_own():
    """What surrender does and what registration does are told apart, and a campaign of both tells both."""
    one, other = effects(["surrender"]), effects(["registration"])
    assert one
    assert other
    assert not set(one) & set(other)
    assert effects(campaign(kind="both").acts) == (*one, *other)
    assert effects(["surrender", "surrender"]) == one
    with pytest.raises(UnknownCodeError, match="gift"):
        effects(["gift"])


def test_a_sound_plan_has_nothing_amiss():
    """A site with room, hands and a transport, within campaign and amnesty, gives no finding."""
    assert found(site()) == {}


@pytest.mark.parametrize(
    ("fields", "code", "severity"),
    [
        ({"capacity": 9}, "over-capacity", "error"),
        ({"capacity": None}, "capacity-not-known", "warning"),
        ({"transport_days": ()}, "left-over", "error"),
        ({"transport_capacity": 19}, "left-over", "error"),
        ({"days": ("2026-04-01",), "transport_days": ("2026-04-01",)}, "outside-campaign", "error"),
        ({"days": (), "expected": (0, 0, 0)}, "no-days", "error"),
        ({"minutes_an_item": 200}, "too-few-hands", "warning"),
    ],
)
def test_what_does_not_hold_is_found(fields, code, severity):
    """Each weakness of a plan is found, at its site, with its severity."""
    assert found(site(**fields)).get(code) == severity
    assert all(each.field == "S" for each in check_plan(campaign(site(**fields))) if each.code == code)


def test_capacity_is_reckoned_with_the_most_that_may_come():
    """Ten on the first evening fit into ten, and not into nine; a transport in between makes room."""
    assert "over-capacity" not in found(site(capacity=10))
    assert "over-capacity" in found(site(capacity=9))
    between = site(capacity=9, transport_days=("2026-03-02", "2026-03-03"))
    assert "over-capacity" not in found(between)


def test_what_is_registered_needs_no_room():
    """A campaign that only registers stores nothing."""
    assert found(site(capacity=0, transport_days=()), kind="registration") == {}
    assert "over-capacity" in found(site(capacity=0), kind="both")


def test_days_outside_the_amnesty_are_an_error_and_no_amnesty_a_warning():
    """Whoever comes on a day that the amnesty doesn't cover isn't protected: that is an error."""
    late = campaign(site(days=("2026-04-01",)), last_day="2026-04-30")
    assert {each.code: each.severity for each in check_plan(late)}["outside-amnesty"] == "error"
    assert found(site(), amnesty=None) == {"no-amnesty": "warning"}
    assert found()["no-sites"] == "error"


@pytest.mark.parametrize(
    "fields",
    [
        {"expected": (3, 2, 1)},
        {"expected": (1, 2)},
        {"expected": (-1, 0, 1)},
        {"expected": (0, True, 1)},
        {"expected": "123"},
        {"teams": 0},
        {"capacity": -1},
        {"hours_a_day": 25},
        {"hours_a_day": float("nan")},
        {"minutes_an_item": 0},
        {"days": "2026-03-02"},
        {"days": ("2026-03",)},
        {"id": None},
    ],
)
def test_a_site_that_is_none_is_refused(fields):
    """Figures and days that can't be are refused with a message of ours."""
    with pytest.raises(InputError):
        site(**fields)


def test_a_campaign_that_is_none_is_refused():
    """An unknown kind, days in the wrong order, a site twice, an amnesty for nothing."""
    with pytest.raises(UnknownCodeError, match="buyback"):
        campaign(kind="buyback")
    with pytest.raises(InputError, match="before"):
        campaign(last_day="2026-02-01")
    with pytest.raises(InputError, match='"S" stands twice'):
        campaign(site(), site())
    with pytest.raises(InputError, match="covers"):
        Amnesty(legal_basis="D", first_day="2026-03-01", last_day="2026-03-02", covers=())
    with pytest.raises(InputError):
        check_plan("C")


@given(
    st.sets(st.integers(1, 28), min_size=1, max_size=6),
    st.sets(st.integers(1, 28), max_size=4),
    st.lists(st.integers(0, 300), min_size=3, max_size=3).map(sorted),
    st.integers(0, 80),
)
def test_days_add_up_to_what_is_expected(days, transports, expected, room):
    """Whatever the plan: what comes in adds up, and what came is transported or lies there."""
    where = site(
        days=[f"2026-03-{day:02}" for day in days],
        transport_days=[f"2026-03-{day:02}" for day in transports],
        expected=tuple(expected),
        transport_capacity=room,
    )
    plan = plan_days(campaign(where))
    for pace in range(3):
        assert sum(day.expected[pace] for day in plan) == expected[pace]
        gone = sum(day.transported[pace] for day in plan)
        assert gone + plan[-1].overnight[pace] == expected[pace]
        assert all(0 <= day.transported[pace] <= room and day.overnight[pace] >= 0 for day in plan)
    assert ("left-over" in found(where)) == bool(plan[-1].overnight[2])


def test_each_audience_has_words_of_its_own_and_hears_the_common_ones():
    """The three audiences each have elements; whoever is addressed hears what is promised and what isn't."""
    assert {each.audience for each in ELEMENTS} == set(AUDIENCES)
    for audience in AUDIENCES:
        for kind in CAMPAIGN_KINDS:
            topics = {each.topic for each in messages(audience, kind=kind)}
            assert {"promise", "limits", "where", "safety"} <= topics
            assert {each.audience for each in messages(audience, kind=kind)} == {"all", audience}


def test_elements_of_registration_are_not_heard_where_nothing_is_registered():
    """That registering isn't handing in is said only where one can register."""
    surrender = {each.id for each in messages("all", kind="surrender")}
    assert "all-registration" not in surrender
    assert "all-registration" in {each.id for each in messages("all", kind="both")}
    with pytest.raises(UnknownCodeError):
        messages("men", kind="surrender")
    with pytest.raises(UnknownCodeError):
        messages("all", kind=["surrender"])


@every(ELEMENTS)
def test_no_message_asks_anybody_to_handle_a_firearm(element):
    """Nobody is told to unload, carry openly or make safe; safety means leaving it and calling."""
    assert not re.search(r"\bunload|magazine|trigger|safety catch|disassembl|dismantl", element.note.lower())
