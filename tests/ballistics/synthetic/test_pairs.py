"""Made-up pairs: as many as asked for, and what is said of them is true."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics import CellSettings, compare_cases
from firearmskit.ballistics.synthetic import made_up_breech_face, made_up_pairs
from firearmskit.errors import InputError
from tests.every import every


def test_pairs_are_what_they_say():
    """Those of one slide come first, no slide is in two pairs, and each surface is the one of its slide and shot."""
    pairs = list(made_up_pairs(4, same=2, different=2, spacing_m=2e-5))
    assert [pair.same for pair in pairs] == [True, True, False, False]
    assert all((pair.slides[0] == pair.slides[1]) == pair.same for pair in pairs)
    used = [number for pair in pairs for number in set(pair.slides)]
    assert len(used) == len(set(used))
    for pair in (pairs[0], pairs[-1]):
        for surface, slide, shot in ((pair.first, pair.slides[0], 1), (pair.second, pair.slides[1], 2)):
            expected = made_up_breech_face(4, slide=slide, shot=shot, spacing_m=2e-5).heights_m
            assert np.array_equal(surface.heights_m, expected, equal_nan=True)


def test_different_slides_follow_each_other_in_one_sharpening():
    """The two slides of a pair stand next to each other, and one tool of ten slides made both."""
    for same in (0, 1, 2, 7):
        for pair in made_up_pairs(4, same=same, different=6, spacing_m=5e-5):
            one, other = pair.slides
            assert pair.same or (other - one == 1 and (one - 1) // 10 == (other - 1) // 10)


def test_wear_and_missing_parts_are_in_the_second_alone():
    """The first of a pair is always new and whole."""
    plain = next(made_up_pairs(4, same=1, spacing_m=2e-5))
    worn = next(made_up_pairs(4, same=1, spacing_m=2e-5, wear=0.5, partial=0.4))
    assert np.array_equal(plain.first.heights_m, worn.first.heights_m, equal_nan=True)
    assert worn.second.measured == pytest.approx(0.6 * plain.second.measured, abs=0.01)


def test_pairs_score_as_real_ones_do():
    """Congruent cells of one slide lie about the 17 to 23 of real scans, those of two slides about their 2 to 5."""
    counts: dict[bool, list[int]] = {True: [], False: []}
    for pair in made_up_pairs(1, same=6, different=6, spacing_m=12.5e-6):
        compared = compare_cases(pair.first, pair.second, settings=CellSettings(most_turn_deg=30))
        counts[pair.same].append(compared.cmc)
        assert 30 <= compared.n <= 42
    assert 14 <= np.median(counts[True]) <= 23, counts
    assert max(counts[True]) - min(counts[True]) >= 3
    assert 1 <= np.median(counts[False]) <= 5
    assert max(counts[False]) < min(counts[True])


def test_nothing_is_made_before_it_is_asked_for():
    """Ten thousand pairs can be asked for, and the first comes at once."""
    assert next(made_up_pairs(4, same=10_000, spacing_m=5e-5)).same


@every(
    [
        ("same", -1),
        ("same", 10_001),
        ("different", 1.5),
        ("different", True),
        ("kind", "filed"),
        ("wear", 2),
        ("subclass", "much"),
        ("partial", 1),
        ("noise_m", -1),
        ("spacing_m", 0),
        ("seed", None),
    ]
)
def test_what_cannot_be_is_refused_at_once(name, value):
    """A wrong argument is refused when the pairs are asked for, before the first is made."""
    with pytest.raises(InputError) as refused:
        made_up_pairs(**{"seed": 4, name: value})
    assert name in str(refused.value)
    assert str(value) in str(refused.value)
