"""What the exercises of this module share: States, makers, firms and numbers that are made up."""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CALIBRES", "FIRMS", "MAKERS", "STATES", "TYPES", "draw_number", "month", "object_of", "written_otherwise"]

STATES = {"Altania": "QMA", "Berenia": "QMB", "Castovia": "QMC", "Dravonia": "QMD", "Elmora": "QME"}
"""States that don't exist, under the codes that ISO 3166-1 leaves to its users; as in ``tracing``."""
MAKERS = ("Tarnholt Arms", "Ruvenna Works", "Osgard Factory", "Melkova Arms", "Dunmere Works")
FIRMS = ("Harbour Trading", "Old Mill Outfitters", "Lakeside Sport", "Castle Gate Supplies", "North Road Hunting")
CALIBRES = {"pistol": ("9x19", "7.62x25", "9x18"), "rifle": ("7.62x39", ".303", "7.62x54R")}
TYPES = {"pistol": N_("pistol"), "rifle": N_("rifle")}
LETTERS = "ADEHKNPRTUV"
"""Letters of made-up numbers: none looks like a digit."""


def draw_number(draw: Draw) -> str:
    """Draw a serial of two letters and six digits, the second of which is a zero."""
    digits = [*draw.digits(6, first_not_zero=True)]
    digits[1] = "0"
    return f"{draw.letters(2, LETTERS)} {''.join(digits)}"


def written_otherwise(draw: Draw, number: str) -> str:
    """Write a serial as registers do: without its blank, or with a letter O for a zero."""
    return draw.pick((number.replace(" ", ""), number.replace("0", "O", 1)))


def month(draw: Draw, year: int) -> str:
    """Draw a month of a year, as an ISO date."""
    return f"{year}-{draw.between(1, 12):02}"


def object_of(kind: str, calibre: str | None) -> str:
    """Write what a firearm is, in words; ``None`` where a record doesn't give its calibre."""
    return _("{type}, calibre {calibre}").format(type=_(TYPES[kind]), calibre=calibre or _("not recorded"))
