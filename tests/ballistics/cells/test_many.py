"""Many pairs come out as each of them does alone, whoever shares the work."""

from __future__ import annotations

import os
import pickle

import numpy as np
import pytest

from firearmskit.ballistics import CellSettings, compare_cases, compare_many, read_x3p
from firearmskit.errors import InputError
from tests.ballistics.cells.making import shot

QUICK = CellSettings(most_turn_deg=30)


def test_threads_and_processes_change_nothing():
    """One thread, several, and several processes give the same, to the last cell; progress is told pair by pair."""
    surfaces = {"first": shot(1, 1), "second": shot(1, 2, degrees=12, right=20, down=-10), "other": shot(2, 1)}
    told = []
    alone = compare_many(surfaces, settings=QUICK, processes=1)
    together = compare_many(surfaces, settings=QUICK, processes=2, progress=lambda *done: told.append(done))
    assert alone == together
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [(each.a, each.b) for each in alone] == [("first", "second"), ("first", "other"), ("second", "other")]
    assert alone[0].comparison == compare_cases(surfaces["first"], surfaces["second"], settings=QUICK, threads=2)


def test_surface_goes_to_another_process():
    """What is sent to a process arrives as it was."""
    first = shot(1, 1)
    again = pickle.loads(pickle.dumps(first))  # noqa: S301  (our own)
    np.testing.assert_array_equal(again.heights_m, first.heights_m)
    assert again.metadata == first.metadata


def test_pairs_and_processes_are_checked():
    """A pair that names no surface, and a count that nobody can have, are quoted before anything is compared."""
    surfaces = {"first": shot(1, 1)}
    with pytest.raises(InputError, match="third"):
        compare_many(surfaces, [("first", "third")])
    with pytest.raises(InputError, match="0 threads or processes"):
        compare_many(surfaces, processes=0)
    with pytest.raises(InputError, match="processes"):
        compare_many(surfaces, processes="two")


def test_known_scans_separate(shared_data):
    """All 45 pairs of ten real shots of five slides: every same pair has more cells than any different one.

    The known pair 1-1/1-2 lies between the counts that cmcR gives for it one way (18), back (20) and by the high
    method (27).
    """
    names = [f"0{slide}-{shot}" for slide in range(1, 6) for shot in (1, 2)]
    surfaces = {name: read_x3p(shared_data(f"x3p/fadul_{name}.x3p")) for name in names}
    found = compare_many(surfaces, settings=QUICK, processes=min(2, os.cpu_count() or 1))
    same = {(each.a, each.b): each.comparison.cmc for each in found if each.a[:2] == each.b[:2]}
    different = [each.comparison.cmc for each in found if each.a[:2] != each.b[:2]]
    assert (len(same), len(different)) == (5, 40)
    assert min(same.values()) - max(different) >= 5
    assert 18 <= same["01-1", "01-2"] <= 27
