"""What a place should hold, by a registry: firearms, parts and lots that were put there and haven't left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from firearmskit.arguments import iso_day, of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.bearing import bears_on
from firearmskit.records.logged import Logged, in_order
from firearmskit.records.registry import Registry
from firearmskit.records.storage.stocktake import Expected
from firearmskit.records.when import When

__all__ = ["expected"]

_ALL = 2**31 - 1
_UNITS = {"cartridges": "round", "packages": "box"}
_OF_LOTS_AND_PARTS = (
    "component-fitted",
    "component-registered",
    "component-removed",
    "custody-handed",
    "event-withdrawn",
    "item-stored",
    "lot-counted",
    "lot-registered",
)
_WITH_A_PLACE = ("custody-handed", "firearm-registered", "item-stored", "transit-ended")


def expected(registry: Registry, place: str, *, on: str | date | None = None) -> tuple[Expected, ...]:
    """Say what a place should hold, with all that is inside it, for a stocktake.

    Args:
        registry: The registry.
        place: Name of the place.
        on: The evening that is asked about, as an ISO date or a ``date``, by all that is known now; now when None.

    Returns:
        Firearms, parts that are in no firearm, and lots, each with the place in which it should be; sorted by place
        and name. What was destroyed, lost, handed on or sent isn't there; a lot has the number that was counted last.

    Raises:
        UnknownCodeError: No place of that name is registered.
        InputError: ``on`` isn't a day.

    >>> from tempfile import mkdtemp
    >>> from firearmskit import records
    >>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
    >>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
    ...     _ = registry.record(events.PlaceRegistered(place="R1", category="room", synthetic=True))
    ...     _ = registry.record(events.FirearmRegistered(firearm="F1", basis="import", place="R1", synthetic=True))
    ...     [each.id for each in expected(registry, "R1")]
    ['F1']
    """
    until = None if on is None else When.parse(iso_day(on))
    places = _inside(registry, of_type(place, str, "place"))
    found = [*_firearms(registry, places, until), *_lots_and_parts(registry, places, until)]
    return tuple(sorted(found, key=lambda each: (each.place, each.id)))


def _inside(registry: Registry, place: str) -> set[str]:
    """Give a place and all places inside it, as they were described last."""
    logged = list(registry.events("place-registered", "event-withdrawn"))
    outer = {
        each.event.place: each.event.inside
        for each in _counting(logged)
        if isinstance(each.event, events.PlaceRegistered)
    }
    if place not in outer:
        raise UnknownCodeError(_("No place {place} is registered.").format(place=quote(place)))
    found, last = {place}, 0
    while len(found) > last:
        last = len(found)
        found |= {inner for inner, within in outer.items() if within in found}
    return found


def _counting(logged: Iterable[Logged]) -> Iterator[Logged]:
    """Leave out the events that were withdrawn."""
    held = list(logged)
    withdrawn = {each.event.event for each in held if isinstance(each.event, events.EventWithdrawn)}
    return (each for each in held if each.id not in withdrawn)


def _firearms(registry: Registry, places: set[str], until: When | None) -> Iterator[Expected]:
    if until is None:
        for place in sorted(places):
            for entry in registry.firearms(limit=_ALL, place=place):
                if entry.state != "destroyed":
                    yield Expected(id=entry.id, place=place, serial=entry.serial)
        return
    named = {
        name
        for each in registry.events(*_WITH_A_PLACE)
        if getattr(each.event, "place", None) in places
        for name in bears_on(each.event)
    }
    for name in sorted(named):
        try:
            firearm = registry.firearm(name, happened_by=until.text)
        except UnknownCodeError:  # a lot or a part, or one that wasn't registered then
            continue
        if firearm.place in places and firearm.state != "destroyed":
            yield Expected(id=name, place=str(firearm.place), serial=firearm.serial)


def _lots_and_parts(registry: Registry, places: set[str], until: When | None) -> Iterator[Expected]:
    lives: dict[str, list[Logged]] = {}
    for each in _counting(registry.events(*_OF_LOTS_AND_PARTS)):
        event = each.event
        if isinstance(event, events.LotRegistered | events.ComponentRegistered):
            lives[event.subjects()[0]] = []
        if until is None or each.happened is None or each.happened.first <= until.last:
            for name in event.subjects():
                if name in lives:
                    lives[name].append(each)
    for name, life in lives.items():
        held = _held(name, in_order(life))
        if held is not None and held.place in places:
            yield held


def _held(name: str, life: Iterable[Logged]) -> Expected | None:
    """Say where a lot or a part is after all that happened to it, and how much of it; None where it is nowhere."""
    place: str | None = None
    quantity, unit = 1, "piece"
    for each in life:
        event = each.event
        if isinstance(event, events.LotRegistered):
            place, quantity, unit = event.place, event.quantity, _UNITS[event.unit]
        elif isinstance(event, events.LotCounted):
            quantity = event.quantity
        elif isinstance(event, events.ItemStored | events.CustodyHanded):
            place = event.place
        elif isinstance(event, events.ComponentFitted | events.ComponentRemoved):
            place = None  # where the firearm is, it is counted with it; once out, somebody has to store it
    return None if place is None or not quantity else Expected(id=name, place=place, quantity=quantity, unit=unit)
