"""Statistics held against values worked out by hand, and against what must hold for any group."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.statistics import (
    FEWEST_PAIRS,
    analyse,
    gain,
    item_rest_correlation,
    mean_share,
    most_chosen,
    suppressed,
    t_quantile,
    upper_lower,
)

shares = st.floats(0, 1, allow_nan=False)
groups = st.lists(shares, min_size=1, max_size=40)


def test_a_mean_share_has_wilsons_interval():
    """Seven of ten right gives 0.397 to 0.892, as (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n) does by hand."""
    found = mean_share([1] * 7 + [0] * 3)
    z = 1.959964
    middle = (0.7 + z**2 / 20) / (1 + z**2 / 10)
    reach = z * sqrt(0.7 * 0.3 / 10 + z**2 / 400) / (1 + z**2 / 10)
    assert (found.mean, found.n) == (0.7, 10)
    assert found.low == pytest.approx(middle - reach, abs=1e-5) == pytest.approx(0.397, abs=1e-3)
    assert found.high == pytest.approx(middle + reach, abs=1e-5) == pytest.approx(0.892, abs=1e-3)


def test_nobody_has_no_mean():
    """Where nobody was scored, there is no share, not one of nought."""
    assert mean_share([]) is None


@given(groups)
def test_a_share_lies_in_its_interval(group):
    """The mean lies in the interval, and the interval between nought and one."""
    found = mean_share(group)
    assert 0 <= found.low <= found.mean <= found.high <= 1


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(group, random):
    """A group that stands in another order has the same statistics."""
    item = [round(share, 3) for share in group]
    totals = [round(10 * share) for share in reversed(group)]
    places = list(range(len(group)))
    random.shuffle(places)
    mixed, totals_mixed = [item[at] for at in places], [totals[at] for at in places]
    assert mean_share(mixed).mean == pytest.approx(mean_share(item).mean)
    for measure in upper_lower, item_rest_correlation:
        one, other = measure(item, totals), measure(mixed, totals_mixed)
        assert (one is None) == (other is None)
        assert one is None or one == pytest.approx(other, abs=1e-9)


@given(st.lists(st.tuples(shares, st.floats(0, 30, allow_nan=False)), max_size=30))
def test_discrimination_stays_between_minus_one_and_one(rows):
    """Whatever a group earned, both measures of discrimination are None or between -1 and 1."""
    item, totals = [row[0] for row in rows], [row[1] for row in rows]
    for found in upper_lower(item, totals), item_rest_correlation(item, totals):
        assert found is None or -1 - 1e-9 <= found <= 1 + 1e-9


def test_correlation_by_hand():
    """(1, 2, 3) and (1, 3, 2): covariance 1, variances 2 and 2, so one half."""
    assert item_rest_correlation([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)


def test_correlation_is_not_guessed():
    """Two people, or people who all did equally well, say nothing of a task."""
    assert item_rest_correlation([0, 1], [0, 1]) is None
    assert item_rest_correlation([1, 1, 1], [1, 2, 3]) is None


def test_best_and_weakest_by_hand():
    """Of ten, 27 % are three: the best three have it all, the weakest none, the others don't count."""
    assert upper_lower([0, 0, 0, 1, 0, 1, 0, 1, 1, 1], list(range(10))) == 1
    assert upper_lower([0, 1, 0, 1, 0, 1, 0, 1, 1, 0], list(range(10))) == pytest.approx(1 / 3)


def test_ties_at_the_edge_enter_in_equal_parts():
    """Four people share the third and last place of the weakest three: each counts a quarter of one place."""
    item, totals = [0, 0, 1, 1, 0, 0, 1, 1, 1, 1], [1, 2, 3, 3, 3, 3, 7, 8, 9, 10]
    assert upper_lower(item, totals) == pytest.approx(1 - (0 + 0 + 0.5) / 3)


def test_a_small_group_has_no_best_and_weakest():
    """27 % of five is one person: too few."""
    assert upper_lower([0, 0, 1, 1, 1], [1, 2, 3, 4, 5]) is None


def test_an_item_is_held_against_the_others():
    """The item itself is left out of what it is correlated with: with it, a useless item would look good."""
    points = {"good": [0, 0, 1, 1, 2, 2, 3, 3], "same": [0, 0, 1, 1, 2, 2, 3, 3], "odd": [9, 0, 9, 0, 9, 0, 9, 0]}
    found = analyse(points, {"good": 3, "same": 3, "odd": 9})
    assert found["good"].difficulty.mean == 0.5
    assert found["odd"].discrimination == pytest.approx(0)
    assert not found["odd"].is_clear
    alone = analyse({"good": points["good"], "same": points["same"]}, {"good": 3, "same": 3})
    assert alone["good"].discrimination == pytest.approx(1)
    assert not alone["good"].is_clear  # eight people are too few, whatever they did
    more = analyse({"good": [*points["good"], 0, 3], "same": [*points["same"], 0, 3]}, {"good": 3, "same": 3})
    assert more["good"].is_clear


def test_an_item_that_strong_learners_miss_is_seen():
    """A key that is wrong gives a correlation below nought, and a group of twelve is enough to see it."""
    rest = list(range(12))
    found = analyse({"rest": rest, "wrong": [11 - each for each in rest]}, {"rest": 11, "wrong": 11})
    assert found["wrong"].discrimination == pytest.approx(-1)
    assert found["wrong"].is_clear


def test_one_item_alone_tells_nobody_apart():
    """With one item there is no rest to hold it against."""
    found = analyse({"only": [0, 1, 2, 3, 4]}, {"only": 4})
    assert found["only"].discrimination is None
    assert found["only"].groups is None


@pytest.mark.parametrize(
    ("degrees", "printed"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (9, 2.262), (30, 2.042), (120, 1.980)]
)
def test_students_quantiles_are_those_of_printed_tables(degrees, printed):
    """The 97.5 % points of Student's distribution."""
    assert t_quantile(0.975, degrees) == pytest.approx(printed, abs=6e-4)


def test_gain_by_hand():
    """Differences 0.1, 0.2, 0.3: mean 0.2, deviation 0.1, so 0.2 ± 4.303 · 0.1 / √3."""
    found = gain({"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.9}, {"a": 0.2, "b": 0.4, "c": 0.6, "e": 0.1})
    assert found.pairs == 3
    assert found.mean == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2 - 4.3027 * 0.1 / sqrt(3), abs=1e-4)
    assert found.high == pytest.approx(0.2 + 4.3027 * 0.1 / sqrt(3), abs=1e-4)
    assert (found.before.n, found.after.n) == (4, 4)
    assert not found.is_enough


def test_people_are_held_against_themselves():
    """Each one's second share is held against the same one's first, wherever they stand in the two lists."""
    found = gain({"a": 0.1, "z": 1.0, "b": 0.2, "c": 0.3}, {"y": 0.0, "c": 0.4, "b": 0.3, "a": 0.2})
    assert found.pairs == 3
    assert [found.low, found.mean, found.high] == pytest.approx([0.1, 0.1, 0.1])


def test_gain_of_different_people_is_none():
    """People who took one test each give no difference, whatever they earned."""
    found = gain({"a": 0.1, "b": 0.2}, {"c": 0.9, "d": 1.0})
    assert (found.pairs, found.mean, found.low, found.high) == (0, None, None, None)


@given(st.dictionaries(st.integers(0, 30).map(str), st.tuples(shares, shares), min_size=2))
def test_gain_turns_around_with_the_tests(both):
    """Exchanging the tests changes the sign of the gain, and nothing else; it stays between -1 and 1."""
    before = {who: pair[0] for who, pair in both.items()}
    after = {who: pair[1] for who, pair in both.items()}
    there, back = gain(before, after), gain(after, before)
    assert -1 <= there.low <= there.mean <= there.high <= 1
    assert there.mean == pytest.approx(-back.mean, abs=1e-12)
    assert there.low == pytest.approx(-back.high, abs=1e-12)
    assert there.is_enough == (len(both) >= FEWEST_PAIRS)


counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20), min_size=1)


@given(counts)
def test_nobody_is_found_by_subtraction(cells):
    """What is hidden is two cells at least and five people at least, unless that is the whole table."""
    hidden = suppressed(cells)
    shown = {name for name in cells if cells[name] and name not in hidden}
    assert all(cells[name] >= 5 for name in shown)
    if hidden and shown:
        assert len(hidden) >= 2
        assert sum(cells[name] for name in hidden) >= 5


@given(counts)
def test_what_needs_no_hiding_is_shown(cells):
    """A table without small groups is shown whole."""
    if all(count >= 5 or not count for count in cells.values()):
        assert suppressed(cells) == set()


def test_two_small_cells_hide_each_other_only_when_they_are_many():
    """Two cells of one person each would still give away a sum of two: a third is hidden with them."""
    assert suppressed({"a": 1, "b": 1, "c": 9, "d": 8}) == {"a", "b", "d"}
    assert suppressed({"a": 3, "b": 4, "c": 9}) == {"a", "b"}


def test_counting_is_the_same_whatever_the_order():
    """The most frequent come first, equals in alphabetical order."""
    assert most_chosen(["b", "a", "c", "a", "c"]) == [("a", 2), ("c", 2), ("b", 1)]
