"""Choices made from a seed, the same under every version of Python."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Protocol, TypeVar

__all__ = ["Dice", "Drawing"]

T = TypeVar("T")


class Drawing(Protocol):
    """What a case is drawn with: :class:`Dice`, or the learner's own draw of ``course``, which nobody can guess."""

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to ``limit - 1``."""
        ...

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        ...

    def chance(self, share: float) -> bool:
        """Say yes with a probability of ``share``."""
        ...

    def pick(self, options: Sequence[T]) -> T:
        """Draw one of several things."""
        ...

    def shuffle(self, things: Sequence[T]) -> list[T]:
        """Give the same things in a drawn order."""
        ...


class Dice:
    """A stream of choices made from a seed: HMAC-SHA256 in counter mode.

    Args:
        seed: A whole number.

    >>> Dice(7).below(1000) == Dice(7).below(1000)
    True
    """

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()
        self._count = 0

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to ``limit - 1``, each as likely as the others."""
        while True:
            block = hmac.digest(self._seed, self._count.to_bytes(8, "big"), "sha256")
            self._count += 1
            value = int.from_bytes(block[:8], "big")
            # what lies above the last whole multiple would make small numbers likelier
            if value < 2**64 - 2**64 % limit:
                return value % limit

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def chance(self, share: float) -> bool:
        """Say yes with a probability of ``share``, in steps of one in a million."""
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
