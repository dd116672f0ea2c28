"""What is recorded has happened: a date in the future is a slip, or a deadline in the wrong field."""

from __future__ import annotations

from datetime import datetime, timedelta

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.when import When, moment

__all__ = ["check_happened"]

_AHEAD = timedelta(days=1)
"""How far a date may lie ahead: where a day begins first, it does 14 hours before it does in UTC, and clocks differ."""


def check_happened(occurred_at: str | None, recorded_at: datetime) -> None:
    """Refuse a date that begins more than a day after it is recorded; a year or a month counts from its first day.

    Args:
        occurred_at: When something happened, as :class:`firearmskit.records.When` reads it; None when nobody knows.
        recorded_at: When it is recorded.

    Raises:
        InputError: It lies in the future.

    >>> from datetime import UTC
    >>> check_happened("2026", datetime(2026, 1, 2, tzinfo=UTC))
    >>> check_happened("2027", datetime(2026, 1, 2, tzinfo=UTC))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    firearmskit.errors.InputError: "2027" lies in the future: by the clock it is "2026-01-02T00:00:00.000000Z". ...
    """
    if occurred_at is not None and When.parse(occurred_at).first - recorded_at > _AHEAD:
        raise InputError(
            _(
                "{date} lies in the future: by the clock it is {now}. An event is recorded when it has happened; a "
                "deadline has a field of its own, or stands in the note"
            ).format(date=quote(occurred_at), now=quote(moment(recorded_at)))
        )
