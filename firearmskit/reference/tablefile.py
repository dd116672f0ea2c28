"""Read a table that ships with a room: a CSV file beside its code, one row a value."""

from __future__ import annotations

import csv
import math
import typing
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from firearmskit.errors import ReferenceDataError, quote

if TYPE_CHECKING:
    import pandas

__all__ = ["read_table", "rows_to_frame"]

T = TypeVar("T")

Reader = Callable[[str, str], Any]
"""Turns a cell into a value; its place (file, line and column) is for the message when that fails."""


def read_table(package: str, name: str, kind: type[T]) -> tuple[T, ...]:
    """Read a table that ships with a room, each time anew: keep what it gives.

    Args:
        package: The package of the room, such as ``"firearmskit.law"``; the file stands in its folder ``data``.
        name: Name of the table: that of the file, without ``.csv``.
        kind: A keyword-only dataclass whose fields are the columns. Their types: ``str``, ``int`` (0 or more) or
            ``float`` (finite); the same ``| None`` where a cell may be empty; ``tuple[str, ...]`` or
            ``tuple[int, ...]`` where ``;`` parts a list.

    Returns:
        The rows in the order of the file.

    Raises:
        ReferenceDataError: There is no such file, its columns aren't the fields, or a cell isn't of its type; the
            message names file, line and column.

    >>> from firearmskit import reference
    >>> reference.read_table("firearmskit.reference", "countries", reference.Country)[0].name
    'Aruba'
    """
    return parse_table(_text(package, name), f"{name}.csv", kind)


def _text(package: str, name: str) -> str:
    try:
        return (resources.files(package) / "data" / f"{name}.csv").read_text(encoding="utf-8")
    except (OSError, ValueError, ModuleNotFoundError) as error:
        raise ReferenceDataError(f"{name}.csv of {package} can't be read: {error}") from error


def parse_table(text: str, file: str, kind: type[T]) -> tuple[T, ...]:
    """Turn the text of a table into rows; ``file`` is what messages call it."""
    columns = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # only dataclasses are handed over
    table = csv.DictReader(text.splitlines(), strict=True)
    try:
        if set(table.fieldnames or ()) != columns:
            raise ReferenceDataError(f"{file} must have the columns {', '.join(sorted(columns))}")
        hints = typing.get_type_hints(kind)
        readers = {column: _reader(hints[column]) for column in columns}
        return tuple(kind(**_values(record, readers, f"{file}, line {table.line_num}")) for record in table)
    except csv.Error as error:
        raise ReferenceDataError(f"{file}, after line {table.line_num}: {error}") from error


def _values(record: dict[str, str], readers: dict[str, Reader], where: str) -> dict[str, Any]:
    """Turn the cells of one line into the values of the row's fields."""
    # A longer line has a column None, a shorter one a cell None.
    if None in record or None in record.values():
        raise ReferenceDataError(f"{where}: the number of cells differs from the number of columns")
    return {column: readers[column](cell, f"{where}: {column}") for column, cell in record.items()}


def _reader(hint: Any) -> Reader:
    """Give what reads the cells of a field with this type."""
    kinds = typing.get_args(hint) or (hint,)
    one = next((reader for kind, reader in ((int, _whole), (float, _decimal)) if kind in kinds), _words)
    if typing.get_origin(hint) is tuple:
        return partial(_list, one)
    return partial(_optional if type(None) in kinds else _required, one)


def _list(one: Reader, cell: str, where: str) -> tuple[Any, ...]:
    return tuple(one(part.strip(), where) for part in cell.split(";") if part.strip())


def _optional(one: Reader, cell: str, where: str) -> Any:
    return one(cell, where) if cell else None


def _required(one: Reader, cell: str, where: str) -> Any:
    if not cell:
        raise ReferenceDataError(f"{where} must not be empty")
    return one(cell, where)


def _words(cell: str, where: str) -> str:
    return cell


def _whole(cell: str, where: str) -> int:
    if not (cell.isascii() and cell.isdecimal()):
        raise ReferenceDataError(f"{where} must be a whole number, not {quote(cell)}")
    return int(cell)


def _decimal(cell: str, where: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ReferenceDataError(f"{where} must be a decimal number, not {quote(cell)}")
    return value


def rows_to_frame(rows: Iterable[object], kind: type) -> pandas.DataFrame:
    """Give rows of a table as a pandas DataFrame.

    Args:
        rows: Rows of one table.
        kind: The class of the rows.

    Returns:
        One row for each; the columns are the fields of the class, lists joined with ``"; "``.

    >>> from firearmskit import reference
    >>> list(reference.rows_to_frame(reference.rows(reference.Place), reference.Place).columns)[:3]
    ['id', 'source', 'read']
    """
    import pandas

    records = [
        {key: "; ".join(map(str, value)) if isinstance(value, tuple) else value for key, value in asdict(row).items()}  # type: ignore[call-overload]
        for row in rows
    ]
    return pandas.DataFrame(records, columns=[field.name for field in fields(kind)])
