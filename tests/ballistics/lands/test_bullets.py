"""Two bullets of one barrel agree along a diagonal of the matrix, turned by some lands."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.lands import compare_bullets
from firearmskit.errors import InputError
from tests.ballistics.lands.conftest import pattern, row


def bullet(land, barrel: str, shot: int, turned: int = 0, lands: int = 6) -> list:
    """Give the signatures of a made-up bullet, turned by some lands."""
    return [land(31337, barrel, (at - turned) % lands + 1, shot) for at in range(lands)]


@pytest.mark.parametrize("turned", [0, 1, 5])
def test_the_turn_of_a_bullet_is_found(turned, land):
    """Wherever the second one begins, the best turn is the one it was turned by, and stands out."""
    found = compare_bullets(bullet(land, "P", 1), bullet(land, "P", 2, turned))
    assert found.phase == turned
    assert found.pairs == 6
    assert found.in_phase > 0.75
    assert found.difference > 0.3
    assert found.second < 0.5
    rows = np.arange(6)
    assert found.in_phase == pytest.approx(found.ccf[rows, (rows + turned) % 6].mean())
    assert found.others == pytest.approx((found.ccf.sum() - 6 * found.in_phase) / 30)


def test_bullets_of_different_barrels_have_no_turn_that_stands_out(land):
    """Their best turn is hardly better than the second one."""
    found = compare_bullets(bullet(land, "P", 1), bullet(land, "Q", 2))
    assert found.in_phase < 0.5
    assert found.in_phase - found.second < 0.1


def test_missing_lands_are_left_out(land):
    """The turn is judged by the pairs that are there, and a note counts the others."""
    one, other = bullet(land, "P", 1), bullet(land, "P", 2, 2)
    one[0] = other[4] = None
    found = compare_bullets(one, other)
    assert found.phase == 2
    assert found.pairs == 4
    assert np.isnan(found.ccf).sum() == 11
    assert "11 of 36" in found.notes[0]


def test_a_turn_with_few_pairs_is_not_judged(land):
    """One pair that happens to be there, of six, makes no turn the best one."""
    one = [land(31337, "P", 1, 1), *[None] * 5]
    found = compare_bullets(one, bullet(land, "P", 2))
    assert (found.phase, found.in_phase, found.pairs, found.difference) == (None, None, 0, None)
    assert "No turn" in found.notes[-1]


def test_bullets_with_different_numbers_of_lands_are_said(land):
    """Five against six: a note says that lands are missing or classes differ."""
    found = compare_bullets(bullet(land, "P", 1), bullet(land, "P", 2)[:5])
    assert found.phase == 0
    assert found.pairs == 5
    assert "6 and 5 lands" in found.notes[0]


def test_a_matrix_cannot_be_changed(land):
    """It is the result's own."""
    found = compare_bullets([row(pattern(1, 200))], [row(pattern(1, 200))])
    assert found.others is None
    assert found.second is None
    with pytest.raises(ValueError, match="read-only"):
        found.ccf[0, 0] = 1


@pytest.mark.parametrize("value", [None, "bullet", [], [1.0], [None] * 41, {"a": None}])
def test_what_is_no_bullet_is_refused(value):
    """The message names the argument."""
    with pytest.raises(InputError, match="lands_b"):
        compare_bullets([None], value)
