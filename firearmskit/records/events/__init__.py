"""What can be recorded: one class for each kind of event, read from plain data or made in code.

>>> from firearmskit.records import events
>>> event = events.parse({"kind": "loss-reported", "firearm": "F1", "loss": "stolen", "occurred_at": "2026-03"})
>>> event.loss, event.subjects()
('stolen', ('F1',))
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Union, get_args

from pydantic import Field, TypeAdapter, ValidationError

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.events import base, endings, housekeeping, moves, objects, people
from firearmskit.records.events.base import Event
from firearmskit.records.events.choices import VALUES
from firearmskit.records.events.endings import *  # noqa: F403
from firearmskit.records.events.housekeeping import *  # noqa: F403
from firearmskit.records.events.labels import LABELS, TITLES
from firearmskit.records.events.moves import *  # noqa: F403
from firearmskit.records.events.objects import *  # noqa: F403
from firearmskit.records.events.people import *  # noqa: F403
from firearmskit.records.events.telling import tell

__all__ = [
    "KINDS",
    "LABELS",
    "TITLES",
    "VALUES",
    "Event",
    "parse",
    "schema",
    "tell",
    *endings.__all__,
    *housekeeping.__all__,
    *moves.__all__,
    *objects.__all__,
    *people.__all__,
]

_MOST_SIGNS = 1_048_576
"""Signs of one event; what is larger, a picture or a scan, stands in it by its hash."""

_CLASSES = [
    value
    for module in (objects, people, moves, endings, housekeeping)
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, base.Event) and value is not base.Event
]

KINDS: dict[str, type[Event]] = {get_args(each.model_fields["kind"].annotation)[0]: each for each in _CLASSES}
"""Each kind of event and its class, things first, the registry itself last."""


def parse(data: Mapping[str, Any]) -> Event:
    """Read an event from plain data, as a form or a file gives it.

    Args:
        data: Field to value; ``kind`` says which fields there are. Lists stand for tuples.

    Returns:
        The event.

    Raises:
        InputError: A field is missing, unknown, or breaks its rule; every such field is named with its value.

    >>> parse({"kind": "loss-reported", "firearm": "F1", "loss": "sold"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    firearmskit.errors.InputError: The event "loss-reported" can't be used: loss is "sold": ...
    """
    if not isinstance(data, Mapping):
        raise InputError(_("An event must be a mapping of fields, not {value}.").format(value=quote(data)))
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise InputError(
            _("{kind} is no kind of event; they are {kinds}.").format(kind=quote(kind), kinds=", ".join(KINDS))
        )
    try:
        # As JSON: only there does pydantic's strict mode take a list for a tuple.
        written = json.dumps(dict(data), allow_nan=False)
        if len(written) > _MOST_SIGNS:
            raise ValueError(
                _("it has {size} signs, and {most} are the most").format(size=len(written), most=_MOST_SIGNS)
            )
        return KINDS[kind].model_validate_json(written)
    except ValidationError as error:
        raise InputError(
            _("The event {kind} can't be used: {reasons}.").format(kind=quote(kind), reasons=reasons(error))
        ) from None
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(
            _("The event {kind} isn't plain data: {reason}.").format(kind=quote(kind), reason=quote(str(error)))
        ) from None


def reasons(error: ValidationError) -> str:
    """Say what is wrong with each field: its name, its value, and the rule."""
    return "; ".join(
        _("{field} is {value}: {rule}").format(
            field=".".join(map(str, each["loc"])) or "event",
            value=quote(each["input"]),
            rule=each["msg"].removeprefix("Value error, "),
        )
        for each in error.errors(include_url=False)
    )


@cache
def schema() -> dict[str, Any]:
    """Give the JSON Schema of all events, for forms and other programs.

    Returns:
        A schema of JSON Schema 2020-12; ``kind`` tells the events apart.

    >>> "loss-reported" in schema()["discriminator"]["mapping"]
    True
    """
    union: Any = Annotated[Union[tuple(_CLASSES)], Field(discriminator="kind")]  # noqa: UP007
    return TypeAdapter(union).json_schema()
