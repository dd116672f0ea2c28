"""What a resolved text says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from firearmskit.reference.rows import Row

__all__ = ["Match", "Resolution"]

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, kw_only=True)
class Match(Generic[R]):
    """A row that a text may mean.

    Args:
        row: The row.
        score: How well the text fits, from 0 to 1; it orders the matches and is no probability.
        by: The name of the row that fitted.
        reason: Why it fits, in a sentence.
    """

    row: R
    score: float
    by: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Resolution(Generic[R]):
    """What a text means, as far as can honestly be said.

    Args:
        text: The text as it was handed over.
        matches: The rows that it may mean, the best first; none where the reference has nothing like it.
        row: The row that it means; None unless exactly one is honest.
        reason: Why, in a sentence.
    """

    text: str
    matches: tuple[Match[R], ...]
    row: R | None
    reason: str

    @property
    def ambiguous(self) -> bool:
        """Whether there are matches, but none of them is certain."""
        return self.row is None and bool(self.matches)
