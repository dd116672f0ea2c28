"""Statements that are compiled once for each kind of database: to build one anew takes longer than to run it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql import ClauseElement

__all__ = ["Prepared"]


class Prepared:
    """A statement that is run at each recording.

    Its errors are those of the driver; :func:`firearmskit.records.registry.connection.writing` gives them our form.

    Args:
        statement: The statement, whose values all have names.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._compiled: dict[str, tuple[str, Sequence[str] | None]] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it once for each row of values.

        Args:
            connection: A transaction.
            rows: Name to value.
        """
        if not rows:
            return
        text, names = self._on(connection)
        values = [_values(row, names) for row in rows]
        cursor = connection.connection.cursor()
        try:
            if len(values) == 1:
                cursor.execute(text, values[0])
            else:
                cursor.executemany(text, values)
        finally:
            cursor.close()

    def find(self, connection: Connection, **values: Any) -> list[tuple[Any, ...]]:
        """Run it, and give the rows that it finds."""
        text, names = self._on(connection)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text, _values(values, names))
            return [tuple(row) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def _on(self, connection: Connection) -> tuple[str, Sequence[str] | None]:
        """Give the statement in the words of a database, and the order of its values; None where they go by name."""
        name = connection.dialect.name
        if name not in self._compiled:
            compiled: Any = self._statement.compile(dialect=connection.dialect)
            self._compiled[name] = (str(compiled), compiled.positiontup)
        return self._compiled[name]


def _values(row: Mapping[str, Any], names: Sequence[str] | None) -> Any:
    return dict(row) if names is None else tuple(row[name] for name in names)
