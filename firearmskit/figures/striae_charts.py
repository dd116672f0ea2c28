"""A picture of two lands: their signatures laid on each other."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from firearmskit.arguments import of_type
from firearmskit.ballistics.lands import JointStria, LandComparison, Signature
from firearmskit.figures.charts import BAND, BLUE, GREY, RULE
from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.figures.striae import describe_signatures, micrometres
from firearmskit.language import text as _

__all__ = ["plot_signatures"]

SIDE, LINE, TALL, BETWEEN = 30.0, 1000 * LETTER * 1.4, 235.0, 70.0
"""Margin, height of a line of words, of a signature, and of the row of marks between two, in thousandths."""

ORANGE = "#fbe3b0"
HEIGHTS_UM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


def plot_signatures(a: Signature, b: Signature, comparison: LandComparison, *, width_px: int = 720) -> Drawing:
    """Draw two signatures one above the other, the second one moved to where they correlate best.

    Bands mark the striae: a dot between the two says that they agree there, a cross that they don't.

    Args:
        a: The first signature.
        b: The second one.
        comparison: What :func:`firearmskit.ballistics.lands.compare_lands` gave of the two.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: A value can't be drawn.

    >>> from firearmskit.ballistics.lands import compare_lands, signature
    >>> from firearmskit.ballistics.synthetic.lands import made_up_land
    >>> one, other = (signature(made_up_land(1, barrel="A", land=1, shot=shot)) for shot in (1, 2))
    >>> print(plot_signatures(one, other, compare_lands(one, other)).description[:14])
    Two signatures
    """
    of_type(a, Signature, "a")
    of_type(b, Signature, "b")
    of_type(comparison, LandComparison, "comparison")
    check_number("width_px", width_px, 320, 2400, whole=True)
    lag = comparison.lag_m or 0.0
    low, high = min(0.0, lag), max(a.width_m, b.width_m + lag)
    words = wrapped(_headline(comparison), 1000 - 2 * SIDE)
    key = wrapped(_("● striae agree; × they don't"), 1000 - 2 * SIDE) if comparison.striae else []
    top = SIDE + LINE * (len(words) + len(key)) + 22
    names = (
        _("First land"),
        _("Second land, moved by {lag} µm").format(lag=micrometres(lag)) if comparison.lag_m else _("Second land"),
    )
    middle = top + LINE + TALL
    bottom = middle + BETWEEN + TALL + LINE
    figure, axes = canvas(width_px, (bottom + 110) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    for row, line in enumerate([*words, *key]):
        write(axes, SIDE, SIDE + LINE * (row + 0.5), line, ha="left", va="center", color=INK)

    most = max(float(np.nanmax(np.abs(each.heights_m - np.nanmean(each.heights_m)))) for each in (a, b)) or 1e-9
    bar = max((each for each in HEIGHTS_UM if each * 1e-6 <= most), default=HEIGHTS_UM[0])
    height = _("{height} µm").format(height=f"{bar:g}")
    left = SIDE + text_width(height) + 34

    def across(place: float) -> float:
        return left + (1000 - SIDE - left) * (place - low) / (high - low)

    for each in comparison.striae:
        _mark(axes, each, (across(each.left_m), across(each.right_m)), (top + LINE, middle, bottom - LINE), stroke)
    for signature, move, zero, name, at in (
        (a, 0.0, top + LINE + TALL / 2, names[0], top + LINE / 2),
        (b, lag, middle + BETWEEN + TALL / 2, names[1], bottom - LINE / 2),
    ):
        write(axes, left, at, name, ha="left", va="center", color=BLUE)
        x = left + (1000 - SIDE - left) * (signature.positions_m + move - low) / (high - low)
        y = zero - 0.47 * TALL * (signature.heights_m - np.nanmean(signature.heights_m)) / most
        axes.plot([left, 1000 - SIDE], [zero, zero], color=RULE, linewidth=0.5 * stroke, zorder=1)
        axes.plot(x, y, color=INK, linewidth=0.8 * stroke, zorder=4)
    zero, half = top + LINE + TALL / 2, 0.47 * TALL * bar * 1e-6 / most / 2
    axes.plot([left - 14] * 2, [zero - half, zero + half], color=INK, linewidth=1.4 * stroke, zorder=4)
    write(axes, left - 26, zero, height, ha="right", va="center", color=INK)
    _width(axes, (low, high), across, bottom + 12, stroke)
    return Drawing(figure=figure, description=describe_signatures(comparison))


def _headline(comparison: LandComparison) -> str:
    if comparison.ccf is None:
        return _("The two signatures can't be laid on each other.")
    return _("Correlation {ccf}. Striae agree at {agree} of {all} places, {cms} in a row.").format(
        ccf=f"{comparison.ccf:.2f}",
        agree=comparison.matching_striae,
        all=len(comparison.striae),
        cms=comparison.cms,
    )


def _mark(
    axes: Axes, stria: JointStria, ends: tuple[float, float], rows: tuple[float, float, float], stroke: float
) -> None:
    """Shade a place of both signatures; a dot between them where they agree, else a cross."""
    (left, right), (top, middle, bottom) = ends, rows
    if stria.agrees:
        colour = ORANGE if stria.kind == "peak" else BAND
        axes.add_patch(
            Rectangle((left, top), right - left, bottom - top, facecolor=colour, edgecolor="none", zorder=0.5)
        )
    axes.plot(
        [(left + right) / 2],
        [middle + BETWEEN / 2],
        marker="o" if stria.agrees else "x",
        markersize=4.4 * stroke,
        markeredgewidth=0.9 * stroke,
        color=INK if stria.agrees else GREY,
        zorder=5,
    )


def _width(axes: Axes, span: tuple[float, float], across: Callable[[float], float], y: float, stroke: float) -> None:
    """Draw the scale of places below."""
    low, high = span
    step = next((each for each in (0.05, 0.1, 0.2, 0.5, 1, 2, 5) if (high - low) * 1e3 / each <= 6), 10)
    left = across(low)
    axes.plot([left, 1000 - SIDE], [y, y], color=INK, linewidth=0.8 * stroke, zorder=4)
    first = math.ceil(low * 1e3 / step - 1e-9)
    for number in range(first, math.floor(high * 1e3 / step + 1e-9) + 1):
        x = across(number * step * 1e-3)
        axes.plot([x, x], [y, y + 10], color=INK, linewidth=0.8 * stroke, zorder=4)
        words = f"{number * step:g}"
        half = text_width(words) / 2
        write(axes, min(x, 1000 - half - 2), y + 30, words, ha="center", va="center", color=INK)
    write(
        axes, (left + 1000 - SIDE) / 2, y + 72, _("Place across the land, in mm"), ha="center", va="center", color=INK
    )
