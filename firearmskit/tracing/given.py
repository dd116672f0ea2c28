"""What callers hand over for a trace, checked when a value is made, so that a slip is named where it was made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from firearmskit.arguments import of_type, words
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["all_words", "each_of", "optional_words", "unique"]

LONGEST_SERIAL = 128
"""The most characters of a serial."""

MOST = 10_000
"""The most things in one list of a request, a reply or an extract."""

T = TypeVar("T")


def optional_words(value: object, name: str, *, most: int = 2_000) -> str | None:
    """Give a text back as :func:`firearmskit.arguments.words` does, or None."""
    return None if value is None else words(value, name, most=most)


def each_of(values: object, kind: type[T], name: str) -> tuple[T, ...]:
    """Give a tuple back if each thing in it is of a type; a list would not stay as it was handed over."""
    held = of_type(values, tuple, name)
    if len(held) > MOST:
        raise InputError(_("{name} has more than {most} entries.").format(name=name, most=MOST))
    return tuple(of_type(each, kind, name) for each in held)


def all_words(values: object, name: str) -> tuple[str, ...]:
    """Give a tuple of texts back if each is as :func:`firearmskit.arguments.words` asks."""
    return tuple(words(each, name) for each in each_of(values, str, name))


def unique(ids: Iterable[str], name: str) -> None:
    """Refuse two things with the same id."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise InputError(_("{name} has the id {value} twice").format(name=name, value=quote(each)))
        seen.add(each)
