"""A population says who is in it, and refuses what is none."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.strength import PARTS, Population
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.strength.making import SAID, made_up

GOOD = {
    "name": "Three pistols",
    **SAID,
    "first": ["A", "B", "A"],
    "second": ["A", "B", "B"],
    "scores": {"cmc": [12, 15, 1], "n": [30, 28, 31], "accf": [55.5, 60, 12]},
}


def test_what_is_the_same_source_follows_from_the_firearms():
    """Two marks of one firearm are of the same source, and the fraction is computed."""
    population = Population(**GOOD)
    assert population.same.tolist() == [True, True, False]
    assert population.scores_of("fraction") == pytest.approx([12 / 30, 15 / 28, 1 / 31])
    assert population.all_firearms == ("A", "B")


def test_a_population_keeps_copies_that_nobody_changes():
    """Neither what was handed over nor what is kept changes with the other."""
    scores = np.array([12.0, 15.0, 1.0])
    population = Population(**GOOD | {"scores": {"cmc": scores}})
    scores[0] = 99
    assert population.scores["cmc"][0] == 12
    for held in (population.scores["cmc"], population.same):
        with pytest.raises(ValueError, match="read-only"):
            held[0] = 0
    with pytest.raises(TypeError):
        population.scores["other"] = scores


def test_it_describes_who_is_in_it_and_who_isnt():
    """Each part is told, one that isn't known is said not to be stated, and what isn't in it is said."""
    told = Population(**GOOD | {"instrument": None}).describe()
    assert '"Three pistols" has 2 comparisons of marks from the same firearm and 1 of marks from different' in told
    for part, name in PARTS.items():
        assert f"{name}: {SAID[part] if part != 'instrument' else 'not stated'}." in told
    assert "Cells compared: 28 to 31." in told
    assert "Scores accf: 55.5 to 60 for the same source" in told
    assert "Not in it: any other firearms, ammunition, instrument, mark or method." in told
    assert "accf" not in Population(**GOOD).describe("cmc")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "name must not be empty"),
        ({"firearms": ""}, "firearms must not be empty"),
        ({"first": ["A"]}, "first has 1 firearms and second 3"),
        ({"first": "AAB"}, 'first must be a list, not "AAB"'),
        ({"first": ["A", 3, "A"]}, 'first must be of the type str, not "3"'),
        ({"first": ["A", "", "A"]}, "first must not be empty"),
        ({"second": ["B", "A", "C"]}, '"Three pistols" has no comparison of marks from the same source'),
        ({"second": ["A", "B", "A"]}, '"Three pistols" has no comparison of marks from different sources'),
        ({"first": [], "second": []}, "no comparison of marks from the same source"),
        ({"scores": {}}, "has no scores"),
        ({"scores": {"cmc": [1, 2]}}, 'there are 3 comparisons, but the scores have the shape "(2,)"'),
        ({"scores": {"cmc": ["many", 1, 2]}}, "scores cmc: "),
        ({"scores": {"cmc": [1.5, 1, 2]}}, 'scores cmc: "1.5" isn\'t a whole number from 0 on'),
        ({"scores": {"cmc": [-1, 1, 2]}}, '"-1.0"'),
        ({"scores": {"accf": [float("nan"), 1, 2]}}, 'scores accf: "nan" isn\'t a finite number'),
        ({"scores": {"accf": [float("inf"), 1, 2]}}, '"inf"'),
        ({"scores": {"cmc": [31, 1, 2], "n": [30, 30, 30]}}, "31 congruent cells of 30 can't be"),
        ({"scores": {"cmc": [0, 1, 2], "n": [0, 30, 30]}}, "0 congruent cells of 0 can't be"),
        ({"splits": {"split1": ["t", "v", "x"]}}, '"x" isn\'t known as split1; known are t, v, n'),
        ({"splits": {"split1": ["t", "v"]}}, "split split1: there are 3 comparisons and 2 words"),
    ],
)
def test_what_is_no_population_is_refused(change, message):
    """The message quotes what is wrong."""
    with pytest.raises(InputError) as caught:
        Population(**GOOD | change)
    assert message in str(caught.value)


def test_scores_that_arent_there_are_named():
    """The message lists those that are."""
    with pytest.raises(UnknownCodeError, match="known are cmc, n, fraction"):
        made_up().scores_of("ccf")


def test_it_shows_itself_in_a_line():
    """Name and counts are in its representation, and no score is."""
    assert repr(made_up()) == "Population('Made-up pistols', 40 same source, 160 different sources, 40 firearms)"
