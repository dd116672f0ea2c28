"""Looking firearms up by what is derived from the log: their list, their marks, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, func, select

from firearmskit.arguments import listed, of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.keys import serial_key
from firearmskit.records.registry import tables

__all__ = ["Entry", "count", "firearms", "readings", "with_mark"]

_CHUNK = 500
_BATCH = 5_000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the list of firearms.

    Args:
        id: The name that the firearm has here.
        state: What it is now.
        make: Maker, as described last; likewise the next fields.
        model: Model.
        calibre: Calibre.
        country: Where it was made.
        year: When it was made.
        serial: The number that it is told by.
        holder: Who has it, or had it last.
        custodian: Who has it in a State's custody.
        place: Where it is stored.
        discrepancies: How many are open.
    """

    id: str
    state: str
    make: str | None
    model: str | None
    calibre: str | None
    country: str | None
    year: int | None
    serial: str | None
    holder: str | None
    custodian: str | None
    place: str | None
    discrepancies: int


def _lines() -> list[ColumnElement[object]]:
    return [tables.firearm.c[name] for name in Entry.__dataclass_fields__]


def firearms(connection: Connection, limit: int, fields: Mapping[str, object]) -> list[Entry]:
    """List firearms whose fields are so.

    Raises:
        InputError: There is no such field, or the limit is below 0.
    """
    most = whole(limit, "limit")
    if most < 0:
        raise InputError(_("A list can't have {limit} lines.").format(limit=most))
    query = select(*_lines())
    for name, value in fields.items():
        if name not in Entry.__dataclass_fields__:
            raise InputError(_("{name} isn't a field of the list of firearms.").format(name=quote(name)))
        query = query.where(tables.firearm.c[name] == value)
    return [Entry(**row._mapping) for row in connection.execute(query.order_by("id").limit(most))]


def with_mark(connection: Connection, text: str) -> list[Entry]:
    """List the firearms on which a mark was read or put."""
    query = (
        select(*_lines())
        .join(tables.marking, tables.marking.c.item == tables.firearm.c.id)
        .where(tables.marking.c.key == serial_key(text))
        .distinct()
    )
    return [Entry(**row._mapping) for row in connection.execute(query.order_by("id"))]


def readings(
    connection: Connection, keys: Iterable[str] | None, like: str | None, names: Iterable[str] | None = None
) -> Iterator[tuple[str | None, Entry]]:
    """Give firearms with each reading of their number, by its key or by a pattern; or some firearms, or all."""
    of_firearm = and_(tables.marking.c.item == tables.firearm.c.id, tables.marking.c.serial.is_(True))
    query = select(*_lines(), tables.marking.c.verbatim).distinct().order_by("id", "verbatim")
    if keys is None and like is None:
        query = query.outerjoin(tables.marking, of_firearm)
        if names is None:
            yield from _read(connection, query)
            return
        yield from _in_chunks(connection, query, tables.firearm.c.id, listed(names, str, "firearms"))
        return
    query = query.join(tables.marking, of_firearm)
    if like is not None:
        query = query.where(_fits(connection, of_type(like, str, "like")))
    if keys is None:
        yield from _read(connection, query)
        return
    yield from _in_chunks(connection, query, tables.marking.c.key, listed(keys, str, "keys"))


def _in_chunks(
    connection: Connection, query: Select[*tuple[Any, ...]], column: Column[Any], wanted: Iterable[str]
) -> Iterator[tuple[str | None, Entry]]:
    """Ask for some values of a column, so many at a time that the database takes them."""
    values = sorted(set(wanted))
    for start in range(0, len(values), _CHUNK):
        yield from _read(connection, query.where(column.in_(values[start : start + _CHUNK])))


def _read(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[tuple[str | None, Entry]]:
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}):
        line = dict(row._mapping)
        verbatim: str | None = line.pop("verbatim")
        yield verbatim, Entry(**line)


def _fits(connection: Connection, pattern: str) -> ColumnElement[bool]:
    """Say that a key fits a pattern, in the words of the database; an index finds how a key begins."""
    key = tables.marking.c.key
    if connection.dialect.name == "sqlite":
        return key.op("GLOB", is_comparison=True)(pattern.replace("[", "[[]"))
    escaped = pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return key.like(escaped.replace("?", "_").replace("*", "%"), escape="\\")


def count(connection: Connection) -> dict[str, int]:
    """Count firearms by state."""
    query = select(tables.firearm.c.state, func.count()).group_by(tables.firearm.c.state)
    return {state: int(number) for state, number in connection.execute(query)}
