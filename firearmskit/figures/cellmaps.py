"""The cells of a comparison in words: which are congruent, where, and why the others aren't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from firearmskit.language import N_, ngettext
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics import OneWay

__all__ = ["describe_cells"]

WHY_NOT = {
    "correlates-little": N_("like nothing on the other surface"),
    "turned": N_("turned otherwise"),
    "shifted": N_("shifted otherwise"),
    "measured-little": N_("measured too little"),
    "not-found": N_("without a counterpart that was measured"),
}
"""Why a cell isn't congruent, in the order of the legend, in few words."""


def describe_cells(way: OneWay) -> str:
    """Say in words what a map of cells shows.

    Args:
        way: One way of a comparison, such as ``compare_cases(a, b).forward``.

    Returns:
        Counts, and row by row the columns of the congruent cells.
    """
    return " ".join(_sentences(way))


def _sentences(way: OneWay) -> Iterator[str]:
    rows = 1 + max(cell.row for cell in way.cells)
    yield _("A map of {rows} by {rows} cells.").format(rows=rows)
    yield ngettext(
        "{cmc} of {n} cell that was compared is congruent.",
        "{cmc} of {n} cells that were compared are congruent.",
        way.n,
    ).format(cmc=way.cmc, n=way.n)
    if way.turn_deg is not None:
        yield _("They share a turn of {turn} degrees.").format(turn=round(way.turn_deg))
    for row in range(rows):
        columns = [cell.column + 1 for cell in way.cells if cell.row == row and cell.congruent]
        if columns:
            yield _("Row {row}: {columns}.").format(row=row + 1, columns=", ".join(map(str, columns)))
    counts = Counter(cell.reason for cell in way.cells)
    others = [f"{_(words)}: {counts[reason]}" for reason, words in WHY_NOT.items() if counts[reason]]
    if others:
        yield _("Of the others: {others}.").format(others="; ".join(others))
