"""A stamp on the head of a cartridge case: what is struck, where on the clock and how; and the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from firearmskit import language
from firearmskit.errors import InputError, quote
from firearmskit.figures.marks import (
    ENCLOSING,
    SYMBOLS,
    check_choice,
    check_line,
    check_number,
    legibility,
    script,
)
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CASES", "ORIENTATIONS", "PRIMERS", "RIMS", "Stamp", "check_head", "describe_headstamp"]

CASES: Mapping[str, str] = MappingProxyType(
    {
        "aluminium": N_("The head of a cartridge case, seen from behind, of a pale, dull metal."),
        "brass": N_("The head of a cartridge case, seen from behind, of a yellow metal."),
        "copper": N_("The head of a cartridge case, seen from behind, reddish like copper."),
        "lacquer": N_("The head of a cartridge case, seen from behind, lacquered in greyish green."),
        "nickel": N_("The head of a cartridge case, seen from behind, silvery and bright."),
        "steel": N_("The head of a cartridge case, seen from behind, of a grey metal."),
    }
)
"""Every colour of a case and the sentence that describes it."""

RIMS: Mapping[str, str] = MappingProxyType(
    {
        "rimless": N_("Its edge is narrow."),
        "rimmed": N_("A wide, flat rim runs around it."),
    }
)
"""Every look of a rim from behind and the sentence that describes it."""

PRIMERS: Mapping[str, str] = MappingProxyType(
    {
        "brass": N_("The round primer in the middle is yellow."),
        "copper": N_("The round primer in the middle is reddish."),
        "nickel": N_("The round primer in the middle is silvery."),
        "none": N_("There is no primer in the middle."),
    }
)
"""Every colour of a primer, or none, and the sentence that describes it."""

SEALANTS: Mapping[str, str] = MappingProxyType(
    {
        "black": N_("A black ring of lacquer runs around the primer."),
        "green": N_("A green ring of lacquer runs around the primer."),
        "purple": N_("A purple ring of lacquer runs around the primer."),
        "red": N_("A red ring of lacquer runs around the primer."),
    }
)

ORIENTATIONS: Mapping[str, str] = MappingProxyType(
    {
        "outward": N_("tops towards the rim"),
        "inward": N_("tops towards the middle"),
        "upright": N_("letters level"),
    }
)
"""Every way to turn the letters of a stamp and the words for it."""

RELIEFS: Mapping[str, str] = MappingProxyType({"incuse": N_("sunk into the metal"), "raised": N_("raised")})

SECTIONS: Mapping[int, str] = MappingProxyType(
    {
        0: "",
        2: N_("Two lines divide the ring into two parts."),
        3: N_("Three lines divide the ring into three parts."),
        4: N_("Four lines divide the ring into four parts."),
    }
)

LONGEST_STAMP = 24
MOST_STAMPS = 16
SMALLEST, LARGEST = 0.1, 0.4


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """One stamp on the head of a cartridge case.

    Args:
        text: The characters, in one line; may be empty when there is a symbol. The scripts are those of
            :class:`~firearmskit.figures.Mark`.
        symbol: One of :data:`~firearmskit.figures.SYMBOLS`, or None. The text stands inside a symbol that has room
            for it; with any other symbol it has to be a stamp of its own.
        clock: Where the middle of the stamp stands on the ring, as an hour of a clock, above 0 to 12; ``None``: in
            the middle of a head that has no primer.
        size: Height of the symbol, or of a capital letter when there is no symbol, as a fraction of the head's
            radius, 0.1 to 0.4.
        orientation: One of :data:`ORIENTATIONS`: how the letters are turned.
        style: ``"incuse"`` (sunk) or ``"raised"``.
        depth: How deep the stamp is, 0 (hardly there) to 1 (deep).

    Raises:
        InputError: A value can't be drawn; the message quotes it and says what is allowed.

    >>> Stamp(text="78", clock=6).orientation
    'outward'
    """

    text: str = ""
    symbol: str | None = None
    clock: float | None
    size: float = 0.2
    orientation: str = "outward"
    style: str = "incuse"
    depth: float = 0.7

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", check_line("text", self.text, LONGEST_STAMP))
        if self.symbol is not None:
            check_choice("symbol", self.symbol, SYMBOLS)
        if not self.text and self.symbol is None:
            raise InputError(
                _("A stamp needs a text or a symbol; its text is {text} and it has no symbol.").format(
                    text=quote(self.text)
                )
            )
        if self.text and self.symbol is not None and self.symbol not in ENCLOSING:
            raise InputError(
                _("There is no room for {text} inside {symbol}; make the text a stamp of its own.").format(
                    text=quote(self.text), symbol=quote(self.symbol)
                )
            )
        if self.clock is not None:
            check_number("clock", self.clock, 0, 12)
            if not self.clock:
                raise InputError(_("clock must be above 0 and at most 12, not {value}.").format(value=quote(0)))
        check_number("size", self.size, SMALLEST, LARGEST)
        check_number("depth", self.depth, 0, 1)
        check_choice("orientation", self.orientation, ORIENTATIONS)
        check_choice("style", self.style, RELIEFS)


def check_head(
    stamps: Iterable[Stamp], *, case_colour: str, rim: str, primer: str, sealant: str | None, sections: int, wear: float
) -> list[Stamp]:
    """Give the stamps as a list; a blank head has none.

    Raises:
        InputError: A stamp is none, there are too many, or a setting is unknown.
    """
    if not isinstance(stamps, Iterable):
        raise InputError(_("stamps must be a list of figures.Stamp, not {value}.").format(value=quote(stamps)))
    stamps = list(stamps)
    if len(stamps) > MOST_STAMPS:
        raise InputError(
            _("A head carries at most {most} stamps, not {count}.").format(most=MOST_STAMPS, count=len(stamps))
        )
    for stamp in stamps:
        if not isinstance(stamp, Stamp):
            raise InputError(_("Each stamp must be a figures.Stamp, not {value}.").format(value=quote(stamp)))
        if stamp.clock is None and primer != "none":
            raise InputError(
                _("The primer stands in the middle, so {text} needs an hour of the clock.").format(
                    text=quote(stamp.text or stamp.symbol)
                )
            )
    check_choice("case_colour", case_colour, CASES)
    check_choice("rim", rim, RIMS)
    check_choice("primer", primer, PRIMERS)
    if sealant is not None:
        check_choice("sealant", sealant, SEALANTS)
    if type(sections) is not int or sections not in SECTIONS:
        raise InputError(_("sections must be 0, 2, 3 or 4, not {value}.").format(value=quote(sections)))
    check_number("wear", wear, 0, 1)
    return stamps


def describe_headstamp(
    stamps: Sequence[Stamp],
    *,
    case_colour: str = "brass",
    rim: str = "rimless",
    primer: str = "brass",
    sealant: str | None = None,
    sections: int = 0,
    wear: float = 0.3,
) -> str:
    """Describe the head of a cartridge case in words, for people who can't see the picture.

    The description gives what is seen, clockwise from 12: hour, symbol, verbatim text, how it is turned and how well
    it can be read. It doesn't say what a stamp means.

    Args:
        stamps: The stamps, at most 16; none for a blank head.
        case_colour: One of :data:`CASES`.
        rim: One of :data:`RIMS`.
        primer: One of :data:`PRIMERS`.
        sealant: A ring of lacquer around the primer: ``"black"``, ``"green"``, ``"purple"``, ``"red"``, or None.
        sections: Lines that divide the ring: 0, 2, 3 or 4.
        wear: How worn the case is, 0 (new) to 1.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: A value can't be drawn.

    >>> print(describe_headstamp([Stamp(text="AB", clock=12), Stamp(text="78", clock=6)]))
    The head of a cartridge case, seen from behind, of a yellow metal. Its edge is narrow. The round primer in the \
middle is yellow. 2 stamps, clockwise from 12 o'clock. 12 o'clock: “AB”; sunk into the metal, tops towards the rim, \
easy to read. 6 o'clock: “78”; sunk into the metal, tops towards the rim, easy to read.
    """
    stamps = check_head(
        stamps, case_colour=case_colour, rim=rim, primer=primer, sealant=sealant, sections=sections, wear=wear
    )
    head = [_(CASES[case_colour]), _(RIMS[rim]), _(PRIMERS[primer])]
    if sealant is not None:
        head.append(_(SEALANTS[sealant]))
    head.append(_(SECTIONS[sections]))
    if stamps:
        count = language.ngettext(
            "{count} stamp, clockwise from 12 o'clock.", "{count} stamps, clockwise from 12 o'clock.", len(stamps)
        )
        head.append(count.format(count=len(stamps)))
    else:
        head.append(_("Nothing is stamped on it."))
    in_order = sorted(stamps, key=lambda stamp: (stamp.clock is None, (stamp.clock or 0) % 12))
    return " ".join([*filter(None, head), *(_sentence(stamp, wear) for stamp in in_order)])


def _sentence(stamp: Stamp, wear: float) -> str:
    seen = _(SYMBOLS[stamp.symbol]) if stamp.symbol else _("“{text}”").format(text=stamp.text)
    if stamp.symbol and stamp.text:
        seen = _("{symbol}, with “{text}” inside").format(symbol=seen, text=stamp.text)
    turned = _(ORIENTATIONS[stamp.orientation]) if stamp.text and stamp.clock is not None else ""
    how = [_(RELIEFS[stamp.style]), turned, legibility(stamp.depth, wear), script(stamp.text)]
    return _("{who}: {seen}; {how}.").format(who=hour(stamp.clock), seen=seen, how=", ".join(filter(None, how)))


def hour(clock: float | None) -> str:
    """Say an hour of the clock, to the half hour, as people do."""
    if clock is None:
        return _("In the middle")
    halves = round(clock * 2) or 24
    whole = (halves // 2 - 1) % 12 + 1
    return (_("Half past {hour}") if halves % 2 else _("{hour} o'clock")).format(hour=whole)
