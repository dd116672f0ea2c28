"""Firearms, marks, events and custody as a data package of CSV files, each column described (Frictionless Data)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.exporting.snapshot import Snapshot, notice, take_snapshot
from firearmskit.records.registry import Registry
from firearmskit.records.when import moment
from firearmskit.sheets import defused

__all__ = ["write_package"]

_DEFUSED = N_(
    "In columns of text, an apostrophe goes before what begins with = + - @, their wide forms, a tab, a line break or "
    "an apostrophe, so that no spreadsheet program calculates with it: take away the first apostrophe of a cell."
)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the package, as the table of columns describes it.

    Args:
        id: Resource and name, with a point between them.
        type: Type of Table Schema.
        required: ``yes`` or None.
        description: What stands there.
        source: Where the field comes from.
        read: When that was read.
        confidence: How far that is supported.
        covers: Which fields of the row that supports.
    """

    id: str
    type: str
    required: str | None
    description: str
    source: str
    read: str | None
    confidence: str
    covers: tuple[str, ...]


def write_package(registry: Registry, folder: Path | str, firearms: Iterable[str] | None = None) -> tuple[Path, ...]:
    """Write a registry as a data package.

    Args:
        registry: The registry.
        folder: Where; it is made, or must be empty.
        firearms: Names of the firearms; all when None.

    Returns:
        The files: ``datapackage.json``, then ``firearms.csv``, ``markings.csv``, ``events.csv`` and ``custody.csv``.
        The same registry gives the same bytes.

    Raises:
        InputError: Something is in the folder already, or it can't be written.
        UnknownCodeError: A firearm isn't registered.

    Source:
        Data Package and Table Schema, version 1, https://specs.frictionlessdata.io/.
    """
    where = Path(folder)
    try:
        where.mkdir(parents=True, exist_ok=True)
        if any(where.iterdir()):
            raise InputError(_("There is something in {folder} already.").format(folder=quote(str(folder))))
        snapshot = take_snapshot(registry, firearms)
        written = {name: _table(name, rows(snapshot)) for name, rows in _TABLES.items()}
        files = [where / "datapackage.json"]
        files[0].write_bytes(_described(snapshot, written))
        for name, data in written.items():
            files.append(where / f"{name}.csv")
            files[-1].write_bytes(data)
    except OSError as error:
        raise InputError(
            _("{folder} can't be written: {reason}").format(folder=quote(str(folder)), reason=error.strerror)
        ) from None
    return tuple(files)


def _columns(table: str) -> list[Column]:
    rows = reference.read_table("firearmskit.records.exporting", "columns", Column)
    return [row for row in rows if row.id.startswith(f"{table}.")]


def _table(name: str, rows: Iterable[Sequence[object]]) -> bytes:
    columns = _columns(name)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.id.partition(".")[2] for column in columns])
    for row in rows:
        writer.writerow([_cell(value) for _column, value in zip(columns, row, strict=True)])
    return stream.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return "" if value is None else defused(str(value))


def _described(snapshot: Snapshot, written: dict[str, bytes]) -> bytes:
    package = {
        "profile": "data-package",
        "name": "firearms-registry",
        "title": snapshot.title,
        "description": f"{notice(snapshot)} {_(_DEFUSED)}",
        "synthetic": snapshot.synthetic,
        "registry": snapshot.registry,
        "known_by": snapshot.known_by,
        "resources": [_resource(name, data) for name, data in written.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(name: str, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in _columns(name)], "missingValues": [""]}
    schema |= _KEYS[name]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.id.partition(".")[2],
        "type": column.type,
        "description": _(column.description),
    }
    if column.required == "yes":
        described["constraints"] = {"required": True}
    return described


def _firearms(snapshot: Snapshot) -> Iterator[Sequence[object]]:
    for each in snapshot.firearms:
        of = each.description
        holder = snapshot.holders.get(each.holder or "")
        yield (
            each.id, each.state, of.make, of.model, of.variant, of.category, of.action, of.calibre, of.country, of.year,
            each.build, each.uniquely_marked, each.serial, snapshot.party(each.holder), holder and holder.category,
            snapshot.party(each.custodian), each.place, each.recoveries, len(each.discrepancies), each.diverted,
            each.synthetic,
        )  # fmt: skip


def _markings(snapshot: Snapshot) -> Iterator[Sequence[object]]:
    for each in snapshot.firearms:
        for mark in each.markings:
            yield (
                each.id, mark.number, mark.marking, mark.made_as, mark.applied, mark.position, mark.verbatim,
                mark.serial, mark.condition,
            )  # fmt: skip


_CODED = (
    "basis", "recovery", "ground", "country", "offence", "destination", "hidden", "transport", "loss",
    "transfer", "from_country", "to_country", "decision", "final", "method", "category",
    "established", "addressee", "outcome",
)  # fmt: skip
"""Fields of events that hold a code: all that is handed out of an event beside its dates."""


def _events(snapshot: Snapshot) -> Iterator[Sequence[object]]:
    for firearm in snapshot.firearms:
        for each in firearm.history:
            coded = [getattr(each.event, field, None) for field in _CODED]
            yield (
                each.number, firearm.id, each.id, each.event.kind, each.event.occurred_at, moment(each.recorded_at),
                *coded,
            )  # fmt: skip


def _custody(snapshot: Snapshot) -> Iterator[Sequence[object]]:
    for firearm in snapshot.firearms:
        for each in snapshot.counted(firearm, "custody-handed"):
            event = each.event
            if isinstance(event, events.CustodyHanded):
                yield (
                    each.number, firearm.id, event.occurred_at, snapshot.party(event.from_party),
                    snapshot.party(event.to_party), event.place, event.seal_before, event.seal_after,
                    len(event.photographs), len(event.signed_by),
                )  # fmt: skip


_TABLES = {"firearms": _firearms, "markings": _markings, "events": _events, "custody": _custody}

_OF_FIREARM = [{"fields": "firearm", "reference": {"resource": "firearms", "fields": "firearm"}}]

_KEYS: dict[str, dict[str, Any]] = {
    "firearms": {"primaryKey": "firearm"},
    "markings": {"primaryKey": "event", "foreignKeys": _OF_FIREARM},
    "events": {"primaryKey": ["event", "firearm"], "foreignKeys": _OF_FIREARM},
    "custody": {"primaryKey": "event", "foreignKeys": _OF_FIREARM},
}
