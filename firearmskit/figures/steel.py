"""Steel under raking light: relief and finish go in, a picture comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform, Transform
from numpy.typing import NDArray

__all__ = ["Canvas", "Field", "Finish", "Grain", "scratches", "shade", "smoothstep"]

Field = NDArray[np.float32]


MARGIN = 24
"""Pixels kept around a field, because a Fourier blur joins opposite edges."""


class Canvas:
    """A grey drawing board in pixels, origin at the lower left, levels from 0 to 1."""

    def __init__(self, width: int, height: int) -> None:
        self._renderer: Any = RendererAgg(width, height, 72)  # type: ignore[no-untyped-call]
        self.fill(Path([(0, 0), (width, 0), (width, height), (0, height), (0, 0)]), level=0)

    def fill(self, path: Path, level: float = 1, transform: Transform | None = None) -> None:
        """Fill a path."""
        self._draw(path, level, transform, None)

    def line(self, path: Path, width: float, level: float = 1, transform: Transform | None = None) -> None:
        """Draw along a path with a round nib of a width in pixels."""
        self._draw(path, level, transform, width)

    def _draw(self, path: Path, level: float, transform: Transform | None, width: float | None) -> None:
        grey = (min(max(level, 0.0), 1.0),) * 3
        gc = self._renderer.new_gc()
        gc.set_snap(False)
        gc.set_foreground(grey)
        gc.set_linewidth(width or 0)
        gc.set_capstyle("round")
        gc.set_joinstyle("round")
        self._renderer.draw_path(gc, path, transform or IdentityTransform(), grey if width is None else None)

    def field(self) -> Field:
        """Give the board as levels, row 0 at the top."""
        return np.asarray(self._renderer.buffer_rgba())[..., 0].astype(np.float32) / np.float32(255)


class Grain:
    """Blurs, and seeded noise of any coarseness, for fields of one size.

    All work is done on Fourier transforms: a picture costs a few of them, whatever the width of the blur.
    """

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self._size = (height, width)
        self._shape = (_quick(height + 2 * MARGIN), _quick(width + 2 * MARGIN))
        self._y = (np.fft.fftfreq(self._shape[0])[:, None] ** 2).astype(np.float32)
        self._x = (np.fft.rfftfreq(self._shape[1])[None, :] ** 2).astype(np.float32)
        self._white = np.fft.rfft2(rng.standard_normal(self._shape, dtype=np.float32))

    def _blurred(self, spectrum: NDArray[np.complexfloating], across: float, down: float) -> Field:
        factor = np.float32(-2 * np.pi**2)
        bell = np.exp(factor * np.float32(down**2) * self._y) * np.exp(factor * np.float32(across**2) * self._x)
        field = np.fft.irfft2(spectrum * bell, s=self._shape)
        height, width = self._size
        return np.asarray(field[MARGIN : MARGIN + height, MARGIN : MARGIN + width], np.float32)

    def blur(self, field: Field, *radii: float) -> list[Field]:
        """Blur a field by each radius in pixels."""
        around = [(MARGIN, whole - size - MARGIN) for whole, size in zip(self._shape, self._size, strict=True)]
        spectrum = np.fft.rfft2(np.pad(field, around, mode="edge"))
        return [self._blurred(spectrum, radius, radius) for radius in radii]

    def noise(self, across: float, down: float | None = None) -> Field:
        """Give noise of mean 0 and spread 1 whose grains have these sizes in pixels."""
        field = self._blurred(self._white, across, across if down is None else down)
        field -= field.mean()
        return np.asarray(field / field.std())


def _quick(size: int) -> int:
    """Give the least number from this one on that has no prime factor above 5: a Fourier transform of it is quick."""
    while True:
        rest = size
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return size
        size += 1


def smoothstep(low: float, high: float, field: Field) -> Field:
    """Rise smoothly from 0 to 1 between two levels."""
    t = np.clip((field - np.float32(low)) / np.float32(high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t))


def scratches(rng: np.random.Generator, wear: float, width: int, height: int) -> Field:
    """Give the scratches of a life of so much wear (0 to 1), 0 to 1 deep."""
    board = Canvas(width, height)
    main = rng.normal(0, 0.5)
    for _number in range(int(12 + 90 * wear)):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        angle = main + rng.normal(0, 0.35) if rng.random() < 0.75 else rng.uniform(0, np.pi)
        length = width * rng.exponential(0.07)
        bend = length * rng.normal(0, 0.04)
        ahead, aside = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
        start = np.array([x, y])
        curve = Path(
            [start, start + ahead * length / 2 + aside * bend, start + ahead * length],
            [Path.MOVETO, Path.CURVE3, Path.CURVE3],
        )
        board.line(curve, width / 1200 * rng.uniform(0.4, 1.4), float(rng.uniform(0.1, 0.75)))
    return board.field()


@dataclass(frozen=True, kw_only=True)
class Finish:
    """What the steel is coated with: linear red, green and blue from 0 to 1, and how it takes the light.

    Colour and gloss may differ from pixel to pixel.
    """

    colour: tuple[float | Field, float | Field, float | Field]
    gloss: float | Field
    grain: float
    brushed: float


BARE = np.array([0.43, 0.425, 0.41], np.float32)
RUST = np.array([0.2, 0.105, 0.055], np.float32)
CLOTH = np.array([0.07, 0.078, 0.09], np.float32)
LAMP = np.array([1.02, 1.0, 0.95], np.float32)
SKY = np.array([0.2, 0.22, 0.26], np.float32)


def shade(
    *,
    relief: Field,
    body: Field,
    grime: Field,
    bare: Field,
    rust: Field,
    pale: Field,
    shadow: Field,
    weave: Field,
    finish: Finish,
    light: tuple[float, float, float],
) -> NDArray[np.uint8]:
    """Light a relief and give the picture.

    Args:
        relief: Height in pixels.
        body: 1 where there is steel, 0 where the cloth behind it shows.
        grime: 0 to 1, dirt in grooves.
        bare: 0 to 1, where the finish is worn off.
        rust: 0 to 1, where it rusts.
        pale: -1 to 1, what a laser darkened or bleached.
        shadow: 0 to 1, the shadow of the part on the cloth.
        weave: The cloth's texture, about 0.
        finish: What the steel is coated with.
        light: Direction towards the lamp: right, down, towards the viewer.

    Returns:
        A picture, height by width by 3.
    """
    down, right = np.gradient(relief)
    height, width = relief.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / np.float32(height)
    x -= np.float32(width / height / 2)
    y -= np.float32(0.5)
    lamp = np.array(light, np.float32) / np.float32(np.linalg.norm(light))
    inverse = 1 / np.sqrt(1 + right**2 + down**2)
    diffuse = np.clip((lamp[2] - right * lamp[0] - down * lamp[1]) * inverse, 0, None)
    # A mirror shows the lamp box where the view, bent by the slope, points at it; a rough finish smears its rim.
    toward = lamp[0] * (0.62 * x - 2 * right * inverse) + lamp[1] * (0.62 * y - 2 * down * inverse)
    mirror = smoothstep(-0.35, 0.75, toward) * (1 - 0.5 * smoothstep(0.9, 1.7, toward))
    spot = np.exp(-((x - 0.5 * lamp[0]) ** 2 + (y - 0.4 * lamp[1]) ** 2) / np.float32(0.9))
    glow = (0.5 + 0.65 * spot) * (1 - np.float32(0.8) * grime)
    shine = (finish.gloss * (1 - bare) + 0.42 * bare) * mirror * (0.35 + 0.75 * spot) * (1 - 0.85 * grime)
    behind = (0.6 + 0.6 * spot) * (1 - 0.8 * shadow) * (1 + weave)
    picture = np.empty((height, width, 3), np.float32)
    for channel in range(3):
        coat = np.float32(finish.colour[channel])
        colour = coat + (BARE[channel] - coat) * bare
        colour += (RUST[channel] - colour) * rust
        colour *= 1 + pale
        steel = colour * (SKY[channel] + LAMP[channel] * diffuse) * glow + LAMP[channel] * shine * (1 - 0.8 * rust)
        picture[..., channel] = steel * body + CLOTH[channel] * behind * (1 - body)
    # A shoulder keeps highlights from burning out, as film does; then the display's gamma.
    film = picture * (1 + picture / 2.2) / (1 + picture)
    return np.asarray((np.clip(film, 0, 1) ** np.float32(1 / 2.2) * 255).astype(np.uint8))
