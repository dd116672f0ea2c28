"""What a registry records: events, one or several at once, and that one was a mistake."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.logged import Logged
from firearmskit.records.registry import personal as personal_data
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.opened import Opened

__all__ = ["CanRecord"]


class CanRecord(Opened):
    """The part of a registry that records."""

    def record(self, event: Event | Mapping[str, Any]) -> Logged:
        """Record that something happened.

        When the call returns, the event is on the disk. An event that reports where a firearm was, and can't have
        happened as the registry has it, isn't refused and isn't believed: it opens a discrepancy.

        Args:
            event: What happened: an event of :mod:`firearmskit.records.events`, or its plain data.

        Returns:
            What stands in the log: the event, or the discrepancy that it opened instead.

        Raises:
            InputError: The event can't be used, names what isn't there, gives a name that is taken, or lies in the
                future.
            LifeCycleError: A rule forbids the act; nothing is recorded.
            AccessError: The user may not record it.
            RegistryError: The database failed; nothing is recorded.
        """
        return self.record_all([event])[0]

    def record_all(
        self,
        coming: Iterable[Event | Mapping[str, Any]],
        *,
        personal: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> list[Logged]:
        """Record several events at once: all of them or none.

        Args:
            coming: The events, in the order in which they are recorded.
            personal: Personal data of holders, as :meth:`keep_personal` takes them, by holder; they are sealed and kept
                in the same transaction, behind the events.

        Returns:
            What stands in the log for each event.

        Raises:
            InputError: As :meth:`record`; likewise the others.
        """
        wanted = [_checked(each) for each in coming]
        for each in wanted:
            if isinstance(
                each, events.RegistryOpened | events.PersonalKept | events.PersonalErased | events.PersonalRead
            ):
                raise InputError(_("{kind} is recorded by the registry itself.").format(kind=each.kind))
        keys = self._keyring() if personal else None
        if not wanted and not personal:
            return []
        with self._recording() as (connection, recording):
            recording.learn_names(wanted)
            logged = [recording.take(event) for event in wanted]
            if keys is not None and personal:
                personal_data.keep(connection, recording, keys, personal)
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
