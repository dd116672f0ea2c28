"""A marking campaign: ranges of numbers, teams and days."""

from __future__ import annotations

import itertools
import math

import pytest

from firearmskit import marking
from firearmskit.errors import InputError
from tests.marking.campaigns import CAMPAIGN, PACE, PLAN, SCHEME, SITES


def test_ranges_follow_each_other_and_hold_a_number_for_each_firearm():
    """No number is in two ranges, and each range has as many marks as the site has firearms."""
    assert [site.arms for site in PLAN] == [600, 240, 60]
    for before, after in itertools.pairwise(PLAN):
        assert after.first > before.last
    for site in PLAN:
        marks = itertools.islice(SCHEME.marks(**CAMPAIGN, first=site.first), site.arms + 1)
        assert [number <= site.last for number, _mark in marks] == [True] * site.arms + [False]


def test_teams_take_the_largest_sites_first_and_travel_between_them():
    """A team begins its next site when it has ended the one before and travelled."""
    north, south, east = PLAN
    assert (north.team, north.first_day) == (1, 1)
    assert (south.team, south.first_day) == (2, 1)
    assert (east.team, east.first_day) == (2, 6)
    assert north.days == (pytest.approx(600 * 4 / 360), pytest.approx(10), pytest.approx(600 * 10 / 360))


def test_a_plan_becomes_a_table():
    """The table has a row a site and columns for the three paces."""
    frame = marking.plan_to_frame(PLAN)
    assert list(frame["site"]) == ["North", "South", "East"]
    assert frame["days_likely"].iloc[0] == pytest.approx(10)


@pytest.mark.parametrize(
    "changes",
    [
        {"teams": 0},
        {"teams": True},
        {"minutes_a_firearm": (6, 4, 10)},
        {"minutes_a_firearm": (0, 4, 10)},
        {"minutes_a_firearm": (4, 6, math.nan)},
        {"hours_a_day": 25},
        {"travel_days": -1},
        {"at_most": 0},
        {"confidence": 1},
    ],
)
def test_a_plan_with_figures_that_cannot_be_is_refused(changes):
    """Each figure of a plan is checked."""
    with pytest.raises(InputError):
        marking.plan_campaign(SCHEME, SITES, **CAMPAIGN, **(PACE | changes))


@pytest.mark.parametrize("sites", [{}, {"North": 0}, {"North": 2.5}, {"North": 100_000}])
def test_sites_that_cannot_be_marked_are_refused(sites):
    """There must be firearms, and numbers enough for them."""
    with pytest.raises(InputError):
        marking.plan_campaign(SCHEME, sites, **CAMPAIGN, **PACE)
