"""A parcel of "machine parts": find the parts, hold them against a rule, read their numbers, judge the declaration.

A case is always as hard as the others: three parts that both rules name, a silencer on which the rules differ, a part
that only general words can cover and a thing that no rule means; two numbers beside that of the main part; six goods,
of which the tariff and the licence law treat two in opposite ways.

The rules and the headings are extracts that stand in the case, each with its source. Parcels, persons, numbers and the
State whose licence law is quoted are made up.
"""

from __future__ import annotations

from firearmskit.course.exercises.m05_ammunition._parcel_drawn import draw_case
from firearmskit.course.exercises.m05_ammunition._parcel_shown import (
    declaration_blocks,
    declaration_fields,
    locate_blocks,
    locate_fields,
    number_blocks,
    number_fields,
    paste_numbers,
    paste_rule,
    rule_blocks,
    rule_fields,
)
from firearmskit.course.packs import Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

HINTS = {
    "locate": N_("Follow the line from the letter to the metal. Ask what each part does, and compare with the lesson."),
    "protocol": N_("Read rule 1 twice: is the thing in its list? If not, do its general words fit it?"),
    "directive": N_("Rule 2 is a list and nothing else. What isn't in the list isn't meant."),
    "silencer": N_("Rule 1 ends with a kind of device that a firearm works without. Read it to the end."),
    "general": N_(
        "Rule 1 says “including”: its list is open. Ask whether the thing was made for a firearm that needs it to work."
    ),
    "closed": N_("Rule 2 has no general words that could cover more than its list."),
    "main": N_("The note says which part bears the serial number. Look for its caption first, then at its marks."),
    "which_part": N_(
        "This number stands on a part that can be exchanged. The caption of each picture says which part."
    ),
    "serial": N_("Copy every character of the number on the main part, letters included."),
    "end_alone": N_("A shorter number on a part may be the end of a longer one. Take the number of the main part."),
    "foreign": N_("This number identifies the part that bears it, and perhaps another firearm."),
    "prefix": N_("The letters before the digits belong to the number: without them it fits several firearms."),
    "relation": N_("Write the two numbers one below the other, from the right. Do they agree to the end?"),
    "limits": N_("Most of the sentences are false. Ask of each: is it so for every firearm, or does it say too much?"),
    "heading": N_(
        "Is it a whole firearm, a part or accessory of one, or ammunition? Then read the note to the chapter."
    ),
    "primer": N_("The note to the chapter names what is left out. Which of these goods ignites a charge?"),
    "general_use": N_("The note to the chapter leaves out what serves in many places, and sights that come alone."),
    "licence": N_("Don't look at the tariff for this: hold each item against the words of the licence law alone."),
    "steps": N_("Safety comes first. A record comes before questions, and your own State before others."),
}

EXERCISE = Exercise(
    id="m05_ammunition/parcel",
    version=1,
    title=N_("The parcel of machine parts"),
    draw=draw_case,
    tasks=(
        Task(id="locate", title=N_("Find the parts"), points=4, fields=locate_fields, blocks=locate_blocks),
        Task(
            id="rule",
            title=N_("Hold the parts against two rules"),
            points=6,
            fields=rule_fields,
            blocks=rule_blocks,
            paste=paste_rule,
        ),
        Task(
            id="numbers",
            title=N_("Read parts with different numbers"),
            points=8,
            fields=number_fields,
            blocks=number_blocks,
            paste=paste_numbers,
        ),
        Task(
            id="declaration",
            title=N_("Judge the declaration"),
            points=12,
            fields=declaration_fields,
            blocks=declaration_blocks,
        ),
    ),
    hints=HINTS,
)
"""Four parts, two rules, three numbers, one declaration: 30 points."""
