"""The made-up States of the exercises, and what their made-up decrees ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from firearmskit.course.draw import Draw

__all__ = ["MAKERS", "MODELS", "STATES", "State", "day_between", "serial", "typed"]


@dataclass(frozen=True, kw_only=True)
class State:
    """A made-up State.

    Attributes:
        name: As people write it.
        code: Three letters that its decree puts into marks.
        cyrillic: The same in Cyrillic letters, of which one at least has a shape that no Latin letter has.
    """

    name: str
    code: str
    cyrillic: str


STATES = (
    State(name="Velmark", code="VLM", cyrillic="ВЛМ"),
    State(name="Ordania", code="ORD", cyrillic="ОРД"),
    State(name="Lumera", code="LUM", cyrillic="ЛУМ"),
    State(name="Talvern", code="TLV", cyrillic="ТЛВ"),
    State(name="Delmoria", code="DLM", cyrillic="ДЛМ"),
)
MAKERS = ("KORVAN", "HALDEN", "SILVAR", "BRENTA", "MORVIK")
MODELS = ("M5", "K12", "P3", "V8", "S20")


def typed(mark: str) -> list[str]:
    """List the ways to type a mark: with its gaps and without."""
    return list(dict.fromkeys([mark, mark.replace(" ", "")]))


def serial(draw: Draw) -> str:
    """Draw a serial number of two letters and five digits, not all equal, none of which could be taken for a letter."""
    digits = "".join(draw.pick("2346789") for _digit in range(5))
    return f"{draw.letters(2)} {digits}" if len(set(digits)) > 1 else serial(draw)


def day_between(draw: Draw, first: date, last: date) -> str:
    """Draw a day from the first on and before the last, as an ISO date."""
    return (first + timedelta(days=draw.below((last - first).days))).isoformat()
