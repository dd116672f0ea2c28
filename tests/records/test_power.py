"""The power goes, the program is killed: what was acknowledged is there, and all of it fits together."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from firearmskit import records
from firearmskit.records import Registry
from firearmskit.records.ledger import Frontier, leaf_hash
from firearmskit.records.registry import connection
from tests.records.conftest import begin
from tests.records.test_machine import derived

pytest.importorskip("apsw", reason="apsw isn't installed: power cuts can't be played")

from tests.records.disk import Disk, cuts, driver


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Give the disk on which all registries are from now on."""
    return on_a_disk(monkeypatch)


def on_a_disk(monkeypatch: pytest.MonkeyPatch, synchronous: str = "FULL") -> Disk:
    """Have all registries kept on a disk that remembers and fails."""
    made = Disk()
    module = driver(made, synchronous=synchronous)
    monkeypatch.setattr(connection, "create_engine", partial(sqlalchemy.create_engine, module=module))
    return made


def happenings(count: int) -> Iterator[list[dict[str, Any]]]:
    """Give what is recorded, in transactions: firearms that come, are read, sold, lost and found, some at once."""
    for at in range(count):
        name = f"F{at}"
        came = {"kind": "firearm-registered", "firearm": name, "basis": "import", "synthetic": True}
        read = {"kind": "marking-read", "item": name, "marking": "M", "verbatim": f"K {at}", "serial": True}
        yield [came, read] if at % 3 else [came]
        yield [{"kind": "transfer-made", "firearm": name, "transfer": "sale"}]
        yield [{"kind": "loss-reported", "firearm": name, "loss": "stolen", "note": "x" * (1 + at % 7 * 300)}]
        yield [{"kind": "transfer-made", "firearm": name, "transfer": "sale"}]  # opens a discrepancy


def live(disk: Disk, home: Path, count: int) -> None:
    """Begin a registry on a disk, and record, noting what was acknowledged."""
    with begin(home / "registry.db", home / "registry.keys") as registry:
        disk.acknowledge(len(registry))
        for together in happenings(count):
            registry.record_all(together)
            disk.acknowledge(len(registry))


class Found:
    """What was found on disks after cuts: the same bytes are looked at once."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.known: dict[bytes, int] = {}

    def events(self, files: dict[str, bytes]) -> int:
        """Give how many events are in the registry whose files these are; nothing in it contradicts anything."""
        key = hashlib.sha256(b"".join(name.encode() + data for name, data in sorted(files.items()))).digest()
        if key not in self.known:
            for old in self.home.iterdir():
                old.unlink()
            for name, data in files.items():
                (self.home / name).write_bytes(data)
            self.known[key] = self._look(thoroughly=len(self.known) % 20 == 0)
        return self.known[key]

    def _look(self, *, thoroughly: bool) -> int:
        file = self.home / "registry.db"
        if not file.exists():
            return 0
        count = check_tree(file)
        if thoroughly and count:
            with records.open_registry(file, user="keita") as registry:
                before = derived(registry)
                registry.rebuild()
                assert derived(registry) == before
        return count


def cut(disk: Disk, home: Path, count: int, seed: int = 1) -> tuple[int, int]:
    """Cut the power many times; give how often acknowledged events were lost, and how many different disks came."""
    home.mkdir()
    found, lost = Found(home), 0
    for acknowledged, files in cuts(disk.operations, count, seed):
        lost += found.events(files) < acknowledged
    return lost, len(found.known)


def test_power_cuts_lose_nothing(disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred cuts, at any write, with any part of what wasn't synced: every acknowledged event is there."""
    live(disk, tmp_path, 12)
    monkeypatch.undo()
    lost, disks = cut(disk, tmp_path / "cut", 500)
    assert lost == 0
    assert disks > 50


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_power_cuts_lose_nothing(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """A thousand cuts of a longer life each."""
    live(disk, tmp_path, 40)
    monkeypatch.undo()
    assert cut(disk, tmp_path / "cut", 1_000, seed)[0] == 0


def test_the_cuts_tell_a_setting_that_loses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With synchronous=NORMAL, which many programs set, acknowledged events are lost: the test above can fail."""
    disk = on_a_disk(monkeypatch, synchronous="NORMAL")
    live(disk, tmp_path, 6)
    monkeypatch.undo()
    assert cut(disk, tmp_path / "cut", 100)[0] > 20


def check_tree(file: Path) -> int:
    """Check that the tree in a file of SQLite is that of its events; give how many they are."""
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
            return 0
        bodies = [row[0].encode() for row in database.execute("SELECT body FROM event ORDER BY number")]
        nodes = {(level, place): node for level, place, node in database.execute("SELECT * FROM node")}
    database.close()
    grown = Frontier().append([leaf_hash(body) for body in bodies])
    assert {(node.level, node.index): node.hash for node in grown.nodes()} == nodes
    return len(bodies)


def sound(registry: Registry, home: Path) -> None:
    """Check that a registry in use is what its log says; close it."""
    before = derived(registry)
    registry.rebuild()
    assert derived(registry) == before
    count = len(registry)
    registry.close()
    assert check_tree(home / "registry.db") == count


def write(file: Path, pipe: Connection) -> None:
    """Record without end, and say each time how many events there are."""
    registry = records.open_registry(file, user="keita")
    size = len(registry)
    while True:
        registry.record({"kind": "firearm-registered", "firearm": f"F{size}", "basis": "import", "synthetic": True})
        size += 1
        pipe.send(size)


def kill(home: Path, times: int) -> int:
    """Kill a process that records, many times: whatever it said, is there. Give how many events it recorded."""
    draw = random.Random(1)
    begin(home / "registry.db", home / "registry.keys").close()
    fork = multiprocessing.get_context("fork")
    told = 3
    for _each in range(times):
        ours, theirs = fork.Pipe(duplex=False)
        writer = fork.Process(target=write, args=(home / "registry.db", theirs))
        writer.start()
        theirs.close()
        with suppress(EOFError):
            for _told in range(draw.randrange(1, 20)):
                told = ours.recv()
            writer.kill()
            while True:
                told = ours.recv()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        with sqlite3.connect(home / "registry.db") as database:
            (found,) = database.execute("SELECT count(*) FROM event").fetchone()
        database.close()
        assert found >= told
    sound(records.open_registry(home / "registry.db", user="keita"), home)
    return told


def test_a_killed_program_loses_nothing(tmp_path: Path) -> None:
    """Killed twenty times while it records."""
    assert kill(tmp_path, 20) > 50


@pytest.mark.slow
def test_a_program_killed_a_thousand_times_loses_nothing(tmp_path: Path) -> None:
    """Killed a thousand times; each time it goes on where it was."""
    assert kill(tmp_path, 1_000) > 3_000
