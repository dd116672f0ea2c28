"""The life of firearms at random, by two programs at once, against a model that shares no line with the library."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import create_engine, text

from firearmskit import records
from firearmskit.errors import LifeCycleError
from firearmskit.records import Registry, events
from firearmskit.records.folding import fold
from tests.records import model
from tests.records.conftest import begin

NAMES = ("F1", "F2", "F3")
HOLDERS = (None, "H1", "H2")

FIELDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "adjudication-made": {"decision": ("confiscate", "confiscate", "return"), "final": (True, True, False)},
    "custody-handed": {"from_party": ("A", "B"), "to_party": ("A", "B")},
    "deactivation-done": {"deactivated_by": ("X",), "verified_by": ("X", "Y", "Y")},
    "destruction-done": {"batch": ("B1", "B1", "F2"), "witnesses": ("AB", "AA")},
    "disposal-authorised": {"method": ("destruction", "destruction", "deactivation", "official use", "return", "sale")},
    "examination-begun": {},
    "examination-ended": {},
    "hold-lifted": {"hold": ("E1", "E2")},
    "hold-placed": {"hold": ("E1", "E2")},
    "item-stored": {"place": ("S1",)},
    "loss-reported": {"loss": ("lost", "stolen")},
    "marking-applied": {"made_as": ("confiscation", "deactivation", "import")},
    "marking-read": {},
    "official-use-assigned": {"holder": ("H1",)},
    "recovery-made": {"received_by": ("A", "B"), "recovery": ("seized", "found")},
    "return-made": {"holder": ("H2",)},
    "sent-for-destruction": {"batch": ("B1", "B1", "F2")},
    "transfer-made": {
        "transfer": ("sale", "sale", "gift", "export", "import"),
        "from_holder": HOLDERS,
        "to_holder": HOLDERS,
    },
    "transit-begun": {},
    "transit-ended": {"holder": HOLDERS},
}
"""What is drawn of each kind of event; where a kind stands twice in a list, it comes twice as often."""

SAID: dict[str, dict[str, Any]] = {
    "adjudication-made": {"authority": "Court", "reference": "1"},
    "deactivation-done": {"standard": "S"},
    "destruction-done": {"category": "melting"},
    "disposal-authorised": {"authority": "Minister", "reference": "2"},
    "examination-begun": {"examiner": "E", "purpose": "P"},
    "examination-ended": {"result": "R"},
    "hold-lifted": {"authority": "Prosecutor"},
    "hold-placed": {"reason": "evidence", "authority": "Prosecutor"},
    "marking-applied": {"marking": "M2", "verbatim": "XA 7", "applied_by": "Police"},
    "marking-read": {"marking": "M1", "verbatim": "K 7", "serial": True},
}
"""What else an event of a kind needs, which no rule looks at."""


seen: Counter[str] = Counter()
"""How often each kind of event was recorded as such."""


class Lives(RuleBasedStateMachine):
    """Two programs that record what they like about three firearms."""

    make: Callable[[Path], str]
    steps = 0

    @initialize()
    def begin(self) -> None:
        """Begin a registry, and open it twice."""
        memory = Path("/dev/shm")  # nobody stops the machine here, so that nothing need wait for a disk
        self.folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
        home = Path(self.folder.name)
        where = type(self).make(home)
        first = begin(where, home / "registry.keys")
        self.clients = [first, records.open_registry(where, user="diallo", keys=home / "registry.keys")]
        first.record_all(
            [
                events.HolderRegistered(holder="H1", category="State body", synthetic=True),
                events.HolderRegistered(holder="H2", category="dealer", synthetic=True),
                events.PlaceRegistered(place="S1", category="room", synthetic=True),
            ]
        )
        self.lives: dict[str, list[dict[str, Any]]] = {}
        self.seen: Counter[str] = Counter()

    def teardown(self) -> None:
        """Make all that is derived again: nothing changes."""
        if hasattr(self, "clients"):
            self.derive_again()
            for each in self.clients:
                each.close()
            self.folder.cleanup()

    @rule(seed=st.integers(0, 2**32 - 1))
    def go(self, seed: int) -> None:
        """Do something, mostly record; one seed decides what, so that all of it is about as likely."""
        Lives.steps += 1
        draw = random.Random(seed)
        who = draw.randrange(2)
        if not self.lives or draw.random() < 0.06:
            self.register(draw, who)
        else:
            does = draw.choices((self.act, self.resolve, self.withdraw, self.derive_again), (86, 6, 6, 2))[0]
            does(draw, who)

    def register(self, draw: random.Random, who: int) -> None:
        """Register a firearm, once."""
        name, basis, year = draw.choice(NAMES), draw.choice(("import", "recovery")), draw.choice((None, "2012"))
        if name not in self.lives:
            data = {"kind": "firearm-registered", "firearm": name, "basis": basis, "synthetic": True}
            data |= {"occurred_at": year} if year else {}
            logged = self.clients[who].record(data)
            self.lives[name] = [data | {"id": logged.id}]

    def act(self, draw: random.Random, who: int) -> None:
        """Record something of a firearm; most often something that the model allows."""
        name = draw.choice(sorted(self.lives))
        life, before = self.lives[name], model.live(self.lives[name])
        year = draw.choice((None, None, None, None, None, "2010", "2015", "2020"))
        tried = [self.draw(draw, kind, who, year) for kind in draw.sample(sorted(FIELDS), len(FIELDS))]
        fitting = [each for each in tried if model.live([*life, each]) is not None]
        # What was seen least comes first, so that lives come to their end.
        event = min(fitting, key=lambda each: self.seen[each["kind"]]) if fitting and draw.random() < 0.85 else tried[0]
        assert before is not None
        after = model.live([*life, event])
        if after is None and event["kind"] not in model.REPORTS:
            with pytest.raises(LifeCycleError):
                self.record(who, name, event)
            return
        logged = self.record(who, name, event)
        if after is None:
            assert isinstance(logged.event, events.DiscrepancyOpened)
            life.append({"kind": "discrepancy-opened", "discrepancy": logged.event.discrepancy})
            return
        assert logged.event.kind == event["kind"]
        self.seen[event["kind"]] += 1  # of this life alone, so that it can be lived again
        seen[event["kind"]] += 1
        life.append(event | {"id": logged.id})
        if event["kind"] == "custody-handed" and before["custodian"] not in (None, event["from_party"]):
            doubt = list(self.clients[who].events("discrepancy-opened"))[-1].event
            assert isinstance(doubt, events.DiscrepancyOpened)
            assert doubt.category == "custody"
            life.append({"kind": "discrepancy-opened", "discrepancy": doubt.discrepancy})

    @staticmethod
    def draw(draw: random.Random, kind: str, who: int, year: str | None) -> dict[str, Any]:
        """Draw an event of a kind."""
        drawn = {field: draw.choice(values) for field, values in FIELDS[kind].items()}
        told = {field: value for field, value in drawn.items() if value is not None}
        return {"kind": kind, "by": who, **told, **({"occurred_at": year} if year else {})}

    def record(self, who: int, name: str, event: dict[str, Any]) -> records.Logged:
        """Record what the model calls an event."""
        kind = event["kind"]
        item = "item" if kind in ("marking-read", "marking-applied", "custody-handed", "item-stored") else "firearm"
        data = {field: value for field, value in event.items() if field != "by"} | SAID.get(kind, {}) | {item: name}
        if "witnesses" in data:
            data["witnesses"] = list(data["witnesses"])
        return self.clients[who].record(data)

    def resolve(self, draw: random.Random, who: int) -> None:
        """Decide a discrepancy that is open."""
        known = {name: model.live(life) for name, life in self.lives.items()}
        found = [(name, each) for name, one in known.items() if one for each in sorted(one["open"])]
        if found:
            name, discrepancy = draw.choice(found)
            resolved = {"kind": "discrepancy-resolved", "discrepancy": discrepancy}
            self.clients[who].record(resolved | {"items": [name], "decision": "Decided."})
            self.lives[name].append(resolved)

    def withdraw(self, draw: random.Random, who: int) -> None:
        """Take an event back, if what came later doesn't rest on it."""
        every = [(name, at) for name, life in self.lives.items() for at, each in enumerate(life) if "id" in each]
        name, at = draw.choice(every)
        life = self.lives[name]
        left = life[:at] + life[at + 1 :]
        if at == 0:  # its registration: the model has no firearm that was withdrawn
            return
        if life[at]["kind"] in model.LASTING or model.live(left) is None:
            with pytest.raises(LifeCycleError):
                self.clients[who].withdraw(life[at]["id"], "A slip.")
        else:
            self.clients[who].withdraw(life[at]["id"], "A slip.")
            self.lives[name] = left

    def derive_again(self, draw: random.Random | None = None, who: int = 0) -> None:
        """Make all that is derived again: nothing changes."""
        before = derived(self.clients[who])
        self.clients[who].rebuild()
        assert derived(self.clients[who]) == before

    @invariant()
    def it_is_as_the_model_has_it(self) -> None:
        """Whoever asks, each firearm is as it must be, in its history and in the list."""
        if not hasattr(self, "clients"):
            return
        asked = self.clients[self.steps % 2]
        listed = {entry.id: entry for entry in asked.firearms()}
        assert set(listed) == set(self.lives)
        for name, life in self.lives.items():
            expected = model.live(life)
            assert expected is not None
            history = asked.history(name)
            firearm, misfits = fold(history)
            assert firearm is not None
            assert not misfits
            entry = listed[name]
            for field in ("state", "holder", "custodian", "place"):
                assert getattr(firearm, field) == getattr(entry, field) == expected[field], (field, name)
            assert set(firearm.holds) == expected["holds"]
            assert firearm.discrepancies == expected["open"]
            assert entry.discrepancies == len(expected["open"])


def derived(registry: Registry) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of the tables that are derived from the log."""
    with registry._reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in records.registry.tables.DERIVED
        }


def run(make: Callable[[Path], str], examples: int, steps: int) -> int:
    """Run the machine; give how many steps it took."""

    class Here(Lives):
        pass

    Here.make = staticmethod(make)  # type: ignore[assignment]
    Lives.steps = 0
    checks = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Here, settings=checks)
    return Lives.steps


def in_a_file(home: Path) -> str:
    """Give the address of a file that isn't there yet."""
    return f"sqlite:///{home / 'registry.db'}"


def on_a_server(make: Callable[[], str]) -> Callable[[Path], str]:
    """Give a function that empties one and the same database, and doesn't wait for the disk."""
    url = make()

    def emptied(_home: Path) -> str:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        return f"{url}&options=-csynchronous_commit%3Doff"

    return emptied


def test_lives_in_a_file() -> None:
    """A few hundred steps on SQLite."""
    assert run(in_a_file, 5, 40) > 100


def test_lives_on_a_server(postgres: Callable[[], str]) -> None:
    """The same on PostgreSQL."""
    assert run(on_a_server(postgres), 3, 40) > 50


@pytest.mark.slow
def test_fifty_thousand_steps_in_files() -> None:
    """Fifty thousand steps on SQLite; nothing of what can happen is left out."""
    seen.clear()
    steps = 0
    while steps < 50_000:
        steps += run(in_a_file, 100, 100)
    assert all(seen[kind] > 5 for kind in FIELDS), seen


@pytest.mark.slow
def test_fifty_thousand_steps_on_a_server(postgres: Callable[[], str]) -> None:
    """Fifty thousand steps on PostgreSQL, likewise."""
    seen.clear()
    make, steps = on_a_server(postgres), 0
    while steps < 50_000:
        steps += run(make, 100, 100)
    assert all(seen[kind] > 5 for kind in FIELDS), seen
