"""What is known of a firearm: as an entry of a register has it, and as somebody describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.identification import Description
from firearmskit.language import text as _
from firearmskit.tracing.matching.keys import chars_of

__all__ = ["FIELDS", "Entry", "described", "entry_of"]

FIELDS = ("make", "model", "calibre", "country", "year")
"""The fields beside the serial."""

LONGEST = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A firearm in a register; None = not known.

    Args:
        id: What the register calls it.
        serial: The serial, as the register has it.
        make: The maker, as the register names it.
        model: The model, as the register names it.
        calibre: The calibre, in any notation.
        country: ISO 3166-1 alpha-3 code of the State of manufacture.
        year: Year of manufacture.
    """

    id: str | None = None
    serial: str | None = None
    make: str | None = None
    model: str | None = None
    calibre: str | None = None
    country: str | None = None
    year: int | None = None


_NAMES = tuple(field.name for field in fields(Entry))


def entry_of(values: object) -> Entry:
    """Take an entry, a mapping of its fields or an object with them, and refuse what can't be one.

    Args:
        values: The entry.

    Returns:
        The entry; ``""`` counts as not known.

    Raises:
        InputError: It is something else, or a field is.

    >>> entry_of({"id": "7", "serial": "AB 12", "make": ""}).make is None
    True
    """
    if isinstance(values, Mapping):
        for name in values:
            if name not in _NAMES:
                raise InputError(
                    _("{value} isn't a field of an entry; they are {fields}").format(
                        value=quote(name), fields=", ".join(_NAMES)
                    )
                )
        found = {name: values.get(name) for name in _NAMES}
    elif isinstance(values, Entry) or all(hasattr(values, name) for name in ("serial", "make", "calibre")):
        found = {name: getattr(values, name, None) for name in _NAMES}
    else:
        raise InputError(_("an entry is a mapping of its fields, not {value}").format(value=quote(values)))
    return Entry(**{name: _checked(name, value) for name, value in found.items()})  # type: ignore[arg-type]


def _checked(name: str, value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if name == "year":
        right = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000
    else:
        right = isinstance(value, str)
    if not right:
        raise InputError(_("{field} can't be {value}").format(field=quote(name), value=quote(value)))
    if isinstance(value, str) and len(value) > LONGEST:
        raise InputError(_("{field} is longer than {most} characters").format(field=quote(name), most=LONGEST))
    return value


def described(description: object) -> Entry:
    """Take what is known of the firearm that is looked for.

    Args:
        description: An :class:`Entry`, an ``identification.Description``, a mapping or an object with these fields. In
            the serial, ``?`` is a character that can't be read and ``*`` a stretch.

    Returns:
        The same as an entry.

    Raises:
        InputError: It is something else, a field is, or nothing of the serial could be read.

    >>> described({"serial": "AB 1?0452", "maker": "Glock"}).make
    'Glock'
    """
    if isinstance(description, Description):
        description = {
            "make": description.maker,
            "serial": description.serial,
            **{name: getattr(description, name) for name in ("model", "calibre", "country", "year")},
        }
    elif isinstance(description, Mapping) and "maker" in description and "make" not in description:
        description = {("make" if name == "maker" else name): value for name, value in description.items()}
    found = entry_of(description)
    chars = chars_of(of_type(found.serial, str, "serial")) if found.serial is not None else ""
    if not any(char.isalnum() for char in chars):
        raise InputError(
            _("A firearm is looked for by its serial; nothing of this one can be read: {value}.").format(
                value=quote(found.serial)
            )
        )
    return found
