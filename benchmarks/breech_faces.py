"""Do made-up breech faces score as real ones do?

It prints, for real and for made-up pairs beside each other, how many cells were compared, how many of them are
congruent, their share, the correlations of the cells, and what the surfaces themselves are like; and how far apart the
distributions lie (Kolmogorov and Smirnov's distance: 0 for the same, 1 for no overlap). The real ones are the ten
processed scans of five consecutively made slides (Fadul et al. 2011; CC BY 4.0) in ``../shared/data``; without them
only the made-up ones are printed.

Run it with ``python benchmarks/breech_faces.py``.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from firearmskit.ballistics import CellSettings, Surface, compare_cases, read_x3p
from firearmskit.ballistics.synthetic import made_up_pairs

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "x3p"
HOW = CellSettings(most_turn_deg=30)
Pairs = Iterable[tuple[Surface, Surface, bool]]
Scores = dict[str, list[float]]


def real_pairs() -> Iterator[tuple[Surface, Surface, bool]]:
    """Give the pairs of the real scans."""
    scans = {path.stem[6:]: read_x3p(path) for path in sorted(REAL.glob("fadul_*.x3p"))}
    for one, other in combinations(scans, 2):
        yield scans[one], scans[other], one[:2] == other[:2]


def scores_of(pairs: Pairs) -> Scores:
    """Compare pairs, and give each kind of score by its name."""
    found: Scores = {}
    widths: dict[int, tuple[float, float]] = {}
    for first, second, same in pairs:
        for each in (first, second):
            low, high = np.nanpercentile(1e6 * each.heights_m, [15.87, 84.13])
            widths[hash(each.heights_m.tobytes())] = (each.measured, (high - low) / 2)
        compared = compare_cases(first, second, settings=HOW)
        words = "one slide" if same else "two slides"
        cells = [cell.correlation for cell in compared.forward.cells if cell.correlation is not None]
        for name, value in (
            ("cells", compared.n),
            ("congruent", compared.cmc),
            ("share", compared.cmc / compared.n),
            ("correlation of cells", float(np.median(cells))),
        ):
            found.setdefault(f"{words}: {name}", []).append(value)
    for at, name in enumerate(("share measured", "half width, µm")):
        found[name] = [each[at] for each in widths.values()]
    return found


def distance(ours: list[float], theirs: list[float]) -> float:
    """Give the greatest difference of two distribution functions."""
    at = np.unique([*ours, *theirs])
    one, other = (np.searchsorted(np.sort(each), at, side="right") / len(each) for each in (ours, theirs))
    return float(np.abs(one - other).max())


def report(title: str, pairs: Pairs, real: Scores | None) -> Scores:
    """Score pairs, and print the distributions."""
    started = time.perf_counter()
    found = scores_of(pairs)
    print(f"{title}; {time.perf_counter() - started:.0f} s")
    print(f"  {'':32} {'pairs':>5} {'least':>7} {'1/4':>7} {'middle':>7} {'3/4':>7} {'most':>7} {'distance':>9}")
    for name, values in sorted(found.items()):
        row = " ".join(f"{each:7.2f}" for each in np.percentile(values, [0, 25, 50, 75, 100]))
        far = f"{distance(values, real[name]):9.2f}" if real and name in real else ""
        print(f"  {name:32} {len(values):5} {row} {far}")
    print(flush=True)
    return found


def main() -> None:
    """Score real and made-up pairs and print them beside each other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--same", type=int, default=20, help="made-up pairs of one slide (20)")
    parser.add_argument("--different", type=int, default=60, help="made-up pairs of two slides (60)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the made-up pairs (1)")
    parser.add_argument("--few", type=int, default=10, help="pairs for each variant (10); 0 to leave them out")
    asked = parser.parse_args()
    real = report("Real", real_pairs(), None) if REAL.exists() else None

    def made_up(title: str, **options: Any) -> None:
        pairs = made_up_pairs(asked.seed, spacing_m=12.5e-6, **options)
        report(f"Made up, {title}", ((pair.first, pair.second, pair.same) for pair in pairs), real)

    made_up("granular", same=asked.same, different=asked.different)
    few = asked.few
    if not few:
        return
    for kind in ("milled", "arched", "turned"):
        made_up(kind, same=few, different=few, kind=kind)
    for wear in (0.3, 0.6, 0.9):
        made_up(f"granular, worn {wear}", same=few, different=0, wear=wear)
    made_up("granular, half of it missing", same=few, different=0, partial=0.5)
    for subclass in (0.5, 0.8, 1.0):
        for kind in ("granular", "milled"):
            made_up(f"{kind}, sub-class marks {subclass}", same=0, different=few, subclass=subclass, kind=kind)


if __name__ == "__main__":
    main()
