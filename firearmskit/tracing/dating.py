"""Dates as registers give them: a day, a month, a year, or a period, and what they leave open."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Span", "span"]

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """The days on which something can have happened.

    Args:
        first: The earliest day.
        last: The latest day.
    """

    first: date
    last: date

    def meets(self, other: Span) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def narrowed(self, other: Span) -> Span:
        """Give the days that both have; they must meet."""
        return Span(first=max(self.first, other.first), last=min(self.last, other.last))

    def __str__(self) -> str:
        """Write it as short as it can be: a year, a month, a day, or the first and the last day."""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            return f"{first.year:04}"
        if first.day == 1 and last == _end_of_month(first.year, first.month):
            return f"{first.year:04}-{first.month:02}"
        begin = ".." if first == date.min else first.isoformat()
        return f"{begin}/{'..' if last == date.max else last.isoformat()}"


def span(text: str) -> Span:
    """Say which days a date leaves open.

    Args:
        text: An ISO date of a day (``2014-03-05``), a month (``2014-03``) or a year (``2014``); or a period from one to
            another with a stroke between them, ``..`` where it is open (``2014/2015-06``, ``2014/..``).

    Returns:
        The earliest and the latest day.

    Raises:
        InputError: It isn't such a date, or a period that ends before it begins.

    >>> str(span("2014-02")), span("2014-02").last.isoformat(), str(span("2014/2015-06"))
    ('2014-02', '2014-02-28', '2014-01-01/2015-06-30')
    """
    if not isinstance(text, str) or len(text) > 30:
        raise _refused(text)
    return _span(text)


@lru_cache(maxsize=4096)
def _span(text: str) -> Span:
    begin, stroke, end = text.partition("/")
    first = date.min if stroke and begin == ".." else _partial(begin, text).first
    last = _partial(begin, text).last if not stroke else date.max if end == ".." else _partial(end, text).last
    if last < first:
        raise _refused(text)
    return Span(first=first, last=last)


def _partial(part: str, text: str) -> Span:
    found = _PARTIAL.fullmatch(part)
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(group) if group else None for group in found.groups())
        if year is None or month is None:
            return Span(first=date(int(part), 1, 1), last=date(int(part), 12, 31))
        if day is None:
            return Span(first=date(year, month, 1), last=_end_of_month(year, month))
        return Span(first=date(year, month, day), last=date(year, month, day))
    except ValueError:
        raise _refused(text) from None


def _end_of_month(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError
    return date(year, month, calendar.monthrange(year, month)[1])


def _refused(text: object) -> InputError:
    return InputError(
        _("{value} isn't a date; write a day, a month or a year, such as 2014-03-05, 2014-03 or 2014").format(
            value=quote(text)
        )
    )
