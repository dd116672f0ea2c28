"""Compare many cartridge cases by congruent matching cells, on several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from multiprocessing import get_context

from firearmskit.arguments import listed, of_type
from firearmskit.ballistics.cells.comparing import compare_cases
from firearmskit.ballistics.cells.spreading import workers
from firearmskit.ballistics.cells.values import CaseComparison, CellSettings
from firearmskit.ballistics.surface import Surface
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Compared", "compare_many"]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One pair of many.

    Args:
        a: Name of the first surface.
        b: Name of the second.
        comparison: What the comparison gave.
    """

    a: str
    b: str
    comparison: CaseComparison


def compare_many(
    surfaces: Mapping[str, Surface],
    pairs: Iterable[tuple[str, str]] | None = None,
    *,
    method: str = "cmc",
    settings: CellSettings | None = None,
    both_ways: bool = True,
    processes: int | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[Compared, ...]:
    """Compare many pairs of surfaces, on several processes.

    Args:
        surfaces: ``{name: surface}``.
        pairs: Pairs of names; each with each other one when None.
        method: As for :func:`compare_cases`.
        settings: As for :func:`compare_cases`.
        both_ways: As for :func:`compare_cases`.
        processes: How many; as many as there are processors when None. The results are the same, to the last cell.
        progress: Called after each pair with how many are done and how many there are.

    Returns:
        One entry a pair, in the order of the pairs.

    Raises:
        InputError: As for :func:`compare_cases`, or a pair names a surface that isn't there.
    """
    held = dict(of_type(surfaces, Mapping, "surfaces"))
    for name, surface in held.items():
        of_type(surface, Surface, f"surfaces[{quote(name)}]")
    wanted = tuple(combinations(held, 2)) if pairs is None else listed(pairs, tuple, "pairs")
    for pair in wanted:
        if len(pair) != 2 or not all(isinstance(name, str) and name in held for name in pair):
            raise InputError(
                _("pairs: {value} isn't two names of surfaces; there are {known}").format(
                    value=quote(pair), known=", ".join(quote(name) for name in list(held)[:20])
                )
            )
    several = min(workers(processes, "processes"), max(1, len(wanted)))
    task = _Task(surfaces=held, method=method, settings=settings, both_ways=both_ways)
    found = []
    for done, comparison in enumerate(_each(task, wanted, several), start=1):
        found.append(Compared(a=wanted[done - 1][0], b=wanted[done - 1][1], comparison=comparison))
        if progress is not None:
            progress(done, len(wanted))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class _Task:
    """What each process needs to compare any pair."""

    surfaces: dict[str, Surface]
    method: str
    settings: CellSettings | None
    both_ways: bool

    def compare(self, pair: tuple[str, str]) -> CaseComparison:
        """Compare one pair on one thread."""
        a, b = (self.surfaces[name] for name in pair)
        return compare_cases(a, b, method=self.method, settings=self.settings, both_ways=self.both_ways, threads=1)


_TASKS: list[_Task] = []


def _begin(task: _Task) -> None:
    _TASKS[:] = [task]


def _one(pair: tuple[str, str]) -> CaseComparison:
    return _TASKS[0].compare(pair)


def _each(task: _Task, pairs: tuple[tuple[str, str], ...], processes: int) -> Iterator[CaseComparison]:
    """Compare pair after pair, in their order."""
    if processes == 1:
        yield from map(task.compare, pairs)
        return
    # New processes take nothing of this one's threads with them.
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (task,)) as pool:
        yield from pool.map(_one, pairs)
