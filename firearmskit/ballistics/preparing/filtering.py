"""Filters by length of wave: what is shorter is noise, what is longer is form; between them are the marks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import whole
from firearmskit.ballistics.preparing.gaussian import ORDERS, regress, regress_robustly
from firearmskit.ballistics.preparing.steps import changed, length, said, with_points
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["band_pass", "high_pass", "low_pass"]

_LEAST_WEIGHT = 0.1
"""The share of all weight that measured points must have around one that wasn't, to give it a height."""


def low_pass(
    surface: Surface, *, short_m: float, order: int = 1, robust: bool = False, measured_only: bool = True
) -> Surface:
    """Take away what is shorter than a wave: noise.

    A Gaussian regression filter (after ISO 16610-61 and -71): half of a wave of the length ``short_m`` gets through.
    It draws on measured points alone, so that nothing leaks out of holes and nothing bends at edges.

    Args:
        surface: The surface.
        short_m: The cutoff, in metres; at least two points long.
        order: 0 for weighted means, 1 so that planes get through unchanged up to the edge, 2 so that surfaces of the
            second order do.
        robust: Whether points far from the rest lose their weight, such as deep scratches, so that they pull nothing
            with them; the filter is then no longer a sum of what it does to parts.
        measured_only: Whether holes stay holes; False gives heights to their edges too, and goes with
            ``robust=False`` alone.

    Returns:
        The surface.

    Raises:
        InputError: A number can't be used, or nothing was measured.

    >>> waves = np.tile(np.sin(2 * np.pi * np.arange(64) / 16), (8, 1))
    >>> surface = Surface(heights_m=waves * 1e-6, spacing_x_m=1e-6, spacing_y_m=1e-6)
    >>> half = low_pass(surface, short_m=16e-6)
    >>> round(float(half.heights_m[4, 20] / surface.heights_m[4, 20]), 2)
    0.5
    """
    with_points(surface)
    if robust and not measured_only:
        raise InputError(_("robust=True goes with measured_only=True alone"))
    cutoff = length(short_m, "short_m")
    heights = _smooth(surface, cutoff, "short_m", order, robust=robust, measured_only=measured_only)
    note = _("Waves shorter than {short} taken away ({how}).").format(short=said(cutoff), how=_how(order, robust))
    return changed(surface, heights, note)


def high_pass(surface: Surface, *, long_m: float, order: int = 1, robust: bool = False) -> Surface:
    """Take away what is longer than a wave: form and waviness.

    It is what :func:`low_pass` takes away with the same cutoff.

    Args:
        surface: The surface.
        long_m: The cutoff, in metres; at least two points long.
        order: Order of the regression, 0, 1 or 2.
        robust: Whether points far from the rest lose their weight.

    Returns:
        The surface, with heights around 0.

    Raises:
        InputError: A number can't be used, or nothing was measured.

    >>> tilted = np.add.outer(np.arange(9.0), 2 * np.arange(9.0)) * 1e-6
    >>> surface = Surface(heights_m=tilted, spacing_x_m=1e-6, spacing_y_m=1e-6)
    >>> bool(np.abs(high_pass(surface, long_m=5e-6).heights_m).max() < 1e-15)
    True
    """
    with_points(surface)
    cutoff = length(long_m, "long_m")
    smooth = _smooth(surface, cutoff, "long_m", order, robust=robust)
    note = _("Waves longer than {long} taken away ({how}).").format(long=said(cutoff), how=_how(order, robust))
    return changed(surface, surface.heights_m - smooth, note)


def band_pass(surface: Surface, *, short_m: float, long_m: float, order: int = 1, robust: bool = False) -> Surface:
    """Keep what lies between two lengths of waves: first the low pass, then the high pass.

    Args:
        surface: The surface.
        short_m: The cutoff below which waves are noise, in metres; at least two points long.
        long_m: The cutoff above which they are form, in metres.
        order: Order of the regression, 0, 1 or 2.
        robust: Whether points far from the rest lose their weight.

    Returns:
        The surface, with heights around 0.

    Raises:
        InputError: A number can't be used, the first cutoff isn't shorter than the second, or nothing was measured.

    >>> surface = Surface(heights_m=np.full((9, 9), 5e-6), spacing_x_m=6.25e-6, spacing_y_m=6.25e-6)
    >>> band_pass(surface, short_m=16e-6, long_m=250e-6).notes
    ('Waves shorter than 16 µm and longer than 250 µm taken away (Gaussian regression of order 1).',)
    """
    with_points(surface)
    short, long = length(short_m, "short_m"), length(long_m, "long_m")
    if short >= long:
        raise InputError(
            _("short_m is {short} and long_m {long}: the first cutoff is the shorter one").format(
                short=quote(short_m), long=quote(long_m)
            )
        )
    smooth = changed(surface, _smooth(surface, short, "short_m", order, robust=robust), "")
    heights = smooth.heights_m - _smooth(smooth, long, "long_m", order, robust=robust)
    note = _("Waves shorter than {short} and longer than {long} taken away ({how}).").format(
        short=said(short), long=said(long), how=_how(order, robust)
    )
    return changed(surface, heights, note)


def _how(order: int, robust: bool) -> str:
    said_so = _("robust Gaussian regression of order {order}") if robust else _("Gaussian regression of order {order}")
    return said_so.format(order=order)


def _smooth(
    surface: Surface, cutoff: float, name: str, order: int, *, robust: bool, measured_only: bool = True
) -> NDArray[np.float64]:
    if whole(order, "order") not in ORDERS:
        raise InputError(_("order is {value}: it can be 0, 1 or 2").format(value=quote(order)))
    down, across = cutoff / surface.spacing_y_m, cutoff / surface.spacing_x_m
    if min(down, across) < 2 * (1 - 1e-9):
        raise InputError(
            _("{name} is {value}, less than two points: points are {across} and {down} apart").format(
                name=name, value=quote(cutoff), across=said(surface.spacing_x_m), down=said(surface.spacing_y_m)
            )
        )
    if robust:
        return regress_robustly(surface.heights_m, down, across, order)
    return regress(surface.heights_m, down, across, order, measured_only=measured_only, least=_LEAST_WEIGHT)
