"""Made-up populations for tests; nothing in them was measured."""

from __future__ import annotations

from typing import Any

import numpy as np

from firearmskit.ballistics.strength import Population

SAID: dict[str, Any] = {
    "firearms": "made-up pistols",
    "ammunition": "made up",
    "instrument": "none",
    "mark": "breech face",
    "method": "none: drawn by chance",
}


def made_up(seed: int = 1, *, firearms: int = 40, pairs: int = 160, apart: float = 10.0, **how: Any) -> Population:
    """Draw a population: one comparison of each firearm with itself, and some of different firearms."""
    draws = np.random.default_rng(seed)
    codes = [f"P{number:03d}" for number in range(firearms)]
    first, second = [*codes], [*codes]
    while len(first) < firearms + pairs:
        one, other = draws.choice(firearms, 2, replace=False)
        first.append(codes[one])
        second.append(codes[other])
    cells = draws.integers(20, 40, len(first))
    rate = np.where(np.arange(len(first)) < firearms, draws.beta(2, 10 / apart * 2, len(first)), 0.03)
    said = {"name": "Made-up pistols", **SAID, **how}
    return Population(
        first=tuple(first), second=tuple(second), scores={"cmc": draws.binomial(cells, rate), "n": cells}, **said
    )


def shuffled(population: Population, seed: int) -> Population:
    """Give the same population with its comparisons in another order."""
    order = np.random.default_rng(seed).permutation(len(population.first))
    return Population(
        name=population.name,
        **{part: getattr(population, part) for part in SAID},
        first=tuple(population.first[at] for at in order),
        second=tuple(population.second[at] for at in order),
        scores={name: scores[order] for name, scores in population.scores.items()},
    )
