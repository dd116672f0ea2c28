"""Somebody can always manage a registry: the last one who may say who uses it is neither ended nor loses that role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from firearmskit.errors import LifeCycleError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.logged import Logged
from firearmskit.records.registry.log import Log
from firearmskit.records.roles import may_record

__all__ = ["check_manager_left"]


def check_manager_left(log: Log, new: Sequence[Logged], event: Event) -> None:
    """Refuse an event after which nobody could manage the users any longer.

    An ending is final and nobody could enrol anybody again, so that the registry would be lost to its office. The
    transaction that asks is the only one that writes: of two that end the last two managers at once, one is refused.

    Args:
        log: The log, as the transaction sees it.
        new: What the transaction will add to it.
        event: What is to be recorded.

    Raises:
        LifeCycleError: It ends the last manager, or takes that role away.
    """
    if not isinstance(event, events.UserEnded | events.UserEnrolled) or _manages(event):
        return
    if not _managers([*log.about(event.user), *new]) & {event.user}:
        return
    if _managers([*log.since(kinds=("user-enrolled", "user-ended")), *new]) <= {event.user}:
        raise LifeCycleError(
            _("{user} is the last one who may manage the users of this registry: enrol another manager first.").format(
                user=quote(event.user)
            )
        )


def _managers(logged: Iterable[Logged]) -> set[str]:
    """Give those who may manage the users, after some events."""
    found: set[str] = set()
    for each in logged:
        if isinstance(each.event, events.UserEnded | events.UserEnrolled):
            (found.add if _manages(each.event) else found.discard)(each.event.user)
    return found


def _manages(event: events.UserEnded | events.UserEnrolled) -> bool:
    return isinstance(event, events.UserEnrolled) and may_record(event.roles, "user-enrolled")
