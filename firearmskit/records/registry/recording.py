"""Whether an event can be recorded, and what is recorded then: the event, a discrepancy, or both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from firearmskit.errors import InputError, LifeCycleError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.changing import apply
from firearmskit.records.events import Event
from firearmskit.records.firearm import Firearm
from firearmskit.records.folding import fold
from firearmskit.records.ledger import Frontier
from firearmskit.records.lifecycle import SIGHTINGS, objections
from firearmskit.records.logged import Logged, new_id
from firearmskit.records.registry import deriving, tables
from firearmskit.records.registry.dating import check_happened
from firearmskit.records.registry.doubting import doubts, unbelieved
from firearmskit.records.registry.log import End, Log
from firearmskit.records.registry.managing import check_manager_left
from firearmskit.records.registry.memory import Memory
from firearmskit.records.registry.prepared import Prepared
from firearmskit.records.registry.references import check_names, firearms_of, names
from firearmskit.records.registry.withdrawing import find_withdrawn
from firearmskit.records.roles import check_may_record

__all__ = ["Recording"]

_CHUNK = 500

_FEW = 8
"""How many names are faster looked up one by one."""

_KIND = Prepared(select(tables.thing.c.id, tables.thing.c.kind).where(tables.thing.c.id == bindparam("name")))
_NAMED = select(tables.thing.c.id, tables.thing.c.kind).where(tables.thing.c.id.in_(bindparam("names", expanding=True)))


class Recording:
    """One transaction that records events: each sees what those before it changed.

    Args:
        connection: A transaction that writes.
        memory: What is known of the log; it stays as it is.
        at: The time of recording.
        user: Who records.
        purpose: What the registry is for.
    """

    def __init__(self, connection: Connection, memory: Memory, at: datetime, *, user: str, purpose: str) -> None:
        self._connection = connection
        self._log = Log(connection)
        self._memory = memory
        self._edge = memory.edge
        self._at = at
        self._user = user
        self._purpose = purpose
        self.kinds: dict[str, str] = {}
        self._absent: set[str] = set()
        self._new: list[Logged] = []
        self._lives: dict[str, list[Logged]] = {}
        self._added: dict[str, list[Logged]] = {}
        self._named: list[deriving.Thing] = []
        self._firearms: dict[str, Firearm | None] = {}
        self._changed: set[str] = set()
        self._withdrawn: list[Logged] = []

    def take(self, event: Event) -> Logged:
        """Take an event to be recorded.

        Args:
            event: What happened.

        Returns:
            What will stand in the log for it: the event, or the discrepancy that it opens instead.

        Raises:
            InputError: It names what isn't there, gives a name that is taken, or lies in the future.
            LifeCycleError: A rule forbids the act.
            AccessError: The user may not record it.
        """
        self.check(event)
        if isinstance(event, events.EventWithdrawn):
            return self._withdraw(event)
        for name in firearms_of(event, self.kinds):
            reasons = self._against(name, event)
            if reasons and event.kind in SIGHTINGS:
                return self._append(unbelieved(name, event, reasons))
            if reasons:
                raise LifeCycleError(
                    _("{kind} is refused for the firearm {firearm}: {reasons}").format(
                        kind=event.kind, firearm=quote(name), reasons=" ".join(reasons)
                    )
                )
        doubted = list(doubts(event, self._firearm_called, self._all_about))
        logged = self._append(event)
        for doubt in doubted:
            self._append(doubt)
        return logged

    def check(self, event: Event) -> None:
        """Refuse an event that can't be recorded whatever happened to firearms, without taking it.

        Raises:
            InputError: As :meth:`take`; likewise the others.
        """
        check_may_record(self._user, self._memory.roles, event.kind)
        check_happened(event.occurred_at, self._at)
        check_manager_left(self._log, self._new, event)
        self.learn_names([event])
        check_names(event, self.kinds)
        self._check_purpose(event)

    def write(self) -> Frontier:
        """Write all that was taken.

        Returns:
            The new edge of the log's tree.
        """
        if not self._new:
            return self._edge
        edge = self._log.write(self._new, self._edge)
        deriving.index(self._connection, self._new, self._named)
        deriving.withdraw(self._connection, [each.number for each in self._withdrawn])
        held = {name: self._firearms[name] for name in self._changed}
        deriving.keep(self._connection, [each for each in held.values() if each is not None])
        deriving.forget(self._connection, [name for name, each in held.items() if each is None])
        return edge

    def changed(self) -> dict[str, Firearm | None]:
        """Give each firearm that changed, as it is now."""
        return {name: self._firearms[name] for name in self._changed}

    def end(self) -> End:
        """Say where the log ends once it is written."""
        last = self._new[-1]
        return End(size=self._number, id=last.id, at=last.recorded_at)

    @property
    def new(self) -> Sequence[Logged]:
        """What was taken so far."""
        return self._new

    # -- names

    def learn_names(self, coming: Iterable[Event]) -> None:
        """Learn what is known of the names in events: for many events at once, that is faster."""
        held = list(coming)
        wanted = {name for event in held for _field, name in names(event)}
        wanted.update(name for event in held for name in event.subjects())
        self.kinds |= {
            name: self._memory.kinds[name] for name in wanted if name in self._memory.kinds and name not in self.kinds
        }
        unknown = sorted(name for name in wanted if name not in self.kinds and name not in self._absent)
        self._absent.update(unknown)
        if len(unknown) <= _FEW:
            for name in unknown:
                self.kinds |= dict(_KIND.find(self._connection, name=name))
            return
        for start in range(0, len(unknown), _CHUNK):
            rows = self._connection.execute(_NAMED, {"names": unknown[start : start + _CHUNK]})
            self.kinds |= {row.id: row.kind for row in rows}

    def _check_purpose(self, event: Event) -> None:
        """Refuse what is real in a registry for lessons, and what isn't in a real one."""
        told = getattr(event, "synthetic", None)
        if told is not None and told != (self._purpose == "lesson"):
            raise InputError(
                _("This registry is for lessons: {name} must be said to be synthetic.").format(name=event.subjects()[0])
                if self._purpose == "lesson"
                else _("This registry is a real one: {name} is said to be synthetic.").format(name=event.subjects()[0])
            )

    # -- the life of a firearm

    def _firearm(self, name: str) -> Firearm | None:
        if name not in self._firearms:
            known = self._memory.folded.get(name)
            self._firearms[name] = fold(self._log.about(name))[0] if known is None else known
        return self._firearms[name]

    def _firearm_called(self, name: str) -> Firearm | None:
        return self._firearm(name) if self.kinds.get(name) == "firearm" else None

    def _all_about(self, name: str) -> list[Logged]:
        if name not in self._lives:
            self._lives[name] = self._log.about(name)
        return [*self._lives[name], *self._added.get(name, ())]

    def _against(self, name: str, event: Event) -> tuple[str, ...]:
        """Say what speaks against an event, given what happened to a firearm before and after it."""
        firearm = self._firearm(name)
        if firearm is None:
            return (_("It isn't registered any longer: its registration was withdrawn."),)
        if _comes_last(firearm, self._next(event)):
            return tuple(objections(firearm, event, self._user))
        _after, misfits = fold([*self._all_about(name), self._next(event)])
        return tuple(
            reason
            if misfit.logged.number == self._number
            else _("Then {kind}, recorded as event {number}, can't have happened: {reason}").format(
                kind=misfit.logged.event.kind, number=misfit.logged.number, reason=reason
            )
            for misfit in misfits
            for reason in misfit.reasons
        )

    @property
    def _number(self) -> int:
        return self._edge.size + len(self._new)

    def _next(self, event: Event) -> Logged:
        return Logged(
            number=self._number,
            id=new_id(self._at.timestamp()),
            recorded_at=self._at,
            recorded_by=self._user,
            event=event,
        )

    def _append(self, event: Event) -> Logged:
        logged = self._next(event)
        if event.kind in deriving.NAMING:
            field, kind = deriving.NAMING[event.kind]
            name = getattr(event, field)
            if name not in self.kinds:
                self.kinds[name] = kind
                self._named.append({"id": name, "kind": kind, "number": logged.number})
        if isinstance(event, events.FirearmRegistered):
            self._firearms[event.firearm] = fold([logged])[0]
            self._changed.add(event.firearm)
        else:
            for name in firearms_of(event, self.kinds):
                self._change(name, logged)
        self._add(logged)
        return logged

    def _add(self, logged: Logged) -> None:
        self._new.append(logged)
        for name in logged.event.subjects():
            self._added.setdefault(name, []).append(logged)

    def _change(self, name: str, logged: Logged) -> None:
        firearm = self._firearm(name)
        if firearm is not None and _comes_last(firearm, logged):
            self._firearms[name] = apply(firearm, logged)
        else:
            self._firearms[name] = fold([*self._all_about(name), logged])[0]
        self._changed.add(name)

    # -- what is taken back

    def _withdraw(self, event: events.EventWithdrawn) -> Logged:
        old = find_withdrawn(self._log, self._new, event)
        withdrawal = self._next(event)
        for name in firearms_of(event, self.kinds):
            _after, misfits = fold([*self._all_about(name), withdrawal])
            if misfits:
                raise LifeCycleError(
                    _("It can't be withdrawn: without it, {kind}, event {number}, can't have happened.").format(
                        kind=misfits[0].logged.event.kind, number=misfits[0].logged.number
                    )
                )
        self._add(withdrawal)
        self._withdrawn.append(old)
        for name in firearms_of(event, self.kinds):
            self._firearms[name] = fold(self._all_about(name))[0]
            self._changed.add(name)
        named = self._log.named_by(old.number)
        if named is not None:
            self.kinds[named] = deriving.WITHDRAWN
        return withdrawal


def _comes_last(firearm: Firearm, logged: Logged) -> bool:
    """Tell whether an event finds its place at the end of a firearm's history."""
    return logged.happened is None or firearm.latest is None or logged.happened.last >= firearm.latest
