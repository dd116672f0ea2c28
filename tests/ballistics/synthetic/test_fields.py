"""The random fields: the same numbers everywhere, of the spread and the size that was asked for."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.synthetic.fields import WIDTH_M, Spectrum, field_of, key_of, noise, value_at

PLAIN = Spectrum(reach_m=60e-6, steepness=2.0)


def test_noise_is_the_same_everywhere():
    """The first numbers are on record: they come from whole numbers alone, whatever the version of NumPy."""
    expected = [-0.7441084364742864, -0.009884445222567328, -0.7671016646658201]
    assert noise(key_of(1), 3).tolist() == pytest.approx(expected, abs=1e-14)


def test_noise_is_close_to_normal():
    """Mean 0, standard deviation 1, and as many values beyond two of them as there should be."""
    found = noise(key_of(1), 200_000)
    assert abs(found.mean()) < 0.01
    assert found.std() == pytest.approx(1, abs=0.01)
    assert np.mean(np.abs(found) > 2) == pytest.approx(0.0455, abs=0.006)


def test_a_key_belongs_to_one_seed_and_one_thing():
    """Another seed or another path gives another key, and so another field."""
    keys = {key_of(1, "a"), key_of(2, "a"), key_of(b"3", "a"), key_of(1, "b"), key_of(1, "a", 1), key_of(1)}
    assert len(keys) == 6
    one, other = field_of(key_of(1, "a"), PLAIN), field_of(key_of(1, "b"), PLAIN)
    assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.05


def test_a_field_has_mean_zero_and_deviation_one():
    """Whatever the spectrum, a field has mean 0 and, on average, standard deviation 1."""
    for spectrum in (PLAIN, Spectrum(reach_m=30e-6, steepness=2.2, stretch=25.0, pitch_m=8e-5)):
        found = [field_of(key_of(seed), spectrum, side=256) for seed in range(4)]
        assert max(abs(each.mean()) for each in found) < 1e-9
        assert np.mean([each.std() for each in found]) == pytest.approx(1, abs=0.06)


def test_tool_marks_run_along_their_direction():
    """Heights change slower along the direction, counter-clockwise from the right, than across it."""
    for degrees in (0, 30, 120):
        field = field_of(key_of(5), Spectrum(reach_m=30e-6, steepness=2.0, stretch=12, direction_deg=degrees))
        across, along = np.deg2rad(degrees + 90), np.deg2rad(degrees)
        x, y = np.meshgrid(np.linspace(-1e-3, 1e-3, 60), np.linspace(-1e-3, 1e-3, 60))
        changes = [
            np.std(value_at(field, x + 3e-5 * np.cos(way), y + 3e-5 * np.sin(way)) - value_at(field, x, y))
            for way in (along, across)
        ]
        assert changes[0] < 0.5 * changes[1], degrees


def test_a_field_is_looked_up_where_it_stands():
    """At its own points a field gives its values; between them the mean; beyond its side it begins again."""
    field = field_of(key_of(2), PLAIN, side=64)
    step = WIDTH_M / 64
    x, y = (np.arange(64) - 32) * step, (32 - np.arange(64)) * step
    np.testing.assert_allclose(value_at(field, *np.meshgrid(x, y)), field, atol=1e-9)
    between = value_at(field, np.array([x[3] + step / 2]), np.array([y[5]]))
    assert between[0] == pytest.approx((field[5, 3] + field[5, 4]) / 2)
    around = value_at(field, np.array([x[3] + WIDTH_M]), np.array([y[5] - 2 * WIDTH_M]))
    assert around[0] == pytest.approx(field[5, 3])
