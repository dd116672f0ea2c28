"""Firearms and cartridges from the side, drawn from simple shapes: nothing inside, nothing to measure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from firearmskit.figures.drawing import DPI, LETTER, Drawing, canvas, text_width, wrapped, write
from firearmskit.figures.labels import Label, Laid, lay_out
from firearmskit.figures.markmaps import UNSURE, describe_mark_map, mark_places
from firearmskit.figures.marks import check_number
from firearmskit.figures.paint import INK, paint
from firearmskit.figures.rounds import check_cartridge, describe_cartridge
from firearmskit.figures.shapes import Outline, outlines
from firearmskit.figures.views import LETTERS, Shown, check_view, describe_side_view, part_name
from firearmskit.language import text as _

__all__ = ["draw_labelled", "plot_cartridge", "plot_mark_map", "plot_side_view"]

MARGIN = 22.0
TALLEST = 500.0
"""The most height of a drawing, in thousandths of the picture's width."""
ROW = 1000 * LETTER * 1.5
STROKE = 0.0015
"""Width of an outline, as a fraction of the picture's width."""
TAG = 21.0
"""Radius of the disc behind a letter or number."""
SIGNAL_DARK = "#9c2a10"


def plot_side_view(
    view: str,
    *,
    side: str = "right",
    label: bool | str = False,
    parts: Collection[str] | None = None,
    highlight: Collection[str] = (),
    marks: Collection[str] = (),
    width_px: int = 800,
) -> Drawing:
    """Draw a firearm of no particular make from the side, from simple shapes.

    Args:
        view: One of :data:`~firearmskit.figures.SIDE_VIEWS`.
        side: ``"right"``, or ``"left"`` for the mirror image with the parts of that side.
        label: ``True``: names of the parts; ``"letters"``: letters from left to right, for a question; ``False``:
            neither.
        parts: The parts to label, from :func:`~firearmskit.figures.side_view_parts`; None: all that matter.
        highlight: Parts that stand out; everything else fades.
        marks: Parts that bear numbered dots, in the order of the numbers.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook and says where each part stands.

    Raises:
        InputError: A view, side, part or width can't be drawn.

    >>> drawing = plot_side_view("revolver", highlight=["cylinder"])
    >>> print(drawing.description.partition("barrel. ")[2])
    In another colour: centre.
    >>> sorted(drawing.places)[:3]
    ['barrel', 'cylinder', 'ejector_rod']
    """
    shown = check_view(view, side=side, label=label, parts=parts, highlight=highlight, marks=marks)
    check_number("width_px", width_px, 320, 2400, whole=True)
    description = describe_side_view(view, side=side, label=label, parts=parts, highlight=highlight, marks=marks)
    return draw_labelled(
        outlines("side_views.toml")[view],
        shown,
        width_px=width_px,
        description=description,
        side=side,
        view=view,
        letters=label == "letters",
    )


def plot_mark_map(view: str, *, width_px: int = 800) -> Drawing:
    """Show where marks often stand on a kind of firearm: numbered dots, and what to look for at each.

    Args:
        view: One of :data:`~firearmskit.figures.SIDE_VIEWS`.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing, seen from the side that bears the marks; its description says how sure the places are.

    Raises:
        InputError: There is no such view, or the width can't be drawn.

    >>> plot_mark_map("ak_rifle").description.startswith("Line drawing of a firearm from its left side")
    True
    """
    places = mark_places(view)
    check_number("width_px", width_px, 320, 2400, whole=True)
    parts = [place.part for place in places]
    unsure = all(place.confidence == "unverified" for place in places)
    return draw_labelled(
        outlines("side_views.toml")[view],
        Shown(parts=[], highlight=[], marks=parts),
        width_px=width_px,
        description=describe_mark_map(view),
        side=places[0].side,
        view=view,
        legend=[f"{part_name(place.part, view)}: {_(place.what)}" for place in places],
        note=_(UNSURE) if unsure else "",
    )


def plot_cartridge(
    kind: str = "parts",
    *,
    label: bool | str = False,
    parts: Collection[str] | None = None,
    highlight: Collection[str] = (),
    width_px: int = 640,
) -> Drawing:
    """Draw a cartridge of no particular calibre from the side, from simple shapes.

    Args:
        kind: One of :data:`~firearmskit.figures.CARTRIDGES`; ``"parts"`` also shows the head from behind.
        label: ``True``: names of the parts; ``"letters"``: letters from left to right, for a question; ``False``:
            neither.
        parts: The parts to label; None: all.
        highlight: Parts that stand out; everything else fades.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A drawing that shows itself in a notebook and says where each part stands.

    Raises:
        InputError: A kind, part or width can't be drawn.

    >>> sorted(plot_cartridge("straight").places)
    ['bullet', 'cartridge_case', 'extractor_groove', 'rim']
    """
    shown = check_cartridge(kind, label=label, parts=parts, highlight=highlight)
    check_number("width_px", width_px, 320, 2400, whole=True)
    description = describe_cartridge(kind, label=label, parts=parts, highlight=highlight)
    return draw_labelled(
        outlines("rounds.toml")[kind], shown, width_px=width_px, description=description, letters=label == "letters"
    )


@dataclass(frozen=True, kw_only=True)
class _Stand:
    """How an outline stands on the page: its scale, and where its upper left corner is."""

    scale: float
    x: float
    y: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y + y * self.scale


def draw_labelled(
    outline: Outline,
    shown: Shown,
    *,
    width_px: int,
    description: str,
    side: str = "right",
    view: str = "",
    letters: bool = False,
    legend: Sequence[str] = (),
    note: str = "",
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
        legend: What to write below, numbered.
        note: What to write last.

    Returns:
        The drawing.
    """
    scale = min((1000 - 2 * MARGIN) / outline.width, TALLEST / outline.height)
    stand = _Stand(scale=scale, x=(1000 - outline.width * scale) / 2, y=0)
    labels = []
    for number, part in enumerate(shown.parts):
        x, y = stand.point(*outline.anchor(part, side))
        name = LETTERS[number] if letters else part_name(part, view)
        labels.append(Label(name=name, width=2 * TAG if letters else text_width(name), x=x, y=y))
    laid = lay_out(labels, width=1000, middle=outline.middle * scale)
    pitch = 2 * TAG + 6 if letters else ROW
    above = pitch * max((place.row + 1 for place in laid if place.above), default=0) + (10 if labels else 0)
    below = pitch * max((place.row + 1 for place in laid if not place.above), default=0) + (10 if labels else 0)
    top = MARGIN + above
    foot = top + outline.height * scale + below + MARGIN
    lines = [wrapped(words, 1000 - 3 * MARGIN - 3 * TAG) for words in legend]
    last = wrapped(note, 1000 - 2 * MARGIN) if note else []
    high = foot + sum(ROW * max(len(words), 1.25) + 10 for words in lines) + (MARGIN if legend else 0) + ROW * len(last)
    figure, axes = canvas(width_px, high / 1000)
    stand = _Stand(scale=scale, x=stand.x, y=top)
    stroke = STROKE * width_px * 72 / DPI
    paint(axes, outline, stroke=stroke, side=side, highlight=shown.highlight, shift=(stand.x, stand.y), scale=scale)
    for place in laid:
        y = (
            top - 10 - (place.row + 0.5) * pitch
            if place.above
            else high - MARGIN - below + 10 + (place.row + 0.5) * pitch
        )
        _lead(axes, place, y, top, stroke, letters=letters)
    for number, part in enumerate(shown.marks, start=1):
        _tag(axes, *stand.point(*outline.anchor(part, side)), str(number), stroke, fill=SIGNAL_DARK, ink="white")
    y = foot
    for number, words in enumerate(lines, start=1):
        _tag(axes, MARGIN + TAG, y + 0.6 * ROW, str(number), stroke, fill=SIGNAL_DARK, ink="white")
        for line, word in enumerate(words):
            write(axes, 2 * MARGIN + 2 * TAG, y + (line + 0.6) * ROW, word, ha="left", va="center", color=INK)
        y += ROW * max(len(words), 1.25) + 10
    for line, word in enumerate(last):
        write(axes, MARGIN, y + (line + 0.6) * ROW, word, ha="left", va="center", color=INK)
    places = {}
    for part in outline.parts(side):
        box = outline.box(part, side)
        (x0, y0), (x1, y1) = stand.point(box.x0, box.y0), stand.point(box.x1, box.y1)
        places[part] = (x0 / 1000, y0 / high, (x1 - x0) / 1000, (y1 - y0) / high)
    return Drawing(figure=figure, description=description, places=places)


def _lead(axes: Axes, place: Laid, y: float, top: float, stroke: float, *, letters: bool) -> None:
    """Write a name, and lead a line from it to its point."""
    x, end = place.label.x, top + place.label.y
    start = y + (ROW * 0.42 if place.above else -ROW * 0.42)
    for colour, wide, order in (("white", 2.6, 3.8), (INK, 0.8, 4)):
        axes.plot([x, x], [start, end], color=colour, linewidth=wide * stroke, zorder=order, solid_capstyle="round")
    axes.add_patch(Circle((x, end), 6, facecolor=INK, edgecolor="white", linewidth=0.8 * stroke, zorder=5))
    if letters:
        _tag(axes, place.x0 + TAG, y, place.label.name, stroke, fill="white", ink=INK)
    else:
        write(axes, place.x0, y, place.label.name, ha="left", va="center", color=INK)


def _tag(axes: Axes, x: float, y: float, name: str, stroke: float, *, fill: str, ink: str) -> None:
    """Put a letter or number on a disc."""
    edge = INK if fill == "white" else "white"
    axes.add_patch(Circle((x, y), TAG, facecolor=fill, edgecolor=edge, linewidth=1.2 * stroke, zorder=5.5))
    write(axes, x, y, name, ha="center", va="center_baseline", color=ink, weight="bold")
