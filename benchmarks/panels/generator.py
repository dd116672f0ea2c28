"""Synthetic panels with their truth: made-up numbers in the forms that makers, proof houses and importers stamp.

Nothing here comes from ``firearmskit``: the forms stand in ``families.py`` and ``tables.py``.
The same seed gives the same panels on every machine. No panel is of a real firearm.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import families, tables
from .confusions import CONFUSIONS, confuse
from .drawing import LATIN, Part, Sheet, digits, fill, join, part, place_texts, serial_part
from .tables import Family, Mark
from .truth import Panel

__all__ = ["CONFUSIONS", "NAMES", "POPULATION", "panels"]

POPULATION = (
    "made-up panels over all families of benchmarks/panels/families.py, drawn evenly; three in four with one of the "
    "15 confusions, one in four of these with a second; one in 14 without a serial"
)
"""What the figures for synthetic panels are about."""

NAMES = tuple(dict.fromkeys(family.name for family in families.FAMILIES))
"""The families, in the order in which they are drawn."""

ERAS = ("XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")


@dataclass
class Core:
    """What a factory stamped, before it is laid out in texts."""

    family: Family
    year: int
    maker: Mark | None
    model: Mark | None
    calibre: Mark | None
    serial: str | None
    year_form: str | None
    extras: tuple[Mark, ...]


def core_of(draw: random.Random, family: Family) -> Core:
    """Draw what a factory stamped."""
    year = draw.randint(*family.years)
    forms = [form for form in family.year_forms if form is None or "spain" not in form or year in tables.SPAIN]
    return Core(
        family=family,
        year=year,
        maker=draw.choice(family.makers),
        model=draw.choice(family.models),
        calibre=draw.choice(family.calibres),
        serial=fill(draw, draw.choice(family.serials), year) if draw.random() > 0.07 else None,
        year_form=draw.choice(forms),
        extras=drawn_extras(draw, family),
    )


def drawn_extras(draw: random.Random, family: Family) -> tuple[Mark, ...]:
    """Draw other marks of the factory, of each kind one, but of proofs several."""
    drawn = draw.sample(family.extras, min(len(family.extras), draw.choice((0, 0, 1, 1, 2))))
    once = {stamp.kinds: stamp for stamp in drawn if stamp.kinds[0] in ("selector", "country")}
    return tuple(stamp for stamp in drawn if once.get(stamp.kinds, stamp) is stamp)


def year_text(draw: random.Random, form: str, year: int) -> str:
    """Write a year as its maker stamps it."""
    era = ERAS[(year - 1935) % len(ERAS)]  # 1935 is the year XIII, and the tables draw 1935 to 1943
    return form.format(y=year, yy=f"{year % 100:02}", m=f"{draw.randint(1, 12):02}", era=era,
                       italy=tables.ITALY.get(year, "AN"), spain=tables.SPAIN.get(year, "A1"))  # fmt: skip


def lay_out(draw: random.Random, core: Core) -> Sheet:
    """Lay out what a factory stamped: each mark a text of its own, or several in one line."""
    sheet = Sheet(family=core.family.name, serial=core.serial)
    line = [part(stamp) for stamp in (core.maker, core.model, core.calibre) if stamp]
    if core.family.name == "Glock":
        # The model is a bare number: it stands beside the name, and the two may be read as one model.
        line[0] = replace(line[0], kinds=("maker", "model"))
        sheet.add(*join(line[:2], " "))
        line = line[2:]
    joined = draw.random() < 0.25
    glue = draw.choice((" ", "  ", ", ", " / ", "\n"))
    if joined and line:
        sheet.add(*join(line, glue))
    else:
        for one in line:
            sheet.add(one)
    if core.serial:
        own = serial_part(draw, core.serial)
        # A serial in one line with other marks is confusion 1 or 4, and is made there.
        sheet.add(own)
    if core.year_form:
        sheet.add(Part(text=year_text(draw, core.year_form, core.year), kinds=("year",), values=(str(core.year),)))
    for stamp in core.extras:
        sheet.add(part(stamp))
    if draw.random() < 0.3:
        draw.shuffle(sheet.texts)
    if core.maker and core.family.country:
        sheet.says("country", core.family.country)
    if core.serial and core.family.says_year:
        sheet.says("year", str(core.year))
    if draw.random() < 0.4:
        place_texts(draw, sheet)
    return sheet


def china_2007(draw: random.Random) -> Sheet:
    """Country, category, factory, year and serial in one row: the rules of 2007, as GunPolicy.org reports them."""
    year, factory, number = draw.randint(2007, 2020), draw.choice(("66", "26", "38")), digits(draw, 6)
    sheet = Sheet(family="China since 2007", serial=number)
    sheet.add(
        Part(text="CN", kinds=("country",), values=("CHN",)), Part(text=" "),
        Part(text=str(draw.randint(1, 9)), kinds=("unknown", "model")), Part(text=" "),
        Part(text=factory, kinds=("factory_code", "maker", "unknown")), Part(text=" "),
        Part(text=f"{year % 100:02}", kinds=("year",), values=(str(year),)), Part(text=" "),
        Part(text=number, kinds=("serial",), values=(number,)),
    )  # fmt: skip
    return sheet


def india(draw: random.Random) -> Sheet:
    """Country, maker, year, type, serial and calibre in one row: Arms Rules 2016, rule 58."""
    year, number = draw.randint(2016, 2023), digits(draw, 5)
    sheet = Sheet(family="India", serial=number)
    sheet.add(
        Part(text="IN", kinds=("country",), values=("IND",)), Part(text=" "),
        Part(text="".join(draw.choices(LATIN, k=4)), kinds=("maker", "factory_code", "unknown")), Part(text=" "),
        Part(text=f"{year % 100:02}", kinds=("year",), values=(str(year),)), Part(text=" "),
        Part(text=f"0{draw.randint(1, 9)}", kinds=("unknown", "model")), Part(text=" "),
        Part(text=number, kinds=("serial",), values=(number,)), Part(text=" "),
        Part(text=draw.choice(("32", "12", "30")), kinds=("calibre", "unknown")),
    )  # fmt: skip
    return sheet


OWN_FORMS: dict[str, Callable[[random.Random], Sheet]] = {"China since 2007": china_2007, "India": india}


def panels(count: int, seed: int) -> list[Panel]:
    """Make up panels.

    Args:
        count: How many.
        seed: The same seed gives the same panels; figures are printed for seed 1, tune on seeds from 100 on.

    Returns:
        The panels, each with its truth.
    """
    draw = random.Random(f"firearmskit panels {seed}")  # noqa: S311
    made: list[Panel] = []
    before: str | None = None
    for number in range(count):
        name = NAMES[number % len(NAMES)]
        own = OWN_FORMS.get(name)
        entries = [family for family in families.FAMILIES if family.name == name]
        sheet = own(draw) if own else lay_out(draw, core_of(draw, draw.choice(entries)))
        if not sheet.texts:
            sheet.add(Part(text=draw.choice(tables.CLASS_WORDS), kinds=("unknown", "model")))
        if not own and draw.random() < 0.75:
            confuse(draw, sheet, before)
        made.append(sheet.panel(number))
        if sheet.serial and re.fullmatch("[0-9]+", sheet.serial):
            before = sheet.serial
    return made
