"""A firearm as its events make it: folded from the log, never stored as truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from firearmskit.language import text as _
from firearmskit.records.events import TypeDescription
from firearmskit.records.lifecycle import STATES
from firearmskit.records.logged import Logged

__all__ = ["Adjudication", "Authorisation", "Firearm", "Marking"]


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
