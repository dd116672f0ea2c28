"""Who was there: the trainer's table of learners and half-days, as it was filled in on paper or in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from firearmskit.errors import CourseError, quote
from firearmskit.language import text as _

__all__ = ["Attendance", "read_attendance"]

_FILE = "attendance.csv"
_MOST = 4 * 1024 * 1024
_THERE = frozenset({"1", "x", "✓", "✔", "y", "yes", "o", "oui", "s", "si", "sí", "sim", "d", "da", "да", "نعم"})
_AWAY = frozenset({"0", "-", "–", "—", "n", "no", "non", "não", "ne", "нет", "لا", "abs", "absent", "a"})


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """What is known about one course's attendance.

    Attributes:
        sessions: The half-days, as the table's columns call them.
        there: ``{learner: {session: whether they were there}}``; a session that nobody filled in for them is missing.
    """

    sessions: tuple[str, ...]
    there: Mapping[str, Mapping[str, bool]]

    def share(self, learner: str) -> float | None:
        """Give the share of the recorded half-days on which a learner was there, ``None`` where none is recorded."""
        known = self.there.get(learner, {})
        return sum(known.values()) / len(known) if known else None


def read_attendance(root: Path) -> Attendance:
    """Read ``trainer/attendance.csv``.

    A cell says that somebody was there with 1, x or yes, that they weren't with 0, - or no, in several languages; an
    empty cell says nothing.

    Args:
        root: The course folder.

    Returns:
        What is known; nothing where there is no table.

    Raises:
        CourseError: The table has no column ``learner``, or a cell says neither; it is quoted with its line.
    """
    path = root / "trainer" / _FILE
    try:
        data = path.read_bytes()[: _MOST + 1]
    except FileNotFoundError:
        return Attendance(sessions=(), there={})
    if len(data) > _MOST:
        raise CourseError(_("{name} is larger than {most} bytes").format(name=_FILE, most=_MOST))
    text = _decoded(data)
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)  # what a spreadsheet writes depends on the country it is set to
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise CourseError(_("{name} can't be read: {error}").format(name=_FILE, error=error)) from None
    head = [cell.strip() for cell in rows[0]] if rows else []
    if "learner" not in head:
        raise CourseError(_("{name} has no column {column}").format(name=_FILE, column=quote("learner")))
    who = head.index("learner")
    twice = next((name for place, name in enumerate(head) if name and name in head[:place]), None)
    if twice is not None:
        raise CourseError(_("{name}: the column {column} stands twice").format(name=_FILE, column=quote(twice)))
    sessions = {place: name for place, name in enumerate(head) if name and place != who}
    there: dict[str, dict[str, bool]] = {}
    for line, row in enumerate(rows[1:], 2):
        learner = row[who].strip() if who < len(row) else ""
        for place, cell in enumerate(row):
            if cell.strip() and place != who and place not in sessions:
                raise CourseError(
                    _("{name}, line {line}: {cell} stands in a column without a heading").format(
                        name=_FILE, line=line, cell=quote(cell.strip())
                    )
                )
        for place, session in sessions.items():
            cell = row[place].strip() if place < len(row) else ""
            if not cell:
                continue
            if not learner or cell.casefold() not in _THERE | _AWAY:
                raise CourseError(
                    _("{name}, line {line}, {session}: {cell} says neither 1 (was there) nor 0 (wasn't)").format(
                        name=_FILE, line=line, session=quote(session), cell=quote(cell)
                    )
                )
            there.setdefault(learner, {})[session] = cell.casefold() in _THERE
    return Attendance(sessions=tuple(sessions.values()), there=there)


def _decoded(data: bytes) -> str:
    for code in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return data.decode(code)
        except UnicodeDecodeError:
            continue
    raise CourseError(_("{name} is text of no encoding that is known here").format(name=_FILE))
