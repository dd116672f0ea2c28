"""Where along a land its profile is taken: where neighbouring profiles are alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import of_type, one_of
from firearmskit.ballistics.lands.bands import band_profile, laid_out
from firearmskit.ballistics.lands.checking import DIRECTIONS, LEAST_POINTS, length, share
from firearmskit.ballistics.lands.correlating import correlations, sharpened
from firearmskit.ballistics.lands.regression import local_quadratic, running_mean
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["BAND_M", "Crosscut", "find_crosscut"]

Heights = NDArray[np.float64]

BAND_M = 25e-6
"""Width of the band whose middle profile is taken, and the distance at which two are compared (Hare et al. 2017)."""

STABLE = 0.95
"""How alike neighbouring profiles are where a land is stable (Hare et al. 2017)."""

STARTS = {"first": "first", "last": "last"}

STEEPEST = 12.0
"""The most degrees by which striae lean: more than any rifling twists."""

DETAIL_M = 600e-6
"""Width of the window whose local regression is taken away before profiles are compared for their stability."""

MOST_BANDS = 400

CLEARLY = 1.5
"""How many times rougher a land is across its striae than along them, at least."""


@dataclass(frozen=True, kw_only=True)
class Crosscut:
    """Where a profile across the striae is taken.

    Attributes:
        position_m: Middle of the band, in metres along the striae from the first row (or column).
        band_m: Width of the band whose profiles are combined, in metres.
        along: The axis along which the striae run: ``"y"``, down the rows, or ``"x"``.
        degrees: How far the striae lean from that axis; positive where they go to higher positions.
        stability: Correlation with the neighbouring bands, the lower of the two; None where there is no other band.
        notes: What a reader should know, a sentence each.
    """

    position_m: float
    band_m: float
    along: str
    degrees: float
    stability: float | None
    notes: tuple[str, ...] = ()


def find_crosscut(
    surface: Surface,
    *,
    along: str | None = None,
    start: str | None = None,
    band_m: float = BAND_M,
    least_ccf: float = STABLE,
) -> Crosscut:
    """Find where along a land the profile is stable: where it hardly differs from those beside it.

    Hare, Hofmann and Carriquiry (2017, arXiv 1601.05788) compare profiles 25 µm apart, ask for a correlation of 0.95,
    and take the first such place from the base of the bullet. Which end is the base isn't in the heights: say it with
    ``start``, or the most stable place of all is taken.

    Args:
        surface: One land, from shoulder to shoulder.
        along: ``"y"`` or ``"x"``, the axis along which the striae run; None to find it.
        start: ``"first"`` or ``"last"``: take the first stable place from the first row (or column) or from the last
            one; None for the most stable.
        band_m: Width of the bands that are compared, in metres.
        least_ccf: Correlation from which on a place counts as stable.

    Returns:
        The place. Where nothing is stable, the best one, with a note that says so.

    Raises:
        InputError: Nothing was measured, or an argument can't be used.

    >>> flat = Surface(heights_m=np.tile(np.sin(np.arange(300.0)), (90, 1)), spacing_x_m=2e-6, spacing_y_m=2e-6)
    >>> find_crosscut(flat).along
    'y'
    """
    of_type(surface, Surface, "surface")
    length(band_m, "band_m")
    share(least_ccf, "least_ccf")
    if start is not None:
        one_of(start, STARTS, "start")
    if not np.isfinite(surface.heights_m).any():
        raise InputError(_("{surface}: no point of it was measured").format(surface=quote(repr(surface))))
    notes: list[str] = []
    axis = _direction(surface, notes) if along is None else one_of(along, DIRECTIONS, "along")
    heights, across, down = laid_out(surface, axis)
    degrees = _lean(heights, across, down)
    centres = _centres(heights, down, band_m)
    textures = [_texture(band_profile(heights, across, down, each, band_m, degrees), across) for each in centres]
    alike = [_alike(one, two, across) for one, two in pairwise(textures)]
    if not alike:
        notes.append(_("The land is so short that no second profile was there to compare with."))
        return Crosscut(
            position_m=centres[0], band_m=band_m, along=axis, degrees=degrees, stability=None, notes=tuple(notes)
        )
    both = [min(alike[max(at - 1, 0)], alike[min(at, len(alike) - 1)]) for at in range(len(centres))]
    best = _chosen(both, start, least_ccf)
    if both[best] < least_ccf:
        notes.append(
            _("No place of the land is stable: the best one has a correlation of {found} with its neighbours.").format(
                found=f"{both[best]:.2f}"
            )
        )
    return Crosscut(
        position_m=centres[best],
        band_m=band_m,
        along=axis,
        degrees=degrees,
        stability=both[best],
        notes=tuple(notes),
    )


def _centres(heights: Heights, down: float, band: float) -> list[float]:
    reach = (len(heights) - 1) * down
    if reach < 2 * band:
        return [reach / 2]
    count = min(MOST_BANDS, math.floor(reach / band))
    return [band * (at + 0.5) for at in range(count)]


def _texture(profile: Heights, across: float) -> Heights:
    """Give what a profile shows besides its shape, from its middle part, where no shoulder hides it."""
    rest = profile - local_quadratic(profile, max(3, round(DETAIL_M / across)))
    rest = rest[round(0.2 * len(profile)) : max(1, round(0.8 * len(profile)))]
    known = np.isfinite(rest)
    if known.sum() < LEAST_POINTS:
        return np.full(len(rest), np.nan)
    rest = running_mean(rest, max(1, round(10e-6 / across)))
    level = float(np.nanmedian(rest))
    most = 6 * float(np.nanmedian(np.abs(rest - level)))
    return np.clip(rest, level - most, level + most)


def _alike(one: Heights, two: Heights, across: float) -> float:
    lags, found, pairs = correlations(one, two)
    near = (np.abs(lags) <= max(1, round(10e-6 / across))) & (pairs >= 0.5 * len(one))
    usable = found[near & np.isfinite(found)]
    return float(usable.max()) if len(usable) else 0.0


def _chosen(both: list[float], start: str | None, least: float) -> int:
    if start is not None:
        order = range(len(both)) if start == "first" else range(len(both) - 1, -1, -1)
        for at in order:
            if both[at] >= least:
                return at
    edge = int(len(both) > 2)
    return edge + int(np.argmax(both[edge : len(both) - edge]))


def _direction(surface: Surface, notes: list[str]) -> str:
    """Find along which axis the striae run: across them heights rise and fall, along them they hardly change."""
    if 1 in surface.shape:
        return "y" if surface.shape[0] == 1 else "x"
    across = {axis: _roughness(*laid_out(surface, axis)[:2]) for axis in ("y", "x")}
    if max(across.values()) < CLEARLY * min(across.values()) or not any(across.values()):
        notes.append(_("It isn't clear along which axis the striae run; `along` says it."))
    return "y" if across["y"] >= across["x"] else "x"


def _roughness(heights: Heights, across: float) -> float:
    """Give how much the slope over 20 µm differs from place to place: the median, which spots don't move."""
    apart: int = min(max(1, round(20e-6 / across)), heights.shape[1] - 1)
    rise = heights[:, apart:] - heights[:, :-apart]
    known = rise[np.isfinite(rise)]
    if not len(known):
        return 0.0
    return float(np.median(np.abs(known - np.median(known)))) / (apart * across)


def _lean(heights: Heights, across: float, down: float) -> float:
    """Find by how many degrees striae lean, from how far profiles of two bands are shifted against each other."""
    reach = (len(heights) - 1) * down
    apart = min(150e-6, reach / 3)
    if apart < 8 * down:
        return 0.0
    most = max(2, round(apart * math.tan(math.radians(STEEPEST)) / across))
    band = min(BAND_M, apart / 2)
    total = np.zeros(2 * most + 1)
    for centre in np.linspace(band, reach - band - apart, 8):
        one, two = (
            _texture(band_profile(heights, across, down, at, band, 0.0), across) for at in (centre, centre + apart)
        )
        lags, found, _pairs = correlations(two, one)
        middle = int(np.flatnonzero(lags == 0)[0])
        near = np.nan_to_num(found[max(0, middle - most) : middle + most + 1])
        if len(near) == len(total) and near.max() > 0.5:
            total += near
    if not total.any():
        return 0.0
    best = int(np.argmax(total))
    degrees: float = math.degrees(math.atan((best - most + sharpened(total, best)) * across / apart))
    return degrees
