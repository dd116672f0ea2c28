"""What callers hand over about lands, checked."""

from __future__ import annotations

from firearmskit.arguments import figure
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["DIRECTIONS", "LEAST_POINTS", "length", "share"]

LEAST_POINTS = 60
"""The fewest measured points of a profile that a shape is taken from."""

DIRECTIONS = {"x": "x", "y": "y"}
"""Along which axis of the surface the striae run."""


def length(value: object, name: str) -> float:
    """Give a length in metres back if it is more than 0 and less than 1 metre."""
    found = figure(value, name)
    if not 0 < found < 1:
        raise InputError(
            _("{name} is {value}: a length is more than 0 and less than 1 metre").format(name=name, value=quote(value))
        )
    return float(found)


def share(value: object, name: str) -> float:
    """Give a share back if it is more than 0 and at most 1."""
    found = figure(value, name)
    if not 0 < found <= 1:
        raise InputError(
            _("{name} is {value}: a share is more than 0 and at most 1").format(name=name, value=quote(value))
        )
    return float(found)
