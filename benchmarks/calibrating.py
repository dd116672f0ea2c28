"""Learn how often a reading of each kind and score is right, on made-up panels, and write ``calibration.csv``.

The panels are those of ``panels/generator.py``. The seeds are 200 and above, none of which the figures in the docs are
measured on: those are of seed 1. Scores of one kind are joined where a higher one was right less often (isotonic
regression by pooling neighbours), so that a higher score never means a lower probability.

Run it with ``python benchmarks/calibrating.py`` after rules have changed.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from panels import generator, scoring

from firearmskit.marking.calibrating import weighed
from firearmskit.marking.reader import scored

FILE = Path(__file__).parents[1] / "firearmskit/marking/data/calibration.csv"
LEAST = 25
"""A score with fewer claims is joined with its neighbour."""


def counts(panels: int, seeds: range) -> dict[str, dict[float, list[int]]]:
    """Count, for each kind and score, how many readings were right and how many there were.

    Alternatives are counted under the kind of their piece and their own: ``serial/year``. A piece of kind ``unknown``
    is counted under its first alternative, too, ``unknown/maker/unknown``, which says why it is left open;
    ``unknown/none/unknown`` where it has none.
    """
    found: dict[str, dict[float, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for seed in seeds:
        for panel in generator.panels(panels, seed):
            reading = scored(panel.texts, place=panel.places)
            for piece in reading.pieces:
                truth = scoring.truth_of(piece, panel)
                if truth is not None:
                    for kind, chance in piece.alternatives:
                        pair = found[f"{piece.kind}/{kind}"][round(chance, 2)]
                        pair[0] += kind in truth.kinds
                        pair[1] += 1
                    kinds = [piece.kind]
                    if piece.kind == "unknown":
                        first = piece.alternatives[0][0] if piece.alternatives else "none"
                        kinds.append(f"unknown/{first}/unknown")
                    for kind in kinds:
                        pair = found[kind][round(weighed(piece.confidence, piece.basis), 3)]
                        pair[0] += scoring.piece_right(piece, truth)
                        pair[1] += 1
    return found


@dataclass
class Block:
    """Scores that are given one probability: from ``low`` to ``high``, with so many right of so many."""

    low: float
    high: float
    right: int
    of: int

    @property
    def share(self) -> float:
        """The share right, as if one more had been right and one more wrong."""
        return (self.right + 1) / (self.of + 2)


def pooled(scores: dict[float, list[int]]) -> list[Block]:
    """Pool neighbouring scores until the shares rise."""
    blocks: list[Block] = []
    for score in sorted(scores):
        blocks.append(Block(score, score, *scores[score]))
        while len(blocks) > 1 and (blocks[-1].share <= blocks[-2].share or min(b.of for b in blocks[-2:]) < LEAST):
            last = blocks.pop()
            first = blocks[-1]
            blocks[-1] = Block(first.low, last.high, first.right + last.right, first.of + last.of)
    return blocks


def main() -> None:
    """Count, pool and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--panels", type=int, default=4000, help="panels a seed (4000)")
    parser.add_argument("--seeds", type=int, default=6, help="how many seeds, from 200 on (6)")
    arguments = parser.parse_args()
    found = counts(arguments.panels, range(200, 200 + arguments.seeds))
    source = f"benchmarks/panels/generator.py, seeds 200 to {199 + arguments.seeds}, {arguments.panels} panels each"
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "score", "probability", "claims", "source"))
        for kind in sorted(found):
            for block in pooled(found[kind]):
                if "/" in kind and block.of < LEAST:
                    continue
                for score in sorted({block.low, block.high}):
                    writer.writerow((kind, f"{score:.3f}", f"{block.share:.4f}", block.of, source))


if __name__ == "__main__":
    main()
