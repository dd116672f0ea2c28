"""Shapes: letters as outlines, symbols and a few Chinese characters as strokes.

The bundled DejaVu fonts lack Chinese characters, so those that stand on well-known marks are written here as strokes
and need no further font.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["Shape", "clusters", "font_for", "letter", "symbol", "written"]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Something to strike: an outline to fill, or strokes of a width.

    Sizes are in units of the height of a capital letter (letters) or of the symbol (symbols); the baseline, or the
    symbol's foot, is at 0.
    """

    path: Path
    width: float
    stroke: float | None = None


def clusters(text: str) -> list[str]:
    """Cut a text into what is struck with one die: a character and its combining marks."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def written() -> frozenset[str]:
    """Give the characters that are written as strokes, whatever fonts a machine has."""
    return frozenset(_CHINESE)


@cache
def letter(cluster: str, weight: str) -> Shape:
    """Give the shape of a character.

    Args:
        cluster: One character with its combining marks.
        weight: ``"bold"`` or ``"normal"``.

    Raises:
        InputError: No font on this machine has the character, or it must be joined to its neighbours.
    """
    if cluster in _CHINESE:
        return Shape(path=_polylines(_CHINESE[cluster]), width=1.2, stroke=0.1 if weight == "bold" else 0.07)
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in cluster):
        raise InputError(
            _("{text} is written from right to left and its letters are joined; only its digits can be drawn.").format(
                text=quote(cluster)
            )
        )
    file = _font_with(cluster, weight)
    font = font_manager.FontProperties(fname=file)
    capital = TextPath((0, 0), "H", size=100, prop=font).get_extents().height
    scale = Affine2D().scale(1 / capital)
    outline = Path(np.empty((0, 2))) if cluster.isspace() else TextPath((0, 0), cluster, size=100, prop=font)
    # A space has no outline to measure; what it adds between two letters is its width, and so for every character.
    advance = _advance(f"H{cluster}H", font) - _advance("HH", font)
    return Shape(path=scale.transform_path(outline), width=advance / capital)


def _advance(text: str, font: font_manager.FontProperties) -> float:
    return float(TextPath((0, 0), text, size=100, prop=font).get_extents().width)


@cache
def _characters_of(file: str) -> frozenset[int]:
    return frozenset(FT2Font(file).get_charmap())


@cache
def _font_with(cluster: str, weight: str) -> str:
    needed = {ord(c) for c in cluster}
    bundled = font_manager.findfont(font_manager.FontProperties(family="DejaVu Sans", weight=weight))
    others = sorted({entry.fname for entry in font_manager.fontManager.ttflist if "LastResort" not in entry.fname})
    for file in (bundled, *others):
        try:
            if needed <= _characters_of(file):
                return file
        except (OSError, RuntimeError):  # a damaged or unreadable font on this machine is not the caller's fault
            continue
    raise InputError(
        _(
            "No font on this machine has {text} ({codes}). "
            "Install a font that has it, such as Noto Sans, and start again."
        ).format(text=quote(cluster), codes=" ".join(f"U+{ord(c):04X}" for c in cluster))
    )


def font_for(line: str) -> font_manager.FontProperties:
    """Give a font that has every character of a line, so that none is shown as an empty box.

    Raises:
        InputError: No font on this machine has them all.
    """
    return font_manager.FontProperties(fname=_font_with(line, "normal"))


def _polylines(lines: list[list[tuple[float, float]]]) -> Path:
    return Path.make_compound_path(*(Path(np.array(line) / 100) for line in lines))


def _circle(x: float, y: float, radius: float, stretch: float = 1.0) -> Path:
    return Affine2D().scale(radius * stretch, radius).translate(x, y).transform_path(Path.unit_circle())


def _polygon(*points: tuple[float, float]) -> Path:
    return _polylines([[*points, points[0], points[1]]])


def _regular(corners: int, radius: float, inner: float) -> Path:
    angles = np.pi / 2 + np.arange(2 * corners + 2) * np.pi / corners
    radii = np.where(np.arange(2 * corners + 2) % 2, inner, radius)
    return Path(np.column_stack([radii * np.cos(angles), 0.5 + radii * np.sin(angles)]))


_TRIANGLE = _polygon((-56, 0), (56, 0), (0, 100))

# The strokes of each symbol, one unit high on the baseline and centred on x = 0, and its width.
_SYMBOLS: dict[str, tuple[list[Path], float]] = {
    "arrow": ([_polylines([[(0, 0), (0, 100)], [(-28, 66), (0, 100), (28, 66)]])], 0.6),
    "broad_arrow": ([_polylines([[(0, 0), (0, 100)], [(-38, 0), (0, 100), (38, 0)]])], 0.8),
    "circle": ([_circle(0, 0.5, 0.5)], 1.0),
    "cross_in_circle": ([_circle(0, 0.5, 0.5), _polylines([[(-50, 50), (50, 50)], [(0, 0), (0, 100)]])], 1.0),
    "crossed_lines": (
        [_polylines([[(-48, 4), (48, 100)], [(48, 4), (-48, 100)], [(-46, 30), (-22, 6)], [(46, 30), (22, 6)]])],
        1.0,
    ),
    "crown": (
        [
            _polylines(
                [
                    [(-50, 18), (50, 18)],
                    [
                        (-50, 0),
                        (50, 0),
                        (50, 18),
                        (60, 72),
                        (26, 44),
                        (0, 86),
                        (-26, 44),
                        (-60, 72),
                        (-50, 18),
                        (-50, 0),
                        (50, 0),
                    ],
                ]
            ),
            _circle(0, 0.93, 0.05),
            _circle(0.62, 0.79, 0.05),
            _circle(-0.62, 0.79, 0.05),
        ],
        1.3,
    ),
    "diamond": ([_polygon((-60, 50), (0, 0), (60, 50), (0, 100))], 1.2),
    "diamond_circle": ([_polygon((-60, 50), (0, 0), (60, 50), (0, 100)), _circle(0, 0.5, 0.2)], 1.2),
    "double_circle": ([_circle(0, 0.5, 0.5), _circle(0, 0.5, 0.36)], 1.0),
    "oval": ([_circle(0, 0.5, 0.5, 1.4)], 1.4),
    "rectangle": ([_polygon((-80, 0), (80, 0), (80, 100), (-80, 100))], 1.6),
    "shield": (
        [
            Path(
                [
                    (-0.45, 1),
                    (0.45, 1),
                    (0.45, 0.55),
                    (0.45, 0.2),
                    (0, 0),
                    (-0.45, 0.2),
                    (-0.45, 0.55),
                    (-0.45, 1),
                    (0.45, 1),
                ],
                [
                    Path.MOVETO,
                    Path.LINETO,
                    Path.LINETO,
                    Path.CURVE3,
                    Path.CURVE3,
                    Path.CURVE3,
                    Path.CURVE3,
                    Path.LINETO,
                    Path.LINETO,
                ],
            )
        ],
        0.9,
    ),
    "square": ([_polygon((-50, 0), (50, 0), (50, 100), (-50, 100))], 1.0),
    "star": ([_regular(5, 0.5, 0.21)], 1.0),
    "triangle": ([_TRIANGLE], 1.12),
    "triangle_arrow": ([_TRIANGLE, _polylines([[(0, 0), (0, 66)], [(-16, 44), (0, 66), (16, 44)]])], 1.12),
    "triangle_in_circle": (
        [_circle(0, 0.5, 0.5), _polylines([[(-40, 22), (40, 22), (0, 96), (-40, 22), (40, 22)], [(0, 22), (0, 96)]])],
        1.0,
    ),
}

_ROOM: dict[str, tuple[float, float, float]] = {  # foot, height and width of the box for a text inside a symbol
    "circle": (0.26, 0.48, 0.74),
    "diamond": (0.33, 0.34, 0.66),
    "double_circle": (0.345, 0.31, 0.52),
    "oval": (0.27, 0.46, 1.08),
    "rectangle": (0.24, 0.52, 1.36),
    "shield": (0.4, 0.4, 0.7),
    "square": (0.24, 0.52, 0.8),
    "triangle": (0.13, 0.36, 0.6),
}


def symbol(name: str) -> tuple[Shape, tuple[float, float, float] | None]:
    """Give the shape of a symbol, and the foot, height and width of the room for a text inside it, if there is any."""
    paths, width = _SYMBOLS[name]
    return Shape(path=Path.make_compound_path(*paths), width=width, stroke=0.075), _ROOM.get(name)


# Strokes on a square of 0 to 120 across and -10 to 110 up, in the order in which they are written.
_CHINESE: dict[str, list[list[tuple[float, float]]]] = {
    "一": [[(10, 52), (110, 52)]],
    "三": [[(16, 98), (104, 98)], [(24, 54), (96, 54)], [(8, 4), (112, 4)]],
    "五": [[(14, 100), (106, 100)], [(56, 100), (42, 4)], [(24, 56), (88, 56), (82, 4)], [(6, 2), (114, 2)]],
    "六": [
        [(54, 108), (66, 90)],
        [(8, 72), (112, 72)],
        [(44, 54), (34, 26), (12, -4)],
        [(74, 54), (92, 26), (108, -4)],
    ],
    "七": [[(8, 52), (110, 66)], [(50, 106), (50, 14), (58, 2), (102, 2), (108, 22)]],
    "八": [[(46, 88), (38, 42), (10, 0)], [(68, 94), (78, 46), (112, 0)]],
    "式": [
        [(8, 80), (112, 80)],
        [(16, 48), (62, 48)],
        [(39, 48), (39, 8)],
        [(8, 2), (68, 14)],
        [(72, 108), (76, 60), (88, 20), (104, 0), (112, 24)],
        [(90, 106), (102, 92)],
    ],
    "半": [
        [(30, 102), (42, 78)],
        [(92, 104), (78, 78)],
        [(18, 66), (102, 66)],
        [(8, 36), (112, 36)],
        [(60, 110), (60, -10)],
    ],
    "自": [
        [(62, 110), (52, 92)],
        [(24, 90), (24, -8)],
        [(24, 90), (96, 90), (96, -8)],
        [(24, 60), (96, 60)],
        [(24, 30), (96, 30)],
        [(24, -2), (96, -2)],
    ],
    "动": [
        [(14, 92), (56, 92)],
        [(6, 58), (60, 58)],
        [(32, 58), (14, 16), (54, 22)],
        [(44, 40), (60, 8)],
        [(64, 74), (110, 74), (106, 14), (100, -2), (86, 6)],
        [(84, 104), (82, 50), (74, 22), (56, -4)],
    ],
}
