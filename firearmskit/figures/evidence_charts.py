"""Charts of scores and likelihood ratios: the two distributions, Tippett plot, PAV plot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from firearmskit.arguments import figure as number
from firearmskit.figures.charts import BAND, BLUE, GREY, RULE
from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.evidence import (
    MOST_BARS,
    Bar,
    bars_of,
    blocks_of,
    check_width,
    decades,
    describe_pav,
    describe_scores,
    describe_tippett,
    heading,
    held,
    ratio,
    score_name,
)
from firearmskit.figures.paint import INK
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.ballistics.strength import Population, Validation

__all__ = ["plot_pav", "plot_scores", "plot_tippett"]

SIDE, LINE, PAD = 24.0, 1000 * LETTER * 1.45, 14.0
"""Margin, height of a line of words, and space, in thousandths of the width."""

ORANGE = "#b34700"
HIGH = 230.0
"""Height of one half of the picture of scores."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Where the numbers of a chart stand on the page.

    Args:
        box: Left, top, width and height.
        x: The smallest and the largest number across.
        y: The same upwards.
    """

    box: tuple[float, float, float, float]
    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: float) -> float:
        """Give where a number stands across; one beyond the frame stands at its edge."""
        left, _top, wide, _high = self.box
        share = (value - self.x[0]) / (self.x[1] - self.x[0])
        return left + wide * min(max(share, 0.0), 1.0)

    def up(self, value: float) -> float:
        """Give where a number stands upwards; one beyond the frame stands at its edge."""
        _left, top, _wide, high = self.box
        share = (value - self.y[0]) / (self.y[1] - self.y[0])
        return top + high * (1 - min(max(share, 0.0), 1.0))


def plot_scores(
    population: Population,
    *,
    of: str = "cmc",
    score: float | None = None,
    at_least: float | None = None,
    width_px: int = 640,
) -> Drawing:
    """Plot the scores of the same source above those of different sources, and where the case's score stands.

    Each half has its own height: its tallest bar bears the share of the comparisons of that source.

    Args:
        population: The population, a ``ballistics.strength.Population``.
        of: Which of its scores.
        score: The score of the comparison in the case; None where there is none.
        at_least: From which score on a fixed rule includes; None where there is none.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        UnknownCodeError: The population has no such scores.
        InputError: It is no population, or a number can't be drawn.
    """
    check_width(width_px)
    bars = bars_of(population, of, MOST_BARS)
    description = describe_scores(population, of=of, score=score)
    lines = _lines([population.name])
    marks = [
        (number(value, name), words.format(value=value), colour, look)
        for value, name, words, colour, look in (
            (score, "score", _("this comparison: {value:g}"), ORANGE, "-"),
            (at_least, "at_least", _("rule: at least {value:g}"), INK, (0, (4, 3))),
        )
        if value is not None
    ]
    top = SIDE + LINE * (len(lines) + len(marks)) + PAD
    half = LINE + PAD + HIGH
    figure, axes = canvas(width_px, (top + 2 * (half + PAD) + 1.9 * LINE + SIDE) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    # The bar of a whole number reaches to the next one; a bar of measured scores ends where the next one begins.
    step = 1.0 if all(each.low % 1 == each.high % 1 == 0 for each in bars) else 0.0
    low = min([bars[0].low, *(value for value, *_rest in marks)])
    high = max([bars[-1].high + step, *(value + step for value, *_rest in marks)])
    y = _write_lines(axes, SIDE, lines)
    box = (SIDE + 74, 0.0, 1000 - 2 * SIDE - 74, HIGH)
    frames = []
    for at, same in enumerate((True, False)):
        start = top + at * (half + PAD)
        write(axes, SIDE, start + LINE / 2, heading(population, same=same), ha="left", va="center", color=INK)
        counts = [each.same if same else each.different for each in bars]
        frame = Frame(box=(box[0], start + LINE + PAD, box[2], HIGH), x=(low, high), y=(0, max(counts)))
        frames.append(frame)
        _bars(axes, frame, bars, counts, step, BLUE if same else GREY, stroke)
    _ticks(axes, frames[-1], low, high - step, step / 2)
    foot = frames[-1].box[1] + HIGH + 1.7 * LINE
    write(axes, box[0] + box[2] / 2, foot, score_name(of), ha="center", va="center", color=INK)
    for row, (value, words, colour, look) in enumerate(marks):
        # A rule begins where the bar of its score does; a score stands in the middle of its bar.
        x = frames[0].across(value + (step / 2 if look == "-" else 0))
        half_words = text_width(words) / 2
        middle = min(max(x, SIDE + half_words), 1000 - SIDE - half_words)
        write(axes, middle, y + LINE * (row + 0.5), words, ha="center", va="center", color=colour)
        for frame in frames:
            _left, start, _wide, tall = frame.box
            axes.plot([x, x], [start, start + tall], color=colour, linewidth=1.6 * stroke, linestyle=look, zorder=4)
    return Drawing(figure=figure, description=description)


def _bars(
    axes: Axes, frame: Frame, bars: Sequence[Bar], counts: Sequence[int], step: float, colour: str, stroke: float
) -> None:
    """Draw the bars of one source; the tallest bears its share."""
    left, top, wide, high = frame.box
    base = top + high
    for each, count in zip(bars, counts, strict=True):
        if count:
            start, end = frame.across(each.low), frame.across(each.high + step)
            tall = max(base - frame.up(count), 2.0)
            patch = Rectangle((start + 0.8, base - tall), max(end - start - 1.6, 1.5), tall)
            patch.set(facecolor=colour, edgecolor="none", zorder=2)
            axes.add_patch(patch)
    axes.plot([left, left + wide], [base, base], color=INK, linewidth=0.8 * stroke, zorder=3)
    axes.plot([left, left + wide], [top, top], color=RULE, linewidth=0.6 * stroke, zorder=1)
    share = _("{share:.0f} %").format(share=100 * max(counts) / sum(counts))
    write(axes, left - PAD, top, share, ha="right", va="center", color=INK)
    write(axes, left - PAD, base, "0", ha="right", va="center", color=INK)


def _ticks(axes: Axes, frame: Frame, low: float, high: float, shift: float) -> None:
    """Write round numbers below a frame."""
    _left, top, wide, tall = frame.box
    span = max(high - low, 1e-12)
    room = max(2, int(wide / 90))
    unit = 10.0 ** math.floor(math.log10(span / room))
    size = next(unit * by for by in (1, 2, 5, 10) if span / (unit * by) <= room)
    if shift:
        size = max(1.0, size)
    value = math.ceil(low / size - 1e-9) * size
    while value <= high + 1e-9:
        name = f"{value:.6g}"
        write(axes, frame.across(value + shift), top + tall + LINE * 0.7, name, ha="center", va="center", color=INK)
        value += size


def plot_tippett(validation: Validation, *, width_px: int = 640) -> Drawing:
    """Plot, for each likelihood ratio, the share of comparisons whose ratio is at least as large.

    A good method keeps the line of the same source high up to large ratios, and that of different sources low from
    small ratios on. What the line of different sources has to the right of 1, and that of the same source lacks at 1,
    are ratios that mislead.

    Args:
        validation: Ratios of comparisons whose firearms weren't learnt from, a ``ballistics.strength.Validation``.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: It is no validation, or the width can't be drawn.
    """
    check_width(width_px)
    ratios = held(validation)
    names = _("same source"), _("different sources"), _("shaded: beyond the bounds")
    figure, axes, frame, stroke = _page(validation, width_px, (0.0, 1.0), _("Share with at least this ratio"), names)
    for share in (0, 0.25, 0.5, 0.75, 1):
        _across(axes, frame, share, _("{share} %").format(share=round(100 * share)), stroke)
    for same, colour, look in ((True, BLUE, "-"), (False, ORANGE, (0, (5, 2)))):
        group = sorted(each for each, truth in zip(ratios, validation.same, strict=True) if bool(truth) == same)
        xs, ys = [frame.across(-math.inf)], [frame.up(1)]
        for at, each in enumerate(group):
            xs += [frame.across(each)] * 2
            ys += [frame.up(1 - at / len(group)), frame.up(1 - (at + 1) / len(group))]
        style: dict[str, Any] = {"color": colour, "linewidth": 1.6 * stroke, "linestyle": look, "zorder": 4}
        axes.plot([*xs, frame.across(math.inf)], [*ys, frame.up(0)], **style)
        y = frame.box[1] + frame.box[3] + LINE * (2.7 if same else 3.7)
        axes.plot([SIDE, SIDE + 60], [y, y], **style)
    return Drawing(figure=figure, description=describe_tippett(validation))


def plot_pav(validation: Validation, *, width_px: int = 640) -> Drawing:
    """Plot likelihood ratios against what their own truth makes of them (pool adjacent violators).

    A dot on the dashed line is a ratio that says what it should. A dot below it, right of 1, is a ratio that says too
    much. A dot at the edge, with an arrow, stands for ratios beside which only one of the two sources occurred.

    Args:
        validation: Ratios of comparisons whose firearms weren't learnt from, a ``ballistics.strength.Validation``.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: It is no validation, or the width can't be drawn.
    """
    check_width(width_px)
    blocks = blocks_of(validation)
    reach = validation.bounds.lower - 0.35, validation.bounds.upper + 0.35
    legend = (
        _("Across: the ratio as it is computed; upwards: what the truth makes of it."),
        _("Arrow: only one of the two sources occurred."),
        _("shaded: beyond the bounds").capitalize() + ".",
    )
    figure, axes, frame, stroke = _page(validation, width_px, reach, _("Ratio that the truth supports"), legend)
    for each in decades(validation):
        _across(axes, frame, each, ratio(each), stroke)
    ends = [(frame.across(end), frame.up(end)) for end in reach]
    axes.plot(*zip(*ends, strict=True), color=GREY, linewidth=0.9 * stroke, linestyle="--", zorder=2)
    for block in blocks:
        y = frame.up(min(max(block.ratio, reach[0] + 0.12), reach[1] - 0.12))
        xs = [frame.across(block.low), frame.across(block.high)]
        axes.plot(xs, [y, y], color=BLUE, linewidth=2.4 * stroke, solid_capstyle="round", zorder=4)
        marker = "o" if abs(block.ratio) < 40 else "^" if block.ratio > 0 else "v"
        axes.plot([sum(xs) / 2], [y], marker, color=BLUE, markeredgecolor="white", markersize=7 * stroke, zorder=5)
    return Drawing(figure=figure, description=describe_pav(validation))


def _page(
    validation: Validation, width_px: int, y: tuple[float, float], name: str, legend: Sequence[str]
) -> tuple[Figure, Axes, Frame, float]:
    """Draw the frame of a chart whose numbers across are likelihood ratios, with their bounds."""
    lines = _lines([name])
    left, side = SIDE + 92, 1000 - 2 * SIDE - 92
    tall = 0.72 * side
    top = SIDE + LINE * len(lines) + PAD
    # The lines of a Tippett plot stand before their names.
    indent = 76.0 if y == (0.0, 1.0) else 0.0
    below = _lines(legend)
    high = top + tall + LINE * (2.2 + len(below)) + SIDE
    figure, axes = canvas(width_px, high / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    _write_lines(axes, SIDE, lines)
    bounds = validation.bounds
    frame = Frame(box=(left, top, side, tall), x=(bounds.lower - 0.35, bounds.upper + 0.35), y=y)
    axes.add_patch(Rectangle((left, top), side, tall, fill=False, edgecolor=INK, linewidth=0.8 * stroke, zorder=3))
    for start, end in ((frame.x[0], bounds.lower), (bounds.upper, frame.x[1])):
        shade = Rectangle((frame.across(start), top), frame.across(end) - frame.across(start), tall)
        shade.set(facecolor=BAND, edgecolor="none", zorder=0.4)
        axes.add_patch(shade)
    for each in decades(validation):
        x = frame.across(each)
        colour, thick = (INK, 1.0) if each == 0 else (RULE, 0.5)
        axes.plot([x, x], [top, top + tall], color=colour, linewidth=thick * stroke, zorder=0.5)
        write(axes, x, top + tall + LINE * 0.6, ratio(each), ha="center", va="center", color=INK)
    write(axes, left + side / 2, top + tall + LINE * 1.6, _("Likelihood ratio"), ha="center", va="center", color=INK)
    _write_lines(axes, top + tall + LINE * 2.2, below, SIDE + indent)
    return figure, axes, frame, stroke


def _across(axes: Axes, frame: Frame, value: float, name: str, stroke: float) -> None:
    """Draw a line across a frame, with its name at the left."""
    left, _top, wide, _tall = frame.box
    y = frame.up(value)
    axes.plot([left, left + wide], [y, y], color=RULE, linewidth=0.5 * stroke, zorder=0.5)
    write(axes, left - PAD, y, name, ha="right", va="center", color=INK)


def _lines(sentences: Sequence[str]) -> list[str]:
    return [line for sentence in sentences for line in wrapped(sentence, 1000 - 2 * SIDE)]


def _write_lines(axes: Axes, y: float, lines: list[str], x: float = SIDE) -> float:
    """Write lines below each other, and give where the next one would stand."""
    for line in lines:
        write(axes, x, y + LINE / 2, line, ha="left", va="center", color=INK)
        y += LINE
    return y
