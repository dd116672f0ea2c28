"""A picture of the steps of legislative development, in the place of the UN paper's Figure IV, which wasn't found."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Rectangle

from firearmskit.figures.charts import BAND, BLUE
from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, wrapped, write
from firearmskit.figures.lawsteps import cited, describe_law_steps, measures
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.language import text as _
from firearmskit.law.gaps import STEPS, Assessment

__all__ = ["plot_law_steps"]

SIDE, LINE, PAD, GAP, BAR = 24.0, 1000 * LETTER * 1.4, 14.0, 34.0, 16.0
"""Margin, height of a line of words, space inside a box, space between boxes, height of a bar, in thousandths."""

RIGHT = 1000 - SIDE - 46
"""Where boxes end; beside them the way back runs, from the draft that is valid to another assessment."""

BACK = ("validation", "report")
"""From which step the way leads back, and to which one."""


def plot_law_steps(assessment: Assessment | None = None, *, width_px: int = 640) -> Drawing:
    """Draw the steps from a State's own assessment of its law to a bill in parliament, one below the other.

    The picture of the UN paper's Figure IV wasn't found; the steps are read from the paragraphs around it.

    Args:
        assessment: An assessment whose document shows how far some steps are, each as a bar; None for the steps alone.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: The width can't be drawn.

    >>> print(plot_law_steps().description[-26:])
    Then it is assessed again.
    """
    check_number("width_px", width_px, 320, 2400, whole=True)
    done = measures(assessment)
    inside = RIGHT - SIDE - 2 * PAD
    boxes = []
    for number, step in enumerate(STEPS, start=1):
        head = wrapped(_("{number}. {name}").format(number=number, name=_(step.name)), inside)
        below = [_(step.sentence), f"({cited(step)})", *([done[step.id][1]] if step.id in done else [])]
        lines = [line for sentence in below for line in wrapped(sentence, inside)]
        high = 2 * PAD + LINE * (len(head) + len(lines)) + (BAR + PAD if step.id in done else 0)
        boxes.append((step, head, lines, high))
    figure, axes = canvas(width_px, (2 * SIDE + sum(high for *_rest, high in boxes) + GAP * (len(boxes) - 1)) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    y, places = SIDE, {}
    for step, head, lines, high in boxes:
        _frame(axes, y, high, stroke)
        at = y + PAD
        for line in head:
            write(axes, SIDE + PAD, at + LINE / 2, line, ha="left", va="center", color=BLUE)
            at += LINE
        for line in lines:
            write(axes, SIDE + PAD, at + LINE / 2, line, ha="left", va="center", color=INK)
            at += LINE
        if step.id in done:
            _bar(axes, at + PAD / 2, inside, done[step.id][0], stroke)
        places[step.id] = (y, high)
        y += high
        if step is not STEPS[-1]:
            _arrow(axes, [(120.0, y), (120.0, y + GAP)], stroke)
            y += GAP
    _way_back(axes, places, stroke)
    return Drawing(figure=figure, description=describe_law_steps(assessment))


def _frame(axes: Axes, y: float, high: float, stroke: float) -> None:
    look = "round,pad=0,rounding_size=10"
    box = FancyBboxPatch((SIDE, y), RIGHT - SIDE, high, boxstyle=look, facecolor="white", edgecolor=INK)
    box.set_linewidth(stroke)
    axes.add_patch(box)


def _bar(axes: Axes, y: float, wide: float, share: float, stroke: float) -> None:
    for width, colour in ((wide, BAND), (wide * share, BLUE)):
        axes.add_patch(Rectangle((SIDE + PAD, y), width, BAR, facecolor=colour, edgecolor=INK, linewidth=0.6 * stroke))


def _arrow(axes: Axes, ends: list[tuple[float, float]], stroke: float) -> None:
    axes.add_patch(
        FancyArrowPatch(
            *ends, arrowstyle="-|>", mutation_scale=9 * stroke, shrinkA=0, shrinkB=0, color=INK, linewidth=stroke
        )
    )


def _way_back(axes: Axes, places: dict[str, tuple[float, float]], stroke: float) -> None:
    """Draw the way from the draft back to the assessment: it is assessed again."""
    start, end = (places[name][0] + places[name][1] / 2 for name in BACK)
    x = 1000 - SIDE - 8
    axes.plot([RIGHT, x, x], [start, start, end], color=INK, linewidth=stroke, linestyle="--")
    _arrow(axes, [(x, end), (RIGHT, end)], stroke)
