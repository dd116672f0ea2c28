"""Ways in which a firearm can have left the lawful chain: the values, and how far evidence goes."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.language import N_
from firearmskit.tracing.dating import Span
from firearmskit.tracing.evidence import Holder
from firearmskit.tracing.links import Link

__all__ = ["BANDS", "HYPOTHESES", "Diversion", "Hypothesis", "Question"]

HYPOTHESES = {
    "theft": N_("theft"),
    "loss": N_("loss"),
    "unlawful-transfer": N_("unlawful transfer"),
    "in-transit": N_("between export and arrival"),
    "after-last-record": N_("after the last record, in a way that isn't told"),
    "still-held": N_("no diversion: recovered from its last lawful holder"),
    "manufacture": N_("illicit manufacture"),
    "misread": N_("no diversion told: another firearm was asked for"),
    "gap": N_("in a gap of the chain"),
    "branch": N_("with one of two receivers"),
    "finding": N_("as a competent authority established"),
}
"""Ways in which a firearm can have left the lawful chain, and what each is called where people read it."""

BANDS = {
    "well-supported": N_("well supported"),
    "supported": N_("supported"),
    "weakly-supported": N_("weakly supported"),
    "open": N_("can't be told"),
}
"""How far the evidence goes, the furthest first, and what each is called where people read it. They are no chances."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What would decide.

    Args:
        state: Code of the State to ask; None when the object itself, or a person, would tell.
        sentence: What to ask or look at.
    """

    state: str | None
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Hypothesis:
    """One way in which the firearm can have left the lawful chain.

    Args:
        kind: One of :data:`HYPOTHESES`.
        holder: From whom it left.
        state: Code of the State where; None when that isn't told.
        span: The days on which it can have been; None when nothing bounds them.
        band: One of :data:`BANDS`.
        evidence: Ids of the entries that it rests on.
        for_it: What speaks for it, in sentences.
        against: What speaks against it, in sentences.
        questions: What would decide.
    """

    kind: str
    holder: Holder | None
    state: str | None
    span: Span | None
    band: str
    evidence: tuple[str, ...]
    for_it: tuple[str, ...]
    against: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Diversion:
    """The point of diversion that is proposed, and what else can be.

    Args:
        point: The proposal; None when the evidence doesn't tell.
        rivals: What else can be, the best supported first.
        established: How the point would be counted under SDG 16.4.2 if the authority adopts it: ``tracing``, or
            ``competent-authority`` where such a finding is all there is; None when there is no point.
        last_legal_record: The last link that a register or a reply tells before the recovery; a report of theft or
            loss is one.
        last_legal_holder: Who held the firearm lawfully last, as far as it is told: of an export without arrival, the
            one that sent it.
        why_open: Why there is no proposal, a sentence; None when there is one.
    """

    point: Hypothesis | None
    rivals: tuple[Hypothesis, ...]
    established: str | None
    last_legal_record: Link | None
    last_legal_holder: Holder | None
    why_open: str | None
