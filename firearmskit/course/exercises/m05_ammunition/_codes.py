"""The page of codes that the tasks on cartridges share, and how a base is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.tasks import Document, Evidence, Note, Option
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = [
    "CODES",
    "COUNTRIES",
    "NOBODY",
    "SHARED",
    "base_of",
    "draw_year",
    "made_up",
    "maker_options",
    "page_of_codes",
    "stamp_at",
]

CODES: dict[str, tuple[str, str, int, int]] = {
    "DA": ("Dominion Arsenal, Quebec", "CAN", 1945, 1958),
    "DAC": ("Dominion Arsenal, Quebec", "CAN", 1920, 1945),
    "DI": ("Defence Industries Ltd", "CAN", 1940, 1945),
    "IVI": ("Industrie Valcartier", "CAN", 1982, 1992),
    "MF": ("Munitions Factory, Footscray", "AUS", 1926, 1945),
    "TR": ("Dominion Rubber Munitions Co., Three Rivers", "CAN", 1943, 1944),
}
"""Code: maker as on the page of the reference, State, first and last year. Their rows are sourced."""
SHARED = ("CAC", "Colonial Ammunition Company, Footscray", "AUS", 1888, 1918)
SOURCES = {
    "CAN": "https://sites.google.com/site/britmilammo/headstamp-codes/canada",
    "AUS": "https://en.wikipedia.org/wiki/Small_Arms_Ammunition_Factory",
}
COUNTRIES = {"AUS": N_("Australia"), "CAN": N_("Canada")}
NOBODY = {
    "two": N_("makers in two States are possible"),
    "unlisted": N_("a code, but not on this page: no maker can be named"),
    "blank": N_("nothing is stamped: no maker can be named"),
}


def draw_year(draw: Draw, code: str, *, but: Iterable[int] = ()) -> int:
    """Draw a year in which a maker worked."""
    first, last = CODES[code][2:]
    return draw.pick([year for year in range(first, last + 1) if year not in set(but)])


def base_of(draw: Draw, stamps: list[dict[str, Any]]) -> dict[str, Any]:
    """Draw the base of a cartridge case with these stamps."""
    return {
        "drawn": "headstamp",
        "stamps": stamps,
        "case_colour": draw.pick(("brass", "lacquer", "nickel")),
        "primer": draw.pick(("brass", "copper")),
        "wear": (30 + draw.below(25)) / 100,
        "seed": draw.public_seed(),
        "width_px": 480,
    }


def stamp_at(text: str, clock: int, depth: float = 0.6) -> dict[str, Any]:
    """Describe a stamp of letters at an hour of the clock; at the foot it is turned so that it can be read."""
    turned = "inward" if clock in (5, 6, 7) else "outward"
    return {"text": text, "clock": clock, "size": 0.2, "orientation": turned, "depth": depth}


def made_up() -> Note:
    """Say what in the check is made up."""
    return Note(
        text=_(
            "The check, the papers, the boxes and what is stamped together are made up. The rows of the reference are "
            "real and name their source."
        )
    )


def page_of_codes(evidence: Evidence) -> Document:
    """Show the page of the reference on codes."""
    rows = []
    for code, maker, country, since, until in evidence["pages"]["codes"]:
        said = (
            _("{maker}, {country}, {since} to {until}; New Zealand uses the same letters")
            if code == SHARED[0]
            else _("{maker}, {country}, {since} to {until}")
        )
        rows.append((code, said.format(maker=maker, country=_(COUNTRIES[country]), since=since, until=until)))
    return Document(
        title=_("Reference, page 12: codes on headstamps"),
        rows=(
            *rows,
            ("⊕", _("made to the NATO specification; it doesn't say who made it")),
            (_("Sources"), "; ".join((*SOURCES.values(), "https://www.bigwas.com/2012/08/headstamp.html"))),
        ),
    )


def maker_options(values: Iterable[str]) -> tuple[Option, ...]:
    """Give makers to choose from, by code, and the answers that name nobody."""
    return tuple(
        Option(value=each, label=_(NOBODY[each]) if each in NOBODY else f"{each}: {CODES[each][0]}") for each in values
    )
