"""What stands in the fields of a file on a transfer, checked when a value is made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _

__all__ = ["MOST", "MOST_CHARACTERS", "code", "codes", "day", "flag", "number", "plain_text", "things", "word", "words"]

MOST = 500
"""Things in one list of a file."""

MOST_CHARACTERS = 500
"""Characters of one text of a file."""

_LARGEST = 10**9
_CODE = re.compile(r"[A-Z]{3}")


def plain_text(value: object, name: str, *, needed: bool = False) -> None:
    """Refuse what is neither None nor a text of a readable length."""
    if value is None and not needed:
        return
    if not isinstance(value, str) or not value.strip() or len(value) > MOST_CHARACTERS:
        raise InputError(
            _("{name} is {value}: it must be a text of 1 to {most} characters.").format(
                name=name, value=quote(value), most=MOST_CHARACTERS
            )
        )


def word(value: object, known: Collection[str], name: str, *, needed: bool = False) -> None:
    """Refuse a word that isn't one of a vocabulary."""
    if value is None and not needed:
        return
    if not isinstance(value, str) or value not in known:
        raise UnknownCodeError(
            _("{name} is {value}: it must be one of {known}.").format(
                name=name, value=quote(value), known=", ".join(known)
            )
        )


def words(values: object, known: Collection[str], name: str) -> None:
    """Refuse what is neither None nor a tuple of words of a vocabulary."""
    if values is None:
        return
    for each in _tuple(values, name):
        word(each, known, name, needed=True)


def day(value: object, name: str) -> None:
    """Refuse what is neither None nor an ISO date, written as a text."""
    if value is not None and iso_day(value, name) != value:
        of_type(value, str, name)


def code(value: object, name: str) -> None:
    """Refuse what is neither None nor three capital letters; whether there is such a State is asked of the whole."""
    if value is not None and not (isinstance(value, str) and _CODE.fullmatch(value)):
        raise InputError(
            _("{name} is {value}: it must be a code of three capital letters.").format(name=name, value=quote(value))
        )


def codes(values: object, name: str) -> None:
    """Refuse what is neither None nor a tuple of codes."""
    if values is None:
        return
    for each in _tuple(values, name):
        if each is None:
            raise InputError(_("{name} has an empty entry.").format(name=name))
        code(each, name)


def flag(value: object, name: str) -> None:
    """Refuse what is neither None nor yes or no."""
    if value is not None and not isinstance(value, bool):
        raise InputError(_("{name} is {value}: it must be true or false.").format(name=name, value=quote(value)))


def number(value: object, name: str) -> None:
    """Refuse what is neither None nor a number above zero."""
    if value is None:
        return
    # What is no number of this world (infinite, or not a number) fails the comparison too.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _LARGEST:
        raise InputError(
            _("{name} is {value}: it must be a number above 0 and at most {most}.").format(
                name=name, value=quote(value), most=_LARGEST
            )
        )


def things(values: object, kind: type, name: str) -> None:
    """Refuse what isn't a tuple of values of one class."""
    listed(_tuple(values, name), kind, name, most=MOST)


def _tuple(values: object, name: str) -> Iterable[object]:
    if not isinstance(values, tuple) or len(values) > MOST:
        raise InputError(
            _("{name} is {value}: it must be a tuple of at most {most}.").format(
                name=name, value=quote(values), most=MOST
            )
        )
    return values
