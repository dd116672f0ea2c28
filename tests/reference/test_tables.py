"""The battery: what every row of every table has to keep, whoever adds it."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest

from firearmskit import reference

RULES = {"id", "source", "read", "confidence", "covers"}
POINTERS = {"country": "countries", "parent": "taxonomies"}
LISTS = {"also": "countries", "countries": "countries"}
MODEL_POINTERS = {"maker": ("models", "factory_codes"), "makers": ("models",), "calibres": ("models",)}
ADDRESS = re.compile(r"(?:https?://|(?<![\w/.])www\.)[^\s|;]+")
NOW = date(2026, 11, 30)


def every(name: str) -> list[tuple[str, object]]:
    """List the rows of a table as (where, row)."""
    return [(f"{name}:{row.id}", row) for row in reference.table(name)]


@pytest.mark.parametrize("name", reference.tables())
def test_partly_sourced_rows_say_which_fields_are_supported(name):
    """A row that is partly sourced names the fields that its source supports."""
    for where, row in every(name):
        if row.confidence == "partly":
            assert row.covers, where


@pytest.mark.parametrize("name", reference.tables())
def test_fields_that_a_source_covers_are_filled(name):
    """What a source supports is there to be supported."""
    for where, row in every(name):
        for column in row.covers:
            assert column not in RULES, where
            assert getattr(row, column) not in (None, "", ()), f"{where}: {column}"


@pytest.mark.parametrize("name", reference.tables())
def test_dates_of_reading_are_days_or_months_that_were(name):
    """A row was read on a day or in a month that exists and has passed."""
    for where, row in every(name):
        if row.read is not None:
            read = date.fromisoformat(row.read if len(row.read) == 10 else f"{row.read}-01")
            assert date(2026, 1, 1) <= read <= NOW, where


@pytest.mark.parametrize("name", reference.tables())
def test_years_are_plausible(name):
    """A year is a year in which firearms were made."""
    for where, row in every(name):
        for column in ("year", "since", "until"):
            value = getattr(row, column, None)
            if isinstance(value, int):
                assert 1500 <= value <= NOW.year + 4, f"{where}: {column}"


@pytest.mark.parametrize("name", reference.tables())
def test_columns_of_ids_lead_to_rows(name):
    """Each id of another table is there."""
    ids = {table: {row.id for row in reference.table(table)} for table in {*POINTERS.values(), *LISTS.values()}}
    for where, row in every(name):
        for column, table in POINTERS.items():
            value = getattr(row, column, None)
            assert value is None or value in ids[table], f"{where}: {column} {value}"
        for column, table in LISTS.items():
            for value in getattr(row, column, ()):
                assert value in ids[table], f"{where}: {column} {value}"


@pytest.mark.parametrize(("column", "names"), MODEL_POINTERS.items())
def test_makers_and_calibres_of_rows_are_rows(column, names):
    """Each id of a maker or calibre in the tables that hold ids is there."""
    ids = {row.id for row in reference.table("calibres" if column == "calibres" else "makers")}
    for name in names:
        for where, row in every(name):
            value = getattr(row, column, None) or ()
            for each in (value,) if isinstance(value, str) else value:
                assert each in ids, f"{where}: {column} {each}"


@pytest.mark.parametrize("name", reference.tables())
def test_sources_are_titles_or_addresses_that_look_like_some(name):
    """A source says something, and an address in it has a host with a dot and no quotation mark or bracket."""
    for where, row in every(name):
        assert len(row.source) >= 5, where
        assert "http//" not in row.source, where
        assert "http:/ " not in row.source, where
        for address in ADDRESS.findall(row.source):
            host = re.sub(r"^https?://", "", address).partition("/")[0]
            assert re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?", host.rstrip(".,")), f"{where}: {address}"
            assert not re.search(r"[\"<>{}\\^`]", address), f"{where}: {address}"


@pytest.mark.parametrize("name", reference.tables())
def test_unverified_rows_claim_nothing(name):
    """A row without a source has no date of reading, covers nothing, and says general knowledge or what it lacks."""
    for where, row in every(name):
        if row.confidence == "unverified":
            assert row.read is None, where
            assert row.covers == (), where


@pytest.mark.parametrize("name", reference.tables())
def test_lists_hold_each_thing_once(name):
    """No cell that is a list holds the same thing twice."""
    for where, row in every(name):
        for column, value in vars(row).items():
            if isinstance(value, tuple):
                assert len(set(value)) == len(value), f"{where}: {column}"


@pytest.mark.parametrize("name", reference.tables())
def test_ids_can_be_typed(name):
    """An id is short and made of small letters, digits, points and hyphens, but for ISO codes and codes of schemes."""
    shape = (
        r"[A-Z]{3}"
        if name in ("countries", "regions")
        else r"[\w.:-]+"
        if name in ("taxonomies", "crosswalk")
        else None
    )
    for where, row in every(name):
        assert len(row.id) <= 60, where
        assert re.fullmatch(shape or r"[^\W_A-Z]+(?:[.-][^\W_A-Z]+)*", row.id), where


def test_codes_have_a_meaning():
    """No code of a factory stands without its meaning, and no meaning says nothing."""
    for where, row in every("factory_codes"):
        assert len(row.meaning) > 3, where


def test_calibres_have_plausible_sizes():
    """Sizes are in millimetres, and a size in the usual name agrees with the size of the bullet and the case.

    The bullet may be 0.65 mm off the number in the name: .38 Special and .380 ACP fire bullets of 9 mm.
    """
    for where, row in every("calibres"):
        if row.bullet_diameter_mm is not None:
            assert 4 <= row.bullet_diameter_mm <= 25, where
        if row.case_length_mm is not None:
            assert 10 <= row.case_length_mm <= 120, where
        metric = re.match(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", row.name)
        inch = re.match(r"\.(\d{2,3})\b", row.name)
        if row.bullet_diameter_mm and metric:
            assert abs(float(metric[1]) - row.bullet_diameter_mm) <= 0.45, where
        if row.bullet_diameter_mm and inch:
            assert abs(float("0." + inch[1]) * 25.4 - row.bullet_diameter_mm) <= 0.65, where
        if row.case_length_mm and metric:
            assert abs(float(metric[2]) - row.case_length_mm) <= 1.2, where


def test_calibres_speak_of_rims_in_one_vocabulary():
    """A rim is one of five, a case has a shoulder or nothing is said, and a rimfire cartridge has a rim."""
    for where, row in every("calibres"):
        assert row.rim in (None, "rimless", "rimmed", "semi-rimmed", "rebated", "belted"), where
        assert row.case_shape in (None, "bottleneck"), where
        assert row.kind in ("pistol", "revolver", "rifle", "heavy", "rimfire", "shotgun", "alarm"), where
        assert row.kind not in ("rimfire", "revolver") or row.rim in ("rimmed", "semi-rimmed"), where
        assert not re.search(r"x\d+R", row.name) or row.rim == "rimmed", where


def test_sizes_and_numbers_in_cells_are_finite():
    """No number of a table is negative, and none is a value that isn't one."""
    for name in reference.tables():
        for where, row in every(name):
            for field in dataclasses.fields(row):
                value = getattr(row, field.name)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    most = 100_000 if name == "paper_numbers" else 10_000  # the paper counts firearms and visitors
                    assert 0 < value < most, f"{where}: {field.name}"
