"""Names above and below a drawing, each with a straight line to its part, none across another."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Label", "Laid", "lay_out"]

GAP = 16.0
"""Least room between two names in a row, in units."""
EDGE = 12.0
"""Least room between a name and the edge of the picture, in units."""
CLEAR = 6.0
"""Least room between a name and another's line, in units."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name of a width, and the point that it names."""

    name: str
    width: float
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A name in its place: above or below, in which row from the drawing outwards, and from where to where."""

    label: Label
    above: bool
    row: int
    x0: float

    @property
    def x1(self) -> float:
        """Where the name ends."""
        return self.x0 + self.label.width


def lay_out(labels: Sequence[Label], *, width: float, middle: float) -> list[Laid]:
    """Put every name above or below a drawing, near its point, in as few rows as can be.

    Each name stands with one end, or its middle, at a vertical line to its point. A name further out never stands
    under or over another's line.

    Args:
        labels: The names.
        width: How wide the drawing is.
        middle: Names of points above this height stand above the drawing.
    """
    found: list[Laid] = []
    for above in (True, False):
        group = sorted((label for label in labels if (label.y < middle) == above), key=lambda label: label.x)
        found += _stack(group, above, width)
    return found


def _stack(group: list[Label], above: bool, width: float) -> list[Laid]:
    """Try name by name from the left which end stands at its line; keep the few best beginnings."""
    beginnings: list[list[tuple[Label, float]]] = [[]]
    for label in group:
        tried = []
        for begun, share in itertools.product(beginnings, (0.5, 0.0, 1.0)):
            x0 = min(max(label.x - share * label.width, EDGE), width - EDGE - label.width)
            tried.append([*begun, (label, x0)])
        tried.sort(key=_cost)
        beginnings = tried[:60]
    best = beginnings[0]
    rows, _covered = _rows(best)
    return [Laid(label=label, above=above, row=row, x0=x0) for (label, x0), row in zip(best, rows, strict=True)]


def _cost(begun: list[tuple[Label, float]]) -> tuple[int, int, int]:
    rows, covered = _rows(begun)
    return covered, max(rows), sum(rows)


def _rows(begun: list[tuple[Label, float]]) -> tuple[list[int], int]:
    """Give the lowest row of each name, beyond each name whose line it covers, and how often there is no such row."""
    count = len(begun)
    spans = [(x0, x0 + label.width) for label, x0 in begun]
    over: list[set[int]] = [set() for _name in begun]  # who has to stand nearer to the drawing than this one
    for one, other in itertools.permutations(range(count), 2):
        if spans[one][0] - CLEAR < begun[other][0].x < spans[one][1] + CLEAR:
            over[one].add(other)
    rows = [-1] * count
    covered = 0
    for _turn in range(count):
        ready = [n for n in range(count) if rows[n] < 0 and all(rows[other] >= 0 for other in over[n])]
        if not ready:  # each covers the other's line: one has to
            covered += 1
            ready = [n for n in range(count) if rows[n] < 0]
        this = ready[0]
        row = max((rows[other] + 1 for other in over[this]), default=0)
        taken = {rows[n] for n in range(count) if rows[n] >= 0 and _meet(spans[this], spans[n])}
        while row in taken:
            row += 1
        rows[this] = row
    return rows, covered


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + GAP and other[0] < one[1] + GAP
