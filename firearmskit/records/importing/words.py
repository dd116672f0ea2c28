"""Words that registers are written with in six languages: of columns, months, classes, and for no mark."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from firearmskit import reference

__all__ = ["Word", "categories", "column_names", "folded", "months", "nothing"]


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word of the table.

    Args:
        use: ``category``, ``column``, ``month`` or ``nothing``.
        value: The field that a column of this name holds, the number of the month, or the class of firearm.
        language: ISO 639-1.
        text: The word, as it is written.
        source: Where it was read.
        read: When.
        confidence: How far that supports it.
        covers: Which fields of the row it supports.
    """

    use: str
    value: str
    language: str
    text: str
    source: str
    read: str | None
    confidence: str
    covers: tuple[str, ...]


@cache
def _words() -> tuple[Word, ...]:
    return reference.read_table("firearmskit.records.importing", "words", Word)


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Give the fields that a column of each name can hold; names are folded."""
    return _by_text("column")


@cache
def months() -> dict[str, int]:
    """Give the number of each month by its folded name."""
    return {text: int(values[0]) for text, values in _by_text("month").items()}


@cache
def categories() -> frozenset[str]:
    """Give the folded words for classes of firearms."""
    return frozenset(_by_text("category"))


@cache
def nothing() -> frozenset[str]:
    """Give the folded words that say that there is no mark or that it can't be read."""
    return frozenset(_by_text("nothing"))


def _by_text(use: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in _words():
        if word.use == use:
            text = folded(word.text)
            found[text] = tuple(dict.fromkeys((*found.get(text, ()), word.value)))
    return found


def folded(text: str) -> str:
    """Write a name without capitals, accents and signs, to compare it.

    >>> folded("  N° de Série:"), folded("Серийный номер")
    ('no de serie', 'серииныи номер')
    """
    plain = unicodedata.normalize("NFKD", text.replace("°", "o").replace("º", "o")).casefold()
    letters = "".join(char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join(letters.split())
