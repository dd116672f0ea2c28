"""How far from an edge the metal is rounded: there the breech face left no mark, and all primers look alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.preparing.form import above, fit_form
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError

__all__ = ["rounded_m"]

_BAND_M = 10e-6
_BANDS = 16
"""So many are looked at from an edge on."""

_SURELY_FLAT_M = 100e-6
"""The form is taken from what lies farther than this from every edge."""

_LEVEL_M = 0.6e-6
"""Where the middle heights of two bands are so close to the form, the metal is rounded no more."""


def rounded_m(surface: Surface, away_m: NDArray[np.float64], flat_m: NDArray[np.float64]) -> float:
    """Tell how far from an edge the heights leave the form of the face.

    Args:
        surface: The surface.
        away_m: How far each point lies from the edge, negative beyond it; shape of the surface.
        flat_m: How far each point lies from the nearest edge, negative beyond it.

    Returns:
        A distance in metres; 0 where the form can't be told.
    """
    heights = np.where(flat_m > _SURELY_FLAT_M, surface.heights_m, np.nan)
    try:
        form = fit_form(replace(surface, heights_m=heights), "sphere")
    except InputError:
        return 0.0
    near = np.isfinite(surface.heights_m) & (flat_m >= 0) & (away_m < _BANDS * _BAND_M)
    level, bands = above(surface, form)[near], (away_m[near] / _BAND_M).astype(np.intp)
    middles = [abs(float(np.median(level[bands == band]))) if (bands == band).any() else 0.0 for band in range(_BANDS)]
    # A single level band can lie where heights cross the form.
    for band in range(_BANDS - 1):
        if max(middles[band : band + 2]) <= _LEVEL_M:
            return band * _BAND_M
    return (_BANDS - 1) * _BAND_M
