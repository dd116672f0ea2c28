"""Read the tables that ship with firearmskit."""

from __future__ import annotations

import difflib
from functools import cache
from typing import TYPE_CHECKING, TypeVar, overload

from firearmskit.arguments import of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.reference import paper_rows as _paper
from firearmskit.reference import rows as _rows
from firearmskit.reference.rows import Row
from firearmskit.reference.tablefile import read_table, rows_to_frame

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
        _paper.PaperEvent,
        _paper.PaperItem,
        _paper.PaperList,
        _paper.PaperNumber,
        _rows.Place,
        _rows.ProofHouse,
        _rows.ProofMark,
        _rows.PropertyMark,
        _rows.Region,
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
    return read_table("firearmskit.reference", name, _TABLES[name])


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
    return rows_to_frame(table(name), _TABLES[name])
