"""Whom to ask next: the registers at home, the State of manufacture, that of the last legal import, or another one?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import FIRMS, MAKERS, STATES, draw_number
from firearmskit.course.exercises.shared import SERVICES, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_asked"]

NEXT = {
    "own": N_("search the registers at home"),
    "made": N_("ask the State of manufacture"),
    "imported": N_("ask the State of the last legal import"),
    "named": N_("ask the State that a reply names"),
    "look": N_("look at the firearm again"),
    "route": N_("ask the State from which it came that day"),
}
STORIES = ("own", "made", "imported", "named", "look")
QUESTION = {
    "next": N_("Whether its records have a firearm with these five identifiers, and to whom it went next."),
    "who": N_("Who carried the firearm over the border."),
    "guilt": N_("Whether the importer broke the law."),
    "today": N_("Who had the firearm on the day on which it was seized."),
}
HINTS = {
    "find": N_("Ask in this order: what is already searched at home, what do the marks show, has a State replied?"),
    "route": N_("Where it came from that day isn't a mark, and no record follows from it."),
    "home": N_("The marks do show a State. Ask what comes before a request to another State."),
    "states": N_(
        "A request goes to the State of manufacture, or to that of the last legal import. Which marks show one?"
    ),
    "question": N_("Ask what an office can look up in its records, and what takes you one step further."),
}


def draw_asked(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw four finds of five stories, and one more find with the marks of four States."""
    stories = draw.sample(STORIES, 4)
    finds, truth = [], {}
    for at, story in enumerate(stories, start=1):
        made, imported, route = draw.sample(list(STATES), 3)
        marked = story not in ("imported", "look")
        finds.append(
            {
                "number": draw_number(draw),
                "maker": draw.pick(MAKERS) if marked else None,
                "made": made if marked else None,
                "stamped": f"MADE IN {made.upper()}" if marked else None,
                "imported": imported if story == "imported" else None,
                "searched": story != "own",
                "firm": draw.pick(FIRMS) if story == "named" else None,
                "next": imported if story == "named" else None,
                "year": draw.between(1996, 2014),
                "route": route,
            }
        )
        because = {"route": "route"} | ({"made": "home"} if story == "own" else {})
        truth[f"find{at}"] = {"accept": [story], "hint": "find", "because": because}
    made, imported, owner, tested, route = draw.shuffle(list(STATES))
    truth["states"] = {"accept": [made, imported], "hint": "states"}
    truth["question"] = {"accept": ["next"], "hint": "question"}
    evidence = {
        "finds": finds,
        "marks": {
            "made": made,
            "stamped": f"MADE IN {made.upper()}",
            "imported": imported,
            "year": draw.between(1996, 2014),
            "owner": f"{owner} {draw.pick(SERVICES)} {draw.digits(4, first_not_zero=True)}".upper(),
            "tested": f"{tested.upper()} PROOF",
            "route": route,
        },
        "options": {
            "next": draw.shuffle(sorted(NEXT)),
            "states": draw.shuffle(list(STATES)),
            "question": draw.shuffle(sorted(QUESTION)),
        },
    }
    return evidence, truth


def _find(find: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    if find["made"]:
        marks = f"{find['number']}; {find['maker'].upper()}; {find['stamped']}"
    elif find["imported"]:
        marks = _("{number}; the maker's mark can't be read; import mark: {mark}").format(
            number=find["number"], mark=f"{find['imported'].upper()} {find['year']}"
        )
    else:
        marks = _("{number}; the notes give no other mark, and don't say whether anybody looked for one").format(
            number=find["number"]
        )
    searched = _("nothing yet")
    if find["next"]:
        searched = _("the registers at home: no hit. {made} replied: exported in {year} to {firm}, {next}.").format(
            **find
        )
    elif find["searched"]:
        searched = _("the registers at home, and the list of lost and stolen firearms: no hit")
    return (
        (_("Marks"), marks),
        (_("Searched so far"), searched),
        (_("Found"), _("in a car that came from {state} that day").format(state=find["route"])),
    )


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    marks = evidence["marks"]
    finds = [
        Document(title=_("Find {number}").format(number=number), rows=_find(find))
        for number, find in enumerate(evidence["finds"], start=1)
    ]
    return (
        Note(
            text=_(
                "You work in a State that isn't named here. States, makers, firms and numbers are made up. A request "
                "goes to the State of manufacture, or to that of the last legal import, where a mark shows it."
            )
        ),
        *finds,
        Document(
            title=_("Find {number}").format(number=5),
            rows=(
                (_("Searched so far"), _("the registers at home, and the list of lost and stolen firearms: no hit")),
                (_("Maker's mark"), marks["stamped"]),
                (_("Import mark"), f"{marks['imported'].upper()} {marks['year']}"),
                (_("Property mark"), marks["owner"]),
                (_("Proof mark"), marks["tested"]),
                (_("Found"), _("in a car that came from {state} that day").format(state=marks["route"])),
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    options = evidence["options"]
    rows = {f"find{number}": _("Find {number}").format(number=number) for number in range(1, 5)}
    return (
        *choice_rows(rows, _("what comes next?"), options_of(NEXT, options["next"])),
        Field(
            key="states",
            kind="choices",
            label=_("Find 5: to which two States can a request go now?"),
            points=3,
            options=tuple(Option(value=state, label=state) for state in options["states"]),
        ),
        Field(
            key="question",
            kind="choice",
            label=_("What do you ask of the State of the last legal import?"),
            points=2,
            options=options_of(QUESTION, options["question"]),
        ),
    )


TASK = Task(id="asked", title=N_("Whom to ask next"), points=9, fields=_fields, blocks=_blocks)
