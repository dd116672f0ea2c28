"""What a firearm can be, what may happen to it then, and which rules hold an act back.

The states are those that indicator 16.4.2 lists for a last legal record, and the lawful ones before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event

if TYPE_CHECKING:
    from firearmskit.records.firearm import Firearm

__all__ = ["IN_CUSTODY", "MOVES", "SIGHTINGS", "STATES", "Move", "objections"]

STATES = {
    "unknown": N_("not known"),
    "in stock": N_("in stock"),
    "held": N_("held by a lawful holder"),
    "in transit": N_("in transit"),
    "exported": N_("exported"),
    "lost": N_("lost"),
    "stolen": N_("stolen"),
    "in custody": N_("in the custody of a State"),
    "under examination": N_("under examination"),
    "to be returned": N_("to be returned"),
    "confiscated": N_("confiscated"),
    "official use": N_("in official use"),
    "sent for destruction": N_("sent for destruction"),
    "destroyed": N_("destroyed"),
    "deactivated": N_("deactivated"),
}
"""What a firearm can be, and what that is called where people read it."""

LAWFUL = frozenset({"in stock", "held", "in transit", "official use"})
IN_CUSTODY = frozenset({"in custody", "under examination", "to be returned", "confiscated", "sent for destruction"})
AT_LARGE = frozenset(STATES) - IN_CUSTODY - {"destroyed"}
EXISTS = frozenset(STATES) - {"destroyed"}

SIGHTINGS = frozenset(
    {
        "custody-handed",
        "firearm-described",
        "item-stored",
        "loss-reported",
        "marking-read",
        "recovery-made",
        "transfer-made",
        "transit-begun",
        "transit-ended",
    }
)
"""Kinds of events that report where a firearm was. One that can't have happened isn't refused, so that nothing is lost:
it opens a discrepancy. All other kinds are this authority's own acts, and are refused."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """What one kind of event does to the state of a firearm.

    Args:
        allowed: The states in which it can happen.
        becomes: The state that it leads to, from the state before and the event; None when the state stays.
    """

    allowed: frozenset[str]
    becomes: Callable[[str, Event], str] | None = field(default=None)


def _state(name: str) -> Callable[[str, Event], str]:
    return lambda _before, _event: name


def _of_transfer(before: str, event: Event) -> str:
    kind = getattr(event, "transfer", None)
    if kind == "export":
        return "exported"
    # Whoever has it, it doesn't fire again.
    return "deactivated" if before == "deactivated" else "in stock" if kind == "import" else "held"


def _of_decision(_before: str, event: Event) -> str:
    return "confiscated" if getattr(event, "decision", None) == "confiscate" else "to be returned"


def _of_arrival(_before: str, event: Event) -> str:
    return "held" if getattr(event, "holder", None) is not None else "in stock"


MOVES: dict[str, Move] = {
    "firearm-described": Move(allowed=EXISTS),
    "marking-read": Move(allowed=EXISTS),
    "marking-applied": Move(allowed=EXISTS),
    "component-fitted": Move(allowed=EXISTS),
    "component-removed": Move(allowed=EXISTS),
    "item-stored": Move(allowed=LAWFUL | IN_CUSTODY | {"unknown", "deactivated"}),
    "transfer-made": Move(allowed=LAWFUL | {"unknown", "exported", "confiscated", "deactivated"}, becomes=_of_transfer),
    "transit-begun": Move(allowed=frozenset({"in stock", "held", "official use"}), becomes=_state("in transit")),
    "transit-ended": Move(allowed=frozenset({"in transit"}), becomes=_of_arrival),
    "loss-reported": Move(
        allowed=LAWFUL | IN_CUSTODY | {"unknown", "deactivated"},
        becomes=lambda _before, event: str(getattr(event, "loss", "lost")),
    ),
    "diversion-found": Move(allowed=frozenset(STATES)),
    "recovery-made": Move(allowed=AT_LARGE, becomes=_state("in custody")),
    "custody-handed": Move(allowed=IN_CUSTODY),
    "examination-begun": Move(allowed=frozenset({"in custody"}), becomes=_state("under examination")),
    "examination-ended": Move(allowed=frozenset({"under examination"}), becomes=_state("in custody")),
    "hold-placed": Move(allowed=EXISTS),
    "hold-lifted": Move(allowed=frozenset(STATES)),
    "trace-sent": Move(allowed=frozenset(STATES)),
    "trace-answered": Move(allowed=frozenset(STATES)),
    "adjudication-made": Move(
        allowed=frozenset({"in custody", "to be returned", "confiscated"}),
        becomes=_of_decision,
    ),
    "disposal-authorised": Move(allowed=frozenset({"confiscated", "to be returned"})),
    "sent-for-destruction": Move(allowed=frozenset({"confiscated"}), becomes=_state("sent for destruction")),
    "destruction-done": Move(allowed=frozenset({"sent for destruction"}), becomes=_state("destroyed")),
    "deactivation-done": Move(allowed=frozenset({"in stock", "held", "confiscated"}), becomes=_state("deactivated")),
    "official-use-assigned": Move(allowed=frozenset({"confiscated"}), becomes=_state("official use")),
    "return-made": Move(allowed=frozenset({"to be returned"}), becomes=_state("held")),
    "stocktake-done": Move(allowed=frozenset(STATES)),
    "discrepancy-opened": Move(allowed=frozenset(STATES)),
    "discrepancy-resolved": Move(allowed=frozenset(STATES)),
    "event-withdrawn": Move(allowed=frozenset(STATES)),
}
"""Each kind of event that is about a firearm, the first one apart, and what it does."""


def objections(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    """Say what speaks against an event, given all that happened to the firearm before.

    Args:
        firearm: The firearm, as it was then.
        event: What is said to have happened.
        recorded_by: Who records it.

    Yields:
        Sentences, the state first; none when the event can have happened.
    """
    move = MOVES[event.kind]
    if firearm.state not in move.allowed:
        yield _("It is {state} then, and {kind} can't happen to such a firearm.").format(
            state=_(STATES[firearm.state]), kind=event.kind
        )
        return
    guard = _GUARDS.get(event.kind)
    if guard is not None:
        yield from guard(firearm, event, recorded_by)


def _disposal(firearm: Firearm, method: str, recorded_by: str) -> Iterator[str]:
    """Say what holds back a way of disposal: the court, a hold, a missing authorisation, the same hand twice."""
    if firearm.holds:
        yield _("It is held as evidence or for another reason: {holds}.").format(holds=", ".join(sorted(firearm.holds)))
    if firearm.adjudication is None or not firearm.adjudication.final:
        yield _("Disposal waits for the court: no decision on it is final.")
    authorised = firearm.authorisation
    if authorised is None or authorised.method != method:
        yield _("This way of disposal isn't authorised: {method}.").format(method=method)
    elif authorised.recorded_by == recorded_by:
        yield _("Who authorised it can't carry it out: two people are needed.")


def _kept_marked(firearm: Firearm, event: Event) -> Iterator[str]:
    """Say whether a confiscated firearm that isn't destroyed lacks its mark (Firearms Protocol, article 6(2))."""
    if not any(mark.applied and mark.made_as in ("confiscation", "deactivation") for mark in firearm.markings):
        yield _(
            "A confiscated firearm is destroyed unless it is marked, another way is authorised and that is recorded "
            "(Firearms Protocol, art. 6(2)); no such mark is recorded."
        )


def _authorise(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.DisposalAuthorised)  # noqa: S101 - what the table of guards says
    if firearm.holds:
        yield _("It is held as evidence or for another reason: {holds}.").format(holds=", ".join(sorted(firearm.holds)))
    if firearm.adjudication is None or not firearm.adjudication.final:
        yield _("Disposal waits for the court: no decision on it is final.")
    if (event.method == "return") != (firearm.state == "to be returned"):
        yield _("The court decided otherwise: it is {state}.").format(state=_(STATES[firearm.state]))


def _send(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    yield from _disposal(firearm, "destruction", recorded_by)


def _destroy(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.DestructionDone)  # noqa: S101 - likewise
    yield from _disposal(firearm, "destruction", recorded_by)
    if event.batch != firearm.batch:
        yield _("It was sent in the batch {sent}, not in {told}.").format(sent=firearm.batch, told=event.batch)
    if len(set(event.witnesses) - {recorded_by}) < 2:
        yield _("Destruction needs two witnesses who are different people, and not the one who records it.")


def _deactivate(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.DeactivationDone)  # noqa: S101 - likewise
    if firearm.holds:
        yield _("It is held as evidence or for another reason: {holds}.").format(holds=", ".join(sorted(firearm.holds)))
    if firearm.state == "confiscated":
        yield from _disposal(firearm, "deactivation", recorded_by)
    if event.verified_by == event.deactivated_by:
        yield _("Who deactivates a firearm can't be the one who verifies it.")
    if not any(mark.applied and mark.made_as == "deactivation" for mark in firearm.markings):
        yield _("No mark of deactivation is recorded.")


def _assign(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    yield from _disposal(firearm, "official use", recorded_by)
    yield from _kept_marked(firearm, event)


def _return(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    yield from _disposal(firearm, "return", recorded_by)


def _transfer(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.TransferMade)  # noqa: S101 - likewise
    if firearm.state == "confiscated":
        method = "sale" if event.transfer == "sale" else "training or research"
        yield from _disposal(firearm, method, recorded_by)
        yield from _kept_marked(firearm, event)
    elif firearm.state == "exported" and event.transfer != "import":
        yield _("It was exported, and no import is recorded since.")
    if event.from_holder is not None and firearm.holder is not None and event.from_holder != firearm.holder:
        yield _("It was with {holder} then, not with {told}.").format(holder=firearm.holder, told=event.from_holder)


def _lift(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.HoldLifted)  # noqa: S101 - likewise
    if event.hold not in firearm.holds:
        yield _("There is no hold {hold} on it.").format(hold=event.hold)


def _place_hold(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.HoldPlaced)  # noqa: S101 - likewise
    if event.hold in firearm.holds:
        yield _("There is already a hold {hold} on it.").format(hold=event.hold)


def _resolve(firearm: Firearm, event: Event, recorded_by: str) -> Iterator[str]:
    assert isinstance(event, events.DiscrepancyResolved)  # noqa: S101 - likewise
    if event.discrepancy not in firearm.discrepancies:
        yield _("There is no open discrepancy {discrepancy} on it.").format(discrepancy=event.discrepancy)


_GUARDS: dict[str, Callable[[Firearm, Event, str], Iterator[str]]] = {
    "disposal-authorised": _authorise,
    "sent-for-destruction": _send,
    "destruction-done": _destroy,
    "deactivation-done": _deactivate,
    "official-use-assigned": _assign,
    "return-made": _return,
    "transfer-made": _transfer,
    "hold-placed": _place_hold,
    "hold-lifted": _lift,
    "discrepancy-resolved": _resolve,
}
