"""Shots of one firearm are found cell by cell, those of two aren't, and nothing but the surfaces decides it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from firearmskit.ballistics import CellSettings, Surface, compare_cases
from firearmskit.errors import InputError, UnknownCodeError
from tests.ballistics.cells.making import SPACING_M, as_surface, grain, ring, shot

QUICK = CellSettings(most_turn_deg=30)


@pytest.fixture(scope="module")
def first() -> Surface:
    """One shot of one firearm."""
    return shot(1, 1)


@pytest.fixture(scope="module")
def second() -> Surface:
    """Another shot of the same firearm, turned by 12 degrees and shifted by 20 and -10 points."""
    return shot(1, 2, degrees=12, right=20, down=-10)


def test_shots_of_one_firearm_are_found(first, second):
    """Most cells are congruent both ways; turn and shift are those with which the second was made."""
    found = compare_cases(first, second, settings=QUICK)
    for way, sign in ((found.forward, 1), (found.backward, -1)):
        assert way.cmc >= 0.7 * way.n
        assert way.turn_deg == pytest.approx(-12 * sign, abs=1.6)
    assert found.cmc == min(found.forward.cmc, found.backward.cmc)


def test_shots_of_two_firearms_are_not(first):
    """Of ten other firearms none has more than a few congruent cells."""
    most = max(compare_cases(first, shot(2 + number, 1), settings=QUICK).cmc for number in range(10))
    assert most <= 4


@pytest.mark.parametrize("degrees", [45, 90, 135, 180, -100])
def test_turn_of_any_size_is_found(first, degrees):
    """The whole circle is searched unless somebody says otherwise."""
    found = compare_cases(first, shot(1, 3, degrees=degrees))
    assert found.cmc >= 0.7 * found.n
    assert abs((found.forward.turn_deg + degrees + 180) % 360 - 180) <= 1.6


@pytest.mark.parametrize("degrees", [9, -15])
def test_turn_between_two_coarse_ones_is_found(first, degrees):
    """Turns that the first look leaves out are tried in the second, where the place then lies."""
    found = compare_cases(first, shot(1, 3, degrees=degrees), settings=QUICK)
    assert found.forward.turn_deg == pytest.approx(-degrees, abs=0.5)
    assert sum(cell.turn_deg == pytest.approx(-degrees) for cell in found.forward.cells) > found.forward.n / 2


def test_mirrored_copy_is_not_the_same(first):
    """A mirrored copy has the same points and not the same marks: it scores as another firearm does."""
    mirrored = Surface(heights_m=first.heights_m[:, ::-1], spacing_x_m=SPACING_M, spacing_y_m=SPACING_M)
    assert compare_cases(first, mirrored).cmc <= 4
    sunken = Surface(heights_m=-first.heights_m, spacing_x_m=SPACING_M, spacing_y_m=SPACING_M)
    assert compare_cases(first, sunken).cmc <= 4


def test_part_of_a_face_is_found_where_it_lies(first, second):
    """Of a surface that is cut in half, with a centre of its own, the cells of the half are found."""
    half = Surface(heights_m=second.heights_m[:, :300], spacing_x_m=SPACING_M, spacing_y_m=SPACING_M)
    found = compare_cases(half, first, settings=QUICK, both_ways=False)
    assert found.cmc >= 0.6 * found.n
    assert compare_cases(first, half, settings=QUICK).forward.cmc >= 10
    assert compare_cases(half, shot(3, 1), settings=QUICK).cmc <= 4


def test_other_distance_of_points_changes_little(first, second):
    """A surface measured at twice the distance, or with oblong points, is found as well."""
    coarse = as_surface(1e7 * np.array(second.heights_m)[::2, ::2], 2 * SPACING_M)
    assert compare_cases(first, coarse, settings=QUICK).cmc >= 15
    oblong = Surface(heights_m=second.heights_m[:, ::2], spacing_x_m=2 * SPACING_M, spacing_y_m=SPACING_M)
    assert compare_cases(first, oblong, settings=QUICK).cmc >= 15


def test_what_a_surface_was_compared_with_before_changes_nothing(first, second):
    """Points of one distance aren't taken for another: a pair gives what it gave when both surfaces were new."""
    new = compare_cases(replace(first), replace(second), settings=QUICK)
    coarser = compare_cases(first, second, settings=replace(QUICK, spacing_m=4 * SPACING_M))
    assert compare_cases(first, second, settings=QUICK) == new
    again = compare_cases(replace(first), replace(second), settings=replace(QUICK, spacing_m=4 * SPACING_M))
    assert again == coarser != new


def test_more_noise_finds_fewer(first):
    """The more of a shot is its own, the fewer cells agree."""
    counts = [compare_cases(first, shot(1, 4, noise=noise), settings=QUICK).cmc for noise in (0.3, 0.9, 2.5)]
    assert counts[0] > counts[1] > counts[2]
    assert counts[2] <= 5


def test_high_method_counts_turn_by_turn(first, second):
    """Of one firearm the counts have one peak, at the turn; of two they have none, and cells are counted as before."""
    found = compare_cases(first, second, method="high-cmc", settings=QUICK)
    turns, counts = zip(*found.forward.by_turn, strict=True)
    assert found.forward.method == "high-cmc"
    assert turns[int(np.argmax(counts))] == pytest.approx(-12)
    assert found.cmc >= compare_cases(first, second, settings=QUICK).cmc - 1
    other = compare_cases(first, shot(6, 1), method="high-cmc", settings=QUICK)
    assert other.cmc <= 4


@pytest.mark.parametrize("noise", [0.5, 1.4])
def test_each_cell_says_why(first, noise):
    """Every cell of the grid has a reason; those that weren't compared have no correlation."""
    way = compare_cases(first, shot(1, 5, noise=noise), settings=replace(QUICK, least_correlation=0.3)).forward
    assert [(cell.row, cell.column) for cell in way.cells] == [(row, column) for row in range(8) for column in range(8)]
    for cell in way.cells:
        assert (cell.correlation is None) == (cell.reason in ("measured-little", "not-found"))
        if cell.reason == "correlates-little":
            assert cell.correlation < 0.3
        if cell.congruent:
            assert cell.correlation >= 0.3
            assert abs(cell.turn_deg - way.turn_deg) <= QUICK.turn_tolerance_deg
            assert abs(cell.shift_x_m - way.shift_x_m) <= QUICK.shift_tolerance_m
            assert abs(cell.shift_y_m - way.shift_y_m) <= QUICK.shift_tolerance_m
    assert way.cells[0].reason == "measured-little"


def test_surface_and_itself(first):
    """A surface is found on itself, unturned and unshifted, with correlations of 1."""
    way = compare_cases(first, first, settings=QUICK).forward
    assert way.cmc == way.n
    assert (way.turn_deg, way.shift_x_m, way.shift_y_m) == (0, 0, 0)
    assert min(cell.correlation for cell in way.cells if cell.congruent) > 0.999


def test_nothing_measured_is_no_score(first):
    """A surface without a height compares no cell, and the notes say why; nothing warns, nothing fails."""
    empty = as_surface(np.full((560, 560), np.nan))
    found = compare_cases(empty, first, settings=QUICK)
    assert (found.cmc, found.forward.n, found.fraction) == (0, 0, None)
    assert "Nothing was measured on surface 1." in found.describe()
    level = as_surface(np.zeros((560, 560)))
    assert compare_cases(level, first, settings=QUICK).forward.n == 0


def test_unprepared_scan_is_named(first):
    """A surface with its crater says that it looks so."""
    crater = as_surface(np.where(ring(), grain(3), -2000.0))
    assert any("crater" in note for note in compare_cases(crater, first, settings=QUICK).notes)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"grid": 1}, "grid"),
        ({"step_deg": 0}, "step_deg"),
        ({"spacing_m": float("nan")}, "spacing_m"),
        ({"least_correlation": 2}, "2"),
        ({"most_turn_deg": "30"}, '"30"'),
    ],
)
def test_setting_out_of_range_is_quoted(change, said):
    """A setting that makes no sense is refused with its name or value."""
    with pytest.raises(InputError, match=said):
        CellSettings(**change)


def test_consensus_and_method_are_known_ones(first):
    """Words that aren't known are refused, with those that are."""
    with pytest.raises(UnknownCodeError, match="densest"):
        CellSettings(consensus="mean")
    with pytest.raises(UnknownCodeError, match="high-cmc"):
        compare_cases(first, first, method="CMC")
    with pytest.raises(InputError, match="type Surface"):
        compare_cases(first, first.heights_m)


def test_surface_too_small_for_its_cells(first):
    """Eight by eight cells of a few points say nothing: that is said instead."""
    small = Surface(heights_m=first.heights_m[:60, :60], spacing_x_m=SPACING_M, spacing_y_m=SPACING_M)
    with pytest.raises(InputError, match=r"0\.8 mm a side"):
        compare_cases(first, small)
