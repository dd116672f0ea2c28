"""Six records of a case: which of the nine steps after a recovery does each show?"""

from __future__ import annotations

from typing import Any

from firearmskit import tracing
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import STATES, draw_number
from firearmskit.course.exercises.shared import choice_rows
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "NONE", "RECORDS", "TASK", "draw_steps", "show_steps"]

NONE = "none"
RECORDS = {
    "national": (1, N_("Printout: the number {number} was searched in the register of firearms at home.")),
    "stolen": (1, N_("Printout: the number {number} was searched in the list of lost and stolen firearms at home.")),
    "international": (
        2,
        N_("Printout: the number {number} was searched internationally: lost, stolen and trafficked firearms."),
    ),
    "request": (2, N_("Receipt: {state} has received our trace request for {number}.")),
    "evidence": (3, N_("List of what was secured at the place of the find, with photographs.")),
    "interview": (3, N_("Minutes: the driver was asked how the firearm came into the car.")),
    "prints": (4, N_("Report of the laboratory: traces of fingers on the firearm were secured and compared.")),
    "dna": (5, N_("Report of the laboratory: swabs of the firearm were taken and analysed for DNA.")),
    "cases": (6, N_("Report of the laboratory: fired cases and bullets were compared with those of other cases.")),
    "leads": (7, N_("Note: what the searches, the interview and the laboratory gave, side by side, with five leads.")),
    "told": (8, N_("Message of the first evening to the investigators: what is known so far.")),
    "trafficking": (9, N_("Analysis: whether all that is known of this case shows signs of trafficking.")),
}
OTHER = {
    "found": N_("Report of the seizure: when, where and by whom the firearm was found."),
    "store": N_("Receipt: the patrol handed the sealed firearm to the store."),
    "carried": N_("Receipt: the firearm was brought to the laboratory and came back, the seal whole."),
}
"""Records that belong to the case and show none of the nine steps."""
AS_RECORDED = {
    "national": "register-searched/national",
    "stolen": "register-searched/lost-stolen",
    "international": "register-searched/international",
    "request": "trace-sent",
    "evidence": "evidence-recovered",
    "interview": "interview-held",
    "prints": "examination-ended/fingerprints",
    "dna": "examination-ended/dna",
    "cases": "examination-ended/ballistics",
    "leads": "leads-gathered",
    "told": "investigators-told",
    "trafficking": "trafficking-analysed",
}
"""What ``tracing.checklist`` calls each of them."""
HINTS = {
    "record": N_("Ask what was done, not where the firearm was or who signed. Then read the nine steps again."),
    "custody": N_(
        "This says where the firearm was. Ask whether anybody searched, asked, examined or analysed anything."
    ),
    "open": N_("Go through the nine steps, and tick each one for which you found no record."),
}


def draw_steps(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw five records that show five of the nine steps, and one that shows none."""
    shown = draw.sample(range(1, 10), 5)
    records = [draw.pick([name for name, (step, _text) in RECORDS.items() if step == number]) for number in shown]
    records = draw.shuffle([*records, draw.pick(sorted(OTHER))])
    truth: dict[str, dict[str, Any]] = {}
    for at, name in enumerate(records, start=1):
        if name in OTHER:
            truth[f"record{at}"] = {"accept": [NONE], "hint": "custody"}
        else:
            truth[f"record{at}"] = {"accept": [str(RECORDS[name][0])], "hint": "record"}
    truth["open"] = {"accept": [str(number) for number in range(1, 10) if number not in shown], "hint": "open"}
    return {"records": records, "number": draw_number(draw), "state": draw.pick(list(STATES))}, truth


def show_steps() -> Document:
    """Show the nine steps."""
    return Document(
        title=_("The nine steps after a recovery"),
        rows=tuple((_("Step {number}").format(number=step.number), _(step.name)) for step in tracing.steps()),
    )


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    sentences = {name: text for name, (_step, text) in RECORDS.items()} | OTHER
    rows = tuple(
        (_("Record {number}").format(number=number), _(sentences[name]).format(**evidence))
        for number, name in enumerate(evidence["records"], start=1)
    )
    return (
        Note(
            text=_(
                "The nine steps are those that slides of INTERPOL's firearms programme list. The case and its records "
                "are made up."
            )
        ),
        show_steps(),
        Document(title=_("The file"), rows=rows),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    steps = tuple(Option(value=str(number), label=_("Step {number}").format(number=number)) for number in range(1, 10))
    rows = {f"record{number}": _("Record {number}").format(number=number) for number in range(1, 7)}
    return (
        *choice_rows(rows, _("which step does it show?"), (*steps, Option(value=NONE, label=_("none of the nine")))),
        Field(
            key="open",
            kind="choices",
            label=_("Which four steps does no record show?"),
            points=2,
            options=steps,
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what ``tracing.checklist`` says of records that somebody entered."""
    answer: dict[str, Value] = {}
    found: set[int] = set()
    for at, name in enumerate(evidence["records"], start=1):
        kind, _stroke, about = AS_RECORDED.get(name, "custody-changed").partition("/")
        states = tracing.checklist([{"kind": kind, "about": about, "id": name}])
        numbers = [state.number for state in states if state.by]
        found.update(numbers)
        answer[f"record{at}"] = str(numbers[0]) if numbers else NONE
    return answer | {"open": [str(number) for number in range(1, 10) if number not in found]}


TASK = Task(id="records", title=N_("Nine steps, six records"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
