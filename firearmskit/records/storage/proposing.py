"""The events that would record what a stocktake found: a proposal, which somebody looks at and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.lifecycle import IN_CUSTODY
from firearmskit.records.logged import new_id
from firearmskit.records.registry import Entry, Registry
from firearmskit.records.storage.losing import missing_sentence
from firearmskit.records.storage.stocktake import Missing, Reconciliation

__all__ = ["propose_events"]

_STORABLE = IN_CUSTODY | {"in stock", "official use", "unknown", "deactivated"}
"""The states of a firearm that can be put in a store as it stands; of any other the count opens a discrepancy."""


def propose_events(
    registry: Registry,
    place: str,
    found: Reconciliation,
    *,
    stocktake: str,
    on: str | date,
    counted_by: Iterable[str] = (),
) -> tuple[Event, ...]:
    """Propose the events that record a stocktake and what follows from it. Nothing is recorded here.

    Count again and look first: what is missing may lie elsewhere. What a surplus may be isn't proposed as lost, and a
    surplus that no record names isn't proposed at all; :func:`loss_report` says what to do with both. Whether what is
    gone was stolen, and since when, the count doesn't tell: it is proposed as lost, without a day.

    Args:
        registry: The registry.
        place: The place that was counted.
        found: What :func:`reconcile` gave for what :func:`expected` gave.
        stocktake: The stocktake's own name.
        on: The day of the count, as an ISO date or a ``date``.
        counted_by: Who counted: at least two.

    Returns:
        The stocktake; then for what lay elsewhere that it is there now, for a serial that was read otherwise and for a
        missing part a discrepancy, for a missing firearm its loss, and for a lot its new number. Stores are recorded
        by custodians, losses by recorders.

    Raises:
        InputError: A value can't be used.

    >>> from tempfile import mkdtemp
    >>> from firearmskit import records
    >>> from firearmskit.records import storage
    >>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
    >>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
    ...     _ = registry.record(events.PlaceRegistered(place="R1", category="room", synthetic=True))
    ...     _ = registry.record(events.FirearmRegistered(firearm="F1", basis="import", place="R1", synthetic=True))
    ...     found = storage.reconcile(storage.expected(registry, "R1"), [])
    ...     [each.kind for each in propose_events(registry, "R1", found, stocktake="S1", on="2026-11-27")]
    ['stocktake-done', 'loss-reported']
    """
    of_type(registry, Registry, "registry")
    of_type(found, Reconciliation, "found")
    day = iso_day(on)
    return (
        _counted(registry, place, found, stocktake=stocktake, on=day, counted_by=listed(counted_by, str, "counted_by")),
        *_stored(registry, found, day),
        *_read_otherwise(found, day),
        *_missing(registry, found, stocktake, day),
    )


def _counted(
    registry: Registry, place: str, found: Reconciliation, *, stocktake: str, on: str, counted_by: tuple[str, ...]
) -> Event:
    seen = [match.expected.id for match in found.present]
    seen += [entry.id for entry, _place in _strangers(registry, found)]
    return events.parse(
        {
            "kind": "stocktake-done",
            "place": place,
            "stocktake": stocktake,
            "counted": list(dict.fromkeys(seen)),
            "counted_by": counted_by,
            "occurred_at": on,
        }
    )


def _strangers(registry: Registry, found: Reconciliation) -> Iterator[tuple[Entry, str]]:
    """Give the firearms that weren't expected here and that the registry knows by their tag, and where they lay."""
    for each in found.surplus:
        if each.counted.id is not None:
            for entry in registry.firearms(id=each.counted.id):
                yield entry, each.counted.place


def _stored(registry: Registry, found: Reconciliation, on: str) -> Iterator[Event]:
    moved = {
        match.expected.id: match.counted.place
        for match in found.misplaced
        if match.expected.place != match.counted.place
    }
    moved |= {entry.id: place for entry, place in _strangers(registry, found) if entry.state in _STORABLE}
    for item, place in moved.items():
        yield events.parse({"kind": "item-stored", "item": item, "place": place, "occurred_at": on})


def _read_otherwise(found: Reconciliation, on: str) -> Iterator[Event]:
    for match in found.marked_differently:
        finding = _("{id} is recorded with the serial {recorded}, and {read} was read.").format(
            id=quote(match.expected.id), recorded=quote(match.expected.serial), read=quote(match.counted.serial)
        )
        yield _discrepancy(match.expected.id, "marking", finding, on)


def _missing(registry: Registry, found: Reconciliation, stocktake: str, on: str) -> Iterator[Event]:
    perhaps = {one.expected.id for each in found.surplus for one in each.candidates}
    for each in found.missing:
        if each.expected.id not in perhaps:
            yield _gone(registry, each, stocktake, on)


def _gone(registry: Registry, missing: Missing, stocktake: str, on: str) -> Event:
    row = missing.expected
    if registry.firearms(id=row.id):
        return events.parse({"kind": "loss-reported", "firearm": row.id, "loss": "lost", "reported_at": on})
    if row.unit == "piece":
        return _discrepancy(row.id, "count", missing_sentence(missing), on)
    reason = _("Counted in the stocktake {stocktake}.").format(stocktake=stocktake)
    left = row.quantity - missing.quantity
    return events.parse({"kind": "lot-counted", "lot": row.id, "quantity": left, "reason": reason, "occurred_at": on})


def _discrepancy(item: str, category: str, finding: str, on: str) -> Event:
    return events.parse(
        {
            "kind": "discrepancy-opened",
            "discrepancy": new_id(),
            "items": [item],
            "category": category,
            "finding": finding,
            "occurred_at": on,
        }
    )
