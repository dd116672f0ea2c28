"""Draw a learner's case: one secret, one learner, one case, the same on every machine.

The generators are public, so a seed that could be guessed would give the truth away. It is therefore an HMAC of 256
bits that is never shortened, and the numbers drawn from it come from HMAC-SHA256 in counter mode: seeing some of them
says nothing about the others.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence

from firearmskit.draw import Draw
from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["PRACTICE_SEED", "SECRET_BYTES", "Draw", "label_of", "seed_of"]

SECRET_BYTES = 32
PRACTICE_SEED = hashlib.sha256(b"firearmskit practice edition").digest()
"""The public seed of the practice edition: everybody who studies alone gets the same case."""


def _keyed(secret: bytes, purpose: str, parts: Sequence[str | int]) -> bytes:
    if len(secret) < SECRET_BYTES:
        raise InputError(
            _("the course secret has {count} bytes; it needs {needed} (256 bits)").format(
                count=len(secret), needed=SECRET_BYTES
            )
        )
    # A JSON list says where one part ends and the next begins; joining with a separator wouldn't.
    message = json.dumps([purpose, *parts], ensure_ascii=True, separators=(",", ":"))
    return hmac.digest(secret, message.encode(), "sha256")


def seed_of(secret: bytes, *, course: str, learner: str, exercise: str, version: int) -> bytes:
    """Derive the seed of one learner's case.

    Args:
        secret: The course secret, 32 bytes or more.
        course: The course's id.
        learner: The learner's id.
        exercise: ``"<module>/<slug>"``.
        version: The exercise's version.

    Returns:
        32 bytes: HMAC-SHA256, RFC 2104, with nothing cut off.

    Raises:
        InputError: The secret is shorter than 256 bits.
    """
    return _keyed(secret, "seed", [course, learner, exercise, version])


def label_of(secret: bytes, *, course: str, learner: str, exercise: str, version: int) -> str:
    """Derive a pack's public id, 16 hexadecimal digits, from which nothing about the seed follows.

    Args:
        secret: The course secret, 32 bytes or more.
        course: The course's id.
        learner: The learner's id.
        exercise: ``"<module>/<slug>"``.
        version: The exercise's version.

    Raises:
        InputError: The secret is shorter than 256 bits.
    """
    return _keyed(secret, "pack", [course, learner, exercise, version]).hex()[:16]
