"""A firearm as its events make it: folded from the log, never stored as truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event, TypeDescription
from firearmskit.records.lifecycle import IN_CUSTODY, MOVES, STATES, objections
from firearmskit.records.logged import Logged, in_order

__all__ = ["Adjudication", "Authorisation", "Firearm", "Marking", "Misfit", "apply", "bears_on", "fold", "replay"]

_FIELDS = ("firearm", "item", "items", "counted", "subjects_of_it")
"""The fields in which an event names firearms that it happened to. In others, such as that of a batch, a party or a
request, a name says nothing of a firearm, should one be called the same."""

_OF_THE_RECORD = frozenset({"discrepancy-opened", "discrepancy-resolved", "event-withdrawn"})
"""Kinds of events that happen to the record alone; they don't forbid to withdraw a firearm's registration."""


@dataclass(frozen=True, kw_only=True)
class Marking:
    """One reading of a mark, or the act of putting it on.

    Args:
        marking: The mark's own name, the same in each reading of it.
        verbatim: What is read, sign by sign.
        made_as: When it was put on.
        position: Where it stands.
        serial: Whether it is the number that the firearm is told by.
        condition: In what condition it was.
        applied: Whether the event is that it was put on.
        number: The event's place in the log.
    """

    marking: str
    verbatim: str
    made_as: str
    position: str | None = None
    serial: bool = False
    condition: str | None = None
    applied: bool = False
    number: int = -1


@dataclass(frozen=True, kw_only=True)
class Adjudication:
    """What a court or authority decided."""

    decision: str
    final: bool
    reference: str


@dataclass(frozen=True, kw_only=True)
class Authorisation:
    """Which way of disposal was authorised, and who recorded it."""

    method: str
    reference: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True)
class Firearm:
    """A firearm as far as the registry knows it.

    Args:
        id: The name that it has here.
        description: What kind of firearm it is, as described last.
        build: How it came to be.
        uniquely_marked: Whether its marks tell it from every other one.
        synthetic: Whether it exists in lessons only.
        state: One of :data:`firearmskit.records.lifecycle.STATES`.
        holder: Who has it, or had it last.
        custodian: Who has it in a State's custody; None when it isn't there.
        place: Where it is stored.
        markings: Every reading, in the order in which it was recorded.
        components: The components that are fitted now.
        holds: What forbids disposal, by the hold's name: its reason.
        adjudication: What a court decided last.
        authorisation: The way of disposal that was authorised last.
        batch: The batch that it was sent for destruction in.
        discrepancies: The open ones.
        diverted: Whether it was established where it left the lawful chain.
        recoveries: How often it was seized, found or surrendered.
        latest: The latest moment at which something with a date began; None when nothing has one.
        history: All that counts of what happened, in order.
    """

    id: str
    description: TypeDescription = field(default_factory=TypeDescription)
    build: str | None = None
    uniquely_marked: bool | None = None
    synthetic: bool = False
    state: str = "unknown"
    holder: str | None = None
    custodian: str | None = None
    place: str | None = None
    markings: tuple[Marking, ...] = ()
    components: frozenset[str] = frozenset()
    holds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    adjudication: Adjudication | None = None
    authorisation: Authorisation | None = None
    batch: str | None = None
    discrepancies: frozenset[str] = frozenset()
    diverted: bool = False
    recoveries: int = 0
    latest: datetime | None = None
    history: tuple[Logged, ...] = ()

    @property
    def serial(self) -> str | None:
        """The number that it is told by, as read last; None when no mark is said to be one."""
        return next((mark.verbatim for mark in reversed(self.markings) if mark.serial), None)

    def __str__(self) -> str:
        """Say in a sentence what it is and where."""
        what = " ".join(filter(None, (self.description.make, self.description.model, self.description.calibre)))
        return _("{id}: {what}, serial {serial}; {state}.").format(
            id=self.id,
            what=what or _("a firearm of unknown type"),
            serial=self.serial or _("not known"),
            state=_(STATES[self.state]),
        )


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """An event that can't have happened as the others have it, and what speaks against it."""

    logged: Logged
    reasons: tuple[str, ...]


@cache
def _own_fields(kind: type[Event]) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if name in kind.model_fields)


def bears_on(event: Event) -> tuple[str, ...]:
    """Give the names of the firearms, parts and lots to which an event happened, each once.

    >>> bears_on(events.SentForDestruction(firearm="F1", batch="B1"))
    ('F1',)
    """
    found: list[str] = []
    for name in _own_fields(type(event)):
        value = getattr(event, name)
        found.extend(value if isinstance(value, tuple) else () if value is None else (value,))
    return tuple(dict.fromkeys(found))


def fold(logged: Iterable[Logged]) -> tuple[Firearm | None, tuple[Misfit, ...]]:
    """Make a firearm from its events.

    Args:
        logged: Events about one firearm, in any order; those that only bear its name elsewhere are left aside.

    Returns:
        The firearm, None when no event that counts registers it; and the events that don't fit, which count for
        nothing.
    """
    held = list(logged)
    withdrawn = {each.event.event for each in held if isinstance(each.event, events.EventWithdrawn)}
    registration = next((each for each in held if isinstance(each.event, events.FirearmRegistered)), None)
    if registration is None or not isinstance(registration.event, events.FirearmRegistered):
        return None, ()
    name = registration.event.firearm
    # A withdrawal names all that its event was about, a batch that is called as this firearm among them.
    elsewhere = {each.id for each in held if name not in bears_on(each.event)}
    elsewhere |= {
        each.id for each in held if isinstance(each.event, events.EventWithdrawn) and each.event.event in elsewhere
    }
    counted = [each for each in held if each.id not in withdrawn | elsewhere]
    if registration.id in withdrawn:
        why = _("The registration of the firearm is withdrawn.")
        left = (each for each in counted if each.event.kind not in _OF_THE_RECORD)
        return None, tuple(Misfit(logged=each, reasons=(why,)) for each in left)
    firearm: Firearm | None = None
    misfits: list[Misfit] = []
    for each in in_order(counted):
        if firearm is None:
            firearm = _registered(each)
            if firearm is None:
                misfits.append(Misfit(logged=each, reasons=(_("It happened before the firearm was registered."),)))
            continue
        reasons = tuple(
            [_("It is registered already.")]
            if isinstance(each.event, events.FirearmRegistered)
            else objections(firearm, each.event, each.recorded_by)
        )
        if reasons:
            misfits.append(Misfit(logged=each, reasons=reasons))
        else:
            firearm = apply(firearm, each)
    return firearm, tuple(misfits)


def replay(firearm: Firearm) -> Iterator[tuple[Firearm, str | None]]:
    """Give a firearm as it was after each event that counts, with when that happened, as it is told.

    Args:
        firearm: The firearm.

    Yields:
        The firearm then, and the date; None where the event has none.
    """
    first, *others = firearm.history
    then = _registered(first)
    assert then is not None  # noqa: S101 - a firearm's history begins with its registration
    yield then, first.event.occurred_at
    for each in others:
        then = apply(then, each)
        yield then, each.event.occurred_at


def _registered(logged: Logged) -> Firearm | None:
    event = logged.event
    if not isinstance(event, events.FirearmRegistered):
        return None
    state = "unknown" if event.basis == "recovery" else "held" if event.holder else "in stock"
    return Firearm(
        id=event.firearm,
        description=event.description,
        build=event.build,
        uniquely_marked=event.uniquely_marked,
        synthetic=event.synthetic,
        state=state,
        holder=event.holder,
        place=event.place,
        latest=None if logged.happened is None else logged.happened.first,
        history=(logged,),
    )


def apply(firearm: Firearm, logged: Logged) -> Firearm:
    """Give the firearm as it is after an event to which nothing objects."""
    event = logged.event
    becomes = MOVES[event.kind].becomes
    changes: dict[str, Any] = {"history": (*firearm.history, logged)}
    if logged.happened is not None:
        changes["latest"] = max(firearm.latest or logged.happened.first, logged.happened.first)
    if becomes is not None:
        changes["state"] = becomes(firearm.state, event)
        if changes["state"] not in IN_CUSTODY:
            changes["custodian"] = None
    change = _CHANGES.get(event.kind)
    if change is not None:
        changes |= change(firearm, event, logged)
    return replace(firearm, **changes)


def _describe(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    return {
        "description": event.description,
        "build": event.build or firearm.build,
        "uniquely_marked": firearm.uniquely_marked if event.uniquely_marked is None else event.uniquely_marked,
    }


def _mark(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    marking = Marking(
        marking=event.marking,
        verbatim=event.verbatim,
        made_as=event.made_as,
        position=event.position,
        serial=event.serial,
        condition=getattr(event, "condition", None),
        applied=isinstance(event, events.MarkingApplied),
        number=logged.number,
    )
    markings = (*firearm.markings, marking)
    if firearm.markings and firearm.markings[-1].number > marking.number:
        markings = tuple(sorted(markings, key=lambda mark: mark.number))
    return {"markings": markings}


def _recover(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    # What a court once said, and what was authorised then, says nothing on a new recovery.
    return {
        "custodian": event.received_by,
        "place": None,
        "recoveries": firearm.recoveries + 1,
        "adjudication": None,
        "authorisation": None,
    }


def _hand(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    return {"custodian": event.to_party, "place": event.place}


def _hold(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    return {"holds": MappingProxyType({**firearm.holds, event.hold: event.reason})}


def _unhold(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    return {"holds": MappingProxyType({name: why for name, why in firearm.holds.items() if name != event.hold})}


def _adjudicate(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    decided = Adjudication(decision=event.decision, final=event.final, reference=event.reference)
    return {"adjudication": decided, "authorisation": None}


def _authorised(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    return {
        "authorisation": Authorisation(method=event.method, reference=event.reference, recorded_by=logged.recorded_by)
    }


def _to_holder(firearm: Firearm, event: Any, logged: Logged) -> dict[str, Any]:
    return {"holder": event.holder, "place": None}


_CHANGES: dict[str, Callable[[Firearm, Any, Logged], dict[str, Any]]] = {
    "firearm-described": _describe,
    "marking-read": _mark,
    "marking-applied": _mark,
    "component-fitted": lambda firearm, event, _logged: {"components": firearm.components | {event.component}},
    "component-removed": lambda firearm, event, _logged: {"components": firearm.components - {event.component}},
    "item-stored": lambda _firearm, event, _logged: {"place": event.place},
    "transfer-made": lambda _firearm, event, _logged: {"holder": event.to_holder, "place": None},
    "transit-begun": lambda _firearm, _event, _logged: {"place": None},
    "transit-ended": lambda firearm, event, _logged: {"holder": event.holder or firearm.holder, "place": event.place},
    "loss-reported": lambda _firearm, _event, _logged: {"place": None},
    "diversion-found": lambda _firearm, _event, _logged: {"diverted": True},
    "recovery-made": _recover,
    "custody-handed": _hand,
    "hold-placed": _hold,
    "hold-lifted": _unhold,
    "adjudication-made": _adjudicate,
    "disposal-authorised": _authorised,
    "sent-for-destruction": lambda _firearm, event, _logged: {"batch": event.batch},
    "official-use-assigned": _to_holder,
    "return-made": _to_holder,
    "discrepancy-opened": lambda firearm, event, _logged: {
        "discrepancies": firearm.discrepancies | {event.discrepancy}
    },
    "discrepancy-resolved": lambda firearm, event, _logged: {
        "discrepancies": firearm.discrepancies - {event.discrepancy}
    },
}
