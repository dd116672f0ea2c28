"""Marks struck into worn steel and photographed: drawn, seeded, synthetic."""

from __future__ import annotations

import base64
import html
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, overload

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from numpy.typing import NDArray
from PIL import Image

from firearmskit.errors import InputError, quote
from firearmskit.figures import glyphs, parts, steel
from firearmskit.figures.drawing import DPI, Drawing, svg
from firearmskit.figures.layout import Placed, free_corner, lay_out, place_labels
from firearmskit.figures.marks import (
    RULER_WIDTH,
    Mark,
    check_line,
    check_number,
    check_panel,
    check_ruler,
    describe_marks,
)
from firearmskit.figures.steel import Canvas, Field, Grain, smoothstep
from firearmskit.language import text as _

__all__ = ["Panel", "plot_marks", "save"]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A picture, such as of marks on steel, that shows itself in notebooks and web pages, with a text alternative.

    It holds a matplotlib figure instead of being one: a notebook would store a figure a second time, as a PNG of
    more than a megabyte.

    Attributes:
        figure: The matplotlib figure.
        description: What it shows, in words, as :func:`~firearmskit.figures.describe_marks` says them.
    """

    figure: Figure
    description: str

    def __repr__(self) -> str:
        return self.description

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        data = base64.b64encode(_encode(self.figure, "JPEG", 120, shrink=True)).decode()
        alt = html.escape(self.description)
        return {
            "text/html": f'<img src="data:image/jpeg;base64,{data}" alt="{alt}" style="max-width:100%;height:auto">',
            "text/plain": self.description,
        }


@overload
def plot_marks(
    marks: Sequence[Mark],
    *,
    title: str | None = None,
    surface: str = "receiver",
    wear: float = 0.3,
    seed: int = 0,
    width_px: int = 1200,
    ruler_mm: float | None = None,
    ax: None = None,
) -> Panel: ...
@overload
def plot_marks(
    marks: Sequence[Mark],
    *,
    title: str | None = None,
    surface: str = "receiver",
    wear: float = 0.3,
    seed: int = 0,
    width_px: int = 1200,
    ruler_mm: float | None = None,
    ax: Axes,
) -> Axes: ...
def plot_marks(
    marks: Sequence[Mark],
    *,
    title: str | None = None,
    surface: str = "receiver",
    wear: float = 0.3,
    seed: int = 0,
    width_px: int = 1200,
    ruler_mm: float | None = None,
    ax: Axes | None = None,
) -> Panel | Axes:
    """Draw marks on worn steel, as a close-up photograph would show them.

    The picture is drawn from nothing: it is synthetic, and the same seed gives the same bytes on the same machine.
    Without a title, fractions of the picture are the fractions that place the marks.

    Args:
        marks: The marks, 1 to 24.
        title: A line above the picture, or None.
        surface: One of :data:`~firearmskit.figures.SURFACES`; a small outline in a free corner shows where it is.
        wear: How worn the steel is, 0 (new) to 1.
        seed: Decides the finish, the wear and how each character was struck.
        width_px: Width of the picture in pixels, 320 to 2400; its height is 7/12 of it.
        ruler_mm: Height of the metal that the picture shows, in millimetres, 4 to 60: a ruler then lies along its left
            edge, with 0 at the bottom, and covers 0.085 of the width; marks beside it are level and have no width.
            None: no ruler.
        ax: Axes to draw into, or None for a figure of its own.

    Returns:
        A panel that shows itself in a notebook; or the axes, if they were given.

    Raises:
        InputError: A value can't be drawn, a mark would leave the panel or would be too small to read.

    >>> plot_marks([Mark(text="AB 12 3456", x=0.5, y=0.5)], seed=7)
    Part of the side of a rifle receiver, worn steel. 1 mark. Centre: “AB 12 3456”; stamped, easy to read.
    """
    marks = check_panel(marks, surface, wear)
    check_number("width_px", width_px, 320, 2400, whole=True)
    check_number("seed", seed, 0, 2**256, whole=True)
    check_ruler(ruler_mm, marks)
    title = None if title is None else check_line("title", title, 60)
    picture = _photograph(marks, surface, wear, int(seed), int(width_px), ruler_mm)
    if ax is not None:
        ax.imshow(picture)
        ax.set_axis_off()
        if title:
            ax.set_title(title, font=glyphs.font_for(title), parse_math=False)
        return ax
    return show_picture(picture, title, describe_marks(marks, surface=surface, wear=wear, ruler_mm=ruler_mm))


def show_picture(picture: NDArray[np.uint8], title: str | None, description: str) -> Panel:
    """Make a panel of a picture, with a title above it if there is one."""
    height, width = picture.shape[:2]
    strip = round(width * 0.055) if title else 0
    figure = Figure(figsize=(width / DPI, (height + strip) / DPI), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, height / (height + strip)))
    axes.imshow(picture, interpolation="none", aspect="auto")
    axes.set_axis_off()
    if title:
        font = glyphs.font_for(title)
        font.set_size(width * 0.028 * 72 / DPI)
        figure.text(0.01, 1 - strip / 2 / (height + strip), title, va="center", font=font, parse_math=False)
        description = f"{title}. {description}"
    return Panel(figure=figure, description=description)


def save(figure: Panel | Drawing | Figure, path: str | os.PathLike[str], *, max_kb: int = 120) -> FilePath:
    """Save a figure as a picture without metadata; the same figure gives the same bytes.

    Args:
        figure: What a function of this room returned, or any matplotlib figure.
        path: Where to; the ending decides: ``.jpg``, ``.jpeg``, ``.webp``, ``.png`` or ``.svg``.
        max_kb: The most kilobytes (of 1000 bytes) for JPEG and WebP, whose quality is lowered until they fit;
            PNG keeps every pixel, SVG every line, and both are as large as they get.

    Returns:
        The path.

    Raises:
        InputError: The ending is another one, or the picture can't be made that small.
    """
    path = FilePath(path)
    kinds = {".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".png": "PNG", ".svg": "SVG"}
    if path.suffix.lower() not in kinds:
        raise InputError(
            _("Can't save a picture as {path}; allowed endings: {allowed}.").format(
                path=quote(path.name), allowed=", ".join(kinds)
            )
        )
    drawn = figure if isinstance(figure, Figure) else figure.figure
    kind = kinds[path.suffix.lower()]
    path.write_bytes(svg(drawn) if kind == "SVG" else _encode(drawn, kind, max_kb))
    return path


def _encode(figure: Figure, kind: str, max_kb: int, *, shrink: bool = False) -> bytes:
    """Encode a picture so that it is small enough; with ``shrink``, by fewer pixels where less quality isn't enough."""
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    image = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])
    for _size in range(12 if shrink else 1):
        for quality in (90, 85, 80, 74, 68, 60, 50, 40, 30):
            stream = io.BytesIO()
            image.save(stream, kind, quality=quality, optimize=True)
            if kind == "PNG" or stream.tell() <= max_kb * 1000:
                return stream.getvalue()
        image = image.resize((max(image.width * 4 // 5, 1), max(image.height * 4 // 5, 1)), Image.Resampling.LANCZOS)
    raise InputError(
        _("The picture can't be made as small as {max_kb} kB; ask for a smaller width_px.").format(max_kb=max_kb)
    )


def _photograph(
    marks: Sequence[Mark], surface: str, wear: float, seed: int, width: int, ruler_mm: float | None
) -> NDArray[np.uint8]:
    height = round(width * 7 / 12)
    unit = width / 1200
    # Separate streams: another text leaves the steel and its scratches as they are.
    hand, workshop, metal, needle, years, lamp = np.random.default_rng(seed).spawn(6)
    placed = lay_out(marks, hand, width, height)
    ruler = [] if ruler_mm is None else [Bbox.from_extents(0, 0, RULER_WIDTH, 1)]
    for item in placed if ruler else ():
        if item.box.x0 < RULER_WIDTH:
            raise InputError(
                _("{mark} would lie under the ruler; move it to the right.").format(
                    mark=quote(item.mark.text or item.mark.symbol)
                )
            )
    tags = place_labels(placed, width, height, ruler)
    inset = free_corner([*(p.box for p in placed), *(box for box, _label in tags), *ruler])
    taken = [p.box.padded(0.02) for p in placed] + [box for box, _label in tags] + ([inset] if inset else []) + ruler
    grain = Grain(metal, width, height)
    part = parts.build(surface, workshop, grain, width, height, taken)
    finish = part.finish

    blotches, patches, speckle = grain.noise(95 * unit), grain.noise(24 * unit), grain.noise(4 * unit)
    fine, coarse, brush = grain.noise(0.8), grain.noise(1.6 * unit), grain.noise(80 * unit, 0.8 * unit)
    struck, laser = _strike(placed, needle, grain, width, height)
    rubbed = smoothstep(1.2 - 1.5 * wear, 3.2 - 1.5 * wear, blotches + 0.5 * patches + 0.3 * speckle + 0.12 * brush)
    struck = struck * np.clip(1 + 0.1 * patches + 0.08 * blotches - 0.25 * wear * rubbed, 0.72, 1.15)
    walls, spread = grain.blur(struck, 1.1 * unit, 3.4 * unit)
    lip = np.clip(spread - walls, 0, None)
    relief = part.relief + unit * (3.4 * lip - 5.5 * walls)

    scratches = steel.scratches(years, wear, width, height)
    pits = smoothstep(3.3 - 1.0 * wear, 4.4 - 1.0 * wear, grain.noise(1.7 * unit) + 0.5 * np.clip(patches, -1, 3))
    relief += unit * (finish.grain * (fine + 1.3 * coarse + 0.4 * speckle) + finish.brushed * brush)
    relief -= unit * (0.8 * scratches + 2.0 * pits)

    (soft,) = grain.blur(part.relief, 7 * unit)
    edges = np.clip((part.relief - soft) / (2.2 * unit), 0, 1.5) * (part.body > 0.5)
    bare = smoothstep(0.3, 1.1, 0.9 * edges * (0.4 + wear) + 0.12 * patches + 3.6 * lip * (0.35 + wear))
    bare = np.clip(
        bare + 0.8 * rubbed * (0.25 + 0.75 * wear) * (0.8 + 0.08 * brush + 0.1 * coarse) + 0.5 * scratches, 0, 1
    )
    rust = wear * 0.7 * smoothstep(2.2 - wear, 4.0 - wear, patches + 0.6 * speckle - 0.4 * blotches) + 0.35 * pits
    hollow = np.clip((soft - part.relief) / (5 * unit), 0, 1)
    grime = np.clip(smoothstep(0.12, 0.75, walls) * (0.6 + 0.4 * walls) + 0.5 * hollow + 0.6 * pits, 0, 1)
    bright = bool(np.all(finish.colour[0] > np.float32(0.2)))
    if bright:  # on white metal a laser leaves a dark, dull line; a dark finish it burns off
        grime = np.clip(grime + 0.75 * laser, 0, 1)
    else:
        bare = np.maximum(bare, laser)
    (shadow,) = grain.blur(part.body, 16 * unit)
    tilt = lamp.uniform(-0.35, 0.35)
    picture = steel.shade(
        relief=relief,
        body=part.body,
        grime=grime,
        bare=bare,
        rust=np.clip(rust, 0, 0.8),
        pale=laser * (-0.5 if bright else 2.0) * (0.92 + 0.08 * fine) + 0.05 * blotches + 0.03 * fine,
        shadow=shadow,
        weave=0.05 * speckle + 0.03 * coarse,
        finish=finish,
        light=(-0.75 + tilt, -0.8 - tilt, 0.85),
    )
    return _overlay(picture, tags, inset, surface, ruler_mm)


def _strike(
    placed: list[Placed], rng: np.random.Generator, grain: Grain, width: int, height: int
) -> tuple[Field, Field]:
    """Give how deep metal was struck or cut (0 to 1), and how much a laser burned it (0 to 1)."""
    cut, burned = Canvas(width, height), Canvas(width, height)
    written = np.zeros((height, width), np.float32)
    for item in placed:
        # The least depth still leaves a trace that can be read.
        strength = 0.4 + 0.6 * item.mark.depth
        if item.mark.style == "electro-pencil":
            board = Canvas(width, height)
            _draw(item, board, 1)
            written = np.maximum(written, np.sqrt(strength) * _written(board.field(), item, rng, grain))
        else:
            _draw(item, burned if item.mark.style == "laser" else cut, strength)
    return np.maximum(cut.field(), written), np.sqrt(burned.field())


def _draw(item: Placed, board: Canvas, strength: float) -> None:
    for die in item.dies:
        if die.shape.stroke is None:
            board.fill(die.shape.path, die.level * strength, die.place)
        else:
            board.line(die.shape.path, die.nib_px, die.level * strength, die.place)


def _written(field: Field, item: Placed, rng: np.random.Generator, grain: Grain) -> Field:
    """Turn letters into the dotted line of a vibrating needle."""
    line = _thin(field > 0.5)
    down, right = np.nonzero(line)
    height, width = field.shape
    shake = item.letter_px * 0.016
    down = np.clip(np.rint(down + rng.normal(0, shake, down.size)), 0, height - 1).astype(int)
    right = np.clip(np.rint(right + rng.normal(0, shake, right.size)), 0, width - 1).astype(int)
    dots = np.zeros_like(field)
    np.add.at(dots, (down, right), rng.random(down.size, dtype=np.float32) ** 2)
    (soft,) = grain.blur(dots, item.letter_px * 0.026)
    return np.clip(soft / (np.percentile(soft[line], 75) + 1e-6), 0, 1) if line.any() else field


def _thin(solid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Thin a shape to lines one pixel wide (T. Y. Zhang and C. Y. Suen, Communications of the ACM 27(3), 1984)."""
    rows, columns = np.nonzero(solid)
    if not rows.size:
        return solid
    whole = np.zeros_like(solid)
    window = np.s_[max(rows.min() - 1, 0) : rows.max() + 2, max(columns.min() - 1, 0) : columns.max() + 2]
    thin = np.pad(solid[window], 1)
    changed = True
    while changed:
        changed = False
        for odd in (False, True):
            north, south = thin[:-2, 1:-1], thin[2:, 1:-1]
            west, east = thin[1:-1, :-2], thin[1:-1, 2:]
            ring = [north, thin[:-2, 2:], east, thin[2:, 2:], south, thin[2:, :-2], west, thin[:-2, :-2]]
            around = sum(cell.astype(np.int8) for cell in ring)
            turns = sum((~a & b).astype(np.int8) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
            if odd:
                open_side = ~(north & east & west) & ~(north & south & west)
            else:
                open_side = ~(north & east & south) & ~(east & south & west)
            peel = thin[1:-1, 1:-1] & (around >= 2) & (around <= 6) & (turns == 1) & open_side
            if peel.any():
                thin[1:-1, 1:-1] &= ~peel
                changed = True
    whole[window] = thin[1:-1, 1:-1]
    return whole


INK, PAPER, SIGNAL = (0.07, 0.07, 0.08), (1.0, 0.98, 0.9), (0.85, 0.2, 0.05)


def _overlay(
    picture: NDArray[np.uint8],
    tags: list[tuple[Bbox, str]],
    inset: Bbox | None,
    surface: str,
    ruler_mm: float | None,
) -> NDArray[np.uint8]:
    """Lay labels and the small outline over the photograph."""
    height, width = picture.shape[:2]
    ground, ink, signal = (Canvas(width, height) for _ in range(3))
    for box, label in tags:
        _card(ground, ink, box, width, height)
        middle = (box.x0 + box.x1) / 2 * width, (1 - (box.y0 + box.y1) / 2) * height
        _write(ink, label, middle, 0.56 * box.height * height)
    if ruler_mm is not None:
        _rule(ground, ink, ruler_mm, width, height)
    if inset is not None:
        _card(ground, ink, inset, width, height)
        place = (
            Affine2D()
            .translate(0, -1)
            .scale(inset.width * width * 0.92, -inset.height * height)
            .translate((inset.x0 + 0.04 * inset.width) * width, (1 - inset.y1) * height)
        )
        outline, spot = parts.locate(surface)
        ink.line(outline, width / 600, 1, place)
        signal.fill(spot, 1, place)
    shown = picture.astype(np.float32)
    for field, colour in ((ground.field(), PAPER), (signal.field(), SIGNAL), (ink.field(), INK)):
        shown += (np.array(colour, np.float32) * 255 - shown) * field[..., None]
    return np.asarray(shown.astype(np.uint8))


def lay_tag(picture: Field, label: str) -> Field:
    """Lay a short label over the upper left corner of a photograph, as large as those beside marks on steel."""
    height, width = picture.shape[:2]
    edge, side = 0.02 * width, 0.11 * width
    across = side * (0.55 + 0.45 * len(label))
    box = Bbox.from_extents(edge / width, edge / height, (edge + across) / width, (edge + side) / height)
    ground, ink = Canvas(width, height), Canvas(width, height)
    _card(ground, ink, box, width, height)
    _write(ink, label, (edge + across / 2, height - edge - side / 2), 0.62 * side)
    for field, colour in ((ground.field(), PAPER), (ink.field(), INK)):
        picture = picture + (np.array(colour, np.float32) * 255 - picture) * field[..., None]
    return picture


def _card(ground: Canvas, ink: Canvas, box: Bbox, width: int, height: int) -> None:
    x0, x1, y0, y1 = box.x0 * width, box.x1 * width, (1 - box.y1) * height, (1 - box.y0) * height
    card = Path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (x1, y0)])
    ground.fill(card)
    ink.line(card, width / 500)


def _write(ink: Canvas, text: str, middle: tuple[float, float], size: float) -> None:
    """Write a short text around a point, in letters of so many pixels."""
    shapes = [glyphs.letter(cluster, "bold") for cluster in glyphs.clusters(text)]
    x, y = middle[0] - sum(shape.width for shape in shapes) * size / 2, middle[1] - size / 2
    for shape in shapes:
        place = Affine2D().scale(size).translate(x, y)
        if shape.stroke is None:
            ink.fill(shape.path, 1, place)
        else:
            ink.line(shape.path, shape.stroke * size, 1, place)
        x += shape.width * size


_FINEST_TICK = 0.009
"""Ticks closer than this, as a fraction of the panel's height, would run together."""


def _rule(ground: Canvas, ink: Canvas, ruler_mm: float, width: int, height: int) -> None:
    """Lay a ruler along the left edge: its longest lines are millimetres, from the bottom up."""
    _card(ground, ink, Bbox.from_extents(0, 0, RULER_WIDTH, 1), width, height)
    right, pixels = RULER_WIDTH * width, height / ruler_mm
    parts = next(parts for parts in (10, 5, 2, 1) if pixels / parts >= _FINEST_TICK * height or parts == 1)
    for count in range(1, int(ruler_mm * parts)):
        whole, half = count % parts == 0, parts % 2 == 0 and count % parts == parts // 2
        length, y = right * (0.5 if whole else 0.34 if half else 0.2), count / parts * pixels
        ink.line(Path([(right - length, y), (right, y)]), width / (600 if whole else 900))
        size = min(0.7 * pixels, 0.034 * height)
        if whole and (pixels >= 0.05 * height or count // parts % 5 == 0) and size < y < height - size:
            _write(ink, str(count // parts), (0.24 * right, y), size)
