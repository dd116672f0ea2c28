"""Millions of short texts, one behind the other in an array of bytes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firearmskit.tracing.matching.packed.codes import Bytes

__all__ = ["Texts", "packed_texts"]


class Texts:
    """Texts that are read by their place.

    Args:
        data: All texts in UTF-8, one behind the other.
        ends: Where each ends.
    """

    def __init__(self, data: Bytes, ends: NDArray[np.uint64]) -> None:
        self.data, self.ends = data, ends

    def __len__(self) -> int:
        """Count the texts."""
        return len(self.ends)

    def __getitem__(self, at: int) -> str:
        """Give the text at a place."""
        start = int(self.ends[at - 1]) if at else 0
        return bytes(self.data[start : int(self.ends[at])]).decode("utf-8", "replace")


def packed_texts(texts: Sequence[str]) -> tuple[Bytes, NDArray[np.uint64]]:
    """Put texts one behind the other.

    Args:
        texts: The texts.

    Returns:
        Their bytes, and where each ends.

    >>> data, ends = packed_texts(["AB 1", "", "Ж"])
    >>> Texts(data, ends)[2], ends.tolist()
    ('Ж', [4, 4, 6])
    """
    whole = "".join(texts)
    if whole.isascii():
        data, sizes = whole.encode("ascii"), list(map(len, texts))
    else:
        parts = [text.encode("utf-8", "replace") for text in texts]
        data, sizes = b"".join(parts), list(map(len, parts))
    return np.frombuffer(data, dtype=np.uint8), np.cumsum(sizes, dtype=np.uint64)
