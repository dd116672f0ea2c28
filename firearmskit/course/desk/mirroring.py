"""What is done at the desk, recorded in the learner's own registry as far as a registry has events of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from firearmskit.errors import FirearmskitError, InputError
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course.desk.tracing_desk import Desk
    from firearmskit.records import Registry

__all__ = ["mirror", "source_of"]

_SOURCE = re.compile(r"desk (?:(?P<act>J\d+) (?:begin|end)|(?P<id>[AR][A-Za-z0-9-]*\d))", re.ASCII)

USER = "learner"
"""Who records in a learner's own registry."""

_OUTCOMES = {
    "full": "answered",
    "partial": "partly answered",
    "no-record": "no record",
    "not-traceable": "not traceable",
    "refusal": "refused",
}

_PREFIX = "desk "
"""How the note of an event begins that the desk recorded; what it comes from follows."""

Wanted = tuple[str, Mapping[str, Any]]
"""What an event comes from, which is noted in it, and the event as plain data."""


def mirror(desk: Desk) -> str | None:
    """Record in the registry what it doesn't hold yet.

    What was done stands in the journal already, so nothing is lost where the registry refuses.

    Args:
        desk: The desk; its path is that of the registry, which is begun where there is none.

    Returns:
        Why the registry doesn't hold all of it, in a sentence; None when it does.
    """
    try:
        from firearmskit.course.desk.book import open_book
    except ImportError:
        return _(
            "The registry isn't kept here, because SQLAlchemy or what it needs isn't installed; the desk keeps its "
            "journal {name}."
        ).format(name=desk.journal.path.name)
    try:
        with open_book(desk.path, user=USER) as registry:
            return _record(registry, desk)
    except FirearmskitError as error:
        return _("The registry doesn't take this: {reason} The desk's journal keeps all of it.").format(reason=error)


def source_of(note: str | None) -> str | None:
    """Say from what at the desk an event comes.

    Args:
        note: The note of the event.

    Returns:
        What it comes from, in words; None where the desk didn't record it.

    >>> source_of("desk R1"), source_of("desk J3 begin"), source_of("desk drawer")
    ('request or reply R1', 'record J3 of the nine steps', None)
    """
    if note in (f"{_PREFIX}firearm", f"{_PREFIX}serial", f"{_PREFIX}recovery"):
        return _("the find")
    found = _SOURCE.fullmatch(note or "")
    if found is None:
        return None
    if found["act"]:
        return _("record {id} of the nine steps").format(id=found["act"])
    return _("request or reply {id}").format(id=found["id"])


def _record(registry: Registry, desk: Desk) -> str | None:
    """Record one event after the other; each that is refused is told, and the others are recorded all the same."""
    held = {each.event.note for name in (desk.name, _authority(desk)) for each in registry.history(name)}
    refused = []
    for source, event in _events(desk):
        note = _PREFIX + source
        if note in held:
            continue
        try:
            registry.record({**event, "note": note})
        except FirearmskitError as error:
            refused.append(str(error))
    if not refused:
        return None
    return _("The registry refused this, and the desk's journal keeps it: {reasons}").format(reasons=" ".join(refused))


def _authority(desk: Desk) -> str:
    return f"authority-{desk.case.home}"


def _events(desk: Desk) -> Iterator[Wanted]:
    case, name = desk.case, desk.name
    firearm, recovery = case.firearm, case.recovery
    described = {
        "make": firearm.maker,
        "model": firearm.model,
        "category": firearm.kind,
        "calibre": firearm.calibre,
        "country": firearm.country,
        "year": firearm.year,
    }
    found = {"synthetic": True}
    yield (
        "firearm",
        {
            "kind": "firearm-registered",
            "firearm": name,
            "basis": "recovery",
            "description": {field: value for field, value in described.items() if value is not None},
            **found,
        },
    )
    if firearm.serial:
        mark = {"kind": "marking-read", "item": name, "marking": f"{name}/serial", "serial": True}
        yield "serial", {**mark, "verbatim": firearm.serial}
    yield (
        "recovery",
        {
            "kind": "recovery-made",
            "firearm": name,
            "recovery": recovery.kind,
            "received_by": _authority(desk),
            "country": recovery.country,
            "place": recovery.place,
            "occurred_at": recovery.date,
        },
    )
    for request in desk.requests:
        asked = {"firearm": name, "request": f"{name}/{request.id}"}
        sent = {"kind": "trace-sent", "addressee": request.addressee.state, "channel": request.channel}
        yield request.id, {**sent, **asked, "occurred_at": request.sent}
        reply = desk.reply(request)
        if reply is not None and reply.kind in _OUTCOMES:
            told = {"kind": "trace-answered", "outcome": _OUTCOMES[reply.kind], "occurred_at": reply.dated}
            yield reply.id, {**told, **asked}
    for act in desk.journal.acts:
        if act["act"] == "record" and act.get("kind") == "examination-ended":
            yield from _examined(name, act)


def _examined(name: str, act: Mapping[str, Any]) -> Iterator[Wanted]:
    """Give the two events of an examination: a registry records its begin and its end."""
    words = act.get("words")
    if not isinstance(words, str):
        raise InputError(_("The journal can't be used: {reason}").format(reason=act["id"]))
    about = {"firearm": name, "occurred_at": act.get("on")}
    purpose = str(act.get("about"))
    begun = {"kind": "examination-begun", "examiner": USER, "purpose": purpose}
    yield f"{act['id']} begin", {**begun, **about}
    yield f"{act['id']} end", {"kind": "examination-ended", "result": words[:300], **about}
