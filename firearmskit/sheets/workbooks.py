"""Tables in Excel workbooks (.xlsx), which may be hostile: read row by row, no formula and no link followed."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

from firearmskit.errors import FirearmskitError, InputError, quote
from firearmskit.language import text as _
from firearmskit.sheets.sheet import MOST_COLUMNS, MOST_ROWS, RawRow

__all__ = ["book_rows", "is_workbook", "workbook_rows"]

_ZIP = b"PK\x03\x04"
_OLD = b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 300_000_000
_MOST_MEMBERS = 2_000
_LARGEST = 10**15
"""Digits behind the fifteenth are lost when a number is kept as one."""


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are a workbook, of the new or the old kind."""
    return data.startswith((_ZIP, _OLD))


def workbook_rows(name: str, data: bytes, *, sheet: str | None) -> tuple[list[RawRow], list[str]]:
    """Read the rows of one sheet.

    Args:
        name: Name of the file, for messages.
        data: What is in it.
        sheet: Name of the sheet; the only one that holds something when None.

    Returns:
        The rows that aren't empty, and notes.

    Raises:
        InputError: It is encrypted, of an old kind, damaged or too large when it is unpacked; or it isn't clear which
            sheet is meant.
        FirearmskitError: What keeps hostile XML out isn't installed.
    """
    with _opened(name, data) as book:
        held = {each.title: each for each in book.worksheets}
        chosen = _chosen(name, held, sheet)
        return list(_rows(name, held[chosen])), [_("The sheet {sheet} was read.").format(sheet=quote(chosen))]


def book_rows(name: str, data: bytes) -> dict[str, list[RawRow]]:
    """Read the rows of every sheet, by its name.

    Args:
        name: Name of the file, for messages.
        data: What is in it.

    Returns:
        For each sheet, its rows that aren't empty.

    Raises:
        InputError: As for :func:`workbook_rows`.
        FirearmskitError: What keeps hostile XML out isn't installed.
    """
    with _opened(name, data) as book:
        return {each.title: list(_rows(name, each)) for each in book.worksheets}


@contextmanager
def _opened(name: str, data: bytes) -> Iterator[Any]:
    """Open a workbook that may be hostile; whatever its parser raises meanwhile becomes an error that names it."""
    import openpyxl  # loads NumPy

    if not openpyxl.DEFUSEDXML:
        raise FirearmskitError(_('Workbooks are read with defusedxml only: pip install "firearmskit[records]"'))
    _check_size(name, data)
    try:
        # keep_links: nothing that lies elsewhere is looked at. Formulas come as they are written, and aren't taken.
        with closing(openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)) as book:
            yield book
    except FirearmskitError:
        raise
    except Exception as error:  # whatever a damaged workbook makes the parser raise
        raise InputError(
            _("{name} is no sound workbook: {reason}").format(name=quote(name), reason=quote(str(error)))
        ) from None


def _check_size(name: str, data: bytes) -> None:
    """Refuse a workbook that would become too large; no member unpacks to more than the archive says of it."""
    if data.startswith(_OLD):
        raise InputError(
            _("{name} is encrypted or of an old kind; save it as .xlsx without a password, or as CSV.").format(
                name=quote(name)
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise InputError(
            _("{name} is no sound workbook: {reason}").format(name=quote(name), reason=quote(str(error)))
        ) from None
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise InputError(
            _("{name} would be larger than {most} bytes when it is unpacked.").format(
                name=quote(name), most=_MOST_UNPACKED
            )
        )


def _chosen(name: str, held: dict[str, Any], sheet: str | None) -> str:
    if sheet is not None:
        if sheet not in held:
            raise InputError(
                _("{name} has no sheet {sheet}; its sheets are {sheets}.").format(
                    name=quote(name), sheet=quote(sheet), sheets=", ".join(map(quote, held))
                )
            )
        return sheet
    full = [title for title, each in held.items() if next(_rows(name, each), None) is not None]
    if len(full) != 1:
        raise InputError(
            _("{name} has several sheets that hold something; say which: {sheets}.").format(
                name=quote(name), sheets=", ".join(map(quote, full))
            )
            if full
            else _("{name} holds no table.").format(name=quote(name))
        )
    return full[0]


def _rows(name: str, sheet: Any) -> Iterator[RawRow]:
    # What the sheet says of its size may be wrong; its cells tell.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS or len(row) > 16_384:
            raise InputError(_("{name} has more than {most} rows.").format(name=quote(name), most=MOST_ROWS))
        cells, faults = [], {}
        for place, cell in enumerate(row):
            text, fault = _text(cell) if cell.value is not None else ("", None)
            cells.append(text)
            if fault:
                faults[place] = fault
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise InputError(
                _("{name} has {columns} columns; the most are {most}.").format(
                    name=quote(name), columns=len(cells), most=MOST_COLUMNS
                )
            )
        if cells:
            yield RawRow(number=number, cells=tuple(cells), faults=faults)


def _text(cell: Any) -> tuple[str, str | None]:
    """Give the text of a cell as it is shown, and why it can't be taken; None when it can."""
    value = cell.value
    if cell.data_type == "f":
        return str(getattr(value, "text", value)), _("it is a formula; put its value there")
    if cell.data_type == "e":
        return str(value), _("it is an error of the spreadsheet")
    if isinstance(value, bool):
        return str(value).upper(), None
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return (value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, time | timedelta):
        return str(value), _("it is a time of day and no date")
    return str(value), None


def _number(value: int | float, shown_as: object) -> tuple[str, str | None]:
    if not math.isfinite(value):
        return str(value), _("it is no number")
    if abs(value) >= _LARGEST:
        return str(int(value)), _("it is kept as a number of more than 15 digits, and the last ones are lost")
    if value != int(value):
        return repr(value), None
    text = str(int(value))
    if isinstance(shown_as, str) and re.fullmatch(r"0+", shown_as):
        return text.zfill(len(shown_as)), None
    return text, None
