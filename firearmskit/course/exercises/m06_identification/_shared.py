"""What the tasks of the exercise ``case`` share: made-up names and numbers, and how a number is struck and worn."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw

__all__ = ["LETTERS", "UNREAD", "panel", "struck", "two_letters"]

LETTERS = "ADEHKNPRTUV"
"""Letters of made-up numbers: none looks like a digit, and none is too wide for its place on the steel."""

UNREAD = "?"
"""Stands for a character that can't be read, as in a record."""

_PITCH, _HEIGHT, _WIDTH = 0.085, 0.13, 0.06
_DAMAGE = (
    ("rectangle", 0.004, -0.01, 75, 0.0),
    ("oval", -0.006, 0.012, 100, 0.0),
    ("arrow", 0.01, 0.0, 60, 0.1),
    ("arrow", -0.01, 0.01, -70, 0.05),
)
"""Strokes over each other that show as damage: there is no character below them, in the evidence neither."""


def two_letters(draw: Draw) -> str:
    """Draw the two letters that begin a number."""
    return draw.letters(2, LETTERS)


def struck(text: str, *, y: float, label: str) -> list[dict[str, Any]]:
    """Strike a number character by character, so that one of them can be damaged.

    Args:
        text: The number; :data:`UNREAD` for a character that nobody can read.
        y: Height of its middle, as a fraction of the picture's height.
        label: The letter beside it.
    """
    found: list[dict[str, Any]] = []
    for place, char in enumerate(text):
        x = round(0.2 + place * _PITCH, 3)
        if char == UNREAD:
            found += [
                {"text": "", "symbol": symbol, "x": x + right, "y": y + down, "rotation_deg": turned, "depth": depth}
                | {"height": 0.8 * _HEIGHT, "width": 0.8 * _WIDTH}
                for symbol, right, down, turned, depth in _DAMAGE
            ]
        elif char != " ":
            found.append({"text": char, "x": x, "y": y, "height": _HEIGHT, "width": _WIDTH, "depth": 0.5})
    next(mark for mark in found if mark["text"])["label"] = label
    return found


def panel(draw: Draw, surface: str, numbers: list[tuple[str, str]]) -> dict[str, Any]:
    """Draw a picture of numbers below each other.

    Args:
        draw: The learner's own.
        surface: As in ``figures.SURFACES``.
        numbers: Letter and number of each.
    """
    heights = [round((rank + 0.6) / (len(numbers) + 0.2), 3) for rank in range(len(numbers))]
    marks = [mark for y, (label, text) in zip(heights, numbers, strict=True) for mark in struck(text, y=y, label=label)]
    told = [
        {"text": text, "x": 0.45, "y": y, "depth": 0.5, "label": label}
        for y, (label, text) in zip(heights, numbers, strict=True)
    ]
    return {"marks": marks, "told": told, "surface": surface, "wear": 0.7, "seed": draw.public_seed()}
