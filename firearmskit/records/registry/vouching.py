"""What a registry gives others to hold against it: signed checkpoints, proofs, and its log as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, insert, select

from firearmskit.errors import RegistryError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import ledger
from firearmskit.records.ledger import Checkpoint, SigningKey
from firearmskit.records.registry import tables
from firearmskit.records.registry.log import Log

__all__ = ["Inclusion", "add_checkpoint", "checkpoint_of", "export", "notes", "prove", "prove_growth", "signing_key"]


@dataclass(frozen=True, kw_only=True)
class Inclusion:
    """A proof that an event stands in a log.

    Args:
        number: The event's place in the log.
        body: The event, as the bytes that are hashed.
        size: How many events the log has.
        root: Its root.
        proof: The hashes that lead from the event to the root.
    """

    number: int
    body: bytes
    size: int
    root: bytes
    proof: tuple[bytes, ...]

    @property
    def holds(self) -> bool:
        """Whether the hashes lead from the event to the root."""
        leaf = ledger.leaf_hash(self.body)
        return ledger.verify_inclusion(self.number, self.size, leaf, self.proof, self.root)


def signing_key(secret: bytes, origin: str) -> SigningKey:
    """Make the key that signs a registry's checkpoints from 32 secret bytes."""
    return SigningKey(name=origin, private=Ed25519PrivateKey.from_private_bytes(secret))


def checkpoint_of(connection: Connection, origin: str) -> Checkpoint:
    """Give what the log is now: how many events it has, and its root."""
    log = Log(connection)
    size = log.end().size
    return Checkpoint(origin=origin, size=size, root=ledger.stored_root(size, log.node))


def notes(connection: Connection) -> tuple[str, ...]:
    """Give the checkpoints that were signed, oldest first."""
    return tuple(connection.execute(select(tables.checkpoint.c.note).order_by(tables.checkpoint.c.number)).scalars())


def add_checkpoint(connection: Connection, key: SigningKey) -> str:
    """Sign what the log is now, and keep that; one that is signed already is given again.

    Raises:
        RegistryError: The log doesn't continue the one that was signed last: it is damaged.
    """
    now = checkpoint_of(connection, key.name)
    kept = notes(connection)
    if kept:
        last, _opened = ledger.open_checkpoint(kept[-1], [key.verifier])
        if (last.size, last.root) == (now.size, now.root):
            return kept[-1]
        if last.size >= now.size or not _continues(connection, last, now):
            raise RegistryError(
                _(
                    "The log doesn't continue the checkpoint of {size} events that was signed last: it is damaged."
                ).format(size=last.size)
            )
    note = ledger.sign_checkpoint(now, key)
    number = connection.execute(select(func.count()).select_from(tables.checkpoint)).scalar_one()
    connection.execute(insert(tables.checkpoint).values(number=number, size=now.size, note=note))
    return note


def _continues(connection: Connection, last: Checkpoint, now: Checkpoint) -> bool:
    proof = ledger.consistency_proof(last.size, now.size, Log(connection).node)
    return ledger.verify_consistency(last.size, now.size, last.root, now.root, proof)


def prove(connection: Connection, event: str, origin: str) -> Inclusion:
    """Prove that an event stands in the log as it is now.

    Raises:
        UnknownCodeError: There is no such event.
    """
    log = Log(connection)
    found = log.one(event)
    if found is None:
        raise UnknownCodeError(_("There is no event {id} in this registry.").format(id=quote(event)))
    now = checkpoint_of(connection, origin)
    body = next(body for _number, body in log.bodies(found.number, found.number + 1))
    proof = ledger.inclusion_proof(found.number, now.size, log.node)
    return Inclusion(number=found.number, body=body, size=now.size, root=now.root, proof=proof)


def prove_growth(connection: Connection, older: int, newer: int) -> tuple[bytes, ...]:
    """Prove that the log of so many events begins with the log of fewer.

    Raises:
        InputError: A size is none, or the older one is larger.
        RegistryError: The log has fewer events.
    """
    size = Log(connection).end().size
    if newer > size:
        raise RegistryError(_("The log has {size} events, not {told}.").format(size=size, told=newer))
    return ledger.consistency_proof(older, newer, Log(connection).node)


def export(connection: Connection, folder: Path) -> int:
    """Write the log and its checkpoints into a folder, for a verifier that needs nothing of firearmskit."""
    return ledger.export_log((body for _number, body in Log(connection).bodies()), notes(connection), folder)
