"""Serials that are weighed by the thousand weigh what each weighs alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.marking.weights import shipped
from firearmskit.tracing.matching.chances import rough_chance
from firearmskit.tracing.matching.packed.channel import Noise
from firearmskit.tracing.matching.packed.codes import coded
from firearmskit.tracing.matching.packed.glancing import rough_chances

NOISE = Noise(shipped())
SERIALS = st.lists(st.text("01258AB", min_size=1, max_size=16), min_size=1, max_size=12)


def weighed(records: list[str], copies: list[str]) -> list[float]:
    """Weigh copies by the thousand."""
    ours, theirs = coded(records), coded(copies)
    lengths = (ours.lengths.astype(np.int64), theirs.lengths.astype(np.int64))
    return list(rough_chances(NOISE, ours.codes, lengths[0], theirs.codes, lengths[1]))


def alone(record: str, copy: str) -> float:
    """Weigh one copy; no single replacement counts for less than one in a thousand million."""
    return math.log(rough_chance(record, copy, shipped()))


@given(records=SERIALS, copy=st.text("01258AB", min_size=1, max_size=16))
def test_many_records_weigh_what_each_weighs_alone(records, copy):
    """Against one copy, which is held once for all records, or against as many copies as records."""
    apart = [alone(record, copy) for record in records]
    assert weighed(records, [copy]) == pytest.approx(apart)
    assert weighed(records, [copy] * len(records)) == pytest.approx(apart)


@pytest.mark.parametrize(
    ("record", "copy"),
    [
        ("123456", "132456"),
        # the same characters add up to the same sum, but didn't change places
        ("12003456", "21003465"),
        ("120034", "300034"),
        ("AB1200", "AB3100"),
        ("AB1200", "AB2500"),
        ("AB100452", "AB10452"),
        ("AB100452", "AB1004520"),
        ("AB100452", "B1004529"),
        ("AB100452", "AB104529"),
        ("AB100452", "100452"),
        ("1" * 16, "1" * 15),
        ("1" * 15, "2" + "1" * 15),
    ],
)
def test_what_is_left_out_added_or_swapped_is_seen(record, copy):
    """Whatever the place, up to the last one that a row holds."""
    assert weighed([record], [copy]) == pytest.approx([alone(record, copy)])


def test_what_cannot_be_read_says_nothing():
    """A copy with an unread character weighs what it weighs without."""
    ours, theirs = coded(["AB100452", "AB100459"]), coded(["AB10?452"])
    unknown = np.array([255, 255])
    found = rough_chances(NOISE, ours.codes, unknown, theirs.codes, unknown[:1])
    assert found == pytest.approx([alone("AB100452", "AB10?452"), alone("AB100459", "AB10?452")])
    assert found[0] == 0.0
