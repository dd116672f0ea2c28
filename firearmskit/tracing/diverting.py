"""Where did it leave the lawful chain? The proposed point, its rivals, and what would decide between them.

A proposal is an aid to the authority that traces; whether the point of diversion is established, and counted so under
SDG indicator 16.4.2, that authority decides.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from firearmskit.language import text as _
from firearmskit.tracing.dating import Span
from firearmskit.tracing.evidence import Holder, same_holder
from firearmskit.tracing.hearing import Heard
from firearmskit.tracing.hypotheses import BANDS, Diversion, Hypothesis, Question
from firearmskit.tracing.links import Conflict, Link
from firearmskit.tracing.rivals import finding, from_gaps, silence
from firearmskit.tracing.states import state_name
from firearmskit.tracing.walking import Walk

__all__ = ["divert"]

_BAND = list(BANDS)


def divert(
    found: Walk,
    heard: Heard,
    conflicts: tuple[Conflict, ...],
    *,
    rivals: tuple[Hypothesis, ...],
    why_open: str | None,
    doubt: str | None,
) -> Diversion:
    """Propose the point of diversion from a walk along the links.

    Args:
        found: The walk.
        heard: What each State has answered.
        conflicts: All contradictions.
        rivals: Hypotheses that others raised: of branches, or of two firearms that can't be told apart.
        why_open: Why nothing can be proposed, when that is known already.
        doubt: Why the entries can be of another firearm; None when nothing says so.

    Returns:
        The proposal with its rivals.
    """
    point, others = _candidates(found, heard)
    # that no record is of it means nothing while the records can't be told apart
    told = found.recorded or not rivals
    point = _lowered(point, conflicts, doubt)
    established = next((finding(link) for link in found.beside if link.kind == "finding"), None)
    if why_open is not None and point.band != "open":
        point = replace(point, band="open", against=(*point.against, why_open))
    proposed = point if point.band != "open" else established
    listed = [*rivals, *(others if told else ()), *from_gaps(found.gaps)]
    listed += [point] if proposed is not point and told else []
    listed += [established] if established is not None and proposed is not established else []
    records = [link for link in found.path if link.standing in ("record", "reply") and link is not found.recovery]
    reason = why_open or (point.against[-1] if point.against else None)
    return Diversion(
        point=proposed,
        rivals=tuple(sorted(listed, key=lambda each: _BAND.index(each.band))),
        established=None if proposed is None or proposed.kind == "still-held" else _established(proposed),
        last_legal_record=records[-1] if records else None,
        last_legal_holder=_last_holder(found),
        why_open=reason if proposed is None else None,
    )


def _established(point: Hypothesis) -> str:
    return "competent-authority" if point.kind == "finding" else "tracing"


def _last_holder(found: Walk) -> Holder | None:
    last = found.last
    if last is None or not found.recorded:
        return None
    return last.releasing if found.awaiting else last.receiving or found.holder


def _lowered(point: Hypothesis, conflicts: tuple[Conflict, ...], doubt: str | None) -> Hypothesis:
    """Lower a proposal by one band when what it rests on is contradicted, or can be of another firearm."""
    doubts = [each.sentence for each in conflicts if {*each.evidence} & {*point.evidence}]
    doubts += [] if doubt is None else [doubt]
    if not doubts or point.band == "open":
        return point
    lower = min(_BAND.index(point.band) + 1, _BAND.index("weakly-supported"))
    return replace(point, band=_BAND[lower], against=(*point.against, *doubts))


def _candidates(found: Walk, heard: Heard) -> tuple[Hypothesis, list[Hypothesis]]:
    """Give the hypothesis that the path leads to, and its natural rivals."""
    if not found.recorded:
        return _never_recorded(found, heard)
    if found.leaving is not None:
        return _reported(found, found.leaving)
    recovery, last = found.recovery, found.last
    if last is None:
        return _never_recorded(found, heard)
    if recovery is not None and not found.awaiting and same_holder(recovery.releasing, found.holder):
        return _still_held(found, last, recovery), []
    return _in_transit(found, last, heard) if found.awaiting else _after_last(found, last, heard)


def _window(first: Link, last: Link | None) -> Span | None:
    """Give the days between two links."""
    begin = first.span.first if first.span is not None else date.min
    end = last.span.last if last is not None and last.span is not None else date.max
    return Span(first=begin, last=end) if begin <= end else None


def _never_recorded(found: Walk, heard: Heard) -> tuple[Hypothesis, list[Hypothesis]]:
    """Take a firearm that no register has: a copy, or one that was asked for in the wrong way."""
    recovery = found.recovery
    maker = found.state if found.path else None
    answer = heard.over(maker, None)
    evidence = recovery.evidence if recovery is not None else ()
    look = Question(state=None, sentence=_("Read the marks on the object again, and ask a maker or a proof house."))
    made = Hypothesis(
        kind="manufacture",
        holder=None,
        state=None,
        span=None,
        band="open",
        evidence=evidence,
        for_it=(_("No register that was asked has a lawful record of it."),),
        against=(_("A serial that was misread, or another maker, leaves no record either."),),
        questions=(look,),
    )
    if maker is not None and answer != "complete":
        said, ask = silence(maker, answer)
        made = replace(made, for_it=(), against=(said,), questions=(ask, look))
    return made, [replace(made, kind="misread", for_it=(), against=())]


def _reported(found: Walk, leaving: Link) -> tuple[Hypothesis, list[Hypothesis]]:
    """Take the report that the firearm was stolen, lost or handed on."""
    holder = leaving.releasing or found.holder
    state = (holder.state if holder is not None else None) or leaving.country
    band = "well-supported" if leaving.standing in ("record", "reply", "finding") else "weakly-supported"
    against: tuple[str, ...] = ()
    if leaving.releasing is not None and not same_holder(leaving.releasing, found.holder):
        band = "supported" if band == "well-supported" else band
        against = (_("No record tells how it came to {holder}.").format(holder=holder),)
    last = found.last
    point = Hypothesis(
        kind=leaving.kind,
        holder=holder,
        state=state,
        span=leaving.span,
        band=band,
        evidence=(*(last.evidence if last is not None else ()), *leaving.evidence),
        for_it=(_("It was reported gone from {holder}.").format(holder=holder or _("somebody who isn't named")),),
        against=against,
    )
    ask = Question(
        state=state,
        sentence=_("Ask {state} what was found out about the report, and when it was made.").format(
            state=state_name(state)
        ),
    )
    rival = replace(
        point,
        kind="unlawful-transfer",
        band="open",
        for_it=(_("A report can cover that the holder handed it on."),),
        against=(),
        questions=(ask,),
    )
    return point, [rival] if leaving.kind != "unlawful-transfer" else []


def _still_held(found: Walk, last: Link, recovery: Link) -> Hypothesis:
    return Hypothesis(
        kind="still-held",
        holder=found.holder,
        state=found.state,
        span=recovery.span,
        band="supported",
        evidence=(*last.evidence, *recovery.evidence),
        for_it=(_("It was recovered from {holder}, who held it lawfully.").format(holder=found.holder),),
    )


def _in_transit(found: Walk, last: Link, heard: Heard) -> tuple[Hypothesis, list[Hypothesis]]:
    """Take an export after which nothing tells an arrival."""
    days = _window(last, found.recovery)
    answer = heard.over(found.state, days)
    told = _("{holder} sent it to {receiver}, and the register of {state} has no arrival.").format(
        holder=last.releasing or _("somebody who isn't named"), receiver=found.holder, state=state_name(found.state)
    )
    point = Hypothesis(
        kind="in-transit", holder=last.releasing, state=None, span=days, band="supported", evidence=last.evidence,
        for_it=(told,),
        questions=(
            Question(
                state=last.country,
                sentence=_("Ask {state} for the papers of the consignment: carrier, route, proof of delivery.").format(
                    state=state_name(last.country)
                ),
            ),
        ),
    )  # fmt: skip
    arrived = replace(
        point, kind="after-last-record", holder=found.holder, state=found.state, band="open",
        for_it=(_("It can have arrived without a record."),),
        questions=(
            Question(
                state=found.state,
                sentence=_("Ask {state} whether {holder} has it in its books.").format(
                    state=state_name(found.state), holder=found.holder
                ),
            ),
        ),
    )  # fmt: skip
    if answer == "complete":
        return point, [arrived]
    said, ask = silence(found.state, answer)
    return replace(point, band="open", for_it=(), against=(said,), questions=(ask,)), [arrived]


def _after_last(found: Walk, last: Link, heard: Heard) -> tuple[Hypothesis, list[Hypothesis]]:
    """Take the last lawful holder, after whom nothing is told."""
    days = _window(last, found.recovery)
    answer = heard.over(found.state, days)
    holder = found.holder
    name = holder or _("somebody who isn't named")
    point = Hypothesis(
        kind="after-last-record",
        holder=holder,
        state=found.state,
        span=days,
        band="weakly-supported" if last.only_marked else "supported",
        evidence=last.evidence,
        for_it=(
            _("{holder} is the last lawful holder on record, and {state} has nothing after that.").format(
                holder=name, state=state_name(found.state)
            ),
        ),
    )
    ask = Question(
        state=found.state,
        sentence=_("Ask {state} to have {holder} questioned, and whether a theft or a loss was reported.").format(
            state=state_name(found.state), holder=name
        ),
    )
    rivals = [
        replace(point, kind=kind, band="open", for_it=(said,), questions=(ask,))
        for kind, said in (
            ("theft", _("It can have been stolen from {holder} without a report.").format(holder=name)),
            ("unlawful-transfer", _("{holder} can have handed it on without a record.").format(holder=name)),
        )
    ]
    if answer == "complete" and holder is not None:
        return point, rivals
    said, ask = silence(found.state, answer if answer != "complete" else None)
    return replace(point, band="open", for_it=(), against=(said,), questions=(ask,)), rivals
