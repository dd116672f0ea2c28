"""An event as it stands in the log: which it is, who recorded it and when, and its one form in bytes."""

from __future__ import annotations

import secrets
import time
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from firearmskit.errors import RegistryError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.ledger import canonical
from firearmskit.records.ledger import parse as parse_canonical
from firearmskit.records.when import When, moment

__all__ = ["Logged", "in_order", "new_id"]

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Logged:
    """An event in the log.

    Args:
        number: Its place in the log, from 0.
        id: What it is called by others.
        recorded_at: When it was recorded, by the clock of the machine that did.
        recorded_by: Who recorded it.
        event: What happened.
    """

    number: int
    id: str
    recorded_at: datetime
    recorded_by: str
    event: Event

    @cached_property
    def happened(self) -> When | None:
        """When it happened; None when nobody knows."""
        return None if self.event.occurred_at is None else When.parse(self.event.occurred_at)

    @property
    def day(self) -> str:
        """The ISO date on which it happened, as it is written; that of its recording where no day is told."""
        told = self.event.occurred_at or ""
        return told[:10] if len(told) >= len("2026-03-01") else self.recorded_at.date().isoformat()

    def body(self) -> bytes:
        """Give its one form in bytes, which the log is made of: canonical JSON (RFC 8785)."""
        return canonical(
            {
                "id": self.id,
                "recorded_at": moment(self.recorded_at),
                "recorded_by": self.recorded_by,
                "event": self.event.model_dump(mode="json", exclude_none=True),
            }
        )

    @classmethod
    def read(cls, number: int, body: bytes) -> Logged:
        """Read an event from its form in bytes.

        Raises:
            RegistryError: The bytes are no event.
        """
        try:
            data: dict[str, Any] = parse_canonical(body)
            return cls(
                number=number,
                id=data["id"],
                recorded_at=datetime.fromisoformat(data["recorded_at"]).astimezone(UTC),
                recorded_by=data["recorded_by"],
                event=events.parse(data["event"]),
            )
        except (ValueError, TypeError, KeyError) as error:
            raise RegistryError(
                _("Event {number} of the log can't be read: {reason}").format(
                    number=number, reason=quote(str(error), 300)
                )
            ) from None


def in_order(logged: Iterable[Logged]) -> list[Logged]:
    """Bring events into the order in which they happened, as far as the dates tell.

    They keep the order in which they were recorded; one moves up before those that surely happened after it. So a
    year alone doesn't put a sale before the import of the same year, and what was recorded late finds its place.

    Args:
        logged: Events of one thing, in any order.

    Returns:
        The same events.
    """
    ordered: list[Logged] = []
    latest: list[datetime] = []  # at each place, the latest beginning of what stands until there: it never falls
    for each in sorted(logged, key=lambda one: one.number):
        begins, ends = (_LONG_AGO, _NEVER) if each.happened is None else (each.happened.first, each.happened.last)
        place = bisect_right(latest, ends)
        latest.insert(place, max(begins, latest[place - 1]) if place else begins)
        ordered.insert(place, each)
    return ordered


def new_id(at: float | None = None) -> str:
    """Make an identifier that nobody else makes, and that sorts by time: a UUID of version 7 (RFC 9562).

    Args:
        at: Seconds since 1970; None for now.

    Returns:
        36 characters.

    >>> len(new_id()), new_id(0.0)[:14]
    (36, '00000000-0000-')
    """
    # A clock that lost its battery may stand before 1970.
    milliseconds = max(0, int((time.time() if at is None else at) * 1000))
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(UUID(int=number))
