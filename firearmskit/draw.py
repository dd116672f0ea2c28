"""Choices made from a seed, the same under every version of Python: what every made-up case is drawn with."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import TypeVar

from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["Draw"]

T = TypeVar("T")


class Draw:
    """A stream of choices made from a seed, the same under every version of Python.

    Args:
        seed: Bytes; a learner's own come from :func:`firearmskit.course.draw.seed_of`.
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
