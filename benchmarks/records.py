"""How fast the registry records, verifies and looks back, against the bare database on the same disk.

The firearms are made up. One event is one transaction with all that is derived from it, and it is on the disk when the
call returns. The bare database adds the same bodies to one table, one row a transaction, with the same settings: what
remains is the price of the rules, the tree and the lists. A rate says little of another machine; the ratio says more.

It prints events a second and the milliseconds within which half and 99 of 100 are recorded; how many are taken in
together; how many are hashed from their bytes to the root, in a second of one core and on all cores by the clock; and
how long it takes to give a firearm as it was on a date. Run it with ``python benchmarks/records.py``; ``--server``
takes the address of an empty database on PostgreSQL.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from os import cpu_count
from pathlib import Path

from sqlalchemy import create_engine, text

from firearmskit import records
from firearmskit.records import Registry, events
from firearmskit.records.events import Event
from firearmskit.records.ledger import leaf_hash, node_hash, root


def begin(where: Path | str) -> Registry:
    """Begin a registry."""
    return records.begin_registry(where, user="keita", registry="benchmark", title="Made up", purpose="lesson")


def lives(count: int) -> Iterator[Event]:
    """Make up the lives of firearms, four events each."""
    for at in range(count):
        name = f"F{at}"
        described = events.TypeDescription(
            make="Example Arms", model=f"M{at % 50}", calibre="9x19", year=2000 + at % 20
        )
        yield events.FirearmRegistered(firearm=name, basis="import", description=described, synthetic=True)
        yield events.MarkingRead(item=name, marking="M", verbatim=f"AB {at:06}", serial=True)
        yield events.TransferMade(firearm=name, transfer="sale", occurred_at="2020-02-03")
        yield events.LossReported(firearm=name, loss="stolen", occurred_at="2021")


def spent(each: Callable[[object], object], things: Sequence[object]) -> list[float]:
    """Give the seconds that each call takes."""
    seconds = []
    for thing in things:
        began = time.perf_counter()
        each(thing)
        seconds.append(time.perf_counter() - began)
    return seconds


def told(name: str, seconds: list[float]) -> float:
    """Print a line of the table; give the rate."""
    ordered = sorted(seconds)
    rate = len(seconds) / sum(seconds)
    half, most = ordered[len(ordered) // 2] * 1000, ordered[len(ordered) * 99 // 100] * 1000
    print(f"{name:34} {rate:8.0f} {half:8.2f} {most:8.2f}")
    return rate


def bare_file(folder: Path, bodies: Sequence[str]) -> list[float]:
    """Add bodies to one table of SQLite, one a transaction, with the registry's own settings."""
    database = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE event (number INTEGER PRIMARY KEY, body TEXT NOT NULL)")
    seconds = spent(lambda body: database.execute("INSERT INTO event (body) VALUES (?)", (body,)), bodies)
    database.close()
    return seconds


def bare_server(address: str, bodies: Sequence[str]) -> list[float]:
    """Do the same on PostgreSQL, and take the table away again."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE bare (number BIGSERIAL PRIMARY KEY, body TEXT NOT NULL)"))
        add = text("INSERT INTO bare (body) VALUES (:body)")
        seconds = spent(lambda body: connection.execute(add, {"body": body}), bodies)
        connection.execute(text("DROP TABLE bare"))
    engine.dispose()
    return seconds


def record(registry: Registry, name: str, bare: Callable[[Sequence[str]], list[float]], count: int) -> None:
    """Record one by one and together, in turns with the bare database."""
    together = list(lives(count))
    for each in together[:40]:
        registry.record(each)
    seconds: list[float] = []
    beside: list[float] = []
    step = max(20, len(together) // 10)
    for at in range(40, len(together), step):
        part = together[at : at + step]
        seconds += spent(registry.record, part)  # type: ignore[arg-type]
        beside += spent_bare(bare, registry, len(part))
    told(f"{name}, one event a transaction", seconds)
    told(f"{name}, bare INSERT", beside)
    print(f"ratio: {sum(seconds) / sum(beside):.1f} (time of an event to that of a bare row)")
    more = [each.model_copy(update=_renamed(each)) for each in together]
    began = time.perf_counter()
    for at in range(0, len(more), 1_000):
        registry.record_all(more[at : at + 1_000])
    print(f"{name}, 1,000 events a transaction: {len(more) / (time.perf_counter() - began):.0f} events/s\n")


def spent_bare(bare: Callable[[Sequence[str]], list[float]], registry: Registry, count: int) -> list[float]:
    """Give the seconds of as many bare rows, of the bodies that were recorded last."""
    bodies = [each.body().decode() for each in registry.events(since=max(0, len(registry) - count))]
    return bare(bodies)


def _renamed(event: Event) -> dict[str, str]:
    field = "item" if isinstance(event, events.MarkingRead) else "firearm"
    return {field: "G" + str(getattr(event, field))[1:]}


def _root_of(bodies: list[bytes]) -> bytes:
    return root([leaf_hash(body) for body in bodies])


def verify(count: int) -> None:
    """Hash made-up bodies to the root, on one core and on all; parts of a power of two are whole subtrees."""
    body = (b'{"event":{"firearm":"F%07d","kind":"loss-reported","loss":"stolen","occurred_at":"2021"},'
            b'"id":"01a21baf-5290-79fb-984f-e894b9480a09","recorded_at":"2026-11-27T06:26:44.496950Z",'
            b'"recorded_by":"keita"}')  # fmt: skip
    part = 1 << (count.bit_length() - 3)
    parts = [[body % (at * part + each) for each in range(part)] for at in range(4)]
    began = time.process_time()
    one = _root_of([each for some in parts for each in some])
    alone = time.process_time() - began
    with ProcessPoolExecutor() as pool:
        list(pool.map(len, [b""] * (cpu_count() or 1)))  # so that the processes are there
        began = time.perf_counter()
        tops = list(pool.map(_root_of, parts))
        spread = time.perf_counter() - began
    assert reduce(node_hash, [node_hash(*tops[:2]), node_hash(*tops[2:])]) == one  # noqa: S101
    print(f"bytes to root, a second of one core: {4 * part / alone:8.0f} events/s")
    print(f"bytes to root, {cpu_count()} cores by the clock: {4 * part / spread:8.0f} events/s\n")


def look_back(registry: Registry, count: int) -> None:
    """Verify all of it, make all that is derived again, and give firearms as they were on a date."""
    size = len(registry)
    for name, call in (
        ("verify", registry.verify),
        ("verify deeply", lambda: registry.verify(deep=True)),
        ("derive all again", registry.rebuild),
    ):
        began = time.process_time()
        assert not call()  # noqa: S101
        print(f"{name:34} {size / (time.process_time() - began):8.0f} events a second of the processor")
    told(
        "a firearm as it was on a date",
        spent(
            lambda name: registry.firearm(str(name), known_by="2030", happened_by="2020-06"),
            [f"F{at}" for at in range(count)],
        ),
    )
    registry.record({"kind": "firearm-registered", "firearm": "LONG", "basis": "import", "synthetic": True})
    long = [{"kind": "marking-read", "item": "LONG", "marking": "M", "verbatim": f"K {at}"} for at in range(2_000)]
    for at in range(0, len(long), 500):
        registry.record_all(long[at : at + 500])
    told("one with 2,000 events", spent(lambda name: registry.firearm(str(name)), ["LONG"] * 3))


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--firearms", type=int, default=500, help="firearms, of four events each (500)")
    parser.add_argument("--hashes", type=int, default=1_000_000, help="events that are hashed (a million)")
    parser.add_argument("--server", help="address of an empty database on PostgreSQL")
    arguments = parser.parse_args()
    print(f"{'':34} {'events/s':>8} {'p50 ms':>8} {'p99 ms':>8}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)

        def bare(bodies: Sequence[str]) -> list[float]:
            with tempfile.TemporaryDirectory(dir=home) as own:
                return bare_file(Path(own), bodies)

        with begin(home / "registry.db") as registry:
            record(registry, "SQLite", bare, arguments.firearms)
            look_back(registry, min(200, arguments.firearms))
    if arguments.server:
        server = str(arguments.server)
        with begin(server) as registry:
            record(registry, "PostgreSQL", lambda bodies: bare_server(server, bodies), arguments.firearms)
    verify(arguments.hashes)


if __name__ == "__main__":
    main()
