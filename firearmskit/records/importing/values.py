"""What single cells mean: States, years, classes, and texts that stand for no mark."""

from __future__ import annotations

import re
from functools import cache

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.importing.words import categories, folded, nothing

__all__ = ["category_of", "country_of", "is_no_mark", "western_digits", "year_of"]

EARLIEST = 1700
"""Years before are rather those of another calendar than a firearm's."""


def country_of(text: str) -> str | None:
    """Give the ISO 3166-1 alpha-3 code that a text means: a code, a name in English, or the name as it is stamped.

    Args:
        text: The text of a cell.

    Returns:
        The code; None when the text means none of them.

    >>> country_of("CN"), country_of("chn"), country_of("Czechia"), country_of("Atlantis")
    ('CHN', 'CHN', 'CZE', None)
    """
    return _countries().get(" ".join(text.casefold().split()))


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in reference.rows(reference.Country):
        for name in (row.id, row.iso2, row.name, *row.marks):
            found.setdefault(" ".join(name.casefold().split()), row.id)
    return found


def category_of(text: str) -> str | None:
    """Give a class of firearm as it is written, if it is one in a language that is known; None otherwise."""
    return text if folded(text) in categories() or folded(text) in _kinds() else None


@cache
def _kinds() -> frozenset[str]:
    return frozenset(folded(row.kind) for row in reference.rows(reference.Model))


def is_no_mark(text: str) -> bool:
    """Tell whether a text says that there is no mark, or that it can't be read.

    >>> is_no_mark("Illisible"), is_no_mark("---"), is_no_mark("AB 12")
    (True, True, False)
    """
    return not any(char.isalnum() or char in "?*" for char in text) or folded(text) in nothing()


def western_digits(text: str) -> str:
    """Write the digits of other scripts as 0 to 9.

    >>> western_digits("٢٠١٧")
    '2017'
    """
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def year_of(text: str) -> int:
    """Read a year.

    Args:
        text: The text of a cell.

    Returns:
        The year.

    Raises:
        InputError: It isn't one, or may be of another calendar.

    >>> year_of("1978")
    1978
    """
    plain = western_digits(text.strip())
    if re.fullmatch(r"\d{4}", plain, re.ASCII) is None:
        raise InputError(_("{value} is no year of four digits").format(value=quote(text)))
    if not EARLIEST <= int(plain) <= 2200:
        raise InputError(
            _("{value} is hardly a year of this calendar; if it is of another one, write it in this one").format(
                value=quote(text)
            )
        )
    return int(plain)
