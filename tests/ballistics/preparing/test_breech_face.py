"""The breech face: its edge and the firing pin's hole are found where they were made, and processed scans are left."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics import read_x3p
from firearmskit.ballistics.preparing import crop_to_breech_face, find_breech_face, remove_form
from firearmskit.errors import InputError
from tests.ballistics.preparing.making import Head, noise, surface

HEADS = {
    "plain": Head(),
    "fine": Head(spacing=6.25e-6, points=800),
    "steep": Head(slope=(0.06, 0.05)),
    "small hole": Head(hole_radius=0.3e-3, seed=7),
    "large hole, off": Head(hole_radius=1.1e-3, hole=(2.85e-3, 2.6e-3), seed=8),
    "beside the middle": Head(middle=(2.2e-3, 2.85e-3), hole=(2.1e-3, 2.9e-3), seed=9),
}


@pytest.mark.parametrize("name", HEADS)
def test_both_circles_are_found(name):
    """Middles and radii of the outer edge and of the hole, to within 60 µm, about a thirtieth of the face."""
    head = HEADS[name]
    found = find_breech_face(head.measured())
    assert found.middle_m == pytest.approx(head.middle, abs=60e-6)
    assert found.radius_m == pytest.approx(head.radius, abs=60e-6)
    assert found.hole_m == pytest.approx(head.hole, abs=60e-6)
    assert found.hole_radius_m == pytest.approx(head.hole_radius, abs=80e-6)


@pytest.mark.parametrize("name", HEADS)
def test_the_ring_is_left(name):
    """Nearly all of the face stays, and hardly anything else."""
    head = HEADS[name]
    before = head.measured(spikes=False)
    after = crop_to_breech_face(before, margin_m=0)
    left = np.isin(before.heights_m, after.heights_m[np.isfinite(after.heights_m)])
    ring = head.ring() & np.isfinite(before.heights_m)
    assert left[ring].mean() > 0.93
    assert (left & ~ring).sum() < 0.03 * ring.sum()
    assert np.isfinite(after.heights_m[[0, -1]]).any(axis=1).all()
    assert np.isfinite(after.heights_m[:, [0, -1]]).any(axis=0).all()


def test_dirt_and_a_missing_quarter_move_nothing():
    """A quarter of the face without data, and debris beside it: the circles stay where they are."""
    head = Head()
    heights = head.measured().heights_m.copy()
    x, y = head.places()
    heights[(x > head.middle[0]) & (y > head.middle[1]) & np.ones_like(heights, dtype=bool)] = np.nan
    heights[10:40, 10:40] = 6e-3 + head.slope[0] * -2.3e-3 + head.slope[1] * -2.3e-3
    found = find_breech_face(surface(heights, head.spacing))
    assert found.middle_m == pytest.approx(head.middle, abs=80e-6)
    assert found.radius_m == pytest.approx(head.radius, abs=80e-6)
    assert found.hole_m == pytest.approx(head.hole, abs=100e-6)


def test_the_note_tells_what_was_found():
    """Radii and middles in metres and how much is gone; what isn't found is said too."""
    note = crop_to_breech_face(Head().measured()).notes[-1]
    assert note.startswith("Cut to the breech face. Outer edge: radius 1.")
    assert "Firing-pin hole: radius 5" in note
    flat = crop_to_breech_face(surface(noise(1, (200, 200))))
    assert (
        "No outer edge was found, and none was cut. No firing-pin hole was found, and none was cut." in flat.notes[-1]
    )
    assert flat.measured > 0.999
    assert flat.shape == (200, 200)


def test_circles_given_by_hand_are_cut_as_they_are():
    """No search moves them; margins are inside the outer and outside the inner circle."""
    before = surface(noise(1, (200, 200)), 10e-6)
    after = crop_to_breech_face(
        before, middle_m=(1e-3, 1e-3), radius_m=0.8e-3, hole_m=(1.1e-3, 1e-3), hole_radius_m=0.3e-3, margin_m=0.1e-3
    )
    area = np.isfinite(after.heights_m).sum() * 1e-10
    assert area == pytest.approx(np.pi * (0.7e-3**2 - 0.4e-3**2), rel=0.01)
    assert after.shape == (140, 140)


def test_a_margin_is_taken_where_nobody_has_cut():
    """A raw scan loses 20 µm at its edges; the same scan once more loses nothing."""
    once = crop_to_breech_face(Head(spacing=6.25e-6, points=800).measured())
    twice = crop_to_breech_face(once)
    assert np.isfinite(twice.heights_m).sum() > 0.985 * np.isfinite(once.heights_m).sum()


@pytest.mark.parametrize(
    "name", [*(f"fadul_{slide:02}-{case}" for slide in (1, 2, 3, 4, 5) for case in (1, 2)), "weller_TW01-01"]
)
def test_processed_scans_are_left_alone(shared_data, name):
    """Scans that others have cut keep at least 98 of 100 points."""
    before = read_x3p(shared_data(f"x3p/{name}.x3p"))
    after = crop_to_breech_face(before)
    assert np.isfinite(after.heights_m).sum() > 0.98 * np.isfinite(before.heights_m).sum()


@pytest.mark.parametrize(
    "how",
    [
        {"middle_m": (1e-3, 1e-3)},
        {"radius_m": 1e-3},
        {"middle_m": 1e-3, "radius_m": 1e-3},
        {"hole_m": (0, 0), "hole_radius_m": -1},
        {"depth_m": 0},
        {"margin_m": -1e-6},
        {"margin_m": "0"},
    ],
)
def test_circles_that_cannot_be_are_refused(how):
    """Half of a circle, or lengths that are none: the message names one of them."""
    with pytest.raises(InputError, match=r"middle_m|radius_m|hole_m|depth_m|margin_m"):
        crop_to_breech_face(Head().measured(), **how)


def test_a_face_of_which_nothing_is_left_is_refused():
    """A hole as large as the face leaves nothing."""
    with pytest.raises(InputError, match="nothing is left"):
        crop_to_breech_face(
            Head().measured(), middle_m=(2e-3, 2e-3), radius_m=1e-3, hole_m=(2e-3, 2e-3), hole_radius_m=1.5e-3
        )
    with pytest.raises(InputError, match="0 measured"):
        crop_to_breech_face(surface(np.full((50, 50), np.nan)))
    with pytest.raises(InputError, match="at least 400"):
        find_breech_face(surface(noise(1, (5, 5))))


def test_a_level_head_needs_no_levelling_first():
    """Whether the form was taken away before makes no difference."""
    raw = Head().measured()
    one, other = find_breech_face(raw), find_breech_face(remove_form(raw))
    assert one.middle_m == pytest.approx(other.middle_m, abs=10e-6)
    assert one.hole_radius_m == pytest.approx(other.hole_radius_m, abs=10e-6)
