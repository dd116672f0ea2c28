"""Which things the bill lacks, and which definition takes something out of another clause."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._bill import Bill, clause_options, show_bill
from firearmskit.course.exercises.m03_national_law._narrowed import TAKEN
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "plant_element"]

HINTS = {
    "lacking": N_("Look for each thing in the clauses. Two of the three belong to one duty."),
    "narrow": N_("Some clauses only say what a word means. Which of them leaves out what the treaty would take in?"),
    "narrow_not": N_("This clause takes nothing away: look for one that says what a word means."),
    "takes": N_("Go through what the definition names, and ask what of the same kind it doesn't name."),
    "nothing": N_("Put the words of the definition into the clause that uses the word, and read it again."),
}
THINGS = {name: sentence for topic in TOPICS.values() for name, sentence in topic.things.items()}


def plant_element(draw: Draw, bill: Bill) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plant three things that the bill lacks among eight, and the definition that narrows a crime."""
    part, none = bill.duty("part"), bill.duty("none")
    lacking = [bill.lack, *draw.sample(sorted(TOPICS[none].things), 2)]
    there = [each for each in TOPICS[part].things if each != bill.lack]
    for duty in bill.duties:
        if bill.fates[duty] == "whole":
            there += TOPICS[duty].things
    # An element that several duties ask for would be there and lacking at once.
    there = draw.sample(sorted(set(there) - set(TOPICS[none].things) - {bill.lack}), 5)
    number = bill.defined[bill.word]
    truth: dict[str, dict[str, Any]] = {
        "lacking": {"accept": lacking, "hint": "lacking"},
        "narrow": {
            "accept": [number],
            "hint": "narrow",
            "because": dict.fromkeys(bill.numbers.values(), "narrow_not"),
        },
        "takes": {"accept": [bill.taken], "hint": "takes", "because": {"none": "nothing", "firearms": "nothing"}},
    }
    shown = {"things": draw.shuffle([*lacking, *there]), "taken": draw.shuffle(sorted(TAKEN))}
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return show_bill(evidence, first=_("The same bill. Now look closer: thing by thing, and word by word."))


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    things = tuple(Option(value=each, label=_(THINGS[each])) for each in evidence["element"]["things"])
    return (
        Field(
            key="lacking",
            kind="choices",
            label=_("Which three of these things does no clause of the bill provide?"),
            points=5,
            options=things,
        ),
        Field(
            key="narrow",
            kind="choice",
            label=_("Which clause, by saying what a word means, makes a crime of the bill narrower than the duty?"),
            points=3,
            options=clause_options(evidence),
        ),
        Field(
            key="takes",
            kind="choice",
            label=_("What does no crime of the bill reach, because of that clause?"),
            points=4,
            options=options_of(TAKEN, evidence["element"]["taken"]),
        ),
    )


TASK = Task(id="element", title=N_("What exactly is missing?"), points=12, fields=_fields, blocks=_blocks)
"""Three things that are missing, and the definition that narrows a crime."""
