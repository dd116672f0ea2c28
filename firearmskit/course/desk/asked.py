"""What the registry form asks for each kind of event, and the event that is made of what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from firearmskit.course.desk.wording import CHOICES, TITLES
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ASKED", "CONTROLS", "Asked", "plain_event"]

_LONGEST = 4000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")
_DESCRIPTION = ("make", "model", "category", "calibre", "country", "year")

CONTROLS = {
    **dict.fromkeys(("firearm", "item", "holder", "place", "inside", "from_holder", "to_holder"), "name"),
    **dict.fromkeys(("received_by", "from_party", "to_party", "marking", "hold", "batch", "discrepancy"), "name"),
    "user": "name",
    **dict.fromkeys(("items", "witnesses"), "names"),
    "signed_by": "lines",
    "roles": "one",
    **dict.fromkeys(("serial", "final", "uniquely_marked"), "yes or no"),
    "year": "number",
    "occurred_at": "date",
    **dict.fromkeys(("note", "decision"), "words"),
}
"""How a field is typed; one that isn't here is a line of text, or a choice where it has choices."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked for one kind of event.

    Args:
        title: What it is called.
        needed: Fields without which it can't be recorded.
        wanted: Fields that may stay empty.
        fixed: Fields that nobody types.
    """

    title: str
    needed: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that are typed, in their order; each event can say when it happened, and a note."""
        return (*self.needed, *self.wanted, "occurred_at", "note")


_MADE_UP = {"synthetic": True}

ASKED: dict[str, Asked] = {
    "firearm-registered": Asked(
        title=N_("A firearm is registered: made, imported, recovered or first seen"),
        needed=("firearm", "basis"),
        wanted=(*_DESCRIPTION, "holder"),
        fixed=_MADE_UP,
    ),
    "marking-read": Asked(
        title=N_("A mark was read"),
        needed=("item", "marking", "verbatim"),
        wanted=("serial", "made_as", "position", "condition"),
    ),
    "marking-applied": Asked(
        title=N_("A mark was put on"),
        needed=("item", "marking", "verbatim", "made_as", "applied_by"),
        wanted=("serial", "position"),
    ),
    "holder-registered": Asked(
        title=N_("A holder is registered"),
        needed=("holder", "holder_category"),
        wanted=("body", "country"),
        fixed=_MADE_UP,
    ),
    "place-registered": Asked(
        title=N_("A place of storage is registered"),
        needed=("place", "place_category"),
        wanted=("inside",),
        fixed=_MADE_UP,
    ),
    "transfer-made": Asked(
        title=N_("A firearm was lawfully transferred"),
        needed=("firearm", "transfer"),
        wanted=("from_holder", "to_holder", "from_country", "to_country", "document"),
    ),
    "loss-reported": Asked(
        title=N_("A firearm was reported lost or stolen"),
        needed=("firearm", "loss"),
        wanted=("holder", "country", "reference"),
    ),
    "recovery-made": Asked(
        title=N_("A firearm was seized, found or surrendered"),
        needed=("firearm", "recovery", "received_by"),
        wanted=("country", "where"),
    ),
    "custody-handed": Asked(
        title=N_("A firearm in custody was handed over"),
        needed=("item", "from_party", "to_party"),
        wanted=("place", "reason", "seal_before", "seal_after", "signed_by"),
    ),
    "item-stored": Asked(title=N_("A firearm was put into a place of storage"), needed=("item", "place")),
    "examination-begun": Asked(
        title=N_("An examination began"),
        needed=("firearm", "examiner", "purpose"),
    ),
    "examination-ended": Asked(title=N_("An examination ended"), needed=("firearm", "result")),
    "hold-placed": Asked(
        title=N_("A hold was placed: nobody may dispose of the firearm"),
        needed=("firearm", "hold", "hold_reason", "authority"),
    ),
    "hold-lifted": Asked(title=N_("A hold was lifted"), needed=("firearm", "hold", "authority")),
    "adjudication-made": Asked(
        title=N_("A court or authority decided"),
        needed=("firearm", "court", "final", "authority", "reference"),
    ),
    "disposal-authorised": Asked(
        title=N_("A way of disposal was authorised"),
        needed=("firearm", "method", "authority", "reference"),
    ),
    "sent-for-destruction": Asked(title=N_("A firearm was sent for destruction"), needed=("firearm", "batch")),
    "destruction-done": Asked(
        title=N_("A firearm was destroyed before witnesses"),
        needed=("firearm", "batch", "destruction_category", "witnesses"),
    ),
    "discrepancy-resolved": Asked(
        title=N_("A discrepancy was decided"),
        needed=("discrepancy", "items", "decision"),
    ),
    "user-enrolled": Asked(title=N_("Another user may record"), needed=("user", "roles")),
}
"""The kinds of events that learners record, in the order of a firearm's life, and what is asked for each."""

_CALLED = {
    "holder_category": "category",
    "place_category": "category",
    "destruction_category": "category",
    "court": "decision",
    "where": "place",
    "hold_reason": "reason",
}
"""Fields that an event calls otherwise: there one name stands for different things."""


def plain_event(kind: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """Make plain data of an event from what was typed.

    Args:
        kind: One of :data:`ASKED`.
        typed: Field to text; what is empty isn't known.

    Returns:
        What ``records.events.parse`` reads.

    Raises:
        InputError: A field that is needed is empty, or one can't be used; its value is quoted.

    >>> plain_event("item-stored", {"item": "F1", "place": " R1 "})
    {'kind': 'item-stored', 'item': 'F1', 'place': 'R1'}
    """
    asked = ASKED[kind]
    event: dict[str, Any] = {"kind": kind, **asked.fixed}
    for name in asked.fields:
        text = typed.get(name, "")
        # What stands on an object is kept sign by sign.
        text = text if name == "verbatim" else text.strip()
        if not text.strip():
            if name in asked.needed:
                raise InputError(_("“{field}” is empty, and is needed.").format(field=_(TITLES[name])))
            continue
        value = _value(name, text)
        if kind == "firearm-registered" and name in _DESCRIPTION:
            event.setdefault("description", {})[name] = value
        else:
            event[_CALLED.get(name, name)] = value
    return event


def _value(name: str, text: str) -> Any:
    """Read one field, and name it with its value where it can't be used."""
    title, control = _(TITLES[name]), CONTROLS.get(name)
    if len(text) > _LONGEST:
        raise InputError(
            _("{field} is too long, {value}: at most {most} characters.").format(
                field=title, value=quote(text), most=_LONGEST
            )
        )
    if name in CHOICES and text not in CHOICES[name]:
        raise InputError(_("“{field}” can't be {value}.").format(field=title, value=quote(text)))
    if control == "name":
        return _named(title, text)
    if control in ("names", "lines"):
        each = tuple(part.strip() for part in text.split(",") if part.strip())
        return [_named(title, part) for part in each] if control == "names" else [*each]
    if control == "one":
        return [text]
    if control == "yes or no":
        return text == "yes"
    if control == "number":
        if re.fullmatch(r"\d{4}", text, re.ASCII) is None:
            raise InputError(_("“{field}” can't be {value}: write a year of four digits.").format(
                field=title, value=quote(text)))  # fmt: skip
        return int(text)
    if control == "date":
        _check_date(title, text)
    return text


def _named(title: str, text: str) -> str:
    if _NAME.fullmatch(text) is None:
        raise InputError(
            _(
                "“{field}” can't be {value}: a name here has at most 64 letters without accents, digits and the signs "
                ". _ : / - and no blanks."
            ).format(field=title, value=quote(text))
        )
    return text


def _check_date(title: str, text: str) -> None:
    from firearmskit.records import When

    try:
        When.parse(text)
    except InputError as error:
        raise InputError(_("“{field}”: {reason}").format(field=title, reason=error)) from None
