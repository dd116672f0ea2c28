"""Connections to SQLite and PostgreSQL that lose nothing which they said was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from firearmskit.errors import InputError, RegistryError, escape, quote
from firearmskit.language import text as _

__all__ = ["connect", "is_empty", "reading", "shown", "upgrade", "version", "write_ahead", "writing"]

_LOCK = 0x66697265
"""The number of PostgreSQL's advisory lock that only one writer of a registry has."""

_WAIT_SECONDS = 30
_LONGEST = 300

_SHOWN = frozenset({"dbname", "host", "mode", "port", "uri", "user"})
"""What messages may repeat of the options in an address."""

_MIGRATIONS = str(Path(__file__).with_name("migrations"))


def connect(url: str | Path | URL, *, create: bool) -> Engine:
    """Make an engine for a registry.

    Args:
        url: ``sqlite:///file`` or ``postgresql+psycopg://user@host/name``; a path alone is a file of SQLite.
        create: Whether a file that isn't there may be made.

    Returns:
        The engine. On SQLite it writes ahead (WAL) and waits for the disk at each commit (synchronous FULL).

    Raises:
        InputError: The URL is none, or of another database.
        RegistryError: There is no such file, or the driver isn't installed.
    """
    if isinstance(url, Path) or (isinstance(url, str) and "://" not in url):
        url = URL.create("sqlite", database=str(url))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # What can't be taken apart may hold a password, so that only its beginning is shown.
        begins = url.partition("://")[0] if isinstance(url, str) else url
        raise InputError(_("{value} is no address of a registry.").format(value=quote(begins))) from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, create=create)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed)
    raise InputError(
        _("{name} isn't a database that registries are kept in; SQLite and PostgreSQL are.").format(
            name=quote(parsed.get_backend_name())
        )
    )


def shown(engine: Engine) -> str:
    """Name a registry for messages, without its password, wherever in the address it stands."""
    plain = {name: value for name, value in engine.url.query.items() if name in _SHOWN}
    return escape(engine.url.set(query=plain).render_as_string(hide_password=True))


def _sqlite(url: URL, *, create: bool) -> Engine:
    file = url.database or ":memory:"
    if "\0" in file:
        raise InputError(_("{value} is no address of a registry.").format(value=quote(file)))
    if file != ":memory:" and not create and not Path(file).is_file():
        raise RegistryError(_("There is no registry {file}.").format(file=quote(file, _LONGEST)))
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
    path = Path(file).absolute()  # the working directory may change

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        # Python's own module would begin transactions when it likes; here they begin where the code says so.
        connection.isolation_level = None
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF", "schema_version"):
            connection.execute(f"PRAGMA {pragma}").close()
        record.info["file"] = _identity(path)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.info.get("file") != _identity(path):
            raise RegistryError(
                _(
                    "The file of the registry {name} was moved, deleted or replaced while it was open: what is written "
                    "now would be lost. Open it again."
                ).format(name=shown(engine))
            )
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _identity(path: Path) -> tuple[int, int] | None:
    """Tell a file from every other one, whatever it is called; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def write_ahead(engine: Engine) -> None:
    """Have a file of SQLite write ahead (WAL). The file itself remembers it, so only our own files are told."""
    if engine.dialect.name == "sqlite":
        with _told(engine), engine.connect() as connection:
            # Outside any transaction, as SQLite wants it.
            driver = connection.connection.dbapi_connection
            assert driver is not None  # noqa: S101 - it was just connected
            driver.cursor().execute("PRAGMA journal_mode=WAL").close()


def _postgresql(url: URL) -> Engine:
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except (ImportError, SQLAlchemyError):
        raise RegistryError(
            _('{name} needs a driver that isn\'t installed: pip install "firearmskit[server]"').format(
                name=url.drivername
            )
        ) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    # Outside a transaction that writes, all of it sees one state.
    engine.update_execution_options(isolation_level="REPEATABLE READ")
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes: all of it counts or nothing does, and nobody else writes meanwhile.

    Raises:
        RegistryError: The database failed, such as for a full disk; nothing of the transaction counts.
    """
    options: dict[str, Any] = {"writes": True}
    if engine.dialect.name == "postgresql":
        # Each statement sees what was committed before it, so all after the lock see what the last writer wrote.
        options["isolation_level"] = "READ COMMITTED"
    with _told(engine), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that reads: it sees one state of the registry.

    Raises:
        RegistryError: The database failed.
    """
    with _told(engine), engine.connect() as connection, connection.begin() as transaction:
        yield connection
        # There is nothing to commit, and of a damaged file SQLite refuses even that.
        transaction.rollback()


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Give errors of the database the form of ours."""
    try:
        yield
    except (UnicodeError, OverflowError) as error:
        raise InputError(
            _("A value is none that a database takes: {reason}.").format(reason=quote(str(error)))
        ) from None
    except DBAPIError as error:
        kind = _("can't be reached or written") if isinstance(error, OperationalError) else _("refused that")
        raise RegistryError(
            _("The registry {name} {kind}: {reason}").format(
                name=shown(engine), kind=kind, reason=escape(str(error.orig))
            )
        ) from error
    except engine.dialect.loaded_dbapi.Error as error:
        raise RegistryError(
            _("The registry {name} can't be reached or written: {reason}").format(
                name=shown(engine), reason=escape(str(error))
            )
        ) from error
    except SQLAlchemyError as error:
        raise RegistryError(
            _("The registry {name} failed: {reason}").format(name=shown(engine), reason=escape(str(error)))
        ) from error


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", _MIGRATIONS)
    configuration.attributes["connection"] = connection
    return configuration


def upgrade(connection: Connection) -> None:
    """Bring the tables of a registry into their newest form, in a transaction that writes; what is recorded stays."""
    command.upgrade(_configuration(connection), "head")


def version(engine: Engine) -> tuple[str | None, str | None]:
    """Give the form that a registry's tables have, and the newest one."""
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "registry_version"})
        return context.get_current_revision(), ScriptDirectory(_MIGRATIONS).get_current_head()


def is_empty(connection: Connection) -> bool:
    """Tell whether nothing is in a database."""
    return not inspect(connection).get_table_names()
