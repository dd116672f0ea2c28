"""The document to fill in as an Excel workbook: what can be chosen is a list, what is asked stands beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law.gaps.documents.words import NO, WORDS, YES
from firearmskit.law.gaps.national import SAYS
from firearmskit.sheets import defused

__all__ = ["write_workbook"]

_WIDTHS = {
    "state": (26, 60),
    "provisions": (20, 28, 18, 70, 10, 12, 12, 40),
    "claims": (34, 60, 14, 20, 60, 18, 18, 12),
}
_FIRST_BELOW = 2
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_workbook(file: Path, tables: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Write the tables, and a sheet that says how to fill them in.

    Args:
        file: Where to.
        tables: The rows of each sheet, its header first.

    Raises:
        InputError: A text has a character that no workbook can hold, such as a control character.
    """
    _check(tables)
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([defused(cell) for cell in row])
        for cell in sheet[1]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE7F0")
        for column, width in enumerate(_WIDTHS[name], 1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
        for line in sheet.iter_rows(min_row=_FIRST_BELOW):
            for cell in line:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                # Text, so that no number is rounded and no date is turned.
                cell.number_format = "@"
        sheet.freeze_panes = "C2" if name == "claims" else "A2"
    last = len(tables["claims"]) + 1_000
    _choice(book["claims"], DataValidation, [_(word) for word in WORDS.values()], f"C2:C{last}")
    # The first four fields of the State are texts.
    _choice(book["state"], DataValidation, [_(YES), _(NO)], f"B6:B{len(tables['state'])}")
    help_ = book.create_sheet(_("how to"))
    for line in _how_to(WORDS):
        help_.append([defused(cell) for cell in line])
    help_.column_dimensions["A"].width, help_.column_dimensions["B"].width = 26, 90
    book.save(file)


def _check(tables: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Refuse a text that a workbook can't hold before anything is written: to leave a sign out would change the law."""
    for name, rows in tables.items():
        for number, row in enumerate(rows, 1):
            for cell in row:
                if _NO_XML.search(cell):
                    reason = _("{value} has a character that no workbook can hold").format(value=quote(cell))
                    raise InputError(
                        _("table {table}, row {row}: {reason}").format(table=name, row=number, reason=reason)
                    )


def _choice(sheet: object, validation: type, words: Sequence[str], cells: str) -> None:
    """Offer a list of words for cells."""
    choice = validation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    sheet.add_data_validation(choice)  # type: ignore[attr-defined]  # openpyxl isn't typed
    choice.add(cells)


def _how_to(words: Mapping[str, str]) -> list[list[str]]:
    lines = [
        ["", _("An aid to a legal reader, and no legal advice.")],
        ["state", _("What is so of the State. Leave empty what isn't known.")],
        ["provisions", _("A row for each piece of the law, with an id of your own.")],
        ["claims", _("A row for each question. Leave empty what you didn't look at; copy the row to answer twice.")],
    ]
    return lines + [[_(words[name]), _(sentence)] for name, sentence in SAYS.items()]
