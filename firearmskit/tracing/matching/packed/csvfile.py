"""Read a register from a CSV file, some entries at a time."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing.matching.entries import FIELDS
from firearmskit.tracing.matching.packed.building import Columns
from firearmskit.tracing.matching.packed.rows import CHUNK

__all__ = ["columns_of_csv"]

_KNOWN = ("id", "serial", *FIELDS)


def columns_of_csv(path: str | os.PathLike[str]) -> Iterator[Columns]:
    """Give the entries of a CSV file as columns, some at a time.

    Args:
        path: A file in UTF-8 whose first line names the columns; those that no entry has are left out.

    Raises:
        InputError: The file can't be read, has no column of serials, or a line isn't as the first.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            names = [name.strip() for name in next(lines, [])]
            if names.count("serial") != 1 or len(set(names)) != len(names):
                raise InputError(
                    _("{path} must name its columns in the first line, each once, serial among them.").format(
                        path=quote(str(path), limit=300)
                    )
                )
            while some := list(islice(lines, CHUNK)):
                yield _columns(some, names, lines.line_num)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            _("The register {path} can't be read: {error}").format(path=quote(str(path), limit=300), error=error)
        ) from error


def _columns(lines: list[list[str]], names: list[str], last: int) -> Columns:
    """Turn lines into columns."""
    held = [line for line in lines if line]
    for line in held:
        if len(line) != len(names):
            raise InputError(
                _("A line before line {last} has {count} cells and not {wanted}: {line}").format(
                    last=last + 1, count=len(line), wanted=len(names), line=quote(",".join(line))
                )
            )
    columns: dict[str, list[object]] = {}
    for at, name in enumerate(names):
        if name in _KNOWN:
            cells = [line[at].strip() or None for line in held]
            columns[name] = [None if cell is None else _year(cell) for cell in cells] if name == "year" else list(cells)
    return columns


def _year(cell: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 4 and int(cell)):
        raise InputError(_("{field} can't be {value}").format(field=quote("year"), value=quote(cell)))
    return int(cell)
