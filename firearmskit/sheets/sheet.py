"""A table as it stands in a file: every cell as text, word for word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.sheets.cells import restored

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "REASON", "ROW", "RawRow", "SheetData", "SheetRow", "sheet"]

MOST_BYTES = 200_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 300
_MOST_CHARACTERS = 32_767
"""What a spreadsheet program itself allows, rows and characters of a cell; no register has as many columns."""

_HEADER_WITHIN = 20

ROW, REASON = "firearmskit:row", "firearmskit:reason"
"""Columns that stand first in a file of rejected rows, so that it can be read again after it was put right."""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row below the header.

    Args:
        number: Its number in the file, as a spreadsheet program shows it.
        cells: The text of each cell.
        faults: By column, from 0, why a cell can't be taken as it is.
    """

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True)
class SheetData:
    """A table of a file.

    Args:
        name: Name of the file, without its folder.
        digest: SHA-256 of the file.
        header: Name of each column; each name stands once.
        rows: The rows that aren't empty.
        notes: What was decided or left out while reading, a sentence each.
    """

    name: str
    digest: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()

    def column(self, place: int) -> list[str]:
        """Give the cells of a column that aren't empty.

        Args:
            place: Which, from 0.

        Returns:
            Their texts, from above.
        """
        return [row.cells[place] for row in self.rows if place < len(row.cells) and row.cells[place].strip()]


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """A row before the header is known: its number, its cells, and what is wrong with them."""

    number: int
    cells: tuple[str, ...]
    faults: dict[int, str] = field(default_factory=dict)


def digest_of(file: Path) -> tuple[bytes, str]:
    """Read a file, and its SHA-256.

    Raises:
        InputError: It can't be read, or is too large.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            _("{file} can't be read: {reason}").format(file=quote(file.name), reason=error.strerror)
        ) from None
    if len(data) > MOST_BYTES:
        raise InputError(_("{file} is larger than {most} bytes.").format(file=quote(file.name), most=MOST_BYTES))
    return data, sha256(data).hexdigest()


def sheet(name: str, digest: str, raw: Sequence[RawRow], notes: Sequence[str], *, header: int | None) -> SheetData:
    """Make a table of rows.

    Args:
        name: Name of the file.
        digest: Its SHA-256.
        raw: The rows that aren't empty, the header among them.
        notes: What was decided so far.
        header: Number of the row with the names of the columns; found when None.

    Returns:
        The table.

    Raises:
        InputError: There is no row, no such header, or too many columns.
    """
    if not raw:
        raise InputError(_("{name} holds no table.").format(name=quote(name)))
    widest = max(len(row.cells) for row in raw)
    if widest > MOST_COLUMNS:
        raise InputError(
            _("{name} has {columns} columns; the most are {most}.").format(
                name=quote(name), columns=widest, most=MOST_COLUMNS
            )
        )
    at = _header_at(name, raw, header)
    said = list(notes)
    if at:
        said.append(_("Rows above the header that were left out: {count}.").format(count=at))
    cells, rows = raw[at].cells, raw[at + 1 :]
    ours = cells[:2] == (ROW, REASON)
    if ours:
        rows = [_row_again(row) for row in rows]
        cells = tuple(restored(cell) for cell in cells[2:])
        said.append(_("The file holds rows that were rejected before."))
    return SheetData(name=name, digest=digest, header=_names(cells), rows=tuple(map(_checked, rows)), notes=tuple(said))


def _header_at(name: str, raw: Sequence[RawRow], header: int | None) -> int:
    """Find the row with the names: the first one that has most of what the fullest one near it has."""
    if header is not None:
        for at, row in enumerate(raw):
            if row.number == header:
                return at
        raise InputError(_("{name} has nothing in row {row}.").format(name=quote(name), row=header))
    if raw[0].cells[:2] == (ROW, REASON):
        return 0
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in raw[:_HEADER_WITHIN]]
    return next(at for at, count in enumerate(filled) if count >= 0.6 * max(filled))


def _row_again(row: RawRow) -> RawRow:
    """Take a row out of a file of rejected ones: under its old number, its cells as they were."""
    number = int(row.cells[0]) if row.cells and row.cells[0].isascii() and row.cells[0].isdecimal() else row.number
    faults = {place - 2: why for place, why in row.faults.items() if place >= 2}
    return RawRow(number=number, cells=tuple(restored(cell) for cell in row.cells[2:]), faults=faults)


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    """Give each column a name that no other one has."""
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:100] or _("column {number}").format(number=place)
        copy = 2
        while name in names:
            name = f"{' '.join(cell.split())[:100] or place} ({copy})"
            copy += 1
        names.append(name)
    return tuple(names)


def _checked(row: RawRow) -> SheetRow:
    faults = dict(row.faults)
    for place, cell in enumerate(row.cells):
        if len(cell) > _MOST_CHARACTERS:
            faults[place] = _("it has more than {most} characters").format(most=_MOST_CHARACTERS)
    return SheetRow(number=row.number, cells=row.cells, faults=MappingProxyType(faults))
