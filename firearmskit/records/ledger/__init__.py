"""Was a record changed after it was written? A log of events that anybody can verify, and what others keep of it.

Pure functions, without a database: canonical JSON, a tree of hashes, signed checkpoints, proofs, and an export.

>>> from firearmskit.records import ledger
>>> events = [ledger.canonical({"event": "received", "item": number}) for number in range(3)]
>>> grown = ledger.Frontier().append(ledger.leaf_hashes(events))
>>> kept = ledger.Checkpoint(origin="registry.example/log", size=3, root=grown.frontier.root)
>>> ledger.check_log(events, [kept], []).sound
True
"""

from __future__ import annotations

from firearmskit.records.ledger.canonical import canonical, parse
from firearmskit.records.ledger.checking import LogCheck, check_log
from firearmskit.records.ledger.checkpoint import (
    Checkpoint,
    describe,
    open_checkpoint,
    sign_checkpoint,
)
from firearmskit.records.ledger.export import (
    CHECKPOINTS_FILE,
    EVENTS_FILE,
    export_log,
    join_notes,
    read_export,
    split_notes,
)
from firearmskit.records.ledger.keys import PURPOSES, SigningKey, VerifierKey
from firearmskit.records.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    Growth,
    Node,
    leaf_hash,
    leaf_hashes,
    node_hash,
    root,
)
from firearmskit.records.ledger.note import Note, Signature, open_note, sign
from firearmskit.records.ledger.proofs import (
    NodeReader,
    consistency_proof,
    inclusion_proof,
    stored_root,
    verify_consistency,
    verify_inclusion,
)
from firearmskit.records.ledger.witness import witness

__all__ = [
    "CHECKPOINTS_FILE",
    "EMPTY_ROOT",
    "EVENTS_FILE",
    "PURPOSES",
    "Checkpoint",
    "Frontier",
    "Growth",
    "LogCheck",
    "Node",
    "NodeReader",
    "Note",
    "Signature",
    "SigningKey",
    "VerifierKey",
    "canonical",
    "check_log",
    "consistency_proof",
    "describe",
    "export_log",
    "inclusion_proof",
    "join_notes",
    "leaf_hash",
    "leaf_hashes",
    "node_hash",
    "open_checkpoint",
    "open_note",
    "parse",
    "read_export",
    "root",
    "sign",
    "sign_checkpoint",
    "split_notes",
    "stored_root",
    "verify_consistency",
    "verify_inclusion",
    "witness",
]
