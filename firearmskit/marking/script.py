"""Letters and digits of other scripts, kept apart from the Latin ones that look like them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["CYRILLIC", "CYRILLIC_TWINS", "LOOK_ALIKES", "NUMERALS", "TWINS", "latin", "plain", "scripts", "visible"]

CYRILLIC_TWINS = dict(zip("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS", strict=True))
"""Cyrillic capitals, and the Latin ones that look the same."""

TWINS = {**CYRILLIC_TWINS, **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))}
"""Cyrillic and Greek capitals, and the Latin ones that look the same."""

LOOK_ALIKES = frozenset("аеорсухіјѕο").union(TWINS)
"""Cyrillic and Greek letters that look like Latin ones."""

CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЈЅЂЋЉЊЏЄЇҐ"
_SOUNDS = "A B V G D E E ZH Z I I K L M N O P R S T U F KH TS CH SH SHCH ' Y ' E IU IA I J DZ D C LJ NJ DZ IE I G"
_GREEK = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
_GREEK_SOUNDS = "A V G D E Z I TH I K L M N X O P R S T Y F CH PS O"
_LATIN = dict(zip(CYRILLIC + _GREEK, f"{_SOUNDS} {_GREEK_SOUNDS}".split(), strict=True))
_TABLE = str.maketrans({**_LATIN, **{key.lower(): value.lower() for key, value in _LATIN.items()}, "ς": "s"})

NUMERALS = {
    sign: str(digit)
    for digit, signs in enumerate(
        ("〇零", "一壹", "二贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for sign in signs
}
"""Chinese digits, in the usual form and in the form of documents."""

_NUMERAL = "".join(NUMERALS)
_NUMBER = re.compile(rf"[{_NUMERAL}]{{2,}}|[{_NUMERAL}](?=[式型年号號])")
"""Chinese digits that are a number: one alone can be a stroke, or a part of a word."""

_ODD = re.compile(rf"(?=[^\x00-\x7f])[\d\s\u2010\u2011\u2212\u066b\uff01-\uff5e]|{_NUMBER.pattern}")
_DIGIT = re.compile(rf"(?=[^0-9])\d|{_NUMBER.pattern}")
_SIGNS = {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u066b": "."}
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad]")
"""Signs that only steer the direction or the breaking of a text."""


def _plain(match: re.Match[str]) -> str:
    char = match[0]
    if char[0] in NUMERALS:
        return "".join(NUMERALS[sign] for sign in char)
    if char.isspace():
        return " "
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    return _SIGNS.get(char) or str(unicodedata.decimal(char))


def plain(text: str) -> str:
    r"""Write the digits of all scripts, full-width letters, all blanks and all hyphens in one way, each in its place.

    Args:
        text: What is stamped.

    Returns:
        A text of the same length, for the rules to read: digits are ASCII ones, blanks that don't break are spaces,
        signs that only steer the direction of writing are spaces too.

    >>> plain("\u0661\u0669\u0668\u0666"), plain("AB\u00a0123"), plain("五六式"), plain("ＡＢ１２")
    ('1986', 'AB 123', '56式', 'AB12')
    """
    return text if text.isascii() else _ODD.sub(_plain, _INVISIBLE.sub(" ", text))


def visible(text: str) -> str:
    r"""Leave out the signs that only steer the direction or the breaking of a text.

    >>> visible("\u202b12\u200f34\u202c")
    '1234'
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


@lru_cache(maxsize=4096)
def _latin(text: str) -> str | None:
    changed = _DIGIT.sub(_plain, text.translate(_TABLE))
    changed = "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c for c in changed)
    return changed if changed != text else None


def latin(text: str) -> str | None:
    """Transliterate Cyrillic and Greek letters, and digits of other scripts; None when there are none.

    Args:
        text: What is stamped.

    Returns:
        The text with Cyrillic letters (simplified ALA-LC) and Greek letters (simplified ISO 843) in Latin ones,
        full-width letters in usual ones and digits in ASCII, the rest as it stands.

    >>> latin("ВЕ 1234"), latin("ΑΒ 1234"), latin("一二三四")
    ('VE 1234', 'AV 1234', '1234')
    >>> latin("BE 1234") is None
    True
    """
    return _latin(text) if not text.isascii() else None


_SCRIPTS = (
    ("latin", 0x0000, 0x0250),
    ("greek", 0x0370, 0x0400),
    ("cyrillic", 0x0400, 0x0530),
    ("arabic", 0x0600, 0x0780),
    ("arabic", 0xFB50, 0xFE00),
    ("chinese", 0x3400, 0xA000),
    ("latin", 0xFF21, 0xFF5B),
)


def scripts(text: str) -> frozenset[str]:
    """Name the scripts of the letters in a text.

    Args:
        text: What is stamped.

    Returns:
        Some of ``latin``, ``greek``, ``cyrillic``, ``arabic``, ``chinese``, ``other``.

    >>> sorted(scripts("A Б 式 12"))
    ['chinese', 'cyrillic', 'latin']
    """
    found = set()
    for char in text:
        if char.isalpha():
            code = ord(char)
            found.add(next((name for name, first, last in _SCRIPTS if first <= code < last), "other"))
    return frozenset(found)
