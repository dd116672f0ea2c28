"""How many threads or processes share the work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from firearmskit.arguments import whole
from firearmskit.ballistics.cells.grids import Spread
from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["spread_over", "workers"]

_MOST = 1024


def workers(asked: int | None, name: str) -> int:
    """Give how many threads or processes may work.

    Args:
        asked: How many; as many as there are processors when None.
        name: What the argument is called, for errors.

    Raises:
        InputError: It isn't a whole number, or out of its range.
    """
    if asked is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not 1 <= whole(asked, name) <= _MOST:
        raise InputError(_("{value} threads or processes: there have to be 1 to 1024").format(value=asked))
    return asked


@contextmanager
def spread_over(threads: int | None) -> Iterator[Spread]:
    """Give a ``map`` over so many threads."""
    count = workers(threads, "threads")
    if count == 1:
        yield map
        return
    with ThreadPoolExecutor(count) as pool:
        yield pool.map
