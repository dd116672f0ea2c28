"""Read a table from a file, whatever kind it is."""

from __future__ import annotations

from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.sheets.sheet import SheetData, digest_of
from firearmskit.sheets.sheet import sheet as make_sheet
from firearmskit.sheets.text_tables import text_rows
from firearmskit.sheets.workbooks import book_rows, is_workbook, workbook_rows

__all__ = ["read_book", "read_table"]


def read_table(
    path: Path | str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: int | None = None,
) -> SheetData:
    r"""Read a table from a CSV file or an Excel workbook, every cell as text.

    Args:
        path: The file.
        sheet: Name of the sheet of a workbook; the only one that holds something when None.
        encoding: Encoding of a text file, such as ``cp1252``; UTF-8, or what the file itself says, when None.
        delimiter: What parts the cells of a text file; found when None.
        header: Number of the row with the names of the columns; found when None.

    Returns:
        The table. What Excel keeps as a date is an ISO date; other cells stand as they are shown.

    Raises:
        InputError: The file can't be read, is in another encoding, is no table, or is too large. Nothing is guessed
            that could change what is written.

    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "register.csv"
    >>> _ = file.write_text("Serial;Make\nAB 12;Acme\n")
    >>> table = read_table(file)
    >>> table.header, table.rows[0].cells
    (('Serial', 'Make'), ('AB 12', 'Acme'))
    """
    file = Path(path)
    data, digest = digest_of(file)
    if is_workbook(data):
        raw, notes = workbook_rows(file.name, data, sheet=sheet)
    else:
        raw, notes = text_rows(file.name, data, encoding=encoding, delimiter=delimiter)
    return make_sheet(file.name, digest, raw, notes, header=header)


def read_book(path: Path | str) -> dict[str, SheetData]:
    """Read every sheet of an Excel workbook that holds something, each cell as text.

    Args:
        path: The workbook.

    Returns:
        The tables by the names of their sheets, in the order of the workbook.

    Raises:
        InputError: The file can't be read, is no workbook, is damaged, or is too large.
    """
    file = Path(path)
    data, digest = digest_of(file)
    if not is_workbook(data):
        raise InputError(_("{name} is no Excel workbook (.xlsx).").format(name=quote(file.name)))
    return {
        title: make_sheet(file.name, digest, raw, [], header=None)
        for title, raw in book_rows(file.name, data).items()
        if raw
    }
