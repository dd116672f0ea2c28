"""Dates as registers give them, and what they leave open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.tracing import Span, span

DAYS = st.dates(min_value=date(1850, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014", "2014-01-01", "2014-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014-03-05", "2014-03-05", "2014-03-05"),
        ("2014/2015-06", "2014-01-01", "2015-06-30"),
        ("../2015", "0001-01-01", "2015-12-31"),
        ("2015/..", "2015-01-01", "9999-12-31"),
        ("../..", "0001-01-01", "9999-12-31"),
    ],
)
def test_a_date_leaves_days_open(text, first, last):
    """A year leaves all its days open, a month its own, a period all between; .. has no end."""
    found = span(text)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "14", "2014-13", "2014-02-30", "0000", "2015/2014", "/", "2014/", "/2014", "2014/2015/2016", "2014-3",
     "٢٠١٤", "2014 ", "2014\n", "x" * 99, None, 2014, 20.14, ["2014"], "2014-00-01"],
)  # fmt: skip
def test_what_is_no_date_is_quoted(text):
    """Anything else is refused, with an example of what is meant."""
    with pytest.raises(InputError, match="2014-03-05"):
        span(text)


@given(DAYS, st.integers(0, 4000))
def test_a_span_is_written_so_that_it_reads_back(first, length):
    """Whatever days a span has, its text gives the same days again."""
    held = Span(first=first, last=first + timedelta(days=length))
    assert span(str(held)) == held


@given(DAYS, st.integers(0, 900), DAYS, st.integers(0, 900))
def test_spans_meet_where_they_share_a_day(one, length, other, width):
    """Meeting is mutual, and what two share lies within both."""
    a = Span(first=one, last=one + timedelta(days=length))
    b = Span(first=other, last=other + timedelta(days=width))
    shared = set(range(a.first.toordinal(), a.last.toordinal() + 1)) & set(
        range(b.first.toordinal(), b.last.toordinal() + 1)
    )
    assert a.meets(b) == b.meets(a) == bool(shared)
    if shared:
        both = a.narrowed(b)
        assert (both.first.toordinal(), both.last.toordinal()) == (min(shared), max(shared))
