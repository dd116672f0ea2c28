"""Whatever is changed behind a registry's back is found; what only others' older roots can tell is told by them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from firearmskit.errors import InputError
from firearmskit.records import Registry, events
from firearmskit.records.ledger import Frontier, canonical, leaf_hash, parse
from firearmskit.records.logged import Logged
from firearmskit.records.registry import tables, verifying, verifying_deeply
from firearmskit.records.registry.verifying import _read, verify_log
from firearmskit.records.registry.verifying_deeply import verify_deeply
from tests.records.conftest import begin
from tests.records.test_registry import authorised, confiscated, destruction, registered

COLUMNS = {
    "event": ("number", "id", "kind", "recorded_at", "recorded_by", "body"),
    "node": ("level", "place", "hash"),
    "sealed": ("digest", "holder", "data"),
    "thing": ("id", "kind", "number"),
    "subject": ("subject", "number"),
    "firearm": ("id", "state", "serial", "holder", "custodian", "discrepancies"),
    "marking": ("number", "item", "verbatim", "key"),
}


def lived(registry: Registry, other: Registry) -> None:
    """Record something of everything."""
    confiscated(registry)
    authorised(registry)
    other.record_all([events.SentForDestruction(firearm="F1", batch="B1"), destruction()])
    registry.record(events.RecoveryMade(firearm="F1", recovery="found", received_by="room"))
    registry.record_all([events.HolderRegistered(holder="P1", category="person", synthetic=True)])
    registered(registry, "F2", holder="P1")
    registry.keep_personal("P1", {"name": "x"})
    registry.keep_personal("P1", {"name": "y"})
    for at in range(12):
        read = {"kind": "marking-read", "item": "F2", "marking": f"M{at}", "verbatim": f"É {at}", "serial": True}
        logged = registry.record(read)
    registry.withdraw(logged.id, "A slip.")
    registry.record(events.HolderRegistered(holder="P2", category="person", synthetic=True))
    registry.keep_personal("P2", {"name": "z"})
    registry.erase_personal("P2", "The term is over.")


def test_what_nobody_touched_verifies(registry: Registry, other: Registry) -> None:
    """Every finding would be a false alarm, also with the older roots."""
    roots = [registry.root()]
    lived(registry, other)
    roots.append(registry.root())
    assert registry.verify(roots=roots, deep=True) == ()
    assert other.root() == roots[1]


def test_an_older_root_must_be_one(registry: Registry) -> None:
    """What is no pair of a size and a hash is refused."""
    for bad in [(1, b"short"), (-1, bytes(32)), ("1", bytes(32)), (1,), None]:
        with pytest.raises(InputError):
            registry.verify(roots=[bad])  # type: ignore[list-item]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of a registry in which much happened."""
    home = tmp_path_factory.mktemp("copy")
    with begin(home / "registry.db", home / "registry.keys") as registry:
        from firearmskit import records

        with records.open_registry(home / "registry.db", user="diallo", keys=home / "registry.keys") as other:
            lived(registry, other)
        with registry._reading() as connection:
            return {
                name: [tuple(row) for row in connection.execute(tables.METADATA.tables[name].select())]
                for name in COLUMNS
            }


@contextmanager
def in_memory(copy: dict[str, list[tuple[Any, ...]]]) -> Iterator[Callable[[], Any]]:
    """Give a function that opens a transaction on a registry without any constraint or trigger, and undoes it."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for name, rows in copy.items():
            columns = [column.name for column in tables.METADATA.tables[name].columns]
            connection.execute(text(f"CREATE TABLE {name} ({', '.join(columns)})"))
            marks = ", ".join("?" for _column in columns)
            connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608

    @contextmanager
    def undone() -> Iterator[Connection]:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    try:
        yield undone
    finally:
        engine.dispose()


def found(connection: Connection, roots: dict[int, bytes] | None = None) -> set[str]:
    """Give the codes of what is found, deeply where the log alone tells nothing."""
    codes = {each.code for each in verify_log(connection, roots or {})}
    return codes or {each.code for each in verify_deeply(connection)}


def bodies(connection: Connection) -> list[bytes]:
    """Give the bytes of each event."""
    return [row[0] for row in connection.exec_driver_sql("SELECT CAST(body AS BLOB) FROM event ORDER BY number")]


def grow_again(connection: Connection) -> None:
    """Make the whole tree anew, as somebody does who knows how it is made."""
    connection.exec_driver_sql("DELETE FROM node")
    grown = Frontier().append([leaf_hash(bytes(body)) for body in bodies(connection)])
    rows = [(node.level, node.index, node.hash) for node in grown.nodes()]
    connection.exec_driver_sql("INSERT INTO node VALUES (?, ?, ?)", rows)


class Hand:
    """Somebody who changes one thing, at random."""

    def __init__(self, draw: random.Random, connection: Connection) -> None:
        self.draw = draw
        self.connection = connection

    def do(self, statement: str, *values: Any) -> None:
        """Change something."""
        self.connection.exec_driver_sql(statement, values)

    def some(self, table: str) -> int:
        """Draw a row."""
        rows = [row[0] for row in self.connection.exec_driver_sql(f"SELECT rowid FROM {table}")]  # noqa: S608
        return int(self.draw.choice(rows))

    def flip(self) -> None:
        """Flip a bit, anywhere."""
        table = self.draw.choices(list(COLUMNS), (6, 3, 1, 1, 1, 1, 1))[0]
        column, row = self.draw.choice(COLUMNS[table]), self.some(table)
        value = self.connection.exec_driver_sql(f"SELECT {column} FROM {table} WHERE rowid = {row}").scalar()  # noqa: S608
        if value is None:
            changed: Any = "x"
        elif isinstance(value, int):
            changed = value ^ 1 << self.draw.randrange(20)
        else:
            data = bytearray(value.encode() if isinstance(value, str) else value)
            data[self.draw.randrange(len(data))] ^= 1 << self.draw.randrange(8)
            changed = bytes(data)
        kind = "TEXT" if isinstance(value, str) else "BLOB" if isinstance(value, bytes) else "INTEGER"
        kind = "TEXT" if value is None else kind
        self.do(f"UPDATE {table} SET {column} = CAST(? AS {kind}) WHERE rowid = ?", changed, row)  # noqa: S608

    def delete(self) -> None:
        """Delete a row, of the log with or without its hash."""
        table = self.draw.choice(list(COLUMNS))
        row = self.some(table)
        if table == "event" and self.draw.random() < 0.5:
            self.do("DELETE FROM node WHERE level = 0 AND place = (SELECT number FROM event WHERE rowid = ?)", row)
        self.do(f"DELETE FROM {table} WHERE rowid = ?", row)  # noqa: S608

    def swap(self) -> None:
        """Swap two events, or two hashes."""
        table, column = self.draw.choice((("event", "number"), ("event", "body"), ("node", "hash"), ("event", "id")))
        one, other = self.some(table), self.some(table)
        if one == other:
            return self.flip()
        values = {
            row: self.connection.exec_driver_sql(f"SELECT {column} FROM {table} WHERE rowid = {row}").scalar()  # noqa: S608
            for row in (one, other)
        }
        if values[one] == values[other]:
            return self.flip()
        self.do(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", values[other], one)  # noqa: S608
        self.do(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", values[one], other)  # noqa: S608
        return None

    def insert(self) -> None:
        """Put a row in, that is like another one."""
        table = self.draw.choice(list(COLUMNS))
        row = self.some(table)
        self.do(f"INSERT INTO {table} SELECT * FROM {table} WHERE rowid = ?", row)  # noqa: S608
        if table == "event" and self.draw.random() < 0.5:
            self.do("UPDATE event SET number = (SELECT max(number) FROM event) + 1 WHERE rowid = last_insert_rowid()")

    def renumber(self) -> None:
        """Leave a gap: all events from one on move up."""
        at = self.draw.randrange(len(bodies(self.connection)))
        self.do("UPDATE event SET number = number + ? WHERE number >= ?", self.draw.randrange(1, 9), at)
        if self.draw.random() < 0.5:
            grow_again(self.connection)

    def edit(self) -> None:
        """Change what an event says, in canonical JSON, beside it too, with its own hash or without."""
        row = self.some("event")
        body = self.connection.exec_driver_sql(f"SELECT body FROM event WHERE rowid = {row}").scalar()  # noqa: S608
        data = json.loads(str(body))
        which = self.draw.choice(("recorded_by", "recorded_at", "note"))
        if which == "note":
            data["event"]["note"] = "forged"
        else:
            data[which] = "diallo" if data[which] == "keita" else "2031-01-01T00:00:00.000000Z"
        data["recorded_by"] = "forger" if which == "recorded_by" else data["recorded_by"]
        forged = canonical(data)
        if self.draw.random() < 0.7:
            self.do(
                "UPDATE event SET recorded_by = ?, recorded_at = ? WHERE rowid = ?",
                data["recorded_by"],
                data["recorded_at"],
                row,
            )
        if self.draw.random() < 0.7:
            hashed = leaf_hash(forged)
            self.do(
                "UPDATE node SET hash = ? WHERE level = 0 AND place = (SELECT number FROM event WHERE rowid = ?)",
                hashed,
                row,
            )
        self.do("UPDATE event SET body = ? WHERE rowid = ?", forged.decode(), row)

    def forge(self) -> None:
        """Put in an event that nobody may have recorded or that can't have happened, and grow the tree anew."""
        count = len(bodies(self.connection))
        wrong = self.draw.choice(
            (
                {
                    "recorded_by": "stranger",
                    "event": {"kind": "marking-read", "item": "F2", "marking": "M", "verbatim": "x"},
                },
                {"recorded_by": "keita", "event": {"kind": "loss-reported", "firearm": "F1", "loss": "lost"}},
                {"recorded_by": "keita", "event": {"kind": "loss-reported", "firearm": "F2", "loss": "eaten"}},
                {
                    "recorded_by": "keita",
                    "event": {"kind": "marking-read", "item": "F2", "marking": "M", "verbatim": "x"},
                },
            )
        )
        data = {"id": f"forged-{count}", "recorded_at": "2031-01-01T00:00:00.000000Z", **wrong}
        columns = (count, data["id"], data["event"]["kind"], data["recorded_at"], data["recorded_by"])
        self.do("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", *columns, canonical(data).decode())
        grow_again(self.connection)


LEAVES = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(max_size=4)
VALUES = st.dictionaries(
    st.text(max_size=3),
    st.recursive(LEAVES, lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=3), held)),
    max_size=4,
)  # fmt: skip


def read(reader: Callable[[bytes], object], body: bytes) -> object:
    """Give what a reader takes bytes for, None where it refuses them."""
    try:
        return reader(body)
    except InputError:
        return None


@given(value=VALUES, spoilt=st.integers(0, 2**16), how=st.sampled_from(["not", "bit", "json", "spaced"]))
def test_the_fast_reader_takes_what_the_exact_one_takes(value: dict[str, Any], spoilt: int, how: str) -> None:
    """Nothing else, whatever is changed in the bytes."""
    try:
        body = bytearray(canonical(value))
    except InputError:
        body = bytearray(json.dumps(value).encode())
    if how == "bit":
        body[spoilt % len(body)] ^= 1 << spoilt % 8
    elif how != "not":
        body = bytearray(json.dumps(value, separators=(", ", ": ") if how == "spaced" else (",", ":")).encode())
    assert repr(read(_read, bytes(body))) == repr(read(parse, bytes(body)))


CORNERS = [
    b"{}", b"[]", b"", b'{"a":1.0}', b'{"a":1e3}', b'{"a":-0}', b'{"a":9007199254740993}', b'{"a":NaN}',
    b'{"a":"\\u0041"}', b'{"a":"\\u001F"}', b'{"a":"\\u001f"}', b'{"a":"\x7f"}', b'{"a":1,"a":1}', b'{"b":1,"a":1}',
    b'{"a":' + b"[" * 40 + b"]" * 40 + b"}",
]  # fmt: skip


@pytest.mark.parametrize("body", CORNERS, ids=range(len(CORNERS)))
def test_the_fast_reader_knows_the_corners(body: bytes) -> None:
    """Numbers, escapes, order and depth."""
    assert repr(read(_read, body)) == repr(read(parse, body))


@contextmanager
def remembering() -> Iterator[None]:
    """Let what each change leaves as it was be read once: the same bytes mean the same.

    Every check is made in full each time. What is remembered is how an event reads, byte for byte, and the database
    beside, with its empty tables: whoever fills them deletes all that is in them first.
    """
    beside = create_engine("sqlite://")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(beside, "dispose", lambda: None)
        patched.setattr(verifying_deeply, "create_engine", lambda _url: beside)
        patched.setattr(verifying, "_read", lru_cache(4096, typed=True)(verifying._read))
        patched.setattr(Logged, "read", lru_cache(4096, typed=True)(Logged.read))
        yield
    beside.dispose()


WAYS = ("flip", "flip", "flip", "delete", "swap", "insert", "renumber", "edit", "forge")


def tamper(copy: dict[str, list[tuple[Any, ...]]], times: int, seed: int) -> list[tuple[int, str]]:
    """Tamper many times, each time with a whole registry; give what wasn't found."""
    missed = []
    with in_memory(copy) as undone, remembering():
        with undone() as connection:
            assert not found(connection)
        for at in range(times):
            draw = random.Random(f"{seed}-{at}")
            way = draw.choice(WAYS)
            with undone() as connection:
                getattr(Hand(draw, connection), way)()
                if not found(connection):
                    missed.append((at, way))
    return missed


def test_every_change_is_found(copy: dict[str, list[tuple[Any, ...]]]) -> None:
    """Two thousand changes of every kind, by somebody who took away all constraints and triggers."""
    assert tamper(copy, 2_000, 0) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 11))
def test_every_one_of_a_hundred_thousand_changes_is_found(copy: dict[str, list[tuple[Any, ...]]], seed: int) -> None:
    """Ten thousand changes each."""
    assert tamper(copy, 10_000, seed) == []


def rewrite(connection: Connection) -> None:
    """Write a part of the log anew: another note, and all hashes that follow from it."""
    row = connection.exec_driver_sql("SELECT number, body FROM event WHERE kind = 'marking-read'").first()
    assert row is not None
    data = json.loads(row.body)
    data["event"]["note"] = "forged"
    connection.exec_driver_sql("UPDATE event SET body = ? WHERE number = ?", (canonical(data).decode(), row.number))
    grow_again(connection)


def test_a_log_that_is_written_anew_is_told_by_an_older_root_alone(copy: dict[str, list[tuple[Any, ...]]]) -> None:
    """Who can write everything can make it fit together: only what others keep tells."""
    with in_memory(copy) as undone:
        with undone() as connection:
            known = Frontier().append([leaf_hash(bytes(body)) for body in bodies(connection)]).frontier
        with undone() as connection:
            rewrite(connection)
            assert not found(connection)
            assert found(connection, {known.size: known.root}) == {"rewritten"}


def test_a_log_that_is_cut_off_is_told_by_an_older_root_alone(copy: dict[str, list[tuple[Any, ...]]]) -> None:
    """An older copy of a registry is a whole registry."""
    with in_memory(copy) as undone:
        with undone() as connection:
            known = Frontier().append([leaf_hash(bytes(body)) for body in bodies(connection)]).frontier
        with undone() as connection:
            connection.exec_driver_sql("DELETE FROM event WHERE number >= 20")
            connection.exec_driver_sql("DELETE FROM sealed")
            grow_again(connection)
            assert not {each.code for each in verify_log(connection, {})}
            assert {each.code for each in verify_log(connection, {known.size: known.root})} == {"truncated"}


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE event SET body = replace(body, 'F1', 'F9') WHERE number = 3", "node"),
        ("UPDATE event SET recorded_by = 'diallo' WHERE number = 3", "column"),
        ("DELETE FROM event WHERE number = 3", "number"),
        ("DELETE FROM node WHERE level = 1", "node"),
        ("UPDATE firearm SET state = 'held'", "derived"),
        ("DELETE FROM sealed", "sealed"),
    ],
)
def test_it_is_found_in_both_databases(
    registry: Registry, other: Registry, where: str, statement: str, code: str
) -> None:
    """Whoever owns the database takes the triggers away and changes what they like."""
    lived(registry, other)
    engine = create_engine(where)
    with engine.begin() as connection:
        for table in ("event", "node"):
            if engine.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
            else:
                connection.execute(text(f"DROP TRIGGER {table}_only_add ON {table}"))
        connection.execute(text(statement))
    engine.dispose()
    assert code in {each.code for each in registry.verify(deep=True)}


@pytest.mark.parametrize("verb", ["UPDATE event SET kind = 'x'", "DELETE FROM event", "DELETE FROM node"])
def test_the_database_itself_refuses_to_change_the_log(registry: Registry, where: str, verb: str) -> None:
    """A program that errs is stopped; only who means to change it takes the triggers away first."""
    engine = create_engine(where)
    with pytest.raises(Exception, match="never changed"), engine.begin() as connection:
        connection.execute(text(verb))
    engine.dispose()


def test_a_row_is_not_replaced_either(in_a_file: Registry, tmp_path: Path) -> None:
    """SQLite would replace a row of the same number without asking the triggers on deletion."""
    engine = create_engine(f"sqlite:///{tmp_path / 'registry.db'}")
    with pytest.raises(Exception, match="never changed"), engine.begin() as connection:
        connection.execute(
            text("INSERT OR REPLACE INTO event SELECT number, id, 'x', recorded_at, recorded_by, body FROM event")
        )
    engine.dispose()
    assert in_a_file.verify(deep=True) == ()
