"""A campaign is accounted for by the events of its registry, to the final disposal of each item."""

from __future__ import annotations

import pytest

from firearmskit.errors import UnknownCodeError
from firearmskit.records import Registry, events
from firearmskit.records.collecting import Intake, Move, balance, daily_balance, moved, taken_in


def opened(registry: Registry, name: str = "C1") -> None:
    """Open a campaign."""
    registry.record(
        events.CampaignOpened(
            campaign=name,
            title="Three weeks",
            purpose="surrender and registration",
            first_day="2026-03-01",
            last_day="2026-03-31",
            synthetic=True,
        )
    )


def surrendered(registry: Registry, name: str, on: str | None = "2026-03-02", campaign: str = "C1") -> None:
    """Register a firearm, and have it surrendered."""
    registry.record_all(
        [
            events.FirearmRegistered(firearm=name, basis="recovery", synthetic=True),
            events.RecoveryMade(
                firearm=name,
                recovery="surrendered",
                received_by="team",
                place="Market",
                campaign=campaign,
                occurred_at=on,
            ),
        ]
    )


def ended(registry: Registry, other: Registry, name: str, method: str) -> None:
    """Bring a firearm to its end by a way of disposal."""
    decision = "return" if method == "return" else "confiscate"
    court = {"decision": decision, "final": True, "authority": "Court", "reference": "1", "occurred_at": "2026-04-01"}
    registry.record({"kind": "adjudication-made", "firearm": name, **court})
    allowed = {"method": method, "authority": "Minister", "reference": "2", "occurred_at": "2026-04-02"}
    registry.record({"kind": "disposal-authorised", "firearm": name, **allowed})
    on = "2026-04-03"
    if method == "return":
        other.record(events.ReturnMade(firearm=name, holder="H1", occurred_at=on))
    else:
        other.record(events.SentForDestruction(firearm=name, batch="B1", occurred_at=on))
        other.record(
            events.DestructionDone(firearm=name, batch="B1", category="melting", witnesses=("w1", "w2"), occurred_at=on)
        )


def test_every_item_is_accounted_for_to_its_end(registry: Registry, other: Registry) -> None:
    """Surrendered, stored, lost and found again, returned, destroyed, registered: each in one place, day by day."""
    opened(registry)
    registry.record(events.PlaceRegistered(place="S1", category="room", synthetic=True))
    registry.record(events.HolderRegistered(holder="H1", category="dealer", synthetic=True))
    for name in ("F1", "F2", "F3", "F4"):
        surrendered(registry, name)
    registry.record(
        events.FirearmRegistered(
            firearm="F5",
            basis="first registration",
            holder="H1",
            campaign="C1",
            occurred_at="2026-03-03T23:30-05:00",
            synthetic=True,
        )
    )
    registry.record(events.ItemStored(item="F1", place="S1", occurred_at="2026-03-04"))
    registry.record(events.LossReported(firearm="F2", loss="stolen", occurred_at="2026-03-05"))
    ended(registry, other, "F3", "destruction")
    ended(registry, other, "F4", "return")
    registry.record(events.TransferMade(firearm="F5", transfer="gift", occurred_at="2026-05-01"))
    taken, gone = taken_in(registry, "C1"), moved(registry, "C1")
    assert taken[0] == Intake(item="F1", on="2026-03-02", site="Market")
    assert taken[-1] == Intake(item="F5", on="2026-03-03", site=None, act="registration")
    found = balance(taken, gone)
    assert found.sound
    assert (found.in_store, found.lost, found.destroyed) == (("F1",), ("F2",), ("F3",))
    assert (found.returned, found.registered) == (("F4",), ("F5",))
    assert [each.received for each in daily_balance(taken, gone)][:2] == [4, 5]
    registry.record(events.RecoveryMade(firearm="F2", recovery="found", received_by="S", occurred_at="2026-06-01"))
    registry.record(events.RecoveryMade(firearm="F4", recovery="seized", received_by="S", occurred_at="2026-07-01"))
    found = balance(taken_in(registry, "C1"), moved(registry, "C1"))
    assert (found.sound, found.in_store, found.returned) == (True, ("F1", "F2"), ("F4",))


def test_what_was_withdrawn_did_not_come(registry: Registry) -> None:
    """Neither a surrender nor a registration that was a slip; and another campaign's intake isn't this one's."""
    opened(registry)
    opened(registry, "C2")
    surrendered(registry, "F1")
    surrendered(registry, "F2", campaign="C2")
    data = {"basis": "first registration", "campaign": "C1", "synthetic": True}
    slip = registry.record({"kind": "firearm-registered", "firearm": "F3", **data})
    came = next(each for each in registry.history("F1") if isinstance(each.event, events.RecoveryMade))
    assert [each.item for each in taken_in(registry, "C1")] == ["F1", "F3"]
    registry.withdraw(came.id, "A slip.")
    registry.withdraw(slip.id, "A slip.")
    assert taken_in(registry, "C1") == ()
    with pytest.raises(UnknownCodeError, match="C9"):
        taken_in(registry, "C9")
    with pytest.raises(UnknownCodeError, match="F2"):
        moved(registry, "F2")


def test_what_has_no_day_came_when_it_was_recorded(registry: Registry) -> None:
    """A year alone, or nothing, is no day to account for."""
    opened(registry)
    surrendered(registry, "F1", on=None)
    surrendered(registry, "F2", on="2026")
    today = registry.history("F1")[0].recorded_at.date().isoformat()
    assert {each.on for each in taken_in(registry, "C1")} == {today}


def test_a_second_surrender_in_one_campaign_is_told(registry: Registry, other: Registry) -> None:
    """It went back and came again: the balance names it, and counts it once."""
    opened(registry)
    registry.record(events.HolderRegistered(holder="H1", category="dealer", synthetic=True))
    surrendered(registry, "F1")
    ended(registry, other, "F1", "return")
    again = {"recovery": "surrendered", "received_by": "team", "campaign": "C1", "occurred_at": "2026-04-09"}
    registry.record({"kind": "recovery-made", "firearm": "F1", **again})
    found = balance(taken_in(registry, "C1"), moved(registry, "C1"))
    assert [each.code for each in found.findings] == ["taken-in-twice"]
    assert moved(registry, "C1") == (Move(item="F1", on="2026-04-03", to="returned"),)
