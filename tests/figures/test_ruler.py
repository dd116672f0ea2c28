"""A ruler beside marks: it measures what is drawn, and says in words what it measures."""

import numpy as np
import pytest

from firearmskit.errors import InputError
from firearmskit.figures import Mark, describe_marks, plot_marks


def mark(**changes: object) -> Mark:
    """Give a mark of two millimetres on a panel of ten."""
    return Mark(**{"text": "AB 12", "x": 0.6, "y": 0.5, "height": 0.2, "style": "engraved", "depth": 1.0} | changes)


def pixels(marks: list[Mark], **setting: object) -> np.ndarray:
    """Draw a panel and give its pixels."""
    return np.asarray(plot_marks(marks, wear=0, **setting).figure.axes[0].images[0].get_array()).astype(int)


def test_words_give_both_ends_and_not_the_height():
    """The words say where a mark begins and ends on the ruler, and leave its height to the reader."""
    words = describe_marks([mark(label="A")], ruler_mm=10)
    assert words.endswith("On the ruler, A reaches from 4.0 to 6.0 mm.")
    assert "ruler" not in describe_marks([mark(label="A")])


@pytest.mark.parametrize("ruler_mm", [4, 12, 60])
def test_longest_lines_are_millimetres(ruler_mm):
    """At each millimetre, and nowhere else, a line reaches the middle of the ruler."""
    drawn = pixels([mark()], ruler_mm=ruler_mm)
    height = drawn.shape[0]
    column = drawn[2:-2, int(0.085 * 1200 * 0.6)].sum(axis=1)
    dark = np.flatnonzero(column < 450) + 2
    found = {round((height - 1 - row) / height * ruler_mm, 1) for row in dark if 2 < row < height - 3}
    assert {round(each) for each in found} >= set(range(1, ruler_mm - 1))
    assert [each for each in found if abs(each - round(each)) > 0.2] == []


def test_a_ruler_leaves_the_marks_as_they_are():
    """What is struck into the metal is the same with a ruler and without."""
    plain, ruled = pixels([mark()]), pixels([mark()], ruler_mm=10)
    assert (plain[300:400, 500:900] == ruled[300:400, 500:900]).mean() > 0.95
    assert (plain[:, :90] != ruled[:, :90]).any()


@pytest.mark.parametrize(
    ("changes", "ruler_mm"),
    [
        ({}, 3),
        ({}, 61),
        ({}, "ten"),
        ({}, float("nan")),
        ({}, True),
        ({"width": 0.5}, 10),
        ({"rotation_deg": 5}, 10),
        ({"x": 0.2}, 10),
    ],
)
def test_what_a_ruler_cant_measure_is_refused(changes, ruler_mm):
    """A ruler of no size, a mark of unknown height, one that is turned or lies under the ruler: each is refused."""
    with pytest.raises(InputError):
        plot_marks([mark(**changes)], ruler_mm=ruler_mm)
