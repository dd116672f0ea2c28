"""How many marks are read again, and what a control shows."""

from __future__ import annotations

import math

import pytest

from firearmskit import marking


@pytest.mark.parametrize(
    ("lot", "at_most", "confidence"),
    [(50, 0.05, 0.95), (200, 0.02, 0.95), (1000, 0.01, 0.99), (7, 0.3, 0.8), (1, 0.5, 0.9)],
)
def test_a_sample_is_the_smallest_that_suffices(lot, at_most, confidence):
    """With one mark fewer a lot with too many wrong ones would too often look right; counted by binomials."""
    size = marking.sample_size(lot, at_most=at_most, confidence=confidence)
    wrong = math.floor(at_most * lot) + 1

    def unseen(drawn: int) -> float:
        return math.comb(lot - wrong, drawn) / math.comb(lot, drawn)

    assert unseen(size) <= 1 - confidence
    assert size == 0 or unseen(size - 1) > 1 - confidence


@pytest.mark.parametrize(("lot", "read", "wrong"), [(200, 50, 0), (200, 50, 3), (40, 40, 2), (1000, 139, 1)])
def test_the_upper_share_is_the_largest_that_is_not_excluded(lot, read, wrong):
    """One wrong mark more in the lot would show so few in a control too rarely; counted by binomials."""
    limit = round(marking.upper_share(lot, read=read, wrong=wrong, confidence=0.95) * lot)

    def seen(bad: int) -> float:
        ways = sum(math.comb(bad, k) * math.comb(lot - bad, read - k) for k in range(wrong + 1))
        return ways / math.comb(lot, read)

    assert seen(limit) > 0.05
    assert limit == lot - read + wrong or seen(limit + 1) <= 0.05
