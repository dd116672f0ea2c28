"""Registries to test with: in a file of SQLite, and on a PostgreSQL server where one can be started."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firearmskit import records
from firearmskit.records import Registry, events


def begin(where: object, keys: Path, user: str = "keita", purpose: str = "lesson") -> Registry:
    """Begin a registry whose second manager is called diallo."""
    registry = records.begin_registry(
        where,  # type: ignore[arg-type]
        user=user,
        registry="lesson.example/firearms",
        title="Registry of a lesson",
        purpose=purpose,
        keys=keys,
    )
    registry.record(events.UserEnrolled(user="diallo", roles=("manager", "custodian", "recorder")))
    return registry


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database, of both kinds in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'registry.db'}"
    make: Callable[[], str] = request.getfixturevalue("postgres")
    return make()


@pytest.fixture
def registry(where: str, tmp_path: Path) -> Iterator[Registry]:
    """Give an empty registry."""
    with begin(where, tmp_path / "registry.keys") as opened:
        yield opened


@pytest.fixture
def other(registry: Registry, where: str, tmp_path: Path) -> Iterator[Registry]:
    """Give the same registry, opened by somebody else."""
    with records.open_registry(where, user="diallo", keys=tmp_path / "registry.keys") as opened:
        yield opened


@pytest.fixture
def in_a_file(tmp_path: Path) -> Iterator[Registry]:
    """Give an empty registry in a file of SQLite, for what is of files alone."""
    with begin(tmp_path / "registry.db", tmp_path / "registry.keys") as opened:
        yield opened
