"""How a primer lay against the breech face and then under the microscope, and where each point of a grid is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firearmskit.ballistics.synthetic.slides import Slide
from firearmskit.draw import Draw

__all__ = ["Lie", "Places", "lie_of", "places"]

Field = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Lie:
    """How a primer lay against the breech face, and then under the microscope.

    Args:
        turned_deg: How far it is turned, counter-clockwise.
        shift_m: Where on the breech face the middle of the primer was, to the right and up of the face's middle.
        radius_m: Radius of the primer.
    """

    turned_deg: float
    shift_m: tuple[float, float]
    radius_m: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """Where the points of a grid are, in metres.

    Args:
        right_m: How far to the right of the grid's middle.
        up_m: How far above it.
        x_m: How far to the right of the middle of the breech face.
        y_m: How far above it.
        edge_m: How far outside the edge of the aperture; less than 0 inside.
    """

    right_m: Field
    up_m: Field
    x_m: Field
    y_m: Field
    edge_m: Field


def lie_of(draw: Draw, *, turned_deg: float | None, shift_m: tuple[float, float] | None, diameter_m: float) -> Lie:
    """Draw how a primer lay, where it isn't given.

    Args:
        draw: What to draw with.
        turned_deg: How far it is turned; None to draw up to 12 degrees.
        shift_m: Where its middle was; None to draw up to 90 µm.
        diameter_m: Diameter of the primer, about.

    Returns:
        How it lay.
    """
    turned = draw.between(-120, 120) / 10
    right, up = draw.between(-90, 90) * 1e-6, draw.between(-90, 90) * 1e-6
    radius = diameter_m / 2 * draw.between(985, 1015) / 1000
    return Lie(
        turned_deg=turned if turned_deg is None else turned_deg,
        shift_m=(right, up) if shift_m is None else shift_m,
        radius_m=radius,
    )


def places(lie: Lie, slide: Slide, *, spacing_m: float, width: float) -> Places:
    """Give where the points of a square grid are, with the primer in its middle.

    Args:
        lie: How the primer lay.
        slide: The slide.
        spacing_m: Distance between neighbouring points.
        width: How wide the grid is, as a multiple of the primer's diameter.

    Returns:
        The places.
    """
    side = round(2 * lie.radius_m * width / spacing_m)
    steps = (np.arange(side) - (side - 1) / 2) * spacing_m
    right, up = np.broadcast_arrays(steps[None, :], -steps[:, None])
    turned = np.deg2rad(lie.turned_deg)
    x_m = np.cos(turned) * right + np.sin(turned) * up + lie.shift_m[0]
    y_m = np.cos(turned) * up - np.sin(turned) * right + lie.shift_m[1]
    edge = np.hypot(x_m - slide.hole_m[0], y_m - slide.hole_m[1]) - slide.hole * lie.radius_m
    return Places(right_m=right, up_m=up, x_m=x_m, y_m=y_m, edge_m=edge)
