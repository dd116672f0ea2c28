"""A registry: what was recorded, what follows from it, and what was known when."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Executable, delete, insert, select

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, RegistryError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.firearm import Firearm, fold
from firearmskit.records.keyring import Keyring, digest
from firearmskit.records.ledger import SigningKey, VerifierKey
from firearmskit.records.logged import Logged
from firearmskit.records.registry import deriving, looking, tables, vouching
from firearmskit.records.registry.connection import reading, shown, writing
from firearmskit.records.registry.log import Log, later
from firearmskit.records.registry.looking import Entry
from firearmskit.records.registry.memory import Memory, roles_of
from firearmskit.records.registry.recording import Recording
from firearmskit.records.registry.verifying import checked_roots, verify_log
from firearmskit.records.registry.verifying_deeply import verify_deeply
from firearmskit.records.registry.vouching import Inclusion
from firearmskit.records.roles import ROLES, check_may_read, check_may_record, check_may_sign
from firearmskit.records.when import When

__all__ = ["Entry", "Registry"]


class Registry:
    """A registry of firearms, opened by :func:`firearmskit.records.open_registry` for one user.

    Args:
        engine: The database.
        user: Who uses it.
        keys: The keys of personal data and of checkpoints; None when they aren't here.
        clock: Tells the time.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        user: str,
        keys: Keyring | None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._keys = keys
        self._memory = Memory(of_type(user, str, "user"))
        self._lock = RLock()
        self._read_until: tuple[int, str | None] = (0, None)
        self.user = user
        with self._reading() as connection:
            first = next(Log(connection).since(0, 1), None)
            if first is None or not isinstance(first.event, events.RegistryOpened):
                raise RegistryError(_("{name} is no registry.").format(name=shown(engine)))
            self.settings: events.RegistryOpened = first.event

    def __enter__(self) -> Self:
        """Give the registry itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database; what was recorded is kept."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a transaction that reads, if the user still may."""
        with reading(self._engine) as connection:
            end = Log(connection).end()
            if (end.size, end.id) != self._read_until:
                check_may_read(self.user, roles_of(connection, self.user))
                self._read_until = (end.size, end.id)
            yield connection

    # -- recording

    def record(self, event: Event | Mapping[str, Any]) -> Logged:
        """Record that something happened.

        When the call returns, the event is on the disk. An event that reports where a firearm was, and can't have
        happened as the registry has it, isn't refused and isn't believed: it opens a discrepancy.

        Args:
            event: What happened: an event of :mod:`firearmskit.records.events`, or its plain data.

        Returns:
            What stands in the log: the event, or the discrepancy that it opened instead.

        Raises:
            InputError: The event can't be used, names what isn't there, or gives a name that is taken.
            LifeCycleError: A rule forbids the act; nothing is recorded.
            AccessError: The user may not record it.
            RegistryError: The database failed; nothing is recorded.
        """
        return self.record_all([event])[0]

    def record_all(self, coming: Iterable[Event | Mapping[str, Any]]) -> list[Logged]:
        """Record several events at once: all of them or none.

        Args:
            coming: The events, in the order in which they are recorded.

        Returns:
            What stands in the log for each.

        Raises:
            InputError: As :meth:`record`; likewise the others.
        """
        wanted = [_checked(each) for each in coming]
        for each in wanted:
            if isinstance(
                each, events.RegistryOpened | events.PersonalKept | events.PersonalErased | events.PersonalRead
            ):
                raise InputError(_("{kind} is recorded by the registry itself.").format(kind=each.kind))
        return self._record(wanted) if wanted else []

    def _record(self, wanted: Sequence[Event], beside: Executable | None = None) -> list[Logged]:
        """Record events, and do something else in the same transaction."""
        with self._lock:
            with writing(self._engine) as connection:
                end = self._memory.catch_up(connection)
                recording = Recording(
                    connection,
                    self._memory,
                    later(end.at, self._clock()),
                    user=self.user,
                    purpose=self.settings.purpose,
                )
                recording.learn_names(wanted)
                logged = [recording.take(event) for event in wanted]
                edge = recording.write()
                if beside is not None:
                    connection.execute(beside)
                self._memory.doubt()
            # Only what is on the disk is remembered, and nothing where the user's own roles may have changed.
            if not any(event.kind in ("user-enrolled", "user-ended") for event in wanted):
                self._memory.remember(recording.end(), edge, recording.changed(), recording.kinds)
        return logged

    def withdraw(self, event: str, reason: str) -> Logged:
        """Say that an event was recorded by mistake: it stays in the log and counts no longer.

        Args:
            event: Its id in the log.
            reason: Why.

        Returns:
            The withdrawal.

        Raises:
            UnknownCodeError: There is no such event.
            LifeCycleError: It is final, such as a destruction, or what came later rests on it.
        """
        with self._reading() as connection:
            old = Log(connection).one(of_type(event, str, "event"))
        if old is None:
            raise UnknownCodeError(_("There is no event {id} in this registry.").format(id=quote(event)))
        data = {"kind": "event-withdrawn", "event": event, "subjects_of_it": old.event.subjects(), "reason": reason}
        return self.record(events.parse(data))

    # -- looking up

    def firearm(self, id: str, *, known_by: str | None = None, happened_by: str | None = None) -> Firearm:
        """Give a firearm, as it is now or as it was.

        Args:
            id: The name that it has here.
            known_by: Only what was recorded until then counts: a date of any precision, to its end.
            happened_by: Only what happened until then counts; what has no date counts.

        Returns:
            The firearm, with its history.

        Raises:
            UnknownCodeError: It isn't registered, or wasn't then.
        """
        known = None if known_by is None else When.parse(known_by).last
        happened = None if happened_by is None else When.parse(happened_by).last
        logged = [
            each
            for each in self.history(id)
            if (known is None or each.recorded_at <= known)
            and (happened is None or each.happened is None or each.happened.first <= happened)
        ]
        firearm = fold(logged)[0]
        if firearm is None:
            raise UnknownCodeError(_("No firearm {id} is registered.").format(id=quote(id)))
        return firearm

    def history(self, id: str) -> tuple[Logged, ...]:
        """Give all that was ever recorded about a thing, in the order in which it was, withdrawn events too.

        Args:
            id: Name of a firearm, part, lot, holder, licence, place or anything else that events are about.

        Returns:
            The events as they stand in the log; none when nothing has that name.
        """
        with self._reading() as connection:
            return tuple(Log(connection).about(of_type(id, str, "id")))

    def events(self, *kinds: str, since: int = 0) -> Iterator[Logged]:
        """Give the events of the log, in order.

        Args:
            kinds: Only these kinds; all when there is none.
            since: Only from this place in the log on.
        """
        with self._reading() as connection:
            yield from Log(connection).since(since, kinds=kinds)

    def firearms(self, *, limit: int = 1000, **fields: str | int | None) -> list[Entry]:
        """List firearms.

        Args:
            limit: The most lines.
            fields: Fields of :class:`Entry` and what they must be; None where nothing may be known.

        Returns:
            One line a firearm, sorted by name.

        Raises:
            InputError: There is no such field.
        """
        with self._reading() as connection:
            return looking.firearms(connection, limit, fields)

    def with_mark(self, text: str) -> list[Entry]:
        """List the firearms on which a mark was read or put, whatever its blanks, signs and capitals.

        Args:
            text: The mark, such as a serial, without unread characters; :func:`firearmskit.tracing.match` looks
                further.

        Returns:
            One line a firearm, sorted by name.
        """
        with self._reading() as connection:
            return looking.with_mark(connection, text)

    def readings(
        self, keys: Iterable[str] | None = None, *, like: str | None = None
    ) -> Iterator[tuple[str | None, Entry]]:
        """Give firearms with each reading of the number that they are told by, for searching among them.

        Args:
            keys: Only readings with one of these keys, as :func:`firearmskit.tracing.serial_key` gives them.
            like: Only readings whose key fits a pattern, in which ``?`` is one character and ``*`` any number.

        Yields:
            What was read, and the line of the firearm; a number that was read twice alike comes once, a second reading
            that differs comes too. Without keys and pattern every firearm comes, with None where no number is known.
        """
        with self._reading() as connection:
            yield from looking.readings(connection, keys, like)

    def count(self) -> dict[str, int]:
        """Count firearms by state."""
        with self._reading() as connection:
            return looking.count(connection)

    def __len__(self) -> int:
        """Give how many events are in the log."""
        with self._reading() as connection:
            return Log(connection).end().size

    # -- personal data

    def keep_personal(self, holder: str, data: Mapping[str, Any]) -> Logged:
        """Keep personal data of a holder, encrypted with the holder's own key. Newer data replace older ones.

        Args:
            holder: The holder's name here.
            data: Field to plain value.

        Returns:
            The event in the log, which holds nothing but the digest of the sealed data.

        Raises:
            AccessError: The user may not keep personal data.
            RegistryError: The keys aren't here.
        """
        keys = self._keyring()
        if isinstance(self._kept(holder), events.PersonalErased):
            keys.destroy(holder)  # should the machine have stopped before it was: what comes now has a key of its own
        sealed = keys.seal(holder, data)
        kept = events.parse({"kind": "personal-kept", "holder": holder, "sealed": digest(sealed)})
        beside = insert(tables.sealed).values(digest=digest(sealed), holder=holder, data=sealed)
        return self._record([kept], beside)[0]

    def personal(self, holder: str, *, purpose: str) -> dict[str, Any]:
        """Read personal data of a holder; that it was read, by whom and why, is recorded first.

        Args:
            holder: The holder's name here.
            purpose: Why they are read.

        Returns:
            Field to value, as kept last.

        Raises:
            AccessError: The user may not read personal data.
            RegistryError: There are none, the key was destroyed, or the keys aren't here.
        """
        keys = self._keyring()
        self._record([events.parse({"kind": "personal-read", "holder": holder, "purpose": purpose})])
        kept = self._kept(holder)
        if not isinstance(kept, events.PersonalKept):
            raise RegistryError(_("No personal data of {holder} are kept.").format(holder=quote(holder)))
        with self._reading() as connection:
            sealed = connection.execute(
                select(tables.sealed.c.data).where(tables.sealed.c.digest == kept.sealed)
            ).scalar()
        if sealed is None or digest(bytes(sealed)) != kept.sealed:
            raise RegistryError(
                _("The personal data of {holder} aren't those that were kept.").format(holder=quote(holder))
            )
        return keys.open(holder, bytes(sealed))

    def erase_personal(self, holder: str, reason: str) -> Logged:
        """Erase personal data of a holder for good, by destroying the key. The log still verifies.

        Args:
            holder: The holder's name here.
            reason: Why.

        Returns:
            The event in the log.

        Raises:
            AccessError: The user may not erase.
            RegistryError: The keys aren't here.
        """
        keys = self._keyring()
        erased = events.parse({"kind": "personal-erased", "holder": holder, "reason": reason})
        logged = self._record([erased], delete(tables.sealed).where(tables.sealed.c.holder == holder))[0]
        # Should the machine stop here, the data are gone from this registry, and erasing again destroys the key.
        keys.destroy(holder)
        return logged

    def _kept(self, holder: str) -> Event | None:
        """Give the last event that kept or erased personal data of a holder."""
        kept = (events.PersonalKept, events.PersonalErased)
        return next((each.event for each in reversed(self.history(holder)) if isinstance(each.event, kept)), None)

    def _keyring(self) -> Keyring:
        if self._keys is None:
            raise RegistryError(_("The file of keys isn't here: open the registry with keys=…"))
        return self._keys

    # -- housekeeping

    def verify(self, *, roots: Iterable[tuple[int, bytes]] = (), deep: bool = False) -> tuple[Finding, ...]:
        """Check that the registry is as it was written. It never raises on what it finds.

        Without an older root nobody can tell whether a log was cut off at its end, or written anew as a whole.

        Args:
            roots: Roots that the log had, each with how many events it had then, such as from checkpoints that
                others keep.
            deep: Also read each event, live each firearm's life again, and compare all that is derived and sealed.

        Returns:
            What was found, in the order of the log; nothing when all is as it was written. The codes: ``number``,
            ``body``, ``column``, ``time``, ``id``, ``node``, ``rewritten``, ``truncated``, ``damaged``; and deep
            ``event``, ``user``, ``life``, ``derived``, ``sealed``.

        Raises:
            InputError: A root is none.
        """
        known = checked_roots(roots)
        with reading(self._engine) as connection:
            found = [*verify_log(connection, known)]
            if deep:
                found.extend(verify_deeply(connection))
        return tuple(found)

    def root(self) -> tuple[int, bytes]:
        """Give how many events there are, and the root of the tree over them, as it is kept."""
        with self._reading() as connection:
            log = Log(connection)
            size = log.end().size
            return size, log.frontier(size).root

    def checkpoint(self) -> str:
        """Sign how many events there are and the root over them, for others to keep.

        Returns:
            A signed note (C2SP): ``records.ledger`` reads it, and gives it as a line for a log book on paper.

        Raises:
            AccessError: The user is neither a manager nor an auditor.
            RegistryError: The keys aren't here, or the log doesn't continue what was signed last.
        """
        key = self._signing_key()
        with writing(self._engine) as connection:
            check_may_sign(self.user, roles_of(connection, self.user))
            return vouching.add_checkpoint(connection, key)

    def checkpoints(self) -> tuple[str, ...]:
        """Give the checkpoints that were signed, oldest first."""
        with self._reading() as connection:
            return vouching.notes(connection)

    @property
    def verifier(self) -> VerifierKey:
        """The public key of the checkpoints, for those who verify them.

        Raises:
            RegistryError: The keys aren't here.
        """
        return self._signing_key().verifier

    def _signing_key(self) -> SigningKey:
        return vouching.signing_key(self._keyring().secret("checkpoints"), self.settings.registry)

    def prove(self, event: str) -> Inclusion:
        """Prove that an event stands in the log as it is now.

        Args:
            event: Its id in the log.

        Returns:
            The proof, which anybody can check against a checkpoint.

        Raises:
            UnknownCodeError: There is no such event.
        """
        with self._reading() as connection:
            return vouching.prove(connection, of_type(event, str, "event"), self.settings.registry)

    def prove_growth(self, older: int, newer: int) -> tuple[bytes, ...]:
        """Prove that the log of so many events begins with the log of fewer, such as to a witness.

        Args:
            older: How many events there were.
            newer: How many there are, in the checkpoint that is shown.

        Returns:
            Hashes, for ``records.ledger.verify_consistency``.

        Raises:
            InputError: A size is none, or the older one is larger.
            RegistryError: The log has fewer events.
        """
        with self._reading() as connection:
            return vouching.prove_growth(connection, older, newer)

    def export_log(self, folder: Path) -> int:
        """Write the log and its checkpoints into a folder, for a verifier that needs nothing of firearmskit.

        Args:
            folder: Where; docs/how-to/trust.md says what is written.

        Returns:
            How many events.

        Raises:
            InputError: Something else is there already.
        """
        with self._reading() as connection:
            return vouching.export(connection, folder)

    def rebuild(self) -> None:
        """Make what is derived from the log again, such as after a restore."""
        with writing(self._engine) as connection:
            check_may_record(self.user, roles_of(connection, self.user), "event-withdrawn")
            deriving.rebuild(connection, Log(connection).since())


def _checked(coming: Event | Mapping[str, Any]) -> Event:
    """Give an event that can be read again from what it is written as: Python lets objects be made unchecked."""
    if not isinstance(coming, Event):
        return events.parse(coming)
    if type(coming) not in events.KINDS.values():
        raise InputError(_("{value} is no event.").format(value=quote(coming)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydantic would warn of what is refused here
            data = coming.model_dump(mode="json")
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            _("The event {kind} isn't plain data: {reason}.").format(kind=quote(coming.kind), reason=quote(str(error)))
        ) from None
    return events.parse(data)


def first_events(settings: events.RegistryOpened, user: str) -> list[Event]:
    """Give the events that every registry begins with: what it is, and who may do everything in it."""
    return [settings, events.UserEnrolled(user=user, roles=tuple(ROLES))]  # type: ignore[arg-type]
