"""How long a comparison of two breech faces takes, what of it the transforms alone cost, and how well pairs separate.

With real scans of ten shots of five consecutively made slides, if there is a folder of them; else with made-up ones.
Each way is run several times, in turns with the others, and the best is shown, since other programs on the machine only
ever take time away. A surface is put on the points of a comparison once and kept; one row shows what a pair takes whose
surfaces are both new. Run it with ``python benchmarks/ballistics.py``.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from firearmskit.ballistics import CellSettings, Surface, compare_cases, compare_many, read_x3p
from firearmskit.ballistics.cells import correlating
from firearmskit.ballistics.cells.grids import Pair
from firearmskit.ballistics.cells.spreading import spread_over

SCANS = Path(__file__).resolve().parents[2] / "shared" / "data" / "x3p"
WAYS = {
    "30 degrees to and fro, one way": {"settings": CellSettings(most_turn_deg=30), "both_ways": False},
    "30 degrees to and fro, both ways": {"settings": CellSettings(most_turn_deg=30)},
    "30 degrees, high-cmc, both ways": {"settings": CellSettings(most_turn_deg=30), "method": "high-cmc"},
    "whole circle, one way": {"both_ways": False},
    "whole circle, both ways": {},
}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--scans", type=Path, default=SCANS)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--pairs", action="store_true", help="compare all pairs as well")
    asked = options.parse_args()
    surfaces, kind = surfaces_of(asked.scans)
    print(f"{len(surfaces)} {kind} surfaces, {len(os.sched_getaffinity(0))} processors, NumPy {np.__version__}")
    first, second = list(surfaces.values())[:2]
    work: dict[str, Callable[[], object]] = {
        name: lambda way=way: compare_cases(first, second, **way) for name, way in WAYS.items()
    }
    work["30 degrees, both ways, surfaces never seen before"] = lambda: compare_cases(
        replace(first), replace(second), settings=CellSettings(most_turn_deg=30)
    )
    work["both surfaces put on points"] = lambda: [Pair.of(replace(each), 12.5e-6) for each in (first, second)]
    ffts, sizes = transforms(first, second)
    work["the transforms of 30 degrees, both ways, alone"] = ffts
    best = dict.fromkeys(work, float("inf"))
    for _round in range(asked.rounds):
        for name, run in work.items():
            begun = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - begun)
    print(f"{'':52}{'seconds':>8}{'ratio':>8}")
    limit = best["the transforms of 30 degrees, both ways, alone"]
    for name, seconds in best.items():
        print(f"{name:52}{seconds:>8.3f}{seconds / limit:>8.1f}")
    print(f"transforms: {sizes}")
    # Other programs look for the cells of one surface on the other, and not the other way round as well.
    print(f"pair_seconds: {best['30 degrees to and fro, one way']:.3f}")
    print(f"pair_seconds_both_ways: {best['30 degrees to and fro, both ways']:.3f}")
    print(f"peak_mb: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    if asked.pairs:
        show_pairs(surfaces)


def surfaces_of(folder: Path) -> tuple[dict[str, Surface], str]:
    """Read the scans, or make surfaces up."""
    files = sorted(folder.glob("fadul_*.x3p"))
    if files:
        return {file.stem.removeprefix("fadul_"): read_x3p(file) for file in files}, "real"
    from firearmskit.ballistics.synthetic import made_up_breech_face

    return {
        f"{slide:02}-{shot}": made_up_breech_face(1, slide=slide, shot=shot) for slide in range(1, 6) for shot in (1, 2)
    }, "made-up"


def transforms(first: Surface, second: Surface) -> tuple[Callable[[], object], str]:
    """Record the transforms that a comparison makes, and give what makes the same ones again and nothing else."""
    made: list[tuple[Callable[..., object], tuple[int, ...], tuple[int, int]]] = []
    real = correlating._forth, correlating._back

    def noting(run: Callable[..., object]) -> Callable[..., object]:
        def noted(values: np.ndarray, size: tuple[int, int]) -> object:
            made.append((run, values.shape, size))
            return run(values, size)

        return noted

    correlating._forth, correlating._back = noting(real[0]), noting(real[1])
    try:
        compare_cases(first, second, settings=CellSettings(most_turn_deg=30), threads=1)
    finally:
        correlating._forth, correlating._back = real
    # Not zeros: sums with numbers next to zero take longer.
    held = {
        (run is real[0], shape): np.random.default_rng(1)
        .random(shape, np.float32)
        .astype(np.float32 if run is real[0] else np.complex64)
        for run, shape, _size in made
    }
    tasks = [(run, held[run is real[0], shape], size) for run, shape, size in made]

    def again() -> None:
        with spread_over(None) as spread:
            for _done in spread(lambda task: task[0](task[1], task[2]), tasks):
                pass

    several = sum(shape[0] for _run, shape, _size in made)
    return (
        again,
        f"{several} in {len(made)} batches, of {min(s for _, _, s in made)} to {max(s for _, _, s in made)} points",
    )


def show_pairs(surfaces: Mapping[str, Surface]) -> None:
    """Compare all pairs with both searches and methods, and print how far apart the counts are."""
    print(f"{'':36}{'same source':>18}{'different source':>20}{'s a pair':>10}")
    for name, how in {
        "30 degrees, cmc": {"settings": CellSettings(most_turn_deg=30)},
        "30 degrees, cmc, median": {"settings": CellSettings(most_turn_deg=30, consensus="median")},
        "30 degrees, high-cmc": {"settings": CellSettings(most_turn_deg=30), "method": "high-cmc"},
        "whole circle, cmc": {},
        "whole circle, high-cmc": {"method": "high-cmc"},
    }.items():
        begun = time.perf_counter()
        found = compare_many(surfaces, **how)
        seconds = (time.perf_counter() - begun) / len(found)
        counts: dict[bool, list[int]] = {True: [], False: []}
        for each in found:
            counts[each.a[:2] == each.b[:2]].append(each.comparison.cmc)
        spans = [f"{min(each)}-{max(each)} of {len(each)}" for each in (counts[True], counts[False])]
        print(f"{name:36}{spans[0]:>18}{spans[1]:>20}{seconds:>10.3f}")


if __name__ == "__main__":
    main()
