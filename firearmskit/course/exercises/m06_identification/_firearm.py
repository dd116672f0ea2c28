"""One seized firearm of two parts with seven marks: how it is drawn and shown in ``marks`` and ``report``."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification._families import COUNTRIES, FAMILIES, Family
from firearmskit.course.exercises.shared import IMPORTERS, SERVICES, STATES
from firearmskit.course.tasks import Block, Document, Evidence, Note, Picture
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = [
    "LABELS",
    "LOOK_ALIKES",
    "PARTS",
    "PICTURES",
    "draw_marks",
    "place_marks",
    "show_card",
    "show_note",
    "show_pictures",
]

PARTS = {"frame": N_("frame"), "slide": N_("slide"), "receiver": N_("receiver"), "barrel": N_("barrel")}
LABELS = "ABCDEFG"
PICTURES = ("first", "second")
ROWS = (0.18, 0.4, 0.62, 0.84)
LOOK_ALIKES = {"0": "O", "1": "I", "5": "S", "8": "B"}


def _number(draw: Draw, family: Family) -> str:
    """Draw a number of the family's form with one digit at least that has a look-alike letter."""
    digits = list(draw.digits(6 - family.letters, first_not_zero=True))
    digits[1 + draw.below(len(digits) - 1)] = draw.pick(sorted(LOOK_ALIKES))
    return f"{draw.letters(family.letters, family.alphabet)} {''.join(digits)}"


def draw_marks(draw: Draw, family: Family) -> dict[str, dict[str, Any]]:
    """Draw the seven marks: ``{kind: text, symbol, ...}``, and what the request and the statements need of them."""
    year = draw.between(*family.years)
    import_year = draw.between(1992, 2012)
    shown = slice(None) if family.year_digits == 4 else slice(2, None)
    serial = _number(draw, family)
    while (part := _number(draw, family))[-4:] == serial[-4:]:
        pass
    state, importer, service = draw.pick(STATES), draw.pick(IMPORTERS), draw.pick(SERVICES)
    import_number, property_number = (draw.digits(4, first_not_zero=True) for _count in range(2))
    text, symbol = family.maker_mark
    return {
        "maker": {"text": text, "symbol": symbol},
        "year": {"text": str(year)[shown], "symbol": family.year_symbol, "year": year},
        "serial": {"text": serial},
        "part": {"text": part},
        "calibre": {"text": family.calibre},
        "import": {
            "text": f"{state} {str(import_year)[shown]} {importer} {import_number}",
            "year": import_year,
            "state": state,
            "importer": importer,
            "number": import_number,
        },
        "property": {"text": f"{service} {property_number}", "service": service, "number": property_number},
    }


def place_marks(draw: Draw, family: Family, marks: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """Put the marks on two parts: four in the first picture, three in the second.

    Returns:
        The pictures, and ``{kind: label}``.
    """
    main_first = draw.chance(0.5)
    main, other, later = ["maker", "year", "serial"], ["part"], draw.shuffle(["calibre", "import", "property"])
    if main_first:
        main.append(later.pop())
    other += later
    labels = iter(LABELS)
    pictures, label_of = {}, {}
    for name, kinds, surface in zip(
        PICTURES,
        (main, other) if main_first else (other, main),
        family.parts if main_first else reversed(family.parts),
        strict=True,
    ):
        struck = []
        for y, kind in zip(ROWS, draw.shuffle(kinds), strict=False):
            label_of[kind] = next(labels)
            text, symbol = marks[kind]["text"], marks[kind].get("symbol")
            struck.append(
                {
                    "text": text,
                    "symbol": symbol,
                    "x": (40 + draw.below(11)) / 100,
                    "y": y,
                    "height": 0.1 if symbol is None else 0.14,
                    "width": 0.6,
                    "depth": (40 + draw.below(13)) / 100,
                    "label": label_of[kind],
                }
            )
        pictures[name] = {
            "marks": struck,
            "surface": surface,
            "wear": (15 + draw.below(16)) / 100,
            "seed": draw.public_seed(),
        }
    return pictures, label_of


def show_pictures(evidence: Evidence) -> tuple[Block, ...]:
    """Show the two parts with their marks."""
    return tuple(
        Picture(
            name=name,
            caption=_("Picture {number}: {part}").format(number=number, part=_(part)),
        )
        for number, name in enumerate(PICTURES, start=1)
        for part in [PARTS[evidence["pictures"][name]["surface"]]]
    )


def show_note() -> Note:
    """Say what of the firearm is made up."""
    return Note(
        text=_(
            "The firearm, its numbers, the States of import, the importers and the services are made up. "
            "The marks of makers follow the source on the card; a picture may join marks from two sides of a part."
        )
    )


def show_card(evidence: Evidence) -> Document:
    """Show what the reference says of this kind of firearm."""
    family = FAMILIES[evidence["family"]]
    maker, year, serial = family.card
    return Document(
        title=_("From the reference: {name}").format(name=_(family.name)),
        rows=(
            (_("Maker"), family.maker + ", " + _(COUNTRIES[family.country])),
            (_("Maker's mark"), _(maker)),
            (_("Year"), _(year)),
            (_("Serial number"), _(serial)),
            (_("Source"), family.source),
        ),
    )
