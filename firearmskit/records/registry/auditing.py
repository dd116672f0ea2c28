"""Verify a registry from outside: whoever has its file can, enrolled in it or not, also where it doesn't open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, func, select
from sqlalchemy.exc import DBAPIError

from firearmskit.errors import RegistryError, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records import events
from firearmskit.records.keyring import Keyring
from firearmskit.records.ledger import VerifierKey
from firearmskit.records.registry import tables, vouching
from firearmskit.records.registry.connection import connect, reading
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.opening import check_version, keys_of
from firearmskit.records.registry.verifying import verify_log
from firearmskit.records.registry.verifying_deeply import verify_deeply
from firearmskit.records.registry.verifying_keys import verify_keys
from firearmskit.records.registry.verifying_signed import Kept, verify_kept, verify_notes

__all__ = ["Audit", "audit"]

_LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What came of verifying a registry.

    Args:
        registry: Its own name; None when its first event can't be read.
        events: How many events there are; None when the database can't count them.
        root: The root over them; None when something was found, since it stands for nothing then.
        deep: Whether what is kept beside the log was verified too.
        older: Of how many events the older checkpoint is; None when there was none.
        signatures: Whether a key was there to check signatures with.
        findings: What was found, in the order of the log; nothing when all holds.
    """

    registry: str | None
    events: int | None
    root: bytes | None
    deep: bool
    older: int | None
    signatures: bool
    findings: tuple[Finding, ...]


def audit(
    url: str | Path | URL,
    *,
    deep: bool = False,
    kept: Kept | None = None,
    keys: Path | str | None = None,
    verifier: VerifierKey | None = None,
) -> Audit:
    """Verify a registry; nothing in it is changed.

    Args:
        url: Where it is, as :func:`firearmskit.records.open_registry` takes it.
        deep: Also verify all that is derived, what is sealed, the checkpoints that it keeps, and the file of keys.
        kept: An older checkpoint, which the log has to continue.
        keys: The file of keys; None for the one beside a file of SQLite.
        verifier: The registry's verifier key, from its office; None for the one that follows from the file of keys.

    Returns:
        What was found.

    Raises:
        InputError: The URL is none.
        RegistryError: It can't be opened, is no registry, or a key is missing.
    """
    engine = connect(url, create=False)
    try:
        check_version(engine)
        keyring = keys_of(engine, keys)
        if keys is not None and not Path(keys).is_file():
            raise RegistryError(_("There is no file of keys {file}.").format(file=quote(str(keys), _LONGEST)))
        with reading(engine) as connection:
            origin = _name(connection)
            known = _verifiers(keyring, origin, verifier)
            if deep and origin is not None and not known and _has_notes(connection):
                raise RegistryError(
                    _(
                        "The registry keeps signed checkpoints, and no key is here to check them with: give its file "
                        "of keys, or its verifier key."
                    )
                )
            found = tuple(_findings(connection, origin=origin, known=known, deep=deep, kept=kept))
            if deep:
                found += tuple(verify_keys(connection, keyring))
            count = _count(connection)
            root = None if found or count is None else Log(connection).frontier(count).root
    finally:
        engine.dispose()
    return Audit(
        registry=origin,
        events=count,
        root=root,
        deep=deep,
        older=None if kept is None else kept[0].size,
        signatures=bool(known),
        findings=found,
    )


def _name(connection: Connection) -> str | None:
    """Give a registry's own name, if its first event can be read."""
    try:
        first = next(Log(connection).since(0, 1), None)
    except (RegistryError, DBAPIError):
        return None
    return first.event.registry if first is not None and isinstance(first.event, events.RegistryOpened) else None


def _has_notes(connection: Connection) -> bool:
    try:
        return bool(vouching.notes(connection))
    except DBAPIError:  # what can't be read is told with the findings
        return False


def _count(connection: Connection) -> int | None:
    try:
        return int(connection.execute(select(func.count()).select_from(tables.event)).scalar_one())
    except DBAPIError:
        return None


def _verifiers(keyring: Keyring | None, origin: str | None, verifier: VerifierKey | None) -> list[VerifierKey]:
    """Give the key that signatures are checked with; one that the office handed over counts for more than ours."""
    if verifier is not None:
        return [verifier]
    secret = None if keyring is None else keyring.find("checkpoints")
    return [] if secret is None or origin is None else [vouching.signing_key(secret, origin).verifier]


def _findings(
    connection: Connection, *, origin: str | None, known: Sequence[VerifierKey], deep: bool, kept: Kept | None
) -> Iterator[Finding]:
    if kept is not None and origin is not None:
        yield from verify_kept(kept, origin, known)
    yield from verify_log(connection, {} if kept is None else {kept[0].size: kept[0].root})
    if deep:
        yield from verify_deeply(connection)
        if origin is not None:
            yield from verify_notes(connection, origin, known)
