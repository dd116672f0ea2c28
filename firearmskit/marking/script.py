"""Letters of other scripts, kept apart from the Latin letters that look like them."""

from __future__ import annotations

__all__ = ["LOOK_ALIKES", "latin", "scripts"]

LOOK_ALIKES = frozenset("АВЕКМНОРСТУХІЈЅаеорсухіјѕ")
"""Cyrillic letters that look like Latin ones."""

_CYRILLIC = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЈЅЂЋЉЊЏЄЇҐ"
_SOUNDS = "A B V G D E E ZH Z I I K L M N O P R S T U F KH TS CH SH SHCH ' Y ' E IU IA I J DZ D C LJ NJ DZ IE I G"
_LATIN = dict(zip(_CYRILLIC, _SOUNDS.split(), strict=True))
_TABLE = str.maketrans({**_LATIN, **{key.lower(): value.lower() for key, value in _LATIN.items()}})


def latin(text: str) -> str | None:
    """Transliterate Cyrillic letters for comparison; None when there are none.

    Args:
        text: What is stamped.

    Returns:
        The text with Cyrillic letters in Latin ones (simplified ALA-LC), the rest as it stands.

    >>> latin("ВЕ 1234")
    'VE 1234'
    >>> latin("BE 1234") is None
    True
    """
    changed = text.translate(_TABLE)
    return changed if changed != text else None


def scripts(text: str) -> frozenset[str]:
    """Name the scripts of the letters in a text: ``latin``, ``cyrillic``, ``other``."""
    found = set()
    for char in text:
        if char.isalpha():
            code = ord(char)
            found.add("latin" if code < 0x250 else "cyrillic" if 0x400 <= code < 0x530 else "other")
    return frozenset(found)
