"""Dates of any precision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records import When


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01T00:00:00+00:00", "2017-12-31T23:59:59.999999+00:00"),
        ("2016-02", "2016-02-01T00:00:00+00:00", "2016-02-29T23:59:59.999999+00:00"),
        ("2017-03-14", "2017-03-14T00:00:00+00:00", "2017-03-14T23:59:59.999999+00:00"),
        ("2017-03-14T09:30+01:00", "2017-03-14T08:30:00+00:00", "2017-03-14T08:30:59.999999+00:00"),
        ("2017-03-14T09:30:05.5Z", "2017-03-14T09:30:05.500000+00:00", "2017-03-14T09:30:05.500000+00:00"),
    ],
)
def test_a_date_lasts_as_long_as_it_is_vague(text: str, first: str, last: str) -> None:
    """A year is a whole year, a minute a whole minute, and a month has its own days."""
    when = When.parse(text)
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "17", "2017-3", "14.03.2017", "2017-03-14T09:30", "2017-03-14 09:30Z", "２０１７"]
)
def test_what_is_no_date_is_quoted(text: str) -> None:
    """Other forms are refused with the value, a time without its offset too."""
    with pytest.raises(InputError, match="is no date"):
        When.parse(text)


@pytest.mark.parametrize("text", ["2017-13", "2017-02-30", "0000", "2017-03-14T25:00Z", "0001-01-01T00:00+23:00"])
def test_days_that_no_calendar_has_are_refused(text: str) -> None:
    """The thirtieth of February isn't moved to March."""
    with pytest.raises(InputError, match="calendar"):
        When.parse(text)


@given(st.text(alphabet="0123456789-T:Z+.", max_size=32))
def test_nothing_else_than_our_error_comes_of_odd_text(text: str) -> None:
    """Whatever is typed, it is a date or refused."""
    try:
        when = When.parse(text)
    except InputError:
        return
    assert when.first <= when.last
    assert not when.surely_before(when)
