"""Five seized pistols with mixed marks: what does each need next?

What the Firearms Protocol asks is told in our words, from rows that are ``sourced``.
"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._states import serial
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Picture, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_lot"]

DECISIONS = {
    "open": N_("The case is open. No court has decided yet."),
    "kept": N_("The court has decided: it goes to the police for official use."),
    "destroyed": N_("The court has decided: it is destroyed."),
}
DECIDED = {"trace": "open", "lab": "open", "stop": "open", "mark": "kept", "destroy": "destroyed"}
"""What each firearm needs next, and what was decided on it."""

STEPS_NOW = {
    "trace": N_("Record the marks and send the trace request. No mark is added now."),
    "lab": N_("Record the mark with its gap; a laboratory examines it. No mark is added now."),
    "stop": N_("Stop: list and firearm don't agree. Find out first which firearm this is."),
    "mark": N_("Give it a unique mark of the State, beside what is there, and record it with the way of disposal."),
    "destroy": N_("Record all marks and the way of disposal; it needs no new mark."),
    "clean": N_("Take off the old marks, so that the new mark is the only one."),
}
"""What a firearm needs next; the last is never right."""

WAY = {
    "safe": N_("A qualified person makes each firearm safe."),
    "record": N_("Each mark is photographed and copied as it was found."),
    "trace": N_("The firearms are traced by their old marks."),
    "decide": N_("The court decides what becomes of each firearm."),
    "mark": N_("What is kept for official use is marked and recorded."),
}
"""The working order of this course, first to last: what is kept can be marked only once that is decided."""

LOT = ("1", "2", "3", "4", "5")


def draw_lot(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """Draw five seized firearms, each with a state of its marks and a decision.

    Returns:
        The pictures, the list, and the truth.
    """
    fates = draw.shuffle(sorted(DECIDED))
    items, pictures, shown = [], {}, {}
    for number, fate in zip(LOT, fates, strict=True):
        text = serial(draw)
        listed = {"stop": _two_swapped(draw, text), "lab": f"{text[:5]}?{text[6:]}", "mark": None}.get(fate, text)
        items.append({"number": number, "listed": listed, "decided": DECIDED[fate]})
        if fate in ("trace", "lab", "stop"):
            pictures[f"lot{number}"] = _frame(draw, text, gap=fate == "lab")
            shown[f"lot{number}"] = number
    steps = draw.shuffle(sorted(STEPS_NOW))
    truth = {
        f"lot{number}": {"accept": [fate], "hint": f"lot_{fate}", "because": {"clean": "never_clean"}}
        for number, fate in zip(LOT, fates, strict=True)
    }
    truth["way"] = {"accept": list(WAY), "hint": "way"}
    lot = {"items": items, "shown": shown, "steps": steps, "way": draw.shuffle(sorted(WAY))}
    return pictures, lot, truth


def _two_swapped(draw: Draw, number: str) -> str:
    """Swap two neighbouring digits of a serial number, two that differ."""
    places = [at for at in range(3, len(number) - 1) if number[at] != number[at + 1]]
    at = draw.pick(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def _frame(draw: Draw, text: str, *, gap: bool) -> dict[str, Any]:
    """Draw the frame of one firearm with a made-up maker and its number, or with a number that has a gap."""
    depth = (45 + draw.below(15)) / 100
    maker = {"text": draw.pick(("KORVAN ARMS", "HALDEN ARMS", "BRENTA ARMS")), "x": 0.5, "y": 0.3, "height": 0.1}
    marks = [maker | {"depth": depth}]
    if gap:
        marks += [
            {"text": text[:5], "x": 0.36, "y": 0.6, "height": 0.12, "depth": depth},
            {"text": text[6:], "x": 0.66, "y": 0.6, "height": 0.12, "depth": depth},
        ]
    else:
        marks.append({"text": text, "x": 0.5, "y": 0.6, "height": 0.12, "depth": depth})
    setting = {"surface": "frame", "wear": 0.7 if gap else 0.35, "seed": draw.public_seed()}
    return {"marks": marks, **setting}


def _lot_blocks(evidence: Evidence) -> tuple[Block, ...]:
    seen = evidence["lot"]
    return (
        Note(
            text=_(
                "Police of {state} seized five pistols in one car. The list was typed at night; three of the "
                "frames were "
                "photographed the next day. A question mark in the list stands for a character that couldn't be read."
            ).format(state=evidence["state"]["name"])
        ),
        Document(
            title=_("The list"),
            rows=tuple(
                (
                    _("Firearm {label}").format(label=item["number"]),
                    (
                        _("Serial number: {serial}").format(serial=item["listed"])
                        if item["listed"]
                        else _("Serial number: never had one; a maker's mark only.")
                    )
                    + "\n"
                    + _(DECISIONS[item["decided"]]),
                )
                for item in seen["items"]
            ),
        ),
        *(
            Picture(name=name, caption=_("Firearm {label}: frame").format(label=number))
            for name, number in seen["shown"].items()
        ),
        Document(
            title=_("Firearms Protocol, in our words"),
            rows=(
                (_("Article 5"), _("To falsify, or illicitly remove or change, the marks of a firearm is an offence.")),
                (
                    _("Article 6(2)"),
                    _(
                        "Confiscated firearms are destroyed, unless another disposal is authorized, they are "
                        "marked, and the way of disposal is recorded."
                    ),
                ),
                (_("Article 12"), _("States answer requests to trace firearms promptly, within the means they have.")),
            ),
        ),
    )


def _lot_fields(evidence: Evidence) -> tuple[Field, ...]:
    seen = evidence["lot"]
    return (
        *choice_rows(
            {f"lot{number}": _("Firearm {label}").format(label=number) for number in LOT},
            _("what comes next?"),
            options_of(STEPS_NOW, seen["steps"]),
            points=2,
        ),
        Field(
            key="way",
            kind="order",
            label=_("The way of a seized firearm from the car into official use, in order"),
            points=2,
            options=options_of(WAY, seen["way"]),
        ),
    )


HINTS = {
    "lot_trace": N_(
        "All its marks can be read, list and picture agree, and nothing is decided. Which of the "
        "steps needs nothing more?"
    ),
    "lot_lab": N_("Look for a character that isn't there. Ask who can perhaps read it, and what would disturb them."),
    "lot_stop": N_("Compare list and picture digit by digit. Ask what a request with the wrong one would find."),
    "lot_mark": N_("It isn't destroyed. Read on which conditions article 6(2) allows that."),
    "lot_destroy": N_("Read what article 6(2) makes the normal case, and what would have to be done only otherwise."),
    "never_clean": N_("Old marks are what a trace begins with, and article 5 protects them."),
    "way": N_(
        "Safety comes before all; what was found is recorded before anything is added; a mark "
        "for official use needs a decision first."
    ),
}

TASK = Task(id="lot", title=N_("Decide on a seized lot"), points=12, fields=_lot_fields, blocks=_lot_blocks)
