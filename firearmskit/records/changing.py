"""What each kind of event changes of a firearm to which it happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from firearmskit.records import events
from firearmskit.records.firearm import Adjudication, Authorisation, Firearm, Marking
from firearmskit.records.lifecycle import IN_CUSTODY, MOVES
from firearmskit.records.logged import Logged

__all__ = ["apply"]


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
