"""Correlations by transforms are those of the definition, over the points that both have."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.ballistics.cells.correlating import Stencils, Templates


def by_definition(a: np.ndarray, a_there: np.ndarray, b: np.ndarray, b_there: np.ndarray) -> float:
    """Pearson's correlation of the points that both have."""
    both = (a_there > 0) & (b_there > 0)
    return float(np.corrcoef(a[both], b[both])[0, 1])


def drawn(seed: int, shape: tuple[int, ...], share: float) -> tuple[np.ndarray, np.ndarray]:
    """Give random heights about 5, with gaps."""
    random = np.random.default_rng(seed)
    there = (random.random(shape) < share).astype(np.float32)
    return ((5 + random.standard_normal(shape)) * there).astype(np.float32), there


@given(seed=st.integers(0, 10_000), share=st.floats(0.4, 1), extra=st.tuples(st.integers(0, 6), st.integers(0, 6)))
def test_every_shift_has_the_correlation_of_the_definition(seed, share, extra):
    """At every shift and with any gaps; where too few points are shared there is -2."""
    small, small_there = drawn(seed, (3, 7, 6), share)
    large, large_there = drawn(seed + 1, (3, 7 + extra[0], 6 + extra[1]), share)
    stencils = Stencils.of(small, small_there, large.shape[1:], 0.5)
    found = stencils.correlate(large, large_there)
    assert found.shape == (3, extra[0] + 1, extra[1] + 1)
    for which, down, right in np.ndindex(found.shape):
        piece = slice(down, down + 7), slice(right, right + 6)
        shared = (small_there[which] * large_there[which][piece]).sum()
        if shared < 0.5 * small_there[which].sum() - 1e-3:
            assert found[which, down, right] == -2
        elif shared > 2:
            wanted = by_definition(small[which], small_there[which], large[which][piece], large_there[which][piece])
            assert found[which, down, right] == pytest.approx(wanted, abs=2e-3)


def test_windows_choose_their_stencils():
    """A window is compared with the stencil that is named for it."""
    small, there = drawn(1, (2, 6, 6), 1)
    found = Stencils.of(small, there, (6, 6), 0.5).correlate(small[[1, 0, 1]], there[[1, 0, 1]], np.array([1, 1, 0]))
    assert found.ravel() == pytest.approx([1, found[1, 0, 0], found[1, 0, 0]], abs=1e-3)
    assert abs(found[1, 0, 0]) < 0.9


def test_level_surface_correlates_with_nothing():
    """Heights that don't vary have no correlation."""
    level = np.ones((1, 5, 5), np.float32)
    other, there = drawn(3, (1, 5, 5), 1)
    assert Stencils.of(level, level, (5, 5), 0.5).correlate(other, there).item() == -2
    assert Stencils.of(other, there, (5, 5), 0.5).correlate(level, level).item() == -2


def test_quick_templates_find_the_same_shift():
    """On an evened surface without gaps the quick way finds a piece where it was cut out, near 1."""
    random = np.random.default_rng(4)
    window = random.standard_normal((1, 40, 44)).astype(np.float32)
    piece = window[:, 11:27, 19:36]
    found = Templates.of(piece, np.ones_like(piece), (40, 44)).correlate(window)
    assert found.shape == (1, 25, 28)
    assert np.unravel_index(found.argmax(), found.shape) == (0, 11, 19)
    assert found.max() == pytest.approx(1, abs=0.1)
