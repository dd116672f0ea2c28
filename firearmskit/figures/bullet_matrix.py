"""A picture of two bullets: the correlation of each land of one with each land of the other."""

from __future__ import annotations

import math

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from firearmskit.arguments import of_type
from firearmskit.ballistics.lands import BulletComparison
from firearmskit.figures.charts import GREY, RULE
from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.figures.striae import describe_bullet_matrix, turn_of
from firearmskit.language import text as _

__all__ = ["plot_bullet_matrix"]

SIDE, LINE = 30.0, 1000 * LETTER * 1.4
"""Margin, and height of a line of words, in thousandths."""


def plot_bullet_matrix(comparison: BulletComparison, *, width_px: int = 560) -> Drawing:
    """Draw the correlations of two bullets, land by land; thick frames show the turn at which they fit best.

    Args:
        comparison: What :func:`firearmskit.ballistics.lands.compare_bullets` gave.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook. With more than 12 lands shades stand without numbers.

    Raises:
        InputError: A value can't be drawn.

    >>> from firearmskit.ballistics.lands import compare_bullets
    >>> from firearmskit.ballistics.synthetic.lands import made_up_bullet
    >>> one, other = (made_up_bullet(1, barrel="A", shot=shot, lands=3) for shot in (1, 2))
    >>> print(plot_bullet_matrix(compare_bullets(one, other)).description[-54:])
    How strong this is as evidence isn't in these numbers.
    """
    of_type(comparison, BulletComparison, "comparison")
    check_number("width_px", width_px, 320, 2400, whole=True)
    rows, columns = comparison.ccf.shape
    words = wrapped(turn_of(comparison), 1000 - 2 * SIDE)
    second = wrapped(_("Across: lands of the second bullet. Down: lands of the first one."), 1000 - 2 * SIDE)
    top = SIDE + LINE * (len(words) + len(second)) + 30
    left = 96.0
    cell = min((1000 - SIDE - left) / columns, 140.0)
    figure, axes = canvas(width_px, (top + LINE + cell * rows + SIDE) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    for row, line in enumerate([*words, *second]):
        write(axes, SIDE, SIDE + LINE * (row + 0.5), line, ha="left", va="center", color=INK)
    numbered = cell >= text_width("0.00") + 8
    for column in range(columns):
        if numbered or column % 5 == 4 or column == 0:
            write(
                axes,
                left + cell * (column + 0.5),
                top + LINE / 2,
                str(column + 1),
                ha="center",
                va="center",
                color=GREY,
            )
    for row in range(rows):
        y = top + LINE + cell * row
        if numbered or row % 5 == 4 or row == 0:
            write(axes, left - 14, y + cell / 2, str(row + 1), ha="right", va="center", color=GREY)
        for column in range(columns):
            _cell(axes, (left + cell * column, y, cell), float(comparison.ccf[row, column]), numbered, stroke)
    if comparison.phase is not None:
        for row in range(rows):
            column = (row + comparison.phase) % max(rows, columns)
            if column < columns:
                inset = 1.2 * stroke
                axes.add_patch(
                    Rectangle(
                        (left + cell * column + inset, top + LINE + cell * row + inset),
                        cell - 2 * inset,
                        cell - 2 * inset,
                        fill=False,
                        edgecolor=INK,
                        linewidth=2.6 * stroke,
                        zorder=5,
                    )
                )
    return Drawing(figure=figure, description=describe_bullet_matrix(comparison))


def _cell(axes: Axes, box: tuple[float, float, float], value: float, numbered: bool, stroke: float) -> None:
    x, y, side = box
    known = not math.isnan(value)
    shade = max(0.0, min(1.0, value)) if known else 0.0
    colour = tuple(1 - shade * (1 - part) for part in (0.0, 0.447, 0.698))
    axes.add_patch(Rectangle((x, y), side, side, facecolor=colour, edgecolor=RULE, linewidth=0.6 * stroke, zorder=2))
    if not known:
        axes.plot([x + side * 0.3, x + side * 0.7], [y + side / 2] * 2, color=GREY, linewidth=stroke, zorder=3)
    elif numbered:
        words = f"{value:.2f}"
        write(axes, x + side / 2, y + side / 2, words, ha="center", va="center", color="white" if shade > 0.6 else INK)
