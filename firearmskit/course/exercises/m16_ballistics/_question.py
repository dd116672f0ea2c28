"""Which examination answers which question, and what the laboratory is given for one of them."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "QUESTIONS", "TASK", "draw_question"]

ANSWERS = {
    "cases": N_("compare the cases with each other"),
    "fired": N_("compare the case with cases test-fired in the firearm"),
    "bullets": N_("compare the bullet with bullets test-fired in the firearm"),
    "places": N_("the sketch, with the places of cases and marks of impact"),
    "traces": N_("look for finger marks and DNA, before anything is fired or cleaned"),
    "trace": N_("a trace request, with the marks on the firearm"),
    "none": N_("none of these: what people say, and papers"),
}
QUESTIONS = {
    "cases": (
        N_("No firearm was found. Did the six cases in the yard come from one firearm, or from two?"),
        N_("There were shots in two towns, and no firearm was found. Was one firearm used in both?"),
        N_("No firearm was found. Was the case on the stairs fired in the same firearm as the one in the street?"),
    ),
    "fired": (
        N_("A pistol was seized. Was the case beside the door fired in it?"),
        N_("A rifle was surrendered. Was the case from last year's file fired in it?"),
        N_("A pistol lay in a car. Was the case in the park fired in it?"),
    ),
    "bullets": (
        N_("A rifle was seized. Was the bullet in the door frame fired through its barrel?"),
        N_("A revolver was seized; it leaves no cases behind. Was the bullet in the wall fired in it?"),
        N_("A pistol was found. Did the bullet from the seat of the car pass through its barrel?"),
    ),
    "places": (
        N_("From which side of the yard were the shots fired?"),
        N_("Were the shots fired into the house, or out of it?"),
        N_("Did the person who fired stand in one place, or walk along the wall?"),
    ),
    "traces": (
        N_("Whose hands loaded the magazine that was seized with its cartridges?"),
        N_("Has this man touched the seized pistol at some time?"),
        N_("Have several people left traces on the grip of the seized rifle?"),
    ),
    "trace": (
        N_("Who was the last lawful holder of the seized pistol?"),
        N_("To which State was the seized rifle exported after it was made?"),
        N_("Which dealer received the seized revolver?"),
    ),
    "none": (
        N_("Why was there a quarrel before the shots?"),
        N_("Was the man who fired paid for it?"),
        N_("Who had asked the two men to come to the yard?"),
    ),
}
CALIBRES = ("9x19", "9x18", "7.62x25", "9x17")
PLACES = (
    N_("beside the door"),
    N_("under the car"),
    N_("on the stairs"),
    N_("at the foot of the wall"),
    N_("on the window sill"),
)
PAPERS = (
    N_("statement of the man who had the pistol: “I fired it”"),
    N_("note of the leader: “We are sure that it is this pistol”"),
    N_("note on what the man who had the pistol was convicted of before"),
    N_("print of a news page: “Police find the pistol”"),
)
THING = {
    "pistol": N_("pistol, calibre {calibre}, seized"),
    "case": N_("cartridge case, calibre {calibre}, {place}"),
}
HINTS = {
    "cases": N_("Is there a firearm to test-fire? If not, what can be laid beside what?"),
    "fired": N_("There is a firearm, and a case. What has to be made before one can compare?"),
    "bullets": N_("Ask which thing was found here, and which part of a firearm left its marks on it."),
    "places": N_("This question is about where somebody stood, and not about which firearm it was."),
    "traces": N_("This question is about hands and not about a firearm. What is lost as soon as somebody fires it?"),
    "trace": N_("This question is about papers that follow a firearm. Which number leads to them?"),
    "none": N_("Ask whether any mark on metal, or any place on the sketch, could tell this."),
    "send": N_("Read the question to the laboratory again: a pistol, and cases that it can have fired."),
}


def draw_question(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw five questions for five examinations, and seven things of which three go to the laboratory."""
    kinds = draw.sample(sorted(QUESTIONS), 5)
    own, *others = draw.sample(CALIBRES, 3)
    places = draw.sample(PLACES, 4)
    papers = draw.sample(PAPERS, 2)
    things: list[dict[str, str]] = [
        {"what": "pistol", "calibre": own},
        *(
            {"what": "case", "calibre": calibre, "place": place}
            for calibre, place in zip([own, own, *others], places, strict=True)
        ),
        *({"what": paper} for paper in papers),
    ]
    shown = draw.shuffle(things)
    truth: dict[str, dict[str, Any]] = {
        f"question{at}": {"accept": [kind], "hint": kind} for at, kind in enumerate(kinds, start=1)
    }
    right = [str(at) for at, thing in enumerate(shown, start=1) if thing.get("calibre") == own]
    truth["send"] = {"accept": right, "hint": "send"}
    return {"questions": [draw.pick(QUESTIONS[kind]) for kind in kinds], "things": shown}, truth


def _thing(thing: dict[str, str]) -> str:
    if "calibre" not in thing:
        return _(thing["what"])
    return _(THING[thing["what"]]).format(calibre=thing["calibre"], place=_(thing["place"]) if "place" in thing else "")


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(text=_("Questions and things are made up. Each question stands in a case of its own.")),
        Document(
            title=_("Five questions of five files"),
            rows=tuple(
                (_("Question {number}").format(number=at), _(says))
                for at, says in enumerate(evidence["questions"], start=1)
            ),
        ),
        Document(
            title=_("Another file: seven things"),
            rows=tuple(
                (_("Thing {number}").format(number=at), _thing(each)) for at, each in enumerate(evidence["things"], 1)
            ),
        ),
        Note(
            text=_(
                "In the other file the laboratory is asked one question only: did this pistol fire any of the cases? "
                "It "
                "takes what it can compare, and nothing that would tell the examiner what others expect."
            )
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"question{at}": _("Question {number}").format(number=at) for at in range(1, 6)}
    things = tuple(
        Option(value=str(at), label=_("Thing {number}").format(number=at))
        for at in range(1, len(evidence["things"]) + 1)
    )
    return (
        *choice_rows(rows, _("what can answer it?"), options_of(ANSWERS)),
        Field(
            key="send",
            kind="choices",
            label=_("Which three things does the laboratory get?"),
            points=3,
            options=things,
        ),
    )


TASK = Task(id="question", title=N_("Which question, which examination"), points=8, fields=_fields, blocks=_blocks)
"""Five questions, and three things to send."""
