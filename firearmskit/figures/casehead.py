"""The head of a cartridge case under a lamp: drawn, seeded, synthetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray

from firearmskit.errors import InputError, quote
from firearmskit.figures import glyphs, steel
from firearmskit.figures.headstamps import Stamp, check_head, describe_headstamp
from firearmskit.figures.layout import GAP, SQUEEZE
from firearmskit.figures.marks import check_flag, check_line, check_number
from firearmskit.figures.panel import Panel, lay_tag, show_picture
from firearmskit.figures.steel import Canvas, Field, Finish, Grain, smoothstep
from firearmskit.language import text as _

__all__ = ["plot_headstamp"]

# In radii of the head: where the primer ends, where the ring for stamps lies, where the edge begins to fall.
PRIMER = 0.43
SEAM = 0.03
RING = {"rimless": (PRIMER + SEAM, 0.93), "rimmed": (PRIMER + SEAM, 0.9)}

_FINISHES = {
    "aluminium": Finish(colour=(0.42, 0.43, 0.44), gloss=0.1, grain=0.05, brushed=0.05),
    "brass": Finish(colour=(0.5, 0.325, 0.075), gloss=0.2, grain=0.03, brushed=0.1),
    "copper": Finish(colour=(0.45, 0.165, 0.07), gloss=0.2, grain=0.03, brushed=0.1),
    "lacquer": Finish(colour=(0.13, 0.14, 0.085), gloss=0.16, grain=0.05, brushed=0.02),
    "nickel": Finish(colour=(0.46, 0.45, 0.42), gloss=0.34, grain=0.025, brushed=0.08),
    "steel": Finish(colour=(0.2, 0.205, 0.205), gloss=0.18, grain=0.06, brushed=0.08),
}
_SEALANTS = {
    "black": (0.015,) * 3,
    "green": (0.02, 0.16, 0.06),
    "purple": (0.13, 0.03, 0.17),
    "red": (0.38, 0.025, 0.02),
}

LONGEST_TAG = 2
"""A longer title stands above the picture."""

# Where lines stand that divide the ring, as hours.
_LINES = {0: (), 2: (3, 9), 3: (2, 6, 10), 4: (1.5, 4.5, 7.5, 10.5)}


def plot_headstamp(
    stamps: Sequence[Stamp],
    *,
    title: str | None = None,
    case_colour: str = "brass",
    rim: str = "rimless",
    primer: str = "brass",
    sealant: str | None = None,
    sections: int = 0,
    wear: float = 0.3,
    clock: bool = False,
    seed: int = 0,
    width_px: int = 640,
) -> Panel:
    """Draw the head of a cartridge case, as a close-up photograph from behind would show it.

    The picture is drawn from nothing: it is synthetic, and the same seed gives the same bytes on the same machine.

    Args:
        stamps: The stamps, at most 16; none for a blank head.
        title: A line above the picture; one or two characters stand on a tag in its corner instead, as the letter of
            a card; or None.
        case_colour: One of :data:`~firearmskit.figures.CASES`.
        rim: One of :data:`~firearmskit.figures.RIMS`.
        primer: One of :data:`~firearmskit.figures.PRIMERS`; ``"none"`` for a head that bears nothing in the middle.
        sealant: A ring of lacquer around the primer: ``"black"``, ``"green"``, ``"purple"``, ``"red"``, or None.
        sections: Lines that divide the ring: 0, 2, 3 or 4.
        wear: How worn the case is, 0 (new) to 1.
        clock: Whether the hours stand around the head.
        seed: Decides the wear, the light and how each character was struck.
        width_px: Width and height of the picture in pixels, 320 to 1600.

    Returns:
        A panel that shows itself in a notebook.

    Raises:
        InputError: A value can't be drawn, or a stamp has no room.

    >>> plot_headstamp([Stamp(text="AB", clock=12)], primer="nickel", seed=7)
    The head of a cartridge case, seen from behind, of a yellow metal. Its edge is narrow. The round primer in the \
middle is silvery. 1 stamp, clockwise from 12 o'clock. 12 o'clock: “AB”; sunk into the metal, tops towards the rim, \
easy to read.
    """
    head = {"case_colour": case_colour, "rim": rim, "primer": primer, "sealant": sealant, "sections": sections}
    stamps = check_head(stamps, wear=wear, **head)  # type: ignore[arg-type]
    check_number("width_px", width_px, 320, 1600, whole=True)
    check_number("seed", seed, 0, 2**256, whole=True)
    check_flag("clock", clock)
    title = None if title is None else check_line("title", title, 60)
    picture = _photograph(stamps, case_colour, rim, primer, sealant, sections, wear, clock, int(seed), int(width_px))
    description = describe_headstamp(stamps, wear=wear, **head)  # type: ignore[arg-type]
    if title is not None and len(title) <= LONGEST_TAG:
        tagged = lay_tag(picture.astype(np.float32), title).astype(np.uint8)
        return show_picture(tagged, None, f"{title}. {description}")
    return show_picture(picture, title, description)


@dataclass(frozen=True, kw_only=True)
class _Struck:
    """One character or symbol: shape, transform from radii to pixels, how hard, width of a line in pixels."""

    shape: glyphs.Shape
    place: Transform
    level: float
    nib_px: float
    raised: bool


class _Head:
    """Where everything stands, in pixels."""

    def __init__(self, width: int, rim: str, primer: str, clock: bool) -> None:
        self.width = width
        self.middle = width / 2
        self.radius = width * (0.405 if clock else 0.47)
        inner, outer = RING[rim]
        self.inner, self.outer = (0.0 if primer == "none" else inner), outer
        y, x = np.mgrid[0:width, 0:width].astype(np.float32)
        x, y = x - np.float32(self.middle - 0.5), y - np.float32(self.middle - 0.5)
        self.r = np.hypot(x, y) / np.float32(self.radius)
        self.angle = np.arctan2(y, x)

    def to_pixels(self) -> Affine2D:
        return Affine2D().scale(self.radius).translate(self.middle, self.middle)


def _lay_out(stamps: Sequence[Stamp], head: _Head, sections: int, rng: np.random.Generator) -> list[_Struck]:
    """Place every stamp on the ring.

    Raises:
        InputError: A stamp is too high for the ring, or runs into another or into a line.
    """
    found: list[_Struck] = []
    spans: list[tuple[float, float, str]] = [(hour * 30.0, 1.5, "|") for hour in _LINES[sections]]
    for stamp in stamps:
        dies, half_width = _dies(stamp)
        middle = 0.0 if stamp.clock is None else (max(head.inner, 0.4) + head.outer) / 2
        _check_room(stamp, half_width, middle, head)
        if stamp.clock is not None:
            turn = stamp.clock * 30.0
            half = np.degrees(half_width / middle)
            for other, other_half, name in spans:
                apart = abs((turn - other + 180) % 360 - 180)
                if apart < half + other_half + 1:
                    raise InputError(
                        _("{one} and {other} would overlap; move them apart or make them smaller.").format(
                            one=quote(name), other=quote(stamp.text or stamp.symbol)
                        )
                    )
            spans.append((turn, float(half), stamp.text or str(stamp.symbol)))
        for shape, place, x, scale in dies:
            lean, aside, up = rng.uniform(-1, 1, 3) * (2.0, 0.02, 0.025)
            shaken = Affine2D().rotate_deg(lean).translate(aside * stamp.size, up * stamp.size)
            where = place + shaken + _on_the_ring(stamp, x, middle)
            found.append(
                _Struck(
                    shape=shape,
                    place=where + head.to_pixels(),
                    level=(1 - 0.25 * float(rng.random())) * (0.4 + 0.6 * stamp.depth),
                    nib_px=(shape.stroke or 0) * scale * head.radius,
                    raised=stamp.style == "raised",
                )
            )
    for hour in _LINES[sections]:
        line = glyphs.Shape(path=Path([(0, head.inner + 0.06), (0, head.outer - 0.03)]), width=0, stroke=0.02)
        ray = Affine2D().rotate_deg(-30 * hour) + head.to_pixels()
        found.append(_Struck(shape=line, place=ray, level=0.7, nib_px=0.02 * head.radius, raised=True))
    return found


def _check_room(stamp: Stamp, half_width: float, middle: float, head: _Head) -> None:
    high = half_width if stamp.clock is None or stamp.orientation == "upright" else stamp.size / 2
    across = head.outer if stamp.clock is None else (head.outer - max(head.inner, 0.4)) / 2
    room_around = np.pi * middle if stamp.clock is not None and stamp.orientation != "upright" else np.inf
    if high > across * 1.02 or half_width > room_around * 0.97:
        raise InputError(
            _("There is no room for {text}; give it a smaller size, or turn its letters along the ring.").format(
                text=quote(stamp.text or stamp.symbol)
            )
        )


def _dies(stamp: Stamp) -> tuple[list[tuple[glyphs.Shape, Affine2D, float, float]], float]:
    """Give what is struck, in radii (shape, transform, distance along the ring, size of a line), and half the width."""
    letters = [glyphs.letter(cluster, "bold") for cluster in glyphs.clusters(stamp.text)]
    size, foot = stamp.size, -0.5
    line = max(sum(letter.width * SQUEEZE + GAP for letter in letters) - GAP, 0.0)
    dies: list[tuple[glyphs.Shape, Affine2D, float, float]] = []
    wide = line * size
    if stamp.symbol is not None:
        die, room = glyphs.symbol(stamp.symbol)
        dies.append((die, Affine2D().translate(0, -0.5).scale(size), 0.0, size))
        wide = die.width * size
        if letters and room is not None:
            low, high, inside = room
            fit = min(inside / (line * high), 1.0)
            foot = low - 0.5 + high * (1 - fit) / 2
            foot, size = foot / (high * fit), size * high * fit
    x = -line * size / 2
    for letter in letters:
        centre = x + letter.width * SQUEEZE * size / 2
        place = Affine2D().translate(-letter.width / 2, foot).scale(SQUEEZE * size, size)
        dies.append((letter, place, centre, size))
        x += (letter.width * SQUEEZE + GAP) * size
    return dies, max(wide, 1e-9) / 2


def _on_the_ring(stamp: Stamp, x: float, middle: float) -> Affine2D:
    """Give the transform that carries a character to its place, from radii about the middle, y up."""
    if stamp.clock is None:
        return Affine2D().translate(x, 0)
    turn = np.radians(stamp.clock * 30.0)
    if stamp.orientation == "upright":
        return Affine2D().translate(x + middle * np.sin(turn), middle * np.cos(turn))
    if stamp.orientation == "inward":
        return Affine2D().translate(0, -middle).rotate(np.pi - turn + x / middle)
    return Affine2D().translate(0, middle).rotate(-turn - x / middle)


def _photograph(
    stamps: Sequence[Stamp],
    case_colour: str,
    rim: str,
    primer: str,
    sealant: str | None,
    sections: int,
    wear: float,
    clock: bool,
    seed: int,
    width: int,
) -> NDArray[np.uint8]:
    unit = width / 800
    # Separate streams: another stamp leaves the metal and its scratches as they are.
    hand, metal, years, lamp = np.random.default_rng(seed).spawn(4)
    head = _Head(width, rim, primer, clock)
    struck = _lay_out(stamps, head, sections, hand)
    grain = Grain(metal, width, width)
    finish = _FINISHES[case_colour]

    blotches, patches, speckle = grain.noise(70 * unit), grain.noise(18 * unit), grain.noise(3 * unit)
    fine, coarse = grain.noise(0.8), grain.noise(1.5 * unit)
    body = smoothstep(1.004, 0.994, head.r)
    relief = _turned(head, rim, primer, finish, grain, metal, unit)

    rubbed = smoothstep(1.0 - 1.2 * wear, 3.0 - 1.2 * wear, blotches + 0.5 * patches + 0.3 * speckle)
    sunk, raised = _strike(struck, width)
    sunk, raised = (field * np.clip(1 + 0.08 * patches - 0.2 * wear * rubbed, 0.75, 1.1) for field in (sunk, raised))
    walls, spread = grain.blur(sunk, 1.2 * unit, 3.2 * unit)
    ridge = grain.blur(raised, 1.4 * unit)[0]
    lip = np.clip(spread - walls, 0, None)
    relief += unit * (3.0 * lip - 7.0 * walls + 5.5 * ridge)

    scratches = steel.scratches(years, wear, width, width)
    pits = smoothstep(3.4 - 0.9 * wear, 4.4 - 0.9 * wear, grain.noise(1.8 * unit) + 0.4 * np.clip(patches, -1, 3))
    relief += unit * finish.grain * (fine + 1.2 * coarse + 0.3 * speckle) - unit * (0.6 * scratches + 1.5 * pits)

    (soft,) = grain.blur(relief, 6 * unit)
    hollow = np.clip((soft - relief) / (5 * unit), 0, 1)
    grime = np.clip(0.85 * smoothstep(0.1, 0.7, walls) + 0.5 * hollow + 0.5 * pits, 0, 1)
    tarnish = wear * smoothstep(0.3, 2.6, blotches + 0.7 * patches + 0.25 * speckle)
    (shadow,) = grain.blur(body, 14 * unit)
    tilt = lamp.uniform(-0.3, 0.3)
    light = (-0.75 + tilt, -0.8 - tilt, 0.95)

    # A turned face throws the light back in two fans.
    fans = np.cos(2 * (head.angle - np.arctan2(light[1], light[0]))) * smoothstep(0.02, 0.25, head.r)
    picture = steel.shade(
        relief=relief,
        body=body,
        grime=grime,
        bare=np.zeros_like(relief),
        rust=np.clip(0.5 * tarnish + 0.25 * pits, 0, 0.7),
        pale=0.28 * fans + 0.05 * blotches + 0.05 * patches * (0.3 + wear) + 0.02 * fine + 0.3 * scratches,
        shadow=shadow,
        weave=0.05 * speckle + 0.03 * coarse,
        finish=_colours(head, finish, primer, sealant),
        light=light,
    ).astype(np.float32)
    if clock:
        _write_hours(picture, head)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _colours(head: _Head, finish: Finish, primer: str, sealant: str | None) -> Finish:
    """Give the colours of case, primer and lacquer, pixel by pixel."""
    layers = [(finish, np.ones_like(head.r))]
    if primer != "none":
        layers.append((_FINISHES[primer], smoothstep(PRIMER + 0.004, PRIMER - 0.004, head.r) * np.float32(0.9)))
    if sealant is not None:
        wander = np.float32(PRIMER + 0.005) + np.float32(0.004) * np.sin(3 * head.angle)
        coat = Finish(colour=_SEALANTS[sealant], gloss=0.3, grain=0.0, brushed=0.0)
        layers.append((coat, smoothstep(0.03, 0.018, np.abs(head.r - wander)) * np.float32(0.92)))
    channels = [np.zeros_like(head.r) for _channel in range(4)]
    for coat, share in layers:
        for channel, level in zip(channels, (*coat.colour, coat.gloss), strict=True):
            channel += (np.float32(level) - channel) * share
    red, green, blue, gloss = channels
    return Finish(colour=(red, green, blue), gloss=gloss, grain=finish.grain, brushed=finish.brushed)


def _turned(
    head: _Head, rim: str, primer: str, finish: Finish, grain: Grain, rng: np.random.Generator, unit: float
) -> Field:
    """Give the relief of the bare head: a turned face, a bevelled edge, a seam and the primer's low dome."""
    steps = head.r * np.float32(320)
    rings = np.interp(steps, np.arange(480), np.convolve(rng.standard_normal(480), (0.25, 0.5, 0.25), "same"))
    relief = unit * finish.brushed * 3 * rings * (1 + 0.4 * grain.noise(30 * unit)) * smoothstep(0, 0.2, head.r)

    bevel = 0.955 if rim == "rimless" else 0.965
    relief -= head.radius * 0.9 * np.clip(head.r - np.float32(bevel), 0, None) ** 1.35
    if rim == "rimmed":
        relief -= unit * 2.2 * smoothstep(0.012, 0.0, np.abs(head.r - np.float32(0.925)))
    if primer != "none":
        relief -= unit * 12 * smoothstep(SEAM * 0.6, 0.004, np.abs(head.r - np.float32(PRIMER)))
        relief += unit * 9 * np.clip(1 - (head.r / np.float32(PRIMER)) ** 6, 0, None)
    return np.asarray(grain.blur(relief.astype(np.float32), 0.9 * unit)[0])


def _strike(struck: list[_Struck], width: int) -> tuple[Field, Field]:
    """Give how deep metal was struck in, and how high it stands out, each 0 to 1."""
    boards = {False: Canvas(width, width), True: Canvas(width, width)}
    for die in struck:
        board = boards[die.raised]
        if die.shape.stroke is None:
            board.fill(die.shape.path, die.level, die.place)
        else:
            board.line(die.shape.path, die.nib_px, die.level, die.place)
    return boards[False].field(), boards[True].field()


def _write_hours(picture: Field, head: _Head) -> None:
    """Write 12, 3, 6 and 9 around the head, and a tick for every hour."""
    board = Canvas(head.width, head.width)
    size = 0.036 * head.width
    for hour in range(1, 13):
        turn = np.radians(30 * hour)
        out = np.array([np.sin(turn), np.cos(turn)])
        if hour % 3:
            ends = [head.middle + out * head.radius * share for share in (1.06, 1.1)]
            board.line(Path(ends), head.width / 200)
            continue
        letters = [glyphs.letter(digit, "bold") for digit in str(hour)]
        x, y = head.middle + out * head.radius * 1.135 - (sum(letter.width for letter in letters) * size / 2, size / 2)
        for letter in letters:
            board.fill(letter.path, 1, Affine2D().scale(size).translate(x, y))
            x += letter.width * size
    picture += (np.float32(235) - picture) * board.field()[..., None]
