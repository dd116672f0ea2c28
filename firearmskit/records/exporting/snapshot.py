"""What of a registry is handed out: firearms as they are, events by coded fields alone, and no personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.firearm import Firearm
from firearmskit.records.folding import fold
from firearmskit.records.logged import Logged
from firearmskit.records.registry import Registry
from firearmskit.records.when import moment

__all__ = ["Snapshot", "notice", "take_snapshot"]


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A registry at its last event.

    Args:
        registry: The registry's own name.
        title: Its title.
        synthetic: Whether everything in it exists in lessons only.
        known_by: When the last event was recorded.
        firearms: The firearms, sorted by name.
        holders: By the holder's name, the event that registered it.
        persons: By the name of a holder who is a person, or of a user, what stands for it.
    """

    registry: str
    title: str
    synthetic: bool
    known_by: str
    firearms: tuple[Firearm, ...]
    holders: dict[str, events.HolderRegistered] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    def party(self, name: str | None) -> str | None:
        """Give a name as it is handed out: that of a person is replaced."""
        return None if name is None else self.persons.get(name, name)

    def counted(self, firearm: Firearm, *kinds: str) -> Iterator[Logged]:
        """Give the events of a firearm that count, in the order in which they happened."""
        return (each for each in firearm.history if each.event.kind in kinds)


def take_snapshot(registry: Registry, firearms: Iterable[str] | None = None) -> Snapshot:
    """Read a registry once, from the first event to the last.

    Args:
        registry: The registry.
        firearms: Names of the firearms; all when None.

    Returns:
        What can be handed out.

    Raises:
        UnknownCodeError: A firearm isn't registered.
    """
    wanted = None if firearms is None else set(firearms)
    lives: dict[str, list[Logged]] = {}
    holders: dict[str, events.HolderRegistered] = {}
    persons: dict[str, str] = {}
    last = None
    for last in registry.events():
        event = last.event
        if isinstance(event, events.FirearmRegistered) and (wanted is None or event.firearm in wanted):
            lives.setdefault(event.firearm, [])
        if isinstance(event, events.HolderRegistered):
            holders[event.holder] = event
            if event.category == "person":
                persons.setdefault(event.holder, f"person-{len(persons) + 1}")
        if isinstance(event, events.UserEnrolled):
            persons.setdefault(event.user, f"person-{len(persons) + 1}")
        for name in event.subjects():
            if name in lives:
                lives[name].append(last)
    for name in sorted((wanted or set()) - lives.keys()):
        raise UnknownCodeError(_("No firearm {id} is registered.").format(id=quote(name)))
    return Snapshot(
        registry=registry.settings.registry,
        title=registry.settings.title,
        synthetic=registry.settings.purpose == "lesson",
        known_by=moment(last.recorded_at) if last else "",
        firearms=tuple(firearm for name in sorted(lives) if (firearm := fold(lives[name])[0]) is not None),
        holders=holders,
        persons=persons,
    )


def notice(snapshot: Snapshot) -> str:
    """Say what every export says of itself."""
    return " ".join(
        (
            _("Synthetic: made up for lessons; no such firearm or holder exists.")
            if snapshot.synthetic
            else _("From the records of a registry."),
            _(
                "No personal data: names, signatures, free text and places in words are left out, and persons have "
                "numbers."
            ),
        )
    )
