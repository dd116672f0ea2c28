"""Read what a lawyer filled in: what can't be taken is told with its table, its row and its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from firearmskit.errors import FirearmskitError, InputError, quote
from firearmskit.language import text as _
from firearmskit.law.duties.rows import FACTS
from firearmskit.law.gaps.documents.objects import from_json, refuse
from firearmskit.law.gaps.documents.words import ABOUT, CLAIMS, NO, PROVISIONS, TABLES, WORDS, YES, code_of
from firearmskit.law.gaps.national import SURE, Claim, NationalLaw, Provision
from firearmskit.sheets import SheetData, SheetRow, read_book, read_table, restored

__all__ = ["read_national_law"]

T = TypeVar("T")


def read_national_law(path: Path | str) -> NationalLaw:
    """Read what a lawyer filled in.

    Args:
        path: An Excel workbook or a folder of CSV files with the tables ``state``, ``provisions`` and ``claims``, or a
            JSON file, as :func:`write_national_law` writes them. Questions without an answer are left out.

    Returns:
        The national law.

    Raises:
        InputError: It can't be read, or rows can't be taken: the message names the table, the row, the field and the
            value of each, of the first 20.
    """
    file = Path(path)
    if file.suffix.lower() == ".json":
        return from_json(file)
    return _from_tables(file.name, _tables(file))


def _tables(file: Path) -> Mapping[str, SheetData]:
    """Read the three tables from a workbook or a folder."""
    if not file.is_dir():
        return {name.strip().lower(): table for name, table in read_book(file).items()}
    return {name: read_table(file / f"{name}.csv") for name in TABLES if (file / f"{name}.csv").exists()}


def _from_tables(name: str, tables: Mapping[str, SheetData]) -> NationalLaw:
    missing = [each for each in TABLES if each not in tables]
    if missing:
        raise InputError(
            _("{name} lacks the tables {missing}; it has {tables}").format(
                name=quote(name), missing=", ".join(missing), tables=", ".join(map(quote, tables)) or _("none")
            )
        )
    faults: list[str] = []
    about = _about(tables["state"], faults)
    provisions = _each("provisions", tables["provisions"], PROVISIONS, _provision, faults)
    claims = _each("claims", tables["claims"], CLAIMS, _claim, faults)
    refuse(name, faults)
    return NationalLaw(**about, provisions=provisions, claims=claims)


def _about(table: SheetData, faults: list[str]) -> dict[str, Any]:
    """Read the table of the State: a field and its value in each row."""
    given = {row.cells[0].strip(): restored(row.cells[1]).strip() if len(row.cells) > 1 else "" for row in table.rows}
    for field in given:
        if field not in ABOUT and field not in FACTS:
            faults.append(_("table state: {field} is no field of it").format(field=quote(field)))
    facts: dict[str, bool | None] = {}
    for fact in FACTS:
        value = _truth(given.get(fact, ""), f"state.{fact}", faults)
        if value is not None:
            facts[fact] = value
    instruments = tuple(each.strip() for each in given.get("instruments", "").split(";") if each.strip())
    return {
        "name": given.get("name", ""),
        "state": given.get("state") or None,
        "fictional": _truth(given.get("fictional", ""), "state.fictional", faults) or False,
        "facts": facts,
        "instruments": instruments or None,
    }


def _each(
    name: str,
    table: SheetData,
    columns: Sequence[str],
    make: Callable[[Mapping[str, str | None]], T | None],
    faults: list[str],
) -> tuple[T, ...]:
    """Make a value of each row of a table; what can't be made is told with its place."""
    header = [each.strip().lower() for each in table.header]
    for unknown in (each for each in header if each not in columns):
        faults.append(_("table {table}: {field} is no column of it").format(table=name, field=quote(unknown)))
    made = []
    for row in table.rows:
        try:
            value = make(_cells(row, header))
        except FirearmskitError as error:
            faults.append(_("table {table}, row {row}: {reason}").format(table=name, row=row.number, reason=error))
            continue
        if value is not None:
            made.append(value)
    return tuple(made)


def _cells(row: SheetRow, header: Sequence[str]) -> dict[str, str | None]:
    for place, reason in row.faults.items():
        raise InputError(f"{header[place] if place < len(header) else place + 1}: {reason}")
    cells = {field: restored(cell).strip() for field, cell in zip(header, row.cells, strict=False)}
    return {field: cell or None for field, cell in cells.items()}


def _provision(cells: Mapping[str, str | None]) -> Provision:
    return Provision(**{name: cells.get(name) for name in PROVISIONS})  # type: ignore[arg-type]  # checked there


def _claim(cells: Mapping[str, str | None]) -> Claim | None:
    """Make a claim of a row; a question without any answer is none."""
    given = {name: cells.get(name) for name in CLAIMS if name != "question"}
    if not any(value for name, value in given.items() if name != "element"):
        return None
    given["says"] = code_of(given["says"], WORDS)
    given["sure"] = code_of(given["sure"], SURE)
    return Claim(**given)  # type: ignore[arg-type]  # checked there


def _truth(word: str, field: str, faults: list[str]) -> bool | None:
    if not word:
        return None
    found = code_of(word, {"yes": YES, "no": NO})
    if found not in ("yes", "no"):
        faults.append(_("{field}: {value} is neither yes nor no").format(field=field, value=quote(word)))
        return None
    return found == "yes"
