"""How well ``tracing.match`` finds a firearm in a register, how far its probabilities can be believed, and how fast.

The registers and the firearms that are looked for are made up by ``benchmarks/registers.py``, which says how. Compared
with an exhaustive scan by rapidfuzz (``process.cdist`` with the optimal string alignment distance, up to 2, on all
cores), measured in the same run on the same register and the same descriptions.

Run it with ``python -m benchmarks.matching``; ``--sizes 10000000`` takes some minutes and about 5 GB of memory,
``--write`` renews ``docs/matching.md``.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks import registers
from firearmskit import tracing
from firearmskit.tracing.matching.packed import PackedIndex
from firearmskit.tracing.matching.packed.finding import find, merged

ABSENT = 0.2
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 0.999, 1.0000001)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "matching.md"


@dataclass(kw_only=True)
class Result:
    """What one size of register gave; times in seconds."""

    size: int
    build: float = 0.0
    bytes_each: float = 0.0
    memory: float = 0.0
    found: dict[int, dict[str, float]] = field(default_factory=dict)
    bins: dict[str, list[tuple[float, int, float, float]]] = field(default_factory=dict)
    apart: dict[str, float] = field(default_factory=dict)
    unique: tuple[int, int, int, float] = (0, 0, 0, 0.0)
    single: dict[str, float] = field(default_factory=dict)
    batch: float = 0.0
    written: float = 0.0
    scan: float = 0.0
    scanned: int = 0
    duckdb: float | None = None


def right(query: registers.Query, found: tracing.Match) -> bool:
    """Tell whether the likeliest entry is the true one."""
    return query.truth is not None and found.best is not None and found.best.entry.id == str(query.truth + 1)


def recall(index: PackedIndex, world: registers.World, result: Result, count: int) -> None:
    """Measure what is found, and what comes first, by the number of mistakes."""
    for mistakes in (0, 1, 2):
        asked = registers.queries(world, len(index), count, seed=100 + mistakes, absent=0.0, mistakes=mistakes)
        answers = tracing.match_many([each.description for each in asked], index, prior=1 - ABSENT)
        there = 0
        for at, block in enumerate(answers.blocks):
            some = asked[at * 1000 : at * 1000 + 1000]
            every = np.arange(len(some))
            hits = merged([find(index, block.ranking.questions, every, edits=edits) for edits in (1, 2)])
            wanted = np.array([(row << 32) | each.truth for row, each in enumerate(some)])
            there += int(np.isin(wanted, hits).sum())
        first = [right(query, found) for query, found in zip(asked, answers, strict=True)]
        with_make = [ok for ok, each in zip(first, asked, strict=True) if "make" in each.description]
        without = [ok for ok, each in zip(first, asked, strict=True) if "make" not in each.description]
        result.found[mistakes] = {
            "found": there / count,
            "first": float(np.mean(first)),
            "first, make known": float(np.mean(with_make)),
            "first, make not known": float(np.mean(without)),
        }


def of_lots(size: int, count: int) -> Result:
    """Measure a register whose firearms were made in lots, of which it holds a part."""
    world, result = registers.World(), Result(size=size)
    here, elsewhere = registers.lots(world, round(size / (1 - ABSENT)), seed=7, absent=ABSENT)
    index = PackedIndex.from_entries(here, resolve=False)
    asked = registers.queries_of_lots(world, here, elsewhere, count, seed=8, absent=ABSENT)
    calibration(index, asked, result)
    return result


def calibration(index: PackedIndex, asked: Sequence[registers.Query], result: Result) -> None:
    """Measure whether stated probabilities come true."""
    answers = list(tracing.match_many([each.description for each in asked], index, prior=1 - ABSENT))
    pairs = list(zip(asked, answers, strict=True))
    told = {
        "the likeliest entry": (
            [found.best.probability if found.best else 0.0 for found in answers],
            [right(query, found) for query, found in pairs],
        ),
        "not in the register": ([found.absent for found in answers], [query.truth is None for query in asked]),
    }
    for name, (stated, true) in told.items():
        result.bins[name], result.apart[name] = binned(np.array(stated), np.array(true, dtype=float))
    unique = [(query, found) for query, found in pairs if found.unique]
    false = sum(not right(query, found) for query, found in unique)
    here = sum(query.truth is not None for query in asked)
    result.unique = (len(unique), false, here, sum(found.error for _query, found in unique))


def binned(stated: np.ndarray, true: np.ndarray) -> tuple[list[tuple[float, int, float, float]], float]:
    """Give for each bin where it begins, how many there are, what is stated and what came true; and how far apart."""
    rows, apart = [], 0.0
    for low, high in pairwise(BINS):
        here = (stated >= low) & (stated < high)
        if here.any():
            rows.append((low, int(here.sum()), float(stated[here].mean()), float(true[here].mean())))
            apart += here.mean() * abs(stated[here].mean() - true[here].mean())
    return rows, float(apart)


def speed(index: PackedIndex, world: registers.World, result: Result, count: int, single: int) -> list[str]:
    """Measure single descriptions and a batch; gives the serials of the batch."""
    asked = [each.description for each in registers.queries(world, len(index), count, seed=300, absent=ABSENT)]
    tracing.match_many(asked[:50], index)
    spent = {"elapsed": [], "processor": []}
    for each in asked[:single]:
        started, used = time.perf_counter(), time.process_time()
        tracing.match(each, index)
        spent["elapsed"].append(time.perf_counter() - started)
        spent["processor"].append(time.process_time() - used)
    for name, values in spent.items():
        for share in (0.5, 0.99):
            result.single[f"{name} {share}"] = float(np.quantile(values, share))
    times = []
    for _each in range(3):
        started = time.perf_counter()
        answers = tracing.match_many(asked, index)
        times.append(time.perf_counter() - started)
    result.batch = min(times) / count
    started = time.perf_counter()
    list(answers)
    result.written = (time.perf_counter() - started) / count
    return [tracing.serial_key(str(each["serial"])) for each in asked]


def scan(world: registers.World, result: Result, serials: Sequence[str]) -> None:
    """Measure the exhaustive scan of the register for the same serials."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    for columns in world.register(result.size):
        started = time.perf_counter()
        cdist(serials, columns["serial"], scorer=OSA.distance, score_cutoff=2, dtype=np.uint8, workers=-1)
        result.scan += time.perf_counter() - started
    result.scan /= len(serials)
    result.scanned = len(serials)


def with_duckdb(world: registers.World, result: Result, serials: Sequence[str]) -> None:
    """Measure DuckDB's own distance over the whole register, for a few serials."""
    import duckdb
    import pandas

    held = pandas.DataFrame({"serial": [each for columns in world.register(result.size) for each in columns["serial"]]})
    connection = duckdb.connect()
    connection.register("held", held)
    connection.execute("CREATE TABLE arms AS SELECT serial FROM held")
    started = time.perf_counter()
    for each in serials[:2]:
        connection.execute("SELECT count(*) FROM arms WHERE damerau_levenshtein(serial, ?) <= 2", [each]).fetchall()
    result.duckdb = (time.perf_counter() - started) / 2


def measure(size: int, *, count: int, scanned: int, duckdb: bool) -> Result:
    """Measure one size of register."""
    world, result = registers.World(), Result(size=size)
    spent = 0.0

    def timed():
        nonlocal spent
        chunks = world.register(size)
        while True:
            started = time.perf_counter()
            chunk = next(chunks, None)
            spent += time.perf_counter() - started
            if chunk is None:
                return
            yield chunk

    started = time.perf_counter()
    index = PackedIndex.from_chunks(timed(), resolve=False)
    result.build = time.perf_counter() - started - spent
    parts = index.parts
    held = [parts.codes, parts.lengths, parts.fields, parts.years, parts.slots, parts.starts, *parts.serials]
    result.bytes_each = sum(array.nbytes for array in held) / size
    result.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    serials = speed(index, world, result, 1000, 1000)
    recall(index, world, result, count)
    calibration(index, registers.queries(world, size, 2 * count, seed=200, absent=ABSENT), result)
    del index
    gc.collect()
    scan(world, result, serials[:scanned])
    if duckdb:
        with_duckdb(world, result, serials)
    return result


def believed(results: Sequence[Result]) -> list[str]:
    """Write how far probabilities can be believed, as tables."""
    lines = ["", "| entries | called the one | of those that are there | wrong | expected wrong |", "|" + "---|" * 5]
    for each in results:
        said, false, here, expected = each.unique
        lines.append(f"| {each.size:,} | {said} | {100 * said / here:.1f} % | {false} | {expected:.2f} |")
    for name in results[0].bins:
        lines += ["", f"Probability of *{name}*:", "", "| entries | stated | of so many | on average | came true |"]
        lines.append("|" + "---|" * 5)
        for each in results:
            for low, count, stated, true in each.bins[name]:
                row = f"from {low:g} | {count} | {100 * stated:.1f} % | {100 * true:.1f} %"
                lines.append(f"| {each.size:,} | {row} |")
            apart = f"**apart, on average: {100 * each.apart[name]:.2f} points**"
            lines.append(f"| {each.size:,} | {apart} | | | |")
    return lines


def tables(results: Sequence[Result]) -> str:
    """Write all results as tables."""
    lines = [
        "| entries | mistakes | found | comes first | first, make known | first, make not known |",
        "|" + "---|" * 6,
    ]
    for each in results:
        for mistakes, row in each.found.items():
            lines.append(
                f"| {each.size:,} | {mistakes} | " + " | ".join(f"{100 * v:.2f} %" for v in row.values()) + " |"
            )
    lines += believed(results)
    lines += [
        "",
        "| entries | one, half within | 99 % within | the same, processor time | in a batch, each | written out, each "
        "| scan by rapidfuzz, each | ratio | DuckDB, each |",
        "|" + "---|" * 9,
    ]
    for each in results:
        times = [
            f"{1e3 * each.single['elapsed 0.5']:.2f} ms",
            f"{1e3 * each.single['elapsed 0.99']:.2f} ms",
            f"{1e3 * each.single['processor 0.5']:.2f}, {1e3 * each.single['processor 0.99']:.2f} ms",
            f"{1e3 * each.batch:.3f} ms",
            f"{1e3 * each.written:.3f} ms",
            f"{1e3 * each.scan:.2f} ms",
            f"{each.scan / each.batch:.0f}",
            "not measured" if each.duckdb is None else f"{1e3 * each.duckdb:.0f} ms",
        ]
        lines.append(f"| {each.size:,} | " + " | ".join(times) + " |")
    lines += ["", "| entries | built in | bytes an entry | most memory while building |", "|" + "---|" * 4]
    for each in results:
        lines.append(f"| {each.size:,} | {each.build:.1f} s | {each.bytes_each:.0f} | {each.memory:.1f} GB |")
    return "\n".join(lines)


HEAD = """# How well firearms are found in a register

`python -m benchmarks.matching --write` wrote this page; no figure on it is from elsewhere.
How to match is told in [Match a firearm against a register](how-to/matching.md).

**All of it is synthetic, and the figures hold for that population only.**
{population}

Found means that the search for up to two mistakes gives the true entry.
That search isn't made where an entry within one mistake settles the question, from 99.9 % on.
An entry is called the one from a probability of 99.9 % on.
A fifth of the firearms that are looked for isn't in the register, and the prior says so; where recall is told, all are.
The scan is rapidfuzz's `process.cdist` over all serials with the optimal string alignment distance, up to 2, on all
cores, for {scanned} of the same serials, in the same run; it finds, and ranks nothing.
The batch is of 1,000 descriptions, on one core, ranking included.
Measured on {machine}, whose {cores} cores others used as well.

"""


LOTS = """

## Where firearms were made in lots

All figures above are for a register whose serials are drawn evenly.
In this one the firearms are of lots: 250 of the 1,000 numbers of each were made, all else is the same, and four fifths
of them are in the register.
A firearm that isn't there looks much like those of its lot that are, so fewer can be called the one.
"""


def page(results: Sequence[Result], made_in_lots: Result) -> str:
    """Write the page of results."""
    population = "\n".join(line for line in str(registers.__doc__).split("\n\n", 1)[1].strip().splitlines())
    return (
        HEAD.format(
            population=population.replace(":data:`FIELDS`", "`benchmarks/registers.py`"),
            scanned=results[-1].scanned,
            machine=f"{platform.system()} on {platform.machine()} with Python {platform.python_version()}",
            cores=os.cpu_count(),
        )
        + tables(results)
        + LOTS
        + "\n".join(believed([made_in_lots]))
        + "\n"
    )


def main() -> None:
    """Measure, print the tables, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="entries")
    parser.add_argument("--queries", type=int, default=2000, help="firearms looked for, of each number of mistakes")
    parser.add_argument("--scanned", type=int, default=1000, help="serials that the scan looks for")
    parser.add_argument("--duckdb", action="store_true", help="measure DuckDB's distance as well")
    parser.add_argument("--write", action="store_true", help="renew docs/matching.md")
    arguments = parser.parse_args()
    results = []
    for size in arguments.sizes:
        results.append(measure(size, count=arguments.queries, scanned=arguments.scanned, duckdb=arguments.duckdb))
        print(tables(results[-1:]), flush=True)
        last = results[-1]
        print(
            f"\nratio: {last.scan / last.batch:.0f} ({size:,} entries: scan by rapidfuzz to batch, each with ranking)\n"
        )
    made_in_lots = of_lots(min(100_000, max(arguments.sizes)), 2 * arguments.queries)
    print("Firearms of lots:", *believed([made_in_lots]), sep="\n")
    if arguments.write:
        PAGE.write_text(page(results, made_in_lots), "utf-8")


if __name__ == "__main__":
    main()
