"""The keys that serials are looked up by: what is left once case, separators and scripts don't count."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.spelling import GAP, MAX_SERIAL, UNREAD, sounds, spell, twin

__all__ = ["chars_of", "keys_of", "serial_key"]

_GAPS = (("…", GAP), ("...", GAP))


@lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    """Give the signs of one character: those of the marking room, whatever stands before it."""
    return "".join(sign.char for sign in spell("A" + char)[1:])


def chars_of(serial: str) -> str:
    """Give the characters of a serial, each as a digit or a capital of its own script.

    Unlike :func:`firearmskit.marking.compare`, which reads notes of people, an ``X`` is the letter X here and ``*`` is
    a stretch: registers hold serials with X, and who searches writes ``?`` and ``*``.

    Args:
        serial: The serial as written. ``?``, ``#``, ``$`` and ``_`` are a character that can't be read; ``*``, ``...``
            and brackets, as ``[obliterated]``, a stretch.

    Returns:
        The characters; blanks, hyphens and other separators are left out.

    Raises:
        InputError: It isn't a text, or has more than 128 characters.

    >>> chars_of("ab-12 X?"), chars_of("ИЖ 12[gone]")
    ('AB12X?', 'ИЖ12*')
    """
    if len(of_type(serial, str, "serial")) > MAX_SERIAL:
        raise InputError(
            _("A serial of {length} characters can't be looked up, the limit is {limit}: {value}.").format(
                length=len(serial), limit=MAX_SERIAL, value=quote(serial)
            )
        )
    if serial.isascii() and serial.isalnum():
        return serial.upper()
    return "".join(_parts(serial))


def _parts(serial: str) -> Iterator[str]:
    """Give the characters, stretches that can't be read as one sign."""
    for written, sign in _GAPS:
        serial = serial.replace(written, sign)
    depth, last = 0, ""
    for char in serial:
        if char == "]" and depth:
            depth -= 1
            continue
        sign = GAP if char in ("[", GAP) else "" if depth else _plain(char)
        depth += char == "["
        if not (sign == GAP == last):
            yield sign
        last = sign or last


def _plain(char: str) -> str:
    if char.isascii():
        return char.upper() if char.isalnum() else UNREAD if char in "?#$_" else ""
    return _sign(char)


def keys_of(chars: str) -> tuple[str, ...]:
    """Give the keys of a serial from its characters: in Latin letters by look, and by sound where that differs.

    Args:
        chars: What :func:`chars_of` gave.

    Returns:
        One key, or two where letters of another script stand in it; those that no Latin letter looks like are written
        by sound in both.

    >>> keys_of("AB12"), keys_of("МА12"), keys_of("ИВ12")
    (('AB12',), ('MA12',), ('IB12', 'IV12'))
    """
    if chars.isascii():
        return (chars,)
    look = "".join(char if char.isascii() else twin(char) or sounds(char) or char for char in chars)
    sound = "".join(char if char.isascii() else sounds(char) or twin(char) or char for char in chars)
    return tuple(dict.fromkeys((look, sound)))


def serial_key(serial: str) -> str:
    """Give the key of a serial, for the column that a database looks serials up by.

    Args:
        serial: The serial as it stands in the register.

    Returns:
        Its digits and capital letters, those of Cyrillic and Greek as the Latin ones that look the same; ``""`` where
        there is none.

    Raises:
        InputError: It isn't a text, or has more than 128 characters.

    >>> serial_key("ab 100-452"), serial_key("МА 1234"), serial_key("???")
    ('AB100452', 'MA1234', '???')
    """
    return keys_of(chars_of(serial))[0]
