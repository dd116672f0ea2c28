"""A disk that remembers what reached it and what didn't, and that fails when it is told: a VFS of SQLite, with apsw.

SQLite believes that it writes to a file. Every write, sync, truncation and deletion is also noted, so that a power cut
can be played at any of them: what was synced is there; of what wasn't, any part may be, down to sectors of 512 bytes.
Not played: directory entries that are lost, and disks that say that they synced and didn't.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import apsw

SECTOR = 512

Operation = tuple[str, str, int, bytes]
"""What, on which file, at which place or size, and which bytes. ``ack`` has a count instead of a place."""


@dataclass
class Disk:
    """What happens on a disk.

    Args:
        operations: All that happened, in order.
        fails_at: Before which write, sync or truncation it fails, counted from 0; None for never.
        stays: Whether it fails from then on.
        failure: The error.
        calls: Writes, syncs and truncations until now.
    """

    operations: list[Operation] = field(default_factory=list)
    fails_at: int | None = None
    stays: bool = False
    failure: type[apsw.Error] = apsw.FullError
    calls: int = 0

    def note(self, what: str, name: str, at: int = 0, data: bytes = b"") -> None:
        """Note what happens."""
        self.operations.append((what, Path(name).name, at, data))

    def touch(self) -> None:
        """Fail, if it is time to."""
        at, self.calls = self.calls, self.calls + 1
        if self.fails_at is not None and (at == self.fails_at or (self.stays and at > self.fails_at)):
            raise self.failure("the disk fails")

    def acknowledge(self, count: int) -> None:
        """Note that somebody was told that so many events are on the disk."""
        self.note("ack", "", count)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        self.name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.touch()
        super().xWrite(data, offset)
        self.disk.note("write", self.name, offset, bytes(data))

    def xTruncate(self, size: int) -> None:
        self.disk.touch()
        super().xTruncate(size)
        self.disk.note("truncate", self.name, size)

    def xSync(self, flags: int) -> None:
        self.disk.touch()
        # Nothing is gained by waiting for the real disk: what counts is what was asked of it.
        self.disk.note("sync", self.name)


class _Files(apsw.VFS):
    def __init__(self, name: str, disk: Disk) -> None:
        self.disk = disk
        self.name = name
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:
        return _File(self.disk, name, flags) if name is not None else super().xOpen(name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:
        super().xDelete(name, syncdir)
        self.disk.note("delete", name)


class Error(Exception):
    """Any error of the driver, as PEP 249 wants it."""


class DatabaseError(Error):
    """The database failed."""


class OperationalError(DatabaseError):
    """The disk failed, or somebody else has the database."""


class IntegrityError(DatabaseError):
    """A constraint or trigger refused it."""


@contextmanager
def _as_the_driver() -> Iterator[None]:
    try:
        yield
    except (apsw.ConstraintError, apsw.AbortError) as error:
        raise IntegrityError(str(error)) from error
    except apsw.Error as error:
        raise OperationalError(str(error)) from error


class _Cursor:
    """A cursor as PEP 249 wants it, over one of apsw."""

    arraysize, rowcount, lastrowid = 1, -1, None

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._rows: Iterator[Any] = iter(())
        self.description: Any = None

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> _Cursor:
        return self.executemany(statement, [parameters])

    def executemany(self, statement: str, many: Iterable[Sequence[Any]]) -> _Cursor:
        inner, rows = self._connection.inner, []
        before = inner.total_changes()
        self.description = None
        with _as_the_driver():
            cursor = inner.cursor()
            cursor.exec_trace = self._describe
            for each in many:
                rows = cursor.execute(self._connection.rewrite(statement), tuple(each)).fetchall()
        self.rowcount = inner.total_changes() - before
        self._rows = iter(rows)
        return self

    def _describe(self, cursor: apsw.Cursor, _statement: str, _parameters: Any) -> bool:
        with suppress(apsw.ExecutionCompleteError):
            self.description = [(*each, *(None,) * 5) for each in cursor.get_description()] or None
        return True

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return list(islice(self._rows, size))

    def close(self) -> None:
        self._rows = iter(())


class _Connection:
    """A connection as PEP 249 and SQLAlchemy want it."""

    isolation_level = None

    def __init__(self, inner: apsw.Connection, synchronous: str) -> None:
        self.inner = inner
        self._synchronous = synchronous

    def rewrite(self, statement: str) -> str:
        """Have the library's own setting replaced, to show what another one does."""
        return statement.replace("synchronous=FULL", f"synchronous={self._synchronous}")

    def cursor(self) -> _Cursor:
        return _Cursor(self)

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> _Cursor:
        return self.cursor().execute(statement, parameters)

    def create_function(self, *_arguments: Any, **_options: Any) -> None:
        """Take no functions: the registry calls none."""

    def commit(self) -> None:
        if self.inner.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.inner.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        with _as_the_driver():
            self.inner.close(True)


def driver(disk: Disk, *, synchronous: str = "FULL") -> SimpleNamespace:
    """Give a driver (PEP 249) that keeps its files on a disk, for ``create_engine(…, module=…)``.

    Args:
        disk: The disk.
        synchronous: What SQLite's setting of this name is instead of FULL.
    """
    files = _Files(f"disk-{id(disk)}", disk)

    def connect(file: str, **_options: Any) -> _Connection:
        with _as_the_driver():
            inner = apsw.Connection(file, vfs=files.name)
            # No memory is shared with other processes; and files are written back often, so that cuts meet it.
            for pragma in ("locking_mode=EXCLUSIVE", "wal_autocheckpoint=24"):
                inner.cursor().execute(f"PRAGMA {pragma}").fetchall()
        return _Connection(inner, synchronous)

    return SimpleNamespace(
        connect=connect,
        paramstyle="qmark",
        sqlite_version_info=sqlite3.sqlite_version_info,
        version_info=sqlite3.sqlite_version_info,
        Binary=bytes,
        Error=Error,
        DatabaseError=DatabaseError,
        OperationalError=OperationalError,
        IntegrityError=IntegrityError,
        **{name: type(name, (DatabaseError,), {}) for name in ("InterfaceError", "ProgrammingError", "DataError")},
        **{name: type(name, (DatabaseError,), {}) for name in ("InternalError", "NotSupportedError")},
    )


@dataclass
class _Medium:
    """One file, as far as it is sure, and what may or may not have reached it."""

    sure: bytearray = field(default_factory=bytearray)
    waiting: list[Operation] = field(default_factory=list)


def cuts(operations: Sequence[Operation], count: int, seed: int) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Cut the power at random moments.

    Args:
        operations: What happened on a disk.
        count: How often.
        seed: Seed of the chance.

    Yields:
        How many events were acknowledged by then, and what each file is found to hold.
    """
    draw = random.Random(seed)
    moments = sorted(draw.randrange(len(operations) + 1) for _each in range(count))
    files: dict[str, _Medium] = {}
    done, acknowledged = 0, 0
    for moment in moments:
        for operation in operations[done:moment]:
            what, name, at, _data = operation
            if what == "ack":
                acknowledged = at
            elif what == "delete":
                files.pop(name, None)
            elif what == "sync":
                medium = files.setdefault(name, _Medium())
                for each in medium.waiting:
                    _apply(medium.sure, each)
                medium.waiting.clear()
            else:
                files.setdefault(name, _Medium()).waiting.append(operation)
        done = moment
        yield acknowledged, {name: _found(medium, draw) for name, medium in files.items()}


def _apply(content: bytearray, operation: Operation) -> None:
    what, _name, at, data = operation
    if what == "truncate":
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


def _found(medium: _Medium, draw: random.Random) -> bytes:
    """Give what a file holds after a cut: nothing, all, or any part of what wasn't synced."""
    content = bytearray(medium.sure)
    chance = draw.choice((0.0, 1.0, draw.random()))
    for operation in medium.waiting:
        if draw.random() >= chance:
            continue
        what, name, at, data = operation
        if what == "write" and draw.random() < 0.5 and 0 < chance < 1:
            for start in range(0, len(data), SECTOR):
                if draw.random() < chance:
                    _apply(content, (what, name, at + start, data[start : start + SECTOR]))
        else:
            _apply(content, operation)
    return bytes(content)
