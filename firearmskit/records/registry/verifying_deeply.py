"""Does what is in the log make sense, and is all that is kept beside it what follows from it?"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, create_engine, func, select
from sqlalchemy import text as text_clause
from sqlalchemy.exc import DBAPIError

from firearmskit.errors import RegistryError, escape, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records import events
from firearmskit.records.logged import Logged
from firearmskit.records.registry import deriving, tables
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.verifying import finding

__all__ = ["verify_deeply"]

_MOST = 20
"""Rows of a table that are told one by one."""


def verify_deeply(connection: Connection) -> Iterator[Finding]:
    """Read each event, live each firearm's life again, and compare what is kept beside the log.

    Args:
        connection: A transaction that sees one state.

    Yields:
        What was found.
    """
    try:
        yield from _of_file(connection)
        sense = _Sense(connection)
        yield from sense.findings()
        yield from _of_sealed(connection, sense.kept)
    except DBAPIError as error:
        sentence = _("The database can't read the registry: {reason}")
        yield finding("damaged", "registry", sentence.format(reason=escape(str(error.orig))))


def _of_file(connection: Connection) -> Iterator[Finding]:
    """Have SQLite check its own file."""
    if connection.dialect.name == "sqlite":
        for (said,) in connection.execute(text_clause("PRAGMA integrity_check")):
            if said != "ok":
                sentence = _("The file is damaged: {reason}")
                yield finding("damaged", "file", sentence.format(reason=escape(str(said))))


class _Sense:
    """One pass over the log that understands what it reads."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: list[Finding] = []
        self._users: set[str] = set()
        self._ids: set[str] = set()
        self.kept: dict[str, str] = {}

    def findings(self) -> Iterator[Finding]:
        beside = create_engine("sqlite://")
        try:
            with beside.begin() as made:
                tables.METADATA.create_all(made, tables=tables.DERIVED)
                misfits = deriving.rebuild(made, self._events())
                yield from self._found
                for misfit in misfits:
                    sentence = _("Event {number}, {kind}, can't have happened: {reason}")
                    yield finding(
                        "life",
                        "event",
                        sentence.format(
                            number=misfit.logged.number, kind=misfit.logged.event.kind, reason=" ".join(misfit.reasons)
                        ),
                    )
                yield from _of_derived(self._connection, made)
        finally:
            beside.dispose()

    def _events(self) -> Iterator[Logged]:
        """Give the events that can be read, and note what is wrong with them."""
        for number, body in Log(self._connection).bodies():
            try:
                logged = Logged.read(number, body)
            except RegistryError as error:
                self._found.append(finding("event", "event", str(error)))
                continue
            self._found.extend(self._odd(logged))
            yield logged

    def _odd(self, logged: Logged) -> Iterator[Finding]:
        event = logged.event
        if logged.number > 1 and logged.recorded_by not in self._users:
            sentence = _("Event {number} was recorded by {user}, who wasn't enrolled then.")
            yield finding("user", "recorded_by", sentence.format(number=logged.number, user=quote(logged.recorded_by)))
        if (logged.number == 0) != isinstance(event, events.RegistryOpened):
            sentence = _("Event {number} is {kind}: a registry is opened once, by its first event.")
            yield finding("event", "kind", sentence.format(number=logged.number, kind=event.kind))
        if isinstance(event, events.EventWithdrawn) and event.event not in self._ids:
            sentence = _("Event {number} withdraws {id}, which isn't before it in the log.")
            yield finding("event", "event", sentence.format(number=logged.number, id=quote(event.event)))
        if isinstance(event, events.UserEnrolled):
            self._users.add(event.user)
        elif isinstance(event, events.UserEnded):
            self._users.discard(event.user)
        elif isinstance(event, events.PersonalKept):
            self.kept[event.sealed] = event.holder
        elif isinstance(event, events.PersonalErased):
            self.kept = {sealed: holder for sealed, holder in self.kept.items() if holder != event.holder}
        self._ids.add(logged.id)


def _of_derived(connection: Connection, made: Connection) -> Iterator[Finding]:
    """Compare the tables for looking things up with those that were just made from the log."""
    for table in tables.DERIVED:
        there = set(map(tuple, connection.execute(select(table))))
        wanted = set(map(tuple, made.execute(select(table))))
        count = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if there == wanted and count == len(wanted):
            continue
        rows = sorted(map(repr, there ^ wanted))
        sentence = _("The table {table} isn't what follows from the log; {count} rows differ: {rows}.")
        yield finding(
            "derived",
            table.name,
            sentence.format(table=table.name, count=len(rows), rows=", ".join(quote(row, 200) for row in rows[:_MOST])),
        )


def _of_sealed(connection: Connection, kept: dict[str, str]) -> Iterator[Finding]:
    """Compare the sealed personal data with their digests in the log."""
    there: set[str] = set()
    for row in connection.execute(select(tables.sealed)):
        twice = row.digest in there
        there.add(row.digest)
        if not isinstance(row.data, bytes) or sha256(row.data).hexdigest() != row.digest:
            sentence = _("The personal data of {holder} aren't those that were kept.")
            yield finding("sealed", "sealed", sentence.format(holder=quote(row.holder)))
        elif twice or kept.get(row.digest) != row.holder:
            sentence = _("Personal data of {holder} are here, and the log doesn't say that they were kept.")
            yield finding("sealed", "sealed", sentence.format(holder=quote(row.holder)))
    for digest, holder in kept.items():
        if digest not in there:
            sentence = _("The personal data of {holder} are missing, and the log doesn't say that they were erased.")
            yield finding("sealed", "sealed", sentence.format(holder=quote(holder)))
