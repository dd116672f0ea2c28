"""Ways to change a log, each of which a check must notice."""

from __future__ import annotations

import random
from collections.abc import Callable


def flip(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Flip one bit of one event."""
    at = draw.randrange(len(events))
    event = bytearray(events[at])
    event[draw.randrange(len(event))] ^= 1 << draw.randrange(8)
    return [*events[:at], bytes(event), *events[at + 1 :]]


def cut(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Take bytes away from the end of one event."""
    at = draw.randrange(len(events))
    return [*events[:at], events[at][: -draw.randint(1, len(events[at]))], *events[at + 1 :]]


def delete(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Delete one event."""
    at = draw.randrange(len(events))
    return events[:at] + events[at + 1 :]


def truncate(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Remove events from the end."""
    return events[: draw.randrange(len(events))]


def insert(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Insert an event that never was."""
    at = draw.randint(0, len(events))
    return [*events[:at], b'{"event":"never was"}', *events[at:]]


def duplicate(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Write an event a second time, anywhere."""
    at = draw.randint(0, len(events))
    return [*events[:at], draw.choice(events), *events[at:]]


def swap(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Let two events change places."""
    one, other = draw.sample(range(len(events)), 2)
    changed = list(events)
    changed[one], changed[other] = events[other], events[one]
    return changed


def replace(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Put another event of the log into the place of one."""
    one, other = draw.sample(range(len(events)), 2)
    return [*events[:one], events[other], *events[one + 1 :]]


def move(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Move an event to another place."""
    one, other = draw.sample(range(len(events)), 2)
    rest = events[:one] + events[one + 1 :]
    return [*rest[:other], events[one], *rest[other:]]


def merge(events: list[bytes], draw: random.Random) -> list[bytes]:
    """Write two neighbours into one."""
    at = draw.randrange(len(events) - 1)
    return [*events[:at], events[at] + events[at + 1], *events[at + 2 :]]


WAYS: tuple[Callable[[list[bytes], random.Random], list[bytes]], ...] = (
    flip,
    cut,
    delete,
    truncate,
    insert,
    duplicate,
    swap,
    replace,
    move,
    merge,
)
