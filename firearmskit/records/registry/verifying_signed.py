"""Do the checkpoints that a registry keeps, and one that others kept, fit its log, and who signed them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from firearmskit.errors import InputError, RegistryError, escape, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records.ledger import Checkpoint, VerifierKey, stored_root
from firearmskit.records.ledger.note import split, verified
from firearmskit.records.registry import tables
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.verifying import finding

__all__ = ["Kept", "read_kept", "verify_kept", "verify_notes"]

Kept = tuple[Checkpoint, str | None]
"""A checkpoint that somebody kept, and the signed note that it stood in; None for a line of a log book."""


def read_kept(text: str) -> Kept:
    """Read a checkpoint that somebody kept: a signed note, or a line of a log book.

    Args:
        text: The text of its file, with the line ends of any system.

    Returns:
        The checkpoint and its note; no signature is checked here.

    Raises:
        InputError: It is neither.
    """
    plain = text.replace("\r\n", "\n").strip()
    if plain.startswith("LOG1 "):
        return Checkpoint.from_line(plain), None
    note = f"{plain}\n"
    return Checkpoint.parse(split(note)[0]), note


def verify_kept(kept: Kept, origin: str, keys: Sequence[VerifierKey]) -> Iterator[Finding]:
    """Say what is wrong with a checkpoint that somebody kept, before the log is held against it.

    Args:
        kept: The checkpoint and its note.
        origin: The registry's own name.
        keys: Keys of the registry that are trusted; without any, no signature is checked.

    Yields:
        What was found.
    """
    checkpoint, note = kept
    if checkpoint.origin != origin:
        sentence = _("The checkpoint is one of the log {other}, and this registry is {name}.")
        yield finding("origin", "checkpoint", sentence.format(other=quote(checkpoint.origin), name=quote(origin)))
    if note is not None and keys and not _is_signed(note, keys):
        sentence = _("The checkpoint of {size} events that you gave bears no signature of this registry that holds.")
        yield finding("signature", "checkpoint", sentence.format(size=checkpoint.size))


def verify_notes(connection: Connection, origin: str, keys: Sequence[VerifierKey]) -> Iterator[Finding]:
    """Hold each checkpoint that a registry keeps against its log.

    Args:
        connection: A transaction that sees one state.
        origin: The registry's own name.
        keys: Keys of the registry that are trusted; without any, no signature is checked.

    Yields:
        What was found.
    """
    size = 0
    try:
        rows = connection.execute(select(tables.checkpoint).order_by(tables.checkpoint.c.number)).all()
        end = Log(connection).end().size
        for at, row in enumerate(rows):
            checkpoint = _read(row.note)
            if checkpoint is None or (row.number, row.size) != (at, checkpoint.size) or checkpoint.size <= size:
                sentence = _("The checkpoint that is kept as number {number} isn't one that was kept so.")
                yield finding("checkpoint", "checkpoint", sentence.format(number=row.number))
                continue
            size = checkpoint.size
            if checkpoint.origin != origin or size > end or not _fits(connection, checkpoint):
                sentence = _("The log isn't the one that the kept checkpoint of {size} events stands for.")
                yield finding("checkpoint", "checkpoint", sentence.format(size=size))
            if keys and not _is_signed(row.note, keys):
                sentence = _("The kept checkpoint of {size} events bears no signature of this registry that holds.")
                yield finding("signature", "checkpoint", sentence.format(size=size))
    except DBAPIError as error:
        sentence = _("The database can't read the checkpoints: {reason}")
        yield finding("damaged", "checkpoint", sentence.format(reason=escape(str(error.orig))))


def _read(note: object) -> Checkpoint | None:
    try:
        return Checkpoint.parse(split(note)[0])  # type: ignore[arg-type]  # whatever stands there; split() refuses it
    except InputError:
        return None


def _fits(connection: Connection, checkpoint: Checkpoint) -> bool:
    try:
        return stored_root(checkpoint.size, Log(connection).node) == checkpoint.root
    except RegistryError:  # a node is missing, which is told where the log itself is read
        return False


def _is_signed(note: str, keys: Sequence[VerifierKey]) -> bool:
    opened, wrong = verified(note, keys)
    return bool(opened.signatures) and not wrong
