"""What callers hand over, checked before it is used, so that a slip is named instead of failing somewhere inside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import TypeVar

from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _

__all__ = ["figure", "iso_day", "listed", "of_type", "one_of", "whole", "words"]

T = TypeVar("T")

MOST = 2_000_000
"""Things in one list; a list that doesn't end is none."""


def of_type(value: object, kind: type[T] | tuple[type[T], ...], name: str) -> T:
    """Give a value back if it is of a type.

    Args:
        value: The value.
        kind: The type, or several.
        name: Name of the argument, for the message.

    Returns:
        The value.

    Raises:
        InputError: It is of another type.

    >>> of_type("AKM", str, "text")
    'AKM'
    """
    if not isinstance(value, kind):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        raise InputError(
            _("{name} must be of the type {kind}, not {value}.").format(
                name=name, kind=" | ".join(each.__name__ for each in kinds), value=quote(value)
            )
        )
    return value


def listed(values: object, kind: type[T], name: str, *, most: int = MOST) -> tuple[T, ...]:
    """Give the things of a list back if each is of a type, and if they come to an end.

    Args:
        values: The things; a text, bytes or a mapping is no list.
        kind: The type of each.
        name: Name of the argument, for the message.
        most: The most things.

    Returns:
        The things.

    Raises:
        InputError: It is no list, too long, or a thing is of another type.

    >>> listed(iter(["A1", "B2"]), str, "candidates")
    ('A1', 'B2')
    """
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise InputError(_("{name} must be a list, not {value}.").format(name=name, value=quote(values)))
    held = tuple(islice(iter(values), most + 1))
    if len(held) > most:
        raise InputError(_("{name} has more than {most} entries.").format(name=name, most=most))
    return tuple(of_type(value, kind, name) for value in held)


def figure(value: object, name: str) -> float:
    """Give a value back if it is a finite number.

    Args:
        value: The value.
        name: Name of the argument, for the message.

    Returns:
        The number.

    Raises:
        InputError: It is something else, or not finite.

    >>> figure(0.95, "confidence")
    0.95
    """
    # a whole number of thousands of digits is no float
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e300 or math.isnan(value):
        raise InputError(_("{name} must be a number, not {value}.").format(name=name, value=quote(value)))
    return value


def whole(value: object, name: str) -> int:
    """Give a value back if it is a whole number.

    Args:
        value: The value.
        name: Name of the argument, for the message.

    Returns:
        The number.

    Raises:
        InputError: It is something else, or larger than any count.

    >>> whole(12, "read")
    12
    """
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10**18:
        raise InputError(_("{name} must be a whole number, not {value}.").format(name=name, value=quote(value)))
    return value


def words(value: object, name: str, *, most: int = 2_000) -> str:
    """Give a text back if it is one, isn't empty, and isn't longer than it may be.

    Args:
        value: The text.
        name: Name of the argument, for the message.
        most: The most characters.

    Returns:
        The text.

    Raises:
        InputError: It is no text, has nothing in it, or is too long.

    >>> words("Tarnholt Arms", "maker")
    'Tarnholt Arms'
    """
    text = of_type(value, str, name)
    if not text.strip():
        raise InputError(_("{name} must not be empty; what isn't known is None").format(name=name))
    if len(text) > most:
        raise InputError(_("{name} is longer than {most} characters").format(name=name, most=most))
    return text


def one_of(value: object, known: Mapping[str, str], name: str) -> str:
    """Give a word back if it is one of a vocabulary.

    Args:
        value: The word.
        known: The vocabulary: each word, and what it is called.
        name: Name of the argument, for the message.

    Returns:
        The word.

    Raises:
        UnknownCodeError: It is none of them; the message lists them.

    >>> one_of("import", {"import": "import", "export": "export"}, "event")
    'import'
    """
    if isinstance(value, str) and value in known:
        return value
    raise UnknownCodeError(
        _("{value} isn't known as {name}; known are {known}").format(
            value=quote(value), name=name, known=", ".join(known)
        )
    )


def iso_day(value: object, name: str = "on") -> str:
    """Give a day as an ISO date.

    Args:
        value: A ``date``, or a text such as ``2026-11-26``.
        name: Name of the argument, for the message.

    Returns:
        The ISO date.

    Raises:
        InputError: It isn't a day.

    >>> iso_day(date(2026, 11, 26)), iso_day("2026-11-26")
    ('2026-11-26', '2026-11-26')
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and len(value) == 10 and value.isascii():
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise InputError(
        _("{name} can't be {value}; write a day as an ISO date, such as 2026-11-26").format(
            name=name, value=quote(value)
        )
    )
