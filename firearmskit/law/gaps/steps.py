"""The steps of legislative development, and how far a national law has come in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from firearmskit.language import N_
from firearmskit.law.gaps.assessing import Assessment

__all__ = ["STEPS", "Step", "progress"]

_PAPER = "CTOC/COP/WG.6/2018/3"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the process.

    Args:
        id: A word.
        name: What it is called.
        sentence: What happens in it.
        source: Where the United Nations paper describes it. The picture of its Figure IV wasn't found; the steps are
            read from the paragraphs around it.
    """

    id: str
    name: str
    sentence: str
    source: str


STEPS = tuple(
    Step(id=id, name=name, sentence=sentence, source=f"{_PAPER}, {paragraph}")
    for id, name, sentence, paragraph in (
        (
            "self-assessment",
            N_("National self-assessment"),
            N_("The State's own readers answer every question, and say on which provision each answer rests."),
            N_("para. 26"),
        ),
        (
            "desk-review",
            N_("Desk review"),
            N_("A second reader checks each answer against the text of the law."),
            N_("para. 26"),
        ),
        (
            "visit",
            N_("Country visit and interviews"),
            N_("Those who apply the law say what the text doesn't: what is done, and by whom."),
            N_("para. 26"),
        ),
        (
            "report",
            N_("Assessment report"),
            N_("Gaps are set out one by one, each with a recommendation."),
            N_("para. 27"),
        ),
        (
            "drafting",
            N_("Drafting committee"),
            N_("People of several offices and professions draft together, with guides and templates at hand."),
            N_("para. 27"),
        ),
        (
            "validation",
            N_("Validation of the draft"),
            N_("The authorities revise the draft, and it is assessed again."),
            N_("para. 28"),
        ),
        (
            "submission",
            N_("Submission to parliament"),
            N_("The bill is submitted officially; its adoption is promoted."),
            N_("paras. 28 and 33"),
        ),
    )
)
"""The steps in their order."""


def progress(assessment: Assessment) -> tuple[tuple[Step, int, int], ...]:
    """Say how far those steps are that a document shows: answers given, answers checked, questions settled.

    Args:
        assessment: What the assessment of a national law came to.

    Returns:
        Each such step, how much of it is done, and of how much.
    """
    asked = {
        answer.element: answer
        for result in assessment.results
        if result.status != "not-applicable"
        for answer in (*result.answers, *result.advice)
    }
    claims = [claim for answer in asked.values() for claim in answer.claims]
    measures: dict[str, Callable[[], tuple[int, int]]] = {
        "self-assessment": lambda: (sum(each.standing != "unanswered" for each in asked.values()), len(asked)),
        "desk-review": lambda: (sum(claim.reviewer is not None for claim in claims), len(claims)),
        "report": lambda: (
            sum(each.standing not in ("unanswered", "conflict") for each in asked.values()),
            len(asked),
        ),
    }
    return tuple((step, *measures[step.id]()) for step in STEPS if step.id in measures)
