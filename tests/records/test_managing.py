"""Somebody can always manage a registry."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import records
from firearmskit.errors import AccessError, LifeCycleError
from firearmskit.records import ROLES, Registry, events
from firearmskit.records.registry.memory import roles_of
from tests.records.conftest import begin
from tests.records.test_hostile import at_once


def test_the_last_manager_is_neither_ended_nor_loses_the_role(registry: Registry) -> None:
    """As long as there is another one, either is possible; then both are refused, with the name."""
    registry.record(events.UserEnded(user="diallo"))
    before = len(registry)
    for last in (events.UserEnded(user="keita"), events.UserEnrolled(user="keita", roles=("recorder", "auditor"))):
        with pytest.raises(LifeCycleError, match='"keita" is the last one'):
            registry.record(last)
    assert len(registry) == before
    registry.record(events.UserEnrolled(user="keita", roles=("manager", "recorder")))
    registry.record_all([events.UserEnrolled(user="sow", roles=("manager",)), events.UserEnded(user="keita")])
    with pytest.raises(AccessError, match="keita"):
        registry.firearms()


def test_both_are_not_ended_together(registry: Registry) -> None:
    """What stands before it in the same transaction counts; then nothing of it is recorded."""
    before = len(registry)
    for together in (
        [events.UserEnded(user="diallo"), events.UserEnded(user="keita")],
        [events.UserEnrolled(user="diallo", roles=("custodian",)), events.UserEnrolled(user="keita", roles=())],
    ):
        with pytest.raises(LifeCycleError, match='"keita" is the last one'):
            registry.record_all(together)
    assert len(registry) == before


def test_who_manages_nothing_is_ended_at_any_time(registry: Registry) -> None:
    """A reader, and somebody whose role as a manager was taken away before."""
    registry.record(events.UserEnrolled(user="sow", roles=("reader",)))
    registry.record(events.UserEnrolled(user="diallo", roles=("reader",)))
    registry.record_all([events.UserEnded(user="sow"), events.UserEnded(user="diallo")])
    assert len(registry.history("sow")) == 2


@pytest.mark.parametrize("how", ["end", "enrol"])
def test_the_last_two_are_ended_at_once(registry: Registry, other: Registry, how: str) -> None:
    """Two programs, each of which ends its own user: one is refused, whoever comes second."""

    def go(one: Registry) -> object:
        user = one.user
        return one.record(
            events.UserEnded(user=user) if how == "end" else events.UserEnrolled(user=user, roles=("reader",))
        )

    results = at_once([lambda: go(registry), lambda: go(other)])
    refused = [each for each in results if isinstance(each, LifeCycleError)]
    assert len(refused) == 1, results
    assert "is the last one" in str(refused[0])


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(("keita", "diallo", "sow")),
            st.none() | st.sets(st.sampled_from(sorted(ROLES)), max_size=2),
        ),
        max_size=8,
    )
)
def test_whatever_is_tried_a_manager_is_left(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, set[str] | None]]
) -> None:
    """Against a model that counts managers: the registry refuses exactly what would leave none."""
    home = tmp_path_factory.mktemp("users")
    managers = {"keita", "diallo"}
    with begin(home / "registry.db", home / "registry.keys") as opened:
        opened.record(events.UserEnrolled(user="sow", roles=("reader",)))
        clients = {"keita": opened}
        clients |= {
            user: records.open_registry(home / "registry.db", user=user, keys=home / "registry.keys")
            for user in ("diallo", "sow")
        }
        try:
            for user, roles in steps:
                event = {"kind": "user-ended", "user": user}
                if roles is not None:
                    event = {"kind": "user-enrolled", "user": user, "roles": sorted(roles)}
                after = managers | {user} if roles is not None and "manager" in roles else managers - {user}
                asked = clients[min(managers)]
                if after:
                    asked.record(event)
                    managers = after
                else:
                    with pytest.raises(LifeCycleError, match="is the last one"):
                        asked.record(event)
            with clients[min(managers)]._reading() as connection:
                assert all("manager" in roles_of(connection, user) for user in managers)
        finally:
            for each in clients.values():
                each.close()


def test_a_registry_that_only_one_manages_goes_on(where: str, tmp_path: Path) -> None:
    """The one who begins it is its only manager, and can hand it over."""
    about = {"registry": "lesson.example", "title": "A lesson", "purpose": "lesson"}
    with records.begin_registry(where, user="keita", keys=tmp_path / "keys", **about) as registry:
        with pytest.raises(LifeCycleError, match="last one"):
            registry.record(events.UserEnded(user="keita"))
        registry.record(events.UserEnrolled(user="sow", roles=("manager",)))
        registry.record(events.UserEnded(user="keita"))
    with records.open_registry(where, user="sow", keys=tmp_path / "keys") as registry:
        registry.record(events.UserEnrolled(user="keita", roles=("reader",)))
