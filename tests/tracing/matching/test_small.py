"""Small registers: what is said of a firearm comes true there too, above all that it isn't in the register."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks import registers
from firearmskit import tracing
from firearmskit.tracing.matching.lots import lot_mask
from firearmskit.tracing.matching.packed import PackedIndex

SIZES = (1, 2, 3, 5, 8, 13, 20, 30, 45, 100, 200)
WORLD = registers.World()


def firearms(count: int, seed: int) -> list[dict[str, Any]]:
    """Draw firearms of which no two were made together."""
    columns = WORLD.firearms(count, seed, 0)
    return [{name: values[at] for name, values in columns.items()} for at in range(count)]


def evenly(count: int, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give firearms of a register, and others."""
    made = firearms(2 * count + 20, seed)
    return made[:count], made[count:]


def together(count: int, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give firearms of a register that were bought by the score, and others of the same lots that went elsewhere."""
    draw = np.random.default_rng([seed, 11])
    made = []
    for each in firearms(-(-count // 20), seed):
        for number in draw.choice(1000, size=40, replace=False).tolist():
            chars = list(each["serial"])
            for place, digit in zip(lot_mask(each["serial"]), f"{number:03}", strict=True):
                chars[place] = digit
            made.append(each | {"serial": "".join(chars)})
    made = [made[at] for at in draw.permutation(len(made))]
    return made[:count], made[count:]


def asked(drawn: Any, size: int, seed: int) -> tuple[list[dict[str, Any]], list[registers.Query]]:
    """Give a register and descriptions: of one of its firearms, or as often of another one."""
    here, elsewhere = drawn(size, 1000 * size + seed)
    hand, draw = registers.Hand(WORLD, seed), np.random.default_rng([seed, size])
    queries = []
    for _each in range(60):
        inside = draw.random() < 0.5
        pool = here if inside else elsewhere
        row = int(draw.integers(len(pool)))
        queries.append(hand.describes(pool[row], row if inside else None))
    return here, queries


def apart(stated: list[float], true: list[bool]) -> float:
    """Give how far what is stated and what came true are apart, on average over bins."""
    said, came = np.array(stated), np.array(true, dtype=float)
    bins = np.digitize(said, np.linspace(0.1, 0.9, 9))
    return float(
        sum((bins == at).mean() * abs(said[bins == at].mean() - came[bins == at].mean()) for at in np.unique(bins))
    )


@pytest.mark.parametrize("drawn", [evenly, together], ids=["evenly", "together"])
def test_a_small_register_is_as_sure_as_it_may_be(drawn: Any) -> None:
    """Over registers of 1 to 200 firearms, probabilities are less than two points from what comes true.

    Also where all of them, and all firearms that aren't there, were bought by the score and differ in the last digits.
    """
    absent: tuple[list[float], list[bool]] = ([], [])
    best: tuple[list[float], list[bool]] = ([], [])
    wrong = said = 0
    for size in SIZES:
        for seed in range(4):
            here, queries = asked(drawn, size, seed)
            index = PackedIndex.from_entries(here, resolve=False)
            for query, found in zip(
                queries, tracing.match_many([each.description for each in queries], index), strict=True
            ):
                right = query.truth is not None and found.best is not None
                right = right and found.best.entry.id == str(query.truth + 1)
                absent[0].append(found.absent)
                absent[1].append(query.truth is None)
                best[0].append(found.best.probability if found.best else 0.0)
                best[1].append(right)
                said += found.unique
                wrong += found.unique and not right
    assert apart(*absent) < 0.02
    assert apart(*best) < 0.02
    assert said > 0.35 * len(absent[0])
    assert wrong <= 0.002 * said + 1


@pytest.mark.parametrize("size", [1, 8, 45, 100])
def test_a_register_in_memory_says_the_same(size: int) -> None:
    """A small register is most often one in memory."""
    for drawn in (evenly, together):
        here, queries = asked(drawn, size, 5)
        memory, index = tracing.Register(here, resolve=False), PackedIndex.from_entries(here, resolve=False)
        assert memory.counts.lots == pytest.approx(index.counts.lots)
        for query in queries[:6]:
            one, other = (tracing.match(query.description, each) for each in (memory, index))
            assert one.absent == pytest.approx(other.absent, abs=0.1)


def test_an_answer_says_what_was_assumed() -> None:
    """The prior, the share of firearms of lots, and of a small register that this share is hardly known."""
    few, many = ([{"serial": f"AB{n:06}"} for n in range(0, size * 7919, 7919)] for size in (3, 100))
    said = str(tracing.match({"serial": "AB000000"}, tracing.Register(few), prior=0.2))
    assert "a probability of 20.0 %, before anything was read" in said
    assert "20.0 % are taken to be of a lot of which it holds others" in said
    assert "So few entries can't show" in said
    said = str(tracing.match({"serial": "AB000000"}, tracing.Register(many)))
    assert "a probability of 50.0 %, before anything was read" in said
    assert "of a lot" not in said
