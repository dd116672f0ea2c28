"""What is looked up by a mark is found by an index, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from firearmskit import records
from firearmskit.cli import main
from firearmskit.records import Registry, events
from firearmskit.records.registry import looking, tables
from tests.records.conftest import begin

MARKS = 3_000


def marked(registry: Registry) -> None:
    """Put in many marks, past the log: how they are found is asked here, and not what they are."""
    rows = [
        {"number": 1_000_000 + at, "item": f"F{at}", "verbatim": f"AB {at:06}", "key": f"AB{at:06}", "serial": True}
        for at in range(MARKS)
    ]
    with registry._engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # The server of the tests orders by bytes; others order as a language does, which an index must stand.
            connection.execute(text('ALTER TABLE marking ALTER COLUMN key TYPE VARCHAR(300) COLLATE "und-x-icu"'))
        connection.execute(tables.marking.insert(), rows)
        connection.execute(text("ANALYZE"))


def plan(connection: Connection, pattern: str) -> str:
    """Give how the database looks for a pattern."""
    query = tables.marking.select().where(looking._fits(connection, pattern))
    compiled = query.compile(connection)
    words = "EXPLAIN QUERY PLAN " if connection.dialect.name == "sqlite" else "EXPLAIN "
    values = compiled.params
    given = tuple(values[name] for name in compiled.positiontup) if compiled.positional else values
    return "\n".join(str(row) for row in connection.exec_driver_sql(words + str(compiled), given))


@pytest.mark.parametrize("pattern", ["AB0012*", "AB00123?", "AB0012*7"])
def test_a_key_is_found_by_how_it_begins(registry: Registry, pattern: str) -> None:
    """The database doesn't read all marks, and gives those that fit."""
    marked(registry)
    with registry._reading() as connection:
        how = plan(connection, pattern)
        index = "marking_key" if connection.dialect.name == "sqlite" else "marking_key_begin"
        rows = connection.execute(tables.marking.select().where(looking._fits(connection, pattern))).all()
    assert index in how
    assert "Seq Scan" not in how
    assert "SCAN marking" not in how
    assert rows
    assert all(row.key.startswith("AB0012") for row in rows)


def test_what_has_no_beginning_is_found_too(registry: Registry) -> None:
    """By reading all of them."""
    marked(registry)
    with registry._reading() as connection:
        rows = connection.execute(tables.marking.select().where(looking._fits(connection, "*00123?"))).all()
    assert sorted(row.key for row in rows) == [f"AB00123{at}" for at in range(10)]


def test_an_older_registry_gets_the_index(
    postgres: Callable[[], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A registry of the form before is brought up to date, and finds marks by how they begin."""
    where = postgres()
    with begin(where, tmp_path / "registry.keys") as registry, registry._engine.begin() as connection:
        connection.execute(text("DROP INDEX marking_key_begin"))
        connection.execute(text("UPDATE registry_version SET version_num = '0002'"))
    assert main(["registry", "upgrade", where]) == 0
    assert "0003" in capsys.readouterr().out
    with records.open_registry(where, user="keita", keys=tmp_path / "registry.keys") as registry:
        marked(registry)
        with registry._reading() as connection:
            assert "marking_key_begin" in plan(connection, "AB0012*")


def test_only_some_firearms_are_read(registry: Registry) -> None:
    """By their names, with each reading of their number, and those without a number too."""
    for name in ("F1", "F2", "F3"):
        registry.record(
            events.FirearmRegistered(
                firearm=name, basis="import", description=events.TypeDescription(calibre="9x19"), synthetic=True
            )
        )
    for verbatim in ("AB 1", "AB 2"):
        registry.record(events.MarkingRead(item="F2", marking="M1", verbatim=verbatim, serial=True))
    found = [(serial, line.id) for serial, line in registry.readings(firearms=["F3", "F2", "none"])]
    assert found == [("AB 1", "F2"), ("AB 2", "F2"), (None, "F3")]
