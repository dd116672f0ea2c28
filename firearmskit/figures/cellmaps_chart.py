"""A map of cells: which parts of one surface are found on the other, where, and how they are turned."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from firearmskit.arguments import of_type
from firearmskit.ballistics import Cell, OneWay, Surface
from firearmskit.errors import InputError
from firearmskit.figures.cellmaps import describe_cells
from firearmskit.figures.drawing import DPI, canvas, wrapped, write
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.figures.panel import Panel
from firearmskit.figures.relief_bars import LINE, PAD, SIDE, hatched
from firearmskit.figures.relief_pixels import pixels_of
from firearmskit.language import text as _

__all__ = ["plot_cells"]

CONGRUENT, OTHER = "#0b5fff", "#d9480f"
"""Told apart by their lines as well: whole and thick, broken and thin."""

ENDS = (0.5, 99.5)

_Style: TypeAlias = str | tuple[float, tuple[float, float]]
_BROKEN: _Style = (0, (3, 2))
_WORDS = SIDE + 64
"""Where the words of the legend begin."""


def plot_cells(reference: Surface, other: Surface, way: OneWay, *, width_px: int = 720) -> Panel:
    """Draw the cells of one surface, and the places on the other that are most like them.

    A congruent cell has a thick frame and the same number on both surfaces; a line from its middle points to what was
    its upper edge, so that equal turns are seen. Other cells that were compared have thin broken frames.

    Args:
        reference: The surface that was cut into cells.
        other: The one on which they were looked for.
        way: How: ``compare_cases(reference, other).forward``, or ``.backward`` with the surfaces the other way round.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A picture that shows itself in a notebook.

    Raises:
        InputError: Something is of another kind, or has no cells.
    """
    first, second = of_type(reference, Surface, "reference"), of_type(other, Surface, "other")
    found = of_type(way, OneWay, "way")
    if not found.cells:
        raise InputError(_("way has no cells"))
    check_number("width_px", width_px, 320, 2400, whole=True)
    grid = 1 + max(cell.row for cell in found.cells)
    wide = (1000 - 3 * SIDE) / 2
    unit = max(max(each.width_m, each.height_m) / wide for each in (first, second))
    high = max(first.height_m, second.height_m) / unit
    meanings = _meanings()
    rows = sum(len(lines) for _colour, _style, lines in meanings)
    figure, axes = canvas(width_px, (SIDE + LINE + high + PAD + rows * LINE + SIDE) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    corners = [(SIDE + number * (wide + SIDE), SIDE + LINE) for number in (0, 1)]
    edges: list[Rectangle] = []
    for surface, corner, name in zip((first, second), corners, (_("Its cells"), _("Found here")), strict=True):
        write(axes, corner[0], corner[1] - LINE / 2, name, ha="left", va="center", color=INK)
        edges.append(_relief(axes, surface, corner, unit, width_px, stroke))
    numbers = {cell: at for at, cell in enumerate((each for each in found.cells if each.congruent), start=1)}
    # Congruent cells stand above the others.
    for cell in sorted(found.cells, key=lambda each: each.congruent):
        if cell.correlation is not None:
            _cell(
                axes,
                cell,
                numbers.get(cell),
                (first, second),
                (corners[0], corners[1]),
                grid,
                unit,
                stroke,
                (edges[0], edges[1]),
            )
    _legend(axes, SIDE + LINE + high + PAD, stroke, meanings)
    return Panel(figure=figure, description=describe_cells(found))


def _relief(
    axes: Axes, surface: Surface, corner: tuple[float, float], unit: float, width_px: int, stroke: float
) -> Rectangle:
    """Draw one surface, and give its edge."""
    wide, high = surface.width_m / unit, surface.height_m / unit
    if surface.measured < 1:
        axes.add_patch(hatched(corner, wide, high, stroke))
    heights = surface.heights_m[np.isfinite(surface.heights_m)]
    if heights.size:
        low, top = (float(each) for each in np.percentile(heights, ENDS))
        picture = pixels_of(surface, (low, max(top, low + 1e-9)), wide * width_px / 1000)
        left, upper = corner
        limits = axes.get_xlim(), axes.get_ylim()
        axes.imshow(picture, extent=(left, left + wide, upper + high, upper), aspect="auto", zorder=2)
        axes.set_xlim(limits[0])
        axes.set_ylim(limits[1])
    edge = Rectangle(corner, wide, high, fill=False, edgecolor=INK, linewidth=0.6 * stroke, zorder=3)
    axes.add_patch(edge)
    return edge


def _cell(
    axes: Axes,
    cell: Cell,
    number: int | None,
    surfaces: tuple[Surface, Surface],
    corners: tuple[tuple[float, float], tuple[float, float]],
    grid: int,
    unit: float,
    stroke: float,
    edges: tuple[Rectangle, Rectangle],
) -> None:
    """Draw one cell where it is, and where it was found."""
    reference, other = surfaces
    half = reference.width_m / grid / 2, reference.height_m / grid / 2
    middle = (2 * cell.column + 1) * half[0], (2 * cell.row + 1) * half[1]
    _frame(axes, middle, half, 0, corners[0], number, unit, stroke, edges[0])
    if cell.turn_deg is None or cell.shift_x_m is None or cell.shift_y_m is None:
        return
    # The other surface was turned for the cell to be found: here the cell is turned back instead.
    right = middle[0] - reference.width_m / 2 + cell.shift_x_m
    down = middle[1] - reference.height_m / 2 + cell.shift_y_m
    angle = math.radians(cell.turn_deg)
    back = (
        math.cos(angle) * right - math.sin(angle) * down + other.width_m / 2,
        math.sin(angle) * right + math.cos(angle) * down + other.height_m / 2,
    )
    _frame(axes, back, half, angle, corners[1], number, unit, stroke, edges[1])


def _frame(
    axes: Axes,
    middle: tuple[float, float],
    half: tuple[float, float],
    angle: float,
    corner: tuple[float, float],
    number: int | None,
    unit: float,
    stroke: float,
    edge: Rectangle,
) -> None:
    """Draw the frame of a cell that is turned clockwise by an angle, with its number and what was its upper edge."""

    def at(right: float, down: float) -> tuple[float, float]:
        x = middle[0] + math.cos(angle) * right - math.sin(angle) * down
        y = middle[1] + math.sin(angle) * right + math.cos(angle) * down
        return corner[0] + x / unit, corner[1] + y / unit

    box = [at(x * half[0], y * half[1]) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    congruent = number is not None
    outline = Polygon(
        box,
        fill=False,
        edgecolor=CONGRUENT if congruent else OTHER,
        linewidth=(1.6 if congruent else 0.8) * stroke,
        linestyle="-" if congruent else _BROKEN,
        zorder=5 if congruent else 4,
    )
    axes.add_patch(outline)
    outline.set_clip_path(edge)
    if congruent:
        (x, y), (upper_x, upper_y) = at(0, 0), at(0, -half[1])
        (line,) = axes.plot([x, upper_x], [y, upper_y], color=CONGRUENT, linewidth=1.2 * stroke, zorder=5)
        line.set_clip_path(edge)
        size = 0.55 * 2 * min(half) / unit / 1000
        plate = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
        write(axes, x, y, str(number), size=min(size, 0.024), ha="center", va="center", color=INK, bbox=plate)


def _meanings() -> list[tuple[str, _Style, list[str]]]:
    """Give the colour and the stroke of each kind of frame, and in lines what it means."""
    return [
        (colour, style, wrapped(words, 1000 - SIDE - _WORDS))
        for colour, style, words in (
            (CONGRUENT, "-", _("congruent: alike, and turned and shifted as the others")),
            (OTHER, _BROKEN, _("compared, and not congruent: the place most like it")),
        )
    ]


def _legend(axes: Axes, top: float, stroke: float, meanings: list[tuple[str, _Style, list[str]]]) -> None:
    """Say what the frames mean."""
    y = top + LINE / 2
    for number, (colour, style, lines) in enumerate(meanings):
        axes.plot([SIDE, _WORDS - 14], [y, y], color=colour, linestyle=style, linewidth=(1.6 - 0.8 * number) * stroke)
        for words in lines:
            write(axes, _WORDS, y, words, ha="left", va="center", color=INK)
            y += LINE
