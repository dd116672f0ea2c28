"""Open a registry that is there, or begin one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import URL, Connection, Engine

from firearmskit.errors import InputError, RegistryError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.keyring import Keyring
from firearmskit.records.ledger import Frontier
from firearmskit.records.logged import Logged, new_id
from firearmskit.records.registry import deriving
from firearmskit.records.registry.connection import (
    connect,
    is_empty,
    reading,
    shown,
    upgrade,
    version,
    write_ahead,
    writing,
)
from firearmskit.records.registry.log import Log, later
from firearmskit.records.registry.registry import Registry, first_events

__all__ = ["begin_registry", "check_version", "keys_of", "open_registry"]


def _now() -> datetime:
    return datetime.now(UTC)


def open_registry(
    url: str | Path | URL, *, user: str, keys: Path | str | None = None, clock: Callable[[], datetime] = _now
) -> Registry:
    """Open a registry.

    Args:
        url: Where it is: a file of SQLite, ``sqlite:///file``, or ``postgresql+psycopg://user@host/name``.
        user: Who uses it.
        keys: The file of keys; None for the one beside a file of SQLite, and for none on a server.
        clock: Tells the time; for tests and lessons.

    Returns:
        The registry; use it in a ``with`` statement, or close it.

    Raises:
        InputError: The URL is none.
        RegistryError: There is no registry, its tables have another form, or the database can't be reached.
        AccessError: The user isn't enrolled.
    """
    engine = connect(url, create=False)
    try:
        check_version(engine)
        write_ahead(engine)
        return Registry(engine, user=user, keys=keys_of(engine, keys), clock=clock)
    except BaseException:
        engine.dispose()
        raise


def check_version(engine: Engine) -> None:
    """Refuse what is no registry, or one that another version of firearmskit keeps."""
    found, newest = version(engine)
    if found is None:
        raise RegistryError(_("{name} is no registry.").format(name=shown(engine)))
    if found != newest:
        raise RegistryError(
            _(
                "The tables of {name} have the form {found}, and this version of firearmskit needs {newest}: make a "
                "copy, then bring them there with `firearmskit registry upgrade`."
            ).format(name=shown(engine), found=found, newest=newest)
        )


def begin_registry(
    url: str | Path | URL,
    *,
    user: str,
    registry: str,
    title: str,
    purpose: str,
    country: str | None = None,
    keys: Path | str | None = None,
    clock: Callable[[], datetime] = _now,
) -> Registry:
    """Begin a registry in a file or database where nothing is.

    Args:
        url: As :func:`open_registry` takes it.
        user: Who begins it: its first manager, in all roles until others are enrolled.
        registry: Its own name, as it signs with, such as ``police.example/firearms``.
        title: Its title.
        purpose: ``lesson`` takes nothing that isn't said to be synthetic; ``work`` is a real one.
        country: ISO 3166-1 alpha-3 of the State that keeps it.
        keys: As :func:`open_registry` takes it.
        clock: Likewise.

    Returns:
        The registry.

    Raises:
        InputError: A value can't be used.
        RegistryError: Something is there already, or the database can't be reached.

    >>> from tempfile import mkdtemp
    >>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
    >>> with begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
    ...     len(registry)
    2
    """
    try:
        settings = events.RegistryOpened.model_validate(
            {"registry": registry, "title": title, "country": country, "purpose": purpose}
        )
        beginning = first_events(settings, user)
    except ValidationError as error:
        raise InputError(_("The registry can't begin so: {reasons}.").format(reasons=events.reasons(error))) from None
    if registry == user:
        raise InputError(_("The registry and its first user can't both be called {name}.").format(name=quote(user)))
    engine = connect(url, create=True)
    try:
        with reading(engine) as connection:
            _check_empty(connection)
        write_ahead(engine)
        # All in one transaction: should the machine stop, or another program begin at the same time, there is a whole
        # registry or none.
        with writing(engine) as connection:
            _check_empty(connection)
            upgrade(connection)
            _write_first(connection, beginning, user, later(None, clock()))
        return Registry(engine, user=user, keys=keys_of(engine, keys), clock=clock)
    except BaseException:
        engine.dispose()
        raise


def _check_empty(connection: Connection) -> None:
    if not is_empty(connection):
        raise RegistryError(_("There is something in {name} already.").format(name=shown(connection.engine)))


def _write_first(connection: Connection, beginning: Sequence[Event], user: str, at: datetime) -> None:
    logged = [
        Logged(number=number, id=new_id(at.timestamp()), recorded_at=at, recorded_by=user, event=event)
        for number, event in enumerate(beginning)
    ]
    Log(connection).write(logged, Frontier())
    named: list[deriving.Thing] = []
    for each in logged:
        field, kind = deriving.NAMING[each.event.kind]
        named.append({"id": getattr(each.event, field), "kind": kind, "number": each.number})
    deriving.index(connection, logged, named)


def keys_of(engine: Engine, file: Path | str | None) -> Keyring | None:
    """Give the keys of a registry: those in a file that is named, or in the one beside a file of SQLite."""
    if file is not None:
        return Keyring(file)
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database not in (None, "", ":memory:"):
        beside = Path(str(database)).with_suffix(".keys")
        if beside != Path(str(database)):
            return Keyring(beside)
    return None
