"""How many marks must be read again, and what that shows of the others."""

from __future__ import annotations

import math

from firearmskit.arguments import figure, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["MOST_ARMS", "sample_size", "upper_share"]

MOST_ARMS = 10_000_000
"""The most firearms, and marks, that are reckoned with."""


def sample_size(lot: int, *, at_most: float, confidence: float) -> int:
    """Give how many marks must be read again, all of them right, to show that few are wrong.

    Args:
        lot: Marks in all, at least 1.
        at_most: Share of wrong marks that is to be excluded, between 0 and 1.
        confidence: How sure it must be, between 0 and 1.

    Returns:
        The smallest number of marks, drawn by chance and without putting back, such that a lot with a larger share of
        wrong marks would show at least one of them with this confidence (hypergeometric distribution).

    Raises:
        InputError: A figure can't be used.

    >>> sample_size(1_000_000, at_most=0.01, confidence=0.95), sample_size(100, at_most=0.05, confidence=0.95)
    (298, 39)
    """
    _check_shares(lot, at_most, confidence)
    wrong = math.floor(at_most * lot) + 1
    none_seen = 1.0
    for drawn in range(lot - wrong + 1):
        if none_seen <= 1 - confidence:
            return drawn
        none_seen *= (lot - wrong - drawn) / (lot - drawn)
    return min(lot, lot - wrong + 1)


def upper_share(lot: int, *, read: int, wrong: int, confidence: float) -> float:
    """Give the largest share of wrong marks that a control still allows.

    Args:
        lot: Marks in all.
        read: Marks read again, drawn by chance.
        wrong: Wrong ones among them.
        confidence: How sure it must be, between 0 and 1.

    Returns:
        The upper limit of the share of wrong marks in the lot (exact, hypergeometric distribution, one-sided).

    Raises:
        InputError: A figure can't be used.

    >>> round(upper_share(1000, read=139, wrong=0, confidence=0.95), 3)
    0.019
    """
    _check_shares(lot, 0.5, confidence)
    if not 0 <= whole(wrong, "wrong") <= whole(read, "read") <= lot or read == 0:
        raise InputError(
            _("Of {lot} marks, {read} were read again and {wrong} were wrong: that can't be.").format(
                lot=lot, read=read, wrong=wrong
            )
        )
    low, high = wrong, lot - read + wrong
    while low < high:
        middle = (low + high + 1) // 2
        if _at_most_seen(lot, middle, read, wrong) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    return low / lot


def _at_most_seen(lot: int, bad: int, read: int, seen: int) -> float:
    """Give the chance that a control shows no more wrong marks than these, if so many are in the lot."""
    first = max(0, read - (lot - bad))
    return math.fsum(
        math.exp(_log_ways(bad, k) + _log_ways(lot - bad, read - k) - _log_ways(lot, read))
        for k in range(first, min(seen, bad) + 1)
    )


def _log_ways(of: int, chosen: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(chosen + 1) - math.lgamma(of - chosen + 1)


def _check_shares(lot: int, at_most: float, confidence: float) -> None:
    if isinstance(lot, bool) or not isinstance(lot, int) or not 1 <= lot <= MOST_ARMS:
        raise InputError(
            _("The marks must be a whole number from 1 to {most}, not {value}.").format(
                most=MOST_ARMS, value=quote(lot)
            )
        )
    for name, share in (("at_most", at_most), ("confidence", confidence)):
        if not 0 < figure(share, name) < 1:
            raise InputError(_("A share must be between 0 and 1, not {value}.").format(value=quote(share)))
