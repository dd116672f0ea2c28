"""A contested statement on the marks of one firearm: claim, evidence and limits."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._families import COUNTRIES
from firearmskit.course.exercises.m06_identification._firearm import PICTURES, show_card, show_pictures
from firearmskit.course.exercises.shared import argument_fields, colleague_writes, options_of
from firearmskit.course.tasks import Block, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = [
    "CLAIMS",
    "FALSE_LIMITS",
    "HINTS",
    "LIMITS",
    "STATEMENTS",
    "TASK",
    "TOPICS",
    "TRUE_LIMITS",
    "draw_statement",
    "statement_of",
]

CLAIMS = {
    "supports": N_("The marks support the statement."),
    "against": N_("The marks speak against the statement."),
    "open": N_("The marks leave the statement open."),
    "faint": N_("The marks are too faint to judge the statement."),
}
LIMITS = {
    "copied": N_("A mark can be copied: marks must be held against the design of the firearm."),
    "exchanged": N_("Parts can be exchanged: a mark speaks first of all for the part that bears it."),
    "holders": N_("The marks don't say who held the firearm after the last of them was made."),
    "sequence": N_("The marks don't say which came first, the import or the service whose property it was."),
    "weak": N_("A lightly struck number can't be used in a search."),
    "two": N_("A firearm with two different numbers can't be traced."),
    "replaced": N_("The importer's number replaces the maker's serial number in a trace request."),
    "owner": N_("A property mark settles who the owner was on the day of the seizure."),
    "lawful": N_("An import mark settles that the firearm was lawful until the seizure."),
    "unproved": N_("Without a proof mark the maker's mark has no value."),
    "registry": N_("Marks that aren't in the national registry have no value for other States."),
}
TRUE_LIMITS = ("copied", "exchanged", "holders", "sequence")
FALSE_LIMITS = ("weak", "two", "replaced", "owner", "lawful", "unproved", "registry")
TOPICS = {
    "number": ("serial", "part"),
    "year": ("year", "import"),
    "origin": ("maker", "import"),
    "owner": ("import", "property"),
}
"""What a statement can be about, and the two marks that it must be judged by."""
STATEMENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "number": {"supports": ("number_is_serial",), "against": ("number_is_serial",), "open": ("parts_met",)},
    "year": {"supports": ("made_in_year",), "against": ("made_in_year",), "open": ("sold_in_year",)},
    "origin": {"supports": ("made_in_state",), "against": ("made_in_state",), "open": ("maker_sold_to_state",)},
    "owner": {
        "supports": ("imported_and_owned",),
        "against": ("no_service",),
        "open": ("diverted_in_state", "diverted_from_service"),
    },
}
"""For each topic and each claim that the marks bear, the statements of which one is drawn."""


def draw_statement(
    draw: Draw, marks: dict[str, dict[str, Any]], parts: dict[str, str], country: str
) -> tuple[dict[str, Any], str, str]:
    """Draw the contested statement.

    Returns:
        The statement as ``{"says": code, "value": ...}``, its topic, and the claim that the marks bear.
    """
    topic = draw.pick(sorted(TOPICS))
    claim = draw.pick(("supports", "against", "open"))
    says = draw.pick(STATEMENTS[topic][claim])
    marked = marks["import"]["state"]
    value: str | int | None = {
        "number_is_serial": parts["serial" if claim == "supports" else "part"],
        "parts_met": None,
        "made_in_year": marks["year" if claim == "supports" else "import"]["year"],
        "sold_in_year": marks["year"]["year"],
        "made_in_state": country if claim == "supports" else marked,
        "imported_and_owned": None,
        "no_service": None,
        "diverted_from_service": marks["property"]["service"],
    }.get(says, marked)
    return {"says": says, "value": value}, topic, claim


SENTENCES = {
    "number_is_serial": N_("The number on the part in picture {number} is the one to give as the serial number."),
    "parts_met": N_("The two parts in the pictures were already together when the firearm was imported."),
    "made_in_year": N_("This firearm was made or accepted in {year}."),
    "sold_in_year": N_("This firearm was sold to its first buyer in {year}."),
    "made_in_state": N_("This firearm was made in this State: {state}."),
    "maker_sold_to_state": N_("The maker itself sold this firearm to {state}."),
    "imported_and_owned": N_("This firearm was imported at some time, and at some time it belonged to a service."),
    "no_service": N_("This firearm never belonged to a service."),
    "diverted_in_state": N_("This firearm left lawful hands in {state}."),
    "diverted_from_service": N_("This firearm left lawful hands while it belonged to the service marked {service}."),
}


def statement_of(evidence: Evidence) -> str:
    """Give the contested statement in words."""
    says, value = evidence["statement"]["says"], evidence["statement"]["value"]
    return _(SENTENCES[says]).format(
        number=1 + PICTURES.index(value) if value in PICTURES else None,
        year=value,
        state=_(COUNTRIES[value]) if value in COUNTRIES else str(value).title(),
        service=value,
    )


def _argument_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        colleague_writes(statement_of(evidence)),
        *show_pictures(evidence),
        show_card(evidence),
    )


def _argument_fields(evidence: Evidence) -> tuple[Field, ...]:
    marks = tuple(
        Option(
            value=mark["label"],
            label=_("Mark {label} in picture {number}").format(label=mark["label"], number=number),
        )
        for number, name in enumerate(PICTURES, start=1)
        for mark in evidence["pictures"][name]["marks"]
    )
    return argument_fields(
        options_of(CLAIMS, evidence["options"]["claim"]),
        marks,
        options_of(LIMITS, evidence["options"]["limits"]),
        judged_by=_("The evidence: which two marks must the statement be judged by?"),
    )


HINTS = {
    "claim": N_(
        "First find the marks that the statement is about. Then ask whether they say it, deny it, or say nothing of it."
    ),
    "legible": N_(
        "The numbers are struck lightly, but each character can be told. Look again, or read the picture in words."
    ),
    "carriers": N_(
        "Take the mark that the statement rests on, and the mark that it can be confused with or must be read with."
    ),
    "limits": N_("Most of the sentences are false. Ask of each: is it so for every firearm, or does it say too much?"),
}

TASK = Task(
    id="argument",
    title=N_("Argue a contested statement"),
    points=10,
    fields=_argument_fields,
    blocks=_argument_blocks,
)
