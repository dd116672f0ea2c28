"""The signature of a land: its profile without the shape of the bullet, which leaves the striae."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure, of_type
from firearmskit.ballistics.lands.bands import band_profile, laid_out
from firearmskit.ballistics.lands.checking import LEAST_POINTS, length, share
from firearmskit.ballistics.lands.crosscuts import BAND_M, Crosscut, find_crosscut
from firearmskit.ballistics.lands.grooves import Grooves, find_grooves, given_grooves, profile_of
from firearmskit.ballistics.lands.regression import local_quadratic, loess
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["MOST_POINTS", "Signature", "signature"]

Heights = NDArray[np.float64]

SHAPE_SHARE = 0.75
"""Share of the points that each local fit of the shape takes in (Hare et al. 2017)."""

SMOOTH_M = 60e-6
"""Width of the window that smooths the signature: 3 % of a land of 2 mm (Hare et al. 2017)."""

MOST_POINTS = 100_000
"""The most points of a signature: a land of 2 mm at 0.02 µm."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Signature:
    """The heights of striae across a land, without the shape of the bullet.

    Args:
        heights_m: Heights in metres, evenly spaced, from the left shoulder; NaN where there are none.
        spacing_m: Their distance, in metres.
        shape_m: What was taken away at each point, in metres; None where it isn't known.
        crosscut: Where along the land it was taken; None where it isn't known.
        grooves: Where the land begins and ends in the scan; None where it isn't known.
        smooth_m: Width of the window that smoothed it, in metres; None where nothing is known of that.
        notes: What a reader should know, a sentence each.

    Raises:
        InputError: The heights aren't one row of numbers, too few are there, or too many; or a length can't be used.

    >>> Signature(heights_m=1e-6 * np.sin(np.arange(1000) / 20), spacing_m=2e-6)
    Signature(1000 points, 2.00 mm, 100 % measured)
    """

    heights_m: Heights
    spacing_m: float
    shape_m: Heights | None = None
    crosscut: Crosscut | None = None
    grooves: Grooves | None = None
    smooth_m: float | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "spacing_m", length(self.spacing_m, "spacing_m"))
        object.__setattr__(self, "heights_m", _kept(profile_of(self.heights_m, "heights_m")))
        if len(self.heights_m) > MOST_POINTS:
            raise InputError(
                _("heights_m has {count} points; at most {most} are taken").format(
                    count=len(self.heights_m), most=MOST_POINTS
                )
            )
        if self.shape_m is not None:
            shape = np.array(self.shape_m, dtype=np.float64)
            if shape.shape != self.heights_m.shape:
                raise InputError(
                    _("shape_m has the shape {shape}, and heights_m {other}").format(
                        shape=quote(shape.shape), other=quote(self.heights_m.shape)
                    )
                )
            object.__setattr__(self, "shape_m", _kept(shape))

    @property
    def positions_m(self) -> Heights:
        """Where each height is, in metres from the left shoulder."""
        return np.arange(len(self.heights_m), dtype=np.float64) * self.spacing_m

    @property
    def width_m(self) -> float:
        """Width in metres: points times their distance."""
        return len(self.heights_m) * self.spacing_m

    @property
    def measured(self) -> float:
        """The share of points that have a height, 0 to 1."""
        return float(np.isfinite(self.heights_m).mean())

    def __repr__(self) -> str:
        return (
            f"Signature({len(self.heights_m)} points, {1000 * self.width_m:.2f} mm, "
            f"{round(100 * self.measured)} % measured)"
        )


def signature(
    surface: Surface,
    *,
    crosscut_m: float | None = None,
    grooves_m: tuple[float, float] | None = None,
    along: str | None = None,
    start: str | None = None,
    band_m: float = BAND_M,
    shape_share: float = SHAPE_SHARE,
    smooth_m: float = SMOOTH_M,
) -> Signature:
    """Take the signature of a land: a profile where it is stable, between the shoulders, without its shape.

    The shape is what a robust local regression finds, with three quarters of the points in each fit; what is left is
    smoothed by another one over a few per cent of the land (Hare, Hofmann and Carriquiry 2017, arXiv 1601.05788).

    Args:
        surface: One land, from shoulder to shoulder.
        crosscut_m: Where to take the profile, in metres along the striae from the first row (or column); None for a
            stable place, as :func:`find_crosscut` finds it.
        grooves_m: Where the land begins and ends, in metres across the striae from the first column (or row); None to
            find it, as :func:`find_grooves` does.
        along: ``"y"`` or ``"x"``, the axis along which the striae run; None to find it.
        start: From which end a stable place is sought; see :func:`find_crosscut`.
        band_m: Width of the band whose profiles are combined, in metres.
        shape_share: Share of the points that each local fit of the shape takes in, 0 to 1.
        smooth_m: Width of the window that smooths what is left, in metres.

    Returns:
        The signature, with where it was taken and what was taken away.

    Raises:
        InputError: Too little of the land was measured, or an argument can't be used; the message quotes it.

    >>> from firearmskit.ballistics.synthetic.lands import made_up_land
    >>> found = signature(made_up_land(1, barrel="A", land=1, shot=1))
    >>> found.crosscut.along, 1.7e-3 < found.width_m < 2.1e-3
    ('y', True)
    """
    of_type(surface, Surface, "surface")
    share(shape_share, "shape_share")
    length(smooth_m, "smooth_m")
    cut = find_crosscut(surface, along=along, start=start, band_m=band_m)
    heights, across, down = laid_out(surface, cut.along)
    if crosscut_m is not None:
        cut = _given(crosscut_m, cut, len(heights) * down)
    profile = band_profile(heights, across, down, cut.position_m, cut.band_m, cut.degrees)
    reach = (len(profile) - 1) * across
    if grooves_m is None:
        grooves = find_grooves(profile_of(profile, "surface"), spacing_m=across)
    else:
        grooves = given_grooves(grooves_m, reach)
    land = profile[round(grooves.left_m / across) : round(grooves.right_m / across) + 1]
    count = int(np.isfinite(land).sum())
    if count < LEAST_POINTS:
        raise InputError(
            _("{surface}: between its shoulders {count} points were measured; at least {least} are needed").format(
                surface=quote(repr(surface)), count=count, least=LEAST_POINTS
            )
        )
    shape = loess(land, shape_share)
    left_over = local_quadratic(land - shape, round(smooth_m / across))
    return Signature(
        heights_m=left_over,
        spacing_m=across,
        shape_m=shape,
        crosscut=cut,
        grooves=grooves,
        smooth_m=smooth_m,
        notes=(*cut.notes, *grooves.notes),
    )


def _given(value: Any, found: Crosscut, most: float) -> Crosscut:
    place = figure(value, "crosscut_m")
    if not 0 <= place <= most:
        raise InputError(
            _("crosscut_m is {value}: it lies between 0 and {most} m").format(value=quote(value), most=f"{most:.6g}")
        )
    return Crosscut(
        position_m=float(place), band_m=found.band_m, along=found.along, degrees=found.degrees, stability=None
    )


def _kept(heights: Heights) -> Heights:
    heights.setflags(write=False)
    return heights
