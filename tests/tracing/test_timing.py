"""Time to crime: between which days, from which sale, and what it doesn't say."""

from __future__ import annotations

from datetime import date

import pytest

from firearmskit import tracing
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.tracing import Holder
from tests.tracing.cases import DEALER, IMPORTER, chained, exported, imported, made, seized, sold, whole


def days(found):
    """Give the fewest and the most days."""
    return found.least_days, found.most_days


def test_exact_dates_give_one_number():
    """From 1 June 2015 to 4 May 2020 are 1,799 days."""
    found = tracing.time_to_crime(chained(*whole()))
    assert days(found) == (1799, 1799)
    assert found.recovered_on == "2020-05-04"
    assert found.confidence == "partly"


@pytest.mark.parametrize(
    ("sale", "recovery", "expected"),
    [
        ("2015-06", "2020-05-04", (1770, 1799)),
        ("2015", "2020-05-04", (1586, 1950)),
        ("2015-06-01", "2020-05", (1796, 1826)),
        ("2020", "2020-05-04", (0, 124)),
        ("2020-05-04", "2020-05-04", (0, 0)),
        ("2020-05-05", "2020-05-04", (None, None)),
        ("2021", "2020", (None, None)),
        (None, "2020-05-04", (None, None)),
    ],
)
def test_what_dates_leave_open_stays_open(sale, recovery, expected):
    """Months and years give the fewest and the most days; a sale after the recovery gives none."""
    found = tracing.time_to_crime(chained(made(), imported(), sold(sale)), recovery)
    assert days(found) == expected


def test_the_first_retail_sale_counts_and_trade_between_dealers_does_not():
    """The published measure begins with the first sale to a person; a second-hand sale doesn't shorten it."""
    trade = sold("2014-01-01", to=DEALER)
    first = sold("2015-06-01", by=DEALER)
    second = sold("2019-05-04", by=Holder(name="Person 1", state="QMB"), to=Holder(name="P 2", role="person"))
    chain = chained(made(), exported(), imported(), trade, first, second, seized())
    assert days(tracing.time_to_crime(chain)) == (1799, 1799)
    assert days(tracing.time_to_crime(chain, start="last-transfer")) == (366, 366)


def test_without_a_sale_no_days_are_made_up():
    """A chain without a retail sale, or without a recovery, gives none, and says why."""
    found = tracing.time_to_crime(chained(made(), exported(), seized()))
    assert (found.link, *days(found)) == (None, None, None)
    assert found.says == ("The chain has no retail sale.",)
    assert days(tracing.time_to_crime(chained(made(), sold(by=IMPORTER)))) == (None, None)


def test_it_says_what_it_does_not_say():
    """A short time proves no trafficking, and the sentence stands with the number; a doubted sale is named."""
    said = " ".join(tracing.time_to_crime(chained(*whole())).says)
    assert "doesn't prove trafficking" in said
    doubted = chained(made(), exported(), imported(), sold("2009-01-01"), seized())
    assert "doubtful" in " ".join(tracing.time_to_crime(doubted).says)


def test_the_day_may_be_a_date_and_nothing_else():
    """A ``date`` serves; a number, a wrong day and a wrong start are quoted."""
    chain = chained(*whole())
    assert days(tracing.time_to_crime(chain, date(2020, 5, 4))) == (1799, 1799)
    for wrong in (5, "May", "", ["2020"], float("nan")):
        with pytest.raises(InputError):
            tracing.time_to_crime(chain, wrong)
    with pytest.raises(UnknownCodeError):
        tracing.time_to_crime(chain, start="birth")
    with pytest.raises(InputError):
        tracing.time_to_crime("chain")
