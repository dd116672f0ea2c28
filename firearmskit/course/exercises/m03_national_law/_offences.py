"""Five events and the crimes of a made-up act: under which section can each be charged, or under none?

Each crime has a wide wording and narrow ones. An event says who did what; whether a wording reaches it is planted with
the event, and two of the five fall outside.
"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import STATES, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_offences"]

CRIMES = {
    "make": {
        "wide": N_("Whoever intentionally makes or assembles a firearm without a licence is liable to imprisonment."),
        "sale": N_(
            "Whoever intentionally makes or assembles a firearm without a licence, in order to sell it, is liable to "
            "imprisonment."
        ),
        "new": N_(
            "Whoever intentionally makes a firearm without a licence is liable to imprisonment. To put one "
            "together from "
            "parts that exist isn't making it."
        ),
    },
    "move": {
        "wide": N_(
            "Whoever intentionally brings firearms, their parts or ammunition into or out of the State "
            "without a licence "
            "is liable to imprisonment."
        ),
        "whole": N_(
            "Whoever intentionally brings firearms or ammunition into or out of the State without a licence "
            "is liable to "
            "imprisonment. Parts aren't firearms."
        ),
        "in": N_(
            "Whoever intentionally brings firearms, their parts or ammunition into the State without a "
            "licence is liable "
            "to imprisonment."
        ),
    },
    "mark": {
        "wide": N_("Whoever intentionally falsifies, removes or alters a mark of a firearm is liable to imprisonment."),
        "false": N_("Whoever intentionally strikes a false mark on a firearm is liable to imprisonment."),
        "sold": N_(
            "Whoever intentionally falsifies, removes or alters a mark of a firearm that is for sale is liable to "
            "imprisonment."
        ),
    },
    "lead": {
        "wide": N_("Whoever organizes or directs a crime of this act is liable as the one who commits it."),
        "present": N_(
            "Whoever organizes or directs a crime of this act, and is there when it is committed, is liable "
            "as the one who "
            "commits it."
        ),
        "firm": N_("Whoever as the owner of a firm directs its staff to a crime of this act is liable as they are."),
    },
    "try": {
        "wide": N_("To attempt a crime of this act is punished as the crime."),
        "marks": N_("To attempt to falsify a mark is punished as the crime. No other attempt is."),
        "twice": N_("To attempt a crime of this act is punished as the crime when it is attempted a second time."),
    },
}
"""``{crime: {wording: section}}``; ``wide`` reaches each event of this crime."""
EVENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "make": {
        N_("A man without a licence makes a pistol at home. He keeps it; he never meant to sell it."): ("sale",),
        N_(
            "A woman without a licence puts a rifle together from parts that she bought, in order to sell "
            "it, and sells it."
        ): ("new",),
    },
    "move": {
        N_("A driver takes eleven frames of pistols out of the State, hidden from customs and without a licence."): (
            "whole",
            "in",
        ),
        N_("A student takes two revolvers out of the State for a friend, without a licence."): ("in",),
        N_("A traveller brings a crate of slides for pistols into the State, without a licence."): ("whole",),
    },
    "mark": {
        N_("A hunter takes the number off his own rifle. He doesn't want to sell it."): ("false", "sold"),
        N_("A dealer takes the number off a pistol that stands in his shop for sale."): ("false",),
        N_("A collector strikes another maker's name on a rifle that he keeps."): ("sold",),
    },
    "lead": {
        N_(
            "From her kitchen, a woman without a firm directs four drivers, who bring pistols into the "
            "State without a licence."
        ): (
            "present",
            "firm",
        ),
        N_(
            "The owner of a firm, away on a journey, directs his staff, who bring pistols into the State "
            "without a licence."
        ): ("present",),
        N_(
            "A man without a firm directs two helpers who make pistols for sale without a licence, and "
            "stands beside them."
        ): ("firm",),
    },
    "try": {
        N_(
            "On his way into the State, a man with eight pistols and no licence is stopped at its own "
            "checkpoint, before he has passed it. It is his first time."
        ): (
            "marks",
            "twice",
        ),
        N_(
            "For the second time, a woman on her way into the State, with ammunition and no licence, is "
            "stopped at its own checkpoint, before she has passed it."
        ): ("marks",),
        N_(
            "For the first time, a man is caught with the stamp already set on a rifle that is for sale, "
            "before he strikes a false number."
        ): ("twice",),
    },
}
"""``{crime: {event: the wordings that don't reach it}}``."""
NONE, TREATY = "none", "treaty"
FIRST = 21
"""Number of the first section."""
SENTENCES = {
    "true": {
        "judge": N_("Whether an event was a crime is judged by the act as it stood on that day."),
        "report": N_("The prosecutor can tell the ministry which event no section reaches."),
        "other": N_("Before an event is set aside, other acts of the State are searched too."),
        "narrow": N_("A section that asks for a purpose is narrower than one that doesn't."),
    },
    "false": {
        "treaty": N_("Where the act has a gap, the treaty itself is charged."),
        "stretch": N_("A section may be read more widely when the event is grave enough."),
        "later": N_("A section that Parliament adds next year can be charged for this year's event."),
        "near": N_("Where no section fits, the one that comes closest is charged."),
        "custom": N_("A customs duty that wasn't paid makes every event on this list a crime of the act."),
        "guilty": N_("Whoever can't be charged under this act was allowed to do it under the Protocol."),
    },
}
HINTS = {
    "section": N_(
        "Find the section on what was done. Then read its conditions one by one: does each of them hold here?"
    ),
    "outside": N_("One section comes close. Read its conditions one by one, and ask which of them doesn't hold here."),
    "treaty": N_("A treaty binds States. Ask which text makes somebody's act a crime in this State."),
    "sentences": N_("Four of the sentences are false. Ask of each whether the person charged could have known it."),
}


def draw_offences(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw the wording of each crime and an event for it: two events fall outside of what the act punishes."""
    outside = draw.sample(sorted(CRIMES), 2)
    sections = draw.shuffle(sorted(CRIMES))
    number = {crime: str(FIRST + at) for at, crime in enumerate(sections)}
    wording, event = {}, {}
    for crime in sections:
        event[crime] = draw.pick(sorted(EVENTS[crime]))
        missed = EVENTS[crime][event[crime]]
        # A narrow section that reaches its event all the same keeps learners from looking for narrow ones only.
        wording[crime] = draw.pick(missed if crime in outside else sorted(set(CRIMES[crime]) - set(missed)))
    rows = draw.shuffle(sections)
    truth: dict[str, dict[str, Any]] = {
        f"event{at}": {
            "accept": [NONE if crime in outside else number[crime]],
            "hint": "outside" if crime in outside else "section",
            "because": {TREATY: "treaty"},
        }
        for at, crime in enumerate(rows, start=1)
    }
    sentences = draw.sample(sorted(SENTENCES["true"]), 2)
    truth["sentences"] = {"accept": sentences, "hint": "sentences"}
    shown = {
        "state": draw.pick(STATES).title(),
        "sections": [CRIMES[crime][wording[crime]] for crime in sections],
        "events": [event[crime] for crime in rows],
        "sentences": draw.shuffle([*sentences, *draw.sample(sorted(SENTENCES["false"]), 4)]),
    }
    return shown, truth


def _numbers(evidence: Evidence) -> list[str]:
    return [str(FIRST + at) for at in range(len(evidence["sections"]))]


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "You are the prosecutor. Everything that this act punishes stands in these five sections. A "
                "section reaches only whoever does the act in person, unless it says otherwise. All of it is "
                "made up, events and persons too."
            )
        ),
        Document(
            title=_("Firearms Act of {state}").format(state=evidence["state"]),
            rows=tuple(
                (_("Section {number}").format(number=number), _(says))
                for number, says in zip(_numbers(evidence), evidence["sections"], strict=True)
            ),
        ),
        Document(
            title=_("Five events"),
            rows=tuple(
                (_("Event {number}").format(number=at), _(says)) for at, says in enumerate(evidence["events"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    options = (
        *(Option(value=each, label=_("section {number}").format(number=each)) for each in _numbers(evidence)),
        Option(value=NONE, label=_("no section of this act")),
        Option(value=TREATY, label=_("no section: article 5 of the Protocol is charged itself")),
    )
    rows = {f"event{at}": _("Event {number}").format(number=at) for at in range(1, len(evidence["events"]) + 1)}
    return (
        *choice_rows(rows, _("under which section can it be charged?"), options),
        Field(
            key="sentences",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=3,
            options=options_of(SENTENCES["true"] | SENTENCES["false"], evidence["sentences"]),
        ),
    )


TASK = Task(id="offences", title=N_("What can be charged?"), points=8, fields=_fields, blocks=_blocks)
"""Five events, five sections, and two true sentences."""
