"""The fifteen ways in which marks are misread, put into panels; each part that provokes one carries its number.

Each function takes a sheet that was laid out, changes it, and says whether it could.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from . import families, tables
from .drawing import (
    ARABIC,
    CYRILLIC,
    LATIN,
    LOOK_ALIKE_DIGITS,
    LOOK_ALIKE_LETTERS,
    LOOKS_LATIN,
    PERSIAN,
    Part,
    Sheet,
    fill,
    part,
    place_texts,
)

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
    serial = find(sheet, "serial")
    other = find(sheet, draw.choice(("model", "calibre"))) or find(sheet, "model", "calibre")
    if not serial or not other:
        return False
    return merge(draw, sheet, serial, other, draw.choice((" ", "  ", " - ", ", ")), 1)


def not_a_serial(draw: random.Random, sheet: Sheet) -> bool:
    """2: a patent, part, lot or rack number."""
    for form in draw.sample(tables.NOT_SERIALS, draw.choice((1, 1, 2))):
        place = draw.choice(tables.PLACES["other"]) if sheet.texts[0][1] else None
        sheet.add(Part(text=fill(draw, form, 1970), kinds=("unknown",), confusion=2), place=place)
    return True


def parts_of_serial(draw: random.Random, sheet: Sheet) -> bool:
    """3: leading zeros, or a prefix that stands apart."""
    value = sheet.serial
    if not value or not value[0].isascii():
        return False
    if value.isdigit():
        if len(value) < 5:
            return False
        zeros = draw.randint(1, 2)
        change_serial(sheet, "0" * zeros + value[zeros:], 3)
        return True
    letters = len(value) - len(value.lstrip(LATIN))
    if 0 < letters < len(value) and value[letters:].isdigit():
        change_serial(sheet, value[:letters] + draw.choice((" ", "-", " ")) + value[letters:], 3)
        return True
    return False


def year_fused(draw: random.Random, sheet: Sheet) -> bool:
    """4: the year stands in one line with the serial."""
    serial, year = find(sheet, "serial"), find(sheet, "year")
    if not serial or not year:
        return False
    return merge(draw, sheet, serial, year, draw.choice((" ", "  ", " / ")), 4)


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
        other = draw.choice((ARABIC, PERSIAN, ARABIC))
        change_serial(sheet, value.translate(str.maketrans("0123456789", other)), 6)
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
    if "M16" in sheet.family or any(fact.kind == "country" and "USA" in fact.values for fact in sheet.facts):
        return False
    stamp = tables.GLOCK_INC if sheet.family == "Glock" else draw.choice(tables.IMPORTERS)
    sheet.add(replace(part(stamp), confusion=8))
    if sheet.family != "Glock":
        sheet.says("maker", stamp.values[0], denied=True, confusion=8)
    sheet.says("country", "USA", denied=True, confusion=8)
    return True


def proof_house(draw: random.Random, sheet: Sheet) -> bool:
    """9: a proof mark of a house abroad; it says nothing of the country of make."""
    stamp, country = draw.choice(tables.WRONG_HOUSES)
    home = {family.country for family in families.FAMILIES if family.name == sheet.family}
    if country in home or any(fact.kind == "country" and country in fact.values for fact in sheet.facts):
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
    choices = (*families.X51[:2], families.PARA[0], *families.LONG_RIFLE, families.GAUGE[0])
    place = draw.choice(tables.PLACES["other"]) if sheet.texts[0][1] else None
    sheet.add(replace(part(draw.choice(choices)), confusion=12), place=place)
    return True


def same_serial(sheet: Sheet, before: str | None) -> bool:
    """13: the number that another firearm got, on another make."""
    if not before or not sheet.serial or not re.fullmatch("[0-9]+", sheet.serial):
        return False
    change_serial(sheet, before, 13)
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


TOUCH_SERIAL = {1, 3, 4, 5, 6, 13, 14}
"""Confusions that change the serial or put it into a line with another mark."""

MAKE: dict[int, Callable[[random.Random, Sheet], bool]] = {
    1: model_as_serial, 2: not_a_serial, 3: parts_of_serial, 4: year_fused, 5: look_alikes, 6: script, 7: other_part,
    8: importer, 9: proof_house, 10: licensor, 11: later, 12: converted, 14: altered, 15: class_word,
}  # fmt: skip


SELDOM = (4, 13)
"""Confusions that few panels can bear; they are tried first on some, so that there are enough of them."""


def confuse(draw: random.Random, sheet: Sheet, before: str | None) -> None:
    """Put one confusion into a panel, or two.

    Args:
        draw: Where chance comes from.
        sheet: The panel, laid out.
        before: The last number of digits alone that another firearm got.
    """
    wanted = draw.choice((1, 1, 1, 2))
    order = draw.sample(sorted(CONFUSIONS), len(CONFUSIONS))
    if draw.random() < 0.2:
        order.sort(key=lambda number: number not in SELDOM)
    for number in order:
        if wanted == 0:
            return
        # What changes the serial is done once; what joins texts would hide it from the others.
        if number in TOUCH_SERIAL | {7} and TOUCH_SERIAL & set(sheet.confusions):
            continue
        if same_serial(sheet, before) if number == 13 else MAKE[number](draw, sheet):
            sheet.confusions.append(number)
            wanted -= 1
