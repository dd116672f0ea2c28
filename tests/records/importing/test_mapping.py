"""What columns hold is guessed with reasons, in six languages, and counts when a person has confirmed it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.records.importing import Guess, Mapping, SheetData, SheetRow, parse_mapping, propose_mapping
from firearmskit.records.importing.dates import local_date
from firearmskit.records.importing.words import folded


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> SheetData:
    """Make a table."""
    return SheetData(
        name="r.csv",
        digest="0" * 64,
        header=header,
        rows=tuple(SheetRow(number=number, cells=cells) for number, cells in enumerate(rows, 2)),
    )


ROWS = (
    ("1", "AB 104417", "Norinco", "Type 56", "7,62x39", "CHN", "1978", "14/03/2017"),
    ("2", "AB 220031", "Zastava", "M70", "7.62x39", "SRB", "1981", "15/03/2017"),
    ("3", "K 99821", "Glock", "Glock 17", "9x19", "AUT", "1999", "16/03/2017"),
)
FIELDS = ("id", "serial", "make", "model", "calibre", "country", "year", "date")


@pytest.mark.parametrize(
    "header",
    [
        ("Inventory number", "Serial No.", "Maker", "Model", "Caliber", "Country of origin", "Year", "Date registered"),
        ("N° d'ordre", "N° de série", "Fabricant", "Modèle", "Calibre", "Pays", "Année", "Date d'enregistrement"),
        ("Número de inventario", "Nº de serie", "Marca", "Modelo", "Calibre", "País", "Año", "Fecha de registro"),
        ("Número de inventário", "Número de série", "Marca", "Modelo", "Calibre", "País", "Ano", "Data de registo"),
        ("رقم القيد", "رقم السلاح", "الصانع", "الطراز", "العيار", "البلد", "السنة", "تاريخ التسجيل"),
        ("Инвентарный номер", "Серийный номер", "Изготовитель", "Модель", "Калибр", "Страна", "Год", "Дата"),
    ],
    ids=["en", "fr", "es", "pt", "ar", "ru"],
)
def test_columns_are_told_by_name_and_contents(header: tuple[str, ...]) -> None:
    """In each language; every guess has a reason and a confidence."""
    mapping = propose_mapping(table(header, *ROWS))
    assert tuple(guess.field for guess in mapping.columns) == FIELDS
    assert all(guess.reasons and 0.5 < guess.confidence <= 1 for guess in mapping.columns)
    assert mapping.confirmed_by is None


def test_contents_alone_tell_some_columns() -> None:
    """Where names say nothing, calibres, States, years, dates and serials are told by what stands there."""
    mapping = propose_mapping(table(tuple("abcdefgh"), *ROWS))
    found = {guess.field for guess in mapping.columns}
    assert {"serial", "calibre", "country", "year", "date", "make"} <= found


def test_contents_that_contradict_a_name_lower_the_confidence() -> None:
    """A column called calibre without a single calibre is doubted, and that is said."""
    (doubted,) = propose_mapping(table(("Calibre",), ("blue",), ("green",))).columns
    (sure,) = propose_mapping(table(("Calibre",), ("9x19",))).columns
    assert doubted.confidence < 0.6 < sure.confidence
    assert any("doesn't look so" in reason for reason in doubted.reasons)


def test_confirming_names_who_and_puts_right() -> None:
    """What is said replaces what was guessed; a column can be left out."""
    mapping = propose_mapping(table(("Serial", "Make"), ("A1", "Acme")))
    confirmed = mapping.confirm(
        by="keita", fields={"Make": None}, date_order="day first", values={"country": {"a": "b"}}
    )
    assert (confirmed.confirmed_by, confirmed.places("make"), confirmed.places("serial")) == ("keita", (), (0,))
    assert "keita" in confirmed.columns[1].reasons[0]
    assert mapping.confirmed_by is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": " "},
        {"fields": {"Colour": "serial"}},
        {"fields": {"Make": "colour"}},
        {"fields": {"Make": "serial"}},
        {"date_order": "year first"},
        {"basis": "found in the street"},
        {"holder_category": "cat"},
        {"values": {"colour": {"a": "b"}}},
        {"values": {"make": {"a": 7}}},
        {"values": ["make"]},
        {"fields": ["Make"]},
        {"prefix": 7},
    ],
)
def test_what_cannot_be_meant_is_refused(wrong: dict[str, object]) -> None:
    """An unknown column, field or order, and two columns for what one holds."""
    mapping = propose_mapping(table(("Serial", "Make"), ("A1", "Acme")))
    with pytest.raises(InputError):
        mapping.confirm(**{"by": "keita", **wrong})  # type: ignore[arg-type]


def test_a_mapping_is_written_and_read_and_must_be_confirmed_again() -> None:
    """A file can't say that a person looked."""
    mapping = propose_mapping(table(("Serial", "Make"), ("A1", "Acme"))).confirm(
        by="keita", values={"make": {"x": "y"}}
    )
    again = parse_mapping(mapping.to_json())
    assert again.confirmed_by is None
    assert (again.columns, dict(again.values)) == (mapping.columns, {"make": {"x": "y"}})


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"columns": 7}', '{"columns": [{}], "values": {}}', "[" * 100_000,
     '{"columns": [], "values": []}',
     '{"columns": [], "values": {}, "prefix": []}', '{"columns": [], "values": {}, "date_order": []}',
     '{"columns": [], "values": {}, "colour": 1}', '{"columns": [], "values": {}, "basis": "x"}'],
)  # fmt: skip
def test_what_is_no_mapping_is_refused(text: str) -> None:
    """With our error."""
    with pytest.raises(InputError):
        parse_mapping(text)


def test_a_column_is_never_taken_twice() -> None:
    """Two columns that could hold the serial give one serial."""
    mapping = propose_mapping(table(("Serial", "Serial number"), ("A1", "A2"), ("B1", "B2")))
    assert [guess.field for guess in mapping.columns].count("serial") == 1


@given(st.lists(st.text(max_size=30), min_size=1, max_size=5, unique=True), st.data())
def test_any_table_gets_a_mapping(header: list[str], data: st.DataObject) -> None:
    """Whatever stands in it; it can be written and read."""
    rows = data.draw(st.lists(st.tuples(*(st.text(max_size=12) for _name in header)), max_size=3))
    mapping = propose_mapping(table(tuple(header), *rows))
    assert mapping.header == tuple(header)
    assert json.loads(mapping.to_json())


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("2017-03-14", None, "2017-03-14"),
        ("2017", None, "2017"),
        ("2017/3", None, "2017-03"),
        ("14/03/2017", None, "2017-03-14"),
        ("03/14/2017", None, "2017-03-14"),
        ("5.5.2017", None, "2017-05-05"),
        ("03/04/2017", "day first", "2017-04-03"),
        ("03/04/2017", "month first", "2017-03-04"),
        ("14 mars 2017", None, "2017-03-14"),
        ("1er août 2017", None, "2017-08-01"),
        ("14 de marzo de 2017", None, "2017-03-14"),
        ("14 março 2017", None, "2017-03-14"),
        ("14 марта 2017 г.", None, "2017-03-14"),
        ("١٤/٠٣/٢٠١٧", None, "2017-03-14"),
        ("March 14, 2017", None, "2017-03-14"),
        ("2017-03-14 00:00:00", None, "2017-03-14"),
    ],
)
def test_dates_as_registers_write_them(text: str, order: str | None, date: str) -> None:
    """In numbers and in words, as precise as they are."""
    assert local_date(text, order) == date


@pytest.mark.parametrize(
    ("text", "order", "why"),
    [
        ("03/04/2017", None, "day or the month"),
        ("03/04/17", "day first", "two digits"),
        ("12/05/1396", "day first", "calendar"),
        ("31/02/2017", None, "calendar"),
        ("14/03/2017", "month first", "calendar"),
        ("soon", None, "isn't written as a date"),
        ("", None, "isn't written as a date"),
        ("1" * 500, None, "isn't written as a date"),
    ],
)
def test_dates_that_can_mean_two_days_are_refused(text: str, order: str | None, why: str) -> None:
    """Neither order, century nor calendar is guessed."""
    with pytest.raises(InputError, match=why):
        local_date(text, order)


@given(st.dates(), st.sampled_from(["day first", "month first", None]))
def test_a_date_in_numbers_is_read_right_or_refused(date: object, order: str | None) -> None:
    """Never as another day."""
    year, month, day = date.year, date.month, date.day  # type: ignore[attr-defined]
    text = f"{month}/{day}/{year:04}" if order == "month first" else f"{day}/{month}/{year:04}"
    try:
        assert local_date(text, order) == f"{year:04}-{month:02}-{day:02}"
    except InputError:
        assert not 1700 <= year <= 2200 or (order is None and day <= 12)


def test_names_are_folded() -> None:
    """Capitals, accents and signs don't count."""
    assert folded("N° DE SÉRIE") == folded("no. de serie")
    assert Mapping(columns=(Guess(header="x", field="note"),)).places("note") == (0,)
