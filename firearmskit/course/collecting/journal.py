"""The journal of collecting: what came in, when, and what became of it; only ever added to.

``trainer/collected.csv`` has a row when a file came in, written before the file is copied, and another when it was
decided what becomes of it. Whatever is cut off in between is seen at the next call, and finished.
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from firearmskit.course.tables import is_formula
from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import text as _

__all__ = ["DONE", "Journal", "Row", "cell", "instant"]

DONE = frozenset({"placed", "older", "same"})
"""What became of a file that was placed once, whether or not it counts now."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the journal.

    Attributes:
        time: When the line was written; ISO 8601.
        source: Where the file lay; for an entry of a zip, where the zip lay.
        file: Its name, after the names of the folders and zips around it.
        sha256: Of its bytes, as hexadecimal digits.
        changed: When it was changed last, as far as that is known; ISO 8601 in UTC.
        kept: The copy in the course folder; for an entry of a zip, the zip's.
        became: ``"came in"``, ``"opened"`` (a zip), ``"placed"``, ``"older"`` (another one counts), ``"same"`` (as came
            in before), ``"unresolved"`` (a person has to say whose it is), ``"listed"`` (it can't be placed) or
            ``"set aside"`` (by the trainer).
        learner: Whose it is, or nothing.
        exercise: ``"<module>/<slug>"``, or nothing.
        placed: Where it belongs in ``submitted/``, or nothing.
        by: What said whose it is: ``"name"``, ``"pack"``, ``"team"`` (the answer sheet of a team), ``"trainer"`` (in
            the table), ``"as"`` (by the trainer, who wants it to count now), or nothing.
        why: A sentence.
    """

    time: str
    source: str
    file: str
    sha256: str
    changed: str
    kept: str
    became: str
    learner: str = ""
    exercise: str = ""
    placed: str = ""
    by: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from every other: its bytes and its name."""
        return self.sha256, self.file


_COLUMNS = tuple(field.name for field in fields(Row))


def cell(text: str) -> str:
    r"""Write a text so that it is one line, and a text to a spreadsheet too.

    >>> cell("=1+1"), cell("a\nb")
    ("'=1+1", 'a\\nb')
    """
    text = escape(text)
    return "'" + text if is_formula(text) else text


def instant(seconds: float) -> str:
    """Write a time, given in seconds since 1970, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


class Journal:
    """The journal of one course, locked while it is open.

    Args:
        root: The course folder.

    Attributes:
        last: The latest row of each file, ``{(sha256, file): row}``.
        order: When each came in first, as a number that rises.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / "trainer" / "collected.csv"
        self.last: dict[tuple[str, str], Row] = {}
        self.order: dict[tuple[str, str], int] = {}
        self._handle = -1

    def __enter__(self) -> Journal:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            self._handle = os.open(self._path, flags, 0o600)
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._handle)
            raise CourseError(
                _("something else is collecting into this course right now; wait until it ends")
            ) from None
        except OSError as error:
            raise CourseError(_("{name} can't be opened: {error}").format(name=self._path.name, error=error)) from None
        try:
            self._read()
        except BaseException:
            os.close(self._handle)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._handle)

    def _read(self) -> None:
        data = self._path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):  # the power went while a line was written: what it said is decided anew
            os.ftruncate(self._handle, len(whole))
        if not whole:
            self._write([_COLUMNS])
            return
        try:
            rows = list(csv.reader(io.StringIO(whole.decode("utf-8"), newline=""), strict=True))
        except (ValueError, csv.Error) as error:
            raise CourseError(_("{name} can't be read: {error}").format(name=self._path.name, error=error)) from None
        if tuple(rows[0]) != _COLUMNS:
            raise CourseError(
                _("{name} was changed: its first line is {line}, not {own}").format(
                    name=self._path.name, line=quote(",".join(rows[0])), own=quote(",".join(_COLUMNS), 200)
                )
            )
        for number, row in enumerate(rows[1:], 2):
            if len(row) != len(_COLUMNS):
                raise CourseError(
                    _("{name} was changed: its line {number} has {count} cells, not {own}").format(
                        name=self._path.name, number=number, count=len(row), own=len(_COLUMNS)
                    )
                )
            self._learn(Row(**dict(zip(_COLUMNS, row, strict=True))))

    def _learn(self, row: Row) -> None:
        self.last[row.key] = row
        self.order.setdefault(row.key, len(self.order))

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows, all of them on disk before this returns."""
        rows = list(rows)
        if rows:
            self._write([astuple(row) for row in rows])
            for row in rows:
                self._learn(row)

    def _write(self, rows: Iterable[tuple[str, ...]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        data = text.getvalue().encode()
        while data:
            data = data[os.write(self._handle, data) :]
        os.fsync(self._handle)
