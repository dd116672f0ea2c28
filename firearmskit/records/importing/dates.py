"""Dates as registers write them. Day and month are never guessed where both readings are dates."""

from __future__ import annotations

import re

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.importing.values import EARLIEST, western_digits
from firearmskit.records.importing.words import folded, months
from firearmskit.records.when import When

__all__ = ["local_date", "looks_like_date"]

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_THREE = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{2}|\d{4})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)


def looks_like_date(text: str) -> bool:
    """Tell whether a text is written as a date, of a day or a month, whether or not it is clear which.

    >>> looks_like_date("3/4/2017"), looks_like_date("14 mars 2017"), looks_like_date("AB 1234")
    (True, True, False)
    """
    plain = _plain(text)
    found = _ISO.fullmatch(plain)
    if found:
        return found[2] is not None
    return bool(_THREE.fullmatch(plain) or _MONTH_YEAR.fullmatch(plain) or _named(plain))


def local_date(text: str, order: str | None) -> str:
    """Read a date.

    Args:
        text: The text of a cell. A time of day is left out, since its offset from UTC isn't told.
        order: ``day first`` or ``month first``; None when nobody said.

    Returns:
        An ISO date of a year, a month or a day.

    Raises:
        InputError: It is no date, it can mean two days, its year has two digits, or it may be of another calendar.

    >>> local_date("14/03/2017", None), local_date("3/4/2017", "day first"), local_date("mars 2017", None)
    ('2017-03-14', '2017-04-03', '2017-03')
    >>> local_date("3/4/2017", None)
    Traceback (most recent call last):
        ...
    firearmskit.errors.InputError: "3/4/2017" can be 2017-04-03 or 2017-03-04; say whether the day or the month is first
    """
    plain = _plain(text)
    parts = _parts(text, plain, order)
    if parts is None:
        raise InputError(_("{value} isn't written as a date").format(value=quote(text)))
    year, month, day = parts
    if not EARLIEST <= year <= 2200:
        raise InputError(
            _("{value} is hardly of this calendar; if it is of another one, write it in this one").format(
                value=quote(text)
            )
        )
    return When.parse("-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])).text


def _plain(text: str) -> str:
    return " ".join(western_digits(text[:60]).split())


def _parts(text: str, plain: str, order: str | None) -> tuple[int, int | None, int | None] | None:
    if found := _ISO.fullmatch(plain):
        return int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None
    if found := _MONTH_YEAR.fullmatch(plain):
        return int(found[2]), int(found[1]), None
    if found := _THREE.fullmatch(plain):
        if len(found[3]) == 2:
            raise InputError(_("{value} has a year of two digits; write all four").format(value=quote(text)))
        return int(found[3]), *_month_and_day(text, int(found[1]), int(found[2]), int(found[3]), order)
    return _named(plain)


def _month_and_day(text: str, first: int, second: int, year: int, order: str | None) -> tuple[int, int]:
    """Tell which of two numbers is the month; refuse to choose where both can be."""
    if order == "day first":
        return second, first
    if order == "month first":
        return first, second
    if first > 12 or first == second:
        return second, first
    if second > 12:
        return first, second
    raise InputError(
        _("{value} can be {one} or {other}; say whether the day or the month is first").format(
            value=quote(text), one=f"{year:04}-{second:02}-{first:02}", other=f"{year:04}-{first:02}-{second:02}"
        )
    )


def _named(plain: str) -> tuple[int, int | None, int | None] | None:
    """Read a date that names its month, in any of the languages: 14 mars 2017, March 14, 2017, mars 2017."""
    words = [word for word in folded(plain).split() if word not in ("de", "du", "le", "of", "г", "года", "the")]
    found = [months()[word] for word in words if word in months()]
    numbers = [re.sub(r"(?<=\d)(st|nd|rd|th|er)$", "", word) for word in words if word not in months()]
    if (
        len(found) != 1
        or not 1 <= len(numbers) <= 2
        or not all(number.isascii() and number.isdigit() for number in numbers)
    ):
        return None
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if len(years) != 1 or len(years) + len(days) != len(numbers):
        return None
    return int(years[0]), found[0], int(days[0]) if days else None
