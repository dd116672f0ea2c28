"""An adviser's statement on a bill: claim, evidence and limits."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._bill import (
    LETTERS,
    Bill,
    clause_options,
    duty_label,
    show_bill,
)
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CLAIMS", "HINTS", "LIMITS", "TASK", "TRUE_LIMITS", "draw_statement", "plant_finding", "show_statement"]

STATEMENTS = {
    "provided": N_("Once this bill is in force, it and the texts that it names hold all that this asks for: “{duty}”"),
    "practice": N_("Once this bill is in force, this is what is done in {state} every day: “{duty}”"),
}
CLAIMS = {
    "supports": N_("The bill supports the statement."),
    "against": N_("The bill speaks against the statement."),
    "open": N_("The bill leaves the statement open."),
    "ratified": N_("The statement is true without the bill: the State has joined the Protocol."),
}
LIMITS = {
    "practice": N_("What a bill asks for doesn't show what is done."),
    "laws": N_("Another law, which wasn't read, may provide more or say otherwise."),
    "passed": N_("A bill can change before it is passed."),
    "ours": N_("The duties are told in our words: the text of the treaty decides."),
    "silent": N_("What a bill doesn't mention is forbidden."),
    "charged": N_("Whoever can't be charged under the bill can be charged under the Protocol itself."),
    "border": N_("The crimes of the bill hold only where a border is crossed and a group is involved."),
    "optional": N_("A State breaks a treaty wherever it doesn't do what the treaty only allows."),
    "one": N_("A duty that is provided in part counts as provided."),
    "rank": N_("A State with fewer gaps has fewer illicit firearms."),
}
TRUE_LIMITS = ("practice", "laws", "passed", "ours")
FALSE_LIMITS = tuple(each for each in LIMITS if each not in TRUE_LIMITS)
HINTS = {
    "claim": N_(
        "Find the duty that the statement speaks of, and the clause on it. Does the bill say it, lack a part of it, or "
        "leave it to something that you don't have?"
    ),
    "ratified": N_("To join a treaty binds the State. Ask who is charged in a court, and under which text."),
    "evidence": N_("The statement speaks of one duty: name it, and the clause that the bill has on it."),
    "limits": N_("Most of the sentences are false. Ask of each whether it says more than a bill can show."),
}


def draw_statement(draw: Draw, bill: Bill) -> tuple[dict[str, Any], str, str]:
    """Draw an adviser's statement.

    Returns:
        What is shown of it, the claim that the bill bears, and the duty that it is about.
    """
    claim = draw.pick(("supports", "against", "open"))
    practice = claim == "open" and draw.chance(0.5)
    fate = {"supports": "whole", "against": "part", "open": "elsewhere"}["supports" if practice else claim]
    duty = draw.pick([each for each in bill.duties if bill.fates[each] == fate])
    shown = {"says": STATEMENTS["practice" if practice else "provided"], "duty": TOPICS[duty].duty}
    return shown, claim, duty


def plant_finding(draw: Draw, bill: Bill) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plant the claim on an adviser's statement, its evidence and its limits."""
    statement, claim, duty = draw_statement(draw, bill)
    limits = draw.sample(TRUE_LIMITS, 2)
    shown = {
        "statement": statement,
        "claim": draw.shuffle(sorted(CLAIMS)),
        "limits": draw.shuffle([*limits, *draw.sample(FALSE_LIMITS, 4)]),
    }
    truth: dict[str, dict[str, Any]] = {
        "claim": {"accept": [claim], "hint": "claim", "because": {"ratified": "ratified"}},
        "evidence": {"accept": [LETTERS[bill.duties.index(duty)], bill.numbers[duty]], "hint": "evidence"},
        "limits": {"accept": limits, "hint": "limits"},
    }
    return shown, truth


def show_statement(statement: dict[str, str], state: str) -> Note:
    """Show the adviser's statement."""
    says = _(statement["says"]).format(state=state, duty=_(statement["duty"]))
    return Note(text=_("An adviser says to the committee: {statement}").format(statement=says))


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    statement = show_statement(evidence["finding"]["statement"], evidence["bill"]["state"])
    return (statement, *show_bill(evidence, first=_("The same bill, and the same duties.")))


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    duties = tuple(Option(value=letter, label=duty_label(letter)) for letter in LETTERS)
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim about the adviser's statement"),
            points=3,
            options=options_of(CLAIMS, evidence["finding"]["claim"]),
        ),
        Field(
            key="evidence",
            kind="choices",
            label=_("The evidence: by which duty and which clause must the statement be judged?"),
            points=4,
            options=(*duties, *clause_options(evidence)),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true? They say what your claim doesn't prove."),
            points=5,
            options=options_of(LIMITS, evidence["finding"]["limits"]),
        ),
    )


TASK = Task(id="finding", title=N_("Judge an adviser's statement"), points=12, fields=_fields, blocks=_blocks)
"""Claim, evidence and limits."""
