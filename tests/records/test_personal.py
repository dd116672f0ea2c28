"""Personal data and their keys, whoever does what at the same time: each interleaving is forced, none is waited for.

The interleavings, of one who keeps (looks, seals, records), one who erases (records, destroys the key) and one who
reads (records, finds what is sealed, opens it):

1. keep looks and seals, erase as a whole, keep records: data under a destroyed key.
2. erase records, keep as a whole, erase destroys: likewise.
3. erase records and stops, keep: new data under a key that was to be destroyed.
4. After 3, one keeps anew (destroys, seals), another looks and destroys, the first records: data under no key.
5. read finds what is sealed, erase and keep, read opens with the new key: it looks as if somebody had changed the data.
6. Somebody who may not keep calls keep: the key is destroyed, or one is made, although it is refused.

What another one tries in the middle meets a lock and is refused at once, or it is done: then all must still hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from firearmskit import records
from firearmskit.errors import AccessError, InputError, RegistryError
from firearmskit.records import Keyring, Registry, events
from firearmskit.records.registry import connection, personal, tables


@pytest.fixture
def keeper(registry: Registry) -> Registry:
    """Give a registry with a person of whom something is kept, opened by somebody with all roles."""
    registry.record(events.HolderRegistered(holder="P1", category="person", synthetic=True))
    registry.keep_personal("P1", {"name": "first"})
    return registry


@pytest.fixture
def impatient(keeper: Registry, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """Give the same registry, opened by another program that doesn't wait for a lock."""
    monkeypatch.setattr(connection, "_WAIT_SECONDS", 0)
    url = where if where.startswith("sqlite") else f"{where}&options=-clock_timeout%3D1"
    with records.open_registry(url, user="keita", keys=tmp_path / "registry.keys") as opened:
        yield opened


def tried(act: Callable[[], object]) -> bool:
    """Try something; tell whether it was done. Another one's lock is the only reason why it may not be."""
    try:
        act()
    except RegistryError as error:
        if "locked" in str(error) or "lock timeout" in str(error):
            return False
        raise
    return True


def between(
    monkeypatch: pytest.MonkeyPatch, of: Any, name: str, *, act: Callable[[], object], after: bool
) -> list[bool]:
    """Have something done once, before or after a call; the list tells whether it was done then, or met a lock."""
    real, done = getattr(of, name), []

    def call(*arguments: Any, **named: Any) -> Any:
        if done or after:
            result = real(*arguments, **named)
            if not done:
                done.append(tried(act))
            return result
        done.append(tried(act))
        return real(*arguments, **named)

    monkeypatch.setattr(of, name, call)
    return done


def consistent(registry: Registry, keys: Path) -> None:
    """Check that what is kept can be read, and that of what was erased neither data nor key are left."""
    with registry._reading() as reading:
        kinds = personal.last_kept(reading)
        sealed = {row.holder for row in reading.execute(tables.sealed.select())}
    for holder, kind in kinds.items():
        if kind == "personal-kept":
            registry.personal(holder, purpose="a test")
        else:
            assert holder not in sealed
            assert Keyring(keys).find(f"holder:{holder}") is None
    assert registry.verify(deep=True) == ()


@pytest.mark.parametrize("after", [False, True], ids=["before it is sealed", "after it is sealed"])
def test_nobody_erases_while_somebody_keeps(
    keeper: Registry, impatient: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    """What is kept is never sealed with a key that is destroyed before it is recorded (1)."""
    erase = lambda: impatient.erase_personal("P1", "The term is over.")  # noqa: E731
    assert keeper._keys is not None
    done = between(monkeypatch, keeper._keys, "seal_all", act=erase, after=after)
    keeper.keep_personal("P1", {"name": "second"})
    assert done == [False]
    consistent(keeper, tmp_path / "registry.keys")
    assert keeper.personal("P1", purpose="a test") == {"name": "second"}
    erase()
    consistent(keeper, tmp_path / "registry.keys")


def test_what_is_kept_right_after_an_erasure_stays(
    keeper: Registry, impatient: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the erasure's record and the end of the key, somebody keeps new data: these have another key (2)."""
    old = Keyring(tmp_path / "registry.keys").find("holder:P1")
    keep = lambda: impatient.keep_personal("P1", {"name": "new"})  # noqa: E731
    done = between(monkeypatch, personal, "writing", act=keep, after=False)
    keeper.erase_personal("P1", "The term is over.")
    assert done == [True]
    assert keeper.personal("P1", purpose="a test") == {"name": "new"}
    assert Keyring(tmp_path / "registry.keys").find("holder:P1") not in (None, old)
    consistent(keeper, tmp_path / "registry.keys")


@pytest.mark.parametrize("after", [False, True], ids=["before the key goes", "after the key went"])
def test_nobody_keeps_while_a_key_is_destroyed(
    keeper: Registry, impatient: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    """The look at the log and the end of the key are one step (2)."""
    keep = lambda: impatient.keep_personal("P1", {"name": "new"})  # noqa: E731
    done = between(monkeypatch, keeper._keys, "destroy", act=keep, after=after)
    keeper.erase_personal("P1", "The term is over.")
    assert done == [False]
    consistent(keeper, tmp_path / "registry.keys")
    keep()
    consistent(keeper, tmp_path / "registry.keys")


def stop_before_the_key_goes(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Erase, and have the machine stop when the log says so, and the key is still there."""
    with monkeypatch.context() as stopped:
        stopped.setattr(personal, "destroy_key", lambda *_arguments: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            registry.erase_personal("P1", "The term is over.")


def test_a_key_that_outlived_its_erasure_is_told_and_goes(
    keeper: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verification says so, and erasing again destroys it (3)."""
    stop_before_the_key_goes(keeper, monkeypatch)
    assert [each.code for each in keeper.verify(deep=True)] == ["key"]
    keeper.erase_personal("P1", "Again.")
    consistent(keeper, tmp_path / "registry.keys")


@pytest.mark.parametrize("after", [False, True], ids=["before it is sealed", "after it is sealed"])
def test_two_keep_anew_after_an_erasure_that_stopped(
    keeper: Registry, impatient: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, after: bool
) -> None:
    """Neither takes the other's new key for the old one (3, 4)."""
    stop_before_the_key_goes(keeper, monkeypatch)
    old = Keyring(tmp_path / "registry.keys").find("holder:P1")
    keep = lambda: impatient.keep_personal("P1", {"name": "theirs"})  # noqa: E731
    done = between(monkeypatch, keeper._keys, "seal_all", act=keep, after=after)
    keeper.keep_personal("P1", {"name": "ours"})
    assert done == [False]
    assert keeper.personal("P1", purpose="a test") == {"name": "ours"}
    keep()
    assert keeper.personal("P1", purpose="a test") == {"name": "theirs"}
    assert Keyring(tmp_path / "registry.keys").find("holder:P1") not in (None, old)
    consistent(keeper, tmp_path / "registry.keys")


def test_what_is_read_is_what_was_kept_or_nothing(
    keeper: Registry, impatient: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An erasure in the middle of a reading never looks like a forgery (5)."""

    def erase_and_keep() -> None:
        impatient.erase_personal("P1", "The term is over.")
        impatient.keep_personal("P1", {"name": "new"})

    done = between(monkeypatch, keeper._keys, "open", act=erase_and_keep, after=False)
    assert keeper.personal("P1", purpose="a test") == {"name": "first"}
    assert done == [False]
    erase_and_keep()
    assert keeper.personal("P1", purpose="a test") == {"name": "new"}
    consistent(keeper, tmp_path / "registry.keys")


def test_who_may_not_keep_touches_no_key(
    keeper: Registry, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is one destroyed nor made, for a holder who is there and for one who isn't (6)."""
    keeper.record(events.HolderRegistered(holder="P2", category="person", synthetic=True))
    stop_before_the_key_goes(keeper, monkeypatch)
    before = Keyring(tmp_path / "registry.keys").find("holder:P1")
    with records.open_registry(where, user="diallo", keys=tmp_path / "registry.keys") as other:
        for holder in ("P1", "P2"):
            with pytest.raises(AccessError):
                other.keep_personal(holder, {"name": "x"})
    with pytest.raises(InputError):
        keeper.keep_personal("P9", {"name": "x"})
    keys = Keyring(tmp_path / "registry.keys")
    assert before is not None
    assert [keys.find(f"holder:{holder}") for holder in ("P1", "P2", "P9")] == [before, None, None]


def test_a_stop_before_the_record_leaves_what_was_kept_before(
    keeper: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is on the disk first, so that nothing is ever recorded that no key opens."""
    assert keeper._keys is not None
    with monkeypatch.context() as stopped:
        real = keeper._keys.seal_all

        def stop(data: Any) -> Any:
            real(data)
            raise KeyboardInterrupt

        stopped.setattr(keeper._keys, "seal_all", stop)
        with pytest.raises(KeyboardInterrupt):
            keeper.keep_personal("P1", {"name": "second"})
    assert keeper.personal("P1", purpose="a test") == {"name": "first"}
    consistent(keeper, tmp_path / "registry.keys")


def test_the_key_is_on_the_disk_before_what_it_sealed(
    keeper: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program finds it in the file while the one who keeps hasn't recorded yet."""
    keeper.record(events.HolderRegistered(holder="P2", category="person", synthetic=True))
    seen: list[bool] = []

    def look() -> None:
        seen.append(Keyring(tmp_path / "registry.keys").find("holder:P2") is not None)

    between(monkeypatch, personal, "insert", act=look, after=False)
    keeper.keep_personal("P2", {"name": "x"})
    assert seen == [True]


def test_data_whose_key_is_lost_are_told(keeper: Registry, tmp_path: Path) -> None:
    """Whoever destroys a key behind the registry's back is found by a deep verification."""
    Keyring(tmp_path / "registry.keys").destroy("P1")
    (found,) = keeper.verify(deep=True)
    assert (found.code, '"P1"' in found.sentence) == ("key", True)


def test_a_reading_that_finds_nothing_is_recorded_too(keeper: Registry) -> None:
    """Who asks for erased data asked for them."""
    keeper.erase_personal("P1", "The term is over.")
    before = len(list(keeper.events("personal-read")))
    with pytest.raises(RegistryError, match="No personal data"):
        keeper.personal("P1", purpose="again")
    assert len(list(keeper.events("personal-read"))) == before + 1


def test_the_lock_is_what_refuses(keeper: Registry, impatient: Registry) -> None:
    """Without anybody in the middle, the impatient one keeps and erases as others do."""
    impatient.keep_personal("P1", {"name": "x"})
    impatient.erase_personal("P1", "The term is over.")
    with impatient._reading() as reading:
        assert reading.execute(text("SELECT count(*) FROM sealed")).scalar() == 0
