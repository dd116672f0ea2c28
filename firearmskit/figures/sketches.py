"""Small sketches of what to look for, to stand beside a question or, all together, on paper."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from firearmskit.figures.drawing import DPI, LARGE, Drawing, canvas, wrapped, write
from firearmskit.figures.features import check_feature, describe_feature, feature_words, sketches
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK, paint
from firearmskit.figures.shapes import Outline, outlines

__all__ = ["plot_feature"]

CELL, GAP, PAD = 480.0, 24.0, 8.0
"""Width of a cell of a sheet, the room between two, and around a sketch."""
LINE = 1000 * LARGE * 1.3
RATIO = 190 / 300
"""Height of a sketch by its width."""


def plot_feature(feature: str, value: str | None = None, *, width_px: int | None = None) -> Drawing:
    """Draw what an answer of the identification key looks like: the answer in full, its surroundings pale.

    Args:
        feature: One of :func:`~firearmskit.figures.drawn_features`.
        value: One of its answers: a small sketch without words; None: a sheet of all that are drawn, each with its
            words.
        width_px: Width of the picture in pixels, 60 to 2400; None: 240 for one, 720 for a sheet.

    Returns:
        A drawing that shows itself in a notebook; the places of a sheet are those of its answers.

    Raises:
        InputError: The feature or the answer has no sketch, or the width can't be drawn.

    >>> plot_feature("front_sight", "hood")
    Sketch. What protects the front sight? – a closed ring or hood.
    """
    values = check_feature(feature, value)
    width = width_px if width_px is not None else 240 if value is not None else 720
    check_number("width_px", width, 60, 2400, whole=True)
    description = describe_feature(feature, value)
    if value is not None:
        figure, axes = canvas(width, RATIO)
        _sketch(axes, sketches()[feature][value], (0, 0), 1000, 0.006 * width * 72 / DPI)
        return Drawing(figure=figure, description=description)
    return _sheet(feature, values, width, description)


def _sheet(feature: str, values: tuple[str, ...], width: int, description: str) -> Drawing:
    """Draw every answer in a cell of its own, two in a row, its words below."""
    captions = [wrapped(feature_words(feature, each), CELL - 3 * PAD, LARGE) for each in values]
    rows = [captions[start : start + 2] for start in range(0, len(captions), 2)]
    heights = [RATIO * CELL + LINE * max(map(len, row)) + 2 * PAD for row in rows]
    high = GAP + sum(height + GAP for height in heights)
    figure, axes = canvas(width, high / 1000)
    stroke = 0.0022 * width * 72 / DPI
    left = (1000 - 2 * CELL - GAP) / 2
    places = {}
    for number, (value, caption) in enumerate(zip(values, captions, strict=True)):
        row, column = divmod(number, 2)
        x, y = left + column * (CELL + GAP), GAP + sum(height + GAP for height in heights[:row])
        frame = FancyBboxPatch(
            (x, y), CELL, heights[row], boxstyle="round,pad=0,rounding_size=12", fill=False, edgecolor="#b9c2cc"
        )
        frame.set_linewidth(0.6 * stroke)
        axes.add_patch(frame)
        _sketch(axes, sketches()[feature][value], (x + PAD, y + PAD), CELL - 2 * PAD, stroke)
        for line, words in enumerate(caption):
            down = y + PAD + RATIO * (CELL - 2 * PAD) + (line + 0.6) * LINE
            write(axes, x + CELL / 2, down, words, size=LARGE, ha="center", va="center", color=INK)
        places[value] = (x / 1000, y / high, CELL / 1000, heights[row] / high)
    return Drawing(figure=figure, description=description, places=places)


def _sketch(axes: Axes, outline: Outline, corner: tuple[float, float], width: float, stroke: float) -> None:
    """Paint a sketch, or the side view that it stands for, into a box."""
    height = RATIO * width
    if outline.view:
        drawn = outlines("side_views.toml")[outline.view]
        scale = min(0.94 * width / drawn.width, 0.9 * height / drawn.height)
        shift = (corner[0] + (width - drawn.width * scale) / 2, corner[1] + (height - drawn.height * scale) / 2)
        paint(axes, drawn, stroke=0.7 * stroke, shift=shift, scale=scale)
        return
    box = (*corner, width, height)
    paint(axes, outline, stroke=stroke, shift=corner, scale=width / outline.width, focus="x", inside=box)
