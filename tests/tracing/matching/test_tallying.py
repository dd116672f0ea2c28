"""What is counted as a register grows is what is counted of all of it at once."""

from __future__ import annotations

import random

from firearmskit.tracing.matching.counts import count
from firearmskit.tracing.matching.entries import FIELDS
from firearmskit.tracing.matching.tallying import Tally
from tests.tracing.matching.shared import entries


def test_counting_anew_is_as_counting_all_at_once() -> None:
    """Whatever was counted of each firearm before, and in whatever order they come."""
    draw, now = random.Random(3), entries(120)
    for each in now[:60]:
        each["serial"] = f"AB{draw.randrange(3)}{draw.randrange(1000):03}"
        each["make"] = "Synthetic Arms 7"
    tally = Tally(len(now))
    for before in (entries(120, seed=2), now):
        for each in draw.sample(before, len(before)):
            tally.put(str(each["id"]), [str(each["serial"])], {name: each[name] for name in FIELDS})
    found, whole = tally.counts(), count(now)
    assert len(tally) == 120
    assert found == whole
    assert found.lots == whole.lots > 0.1
    once = Tally(len(now))
    for each in now:
        once.put(str(each["id"]), [str(each["serial"])], each)
    assert repr(once.counts()) == repr(found)
    assert [list(counted) for counted in once.counts().terms.values()] == [list(c) for c in found.terms.values()]


def test_each_reading_counts() -> None:
    """A firearm whose serial was read in two ways counts once, and with both patterns."""
    tally = Tally(1)
    tally.put("F1", ["AB 12", "A8 12", "x" * 200], {})
    assert (tally.counts().size, tally.counts().patterns) == (1, {"A999": 1, "AA99": 1})
