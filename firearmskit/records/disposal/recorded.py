"""Disposal by a registry: what may go, and a batch as it was carried out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from firearmskit.arguments import of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.disposal.batches import Batch, Outcome
from firearmskit.records.disposal.guarding import Disposable, check_disposal
from firearmskit.records.events import Event
from firearmskit.records.firearm import Firearm
from firearmskit.records.folding import fold
from firearmskit.records.lifecycle import objections
from firearmskit.records.logged import Logged
from firearmskit.records.registry import Registry

__all__ = ["against", "batch_of", "disposable_of", "due", "named_in", "sent_in"]

_ALL = 2**31 - 1
_AS_TOLD = {"melting": "thermal", "cutting": "mechanical", "crushing": "mechanical", "shredding": "mechanical"}
_ORIGINS = {"seized": "confiscated", "found": "found", "surrendered": "surrendered"}


def disposable_of(registry: Registry, firearm: str) -> Disposable:
    """Give what a registry knows of a firearm when its disposal is decided on.

    Args:
        registry: The registry.
        firearm: Its name there.

    Returns:
        What is known: a court's confiscation makes it confiscated, wherever it came from. A request to trace it is open
        until an answer is recorded, or while a hold for it stands.

    Raises:
        UnknownCodeError: No such firearm is registered.
    """
    return _disposable(of_type(registry, Registry, "registry").firearm(firearm))


def _disposable(firearm: Firearm) -> Disposable:
    decided, authorised = firearm.adjudication, firearm.authorisation
    recovered = [each.event for each in firearm.history if isinstance(each.event, events.RecoveryMade)]
    origin = _ORIGINS[recovered[-1].recovery] if recovered else "surplus"
    if decided is not None and decided.decision == "confiscate":
        origin = "confiscated"
    return Disposable(
        item=firearm.id,
        origin=origin,
        decision=None if decided is None else "final" if decided.final else "open",
        evidence_hold=any(reason != "trace" for reason in firearm.holds.values()),
        trace_open="trace" in firearm.holds.values() or bool(_open_traces(firearm)),
        marked=any(mark.applied and mark.made_as in ("confiscation", "deactivation") for mark in firearm.markings),
        authorised_by=None if authorised is None else authorised.reference,
        recorded=authorised is not None,
    )


def _open_traces(firearm: Firearm) -> set[str]:
    sent = {each.event.request for each in firearm.history if isinstance(each.event, events.TraceSent)}
    return sent - {each.event.request for each in firearm.history if isinstance(each.event, events.TraceAnswered)}


def due(registry: Registry) -> dict[str, tuple[str, ...]]:
    """Say which confiscated firearms may be sent for destruction by who uses the registry, and what stands against it.

    The rules are those of a firearm's life: a final decision, no hold, an authorisation of destruction by somebody
    else; and no open request to trace it.

    Args:
        registry: The registry.

    Returns:
        Each firearm that is confiscated, sorted by name, with what stands against its destruction, in sentences; with
        nothing, it may go.

    >>> from tempfile import mkdtemp
    >>> from firearmskit import records
    >>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
    >>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
    ...     due(registry)
    {}
    """
    of_type(registry, Registry, "registry")
    return {
        entry.id: tuple(against(registry, registry.firearm(entry.id)))
        for entry in registry.firearms(limit=_ALL, state="confiscated")
    }


def against(registry: Registry, firearm: Firearm) -> list[str]:
    """Say what stands against sending a firearm for destruction."""
    sending = events.SentForDestruction(firearm=firearm.id, batch="batch")
    said = [*objections(firearm, sending, registry.user)]
    return said + [each.sentence for each in check_disposal(_disposable(firearm)) if each.code == "trace-open"]


def batch_of(registry: Registry, batch: str, *, place: str) -> tuple[Batch, Outcome]:
    """Give a batch as a registry has it, for ``check_batch`` and ``certify``.

    Args:
        registry: The registry.
        batch: The batch's name.
        place: Where it was destroyed, which no event tells.

    Returns:
        The batch, with each firearm that was ever sent in it; and what became of it: destroyed, withdrawn where the
        sending was, missing where it was lost since. What still waits is in none of the three, and the check says so.
        The last destruction tells the day, the operator and the witnesses.

    Raises:
        UnknownCodeError: Nothing of that batch was destroyed.
    """
    sent = sent_in(of_type(registry, Registry, "registry"), batch)
    ends = [end for _firearm, end in sent if end is not None and isinstance(end.event, events.DestructionDone)]
    if not ends:
        raise UnknownCodeError(_("Nothing was destroyed in a batch {batch}.").format(batch=quote(batch)))
    last = max(ends, key=lambda each: each.number)
    taken_out = sorted(named_in(registry, batch) - {firearm.id for firearm, _end in sent})
    done = Batch(
        id=batch,
        on=last.day,
        place=place,
        method=_method(ends),
        operator=last.recorded_by,
        witnesses=last.event.witnesses if isinstance(last.event, events.DestructionDone) else (),
        planned=(
            *(_disposable(_as_it_was(firearm, end)) for firearm, end in sent),
            *(disposable_of(registry, name) for name in taken_out),
        ),
    )
    outcome = Outcome(
        destroyed=tuple(firearm.id for firearm, end in sent if end in ends),
        withdrawn=tuple(taken_out),
        missing=tuple(firearm.id for firearm, end in sent if end is not None and end not in ends),
    )
    return done, outcome


def named_in(registry: Registry, batch: str) -> set[str]:
    """Give the firearms that were ever sent in a batch, also where that was withdrawn."""
    logged = registry.history(of_type(batch, str, "batch"))
    return {each.event.firearm for each in logged if _sends(each.event, batch)}


def _sends(event: Event, batch: str) -> TypeGuard[events.SentForDestruction]:
    return isinstance(event, events.SentForDestruction) and event.batch == batch


def sent_in(registry: Registry, batch: str) -> list[tuple[Firearm, Logged | None]]:
    """Give the firearms that were sent in a batch, and what ended that: destruction or loss; None while it waits."""
    found = []
    for firearm in map(registry.firearm, sorted(named_in(registry, batch))):
        starts = [at for at, each in enumerate(firearm.history) if _sends(each.event, batch)]
        if starts:
            after = firearm.history[starts[-1] :]
            ends = (each for each in after if isinstance(each.event, events.DestructionDone | events.LossReported))
            found.append((firearm, next(ends, None)))
    return found


def _as_it_was(firearm: Firearm, end: Logged | None) -> Firearm:
    """Give a firearm as it was after an event: what came later says nothing on a batch that was destroyed."""
    if end is None:
        return firearm
    then = fold(firearm.history[: firearm.history.index(end) + 1])[0]
    return firearm if then is None else then


def _method(ends: Iterable[Logged]) -> str:
    """Give the method as the certificate names it; several are another one."""
    told = {_AS_TOLD.get(getattr(each.event, "category", ""), "other") for each in ends}
    return told.pop() if len(told) == 1 else "other"
