"""An outline on a page: names or letters around it, numbered dots on it, and what they mean below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.labels import Label, Laid, lay_out
from firearmskit.figures.paint import INK, paint
from firearmskit.figures.shapes import Outline
from firearmskit.figures.views import LETTERS, Shown, part_name

__all__ = ["Legend", "draw_labelled"]

MARGIN = 22.0
TALLEST = 500.0
"""The most height of a drawing, in thousandths of the picture's width."""
ROW = 1000 * LETTER * 1.5
STROKE = 0.0015
"""Width of an outline, as a fraction of the picture's width."""
TAG = 21.0
"""Radius of the disc behind a letter or number."""
SIGNAL_DARK = "#9c2a10"
ASIDE = 3.2 * TAG
"""How far above a part that it would cover a dot stands."""


@dataclass(frozen=True, kw_only=True)
class Legend:
    """What stands below a drawing: a line for each numbered dot, and a note."""

    numbered: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class _Page:
    """How an outline and its labels stand on a page, in units of the page."""

    outline: Outline
    side: str
    laid: Sequence[Laid]
    pitch: float
    scale: float
    left: float
    top: float
    foot: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale

    def anchor(self, part: str) -> tuple[float, float]:
        return self.point(*self.outline.anchor(part, self.side))


def draw_labelled(
    outline: Outline,
    shown: Shown,
    *,
    width_px: int,
    description: str,
    side: str = "right",
    view: str = "",
    letters: bool = False,
    legend: Legend | None = None,
) -> Drawing:
    """Draw an outline with names or letters around it.

    Args:
        outline: What.
        shown: The parts that are labelled, coloured and dotted.
        width_px: Width of the picture in pixels.
        description: What it shows, in words.
        side: The side from which it is seen.
        view: The side view that names the parts.
        letters: Whether each part has a letter on a disc instead of its name.
        legend: What to write below, or None.

    Returns:
        The drawing.
    """
    names = {part: LETTERS[rank] if letters else part_name(part, view) for rank, part in enumerate(shown.parts)}
    page = _arranged(outline, names, side, letters=letters, dots=shown.marks)
    lines, note = _broken(legend or Legend())
    high = page.foot + sum(map(_height, lines)) + ROW * len(note) + (MARGIN if lines else 0)
    figure, axes = canvas(width_px, high / 1000)
    stroke = STROKE * width_px * 72 / DPI
    corner = (page.left, page.top)
    paint(axes, outline, stroke=stroke, side=side, highlight=shown.highlight, shift=corner, scale=page.scale)
    for place in page.laid:
        _label(axes, page, place, stroke, letters=letters)
    for number, part in enumerate(shown.marks, start=1):
        _dot(axes, page, part, str(number), stroke)
    _write_legend(axes, page.foot, lines, note, stroke)
    return Drawing(figure=figure, description=description, places=_places(page, high))


def _arranged(outline: Outline, names: dict[str, str], side: str, *, letters: bool, dots: Sequence[str] = ()) -> _Page:
    """Lay out the labels, and leave room for their rows above and below the outline."""
    scale = min((1000 - 2 * MARGIN) / outline.width, TALLEST / outline.height)
    left = (1000 - outline.width * scale) / 2
    labels = []
    for part, name in names.items():
        x, y = outline.anchor(part, side)
        width = 2 * TAG if letters else text_width(name)
        labels.append(Label(name=name, width=width, x=left + x * scale, y=y * scale))
    laid = lay_out(labels, width=1000, middle=outline.middle * scale)
    pitch = 2 * TAG + 6 if letters else ROW
    above, below = (
        pitch * max((place.row + 1 for place in laid if place.above == side_above), default=0) + 10 * bool(labels)
        for side_above in (True, False)
    )
    top = MARGIN + above
    for part in dots:
        if _is_covered(outline, part, side, scale):
            top = max(top, MARGIN + ASIDE + TAG - outline.anchor(part, side)[1] * scale)
    foot = top + outline.height * scale + below + MARGIN
    return _Page(outline=outline, side=side, laid=laid, pitch=pitch, scale=scale, left=left, top=top, foot=foot)


def _label(axes: Axes, page: _Page, place: Laid, stroke: float, *, letters: bool) -> None:
    """Write a name or letter, and lead a line from it to its point."""
    out = 10 + (place.row + 0.5) * page.pitch
    y = page.top - out if place.above else page.top + page.outline.height * page.scale + out
    x, end = place.label.x, page.top + place.label.y
    start = y + (ROW * 0.42 if place.above else -ROW * 0.42)
    for colour, wide, order in (("white", 2.6, 3.8), (INK, 0.8, 4)):
        axes.plot([x, x], [start, end], color=colour, linewidth=wide * stroke, zorder=order, solid_capstyle="round")
    axes.add_patch(Circle((x, end), 6, facecolor=INK, edgecolor="white", linewidth=0.8 * stroke, zorder=5))
    if letters:
        _tag(axes, (place.x0 + TAG, y), place.label.name, stroke, fill="white", ink=INK)
    else:
        write(axes, place.x0, y, place.label.name, ha="left", va="center", color=INK)


def _is_covered(outline: Outline, part: str, side: str, scale: float) -> bool:
    """Say whether a dot on a part would hide it."""
    box = outline.box(part, side)
    narrow, wide = sorted(((box.x1 - box.x0) * scale, (box.y1 - box.y0) * scale))
    return narrow < 2.5 * TAG and wide < 5 * TAG


def _dot(axes: Axes, page: _Page, part: str, number: str, stroke: float) -> None:
    """Put a numbered dot on a part, or above one that it would hide, with a line to it."""
    x, y = page.anchor(part)
    if _is_covered(page.outline, part, page.side, page.scale):
        for colour, wide, order in (("white", 2.6, 3.8), (SIGNAL_DARK, 1.2, 4)):
            axes.plot([x, x], [y - ASIDE, y], color=colour, linewidth=wide * stroke, zorder=order)
        axes.add_patch(Circle((x, y), 6, facecolor=SIGNAL_DARK, edgecolor="white", linewidth=0.8 * stroke, zorder=5))
        y -= ASIDE
    _tag(axes, (x, y), number, stroke, fill=SIGNAL_DARK, ink="white")


def _tag(axes: Axes, at: tuple[float, float], name: str, stroke: float, *, fill: str, ink: str) -> None:
    """Put a letter or number on a disc."""
    edge = INK if fill == "white" else "white"
    axes.add_patch(Circle(at, TAG, facecolor=fill, edgecolor=edge, linewidth=1.2 * stroke, zorder=5.5))
    write(axes, *at, name, ha="center", va="center_baseline", color=ink)


def _broken(legend: Legend) -> tuple[list[list[str]], list[str]]:
    """Break a legend into lines: those of each numbered entry, and those of the note."""
    lines = [wrapped(words, 1000 - 3 * MARGIN - 3 * TAG) for words in legend.numbered]
    return lines, wrapped(legend.note, 1000 - 2 * MARGIN) if legend.note else []


def _height(lines: list[str]) -> float:
    return ROW * max(len(lines), 1.25) + 10


def _write_legend(axes: Axes, y: float, entries: list[list[str]], note: list[str], stroke: float) -> None:
    for number, lines in enumerate(entries, start=1):
        _tag(axes, (MARGIN + TAG, y + 0.6 * ROW), str(number), stroke, fill=SIGNAL_DARK, ink="white")
        _write_lines(axes, 2 * MARGIN + 2 * TAG, y, lines)
        y += _height(lines)
    _write_lines(axes, MARGIN, y, note)


def _write_lines(axes: Axes, x: float, y: float, lines: list[str]) -> None:
    for rank, words in enumerate(lines):
        write(axes, x, y + (rank + 0.6) * ROW, words, ha="left", va="center", color=INK)


def _places(page: _Page, high: float) -> dict[str, tuple[float, float, float, float]]:
    """Give where each part stands, as fractions of the picture."""
    places = {}
    for part in page.outline.parts(page.side):
        box = page.outline.box(part, page.side)
        (x0, y0), (x1, y1) = page.point(box.x0, box.y0), page.point(box.x1, box.y1)
        places[part] = (x0 / 1000, y0 / high, (x1 - x0) / 1000, (y1 - y0) / high)
    return places
