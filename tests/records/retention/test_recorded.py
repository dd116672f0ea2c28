"""What is due for review in a registry follows from its events; nothing in it is changed by asking."""

from __future__ import annotations

from firearmskit.records import Registry, disposal, events
from firearmskit.records.retention import Kept, KeptEvent, kept_in, review
from tests.records.test_registry import authorised, confiscated


def sold(registry: Registry, firearm: str, *, on: str = "1985-04-01", holder: str = "P1") -> None:
    """Register a firearm that was made and sold long ago."""
    registry.record_all(
        [
            events.FirearmRegistered(firearm=firearm, basis="manufacture", occurred_at="1984", synthetic=True),
            events.TransferMade(firearm=firearm, transfer="sale", to_holder=holder, occurred_at=on),
        ]
    )


def person(registry: Registry, name: str = "P1") -> None:
    """Register a person, and keep personal data."""
    registered = {"kind": "holder-registered", "holder": name, "category": "person", "synthetic": True}
    registry.record({**registered, "occurred_at": "1985"})
    registry.keep_personal(name, {"name": "invented"})


def eligible(registry: Registry, **fields: object) -> set[str]:
    """Give the holders whose personal data somebody may now decide on, with thirty years by the State's own law."""
    asked = {"on": "2026-03-01", "rules": [], "national_years": 30} | fields
    return {each.holder or "" for each in review(kept_in(registry), **asked) if each.eligible}  # type: ignore[arg-type]


def test_records_are_those_of_the_events_that_count(registry: Registry) -> None:
    """Each with its kind, date, holder with personal data, and the State that is named."""
    person(registry)
    sold(registry, "F1")
    slip = registry.record(events.TransferMade(firearm="F1", transfer="export", occurred_at="1990"))
    registry.withdraw(slip.id, "Another firearm.")
    before = len(registry)
    found = kept_in(registry, states=["NGA"])
    assert [(each.kind, each.events[0].on, each.holder) for each in found] == [
        ("holding", "1985", "P1"),
        ("manufacture", "1984", None),
        ("transfer", "1985-04-01", "P1"),
    ]
    assert {each.states for each in found} == {("NGA",)}
    assert found[2].id == registry.history("F1")[1].id
    assert len(registry) == before


def test_personal_data_are_due_when_every_record_of_the_holder_is(registry: Registry) -> None:
    """One younger record keeps them; an undated one leaves it open, which keeps them too."""
    person(registry)
    sold(registry, "F1")
    assert eligible(registry) == {"P1"}
    sold(registry, "F2", on="2001-01-01")
    assert eligible(registry) == set()
    assert eligible(registry, on="2040-01-01") == {"P1"}
    registry.record(events.LossReported(firearm="F2", loss="lost", holder="P1"))
    assert eligible(registry, on="2040-01-01") == set()


def test_holds_requests_and_discrepancies_keep_what_they_are_about(registry: Registry) -> None:
    """As long as they stand; a hold that was lifted keeps until its last day."""
    person(registry)
    sold(registry, "F1")
    registry.record(events.HoldPlaced(firearm="F1", hold="E1", reason="evidence", authority="Court"))
    assert eligible(registry) == set()
    lifted = events.HoldLifted(firearm="F1", hold="E1", authority="Court", occurred_at="2026-02-01")
    registry.record(lifted)
    assert eligible(registry) == {"P1"}
    assert eligible(registry, on="2026-02-01") == set()
    registry.record(events.TraceSent(firearm="F1", request="R1", addressee="QMA", channel="iti"))
    assert eligible(registry) == set()
    registry.record(events.TraceAnswered(firearm="F1", request="R1", outcome="no record"))
    assert eligible(registry) == {"P1"}
    registry.record(
        events.DiscrepancyOpened(discrepancy="D1", items=("F1",), category="duplicate", finding="They look the same.")
    )
    assert eligible(registry) == set()


def test_two_holders_of_one_record_are_both_asked_for(registry: Registry) -> None:
    """The sale from one to the other keeps the data of both; whose data were erased isn't asked for."""
    person(registry)
    person(registry, "P2")
    sold(registry, "F1")
    later = events.TransferMade(
        firearm="F1", transfer="gift", from_holder="P1", to_holder="P2", occurred_at="2001-05-06T10:00+01:00"
    )
    logged = registry.record(later)
    assert eligible(registry) == set()
    found = {each.id: each for each in kept_in(registry)}
    assert (found[logged.id].holder, found[f"{logged.id}/P2"].holder) == ("P1", "P2")
    assert found[logged.id].events == (KeptEvent(kind="transfer", on="2001-05-06"),)
    registry.erase_personal("P2", "The term is over.")
    assert "P2" not in {each.holder for each in kept_in(registry)}


def test_the_destruction_counts_for_all_records_of_a_firearm(registry: Registry, other: Registry) -> None:
    """Rules that count from the destruction of the item find it."""
    confiscated(registry)
    authorised(registry)
    other.record_all(disposal.propose_batch(other, "B1", on="2024-03-01"))
    seen = {"category": "melting", "witnesses": ["w1", "w2"]}
    other.record_all(disposal.propose_destruction(other, "B1", on="2024-03-02", **seen))  # type: ignore[arg-type]
    end = KeptEvent(kind="destruction", on="2024-03-02")
    found = kept_in(registry, states=["FRA"])
    assert [each.kind for each in found] == ["import", "recovery", "destruction"]
    assert all(end in each.events for each in found)
    assert found[-1].events == (end,)
    assert all(isinstance(each, Kept) for each in found)
