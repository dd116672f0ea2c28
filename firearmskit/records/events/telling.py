"""An event in words: every field with its name, in the language that is spoken now."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from firearmskit.language import text as _
from firearmskit.records.events.base import Event
from firearmskit.records.events.choices import VALUES
from firearmskit.records.events.labels import LABELS, TITLES

__all__ = ["tell"]

_NEVER = frozenset({"kind", "synthetic"})
_DEEPEST = 3
"""So many events one in the other are told: what a file holds may be nested without end."""


def tell(
    event: Event, *, without: Container[str] = (), named: Mapping[str, Mapping[str, str]] | None = None
) -> list[tuple[str, str]]:
    """Tell what an event says, field by field.

    Args:
        event: The event.
        without: Fields that are told elsewhere.
        named: Field to value to words, for values that another room names, such as channels.

    Returns:
        What each field is called and what stands in it, in words; what isn't known, or is as it is by default, is left
        out.

    >>> from firearmskit.records import events
    >>> tell(events.parse({"kind": "loss-reported", "firearm": "F1", "loss": "stolen"}))
    [('Firearm', 'F1'), ('Lost or stolen', 'stolen')]
    """
    plain = event.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return _told(event.kind, plain, without, named or {}, _DEEPEST)


def _told(
    kind: str, plain: Mapping[str, Any], without: Container[str], named: Mapping[str, Mapping[str, str]], depth: int
) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    for name, value in plain.items():
        if name in _NEVER or name in without or value in (None, "", [], {}):
            continue
        if name == "description" and isinstance(value, dict):
            said += _told("description", value, (), named, depth)
        else:
            said.append((_label(kind, name), _words(kind, name, value, named, depth)))
    return said


def _label(kind: str, name: str) -> str:
    return _(LABELS.get(f"{kind}.{name}") or LABELS.get(name) or name)


def _words(kind: str, name: str, value: Any, named: Mapping[str, Mapping[str, str]], depth: int) -> str:
    if isinstance(value, dict):
        return _reported(value, named, depth - 1)
    if isinstance(value, list):
        return ", ".join(_words(kind, name, each, named, depth) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    if text in named.get(name, {}):
        return named[name][text]
    words = VALUES.get(f"{kind}.{name}", VALUES.get(name, {})).get(text)
    return text if words is None else _(words)


def _reported(report: Mapping[str, Any], named: Mapping[str, Mapping[str, str]], depth: int) -> str:
    """Tell an event that stands in another one as plain data."""
    kind = str(report.get("kind"))
    title = _(TITLES[kind]) if kind in TITLES else ""
    fields = _told(kind, report, (), named, depth) if depth else []
    return "; ".join([title, *(_("{label}: {value}").format(label=label, value=words) for label, words in fields)])
