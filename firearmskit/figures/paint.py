"""Paint drawings: one set of tones, one stroke."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from numpy.typing import NDArray

from firearmskit.figures.shapes import Outline, Shape

__all__ = ["INK", "SIGNAL", "paint"]

INK = "#1c2430"
SIGNAL = "#f0a81c"
TONES = {
    "steel": "#ccd4dc",
    "dark": "#8b97a5",
    "wood": "#e3cba6",
    "polymer": "#a9b2bd",
    "light": "#edf0f4",
    "brass": "#ecd68f",
    "shade": "#c0a65a",
    "copper": "#e0b193",
    "hole": "#ffffff",
    "bar": "#ccd4dc",
}
FADED = 0.62
"""How far everything else fades to white when a part is to stand out."""


def _path(shape: Shape) -> Path:
    """Join points by straight lines, and round each corner that has a radius."""
    if shape.is_disc:
        ((x, y, radius),) = shape.points
        return Path.circle((x, y), radius)
    closed = shape.tone not in ("line", "dashes", "bar")
    corners = [np.array(point[:2]) for point in shape.points]
    radii = [point[2] for point in shape.points]
    count = len(corners)
    vertices: list[NDArray[np.float64]] = []
    codes: list[Any] = []
    for number, (corner, radius) in enumerate(zip(corners, radii, strict=True)):
        if radius and (closed or 0 < number < count - 1):
            before, after = corners[number - 1], corners[(number + 1) % count]
            vertices += [_toward(corner, before, radius), corner, _toward(corner, after, radius)]
            codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
        else:
            vertices.append(corner)
            codes.append(Path.LINETO)
    codes[0] = Path.MOVETO
    if closed:
        vertices.append(vertices[0])
        codes.append(Path.CLOSEPOLY)
    return Path(np.array(vertices), codes)


def _toward(corner: NDArray[np.float64], other: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """Give the point of an edge at which the rounding of a corner begins; two roundings never cross."""
    edge = other - corner
    length = float(np.hypot(*edge))
    return np.asarray(corner + edge * min(radius / length, 0.5)) if length else corner


def paint(
    axes: Axes,
    outline: Outline,
    *,
    stroke: float,
    side: str = "right",
    highlight: Collection[str] = (),
    shift: tuple[float, float] = (0, 0),
    scale: float = 1.0,
    focus: str | None = None,
    inside: tuple[float, float, float, float] | None = None,
) -> None:
    """Paint a drawing, y downwards.

    Args:
        axes: Where to.
        outline: What.
        stroke: Width of an outline in points.
        side: ``"right"``, or ``"left"`` for the mirror image with the parts of that side.
        highlight: Parts that stand out; everything else fades.
        shift: Where the drawing's upper left corner stands, in units of the axes.
        scale: Units of the axes per unit of the drawing.
        focus: The part that is painted as it is while everything else fades; None: nothing fades.
        inside: Left, top, width and height of the box beyond which nothing is painted; None: no limit.
    """
    flip = -1 if side == "left" else 1
    origin = np.array([shift[0] + (outline.width * scale if side == "left" else 0), shift[1]])
    factors = np.array([flip * scale, scale])
    points_per_unit = _points_per_unit(axes) * scale
    window = Rectangle(inside[:2], *inside[2:], transform=axes.transData) if inside else None

    def add(path: Path, **style: Any) -> None:
        patch = PathPatch(path, joinstyle="round", capstyle="round", zorder=2, **style)
        axes.add_patch(patch)
        if window is not None:
            patch.set_clip_path(window)

    for shape in outline.seen(side):
        drawn = _path(shape)
        path = Path(drawn.vertices * factors + origin, drawn.codes)
        chosen = shape.part in highlight
        faded = bool(highlight or focus) and not chosen and shape.part != focus
        ink = _faded(INK, FADED) if faded else INK
        edge = stroke * (1.7 if chosen else 1)
        if shape.tone in ("line", "dashes"):
            style = "--" if shape.tone == "dashes" else "-"
            add(path, fill=False, edgecolor=ink, linewidth=(1.3 if focus and not faded else 0.7) * stroke, ls=style)
            continue
        fill = SIGNAL if chosen and shape.tone != "hole" else TONES[shape.tone]
        fill = _faded(fill, FADED) if faded else fill
        if shape.tone == "bar":
            width = shape.bar * points_per_unit
            for colour, wide in ((ink, width + 2 * edge), (fill, max(width, 0.1))):
                add(path, fill=False, edgecolor=colour, linewidth=wide)
        else:
            add(path, facecolor=fill, edgecolor=ink, linewidth=edge)


def _points_per_unit(axes: Axes) -> float:
    low, high = axes.get_xlim()
    return float(axes.get_position().width * axes.get_figure().get_figwidth() * 72 / abs(high - low))  # type: ignore[union-attr]


def _faded(colour: str, share: float) -> str:
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(level + (255 - level) * share):02x}" for level in channels)
