"""A colleague's trace request: can it be searched with, what is wrong in it, and what comes next?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._families import COUNTRIES, TYPES, Family
from firearmskit.course.exercises.m06_identification._firearm import show_card, show_pictures
from firearmskit.course.exercises.shared import STATES, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ENTRIES", "HINTS", "STATUS", "STEPS", "TASK", "draw_request"]

STATUS = {
    "able": N_("The five identifiers are right, and the State asked is one that the marks show."),
    "number": N_("The State asked would search for a number that doesn't identify the firearm."),
    "maker": N_("The State asked would search for a firearm of another maker."),
    "asked": N_("The State asked isn't one that the marks show."),
}
ENTRIES = {
    "serial": N_("Serial number"),
    "maker": N_("Manufacturer"),
    "country": N_("Country of manufacture"),
    "type": N_("Type"),
    "calibre": N_("Calibre"),
    "year": N_("Year of manufacture or acceptance"),
    "import": N_("Import marks"),
    "property": N_("Property marks"),
    "asked": N_("State asked"),
}
STEPS = {
    "correct": N_("Read the marks on the firearm again and correct the description."),
    "national": N_("Search the national registry and the national records of lost and stolen firearms."),
    "iarms": N_("Query INTERPOL's iARMS with the corrected description."),
    "request": N_("After no hit: ask the State of manufacture, or of last import, that the marks show."),
    "follow": N_("From the reply, follow the firearm to the point where it was diverted."),
}
"""In the right order, which three sources give: national records, then iARMS (INTERPOL's slides on recovered
firearms, sambuz.com); without a hit, the State of manufacture or of last legal import (att-assistance.org, 2018); up
to the point of diversion (UNODA on small arms tracing)."""


def draw_request(
    draw: Draw, family: Family, marks: dict[str, dict[str, Any]]
) -> tuple[dict[str, str | int | None], str, list[str]]:
    """Draw the colleague's request.

    Returns:
        The entries, what is to be said of the whole, and the three entries that are wrong.
    """
    state = marks["import"]["state"]
    entries: dict[str, str | int | None] = {
        "serial": marks["serial"]["text"],
        "maker": family.maker,
        "country": family.country,
        "type": family.type,
        "calibre": family.calibre,
        "year": marks["year"]["year"],
        "import": marks["import"]["text"],
        "property": marks["property"]["text"],
        "asked": state,
    }
    route = draw.pick([other for other in STATES if other != state])
    status = draw.pick(sorted(STATUS))
    blocking: dict[str, dict[str, str | int | None]] = {
        "able": {},
        "number": {"serial": marks["part"]["text"]},
        "maker": {"maker": marks["import"]["importer"], "country": state},
        "asked": {"asked": route},
    }
    lesser: dict[str, tuple[str | int | None, ...]] = {
        "year": (marks["import"]["year"], None),
        "import": (marks["property"]["text"], None),
        "property": (marks["import"]["importer"] + " " + marks["import"]["number"], None),
    }
    flaws = dict(blocking[status])
    for entry in draw.sample(sorted(lesser), 3 - len(flaws)):
        flaws[entry] = draw.pick(lesser[entry])
    return entries | flaws | {"route": route}, status, sorted(flaws)


def _judgement_blocks(evidence: Evidence) -> tuple[Block, ...]:
    entries = evidence["request"]
    shown = {name: str(entries[name]) for name in ("serial", "maker", "calibre", "year", "import", "property")}
    for name, absent in (
        ("year", _("not stamped")),
        ("import", _("none seen")),
        ("property", _("none seen")),
    ):
        shown[name] = absent if entries[name] is None else shown[name]
    country, kind = entries["country"], TYPES[entries["type"]]
    shown["country"] = _(COUNTRIES[country]) if country in COUNTRIES else country.title()
    shown["type"] = _(kind)
    shown["asked"] = entries["asked"].title()
    found = _("seized from a vehicle that came from {state}").format(state=entries["route"].title())
    return (
        Note(
            text=_(
                "The request is made up, and so are the colleague and the authority. A State can search with five "
                "identifiers: manufacturer, country of manufacture, type, calibre and serial number."
            )
        ),
        Document(
            title=_("Trace request, as a colleague filled it in"),
            rows=(*((_(label), shown[name]) for name, label in ENTRIES.items()), (_("Circumstances"), found)),
        ),
        *show_pictures(evidence),
        show_card(evidence),
    )


def _judgement_fields(evidence: Evidence) -> tuple[Field, ...]:
    return (
        Field(
            key="status",
            kind="choice",
            label=_("Can the State asked search with this request as it stands?"),
            points=2,
            options=options_of(STATUS, evidence["options"]["status"]),
        ),
        Field(
            key="entries",
            kind="choices",
            label=_("Which three entries don't agree with the marks?"),
            points=4,
            options=options_of(ENTRIES, evidence["options"]["entries"]),
        ),
        Field(
            key="steps",
            kind="order",
            label=_("What happens next, in order?"),
            points=2,
            options=options_of(STEPS, evidence["options"]["steps"]),
        ),
    )


HINTS = {
    "status": N_(
        "Hold each of the five identifiers against the marks, then ask which State the marks show: that of manufacture "
        "or that of last import."
    ),
    "entries": N_("Go through the request entry by entry. An entry agrees when the marks and the card say the same."),
    "steps": N_(
        "A poor description finds nothing; own records come before those of others; a request to a State comes when "
        "nothing was found."
    ),
}

TASK = Task(
    id="judgement",
    title=N_("Judge a trace request"),
    points=8,
    fields=_judgement_fields,
    blocks=_judgement_blocks,
)
