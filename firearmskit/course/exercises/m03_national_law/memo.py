"""Write the memorandum on what a bill lacks, in one's own words: a person grades it.

The bill is drawn as in :mod:`~firearmskit.course.exercises.m03_national_law.bill`, from a seed of its own: a learner
meets another one here. Finding the gap comes first, and is scored at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._bill import (
    LETTERS,
    clause_options,
    draw_bill,
    duty_label,
    show_bill,
)
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.shared import criterion
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["EXERCISE"]

RUBRIC = (
    criterion(
        N_("Claim"),
        two=N_("One sentence names the duty with its article, and says that no clause of the bill provides it."),
        one=N_("The duty is named, but the claim goes further than the bill does, or has to be searched for."),
        none=N_("Another duty is named, or the bill contradicts the claim."),
    ),
    criterion(
        N_("Evidence"),
        two=N_(
            "The clause that stands nearest is named, with what it does, and with each thing of the duty that it "
            "doesn't ask for."
        ),
        one=N_("The clause is named, but a thing of the duty is left out, or one is said to be missing that is there."),
        none=N_("No clause is named."),
    ),
    criterion(
        N_("Limits"),
        two=N_(
            "Two limits are named, and both are true: other laws that weren't read, practice, a bill that can change."
        ),
        one=N_("One such limit is named, or one of several is untrue."),
        none=N_("No limit is named, or the memorandum says what no bill can show."),
    ),
    criterion(
        N_("Draft"),
        two=N_(
            "A clause says who has to do what, provides each thing of the duty, and adds neither a border nor a "
            "group as a condition."
        ),
        one=N_("A clause is drafted, but a thing is missing, or it only repeats that the State has a duty."),
        none=N_("There is no draft, or it opens another gap."),
    ),
)
HINTS = {
    "none": N_(
        "Hold the bill against the six duties, one by one. For one of them no clause asks anybody to do anything."
    ),
    "near": N_("Look for the clause that speaks of the same matter."),
    "part": N_("One duty is provided but for one thing. Definitions have nothing to do with it."),
}


def draw_case(draw: Draw) -> Case:
    """Draw a learner's bill.

    Args:
        draw: The learner's own.
    """
    bill = draw_bill(draw)
    none, part = bill.duty("none"), bill.duty("part")
    letter = LETTERS[bill.duties.index(none)]
    basis: dict[str, dict[str, Any]] = {
        "none": {"accept": [letter], "hint": "none"},
        "near": {"accept": [bill.numbers[none]], "hint": "near"},
        "part": {"accept": [LETTERS[bill.duties.index(part)]], "hint": "part"},
        "rests": {"accept": [bill.numbers[part]], "hint": "part"},
    }
    facts = {"duty": none, "letter": letter, "near": bill.numbers[none]}
    return Case(evidence={"bill": bill.shown}, truth={"basis": basis, "memo": {"text": facts}})


def _basis_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return show_bill(evidence, first=_("This is another bill than the one in “A bill before a committee”."))


def _basis_fields(evidence: Evidence) -> tuple[Field, ...]:
    duties = tuple(Option(value=letter, label=duty_label(letter)) for letter in LETTERS)
    clauses = clause_options(evidence)
    asked = (
        ("none", _("Which duty does no clause provide?"), duties),
        ("near", _("Which clause speaks of the same matter?"), clauses),
        ("part", _("Which duty does a clause leave short of one thing by its own words, not by a definition?"), duties),
        ("rests", _("Which clause is that?"), clauses),
    )
    return tuple(Field(key=key, kind="choice", label=label, points=1, options=options) for key, label, options in asked)


def _memo_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return show_bill(evidence, first=_("The bill that your memorandum is about."))


def _memo_fields(evidence: Evidence) -> tuple[Field, ...]:
    label = _(
        "Your memorandum, in 100 to 300 words, on the duty that no clause provides: claim, evidence, "
        "limits, and a draft"
    )
    return (Field(key="text", kind="text", label=label, points=8, rows=16),)


def _model(evidence: Evidence, truth: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
    """Write the memorandum that the planted gap bears."""
    facts = truth["text"]
    topic = TOPICS[facts["duty"]]
    clause = evidence["bill"]["clauses"][int(facts["near"]) - 1]
    lines = [
        _("Claim: the bill doesn't provide duty {letter}, which stands in article {article} of the Protocol.").format(
            letter=facts["letter"], article=topic.article
        ),
        _("Evidence: clause {number} is the only one on this matter. It says: “{clause}”").format(
            number=facts["near"], clause=_(clause)
        ),
        _("It asks for none of these things:"),
        *(f"- {_(thing)}" for thing in topic.things.values()),
        _(
            "Limits: no other law was read, and another one may provide it. A bill can change before it is passed, and "
            "it doesn't show what is done."
        ),
        _("Draft: “{clause}”").format(clause=_(topic.whole)),
    ]
    return {"text": "\n".join(lines)}


EXERCISE = Exercise(
    id="m03_national_law/memo",
    version=1,
    title=N_("A memorandum on a bill"),
    draw=draw_case,
    tasks=(
        Task(
            id="basis",
            title=N_("Find the gap that the memorandum is about"),
            points=4,
            fields=_basis_fields,
            blocks=_basis_blocks,
        ),
        Task(
            id="memo",
            title=N_("Write the memorandum"),
            points=8,
            fields=_memo_fields,
            blocks=_memo_blocks,
            rubric=RUBRIC,
            model=_model,
        ),
    ),
    hints=HINTS,
)
"""One gap and one memorandum: 12 points, of which a person gives 8."""
