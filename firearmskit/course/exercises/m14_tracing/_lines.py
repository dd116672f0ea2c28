"""Nine lines of three registers: which are of the firearm, and why are the others not?"""

from __future__ import annotations

from typing import Any

from firearmskit import tracing
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import object_of
from firearmskit.course.exercises.m14_tracing._registers import LABELS
from firearmskit.course.exercises.m14_tracing._story import Story
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "best_lines", "plant_lines", "show_object"]

VERDICTS = {
    "ours": N_("it can be this firearm"),
    "number": N_("another number"),
    "maker": N_("the number agrees, the maker is another one"),
    "facts": N_("number and maker agree, the calibre is another one"),
}
SAY = {
    "found": N_("No line that the search found agrees with this firearm. The search shows no more than that."),
    "never": N_("The firearm was never in this State."),
    "wrong": N_("The register is wrong: a firearm that passed through the State must stand in it."),
    "near": N_("The line that is nearest to it is this firearm; a register has many slips."),
}
HINTS = {
    "line": N_("Compare in this order: the signs of the number, the maker, the calibre."),
    "written": N_("Ask whether the signs differ, or only the way in which a clerk wrote number and maker."),
    "number": N_("Compare the number sign by sign, once from the left and once from the right."),
    "maker": N_("The number agrees. Read the name that stands below it."),
    "facts": N_("Number and maker agree. Read the last entry of this line."),
    "say": N_("Ask what a search can show, and what a clerk can leave out or write in another way."),
}


def plant_lines(draw: Draw, story: Story) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plant which lines are of this firearm; give the order of the options, too."""
    truth: dict[str, dict[str, Any]] = {}
    for label in LABELS:
        kind = story.ours[label]
        because = {"number": "written"} if kind == "ours" else {"ours": kind}
        truth[f"line{label}"] = {"accept": [kind], "hint": "line", "because": because}
    truth["say"] = {"accept": ["found"], "hint": "say"}
    return {"say": draw.shuffle(sorted(SAY))}, truth


def show_object(evidence: Evidence) -> Document:
    """Show what was read on the firearm."""
    own = evidence["object"]
    return Document(
        title=_("The firearm on the table"),
        rows=(
            (_("Number"), own["number"]),
            (_("Maker"), own["maker"]),
            (_("Type and calibre"), object_of(own["type"], own["calibre"])),
            (_("Year on the frame or receiver"), str(own["year"])),
            (_("Seized in"), evidence["home"]),
        ),
    )


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    registers = [
        Document(
            title=_("What a search found in the register ({state})").format(state=register["state"]),
            rows=tuple(
                (
                    _("Line {number}").format(number=line["label"]),
                    f"{line['number']}\n{line['maker']}\n{object_of(line['type'], line['calibre'])}",
                )
                for line in register["lines"]
            ),
        )
        for register in evidence["registers"]
    ]
    return (
        Note(
            text=_(
                "States, registers, makers, firms, persons and numbers are made up. You work in {state}: its own "
                "register comes first."
            ).format(state=evidence["home"])
        ),
        show_object(evidence),
        *registers,
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"line{label}": _("Line {number}").format(number=label) for label in LABELS}
    return (
        *choice_rows(rows, _("is it this firearm?"), options_of(VERDICTS)),
        Field(
            key="say",
            kind="choice",
            label=_("One register has no line of this firearm. What do you report of it?"),
            points=3,
            options=options_of(SAY, evidence["options"]["say"]),
        ),
    )


def best_lines(evidence: Evidence) -> dict[str, str]:
    """Give for each State the line that ``tracing.match`` puts first, where it finds one at all likely."""

    def entry(values: dict[str, Any], id: str) -> dict[str, Any]:
        return {"id": id, "serial": values["number"], "make": values["maker"], "calibre": values["calibre"]}

    found = {}
    for register in evidence["registers"]:
        lines = tracing.Register([entry(line, line["label"]) for line in register["lines"]])
        best = tracing.match(entry(evidence["object"], "0"), lines).best
        if best is not None and best.entry.id is not None:
            found[register["state"]] = best.entry.id
    return found


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who takes the first line that ``tracing.match`` gives in each register."""
    best = set(best_lines(evidence).values())
    return {f"line{label}": "ours" if label in best else "number" for label in LABELS}


TASK = Task(id="lines", title=N_("Find it in three registers"), points=12, fields=_fields, blocks=_blocks, paste=_paste)
