"""One value, one text: JSON in the only form that is hashed (RFC 8785).

Two programs that write the same event must write the same bytes, or their hashes differ for no reason. And one text
must mean one thing: a text that two readers could take for different values is refused.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import rfc8785

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["canonical", "parse"]

_DEEPEST = 32
"""Lists and objects inside each other; no event has more, and every program can read as many."""

_MOST_BYTES = 1_048_576
"""Bytes of one event; what is larger, a picture or a scan, stands in the log by its hash."""

_LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader takes for the same number."""


def canonical(value: object) -> bytes:
    """Write a value in the canonical form of JSON.

    Args:
        value: None, a truth value, a number, a text, or a list or dictionary of these.

    Returns:
        The bytes of RFC 8785: sorted keys, no blanks, UTF-8. :func:`parse` gives an equal value back.

    Raises:
        InputError: The value has no canonical form: a number that isn't finite or beyond 2^53, half a character, a key
            that isn't a text, or another type; or it is too deep or too large.

    Source:
        RFC 8785, JSON Canonicalization Scheme, sections 3.1 to 3.2 (written with the library ``rfc8785``).

    >>> canonical({"to": "store 4", "at": "2026-03-01", "count": 2})
    b'{"at":"2026-03-01","count":2,"to":"store 4"}'
    """
    _refuse(value, "$", _DEEPEST)
    written = rfc8785.dumps(value)  # type: ignore[arg-type]
    if len(written) > _MOST_BYTES:
        raise InputError(_too_large(len(written)))
    return written


def parse(data: bytes) -> dict[str, Any]:
    """Read an event, if it is written in the canonical form of itself.

    Args:
        data: The bytes of one JSON object.

    Returns:
        The event.

    Raises:
        InputError: It is no UTF-8, no JSON or no object, a key stands in it twice, or it isn't written as
            :func:`canonical` writes it.

    Source:
        RFC 8785, JSON Canonicalization Scheme; RFC 7493, The I-JSON Message Format, section 2.3 (a key only once).

    >>> parse(b'{"serial":"AB 1234"}')
    {'serial': 'AB 1234'}
    >>> parse(b'{"count":2.0}')
    Traceback (most recent call last):
    ...
    firearmskit.errors.InputError: An event must be written in canonical JSON: at byte 11 it has ".0}", not "}".
    """
    of_type(data, bytes, "data")
    if len(data) > _MOST_BYTES:
        raise InputError(_too_large(len(data)))
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_whole, parse_float=float
        )
    except InputError:
        raise
    except (ValueError, RecursionError) as error:
        raise InputError(_("An event must be JSON in UTF-8, not {value}.").format(value=quote(data))) from error
    if not isinstance(value, dict):
        raise InputError(_("An event must be a JSON object, not {value}.").format(value=quote(data)))
    expected = canonical(value)
    if data != expected:
        raise InputError(_difference(data, expected))
    return value


def _refuse(value: object, place: str, depth: int) -> None:
    """Refuse what has no canonical form, and name where it is."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _refuse_half(value, place)
    elif isinstance(value, int | float):
        _refuse_number(value, place)
    elif not isinstance(value, dict | list | tuple):
        said = _("{place} must be None, a truth value, a number, a text, a list or a dictionary, not {value}.")
        raise InputError(said.format(place=_cut(place), value=quote(value)))
    elif depth == 0:
        raise InputError(_("{place} is nested more than {most} deep.").format(place=_cut(place), most=_DEEPEST))
    elif isinstance(value, dict):
        for key, held in value.items():
            if not isinstance(key, str):
                said = _("A key in {place} must be a text, not {value}.")
                raise InputError(said.format(place=_cut(place), value=quote(key)))
            _refuse_half(key, place)
            _refuse(held, f"{place}.{key}", depth - 1)
    else:
        for index, held in enumerate(value):
            _refuse(held, f"{place}[{index}]", depth - 1)


def _refuse_half(text: str, place: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            _("{place} has half a character (a lone surrogate) in {value}.").format(
                place=_cut(place), value=quote(text)
            )
        ) from error


def _refuse_number(number: float, place: str) -> None:
    """Refuse what isn't finite, and what would be read as another number, or not be read back at all."""
    if isinstance(number, float) and not math.isfinite(number):
        raise InputError(_("{place} must be a finite number, not {value}.").format(place=_cut(place), value=number))
    # from 1e21 on, a float is written with an exponent, and read as a float again
    if abs(number) > _LARGEST and not (isinstance(number, float) and abs(number) >= 1e21):
        raise InputError(
            _("{place} is a whole number beyond 2^53, which JSON readers round: {value}.").format(
                place=_cut(place), value=quote(_digits(number))
            )
        )


def _digits(number: float) -> str:
    """Write a number; one of thousands of digits can't be written."""
    return str(number) if abs(number) < 1e30 else _("a number of more than 30 digits")


def _cut(place: str) -> str:
    return place if len(place) <= 120 else f"{place[:120]}…"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs; of a key that stands there twice, one reader takes the first, another the last."""
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(_("The key {value} stands twice in one object.").format(value=quote(twice)))
    return made


def _no_constant(name: str) -> NoReturn:
    raise InputError(_("JSON has no number {value}.").format(value=quote(name)))


def _whole(digits: str) -> int:
    """Read a whole number; what has more digits than 2^53 isn't even converted, since that takes long."""
    if len(digits) > 17:
        raise InputError(
            _("{place} is a whole number beyond 2^53, which JSON readers round: {value}.").format(
                place="$", value=quote(digits)
            )
        )
    return int(digits)


def _too_large(size: int) -> str:
    return _("An event may have {most} bytes, not {size}; put the hash of what is large into it instead.").format(
        most=_MOST_BYTES, size=size
    )


def _difference(data: bytes, expected: bytes) -> str:
    """Say where a text leaves its canonical form."""
    at = next((at for at, (one, other) in enumerate(zip(data, expected, strict=False)) if one != other), len(expected))
    at = min(at, len(data))
    return _("An event must be written in canonical JSON: at byte {at} it has {value}, not {expected}.").format(
        at=at + 1,
        value=quote(data[at : at + 60].decode(errors="replace")),
        expected=quote(expected[at : at + 60].decode(errors="replace")),
    )
