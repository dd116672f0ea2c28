"""A mark on steel: what is struck, where and how; and the same in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from types import MappingProxyType
from typing import Any

from firearmskit import language
from firearmskit.errors import InputError, escape, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["STYLES", "SURFACES", "SYMBOLS", "Mark", "check_panel", "describe_marks"]

SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "arrow": N_("an arrow that points up"),
        "broad_arrow": N_("a broad arrow: three lines that meet in a point at the top"),
        "circle": N_("a circle"),
        "cross_in_circle": N_("a cross inside a circle"),
        "crossed_lines": N_("two crossed lines with short bars near their lower ends"),
        "crown": N_("a crown"),
        "diamond": N_("a diamond"),
        "diamond_circle": N_("a diamond with a circle inside"),
        "double_circle": N_("two circles, one inside the other"),
        "oval": N_("an oval"),
        "rectangle": N_("a rectangle"),
        "shield": N_("a shield"),
        "square": N_("a square"),
        "star": N_("a five-pointed star"),
        "triangle": N_("a triangle"),
        "triangle_arrow": N_("a triangle with an upward arrow inside"),
        "triangle_in_circle": N_("a triangle with its height drawn, inside a circle"),
    }
)
"""Every symbol and the words that describe it."""

ENCLOSING = frozenset({"circle", "diamond", "double_circle", "oval", "rectangle", "shield", "square", "triangle"})
"""Symbols with room for a text inside; a text stands below any other symbol."""

STYLES: Mapping[str, str] = MappingProxyType(
    {
        "stamped": N_("stamped"),
        "engraved": N_("engraved"),
        "electro-pencil": N_("written by hand with an electric pencil"),
        "laser": N_("marked by laser"),
    }
)
"""Every way to apply a mark and the words for it."""

SURFACES: Mapping[str, str] = MappingProxyType(
    {
        "receiver": N_("Part of the side of a rifle receiver, worn steel."),
        "frame": N_("Part of the side of a pistol frame, worn steel."),
        "slide": N_("Part of the side of a pistol slide, worn steel."),
        "bolt": N_("Part of a bolt, worn steel, rounded."),
        "barrel": N_("Part of the barrel of a rifle, worn steel, rounded."),
        "pistol barrel": N_("Part of the barrel of a pistol, worn steel, rounded."),
        "trunnion": N_("Part of a trunnion with rivets, worn steel."),
    }
)
"""Every part of a firearm that can carry the marks and the sentence that describes it."""

RULER_LEAST_MM, RULER_MOST_MM = 4, 60
"""Heights of metal beside which a ruler can be laid: its millimetres would be too coarse or too fine beyond."""

RULER_WIDTH = 0.085
"""Of a panel's width: what a ruler covers along the left edge."""

LONGEST_TEXT = 60
MOST_MARKS = 24
LOWEST, HIGHEST = 0.04, 0.7


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One mark on a panel of steel.

    Args:
        text: The characters, in one line; may be empty when there is a symbol. Latin, Greek and Cyrillic letters,
            European and Arabic-Indic digits and the Chinese characters of :mod:`firearmskit.figures.glyphs` need
            no further font.
        symbol: One of :data:`SYMBOLS`, or None. The text stands inside a circle, diamond, double circle, oval,
            rectangle, shield, square or triangle, and below any other symbol.
        x: Centre of the mark, as a fraction of the panel's width from the left.
        y: Centre of the mark, as a fraction of the panel's height from the top.
        height: Height of the symbol, or of a capital letter when there is no symbol, as a fraction of the
            panel's height, 0.04 to 0.7.
        width: The longest that the mark may be, measured along its line, as a fraction of the panel's width; a
            longer mark is made smaller. None: no limit.
        rotation_deg: Rotation in degrees, counter-clockwise.
        depth: How deep the mark is, 0 (hardly there) to 1 (deep).
        style: One of :data:`STYLES`.
        label: A letter or number of up to three characters on a tag beside the mark, or None.

    Raises:
        InputError: A value can't be drawn; the message quotes it and says what is allowed.

    >>> Mark(text="66", symbol="triangle", x=0.2, y=0.3, height=0.2, label="A").style
    'stamped'
    """

    text: str = ""
    symbol: str | None = None
    x: float
    y: float
    height: float = 0.12
    width: float | None = None
    rotation_deg: float = 0.0
    depth: float = 0.7
    style: str = "stamped"
    label: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", check_line("text", self.text, LONGEST_TEXT))
        if self.label is not None:
            object.__setattr__(self, "label", check_line("label", self.label, 3))
            if not self.label:
                raise InputError(_("A label needs 1 to 3 characters; for a mark without a label use None."))
        if self.symbol is not None:
            check_choice("symbol", self.symbol, SYMBOLS)
        check_choice("style", self.style, STYLES)
        if not self.text and self.symbol is None:
            raise InputError(
                _("A mark needs a text or a symbol; its text is {text} and it has no symbol.").format(
                    text=quote(self.text)
                )
            )
        check_number("x", self.x, 0, 1)
        check_number("y", self.y, 0, 1)
        check_number("height", self.height, LOWEST, HIGHEST)
        if self.width is not None:
            check_number("width", self.width, LOWEST, 1)
        check_number("rotation_deg", self.rotation_deg, -180, 180)
        check_number("depth", self.depth, 0, 1)


def check_choice(name: str, value: object, allowed: Mapping[str, str]) -> None:
    """Raise InputError unless the value is one of the allowed names."""
    if not isinstance(value, str) or value not in allowed:
        raise InputError(
            _("Unknown {name} {value}; allowed: {allowed}.").format(
                name=name, value=quote(value), allowed=", ".join(sorted(allowed))
            )
        )


def check_number(name: str, value: Any, least: float, most: float, *, whole: bool = False) -> None:
    """Raise InputError unless the value is a number, whole if asked, from ``least`` to ``most``."""
    is_number = isinstance(value, Integral if whole else Real) and not isinstance(value, bool)
    if not is_number or not least <= value <= most:
        message = (
            _("{name} must be a whole number from {least} to {most}, not {value}.")
            if whole
            else _("{name} must be a number from {least} to {most}, not {value}.")
        )
        raise InputError(message.format(name=name, least=least, most=most, value=quote(value)))


def check_flag(name: str, value: object) -> None:
    """Raise InputError unless the value is True or False."""
    if not isinstance(value, bool):
        raise InputError(_("{name} must be True or False, not {value}.").format(name=name, value=quote(value)))


def check_panel(marks: Iterable[Mark], surface: str, wear: float) -> list[Mark]:
    """Give the marks as a list.

    Raises:
        InputError: There is no mark or too many, or the surface or wear is unknown.
    """
    if not isinstance(marks, Iterable):
        raise InputError(_("marks must be a list of figures.Mark, not {value}.").format(value=quote(marks)))
    marks = list(marks)
    if not 1 <= len(marks) <= MOST_MARKS:
        raise InputError(_("A panel carries 1 to {most} marks, not {count}.").format(most=MOST_MARKS, count=len(marks)))
    for mark in marks:
        if not isinstance(mark, Mark):
            raise InputError(_("Each mark must be a figures.Mark, not {value}.").format(value=quote(mark)))
    labels = [mark.label for mark in marks if mark.label is not None]
    for label in labels:
        if labels.count(label) > 1:
            raise InputError(_("Two marks carry the label {label}; each label stands once.").format(label=quote(label)))
    check_choice("surface", surface, SURFACES)
    check_number("wear", wear, 0, 1)
    return marks


def check_ruler(ruler_mm: object, marks: Sequence[Mark]) -> None:
    """Raise InputError unless there is no ruler, or one that these marks can be measured with."""
    if ruler_mm is None:
        return
    check_number("ruler_mm", ruler_mm, RULER_LEAST_MM, RULER_MOST_MM)
    for mark in marks:
        if mark.width is not None or mark.rotation_deg:
            raise InputError(
                _("{mark} can't be measured: beside a ruler, a mark is level and has a height but no width.").format(
                    mark=quote(mark.text or mark.symbol)
                )
            )


def describe_marks(
    marks: Sequence[Mark], *, surface: str = "receiver", wear: float = 0.3, ruler_mm: float | None = None
) -> str:
    """Describe a panel in words, for people who can't see the picture.

    The description gives what is seen: place, symbol, verbatim text, how it was applied and how well it can be read.
    It doesn't say what a mark means. Marks are told from top to bottom, then from left to right.

    Args:
        marks: The marks, 1 to 24.
        surface: One of :data:`SURFACES`.
        wear: How worn the steel is, 0 (new) to 1.
        ruler_mm: Height of the metal that the picture shows, in millimetres, where a ruler lies beside the marks: then
            it is said from where to where on the ruler each mark reaches. None: no ruler.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: There is no mark, or a value can't be drawn.

    >>> print(describe_marks([Mark(text="66", symbol="triangle", x=0.2, y=0.2, label="A")], surface="bolt"))
    Part of a bolt, worn steel, rounded. 1 mark. A, upper left: a triangle, with “66” inside; stamped, easy to read.
    """
    marks = check_panel(marks, surface, wear)
    count = language.ngettext("{count} mark.", "{count} marks.", len(marks)).format(count=len(marks))
    in_order = sorted(marks, key=lambda mark: (int(mark.y * 8), mark.x))
    check_ruler(ruler_mm, marks)
    sentences = [_(SURFACES[surface]), count, *(_sentence(mark, wear) for mark in in_order)]
    if ruler_mm is not None:
        sentences.append(_("A ruler in millimetres lies along the left edge, with 0 at the bottom."))
        sentences += [_measured(mark, ruler_mm) for mark in in_order]
    return " ".join(sentences)


def _measured(mark: Mark, ruler_mm: float) -> str:
    """Say where a mark stands on the ruler, so that its height can be worked out but isn't told."""
    foot, top = ((1 - mark.y + half) * ruler_mm for half in (-mark.height / 2, mark.height / 2))
    return _("On the ruler, {mark} reaches from {foot:.1f} to {top:.1f} mm.").format(
        mark=mark.label or f"“{mark.text or _(SYMBOLS[str(mark.symbol)])}”", foot=foot, top=top
    )


def _sentence(mark: Mark, wear: float) -> str:
    symbol = _(SYMBOLS[mark.symbol]) if mark.symbol else ""
    if not symbol:
        seen = _("“{text}”")
    elif not mark.text:
        seen = "{symbol}"
    elif mark.symbol in ENCLOSING:
        seen = _("{symbol}, with “{text}” inside")
    else:
        seen = _("{symbol}, “{text}” below it")
    place = place_words(mark.x, mark.y)
    who = _("{label}, {place}").format(label=mark.label, place=place) if mark.label else place[0].upper() + place[1:]
    turned = abs(mark.rotation_deg)
    if turned >= 150:
        how = _("upside down")
    elif turned >= 60:
        how = _("turned on its side")
    else:
        how = ""
    return _("{who}: {seen}; {how}.").format(
        who=who,
        seen=seen.format(symbol=symbol, text=mark.text),
        how=", ".join(filter(None, [_(STYLES[mark.style]), how, legibility(mark.depth, wear), script(mark.text)])),
    )


def place_words(x: float, y: float) -> str:
    """Say where something stands; fractions of the picture from its upper left corner."""
    return _(PLACES[min(int(y * 3), 2)][min(int(x * 3), 2)])


def script(text: str) -> str:
    """Name the alphabet where its letters can be taken for Latin ones."""
    return _("in Cyrillic letters") if any("Ѐ" <= letter <= "ӿ" for letter in text) else ""


def legibility(depth: float, wear: float) -> str:
    """Say how well a mark of some depth can be read on a worn surface."""
    clear = depth - 0.35 * wear
    if clear >= 0.45:
        return _("easy to read")
    if clear >= 0.2:
        return _("faint but legible")
    return _("very faint, legible with care")


def check_line(name: str, value: object, longest: int) -> str:
    """Give a line of text, accents composed and ends trimmed.

    Raises:
        InputError: It isn't text, is too long, or holds a character that can't be shown.
    """
    if not isinstance(value, str):
        raise InputError(_("{name} must be text, not {value}.").format(name=name, value=quote(value)))
    if len(value) > longest:
        raise InputError(
            _("{name} {value} is too long: at most {longest} characters.").format(
                name=name, value=quote(value, 30), longest=longest
            )
        )
    for character in value:
        if escape(character) != character:
            raise InputError(
                _(
                    "{name} {value} contains {character}, which can't be shown; "
                    "allowed: printable characters in one line."
                ).format(name=name, value=quote(value), character=f"U+{ord(character):04X}")
            )
    return unicodedata.normalize("NFC", value.strip())


PLACES = (
    (N_("upper left"), N_("top centre"), N_("upper right")),
    (N_("left, at mid-height"), N_("centre"), N_("right, at mid-height")),
    (N_("lower left"), N_("bottom centre"), N_("lower right")),
)
