"""Where a request stands on a day, what is due next, and the request to the next State that follows from a reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing import rules
from firearmskit.tracing.evidence import CONVEYING, Entry
from firearmskit.tracing.replying import DECISIVE, TraceReply
from firearmskit.tracing.requesting import Agency, TraceRequest
from firearmskit.tracing.states import state, state_name
from firearmskit.tracing.tables import Deadline, rows

__all__ = ["STATUSES", "FollowOn", "Status", "deadlines", "follow_on", "status"]

STATUSES = {
    "draft": N_("draft"),
    "sent": N_("sent"),
    "acknowledged": N_("acknowledged"),
    "in-progress": N_("in progress"),
    "partly-answered": N_("partly answered"),
    "answered": N_("answered"),
    "refused": N_("refused"),
    "expired": N_("expired"),
}
"""Where a request can stand, and what that is called where people read it."""

_NEXT = {
    "draft": N_("Check the request and send it."),
    "sent": N_("An acknowledgement is awaited."),
    "acknowledged": N_("An answer is awaited."),
    "in-progress": N_("An answer is awaited."),
    "partly-answered": N_("Ask for what is missing, or follow on to the next State."),
    "answered": N_("Follow on to the next State that the answer names, if it names one."),
    "refused": N_("Check the ground and the reasons; other ways are open, such as mutual legal assistance."),
    "expired": N_("Nothing more is awaited. Ask anew if the answer is still wanted."),
}
_MORE = N_("It is for the asking authority to give the information that is wanted.")

_BY_KIND = {
    "acknowledgement": "acknowledged",
    "more-information": "in-progress",
    "delay": "in-progress",
    "partial": "partly-answered",
    "refusal": "refused",
    **dict.fromkeys(DECISIVE, "answered"),
}
_RANK = {name: rank for rank, name in enumerate(STATUSES)}


@dataclass(frozen=True, kw_only=True)
class Status:
    """Where a request stands on a day.

    Args:
        request: Id of the request.
        on: ISO date.
        state: One of :data:`STATUSES`.
        since: ISO date since when; None for a draft that has no date.
        next_step: What is due next, a sentence.
        due_on: ISO date until which it is due; None where no instrument names a number of days.
        late: Whether it is late on the day; None where nothing says from when.
        rests_on: Where the day comes from: ``instrument``, ``reply`` (a delay that was told), ``request`` (what the
            asking authority wished, which binds nobody), or ``none found``.
        source: Instrument and article, where it comes from one.
    """

    request: str
    on: str
    state: str
    since: str | None
    next_step: str
    due_on: str | None = None
    late: bool | None = None
    rests_on: str = "none found"
    source: str | None = None


def deadlines(channel: str | None = None) -> tuple[Deadline, ...]:
    """Give what sources say on how soon an answer is due; most name no number of days.

    Args:
        channel: Id of a channel; all when None.

    Returns:
        The rows, each with its source. A channel without one has no deadline that was found.

    Raises:
        UnknownCodeError: There is no such channel.

    >>> [(row.channel, row.hours, row.binds_addressee) for row in deadlines("etrace-like")]
    [('etrace-like', 24, 'no')]
    """
    if channel is not None:
        rules.channel(channel)
    return tuple(row for row in rows(Deadline) if channel in (None, row.channel))


def status(request: TraceRequest, replies: Iterable[TraceReply], on: str | date) -> Status:
    """Say where a request stands on a day.

    Args:
        request: The request.
        replies: Replies, in any order; those to other requests and those of later days don't count.
        on: ISO date, or a ``date``.

    Returns:
        The status. An answer that was given once stays given, whatever comes later; else the latest reply counts, and
        of several on one day the one that gives most.

    Raises:
        InputError: Something isn't a request, a reply or a day.

    >>> from firearmskit import tracing
    >>> asked = tracing.send(tracing.TraceRequest(
    ...     id="R1", channel="iti", firearm=tracing.Description(serial="EX 1"),
    ...     requesting=tracing.Agency(name="Tracing office", state="QMD"),
    ...     addressee=tracing.Agency(name="Point of contact", state="QMA")), on="2026-03-02")
    >>> found = tracing.status(asked, [], "2026-06-01")
    >>> found.state, found.due_on, found.rests_on
    ('sent', None, 'none found')
    """
    asked, day = of_type(request, TraceRequest, "request"), iso_day(on, "on")
    if asked.sent is None or asked.sent > day:
        return Status(request=asked.id, on=day, state="draft", since=asked.drafted, next_step=_(_NEXT["draft"]))
    heard = [each for each in listed(replies, TraceReply, "replies") if each.request == asked.id and each.dated <= day]
    counts = _counting(heard)
    standing = "sent" if counts is None else _BY_KIND[counts.kind]
    since = asked.sent if counts is None else counts.dated
    if standing not in ("answered", "refused") and asked.lapses is not None and asked.lapses < day:
        standing, since = "expired", asked.lapses
    if standing in ("answered", "refused", "expired"):
        return Status(request=asked.id, on=day, state=standing, since=since, next_step=_(_NEXT[standing]))
    wanted = counts is not None and counts.kind == "more-information"
    found = Status(
        request=asked.id, on=day, state=standing, since=since, next_step=_(_MORE) if wanted else _(_NEXT[standing])
    )
    return found if wanted else _with_deadline(found, asked, counts)


def _counting(heard: list[TraceReply]) -> TraceReply | None:
    """Choose the reply that decides: a full answer if there is one, else the latest."""
    if not heard:
        return None
    full = [each for each in heard if each.kind in DECISIVE]
    if full:
        return min(full, key=lambda each: (each.dated, each.id))
    return max(heard, key=lambda each: (each.dated, _RANK[_BY_KIND[each.kind]], each.id))


def _with_deadline(found: Status, request: TraceRequest, counts: TraceReply | None) -> Status:
    """Add from when it is late: by an instrument, by the delay that was told, or as the asking authority wished."""
    for row in deadlines(request.channel):
        if row.hours is not None and row.binds_addressee == "yes" and request.sent is not None:
            due = date.fromisoformat(request.sent) + timedelta(hours=row.hours)
            return _due(found, due.isoformat(), "instrument", row.source)
    if counts is not None and counts.kind == "delay" and counts.until is not None:
        return _due(found, counts.until, "reply", None)
    if request.wanted_by is not None:
        return _due(found, request.wanted_by, "request", None)
    return found


def _due(found: Status, day: str, rests_on: str, source: str | None) -> Status:
    late = found.on > day if rests_on != "request" else None
    return replace(found, due_on=day, late=late, rests_on=rests_on, source=source)


@dataclass(frozen=True, kw_only=True)
class FollowOn:
    """A request to the next State, proposed from a reply.

    Args:
        request: The draft. It carries all restrictions of the first request and of the reply.
        because: Why this State, a sentence.
        consent_from: Code of the State whose consent comes first, because it didn't want its answer passed on.
        left_out: Fields of the description that only that answer gives, and that the draft therefore leaves out.
    """

    request: TraceRequest
    because: str
    consent_from: str | None = None
    left_out: tuple[str, ...] = ()


def follow_on(request: TraceRequest, reply: TraceReply, *, addressee: str | None = None) -> FollowOn | None:
    """Propose the request to the next State in the chain: the one to which the reply says the firearm went.

    Args:
        request: The request that was answered.
        reply: The answer.
        addressee: What the authority there is called; the national point of contact when None.

    Returns:
        The proposal; None when the reply names no other State. Nothing is sent by it: what the next State learns is for
        the asking authority to decide. It is another value than a request because consent may have to come first.

    Raises:
        InputError: The reply is to another request, or the request wasn't sent.

    >>> from firearmskit import tracing
    >>> asked = tracing.send(tracing.TraceRequest(
    ...     id="R1", channel="iti", firearm=tracing.Description(serial="EX 1"),
    ...     requesting=tracing.Agency(name="Tracing office", state="QMD"),
    ...     addressee=tracing.Agency(name="Point of contact", state="QMA")), on="2026-03-02")
    >>> told = tracing.TraceReply(
    ...     id="A1", request="R1", answering=asked.addressee, dated="2026-04-01", kind="full",
    ...     transfers=(tracing.Entry(id="T1", kind="export", standing="reply", source="A1", date="2012",
    ...         receiving=tracing.Holder(name="Importer", state="QMB")),))
    >>> found = tracing.follow_on(asked, told)
    >>> found.request.addressee.state, found.request.follows, found.request.sent
    ('QMB', 'R1', None)
    """
    asked, told = of_type(request, TraceRequest, "request"), of_type(reply, TraceReply, "reply")
    if told.request != asked.id or asked.sent is None:
        raise InputError(
            _("the reply {reply} isn't one to the request {id}, or that request wasn't sent").format(
                reply=quote(told.id), id=quote(asked.id)
            )
        )
    last = _onward(told)
    if last is None or last.receiving is None or last.receiving.state is None:
        return None
    to = state(last.receiving.state)
    closed = "not-passed-on" in told.restrictions
    firearm = asked.firearm
    left_out: tuple[str, ...] = ()
    if last.kind == "export" and firearm.last_import_country is None:
        if closed:
            left_out = ("last_import_country", "importer", "import_year")
        else:
            firearm = replace(firearm, last_import_country=to, importer=firearm.importer or last.receiving.name)
    draft = replace(
        asked,
        id=f"{asked.id}.{to}",
        addressee=Agency(name=addressee or _("National point of contact"), state=to),
        firearm=firearm,
        drafted=told.dated,
        sent=None,
        snapshot=None,
        wanted_by=None,
        lapses=None,
        restrictions=tuple(dict.fromkeys((*asked.restrictions, *told.restrictions))),
        follows=asked.id,
    )
    said = _("{state} told that the firearm went to {receiver}.").format(
        state=state_name(told.state), receiver=str(last.receiving)
    )
    return FollowOn(request=draft, because=said, consent_from=told.state if closed else None, left_out=left_out)


def _onward(reply: TraceReply) -> Entry | None:
    """Give the last lawful transfer of a reply that goes to another State."""
    told = [
        each
        for each in reply.transfers
        if each.kind in CONVEYING and each.receiving is not None and each.receiving.state not in (None, reply.state)
    ]
    return max(told, key=lambda each: (each.date or "", each.id), default=None)
