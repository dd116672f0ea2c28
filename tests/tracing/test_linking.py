"""Two whole registers linked by weights that are learnt from them."""

from __future__ import annotations

import pandas
import pytest

from benchmarks import registers
from firearmskit.errors import InputError
from firearmskit.tracing.linking import LINK_COLUMNS, link

FIELDS = ["id", "serial", "make", "model", "calibre", "year"]
SIZE = 600


@pytest.fixture(scope="module")
def pair():
    """A made-up register, and another one that has half of its firearms, with mistakes, and others."""
    world = registers.World()
    whole = world.firearms(SIZE, 42, 0)
    left = pandas.DataFrame(next(iter(world.register(SIZE))))
    left["id"] = [f"L{at}" for at in range(SIZE)]
    hand = registers.Hand(world, 5)
    strangers = world.firearms(SIZE, 999, 0)
    rows = []
    for at in range(0, SIZE, 2):
        query = hand.describes({name: values[at] for name, values in whole.items()}, at)
        rows.append({**query.description, "id": f"R{at}"})
    for at in range(0, SIZE, 4):
        query = hand.describes({name: values[at] for name, values in strangers.items()}, None)
        rows.append({**query.description, "id": f"X{at}"})
    return left[FIELDS], pandas.DataFrame(rows)[FIELDS]


@pytest.mark.slow
def test_most_pairs_are_found_and_hardly_one_is_wrong(pair):
    """Of the firearms in both registers most are linked, with probabilities that are deserved."""
    found = link(*pair, resolve=False)
    assert list(found.columns) == list(LINK_COLUMNS)
    true = found["left"].str[1:] == found["right"].str[1:]
    true &= found["right"].str[0] == "R"
    assert true.mean() > 0.97
    assert found.loc[true, "right"].nunique() > 0.85 * SIZE / 2
    assert found["probability"].is_monotonic_decreasing
    assert link(*pair, least=0.99, resolve=False)["probability"].min() >= 0.99


def table(**columns: object) -> pandas.DataFrame:
    """Make a table of 30 rows."""
    made = {"id": range(30), "serial": [f"A{at:05}" for at in range(30)], "calibre": ["x"] * 30}
    return pandas.DataFrame(made | columns)


@pytest.mark.parametrize(
    ("left", "right", "least"),
    [
        (7, table(), 0.5),
        (table(), [{"id": 1}], 0.5),
        (table(), table().drop(columns="serial"), 0.5),
        (table(), table().head(5), 0.5),
        (table(), table(id=[1] * 30), 0.5),
        (table(), table(id=[None] * 30), 0.5),
        (table(), table().drop(columns="calibre"), 0.5),
        (table(), table(), 2),
        (table(), table(), "half"),
        (table(serial=["A" * 129] * 30), table(), 0.5),
    ],
)
def test_what_can_not_be_linked_is_refused(left, right, least):
    """Tables need ids, serials, one more field in common, and some rows."""
    with pytest.raises(InputError):
        link(left, right, least=least)


def test_registers_with_nothing_in_common_are_refused():
    """Where no pair agrees in anything, there is nothing to learn from."""
    with pytest.raises(InputError, match="too little in common"):
        link(table(), table(serial=[f"{at:07}Q" for at in range(30)], calibre=["y"] * 30), resolve=False)
