"""A comparison that looks convincing: do its marks belong to one pistol, or to several made one after the other?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ENTRIES", "HINTS", "NEIGHBOURS", "TASK", "draw_convincing"]

ANSWERS = {
    "for": N_("it speaks for sub-class marks"),
    "against": N_("it speaks against sub-class marks"),
    "nothing": N_("it says nothing of sub-class marks"),
}
ENTRIES: dict[str, dict[str, tuple[str, ...]]] = {
    "lines": {
        "for": (
            N_("All congruent cells lie on long lines that run along the way of the tool."),
            N_("In the cells that agree there are lines of the tool, and nothing that crosses them."),
        ),
        "against": (
            N_("Cells agree also on dents that cross the lines of the tool."),
            N_("Several congruent cells hold scratches of use, across the way of the tool."),
        ),
    },
    "side": {
        "for": (
            N_("The congruent cells lie on one side of the face; the other side was measured too."),
            N_("The left half agrees, and the right half, measured as well, doesn't."),
        ),
        "against": (
            N_("Congruent cells lie all around the face."),
            N_("On each side of the opening, cells agree."),
        ),
    },
    "state": {
        "for": (
            N_("The pistol is new; its breech face is as it came from the machine."),
            N_("Only a few shots were fired with the pistol, and nothing on its breech face was worked by hand."),
        ),
        "against": (
            N_("The breech face was filed by hand, after the machine, and was used for years."),
            N_("Years of use have left many marks on the breech face, beside those of the machine."),
        ),
    },
    "works": {
        "for": (
            N_("The maker says that one tool cuts some hundred breech faces before it is sharpened."),
            N_("In the works of the maker, one tool cuts the breech faces of a whole day."),
        ),
        "against": (
            N_("The maker says that each breech face is finished by hand, one by one."),
            N_("In the works of the maker, a file finishes each breech face by hand."),
        ),
    },
}
NEIGHBOURS = (
    N_("Pistols made just before and just after it were test-fired: none of them shows these marks."),
    N_("Of the five pistols made before it, and the five made after it, none leaves these marks."),
)
"""Speaks against sub-class marks; where it stands in the file, what it tells needn't be asked for."""
NOTHING = (
    N_("The database put this pair in the first place of its list."),
    N_("The pair has more congruent cells than any other that the laboratory compared this month."),
    N_("The pistol was found in the street in which the shots were fired."),
    N_("The man who had the pistol was convicted years ago."),
    N_("The examiner has worked in the laboratory for twenty years."),
    N_("The case is made of brass, and so are the test-fired ones."),
    N_("The leader of the investigation is waiting for the result."),
)
CLAIMS = {
    "open": N_("Sub-class marks aren't ruled out. The score mustn't be weighed yet."),
    "weigh": N_("Nothing speaks for sub-class marks. The score can be weighed against a population."),
    "one": N_("So many congruent cells settle it: the seized pistol fired the case, and no other one did."),
    "two": N_("It is shown that another pistol fired the case."),
}
NEXT = {
    "open": N_("Have cases compared that were fired in pistols made just before and just after it."),
    "weigh": N_("Have the score weighed against pairs of different pistols of this make, and its limits told."),
    "lower": N_("Have the threshold lowered, so that more cells are congruent."),
    "told": N_("Tell the second examiner what the first has found, so that both agree."),
    "closed": N_("Have nothing more done: the finding is clear enough for an arrest, and for a charge before a court."),
}
HINTS = {
    "for": N_("Would this be seen, too, if one tool had made several pistols one after the other?"),
    "against": N_("Could a mark like this be on the next pistol, too, that the tool made?"),
    "nothing": N_("Ask what this says of how the marks came onto the metal."),
    "claim": N_("Look at your six answers, and read the rule of this task once more."),
    "one": N_("That is what a false positive looks like, too. What would two pistols of one tool show?"),
    "two": N_("Sub-class marks can be on this pistol and on others. Does that say which of them fired?"),
    "next": N_("What would you have to know before the next step can be made?"),
    "closed": N_("What has been ruled out so far, and by what?"),
}


def draw_convincing(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw six entries: four on how the marks came, of which three or none speak for sub-class marks."""
    trap = draw.chance(0.55)
    aspects = draw.shuffle(sorted(ENTRIES))
    ways = ["for", "for", "for", "against"] if trap else ["against"] * 3
    drawn = [(way, draw.pick(ENTRIES[aspect][way])) for aspect, way in zip(aspects, ways, strict=False)]
    drawn += [] if trap else [("against", draw.pick(NEIGHBOURS))]
    drawn += [("nothing", each) for each in draw.sample(NOTHING, 2)]
    entries = draw.shuffle(drawn)
    claim = "open" if trap else "weigh"
    truth: dict[str, dict[str, Any]] = {
        f"entry{at}": {"accept": [way], "hint": way} for at, (way, _says) in enumerate(entries, start=1)
    }
    truth["claim"] = {"accept": [claim], "hint": "claim", "because": {"one": "one", "two": "two"}}
    truth["next"] = {"accept": [claim], "hint": "next", "because": {"closed": "closed"}}
    n = draw.between(26, 34)
    shown = {
        "entries": [says for _way, says in entries],
        "cells": [draw.between(9, 14), n],
        "claim": draw.shuffle(sorted(CLAIMS)),
        "next": draw.shuffle(sorted(NEXT)),
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    cmc, n = evidence["cells"]
    return (
        Note(
            text=_(
                "A case from a scene and a case test-fired in a seized pistol: {cmc} of {n} cells are congruent. "
                "Sub-class "
                "marks are those that a tool leaves on several pistols, one after the other. The rule of this task: as "
                "long as any entry speaks for them, they aren't ruled out. Everything is made up."
            ).format(cmc=cmc, n=n)
        ),
        Document(
            title=_("Six entries of the file"),
            rows=tuple(
                (_("Entry {number}").format(number=at), _(says)) for at, says in enumerate(evidence["entries"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"entry{at}": _("Entry {number}").format(number=at) for at in range(1, len(evidence["entries"]) + 1)}
    return (
        *choice_rows(rows, _("what does it say?"), options_of(ANSWERS)),
        Field(
            key="claim",
            kind="choice",
            label=_("What can be said now?"),
            points=2,
            options=options_of(CLAIMS, evidence["claim"]),
        ),
        Field(
            key="next",
            kind="choice",
            label=_("What comes next?"),
            points=2,
            options=options_of(NEXT, evidence["next"]),
        ),
    )


TASK = Task(id="convincing", title=N_("A finding that looks convincing"), points=10, fields=_fields, blocks=_blocks)
"""Six entries, what can be said, and what comes next."""
