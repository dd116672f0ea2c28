"""An open registry: its database, its user, and the transactions in which it is read and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import RLock
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from firearmskit.arguments import of_type
from firearmskit.errors import RegistryError
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.keyring import Keyring
from firearmskit.records.registry.connection import reading, shown, writing
from firearmskit.records.registry.log import Log, later
from firearmskit.records.registry.memory import Memory, roles_of
from firearmskit.records.registry.recording import Recording
from firearmskit.records.roles import check_may_read

__all__ = ["Opened"]


class Opened:
    """What every part of a registry shares.

    Args:
        engine: The database.
        user: Who uses it.
        keys: The keys of personal data and of checkpoints; None when they aren't here.
        clock: Tells the time.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        user: str,
        keys: Keyring | None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._keys = keys
        self._memory = Memory(of_type(user, str, "user"))
        self._lock = RLock()
        self._read_until: tuple[int, str | None] = (0, None)
        self.user = user
        with self._reading() as connection:
            first = next(Log(connection).since(0, 1), None)
            if first is None or not isinstance(first.event, events.RegistryOpened):
                raise RegistryError(_("{name} is no registry.").format(name=shown(engine)))
            self.settings: events.RegistryOpened = first.event

    def __enter__(self) -> Self:
        """Give the registry itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database; what was recorded is kept."""
        self._engine.dispose()

    def now(self) -> datetime:
        """Tell the time, by the clock of this registry."""
        return self._clock().astimezone(UTC)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a transaction that reads, if the user still may."""
        with reading(self._engine) as connection:
            end = Log(connection).end()
            if (end.size, end.id) != self._read_until:
                check_may_read(self.user, roles_of(connection, self.user))
                self._read_until = (end.size, end.id)
            yield connection

    @contextmanager
    def _recording(self) -> Iterator[tuple[Connection, Recording]]:
        """Open a transaction that records what is taken in it; all of it is on the disk at its end, or nothing."""
        with self._lock:
            with writing(self._engine) as connection:
                end = self._memory.catch_up(connection)
                recording = Recording(
                    connection,
                    self._memory,
                    later(end.at, self._clock()),
                    user=self.user,
                    purpose=self.settings.purpose,
                )
                yield connection, recording
                edge = recording.write()
                self._memory.doubt()
            # Only what is on the disk is remembered, and nothing where the user's own roles may have changed.
            if not any(each.event.kind in ("user-enrolled", "user-ended") for each in recording.new):
                self._memory.remember(recording.end(), edge, recording.changed(), recording.kinds)

    def _keyring(self) -> Keyring:
        if self._keys is None:
            raise RegistryError(_("The file of keys isn't here: open the registry with keys=…"))
        return self._keys
