"""A marking campaign: plan, control and register."""

from __future__ import annotations

import dataclasses
import itertools
import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import marking
from firearmskit.errors import InputError

SCHEME = marking.design("NGA", agencies={"P": "Police"}, arms_a_year=5000, first_year=2026)
CAMPAIGN = {"event": "possession-by-state", "agency": "P", "year": 2026}
PACE = {"teams": 2, "minutes_a_firearm": (4, 6, 10), "hours_a_day": 6}
SITES = {"North": 600, "South": 240, "East": 60}
PLAN = marking.plan_campaign(SCHEME, SITES, **CAMPAIGN, **PACE)
NUMBERS = [
    number for number, _mark in zip(SCHEME.marks(**CAMPAIGN), range(900), strict=False) for number in [number[0]]
]


def entry(number: int, **changes: object) -> marking.Entry:
    """Make an entry of the North as it should be."""
    mark = SCHEME.mark(number=number, **CAMPAIGN)
    made = marking.Entry(
        mark=mark,
        seen=mark,
        serial=f"S{number}",
        site="North",
        marked_by="K1",
        seen_by="K2",
        marked_on=date(2026, 3, 2),
    )
    return dataclasses.replace(made, **changes)


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
    ("lot", "at_most", "confidence"),
    [(50, 0.05, 0.95), (200, 0.02, 0.95), (1000, 0.01, 0.99), (7, 0.3, 0.8), (1, 0.5, 0.9)],
)
def test_a_sample_is_the_smallest_that_suffices(lot, at_most, confidence):
    """With one mark fewer a lot with too many wrong ones would too often look right; counted by binomials."""
    size = marking.sample_size(lot, at_most=at_most, confidence=confidence)
    wrong = math.floor(at_most * lot) + 1

    def unseen(drawn: int) -> float:
        return math.comb(lot - wrong, drawn) / math.comb(lot, drawn)

    assert unseen(size) <= 1 - confidence
    assert size == 0 or unseen(size - 1) > 1 - confidence


@pytest.mark.parametrize(("lot", "read", "wrong"), [(200, 50, 0), (200, 50, 3), (40, 40, 2), (1000, 139, 1)])
def test_the_upper_share_is_the_largest_that_is_not_excluded(lot, read, wrong):
    """One wrong mark more in the lot would show so few in a control too rarely; counted by binomials."""
    limit = round(marking.upper_share(lot, read=read, wrong=wrong, confidence=0.95) * lot)

    def seen(bad: int) -> float:
        ways = sum(math.comb(bad, k) * math.comb(lot - bad, read - k) for k in range(wrong + 1))
        return ways / math.comb(lot, read)

    assert seen(limit) > 0.05
    assert limit == lot - read + wrong or seen(limit + 1) <= 0.05


def test_a_good_register_has_no_problems():
    """Every firearm of the site marked once, in its range, and read again by somebody else."""
    register = [entry(n) for n in NUMBERS[:600]]
    assert marking.check_register(register, SCHEME, PLAN[:1]) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mark": "NGA G P26 00001 X"}, "no-mark"),
        ({"seen": "something else"}, "another-read"),
        ({"seen": "[nothing]"}, "another-read"),
        ({"seen_by": "K1"}, "same-person"),
        ({"site": "South"}, "out-of-range"),
        ({"site": "Nowhere"}, "out-of-range"),
        ({"serial": f"s{NUMBERS[5]}"}, "same-serial"),
        ({"mark": SCHEME.mark(number=NUMBERS[7], **CAMPAIGN)}, "twice"),
    ],
)
def test_each_kind_of_mistake_in_a_register_is_found(changes, code):
    """One entry with one mistake among good ones gives its problem, in a sentence."""
    register = [entry(n) for n in NUMBERS[:600]]
    register[0] = entry(NUMBERS[0], **changes)
    found = marking.check_register(register, SCHEME, PLAN[:1])
    assert code in [problem.code for problem in found]
    assert all(problem.text.endswith((".", "Q", "?")) or problem.text for problem in found)


def test_numbers_that_stand_nowhere_are_a_gap():
    """A number of the range that no entry has is asked for."""
    register = [entry(n) for n in NUMBERS[:600] if n not in NUMBERS[10:12]]
    (problem,) = marking.check_register(register, SCHEME, PLAN[:1])
    assert problem.code == "gap"
    assert str(NUMBERS[10]) in problem.text


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.builds(
    marking.Entry, mark=TEXT, seen=st.none() | TEXT, serial=st.none() | TEXT, site=TEXT, marked_by=TEXT,
    seen_by=st.none() | TEXT, marked_on=st.dates(),
), max_size=5))  # fmt: skip
def test_a_register_comes_back_from_its_file(entries):
    """Whatever is written comes back, and no cell begins like a formula."""
    text = marking.write_register(entries)
    assert marking.read_register(text) == tuple(entries)
    assert marking.read_register("\ufeff" + text) == tuple(entries)
    marking.check_register(entries, SCHEME, PLAN)


def test_a_cell_that_a_spreadsheet_would_take_for_a_formula_is_written_as_text():
    """A serial that begins with an equals sign comes with an apostrophe before it."""
    assert "'=1+1" in marking.write_register([entry(1, serial="=1+1")])
    (again,) = marking.read_register(marking.write_register([entry(1, serial="'=1+1")]))
    assert again.serial == "'=1+1"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "first line"),
        ("mark,site\n", "first line"),
        ("mark,seen,serial,site,marked_by,seen_by,marked_on\nA,B\n", "Line 2"),
        ("mark,seen,serial,site,marked_by,seen_by,marked_on\nA,,,,K,,2026-01-01\n", "site"),
        ("mark,seen,serial,site,marked_by,seen_by,marked_on\nA,,,S,K,,1/2/26\n", "1/2/26"),
        ('mark,seen,serial,site,marked_by,seen_by,marked_on\n"A,,,S,K,,2026-01-01\n', "Line"),
    ],
)
def test_a_register_that_cannot_be_read_is_refused_with_its_line(text, said):
    """The error names the line and what is wrong with it."""
    with pytest.raises(InputError, match=said):
        marking.read_register(text)


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
