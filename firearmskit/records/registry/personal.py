"""Personal data of holders: the log, what is sealed and its key are changed by the one who writes, and by nobody else.

The file of keys is no part of a transaction, so what is done to it is done while the registry's own lock is held:
nobody erases between a key's use and the event that says so, and nobody keeps between an erasure and the look at it
that destroys the key. A key is on the disk before what it sealed; should the machine stop in between, it opens nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select

from firearmskit.errors import RegistryError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.keyring import Keyring, digest
from firearmskit.records.logged import Logged
from firearmskit.records.registry import tables
from firearmskit.records.registry.connection import writing
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.recording import Recording

__all__ = ["destroy_key", "erase", "keep", "last_kept", "read"]

_CHUNK = 500
_NOTHING = digest(b"")


def keep(
    connection: Connection, recording: Recording, keys: Keyring, personal: Mapping[str, Mapping[str, Any]]
) -> list[Logged]:
    """Seal personal data, and record it, in one transaction: of all holders or of none.

    Args:
        connection: The transaction, which writes.
        recording: What it records.
        keys: The keys.
        personal: Field to plain value, by holder.

    Returns:
        What will stand in the log, in the order of the holders.

    Raises:
        InputError: A holder isn't registered, or data aren't plain.
        AccessError: The user may not keep personal data.
    """
    for holder in personal:
        recording.check(_kept(holder, _NOTHING))  # before a key is made for it
    for holder, kind in last_kept(connection, personal).items():
        if kind == "personal-erased":
            keys.destroy(holder)  # should the machine have stopped before it was: what comes now has a key of its own
    sealed = keys.seal_all(personal)
    logged = [recording.take(_kept(holder, digest(data))) for holder, data in sealed.items()]
    rows = [{"digest": digest(data), "holder": holder, "data": data} for holder, data in sealed.items()]
    connection.execute(insert(tables.sealed), rows)
    return logged


def _kept(holder: str, sealed: str) -> Event:
    return events.parse({"kind": "personal-kept", "holder": holder, "sealed": sealed})


def read(connection: Connection, keys: Keyring, holder: str) -> dict[str, Any] | RegistryError:
    """Read what was kept of a holder last. What goes wrong is given back: that somebody tried is recorded all the same.

    Args:
        connection: The transaction that records the reading.
        keys: The keys.
        holder: Whose data.

    Returns:
        Field to value, or why there are none.
    """
    ours = (events.PersonalKept, events.PersonalErased)
    last = next((each.event for each in reversed(Log(connection).about(holder)) if isinstance(each.event, ours)), None)
    if not isinstance(last, events.PersonalKept):
        return RegistryError(_("No personal data of {holder} are kept.").format(holder=quote(holder)))
    data = connection.execute(select(tables.sealed.c.data).where(tables.sealed.c.digest == last.sealed)).scalar()
    if data is None or digest(bytes(data)) != last.sealed:
        return RegistryError(
            _("The personal data of {holder} aren't those that were kept.").format(holder=quote(holder))
        )
    try:
        return keys.open(holder, bytes(data))
    except RegistryError as error:
        return error


def erase(connection: Connection, recording: Recording, holder: str, reason: str) -> Logged:
    """Record an erasure, and delete what was sealed; the key goes when that is on the disk, by :func:`destroy_key`."""
    logged = recording.take(events.parse({"kind": "personal-erased", "holder": holder, "reason": reason}))
    connection.execute(delete(tables.sealed).where(tables.sealed.c.holder == holder))
    return logged


def destroy_key(engine: Engine, keys: Keyring, holder: str) -> None:
    """Destroy the key of a holder whose data were erased, unless somebody has kept new data meanwhile.

    Whoever did so destroyed the old key before, since the data are sealed with one of their own.
    """
    with writing(engine) as connection:
        if last_kept(connection, [holder]).get(holder) == "personal-erased":
            keys.destroy(holder)


def last_kept(connection: Connection, holders: Iterable[str] | None = None) -> dict[str, str]:
    """Give the kind of the event that kept or erased the personal data of each holder last.

    Args:
        connection: A transaction.
        holders: Of these; None for all.

    Returns:
        Holder to ``personal-kept`` or ``personal-erased``; those of whom nothing was kept are left out.
    """
    query = (
        select(tables.subject.c.subject, tables.event.c.kind)
        .join(tables.event, tables.event.c.number == tables.subject.c.number)
        .where(tables.event.c.kind.in_(("personal-kept", "personal-erased")))
        .order_by(tables.event.c.number)
    )
    if holders is None:
        return {row.subject: row.kind for row in connection.execute(query)}
    found: dict[str, str] = {}
    wanted = list(holders)
    for start in range(0, len(wanted), _CHUNK):
        some = query.where(tables.subject.c.subject.in_(wanted[start : start + _CHUNK]))
        found |= {row.subject: row.kind for row in connection.execute(some)}
    return found
