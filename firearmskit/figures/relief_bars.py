"""What stands below a relief: the bar of heights, the scale bar, and what hatching means."""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from firearmskit.ballistics import Surface
from firearmskit.figures.drawing import LETTER, text_width, write
from firearmskit.figures.paint import INK
from firearmskit.figures.relief_pixels import COLOURS
from firearmskit.figures.reliefs import length, round_length, ticks
from firearmskit.language import text as _

__all__ = ["BAR", "LINE", "PAD", "SIDE", "bar_of_heights", "hatched", "scale_bar"]

SIDE, LINE, BAR, PAD = 24.0, 1000 * LETTER * 1.4, 24.0, 14.0
"""Margin, height of a line of words, height of the bar of heights, and space around things, in thousandths."""


def hatched(place: tuple[float, float], wide: float, high: float, stroke: float) -> Rectangle:
    """Give a hatched rectangle: nothing was measured there."""
    patch = Rectangle(place, wide, high, facecolor="white", edgecolor="#b9c0c8", linewidth=0, hatch="///", zorder=1)
    patch.set_hatch_linewidth(0.6 * stroke)
    return patch


def bar_of_heights(
    axes: Axes, surface: Surface, heights: tuple[float, float], place: tuple[float, float, float], stroke: float
) -> None:
    """Draw the bar of heights: its colours from low to high, arrows where heights go on, round numbers below.

    Args:
        axes: Where to.
        surface: What it is of.
        heights: The lowest and the highest height that colours tell apart, in metres.
        place: Its left edge, upper edge and width, in thousandths.
        stroke: Width of a line, in points.
    """
    low, high = heights
    start, top, wide = place
    found = surface.heights_m[np.isfinite(surface.heights_m)]
    tip, left, right = 16.0, start + 18, start + wide - 26 - text_width("µm")
    colours = mpl.colormaps[COLOURS]
    axes.imshow(
        colours(np.linspace(0, 1, 256))[None],
        extent=(left, right, top + BAR, top),
        interpolation="nearest",
        aspect="auto",
        zorder=2,
    )
    axes.add_patch(
        Rectangle((left, top), right - left, BAR, fill=False, edgecolor=INK, linewidth=0.6 * stroke, zorder=3)
    )
    for x, away, beyond, colour in (
        (left, -tip, found.min() < low - 1e-12, colours(0.0)),
        (right, tip, found.max() > high + 1e-12, colours(1.0)),
    ):
        if beyond:
            corners = [(x, top), (x + away, top + BAR / 2), (x, top + BAR)]
            axes.add_patch(Polygon(corners, facecolor=colour, edgecolor=INK, linewidth=0.6 * stroke, zorder=3))
    write(axes, right + tip + 8, top + BAR / 2, "µm", ha="left", va="center", color=INK)
    per_um = (right - left) / (1e6 * (high - low))
    for each, label in _labels(1e6 * low, 1e6 * high, per_um):
        x = left + per_um * (each - 1e6 * low)
        half = text_width(label) / 2
        axes.plot([x, x], [top + BAR, top + BAR + 6], color=INK, linewidth=0.6 * stroke, zorder=3)
        middle = min(max(x, start + half), start + wide - half)
        write(axes, middle, top + BAR + 8 + LINE / 2, label, ha="center", va="center", color=INK)


def _labels(low: float, high: float, per_unit: float) -> list[tuple[float, str]]:
    """Give as many round numbers as have room below a bar."""
    for most in range(7, 1, -1):
        found = ticks(low, high, most)
        if len(found) > 1 and per_unit * (found[1][0] - found[0][0]) > 16 + max(
            text_width(each) for _at, each in found
        ):
            return found
    return ticks(low, high, 1)


def scale_bar(axes: Axes, top: float, unit: float, stroke: float, *, with_holes: bool) -> None:
    """Draw the scale bar, a round length, and what hatching means.

    Args:
        axes: Where to.
        top: Its upper edge, in thousandths.
        unit: Metres a thousandth.
        stroke: Width of a line, in points.
        with_holes: Whether anything is hatched.
    """
    metres = round_length(0.35 * (1000 - 2 * SIDE) * unit)
    long, y = metres / unit, top + LINE / 2
    ends = (SIDE, SIDE + long)
    axes.plot(ends, [y, y], color=INK, linewidth=2.2 * stroke, solid_capstyle="butt", zorder=3)
    for x in ends:
        axes.plot([x, x], [y - 9, y + 9], color=INK, linewidth=1.2 * stroke, zorder=3)
    write(axes, ends[1] + PAD, y, length(metres), ha="left", va="center", color=INK)
    if with_holes:
        words = _("not measured")
        right = 1000 - SIDE - text_width(words)
        patch = hatched((right - 50, y - 14), 38, 28, stroke)
        axes.add_patch(patch)
        frame = Rectangle((right - 50, y - 14), 38, 28, fill=False, edgecolor=INK, linewidth=0.6 * stroke, zorder=3)
        axes.add_patch(frame)
        write(axes, right, y, words, ha="left", va="center", color=INK)
