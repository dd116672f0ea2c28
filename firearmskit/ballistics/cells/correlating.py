"""Pearson's correlation of many small surfaces with larger ones at every shift, over the points that both have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.cells.raster import Floats

__all__ = ["Stencils", "Templates", "quick_length"]

_Spectrum = NDArray[np.complex64]


def quick_length(least: int) -> int:
    """Give the least whole number from ``least`` on that has no prime factor above 5: FFTs of it are quick.

    >>> [quick_length(each) for each in (51, 97, 121)]
    [54, 100, 125]
    """
    while True:
        rest = least
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return least
        least += 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Templates:
    """Small surfaces, transformed once, to be looked for in windows of a surface that is evened out.

    Their correlations are near the true ones only: what each shift shares isn't counted. That takes a fifth of the
    time.

    Args:
        spectra: Transforms of the heights, so scaled that a surface with itself comes to 1.
        size: Points along either side of a transform.
        shifts: Shifts along (rows, columns) that are tried, from 0.
    """

    spectra: _Spectrum
    size: tuple[int, int]
    shifts: tuple[int, int]

    @classmethod
    def of(cls, heights: Floats, measured: Floats, window: tuple[int, int]) -> Templates:
        """Transform small surfaces; the arguments are those of :meth:`Stencils.of`."""
        level, counts = _level(heights, measured)
        scale = np.sqrt((level * level).sum((1, 2), keepdims=True) * counts)
        size = quick_length(window[0]), quick_length(window[1])
        return cls(
            spectra=_sought(level / np.maximum(scale, np.float32(1e-6)), size),
            size=size,
            shifts=(window[0] - heights.shape[1] + 1, window[1] - heights.shape[2] + 1),
        )

    def correlate(self, heights: Floats) -> Floats:
        """Correlate each with its window at every shift: shape (windows, shifts along rows, along columns)."""
        rows, columns = self.shifts
        spectra = _forth(heights, self.size)
        spectra *= self.spectra
        return _back(spectra, self.size)[:, :rows, :columns]


@dataclass(frozen=True, kw_only=True, eq=False)
class Stencils:
    """Small surfaces of one size, transformed once, to be looked for in windows of another size.

    Args:
        counts: How many points of each were measured, shape (stencils, 1, 1).
        sums: Transforms of their heights, of what was measured, and of their squared heights.
        size: Points along either side of a transform.
        shifts: Shifts along (rows, columns) that are tried, from 0.
        least_overlap: The share of the measured points of a stencil that both have to have.
    """

    counts: Floats
    sums: tuple[_Spectrum, _Spectrum, _Spectrum]
    size: tuple[int, int]
    shifts: tuple[int, int]
    least_overlap: float

    @classmethod
    def of(cls, heights: Floats, measured: Floats, window: tuple[int, int], least_overlap: float) -> Stencils:
        """Transform small surfaces.

        Args:
            heights: In any unit, 0 where nothing was measured; shape (stencils, rows, columns).
            measured: 1 or 0, of the same shape.
            window: Rows and columns of the windows in which they will be looked for.
            least_overlap: The share of the measured points of a stencil that both have to have.
        """
        level, counts = _level(heights, measured)
        size = quick_length(window[0]), quick_length(window[1])
        sums = tuple(_sought(each, size) for each in (level, measured, level * level))
        return cls(
            counts=counts,
            sums=(sums[0], sums[1], sums[2]),
            size=size,
            shifts=(window[0] - heights.shape[1] + 1, window[1] - heights.shape[2] + 1),
            least_overlap=least_overlap,
        )

    def correlate(self, heights: Floats, measured: Floats, which: NDArray[np.intp] | slice = slice(None)) -> Floats:
        """Correlate each stencil with its window at every shift.

        Args:
            heights: Of the windows, 0 where nothing was measured; shape (windows, rows, columns).
            measured: 1 or 0, of the same shape.
            which: Which stencil belongs to each window; each to its own when not given.

        Returns:
            Correlations, -1 to 1, shape (windows, shifts along rows, along columns); -2 where too few points are
            shared, or where heights don't vary.
        """
        mine, mine_there, mine_squared = (each[which] for each in self.sums)
        counts = self.counts[which]
        there = _forth(measured, self.size)
        theirs = _forth(heights, self.size)
        theirs_squared = _forth(heights * heights, self.size)
        shared = np.maximum(self._back(mine_there * there), 1)
        sum_mine, sum_theirs = self._back(mine * there), self._back(mine_there * theirs)
        both = self._back(mine * theirs) - sum_mine * sum_theirs / shared
        vary_mine = self._back(mine_squared * there) - sum_mine * sum_mine / shared
        vary_theirs = self._back(mine_there * theirs_squared) - sum_theirs * sum_theirs / shared
        least = np.float32(1e-6) * shared
        # Counts are whole numbers, but for what the transforms lose.
        fit = (shared >= self.least_overlap * counts - 0.1) & (vary_mine > least) & (vary_theirs > least)
        found = both / np.sqrt(np.maximum(vary_mine, least) * np.maximum(vary_theirs, least))
        return np.where(fit, np.clip(found, -1, 1), np.float32(-2))

    def _back(self, spectrum: _Spectrum) -> Floats:
        """Transform back, and keep the shifts at which the stencil lies within its window."""
        rows, columns = self.shifts
        return _back(spectrum, self.size)[:, :rows, :columns]


def _forth(heights: Floats, size: tuple[int, int]) -> _Spectrum:
    """Transform. Where nothing is to be scaled, NumPy works with more digits than are given, at four times the cost."""
    return np.fft.rfft2(heights, s=size, norm="ortho").astype(np.complex64, copy=False)


def _sought(heights: Floats, size: tuple[int, int]) -> _Spectrum:
    """Transform what is looked for, so that its product with a transform comes back as a sum of products."""
    spectra = np.conj(_forth(heights, size))
    spectra *= np.float32((size[0] * size[1]) ** 0.5)
    return spectra


def _back(spectra: _Spectrum, size: tuple[int, int]) -> Floats:
    """Transform back."""
    return np.fft.irfft2(spectra, s=size, norm="ortho").astype(np.float32, copy=False)


def _level(heights: Floats, measured: Floats) -> tuple[Floats, Floats]:
    """Give heights less their mean, where sums of squares lose no digits, and how many were measured of each."""
    counts = measured.sum((1, 2), keepdims=True)
    return heights - measured * (heights.sum((1, 2), keepdims=True) / np.maximum(counts, 1)), counts
