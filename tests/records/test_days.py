"""Days known to the year, the month or the day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.days import add_years, earliest, latest

BAD = [
    "",
    "24",
    "2024-13",
    "2024-00",
    "2024-02-30",
    "2024-2-1",
    "0000",
    "2024-02-29T00:00",
    "٢٠٢٤",
    "2024\n",
    None,
    2024,
]


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_means_its_first_to_its_last_day(when, first, last):
    """A year, a month and a day each have a first and a last day that they can mean."""
    assert (earliest(when), latest(when)) == (first, last)


@pytest.mark.parametrize("when", BAD)
def test_what_is_no_date_is_quoted(when):
    """What isn't a date, or isn't in the calendar, is refused."""
    with pytest.raises(InputError, match="isn't a date"):
        latest(when)


@given(st.dates(), st.integers(min_value=1, max_value=500))
def test_years_later_is_never_a_day_too_early(day, years):
    """So many years later is the same day of the calendar, or the next one where it lacks 29 February."""
    later = add_years(day, years)
    if day.year + years > 9999:
        assert later == date.max
    elif (day.month, day.day) == (2, 29) and later.month == 3:
        assert later == date(day.year + years, 3, 1)
    else:
        assert (later.year, later.month, later.day) == (day.year + years, day.month, day.day)
