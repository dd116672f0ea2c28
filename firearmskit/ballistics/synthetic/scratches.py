"""Scratches of made-up lands: rows of striae, how a barrel wears, and what of a scan is missing."""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["broken_edge", "numbers", "pattern_of", "read_at", "spots", "worn_pattern"]

Heights = NDArray[np.float64]

GRID_M, GRID = 1e-6, 4096
"""Spacing of a row of striae, and its points; it begins again at its end."""


def numbers(key: str, count: int) -> Heights:
    """Draw numbers close to a normal distribution; NumPy promises a generator's bits, and not what it makes of them."""
    bits = np.random.PCG64(int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")).random_raw(count)
    quarters = np.asarray(bits, dtype="<u8").view("<u2").reshape(count, 4).astype(np.int64).sum(axis=1)
    drawn: Heights = (quarters - 2 * 65535) / math.sqrt((65536.0**2 - 1) / 3)
    return drawn


@lru_cache(maxsize=1)
def _response() -> Heights:
    waves = np.fft.rfftfreq(GRID, GRID_M)
    widths = ((5e-6, 0.7), (9e-6, 1.0), (20e-6, 0.8))
    response: Heights = np.sqrt(
        sum(share**2 * width * np.exp(-((2 * np.pi * waves * width) ** 2)) for width, share in widths)
    )
    return response


def pattern_of(key: str) -> Heights:
    """Give striae over a grid of 4 mm: few deep ones and many shallow ones, of several widths."""
    one, other = numbers(key, 2 * GRID).reshape(2, GRID)
    found = np.fft.irfft(np.fft.rfft(one * np.abs(other)) * _response(), GRID)
    pattern: Heights = (found - found.mean()) / found.std()
    return pattern


@lru_cache(maxsize=64)
def worn_pattern(seed: int, barrel: str, land: int, shot: int, wear: float) -> Heights:
    """Give the striae of a barrel's land after some shots: each shot keeps most of them and brings a few."""
    kept = 1 - wear
    pattern = pattern_of(f"{seed}|{barrel}|{land}|striae")
    for each in range(1, shot + 1) if wear else ():
        pattern = kept * pattern + math.sqrt(1 - kept**2) * pattern_of(f"{seed}|{barrel}|{land}|{each}|worn")
    pattern.setflags(write=False)
    return pattern


def read_at(pattern: Heights, from_left: Heights) -> Heights:
    """Give the striae at places across a land, in metres from its left edge; the land lies about in the middle."""
    at = from_left / GRID_M + GRID / 4
    read: Heights = np.interp(at.ravel(), np.arange(GRID), pattern).reshape(from_left.shape)
    return read


def broken_edge(key: str, shape: tuple[int, ...], spacing: float) -> NDArray[np.bool_]:
    """Say which points lie in the broken edge at the base."""
    rows, columns = shape
    wave = pattern_of(f"{key}|edge")[: GRID // 2]
    edge = 12e-6 + 8e-6 * np.interp(np.linspace(0, len(wave) - 1, columns), np.arange(len(wave)), wave)
    return (rows - np.arange(rows)[:, None]) * spacing < edge[None, :]


def spots(key: str, shape: tuple[int, ...], spacing: float, share: float) -> NDArray[np.bool_]:
    """Say which points lie in spots without data."""
    gone = np.zeros(shape, dtype=bool)
    drawn = np.random.PCG64(int.from_bytes(hashlib.sha256(f"{key}|spots".encode()).digest(), "big"))
    for _spot in range(600):
        if gone.mean() >= share:
            break
        row, column, size = (int(each >> 11) / 2**53 for each in drawn.random_raw(3).tolist())
        reach = (5e-6 + 25e-6 * size**3) / spacing
        middle_row, middle = row * shape[0], column * shape[1]
        low, high = max(0, int(middle_row - reach)), min(shape[0], int(middle_row + reach) + 2)
        begin, end = max(0, int(middle - reach)), min(shape[1], int(middle + reach) + 2)
        down, across = np.ogrid[low:high, begin:end]
        gone[low:high, begin:end] |= (down - middle_row) ** 2 + (across - middle) ** 2 <= reach**2
    return gone
