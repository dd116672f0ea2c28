"""Do made-up breech faces score as real ones do?

It prints, for real and for made-up pairs beside each other, how many cells were compared, how many of them are
congruent, their share, and the correlation of the whole surfaces; and what the surfaces themselves are like. The real
ones are the ten processed scans of five consecutively made slides (Fadul et al. 2011; CC BY 4.0) in ``../shared/data``;
without them only the made-up ones are printed.

The scores are those of a plain reading of Song (2013), written here and apart from the library's, on points of 25 µm:
8 by 8 cells, turned from -30 to 30 degrees in steps of 3; a cell is congruent when its correlation is at least 0.5 and
it lies within 6 degrees and 125 µm of the largest group that agrees. The library's own is more exact.

Run it with ``python benchmarks/breech_faces.py``; it takes about 2 s a pair.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from firearmskit.ballistics import Surface, read_x3p
from firearmskit.ballistics.synthetic import made_up_pairs

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "x3p"
ANGLES = np.arange(-30.0, 31.0, 3.0)
GRID, FACTOR = 8, 4
Grid = Any


def shrink(surface: Surface) -> Grid:
    """Give heights in µm on a grid that is coarser, NaN where fewer than half of the points were measured."""
    heights = 1e6 * surface.heights_m
    rows, columns = (length // FACTOR * FACTOR for length in heights.shape)
    blocks = heights[:rows, :columns].reshape(rows // FACTOR, FACTOR, columns // FACTOR, FACTOR)
    known = np.isfinite(blocks)
    count = known.sum((1, 3))
    total = np.where(known, blocks, 0).sum((1, 3))
    return np.where(2 * count >= FACTOR**2, total / np.maximum(count, 1), np.nan)


def turn(heights: Grid, degrees: float) -> Grid:
    """Turn a grid around its middle."""
    rows, columns = heights.shape
    cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    down, right = np.mgrid[:rows, :columns].astype(float)
    down -= (rows - 1) / 2
    right -= (columns - 1) / 2
    column, row = cos * right - sin * down + (columns - 1) / 2, sin * right + cos * down + (rows - 1) / 2
    left, top = np.floor(column).astype(int), np.floor(row).astype(int)
    outside = (left < 0) | (top < 0) | (left >= columns - 1) | (top >= rows - 1)
    left, top = np.clip(left, 0, columns - 2), np.clip(top, 0, rows - 2)
    by, down_by = column - left, row - top
    upper = heights[top, left] * (1 - by) + heights[top, left + 1] * by
    lower = heights[top + 1, left] * (1 - by) + heights[top + 1, left + 1] * by
    return np.where(outside, np.nan, upper * (1 - down_by) + lower * down_by)


def correlations(ours: Grid, theirs: Grid, least: Grid) -> Grid:
    """Correlate square templates with their windows at each shift, over the points that both have."""
    shape = ours.shape[-2:]

    def waves(values: Grid) -> Grid:
        return np.fft.rfft2(values)

    def back(values: Grid) -> Grid:
        return np.fft.irfft2(values, shape)

    mask, other = np.isfinite(ours), np.isfinite(theirs)
    one, two = np.where(mask, ours, 0.0), np.where(other, theirs, 0.0)
    mask_waves, ours_waves, squares = (np.conj(waves(each)) for each in (mask * 1.0, one, one * one))
    other_waves, theirs_waves, others = (waves(each) for each in (other * 1.0, two, two * two))
    count = np.maximum(back(mask_waves * other_waves), 1)
    sums, sums_other = back(ours_waves * other_waves), back(mask_waves * theirs_waves)
    spread = np.maximum(back(squares * other_waves) - sums**2 / count, 1e-9)
    spread_other = np.maximum(back(mask_waves * others) - sums_other**2 / count, 1e-9)
    found = (back(ours_waves * theirs_waves) - sums * sums_other / count) / np.sqrt(spread * spread_other)
    return np.where(count >= least, found, -1)


def whole(first: Grid, second: Grid) -> float:
    """Give the highest correlation of the whole surfaces, where at least a third of the first lies on the second."""
    side = max(*first.shape, *second.shape) + 40
    padded = [np.full((side, side), np.nan) for _each in range(2)]
    padded[0][: first.shape[0], : first.shape[1]] = first
    best = -1.0
    for angle in ANGLES:
        padded[1][:] = np.nan
        padded[1][: second.shape[0], : second.shape[1]] = turn(second, angle)
        best = max(best, float(correlations(*padded, 0.35 * np.isfinite(first).sum()).max()))
    return best


def congruent(first: Grid, second: Grid) -> tuple[int, int]:
    """Count the cells that were compared, and the congruent ones."""
    at = [np.linspace(0, length, GRID + 1).round().astype(int) for length in first.shape]
    side = max(int(np.diff(each).max()) for each in at)
    window = 3 * side
    cells = [
        (top, left, first[top:bottom, left:right])
        for top, bottom in zip(at[0], at[0][1:], strict=False)
        for left, right in zip(at[1], at[1][1:], strict=False)
        if np.isfinite(first[top:bottom, left:right]).mean() >= 0.1
    ]
    ours = np.full((len(cells), window, window), np.nan)
    for held, (_top, _left, cell) in zip(ours, cells, strict=True):
        held[: cell.shape[0], : cell.shape[1]] = cell - np.nanmean(cell)
    least = np.maximum(0.2 * side**2, 0.5 * np.isfinite(ours).sum((1, 2)))[:, None, None]
    best = []
    for angle in ANGLES:
        turned = np.pad(turn(second, angle), ((side, window), (side, window)), constant_values=np.nan)
        windows = np.stack([turned[top : top + window, left : left + window] for top, left, _cell in cells])
        found = correlations(ours, windows, least)[:, : 2 * side + 1, : 2 * side + 1].reshape(len(cells), -1)
        place = found.argmax(1)
        rows, columns = np.divmod(place, 2 * side + 1)
        best.append(np.stack([found.max(1), np.full(len(cells), angle), rows, columns]))
    stacked = np.stack(best)
    correlation, angle, row, column = np.moveaxis(stacked[stacked[:, 0].argmax(0), :, np.arange(len(cells))], 1, 0)
    good = correlation >= 0.5
    near = 125 / (6.25 * FACTOR)

    def agree(values: Grid, most: float) -> Grid:
        return np.abs(values[:, None] - values) <= most

    together = agree(angle, 6) & agree(row, near) & agree(column, near) & good & good[:, None]
    return len(cells), int(together.sum(1).max(initial=0))


def real_pairs() -> Iterator[tuple[Surface, Surface, bool]]:
    """Give the pairs of the real scans."""
    scans = {path.stem[6:]: read_x3p(path) for path in sorted(REAL.glob("fadul_*.x3p"))}
    for one, other in combinations(scans, 2):
        yield scans[one], scans[other], one[:2] == other[:2]


def describe(name: str, values: list[float]) -> str:
    """Give the least, the quartiles and the greatest of some numbers."""
    return f"  {name:22} " + " ".join(f"{each:7.2f}" for each in np.percentile(values, [0, 25, 50, 75, 100]))


def report(title: str, pairs: Iterable[tuple[Surface, Surface, bool]]) -> None:
    """Score pairs and print the distributions."""
    scores: dict[bool, list[tuple[float, ...]]] = {True: [], False: []}
    surfaces: dict[int, tuple[float, float]] = {}
    started = time.perf_counter()
    for first, second, same in pairs:
        for each in (first, second):
            low, high = np.nanpercentile(1e6 * each.heights_m, [15.87, 84.13])
            surfaces[hash(each.heights_m.tobytes())] = (each.measured, (high - low) / 2)
        one, other = shrink(first), shrink(second)
        cells, count = congruent(one, other)
        scores[same].append((cells, count, count / cells, whole(one, other)))
    spent = time.perf_counter() - started
    print(f"{title}: {len(scores[True])} pairs of one slide, {len(scores[False])} of two; {spent:.0f} s")
    print(f"  {'':22} {'least':>7} {'1/4':>7} {'middle':>7} {'3/4':>7} {'most':>7}")
    for at, name in enumerate(("share measured", "half width, µm")):
        print(describe(name, [each[at] for each in surfaces.values()]))
    for same, words in ((True, "one slide"), (False, "two slides")):
        for at, name in enumerate(("cells", "congruent", "share", "correlation")):
            if scores[same]:
                print(describe(f"{words}: {name}", [each[at] for each in scores[same]]))
    print(flush=True)


def main() -> None:
    """Score real and made-up pairs and print them beside each other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--same", type=int, default=20, help="made-up pairs of one slide (20)")
    parser.add_argument("--different", type=int, default=60, help="made-up pairs of two slides (60)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the made-up pairs (1)")
    parser.add_argument("--few", type=int, default=10, help="pairs for each variant (10)")
    parser.add_argument("--kinds", default="granular,milled,arched,turned", help="kinds of breech faces")
    parser.add_argument("--no-real", action="store_true", help="leave the real ones out")
    arguments = parser.parse_args()
    if REAL.exists() and not arguments.no_real:
        report("Real", real_pairs())

    def made_up(title: str, **options: Any) -> None:
        pairs = made_up_pairs(arguments.seed, **options)
        report(title, ((pair.first, pair.second, pair.same) for pair in pairs))

    kinds = arguments.kinds.split(",")
    made_up(f"Made up, {kinds[0]}", same=arguments.same, different=arguments.different, kind=kinds[0])
    few = arguments.few
    for kind in kinds[1:]:
        made_up(f"Made up, {kind}", same=few, different=few, kind=kind)
    for wear in (0.3, 0.6, 0.9):
        made_up(f"Made up, {kinds[0]}, wear {wear}", same=few, different=0, wear=wear)
    made_up(f"Made up, {kinds[0]}, partial 0.5", same=few, different=0, partial=0.5)
    for subclass in (0.5, 0.8, 1.0):
        for kind in (kinds[0], *kinds[1:2]):
            made_up(f"Made up, {kind}, subclass {subclass}", same=0, different=few, subclass=subclass, kind=kind)


if __name__ == "__main__":
    main()
