"""What callers hand over for a trace, checked when a value is made, so that a slip is named where it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _

__all__ = ["each_of", "iso_day", "one_of", "optional_words", "words"]

LONGEST = 2000
"""The most characters of one text."""

LONGEST_SERIAL = 128
"""The most characters of a serial."""

MOST = 10_000
"""The most things in one list of a request, a reply or an extract."""

T = TypeVar("T")


def words(value: object, name: str, *, most: int = LONGEST) -> str:
    """Give a text back if it is one, isn't empty, and isn't longer than it may be."""
    text = of_type(value, str, name)
    if not text.strip():
        raise InputError(_("{name} must not be empty; what isn't known is None").format(name=name))
    if len(text) > most:
        raise InputError(_("{name} is longer than {most} characters").format(name=name, most=most))
    return text


def optional_words(value: object, name: str, *, most: int = LONGEST) -> str | None:
    """Give a text back as :func:`words` does, or None."""
    return None if value is None else words(value, name, most=most)


def one_of(value: object, known: Mapping[str, str], name: str) -> str:
    """Give a word back if it is one of a vocabulary."""
    if isinstance(value, str) and value in known:
        return value
    raise UnknownCodeError(
        _("{value} isn't known as {name}; known are {known}").format(
            value=quote(value), name=name, known=", ".join(known)
        )
    )


def each_of(values: object, kind: type[T], name: str) -> tuple[T, ...]:
    """Give a tuple back if each thing in it is of a type; a list would not stay as it was handed over."""
    held = of_type(values, tuple, name)
    if len(held) > MOST:
        raise InputError(_("{name} has more than {most} entries.").format(name=name, most=MOST))
    return tuple(of_type(each, kind, name) for each in held)


def all_words(values: object, name: str) -> tuple[str, ...]:
    """Give a tuple of texts back if each is as :func:`words` asks."""
    return tuple(words(each, name) for each in each_of(values, str, name))


def iso_day(value: object, name: str) -> str:
    """Give a day as an ISO date, from a text or a ``date``."""
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


def unique(ids: Iterable[str], name: str) -> None:
    """Refuse two things with the same id."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise InputError(_("{name} has the id {value} twice").format(name=name, value=quote(each)))
        seen.add(each)
