"""Probabilities: measured, never lower for a higher score, less for what nobody has checked."""

from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import marking, reference
from firearmskit.marking.calibrating import MOST, probability, weighed
from firearmskit.marking.reader import scored

SCORES = st.floats(0, 1)


BESIDE = st.sampled_from([None, "maker", "proof", "serial", "factory_code"])


@given(st.sampled_from(marking.KINDS), SCORES, SCORES, BESIDE)
def test_a_higher_score_is_never_less_probable(kind, one, other, beside):
    """The map from scores to probabilities never falls, whatever the first alternative is."""
    low, high = sorted((one, other))
    assert probability(kind, low, None, beside) <= probability(kind, high, None, beside)


def test_a_town_that_names_no_maker_is_most_likely_one_all_the_same():
    """Why a piece is left open says how probable it is that it's none of the other kinds."""
    (town,) = marking.read(["EIBAR"]).pieces
    assert (town.kind, town.alternatives[0][0]) == ("unknown", "maker")
    assert town.confidence < 0.1 < 0.9 < town.alternatives[0][1]


def test_what_could_be_nothing_else_has_a_measure_of_its_own():
    """A piece that isn't understood and has no alternative isn't judged by those that have one."""
    (nothing,) = marking.read(["qwrtz plmnb"]).pieces
    assert (nothing.kind, nothing.alternatives) == ("unknown", ())
    file = resources.files("firearmskit.marking") / "data" / "calibration.csv"
    counted = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    lowest = next(row for row in counted if row["kind"] == "unknown/none/unknown")
    assert nothing.confidence == round(float(lowest["probability"]), 2)


@given(st.sampled_from(marking.KINDS), SCORES, st.sampled_from([*reference.CONFIDENCE, None]), BESIDE)
def test_probabilities_are_in_range(kind, score, basis, beside):
    """A kind has at least 0.5, what isn't understood less; nothing is certain."""
    value = probability(kind, score, basis, beside)
    assert 0 <= value <= MOST
    assert (value >= 0.5) == (kind != "unknown" or weighed(score, basis) >= 0.5)


@pytest.mark.parametrize("kind", [kind for kind in marking.KINDS if kind != "unknown"])
@pytest.mark.parametrize("score", [0.7, 0.8, 0.9, 0.95])
def test_unverified_facts_count_for_less(kind, score):
    """The same score is less probable when it rests on facts that nobody has checked."""
    checked = probability(kind, score, "sourced")
    assert probability(kind, score, "unverified") < checked or checked == 0.5


def test_an_unverified_row_is_said_to_be_so():
    """The description names the marks that were read with unverified rows, and no others."""
    said = marking.describe(marking.read(["[PSF]", "66 in triangle"]))
    told = said.partition("nobody has checked")[2]
    assert "PSF" in told
    assert "66" not in told


def test_alternatives_share_what_is_left():
    """The probabilities of a piece and its alternatives add up to at most 1."""
    for texts in (["GLOCK", "AB123"], ["1953"], ["Q"], ["BERETTA", "AU"], ["AB 12"], ["12345678", "87654321"]):
        for piece in marking.read(texts).pieces:
            assert piece.confidence + sum(chance for _kind, chance in piece.alternatives) <= 1.001


def test_of_two_rivals_each_is_the_serial_every_other_time():
    """Two numbers that are as good get the same probability, and no serial is chosen."""
    reading = marking.read(["1234567", "7654321"])
    assert [piece.confidence for piece in reading.of("serial")] == [0.5, 0.5]
    assert reading.serial is None


def test_scores_and_probabilities_agree_on_everything_else():
    """Calibration changes no kind, no value and no reason."""
    texts = ["ZASTAVA KRAGUJEVAC M70AB2 7.62x39 123456", "CAI GEORGIA VT", "Q"]
    for before, after in zip(scored(texts).pieces, marking.read(texts).pieces, strict=True):
        assert (before.kind, before.normalised, before.reason) == (after.kind, after.normalised, after.reason)


def test_what_the_probabilities_were_learnt_from_is_written_down():
    """Each row of the table names its source and how many claims were counted."""
    file = resources.files("firearmskit.marking").joinpath("data/calibration.csv")
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert {row["kind"] for row in rows if "/" not in row["kind"]} == set(marking.KINDS)
    assert all(int(row["claims"]) > 0 and "generator.py, seeds" in row["source"] for row in rows)
