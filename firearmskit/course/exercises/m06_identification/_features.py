"""Which of four look-alike types can it be, by what three photographs show? The types are made up."""

from __future__ import annotations

from typing import Any

from firearmskit import identification
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Picture, Spot, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_features"]

TYPES = ("Arvel 58", "Belmor K4", "Corvan M3", "Delvik 61", "Ostrel 7", "Tarsk L2", "Ulmar 70")
"""Types that don't exist, so that nobody can answer from memory."""

VALUES = {
    "front_sight": ("ears", "hood", "gas_block"),
    "muzzle": ("plain", "slant", "brake"),
    "stock": ("wood", "underfold", "sidefold"),
    "handguard": ("wood", "wood_grip", "plastic"),
    "magazine_curve": ("straight", "slight", "strong"),
}
"""Features that have a sketch, and answers that look different enough."""

NAMES = {
    "front_sight": N_("Front sight"),
    "muzzle": N_("Muzzle"),
    "stock": N_("Stock"),
    "handguard": N_("Fore-end"),
    "magazine_curve": N_("Curve of the magazine"),
}
VIEW = "ak_rifle"
PART_OF = {
    "front_sight": "front_sight",
    "muzzle": "muzzle_device",
    "stock": "stock",
    "handguard": "fore_end",
    "magazine_curve": "magazine",
}
SPOTS = {
    "stock": (0.04, 0.3, 0.24, 0.33),
    "grip": (0.315, 0.5, 0.09, 0.23),
    "receiver": (0.29, 0.24, 0.2, 0.2),
    "magazine": (0.46, 0.5, 0.16, 0.42),
    "fore_end": (0.565, 0.24, 0.14, 0.17),
    "front_sight": (0.845, 0.17, 0.07, 0.2),
    "muzzle_device": (0.917, 0.28, 0.06, 0.12),
}
"""Where each part stands in the side view, as fractions of the picture; a test holds them against the drawing."""

PARTS = {
    "stock": N_("shoulder stock"),
    "grip": N_("pistol grip"),
    "receiver": N_("receiver"),
    "magazine": N_("magazine"),
    "fore_end": N_("fore-end"),
    "front_sight": N_("front sight"),
    "muzzle_device": N_("muzzle"),
}
PHOTOS = ("detail1", "detail2", "detail3")
SAY = {
    "one": N_("One type of the sheet fits what was photographed. A type that isn't in the sheet may look the same."),
    "two": N_("Two types of the sheet fit what was photographed. That isn't enough to tell which."),
    "none": N_("No type of the sheet fits what was photographed. It may be a type that isn't in the sheet."),
    "most": N_("It is the type of the sheet that has the most features in common with the photographs."),
}
SAID = ("none", "one", "two")
"""What to say when so many types fit."""

HINTS = {
    "rules_out": N_(
        "Go through the row of this type, picture by picture. One difference that you can see is enough; what no "
        "picture shows can't rule anything out."
    ),
    "unseen": N_(
        "The sheet names four features and there are three photographs. Ask which feature none of them shows."
    ),
    "say": N_("Count the types that no picture rules out. Then choose the sentence that claims that and no more."),
    "most": N_("A type that differs in one feature that you can see isn't saved by the features that agree."),
}


def draw_features(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw an object, three photographs of it, and a sheet of four types; give evidence and truth.

    None, one or two types fit what is seen, and every other one differs in exactly one photographed feature.
    """
    fitting = draw.below(3)
    features = draw.sample(sorted(VALUES), 4)
    seen, unseen = features[:3], features[3]
    real = {feature: draw.pick(VALUES[feature]) for feature in features}
    differing: list[str | None] = [None] * fitting + draw.shuffle(seen) + [draw.pick(seen)]
    rows: list[dict[str, str]] = []
    last = draw.shuffle(VALUES[unseen])
    for rank, feature in enumerate(differing[:4]):
        row = real | {unseen: last[rank % 3]}
        if feature is not None:
            taken = {each[feature] for each in rows}
            others = [value for value in VALUES[feature] if value != real[feature]]
            row[feature] = draw.pick([value for value in others if value not in taken] or others)
        rows.append(row)
    order = draw.shuffle(range(4))
    names = draw.sample(TYPES, 4)
    sheet = [
        {"name": name, "shows": {f: rows[rank][f] for f in features}} for name, rank in zip(names, order, strict=True)
    ]
    pictures: dict[str, Any] = {"view": {"drawn": "side_view", "view": VIEW}}
    for name, feature in zip(PHOTOS, seen, strict=True):
        pictures[name] = {"drawn": "feature", "feature": feature, "value": real[feature], "width_px": 360}
    truth: dict[str, dict[str, Any]] = {}
    for number, rank in enumerate(order, start=1):
        feature = differing[rank]
        right = "open" if feature is None else PHOTOS[seen.index(feature)]
        truth[f"type{number}"] = {"accept": [right], "hint": "rules_out"}
    truth["point"] = {"accept": [PART_OF[unseen]], "hint": "unseen"}
    truth["say"] = {"accept": [SAID[fitting]], "hint": "say", "because": {"most": "most"}}
    evidence = {
        "pictures": pictures,
        "sheet": sheet,
        "options": {"say": draw.shuffle(sorted(SAY)), "spots": draw.shuffle(sorted(SPOTS))},
    }
    return evidence, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    rows = tuple(
        (
            each["name"],
            "\n".join(
                _("{feature}: {answer}").format(feature=_(NAMES[feature]), answer=identification.label(feature, value))
                for feature, value in sorted(each["shows"].items())
            ),
        )
        for each in evidence["sheet"]
    )
    return (
        Note(
            text=_(
                "A patrol photographed three details of one rifle. The four types of the sheet are made up, so that "
                "nobody can answer from memory: take the sheet as complete and right."
            )
        ),
        *(
            Picture(name=name, caption=_("Photograph {number} (drawing)").format(number=number))
            for number, name in enumerate(PHOTOS, start=1)
        ),
        Document(title=_("Reference sheet: four types that are easily confused"), rows=rows),
        Picture(name="view", caption=_("A rifle of no particular type, for pointing at its parts")),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    answers = (
        *(
            Option(value=name, label=_("photograph {number} rules it out").format(number=number))
            for number, name in enumerate(PHOTOS, start=1)
        ),
        Option(value="open", label=_("no photograph rules it out: it is still possible")),
    )
    types = {f"type{number}": each["name"] for number, each in enumerate(evidence["sheet"], start=1)}
    spots = tuple(
        Spot(value=part, label=_(PARTS[part]), picture="view", x=x, y=y, width=width, height=height)
        for part in evidence["options"]["spots"]
        for x, y, width, height in [SPOTS[part]]
    )
    return (
        *choice_rows(types, _("can it be this type?"), answers),
        Field(
            key="point",
            kind="point",
            label=_("Click the part of which you need one more photograph, or choose it here"),
            points=2,
            spots=spots,
        ),
        Field(
            key="say",
            kind="choice",
            label=_("What may you write today?"),
            points=2,
            options=options_of(SAY, evidence["options"]["say"]),
        ),
    )


TASK = Task(id="features", title=N_("Tell look-alikes apart"), points=8, fields=_fields, blocks=_blocks)
