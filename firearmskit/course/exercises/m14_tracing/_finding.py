"""Where did it leave the lawful chain? A finding of claim, evidence and limits, and whom to ask next."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._chain import entry_options, show_papers
from firearmskit.course.exercises.m14_tracing._lines import show_object
from firearmskit.course.exercises.m14_tracing._story import Story
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CLAIMS", "HINTS", "TASK", "plant_finding"]

CLAIMS = {
    "theft": N_("It left the lawful chain from its last lawful holder, by a theft that a paper tells of."),
    "after": N_("It left the lawful chain after the last lawful entry; no paper tells how."),
    "transit": N_("It left the lawful chain between an export and an arrival of which no paper tells."),
    "open": N_("It can't be said yet: pages are missing where the answer would stand."),
    "gap": N_("It left the lawful chain at the gap that you found before the last lawful entry."),
    "seized": N_("It left the lawful chain in the State of the seizure, because it was seized there."),
}
TRUE = {
    "hands": N_("After the last paper, the firearm can have passed through many hands."),
    "told": N_("That a paper tells of something doesn't prove that it happened so, or on that day."),
    "gap": N_("The gap isn't closed by the papers that come after it."),
    "asked": N_("The contradiction has to be asked about, also where the claim doesn't rest on it."),
}
FALSE = {
    "guilty": N_("The last lawful holder gave it away unlawfully."),
    "driver": N_("The driver of the car took it out of the lawful chain."),
    "never": N_("A State whose register has no line of it never had it."),
    "newer": N_("Of two papers that contradict each other, the newer one is right."),
    "useless": N_("Papers that contradict each other can't carry any claim."),
    "short": N_("It left the lawful chain on the day before the seizure."),
}
ASK = {
    "theft": N_("{state}: for the whole file of the theft, and who reported it when"),
    "after": N_("{state}: how and when the last lawful holder lost it, and why no paper tells of it"),
    "transit": N_("{state}: for the papers of the transport, and whether they show an arrival"),
    "open": N_("{state}: for what is kept elsewhere of the missing years, such as the holder's own books"),
    "made": N_("{state}: for the entry of the manufacture once more"),
    "nobody": N_("nobody: with this claim the case is closed"),
}
HINTS = {
    "claim": N_(
        "Take the last lawful entry. Then ask what the papers have after it: a theft, nothing in a complete register, "
        "an export without an arrival, or missing pages."
    ),
    "gap": N_("After this gap somebody had it lawfully again. Ask where it left for good."),
    "seized": N_("A seizure says where it came to light. Ask what it says of the time before."),
    "transit": N_(
        "One export has no import in that State. Ask whether the firearm stands in a lawful entry after that."
    ),
    "carriers": N_(
        "Take the last entry that shows a lawful holder, and the one paper that says how it went on, or that it says "
        "nothing more."
    ),
    "limits": N_("Four of the sentences say more than the papers do."),
    "ask": N_("Ask for what would settle your claim, in the State that can have it."),
}


def plant_finding(
    draw: Draw, story: Story, number_of: dict[int, str]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plant claim, evidence, limits, and whom to ask; see :func:`_chain.plant_chain` for the arguments."""
    there = str(story.entries[story.last]["told_by"])
    after = {
        "theft": number_of[4],
        "after": there,
        "open": there,
        "transit": story.home,
    }[story.ending]
    because = {"gap": "gap", "seized": "seized"}
    if story.ending != "transit":
        because["transit"] = "transit"
    chosen = draw.sample(sorted(TRUE), 2)
    truth: dict[str, dict[str, Any]] = {
        "claim": {"accept": [story.ending], "hint": "claim", "because": because},
        "carriers": {"accept": [number_of[story.last], after], "hint": "carriers"},
        "limits": {"accept": chosen, "hint": "limits"},
        "ask": {"accept": [story.ending], "hint": "ask"},
    }
    options = {
        "claim": draw.shuffle(sorted(CLAIMS)),
        "limits": draw.shuffle([*chosen, *draw.sample(sorted(FALSE), 4)]),
        "ask": draw.shuffle(sorted(ASK)),
        "registers": draw.shuffle([register["state"] for register in story.registers]),
    }
    return options | {"there": there, "made": story.made}, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "Your finding goes to the prosecutor. A claim needs evidence, and it needs its limits. The papers are "
                "those of the task before."
            )
        ),
        show_object(evidence),
        *show_papers(evidence),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    options = evidence["options"]
    registers = tuple(
        Option(
            value=state,
            label=_("what is said of the register ({state}): how complete it is").format(state=state),
        )
        for state in options["registers"]
    )
    asked = tuple(
        Option(
            value=name,
            label=_(ASK[name]).format(state=options["made"] if name == "made" else options["there"]),
        )
        for name in options["ask"]
    )
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim: where did it leave the lawful chain?"),
            points=3,
            options=options_of(CLAIMS, options["claim"]),
        ),
        Field(
            key="carriers",
            kind="choices",
            label=_("The evidence: the last lawful entry, and the paper that says how it went on. Which two are they?"),
            points=2,
            options=(*entry_options(), *registers),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true?"),
            points=5,
            options=options_of(TRUE | FALSE, options["limits"]),
        ),
        Field(
            key="ask",
            kind="choice",
            label=_("Whom do you ask next, and for what, to settle your claim?"),
            points=1,
            options=asked,
        ),
    )


TASK = Task(id="finding", title=N_("Where did it leave the lawful chain?"), points=11, fields=_fields, blocks=_blocks)
