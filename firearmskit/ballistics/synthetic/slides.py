"""The breech face of one made-up slide: what its tool marks look like, and what is left of them when it is worn."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.synthetic.fields import COARSE, WIDTH_M, Spectrum, drawn, field_of, key_of, value_at
from firearmskit.ballistics.synthetic.kinds import KINDS, Works, works_of
from firearmskit.draw import Draw

__all__ = ["Slide", "slide_of"]

Field = NDArray[np.float64]

GRAINS = Spectrum(reach_m=60e-6, steepness=2.0, longest_m=9e-4, shortest_m=22e-6, stretch=1.5)
CREASES = Spectrum(reach_m=60e-6, steepness=2.2, longest_m=7e-4, shortest_m=22e-6)
BENDS = Spectrum(reach_m=60e-6, steepness=2.2, longest_m=6e-4, shortest_m=7e-5)
ROUGHNESS = Spectrum(reach_m=300e-6, steepness=3.0, longest_m=4e-3, shortest_m=3e-4)
WORN = Spectrum(reach_m=70e-6, steepness=2.4)
BLOCK = 10
"""Slides that one sharpening of the tool makes."""
DEEP = 2.0
"""How many times deeper marks of the tool's edge are than the others: a chip in it cuts deeper than a grain does."""
BEYOND_M, EDGE_M = 4e-4, 2.5e-4
"""How far sub-class marks reach beyond the middle of the face, and over how much of it they come to an end."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Slide:
    """One slide.

    Args:
        works: The class marks of its make.
        hole_m: Where the middle of its firing-pin aperture is, to the right and up from the middle of the face.
        hole: The radius of the part around the aperture that leaves no impression, as a share of the primer's.
        fields: The parts that its marks are made of, by name.
        share: How much of its marks are sub-class marks where they are strongest, 0 to 1.
        turn: How far the tool was worn, as an angle: 0 freshly sharpened.
        side_deg: On which side of the face the sub-class marks are.
        scratches: Where each scratch is (to the right, up), its direction in degrees, half its length, its width and
            its height on the primer, all in metres.
        wear: How much of the marks is lost, 0 to 1.
        rough: Standard deviation of its marks in metres.
    """

    works: Works
    hole_m: tuple[float, float]
    hole: float
    fields: dict[str, Field]
    share: float
    turn: float
    side_deg: float
    scratches: tuple[tuple[float, float, float, float, float, float], ...]
    wear: float
    rough: float

    def heights(self, x_m: Field, y_m: Field) -> Field:
        """Give the heights of its marks in metres.

        Args:
            x_m: How far to the right of the middle of the face, in metres.
            y_m: How far above it.

        Returns:
            The heights, in the shape of the places.
        """
        fields = self.fields
        bend_x, bend_y = (14e-6 * value_at(fields[name], x_m, y_m) for name in ("bend_x", "bend_y"))
        bent_x, bent_y = x_m + bend_x, y_m + bend_y
        grains = value_at(fields["grains"], bent_x, bent_y)
        creases = np.abs(value_at(fields["creases"], bent_x, bent_y)) - np.sqrt(2 / np.pi)
        plain = 0.8 * grains + 1.0 * creases
        kind = self.works.kind
        rows = kind.rows
        along_x, along_y = self._along(x_m + kind.bent * bend_x, y_m + kind.bent * bend_y)
        made = np.sqrt(1 - rows**2) * plain + rows * value_at(fields["rows"], along_x, along_y)
        if self.share:
            made = self._with_others(made, x_m, y_m, along_x, along_y)
        if self.wear:
            worn = np.pi / 2 * self.wear
            made = np.cos(worn) * made + np.sin(worn) * value_at(fields["worn"], bent_x, bent_y)
            made = (1 - 0.3 * self.wear) * made
        found: Field = self.rough * np.exp(0.45 * value_at(fields["roughness"], x_m, y_m)) * made
        for scratch in self.scratches:
            _scratch(found, bent_x, bent_y, scratch)
        return found

    def _along(self, x_m: Field, y_m: Field) -> tuple[Field, Field]:
        """Give places along and across the tool marks, where these run around a point."""
        if self.works.centre_m is None:
            return x_m, y_m
        right, up = x_m - self.works.centre_m[0], y_m - self.works.centre_m[1]
        # A whole turn is as wide as a few fields, so that the marks close without a seam.
        fields = round(2 * np.pi * max(float(np.hypot(*self.works.centre_m)), 1.5e-3) / WIDTH_M)
        return np.arctan2(up, right) * (fields * WIDTH_M / (2 * np.pi)), np.hypot(right, up)

    def _with_others(self, made: Field, x_m: Field, y_m: Field, along_x: Field, along_y: Field) -> Field:
        """Lay marks over that the slides of one sharpening of the tool share."""
        tool = np.cos(self.turn) * value_at(self.fields["tool"], along_x, along_y)
        tool += np.sin(self.turn) * value_at(self.fields["next_tool"], along_x, along_y)
        side = np.deg2rad(self.side_deg)
        inwards = np.cos(side) * x_m + np.sin(side) * y_m + BEYOND_M
        share = self.share / (1 + np.exp(-inwards / EDGE_M))
        found: Field = np.sqrt(1 - share**2) * made + DEEP * share * tool
        return found


def _scratch(heights: Field, x_m: Field, y_m: Field, scratch: tuple[float, float, float, float, float, float]) -> None:
    """Add what a scratch in the slide leaves on the primer: a ridge that fades towards its ends."""
    right, up, direction_deg, half, width, high = scratch
    turned = np.deg2rad(direction_deg)
    across = np.abs(np.cos(turned) * (y_m - up) - np.sin(turned) * (x_m - right))
    near = np.flatnonzero(across < 4 * width)
    along = np.cos(turned) * (x_m[near] - right) + np.sin(turned) * (y_m[near] - up)
    ends = np.maximum(1 - (along / half) ** 2, 0)
    heights[near] += high * ends * np.exp(-across[near] / width)


def _scratches(draw: Draw, wear: float) -> tuple[tuple[float, float, float, float, float, float], ...]:
    """Draw scratches; they fade as the slide wears."""
    found = []
    for _each in range(draw.between(6, 14)):
        right, up = draw.between(-1700, 1700) * 1e-6, draw.between(-1700, 1700) * 1e-6
        direction, half = draw.between(0, 179), draw.between(80, 450) * 1e-6
        width, high = draw.between(8, 22) * 1e-6, draw.between(10, 35) * 1e-7 * (1 if draw.chance(0.7) else -1)
        found.append((right, up, float(direction), half, width, high * (1 - wear)))
    return tuple(found)


def slide_of(seed: int | bytes, kind: str, number: int, *, subclass: float, wear: float) -> Slide:
    """Make one slide.

    Args:
        seed: The seed of the make.
        kind: A word of :data:`KINDS`.
        number: Which slide, in the order in which they were made.
        subclass: How much of its marks are sub-class marks where they are strongest, 0 to 1.
        wear: How much of the marks is lost, 0 to 1.

    Returns:
        The slide.
    """
    works = works_of(drawn(key_of(seed, kind, "works")), KINDS[kind])
    draw = drawn(key_of(seed, kind, "slide", number))
    towards, away = np.deg2rad(draw.between(0, 359)), draw.between(50, 185) / 1000 * 1.7e-3
    rows = Spectrum(
        reach_m=works.pitch_m / 3,
        steepness=2.0,
        stretch=works.kind.stretch,
        direction_deg=works.direction_deg,
        pitch_m=works.pitch_m,
    )
    grains = replace(GRAINS, direction_deg=float(15 * draw.between(0, 11)))
    fine = {"grains": grains, "creases": CREASES, "rows": rows}
    if wear:
        fine["worn"] = WORN
    smooth = {"bend_x": BENDS, "bend_y": BENDS, "roughness": ROUGHNESS}
    fields = {name: field_of(key_of(seed, kind, number, name), each) for name, each in fine.items()}
    for name, each in smooth.items():
        fields[name] = field_of(key_of(seed, kind, number, name), each, side=COARSE)
    block, place = divmod(number - 1, BLOCK)
    side = drawn(key_of(seed, kind, "tool", block)).between(0, 359)
    if subclass:
        # Marks as long as the face would agree at any place along themselves; these end where a cell can tell.
        shared = replace(rows, stretch=min(works.kind.stretch, 8.0))
        fields["tool"] = field_of(key_of(seed, kind, "tool", block), shared)
        fields["next_tool"] = field_of(key_of(seed, kind, "tool", block + 1), shared)
    return Slide(
        works=works,
        hole_m=(float(away * np.cos(towards)), float(away * np.sin(towards))),
        hole=draw.between(775, 800) / 1000,
        fields=fields,
        share=subclass,
        turn=np.pi / 2 * place / BLOCK,
        side_deg=side,
        scratches=_scratches(draw, wear),
        wear=wear,
        rough=draw.between(85, 115) / 100 * 1.3e-6,
    )
