"""Whom can one ask what, and which entry lets them search?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._codes import made_up
from firearmskit.course.exercises.m05_ammunition._lot import lot_record
from firearmskit.course.exercises.m05_ammunition._sentence import show_box
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Evidence, Field, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_asking"]

QUESTIONS = {
    "delivered": N_("To whom was the lot with this number delivered, and when?"),
    "licensed": N_("Who in our State holds a licence for such ammunition, and is a loss on record?"),
    "examined": N_("Was the case formed anew or fired, and which calibre does it have now?"),
    "sold": N_("Who bought boxes of this lot from you, and which records show it?"),
    "last": N_("Which person last owned this one cartridge?"),
    "guilty": N_("Is the driver a trafficker?"),
}
ASKED = {
    "maker_state": (N_("the State of the maker on the label"), "delivered"),
    "authority": (N_("the licensing authority of our own State"), "licensed"),
    "laboratory": (N_("the forensic laboratory"), "examined"),
    "dealer": (N_("the dealer whose price label is on the box"), "sold"),
}
KEYS = {
    "lot": N_("the number of the lot, with maker and calibre"),
    "year": N_("the year on the headstamp"),
    "weight": N_("the number of cartridges that were found"),
    "sign": N_("the cross in a circle"),
}


def draw_asking(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw the order of addressees, questions and keys."""
    asked = draw.shuffle(sorted(ASKED))
    truth: dict[str, dict[str, Any]] = {
        f"asked{rank}": {
            "accept": [ASKED[each][1]],
            "hint": "asked",
            "because": {"last": "one_cartridge", "guilty": "judge"},
        }
        for rank, each in enumerate(asked)
    }
    truth["key"] = {"accept": ["lot"], "hint": "key", "because": {}}
    return {"asked": asked, "questions": draw.shuffle(sorted(QUESTIONS)), "keys": draw.shuffle(sorted(KEYS))}, truth


def _asking_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (made_up(), lot_record(evidence), show_box(evidence))


def _asking_fields(evidence: Evidence) -> tuple[Field, ...]:
    asking = evidence["asking"]
    return (
        *choice_rows(
            {f"asked{rank}": _(ASKED[each][0]).capitalize() for rank, each in enumerate(asking["asked"])},
            _("what can be asked?"),
            options_of(QUESTIONS, asking["questions"]),
        ),
        Field(
            key="key",
            kind="choice",
            label=_("Which entry lets the State of the maker search its records of deliveries?"),
            points=2,
            options=options_of(KEYS, asking["keys"]),
        ),
    )


HINTS = {
    "asked": N_("Ask who keeps the records or has the tools that answer the question."),
    "one_cartridge": N_("Cartridges bear no serial number. Who could keep a record of one of them?"),
    "judge": N_("This is a question for a court, at the end, and for nobody else."),
    "key": N_(
        "A maker's records of deliveries are kept by what is packed together. What is printed on the box for that?"
    ),
}

TASK = Task(id="asking", title=N_("Ask the right question"), points=6, fields=_asking_fields, blocks=_asking_blocks)
