"""Read a reference population from a table of scores, which may be anybody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from firearmskit.ballistics.strength.population import SPLIT_WORDS, Population
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.sheets import SheetData, SheetRow, read_table

__all__ = ["read_scores"]

_FIREARMS = (("firearm1", "weapon1"), ("firearm2", "weapon2"))
_TRUTH = "hypothesis"
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


def read_scores(
    path: Path | str,
    *,
    name: str,
    firearms: str | None,
    ammunition: str | None,
    instrument: str | None,
    mark: str | None,
    method: str | None,
) -> Population:
    """Read a reference population from a table of scores, in CSV or Excel.

    The columns are ``firearm1`` and ``firearm2`` (or ``weapon1``, ``weapon2``), ``hypothesis`` (1 for the same source,
    0 for different ones), and one for each kind of score; those whose name begins with ``split`` hold ``t``, ``v`` or
    ``n``, a group of firearms. The Netherlands Forensic Institute publishes scores in this form.

    Args:
        path: The file. It is treated as hostile.
        name: What the population is called in a report.
        firearms: Which firearms fired; None where it isn't known, as for the next ones.
        ammunition: Which ammunition they fired.
        instrument: What the marks were measured with.
        mark: Which mark was compared.
        method: How the scores were computed.

    Returns:
        The population.

    Raises:
        InputError: It can't be read, a column is missing, or a cell isn't what it must be; the message names the row
            and quotes the cell.
    """
    table = read_table(path)
    columns = [cell.strip() for cell in table.header]
    places = [_place(table, columns, names) for names in (*_FIREARMS, (_TRUTH,))]
    kinds = [at for at in range(len(columns)) if at not in places]
    splits = [at for at in kinds if columns[at].startswith("split")]
    scores = [at for at in kinds if at not in splits]
    if not scores:
        raise InputError(_("{file} has no column of scores.").format(file=quote(table.name)))
    first: list[str] = []
    second: list[str] = []
    for row in table.rows:
        one, other, truth = (_cell(table, row, at, columns) for at in places)
        if truth not in ("0", "1"):
            raise _wrong(table, row, columns[places[2]], truth, _("it must be 1 (same source) or 0 (different ones)"))
        if (one == other) != (truth == "1"):
            raise _wrong(
                table, row, columns[places[2]], truth, _("the firearms are {one}, {other}").format(one=one, other=other)
            )
        first.append(one)
        second.append(other)
    return Population(
        name=name,
        firearms=firearms,
        ammunition=ammunition,
        instrument=instrument,
        mark=mark,
        method=method,
        first=tuple(first),
        second=tuple(second),
        scores={columns[at]: [_number(table, row, at, columns) for row in table.rows] for at in scores},  # type: ignore[misc]
        splits={columns[at]: tuple(_word(table, row, at, columns) for row in table.rows) for at in splits},
    )


def _place(table: SheetData, columns: Sequence[str], names: Sequence[str]) -> int:
    found = [at for at, column in enumerate(columns) if column in names]
    if len(found) != 1:
        raise InputError(
            _("{file} must have one column {names}; its columns are {columns}.").format(
                file=quote(table.name), names=_(" or ").join(names), columns=quote(", ".join(columns), limit=200)
            )
        )
    return found[0]


def _cell(table: SheetData, row: SheetRow, at: int, columns: Sequence[str]) -> str:
    """Give what stands in a cell; the cells of a row that go beyond the columns are empty, or the row is refused."""
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        raise InputError(
            _("{file}, row {row}: there are more cells than columns.").format(file=quote(table.name), row=row.number)
        )
    cell = row.cells[at].strip() if at < len(row.cells) else ""
    if at in row.faults or not cell:
        raise _wrong(table, row, columns[at], cell, row.faults.get(at) or _("it must not be empty"))
    return cell


def _number(table: SheetData, row: SheetRow, at: int, columns: Sequence[str]) -> float:
    cell = _cell(table, row, at, columns)
    if not _NUMBER.fullmatch(cell):
        raise _wrong(table, row, columns[at], cell, _("it must be a number, such as 16 or 66.2"))
    return float(cell)


def _word(table: SheetData, row: SheetRow, at: int, columns: Sequence[str]) -> str:
    cell = _cell(table, row, at, columns)
    if cell not in SPLIT_WORDS:
        raise _wrong(table, row, columns[at], cell, _("it must be {words}").format(words=_(" or ").join(SPLIT_WORDS)))
    return cell


def _wrong(table: SheetData, row: SheetRow, column: str, cell: str, why: str) -> InputError:
    return InputError(
        _("{file}, row {row}, column {column}: {cell} can't be used: {why}.").format(
            file=quote(table.name), row=row.number, column=quote(column), cell=quote(cell), why=why
        )
    )
