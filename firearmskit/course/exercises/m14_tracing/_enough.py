"""Four descriptions of firearms: which one suffices for a trace request, and what do the others lack?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import CALIBRES, MAKERS, STATES, TYPES, draw_number
from firearmskit.course.exercises.shared import IMPORTERS, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_enough"]

VERDICTS = {
    "enough": N_("all five identifiers are there"),
    "part": N_("the number is that of another part"),
    "damaged": N_("the number isn't read whole"),
    "maker": N_("the maker isn't known"),
    "calibre": N_("the calibre isn't known"),
}
DAMAGED = {
    "open": N_("Leave the place of that sign open, and give everything else: several numbers can be looked for."),
    "guess": N_("Write the sign that is the most likely one, so that only one number has to be looked for."),
    "part": N_("Write the number of another part of the firearm in its place."),
    "nothing": N_("Send no request: a firearm can't be traced without its whole number."),
}
TRUE = {
    "model": N_("A model helps, but it isn't one of the five identifiers."),
    "shared": N_("Two makers can use the same serial number."),
    "barrel": N_("A number on a barrel identifies the barrel first of all."),
    "several": N_("With one sign unread, several firearms can fit the description."),
}
FALSE = {
    "world": N_("A whole serial number belongs to one firearm only, whoever made it."),
    "importer": N_("The name of an importer can stand in the place of the maker."),
    "year": N_("Nobody can search without the year of manufacture."),
    "likely": N_("A sign that is likely may be written as if it had been read."),
    "photo": N_("A photograph makes the identifiers unnecessary."),
    "longest": N_("Of several numbers on a firearm, the longest is the serial number."),
}
HINTS = {
    "row": N_("Go through the five identifiers one by one: maker, country, type, calibre, serial number."),
    "model": N_("Something else is missing there. Ask whether it is one of the five."),
    "place": N_("Look at the place where the number stands, not only at the number."),
    "importer": N_("Somebody's name is there. Ask what this firm did with the firearm."),
    "damaged": N_("Ask what the State asked can do with a gap, and what it does with a sign that is wrong."),
    "sentences": N_("Most of the sentences are false. Ask of each: can I think of a firearm for which it isn't so?"),
}


def draw_enough(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw four descriptions: one suffices though its model is missing, one has a gap in its number, two lack more."""
    faults = draw.shuffle(["enough", "damaged", *draw.sample(("part", "maker", "calibre"), 2)])
    rows: list[dict[str, Any]] = []
    truth: dict[str, dict[str, Any]] = {}
    for at, (fault, maker, state) in enumerate(
        zip(faults, draw.sample(MAKERS, 4), draw.sample(list(STATES), 4), strict=True), start=1
    ):
        kind, number = draw.pick(sorted(CALIBRES)), draw_number(draw)
        gap = 4 + draw.below(4)
        rows.append(
            {
                "maker": None if fault == "maker" else maker,
                "country": state,
                "type": kind,
                "calibre": None if fault == "calibre" else draw.pick(CALIBRES[kind]),
                "number": f"{number[:gap]}?{number[gap + 1 :]}" if fault == "damaged" else number,
                "place": "barrel" if fault == "part" else "frame" if kind == "pistol" else "receiver",
                "model": None if fault == "enough" else str(draw.between(5, 40)),
                "importer": draw.pick(IMPORTERS) if fault == "maker" else None,
            }
        )
        because = {"enough": {"part": "place", "maker": "importer"}[fault]} if fault in ("part", "maker") else {}
        truth[f"description{at}"] = {
            "accept": [fault],
            "hint": "model" if fault == "enough" else "row",
            "because": because,
        }
    chosen = draw.sample(sorted(TRUE), 2)
    truth["damaged"] = {"accept": ["open"], "hint": "damaged"}
    truth["sentences"] = {"accept": chosen, "hint": "sentences"}
    evidence = {
        "descriptions": rows,
        "options": {
            "damaged": draw.shuffle(sorted(DAMAGED)),
            "sentences": draw.shuffle([*chosen, *draw.sample(sorted(FALSE), 4)]),
        },
    }
    return evidence, truth


_PLACES = {
    "frame": N_("{number}, on the frame"),
    "receiver": N_("{number}, on the receiver"),
    "barrel": N_("{number}, on the barrel; nobody looked at the rest"),
}


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    documents = [
        Document(
            title=_("Description {number}").format(number=number),
            rows=(
                (_("Maker"), row["maker"] or _("not found")),
                (_("Country of manufacture"), row["country"]),
                (_("Type"), _(TYPES[row["type"]])),
                (_("Calibre"), row["calibre"] or _("not noted")),
                (_("Number"), _(_PLACES[row["place"]]).format(number=row["number"])),
                (_("Model"), row["model"] or _("not found")),
                (_("Importer's mark"), row["importer"] or _("none seen")),
            ),
        )
        for number, row in enumerate(evidence["descriptions"], start=1)
    ]
    return (
        Note(
            text=_(
                "Four colleagues each describe a firearm, to have it traced. A question mark is a sign that nobody "
                "can read. All of it is made up."
            )
        ),
        *documents,
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"description{number}": _("Description {number}").format(number=number) for number in range(1, 5)}
    return (
        *choice_rows(rows, _("can it be traced with this?"), options_of(VERDICTS)),
        Field(
            key="damaged",
            kind="choice",
            label=_("A sign of a number can't be read. What do you do?"),
            points=2,
            options=options_of(DAMAGED, evidence["options"]["damaged"]),
        ),
        Field(
            key="sentences",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=options_of(TRUE | FALSE, evidence["options"]["sentences"]),
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who asks only whether each identifier is filled in."""
    return {
        f"description{at}": next((name for name in ("maker", "calibre") if row[name] is None), "enough")
        for at, row in enumerate(evidence["descriptions"], start=1)
    }


TASK = Task(id="enough", title=N_("Can it be traced?"), points=8, fields=_fields, blocks=_blocks, paste=_paste)
