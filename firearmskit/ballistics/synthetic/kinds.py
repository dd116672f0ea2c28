"""How a breech face was worked: what firearms of one make have in common."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType

from firearmskit.draw import Draw
from firearmskit.language import N_

__all__ = ["KINDS", "Kind", "Works", "works_of"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One way of working a breech face.

    Args:
        name: What it is called, marked for translation.
        rows: How much of the surface are tool marks in rows, 0 to 1; the rest has no direction.
        bent: How much a tool mark bends, 0 to 1.
        stretch: How many times longer than wide a tool mark is.
        pitch_m: The least and the greatest distance of tool marks.
        centre_m: The least and the greatest distance from the middle of the face of the point around which tool marks
            run; None for straight ones.
    """

    name: str
    rows: float
    bent: float
    stretch: float
    pitch_m: tuple[float, float]
    centre_m: tuple[float, float] | None = None


KINDS = MappingProxyType(
    {
        "granular": Kind(
            name=N_("Breech face granular, almost without direction"),
            rows=0.45,
            bent=1.0,
            stretch=3.5,
            pitch_m=(9e-5, 1.3e-4),
        ),
        "milled": Kind(
            name=N_("Breech face milled, with straight parallel lines"),
            rows=0.92,
            bent=0.1,
            stretch=25.0,
            pitch_m=(6e-5, 1.1e-4),
        ),
        "arched": Kind(
            name=N_("Breech face milled, with arched lines"),
            rows=0.92,
            bent=0.1,
            stretch=20.0,
            pitch_m=(6e-5, 1.1e-4),
            centre_m=(2.2e-3, 3.5e-3),
        ),
        "turned": Kind(
            name=N_("Breech face turned, with circular lines"),
            rows=0.92,
            bent=0.1,
            stretch=12.0,
            pitch_m=(7e-5, 1.2e-4),
            centre_m=(5e-5, 2e-4),
        ),
    }
)
"""The ways of working a breech face; they are made up, and stand for no maker."""


@dataclass(frozen=True, kw_only=True)
class Works:
    """What the firearms of one made-up make have in common: their class marks.

    Args:
        kind: How the breech face is worked.
        direction_deg: The direction of the tool marks, counter-clockwise from the right.
        pitch_m: Their distance.
        centre_m: Around which point they run, to the right and up from the middle; None for straight ones.
    """

    kind: Kind
    direction_deg: float
    pitch_m: float
    centre_m: tuple[float, float] | None


def works_of(draw: Draw, kind: Kind) -> Works:
    """Draw the class marks of a make.

    Args:
        draw: What to draw with.
        kind: How its breech faces are worked.

    Returns:
        The class marks.
    """
    direction = float(draw.between(0, 179))
    pitch = _between(draw, kind.pitch_m)
    if kind.centre_m is None:
        return Works(kind=kind, direction_deg=direction, pitch_m=pitch, centre_m=None)
    away, towards = _between(draw, kind.centre_m), math.radians(draw.between(0, 359))
    return Works(
        kind=kind, direction_deg=0.0, pitch_m=pitch, centre_m=(away * math.cos(towards), away * math.sin(towards))
    )


def _between(draw: Draw, limits: tuple[float, float]) -> float:
    least, most = limits
    return least + (most - least) * draw.between(0, 1000) / 1000
