"""Congruent cells: which cells are, and what three maps of cells bear."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "MAPS", "TASK", "draw_cells"]

MAPS = "ABC"
SIDE = 6
EMPTY = {(row, column) for row in (2, 3) for column in (2, 3)} | {(row, column) for row in (0, 5) for column in (0, 5)}
"""Where no map has anything: the opening, and the corners outside the primer."""
RING = [(row, column) for row in range(SIDE) for column in range(SIDE) if (row, column) not in EMPTY]
_SIDES = tuple(
    {cell for cell in RING if cell[axis] in places} for axis in (0, 1) for places in ((0, 1), (SIDE - 2, SIDE - 1))
)
CELL = {
    "congruent": N_("congruent"),
    "little": N_("not congruent: it correlates too little"),
    "turned": N_("not congruent: it is turned otherwise"),
    "elsewhere": N_("not congruent: it lies elsewhere"),
}
BEARS = {
    "one": N_("they speak for one firearm: they agree all around the ring"),
    "two": N_("they speak for two firearms: much was measured, and hardly anything agrees"),
    "side": N_("sub-class marks have to be ruled out first: they agree on one side only, though all was measured"),
    "little": N_("they say little: hardly anything was measured"),
}
HINTS = {
    "congruent": N_("Hold all four numbers against the rule. Does any of them break it?"),
    "little": N_("Look at the correlation before you look at the place."),
    "turned": N_("Compare its turn with the turn that the cells share. How many degrees lie between them?"),
    "elsewhere": N_("Compare both shifts with those that the cells share. How many µm lie between them?"),
    "one": N_("Where are the C? Go around the ring, and look whether a side is without them."),
    "two": N_("How many cells were measured, and how many of them are C?"),
    "side": N_("Many cells are C. Now look where they stand, and what the rest of the ring holds."),
    "measured": N_("Count the cells that were measured at all, before you count the C."),
}


def _map(draw: Draw, kind: str) -> list[str]:
    """Draw a map: C congruent, x not congruent, - not measured."""
    measured = list(RING)
    if kind == "one":
        congruent = draw.sample(RING, draw.between(19, 23))
        while min(len(set(congruent) & side) for side in _SIDES) < 5:
            congruent = draw.sample(RING, draw.between(19, 23))
    elif kind == "two":
        congruent = draw.sample(RING, draw.between(0, 2))
    else:
        side = sorted(draw.pick(_SIDES))
        congruent = draw.sample(side, draw.between(7, 9))
    if kind == "little":
        measured = draw.sample(side, 4)
        congruent = draw.sample(measured, draw.between(1, 3))
    return [
        " ".join(
            "C" if (row, column) in congruent else "x" if (row, column) in measured else "-" for column in range(SIDE)
        )
        for row in range(SIDE)
    ]


def _cell(draw: Draw, kind: str, common: dict[str, int]) -> dict[str, Any]:
    """Draw a cell: off in one way at most, and never close to a limit."""
    sign = draw.pick((-1, 1))
    turn = common["turn"] + (sign * draw.between(15, 40) if kind == "turned" else draw.between(-3, 3))
    right, down = (common[way] + draw.between(-60, 60) for way in ("right", "down"))
    if kind == "elsewhere" and draw.chance(0.5):
        right = common["right"] + sign * draw.between(250, 600)
    elif kind == "elsewhere":
        down = common["down"] + sign * draw.between(250, 600)
    hundredths = draw.between(15, 38) if kind == "little" else draw.between(58, 88)
    return {"correlation": f"0.{hundredths}", "turn": turn, "right": right, "down": down}


def draw_cells(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw four cells, of three kinds, and three maps, each of another kind."""
    common = {"turn": draw.between(-20, 20), "right": draw.between(-90, 90), "down": draw.between(-90, 90)}
    kinds = draw.sample(sorted(CELL), 3)
    kinds = draw.shuffle([*kinds, draw.pick(kinds)])
    maps = draw.sample(sorted(BEARS), 3)
    truth: dict[str, dict[str, Any]] = {
        f"cell{at}": {"accept": [kind], "hint": kind} for at, kind in enumerate(kinds, start=1)
    }
    truth |= {
        f"map{name}": {"accept": [kind], "hint": "measured" if kind == "little" else kind}
        for name, kind in zip(MAPS, maps, strict=True)
    }
    shown = {
        "common": common,
        "cells": [_cell(draw, kind, common) for kind in kinds],
        "maps": [_map(draw, kind) for kind in maps],
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    common = evidence["common"]
    shared = _("turned by {turn} degrees, {right} µm to the right, {down} µm down").format(**common)
    cell = N_("correlation {correlation}; turned by {turn} degrees, {right} µm to the right, {down} µm down")
    return (
        Note(
            text=_(
                "A cell is congruent when it correlates with 0.5 or more, is turned within 6 degrees of the turn that "
                "the "
                "cells share, and lies within 125 µm of the shift that they share, in both directions. A minus means "
                "the other way round, to the left or up. All numbers are made up."
            )
        ),
        Document(
            title=_("Four cells of one comparison"),
            rows=(
                (_("The cells share"), shared),
                *(
                    (_("Cell {number}").format(number=at), _(cell).format(**each))
                    for at, each in enumerate(evidence["cells"], start=1)
                ),
            ),
        ),
        Note(
            text=_(
                "Three other comparisons, cell by cell. C: congruent. x: measured, and not congruent. -: not measured, "
                "such "
                "as the opening in the middle."
            )
        ),
        *(
            Document(
                title=_("Map {name}").format(name=name),
                rows=tuple((_("Row {number}").format(number=at), row) for at, row in enumerate(rows, start=1)),
                grid=True,
            )
            for name, rows in zip(MAPS, evidence["maps"], strict=True)
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    cells = {f"cell{at}": _("Cell {number}").format(number=at) for at in range(1, len(evidence["cells"]) + 1)}
    maps = {f"map{name}": _("Map {name}").format(name=name) for name in MAPS}
    return (
        *choice_rows(cells, _("is it congruent?"), options_of(CELL)),
        *choice_rows(maps, _("what do the congruent cells bear?"), options_of(BEARS), points=2),
    )


TASK = Task(id="cells", title=N_("What the cells say"), points=10, fields=_fields, blocks=_blocks)
"""Four cells and three maps."""
