"""Turn a table and a confirmed mapping into events: row by row, or rejected with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, escape, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.importing.batch import Batch, Rejected
from firearmskit.records.importing.dates import local_date
from firearmskit.records.importing.duplicates import Twins
from firearmskit.records.importing.holders import Holders
from firearmskit.records.importing.mapping import Mapping
from firearmskit.records.importing.values import country_of, is_no_mark, western_digits, year_of
from firearmskit.records.registry import Registry
from firearmskit.records.registry.dating import check_happened
from firearmskit.sheets import SheetData, SheetRow

__all__ = ["prepare"]

_DESCRIBED = ("make", "model", "variant", "category", "action", "calibre")


def prepare(table: SheetData, mapping: Mapping, registry: Registry) -> Batch:
    """Make events of the rows of a table; nothing is recorded yet.

    Args:
        table: The table.
        mapping: What each column holds, confirmed by a person.
        registry: The registry that they are for: what may be in it already is proposed as a duplicate.

    Returns:
        The batch. A row is taken in whole or rejected whole, with reasons; duplicates are taken in and proposed.

    Raises:
        InputError: Nobody confirmed the mapping, or it is one of another table.
    """
    of_type(table, SheetData, "table")
    if of_type(mapping, Mapping, "mapping").confirmed_by is None:
        raise InputError(_("Nobody confirmed what the columns hold: look at the mapping, then call confirm."))
    if mapping.header != table.header:
        raise InputError(
            _("The mapping is one of a table with other columns: {columns}.").format(
                columns=", ".join(map(quote, mapping.header))
            )
        )
    preparing = _Preparing(table, mapping, registry)
    for row in table.rows:
        preparing.take(row)
    return preparing.batch()


class _Problem(Exception):
    """A row can't be taken in, for some reasons."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons


class _Preparing:
    """What has come of the rows so far."""

    def __init__(self, table: SheetData, mapping: Mapping, registry: Registry) -> None:
        self._table = table
        self._mapping = mapping
        self._short = f"R{table.digest[:8]}"
        self._synthetic = registry.settings.purpose == "lesson"
        self._registry = registry
        self._now = registry.now()
        self._name_of_import = f"import-{table.digest[:32]}"
        self._before = registry.history(self._name_of_import)
        known = registry.firearms(limit=10**9)
        self._named = {entry.id: "" for entry in known}
        self._twins = Twins(registry if known else None, self._short)
        self._holders = Holders(registry, mapping, self._short, synthetic=self._synthetic)
        self._events: list[Event] = []
        self._rejected: list[Rejected] = []
        self._firearms = 0

    def take(self, row: SheetRow) -> None:
        """Make events of a row, or reject it."""
        try:
            made = self._row(row)
        except _Problem as problem:
            self._rejected.append(Rejected(number=row.number, cells=row.cells, reasons=tuple(problem.reasons)))
            return
        self._events += made
        self._firearms += 1

    def batch(self) -> Batch:
        """Give all that came of the table."""
        end = events.ImportMade(
            batch=self._name_of_import,
            file=self._table.digest,
            rows=len(self._table.rows),
            rejected=len(self._rejected),
        )
        return Batch(
            name=self._name_of_import,
            file=self._table.name,
            digest=self._table.digest,
            header=self._table.header,
            rows=len(self._table.rows),
            firearms=self._firearms,
            events=(*self._events, *self._twins.discrepancies(), end),
            rejected=tuple(self._rejected),
            duplicates=tuple(self._twins.found),
            personal=self._holders.personal,
        )

    def _row(self, row: SheetRow) -> list[Event]:
        reasons = list(self._damaged(row))
        read = _Cells(self._table.header, self._mapping, row, reasons)
        name = self._name(row, read, reasons)
        notes = list(self._notes(row, read))
        description = {field: read.told(field) for field in _DESCRIBED}
        description["country"] = read.value("country", _country)
        description["year"] = read.value("year", year_of)
        date = read.value("date", self._date)
        marks = [(text, field == "serial") for field in ("serial", "mark") for text in read.marks(field)]
        if not marks and not any(description.values()) and not read.told("id"):
            reasons.append(_("Nothing in this row tells which firearm it is."))
        if reasons:
            raise _Problem(reasons)
        try:
            holder, registered = self._holders.of(row.number, read.told("holder"), read.told("holder_name"))
            made: list[Event] = [*registered, self._registered(name, description, holder, date, notes)]
            made += [
                events.MarkingRead(
                    item=name,
                    marking=f"M{number}",
                    made_as="manufacture" if serial else "other",
                    verbatim=text,
                    serial=serial,
                    occurred_at=date,
                )
                for number, (text, serial) in enumerate(marks, 1)
            ]
        except ValidationError as error:
            raise _Problem([events.reasons(error)]) from None
        self._holders.keep()
        self._named[name] = _("row {number}").format(number=row.number)
        serial_text = next((text for text, serial in marks if serial), None)
        self._twins.look_at(name, row, serial_text, description["make"], description["model"])
        return made

    def _registered(
        self, name: str, description: dict[str, Any], holder: str | None, date: str | None, notes: list[str]
    ) -> Event:
        return events.FirearmRegistered(
            firearm=name,
            basis=self._mapping.basis,  # type: ignore[arg-type]  # one that confirm() knows
            description=events.TypeDescription(**description),
            holder=holder,
            occurred_at=date,
            note="\n".join(notes),
            synthetic=self._synthetic,
        )

    def _damaged(self, row: SheetRow) -> Iterator[str]:
        """Say why cells of a row can't be taken as they are."""
        for place, why in row.faults.items():
            if place < len(self._mapping.columns) and self._mapping.columns[place].field is not None:
                yield f"{self._table.header[place]}: {why}."
        for place, cell in enumerate(row.cells[: len(self._table.header)]):
            if cell.startswith("=") and place not in row.faults and self._mapping.columns[place].field is not None:
                yield f"{self._table.header[place]}: " + _("it is a formula; put its value there") + "."
        if any(cell.strip() for cell in row.cells[len(self._table.header) :]):
            yield _("The row has more cells than there are columns.")

    def _date(self, text: str) -> str:
        told = local_date(text, self._mapping.date_order)
        check_happened(told, self._now)
        return told

    def _name(self, row: SheetRow, read: _Cells, reasons: list[str]) -> str:
        written = read.told("id")
        name = self._mapping.prefix + re.sub(r"\s+", "-", western_digits(written or ""))
        if written is None:
            name = f"{self._mapping.prefix or self._short}-{row.number}"
        if name in self._named and not self._came_with_it(name):
            other = self._named[name]
            reasons.append(
                _("The name {name} is that of {other}.").format(name=quote(name), other=other)
                if other
                else _("The name {name} is taken in the registry.").format(name=quote(name))
            )
        return name

    def _came_with_it(self, name: str) -> bool:
        """Tell whether a name in the registry came with this very file, of which somebody makes the batch again."""
        if not self._before or self._named[name]:
            return False
        return self._registry.history(name)[0].recorded_at == self._before[0].recorded_at

    def _notes(self, row: SheetRow, read: _Cells) -> Iterator[str]:
        yield _("Row {number} of {file}.").format(number=row.number, file=escape(self._table.name[:100]))
        for field in ("serial", "mark"):
            for header, text in read.pairs(field):
                if is_no_mark(text):
                    yield f"{header}: {text}"
        for header, text in read.pairs("note"):
            yield f"{header}: {text}"


def _country(text: str) -> str:
    found = country_of(text)
    if found is None:
        raise InputError(
            _("{value} names no State that is known; write its ISO 3166-1 alpha-3 code").format(value=quote(text))
        )
    return found


class _Cells:
    """The cells of a row by what they hold; what can't be used is added to the reasons."""

    def __init__(self, header: tuple[str, ...], mapping: Mapping, row: SheetRow, reasons: list[str]) -> None:
        self._header = header
        self._mapping = mapping
        self._row = row
        self._reasons = reasons

    def pairs(self, field: str) -> list[tuple[str, str]]:
        """Give the column and the text of each cell that holds a field and isn't empty."""
        instead = self._mapping.values.get(field, {})
        found = []
        for place in self._mapping.places(field):
            cell = self._row.cells[place] if place < len(self._row.cells) else ""
            cell = instead.get(cell.strip(), cell)
            if cell.strip():
                found.append((self._header[place], cell))
        return found

    def told(self, field: str) -> str | None:
        """Give the text of a field, without blanks around it; None when there is none."""
        return next((text.strip() for _header, text in self.pairs(field)), None)

    def marks(self, field: str) -> list[str]:
        """Give what is read on the firearm, word for word."""
        return [text for _header, text in self.pairs(field) if not is_no_mark(text)]

    def value(self, field: str, read: Callable[[str], Any]) -> Any:
        """Give what a cell means; None when it is empty or can't be used."""
        for header, text in self.pairs(field):
            try:
                return read(text)
            except InputError as error:
                self._reasons.append(f"{header}: {error}.")
        return None
