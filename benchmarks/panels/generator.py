"""Synthetic panels with their truth: made-up numbers in the forms that makers, proof houses and importers stamp.

Nothing here comes from ``firearmskit``: the forms stand in ``tables.py``. The same seed gives the same panels on every
machine. No panel is of a real firearm.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from . import tables
from .tables import Family, Mark
from .truth import Fact, Field, Panel

POPULATION = (
    "synthetic panels over all families of tables.py, drawn evenly; three in four with one of the 15 confusions, "
    "one in four of these with a second; one in 14 without a serial"
)
"""What the figures for synthetic panels are about."""

CONFUSIONS = {
    1: "model or calibre as serial",
    2: "patent, part or lot number",
    3: "part of the serial dropped",
    4: "year fused with serial",
    5: "look-alike characters, gaps",
    6: "script",
    7: "number on another part",
    8: "importer as maker",
    9: "proof house as country",
    10: "licensor or generic name",
    11: "mark put on later",
    12: "converted, second calibre",
    13: "same serial, other firearm",
    14: "altered mark",
    15: "word for the class",
}

LATIN = "ABCDEFGHJKLMNPRSTUVWXYZ"
CYRILLIC = "АБВГДЕЖЗИКЛМНПРСТУФХЦЧШЭЮЯ"
LOOKS_LATIN = "АВЕКМНОРСТХУ"
GREEK = "ΓΔΘΛΞΠΣΦΨΩ"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
CHINESE = "〇一二三四五六七八九"
LOOK_ALIKE_LETTERS = "OIBSZG"
LOOK_ALIKE_DIGITS = "018526"
ERAS = ("XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a text with its truth; one without kinds is what joins the others and isn't scored."""

    text: str
    kinds: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    confusion: int = 0


@dataclass
class Sheet:
    """A panel in the making: its texts as lists of parts, each with a place."""

    family: str
    texts: list[tuple[list[Part], str | None]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    serial: str | None = None
    confusions: list[int] = field(default_factory=list)

    def add(self, *parts: Part, place: str | None = None) -> None:
        """Add a text."""
        self.texts.append((list(parts), place))

    def says(self, kind: str, *values: str, denied: bool = False, confusion: int = 0) -> None:
        """Add a fact of the whole panel."""
        self.facts.append(Fact(kind=kind, values=values, denied=denied, confusion=confusion))

    def panel(self, number: int) -> Panel:
        """Join the parts of each text, and write where each stands."""
        fields = []
        for index, (parts, _place) in enumerate(self.texts):
            at = 0
            for part in parts:
                end = at + len(part.text)
                if part.kinds:
                    fields.append(Field(text_index=index, start=at, end=end, kinds=part.kinds, values=part.values,
                                        confusion=part.confusion))  # fmt: skip
                at = end
        return Panel(
            panel_id=f"S{number:05}",
            family=self.family,
            texts=tuple("".join(part.text for part in parts) for parts, _place in self.texts),
            places=tuple(place for _parts, place in self.texts),
            fields=tuple(fields),
            facts=tuple(self.facts),
            serial=self.serial,
            confusions=tuple(self.confusions),
        )


# --- numbers ---------------------------------------------------------------------------------------------------------


def digits(draw: random.Random, count: int, alphabet: str = "0123456789") -> str:
    """Make up a number of so many digits that doesn't begin with zero."""
    return draw.choice(alphabet[1:]) + "".join(draw.choices(alphabet, k=count - 1)) if count else ""


def fill(draw: random.Random, form: str, year: int, *, look_alike: bool = False) -> str:
    """Fill the form of a mark with made-up letters and digits; ``tables.Family`` explains the signs."""
    form = form.replace("%%", f"{year % 100:02}").replace("~~", f"{max(year - 1960, 0):02}")
    letters = LOOK_ALIKE_LETTERS if look_alike else LATIN
    alphabets = {"@": letters, "&": CYRILLIC, "*": "abcdefghiklmnoprstuvwxyz", "^": GREEK,
                 "#": LOOK_ALIKE_DIGITS if look_alike else "0123456789", "٠": ARABIC, "〇": CHINESE}  # fmt: skip
    made = []
    for at, sign in enumerate(form):
        alphabet = alphabets.get(sign, sign)
        first_digit = sign in "#٠〇" and (at == 0 or form[at - 1] not in "#٠〇0123456789")
        made.append(draw.choice(alphabet[1:] if first_digit else alphabet))
    return "".join(made)


def year_text(draw: random.Random, form: str, year: int) -> str:
    """Write a year as its maker stamps it."""
    era = ERAS[(year - 1935) % len(ERAS)]  # 1935 is the year XIII, and the tables draw 1935 to 1943
    return form.format(y=year, yy=f"{year % 100:02}", m=f"{draw.randint(1, 12):02}", era=era,
                       italy=tables.ITALY.get(year, "AN"), spain=tables.SPAIN.get(year, "A1"))  # fmt: skip


# --- the panel as it left the factory --------------------------------------------------------------------------------


def part(stamp: Mark) -> Part:
    """Make a part of a mark."""
    return Part(text=stamp.text, kinds=stamp.kinds, values=stamp.values)


def serial_part(draw: random.Random, value: str, confusion: int = 0) -> Part:
    """Make the part that holds the serial; some are introduced by a word."""
    label = draw.choice(("S/N ", "No ", "SERIAL NO. ", "№ ", "Nr. ")) if draw.random() < 0.08 else ""
    return Part(text=label + value, kinds=("serial",), values=(value,), confusion=confusion)


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
        extras=tuple(draw.sample(family.extras, min(len(family.extras), draw.choice((0, 0, 1, 1, 2))))),
    )


def lay_out(draw: random.Random, core: Core) -> Sheet:
    """Lay out what a factory stamped: each mark a text of its own, or several in one line."""
    sheet = Sheet(family=core.family.name, serial=core.serial)
    line = [part(stamp) for stamp in (core.maker, core.model, core.calibre) if stamp]
    if core.maker and core.maker.text == "GLOCK" and core.model:
        line = [Part(text=core.maker.text, kinds=("maker",), values=core.maker.values), Part(text=" "), *line[1:]]
        sheet.add(*line[:3])
        line = line[3:]
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


def join(parts: list[Part], glue: str) -> list[Part]:
    """Put what joins between parts."""
    joined: list[Part] = []
    for one in parts:
        joined += [Part(text=glue), one] if joined else [one]
    return joined


def place_texts(draw: random.Random, sheet: Sheet) -> None:
    """Say where each text stands; the serial on the frame or receiver."""
    main = draw.choice(tables.PLACES["main"])
    for at, (parts, _place) in enumerate(sheet.texts):
        on_main = any(one.kinds == ("serial",) for one in parts) or draw.random() < 0.5
        sheet.texts[at] = (parts, main if on_main else draw.choice(tables.PLACES["other"]))


# --- families with a form of their own -------------------------------------------------------------------------------


def china_2007(draw: random.Random) -> Sheet:
    """Country, category, factory, year and serial in one row: the marking rules of 2007 as GunPolicy.org reports them."""
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


# --- confusions ------------------------------------------------------------------------------------------------------
# Each takes a sheet that was laid out and changes it; it says whether it could.


def find(sheet: Sheet, *kinds: str) -> tuple[int, int] | None:
    """Find the first part that is of one of the kinds, as its text and its place in it."""
    for at, (parts, _place) in enumerate(sheet.texts):
        for number, one in enumerate(parts):
            if one.kinds and one.kinds[0] in kinds:
                return at, number
    return None


def change_serial(sheet: Sheet, value: str, confusion: int) -> None:
    """Put another value in the place of the serial."""
    for at, (parts, _place) in enumerate(sheet.texts):
        for number, one in enumerate(parts):
            if one.kinds == ("serial",):
                text = one.text.removesuffix(one.values[0]) + value
                sheet.texts[at][0][number] = replace(one, text=text, values=(value,), confusion=confusion)
    sheet.serial = value
    sheet.facts = [one for one in sheet.facts if one.kind != "year"]


def merge(
    draw: random.Random, sheet: Sheet, first: tuple[int, int], second: tuple[int, int], glue: str, number: int
) -> bool:
    """Put two texts into one line, and mark what was put there as provoking a confusion."""
    if first[0] == second[0]:
        return False
    ahead, behind = (first[0], second[0]) if draw.random() < 0.5 else (second[0], first[0])
    parts = [*sheet.texts[ahead][0], Part(text=glue), *sheet.texts[behind][0]]
    parts = [replace(one, confusion=number) if one.kinds else one for one in parts]
    sheet.texts[ahead] = (parts, sheet.texts[first[0]][1])
    del sheet.texts[behind]
    return True


def model_as_serial(draw: random.Random, sheet: Sheet) -> bool:
    """1: the calibre or the model stands in one line with the serial."""
    serial, other = (
        find(sheet, "serial"),
        find(sheet, draw.choice(("model", "calibre"))) or find(sheet, "model", "calibre"),
    )
    return bool(serial and other) and merge(draw, sheet, serial, other, draw.choice((" ", "  ", " - ", ", ")), 1)


def not_a_serial(draw: random.Random, sheet: Sheet) -> bool:
    """2: a patent, part, lot or rack number."""
    for form in draw.sample(tables.NOT_SERIALS, draw.choice((1, 1, 2))):
        sheet.add(Part(text=fill(draw, form, 1970).strip(), kinds=("unknown",), confusion=2),
                  place=draw.choice(tables.PLACES["other"]) if sheet.texts[0][1] else None)  # fmt: skip
    return True


def parts_of_serial(draw: random.Random, sheet: Sheet) -> bool:
    """3: leading zeros, or a prefix that stands apart."""
    value = sheet.serial
    if not value or not value[0].isascii():
        return False
    if value.isdigit():
        change_serial(sheet, "0" * draw.randint(1, 2) + value[2:], 3)
        return True
    letters = len(value) - len(value.lstrip(LATIN))
    if 0 < letters < len(value) and value[letters:].isdigit():
        change_serial(sheet, value[:letters] + draw.choice((" ", "-", " ")) + value[letters:], 3)
        return True
    return False


def year_fused(draw: random.Random, sheet: Sheet) -> bool:
    """4: the year stands in one line with the serial."""
    serial, year = find(sheet, "serial"), find(sheet, "year")
    return bool(serial and year) and merge(draw, sheet, serial, year, draw.choice((" ", "  ", " / ")), 4)


def look_alikes(draw: random.Random, sheet: Sheet) -> bool:
    """5: letters and digits that look alike, or characters that couldn't be read."""
    value = sheet.serial
    if not value:
        return False
    if draw.random() < 0.5:
        letters, numbers = (
            iter(draw.choices(LOOK_ALIKE_LETTERS, k=len(value))),
            iter(draw.choices(LOOK_ALIKE_DIGITS, k=len(value))),
        )
        if not any(char in LATIN for char in value):
            return False
        made = "".join(
            next(letters) if char in LATIN else next(numbers) if char in "0123456789" else char for char in value
        )
        change_serial(sheet, made, 5)
        return True
    shown = [at for at, char in enumerate(value) if char.isalnum()]
    if draw.random() < 0.4 and value[-3:].isdigit() and len(value) > 4:
        change_serial(sheet, value[:-3] + draw.choice(("XXX", "###", "???")), 5)
        return True
    gap = draw.choice(shown[1:])
    change_serial(sheet, value[:gap] + draw.choice("??#") + value[gap + 1 :], 5)
    return True


def script(draw: random.Random, sheet: Sheet) -> bool:
    """6: letters that look Latin and are Cyrillic, or digits of another script."""
    value = sheet.serial
    if not value:
        return False
    cyrillic = [char for char in value if char in CYRILLIC]
    if cyrillic:
        change_serial(sheet, "".join(draw.choice(LOOKS_LATIN) if char in CYRILLIC else char for char in value), 6)
        return True
    if value.isascii() and value.isdigit() and len(value) > 4:
        change_serial(
            sheet, value.translate(str.maketrans("0123456789", draw.choice((ARABIC, "۰۱۲۳۴۵۶۷۸۹", ARABIC)))), 6
        )
        return True
    return False


def other_part(draw: random.Random, sheet: Sheet) -> bool:
    """7: another number on the bolt or the magazine, whose places are given."""
    if not sheet.serial:
        return False
    if not sheet.texts[0][1]:
        place_texts(draw, sheet)
    number = fill(draw, "".join("#" if char.isdigit() else char for char in sheet.serial if char.isascii()), 1970)
    if number == sheet.serial or not any(char.isdigit() for char in number):
        return False
    sheet.add(Part(text=number, kinds=("unknown",), confusion=7), place=draw.choice(tables.PLACES["loose"]))
    return True


def importer(draw: random.Random, sheet: Sheet) -> bool:
    """8: an importer's line; the importer is no maker, and his State not the one of origin."""
    stamp = draw.choice(tables.IMPORTERS)
    if any(fact.kind == "country" and "USA" in fact.values for fact in sheet.facts) or "Glock" in sheet.family:
        return False
    sheet.add(replace(part(stamp), confusion=8))
    sheet.says("maker", stamp.values[0], denied=True, confusion=8)
    if not any(
        "United States" in word or word in ("M16 and AR", "M1911", "Smith & Wesson") for word in (sheet.family,)
    ):
        sheet.says("country", "USA", denied=True, confusion=8)
    return True


def proof_house(draw: random.Random, sheet: Sheet) -> bool:
    """9: a proof mark of a house abroad; it says nothing of the country of make."""
    stamp, country = draw.choice(tables.WRONG_HOUSES)
    if any(fact.kind == "country" and country in fact.values for fact in sheet.facts):
        return False
    sheet.add(replace(part(stamp), confusion=9))
    if sheet.facts:
        sheet.says("country", country, denied=True, confusion=9)
    return True


def licensor(draw: random.Random, sheet: Sheet) -> bool:
    """10: who gave a licence, or a name that belongs to no one maker."""
    if draw.random() < 0.6 or find(sheet, "model"):
        text, name = draw.choice(tables.LICENCES)
        made = find(sheet, "maker", "factory_code")
        if made and any(name.split()[0] in value for value in sheet.texts[made[0]][0][made[1]].values):
            return False
        sheet.add(Part(text=text, kinds=("unknown",), confusion=10))
        sheet.says("maker", name, denied=True, confusion=10)
        return True
    name = draw.choice(tables.GENERIC)
    sheet.add(Part(text=name, kinds=("model", "unknown"), confusion=10))
    return True


def later(draw: random.Random, sheet: Sheet) -> bool:
    """11: a mark of an agency, of a deactivation or of a repair, put on after the factory's."""
    stamp = draw.choice(tables.LATER)
    text = fill(draw, stamp.text, draw.randint(1992, 1999) if "19%%" in stamp.text else draw.randint(2008, 2018))
    sheet.add(Part(text=text, kinds=stamp.kinds, values=(), confusion=11))
    return True


def converted(draw: random.Random, sheet: Sheet) -> bool:
    """12: a second calibre, as a conversion or a chamber insert gets."""
    choices = [
        stamp for stamp in (*tables.X51, *tables.PARA, *tables.LONG_RIFLE, *tables.GAUGE[:1]) if "mm" not in stamp.text
    ]
    sheet.add(replace(part(draw.choice(choices)), confusion=12),
              place=draw.choice(tables.PLACES["other"]) if sheet.texts[0][1] else None)  # fmt: skip
    return True


def same_serial(draw: random.Random, sheet: Sheet, before: Sheet | None) -> bool:
    """13: the number of the firearm drawn before, on another make."""
    if not before or not before.serial or not sheet.serial or not before.serial.isascii() or not sheet.serial.isascii():
        return False
    if before.family in ("P38", "Walther P38", "K98k") or any(char in before.serial for char in "?X#"):
        return False
    change_serial(sheet, before.serial, 13)
    return True


def altered(draw: random.Random, sheet: Sheet) -> bool:
    """14: the serial was taken off, and the text says so."""
    found = find(sheet, "serial")
    if not found:
        return False
    at, number = found
    sheet.texts[at][0][number] = Part(text=draw.choice(tables.ALTERED), kinds=("unknown",), confusion=14)
    sheet.serial = None
    sheet.facts = [one for one in sheet.facts if one.kind != "year"]
    return True


def class_word(draw: random.Random, sheet: Sheet) -> bool:
    """15: a word for the class of the firearm, alone or before the model."""
    word, found = draw.choice(tables.CLASS_WORDS), find(sheet, "model")
    if found and draw.random() < 0.5:
        at, number = found
        old = sheet.texts[at][0][number]
        sheet.texts[at][0][number] = replace(old, text=f"{word} {old.text}", confusion=15)
    else:
        sheet.add(Part(text=word, kinds=("unknown", "model"), confusion=15))
    return True


MAKE: dict[int, Callable[[random.Random, Sheet], bool]] = {
    1: model_as_serial, 2: not_a_serial, 3: parts_of_serial, 4: year_fused, 5: look_alikes, 6: script, 7: other_part,
    8: importer, 9: proof_house, 10: licensor, 11: later, 12: converted, 14: altered, 15: class_word,
}  # fmt: skip


def confuse(draw: random.Random, sheet: Sheet, before: Sheet | None) -> None:
    """Put one confusion into a panel, or two."""
    wanted = draw.choice((1, 1, 1, 2))
    for number in draw.sample(sorted(CONFUSIONS), len(CONFUSIONS)):
        if wanted == 0:
            return
        # What changes the serial is done once; what joins texts would hide it from the others.
        if any(done in (1, 3, 4, 5, 6, 13, 14) for done in sheet.confusions) and number in (1, 3, 4, 5, 6, 7, 13, 14):
            continue
        done = same_serial(draw, sheet, before) if number == 13 else MAKE[number](draw, sheet)
        if done:
            sheet.confusions.append(number)
            wanted -= 1


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
    before: Sheet | None = None
    for number in range(count):
        family = tables.FAMILIES[number % len(tables.FAMILIES)]
        own = OWN_FORMS.get(family.name)
        sheet = own(draw) if own else lay_out(draw, core_of(draw, family))
        if not sheet.texts:
            sheet.add(Part(text=draw.choice(tables.CLASS_WORDS), kinds=("unknown", "model")))
        if not own and draw.random() < 0.75:
            confuse(draw, sheet, before)
        made.append(sheet.panel(number))
        before = sheet
    return made
