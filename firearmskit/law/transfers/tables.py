"""A file on a transfer in a table: one line for each thing that is said, in a CSV file or a workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.sheets import SheetRow, read_table

__all__ = ["COLUMNS", "table_to_data"]

COLUMNS = ("part", "id", "field", "value")
"""The columns: which part of the file, which one of its things, which field, and what it says."""

_MOST_ROWS = 20_000
_PARTS = {"party": "parties", "goods": "goods", "paper": "papers", "event": "events", "state": "invented_states"}
_NAMED_BY = {"goods": "line", "paper": "id", "event": "id", "state": "code"}
_INSIDE = {"paper-item": ("paper", "items"), "event-item": ("event", "items"), "paper-broker": ("paper", "brokers")}
_OWN_LINES = {*_PARTS.values(), *(where for _owner, where in _INSIDE.values())}
"""Fields that hold things: each of these has lines of its own."""

_LISTS = {"transit_states", "disclosure_states", "marks", "assessed", "route", "bound_by"}
_FLAGS = {"state_to_state", "temporary", "synthetic", "public", "written", "overriding_risk"}
_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def table_to_data(path: Path) -> dict[str, Any]:
    """Read a table with the columns part, id, field and value.

    Args:
        path: A CSV file or a workbook.

    Returns:
        Plain data in the shape of the JSON.

    Raises:
        InputError: The file can't be read, or a line can't be used; the message names line, field, value and rule.
    """
    table = read_table(path)
    if tuple(each.strip().casefold() for each in table.header) != COLUMNS:
        raise InputError(
            _("{name} must have the columns {columns}.").format(name=quote(table.name), columns=", ".join(COLUMNS))
        )
    if len(table.rows) > _MOST_ROWS:
        raise InputError(_("{name} has more than {most} lines.").format(name=quote(table.name), most=_MOST_ROWS))
    return _Builder(table.name).build(table.rows)


class _Builder:
    """Puts lines together into a file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._data: dict[str, Any] = {}
        self._things: dict[tuple[str, str], dict[str, Any]] = {}

    def build(self, rows: tuple[SheetRow, ...]) -> dict[str, Any]:
        for row in rows:
            cells = [each.strip() for each in (*row.cells, "", "", "", "")[:4]]
            if row.faults:
                raise self._refused(row.number, "value", cells[3], next(iter(row.faults.values())))
            self._take(row.number, *cells)
        return self._data

    def _take(self, number: int, part: str, id: str, field: str, value: str) -> None:
        if not field or field in _OWN_LINES:
            raise self._refused(number, "field", field, _("it must be the name of a field that is no list of things"))
        thing = self._thing(number, part, id)
        if field in thing and thing[field] is not None:
            raise self._refused(number, field, value, _("the field is there twice"))
        thing[field] = self._value(number, field, value)

    def _thing(self, number: int, part: str, id: str) -> dict[str, Any]:
        """Give what a line is about, made when it is named for the first time."""
        if part == "file":
            return self._data
        if (part, id) in self._things:
            return self._things[part, id]
        if not id or (part not in _PARTS and part not in _INSIDE):
            known = ", ".join(("file", *_PARTS, *_INSIDE))
            raise self._refused(number, "part", part, _("it must be one of {known}, with an id").format(known=known))
        thing: dict[str, Any] = {_NAMED_BY[part]: id} if part in _NAMED_BY else {}
        if part in _PARTS:
            self._data.setdefault(_PARTS[part], []).append(thing)
        else:
            outer, _slash, inner = id.rpartition("/")
            owner, where = _INSIDE[part]
            if not outer or not inner:
                raise self._refused(
                    number, "id", id, _("it must be the id of the paper or event, a slash, and another")
                )
            if where == "items":
                thing["line"] = inner
            self._thing(number, owner, outer).setdefault(where, []).append(thing)
        self._things[part, id] = thing
        return thing

    def _value(self, number: int, field: str, value: str) -> Any:
        """Read a cell: an empty one isn't known, ``none`` is an empty list."""
        if value == "":
            return None
        if field in _LISTS:
            return [] if value == "none" else [each.strip() for each in value.split(";")]
        if field in _FLAGS:
            if value.casefold() not in _WORDS:
                raise self._refused(number, field, value, _("it must be yes or no"))
            return _WORDS[value.casefold()]
        if field == "quantity":
            if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", value):
                raise self._refused(number, field, value, _("it must be a number, such as 12 or 2.5"))
            return float(value) if "." in value else int(value)
        return value

    def _refused(self, number: int, field: str, value: str, rule: str) -> InputError:
        return InputError(
            _("{name}, line {number}: {field} is {value}: {rule}.").format(
                name=quote(self._name), number=number, field=quote(field), value=quote(value), rule=rule.rstrip(".")
            )
        )
