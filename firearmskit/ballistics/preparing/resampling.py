"""Other distances between points: averages over areas where there are fewer of them, straight lines where more."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import figure, of_type
from firearmskit.ballistics.preparing.steps import changed, length, said
from firearmskit.ballistics.surface import MOST_POINTS, Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["resample"]

_MOST_SHRUNK = 1000
"""How many old points at most become one, along an axis."""

_SAME = 1e-9
"""Distances that differ by less, as a share, are the same."""


def resample(surface: Surface, spacing_m: float, *, least: float = 0.5) -> Surface:
    """Give a surface other distances between its points, the same along rows and columns.

    Where points become fewer, each new one is the mean height of the area that it stands for; where they become more,
    heights between old points lie on straight lines. The upper left corner stays where it is. The last column or row
    may stand for up to half a point more than was there.

    Args:
        surface: The surface.
        spacing_m: The new distance, in metres.
        least: The least measured share of a new point's area, more than 0 and at most 1; where less was measured,
            there is no height.

    Returns:
        The surface, with square points.

    Raises:
        InputError: The distance is larger than the surface or than 1000 old ones, makes more points than a surface may
            have, or a number is none.

    >>> surface = Surface(heights_m=np.arange(16.0).reshape(4, 4) * 1e-6, spacing_x_m=1e-6, spacing_y_m=1e-6)
    >>> (1e6 * resample(surface, 2e-6).heights_m).round(6).tolist()
    [[2.5, 4.5], [10.5, 12.5]]
    """
    of_type(surface, Surface, "surface")
    new = length(spacing_m, "spacing_m")
    if not 0 < figure(least, "least") <= 1:
        raise InputError(
            _("{name} is {value}: a share is more than 0 and at most 1").format(name="least", value=quote(least))
        )
    if new > min(surface.width_m, surface.height_m) * (1 + _SAME):
        raise InputError(
            _("spacing_m is {value}: {surface} is smaller than one such point").format(
                value=quote(spacing_m), surface=quote(surface, limit=100)
            )
        )
    olds = (surface.spacing_y_m, surface.spacing_x_m)
    counts = [max(1, round(count * old / new)) for count, old in zip(surface.shape, olds, strict=True)]
    if math.prod(counts) > MOST_POINTS or max(new / old for old in olds) > _MOST_SHRUNK:
        raise InputError(
            _(
                "spacing_m is {value}: {surface} would have {count} points; at most {most} are taken, and at most "
                "{shrunk} old ones in a row become one"
            ).format(
                value=quote(spacing_m),
                surface=quote(surface, limit=100),
                count=math.prod(counts),
                most=MOST_POINTS,
                shrunk=_MOST_SHRUNK,
            )
        )
    if all(abs(new / old - 1) < _SAME for old in olds):
        return surface
    measured = np.isfinite(surface.heights_m)
    sums, found = np.where(measured, surface.heights_m, 0.0), measured.astype(np.float64)
    regions = surface.regions
    for axis, (count, old) in enumerate(zip(counts, olds, strict=True)):
        if abs(new / old - 1) >= _SAME:
            first, weights = _weights(surface.shape[axis], count, new / old)
            sums, found = (_weigh(each, first, weights, axis) for each in (sums, found))
            if regions is not None:
                nearest = np.minimum((np.arange(count) + 0.5) * new / old, surface.shape[axis] - 1).astype(np.intp)
                regions = np.take(regions, nearest, axis=axis)
    enough = found >= least - _SAME
    sums[~enough] = np.nan
    np.divide(sums, found, out=sums, where=enough)
    note = _("Resampled from points {old} apart to points {new} apart.").format(old=_between(*olds), new=said(new))
    return changed(surface, sums, note, spacing_x_m=new, spacing_y_m=new, regions=regions)


def _between(down: float, across: float) -> str:
    return said(across) if abs(down / across - 1) < _SAME else f"{said(across)} × {said(down)}"


def _weights(olds: int, count: int, ratio: float) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Give for each new point the first old one that it draws on, and how much it takes of it and the next ones."""
    if ratio > 1:
        start = np.arange(count) * ratio
        first = np.floor(start + _SAME)
        edges = first[:, None] + np.arange(math.ceil(ratio) + 2)
        end = np.minimum(start + ratio, olds)
        overlap = np.minimum(edges[:, 1:], end[:, None]) - np.maximum(edges[:, :-1], start[:, None])
        return first.astype(np.intp), np.clip(overlap, 0, None) / ratio
    middle = np.clip((np.arange(count) + 0.5) * ratio - 0.5, 0, olds - 1)
    first = np.minimum(np.floor(middle), max(olds - 2, 0))
    return first.astype(np.intp), np.stack([1 - (middle - first), middle - first], axis=1)


def _weigh(
    values: NDArray[np.float64], first: NDArray[np.intp], weights: NDArray[np.float64], axis: int
) -> NDArray[np.float64]:
    """Sum along an axis what each new point takes."""
    shape = (-1, 1) if axis == 0 else (1, -1)
    summed: NDArray[np.float64] = np.take(values, first, axis=axis)
    summed *= weights[:, 0].reshape(shape)
    for number in range(1, weights.shape[1]):
        taken = np.take(values, np.minimum(first + number, values.shape[axis] - 1), axis=axis)
        taken *= weights[:, number].reshape(shape)
        summed += taken
    return summed
