"""Random fields: what made-up surfaces are built of, the same for the same key on every platform."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firearmskit.arguments import of_type
from firearmskit.draw import Draw
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["WIDTH_M", "Spectrum", "drawn", "field_of", "key_of", "noise", "value_at"]

WIDTH_M = 4e-3
"""Width of every field in metres; what reaches further begins again at the other side."""

FINE, COARSE = 640, 128
"""Points a side of a field: of one with detail, and of a smooth one."""

Field = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Spectrum:
    """How rough a field is at which size.

    Args:
        reach_m: How far a bump reaches, about.
        steepness: How much fine detail there is; more is smoother.
        longest_m: Wavelengths beyond it are weakened, as a filter of form does.
        shortest_m: Wavelengths below it are weakened, as an instrument does.
        stretch: How many times longer than wide a bump is.
        direction_deg: Along which direction, counter-clockwise from the right.
        pitch_m: Distance between tool marks, if they stand in rows.
    """

    reach_m: float
    steepness: float
    longest_m: float = 5e-4
    shortest_m: float = 16e-6
    stretch: float = 1.0
    direction_deg: float = 0.0
    pitch_m: float | None = None


def key_of(seed: int | bytes, *path: object) -> bytes:
    """Derive the key of one thing from the seed and from what it belongs to.

    Args:
        seed: A whole number, or bytes.
        path: What the thing is, from the whole to its part.

    Returns:
        32 bytes.

    Raises:
        InputError: The seed is something else, empty or too long.

    >>> key_of(1, "slide", 2) == key_of(1, "slide", 2), key_of(1, "slide", 2) == key_of(1, "slide", 3)
    (True, False)
    """
    of_type(seed, (int, bytes), "seed")
    if isinstance(seed, int) and not isinstance(seed, bool):
        given = b"%x" % seed if abs(seed) < 1 << 512 else b""
    else:
        given = of_type(seed, bytes, "seed")
    if not 0 < len(given) <= 1000:
        raise InputError(_("seed must have from 1 to 1000 bytes, not be {value}.").format(value=quote(seed)))
    return hmac.digest(given, "/".join(map(str, path)).encode(), "sha256")


def drawn(key: bytes) -> Draw:
    """Give a stream of choices of this key."""
    return Draw(key)


def noise(key: bytes, count: int) -> Field:
    """Draw independent numbers, close to a normal distribution, of mean 0 and standard deviation 1.

    NumPy promises that the bits of a generator stay the same, not the numbers that it makes of them: each number here
    is the sum of four whole ones of 16 bits.

    Args:
        key: What to draw for.
        count: How many.

    Returns:
        The numbers.

    >>> bool(np.all(noise(b"a" * 32, 5) == noise(b"a" * 32, 5)))
    True
    """
    bits = np.random.PCG64(int.from_bytes(key, "big")).random_raw(count)
    parts = bits.view(np.uint16).astype(np.int32)
    quarters = parts[0::4] + parts[1::4] + parts[2::4] + parts[3::4]
    # The variance of one is (65536² - 1) / 12.
    found: Field = (quarters - 2 * 65535) / np.sqrt((65536.0**2 - 1) / 3)
    return found


@lru_cache(maxsize=4)
def _frequencies(side: int) -> tuple[Field, Field]:
    """Give cycles a metre to the right and up."""
    step = WIDTH_M / side
    right = np.asarray(np.fft.rfftfreq(side, step), np.float64)
    return right[None, :], -np.asarray(np.fft.fftfreq(side, step), np.float64)[:, None]


@lru_cache(maxsize=24)
def _amplitudes(spectrum: Spectrum, side: int) -> Field:
    """Give the amplitude of each wave, so that the field has the standard deviation 1."""
    right, up = _frequencies(side)
    squared = right**2 + up**2
    turned = np.deg2rad(spectrum.direction_deg)
    along = np.cos(turned) * right + np.sin(turned) * up
    across = np.cos(turned) * up - np.sin(turned) * right
    bent = (2 * np.pi * spectrum.reach_m) ** 2 * ((along * spectrum.stretch) ** 2 + across**2)
    found = (1 + bent) ** (-spectrum.steepness / 2)
    if spectrum.pitch_m is not None:
        found = found * (1 + 1.5 * np.exp(-(((np.abs(across) * spectrum.pitch_m - 1) / 0.25) ** 2)))
    half = np.log(2)
    found = (
        found * -np.expm1(-half * squared * spectrum.longest_m**2) * np.exp(-half * squared * spectrum.shortest_m**2)
    )
    twice = np.full(found.shape[1], 2.0)
    twice[[0, -1]] = 1.0
    amplitudes: Field = found / np.sqrt(np.sum(found**2 * twice) / side**2)
    amplitudes.setflags(write=False)
    return amplitudes


@lru_cache(maxsize=12)
def field_of(key: bytes, spectrum: Spectrum, *, side: int = FINE) -> Field:
    """Make a field of mean 0 and standard deviation 1 that repeats at its sides.

    Args:
        key: What to draw for.
        spectrum: How rough it is.
        side: Points a side, an even number.

    Returns:
        The field, shape (side, side); the first row is the upper one. It is kept, and can't be written to.
    """
    waves = np.fft.rfft2(noise(key, side * side).reshape(side, side))
    found: Field = np.fft.irfft2(waves * _amplitudes(spectrum, side), (side, side))
    found.setflags(write=False)
    return found


def value_at(field: Field, x_m: Field, y_m: Field) -> Field:
    """Look a field up between its points.

    Args:
        field: The field.
        x_m: How far to the right of its middle, in metres.
        y_m: How far above it.

    Returns:
        The values, in the shape of the places.
    """
    side = field.shape[0]
    row, column = (0.5 - y_m / WIDTH_M) * side, (0.5 + x_m / WIDTH_M) * side
    top, left = np.floor(row), np.floor(column)
    down, right = row - top, column - left
    above, before = top.astype(np.int32) % side, left.astype(np.int32) % side
    below, after = np.where(above == side - 1, 0, above + 1), np.where(before == side - 1, 0, before + 1)
    flat = field.ravel()
    above *= side
    below *= side
    upper = flat[above + before]
    upper += (flat[above + after] - upper) * right
    lower = flat[below + before]
    lower += (flat[below + after] - lower) * right
    found: Field = upper + (lower - upper) * down
    return found
