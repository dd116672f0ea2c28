"""The aperture around a firing pin's hole is found by the step of its metal, and nothing else is taken for it."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.preparing import crop_to_breech_face, find_breech_face
from firearmskit.ballistics.synthetic import KINDS, made_up_breech_face
from firearmskit.ballistics.synthetic.raw import BREECH_FACE, FIRING_PIN
from tests.ballistics.preparing.making import Head


def raw(kind, **how):
    """What an instrument sees of a shot."""
    return made_up_breech_face(11, slide=1, shot=1, kind=kind, raw=True, spacing_m=12.5e-6, **how)


@pytest.mark.parametrize("how", [{}, {"partial": 0.3, "wear": 0.5}], ids=["whole", "partial"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_aperture_is_found_where_it_was_made(kind, how):
    """Middle within 20 µm and radius within 40 µm, for each kind of tool marks, and where a third is missing."""
    scan = raw(kind, **how)
    rows, columns = np.nonzero(scan.regions == FIRING_PIN)
    found = find_breech_face(scan)
    for axis, place in enumerate((columns, rows)):
        assert found.aperture_m[axis] == pytest.approx((place.min() + place.max() + 1) / 2 * 12.5e-6, abs=20e-6)
    assert found.aperture_radius_m == pytest.approx((np.ptp(rows) + 1) / 2 * 12.5e-6, abs=40e-6)
    assert found.hole_radius_m < 0.7 * found.aperture_radius_m


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_face_is_left(kind):
    """Of what is left, at most one point of a thousand isn't the breech face's; the note says what was cut."""
    cut = crop_to_breech_face(raw(kind))
    left = cut.regions[np.isfinite(cut.heights_m)]
    assert (left != BREECH_FACE).mean() < 0.001
    assert "Firing-pin aperture: radius 1.3" in cut.notes[-1]


@pytest.mark.parametrize("seed", range(5))
def test_no_step_is_no_aperture(seed):
    """Around a hole in a face without a step nothing is found, and the hole is cut as it is."""
    found = find_breech_face(Head(seed=seed).measured())
    assert found.aperture_m is None
    assert found.hole_m is not None
