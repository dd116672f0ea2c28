"""Make a firearm from its events, in the order in which they happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.bearing import bears_on
from firearmskit.records.changing import apply
from firearmskit.records.firearm import Firearm
from firearmskit.records.lifecycle import objections
from firearmskit.records.logged import Logged, in_order

__all__ = ["Misfit", "fold", "replay"]

_OF_THE_RECORD = frozenset({"discrepancy-opened", "discrepancy-resolved", "event-withdrawn"})
"""Kinds of events that happen to the record alone; they don't forbid to withdraw a firearm's registration."""


@dataclass(frozen=True, kw_only=True)
class Misfit:
    """An event that can't have happened as the others have it, and what speaks against it."""

    logged: Logged
    reasons: tuple[str, ...]


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
