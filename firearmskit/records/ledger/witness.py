"""Signing for another agency's log: only if it begins with all that was seen of it before (C2SP tlog-cosignature)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.records.ledger.checkpoint import Checkpoint, open_checkpoint
from firearmskit.records.ledger.keys import SigningKey, VerifierKey
from firearmskit.records.ledger.note import cosign
from firearmskit.records.ledger.proofs import verify_consistency

__all__ = ["witness"]


def witness(
    note: str,
    older: Checkpoint | None,
    proof: Sequence[bytes],
    key: SigningKey,
    *,
    log_keys: Iterable[VerifierKey],
    at: datetime,
) -> str:
    """Sign for having seen a log only grow, if it has.

    Args:
        note: The signed checkpoint of another agency's log.
        older: The last checkpoint of this log that this witness has signed; None only if it has never seen one. Keep
            the new one in its place before you hand out what this gives.
        proof: What :func:`consistency_proof` gave between the two.
        key: The witness's key.
        log_keys: The keys of the log, each handed over by its agency.
        at: The time, with its time zone.

    Returns:
        The note with the witness's signature under it.

    Raises:
        InputError: The log hasn't signed it, it is of another log, has fewer events than before, or doesn't begin with
            the same ones; or the key isn't a witness's.

    Source:
        C2SP tlog-cosignature, https://c2sp.org/tlog-cosignature (read 2026-11-27).
    """
    checkpoint, _opened = open_checkpoint(note, log_keys)
    if older is not None:
        _refuse_another_history(of_type(older, Checkpoint, "older"), checkpoint, proof)
    if of_type(at, datetime, "at").tzinfo is None:
        raise InputError(_("A time needs its time zone; {value} has none.").format(value=quote(at.isoformat())))
    return cosign(note, key, seconds=int(at.timestamp()))


def _refuse_another_history(older: Checkpoint, newer: Checkpoint, proof: Sequence[bytes]) -> None:
    if older.origin != newer.origin:
        raise InputError(
            _("The checkpoints are of two logs, {older} and {newer}.").format(
                older=quote(older.origin), newer=quote(newer.origin)
            )
        )
    if newer.size < older.size:
        raise InputError(
            _("The log had {old} events when you last saw it, and has {new} now: events were removed.").format(
                old=older.size, new=newer.size
            )
        )
    if not verify_consistency(older.size, newer.size, older.root, newer.root, proof):
        raise InputError(
            _(
                "It isn't proved that the log of {new} events begins with the {old} events that you saw: the proof is "
                "another's, or events were changed."
            ).format(old=older.size, new=newer.size)
        )
