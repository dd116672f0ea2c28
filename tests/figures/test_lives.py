"""Life lines, chains and accounts: what they show is what went in, and gaps stay gaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import records, tracing
from firearmskit.errors import InputError
from firearmskit.figures import (
    STAYS,
    AccountStep,
    Stay,
    describe_account,
    describe_chain,
    describe_life,
    life_of,
    plot_account,
    plot_chain,
    plot_life,
)
from firearmskit.figures.drawing import svg
from firearmskit.records import events
from firearmskit.tracing import scenarios

LIFE = (
    Stay(who="Dealer", kind="lawful", since="2011", until="2013-05"),
    Stay(who="On its way", kind="moving", since="2013-05", until="2013-06-02"),
    Stay(who="stolen", kind="gone", since="2013-06-02"),
)


def account(*lines: tuple[str, int]) -> list[AccountStep]:
    """Make an account of kinds and numbers."""
    return [AccountStep(name=kind, kind=kind, number=number) for kind, number in lines]


def test_a_life_is_told_with_its_dates_as_they_are_known():
    """A vague date stays vague, and what has no end has none."""
    assert describe_life(LIFE) == (
        "Dealer: lawfully held, 2011 to 2013-05. On its way: on its way, 2013-05 to 2013-06-02. "
        "stolen: out of lawful hands, from 2013-06-02."
    )


def test_pictures_can_be_read_on_a_phone(is_legible):
    """No letter is too small, and none leaves the picture."""
    case = scenarios.scenario(3, "unreported").shown
    is_legible(plot_life(LIFE))
    is_legible(plot_chain(tracing.chain(case.firearm, case.evidence)))
    is_legible(plot_account(account(("start", 120), ("out", 7), ("in", 3), ("end", 114))))


def test_a_registry_gives_the_life_of_a_firearm(tmp_path: Path):
    """Each change of hands is a stay, dated by when it happened."""
    about = {"registry": "r", "title": "R", "purpose": "lesson"}
    with records.begin_registry(tmp_path / "r.db", user="keita", **about) as registry:
        registry.record_all(
            [
                events.HolderRegistered(holder="H1", category="dealer", synthetic=True),
                events.FirearmRegistered(firearm="F1", basis="import", holder="H1", occurred_at="2011", synthetic=True),
                events.MarkingRead(item="F1", marking="M1", verbatim="A 1", serial=True, occurred_at="2012"),
                events.LossReported(firearm="F1", loss="stolen", occurred_at="2013-06-02"),
                events.RecoveryMade(
                    firearm="F1", recovery="found", received_by="room", occurred_at="2015-01-01T10:00Z"
                ),
            ]
        )
        found = life_of(registry.firearm("F1"), {"H1": "Dealer"})
    assert found == (
        Stay(who="Dealer", kind="lawful", since="2011", until="2013-06-02"),
        Stay(who="stolen", kind="gone", since="2013-06-02", until="2015-01-01"),
        Stay(who="room", kind="custody", since="2015-01-01"),
    )


@pytest.mark.parametrize("archetype", scenarios.ARCHETYPES)
def test_every_kind_of_chain_can_be_drawn(archetype: str):
    """With gaps, contradictions, or nothing that can be told; the words are those of the chain."""
    case = scenarios.scenario(7, archetype).shown
    found = tracing.chain(case.firearm, case.evidence)
    drawing = plot_chain(found)
    assert drawing.description == describe_chain(found)
    assert svg(drawing.figure).startswith(b"<?xml")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((("start", 40), ("out", 31), ("end", 9)), "It comes out even."),
        ((("start", 40), ("out", 31), ("end", 8)), "1 are not accounted for"),
        ((("start", 40), ("in", 2), ("end", 43)), "1 more than accounted for"),
    ],
)
def test_an_account_says_whether_it_comes_out_even(lines: tuple[tuple[str, int], ...], told: str):
    """What is missing or too much is told in its number."""
    assert told in describe_account(account(*lines))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(["in", "out"]), st.integers(0, 10**6)), max_size=8), st.integers(0, 10**6))
def test_any_account_can_be_drawn(middle: list[tuple[str, int]], end: int):
    """Large numbers, and running totals below nothing, don't break the picture."""
    plot_account(account(("start", 5), *middle, ("end", end)))


@pytest.mark.parametrize(
    "stays",
    [
        [],
        [LIFE[0]] * 31,
        ["Dealer"],
        [Stay(who="x", kind="sold")],
        [Stay(who="x", kind="lawful", since="last year")],
        [Stay(who="", kind="lawful")],
    ],
)
def test_what_is_no_life_is_refused(stays: list[object]):
    """None, too many, no stays, odd kinds and dates that are none."""
    with pytest.raises(InputError):
        plot_life(stays)


@pytest.mark.parametrize(
    "lines",
    [
        (("start", 1),),
        (("end", 1), ("start", 1)),
        (("start", 1), ("start", 1), ("end", 1)),
        (("start", -1), ("end", 1)),
        (("start", 1), ("sum", 1), ("end", 1)),
        (("start", True), ("end", 1)),
    ],
)
def test_what_is_no_account_is_refused(lines: tuple[tuple[str, int], ...]):
    """An account begins with its start and ends with its end."""
    with pytest.raises(InputError):
        plot_account(account(*lines))


@given(st.lists(st.sampled_from(sorted(STAYS)), min_size=1, max_size=5))
@settings(max_examples=20)
def test_stays_without_a_date_are_drawn_open(kinds: list[str]):
    """Nothing is dated that isn't known."""
    assert "not dated" in plot_life([Stay(who="x", kind=kind) for kind in kinds]).description
