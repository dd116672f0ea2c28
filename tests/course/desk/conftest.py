"""A made-up case that stands on a desk; States, firms and numbers are invented."""

from __future__ import annotations

import pytest

from firearmskit.course.desk import DeskCase, DeskRegister
from firearmskit.tracing import Description, Entry, Holder, Recovery, RegisterEntry

MAKER = Holder(name="Tarnholt Arms", state="QMA", role="maker")
IMPORTER = Holder(name="Harbour Trading", state="QMB", role="importer")


def entry(id: str, kind: str, told_by: str, date: str, **more: object) -> Entry:
    """Make an entry of a register."""
    return Entry(
        id=id,
        kind=kind,
        standing="record",
        source=f"Register of {told_by}",
        told_by=told_by,
        country=told_by,
        date=date,
        **more,
    )


MADE = entry("E1", "manufacture", "QMA", "2012", receiving=MAKER, serial="EXA 100452")
SENT = entry("E2", "export", "QMA", "2013-02", releasing=MAKER, receiving=IMPORTER, serial="EXA 100452")
CAME = entry("E3", "import", "QMB", "2013-03", releasing=MAKER, receiving=IMPORTER, serial="EXA 100452")
GONE = entry("E4", "theft", "QMB", "2014-06-01", releasing=IMPORTER, serial="EXA 100452")


def lines(*serials: str) -> tuple[RegisterEntry, ...]:
    """Make the lines of a register."""
    return tuple(RegisterEntry(id=str(n), serial=each, make="Tarnholt Arms") for n, each in enumerate(serials, 1))


@pytest.fixture
def case() -> DeskCase:
    """A pistol found in Dravonia, made in Altania, stolen in Berenia; Castovia hasn't answered yet."""
    return DeskCase(
        id="Case 7",
        home="QMD",
        today="2026-03-01",
        firearm=Description(serial="EXA 100452", maker="Tarnholt Arms", kind="pistol", calibre="9 mm"),
        recovery=Recovery(kind="seized", date="2026-02-11", country="QMD", place="Port", why_illicit="Smuggled"),
        seizure=Entry(
            id="E9",
            kind="seizure",
            standing="record",
            source="Report 7",
            date="2026-02-11",
            country="QMD",
            told_by="QMD",
        ),
        records=({"kind": "evidence-recovered", "id": "P1", "date": "2026-02-11"},),
        registers=(
            DeskRegister(
                state="QMD", name="Register of Dravonia", entries=lines("EXA 100482", "KL 7719"), histories={}
            ),
            DeskRegister(
                state="QMA",
                name="Register of Altania",
                entries=lines("EXA 100452", "EXA 100453"),
                histories={"1": (MADE, SENT)},
                answers_on="2026-02-20",
            ),
            DeskRegister(
                state="QMB",
                name="Register of Berenia",
                entries=lines("EXA-100452"),
                histories={"1": (CAME, GONE)},
                answers_on="2026-02-25",
            ),
            DeskRegister(state="QMC", name="Register of Castovia", entries=lines("EXA 100452"), histories={}),
        ),
    )
