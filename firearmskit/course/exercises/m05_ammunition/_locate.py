"""Find four parts on a drawing of a firearm."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition._parts import PARTS, made_up
from firearmskit.course.tasks import Block, Evidence, Field, Picture, Spot, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "PLACES", "TASK", "draw_locate", "point_on"]

PLACES: dict[str, dict[str, tuple[float, float]]] = {
    "pistol": {
        "hammer": (0.243, 0.3),
        "magazine": (0.265, 0.835),
        "rear_sight": (0.308, 0.235),
        "grip": (0.346, 0.662),
        "slide": (0.646, 0.306),
        "frame": (0.687, 0.412),
        "barrel": (0.761, 0.327),
    },
    "revolver": {
        "hammer": (0.28, 0.264),
        "grip": (0.28, 0.701),
        "cylinder": (0.453, 0.398),
        "trigger": (0.455, 0.599),
        "frame": (0.563, 0.506),
        "barrel": (0.657, 0.324),
        "front_sight": (0.767, 0.256),
    },
    "bolt_rifle": {
        "stock": (0.174, 0.584),
        "bolt": (0.3, 0.439),
        "trigger": (0.363, 0.63),
        "receiver": (0.452, 0.449),
        "magazine": (0.457, 0.606),
        "rear_sight": (0.55, 0.406),
        "barrel": (0.845, 0.449),
    },
    "pump_shotgun": {
        "stock": (0.175, 0.532),
        "receiver": (0.346, 0.451),
        "trigger": (0.366, 0.58),
        "loading_port": (0.443, 0.544),
        "barrel": (0.786, 0.418),
        "magazine_tube": (0.796, 0.49),
        "front_sight": (0.938, 0.391),
    },
}
"""The lettered parts of each drawing, from butt to muzzle, and a point on each, seen from the right: fractions of width
and height."""
LETTERS = "ABCDEFG"
SPOT = 0.06


def draw_locate(draw: Draw) -> tuple[dict[str, Any], dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw which firearm is shown from which side, and which four parts are asked for."""
    view, side = draw.pick(sorted(PLACES)), draw.pick(("left", "right"))
    letters = dict(zip(PLACES[view], LETTERS, strict=True))
    asked = draw.sample(sorted(PLACES[view]), 4)
    shown = {"drawn": "side_view", "view": view, "side": side, "label": "letters", "parts": sorted(PLACES[view])}
    truth = {
        f"part{rank}": {"accept": [letters[part]], "hint": "locate", "because": {}}
        for rank, part in enumerate(asked, start=1)
    }
    return shown, {"asked": asked}, truth


def point_on(view: str, side: str, part: str) -> tuple[float, float]:
    """Give a point on a part, in a drawing from one side."""
    x, y = PLACES[view][part]
    return (x if side == "right" else round(1 - x, 3)), y


def _locate_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (made_up(), Picture(name="whole", caption=_("A firearm of this kind, complete; the parts bear letters")))


def _locate_fields(evidence: Evidence) -> tuple[Field, ...]:
    picture, locate = evidence["pictures"]["whole"], evidence["locate"]
    spots = tuple(
        Spot(
            value=letter,
            label=_("Part {letter}").format(letter=letter),
            picture="whole",
            x=round(x - SPOT / 2, 3),
            y=round(y - SPOT / 2, 3),
            width=SPOT,
            height=SPOT,
        )
        for letter, part in zip(LETTERS, PLACES[picture["view"]], strict=True)
        for x, y in [point_on(picture["view"], picture["side"], part)]
    )
    return tuple(
        Field(
            key=f"part{rank}",
            kind="point",
            label=_("Point at this part, or choose its letter: {part}").format(part=_(PARTS[part])),
            points=1,
            spots=spots,
        )
        for rank, part in enumerate(locate["asked"], start=1)
    )


HINTS = {
    "locate": N_("Follow the line from the letter to the metal. Ask what each part does, and compare with the lesson."),
}

TASK = Task(id="locate", title=N_("Find the parts"), points=4, fields=_locate_fields, blocks=_locate_blocks)
