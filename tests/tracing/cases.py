"""A made-up firearm and short ways to write what is told of it, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from firearmskit import tracing
from firearmskit.tracing import Agency, Description, Entry, Extract, Holder, TraceReply, TraceRequest

MAKER = Holder(name="Tarnholt Arms", state="QMA", role="maker")
IMPORTER = Holder(name="Harbour Trading", state="QMB", role="importer")
DEALER = Holder(name="Lakeside Sport", state="QMB", role="dealer")
PERSON = Holder(name="Person 1", state="QMB", role="person")
ABROAD = Holder(name="Old Mill Outfitters", state="QMC", role="importer")
OBJECT = Description(serial="EXA 100452", maker="Tarnholt Arms", model="Model 5")

_IDS = count(1)


def entry(kind, date=None, *, told_by=None, standing="record", **other):
    """Write an entry; each gets an id of its own unless one is given."""
    values = {"id": f"E{next(_IDS)}", "source": "a register", "country": told_by, "told_by": told_by, **other}
    return Entry(kind=kind, date=date, standing=standing, **values)


def made(date="2012-03-01", **other):
    """The manufacture, as the first State has it."""
    return entry("manufacture", date, told_by="QMA", receiving=MAKER, **other)


def exported(date="2013-02-10", *, to=IMPORTER, **other):
    """The export, as the first State has it."""
    return entry("export", date, told_by="QMA", releasing=MAKER, receiving=to, **other)


def imported(date="2013-03-05", **other):
    """The import, as the second State has it."""
    return entry("import", date, told_by="QMB", releasing=MAKER, receiving=IMPORTER, **other)


def sold(date="2015-06-01", *, by=IMPORTER, to=PERSON, **other):
    """The sale, as the second State has it."""
    return entry("sale", date, told_by="QMB", releasing=by, receiving=to, **other)


def seized(date="2020-05-04", **other):
    """The seizure."""
    return entry("seizure", date, country="QMD", **other)


def extract(state, *entries, **other):
    """An extract of the register of a State."""
    values = {"id": f"X{next(_IDS)}", "register": f"Register {state}", "drawn_on": "2021-01-01", **other}
    return Extract(state=state, entries=entries, **values)


def request(**other):
    """A request by the channel of the International Tracing Instrument, sent on 2 March 2026."""
    values = {
        "id": "R1",
        "channel": "iti",
        "requesting": Agency(name="Tracing office", state="QMD"),
        "addressee": Agency(name="Point of contact", state="QMA"),
        "firearm": OBJECT,
        "drafted": "2026-03-01",
        **other,
    }
    return tracing.send(TraceRequest(**values), on="2026-03-02")


def reply(kind, dated="2026-04-01", *, state="QMA", **other):
    """A reply to that request."""
    values = {"id": f"A{next(_IDS)}", "request": "R1", "answering": Agency(name="Office", state=state), **other}
    return TraceReply(kind=kind, dated=dated, **values)


def whole():
    """Everything that is told of a clean chain: made, exported, imported, sold, and seized elsewhere."""
    return [extract("QMA", made(), exported()), extract("QMB", imported(), sold()), seized()]


def chained(*evidence, firearm=OBJECT):
    """Build the chain."""
    return tracing.chain(firearm, evidence)


def without(firearm=OBJECT, **other):
    """The description with other values."""
    return replace(firearm, **other)
