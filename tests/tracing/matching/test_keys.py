"""The keys of serials, and those that mistakes lead to."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firearmskit import tracing
from firearmskit.errors import InputError
from firearmskit.tracing.matching.keys import chars_of, keys_of, neighbours, pattern_of, regrouped
from tests.tracing.matching.shared import osa

SHORT = st.text("01AB", min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("serial", "key"),
    [
        ("AB 100-452", "AB100452"),
        ("ab.100/452", "AB100452"),
        ("МА 1234", "MA1234"),
        ("ИЖ 1234", "IZH1234"),
        ("١٢٣٤", "1234"),
        ("一二三四", "1234"),
        ("12X45", "12X45"),
        ("1#3", "1?3"),
        ("AB [gone] 3", "AB*3"),
        ("AB...3", "AB*3"),
        ("AB**3", "AB*3"),
        ("é1", "E1"),
        ("\u202b12\u200f", "12"),
        ("[[a]b]7", "*7"),
        ("  ", ""),
    ],
)
def test_case_separators_and_scripts_do_not_count(serial, key):
    """One serial has one key, however it is written; what can't be read stays a sign."""
    assert tracing.serial_key(serial) == key


def test_letters_of_another_script_are_found_by_look_and_by_sound():
    """A serial in Cyrillic letters has a key for what it looks like and one for what it sounds like."""
    assert keys_of(chars_of("ВЕ 1234")) == ("BE1234", "VE1234")


@given(SHORT, SHORT, st.integers(0, 2))
def test_neighbours_are_the_keys_within_so_many_mistakes(key, other, edits):
    """A key is among the neighbours if and only if it is within so many mistakes."""
    near = set(neighbours(key, None, edits=edits))
    assert key in near
    if osa(key, other) <= edits:
        assert other in near
    elif edits < 2:  # with two, changes of one place may add up, as "AB" to "BXA"
        assert other not in near


@settings(max_examples=10)
@given(SHORT)
def test_neighbours_come_once_and_with_known_patterns_only(key):
    """No key comes twice, and none of a pattern that the register hasn't."""
    everything = list(neighbours(key, None, edits=2))
    assert len(everything) == len(set(everything))
    known = {"99", "A9"}
    assert set(neighbours(key, known, edits=2)) == {each for each in everything if pattern_of(each) in known}


def test_groups_and_zeros_are_left_out_and_added():
    """Letters around a number and zeros before it may be missing."""
    assert set(regrouped("AB0012C")) == {"0012C", "AB0012", "AB12C"}
    assert set(regrouped("12")) == {"12", "012", "0012", "00012", "000012"}
    assert set(regrouped("ABC")) == set()


@pytest.mark.parametrize("value", [None, 7, b"AB", "A" * 129, ["A"]])
def test_what_is_no_serial_is_refused(value):
    """A serial is a text of up to 128 characters."""
    with pytest.raises(InputError):
        tracing.serial_key(value)


@given(st.text(max_size=60))
def test_any_text_has_a_key(text):
    """Whatever is written, there is a key without blanks, and it is its own key."""
    key = tracing.serial_key(text)
    assert not set(key) & set(" -\n\t")
    assert all(a != "*" or b != "*" for a, b in itertools.pairwise(key))
