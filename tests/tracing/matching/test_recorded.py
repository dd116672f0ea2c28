"""A description is searched in a registry itself, on both databases."""

from __future__ import annotations

import pytest

from firearmskit import tracing
from firearmskit.errors import InputError
from firearmskit.records import Registry, events
from firearmskit.tracing.matching import Counts, recorded
from tests.records.conftest import other, registry, where  # noqa: F401 - fixtures


def put(registry: Registry, name: str, *serials: str, calibre: str = "9x19") -> None:  # noqa: F811
    """Register a firearm with readings of its serial."""
    registry.record(
        events.FirearmRegistered(
            firearm=name, basis="import", description=events.TypeDescription(calibre=calibre), synthetic=True
        )
    )
    for serial in serials:
        registry.record(events.MarkingRead(item=name, marking="M1", verbatim=serial, serial=True))


def test_a_misread_serial_is_found_in_a_registry(registry: Registry) -> None:  # noqa: F811
    """Candidates have the names of the registry; the probabilities are those of a register in memory."""
    with pytest.raises(InputError):
        tracing.match({"serial": "AB 1"}, registry)
    held = {"F1": "AB 100452", "F2": "CD 771930", "F3": "КМ 4410", "F4": "AB 12X45"}
    for name, serial in held.items():
        put(registry, name, serial)
    registry.record(events.MarkingRead(item="F2", marking="M9", verbatim="AB 100453"))
    memory = tracing.Register([{"id": name, "serial": serial, "calibre": "9x19"} for name, serial in held.items()])
    for asked in ("A8 100452", "KM 4410", "ab12x45", "CD 7719?0", "CD*30"):
        found, same = (tracing.match({"serial": asked, "calibre": "9x19"}, each) for each in (registry, memory))
        assert [each.entry.id for each in found.candidates] == [each.entry.id for each in same.candidates]
        assert found.absent == pytest.approx(same.absent)
    put(registry, "F5", "ZZ 9", calibre=".45 ACP")
    memory = tracing.Register([*memory, {"id": "F5", "serial": "ZZ 9", "calibre": ".45 ACP"}])
    found, same = (tracing.match({"serial": "ZZ9"}, each) for each in (registry, memory))
    assert found.best.entry.id == "F5"
    assert found.absent == pytest.approx(same.absent)


def test_each_reading_of_a_serial_is_searched(registry: Registry) -> None:  # noqa: F811
    """The first and the second reading both lead to the firearm, which stands among the candidates once."""
    put(registry, "F1", "AB 100452", "AB 100453")
    put(registry, "F2", "CD 771930")
    for asked in ("AB 100452", "AB 100453"):
        found = tracing.match({"serial": asked}, registry)
        assert [(each.entry.id, each.entry.serial) for each in found.candidates] == [("F1", asked)]
    registry.withdraw(registry.history("F1")[1].id, "A slip.")
    assert tracing.match({"serial": "AB 100452"}, registry).best.entry.serial == "AB 100453"


def of_new(registry: Registry) -> Counts:  # noqa: F811
    """Count all of a registry."""
    recorded._counted.clear()
    return recorded._counts(registry)


def test_only_what_changed_is_counted_anew(
    registry: Registry,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After each record the counts are those of the whole registry, and only the firearms that it is about are read."""
    for at in range(5):
        put(registry, f"F{at}", f"AB 10{at}45", calibre=f"synthetic {at % 2}")
    recorded._counts(registry)
    asked: list[set[str] | None] = []
    readings = Registry.readings

    def noted(self: Registry, keys=None, *, like=None, firearms=None):
        asked.append(firearms)
        return readings(self, keys, like=like, firearms=firearms)

    monkeypatch.setattr(Registry, "readings", noted)
    steps = [
        lambda: put(registry, "F9", "ZZ 9", calibre=".45 ACP"),
        lambda: registry.record(events.MarkingRead(item="F9", marking="M2", verbatim="ZZ 90", serial=True)),
        lambda: registry.record(events.MarkingRead(item="F9", marking="M3", verbatim="PROOF 7")),
        lambda: registry.record(events.HolderRegistered(holder="P1", category="person", synthetic=True)),
        lambda: put(registry, "F8"),
    ]
    for step in steps:
        step()
        asked.clear()
        grown = recorded._counts(registry)
        assert recorded._counts(registry) is grown
        assert len(asked) == 1
        assert asked[0] is not None
        assert asked[0].isdisjoint({f"F{at}" for at in range(5)})
        kept = recorded._counted[registry]
        assert of_new(registry) == grown
        recorded._counted[registry] = kept
    registry.withdraw(registry.history("F9")[1].id, "A slip.")
    asked.clear()
    less = recorded._counts(registry)
    assert asked == [None]
    assert less.patterns["AA99"] == 1
    assert "AA9" not in less.patterns


def test_a_small_registry_knows_that_firearms_were_bought_together(registry: Registry) -> None:  # noqa: F811
    """With few lines all lots are looked at, and another firearm of a lot isn't taken for one that is there."""
    for at, number in enumerate((114, 361, 702)):
        put(registry, f"F{at}", f"AB 100{number}")
    found = tracing.match({"serial": "AB 100701", "calibre": "9x19"}, registry)
    assert found.lots == pytest.approx(0.8, abs=0.001)
    assert found.best.entry.id == "F2"
    assert not found.unique
    assert found.absent > 0.5
    assert "So few entries" in str(found)
