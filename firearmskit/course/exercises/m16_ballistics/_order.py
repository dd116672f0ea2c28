"""What is done first at a scene, and what colleagues did there, by the standing order of a made-up unit."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ACTS", "HINTS", "STEPS", "TASK", "draw_order"]

RULES = (
    N_("Life comes first: whoever is hurt or in danger is helped before anything else."),
    N_("Then the place is closed. Whoever comes in has a task there, and is listed with the time."),
    N_("Nothing is touched or moved before it was photographed, measured and entered in the sketch as it lies."),
    N_(
        "Danger to people, or to the thing itself, may ask that a thing is moved sooner. Then it is written down who "
        "moved it, from where, and why."
    ),
    N_("Only a person who was trained for it makes a firearm safe, and writes down in what state it was."),
    N_("A firearm is made safe before it is packed. Each thing is packed and labelled where it lay."),
    N_("The place is opened again when the leader has gone through it once more."),
)
STEPS = (
    (
        N_("The man with the wound in his leg is brought to the ambulance."),
        N_("A woman who lies behind the counter is given first aid and carried out."),
        N_("Two children who hid in the room are brought out of it."),
    ),
    (
        N_("The place is closed with tape, and a list of all who come in is begun."),
        N_("An officer at the only door writes down who goes in, when, and for which task."),
        N_("The road is closed on both sides, and a list of those who enter is begun."),
    ),
    (
        N_("Everything is photographed, measured and entered in the sketch as it lies."),
        N_("The photographer and the officer with the sketch record each thing in its place."),
        N_("Cases, marks of impact and the firearm are photographed and measured where they are."),
    ),
    (
        N_("A trained colleague makes the firearm safe and writes down in what state it was."),
        N_("The officer with the training makes the firearm safe; its state is written down."),
    ),
    (
        N_("The firearm is tied down in a box where it lay, and the box is labelled."),
        N_("The firearm is packed and labelled beside its marker."),
    ),
    (
        N_("The leader goes through the place once more, and then it is opened again."),
        N_("After a last walk of the leader through the place, the tape is taken down."),
    ),
)
"""What is done, in the right order, each in several wordings."""
ANSWERS = {
    "right": N_("right, as it was done"),
    "noted": N_("right, because of danger; it has to be written down now"),
    "early": N_("wrong: the thing wasn't recorded as it lay"),
    "trained": N_("wrong: a task for a trained person only"),
    "listed": N_("wrong: somebody came in without a task, or without being listed"),
}
ACTS = {
    "right": (
        N_("An officer sees a cartridge case under a car, leaves it there and tells the photographer."),
        N_("A doctor who helps a wounded woman is entered in the list, with the time and the reason."),
        N_("After all was photographed and measured, a case is lifted at its marker and put into a box of its own."),
        N_("A trained officer makes the rifle safe after it was photographed, and writes down in what state it was."),
    ),
    "noted": (
        N_("While a fight is still going on, an officer pushes a pistol out of reach with his foot."),
        N_("To carry a wounded man out, helpers move the table on which a revolver lies."),
        N_("A child runs towards a pistol on the floor; an officer picks it up before the child gets there."),
        N_("Water runs towards two cartridge cases; an officer moves them to dry ground."),
    ),
    "early": (
        N_("An officer takes up a cartridge case before the photographer comes, so that it doesn't get lost."),
        N_("To read the headstamp, an officer turns a case over with a pen and puts it back about where it lay."),
        N_("Two cases that lie in nobody's way are laid beside the wall, and are then photographed there."),
        N_("An officer lays the pistol from the bed on the table, where the light for a photograph is better."),
    ),
    "trained": (
        N_(
            "The pistol was photographed. An officer without the training takes out its magazine, to be on the safe "
            "side."
        ),
        N_("The rifle was photographed. A customs officer who never learned it looks whether it is loaded."),
        N_("The revolver was photographed. A driver who has seen it done is asked to unload it for packing."),
        N_("The pistol was photographed. A clerk pulls its slide back to show a colleague how it works."),
    ),
    "listed": (
        N_("A journalist who knows the leader may look around inside the tape for a minute."),
        N_("Three officers of the next shift come in to see it; none of them has a task there."),
        N_("The mayor walks through the place, and nobody writes it down."),
        N_("An officer brings coffee in through the garden and stands on no list."),
    ),
}
HINTS = {
    "steps": N_(
        "Take the rules from the first to the last, and ask of each step which rule it carries out. One rule says what "
        "comes before packing."
    ),
    "right": N_("Hold it against each rule. Was any of them broken?"),
    "noted": N_("Ask first whether somebody, or the thing, was in danger. What does the standing order say then?"),
    "early": N_("Was anybody in danger? If not, what had to be done before the thing was moved?"),
    "trained": N_("The thing was recorded. Ask who did what with a firearm here."),
    "listed": N_("Nothing was moved here. Look at the person: which task, and which list?"),
}


def draw_order(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw the wording of six steps, and five acts: of four kinds, and one kind twice."""
    steps = [draw.pick(wordings) for wordings in STEPS]
    shuffled = draw.shuffle(steps)
    number_of = {step: str(at) for at, step in enumerate(shuffled, start=1)}
    kinds = draw.sample(sorted(ACTS), 4)
    kinds = draw.shuffle([*kinds, draw.pick(kinds)])
    acts: list[str] = []
    for kind in kinds:
        acts.append(draw.pick([each for each in ACTS[kind] if each not in acts]))
    truth: dict[str, dict[str, Any]] = {
        "steps": {"accept": [number_of[step] for step in steps], "hint": "steps"},
        **{f"act{at}": {"accept": [kind], "hint": kind} for at, kind in enumerate(kinds, start=1)},
    }
    return {"steps": shuffled, "acts": acts}, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "Place, people and the unit with its standing order are made up. In the six steps of the first "
                "question nobody is in danger from the firearm. Judge by the standing order."
            )
        ),
        Document(
            title=_("Standing order of the unit: at the scene"),
            rows=tuple((_("Rule {number}").format(number=at), _(says)) for at, says in enumerate(RULES, start=1)),
        ),
        Document(
            title=_("What five colleagues did"),
            rows=tuple(
                (_("Act {number}").format(number=at), _(says)) for at, says in enumerate(evidence["acts"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    steps = tuple(Option(value=str(at), label=_(says)) for at, says in enumerate(evidence["steps"], start=1))
    rows = {f"act{at}": _("Act {number}").format(number=at) for at in range(1, len(evidence["acts"]) + 1)}
    return (
        Field(key="steps", kind="order", label=_("In which order is it done?"), points=3, options=steps),
        *choice_rows(rows, _("was it right?"), options_of(ANSWERS)),
    )


TASK = Task(id="order", title=N_("What comes first"), points=8, fields=_fields, blocks=_blocks)
"""Six steps to order, and five acts to judge."""
