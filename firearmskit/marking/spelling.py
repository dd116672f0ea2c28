"""Serials as sequences of characters that can be compared, whatever script, case and separators they are written in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.lookalikes import UNREAD as UNREAD_SIGNS
from firearmskit.marking.script import CYRILLIC, NUMERALS, TWINS, latin

__all__ = ["GAP", "MAX_SERIAL", "UNREAD", "Sign", "by_sound", "search_key", "sounds", "spell", "twin", "twins"]

MAX_SERIAL = 128
"""The most characters of a serial that is compared."""

UNREAD = "?"
"""One character that can't be read."""

GAP = "*"
"""Any number of characters that can't be read."""

_GAP = re.compile(r"\[[^\[\]]*\]|…|\.{3,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """One character of a serial.

    Args:
        char: A digit 0 to 9, a capital letter of any script, another sign, :data:`UNREAD` or :data:`GAP`.
        shown: What is written for it.
        first: Whether a separator, such as a blank or a hyphen, stands before it.
    """

    char: str
    shown: str
    first: bool = False


def twin(char: str) -> str | None:
    """Give the Latin letter that looks like a Cyrillic or Greek one; None when none does."""
    return TWINS.get(char)


@cache
def twins() -> dict[str, tuple[str, ...]]:
    """Give for each Latin letter the letters of other scripts that look the same."""
    found: dict[str, tuple[str, ...]] = {}
    for other, char in TWINS.items():
        found[char] = (*found.get(char, ()), other)
    return found


def spell(text: str) -> tuple[Sign, ...]:
    """Split a serial into its signs; blanks, hyphens and other separators are left out.

    Args:
        text: A serial as it was written down. A character that can't be read is written ``?``, ``#``, ``*``, or ``X``
            after a digit; a stretch of unknown length in brackets, as ``[obliterated]``, or ``...``.

    Returns:
        The signs: digits of all scripts as European ones, letters as capitals of their own script, without accents.

    Raises:
        InputError: It isn't a text, has more than 128 characters, or no sign.

    >>> "".join(sign.char for sign in spell("ИЖ-١٢ 3?"))
    'ИЖ123?'
    """
    if not isinstance(text, str):
        raise InputError(_("A serial must be a text, not {value}.").format(value=quote(text)))
    if len(text) > MAX_SERIAL:
        raise InputError(
            _("A serial of {length} characters can't be compared, the limit is {limit}: {value}.").format(
                length=len(text), limit=MAX_SERIAL, value=quote(text)
            )
        )
    signs: list[Sign] = []
    at = 0
    for gap in _GAP.finditer(text):
        signs += _signs(text[at : gap.start()], signs)
        signs.append(Sign(char=GAP, shown=gap[0]))
        at = gap.end()
    signs += _signs(text[at:], signs)
    if not signs:
        raise InputError(_("There is nothing to compare in {value}.").format(value=quote(text)))
    return tuple(signs)


def search_key(text: str) -> str | None:
    """Give the signs of a mark in one word, as it is looked up in a register.

    Args:
        text: A mark as it was written down.

    Returns:
        Digits and capitals, without separators; ``?`` for a character that can't be read and ``*`` for a stretch of
        them; None when nothing is written.

    Raises:
        InputError: It isn't a text, or has more than 128 characters.

    >>> search_key("ab-1234 c"), search_key("Nr. 12[worn]4"), search_key(" - ")
    ('AB1234C', 'NR12*4', None)
    """
    if isinstance(text, str) and len(text) <= MAX_SERIAL and not any(map(_any_sign, text)):
        return None
    return "".join(sign.char for sign in spell(text))


def _any_sign(shown: str) -> bool:
    return bool(_chars(shown, None)) or shown == "…"


def _signs(text: str, before: list[Sign]) -> list[Sign]:
    """Split a stretch without gaps."""
    signs: list[Sign] = []
    first = False
    for shown in text:
        last = signs[-1] if signs else before[-1] if before else None
        chars = _chars(shown, last)
        for char in chars:
            signs.append(Sign(char=char, shown=shown, first=first and last is not None))
            first = False
        first = first or not chars
    return signs


def _chars(shown: str, last: Sign | None) -> str:
    """Give the signs that a character stands for: none for a separator, two for a ligature."""
    if shown in UNREAD_SIGNS or (shown in "Xx" and last is not None and (last.char.isdigit() or last.shown in "Xx")):
        return UNREAD
    if shown.isascii():
        return shown.upper() if shown.isalnum() else ""
    if shown in NUMERALS:
        return NUMERALS[shown]
    out = ""
    for char in unicodedata.normalize("NFKD", shown).upper():
        if char.isdecimal():
            out += str(unicodedata.decimal(char))
        elif char.isalpha() or unicodedata.category(char) in _SIGNS:
            out += char
    return out


_SIGNS = ("So", "Sm", "Sc", "Nl", "No")
"""Unicode categories of signs that are no separators."""


@cache
def sounds(char: str) -> str | None:
    """Give the Latin letters for the sound of a Cyrillic letter; None for other letters."""
    written = latin(char)
    return written if written and written.isalpha() else None


@cache
def by_sound() -> dict[str, tuple[str, ...]]:
    """Give for Latin letters the Cyrillic letters that they are written for by sound."""
    found: dict[str, tuple[str, ...]] = {}
    for char in CYRILLIC:
        sound = sounds(char)
        if sound:
            found[sound] = (*found.get(sound, ()), char)
    return found
