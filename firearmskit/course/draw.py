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
from typing import TypeVar

from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["PRACTICE_SEED", "SECRET_BYTES", "Draw", "label_of", "seed_of"]

SECRET_BYTES = 32
PRACTICE_SEED = hashlib.sha256(b"firearmskit practice edition").digest()
"""The public seed of the practice edition: everybody who studies alone gets the same case."""

T = TypeVar("T")


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


class Draw:
    """A stream of choices made from a seed, the same under every version of Python.

    Args:
        seed: Bytes, usually from :func:`seed_of`.
        modules: Module folders that the course teaches; none means all. Tests before and after a course ask about them.

    >>> Draw(b"example").digits(6) == Draw(b"example").digits(6)
    True
    """

    def __init__(self, seed: bytes, *, modules: Sequence[str] = ()) -> None:
        self.modules = tuple(modules)
        self._seed = seed
        self._count = 0
        self._pool = 0
        self._bits = 0

    def _take(self, bits: int) -> int:
        while self._bits < bits:
            block = hmac.digest(self._seed, self._count.to_bytes(8, "big"), "sha256")
            self._pool = (self._pool << 256) | int.from_bytes(block, "big")
            self._bits += 256
            self._count += 1
        self._bits -= bits
        value = self._pool >> self._bits
        self._pool &= (1 << self._bits) - 1
        return value

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to ``limit - 1``, each as likely as the others.

        Raises:
            InputError: ``limit`` is less than 1.
        """
        if limit < 1:
            raise InputError(_("can't draw a number below {limit}").format(limit=limit))
        bits = (limit - 1).bit_length()
        while (value := self._take(bits)) >= limit:
            pass
        return value

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """Say yes with a probability of ``share`` (0 to 1), in steps of one in a million."""
        return self.below(1_000_000) < round(share * 1_000_000)

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of several things."""
        return options[self.below(len(options))]

    def shuffle(self, things: Sequence[T]) -> list[T]:
        """Give the same things in a drawn order."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def sample(self, things: Sequence[T], count: int) -> list[T]:
        """Draw ``count`` different things.

        Raises:
            InputError: There are fewer things than that.
        """
        if count > len(things):
            raise InputError(_("can't draw {count} of {all} things").format(count=count, all=len(things)))
        return self.shuffle(things)[:count]

    def digits(self, count: int, *, first_not_zero: bool = False) -> str:
        """Draw a number as text, leading zeros kept.

        Args:
            count: How many digits.
            first_not_zero: Whether the first digit may not be 0.

        Returns:
            The digits.
        """
        drawn = [str(self.below(10)) for _ in range(count)]
        if first_not_zero and drawn:
            drawn[0] = str(1 + self.below(9))
        return "".join(drawn)

    def letters(self, count: int, alphabet: str = "ABCDEFGHJKLMNPRSTUVWXYZ") -> str:
        """Draw letters; the default alphabet leaves out I, O and Q, which look like digits."""
        return "".join(self.pick(alphabet) for _ in range(count))

    def public_seed(self) -> int:
        """Draw a number that may be shown to everybody, for example for the grain of a picture."""
        return self.below(2**32)
