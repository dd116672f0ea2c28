"""Six duties and a bill: is each provided, in part or not, or can't it be seen here; and by which clause?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.exercises.m03_national_law._bill import LETTERS, Bill, clause_options, duty_label, show_bill
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "plant_gaps"]

PROVIDED = {
    "whole": N_("whole"),
    "part": N_("in part"),
    "none": N_("not at all"),
    "elsewhere": N_("can't be said: it rests on a text that isn't shown"),
}
NO_CLAUSE = "none"
FATES = {"narrow": "part"}
"""What a duty is to whoever asks how far it is provided, where that isn't called as its fate is."""
HINTS = {
    "whole": N_("Go through the duty word by word. Is there one that no clause answers, or only a doubt?"),
    "part": N_("Most of it is there. Go through the duty word by word, and look for the one thing that is missing."),
    "narrow": N_("Read what each word of this clause means in this bill, and then read the clause again."),
    "none": N_("A clause speaks of the same matter. Ask whether anybody has to do what the duty asks for."),
    "elsewhere": N_("The clause sends you to another text. You don't have it: can you say what it holds?"),
    "clause": N_("Look for the clause that makes somebody do what the duty asks for, or that says where that stands."),
    "near": N_("This clause speaks of the matter and asks for nothing of the duty."),
}


def plant_gaps(bill: Bill) -> dict[str, dict[str, Any]]:
    """Plant how far each duty is provided, and by which clause."""
    truth: dict[str, dict[str, Any]] = {}
    for letter, duty in zip(LETTERS, bill.duties, strict=True):
        fate = bill.fates[duty]
        truth[f"status{letter}"] = {"accept": [FATES.get(fate, fate)], "hint": fate}
    for letter, duty in zip(LETTERS, bill.duties, strict=True):
        none = bill.fates[duty] == "none"
        truth[f"clause{letter}"] = {
            "accept": [NO_CLAUSE if none else bill.numbers[duty]],
            "hint": "clause",
            "because": {bill.numbers[duty]: "near"} if none else {},
        }
    return truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return show_bill(evidence, first=_("A committee asks you what this bill lacks. Hold it against six duties."))


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {letter: duty_label(letter) for letter in LETTERS}
    clauses = (*clause_options(evidence), Option(value=NO_CLAUSE, label=_("no clause")))
    return (
        *choice_rows(
            {f"status{letter}": row for letter, row in rows.items()},
            _("how far does the bill provide it?"),
            options_of(PROVIDED),
            points=2,
        ),
        *choice_rows(
            {f"clause{letter}": row for letter, row in rows.items()}, _("by which clause?"), clauses, points=1
        ),
    )


TASK = Task(id="gaps", title=N_("What does the bill provide?"), points=18, fields=_fields, blocks=_blocks)
"""Six duties: how far, and by which clause."""
