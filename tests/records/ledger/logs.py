"""Logs for the tests: made-up events, their hashes, and the same things written down a second time from the RFC."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from firearmskit.records import ledger

ORIGIN = "registry.example/log"


def signing_key(name: str = ORIGIN, seed: int = 1, purpose: str = "log") -> ledger.SigningKey:
    """Give the same key for the same seed."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return ledger.SigningKey(name=name, private=private, purpose=purpose)


KEY = signing_key()
WITNESS = signing_key("agency.example/witness", 2, "witness")


def made_up(count: int, seed: int = 0) -> list[bytes]:
    """Make events of a synthetic register."""
    draw = random.Random(seed)
    kinds = ("received", "moved", "seized", "sent for destruction")
    return [
        ledger.canonical({"event": draw.choice(kinds), "item": f"synthetic-{draw.randrange(10**6)}", "number": number})
        for number in range(count)
    ]


def stored(events: list[bytes]) -> Callable[[int, int], bytes]:
    """Give what a database would hold: the hashes of complete subtrees."""
    grown = ledger.Frontier().append(ledger.leaf_hashes(events))
    kept = {(node.level, node.index): node.hash for node in grown.nodes()}
    return lambda level, index: kept[level, index]


def checkpoint(events: list[bytes], size: int | None = None, origin: str = ORIGIN) -> ledger.Checkpoint:
    """Give the checkpoint over the first events."""
    first = events[:size]
    return ledger.Checkpoint(origin=origin, size=len(first), root=ledger.root(ledger.leaf_hashes(first)))


def note(events: list[bytes], size: int | None = None) -> str:
    """Give a signed checkpoint over the first events."""
    return ledger.sign_checkpoint(checkpoint(events, size), KEY)


class Specified:
    """The tree as RFC 9162, section 2.1, defines it: recursive and slow."""

    def __init__(self, events: list[bytes]) -> None:
        self.events = events
        self.head = cache(self._head)

    def _head(self, start: int, end: int) -> bytes:
        if end == start:
            return sha256(b"").digest()
        if end - start == 1:
            return sha256(b"\x00" + self.events[start]).digest()
        middle = start + split(end - start)
        return sha256(b"\x01" + self.head(start, middle) + self.head(middle, end)).digest()

    def inclusion(self, index: int, start: int, end: int) -> list[bytes]:
        """Give PATH(index, D[start:end])."""
        if end - start == 1:
            return []
        middle = start + split(end - start)
        if start + index < middle:
            return [*self.inclusion(index, start, middle), self.head(middle, end)]
        return [*self.inclusion(index - (middle - start), middle, end), self.head(start, middle)]

    def consistency(self, old: int, start: int, end: int, *, whole: bool = True) -> list[bytes]:
        """Give SUBPROOF(old, D[start:end], whole)."""
        if old == end - start:
            return [] if whole else [self.head(start, end)]
        middle = start + split(end - start)
        if old <= middle - start:
            return [*self.consistency(old, start, middle, whole=whole), self.head(middle, end)]
        return [*self.consistency(old - (middle - start), middle, end, whole=False), self.head(start, middle)]


def split(count: int) -> int:
    """Give the largest power of two below a count."""
    power = 1
    while power * 2 < count:
        power *= 2
    return power
