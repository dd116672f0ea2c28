"""Parts of a firearm as plain plates and rounds, with pins and rivets where no mark stands; schematic only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from firearmskit.figures.steel import Canvas, Field, Finish, Grain

__all__ = ["Part", "build", "locate"]

BLUED = Finish(colour=(0.04, 0.05, 0.072), gloss=0.2, grain=0.045, brushed=0.1)
PHOSPHATED = Finish(colour=(0.12, 0.128, 0.115), gloss=0.05, grain=0.12, brushed=0.0)
PAINTED = Finish(colour=(0.058, 0.058, 0.06), gloss=0.1, grain=0.07, brushed=0.0)
WHITE = Finish(colour=(0.3, 0.3, 0.295), gloss=0.36, grain=0.04, brushed=0.17)

_FINISHES = {
    "receiver": (BLUED, PHOSPHATED, PAINTED),
    "frame": (BLUED, PHOSPHATED, BLUED),
    "slide": (BLUED, BLUED, WHITE),
    "bolt": (WHITE, WHITE, PHOSPHATED),
    "barrel": (BLUED, PHOSPHATED, BLUED),
    "pistol barrel": (BLUED, WHITE, BLUED),
    "trunnion": (PHOSPHATED, PAINTED, BLUED),
}


@dataclass(frozen=True, kw_only=True)
class Part:
    """A blank piece of steel: where it is (0 to 1), its height in pixels, and its finish."""

    body: Field
    relief: Field
    finish: Finish


class _Workpiece:
    """Collects what is raised and sunk, in fractions of the panel from its upper left corner."""

    def __init__(self, rng: np.random.Generator, width: int, height: int, taken: list[Bbox]) -> None:
        self.rng, self.width, self.height, self.taken = rng, width, height, list(taken)
        self.body, self.up, self.down = (Canvas(width, height) for _ in range(3))
        self._place = Affine2D().translate(0, -1).scale(width, -height)

    def polygon(self, canvas: Canvas, *points: tuple[float, float], level: float = 1) -> None:
        canvas.fill(Path([*points, points[0]]), level, self._place)

    def box(self, canvas: Canvas, x0: float, y0: float, x1: float, y1: float, level: float = 1) -> None:
        self.polygon(canvas, (x0, y0), (x1, y0), (x1, y1), (x0, y1), level=level)

    def line(self, canvas: Canvas, *points: tuple[float, float], width: float, level: float = 1) -> None:
        canvas.line(Path(points), width * self.width, level, self._place)

    def disc(self, canvas: Canvas, x: float, y: float, radius: float, level: float = 1) -> None:
        circle = Affine2D().scale(radius * self.width).translate(x * self.width, (1 - y) * self.height)
        canvas.fill(Path.unit_circle(), level, circle)

    def claim(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Take a box if no mark and nothing else stands there."""
        box = Bbox([[x0, y0], [x1, y1]])
        if any(box.overlaps(other) for other in self.taken):
            return False
        self.taken.append(box)
        return True

    def spot(self, radius: float) -> tuple[float, float] | None:
        """Find a free place for something round, or None."""
        tall = radius * self.width / self.height
        for _ in range(40):
            x, y = self.rng.uniform(0.05, 0.95), self.rng.uniform(0.16, 0.86)
            if self.claim(x - radius, y - tall, x + radius, y + tall):
                return float(x), float(y)
        return None

    def rivet(self, radius: float) -> None:
        if place := self.spot(radius * 1.5):
            self.disc(self.down, *place, radius * 1.12, 0.25)
            self.disc(self.down, *place, radius, 0)
            for share in np.linspace(1, 0.05, 24):
                self.disc(self.up, *place, radius * share, float(np.sqrt(1 - share**2)) * 0.9)

    def pin(self, radius: float) -> None:
        if place := self.spot(radius * 1.6):
            self.disc(self.down, *place, radius * 1.16, 0.6)
            for share in (1, 0.96, 0.92, 0.88):
                self.disc(self.down, *place, radius * share, 1.9 * share - 1.6)
            self.disc(self.down, *place, radius * 0.3, 0.16)


def build(surface: str, rng: np.random.Generator, grain: Grain, width: int, height: int, taken: list[Bbox]) -> Part:
    """Make a blank part that fills the panel; pins, rivets and grooves keep clear of the boxes taken by marks."""
    finish = _FINISHES[surface][int(rng.integers(3))]
    piece = _Workpiece(rng, width, height, taken)
    _SHAPES[surface](piece)
    body, up, down = piece.body.field(), piece.up.field(), piece.down.field()
    unit = width / 1200
    (body_soft,) = grain.blur(body, 4 * unit)
    (rise,) = grain.blur(up - down, 1.1 * unit)
    relief = 9 * unit * body_soft + 16 * unit * rise
    if surface in ("bolt", "barrel", "pistol barrel"):
        radius = 0.6 * height
        across = np.arange(height, dtype=np.float32)[:, None] - np.float32(height / 2)
        relief = relief + np.sqrt(np.float32(radius**2) - across**2)
    return Part(body=body, relief=relief.astype(np.float32), finish=finish)


def _receiver(piece: _Workpiece) -> None:
    piece.box(piece.body, 0, 0, 1, 0.962)
    piece.box(piece.up, 0, 0, 1, 0.036, level=0.5)
    piece.line(piece.down, (0, 0.043), (1, 0.043), width=0.004, level=0.9)
    piece.pin(0.026)
    piece.pin(0.026)
    piece.rivet(0.024)


def _frame(piece: _Workpiece) -> None:
    piece.box(piece.body, 0, 0, 1, 1)
    piece.box(piece.up, 0, 0, 1, 0.036, level=0.55)
    piece.line(piece.down, (0, 0.043), (1, 0.043), width=0.004, level=0.9)
    for x0, x1 in ((0.66, 0.94), (0.06, 0.34)):
        if piece.claim(x0, 0.74, x1, 1):
            guard = [
                (x0, 1.1),
                (x0, 0.9),
                (x0 + 0.02, 0.78),
                (x0 + 0.09, 0.78),
                (x1 - 0.09, 0.78),
                (x1 - 0.02, 0.78),
                (x1, 0.9),
                (x1, 1.1),
                (x0, 1.1),
            ]
            codes = [
                Path.MOVETO,
                Path.LINETO,
                *[Path.CURVE3] * 2,
                Path.LINETO,
                *[Path.CURVE3] * 2,
                Path.LINETO,
                Path.LINETO,
            ]
            piece.body.fill(Path(guard, codes), 0, piece._place)
            break
    piece.pin(0.022)
    piece.pin(0.016)


def _slide(piece: _Workpiece) -> None:
    piece.box(piece.body, 0, 0, 1, 1)
    for step in range(12):
        piece.box(piece.down, 0, 0, 1, 0.062 - 0.0045 * step, level=0.06 + 0.07 * step)
    piece.line(piece.down, (0, 0.945), (1, 0.945), width=0.004, level=0.9)
    piece.box(piece.down, 0, 0.95, 1, 1, level=0.3)
    for x0 in (0.85, 0.03):
        if piece.claim(x0, 0.1, x0 + 0.12, 0.94):
            for x in np.linspace(x0 + 0.01, x0 + 0.11, 6):
                piece.line(piece.down, (x, 0.12), (x, 0.91), width=0.007, level=0.55)
            break


def _bolt(piece: _Workpiece) -> None:
    piece.box(piece.body, 0, 0.03, 1, 0.97)
    for x0 in (0.9, 0.02):
        if piece.claim(x0, 0, x0 + 0.08, 1):
            for x in (x0 + 0.02, x0 + 0.05):
                piece.line(piece.down, (x, 0), (x, 1), width=0.009, level=0.5)
            break
    piece.pin(0.02)


def _barrel(piece: _Workpiece) -> None:
    piece.box(piece.body, 0, 0.03, 1, 0.97)
    for x0 in (0.93, 0.0):
        if piece.claim(x0, 0, x0 + 0.07, 1):
            piece.box(piece.up, x0, 0, x0 + 0.07, 1, level=0.5)
            break


def _trunnion(piece: _Workpiece) -> None:
    piece.box(piece.body, 0, 0, 1, 0.975)
    piece.box(piece.up, 0, 0, 1, 0.036, level=0.45)
    if piece.claim(0, 0, 0.06, 1):
        piece.box(piece.up, 0, 0, 0.035, 1, level=0.5)
    for _ in range(4):
        piece.rivet(0.034)


_SHAPES = {
    "receiver": _receiver,
    "frame": _frame,
    "slide": _slide,
    "bolt": _bolt,
    "barrel": _barrel,
    "pistol barrel": _barrel,
    "trunnion": _trunnion,
}

# A rifle of no particular kind: the outline says where a part is, not what the firearm is.
_RIFLE = [
    *[(0.02, 0.42), (0.02, 0.78), (0.1, 0.8), (0.25, 0.64), (0.31, 0.68), (0.35, 0.6), (0.44, 0.6), (0.44, 0.72)],
    *[(0.54, 0.72), (0.54, 0.59), (0.74, 0.55), (0.74, 0.47), (0.97, 0.47), (0.97, 0.4), (0.56, 0.37), (0.3, 0.35)],
]
_PISTOL = [
    *[(0.16, 0.14), (0.86, 0.14), (0.86, 0.44), (0.58, 0.5), (0.56, 0.66), (0.4, 0.68), (0.36, 0.94)],
    *[(0.12, 0.94), (0.2, 0.46), (0.16, 0.42)],
]
_WHERE = {
    "receiver": (_RIFLE, (0.28, 0.36, 0.55, 0.6)),
    "trunnion": (_RIFLE, (0.5, 0.36, 0.58, 0.6)),
    "bolt": (_RIFLE, (0.4, 0.34, 0.52, 0.44)),
    "barrel": (_RIFLE, (0.7, 0.38, 0.97, 0.48)),
    "pistol barrel": (_PISTOL, (0.46, 0.2, 0.88, 0.27)),
    "slide": (_PISTOL, (0.16, 0.14, 0.86, 0.34)),
    "frame": (_PISTOL, (0.18, 0.36, 0.6, 0.5)),
}


def locate(surface: str) -> tuple[Path, Path]:
    """Give a plain outline of a rifle or pistol and the place of a part on it, in a unit square from the upper left."""
    outline, (x0, y0, x1, y1) = _WHERE[surface]
    return Path([*outline, outline[0]]), Path([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
