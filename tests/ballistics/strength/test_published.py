"""On the tables of the Netherlands Forensic Institute, the figures are those that were published or measured before."""

from __future__ import annotations

from pathlib import Path

import pytest

from firearmskit.ballistics.strength import (
    METHODS,
    calibrating,
    cross_validate,
    likelihood_ratio,
    read_scores,
    rule,
    tippett,
    validating,
)
from firearmskit.ballistics.strength.population import Population

PAGE = Path(__file__).resolve().parents[3] / "docs/how-to/ballistics.md"
SPLITS = ("split1", "split2", "split3")

SAID = {"firearms": "Glock pistols", "ammunition": "Fiocchi", "instrument": None, "method": "congruent matching cells"}


@pytest.fixture(scope="module")
def tables(shared_data) -> dict[str, Population]:
    """Both tables as populations."""
    return {
        mark: read_scores(
            shared_data(f"lr_scores/{mark}_impression.csv"), name=f"Glock, Fiocchi, {mark}", mark=mark, **SAID
        )
        for mark in ("breech_face", "firing_pin")
    }


@pytest.mark.parametrize(
    ("mark", "same", "different", "excluded"), [("breech_face", 188, 1327, 35), ("firing_pin", 196, 530, 5)]
)
def test_six_cells_exclude_and_include_what_was_reported(tables, mark, same, different, excluded):
    """The rule of six excludes 35 of 188 same-source breech faces and 5 of 196 firing pins, and includes no other."""
    found = rule(tables[mark], at_least=6)
    assert (found.false_exclusions.count, found.false_exclusions.of) == (excluded, same)
    assert (found.false_inclusions.count, found.false_inclusions.of) == (0, different)
    assert found.false_inclusions.high < 0.007


@pytest.mark.parametrize(("mark", "costs"), [("breech_face", [0.38, 0.27, 0.23]), ("firing_pin", [0.03, 0.11, 0.03])])
def test_costs_by_split_are_those_measured_before(tables, mark, costs):
    """Logistic calibration of congruent cells, by the splits of the files, whose groups share no firearm."""
    assert [round(cross_validate(tables[mark], split=split).cllr, 2) for split in SPLITS] == costs


@pytest.mark.parametrize("mark", ["breech_face", "firing_pin"])
def test_the_page_tells_these_figures(tables, mark):
    """The row of each mark in the how-to is what rule and validation give."""
    found = rule(tables[mark], at_least=6)
    missed, taken = found.false_exclusions, found.false_inclusions
    costs = ", ".join(f"{cross_validate(tables[mark], split=split).cllr:.2f}" for split in SPLITS)
    row = (
        f"| {mark.replace('_', ' ')} | {missed.count} of {missed.of} ({100 * missed.share:.1f} %) "
        f"| {taken.count} of {taken.of} (0 % to {100 * taken.high:.2f} %) | {costs} |"
    )
    assert row in PAGE.read_text("utf-8"), row


def test_the_page_tells_what_the_penalty_does(tables, monkeypatch):
    """With another penalty, the costs are those of the sentence on the page."""
    monkeypatch.setattr(calibrating, "PENALTY", 1.0)
    validating._cross_validated.cache_clear()
    costs = [
        ", ".join(f"{cross_validate(tables[mark], split=split).cllr:.2f}" for split in SPLITS)
        for mark in ("breech_face", "firing_pin")
    ]
    validating._cross_validated.cache_clear()
    assert f"With a penalty on the slope of 1 instead of 16, the costs are {' and '.join(costs)}." in PAGE.read_text(
        "utf-8"
    )


@pytest.mark.parametrize("mark", ["breech_face", "firing_pin"])
@pytest.mark.parametrize("split", ["split1", "split2", "split3"])
def test_splits_of_the_files_share_no_firearm(tables, mark, split):
    """Neither group of a split has a firearm of the other."""
    population = tables[mark]
    groups: dict[str, set[str]] = {"t": set(), "v": set()}
    for word, one, other in zip(population.splits[split], population.first, population.second, strict=True):
        if word in groups:
            groups[word] |= {one, other}
    assert not groups["t"] & groups["v"]


@pytest.mark.parametrize("method", sorted(METHODS))
def test_the_whole_tables_are_worth_what_they_are(tables, method):
    """By groups of firearms, breech faces cost more than firing pins, and neither method is far from calibrated."""
    breech, pin = (cross_validate(tables[mark], method=method) for mark in ("breech_face", "firing_pin"))
    assert 0.25 < breech.cllr < 0.35
    assert pin.cllr < 0.07
    assert breech.cllr_cal < 0.04
    found = tippett(breech.log10_lr, breech.same)
    assert found.misleading_same == pytest.approx(22 / 188)
    assert found.misleading_different == pytest.approx(18 / 1327)


def test_no_score_of_these_tables_gives_strong_support(tables):
    """1327 comparisons of different firearms support a ratio below 1327, so no score earns the word strong."""
    found = likelihood_ratio(30, tables["breech_face"], cells=31)
    assert found.reached == "upper"
    assert 800 < 10**found.log10_lr < 1000
    assert found.words == "moderately strong support for proposition 1 rather than proposition 2"


def test_no_congruent_cell_is_no_exclusion(tables):
    """Eight of 188 comparisons of the same firearm have none: that supports different sources moderately at most."""
    found = likelihood_ratio(0, tables["breech_face"], cells=31)
    assert found.words == "moderate support for proposition 2 rather than proposition 1"
    assert "8 of 188 comparisons of the same source and 727 of 1327 of different sources" in found.describe()
