"""A registry: what was recorded, what follows from it, and what was known when."""

from __future__ import annotations

from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.registry.can_look import CanLook
from firearmskit.records.registry.can_record import CanRecord
from firearmskit.records.registry.can_seal import CanSeal
from firearmskit.records.registry.can_vouch import CanVouch
from firearmskit.records.registry.looking import Entry
from firearmskit.records.roles import ROLES

__all__ = ["Entry", "Registry"]


class Registry(CanRecord, CanLook, CanSeal, CanVouch):
    """A registry of firearms, opened by :func:`firearmskit.records.open_registry` for one user.

    Args:
        engine: The database.
        user: Who uses it.
        keys: The keys of personal data and of checkpoints; None when they aren't here.
        clock: Tells the time.
    """


def first_events(settings: events.RegistryOpened, user: str) -> list[Event]:
    """Give the events that every registry begins with: what it is, and who may do everything in it."""
    return [settings, events.UserEnrolled(user=user, roles=tuple(ROLES))]  # type: ignore[arg-type]
