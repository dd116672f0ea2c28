"""The exercises of module M05: what they show is what the reference and the drawings say."""

from __future__ import annotations

import re

import pytest

from firearmskit import figures, reference
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition import (
    _calibres,
    _codes,
    _locate,
    _lot,
    _rule,
    _sentence,
    cartridges,
    parcel,
)
from firearmskit.course.packs import Case
from firearmskit.identification import components

SEEDS = 100


@pytest.fixture(scope="module")
def lots() -> list[Case]:
    """Draw a hundred cases of loose cartridges."""
    return [cartridges.EXERCISE.draw(Draw(f"lot {number}".encode())) for number in range(SEEDS)]


@pytest.fixture(scope="module")
def parcels() -> list[Case]:
    """Draw a hundred parcels."""
    return [parcel.EXERCISE.draw(Draw(f"parcel {number}".encode())) for number in range(SEEDS)]


@pytest.mark.parametrize("side", figures.SIDES)
@pytest.mark.parametrize("view", _locate.PLACES)
def test_what_is_pointed_at_lies_on_the_drawn_part(view: str, side: str) -> None:
    """The point of each part lies in the box where the drawing says that the part is, seen from either side."""
    drawing = figures.plot_side_view(view, side=side, label="letters", parts=list(_locate.PLACES[view]))
    for part in _locate.PLACES[view]:
        x, y = _locate.point_on(view, side, part)
        left, top, width, height = drawing.places[part]
        assert left <= x <= left + width, part
        assert top <= y <= top + height, part


@pytest.mark.parametrize("side", figures.SIDES)
@pytest.mark.parametrize("view", _locate.PLACES)
def test_letters_are_those_of_the_drawing(view: str, side: str) -> None:
    """The order of the parts is the order in which the drawing gives letters."""
    shown = [part for part in figures.side_view_parts(view, side) if part in _locate.PLACES[view]]
    assert shown == list(_locate.PLACES[view])


@pytest.mark.parametrize("kind", _rule.NAMED)
def test_the_rules_name_what_the_table_of_parts_sources(kind: str) -> None:
    """Parts that count as named are sourced rows of both rules; the silencer is a row of the first alone."""
    rows = {rule: components(kind, rule) for rule in ("firearms-protocol", "eu-2021-555")}
    for found in rows.values():
        assert set(_rule.NAMED[kind]) <= {row.part for row in found}
        assert all(row.confidence == "sourced" for row in found)
    silencers = [rule for rule, found in rows.items() if "silencer" in {row.part for row in found}]
    assert silencers == ["firearms-protocol"]


@pytest.mark.parametrize("code", [*_codes.CODES, _codes.SHARED[0]])
def test_codes_are_sourced(code: str) -> None:
    """Each code that is graded is a sourced row with the same State and years; only the shared one has two."""
    rows = [row for row in reference.rows(reference.HeadstampCode) if row.code == code]
    country, *years = (_codes.CODES.get(code) or _codes.SHARED[1:])[1:]
    (row,) = [row for row in rows if row.confidence == "sourced"]
    assert (row.country, row.since, row.until) == (country, *years)
    assert (len(rows) > 1) == (code == _codes.SHARED[0])


def test_made_up_codes_are_in_no_table() -> None:
    """A code that stands for a maker whom nobody can name belongs to no maker of the reference."""
    known = {row.code for row in reference.rows(reference.HeadstampCode)}
    assert known.isdisjoint(_lot.STRANGE)


@pytest.mark.parametrize("calibre", _calibres.NAMES)
def test_names_of_calibres_are_those_of_the_reference(calibre: str) -> None:
    """Each name is one of the row's own, the row's name was read at its source, and the name means no other calibre."""
    row = reference.get(reference.Calibre, calibre)
    assert row.confidence == "sourced" or "name" in row.covers
    for name in _calibres.NAMES[calibre]:
        assert reference.resolve("calibres", name).row == row, name


@pytest.mark.parametrize("bore", _calibres.BORES)
def test_a_bore_alone_is_ambiguous(bore: str) -> None:
    """A bore fits each of its calibres on the page, and the reference doesn't settle it either."""
    found = reference.resolve("calibres", bore)
    assert found.row is None
    assert set(_calibres.BORES[bore]) <= {match.row.id for match in found.matches}


def test_a_year_of_two_figures_means_one_year(lots: list[Case]) -> None:
    """Of each headstamp that is read, one year only ends in the two figures while its maker worked."""
    for case in lots:
        for rank in (1, 2):
            (code,) = case.truth["headstamps"][f"code{rank}"]["accept"]
            (year,) = case.truth["headstamps"][f"year{rank}"]["accept"]
            since, until = _codes.CODES[code][2:]
            assert [each for each in range(since, until + 1) if each % 100 == year % 100] == [year]


def test_a_lot_can_be_worked_out_from_what_is_shown(lots: list[Case]) -> None:
    """Makers, pieces and newest year follow from the record and the page alone."""
    for case in lots:
        kinds, truth = case.evidence["lot"]["kinds"], case.truth["lot"]
        pages = {code: (since, until) for code, _maker, _state, since, until in case.evidence["pages"]["codes"]}
        counted = sum(each["pieces"] for each in kinds if each["stamps"].get("12") == case.evidence["lot"]["counted"])
        assert truth["pieces"]["accept"] == [counted]
        years = []
        for rank, each in enumerate(kinds):
            code = each["stamps"].get("12")
            known = "blank" if code is None else "two" if code == "CAC" else code if code in pages else "unlisted"
            assert truth[f"maker{rank}"]["accept"] == [known]
            if known == code:
                since, until = pages[code]
                years += [year for year in range(since, until + 1) if year % 100 == int(each["stamps"]["6"])]
        assert truth["newest"]["accept"] == [max(years)]


def test_the_label_disagrees_in_the_two_entries_alone(lots: list[Case]) -> None:
    """Of the worn case, each entry that isn't wrong agrees with what is seen, and each that is wrong doesn't."""
    for case in lots:
        worn, truth = case.evidence["worn"], case.truth["worn"]
        stamps = case.evidence["pictures"]["worn"]["stamps"]
        maker, country, _since, _until = _codes.CODES[stamps[0]["text"]]
        box = worn["box"]
        agrees = {
            "maker": box["maker"] == maker,
            "country": box["country"] == country,
            "calibre": box["calibre"] == worn["measured"],
            "year": truth["from"]["accept"][0] <= box["year"] <= truth["until"]["accept"][0],
            "colour": box["colour"] == case.evidence["pictures"]["reformed"]["case_colour"],
        }
        assert sorted(entry for entry, right in agrees.items() if not right) == sorted(truth["entries"]["accept"])
        (seen,) = truth["seen"]["accept"]
        assert re.fullmatch(r"\d\?", seen)
        assert str(truth["from"]["accept"][0])[2] == seen[0] == str(truth["until"]["accept"][0])[2]


def test_a_sentence_is_supported_only_by_a_box_that_agrees(lots: list[Case]) -> None:
    """Where the sentence is about the box, its year is that of the case, or isn't, as claimed."""
    seen = set()
    for case in lots:
        argument = case.evidence["argument"]
        if argument["says"] in ("agrees", "disagrees", "from_box"):
            years = [
                1900 + int(each["stamps"]["6"])
                for each in case.evidence["lot"]["kinds"]
                if each["stamps"].get("12") == argument["code"]
            ]
            assert (argument["box"]["year"] in years) == (argument["says"] != "disagrees")
        seen.add(argument["says"])
    assert seen == set(_sentence.STATEMENTS)


def test_numbers_of_parts_fit_as_the_truth_says(parcels: list[Case]) -> None:
    """The number of the main part ends as one part's number does, and not as the other's."""
    for case in parcels:
        drawn = [p for name, p in case.evidence["pictures"].items() if name != "whole"]
        pictures = {p["surface"].removeprefix("pistol "): p for p in drawn}
        serial = case.truth["numbers"]["serial"]["accept"][0]
        for rank, part in enumerate(case.evidence["numbers"]["others"]):
            texts = [mark["text"] for mark in pictures[part]["marks"]]
            fits = any(serial.endswith(text) for text in texts)
            assert case.truth["numbers"][f"other{rank}"]["accept"] == ["end" if fits else "other"]
        assert serial in [mark["text"] for mark in pictures[case.evidence["numbers"]["main"]]["marks"]]


def test_a_heading_doesnt_decide_a_licence(parcels: list[Case]) -> None:
    """In each parcel one thing outside the chapter needs a licence, and one inside it needs none."""
    for case in parcels:
        goods, truth = case.evidence["declaration"]["goods"], case.truth["declaration"]
        outside = {item for rank, item in enumerate(goods) if truth[f"heading{rank}"]["accept"] == ["none"]}
        licensed = set(truth["licence"]["accept"])
        assert outside & licensed == {"primers"}
        assert len(set(goods) - outside - licensed) == 1
