"""Which kind of thing each field of an event names; a name is given once, and is known before it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records.bearing import bears_on
from firearmskit.records.events import Event
from firearmskit.records.registry.deriving import AGAIN, NAMING, WITHDRAWN

__all__ = ["check_names", "firearms_of", "names"]

_ITEM = ("firearm", "component", "lot")

_FIELDS: dict[str, tuple[str, ...]] = {
    "campaign": ("campaign",),
    "carrier": ("holder",),
    "component": ("component",),
    "counted": _ITEM,
    "discrepancy": ("discrepancy",),
    "firearm": ("firearm",),
    "from_holder": ("holder",),
    "holder": ("holder",),
    "inside": ("place",),
    "item": _ITEM,
    "items": (*_ITEM, "campaign", "holder", "licence", "place"),
    "last_lawful_holder": ("holder",),
    "licence": ("licence",),
    "licences": ("licence",),
    "lot": ("lot",),
    "place": ("place",),
    "to_holder": ("holder",),
    "user": ("user",),
}
"""The kinds of things that a field can name; what isn't here is a name that the registry doesn't keep."""

_IN_WORDS = frozenset({("recovery-made", "place")})
"""Fields that are called like these and name nothing."""


def names(event: Event) -> Iterator[tuple[str, str]]:
    """Give the things that an event names: the field, and the name."""
    for field in _naming(type(event)):
        value = getattr(event, field)
        for name in value if isinstance(value, tuple) else () if value is None else (value,):
            yield field, name


@cache
def _naming(kind: type[Event]) -> tuple[str, ...]:
    """Give the fields of a kind of event that name things."""
    told = kind.model_fields["kind"].default
    return tuple(field for field in kind.model_fields if field in _FIELDS and (told, field) not in _IN_WORDS)


def check_names(event: Event, kinds: Mapping[str, str]) -> None:
    """Refuse an event that names what isn't there, or gives a name that is taken.

    Args:
        event: The event.
        kinds: The names that are known, of those in the event, and what kind of thing each is.

    Raises:
        UnknownCodeError: A name isn't known, or names another kind of thing.
        InputError: A name is taken.
    """
    own, own_kind = NAMING.get(event.kind, ("", ""))
    if own:
        _check_new(event, own_kind, getattr(event, own), kinds.get(getattr(event, own)))
    for field, name in names(event):
        kind = kinds.get(name)
        if field == own:
            continue
        if kind is None:
            raise UnknownCodeError(
                _("{field} of the event {event} is {name}, and nothing of that name is registered.").format(
                    field=field, event=event.kind, name=quote(name)
                )
            )
        if kind == WITHDRAWN:
            raise UnknownCodeError(
                _("{field} of the event {event} is {name}, and its registration was withdrawn.").format(
                    field=field, event=event.kind, name=quote(name)
                )
            )
        if kind not in _FIELDS[field]:
            raise UnknownCodeError(
                _("{field} of the event {event} is {name}; that is a {kind}.").format(
                    field=field, event=event.kind, name=quote(name), kind=kind
                )
            )


def _check_new(event: Event, own_kind: str, name: str, kind: str | None) -> None:
    if kind is not None and not (event.kind in AGAIN and kind == own_kind):
        sentence = (
            _("The name {name} is taken: it was withdrawn. A name is given once and for all.")
            if kind == WITHDRAWN
            else _("The name {name} is taken: it is that of a {kind}. A name is given once and for all.")
        )
        raise InputError(sentence.format(name=quote(name), kind=kind))


def firearms_of(event: Event, kinds: Mapping[str, str]) -> Iterable[str]:
    """Give the firearms to which an event happened, each once."""
    return [name for name in bears_on(event) if kinds.get(name) == "firearm"]
