"""Events of stores, campaigns and the registry itself."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from firearmskit.records.events.base import Country, Date, Digest, Event, Identifier, Line, Note, Quantity

__all__ = [
    "CampaignClosed",
    "CampaignOpened",
    "DiscrepancyOpened",
    "DiscrepancyResolved",
    "EventWithdrawn",
    "ImportMade",
    "ItemStored",
    "PlaceRegistered",
    "RegistryOpened",
    "StocktakeDone",
]


class RegistryOpened(Event):
    """The first event of every registry: what it is.

    Args:
        registry: Its own name, as it signs with, such as ``example.org/registry``.
        title: Its title.
        country: The State that keeps it.
        purpose: ``lesson`` takes nothing that isn't said to exist in lessons only; ``work`` is a real one.
    """

    about: ClassVar[tuple[str, ...]] = ("registry",)

    kind: Literal["registry-opened"] = "registry-opened"
    registry: Identifier
    title: Line
    country: Country | None = None
    purpose: Literal["lesson", "work"]


class PlaceRegistered(Event):
    """A place where things are stored enters the registry, or is described anew.

    Args:
        place: The name that it has here from now on.
        inside: The place that it is part of.
        category: What kind of place.
        capacity: How many firearms it is meant for.
        keepers: Roles that may open it.
        keys: How many of them must be there to open it.
        synthetic: Whether it exists in lessons only.
    """

    about: ClassVar[tuple[str, ...]] = ("place",)

    kind: Literal["place-registered"] = "place-registered"
    place: Identifier
    inside: Identifier | None = None
    category: Literal["site", "building", "room", "container", "rack", "safe"]
    capacity: Quantity | None = None
    keepers: tuple[Line, ...] = ()
    keys: Quantity = 1
    synthetic: bool = False


class ItemStored(Event):
    """An item was put in a place, in the same hands as before."""

    about: ClassVar[tuple[str, ...]] = ("item", "place")

    kind: Literal["item-stored"] = "item-stored"
    item: Identifier
    place: Identifier


class StocktakeDone(Event):
    """A place was counted.

    Args:
        place: Where.
        stocktake: Its own name.
        counted: Every item that was seen.
        counted_by: Who counted: at least two.
    """

    about: ClassVar[tuple[str, ...]] = ("place", "stocktake", "counted")

    kind: Literal["stocktake-done"] = "stocktake-done"
    place: Identifier
    stocktake: Identifier
    counted: tuple[Identifier, ...]
    counted_by: tuple[Line, ...] = ()


class CampaignOpened(Event):
    """A campaign to surrender firearms, to register them, or both."""

    about: ClassVar[tuple[str, ...]] = ("campaign",)

    kind: Literal["campaign-opened"] = "campaign-opened"
    campaign: Identifier
    title: Line
    purpose: Literal["surrender", "registration", "surrender and registration"]
    first_day: Date
    last_day: Date
    terms: Note | None = None
    synthetic: bool = False


class CampaignClosed(Event):
    """A campaign is over."""

    about: ClassVar[tuple[str, ...]] = ("campaign",)

    kind: Literal["campaign-closed"] = "campaign-closed"
    campaign: Identifier


class DiscrepancyOpened(Event):
    """Two things in the registry can't both be true, until somebody decides.

    Args:
        discrepancy: Its own name.
        items: What it is about.
        category: What kind of discrepancy.
        finding: What doesn't fit.
        report: The event that was reported and can't have happened as the registry has it; it counts for nothing yet.
    """

    about: ClassVar[tuple[str, ...]] = ("discrepancy", "items")

    kind: Literal["discrepancy-opened"] = "discrepancy-opened"
    discrepancy: Identifier
    items: tuple[Identifier, ...]
    category: Literal["impossible sighting", "impossible report", "duplicate", "count", "marking", "custody"]
    finding: Note
    report: dict[str, Any] | None = None


class DiscrepancyResolved(Event):
    """Somebody decided a discrepancy, and why."""

    about: ClassVar[tuple[str, ...]] = ("discrepancy", "items")

    kind: Literal["discrepancy-resolved"] = "discrepancy-resolved"
    discrepancy: Identifier
    items: tuple[Identifier, ...]
    decision: Note


class EventWithdrawn(Event):
    """An event doesn't count any longer, since it was recorded by mistake. It stays in the log.

    Args:
        event: The event's id in the log.
        subjects_of_it: What that event was about.
        reason: Why.
    """

    about: ClassVar[tuple[str, ...]] = ("subjects_of_it",)

    kind: Literal["event-withdrawn"] = "event-withdrawn"
    event: Identifier
    subjects_of_it: tuple[Identifier, ...]
    reason: Line


class ImportMade(Event):
    """A file was taken in: how many rows there were, and how many were turned away and are kept with their reasons."""

    about: ClassVar[tuple[str, ...]] = ("batch",)

    kind: Literal["import-made"] = "import-made"
    batch: Identifier
    file: Digest
    rows: Quantity
    rejected: Quantity
