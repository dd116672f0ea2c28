"""What was typed in from answer sheets, as it was typed: on disk before anything else happens, and only added to."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from firearmskit.course.collecting.journal import cell
from firearmskit.errors import CourseError, quote
from firearmskit.language import text as _

__all__ = ["Entry", "Log", "append"]

_COLUMNS = ["time", "code", "learner", "members", "answers"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One sheet, as it was typed once.

    Attributes:
        time: When; ISO 8601.
        code: The sheet's.
        whose: The learner's id, or the team's name.
        members: Who is credited, by id; nobody where the sheet is a learner's own.
        answers: What was typed for each question, ``{number: text}``, without what is blank.
    """

    time: str
    code: str
    whose: str
    members: tuple[str, ...]
    answers: dict[int, str]


class Log:
    """The log of one course; whoever holds the journal of collecting may add to it.

    Args:
        root: The course folder.

    Attributes:
        entries: What was typed, ``{code: entries}``, the last of each code the latest.

    Raises:
        CourseError: It was changed by hand and can't be read.
    """

    def __init__(self, root: Path) -> None:
        self._path = root / "trainer" / "keyed.csv"
        self.entries: dict[str, list[Entry]] = {}
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            data = b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):  # the power went while a line was written; nobody was told that it is kept
            with self._path.open("r+b") as stream:
                stream.truncate(len(whole))
                os.fsync(stream.fileno())
        if not whole:
            self._write(_COLUMNS)
            return
        try:
            rows = list(csv.reader(io.StringIO(whole.decode("utf-8"), newline=""), strict=True))
            if rows[0] != _COLUMNS:
                raise ValueError(_("its first line is {line}").format(line=quote(",".join(rows[0]))))
            for time, code, whose, members, answers in rows[1:]:
                datetime.fromisoformat(time)
                typed = {int(number): str(text) for number, text in json.loads(answers).items()}
                self._learn(Entry(time=time, code=code, whose=whose, members=tuple(members.split()), answers=typed))
        except (ValueError, AttributeError, csv.Error) as error:
            raise CourseError(_("{name} was changed, and can't be read: {error}").format(
                name=self._path.name, error=error)) from None  # fmt: skip

    def _learn(self, entry: Entry) -> None:
        self.entries.setdefault(entry.code, []).append(entry)

    def add(self, entry: Entry) -> None:
        """Add what was typed; it is on disk before this returns."""
        answers = json.dumps({str(number): text for number, text in entry.answers.items()}, ensure_ascii=True)
        self._write([entry.time, entry.code, cell(entry.whose), " ".join(entry.members), answers])
        self._learn(entry)

    def _write(self, row: list[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(row)
        append(self._path, text.getvalue())


def append(path: Path, text: str) -> None:
    """Add to a file, and see to it that it is on disk before this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        data = text.encode()
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)
