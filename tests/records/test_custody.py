"""Chains of custody: sound ones pass, each planted fault is found where it is, whatever the order of the input."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records import Registry, events
from firearmskit.records.custody import Held, Step, chain_of, check_chain, describe, label
from tests.records.test_registry import registered, seized

PARTIES = ("room", "lab", "court", "store", "range", "police-2")
START = Held(party="room", at="2024-01-01", item="F1", seal="S0")


def day(number: int) -> str:
    """Give a minute of a day, in ISO 8601."""
    return (datetime(2024, 1, 2, 9, 30, tzinfo=UTC) + timedelta(days=number)).strftime("%Y-%m-%dT%H:%MZ")


@st.composite
def sound_chains(draw: st.DrawFn, least: int = 1) -> list[Step]:
    """Draw a chain in which nothing is wrong, each step on a day of its own."""
    length = draw(st.integers(least, 8))
    hands, steps = ["room"], []
    for number in range(length):
        hands.append(draw(st.sampled_from([party for party in PARTIES if party != hands[-1]])))
        steps.append(
            Step(
                item="F1",
                from_party=hands[-2],
                to_party=hands[-1],
                at=day(number),
                place=f"shelf {number}",
                seal_before=f"S{number}",
                seal_after=f"S{number + 1}",
                label="F1 K",
                signed_by=("a", "b"),
            )
        )
    return steps


def end_of(steps: list[Step]) -> Held:
    """Say where a chain ends."""
    return Held(party=steps[-1].to_party, at=day(100), item="F1", seal=steps[-1].seal_after)


@given(sound_chains(), st.randoms())
def test_a_sound_chain_has_no_findings(steps: list[Step], chance: random.Random) -> None:
    """Whatever the order in which its steps are given."""
    until = end_of(steps)
    shuffled = steps.copy()
    chance.shuffle(shuffled)
    assert check_chain(shuffled, recovered=START, until=until) == []


@given(sound_chains(), st.sampled_from([4, 7, 10]), st.booleans(), st.randoms())
def test_what_dates_leave_open_is_no_fault(steps: list[Step], length: int, sealed: bool, chance: random.Random) -> None:
    """With years, months or days alone, a sound chain gets notes and nothing else."""
    vague = [replace(step, at=step.at and step.at[:length]) for step in steps]
    if not sealed:
        vague = [replace(step, seal_before="S", seal_after="S") for step in vague]
    chance.shuffle(vague)
    recovered = replace(START, at="2024-01-01"[:length], seal=None)
    found = check_chain(vague, recovered=recovered, until=replace(end_of(steps), at=None, seal=None))
    assert {each.code for each in found} <= {"order-open"}
    assert {each.severity for each in found} <= {"note"}


FAULTS = {
    "seal": {"seal-broken"},
    "no seal": {"seal-missing"},
    "label": {"label-changed"},
    "no label": {"label-missing"},
    "item": {"item-changed"},
    "unsigned": {"unsigned"},
    "missing": {"gap", "two-places", "seal-broken"},
    "twice": {"gap", "two-places"},
    "early": {"backwards", "before-recovery"},
    "giver": {"gap", "two-places", "same-party"},
    "places": {"two-places"},
    "no date": {"no-date"},
    "not a date": {"no-date"},
}


def plant(steps: list[Step], fault: str, at: int) -> list[Step]:
    """Spoil a chain at one place that is neither its beginning nor its end."""
    step, spoilt = steps[at], steps.copy()
    if fault == "missing":
        return steps[:at] + steps[at + 1 :]
    if fault == "twice":
        moment = str(step.at).replace("09:30", "15:00")
        stray = replace(step, to_party="nowhere", at=moment, seal_before=step.seal_after, seal_after=step.seal_after)
        return [*steps[: at + 1], stray, *steps[at + 1 :]]
    changed = {
        "seal": {"seal_after": "S-other"},
        "no seal": {"seal_after": None},
        "label": {"label": "F9 K"},
        "no label": {"label": None},
        "item": {"item": "F9"},
        "unsigned": {"signed_by": ()},
        "early": {"at": "2023-06-01T08:00Z"},
        "giver": {"from_party": "somebody"},
        "places": {"at": steps[at - 1].at},
        "no date": {"at": None},
        "not a date": {"at": "yesterday"},
    }[fault]
    spoilt[at] = replace(step, **changed)  # type: ignore[arg-type]
    return spoilt


@pytest.mark.parametrize("fault", FAULTS)
@given(steps=sound_chains(least=3), data=st.data())
def test_a_planted_fault_is_found_and_only_near_it(fault: str, steps: list[Step], data: st.DataObject) -> None:
    """One of its codes is there, and each finding is about steps beside the one that was spoilt."""
    at = data.draw(st.integers(1, len(steps) - 2))
    spoilt = plant(steps, fault, at)
    near = {step.at for step in (*steps[at - 1 : at + 2], *spoilt[at - 1 : at + 3])}
    shuffled = data.draw(st.permutations(spoilt))
    found = check_chain(shuffled, recovered=START, until=end_of(steps))
    assert {each.code for each in found} & FAULTS[fault], found
    for each in found:
        assert each.steps, each
        assert {step.at for step in each.steps} <= near, each


@given(sound_chains(), st.data())
def test_the_order_of_the_input_is_nothing(steps: list[Step], data: st.DataObject) -> None:
    """Whatever is wrong, all orders give the same findings and the same words."""
    chosen = data.draw(st.lists(st.sampled_from(steps), min_size=1, max_size=8))
    spoilt = [
        replace(
            step,
            to_party=data.draw(st.sampled_from(PARTIES)),
            at=data.draw(st.sampled_from([step.at, None, "2024", "2024-01-03"])),
        )
        for step in chosen
    ]
    other = data.draw(st.permutations(spoilt))
    assert check_chain(spoilt, recovered=START) == check_chain(other, recovered=START)
    assert describe(spoilt) == describe(other)


def test_hands_settle_what_dates_leave_open() -> None:
    """Of all orders that the dates allow, one that is whole is taken, also where somebody has it twice."""
    steps = [
        Step(item="F1", from_party=giver, to_party=receiver, at="2024-03-05", signed_by=("a",))
        for giver, receiver in (("room", "lab"), ("lab", "room"), ("room", "court"), ("court", "store"))
    ]
    found = check_chain(reversed(steps), recovered=Held(party="room"), until=Held(party="store"))
    assert {each.severity for each in found} == {"note"}


def test_the_beginning_and_the_end_are_held_to_what_is_known() -> None:
    """The first giver is the one of the recovery, and the last receiver the one who must have it."""
    step = Step(item="F2", from_party="lab", to_party="court", at="2023-05-01", seal_before="S7", signed_by=("a",))
    found = check_chain([step], recovered=START, until=Held(party="store", at="2022", seal="S8"))
    codes = {each.code for each in found}
    assert {"not-from-recovery", "before-recovery", "item-changed", "seal-broken", "open-end", "after-end"} <= codes
    assert [each.code for each in check_chain([], recovered=START, until=Held(party="store"))] == [
        "open-end",
        "no-steps",
    ]
    assert [each.code for each in check_chain([])] == ["no-steps"]


def test_the_same_step_from_two_sources_is_one() -> None:
    """It is told as told twice, and opens no gap."""
    step = Step(item="F1", from_party="room", to_party="lab", at="2024-01-02", signed_by=("a",), source="page 1")
    found = check_chain([step, replace(step, source="page 2")], recovered=Held(party="room"))
    assert {each.code for each in found} == {"step-twice", "no-seals"}


@pytest.mark.parametrize(
    "steps",
    [
        [None],
        ["room to lab"],
        [Step(item="F1", from_party=7, to_party="lab")],  # type: ignore[arg-type]
        [Step(item="F1", from_party="a", to_party="b", signed_by=(1,))],  # type: ignore[arg-type]
        [Step(item="\ud800", from_party="\x00", to_party="\u202e", at="9" * 10_000)],
        42,
    ],
)
def test_odd_steps_are_findings(steps: object) -> None:
    """Nothing that stands in a list is raised, and the description can be shown on a terminal."""
    assert check_chain(steps)  # type: ignore[arg-type]
    assert "\x00" not in describe(steps)  # type: ignore[arg-type]


def test_a_hostile_number_of_steps_is_cut() -> None:
    """A chain that doesn't end is checked as far as the limit, and that is said."""
    many = (Step(item="F1", from_party=str(at % 3), to_party=str(at % 7)) for at in range(600))
    assert "too-many" in {each.code for each in check_chain(many)}


def test_the_ends_must_be_held() -> None:
    """A slip of the caller is named."""
    with pytest.raises(InputError, match="recovered"):
        check_chain([], recovered="room")  # type: ignore[arg-type]


def test_a_court_can_read_it() -> None:
    """Each step is a sentence, and so is each finding."""
    steps = [
        Step(
            item="F1", from_party="room", to_party="lab", at="2024-01-02", place="safe 2", seal_before="S0",
            seal_after="S1", label="F1 K", condition="as found", photographs=("0" * 64,), signed_by=("a", "b"),
            source="page 4",
        ),
        Step(item="F1", from_party="lab", to_party="court", seal_before="S9", seal_after="S2", signed_by=("a",)),
    ]  # fmt: skip
    told = describe(steps, recovered=START).splitlines()
    assert told[0] == '"room" had it at the recovery on 2024-01-01.'
    assert told[1] == (
        '1. On 2024-01-02, "room" handed F1 to "lab". It is kept in "safe 2". It came with the seal "S0". It left with '
        'the seal "S1". Its label says "F1 K". Its condition: "as found". 1 photograph is kept. 2 people signed. '
        "Source: page 4."
    )
    assert 'error: It left with the seal "S1" in step 1 and came with the seal "S9" in step 2.' in told
    whole = describe(steps[:1], recovered=START)
    assert whole.endswith("the check found nothing that speaks against that.")


def test_a_chain_comes_from_the_events_of_a_registry(registry: Registry) -> None:
    """From the last recovery on; what was withdrawn doesn't count, and an earlier recovery can be asked for."""
    seized(registry)
    registry.record(
        events.CustodyHanded(item="F1", from_party="room", to_party="lab", occurred_at="2024-06", signed_by=("a", "b"))
    )
    slip = registry.record(events.CustodyHanded(item="F1", from_party="lab", to_party="court", occurred_at="2024-07"))
    registry.withdraw(slip.id, "It was another one.")
    chain = chain_of(registry, "F1")
    assert [(step.from_party, step.to_party, step.at) for step in chain.steps] == [("room", "lab", "2024-06")]
    assert chain.recovered == Held(party="room", at="2024", item="F1")
    assert chain.synthetic
    assert {each.code for each in check_chain(chain.steps, recovered=chain.recovered)} == {"no-seals"}
    with pytest.raises(InputError, match='F1": 1;'):
        chain_of(registry, "F1", recovery=2)
    with pytest.raises(UnknownCodeError):
        chain_of(registry, "F7")
    registered(registry, "F8")
    assert chain_of(registry, "F8").steps == ()


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=20), st.data())
def test_a_label_shows_slips_of_the_pen(item: str, data: st.DataObject) -> None:
    """Another character at one place, or two neighbours swapped, changes the check character."""
    at = data.draw(st.integers(0, len(item) - 2))
    swapped = item[:at] + item[at + 1] + item[at] + item[at + 2 :]
    other = data.draw(st.sampled_from("ABC0129"))
    replaced = item[:at] + other + item[at + 1 :]
    check = label(item, on="2024").splitlines()[-1]
    for copy in {swapped, replaced} - {item}:
        assert label(copy, on="2024").splitlines()[-1] != check


def test_a_label_needs_a_name_and_a_date() -> None:
    """What can't be checked gets no label."""
    with pytest.raises(InputError, match="no letter"):
        label("...", on="2024")
    with pytest.raises(InputError, match="is no date"):
        label("F1", on="5 May")
    assert len(label("x" * 64, on="2024").splitlines()) == 3
