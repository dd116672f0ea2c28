"""Read the tables that ship with firearmskit."""

from __future__ import annotations

import csv
import difflib
import math
import typing
from dataclasses import asdict, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar, overload

from firearmskit.arguments import of_type
from firearmskit.errors import ReferenceDataError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.reference import rows as _rows
from firearmskit.reference.rows import Row

if TYPE_CHECKING:
    import pandas

__all__ = ["counts", "find", "get", "rows", "table", "tables", "to_frame"]

_TABLES: dict[str, type[Row]] = {
    kind.table: kind
    for kind in (
        _rows.Calibre,
        _rows.Country,
        _rows.Crosswalk,
        _rows.FactoryCode,
        _rows.HeadstampCode,
        _rows.ImportMark,
        _rows.Importer,
        _rows.LookAlike,
        _rows.Maker,
        _rows.Model,
        _rows.Place,
        _rows.ProofHouse,
        _rows.ProofMark,
        _rows.PropertyMark,
        _rows.Selector,
        _rows.Taxonomy,
        _rows.YearCode,
    )
}

R = TypeVar("R", bound=Row)


def tables() -> tuple[str, ...]:
    """List the names of the reference tables.

    Returns:
        The names, in alphabetical order.

    >>> "countries" in tables()
    True
    """
    return tuple(_TABLES)


def table(name: str) -> tuple[Row, ...]:
    """Give all rows of one table.

    Args:
        name: One of :func:`tables`.

    Returns:
        The rows in the order of the file; read once, then kept.

    Raises:
        UnknownCodeError: There is no such table.
        ReferenceDataError: The file of the table is damaged.

    >>> table("countries")[0].id
    'ABW'
    """
    return rows(name)


@overload
def rows(kind: str) -> tuple[Row, ...]: ...
@overload
def rows(kind: type[R]) -> tuple[R, ...]: ...
def rows(kind: str | type[Row]) -> tuple[Row, ...]:
    """Give all rows of a table.

    Args:
        kind: The name of the table, one of :func:`tables`, or the class of its rows, such as ``reference.Maker``.

    Returns:
        The rows in the order of the file; read once, then kept.

    Raises:
        UnknownCodeError: There is no such table.
        ReferenceDataError: The file of the table is damaged.

    >>> from firearmskit import reference
    >>> reference.rows(reference.Country)[0].name
    'Aruba'
    >>> reference.rows("countries") == reference.rows(reference.Country)
    True
    """
    return _load(_name(kind))


def _name(kind: str | type[Row]) -> str:
    """Give the name of a table from its name or the class of its rows."""
    name = kind if isinstance(kind, str) else getattr(kind, "table", None)
    if name not in _TABLES:
        raise UnknownCodeError(
            _("No reference table is named {name}; the tables are {tables}").format(
                name=quote(kind), tables=", ".join(_TABLES)
            )
        )
    return str(name)


@cache
def _load(name: str) -> tuple[Row, ...]:
    """Read the file of one table."""
    kind = _TABLES[name]
    file = resources.files("firearmskit.reference") / "data" / f"{name}.csv"
    reader = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True)
    hints = typing.get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    if set(reader.fieldnames or ()) != names:
        raise ReferenceDataError(f"{name}.csv must have the columns {', '.join(sorted(names))}")
    return tuple(kind(**_values(record, hints, f"{name}.csv, line {reader.line_num}")) for record in reader)


def _values(record: dict[str, str], hints: dict[str, Any], where: str) -> dict[str, Any]:
    """Turn the cells of one line into the types of the row's fields."""
    values: dict[str, Any] = {}
    for column, cell in record.items():
        hint = hints.get(column)
        if cell is None or hint is None:
            raise ReferenceDataError(f"{where}: the number of cells differs from the number of columns")
        if typing.get_origin(hint) is tuple:
            parts = tuple(part.strip() for part in cell.split(";") if part.strip())
            whole = int in typing.get_args(hint)
            values[column] = tuple(_whole(part, column, where) for part in parts) if whole else parts
        elif not cell:
            if type(None) not in typing.get_args(hint):
                raise ReferenceDataError(f"{where}: {column} must not be empty")
            values[column] = None
        elif hint is int or int in typing.get_args(hint):
            values[column] = _whole(cell, column, where)
        elif hint is float or float in typing.get_args(hint):
            values[column] = _decimal(cell, f"{where}: {column}")
        else:
            values[column] = cell
    return values


def _whole(cell: str, column: str, where: str) -> int:
    """Read a whole number of a cell."""
    try:
        return int(cell)
    except ValueError:
        raise ReferenceDataError(f"{where}: {column} must be a whole number, not {quote(cell)}") from None


def _decimal(cell: str, where: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ReferenceDataError(f"{where} must be a decimal number, not {quote(cell)}")
    return value


@cache
def _by_id(name: str) -> dict[str, Row]:
    return {row.id: row for row in _load(name)}


@overload
def get(kind: str, id: str) -> Row: ...
@overload
def get(kind: type[R], id: str) -> R: ...
def get(kind: str | type[Row], id: str) -> Row:
    """Give the row with this id.

    Args:
        kind: The name of the table, one of :func:`tables`, or the class of its rows, such as ``reference.Country``.
        id: The row's id.

    Returns:
        The row.

    Raises:
        UnknownCodeError: There is no such table, or it has no such row; the message names ids that are alike.
        InputError: The id is no text.

    >>> from firearmskit import reference
    >>> reference.get(reference.Country, "YUG").name
    'Yugoslavia'
    >>> reference.get("models", "makarov").name
    'Makarov PM'
    """
    name = _name(kind)
    row = _by_id(name).get(of_type(id, str, "id"))
    if row is None:
        alike = _alike(name, id)
        message = (
            _("{id} isn't in the reference table {table}; ids that are alike: {alike}")
            if alike
            else _("{id} isn't in the reference table {table}")
        )
        raise UnknownCodeError(message.format(id=quote(id), table=name, alike=", ".join(alike)))
    return row


def _alike(name: str, id: object) -> list[str]:
    """Find ids that somebody may have meant, whatever their case."""
    folded = {known.casefold(): known for known in _by_id(name)}
    wanted = str(id)[:100].casefold()
    return [folded[key] for key in difflib.get_close_matches(wanted, folded, n=3, cutoff=0.6)]


def find(name: str, text: str) -> tuple[Row, ...]:
    """Find the rows of a table that hold a text in any column but the source, whatever its case.

    Args:
        name: One of :func:`tables`.
        text: What to look for.

    Returns:
        The rows that hold it, in the order of the table.

    Raises:
        UnknownCodeError: There is no such table.
        InputError: The text is no text.

    >>> [row.id for row in find("countries", "yugoslav")]
    ['YUG']
    """
    wanted = of_type(text, str, "text").casefold()
    return tuple(
        row
        for row in table(name)
        if any(
            wanted in str(part).casefold()
            for column, value in vars(row).items()
            if column not in ("source", "read", "confidence", "covers") and value is not None
            for part in (value if isinstance(value, tuple) else (value,))
        )
    )


def counts() -> dict[str, dict[str, int]]:
    """Count the rows of each table by how far they are supported.

    Returns:
        For each table, in the order of :func:`tables`, the number of rows of each word of ``CONFIDENCE``.

    Raises:
        ReferenceDataError: The file of a table is damaged.

    >>> counts()["countries"]["unverified"]
    0
    """
    levels = _rows.CONFIDENCE
    return {name: {level: sum(row.confidence == level for row in table(name)) for level in levels} for name in tables()}


def to_frame(name: str) -> pandas.DataFrame:
    """Give a table as a pandas DataFrame.

    Args:
        name: One of :func:`tables`.

    Returns:
        One row for each reference row; the columns are the fields of its class, lists joined with ``"; "``.

    Raises:
        UnknownCodeError: There is no such table.
    """
    import pandas

    records = [
        {key: "; ".join(map(str, value)) if isinstance(value, tuple) else value for key, value in asdict(row).items()}
        for row in table(name)
    ]
    return pandas.DataFrame(records, columns=[field.name for field in fields(_TABLES[name])])
