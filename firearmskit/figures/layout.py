"""Where everything stands: characters in a mark, marks on the steel, labels beside them.

Boxes are fractions of the panel from its upper left corner; transforms lead to pixels from the lower left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.transforms import Affine2D, Bbox, Transform

from firearmskit.errors import InputError, quote
from firearmskit.figures import glyphs
from firearmskit.figures.marks import Mark
from firearmskit.language import text as _

__all__ = ["Die", "Placed", "free_corner", "lay_out", "place_labels"]

SQUEEZE = 0.82
"""Dies are narrower than printing letters."""

GAP = 0.1
"""Room between two characters, in letter heights."""

SMALLEST_LETTER = 0.028
"""Height of a letter, as a fraction of the panel's height, below which a phone can't show it."""

# How each style is struck: the weight of its letters, and the most that a character turns (degrees),
# shifts (in letter heights) and loses of its depth.
_HANDS = {
    "stamped": ("bold", 2.2, 0.028, 0.25),
    "engraved": ("normal", 0.0, 0.0, 0.05),
    "electro-pencil": ("normal", 5.0, 0.06, 0.25),
    "laser": ("normal", 0.0, 0.0, 0.0),
}


@dataclass(frozen=True, kw_only=True)
class Die:
    """One character or symbol in its place: its shape, a transform to pixels, how hard it was struck (0 to 1)."""

    shape: glyphs.Shape
    place: Transform
    level: float
    nib_px: float


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A mark laid out: its dies, its box, and the height of its letters."""

    mark: Mark
    dies: list[Die]
    box: Bbox
    letter_px: float


def lay_out(marks: Sequence[Mark], rng: np.random.Generator, width: int, height: int) -> list[Placed]:
    """Place every mark on a panel of so many pixels.

    Raises:
        InputError: A mark leaves the panel, is too small to read, or hides another.
    """
    placed = [_lay_out(mark, rng, width, height) for mark in marks]
    texts = [item for item in placed if item.mark.text]
    for number, item in enumerate(texts):
        for other in texts[:number]:
            smaller = min(item.box.width * item.box.height, other.box.width * other.box.height)
            if _common(item.box, other.box) > 0.03 * smaller:
                raise InputError(
                    _("{one} and {other} would overlap; move them apart or give them a width.").format(
                        one=quote(other.mark.text), other=quote(item.mark.text)
                    )
                )
    return placed


def _lay_out(mark: Mark, rng: np.random.Generator, width: int, height: int) -> Placed:
    weight, turn, shift, loss = _HANDS[mark.style]
    letters = [glyphs.letter(cluster, weight) for cluster in glyphs.clusters(mark.text)]
    line = max(sum(letter.width * SQUEEZE + GAP for letter in letters) - GAP, 0.0)

    # Lengths are in heights of the mark until the last transform.
    letter_height, foot, low, wide = 1.0, 0.0, 0.0, line
    found: list[tuple[glyphs.Shape, Affine2D, float]] = []
    if mark.symbol is not None:
        die, room = glyphs.symbol(mark.symbol)
        stretch = 1.0
        if room is None:
            letter_height = 0.55
            foot = -1.3 * letter_height
            low = foot if letters else 0.0
        else:
            foot, letter_height, inside = room
            fit = inside / max(line * letter_height, 1e-9)
            if mark.symbol in ("oval", "rectangle"):
                stretch = float(np.clip(1 / fit, 1, 3))
            fit = min(fit * stretch, 1.0)
            foot += letter_height * (1 - fit) / 2
            letter_height *= fit
        wide = max(die.width * stretch, line * letter_height if room is None else 0)
        found.append((die, Affine2D().scale(stretch, 1), 1.0))
    x = -line * letter_height / 2
    for letter in letters:
        turned, aside, up = rng.uniform(-1, 1, 3)
        place = (
            Affine2D()
            .translate(-letter.width / 2, -0.5)
            .scale(SQUEEZE, 1)
            .rotate_deg(turn * turned)
            .translate(letter.width / 2 * SQUEEZE + shift * aside, 0.5 + shift * up)
            .scale(letter_height)
            .translate(x, foot)
        )
        found.append((letter, place, letter_height))
        x += (letter.width * SQUEEZE + GAP) * letter_height

    size = mark.height * height
    if mark.width is not None:
        size = min(size, mark.width * width / wide)
    if letters and letter_height * size < SMALLEST_LETTER * height:
        raise InputError(
            _("{text} would be too small to read; give the mark more height or width, or a shorter text.").format(
                text=quote(mark.text)
            )
        )
    final = (
        Affine2D()
        .translate(0, -(low + 1) / 2)
        .scale(size)
        .rotate_deg(mark.rotation_deg)
        .translate(mark.x * width, (1 - mark.y) * height)
    )
    bottom, top = low, 1.0
    if mark.symbol is None:  # accents and tails reach beyond the height of a capital letter
        heights = [letter.path.get_extents() for letter in letters if np.size(letter.path.vertices)]
        bottom, top = min([bottom, *(box.y0 for box in heights)]), max([top, *(box.y1 for box in heights)])
    corners = final.transform([(-wide / 2, bottom), (wide / 2, bottom), (wide / 2, top), (-wide / 2, top)])
    (x0, y0), (x1, y1) = corners.min(axis=0) / (width, height), corners.max(axis=0) / (width, height)
    box = Bbox([[x0, 1 - y1], [x1, 1 - y0]])
    if box.x0 < 0 or box.y0 < 0 or box.x1 > 1 or box.y1 > 1:
        raise InputError(
            _(
                "{mark} would leave the panel: it reaches from {x0:.2f} to {x1:.2f} across and from {y0:.2f} to "
                "{y1:.2f} down; move it or give it a width."
            ).format(mark=quote(mark.text or mark.symbol), x0=box.x0, x1=box.x1, y0=box.y0, y1=box.y1)
        )
    dies = [
        Die(
            shape=shape,
            place=place + final,
            level=1 - loss * float(rng.random()),
            nib_px=(shape.stroke or 0) * scale * size,
        )
        for shape, place, scale in found
    ]
    return Placed(mark=mark, dies=dies, box=box, letter_px=letter_height * size)


def _common(one: Bbox, other: Bbox) -> float:
    both = Bbox.intersection(one, other)
    return 0.0 if both is None else float(both.width * both.height)


def place_labels(placed: list[Placed], width: int, height: int, covered: Sequence[Bbox] = ()) -> list[tuple[Bbox, str]]:
    """Put each label beside its mark, where it hides neither a mark, nor another label, nor what is covered."""
    across = 0.046
    down = across * width / height
    taken = [*(item.box for item in placed), *covered]
    tags: list[tuple[Bbox, str]] = []
    for item in placed:
        if item.mark.label is None:
            continue
        box, wide = item.box, across * (0.55 + 0.45 * len(item.mark.label))
        middle = (box.y0 + box.y1 - down) / 2
        places = [
            (box.x0 - wide - 0.014, middle),
            (box.x0 - wide - 0.01, box.y0 - down * 0.8),
            (box.x0, box.y0 - down - 0.02),
            (box.x1 + 0.014, middle),
            (box.x0, box.y1 + 0.02),
            (box.x1 - wide, box.y0 - down - 0.02),
            (box.x1 - wide, box.y1 + 0.02),
        ]
        boxes = [
            Bbox.from_bounds(float(np.clip(x, 0.006, 0.994 - wide)), float(np.clip(y, 0.01, 0.99 - down)), wide, down)
            for x, y in places
        ]
        tag = min(boxes, key=lambda candidate: sum(_common(candidate, other) for other in taken))
        taken.append(tag)
        tags.append((tag, item.mark.label))
    return tags


def free_corner(taken: list[Bbox]) -> Bbox | None:
    """Give a corner for the small outline where nothing else stands, or None."""
    wide, high = 0.15, 0.13
    for x, y in ((0.985 - wide, 0.975 - high), (0.015, 0.975 - high), (0.985 - wide, 0.025), (0.015, 0.025)):
        corner = Bbox.from_bounds(x, y, wide, high)
        if not any(corner.padded(0.01).overlaps(box) for box in taken):
            return corner
    return None
