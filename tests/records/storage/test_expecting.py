"""What a place should hold is what its registry says, on any day; what a count found becomes events to look at."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.records import Registry, events, storage
from firearmskit.records.storage import Counted


def furnished(registry: Registry) -> None:
    """Put two firearms, a lot and a part into a rack of a room."""
    registry.record_all(
        [
            events.PlaceRegistered(place="R1", category="room", synthetic=True),
            events.PlaceRegistered(place="K1", category="rack", inside="R1", synthetic=True),
            events.PlaceRegistered(place="R2", category="room", synthetic=True),
            *(
                events.FirearmRegistered(firearm=name, basis="import", occurred_at="2020", synthetic=True)
                for name in ("F1", "F2", "F3")
            ),
            events.MarkingRead(item="F1", marking="M1", verbatim="AB 1234", serial=True),
            events.MarkingRead(item="F2", marking="M1", verbatim="CD 7719", serial=True),
            events.ItemStored(item="F1", place="K1", occurred_at="2021-01-05"),
            events.ItemStored(item="F2", place="R1", occurred_at="2021-02-05"),
            events.ItemStored(item="F3", place="R2", occurred_at="2021-02-05"),
            events.LotRegistered(lot="L1", quantity=1000, place="K1", occurred_at="2021-01-05", synthetic=True),
            events.ComponentRegistered(component="C1", part="barrel", occurred_at="2021-01-05", synthetic=True),
            events.ItemStored(item="C1", place="R1", occurred_at="2021-01-06"),
        ]
    )


def held(registry: Registry, place: str, on: str | None = None) -> list[tuple[str, str, int]]:
    """Say what a place should hold, in short."""
    return [(each.id, each.place, each.quantity) for each in storage.expected(registry, place, on=on)]


def kinds(found: Iterable[events.Event]) -> list[str]:
    """Give the kinds of some events."""
    return [each.kind for each in found]


def test_a_place_holds_what_was_put_there_and_in_what_is_inside_it(registry: Registry) -> None:
    """Firearms, lots and loose parts; not what lies in another room."""
    furnished(registry)
    assert held(registry, "R1") == [("F1", "K1", 1), ("L1", "K1", 1000), ("C1", "R1", 1), ("F2", "R1", 1)]
    assert held(registry, "R2") == [("F3", "R2", 1)]
    assert [each.serial for each in storage.expected(registry, "K1")] == ["AB 1234", None]
    with pytest.raises(UnknownCodeError, match="R9"):
        storage.expected(registry, "R9")


def test_what_left_is_not_expected(registry: Registry) -> None:
    """Lost, sold, moved, fitted, counted down to nothing, or withdrawn."""
    furnished(registry)
    registry.record(events.LossReported(firearm="F1", loss="stolen"))
    registry.record(events.ComponentFitted(component="C1", firearm="F2"))
    used = registry.record(events.LotCounted(lot="L1", quantity=0, reason="Used in training."))
    assert held(registry, "R1") == [("F2", "R1", 1)]
    moved = registry.record(events.ItemStored(item="F2", place="R2", occurred_at="2022"))
    assert held(registry, "R1") == []
    registry.withdraw(moved.id, "A slip.")
    registry.withdraw(used.id, "Another lot.")
    assert held(registry, "R1") == [("L1", "K1", 1000), ("F2", "R1", 1)]


def test_a_place_is_asked_for_a_day(registry: Registry) -> None:
    """By all that is known now: what came later isn't there, what left later still is."""
    furnished(registry)
    registry.record(events.LotCounted(lot="L1", quantity=900, reason="Counted.", occurred_at="2022-03-01"))
    registry.record(events.TransferMade(firearm="F2", transfer="sale", occurred_at="2022-03-01"))
    assert held(registry, "R1", "2021-01-05") == [("F1", "K1", 1), ("L1", "K1", 1000)]
    assert held(registry, "R1", "2021-12-31") == [("F1", "K1", 1), ("L1", "K1", 1000), ("C1", "R1", 1), ("F2", "R1", 1)]
    assert held(registry, "R1", "2022-03-01") == [("F1", "K1", 1), ("L1", "K1", 900), ("C1", "R1", 1)]
    assert held(registry, "R1") == held(registry, "R1", "2022-03-01")
    with pytest.raises(InputError):
        storage.expected(registry, "R1", on="2022")


def test_a_stocktake_leads_to_events_that_somebody_records(registry: Registry) -> None:
    """The loss, the move, the doubt about a serial and the new number are proposed, and nothing is recorded by it."""
    furnished(registry)
    count = [
        Counted(place="R1", id="F1", serial="AB 1284"),
        Counted(place="K1", id="L1", quantity=900, unit="round"),
        Counted(place="R1", id="F3"),
    ]
    found = storage.reconcile(storage.expected(registry, "R1"), count)
    before = len(registry)
    proposed = storage.propose_events(
        registry, "R1", found, stocktake="S1", on="2026-03-01", counted_by=("Traoré", "Okafor")
    )
    assert len(registry) == before
    assert kinds(proposed) == [
        "stocktake-done",
        *("item-stored", "item-stored"),
        "discrepancy-opened",
        *("lot-counted", "discrepancy-opened", "loss-reported"),
    ]
    registry.record_all(proposed)
    assert registry.firearm("F2").state == "lost"
    assert len(registry.firearm("F1").discrepancies) == 1
    assert held(registry, "R1") == [("L1", "K1", 900), ("C1", "R1", 1), ("F1", "R1", 1), ("F3", "R1", 1)]
    assert not registry.verify(deep=True)


def test_what_a_surplus_may_be_is_not_proposed_as_lost(registry: Registry) -> None:
    """Somebody lays the two side by side first."""
    furnished(registry)
    count = [
        Counted(place="R1", serial="CD 7718"),
        Counted(place="K1", id="F1", serial="AB 1234"),
        Counted(place="K1", id="L1", quantity=1000, unit="round"),
        Counted(place="R1", id="C1"),
    ]
    found = storage.reconcile(storage.expected(registry, "R1"), count)
    assert [each.expected.id for each in found.missing] == ["F2"]
    assert kinds(storage.propose_events(registry, "R1", found, stocktake="S1", on="2026-03-01")) == ["stocktake-done"]


def test_a_sold_firearm_that_is_counted_opens_a_discrepancy(registry: Registry) -> None:
    """The count is recorded, and the registry itself says that something is wrong."""
    furnished(registry)
    registry.record(events.TransferMade(firearm="F3", transfer="sale", occurred_at="2022"))
    found = storage.reconcile([], [Counted(place="R1", id="F3"), Counted(place="R1", id="no such thing")])
    proposed = storage.propose_events(registry, "R1", found, stocktake="S1", on="2026-03-01")
    assert kinds(proposed) == ["stocktake-done"]
    registry.record_all(proposed)
    assert len(registry.firearm("F3").discrepancies) == 1
