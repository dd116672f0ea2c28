"""Free text in many scripts, brought to one form in which names can be compared."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LONGEST", "fold", "latin", "tokens"]

LONGEST = 500
"""Characters; a longer text is no name, and isn't searched."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_SIGNS = str.maketrans(
    {
        "×": "x",
        "✕": "x",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "٫": ".",
        "’": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
    }
)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіјѕђћљњџєїґѓќ"
_SOUNDS = (
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i j dz dj c lj nj dz ie i g gj kj"
)
_TO_LATIN = str.maketrans({letter: sound.strip("-") for letter, sound in zip(_CYRILLIC, _SOUNDS.split(), strict=True)})
_LOOK_ALIKES = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
_MIXED = re.compile(r"[^\W\d_]*(?:[a-z][а-џ]|[а-џ][a-z])[^\W\d_]*")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


def fold(text: str) -> str:
    """Write a text in small letters without accents, its digits and signs in one form; other scripts stay.

    >>> fold("9×19 ČESKÁ ٧٫٦٢")
    '9x19 ceska 7.62'
    """
    text = text[:LONGEST].translate(_SIGNS)
    if not text.isascii():
        text = "".join(map(_digit, unicodedata.normalize("NFKC", text)))[: 2 * LONGEST]
        text = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
        # the breve of й belongs to the letter; for comparison it is the same letter as и
        text = "".join(char for char in text if not unicodedata.combining(char))
        return text.translate(_SIGNS)
    return text.casefold()


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None) if char > "\x7f" else None
    return char if value is None else str(value)


def latin(text: str) -> str:
    """Write Cyrillic letters of a folded text in Latin ones; a look-alike inside a Latin word counts as Latin.

    >>> latin(fold("ИЖМАШ")), latin(fold("АК-47")), latin(fold("Вeretta"))
    ('izhmash', 'ak-47', 'beretta')
    """
    if text.isascii():
        return text
    return _MIXED.sub(lambda match: match[0].translate(_LOOK_ALIKES), text).translate(_TO_LATIN)


def tokens(text: str) -> list[str]:
    """Split a text into runs of letters and runs of digits, folded and in Latin letters.

    >>> tokens("Glock17, Gen. 4")
    ['glock', '17', 'gen', '4']
    """
    return _TOKEN.findall(latin(fold(text)))
