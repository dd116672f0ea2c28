"""A registry from the first event to the last, as its users see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from firearmskit import records
from firearmskit.errors import AccessError, InputError, LifeCycleError, RegistryError, UnknownCodeError
from firearmskit.records import Registry, events
from firearmskit.records.folding import fold
from tests.records.conftest import begin


def registered(registry: Registry, name: str = "F1", **fields: object) -> None:
    """Register a firearm."""
    registry.record({"kind": "firearm-registered", "firearm": name, "basis": "import", "synthetic": True, **fields})


def seized(registry: Registry, name: str = "F1") -> None:
    """Register a firearm, and seize it."""
    registered(registry, name)
    registry.record(events.RecoveryMade(firearm=name, recovery="seized", received_by="room", occurred_at="2024"))


def confiscated(registry: Registry, name: str = "F1") -> None:
    """Bring a firearm to where a court has confiscated it for good."""
    seized(registry, name)
    registry.record(
        events.AdjudicationMade(firearm=name, decision="confiscate", final=True, authority="Court", reference="1")
    )


def authorised(registry: Registry, name: str = "F1", method: str = "destruction") -> None:
    """Authorise what becomes of it."""
    registry.record(
        {"kind": "disposal-authorised", "firearm": name, "method": method, "authority": "Minister", "reference": "2"}
    )


def destruction(name: str = "F1", batch: str = "B1", witnesses: tuple[str, ...] = ("w1", "w2")) -> events.Event:
    """Say that it was destroyed."""
    return events.DestructionDone(firearm=name, batch=batch, category="melting", witnesses=witnesses)


def test_it_is_destroyed_by_two_people_before_two_witnesses(registry: Registry, other: Registry) -> None:
    """One authorises, the other carries out, two see it; after that it is destroyed for good."""
    confiscated(registry)
    authorised(registry)
    with pytest.raises(LifeCycleError, match="two people"):
        registry.record(events.SentForDestruction(firearm="F1", batch="B1"))
    other.record(events.SentForDestruction(firearm="F1", batch="B1"))
    with pytest.raises(LifeCycleError, match="two witnesses"):
        other.record(destruction(witnesses=("w1", "w1")))
    with pytest.raises(LifeCycleError, match="two witnesses"):
        other.record(destruction(witnesses=("w1", "diallo")))
    with pytest.raises(LifeCycleError, match="B1"):
        other.record(destruction(batch="B2"))
    other.record(destruction())
    assert registry.firearm("F1").state == "destroyed"


def test_a_batch_called_as_a_firearm_says_nothing_of_it(registry: Registry, other: Registry) -> None:
    """What is sent with a batch that bears a firearm's name, and taken back, is no part of that firearm's life."""
    confiscated(registry)
    authorised(registry)
    sent = other.record(events.SentForDestruction(firearm="F1", batch="F2"))
    other.withdraw(sent.id, "A slip.")
    registered(registry, "F2")
    firearm, misfits = fold(registry.history("F2"))
    assert (firearm and firearm.state, len(firearm.history if firearm else ()), misfits) == ("in stock", 1, ())
    assert registry.firearm("F1").batch is None


def test_a_destroyed_firearm_that_is_seen_opens_a_discrepancy(registry: Registry, other: Registry) -> None:
    """It never comes back to life, and the report isn't lost."""
    confiscated(registry)
    authorised(registry)
    other.record_all([events.SentForDestruction(firearm="F1", batch="B1"), destruction()])
    seen = registry.record(events.RecoveryMade(firearm="F1", recovery="found", received_by="room", occurred_at="2025"))
    assert isinstance(seen.event, events.DiscrepancyOpened)
    assert seen.event.report is not None
    assert events.parse(seen.event.report).occurred_at == "2025"  # type: ignore[attr-defined]
    firearm = registry.firearm("F1")
    assert (firearm.state, len(firearm.discrepancies)) == ("destroyed", 1)
    registry.record(
        events.DiscrepancyResolved(
            discrepancy=seen.event.discrepancy, items=("F1",), decision="The serial was misread."
        )
    )
    assert not registry.firearm("F1").discrepancies


@pytest.mark.parametrize("final", [True, False])
def test_disposal_waits_for_the_court(registry: Registry, final: bool) -> None:
    """As long as somebody can appeal, nothing is authorised."""
    seized(registry)
    registry.record(
        events.AdjudicationMade(firearm="F1", decision="confiscate", final=final, authority="Court", reference="1")
    )
    if final:
        authorised(registry)
    else:
        with pytest.raises(LifeCycleError, match="waits for the court"):
            authorised(registry)


def test_what_is_held_as_evidence_is_not_disposed_of(registry: Registry) -> None:
    """A hold binds until it is lifted."""
    confiscated(registry)
    registry.record(events.HoldPlaced(firearm="F1", hold="H1", reason="evidence", authority="Prosecutor"))
    with pytest.raises(LifeCycleError, match="H1"):
        authorised(registry)
    registry.record(events.HoldLifted(firearm="F1", hold="H1", authority="Prosecutor"))
    authorised(registry)


def test_a_confiscated_firearm_serves_the_state_only_if_it_is_marked(registry: Registry, other: Registry) -> None:
    """Article 6 of the Protocol: destroyed, unless authorised, marked and recorded."""
    confiscated(registry)
    authorised(registry, method="official use")
    registry.record(events.HolderRegistered(holder="army", category="State body", synthetic=True))
    with pytest.raises(LifeCycleError, match=r"art\. 6\(2\)"):
        other.record(events.OfficialUseAssigned(firearm="F1", holder="army"))
    registry.record(
        events.MarkingApplied(item="F1", marking="M9", made_as="confiscation", verbatim="XA 26 7", applied_by="Police")
    )
    other.record(events.OfficialUseAssigned(firearm="F1", holder="army"))
    assert registry.firearm("F1").state == "official use"


def test_a_late_report_finds_its_place(registry: Registry) -> None:
    """What happened earlier is put earlier, and the firearm stays what it is now."""
    registry.record(events.HolderRegistered(holder="dealer", category="dealer", synthetic=True))
    registered(registry, occurred_at="2015")
    registry.record(events.RecoveryMade(firearm="F1", recovery="seized", received_by="room", occurred_at="2024-05"))
    registry.record(events.TransferMade(firearm="F1", transfer="sale", to_holder="dealer", occurred_at="2018"))
    firearm = registry.firearm("F1")
    assert [each.event.kind for each in firearm.history] == ["firearm-registered", "transfer-made", "recovery-made"]
    assert (firearm.state, firearm.holder) == ("in custody", "dealer")
    assert registry.firearm("F1", happened_by="2019").state == "held"


def test_a_late_report_that_makes_a_later_event_impossible_is_not_believed(registry: Registry) -> None:
    """It opens a discrepancy that names the event which it contradicts."""
    registered(registry, occurred_at="2015")
    registry.record(events.TransferMade(firearm="F1", transfer="sale", occurred_at="2020"))
    late = registry.record(events.LossReported(firearm="F1", loss="stolen", occurred_at="2018"))
    assert isinstance(late.event, events.DiscrepancyOpened)
    assert "transfer-made" in late.event.finding
    assert registry.firearm("F1").state == "held"


def test_it_tells_what_was_known_on_a_date(where: str, tmp_path: Path) -> None:
    """What was recorded later doesn't count, even if it happened before."""
    from datetime import UTC, datetime

    clock = iter([datetime(2026, month, 1, tzinfo=UTC) for month in range(1, 12)])
    with records.begin_registry(
        where, user="keita", registry="r", title="R", purpose="lesson", clock=lambda: next(clock)
    ) as registry:
        registered(registry, occurred_at="2015")
        registry.record(events.LossReported(firearm="F1", loss="stolen", occurred_at="2016"))
        assert registry.firearm("F1", known_by="2026-02").state == "in stock"
        assert registry.firearm("F1", known_by="2026-03-01").state == "stolen"
        with pytest.raises(UnknownCodeError):
            registry.firearm("F1", known_by="2026-01")


def test_each_reading_of_a_mark_stays(registry: Registry) -> None:
    """A second reading is a second row, and finds the firearm as well as the first."""
    registered(registry)
    for text in ("AB 12?4", "AB 1284"):
        registry.record(events.MarkingRead(item="F1", marking="M1", verbatim=text, serial=True))
    assert [mark.verbatim for mark in registry.firearm("F1").markings] == ["AB 12?4", "AB 1284"]
    assert [entry.serial for entry in registry.with_mark("ab-1284")] == ["AB 1284"]


def test_a_name_is_given_once_and_is_known_before_it_is_used(registry: Registry) -> None:
    """Nothing is registered twice, and nothing is said of what isn't registered."""
    registered(registry)
    with pytest.raises(InputError, match="taken"):
        registered(registry)
    with pytest.raises(UnknownCodeError, match='"F2"'):
        registry.record(events.LossReported(firearm="F2", loss="lost"))
    with pytest.raises(UnknownCodeError, match="that is a user"):
        registry.record(events.LossReported(firearm="keita", loss="lost"))


def test_many_events_are_recorded_together_or_not_at_all(registry: Registry) -> None:
    """One that is refused takes the others with it."""
    before = len(registry)
    with pytest.raises(LifeCycleError):
        registry.record_all(
            [
                {"kind": "firearm-registered", "firearm": "F1", "basis": "import", "synthetic": True},
                {"kind": "sent-for-destruction", "firearm": "F1", "batch": "B1"},
            ]
        )
    assert len(registry) == before
    registered(registry)  # the name is still free


def test_a_withdrawn_event_stays_and_counts_no_longer(registry: Registry) -> None:
    """What later events rest on can't be withdrawn, nor can what is final."""
    registered(registry)
    loss = registry.record(events.LossReported(firearm="F1", loss="lost"))
    registry.withdraw(loss.id, "It was another firearm.")
    assert registry.firearm("F1").state == "in stock"
    assert [each.event.kind for each in registry.history("F1")][-2:] == ["loss-reported", "event-withdrawn"]
    recovery = registry.record(events.RecoveryMade(firearm="F1", recovery="seized", received_by="room"))
    registry.record(events.ExaminationBegun(firearm="F1", examiner="E", purpose="P"))
    with pytest.raises(LifeCycleError, match="examination-begun"):
        registry.withdraw(recovery.id, "A slip.")


def test_a_step_of_custody_that_is_missing_is_told(registry: Registry) -> None:
    """The handing over happened, so it counts; that somebody else had it is a discrepancy."""
    seized(registry)
    registry.record(events.CustodyHanded(item="F1", from_party="lab", to_party="court"))
    firearm = registry.firearm("F1")
    assert (firearm.custodian, len(firearm.discrepancies)) == ("court", 1)


def test_a_registry_for_lessons_refuses_what_is_real(registry: Registry, tmp_path: Path) -> None:
    """And a real one refuses what isn't."""
    with pytest.raises(InputError, match="synthetic"):
        registry.record({"kind": "firearm-registered", "firearm": "F1", "basis": "import"})
    with begin(tmp_path / "work.db", tmp_path / "work.keys", purpose="work") as real, pytest.raises(InputError):
        registered(real)


def test_personal_data_are_sealed_read_with_a_reason_and_erased(registry: Registry, tmp_path: Path) -> None:
    """They stand nowhere in the open, each reading is in the log, and without the key they are gone."""
    registry.record(events.HolderRegistered(holder="P1", category="person", synthetic=True))
    registry.keep_personal("P1", {"name": "Exemplaire Nominatif"})
    assert registry.personal("P1", purpose="a lesson") == {"name": "Exemplaire Nominatif"}
    assert [each.event.purpose for each in registry.events("personal-read")] == ["a lesson"]  # type: ignore[attr-defined]
    for file in tmp_path.iterdir():
        assert b"Nominatif" not in file.read_bytes()
    registry.erase_personal("P1", "The term is over.")
    with pytest.raises(RegistryError, match="No personal data"):
        registry.personal("P1", purpose="again")


def test_nobody_does_what_their_roles_do_not_allow(registry: Registry, where: str, tmp_path: Path) -> None:
    """A reader reads; a recorder doesn't decide; a stranger doesn't come in."""
    registry.record_all(
        [
            events.UserEnrolled(user="reader", roles=("reader",)),
            events.UserEnrolled(user="sow", roles=("recorder",)),
            events.HolderRegistered(holder="P1", category="person", synthetic=True),
        ]
    )
    registry.keep_personal("P1", {"name": "x"})
    with records.open_registry(where, user="reader") as reading, pytest.raises(AccessError, match="recorder"):
        registered(reading)
    with records.open_registry(where, user="sow", keys=tmp_path / "registry.keys") as recording:
        registered(recording)
        with pytest.raises(AccessError, match="manager"):
            recording.record(events.UserEnrolled(user="sow", roles=("manager",)))
        with pytest.raises(AccessError, match="personal data"):
            recording.personal("P1", purpose="curiosity")
    with pytest.raises(AccessError, match="stranger"):
        records.open_registry(where, user="stranger")
    registry.record(events.UserEnded(user="sow"))
    with pytest.raises(AccessError):
        records.open_registry(where, user="sow")


def test_two_programs_write_into_one_registry(registry: Registry, other: Registry) -> None:
    """Each sees what the other recorded, also about a firearm that it has in memory."""
    registered(registry)
    other.record(events.LossReported(firearm="F1", loss="stolen"))
    sale = registry.record(events.TransferMade(firearm="F1", transfer="sale"))
    assert isinstance(sale.event, events.DiscrepancyOpened)


def test_what_is_derived_can_be_made_again(registry: Registry, other: Registry) -> None:
    """The lists are the same before and after."""
    confiscated(registry)
    registered(registry, "F2")
    registry.record(events.MarkingRead(item="F2", marking="M1", verbatim="K 7", serial=True))
    before = (registry.firearms(), registry.with_mark("K7"), registry.count())
    registry.rebuild()
    assert (registry.firearms(), registry.with_mark("K7"), registry.count()) == before
    assert other.firearms(state="confiscated")[0].id == "F1"


def test_a_name_elsewhere_in_an_event_says_nothing_of_a_firearm(registry: Registry) -> None:
    """A batch, a party or a request may be called as a firearm is; nothing happens to that firearm."""
    registered(registry, "F2")
    registry.record(events.RecoveryMade(firearm="F2", recovery="found", received_by="B1"))
    registered(registry, "B1")
    registered(registry)
    registry.record(events.RecoveryMade(firearm="F1", recovery="found", received_by="B1"))
    assert (registry.firearm("F1").state, registry.firearm("B1").state) == ("in custody", "in stock")
    registry.record(events.LossReported(firearm="B1", loss="lost"))
    before = registry.firearms()
    registry.rebuild()
    assert registry.firearms() == before


def test_a_recovery_says_its_place_in_words(registry: Registry) -> None:
    """Where something is found is no store that was registered."""
    registered(registry)
    made = registry.record(
        events.RecoveryMade(firearm="F1", recovery="found", received_by="room", place="a field north of the village")
    )
    assert isinstance(made.event, events.RecoveryMade)


def test_a_registration_can_be_withdrawn_and_its_name_never_comes_again(registry: Registry, other: Registry) -> None:
    """It takes the firearm out of all lists; nothing is said of it any longer."""
    logged = registry.record({"kind": "firearm-registered", "firearm": "F1", "basis": "import", "synthetic": True})
    registry.withdraw(logged.id, "It is F2.")
    assert not registry.firearms()
    for one in (registry, other):
        with pytest.raises(UnknownCodeError):
            one.firearm("F1")
        with pytest.raises(InputError, match="withdrawn"):
            registered(one)
        with pytest.raises(UnknownCodeError, match="withdrawn"):
            one.record(events.LossReported(firearm="F1", loss="lost"))
    registry.rebuild()
    with pytest.raises(InputError, match="withdrawn"):
        registered(other)


def test_what_other_events_speak_of_is_not_withdrawn(registry: Registry) -> None:
    """A holder stays as long as a transfer to the holder counts, and a store as long as something came into it."""
    registered(registry)
    holder = registry.record(events.HolderRegistered(holder="H1", category="dealer", synthetic=True))
    store = registry.record(events.PlaceRegistered(place="S1", category="room", synthetic=True))
    again = registry.record(events.PlaceRegistered(place="S1", category="safe", synthetic=True))
    sale = registry.record(events.TransferMade(firearm="F1", transfer="sale", to_holder="H1"))
    with pytest.raises(LifeCycleError, match="transfer-made"):
        registry.withdraw(holder.id, "A slip.")
    registry.withdraw(sale.id, "A slip.")
    registry.withdraw(holder.id, "A slip.")
    with pytest.raises(UnknownCodeError, match="withdrawn"):
        registry.record(events.TransferMade(firearm="F1", transfer="sale", to_holder="H1"))
    with pytest.raises(LifeCycleError, match="place-registered"):
        registry.withdraw(store.id, "A slip.")
    registry.withdraw(again.id, "It is a room.")
    registry.record(events.ItemStored(item="F1", place="S1"))


def test_nothing_is_withdrawn_twice(registry: Registry, other: Registry) -> None:
    """Whoever comes second is told."""
    registered(registry)
    logged = registry.record(events.MarkingRead(item="F1", marking="M1", verbatim="K 7", serial=True))
    other.withdraw(logged.id, "A slip.")
    with pytest.raises(LifeCycleError, match="already"):
        registry.withdraw(logged.id, "A slip.")


def test_a_withdrawn_reading_is_not_found(registry: Registry) -> None:
    """Who looks for a number finds what counts, before and after all is derived again."""
    registered(registry)
    logged = registry.record(events.MarkingRead(item="F1", marking="M1", verbatim="K 7", serial=True))
    assert registry.with_mark("K7")
    registry.withdraw(logged.id, "A slip.")
    assert not registry.with_mark("K7")
    registry.rebuild()
    assert not registry.with_mark("K7")


def test_a_discrepancy_is_resolved_where_it_is_open(registry: Registry) -> None:
    """Once, and for the firearms that it is about."""
    registered(registry)
    registered(registry, "F2")
    registry.record(
        events.DiscrepancyOpened(discrepancy="D1", items=("F1",), category="duplicate", finding="They look the same.")
    )
    with pytest.raises(LifeCycleError, match="D1"):
        registry.record(events.DiscrepancyResolved(discrepancy="D1", items=("F2",), decision="They aren't."))
    registry.record(events.DiscrepancyResolved(discrepancy="D1", items=("F1",), decision="They aren't."))
    with pytest.raises(LifeCycleError, match="D1"):
        registry.record(events.DiscrepancyResolved(discrepancy="D1", items=("F1",), decision="They aren't."))
    with pytest.raises(UnknownCodeError, match="F9"):
        registry.record(
            events.DiscrepancyOpened(discrepancy="D2", items=("F9",), category="duplicate", finding="A ghost.")
        )


def test_a_deactivated_firearm_stays_so_when_it_is_sold(registry: Registry) -> None:
    """Whoever has it, it doesn't fire again."""
    registered(registry)
    registry.record(
        events.MarkingApplied(item="F1", marking="M1", made_as="deactivation", verbatim="D", applied_by="X")
    )
    registry.record(events.DeactivationDone(firearm="F1", deactivated_by="smith", verified_by="house", standard="S"))
    registry.record(events.TransferMade(firearm="F1", transfer="sale"))
    assert registry.firearm("F1").state == "deactivated"
