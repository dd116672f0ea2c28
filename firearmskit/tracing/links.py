"""The values of a chain: its links, its gaps, what contradicts, what was set aside, and who has answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from firearmskit.language import N_
from firearmskit.tracing.evidence import Entry, Holder

if TYPE_CHECKING:
    from firearmskit.identification import Description
    from firearmskit.tracing.dating import Span
    from firearmskit.tracing.hypotheses import Diversion

__all__ = ["ANSWERS", "CONFLICTS", "GAPS", "Answer", "Chain", "Conflict", "Gap", "Link", "SetAside"]

ANSWERS = {
    "complete": N_("answered in full"),
    "partial": N_("answered in part"),
    "refused": N_("refused"),
    "pending": N_("asked, not answered yet"),
    "none": N_("not asked"),
}
"""How far a State has answered for a period, and what that is called where people read it."""

GAPS = {
    "no-manufacture-record": N_("no record of manufacture"),
    "holder": N_("from one holder to another without a record"),
    "import-not-recorded": N_("arrived without a record of import"),
    "no-import-record": N_("exported, and no record of arrival"),
    "mark-without-record": N_("a mark of a State that no record leads to"),
    "to-recovery": N_("from the last record to the recovery"),
}
"""Kinds of gap, and what each is called where people read it."""

CONFLICTS = {
    "other-serial": N_("another serial"),
    "other-maker": N_("another maker"),
    "other-model": N_("another model"),
    "two-firearms": N_("may be of two firearms"),
    "dates-differ": N_("told with different dates"),
    "before-manufacture": N_("dated before the manufacture"),
    "impossible-order": N_("dated before what it must follow"),
    "after-recovery": N_("dated after the recovery"),
    "two-receivers": N_("given to two at once"),
    "two-makers": N_("made twice"),
    "other-last-holder": N_("another last holder is named"),
    "lawful-after-leaving": N_("a lawful transfer after it was reported gone"),
}
"""Kinds of contradiction, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """One thing that happened to the firearm, with all that tell it.

    Args:
        number: Its place in the chain, from 1; None for what isn't on the path from the maker to the recovery.
        kind: One of ``KINDS``.
        releasing: Who gave the firearm.
        receiving: Who got it.
        span: The days on which it can have happened, after all that tell it; None when nothing is told.
        country: Code of the State where it happened.
        place: Where in it.
        standing: The strongest of what it rests on.
        told: The entries that tell it.
    """

    number: int | None
    kind: str
    releasing: Holder | None
    receiving: Holder | None
    span: Span | None
    country: str | None
    place: str | None
    standing: str
    told: tuple[Entry, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """The ids of the entries that tell it."""
        return tuple(each.id for each in self.told)

    @property
    def only_marked(self) -> bool:
        """Whether nothing but marks on the object tells it."""
        return all(each.standing == "mark" for each in self.told)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A stretch that nothing covers.

    Args:
        code: One of :data:`GAPS`.
        after: Number of the link before it; None at the start.
        before: Number of the link after it; None at the end.
        holder: Who held it before.
        next_holder: Who held it after.
        state: Code of the State whose register would cover it.
        span: The days that it can take.
        answer: How far that State has answered for these days, one of :data:`ANSWERS`; None where no State is known.
        sentence: The same, for people, in the language that was spoken when it was found.
    """

    code: str
    after: int | None
    before: int | None
    holder: Holder | None
    next_holder: Holder | None
    state: str | None
    span: Span | None
    answer: str | None
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Things that can't all be true of one firearm.

    Args:
        code: One of :data:`CONFLICTS`.
        evidence: Ids of the entries.
        settled: Whether the chain could be built in spite of it, with one of them believed or set aside.
        sentence: The same, for people, in the language that was spoken when it was found.
    """

    code: str
    evidence: tuple[str, ...]
    settled: bool
    sentence: str


@dataclass(frozen=True, kw_only=True)
class SetAside:
    """An entry, or an answer, that isn't of this firearm, or may not be.

    Args:
        id: Id of the entry, the reply or the extract.
        reason: One of :data:`CONFLICTS`.
        sentence: Why, for people, in the language that was spoken when it was found.
    """

    id: str
    reason: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How far one State has answered.

    Args:
        state: Code of the State.
        standing: One of :data:`ANSWERS`, for all times together.
        documents: Ids of its replies and extracts.
    """

    state: str
    standing: str
    documents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The chain of custody and control of one firearm, from all that is told of it.

    Args:
        firearm: What was read on the object.
        links: What happened, in order; those that aren't on the path come last, without a number.
        gaps: What nothing covers, in the order of the chain.
        conflicts: What can't all be true.
        set_aside: What isn't of this firearm, or may not be.
        answers: How far each State has answered.
        diversion: The proposed point of diversion, and its rivals.
    """

    firearm: Description
    links: tuple[Link, ...]
    gaps: tuple[Gap, ...]
    conflicts: tuple[Conflict, ...]
    set_aside: tuple[SetAside, ...]
    answers: tuple[Answer, ...]
    diversion: Diversion

    @property
    def path(self) -> tuple[Link, ...]:
        """The links on the path from the maker to the recovery."""
        return tuple(link for link in self.links if link.number is not None)
