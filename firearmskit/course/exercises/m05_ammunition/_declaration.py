"""Six goods of a parcel: their headings, and which of them the quoted law licenses."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._parts import made_up
from firearmskit.course.exercises.shared import STATES, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_declaration"]

HEADINGS = {
    "9302": ("93.02", N_("revolvers and pistols")),
    "9303": ("93.03", N_("other firearms, such as sporting shotguns and rifles")),
    "9305": ("93.05", N_("parts and accessories of arms of 93.01 to 93.04")),
    "9306": ("93.06", N_("cartridges and other ammunition, and parts of them")),
}
"""Headings of the tariff: how they are written, and what they hold."""
GOODS: dict[str, dict[str, str]] = {
    "part": {
        "pistol_slide": N_("a slide for a pistol"),
        "pistol_barrel": N_("a barrel for a pistol"),
        "revolver_cylinder": N_("a cylinder for a revolver"),
        "rifle_bolt": N_("a bolt for a sporting rifle"),
    },
    "accessory": {
        "grips": N_("two grip plates for a pistol, of wood"),
        "butt": N_("a butt plate for a shotgun"),
        "front": N_("a front sight for a rifle, of steel"),
    },
    "ammunition": {
        "pistol_rounds": N_("50 pistol cartridges"),
        "rifle_rounds": N_("20 rifle cartridges"),
        "empty_cases": N_("100 empty cartridge cases, new"),
    },
    "firearm": {
        "pistol": N_("a pistol, complete"),
        "revolver": N_("a revolver, complete"),
        "shotgun": N_("a sporting shotgun, complete"),
        "rifle": N_("a sporting rifle, complete"),
    },
    "primer": {"primers": N_("1,000 primers (percussion caps)")},
    "beside": {
        "scope": N_("a telescopic sight, alone"),
        "screws": N_("steel screws of the kind that every workshop uses"),
    },
}
HEADING_OF = {"part": "9305", "accessory": "9305", "ammunition": "9306", "primer": "none", "beside": "none"}
LICENSED = ("part", "ammunition", "firearm", "primer")
STEPS = {
    "stop": N_("Stop, touch nothing more, keep people away and isolate the parcel."),
    "call": N_("Call the person who is qualified to make the find safe, and wait."),
    "record": N_("Once it is safe, photograph and record every mark and number, item by item."),
    "licence": N_("Ask the licensing authority which licences exist for the sender and the addressee."),
    "request": N_("With the complete record, ask the States that marks and papers show."),
}
"""In the right order."""


def draw_declaration(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw six goods, their headings, and which of them the quoted law licenses."""
    kinds = {draw.pick(sorted(GOODS[kind])): kind for kind in sorted(GOODS)}
    goods = draw.shuffle(sorted(kinds))
    truth: dict[str, dict[str, Any]] = {}
    for rank, item in enumerate(goods):
        kind = kinds[item]
        heading = HEADING_OF.get(kind, "9302" if item in ("pistol", "revolver") else "9303")
        because = {"9306": "primer"} if kind == "primer" else {"9305": "general_use"} if kind == "beside" else {}
        truth[f"heading{rank}"] = {"accept": [heading], "hint": "heading", "because": because}
    licensed = [item for item in goods if kinds[item] in LICENSED]
    truth["licence"] = {"accept": licensed, "hint": "licence"}
    truth["steps"] = {"accept": list(STEPS), "hint": "steps"}
    return {"goods": goods, "state": draw.pick(STATES), "steps": draw.shuffle(sorted(STEPS))}, truth


def _goods(item: str) -> str:
    return _(next(named[item] for named in GOODS.values() if item in named))


def _declaration_blocks(evidence: Evidence) -> tuple[Block, ...]:
    declaration = evidence["declaration"]
    state = declaration["state"].title()
    found = tuple(
        (_("Item {number}").format(number=rank + 1), _goods(item)) for rank, item in enumerate(declaration["goods"])
    )
    return (
        made_up(),
        Document(
            title=_("Declaration, as extracted from the papers"),
            rows=(
                (_("Goods"), _("machine parts, steel, used")),
                (_("Licence number"), _("none given")),
                (_("Addressee"), _("a private person in {state}").format(state=state)),
            ),
        ),
        Document(title=_("Found, after a qualified person had made it safe"), rows=found),
        Document(
            title=_("From the customs tariff, chapter 93"),
            rows=(
                *((number, _(words)) for number, words in HEADINGS.values()),
                (
                    _("Note 1 to the chapter"),
                    _(
                        "The chapter doesn't cover percussion caps (chapter 36), parts of general use such as screws "
                        "(Section XV), or telescopic sights that aren't on a firearm or with it (chapter 90)."
                    ),
                ),
                (_("Source"), "https://cbsa-asfc.gc.ca/trade-commerce/tariff-tarif/2021/html/00/ch93-eng.html"),
            ),
        ),
        Document(
            title=_("From the licence law of {state}, made up for this case").format(state=state),
            rows=(
                (
                    _("Import licence needed for"),
                    _(
                        "firearms; barrel, frame, receiver, slide, cylinder, bolt; ammunition, also its components: "
                        "cases, primers, propellant, bullets"
                    ),
                ),
            ),
        ),
    )


def _declaration_fields(evidence: Evidence) -> tuple[Field, ...]:
    declaration = evidence["declaration"]
    headings = (
        *(Option(value=value, label=f"{number}, {_(words)}") for value, (number, words) in HEADINGS.items()),
        Option(value="none", label=_("not in chapter 93")),
    )
    items = tuple(Option(value=item, label=_goods(item)) for item in declaration["goods"])
    return (
        *choice_rows(
            {f"heading{rank}": _("Item {number}").format(number=rank + 1) for rank in range(len(items))},
            _("heading"),
            headings,
        ),
        Field(
            key="licence",
            kind="choices",
            label=_("Which four items need an import licence under the law that is quoted?"),
            points=4,
            options=items,
        ),
        Field(
            key="steps",
            kind="order",
            label=_("What happens, in order, from the moment of the find?"),
            points=2,
            options=options_of(STEPS, declaration["steps"]),
        ),
    )


HINTS = {
    "heading": N_(
        "Is it a whole firearm, a part or accessory of one, or ammunition? Then read the note to the chapter."
    ),
    "primer": N_("The note to the chapter names what is left out. Which of these goods ignites a charge?"),
    "general_use": N_("The note to the chapter leaves out what serves in many places, and sights that come alone."),
    "licence": N_("Don't look at the tariff for this: hold each item against the words of the licence law alone."),
    "steps": N_("Safety comes first. A record comes before questions, and your own State before others."),
}

TASK = Task(
    id="declaration",
    title=N_("Judge the declaration"),
    points=12,
    fields=_declaration_fields,
    blocks=_declaration_blocks,
)
