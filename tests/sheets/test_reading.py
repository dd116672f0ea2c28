"""Tables in files are read word for word, and hostile files are refused in one sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.errors import InputError
from firearmskit.sheets import defused, read_book, read_table, restored

HEADER = ("Serial", "Make", "Note")


def text_file(folder: Path, data: bytes | str, name: str = "r.csv") -> Path:
    """Write a file."""
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def workbook(folder: Path, *sheets: list[list[object]]) -> Path:
    """Write a workbook, one list of rows a sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    book.save(folder / "r.xlsx")
    return folder / "r.xlsx"


@pytest.mark.parametrize(
    "data",
    [
        b"Serial,Make,Note\nAB 1,Acme,\n",
        b"Serial;Make;Note\r\nAB 1;Acme;\r\n",
        b"sep=;\r\nSerial;Make;Note\r\nAB 1;Acme;\r\n",
        b"Serial\tMake\tNote\nAB 1\tAcme\t\n",
        b"Serial|Make|Note\nAB 1|Acme|\n",
        b'\xef\xbb\xbf"Serial","Make","Note"\n"AB 1","Acme",""\n',
        "Serial;Make;Note\nAB 1;Acme;\n".encode("utf-16"),
        b"\n\nRegister of arms 2017,,\n,,\nSerial,Make,Note\n,,\nAB 1,Acme,\n,,\n",
    ],
    ids=["commas", "semicolons", "sep", "tabs", "bars", "mark", "utf-16", "title"],
)
def test_tables_of_all_kinds_are_the_same(data: bytes, tmp_path: Path) -> None:
    """Signs between cells, byte order marks, titles and empty rows make no difference."""
    table = read_table(text_file(tmp_path, data))
    assert table.header == HEADER
    assert [row.cells[:2] for row in table.rows] == [("AB 1", "Acme")]


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    """Empty rows count, and so do cells with line breaks, as one row."""
    table = read_table(text_file(tmp_path, 'Serial,Note\nA1,"two\nlines"\n\nA2,\n'))
    assert [(row.number, row.cells[0]) for row in table.rows] == [(2, "A1"), (4, "A2")]


def test_another_encoding_is_asked_for_and_not_guessed(tmp_path: Path) -> None:
    """The message names the line; with the encoding, the text is right."""
    file = text_file(tmp_path, "Serial;Make\nA1;Fabrique d'armes de Liège\n".encode("cp1252"))
    with pytest.raises(InputError, match="line 2"):
        read_table(file)
    assert read_table(file, encoding="cp1252").rows[0].cells[1].endswith("Liège")
    for wrong in ("klingon", "zlib", "utf-16"):
        with pytest.raises(InputError):
            read_table(file, encoding=wrong)


def test_columns_without_a_name_or_with_the_same_one_get_their_own(tmp_path: Path) -> None:
    """Each column can be told from the others."""
    assert read_table(text_file(tmp_path, "A,A,,A\n1,2,3,4\n")).header == ("A", "A (2)", "column 3", "A (3)")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\x00\xff\xfe\x80",
        b'A,B\n"never closed,1\n2,3\n',
        b'A,B\n"a"b,1\n',
        b"A\n" + b"x" * 200_000,
        (",".join("x" * 400) + "\n").encode(),
        b"PK\x03\x04 no archive",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
    ids=["empty", "blank", "bytes", "open", "behind", "long cell", "wide", "zip", "old"],
)
def test_what_is_no_table_is_refused(data: bytes, tmp_path: Path) -> None:
    """With our error, never another, also where another library lifted a limit for all."""
    csv.field_size_limit(10**9)
    with pytest.raises(InputError):
        read_table(text_file(tmp_path, data))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Folders and missing files too."""
    with pytest.raises(InputError, match=r"none\.csv"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(InputError):
        read_table(tmp_path)


def test_nul_and_odd_characters_stay_in_their_cell(tmp_path: Path) -> None:
    """They are kept for the person who puts them right."""
    assert read_table(text_file(tmp_path, b"A,B\nx\x00y,\x1b[31m\n")).rows[0].cells == ("x\x00y", "\x1b[31m")


def test_cells_of_a_workbook_are_read_as_shown(tmp_path: Path) -> None:
    """Dates are ISO dates, whole numbers have no point, and zeros that a format shows are there."""
    file = workbook(
        tmp_path,
        [["Serial", "Date", "Number", "Share", "Yes"], [1234, datetime(2017, 4, 3), 7.0, 0.5, True]],
    )
    book = openpyxl.load_workbook(file)
    book.active["A2"].number_format = "000000"
    book.active["A3"] = "AB 0012"
    book.active["B3"] = date(2018, 1, 2)
    book.save(file)
    table = read_table(file)
    assert table.rows[0].cells == ("001234", "2017-04-03", "7", "0.5", "TRUE")
    assert table.rows[1].cells[:2] == ("AB 0012", "2018-01-02")


def test_what_a_workbook_does_not_hold_as_text_is_a_fault(tmp_path: Path) -> None:
    """Formulas, errors, and numbers whose last digits are lost aren't taken."""
    rows = [["A", "B", "C", "D"], ["=1+1", 12345678901234567, "#N/A", "x"]]
    row = read_table(workbook(tmp_path, rows)).rows[0]
    assert set(row.faults) == {0, 1, 2}
    assert row.cells[0] == "=1+1"


def test_the_sheet_must_be_clear(tmp_path: Path) -> None:
    """Several sheets with something in them are named; an empty one is passed over."""
    file = workbook(tmp_path, [["A", "B"], [1, 2]], [["C", "D"], [3, 4]])
    with pytest.raises(InputError, match="Sheet 2"):
        read_table(file)
    assert read_table(file, sheet="Sheet 2").header == ("C", "D")
    with pytest.raises(InputError, match="Sheet 9"):
        read_table(file, sheet="Sheet 9")
    assert read_table(workbook(tmp_path, [[]], [["C", "D"], [3, 4]])).header == ("C", "D")


def changed_sheet(file: Path, xml: str, *, kind: int = zipfile.ZIP_DEFLATED) -> Path:
    """Put other XML into the sheet of a workbook."""
    members = {}
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/sheet1.xml"] = xml.encode()
    with zipfile.ZipFile(file, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c r="A99999999"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c></row>',
        '<row r="1"><c r="!!"><v>1</v></c></row>',
        '<row r="x"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>never</v></c></row>',
    ],
    ids=["far", "wide", "place", "string", "date"],
)
def test_hostile_sheets_are_refused(rows: str, tmp_path: Path) -> None:
    """Rows and columns beyond all bounds, and references to nothing."""
    file = workbook(tmp_path, [["A", "B"], [1, 2]])
    changed_sheet(file, f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
    with pytest.raises(InputError):
        read_table(file)


def test_a_million_empty_rows_are_passed_over(tmp_path: Path) -> None:
    """What a sheet says of its size doesn't count; the last row is read."""
    file = workbook(tmp_path, [["A", "B"], [1, 2]])
    changed_sheet(
        file,
        f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>8'
        '</v></c></row><row r="1048576"><c r="A1048576"><v>9</v></c></row></sheetData></worksheet>',
    )
    table = read_table(file)
    assert [(row.number, row.cells) for row in table.rows] == [(1_048_576, ("9",))]


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    """A workbook that would fill the memory, and entities that multiply, are refused."""
    file = workbook(tmp_path, [["A", "B"], [1, 2]])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        for number in range(4):
            archive.writestr(f"xl/{number}.xml", b" " * 100_000_000)
    with pytest.raises(InputError, match="unpacked"):
        read_table(text_file(tmp_path, bomb.getvalue(), "bomb.xlsx"))
    lol = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    changed_sheet(
        file,
        f'<!DOCTYPE x [{lol}]><worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'
        "</sheetData></worksheet>",
    )
    with pytest.raises(InputError):
        read_table(file)


@given(st.text(max_size=20))
def test_a_defused_cell_begins_with_no_sign_of_a_formula_and_comes_back(text: str) -> None:
    """Whatever stands in a cell, a spreadsheet program takes it for text, and nothing is lost."""
    written = defused(text)
    assert written[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"} or not written
    assert restored(written) == text


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """No other error comes out."""
    file = text_file(tmp_path_factory.getbasetemp(), data, "any")
    try:
        table = read_table(file)
    except InputError:
        return
    assert len(set(table.header)) == len(table.header)


def test_every_sheet_of_a_workbook_is_read_by_its_name(tmp_path: Path) -> None:
    """A document of several sheets comes as one table each; empty sheets are left out."""
    tables = read_book(workbook(tmp_path, [["a", "b"], ["1", "2"]], [], [["c"], ["=1+1"]]))
    assert {name: (table.header, len(table.rows)) for name, table in tables.items()} == {
        "Sheet 1": (("a", "b"), 1),
        "Sheet 3": (("c",), 1),
    }
    assert "formula" in tables["Sheet 3"].rows[0].faults[0]


def test_a_text_is_no_book_of_sheets(tmp_path: Path) -> None:
    """A CSV file handed over as a workbook is refused, and named."""
    with pytest.raises(InputError, match=r"r\.csv"):
        read_book(text_file(tmp_path, "a,b\n1,2\n"))
