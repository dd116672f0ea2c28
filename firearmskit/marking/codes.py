"""Codes that stand for a year."""

from __future__ import annotations

from functools import cache

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.marking.rules import Draft

__all__ = ["two_digits", "year_code"]


@cache
def _codes() -> dict[tuple[str, str], reference.YearCode]:
    return {(row.system, row.code): row for row in reference.rows(reference.YearCode)}


def year_code(system: str, code: str, start: int, end: int, confidence: float) -> Draft | None:
    """Make the piece for a year code of a system of the reference; None when the system has no such code."""
    row = _codes().get((system, code.upper()))
    if row is None:
        return None
    return Draft(
        kind="year",
        start=start,
        end=end,
        normalised=str(row.year),
        confidence=confidence,
        alternatives=(("proof", 0.3), ("serial", 0.1)),
        basis=row.confidence,
        row=row,
        stage="proof" if system.endswith("-proof") else None,
        reason=_("Code for the year {year} ({country}); such codes are easily taken for a serial.").format(
            year=row.year, country=row.country
        ),
    )


def two_digits(digits: str, first: int) -> int | None:
    """Complete two digits of a year, for a code that was first used in the year ``first``.

    >>> two_digits("00", 1995), two_digits("59", 1954)
    (2000, 1959)
    """
    if len(digits) != 2 or not digits.isdigit():
        return None
    year = first - first % 100 + int(digits)
    return year if year >= first else year + 100
