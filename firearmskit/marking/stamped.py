"""A mark as it was found on a firearm, with where it stands and what was measured; and files of such marks."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["MAX_MARKS", "Event", "StampedMark", "parse_marks"]

MAX_MARKS = 200
"""The most marks that one firearm is taken to bear."""


@dataclass(frozen=True, kw_only=True)
class StampedMark:
    """One mark on a firearm.

    Args:
        text: What is stamped, verbatim.
        place: The part that it stands on, in the words of the reference table ``places``: ``frame``, ``slide``,
            ``boîte de culasse``; None when not known.
        height_mm: Height of the lowest character, in millimetres; None when not measured.
        depth_mm: Depth at the shallowest point, in millimetres; None when not measured.
        script: ``latin``, ``cyrillic``, ``greek`` or another name; None leaves it to the letters of ``text``.
        shows: What the mark shows, of ``law.CONTENTS``, where the examiner says so; None leaves it to the reader.
        over: Number from 0 of the mark that it was stamped over; None when it was stamped over none.
    """

    text: str
    place: str | None = None
    height_mm: float | None = None
    depth_mm: float | None = None
    script: str | None = None
    shows: tuple[str, ...] | None = None
    over: int | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a firearm and made marks due.

    Args:
        kind: One of ``law.EVENTS``.
        state: ISO 3166-1 alpha-3 code of the State where it happened.
        on: ISO date of the day.
    """

    kind: str
    state: str
    on: str


def parse_marks(data: str, *, name: str = "marks") -> tuple[StampedMark, ...]:
    r"""Take the marks out of a file.

    Args:
        data: JSON, a list of objects or an object with such a list as ``marks``; or CSV with a line of names first.
            The names are the fields of :class:`StampedMark`; in CSV, several contents in ``shows`` are separated by
            ``;``.
        name: What to call the file in a message.

    Returns:
        The marks in the order of the file.

    Raises:
        InputError: It is neither, a name is none of the fields, a measure isn't a number, or there are more than 200
            marks.

    >>> parse_marks("text,place,height_mm\nAB 12 3456,frame,1.8\n")[0].height_mm
    1.8
    """
    records = _json(data, name) if of_type(data, str, "data").lstrip()[:1] in ("[", "{") else _csv(data, name)
    if len(records) > MAX_MARKS:
        raise InputError(
            _("{name}: {count} marks, the limit is {limit}").format(name=name, count=len(records), limit=MAX_MARKS)
        )
    return tuple(_mark(record, f"{name}, {number}") for number, record in enumerate(records, 1))


def _json(data: str, name: str) -> list[Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(_("{name} isn't JSON: {reason}").format(name=name, reason=str(error)[:200])) from None
    marks = found.get("marks") if isinstance(found, dict) else found
    if not isinstance(marks, list):
        raise InputError(_("{name} holds no list of marks").format(name=name))
    return marks


def _csv(data: str, name: str) -> list[Any]:
    try:
        rows = list(csv.DictReader(data.splitlines(), strict=True))
    except csv.Error as error:
        raise InputError(_("{name} isn't CSV: {reason}").format(name=name, reason=error)) from None
    found: list[Any] = []
    for row in rows:
        record: dict[str, Any] = {key: cell for key, cell in row.items() if cell}
        if isinstance(record.get("shows"), str):
            record["shows"] = [each.strip() for each in record["shows"].split(";")]
        found.append(record)
    return found


def _mark(record: Any, where: str) -> StampedMark:
    names = [field.name for field in fields(StampedMark)]
    if not isinstance(record, Mapping) or not isinstance(record.get("text"), str):
        raise InputError(_("{where}: a mark needs a text, not {value}").format(where=where, value=quote(record)))
    for key in record:
        if key not in names:
            raise InputError(
                _("{where}: {value} isn't a field of a mark; the fields are {known}").format(
                    where=where, value=quote(key), known=", ".join(names)
                )
            )
    values = dict(record)
    for key in ("height_mm", "depth_mm", "over"):
        if values.get(key) is not None:
            values[key] = _number(values[key], int if key == "over" else float, f"{where}, {key}")
    if values.get("shows") is not None:
        if not isinstance(values["shows"], list):
            raise InputError(
                _("{where}: shows must be a list, not {value}").format(where=where, value=quote(values["shows"]))
            )
        values["shows"] = tuple(values["shows"])
    return StampedMark(**values)


def _number(value: Any, kind: type[int] | type[float], where: str) -> int | float:
    try:
        if isinstance(value, bool):
            raise ValueError
        return kind(value)
    except (TypeError, ValueError, OverflowError):
        raise InputError(_("{where}: {value} isn't a number").format(where=where, value=quote(value))) from None
