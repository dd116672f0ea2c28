"""Replies to requests: dated, of one kind, with what they tell and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.arguments import iso_day, one_of, words
from firearmskit.language import N_
from firearmskit.tracing.dating import span
from firearmskit.tracing.evidence import Entry, Holder
from firearmskit.tracing.given import LONGEST_SERIAL, all_words, each_of, optional_words, unique
from firearmskit.tracing.requesting import RESTRICTIONS, Agency

__all__ = ["DECISIVE", "REPLIES", "TraceReply"]

REPLIES = {
    "acknowledgement": N_("acknowledgement"),
    "more-information": N_("more information wanted"),
    "delay": N_("delay told"),
    "partial": N_("partial answer"),
    "full": N_("full answer"),
    "no-record": N_("no record"),
    "not-traceable": N_("not traceable"),
    "refusal": N_("refusal"),
}
"""What a reply can be, and what each is called where people read it."""

DECISIVE = frozenset({"full", "no-record", "not-traceable"})
"""Kinds after which nothing more is due."""


@dataclass(frozen=True, kw_only=True)
class TraceReply:
    """A reply to a request.

    Args:
        id: Unique in a case.
        request: Id of the request.
        answering: Who replies.
        dated: ISO date.
        kind: One of :data:`REPLIES`.
        ground: Id of the ground of a refusal, a restriction or a delay.
        reasons: The reasons that the reply gives for it, in words.
        until: ISO date until which a delay lasts.
        searched_serial: The serial that was searched for; None when that isn't told.
        transfers: What it tells of the firearm.
        last_legal_holder: Who it says held the firearm lawfully last.
        evidence: Names of the documents that come with it.
        missing: Periods that the answer doesn't cover, as for :func:`firearmskit.tracing.span`.
        restrictions: What may not be done with what it tells, of ``RESTRICTIONS``.
    """

    id: str
    request: str
    answering: Agency
    dated: str
    kind: str
    ground: str | None = None
    reasons: str | None = None
    until: str | None = None
    searched_serial: str | None = None
    transfers: tuple[Entry, ...] = ()
    last_legal_holder: Holder | None = None
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't be one."""
        words(self.id, "id")
        words(self.request, "request")
        each_of((self.answering,), Agency, "answering")
        iso_day(self.dated, "dated")
        one_of(self.kind, REPLIES, "kind")
        for name in ("ground", "reasons"):
            optional_words(getattr(self, name), name)
        optional_words(self.searched_serial, "searched_serial", most=LONGEST_SERIAL)
        if self.until is not None:
            iso_day(self.until, "until")
        unique((each.id for each in each_of(self.transfers, Entry, "transfers")), "transfers")
        if self.last_legal_holder is not None:
            each_of((self.last_legal_holder,), Holder, "last_legal_holder")
        all_words(self.evidence, "evidence")
        for each in all_words(self.missing, "missing"):
            span(each)
        for each in all_words(self.restrictions, "restrictions"):
            one_of(each, RESTRICTIONS, "restriction")

    @property
    def state(self) -> str:
        """Code of the State that replies."""
        return self.answering.state
