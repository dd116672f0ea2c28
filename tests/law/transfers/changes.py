"""A complete made-up file, and ways to change one thing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from firearmskit import law
from firearmskit.draw import Draw
from firearmskit.law import transfers
from firearmskit.law.transfers.drawing import DAY, complete_file

BASE = complete_file(Draw(b"rules"))
"""A file in which nothing is found."""

TRANSIT = BASE.transit_states[0]
"""A State of transit of that file."""

NO_OBJECTION = f"N-{TRANSIT}"


def found(file, on=DAY):
    """Give code, severity and field of each finding."""
    return {(each.code, each.severity, each.field) for each in law.check_transfer(file, on=on)}


def of(file, id):
    """Give a paper, an event or a line by its name."""
    things = (*file.papers, *file.events, *file.goods)
    return next(each for each in things if getattr(each, "id", getattr(each, "line", None)) == id)


def change(file, id, **fields):
    """Change fields of a paper, an event or a line."""

    def other(each):
        return replace(each, **fields) if getattr(each, "id", getattr(each, "line", None)) == id else each

    return replace(
        file,
        papers=tuple(map(other, file.papers)),
        events=tuple(map(other, file.events)),
        goods=tuple(map(other, file.goods)),
    )


def drop(file, *ids):
    """Leave out papers and events."""
    return replace(
        file,
        papers=tuple(each for each in file.papers if each.id not in ids),
        events=tuple(each for each in file.events if each.id not in ids),
    )


def add(file, *papers):
    """Add papers."""
    return replace(file, papers=(*file.papers, *papers))


def item(file, id, line, **fields):
    """Change what a paper or an event says of one line."""
    items = tuple(replace(each, **fields) if each.line == line else each for each in of(file, id).items)
    return change(file, id, items=items)


def moved(day, days):
    """Give a day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def bind(file, state, *instruments):
    """Bind an invented State by other instruments than it was."""
    states = (replace(e, bound_by=instruments) if e.code == state else e for e in file.invented_states)
    return replace(file, invented_states=tuple(states))


def simplified():
    """Give a complete file of a temporary transfer by the simplified procedure."""
    kept = drop(BASE, *(each.id for each in BASE.papers if each.kind != "export-assessment"))
    papers = transfers.TransferPaper(id="P1", kind="temporary-papers", issued_on="2025-01-01", expires_on="2026-11-01")
    back = transfers.TransferEvent(id="B1", kind="return", on="2026-10-01")
    return replace(
        kept,
        procedure="simplified",
        temporary=True,
        purpose="exhibition",
        papers=(*kept.papers, papers),
        events=(*kept.events, back),
    )


def ecowas():
    """Give a complete file of a transfer into a State that the ECOWAS Convention binds."""
    exempt = transfers.TransferPaper(id="X1", kind="exemption", issued_on="2025-01-01")
    return add(bind(BASE, BASE.import_state, "firearms-protocol", "att", "ecowas"), exempt)


def european(regulation, *others):
    """Give a complete file of an export from a State that a Regulation of the European Union binds."""
    return bind(BASE, BASE.export_state, *(others or ("firearms-protocol", "att")), regulation)


def cifta(file, *states):
    """Give a file of which CIFTA binds some States, beside the Protocol and the Arms Trade Treaty."""
    for state in states:
        file = bind(file, state, "firearms-protocol", "att", "cifta")
    return importer_marked(file)


def importer_marked(file):
    """Give the file with marks that name the importer too, as CIFTA asks."""
    return change(file, "A", marks=(*of(file, "A").marks, "importer-name", "importer-address"))
