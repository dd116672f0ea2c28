"""Accounts of a stocktake and a campaign: they are made of what was counted, and come out even."""

from __future__ import annotations

import pytest

from firearmskit import tracing
from firearmskit.errors import InputError
from firearmskit.figures import account_of_campaign, account_of_stocktake, describe_account, describe_chain, plot_chain
from firearmskit.records.collecting import Intake, Move, daily_balance
from firearmskit.records.storage import Counted, Expected, reconcile
from firearmskit.tracing import scenarios

COUNT = reconcile(
    [Expected(id="A", place="K"), Expected(id="B", place="K"), Expected(id="L", place="K", quantity=9, unit="round")],
    [Counted(place="K", id="A"), Counted(place="K", serial="ZZ 9"), Counted(place="K", serial="ZZ 8")],
)


def test_a_stocktake_is_accounted_for_in_one_unit():
    """Missing and surplus stand in lines of their own, never as their difference."""
    assert [(each.kind, each.number) for each in account_of_stocktake(COUNT, unit="piece")] == [
        ("start", 2),
        ("out", 1),
        ("in", 2),
        ("end", 3),
    ]
    assert [each.number for each in account_of_stocktake(COUNT, unit="round")] == [9, 9, 0, 0]


@pytest.mark.parametrize("unit", [None, "gram", "<b>"])
def test_units_are_never_added_up(unit):
    """Where two units were counted one is chosen; one that wasn't counted is refused with its name."""
    with pytest.raises(InputError, match="piece, round"):
        account_of_stocktake(COUNT, unit=unit)


def test_a_campaign_is_accounted_for_evening_by_evening():
    """What went for good stands in its line, and what is still there at the end."""
    taken = [
        Intake(item=item, on="2026-03-02", site="M", act="registration" if item == "E" else "surrender")
        for item in "ABCDE"
    ]
    gone = [Move(item="A", on="2026-03-03", to="destroyed"), Move(item="B", on="2026-03-03", to="in-store")]
    first, last = (account_of_campaign(each) for each in daily_balance(taken, gone))
    assert [each.number for each in first] == [5, 1, 4]
    assert [each.number for each in last] == [5, 1, 1, 3]
    assert describe_account(last).endswith("It comes out even.")
    with pytest.raises(InputError):
        account_of_campaign(COUNT)


@pytest.mark.parametrize("archetype", scenarios.ARCHETYPES)
def test_a_chain_can_be_drawn_without_what_is_proposed(archetype: str):
    """Neither the picture's words nor its boxes tell where it left the chain, and the links and gaps stay."""
    case = scenarios.scenario(5, archetype).shown
    found = tracing.chain(case.firearm, case.evidence)
    told = plot_chain(found, proposal=False)
    assert describe_chain(found) == f"{told.description}\n{describe_chain(found.diversion)}"
    drawn = " ".join(text.get_text() for text in told.figure.axes[0].texts)
    assert "Proposed:" not in drawn
    assert "can't be told" not in drawn
    assert f"{len(found.path)}." in drawn
