"""Which events can be taken back: what is final can't, nor what others rest on."""

from __future__ import annotations

from collections.abc import Sequence

from firearmskit.errors import InputError, LifeCycleError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.logged import Logged
from firearmskit.records.registry.log import Log
from firearmskit.records.registry.references import names

__all__ = ["find_withdrawn"]

_FINAL = frozenset(
    {
        "destruction-done",
        "discrepancy-opened",
        "discrepancy-resolved",
        "event-withdrawn",
        "personal-erased",
        "personal-kept",
        "personal-read",
        "registry-opened",
        "user-ended",
        "user-enrolled",
    }
)
"""Kinds of events that are never withdrawn."""


def find_withdrawn(log: Log, new: Sequence[Logged], event: events.EventWithdrawn) -> Logged:
    """Find the event that is to be withdrawn, and refuse what can be told without folding a firearm.

    Args:
        log: The log, as the transaction sees it.
        new: What the transaction will add to it.
        event: The withdrawal.

    Returns:
        The event that it is about.

    Raises:
        UnknownCodeError: There is none.
        InputError: It is about other things than the withdrawal says.
        LifeCycleError: It is final, was withdrawn already, or named a thing that others speak of.
    """
    old = log.one(event.event)
    if old is None:
        raise UnknownCodeError(_("There is no event {id} in this registry.").format(id=quote(event.event)))
    if old.event.kind in _FINAL:
        raise LifeCycleError(
            _("{kind} is never withdrawn; what doesn't fit it is recorded as a discrepancy.").format(
                kind=old.event.kind
            )
        )
    if set(event.subjects_of_it) != set(old.event.subjects()):
        raise InputError(
            _("The event {id} is about {subjects}.").format(
                id=quote(event.event), subjects=", ".join(old.event.subjects())
            )
        )
    if _is_withdrawn(log, new, old):
        raise LifeCycleError(_("The event {id} was withdrawn already.").format(id=quote(event.event)))
    _check_unused(log, new, old)
    return old


def _is_withdrawn(log: Log, new: Sequence[Logged], old: Logged) -> bool:
    # A withdrawal is about the same things as what it withdraws.
    around = [*log.about(old.event.subjects()[0]), *new]
    return any(isinstance(each.event, events.EventWithdrawn) and each.event.event == old.id for each in around)


def _check_unused(log: Log, new: Sequence[Logged], old: Logged) -> None:
    """Refuse to withdraw the registration of a thing of which other events speak; firearms are folded instead."""
    name = log.named_by(old.number)
    if name is None or isinstance(old.event, events.FirearmRegistered):
        return
    for each in [*log.mentioning(name), *new]:
        if each.id == old.id or isinstance(each.event, events.EventWithdrawn):
            continue
        spoken_of = {*each.event.subjects(), *(known for _field, known in names(each.event))}
        if name in spoken_of and not _is_withdrawn(log, new, each):
            raise LifeCycleError(
                _("It can't be withdrawn: {kind}, event {number}, speaks of {name}.").format(
                    kind=each.event.kind, number=each.number, name=quote(name)
                )
            )
