"""A line drawing that shows itself, in words too, and knows where its parts stand."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.textpath import TextPath

from firearmskit.figures import glyphs

__all__ = ["Drawing", "canvas", "svg", "write"]

DPI = 100
LETTER = 0.0275
"""Size of letters, as a fraction of the width: capitals are more than 7 pixels high at 360 pixels."""

LARGE = 0.039
"""The same where a picture holds few words, which a phone shows as large as the text around it."""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A line drawing that shows itself in notebooks and web pages, with a text alternative.

    It is shown as SVG, so that it stays sharp on a phone and on paper.

    Attributes:
        figure: The matplotlib figure.
        description: What it shows, in words.
        places: Where each part stands: left, top, width and height as fractions of the picture, from its upper left
            corner. This is what a :class:`firearmskit.course.Spot` takes.
    """

    figure: Figure
    description: str
    places: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return self.description

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, str]:
        data = base64.b64encode(svg(self.figure)).decode()
        alt = html.escape(self.description)
        style = "max-width:100%;height:auto;background:#fff"
        return {
            "text/html": f'<img src="data:image/svg+xml;base64,{data}" alt="{alt}" style="{style}">',
            "text/plain": self.description,
        }


def canvas(width_px: float, ratio: float) -> tuple[Figure, Axes]:
    """Give a white page, ``ratio`` times as high as wide, and axes from 0 to 1000 and, downwards, to 1000 ratio."""
    figure = Figure(figsize=(width_px / DPI, width_px * ratio / DPI), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, 1000)
    axes.set_ylim(1000 * ratio, 0)
    axes.set_axis_off()
    return figure, axes


def svg(figure: Figure) -> bytes:
    """Give a figure as SVG, its letters as shapes and without a date: the same figure gives the same bytes."""
    stream = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "firearmskit"}):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


@cache
def text_width(words: str, size: float = LETTER) -> float:
    """Measure words as :func:`write` writes them, in units of a canvas; screens may need a little more than paper."""
    path = TextPath((0, 0), words, size=1000 * size, prop=glyphs.font_for(words))
    across = path.vertices[:, 0]  # the points that bend a curve lie outside it by less than the margin
    return 1.05 * float(np.ptp(across)) if len(across) else 0.0


def wrapped(words: str, width: float, size: float = LETTER) -> list[str]:
    """Break words into lines that are no wider, in units of a canvas."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def write(axes: Axes, x: float, y: float, words: str, *, size: float = LETTER, **how: Any) -> Any:
    """Write words at a place of a canvas; the size is a fraction of its width."""
    font = glyphs.font_for(words)
    font.set_size(size * axes.get_figure().get_figwidth() * 72)  # type: ignore[union-attr]
    return axes.text(x, y, words, font=font, parse_math=False, zorder=6, **how)
