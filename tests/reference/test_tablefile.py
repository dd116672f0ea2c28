"""Tables that ship with a room: what reading them gives, and how damage is named."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firearmskit import reference
from firearmskit.errors import ReferenceDataError
from firearmskit.reference.tablefile import parse_table


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row with a field of each type."""

    id: str
    note: str | None
    year: int | None
    size_mm: float
    names: tuple[str, ...]
    sizes: tuple[int, ...]


HEAD = "id,note,year,size_mm,names,sizes\n"


def test_cells_become_the_types_of_their_fields():
    """Words, numbers and lists are what their fields say, and an empty cell is None or an empty list."""
    rows = parse_table(HEAD + 'a,"x, y",1927,9.02,one; two ;,5;10\nb,,,1,,\n', "lines.csv", Line)
    assert rows == (
        Line(id="a", note="x, y", year=1927, size_mm=9.02, names=("one", "two"), sizes=(5, 10)),
        Line(id="b", note=None, year=None, size_mm=1.0, names=(), sizes=()),
    )


def test_columns_may_stand_in_any_order():
    """The head of the file says which column is which."""
    (row,) = parse_table("sizes,names,size_mm,year,note,id\n1,x,2,3,,a\n", "lines.csv", Line)
    assert (row.id, row.year, row.sizes) == ("a", 3, (1,))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",x,1927,9,,", "lines.csv, line 3: id must not be empty"),
        ("a,x,1927,,,", "lines.csv, line 3: size_mm must not be empty"),
        ("a,x,19x4,9,,", 'lines.csv, line 3: year must be a whole number, not "19x4"'),
        ("a,x,-1,9,,", 'year must be a whole number, not "-1"'),
        ("a,x,١٩,9,,", "year must be a whole number"),
        ("a,x,1,9,,5;1O", 'sizes must be a whole number, not "1O"'),
        *(
            (f'a,x,1,"{cell}",,', "line 3: size_mm must be a decimal number")
            for cell in ("9,02", "nan", "-inf", "1e999")
        ),
        ("a,x,1,9 mm,,", 'size_mm must be a decimal number, not "9 mm"'),
        ("a,x,1,9,,,more", "lines.csv, line 3: the number of cells"),
        ("a,x,1,9", "lines.csv, line 3: the number of cells"),
        ('a,"x"y,1,9,,', "lines.csv, after line 2: "),
    ],
)
def test_a_damaged_line_is_named(line, said):
    """A damaged table is reported with file, line and column, as our fault."""
    with pytest.raises(ReferenceDataError, match=said):
        parse_table(f"{HEAD}good,,,1,,\n{line}\n", "lines.csv", Line)


@pytest.mark.parametrize("head", ["", "id,note\n", HEAD.replace("\n", ",more\n"), HEAD.replace("year", "yaer")])
def test_other_columns_are_refused(head):
    """A file whose columns aren't the fields of its class isn't read."""
    with pytest.raises(ReferenceDataError, match="must have the columns id, names, note"):
        parse_table(head, "lines.csv", Line)


@pytest.mark.parametrize(
    ("package", "name"), [("firearmskit.law", "gauges"), ("firearmskit.nowhere", "gauges"), ("firearmskit.law", "a\0b")]
)
def test_a_missing_file_is_named(package, name):
    """A table that isn't there is reported as damage of the installation."""
    with pytest.raises(ReferenceDataError, match="can't be read"):
        reference.read_table(package, name, Line)


@given(st.text(alphabet='ab1;,"\n\r\x00.-e', max_size=60))
@example('"')
@example("a,b,1,1,\x00,\n")
def test_any_text_is_read_or_refused(text):
    """Whatever stands in the file, it gives rows, or the error of a damaged table."""
    try:
        rows = parse_table(HEAD + text, "lines.csv", Line)
    except ReferenceDataError:
        return
    assert all(isinstance(row, Line) for row in rows)


def test_rows_become_a_frame():
    """A frame has the columns of the class also without rows, and lists are joined."""
    rows = parse_table(HEAD + "a,,1,9.5,x;y,5;10\n", "lines.csv", Line)
    frame = reference.rows_to_frame(rows, Line)
    assert frame.to_dict("records") == [
        {"id": "a", "note": None, "year": 1, "size_mm": 9.5, "names": "x; y", "sizes": "5; 10"}
    ]
    assert list(reference.rows_to_frame([], Line).columns) == list(frame.columns)
