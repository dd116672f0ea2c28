"""Letters of other scripts, kept apart from the Latin letters that look like them."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["CYRILLIC", "LOOK_ALIKES", "latin", "plain", "scripts"]

LOOK_ALIKES = frozenset("АВЕКМНОРСТУХІЈЅаеорсухіјѕ")
"""Cyrillic letters that look like Latin ones."""

CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЈЅЂЋЉЊЏЄЇҐ"
_SOUNDS = "A B V G D E E ZH Z I I K L M N O P R S T U F KH TS CH SH SHCH ' Y ' E IU IA I J DZ D C LJ NJ DZ IE I G"
_LATIN = dict(zip(CYRILLIC, _SOUNDS.split(), strict=True))
_TABLE = str.maketrans({**_LATIN, **{key.lower(): value.lower() for key, value in _LATIN.items()}})

_ODD = re.compile(r"(?=[^\x00-\x7f])[\d\s\u2010\u2011\u2212\u066b]")
_DIGIT = re.compile(r"(?=[^0-9])\d")
_SIGNS = {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u066b": "."}


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    return " " if char.isspace() else _SIGNS.get(char) or str(unicodedata.decimal(char))


def plain(text: str) -> str:
    r"""Write the digits of all scripts, all blanks and all hyphens in one way, each sign in its own place.

    Args:
        text: What is stamped.

    Returns:
        A text of the same length, for the rules to read: digits are ASCII ones, blanks that don't break are spaces.

    >>> plain("\u0661\u0669\u0668\u0666"), plain("AB\u00a0123")
    ('1986', 'AB 123')
    """
    return text if text.isascii() else _ODD.sub(_plain, text)


def latin(text: str) -> str | None:
    """Transliterate Cyrillic letters, and digits of other scripts, for comparison; None when there are none.

    Args:
        text: What is stamped.

    Returns:
        The text with Cyrillic letters in Latin ones (simplified ALA-LC) and digits in ASCII, the rest as it stands.

    >>> latin("ВЕ 1234")
    'VE 1234'
    >>> latin("BE 1234") is None
    True
    """
    changed = _DIGIT.sub(_plain, text.translate(_TABLE))
    return changed if changed != text else None


def scripts(text: str) -> frozenset[str]:
    """Name the scripts of the letters in a text: ``latin``, ``cyrillic``, ``other``."""
    found = set()
    for char in text:
        if char.isalpha():
            code = ord(char)
            found.add("latin" if code < 0x250 else "cyrillic" if 0x400 <= code < 0x530 else "other")
    return frozenset(found)
