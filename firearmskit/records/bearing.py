"""To which firearms, parts and lots an event happened."""

from __future__ import annotations

from functools import cache

from firearmskit.records.events import Event

__all__ = ["bears_on"]

_FIELDS = ("firearm", "item", "items", "counted", "subjects_of_it")
"""The fields in which an event names firearms that it happened to. In others, such as that of a batch, a party or a
request, a name says nothing of a firearm, should one be called the same."""


@cache
def _own_fields(kind: type[Event]) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if name in kind.model_fields)


def bears_on(event: Event) -> tuple[str, ...]:
    """Give the names of the firearms, parts and lots to which an event happened, each once.

    >>> from firearmskit.records import events
    >>> bears_on(events.SentForDestruction(firearm="F1", batch="B1"))
    ('F1',)
    """
    found: list[str] = []
    for name in _own_fields(type(event)):
        value = getattr(event, name)
        found.extend(value if isinstance(value, tuple) else () if value is None else (value,))
    return tuple(dict.fromkeys(found))
