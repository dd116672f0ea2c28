"""A batch as events that somebody records: nothing is recorded here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.errors import InputError, LifeCycleError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.disposal.recorded import against, due, named_in, sent_in
from firearmskit.records.events import Event
from firearmskit.records.registry import Registry

__all__ = ["propose_batch", "propose_destruction"]


def propose_batch(
    registry: Registry, batch: str, firearms: Iterable[str] | None = None, *, on: str | date
) -> tuple[Event, ...]:
    """Propose the events that send firearms for destruction in one batch. Nothing is recorded here.

    Args:
        registry: The registry, opened by who will record them: not the one who authorised.
        batch: The batch's own name; no other batch has it.
        firearms: Which; all that :func:`due` lets go when None.
        on: The day, as an ISO date or a ``date``.

    Returns:
        One event a firearm, for ``Registry.record_all``; none when nothing may go.

    Raises:
        LifeCycleError: Something stands against one of the firearms that are named.
        UnknownCodeError: One isn't registered.
        InputError: A value can't be used, or the batch was there before.
    """
    if named_in(of_type(registry, Registry, "registry"), batch):
        raise InputError(_("A batch {batch} is there already.").format(batch=quote(batch)))
    if firearms is None:
        chosen = [id for id, reasons in due(registry).items() if not reasons]
    else:
        chosen = list(dict.fromkeys(listed(firearms, str, "firearms")))
        for id in chosen:
            reasons = against(registry, registry.firearm(id))
            if reasons:
                raise LifeCycleError(
                    _("{kind} is refused for the firearm {firearm}: {reasons}").format(
                        kind="sent-for-destruction", firearm=quote(id), reasons=" ".join(reasons)
                    )
                )
    day = iso_day(on)
    return tuple(
        events.parse({"kind": "sent-for-destruction", "firearm": id, "batch": batch, "occurred_at": day})
        for id in chosen
    )


def propose_destruction(
    registry: Registry,
    batch: str,
    *,
    category: str,
    witnesses: Iterable[str],
    on: str | date,
    missing: Iterable[str] = (),
    certificate: str | None = None,
) -> tuple[Event, ...]:
    """Propose the events that record the destruction of a batch before witnesses. Nothing is recorded here.

    Args:
        registry: The registry, opened by who will record them: neither a witness nor the one who authorised.
        batch: The batch's name.
        category: How, as a broad category: ``melting``, ``cutting``, ``crushing``, ``shredding`` or ``other``.
        witnesses: Who saw it: at least two.
        on: The day, as an ISO date or a ``date``.
        missing: The firearms of the batch that weren't there; each is proposed as lost.
        certificate: SHA-256 of the certificate.

    Returns:
        One event for each firearm that was sent in the batch and isn't destroyed yet: its destruction, or its loss.

    Raises:
        UnknownCodeError: Nothing waits in that batch, or something is said to be missing that isn't in it.
        InputError: A value can't be used.
    """
    waiting = [firearm.id for firearm, end in sent_in(of_type(registry, Registry, "registry"), batch) if end is None]
    gone = listed(missing, str, "missing")
    if not waiting:
        raise UnknownCodeError(_("Nothing waits for its destruction in a batch {batch}.").format(batch=quote(batch)))
    for id in gone:
        if id not in waiting:
            raise UnknownCodeError(
                _("Item {item} isn't planned in batch {batch}.").format(item=quote(id), batch=quote(batch))
            )
    day = iso_day(on)
    seen = {"batch": batch, "category": category, "witnesses": listed(witnesses, str, "witnesses"), "occurred_at": day}
    told = {"certificate": certificate} if certificate is not None else {}
    return tuple(
        events.parse({"kind": "loss-reported", "firearm": id, "loss": "lost", "reported_at": day})
        if id in gone
        else events.parse({"kind": "destruction-done", "firearm": id, **seen, **told})
        for id in waiting
    )
