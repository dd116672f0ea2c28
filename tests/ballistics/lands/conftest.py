"""Made-up signatures that the tests of lands share."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from firearmskit.ballistics import Surface, read_x3p
from firearmskit.ballistics.lands import Signature, signature
from firearmskit.ballistics.synthetic.lands import made_up_land

SPACING_M = 2e-6


def pattern(seed: int, points: int, reach: int = 9) -> np.ndarray:
    """Draw a row of striae-like heights of 1 µm, the same for the same seed."""
    drawn = np.random.default_rng(seed).normal(size=points + 8 * reach)
    window = np.exp(-0.5 * (np.arange(-4 * reach, 4 * reach + 1) / reach) ** 2)
    smooth = np.convolve(drawn, window, "valid")[:points]
    return 1e-6 * (smooth - smooth.mean()) / smooth.std()


def row(heights: np.ndarray, spacing_m: float = SPACING_M) -> Signature:
    """Give heights as a signature."""
    return Signature(heights_m=heights, spacing_m=spacing_m)


@pytest.fixture(scope="session")
def land() -> Callable[..., Signature]:
    """Give a function that makes up a land's signature, and remembers those it made."""
    made: dict[tuple, Signature] = {}

    def make(seed: int, barrel: str, number: int, shot: int) -> Signature:
        key = (seed, barrel, number, shot)
        if key not in made:
            made[key] = signature(made_up_land(seed, barrel=barrel, land=number, shot=shot, length_m=150e-6), along="y")
        return made[key]

    return make


@pytest.fixture(scope="session")
def real_land(shared_data) -> Surface:
    """Read the one real land that is beside the checkout; its tests are skipped where it isn't."""
    return read_x3p(shared_data("x3p/sample-land_x3ptools.x3p"))
