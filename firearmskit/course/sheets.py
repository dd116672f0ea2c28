"""Tables that a spreadsheet opens, in which nothing is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from firearmskit.course.answers import write_atomically

__all__ = ["harmless", "is_formula", "sheet", "write_sheet"]

_BEGINS = "=+-@\t\r\n|%\uff1d\uff0b\uff0d\uff20"
"""What may begin a formula, a command or a link in a spreadsheet, also in full-width letters."""


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula."""
    return text.strip(" ")[:1] in _BEGINS if text.strip(" ") else False


def harmless(cell: str) -> str:
    """Give a cell with an apostrophe before what may be taken for a formula."""
    return f"'{cell}" if is_formula(cell) else cell


def sheet(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as CSV in which a cell that may be taken for a formula begins with an apostrophe.

    >>> print(sheet([["learner", "points"], ["=1+1", "2,5"]]))
    learner,points
    '=1+1,"2,5"
    <BLANKLINE>
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerows(map(harmless, row) for row in rows)
    return text.getvalue()


def write_sheet(path: Path, rows: Iterable[Sequence[str]], *, mode: int = 0o666) -> None:
    """Write rows as a CSV file that spreadsheets read as UTF-8, all of it or nothing.

    Args:
        path: The file.
        rows: The heading and the rows under it.
        mode: Permission bits, less those that the process's umask takes away.
    """
    write_atomically(path, "\ufeff" + sheet(rows), mode=mode)
