"""Requests to trace a firearm: dated, addressed, and about a description that is frozen when the request is sent."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from firearmskit.arguments import iso_day, of_type, one_of, words
from firearmskit.errors import InputError, escape, quote
from firearmskit.identification import Description
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing.given import all_words, optional_words
from firearmskit.tracing.states import state, state_name
from firearmskit.tracing.tables import channels

__all__ = ["RECOVERIES", "RESTRICTIONS", "Agency", "Recovery", "TraceRequest", "send", "snapshot"]

RECOVERIES = {
    "seized": N_("seized"),
    "found": N_("found"),
    "surrendered": N_("surrendered"),
}
"""How a firearm was recovered, as the metadata of SDG indicator 16.4.2 tell them apart."""

RESTRICTIONS = {
    "this-case-only": N_("only for the case that the request names"),
    "not-passed-on": N_("not to be passed on to another State without consent"),
    "not-in-court": N_("not to be used as evidence without consent"),
    "not-public": N_("not to be made public"),
}
"""What may not be done with what a request or a reply tells."""


@dataclass(frozen=True, kw_only=True)
class Agency:
    """An authority that asks or is asked.

    Args:
        name: What it is called.
        state: Code of its State: ISO 3166-1 alpha-3, or a user-assigned one for a fictional State.
    """

    name: str
    state: str

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        words(self.name, "name")
        state(self.state)

    def __str__(self) -> str:
        """Name the authority and the State."""
        return f"{escape(self.name)}, {state_name(self.state)}"


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """How the firearm came into an authority's hands.

    Args:
        kind: One of :data:`RECOVERIES`.
        date: ISO date.
        country: Code of the State.
        place: Where in it.
        circumstances: How it was found, in words.
        why_illicit: What makes it illicit, in words.
        legal_reason: The provision of law that makes it so.
    """

    kind: str
    date: str | None = None
    country: str | None = None
    place: str | None = None
    circumstances: str | None = None
    why_illicit: str | None = None
    legal_reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        one_of(self.kind, RECOVERIES, "kind")
        if self.date is not None:
            iso_day(self.date, "date")
        if self.country is not None:
            state(self.country, "country")
        for name in ("place", "circumstances", "why_illicit", "legal_reason"):
            optional_words(getattr(self, name), name)


@dataclass(frozen=True, kw_only=True)
class TraceRequest:
    """A request to trace one firearm.

    Args:
        id: Unique in a case.
        channel: Id of a channel, one of :func:`firearmskit.tracing.channels`.
        requesting: Who asks.
        addressee: Who is asked.
        firearm: What is known of the firearm.
        recovery: How it was recovered.
        intended_use: What the answer is wanted for, in words.
        case: The asking authority's own reference.
        priority: ``routine`` or ``urgent``.
        priority_reason: Why it is urgent.
        codes: Codes that the channel asks for, as ``field=value``, such as ``agency_code=X1``.
        own_checks: What was searched at home first: ids of records or names of registers.
        drafted: ISO date on which it was written.
        sent: ISO date on which it was sent; None while it is a draft.
        wanted_by: ISO date until which an answer is asked for; it binds nobody.
        lapses: ISO date after which the asking authority no longer wants an answer.
        restrictions: What may not be done with what it tells, of :data:`RESTRICTIONS`.
        follows: Id of the request that it follows on from.
        snapshot: SHA-256 of the description as it was sent; see :func:`send`.
    """

    id: str
    channel: str
    requesting: Agency
    addressee: Agency
    firearm: Description
    recovery: Recovery | None = None
    intended_use: str | None = None
    case: str | None = None
    priority: str | None = None
    priority_reason: str | None = None
    codes: tuple[str, ...] = ()
    own_checks: tuple[str, ...] = ()
    drafted: str | None = None
    sent: str | None = None
    wanted_by: str | None = None
    lapses: str | None = None
    restrictions: tuple[str, ...] = ()
    follows: str | None = None
    snapshot: str | None = None

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        words(self.id, "id")
        one_of(self.channel, {row.id: row.name for row in channels()}, "channel")
        of_type(self.requesting, Agency, "requesting")
        of_type(self.addressee, Agency, "addressee")
        of_type(self.firearm, Description, "firearm")
        of_type(self.recovery, (Recovery, type(None)), "recovery")
        for name in ("intended_use", "case", "priority", "priority_reason", "follows", "snapshot"):
            optional_words(getattr(self, name), name)
        for name in ("drafted", "sent", "wanted_by", "lapses"):
            if getattr(self, name) is not None:
                iso_day(getattr(self, name), name)
        for name in ("codes", "own_checks"):
            all_words(getattr(self, name), name)
        for each in all_words(self.restrictions, "restrictions"):
            one_of(each, RESTRICTIONS, "restriction")


def snapshot(firearm: Description) -> str:
    """Give the SHA-256 of a description, by which it is seen later whether it is still what was sent.

    Args:
        firearm: The description.

    Returns:
        64 hexadecimal digits; the same for the same description on every machine.

    Raises:
        InputError: It isn't a description.

    >>> from firearmskit.identification import Description
    >>> snapshot(Description(serial="EX 1"))[:8] == snapshot(Description(serial="EX 1"))[:8]
    True
    """
    known = asdict(of_type(firearm, Description, "firearm"))
    return hashlib.sha256(json.dumps(known, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def send(request: TraceRequest, *, on: str) -> TraceRequest:
    """Mark a draft as sent on a day, and freeze what it says of the firearm.

    Args:
        request: The draft.
        on: ISO date.

    Returns:
        The request as it was sent, with the digest of its description.

    Raises:
        InputError: It was sent before, or the day isn't one or lies before the day on which it was written.

    >>> from firearmskit import tracing
    >>> draft = tracing.TraceRequest(
    ...     id="R1", channel="iti", firearm=tracing.Description(serial="EX 1"), drafted="2026-03-01",
    ...     requesting=tracing.Agency(name="Tracing office", state="QMD"),
    ...     addressee=tracing.Agency(name="Point of contact", state="QMA"))
    >>> sent = tracing.send(draft, on="2026-03-02")
    >>> sent.sent, sent.snapshot == tracing.snapshot(sent.firearm)
    ('2026-03-02', True)
    """
    day = iso_day(on, "on")
    if of_type(request, TraceRequest, "request").sent is not None:
        raise InputError(
            _("the request {id} was sent on {day}; what was sent can't be sent again, so follow on from it").format(
                id=quote(request.id), day=request.sent
            )
        )
    if request.drafted is not None and day < request.drafted:
        raise InputError(
            _("the request {id} can't be sent on {day}, before it was written on {drafted}").format(
                id=quote(request.id), day=day, drafted=request.drafted
            )
        )
    return replace(request, sent=day, snapshot=snapshot(request.firearm))
