"""Fingerprints of serials that change by a sum when the serial changes by a character.

The fingerprint is the polynomial of the codes modulo 2**64, whose base has an inverse: a character is taken out, put in
or replaced by a few additions and multiplications, whatever the length, and for millions at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firearmskit.tracing.matching.packed.codes import Bytes

__all__ = ["INVERSE", "POWERS", "Prints", "deletions", "mixed", "prefixes"]

Prints = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15
_MODULUS = 1 << 64
_MIX = np.uint64(0xD6E8FEB86659FD93)

POWERS: Prints = np.array([pow(_BASE, at, _MODULUS) for at in range(160)], dtype=np.uint64)
INVERSE: Prints = np.array([pow(_BASE, -at, _MODULUS) for at in range(160)], dtype=np.uint64)


def mixed(prints: Prints) -> Prints:
    """Spread fingerprints, so that their upper bits tell them apart."""
    return (prints ^ (prints >> np.uint64(32))) * _MIX


def prefixes(codes: Bytes) -> Prints:
    """Give the fingerprint of each beginning of each row, from none to all of its codes.

    Args:
        codes: Codes, one row for each serial.

    Returns:
        One row for each, with one more column.
    """
    sums = np.zeros((codes.shape[0], codes.shape[1] + 1), dtype=np.uint64)
    np.cumsum(codes.astype(np.uint64) * POWERS[: codes.shape[1]], axis=1, out=sums[:, 1:])
    return sums


def deletions(codes: Bytes, sums: Prints) -> tuple[Prints, NDArray[np.bool_]]:
    """Give the fingerprints of each row without one character, and which of them to keep.

    Args:
        codes: Codes, one row for each serial, 0 behind its end.
        sums: What :func:`prefixes` gave.

    Returns:
        One column for each place; one is kept where there is a character, and only the last of equal neighbours,
        which give the same.
    """
    width = codes.shape[1]
    cut = sums[:, :-1] + (sums[:, -1:] - sums[:, 1:]) * INVERSE[1]
    kept = codes > 0
    kept[:, : width - 1] &= codes[:, :-1] != codes[:, 1:]
    return cut, kept
