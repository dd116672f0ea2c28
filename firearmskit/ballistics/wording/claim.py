"""What claims too much: words, and what makes them harmless."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Claim", "any_of", "claims"]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Words that claim too much.

    Args:
        code: The code of the finding.
        words: What they look like.
        unless: What in the same sentence makes them harmless; None where nothing does.
        deniable: Whether a "not" before them makes them harmless.
    """

    code: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    deniable: bool = True


def any_of(*patterns: str) -> re.Pattern[str]:
    """Give a pattern that finds what one of the patterns finds, in small letters or capitals."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def claims(code: str, *patterns: str, unless: Sequence[str] = (), deniable: bool = True) -> Claim:
    """Give the claim that these patterns find."""
    return Claim(code=code, words=any_of(*patterns), unless=any_of(*unless) if unless else None, deniable=deniable)
