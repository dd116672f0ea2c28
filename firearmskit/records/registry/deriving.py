"""What is derived from the log for looking things up, kept in step with it, and made again from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypedDict

from sqlalchemy import Connection, bindparam, delete, insert, update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from firearmskit.marking.keys import serial_key
from firearmskit.marking.spelling import MAX_SERIAL
from firearmskit.records import events
from firearmskit.records.bearing import bears_on
from firearmskit.records.firearm import Firearm
from firearmskit.records.folding import Misfit, fold
from firearmskit.records.logged import Logged
from firearmskit.records.registry import tables
from firearmskit.records.registry.prepared import Prepared

__all__ = ["AGAIN", "NAMING", "WITHDRAWN", "Thing", "forget", "index", "keep", "mark_key", "rebuild", "withdraw"]

NAMING = {
    "registry-opened": ("registry", "registry"),
    "firearm-registered": ("firearm", "firearm"),
    "component-registered": ("component", "component"),
    "lot-registered": ("lot", "lot"),
    "holder-registered": ("holder", "holder"),
    "licence-granted": ("licence", "licence"),
    "user-enrolled": ("user", "user"),
    "place-registered": ("place", "place"),
    "campaign-opened": ("campaign", "campaign"),
    "discrepancy-opened": ("discrepancy", "discrepancy"),
    "stocktake-done": ("stocktake", "stocktake"),
    "import-made": ("batch", "import"),
}
"""The kinds of events that give a thing its name: the field with the name, and what kind of thing it is."""

_BATCH = 1_000
_LONGEST_KEY = 300

AGAIN = frozenset({"user-enrolled", "place-registered"})
"""Those that may come again for the same thing, which they describe anew."""


WITHDRAWN = "withdrawn"
"""What kind of thing a name is that of when its registration was withdrawn: the name is never given again."""


_ADD_THING = Prepared(insert(tables.thing))
_ADD_SUBJECT = Prepared(insert(tables.subject))
_ADD_MARK = Prepared(insert(tables.marking))


def _replaced() -> Insert:
    """Give a statement that adds a firearm, or overwrites what is noted of it; both databases have the same words."""
    added = insert_or_update(tables.firearm)
    new = {column.name: added.excluded[column.name] for column in tables.firearm.c if column.name != "id"}
    return added.on_conflict_do_update(index_elements=["id"], set_=new)


_KEEP = Prepared(_replaced())


class Thing(TypedDict):
    """A row of the table of things."""

    id: str
    kind: str
    number: int


def index(connection: Connection, logged: Sequence[Logged], named: Sequence[Thing]) -> None:
    """Note which things events are about, and what is read on them.

    Args:
        connection: A transaction.
        logged: Events that were just added to the log.
        named: The things that they name for the first time.
    """
    _ADD_THING.run(connection, named)
    subjects = [{"subject": name, "number": each.number} for each in logged for name in each.event.subjects()]
    _ADD_SUBJECT.run(connection, subjects)
    marks = [_mark(each) for each in logged if isinstance(each.event, events.MarkingRead | events.MarkingApplied)]
    _ADD_MARK.run(connection, marks)


def _mark(logged: Logged) -> dict[str, object]:
    event = logged.event
    assert isinstance(event, events.MarkingRead | events.MarkingApplied)  # noqa: S101 - index() picks them
    return {
        "number": logged.number,
        "item": event.item,
        "verbatim": event.verbatim,
        "key": mark_key(event.verbatim),
        "serial": event.serial,
    }


def mark_key(text: str) -> str:
    """Give what a mark is looked up by; of one that is longer than any serial, its beginning."""
    return serial_key(text[:MAX_SERIAL])[:_LONGEST_KEY]


def withdraw(connection: Connection, numbers: Iterable[int]) -> None:
    """Note that events don't count any longer: what they read isn't found by it, what they named isn't there.

    Args:
        connection: A transaction.
        numbers: The places of the withdrawn events in the log.
    """
    gone = [{"gone": number} for number in numbers]
    if gone:
        connection.execute(delete(tables.marking).where(tables.marking.c.number == bindparam("gone")), gone)
        named = update(tables.thing).where(tables.thing.c.number == bindparam("gone"))
        connection.execute(named.values(kind=WITHDRAWN), gone)


def keep(connection: Connection, firearms: Iterable[Firearm]) -> None:
    """Note what firearms are now.

    Args:
        connection: A transaction.
        firearms: Firearms of which something changed, or that are new.
    """
    _KEEP.run(connection, [_row(firearm) for firearm in firearms])


def forget(connection: Connection, firearms: Iterable[str]) -> None:
    """Take firearms out of what is looked up."""
    old = [{"old": name} for name in firearms]
    if old:
        connection.execute(delete(tables.firearm).where(tables.firearm.c.id == bindparam("old")), old)


def _row(firearm: Firearm) -> dict[str, object]:
    of = firearm.description
    return {
        "id": firearm.id,
        "state": firearm.state,
        "make": of.make,
        "model": of.model,
        "calibre": of.calibre,
        "country": of.country,
        "year": of.year,
        "serial": firearm.serial,
        "holder": firearm.holder,
        "custodian": firearm.custodian,
        "place": firearm.place,
        "discrepancies": len(firearm.discrepancies),
        "synthetic": firearm.synthetic,
    }


def rebuild(connection: Connection, logged: Iterable[Logged]) -> list[Misfit]:
    """Make all that is derived again.

    Args:
        connection: A transaction.
        logged: The whole log, in order.

    Returns:
        The events that can't have happened as the others have it; in a log that only this library wrote there are none.
    """
    for table in tables.DERIVED:
        connection.execute(delete(table))
    known: set[str] = set()
    lives: dict[str, list[Logged]] = {}
    noted: dict[str, int] = {}
    withdrawn: list[int] = []
    stream = iter(logged)
    while batch := list(islice(stream, _BATCH)):
        named: list[Thing] = []
        for each in batch:
            field, kind = NAMING.get(each.event.kind, ("", ""))
            if field and (name := getattr(each.event, field)) not in known:
                known.add(name)
                named.append({"id": name, "kind": kind, "number": each.number})
                if kind == "firearm":
                    lives[name] = []
            for firearm in bears_on(each.event):
                if firearm in lives:
                    lives[firearm].append(each)
            if field or isinstance(each.event, events.MarkingRead | events.MarkingApplied):
                noted[each.id] = each.number
            if isinstance(each.event, events.EventWithdrawn) and each.event.event in noted:
                withdrawn.append(noted[each.event.event])
        index(connection, batch, named)
    withdraw(connection, withdrawn)
    misfits: list[Misfit] = []
    folded = (fold(life) for life in lives.values())
    while some := list(islice(folded, _BATCH)):
        keep(connection, [firearm for firearm, _misfits in some if firearm is not None])
        misfits.extend(misfit for _firearm, found in some for misfit in found)
    return misfits
