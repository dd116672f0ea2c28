"""Whatever is handed over, it is used or named and refused; what is refused leaves the registry as it was."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firearmskit import records
from firearmskit.errors import AccessError, InputError, RegistryError
from firearmskit.records import Keyring, Registry, events
from tests.records.conftest import begin
from tests.records.test_registry import registered


def deep(levels: int) -> Any:
    """Give lists inside each other."""
    value: Any = "bottom"
    for _level in range(levels):
        value = [value]
    return value


class Strange(dict):  # type: ignore[type-arg]
    """A mapping that says one thing and does another."""

    def __repr__(self) -> str:
        raise ValueError("no")


LOSS = {"kind": "loss-reported", "firearm": "F1", "loss": "lost"}
REPORT = {"kind": "discrepancy-opened", "discrepancy": "D", "items": ["F1"], "category": "count", "finding": "x"}

HOSTILE: list[Any] = [
    None, 5, "loss-reported", b"x", [], [LOSS], {}, {"kind": None}, {"kind": ["loss-reported"]}, {"kind": "Event"},
    {"kind": "x" * 10**6}, LOSS | {"kind": "registry-opened"}, LOSS | {"firearm": None}, LOSS | {"firearm": 1},
    LOSS | {"firearm": "F1\0"}, LOSS | {"firearm": "F1\n"}, LOSS | {"firearm": "\ud800"}, LOSS | {"firearm": "F" * 65},
    LOSS | {"firearm": "Ｆ1"}, LOSS | {"note": "\ud800"}, LOSS | {"note": "\0"}, LOSS | {"note": "x" * 4001},
    LOSS | {"note": "\x1b[2J"}, LOSS | {"occurred_at": float("nan")}, LOSS | {"occurred_at": "2020-02-30"},
    LOSS | {"occurred_at": "9" * 10**6}, LOSS | {"loss": ["lost"]}, LOSS | {"extra": 1}, LOSS | {1: 2},
    LOSS | {"note": object()}, LOSS | {"note": deep(100_000)}, Strange(LOSS | {"loss": Strange()}),
    LOSS | {"country": "ZZZZ"}, LOSS | {"firearm": {"a": 1}}, LOSS | {"note": b"bytes"},
    REPORT | {"report": {"a": float("inf")}}, REPORT | {"report": {"a": 10**400}}, REPORT | {"report": {"a": deep(50)}},
    REPORT | {"report": {"\ud800": 1}}, REPORT | {"report": {"a": "x" * 2 * 10**6}}, REPORT | {"report": {"a": {1, 2}}},
    REPORT | {"items": ["F1"] * 10**6}, REPORT | {"items": [f"F{at}" for at in range(10**5)]}, REPORT | {"items": "F1"},
    {"kind": "lot-registered", "lot": "L1", "quantity": 10**30, "synthetic": True},
    {"kind": "lot-registered", "lot": "L1", "quantity": -1, "synthetic": True},
    {"kind": "lot-registered", "lot": "L1", "quantity": 1.5, "synthetic": True},
    {"kind": "marking-read", "item": "F1", "marking": "M", "verbatim": "x", "confidence": 1.01},
    {"kind": "marking-read", "item": "F1", "marking": "M", "verbatim": "", "serial": "yes"},
    {"kind": "personal-read", "holder": "F1", "purpose": "x"}, {"kind": "user-enrolled", "user": "a", "roles": ["god"]},
    events.LossReported.model_construct(firearm="F1", loss=5), events.LossReported.model_construct(),
    events.LossReported.model_construct(firearm=object(), loss="lost"), events.Event(kind="loss-reported"),
    events.LossReported(firearm="F1", loss="lost").model_copy(update={"note": "\ud800"}),
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_hostile_is_refused(one: Registry, value: Any) -> None:
    """Huge, deep, of the wrong type, no text: an InputError, and nothing in the log."""
    before = len(one)
    with pytest.raises(InputError):
        one.record(value)
    with pytest.raises((InputError, TypeError)):
        one.record_all([LOSS, value] if value is not None else 5)  # type: ignore[arg-type]
    assert len(one) == before


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    """Give one registry with a firearm, for all hostile values."""
    home = tmp_path_factory.mktemp("one")
    with begin(home / "registry.db", home / "registry.keys") as opened:
        registered(opened)
        yield opened


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(events.KINDS)), data=st.data())
def test_any_value_in_any_field_is_used_or_refused(one: Registry, kind: str, data: st.DataObject) -> None:
    """What is recorded can be read again as it was."""
    fields = events.KINDS[kind].model_fields
    drawn = data.draw(st.dictionaries(st.sampled_from(sorted(fields)), PLAIN | st.just("F1"), max_size=6))
    before = len(one)
    try:
        logged = one.record(drawn | {"kind": kind})
    except (InputError, RegistryError):
        assert len(one) == before
    else:
        assert next(one.events(since=logged.number)) == logged


def test_a_hostile_name_is_looked_up_or_refused(registry: Registry) -> None:
    """Nobody sees an error of the database's driver."""
    for id in (None, 5, b"x", "\ud800", "\0", "x" * 10**6, ["F1"]):
        look_up(registry, id)


def look_up(registry: Registry, id: Any) -> None:
    """Look a name up wherever one can be."""
    calls: list[Callable[[], object]] = [
        lambda: registry.firearm(id), lambda: registry.withdraw(id, "x"), lambda: registry.firearms(state=id),
        lambda: registry.firearms(year=id), lambda: registry.history(id), lambda: registry.with_mark(id),
        lambda: registry.firearm("F1", known_by=id) if id is not None else None,
        lambda: registry.keep_personal(id, {}), lambda: registry.personal(id, purpose="x"),
        lambda: registry.erase_personal(id, "x"), lambda: registry.firearms(limit=id),
    ]  # fmt: skip
    for call in calls:
        try:
            call()
        except (InputError, RegistryError):
            continue


def test_a_file_that_is_no_registry_stays_as_it_is(tmp_path: Path) -> None:
    """A text, somebody else's database, a folder: nothing of it is changed, and it is named."""
    import sqlite3

    text = tmp_path / "text.db"
    text.write_text("This is no database. " * 1000)
    with sqlite3.connect(tmp_path / "theirs.db") as theirs:
        theirs.execute("CREATE TABLE theirs (own)")
    theirs.close()
    (tmp_path / "folder").mkdir()
    before = {name: (tmp_path / name).read_bytes() for name in ("text.db", "theirs.db")}
    for name in ("text.db", "theirs.db", "folder", "nowhere/registry.db"):
        with pytest.raises(RegistryError, match=name.partition("/")[0]):
            records.open_registry(tmp_path / name, user="keita")
        with pytest.raises(RegistryError, match=name.partition("/")[0]):
            begin(tmp_path / name, tmp_path / "keys")
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:hush@127.0.0.1:port/one", "postgresql://me:hush@127.0.0.1:1/one",
        "postgresql://127.0.0.1:1/one?user=me&password=hush", "mysql://me:hush@127.0.0.1/one", "://hush",
    ],
)  # fmt: skip
def test_no_message_repeats_a_password(address: str) -> None:
    """Wherever it stands in the address."""
    with pytest.raises((InputError, RegistryError)) as refused:
        records.open_registry(address, user="keita")
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_file_that_is_taken_away_is_told(in_a_file: Registry, tmp_path: Path, how: str) -> None:
    """What is written to a file that nobody finds again would be lost, although it was acknowledged."""
    registered(in_a_file)
    file = tmp_path / "registry.db"
    if how == "deleted":
        file.unlink()
    else:
        file.rename(tmp_path / "elsewhere.db")
    if how == "replaced":
        file.write_bytes((tmp_path / "elsewhere.db").read_bytes())
    with pytest.raises(RegistryError, match="moved, deleted or replaced"):
        registered(in_a_file, "F2")


def test_who_may_no_longer_read_does_not(registry: Registry, other: Registry) -> None:
    """Whoever is ended while the registry is open sees and records nothing more."""
    registered(registry)
    assert other.firearm("F1").state == "in stock"
    registry.record(events.UserEnded(user="diallo"))
    for call in (
        lambda: other.firearm("F1"),
        lambda: registered(other, "F2"),
        other.firearms,
        lambda: list(other.events()),
    ):
        with pytest.raises(AccessError):
            call()


def test_roles_that_change_count_at_once(registry: Registry, other: Registry) -> None:
    """Also for the one who changes them."""
    registry.record(events.UserEnrolled(user="diallo", roles=("reader",)))
    with pytest.raises(AccessError):
        registered(other)
    registry.record(events.UserEnrolled(user="sow", roles=("manager",)))
    registry.record(events.UserEnrolled(user="keita", roles=("reader",)))
    with pytest.raises(AccessError):
        registered(registry)


def test_a_clock_that_goes_back_turns_nothing_round(where: str, tmp_path: Path) -> None:
    """Events stand in the log in the order of their times, whatever the machine's clock does."""
    times = [datetime(2026, 5, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC), datetime(1969, 1, 1, tzinfo=UTC)]
    clock = iter([*times, *times, datetime(2026, 6, 1, tzinfo=UTC)])
    about = {"registry": "r", "title": "R", "purpose": "lesson"}
    with records.begin_registry(
        where, user="keita", keys=tmp_path / "keys", clock=lambda: next(clock), **about
    ) as opened:  # type: ignore[arg-type]
        for at in range(6):
            registered(opened, f"F{at}")
        told = [each.recorded_at for each in opened.events()]
        assert told == sorted(told)
        assert told[-1] == datetime(2026, 6, 1, tzinfo=UTC)
        assert opened.verify(deep=True) == ()


def at_once(calls: list[Callable[[], object]]) -> list[object]:
    """Make calls at the same time; give what each returns or raises."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(at: int) -> None:
        barrier.wait()
        try:
            results[at] = calls[at]()  # type: ignore[call-overload]
        except Exception as error:
            results[at] = error  # type: ignore[call-overload]

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(results)


def test_two_begin_the_same_registry_at_once(where: str, tmp_path: Path) -> None:
    """One begins it, the other is told; it is whole."""
    results = at_once([lambda: begin(where, tmp_path / "keys"), lambda: begin(where, tmp_path / "keys")])
    opened = [each for each in results if isinstance(each, Registry)]
    assert len(opened) == 1, results
    assert isinstance(next(each for each in results if not isinstance(each, Registry)), RegistryError)
    assert opened[0].verify(deep=True) == ()
    opened[0].close()


def test_threads_share_a_registry(registry: Registry, other: Registry) -> None:
    """Recorded at once by threads and programs, each event is there once, and all is as its log says."""
    registered(registry, "F0")

    def several(one: Registry, name: str) -> None:
        for at in range(5):
            registered(one, f"{name}{at}")
            one.record(events.MarkingRead(item="F0", marking="M", verbatim=f"{name}{at}", serial=True))

    results = at_once(
        [
            lambda one=one, name=name: several(one, name)
            for one, name in ((registry, "A"), (registry, "B"), (other, "C"))
        ]
    )  # type: ignore[misc]
    assert results == [None] * 3
    assert len(registry.firearm("F0").markings) == 15
    assert registry.verify(deep=True) == ()


def test_two_withdraw_the_same_event_at_once(registry: Registry, other: Registry) -> None:
    """It is withdrawn once."""
    registered(registry)
    loss = registry.record(LOSS)
    results = at_once([lambda: registry.withdraw(loss.id, "A slip."), lambda: other.withdraw(loss.id, "A slip.")])
    assert sum(isinstance(each, RegistryError) for each in results) == 1
    assert registry.firearm("F1").state == "in stock"


def test_a_key_that_outlived_its_erasure_is_never_used_again(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the machine stop between the log and the key, what is kept later has a key of its own."""
    registry.record(events.HolderRegistered(holder="P1", category="person", synthetic=True))
    registry.keep_personal("P1", {"name": "old"})
    with monkeypatch.context() as stopped:
        stopped.setattr(Keyring, "destroy", lambda _self, _holder: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            registry.erase_personal("P1", "The term is over.")
    keys = registry._keyring()
    before = keys.secret("holder:P1")
    registry.keep_personal("P1", {"name": "new"})
    assert keys.secret("holder:P1") != before
    assert registry.personal("P1", purpose="a lesson") == {"name": "new"}


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"\xff" * 4000], ids=["text", "damaged"])
def test_a_damaged_file_of_keys_is_named(where: str, tmp_path: Path, content: bytes) -> None:
    """The registry doesn't open with it, and opens without it."""
    begin(where, tmp_path / "registry.keys").close()
    bad = tmp_path / "bad.keys"
    bad.write_bytes(content)
    with pytest.raises(RegistryError, match=r"bad\.keys"):
        records.open_registry(where, user="keita", keys=bad)
    with pytest.raises(RegistryError, match="keys"):
        Keyring(tmp_path / "no" / "folder" / "x.keys").secret("x")


def test_reading_makes_no_file(in_a_file: Registry, tmp_path: Path) -> None:
    """Whoever opens a copy to read it leaves no file of keys beside it."""
    in_a_file.close()
    (tmp_path / "copy.db").write_bytes((tmp_path / "registry.db").read_bytes())
    with records.open_registry(tmp_path / "copy.db", user="keita") as copy:
        assert len(copy) == 3
    assert not (tmp_path / "copy.keys").exists()


def test_an_event_is_read_as_it_was_written(registry: Registry) -> None:
    """The bytes in the log are those of the event that was given back."""
    registered(registry, note="Ünïcode 🔫 \n\t")
    logged = list(registry.events())[-1]
    assert json.loads(logged.body())["event"]["note"].startswith("Ünïcode")
    assert records.Logged.read(logged.number, logged.body()) == logged
