"""The table of made-up scores: it is what the library gives when it makes the surfaces up and compares them."""

from __future__ import annotations

import csv

from firearmskit.ballistics.synthetic.populations import SCORES
from tools import population


def test_the_table_is_what_comparing_gives():
    """Pairs from the beginning, the middle and the end of the table, compared anew, have the counts on record."""
    with SCORES.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    wanted = list(population.pairs())
    assert tuple(table[0]) == population.COLUMNS
    assert len(table) == 1 + len(wanted) == 781
    some = [0, 91, 179, 180, 400, 779]
    anew = population.rows([wanted[at] for at in some])
    assert [[str(cell) for cell in row] for row in anew] == [table[1 + at] for at in some]
