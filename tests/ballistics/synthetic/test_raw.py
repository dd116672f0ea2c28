"""Raw made-up scans: the whole primer with its form, the dent, the head around it, and which point is what."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.synthetic import made_up_breech_face
from firearmskit.errors import InputError

SEED, LIE = 20, {"turned_deg": 7, "shift_m": (5e-5, -3e-5)}


@pytest.fixture(scope="module")
def raw():
    """One raw scan."""
    return made_up_breech_face(SEED, raw=True, **LIE)


def test_regions_say_what_each_point_is(raw):
    """The impression is a ring around the dent and the head lies around both, each of them with a name."""
    assert set(raw.region_names) == {1, 2, 3}
    rows, columns = np.indices(raw.shape)
    middle = (raw.shape[0] - 1) / 2
    away = np.hypot(rows - middle, columns - middle) * raw.spacing_x_m
    face, dent, head = (raw.regions == number for number in (1, 2, 3))
    assert away[face].max() < away[head].min()
    assert face.sum() == pytest.approx(np.pi * 1.7e-3**2 * (1 - 0.79**2) / raw.spacing_x_m**2, rel=0.15)
    assert away[dent].max() < away[face].max()
    assert np.nanmin(raw.heights_m[dent]) < -1e-4 < np.nanmin(raw.heights_m[face & (away < 1.6e-3)])


def test_the_impression_is_that_of_the_filtered_surface(raw):
    """Once its form is taken off, the ring of the raw scan has the heights of the surface that isn't raw."""
    cut = made_up_breech_face(SEED, noise_m=0, **LIE)
    margin = (raw.shape[0] - cut.shape[0]) // 2
    inner = slice(margin, margin + cut.shape[0])
    heights = raw.heights_m[inner, inner]
    ends = np.linspace(-1, 1, cut.shape[0])
    up, right = np.meshgrid(ends, ends, indexing="ij")
    both = np.isfinite(heights) & np.isfinite(cut.heights_m) & (np.hypot(up, right) < 0.9)
    form = np.stack([np.ones(both.sum()), up[both], right[both], (up**2 + right**2)[both]], axis=1)
    rest = heights[both] - form @ np.linalg.lstsq(form, heights[both], rcond=None)[0]
    good = np.abs(rest) < 1e-5
    assert good.mean() > 0.98
    assert np.corrcoef(rest[good], cut.heights_m[both][good])[0, 1] > 0.9


def test_a_raw_scan_has_what_filters_are_for(raw):
    """It's tilted or domed by more than its marks are high, some points are far off, and some weren't measured."""
    face = raw.heights_m[raw.regions == 1]
    assert np.nanpercentile(face, 99.5) - np.nanpercentile(face, 0.5) > 8e-6
    assert 0.002 < np.mean(np.isnan(face)) < 0.1
    jumps = np.abs(np.diff(raw.heights_m, axis=1))
    assert np.sum(jumps > 1.2e-5) > 500


def test_a_raw_scan_can_be_partial(raw):
    """The missing share is missing from the impression, and the head stays whole."""
    part = made_up_breech_face(SEED, raw=True, partial=0.4, **LIE)
    share = [np.isfinite(each.heights_m[each.regions == 1]).mean() for each in (raw, part)]
    assert share[1] == pytest.approx(0.6 * share[0], abs=0.02)
    heads = [np.isfinite(each.heights_m[each.regions == 3]).mean() for each in (raw, part)]
    assert heads[0] == heads[1]


def test_raw_is_yes_or_no():
    """Anything but True or False is refused."""
    with pytest.raises(InputError, match=r"raw.*\"1\""):
        made_up_breech_face(SEED, raw=1)
