"""What a name in a register means, so that two names of one maker, model or calibre count as the same."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from firearmskit import reference

__all__ = ["TABLES", "folded", "term"]

TABLES = {"make": "makers", "model": "models", "calibre": "calibres"}
"""The fields whose names the reference may know, and its tables of them."""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Give a name without case, accents, blanks and signs.

    >>> folded("Česká zbrojovka, a.s.")
    'ceskazbrojovkaas'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum()) or text.strip()


@lru_cache(maxsize=65536)
def term(field: str, text: str, *, resolve: bool = True) -> str:
    """Give what a name means: the id of the row of the reference if it is one, else the name itself, folded.

    Args:
        field: ``make``, ``model``, ``calibre`` or ``country``.
        text: The name as written.
        resolve: Whether to ask the reference; without, names count as they are written.

    >>> term("calibre", "9 mm Luger") == term("calibre", "9x19")
    True
    >>> term("make", "Fabrik 77")
    'fabrik77'
    """
    if resolve and field in TABLES:
        row = reference.resolve(TABLES[field], text).row
        if row is not None:
            return f"#{row.id}"
    return folded(text)
