"""A batch by a registry: what may go, the events that somebody else records, and the balance that is certified."""

from __future__ import annotations

import pytest

from firearmskit.errors import InputError, LifeCycleError, UnknownCodeError
from firearmskit.records import Registry, disposal, events
from tests.records.test_registry import authorised, confiscated, seized

ON = "2026-03-02"


def ready(registry: Registry, *names: str) -> None:
    """Bring firearms to where their destruction is authorised."""
    for name in names:
        confiscated(registry, name)
        authorised(registry, name)


def sent(registry: Registry, batch: str = "B1") -> None:
    """Send all that may go."""
    registry.record_all(disposal.propose_batch(registry, batch, on=ON))


def destroyed(registry: Registry, batch: str = "B1", **fields: object) -> None:
    """Destroy a batch before two witnesses."""
    told = {"category": "melting", "witnesses": ["w1", "w2"], "on": ON} | fields
    registry.record_all(disposal.propose_destruction(registry, batch, **told))  # type: ignore[arg-type]


def test_what_is_due_is_told_with_what_stands_against_it(registry: Registry, other: Registry) -> None:
    """Held, traced, authorised otherwise or by the same person, not authorised; what isn't confiscated isn't due."""
    ready(registry, "F1", "F2", "F3")
    registry.record(events.HoldPlaced(firearm="F2", hold="E1", reason="evidence", authority="Prosecutor"))
    registry.record(events.TraceSent(firearm="F3", request="R1", addressee="QMA", channel="iti"))
    confiscated(registry, "F4")
    authorised(registry, "F4", method="official use")
    confiscated(registry, "F5")
    seized(registry, "F6")
    found = disposal.due(other)
    assert list(found) == ["F1", "F2", "F3", "F4", "F5"]
    assert found["F1"] == ()
    assert "E1" in found["F2"][0]
    assert "trace" in found["F3"][0]
    assert "isn't authorised" in found["F4"][0]
    assert "isn't authorised" in found["F5"][0]
    assert "two people" in disposal.due(registry)["F1"][0]
    registry.record(events.TraceAnswered(firearm="F3", request="R1", outcome="no record"))
    assert disposal.due(other)["F3"] == ()


def test_a_batch_is_proposed_and_recorded_by_somebody_else(registry: Registry, other: Registry) -> None:
    """All that may go, or those that are named; who authorised gets nothing to record."""
    ready(registry, "F1", "F2")
    confiscated(registry, "F3")
    assert disposal.propose_batch(registry, "B1", on=ON) == ()
    proposed = disposal.propose_batch(other, "B1", on=ON)
    assert [each.subjects() for each in proposed] == [("F1", "B1"), ("F2", "B1")]
    assert other.firearm("F1").state == "confiscated"
    with pytest.raises(LifeCycleError, match="F3"):
        disposal.propose_batch(other, "B1", ["F1", "F3"], on=ON)
    with pytest.raises(LifeCycleError, match="two people"):
        registry.record_all(proposed)
    other.record_all(disposal.propose_batch(other, "B1", ["F2", "F2"], on=ON))
    assert other.firearm("F2").state == "sent for destruction"
    with pytest.raises(InputError, match="B1"):
        disposal.propose_batch(other, "B1", on=ON)


def test_a_batch_balances_with_its_registry(registry: Registry, other: Registry) -> None:
    """Planned = destroyed + withdrawn + missing, by the events; what waits in none of the three is told."""
    ready(registry, "F1", "F2", "F3", "F4")
    sent(other)
    slip = next(each for each in other.history("F2") if each.event.kind == "sent-for-destruction")
    other.withdraw(slip.id, "The court wants to see it.")
    with pytest.raises(UnknownCodeError, match="B1"):
        disposal.batch_of(other, "B1", place="Foundry")
    proposed = disposal.propose_destruction(
        other, "B1", category="cutting", witnesses=["w1", "w2"], on=ON, missing=["F3"]
    )
    assert [each.kind for each in proposed] == ["destruction-done", "loss-reported", "destruction-done"]
    other.record_all(proposed[:2])
    batch, outcome = disposal.batch_of(other, "B1", place="Foundry")
    assert [(each.code, each.field) for each in disposal.check_batch(batch, outcome)] == [
        ("not-accounted", "F4"),
        ("missing", "F3"),
    ]
    other.record(proposed[2])
    registry.record(events.HoldPlaced(firearm="F2", hold="E1", reason="evidence", authority="Prosecutor"))
    batch, outcome = disposal.batch_of(registry, "B1", place="Foundry")
    certificate = disposal.certify(batch, outcome)
    assert (certificate.destroyed, certificate.withdrawn, certificate.missing) == (("F1", "F4"), ("F2",), ("F3",))
    assert (certificate.operator, certificate.method, certificate.on) == ("diallo", "mechanical", ON)
    with pytest.raises(UnknownCodeError, match="B1"):
        destroyed(other)


def test_what_is_lost_and_found_goes_in_another_batch(registry: Registry, other: Registry) -> None:
    """For the first batch it stays missing, whatever becomes of it."""
    ready(registry, "F1", "F2")
    sent(other)
    destroyed(other, missing=["F2"])
    registry.record(events.RecoveryMade(firearm="F2", recovery="found", received_by="room"))
    registry.record(
        events.AdjudicationMade(firearm="F2", decision="confiscate", final=True, authority="Court", reference="3")
    )
    authorised(registry, "F2")
    sent(other, "B2")
    assert disposal.batch_of(other, "B1", place="Foundry")[1].missing == ("F2",)
    destroyed(other, "B2", category="other")
    assert disposal.batch_of(other, "B1", place="Foundry")[1].missing == ("F2",)
    assert disposal.batch_of(other, "B2", place="Foundry")[1].destroyed == ("F2",)


def test_what_came_later_says_nothing_on_what_was_destroyed(registry: Registry, other: Registry) -> None:
    """A request to trace a firearm that is gone doesn't make its certificate wrong."""
    ready(registry, "F1")
    sent(other)
    destroyed(other)
    registry.record(events.TraceSent(firearm="F1", request="R1", addressee="QMA", channel="iti"))
    batch, outcome = disposal.batch_of(other, "B1", place="Foundry")
    assert disposal.certify(batch, outcome).destroyed == ("F1",)


def test_only_what_is_in_a_batch_is_missing_from_it(registry: Registry, other: Registry) -> None:
    """A slip of the pen doesn't make a loss."""
    ready(registry, "F1", "F2")
    other.record_all(disposal.propose_batch(other, "B1", ["F1"], on=ON))
    with pytest.raises(UnknownCodeError, match="F2"):
        destroyed(other, missing=["F2"])


def test_a_registry_says_what_it_knows_of_a_firearm(registry: Registry) -> None:
    """By its recovery, its court, its holds, its marks and its authorisation."""
    seized(registry, "F1")
    found = disposal.disposable_of(registry, "F1")
    assert (found.origin, found.decision, found.evidence_hold, found.trace_open) == ("confiscated", None, False, False)
    assert (found.marked, found.authorised_by, found.recorded) == (False, None, False)
    confiscated(registry, "F2")
    authorised(registry, "F2", method="official use")
    registry.record(
        events.MarkingApplied(item="F2", marking="M1", made_as="confiscation", verbatim="C 1", applied_by="Police")
    )
    registry.record(events.HoldPlaced(firearm="F2", hold="T1", reason="trace", authority="Prosecutor"))
    found = disposal.disposable_of(registry, "F2")
    assert (found.origin, found.decision, found.evidence_hold, found.trace_open) == (
        "confiscated",
        "final",
        False,
        True,
    )
    assert (found.marked, found.authorised_by, found.recorded) == (True, "2", True)
