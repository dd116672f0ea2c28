"""Validation leaves out firearms, not comparisons, and gives each comparison one ratio."""

from __future__ import annotations

import numpy as np
import pytest

from firearmskit.ballistics.strength import METHODS, Population, cllr, cross_validate
from firearmskit.ballistics.strength.validating import _parts
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.strength.making import SAID, made_up, shuffled


@pytest.mark.parametrize("folds", [2, 3, 10])
def test_no_firearm_is_learnt_from_and_tried_on(folds):
    """What is learnt from shares no firearm with what is tried, and each comparison is tried once."""
    population = made_up(2)
    first, second = np.array(population.first), np.array(population.second)
    tried_in_all = np.zeros(len(first), dtype=int)
    for learnt, tried in _parts(population, folds, 1):
        assert not {*first[learnt], *second[learnt]} & {*first[tried], *second[tried]}
        tried_in_all += tried
    assert (tried_in_all == 1).all()


def test_each_comparison_has_a_ratio_and_costs_add_up():
    """All comparisons are validated, and the parts of the cost are those of the measures."""
    population = made_up(2)
    found = cross_validate(population)
    assert found.places.tolist() == list(range(len(population.first)))
    assert found.cllr == pytest.approx(cllr(found.log10_lr, population.same))
    assert found.cllr == pytest.approx(found.cllr_min + found.cllr_cal)
    assert 0 < found.cllr < 1


def test_learning_from_the_same_firearms_would_look_better():
    """The order of scores can be learnt by heart only by who has seen them: a useless score isn't made useful."""
    draws = np.random.default_rng(5)
    plain = made_up(2)
    noise = Population(
        name="Noise",
        **SAID,
        first=plain.first,
        second=plain.second,
        scores={"noise": draws.normal(size=len(plain.first))},
    )
    for method in METHODS:
        assert cross_validate(noise, of="noise", method=method).cllr > 0.97


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_order_of_the_comparisons_doesnt_matter(method):
    """The same comparisons in another order give the same cost and bounds; another seed gives other groups."""
    population = made_up(4)
    one, other = (cross_validate(each, method=method) for each in (population, shuffled(population, 1)))
    assert other.cllr == pytest.approx(one.cllr)
    assert (other.bounds.lower, other.bounds.upper) == pytest.approx((one.bounds.lower, one.bounds.upper))
    assert cross_validate(population, method=method, seed=2).log10_lr.tolist() != one.log10_lr.tolist()


def test_a_split_of_the_population_is_followed():
    """What is marked t is learnt from, v is validated, and n is used for neither."""
    plain = made_up(2)
    learners = set(plain.all_firearms[:25])
    sides = [{one in learners, other in learners} for one, other in zip(plain.first, plain.second, strict=True)]
    words = tuple("n" if len(side) == 2 else "t" if True in side else "v" for side in sides)
    population = Population(
        name="Split",
        **SAID,
        first=plain.first,
        second=plain.second,
        scores=dict(plain.scores),
        splits={"split1": words},
    )
    found = cross_validate(population, split="split1")
    assert [words[at] for at in found.places] == ["v"] * words.count("v")
    assert '"split1"' in found.describe()


def test_it_says_what_it_found():
    """Counts, cost with its parts, misleading shares and bounds are told."""
    found = cross_validate(made_up(2))
    told = found.describe()
    assert "40 comparisons of the same source and 160 of different sources" in told
    assert f"Cllr is {found.cllr:.2f}: {found.cllr_min:.2f} because the scores overlap" in told
    assert "The ratio misled for" in told


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"of": "ccf"}, UnknownCodeError, '"ccf"'),
        ({"method": "guess"}, UnknownCodeError, '"guess" isn\'t known as method; known are logistic, isotonic'),
        ({"split": "split9"}, UnknownCodeError, '"split9"'),
        ({"folds": 1}, InputError, 'folds is "1"'),
        ({"folds": 2.5}, InputError, 'folds must be a whole number, not "2.5"'),
        ({"seed": "x"}, InputError, 'seed must be a whole number, not "x"'),
    ],
)
def test_what_cant_be_validated_is_refused(how, error, message):
    """The message quotes what is wrong."""
    with pytest.raises(error) as caught:
        cross_validate(made_up(2), **how)
    assert message in str(caught.value)
    with pytest.raises(InputError, match="population must be of the type Population"):
        cross_validate([1, 2])


def test_too_few_firearms_are_refused():
    """Two firearms can't be left out and learnt from at once."""
    small = Population(name="Small", **SAID, first=["A", "B", "A"], second=["A", "B", "B"], scores={"cmc": [9, 8, 1]})
    with pytest.raises(InputError, match=r'"Small" has too few firearms \(2\) to leave some out'):
        cross_validate(small)
