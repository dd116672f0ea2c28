"""Drawings as plain numbers: shapes of straight lines and rounded corners, read from a file of points."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["Box", "Outline", "Shape", "outlines"]


@dataclass(frozen=True, kw_only=True)
class Box:
    """Where something stands, in units of the drawing."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One shape.

    Attributes:
        part: What it belongs to, or None.
        tone: How it is painted.
        side: From which side alone it is seen, or None.
        points: x, y and the radius of the corner there; a single one is the middle of a disc and its radius.
        bar: Width of a thick line, else 0.
    """

    part: str | None
    tone: str
    side: str | None
    points: tuple[tuple[float, float, float], ...]
    bar: float

    @property
    def is_disc(self) -> bool:
        """Tell whether it is round."""
        return len(self.points) == 1

    def box(self) -> Box:
        """Give the box around it; roundings lie inside their corners."""
        reach = self.points[0][2] if self.is_disc else self.bar / 2
        xs, ys = [point[0] for point in self.points], [point[1] for point in self.points]
        return Box(x0=min(xs) - reach, y0=min(ys) - reach, x1=max(xs) + reach, y1=max(ys) + reach)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A drawing: its size, its shapes from back to front, and where labels point.

    Labels of points above the middle stand above the drawing. A drawing without shapes stands for a side view.
    """

    width: float
    height: float
    middle: float
    shapes: tuple[Shape, ...]
    anchors: Mapping[str, tuple[float, float]]
    view: str | None = None

    def seen(self, side: str) -> list[Shape]:
        """List the shapes that are seen from a side."""
        return [shape for shape in self.shapes if shape.side in (None, side)]

    def parts(self, side: str) -> list[str]:
        """List the parts that are seen from a side, from the left of the right side's drawing to its right."""
        found = dict.fromkeys(shape.part for shape in self.seen(side) if shape.part)
        return sorted(found, key=lambda part: self.anchor(part, "right"))

    def box(self, part: str, side: str) -> Box:
        """Give the box around all shapes of a part, mirrored for the left side."""
        boxes = [shape.box() for shape in self.shapes if shape.part == part]
        x0, x1 = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
        if side == "left":
            x0, x1 = self.width - x1, self.width - x0
        return Box(x0=x0, x1=x1, y0=min(box.y0 for box in boxes), y1=max(box.y1 for box in boxes))

    def anchor(self, part: str, side: str) -> tuple[float, float]:
        """Give the point of a part to which a label leads, mirrored for the left side."""
        if part in self.anchors:
            x, y = self.anchors[part]
            return (self.width - x if side == "left" else x), y
        box = self.box(part, side)
        return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


@cache
def outlines(file: str) -> Mapping[str, Outline]:
    """Read the drawings of a file in this room's data folder."""
    data = tomllib.loads((resources.files("firearmskit.figures") / "data" / file).read_text("utf-8"))
    page = data.pop("page", {})
    lines: dict[str, list[str]] = {}
    found: dict[str, Outline] = {}
    for name, own in _named(data).items():
        drawn = page | own
        left, height = float(drawn.get("left", 0)), float(drawn["height"])
        lines[name] = [line for other in drawn.get("with", ()) for line in lines[other]]
        lines[name] += drawn.get("shapes", "").strip().splitlines()
        found[name] = Outline(
            width=float(drawn.get("width", 1000)),
            height=height,
            middle=float(drawn.get("middle", 0.48 * height)),
            shapes=tuple(_shape(line, left) for line in lines[name]),
            anchors={part: (x - left, float(y)) for part, (x, y) in drawn.get("anchor", {}).items()},
            view=drawn.get("view"),
        )
    return found


def _named(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give each drawing its full name: drawings of one feature stand together in a table of tables."""
    named = {}
    for name, own in data.items():
        if {"shapes", "view"} & own.keys():
            named[name] = own
        else:
            named |= {f"{name}.{value}": drawn for value, drawn in own.items()}
    return named


def _shape(line: str, left: float) -> Shape:
    words = line.split()
    side = {"R:": "right", "L:": "left"}.get(words[0])
    part, tone, *points = words[1:] if side else words
    tone, _colon, bar = tone.partition(":")
    corners = []
    for point in points:
        x, y, radius = (float(value) for value in f"{point},0".split(",")[:3])
        corners.append((x - left, y, radius))
    return Shape(part=None if part == "-" else part, tone=tone, side=side, points=tuple(corners), bar=float(bar or 0))
