"""A panel in the making: its texts as parts that know what they are, and made-up letters and digits to fill them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from . import tables
from .tables import Mark
from .truth import Fact, Field, Panel

LATIN = "ABCDEFGHJKLMNPRSTUVWXYZ"
CYRILLIC = "АБВГДЕЖЗИКЛМНПРСТУФХЦЧШЭЮЯ"
LOOKS_LATIN = "АВЕКМНОРСТХУ"
GREEK = "ΓΔΘΛΞΠΣΦΨΩ"
ARABIC = "٠١٢٣٤٥٦٧٨٩"
PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
CHINESE = "〇一二三四五六七八九"
LOOK_ALIKE_LETTERS = "OIBSZG"
LOOK_ALIKE_DIGITS = "018526"


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


def digits(draw: random.Random, count: int, alphabet: str = "0123456789") -> str:
    """Make up a number of so many digits that doesn't begin with zero."""
    return draw.choice(alphabet[1:]) + "".join(draw.choices(alphabet, k=count - 1)) if count else ""


def fill(draw: random.Random, form: str, year: int) -> str:
    """Fill the form of a mark with made-up letters and digits; ``tables.Family`` explains the signs."""
    form = form.replace("%%", f"{year % 100:02}").replace("~~", f"{max(year - 1960, 0):02}")
    alphabets = {"@": LATIN, "&": CYRILLIC, "*": "abcdefghiklmnoprstuvwxyz", "^": GREEK,
                 "#": "0123456789", "٠": ARABIC, "〇": CHINESE}  # fmt: skip
    made = []
    for at, sign in enumerate(form):
        alphabet = alphabets.get(sign, sign)
        first_digit = sign in "#٠〇" and (at == 0 or form[at - 1] not in "#٠〇0123456789")
        made.append(draw.choice(alphabet[1:] if first_digit else alphabet))
    return "".join(made)


def part(stamp: Mark) -> Part:
    """Make a part of a mark."""
    return Part(text=stamp.text, kinds=stamp.kinds, values=stamp.values)


def serial_part(draw: random.Random, value: str, confusion: int = 0) -> Part:
    """Make the part that holds the serial; some are introduced by a word."""
    label = draw.choice(("S/N ", "No ", "SERIAL NO. ", "№ ", "Nr. ")) if draw.random() < 0.08 else ""
    return Part(text=label + value, kinds=("serial",), values=(value,), confusion=confusion)


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
