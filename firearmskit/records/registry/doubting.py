"""What opens a discrepancy: a report that can't have happened, or an event that counts although something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.bearing import bears_on
from firearmskit.records.events import Event
from firearmskit.records.firearm import Firearm
from firearmskit.records.logged import Logged, new_id

__all__ = ["doubts", "unbelieved"]

_LONGEST = 4_000

_AWAY = frozenset({"destroyed", "exported", "lost", "stolen", "held", "in transit"})
"""The states of a firearm that nobody can count in a store."""


def unbelieved(firearm: str, event: Event, reasons: Iterable[str]) -> events.DiscrepancyOpened:
    """Give the discrepancy that stands in the log instead of a report that can't have happened.

    Args:
        firearm: Which firearm.
        event: What was reported.
        reasons: What speaks against it.
    """
    seen = event.kind in ("recovery-made", "marking-read", "custody-handed", "item-stored", "firearm-described")
    return events.DiscrepancyOpened(
        discrepancy=new_id(),
        items=(firearm,),
        category="impossible sighting" if seen else "impossible report",
        finding=" ".join(reasons)[:_LONGEST],
        report=event.model_dump(mode="json", exclude_none=True),
    )


def doubts(
    event: Event, firearm: Callable[[str], Firearm | None], life: Callable[[str], Iterable[Logged]]
) -> Iterator[events.DiscrepancyOpened]:
    """Give the discrepancies that an event opens although it counts: it happened, but something else is wrong.

    Args:
        event: The event.
        firearm: Gives a firearm as it was before the event; None for what is no firearm.
        life: Gives all events about a thing, before the event.
    """
    if isinstance(event, events.CustodyHanded):
        yield from _of_custody(event, firearm(event.item))
    elif isinstance(event, events.ComponentFitted):
        yield from _of_fitting(event, life(event.component))
    elif isinstance(event, events.StocktakeDone):
        for name in bears_on(event):
            yield from _of_count(event, firearm(name))


def _of_custody(event: events.CustodyHanded, firearm: Firearm | None) -> Iterator[events.DiscrepancyOpened]:
    if firearm is not None and firearm.custodian not in (None, event.from_party):
        finding = _("{giver} handed it over, but {custodian} had it: a step is missing or wrong.").format(
            giver=event.from_party, custodian=firearm.custodian
        )
        yield _doubt(event.item, "custody", finding)


def _of_fitting(event: events.ComponentFitted, life: Iterable[Logged]) -> Iterator[events.DiscrepancyOpened]:
    held = list(life)
    withdrawn = {each.event.event for each in held if isinstance(each.event, events.EventWithdrawn)}
    fitted: str | None = None
    for each in held:
        if each.id not in withdrawn and isinstance(each.event, events.ComponentFitted):
            fitted = each.event.firearm
        elif each.id not in withdrawn and isinstance(each.event, events.ComponentRemoved):
            fitted = None
    if fitted not in (None, event.firearm):
        finding = _("It is fitted to {firearm}, and wasn't removed from {other}.").format(
            firearm=event.firearm, other=fitted
        )
        yield _doubt(event.component, "impossible report", finding)


def _of_count(event: events.StocktakeDone, firearm: Firearm | None) -> Iterator[events.DiscrepancyOpened]:
    if firearm is not None and firearm.state in _AWAY:
        finding = _("It was counted in {place}, but by its record it isn't there: {firearm}").format(
            place=event.place, firearm=firearm
        )
        yield _doubt(firearm.id, "impossible sighting", finding)


def _doubt(item: str, category: str, finding: str) -> events.DiscrepancyOpened:
    return events.DiscrepancyOpened(
        discrepancy=new_id(),
        items=(item,),
        category=category,  # type: ignore[arg-type]  # one of those that the callers write
        finding=finding[:_LONGEST],
    )
