"""Form: how a surface lay and how it is bent is told and taken away, whatever else is on it."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.preparing import FORMS, fit_form, remove_form
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.preparing.making import Head, noise, surface

STEP = 10e-6
SHAPE = (120, 140)


def places():
    """Give how far right of the middle each column is, and how far below it each row, in metres."""
    y, x = np.mgrid[: SHAPE[0], : SHAPE[1]].astype(float)
    return (x - (SHAPE[1] - 1) / 2) * STEP, (y - (SHAPE[0] - 1) / 2) * STEP


def ball(radius, *, domed=True, right=0.1e-3, down=-0.2e-3):
    """Give a cap of a ball, or a hollow of one."""
    x, y = places()
    cap = np.sqrt(radius**2 - (x - right) ** 2 - (y - down) ** 2) - radius
    return cap if domed else -cap


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("robust", [True, False])
def test_a_plane_is_taken_away_whole(kind, robust):
    """Nothing is left of it, and its tilt is told: 2 in 100 to the right and up."""
    x, y = places()
    after = remove_form(surface(0.02 * x - 0.02 * y + 5e-3, STEP), kind, robust=robust)
    assert np.abs(after.heights_m).max() < 1e-12
    assert "tilted by 1.6°, rising towards 2 o'clock" in after.notes[-1] or "1 o'clock" in after.notes[-1]
    form = fit_form(surface(0.02 * x - 0.01 * y, STEP), kind, robust=robust)
    assert form.tilt_degrees == pytest.approx(np.degrees(np.arctan(np.hypot(0.02, 0.01))), rel=1e-4)
    assert form.rises_to_clock == 2


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("seed", range(6))
def test_thirty_per_cent_of_wrong_points_tilt_nothing(kind, seed):
    """What lies where no form is, all on one side or scattered, leaves the form of the others as it is."""
    rng = np.random.default_rng(seed)
    x, y = places()
    truth = 0.03 * x + 0.01 * y
    heights = truth + noise(seed, SHAPE, 0.5e-6)
    wrong = rng.random(SHAPE) < 0.3 if seed % 2 else x > np.quantile(x, 0.7)
    heights[wrong] += 80e-6 + 20e-6 * rng.random(int(wrong.sum()))
    rest = remove_form(surface(heights, STEP), kind).heights_m - (heights - truth)
    assert np.abs(rest[~wrong]).max() < 1e-6
    if kind == "plane":
        plain = remove_form(surface(heights, STEP), robust=False).heights_m - (heights - truth)
        assert np.abs(plain[~wrong]).max() > 10e-6


@pytest.mark.parametrize("domed", [True, False])
@pytest.mark.parametrize("radius", [1.5e-3, 8e-3, 60e-3])
def test_the_radius_of_a_sphere_is_told(domed, radius):
    """A dome and a hollow, strongly or hardly bent: nothing is left, and the radius is right."""
    held = surface(ball(radius, domed=domed), STEP)
    form = fit_form(held, "sphere")
    assert form.radius_m == pytest.approx(radius, rel=1e-4)
    assert form.domed is domed
    after = remove_form(held, "sphere")
    assert np.abs(after.heights_m).max() < 1e-9
    assert after.notes[-1].endswith(f"{'domed' if domed else 'hollow'}, with a radius of {1e3 * radius:.3g} mm.")


def test_a_sphere_with_marks_and_a_crater_keeps_its_radius():
    """A hole in its middle and noise on it move it by less than two per cent."""
    x, y = places()
    heights = ball(20e-3) + noise(1, SHAPE, 0.5e-6)
    heights[np.hypot(x - 0.1e-3, y) < 0.25e-3] -= 100e-6
    heights[np.hypot(x, y + 0.4e-3) < 0.1e-3] = np.nan
    form = fit_form(surface(heights, STEP), "sphere")
    assert form.radius_m == pytest.approx(20e-3, rel=0.02)
    assert form.fitting < 0.95


def test_a_bend_of_the_second_order_is_taken_away():
    """A saddle that no sphere fits."""
    x, y = places()
    held = surface(3 * x * y + 8 * x * x - 5 * y * y + 0.01 * x, STEP)
    assert np.abs(remove_form(held, "polynomial2").heights_m).max() < 1e-12
    assert np.abs(remove_form(held, "sphere").heights_m).max() > 1e-7


def test_a_crater_does_not_tilt_the_face():
    """On a made-up head the breech face is level afterwards: its marks alone are left."""
    head = Head(points=300, middle=(1.9e-3, 1.85e-3), hole=(2.0e-3, 1.75e-3))
    after = remove_form(head.measured()).heights_m
    inner = head.ring() & np.isfinite(after)
    rest = after[inner] - head.marks()[inner]
    x, _y = head.places()
    right = np.broadcast_to(x > head.middle[0], inner.shape)[inner]
    assert abs(np.median(rest[right]) - np.median(rest[~right])) < 1e-6
    assert abs(np.median(rest)) < 2e-6


def test_the_same_surface_has_the_same_form():
    """The fit draws the same points each time."""
    held = Head().measured()
    assert fit_form(held, "sphere") == fit_form(held, "sphere")


@pytest.mark.parametrize("kind", ["cone", None, 2, "Plane"])
def test_a_form_that_is_not_known_is_quoted(kind):
    """The message lists those that are."""
    with pytest.raises(UnknownCodeError, match="plane, sphere, polynomial2"):
        remove_form(surface(noise(1)), kind)


@pytest.mark.parametrize(
    "heights",
    [
        np.full((9, 9), np.nan),
        np.where(np.eye(9) > 0, 1e-6, np.nan),
        np.ones((1, 50)),
        np.where(np.arange(81).reshape(9, 9) < 2, 1e-6, np.nan),
    ],
    ids=["nothing", "a diagonal", "one row", "two points"],
)
def test_too_few_points_for_a_form_are_told(heights):
    """No plane can be told from nothing, from two points, or from points on one line."""
    with pytest.raises(InputError, match=r"Surface\("):
        remove_form(surface(heights))


@pytest.mark.parametrize("height", [1e300, -3.5])
def test_heights_that_cannot_be_are_refused(height):
    """A file may say anything: heights in another unit, or none at all."""
    heights = noise(1)
    heights[3, 4] = height
    with pytest.raises(InputError, match="differs by"):
        remove_form(surface(heights), "sphere")
