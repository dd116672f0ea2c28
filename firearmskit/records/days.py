"""Days that are known to the year, the month or the day, written as ISO 8601 writes them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["add_years", "earliest", "latest", "whole_day"]


def earliest(when: str) -> date:
    """Give the first day that a date can mean.

    Args:
        when: An ISO date, a month such as ``2024-02``, or a year such as ``2024``.

    Returns:
        The day.

    Raises:
        InputError: It is none of these.

    >>> earliest("2024-02")
    datetime.date(2024, 2, 1)
    """
    year, month, day = _parts(when)
    return date(year, month or 1, day or 1)


def latest(when: str) -> date:
    """Give the last day that a date can mean.

    Args:
        when: An ISO date, a month such as ``2024-02``, or a year such as ``2024``.

    Returns:
        The day.

    Raises:
        InputError: It is none of these.

    >>> latest("2024-02")
    datetime.date(2024, 2, 29)
    """
    year, month, day = _parts(when)
    last = month or 12
    return date(year, last, day or calendar.monthrange(year, last)[1])


def add_years(day: date, years: int) -> date:
    """Give the day so many years later; 29 February becomes 1 March where there is none, so that no day is lost.

    >>> add_years(date(2024, 2, 29), 10)
    datetime.date(2034, 3, 1)
    """
    year = day.year + years
    if year > date.max.year:
        return date.max
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def whole_day(on: object) -> str:
    """Give an ISO date back if it is one to the day; a year or a month alone isn't."""
    if not isinstance(on, str) or len(on) != 10:
        raise InputError(_("{value} isn't a day; write it as an ISO date, such as 2026-11-26").format(value=quote(on)))
    return earliest(on).isoformat()


def _parts(when: object) -> tuple[int, int | None, int | None]:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", when) if isinstance(when, str) else None
    if match:
        year, month, day = (None if each is None else int(each) for each in match.groups())
        try:
            date(year or 0, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            pass
        else:
            return year or 0, month, day
    raise InputError(_("{value} isn't a date; write it as 2026-11-26, as 2026-11 or as 2026").format(value=quote(when)))
