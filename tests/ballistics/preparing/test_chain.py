"""The whole preparation: the marks of a made-up head come out, and each step is told."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest

from firearmskit import ballistics, language
from firearmskit.ballistics import compare_cases, prepare
from firearmskit.ballistics.preparing import prepare_steps
from firearmskit.ballistics.synthetic import made_up_breech_face
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.preparing.making import Head, noise, surface

HEAD = Head(spacing=5e-6, points=1000)


@pytest.fixture(scope="module")
def steps():
    """The steps of a made-up head, tilted, with a crater, spikes and gaps."""
    return prepare_steps(HEAD.measured())


def test_marks_come_out_alone(steps):
    """Of all that is on the head, the ridges of the breech face are left: 1.5 µm high, 90 µm long."""
    after = steps[-1].surface
    assert (after.spacing_x_m, after.spacing_y_m) == (6.25e-6, 6.25e-6)
    heights = after.heights_m[np.isfinite(after.heights_m)]
    assert np.abs(heights).max() < 6e-6
    assert float(np.mean(heights)) == pytest.approx(0, abs=0.1e-6)
    columns = np.nanmean(after.heights_m, axis=0)
    place = 2 * np.pi * np.arange(len(columns)) * 6.25e-6 / 90e-6
    height = 2 * abs(np.nanmean(columns * np.exp(1j * place)))
    passed = (1 - 2 ** -((250 / 90) ** 2)) * 2 ** -((16 / 90) ** 2)
    assert height == pytest.approx(1.5e-6 * passed, rel=0.06)


def test_raw_scans_of_two_slides_share_no_more_than_chance():
    """What all primers have alike, a rounded edge and metal in the aperture, is no congruent cell; marks are."""
    shots = {
        (slide, shot): prepare(
            made_up_breech_face(7, slide=slide, shot=shot, raw=True, spacing_m=12.5e-6),
            spacing_m=12.5e-6,
            short_m=30e-6,
        )
        for slide in (2, 3)
        for shot in (1, 2)
    }
    found = {(one, other): compare_cases(shots[one], shots[other]).cmc for one, other in combinations(shots, 2)}
    assert min(cells for (one, other), cells in found.items() if one[0] == other[0]) >= 10
    assert max(cells for (one, other), cells in found.items() if one[0] != other[0]) <= 4


def test_each_step_is_told_in_its_order(steps):
    """Five notes for five steps, and the steps are there to look at."""
    assert [step.name for step in steps] == [
        "As measured",
        "Cut to the breech face",
        "Form taken away",
        "Outliers taken away",
        "Resampled",
        "Waves filtered",
    ]
    assert [len(step.surface.notes) for step in steps] == [0, 1, 2, 3, 4, 5]
    begins = ("Cut to the breech face", "Form taken away", "Outliers taken away", "Resampled", "Waves shorter")
    assert all(note.startswith(start) for note, start in zip(steps[-1].surface.notes, begins, strict=True))
    alone = prepare(steps[0].surface)
    assert np.array_equal(steps[-1].surface.heights_m, alone.heights_m, equal_nan=True)


def test_parameters_reach_their_steps():
    """Each one changes what the notes say."""
    notes = prepare(
        Head().measured(), form="plane", spacing_m=10e-6, short_m=25e-6, long_m=400e-6, order=2, crop=False
    ).notes
    assert len(notes) == 4
    for said, note in zip(
        ("a plane", "Outliers", "points 10 µm apart", "25 µm and longer than 400 µm"), notes, strict=True
    ):
        assert said in note
    assert "order 2" in notes[-1]


def test_notes_speak_french():
    """No sentence stays English."""
    with language.speaking("fr"):
        notes = " ".join(prepare(Head().measured(), spacing_m=12.5e-6, short_m=30e-6).notes)
    for word in ("taken", "Cut", "apart", "Waves", "hole", "edge"):
        assert word not in notes


@pytest.mark.parametrize(
    ("how", "quoted"),
    [
        ({"short_m": 250e-6, "long_m": 16e-6}, "short_m"),
        ({"spacing_m": 20e-6}, '"1.6e-05"'),
        ({"spacing_m": 0.9}, '"0.9"'),
        ({"order": 7}, '"7"'),
    ],
)
def test_wrong_parameters_are_quoted(how, quoted):
    """Whichever step they are for."""
    with pytest.raises(InputError, match=quoted):
        prepare(Head().measured(), **how)
    with pytest.raises(UnknownCodeError, match='"cube"'):
        prepare(Head().measured(), form="cube")


@pytest.mark.parametrize("held", [surface(np.full((60, 60), np.nan)), surface(noise(1, (1, 60))), None, noise(1)])
def test_what_is_no_scan_is_refused(held):
    """Nothing measured, one row, or no surface at all."""
    with pytest.raises(InputError, match=r"Surface\(|surface"):
        prepare(held)


def test_the_room_offers_the_steps():
    """`ballistics.preparing` has every step, and each takes a surface first."""
    assert {"resample", "rotate", "band_pass", "remove_form", "crop_to_breech_face"} <= {*ballistics.preparing.__all__}


@pytest.mark.slow
def test_sixteen_million_points_need_little_memory():
    """4,000 by 4,000 points are prepared in less than 1.5 GB, the surface itself counted."""
    code = """
import resource
import numpy as np
from firearmskit.ballistics import Surface, prepare
rng = np.random.default_rng(1)
y, x = np.ogrid[:4000, :4000]
away = np.hypot(x - 2000, y - 1990)
heights = rng.normal(size=(4000, 4000)) * 1e-6
heights[away < 500] -= 150e-6
heights[away > 1800] -= 90e-6
surface = Surface(heights_m=heights, spacing_x_m=1e-6, spacing_y_m=1e-6)
del heights, away
prepare(surface)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 1_500_000
