"""A condition comes to what Kleene's strong logic says, and is read from what it writes."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.law.conditions import Condition

NAMES = ("a", "b-1", "c", "d")

conditions = st.recursive(
    st.sampled_from(NAMES).map(lambda name: Condition(name=name)),
    lambda inner: st.builds(
        lambda parts, every: Condition(parts=tuple(parts), every=every),
        st.lists(inner, min_size=2, max_size=3),
        st.booleans(),
    ),
    max_leaves=6,
)
known = st.fixed_dictionaries({name: st.sampled_from((True, False, None)) for name in NAMES})


def completions(facts: dict[str, bool | None]) -> list[dict[str, bool | None]]:
    """Give every way in which what isn't known could be."""
    unknown = [name for name, value in facts.items() if value is None]
    return [
        {**facts, **dict(zip(unknown, values, strict=True))} for values in product((True, False), repeat=len(unknown))
    ]


@given(conditions, known)
def test_what_is_said_holds_however_the_rest_turns_out(condition: Condition, facts: dict[str, bool | None]) -> None:
    """True or False is said only when every way in which the unknown could be gives the same."""
    value = condition.value(facts)
    outcomes = {condition.value(each) for each in completions(facts)}
    assert None not in outcomes
    if value is not None:
        assert outcomes == {value}


@given(conditions, known, st.sampled_from(NAMES))
def test_learning_that_a_fact_holds_never_lowers_the_value(
    condition: Condition, facts: dict[str, bool | None], name: str
) -> None:
    """False, not known, True: one more fact that holds never goes down in this order."""
    order = (False, None, True)
    assert order.index(condition.value({**facts, name: True})) >= order.index(condition.value(facts))


@given(conditions)
def test_what_is_written_is_read_again(condition: Condition) -> None:
    """The text of a condition gives a condition that comes to the same everywhere."""
    again = Condition.parse(str(condition))
    for values in product((True, False, None), repeat=len(NAMES)):
        facts = dict(zip(NAMES, values, strict=True))
        assert again.value(facts) == condition.value(facts)


@given(conditions)
def test_the_ways_are_the_smallest_sets_that_make_it_hold(condition: Condition) -> None:
    """A set of facts makes it hold if and only if it includes one of the ways."""
    ways = condition.ways()
    for values in product((True, False), repeat=len(NAMES)):
        facts = dict(zip(NAMES, values, strict=True))
        held = {name for name, value in facts.items() if value}
        assert condition.value(facts) is any(way <= held for way in ways)
    assert not any(one < other for one in ways for other in ways)


@pytest.mark.parametrize("text", ["a &", "& a", "(a", "a)", "a b", "A", "a &| b", "()", "a & (b | )", "(" * 50 + "a"])
def test_what_is_no_condition_is_refused_and_quoted(text: str) -> None:
    """A text that can't be read as a condition is named in the error."""
    with pytest.raises(InputError, match="condition"):
        Condition.parse(text)


def test_an_empty_condition_always_holds() -> None:
    """Nothing asked for is nothing missing."""
    assert Condition.parse("").value({}) is True
    assert Condition.parse("").ways() == (frozenset(),)
