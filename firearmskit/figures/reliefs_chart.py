"""Pictures of surfaces: relief under light from the upper left, coloured by height, with a scale bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from firearmskit.arguments import figure, of_type
from firearmskit.ballistics import Surface
from firearmskit.errors import InputError, quote
from firearmskit.figures.drawing import DPI, canvas, wrapped, write
from firearmskit.figures.marks import check_line, check_number
from firearmskit.figures.paint import INK
from firearmskit.figures.panel import Panel
from firearmskit.figures.relief_bars import BAR, LINE, PAD, SIDE, bar_of_heights, hatched, scale_bar
from firearmskit.figures.relief_pixels import pixels_of
from firearmskit.figures.reliefs import describe_steps, describe_surface
from firearmskit.language import text as _

__all__ = ["plot_steps", "plot_surface"]

MOST_STEPS = 8
TALLEST = 1.5
"""How many times as high as wide the picture of one surface may be; a longer one is drawn narrower."""

ENDS = (0.5, 99.5)
"""Between these percentiles of the heights the colours differ; what is beyond has the last colour of its side."""


@dataclass(frozen=True, kw_only=True)
class _Tile:
    """A surface in its place: left, top and width of its picture in thousandths, and metres a thousandth."""

    surface: Surface
    name: list[str]
    left: float
    top: float
    wide: float
    unit: float
    heights: tuple[float, float] | None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the relief."""
        return self.surface.width_m / self.unit, self.surface.height_m / self.unit


def plot_surface(
    surface: Surface,
    *,
    title: str | None = None,
    heights_um: tuple[float, float] | None = None,
    width_px: int = 640,
) -> Panel:
    """Draw a surface as relief: light from the upper left, colours by height, hatched where nothing was measured.

    Slopes are shaded as strongly as lets them be seen, whatever the surface; the colours alone tell heights.

    Args:
        surface: The surface.
        title: A line above the picture, or None.
        heights_um: The lowest and the highest height that colours tell apart, in micrometres, so that several pictures
            can be compared; None for those of this surface, all but the outermost half per cent on either side.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A picture that shows itself in a notebook.

    Raises:
        InputError: Something can't be drawn.

    >>> dome = -np.add.outer(np.linspace(-1, 1, 50) ** 2, np.linspace(-1, 1, 50) ** 2) * 1e-5
    >>> print(plot_surface(Surface(heights_m=dome, spacing_x_m=1e-5, spacing_y_m=1e-5)).description[:66])
    A surface in relief, 500 µm wide and 500 µm high, its points 10 µm
    """
    of_type(surface, Surface, "surface")
    title = None if title is None else check_line("title", title, 60)
    lines = [] if title is None else [title]
    return _draw([(lines, surface)], describe_surface(surface, title=title), heights_um, width_px, 1)


def plot_steps(
    steps: Iterable[tuple[str, Surface]],
    *,
    heights_um: tuple[float, float] | None = None,
    legend: bool = True,
    width_px: int = 640,
) -> Panel:
    """Draw several surfaces beside each other at the same scale, such as before and after a step.

    Args:
        steps: A name and a surface for each, 1 to 8.
        heights_um: The lowest and the highest height that colours tell apart, in micrometres, the same for all; None
            for those of each surface.
        legend: Whether to say in words what hatching means; without it, a picture has no words but the names.
        width_px: Width of the picture in pixels, 320 to 2400.

    Returns:
        A picture that shows itself in a notebook, two surfaces beside each other.

    Raises:
        InputError: Something can't be drawn.

    >>> flat = Surface(heights_m=np.zeros((20, 20)), spacing_x_m=1e-5, spacing_y_m=1e-5)
    >>> print(plot_steps([("Before", flat), ("After", flat)]).description[:35])
    Before: A surface in relief, 200 µm
    """
    held = list(steps) if isinstance(steps, Iterable) and not isinstance(steps, str | bytes) else []
    if not 1 <= len(held) <= MOST_STEPS or any(not isinstance(each, tuple | list) or len(each) != 2 for each in held):
        raise InputError(
            _("steps is {value}: it takes 1 to {most} pairs of a name and a surface").format(
                value=quote(steps), most=MOST_STEPS
            )
        )
    named = [(check_line("steps", name, 60), of_type(surface, Surface, "steps")) for name, surface in held]
    columns = 1 if len(named) == 1 else 2
    tiles = [([name], surface) for name, surface in named]
    return _draw(tiles, describe_steps(named), heights_um, width_px, columns, legend=legend)


def _draw(
    named: list[tuple[list[str], Surface]],
    description: str,
    heights_um: Any,
    width_px: int,
    columns: int,
    *,
    legend: bool = True,
) -> Panel:
    check_number("width_px", width_px, 320, 2400, whole=True)
    heights = None if heights_um is None else _heights_um(heights_um)
    wide = (1000 - SIDE * (columns + 1)) / columns
    unit = max(max(each.width_m / wide, each.height_m / (wide * TALLEST)) for _name, each in named)
    tiles: list[_Tile] = []
    top = SIDE
    for start in range(0, len(named), columns):
        row = [
            ([part for line in lines for part in wrapped(line, wide)], each)
            for lines, each in named[start : start + columns]
        ]
        head = LINE * max(len(name) for name, _each in row)
        for place, (name, each) in enumerate(row):
            left = SIDE + place * (wide + SIDE)
            shown = heights or _shown(each)
            tiles.append(_Tile(surface=each, name=name, left=left, top=top + head, wide=wide, unit=unit, heights=shown))
        high = max(each.height_m for _name, each in row) / unit
        top += head + high + PAD + BAR + LINE + SIDE
    below = LINE + PAD
    figure_, axes = canvas(width_px, (top + below) / 1000)
    stroke = 0.002 * width_px * 72 / DPI
    for tile in tiles:
        _relief(axes, tile, width_px, stroke)
    with_holes = legend and any(tile.surface.measured < 1 for tile in tiles)
    scale_bar(axes, top, unit, stroke, with_holes=with_holes)
    return Panel(figure=figure_, description=description)


def _heights_um(value: Any) -> tuple[float, float]:
    """Give the lowest and the highest height in metres."""
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise InputError(_("{name} must be two numbers, not {value}").format(name="heights_um", value=quote(value)))
    low, high = (figure(each, "heights_um") * 1e-6 for each in value)
    if not low < high < 1 or low <= -1:
        raise InputError(_("heights_um is {value}: the first height is the lower one").format(value=quote(value)))
    return low, high


def _shown(surface: Surface) -> tuple[float, float] | None:
    heights = surface.heights_m[np.isfinite(surface.heights_m)]
    if not heights.size:
        return None
    low, high = (float(each) for each in np.percentile(heights, ENDS))
    if high - low < 1e-12:
        return low - 1e-9, high + 1e-9
    return low, high


def _relief(axes: Axes, tile: _Tile, width_px: int, stroke: float) -> None:
    for number_, line in enumerate(tile.name):
        y = tile.top - LINE * (len(tile.name) - number_ - 0.5)
        write(axes, tile.left, y, line, ha="left", va="center", color=INK)
    wide, high = tile.size
    frame = (tile.left, tile.top)
    if tile.surface.measured < 1:
        axes.add_patch(hatched(frame, wide, high, stroke))
    if tile.heights is not None:
        picture = pixels_of(tile.surface, tile.heights, wide * width_px / 1000)
        axes.imshow(
            picture,
            extent=(tile.left, tile.left + wide, tile.top + high, tile.top),
            interpolation="nearest",
            aspect="auto",
            zorder=2,
        )
        bar_of_heights(axes, tile.surface, tile.heights, (tile.left, tile.top + high + PAD, tile.wide), stroke)
    axes.add_patch(Rectangle(frame, wide, high, fill=False, edgecolor=INK, linewidth=0.6 * stroke, zorder=3))
    # Drawing a picture fits the axes to it.
    ratio = axes.get_figure().get_figheight() / axes.get_figure().get_figwidth()  # type: ignore[union-attr]
    axes.set_xlim(0, 1000)
    axes.set_ylim(1000 * ratio, 0)
