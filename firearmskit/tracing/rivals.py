"""What else can be: what a State's silence leaves open, gaps between records, and findings of other authorities."""

from __future__ import annotations

from firearmskit.language import text as _
from firearmskit.tracing.hypotheses import Hypothesis, Question
from firearmskit.tracing.links import Gap, Link
from firearmskit.tracing.states import state_name

__all__ = ["finding", "from_gaps", "silence"]


def silence(state: str | None, answer: str | None) -> tuple[str, Question]:
    """Say why the silence of a State tells nothing yet, and what to ask."""
    name = state_name(state)
    said = {
        "partial": _("{state} has answered for a part only: pages or files are missing."),
        "refused": _("{state} refused to answer."),
        "pending": _("{state} hasn't answered yet."),
        "none": _("{state} wasn't asked, or was asked for another firearm."),
        None: _("It isn't known in which State the last holder was."),
    }[answer].format(state=name)
    ask = {
        "partial": _("Ask {state} for the missing pages, or for a second register such as that of the dealer."),
        "refused": _("Ask {state} for the reasons, and by mutual legal assistance."),
        "pending": _("Wait for the answer of {state}, or remind it."),
        "none": _("Ask {state}, with the serial, maker and model as they stand on the object."),
        None: _("Ask the State that told of the last transfer where the receiver was."),
    }[answer].format(state=name)
    return said, Question(state=state, sentence=ask)


def from_gaps(gaps: list[Gap]) -> list[Hypothesis]:
    """Take each gap between two records as a place where it can have left the chain and come back into a register."""
    found = []
    for gap in gaps:
        if gap.code not in ("holder", "mark-without-record") or gap.before is None:
            continue
        said, ask = silence(gap.state, gap.answer if gap.answer != "complete" else "none")
        if gap.answer == "complete":
            said = _("The register of {state} is whole and has no record of it.").format(state=state_name(gap.state))
            ask = Question(
                state=gap.state,
                sentence=_("Ask {state} from whom {next} had it.").format(
                    state=state_name(gap.state), next=gap.next_holder or _("the next holder")
                ),
            )
        found.append(
            Hypothesis(
                kind="gap",
                holder=gap.holder,
                state=gap.state,
                span=gap.span,
                band="weakly-supported" if gap.answer == "complete" else "open",
                evidence=(),
                for_it=(gap.sentence, said),
                questions=(ask,),
            )
        )
    return found


def finding(link: Link) -> Hypothesis:
    """Take what a competent authority established by other means than tracing."""
    return Hypothesis(
        kind="finding",
        holder=link.releasing,
        state=link.country,
        span=link.span,
        band="supported",
        evidence=link.evidence,
        for_it=(_("A competent authority established it by other means than tracing."),),
    )
