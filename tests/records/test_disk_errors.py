"""The disk fails while a registry writes: that is told, nothing half-written counts, and recording goes on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from firearmskit import records
from firearmskit.errors import RegistryError
from firearmskit.records import Registry
from tests.records.conftest import begin

apsw = pytest.importorskip("apsw", reason="apsw isn't installed: no disk can be made to fail")

from tests.records.disk import Disk  # noqa: E402 - after the skip
from tests.records.test_power import happenings, on_a_disk, sound  # noqa: E402


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Give the disk on which all registries are from now on."""
    return on_a_disk(monkeypatch)


def record_on_a_bad_disk(disk: Disk, registry: Registry, count: int) -> int:
    """Record while the disk may fail; give how often it did. What is told is what is there."""
    failed = 0
    for together in happenings(count):
        before = len(registry)
        try:
            registry.record_all(together)
        except RegistryError:
            failed += 1
            disk.fails_at = None
            there = len(registry)
            assert there == before or there >= before + len(together)
            if there == before:
                registry.record_all(together)
        assert len(registry) >= before + len(together)
        assert next(iter(registry.events(since=before))).event.kind in (together[0]["kind"], "discrepancy-opened")
    return failed


@pytest.mark.parametrize(("failure", "stays"), [(apsw.FullError, True), (apsw.IOError, False)], ids=["full", "bad"])
def test_a_write_that_fails_is_told_and_nothing_else_suffers(
    disk: Disk, tmp_path: Path, failure: type[Exception], stays: bool
) -> None:
    """Every eleventh write, sync and truncation fails in turn: it is recorded, or told, and recording goes on."""
    fail_in_turn(disk, tmp_path, failure, stays, every=11)


@pytest.mark.slow
@pytest.mark.parametrize("failure", [apsw.FullError, apsw.IOError], ids=["full", "bad"])
@pytest.mark.parametrize("stays", [False, True], ids=["once", "until-mended"])
def test_every_write_that_fails_is_told(disk: Disk, tmp_path: Path, failure: type[Exception], stays: bool) -> None:
    """The same for each one."""
    fail_in_turn(disk, tmp_path, failure, stays, every=1)


def fail_in_turn(disk: Disk, home: Path, failure: type[Exception], stays: bool, every: int) -> None:
    """Have the disk fail at one call after the other, each time in a life of its own."""
    disk.failure, disk.stays = failure, stays
    with begin(home / "registry.db", home / "registry.keys"):
        pass
    plain = {each.name: each.read_bytes() for each in home.iterdir()}
    at, failed = 0, 1
    while failed:
        for each in home.iterdir():
            each.unlink()
        for name, data in plain.items():
            (home / name).write_bytes(data)
        disk.calls, disk.fails_at = 0, None
        registry = records.open_registry(home / "registry.db", user="keita", keys=home / "registry.keys")
        disk.calls, disk.fails_at = 0, at
        failed = record_on_a_bad_disk(disk, registry, 2)
        disk.fails_at = None
        sound(registry, home)
        at += every
    assert at > 60


def test_a_registry_that_cannot_begin_leaves_a_place_where_it_can(disk: Disk, tmp_path: Path) -> None:
    """Wherever the disk fails, beginning again either works or says that the registry is there, whole."""
    disk.stays = True
    for at in range(0, 60, 7):
        home = tmp_path / str(at)
        home.mkdir()
        disk.calls, disk.fails_at = 0, at
        try:
            begin(home / "registry.db", home / "registry.keys").close()
        except RegistryError:
            disk.fails_at = None
            if begins_again(home):
                continue
            with records.open_registry(home / "registry.db", user="keita", keys=home / "registry.keys") as registry:
                assert len(registry) >= 2


def begins_again(home: Path) -> bool:
    """Tell whether a registry can begin where one couldn't; if it can't, it is since one is there."""
    try:
        begin(home / "registry.db", home / "registry.keys").close()
    except RegistryError as refused:
        return "already" not in str(refused)
    return True


def fill(registry: Registry) -> int:
    """Register firearms until there is no room; give how many there was room for."""
    for at in range(2_000):
        try:
            registry.record({"kind": "firearm-registered", "firearm": f"F{at}", "basis": "import", "synthetic": True})
        except RegistryError as told:
            return at if "full" in str(told) else -1
    return 2_000


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """On a real file system without room, recording says so, and goes on when there is room."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    home = tmp_path / "small"
    home.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(home)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no small file system can be mounted here: {mounted.stderr.strip()}")
    try:
        registry = begin(home / "registry.db", home / "registry.keys")
        (home / "ballast").write_bytes(bytes(2**20))
        recorded = fill(registry)
        assert 5 < recorded < 2_000
        assert len(registry) == recorded + 3
        (home / "ballast").unlink()
        registry.record({"kind": "loss-reported", "firearm": "F1", "loss": "lost"})
        assert len(registry) == recorded + 4
        sound(registry, home)
    finally:
        subprocess.run(["umount", "--lazy", str(home)], check=True)
