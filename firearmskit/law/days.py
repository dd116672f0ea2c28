"""A day, as an ISO date."""

from __future__ import annotations

import re
from datetime import date, datetime

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["iso_day"]


def iso_day(on: object) -> str:
    """Give a day as an ISO date."""
    if isinstance(on, datetime):
        return on.date().isoformat()
    if isinstance(on, date):
        return on.isoformat()
    if isinstance(on, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", on):
        try:
            return date.fromisoformat(on).isoformat()
        except ValueError:
            pass
    raise InputError(_("{value} isn't a day; write it as an ISO date, such as 2026-11-26").format(value=quote(on)))
