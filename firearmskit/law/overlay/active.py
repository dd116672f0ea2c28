"""Which State is laid over the generic now: said in the environment, or for a while in a program."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from firearmskit.law.overlay.reading import read_overlay
from firearmskit.law.overlay.values import Overlay

__all__ = ["VARIABLE", "national", "using"]

VARIABLE = "FIREARMSKIT_STATE"
"""The environment variable that names the folder of an overlay, for a whole course or book."""

_used: ContextVar[Overlay | None] = ContextVar("overlay", default=None)


def national() -> Overlay | None:
    """Give the overlay that is in use: that of the ``with`` block, or that of the folder in the environment.

    Returns:
        The overlay; None when no State is laid over the generic.

    Raises:
        InputError: The folder in the environment can't be read.
    """
    used = _used.get()
    if used is not None:
        return used
    folder = os.environ.get(VARIABLE)
    return _read(Path(folder).resolve()) if folder else None


@contextmanager
def using(overlay: Overlay) -> Iterator[None]:
    """Lay a State over the generic inside a ``with`` block.

    Args:
        overlay: What the State lays over.
    """
    token = _used.set(overlay)
    try:
        yield
    finally:
        _used.reset(token)


@lru_cache(maxsize=8)
def _read(folder: Path) -> Overlay:
    return read_overlay(folder)
