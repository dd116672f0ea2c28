"""How likely serials are, of an entry and of any firearm."""

from __future__ import annotations

import itertools
import math

import pytest

from firearmskit import tracing
from firearmskit.marking.weights import shipped
from firearmskit.tracing.matching.chances import Others, beyond, reached
from tests.tracing.matching.shared import ALPHABET


def others(*serials: str) -> Others:
    """Give the chances of serials where a register has these."""
    return Others(tracing.count([{"serial": each} for each in serials], resolve=False), shipped())


def test_the_chances_of_all_serials_add_up_to_one():
    """What may be read on any firearm has chances that add up to 1, but for what is longer or rarer."""
    there = others(*(f"{at:02}" for at in range(60)), *(f"{letter}{at}" for letter in "ABCD" for at in range(10)))
    total = math.fsum(
        there.chance("".join(chars)) for length in (1, 2, 3) for chars in itertools.product(ALPHABET, repeat=length)
    )
    # a twentieth and a tenth of serials lose or gain a group or zeros as a whole, which isn't counted here
    assert 0.8 < total < 1.0


def test_serials_of_a_frequent_pattern_are_likelier():
    """A serial of the usual pattern is likelier than one of a rare pattern, and that than one of a new pattern."""
    there = others(*(f"AB{at:04}" for at in range(99)), "1234AB")
    usual, rare, new = (there.chance(each) for each in ("CD7788", "7788CD", "7C8D7C"))
    assert usual > rare > new > 0


def test_a_look_alike_explains_a_pattern_that_is_new():
    """A serial with O for 0 is likelier than one with a letter that looks like no digit; so are two of them."""
    there = others(*(f"{at:08}" for at in range(99)))
    assert there.chance("123O5678") > 10 * there.chance("123W5678")
    assert there.chance("I23O5678") > 10 * there.chance("W23W5678")


def test_what_can_not_be_read_says_nothing():
    """An unread character leaves a serial ten times likelier for each digit that it may be."""
    there = others(*(f"{at:08}" for at in range(99)))
    assert there.chance("1234567?") == pytest.approx(10 * there.chance("12345678"), rel=0.25)


def test_the_share_beyond_a_search_falls_with_its_reach():
    """The more mistakes are searched for the less is missed; longer serials have more."""
    shares = [beyond(8, edits, shipped()) for edits in (0, 1, 2)]
    assert 1 > shares[0] > shares[1] > shares[2] > 0
    assert beyond(12, 2, shipped()) > shares[2]
    assert [reached(read, 2) for read in ("AB12", "A?12", "A?1?", "A???", "A*12")] == [2, 1, 1, 0, 0]
