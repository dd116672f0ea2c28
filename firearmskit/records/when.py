"""When something happened: a year, a month, a day or a minute, as precisely as it is known and no more."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["When", "moment"]

_FORMS = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d{1,6}))?)?(?P<zone>Z|[+-]\d\d:\d\d))?)?)?",
    re.ASCII,
)

_SMALLEST = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class When:
    """A stretch of time in which something happened, as long as what is known of it is vague.

    Args:
        text: As it was written: ``2017``, ``2017-03``, ``2017-03-14`` or ``2017-03-14T09:30+01:00``.
        first: The first moment that it can mean, in UTC.
        last: The last one.
    """

    text: str
    first: datetime
    last: datetime

    @classmethod
    def parse(cls, text: str) -> When:
        """Read a date of any precision. Days, months and years are those of UTC, since no place is told.

        Args:
            text: An ISO 8601 year, month, day, or a time with its offset from UTC.

        Returns:
            The stretch of time.

        Raises:
            InputError: It is none, such as a time without an offset: two agencies would read it differently.

        >>> When.parse("2017-02").last.isoformat()
        '2017-02-28T23:59:59.999999+00:00'
        """
        found = _FORMS.fullmatch(of_type(text, str, "text"))
        if found is None:
            raise InputError(
                _(
                    "{value} is no date. Dates are written 2017, 2017-03 or 2017-03-14, and times with their offset "
                    "from UTC, as 2017-03-14T09:30+01:00 or 2017-03-14T08:30Z."
                ).format(value=quote(text))
            )
        try:
            first, length = _stretch(found)
            return cls(text=text, first=first, last=first + length - _SMALLEST)
        except (ValueError, OverflowError):
            raise InputError(_("{value} isn't in the calendar.").format(value=quote(text))) from None

    def surely_before(self, other: When) -> bool:
        """Tell whether it ended before the other began, whatever both mean exactly.

        >>> When.parse("2017").surely_before(When.parse("2018-01-01"))
        True
        >>> When.parse("2017").surely_before(When.parse("2017-05"))
        False
        """
        return self.last < other.first


def _stretch(found: re.Match[str]) -> tuple[datetime, timedelta]:
    """Give the first moment of a date, and how long the date lasts."""
    year, month, day = int(found["year"]), int(found["month"] or 1), int(found["day"] or 1)
    if found["hour"]:
        part = (found["part"] or "").ljust(6, "0")
        zone = found["zone"].replace("Z", "+00:00")
        clock = f"{found['hour']}:{found['minute']}:{found['second'] or '00'}"
        start = datetime.fromisoformat(f"{found['year']}-{found['month']}-{found['day']}T{clock}.{part}{zone}")
        length = _SMALLEST if found["part"] else timedelta(seconds=1) if found["second"] else timedelta(minutes=1)
        return start.astimezone(UTC), length
    start = datetime(year, month, day, tzinfo=UTC)
    if found["day"]:
        return start, timedelta(days=1)
    if found["month"]:
        return start, timedelta(days=monthrange(year, month)[1])
    return start, datetime(year + 1, 1, 1, tzinfo=UTC) - start if year < 9999 else timedelta(days=365)


def moment(at: datetime) -> str:
    """Write a moment as it stands in the log: UTC, to the microsecond, always as long.

    >>> moment(datetime(2026, 11, 27, 8, 0, tzinfo=UTC))
    '2026-11-27T08:00:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
