"""The verbal scale is the same for both propositions, and each step says where it was read."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import language
from firearmskit.ballistics.strength import verbal, verbal_scale
from firearmskit.ballistics.strength.scale import plain
from firearmskit.errors import InputError
from firearmskit.reference import CONFIDENCE


def test_steps_grow_and_have_sources():
    """From 1 to a million, each step has its label, its source and how far that supports it."""
    steps = verbal_scale()
    assert [step.at_least for step in steps] == [1, 2, 10, 100, 1000, 10_000, 1_000_000]
    assert all(step.source and step.read and step.confidence in CONFIDENCE for step in steps)
    assert [step.id for step in steps if step.confidence != "sourced"] == ["none", "weak"]


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (1, "no support either way"),
        (1.9, "no support either way"),
        (2, "weak support for proposition 1 rather than proposition 2"),
        (10, "moderate support for proposition 1 rather than proposition 2"),
        (999, "moderately strong support for proposition 1 rather than proposition 2"),
        (1000, "strong support for proposition 1 rather than proposition 2"),
        (1e4, "very strong support for proposition 1 rather than proposition 2"),
        (1e6, "extremely strong support for proposition 1 rather than proposition 2"),
        (1e200, "extremely strong support for proposition 1 rather than proposition 2"),
        (0.1, "moderate support for proposition 2 rather than proposition 1"),
        (1e-6, "extremely strong support for proposition 2 rather than proposition 1"),
    ],
)
def test_a_ratio_has_the_words_of_its_step(ratio, words):
    """The limit itself belongs to the step that begins there."""
    assert verbal(math.log10(ratio)) == words


@given(st.floats(0.31, 8))
def test_the_two_propositions_are_treated_alike(log10_lr):
    """The reciprocal ratio has the same words with the propositions changed."""
    swapped = verbal(-log10_lr).replace("proposition 2", "X").replace("proposition 1", "proposition 2")
    assert swapped.replace("X", "proposition 1") == verbal(log10_lr)


@given(st.floats(-6, 7))
def test_a_ratio_is_written_with_two_figures_that_count(log10_lr):
    """What is written differs from the ratio by no more than a twentieth, and has no exponent."""
    assert float(plain(log10_lr)) == pytest.approx(10**log10_lr, rel=0.05)
    assert "e" not in plain(log10_lr)


def test_every_step_is_said_in_french():
    """No step is left in English."""
    for step in verbal_scale():
        with language.speaking("fr"):
            assert verbal(math.log10(step.at_least)) != step.label
            assert "support" not in verbal(math.log10(step.at_least))


def test_what_is_no_ratio_is_refused():
    """The message quotes it."""
    with pytest.raises(InputError, match='log10_lr must be a number, not "nan"'):
        verbal(math.nan)
