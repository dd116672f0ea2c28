"""Made-up impressions in a pack: their recipes, their words, and the pictures that are drawn of them."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.course import display, impressions
from firearmskit.course.draw import PRACTICE_SEED, Draw
from firearmskit.course.exercises.m16_ballistics._look import CASES
from firearmskit.course.exercises.m16_ballistics.case import EXERCISE
from firearmskit.course.impressions import KINDS, Impression
from firearmskit.errors import InputError


def _impression(**changed: object) -> Impression:
    given: dict = {"make": 4711, "kind": "milled", "slide": 3, "shot": 2, "missing": 0, "turned_deg": -2} | changed
    return Impression(**given)


@pytest.mark.parametrize("recipe", ["", "AAAA", "AAAAAAAAAAAA", "é", "{}"])
def test_what_is_no_recipe_is_refused(recipe):
    """A recipe that nobody wrote is refused with its text."""
    with pytest.raises(InputError, match="is no recipe"):
        impressions.read_recipe(recipe)


@pytest.mark.parametrize("kind", KINDS)
def test_the_ring_is_widest_where_words_say(kind):
    """The hour that words name, without NumPy, is that at which most of the made-up surface was measured."""
    for slide in range(1, 10):
        one = _impression(kind=kind, slide=slide, turned_deg=0)
        _direction, away = impressions.opening_of(one.make, kind, slide)
        if away <= 0.1:
            continue
        heights = impressions.surface_of(impressions.recipe_of(one, salt=1)).heights_m
        rows, columns = np.indices(heights.shape)
        right, up = columns - (heights.shape[1] - 1) / 2, (heights.shape[0] - 1) / 2 - rows
        hour = np.round(np.degrees(np.arctan2(right, up)) / 30).astype(int) % 12
        measured = [np.isfinite(heights[hour == each]).sum() for each in range(12)]
        widest = impressions.widest(one) % 12
        found = int(np.argmax(measured))
        assert min((widest - found) % 12, (found - widest) % 12) <= 1


def test_a_part_is_as_small_as_words_say():
    """What is missing of an impression is missing of its surface."""
    whole, part = (
        impressions.surface_of(impressions.recipe_of(_impression(missing=missing), salt=1)) for missing in (0, 85)
    )
    share = np.isfinite(part.heights_m).sum() / np.isfinite(whole.heights_m).sum()
    assert 0.1 < share < 0.2


def test_pictures_of_the_practice_edition_are_light(tmp_path):
    """The four pictures of a learner can be drawn, and each has at most 60 kilobytes."""
    case = EXERCISE.draw(Draw(PRACTICE_SEED))
    for name in CASES:
        path = tmp_path / f"{name}.jpg"
        display.draw_picture(case.evidence, name, path)
        assert path.stat().st_size <= 60_000
