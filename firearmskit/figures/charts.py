"""Charts that explain numbers: how reliable probabilities are, how one serial number became another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from firearmskit.figures.alignments import ALIGNMENT_STEPS, check_steps, describe_alignment
from firearmskit.figures.drawing import DPI, LARGE, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK
from firearmskit.figures.reliability import ReliabilityBin, check_bins, describe_reliability, interval
from firearmskit.language import text as _

__all__ = ["plot_alignment", "plot_reliability"]

BLUE, BAND, GREY, RULE = "#0072b2", "#dbe7f1", "#5b6673", "#c3cad2"


def plot_reliability(bins: Sequence[ReliabilityBin], *, tolerance: float = 0.03, width_px: int = 640) -> Drawing:
    """Plot predicted probabilities against what came true.

    A dot on the diagonal is a prediction as good as it says; the shaded band is the tolerance. Each dot has the
    interval of 95 % for the share that came true, and bars below show how many predictions it stands for.

    Args:
        bins: What :func:`~firearmskit.figures.reliability_bins` gave; 1 to 20.
        tolerance: Half the height of the band, as a share.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: There is no bin, or a value can't be drawn.

    >>> plot_reliability([ReliabilityBin(predicted=0.5, observed=0.52, count=100)])
    Reliability of 100 predictions, in 1 bin. Predicted 50 %, came true 52 % of 100. Mean gap, weighted: 2.0 points. \
Bins within 3 points: 1 of 1.
    """
    found = check_bins(bins, tolerance)
    check_number("width_px", width_px, 320, 2400, whole=True)
    figure, axes = canvas(width_px, 1.07)
    stroke = 0.002 * width_px * 72 / DPI
    left, side, top = 125.0, 840.0, 60.0

    def at(predicted: float, observed: float) -> tuple[float, float]:
        return left + side * predicted, top + side * (1 - observed)

    write(axes, left, 28, _("Share that came true"), ha="left", va="center", color=INK)
    band = [at(0, -tolerance), at(1, 1 - tolerance), at(1, 1 + tolerance), at(0, tolerance)]
    frame = Rectangle(at(0, 1), side, side, fill=False, edgecolor=INK, linewidth=0.8 * stroke, zorder=3)
    axes.add_patch(frame)
    shade = Polygon(band, facecolor=BAND, edgecolor="none", zorder=1)
    axes.add_patch(shade)
    shade.set_clip_path(frame)
    axes.plot(*zip(at(0, 0), at(1, 1), strict=True), color=GREY, linewidth=0.9 * stroke, linestyle="--", zorder=2)
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
        name = _("{share} %").format(share=round(100 * share))
        (x, base), (edge, y) = at(share, 0), at(0, share)
        if 0 < share < 1:
            for ends in ((at(share, 0), at(share, 1)), (at(0, share), at(1, share))):
                axes.plot(*zip(*ends, strict=True), color=RULE, linewidth=0.4 * stroke, zorder=0.5)
        write(axes, x, base + 30, name, ha="center" if share < 1 else "right", va="center", color=INK)
        write(axes, edge - 14, y, name, ha="right", va="center", color=INK)
    write(axes, left + side / 2, top + side + 105, _("Predicted probability"), ha="center", va="center", color=INK)
    _counts(axes, found, at)
    points = [at(each.predicted, each.observed) for each in found]
    axes.plot(*zip(*points, strict=True), color=BLUE, linewidth=1.1 * stroke, zorder=4)
    for each, (x, y) in zip(found, points, strict=True):
        low, high = (at(0, end)[1] for end in interval(each))
        axes.plot([x, x], [low, high], color=BLUE, linewidth=1.3 * stroke, zorder=4)
        axes.plot([x], [y], "o", color=BLUE, markeredgecolor="white", markersize=6 * stroke, zorder=5)
    return Drawing(figure=figure, description=describe_reliability(found, tolerance=tolerance))


def _counts(axes: Axes, bins: list[ReliabilityBin], at: Callable[[float, float], tuple[float, float]]) -> None:
    """Show by bars on the lower edge how many predictions each dot stands for; the largest bar bears its number."""
    most = max(each.count for each in bins)
    wide = 26.0
    for each in bins:
        x, base = at(each.predicted, 0)
        tall = max(3.0, 110 * each.count / most)
        axes.add_patch(
            Rectangle((x - wide / 2, base - tall), wide, tall, facecolor="#aab4bf", edgecolor="none", zorder=2)
        )
        if each.count == most:
            aside = "right" if each.predicted > 0.9 else "left" if each.predicted < 0.1 else "center"
            x += {"right": wide / 2, "left": -wide / 2, "center": 0}[aside]
            write(axes, x, base - tall - 20, str(each.count), ha=aside, va="center", color=GREY)
            most = -1  # of equal bars, one bears the number


PLAIN, CHANGED = "#eef1f4", "#fbe3b0"
CELL, SPACE, HIGH = 74.0, 8.0, 92.0


def plot_alignment(steps: Sequence[tuple[str, str, str]], *, width_px: int = 720) -> Drawing:
    """Draw how one serial number became another: the record above, the copy below, each change marked and named.

    Args:
        steps: Kind (one of :data:`~firearmskit.figures.ALIGNMENT_STEPS`), characters of the record and characters of
            the copy of each step; ``""`` where there are none. 1 to 40.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook.

    Raises:
        InputError: There is no step or too many, a kind is unknown, or characters can't be shown.

    >>> plot_alignment([("same", "A", "A"), ("look-alike", "0", "O")])
    The record “A0” above the copy “AO”. Step 2: “0” above “O”, looks alike.
    """
    found = check_steps(steps)
    check_number("width_px", width_px, 320, 2400, whole=True)
    large = LARGE * 1.2
    widths = [max(CELL, *(text_width(side, large) + 30 for side in step[1:] if side), CELL) for step in found]
    head = max(text_width(words, LARGE) for words in (_("record"), _("copy"))) + 45
    rows: list[list[int]] = [[]]
    used = head
    for number, width in enumerate(widths):
        if rows[-1] and used + width > 980:
            rows.append([])
            used = head
        rows[-1].append(number)
        used += width + SPACE
    notes = [
        wrapped(
            _("{number}: {record} → {copy}, {kind}").format(
                number=number, record=record or "–", copy=copy or "–", kind=_(ALIGNMENT_STEPS[kind])
            ),
            940,
            LARGE,
        )
        for number, (kind, record, copy) in enumerate((step for step in found if step[0] != "same"), start=1)
    ]
    line = 1000 * LARGE * 1.4
    pitch = 2 * HIGH + 96
    high = 20 + pitch * len(rows) + line * sum(map(len, notes)) + (20 if notes else 0)
    figure, axes = canvas(width_px, high / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    change = 0
    for row, numbers in enumerate(rows):
        x, y = head, 20 + pitch * row
        write(axes, 20, y + HIGH / 2, _("record"), size=LARGE, ha="left", va="center", color=GREY)
        write(axes, 20, y + 1.5 * HIGH + 20, _("copy"), size=LARGE, ha="left", va="center", color=GREY)
        for number in numbers:
            kind, record, copy = found[number]
            change += kind != "same"
            for down, side in ((y, record), (y + HIGH + 20, copy)):
                _cell(axes, (x, down, widths[number], HIGH), side, kind, large, stroke)
            if kind == "same":
                axes.plot([x + widths[number] / 2] * 2, [y + HIGH + 3, y + HIGH + 17], color=GREY, linewidth=stroke)
            else:
                below = y + 2 * HIGH + 46
                write(axes, x + widths[number] / 2, below, str(change), size=LARGE, ha="center", va="center", color=INK)
            x += widths[number] + SPACE
    y = 20 + pitch * len(rows)
    for words in notes:
        for part, word in enumerate(words):
            write(axes, 20 if part == 0 else 56, y + line / 2, word, size=LARGE, ha="left", va="center", color=INK)
            y += line
    return Drawing(figure=figure, description=describe_alignment(found))


def _cell(axes: Axes, box: tuple[float, float, float, float], side: str, kind: str, size: float, stroke: float) -> None:
    """Draw one box with its characters; a change has a thick frame, and an empty side a broken one."""
    x, y, width, height = box
    changed = kind != "same"
    patch = FancyBboxPatch((x, y), width, height, boxstyle="round,pad=0,rounding_size=10")
    patch.set(
        facecolor=(CHANGED if changed else PLAIN) if side else "white",
        edgecolor=INK if changed else RULE,
        linewidth=(1.5 if changed else 0.8) * stroke,
        linestyle="-" if side else (0, (3, 2)),
    )
    axes.add_patch(patch)
    if side:
        write(axes, x + width / 2, y + height / 2, side, size=size, ha="center", va="center_baseline", color=INK)
