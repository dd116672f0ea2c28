"""The register of a marking campaign: what is wrong in it is found, and it comes back from its file."""

from __future__ import annotations

import dataclasses
import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import marking
from firearmskit.errors import InputError
from tests.marking.campaigns import CAMPAIGN, PLAN, SCHEME

NUMBERS = [number for number, _mark in itertools.islice(SCHEME.marks(**CAMPAIGN), 900)]


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
    assert all(problem.text for problem in found)


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
