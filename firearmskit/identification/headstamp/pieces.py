"""Cut the texts of a headstamp into pieces, and say what each can be by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import permutations

from firearmskit import reference
from firearmskit.identification.headstamp.values import StampPiece
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["code_and_year", "join_years", "matches", "pieces_of", "settle_years", "two_digit_years"]

MOST_TEXT = 400
"""A base has room for some thirty signs; of longer texts, the rest is one unknown piece."""

THIS_YEAR = 2026
FIRST_YEAR = 1880

SYMBOLS = {
    "⊕": N_("cross in a circle: made to the NATO specification; it names no maker"),
    "★": N_("a star: a filler, a lot or a maker's sign, depending on the State"),
    "*": N_("a star: a filler, a lot or a maker's sign, depending on the State"),
    "↑": N_("broad arrow: property of a Commonwealth State; it names no maker"),
    "△": N_("a triangle: a maker's or inspector's sign"),
    "+": N_("a cross or a filler between other stamps"),
}
SYMBOL_WORDS = {
    "nato cross": "⊕", "cross in circle": "⊕", "(+)": "⊕", "star": "★", "broad arrow": "↑", "triangle": "△", "⨁": "⊕",
    "☆": "★", "✶": "★", "✱": "★", "*": "*", "+": "+",
}  # fmt: skip

GRADES = re.compile(r"(?:MATCH|NM|L\dA\d|VII|VIIZ|IIZ|2Z|MK ?[IVXZ]+|\+P\+?|SUBSONIC|BLANK|Z)\Z", re.IGNORECASE)
YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
TWO_DIGITS = re.compile(r"'?\d\d\Z")
LOT = re.compile(r"(?:\d{1,4}|[IVX]{1,4}|[A-Z])\Z")
_SAME = str.maketrans("×хХ,·٫", "xxx...")
"""Signs that stand for one another in notations of calibres."""

_RINGS = "()○◎"
"""Signs with which a ring around a code is written."""

LOADS = re.compile(
    r"\.?\d[\d.]* (?:ACP|AUTO|BROWNING|BR\.?|CORTO|COURT|KURZ|LUGER|MAG(?:NUM)?|MAK(?:AROV)?|PARA(?:BELLUM)?"
    r"|SPECIAL|SPL)\Z",
    re.IGNORECASE,
)
"""A figure and a word that make a calibre together, as people write it."""

TOKEN = re.compile(r"\[[^\]]*\]|⊕|⨁|\(\+\)|\S+")


def _fold(words: str) -> str:
    return "".join(words.casefold().split())


@cache
def _calibres() -> dict[str, str]:
    """Give the calibre of each of its notations, without blanks; a notation of several calibres is left out."""
    found: dict[str, set[str]] = {}
    for row in reference.rows(reference.Calibre):
        for name in (row.name, *row.names):
            found.setdefault(_notation(name), set()).add(row.id)
    return {name: ids.copy().pop() for name, ids in found.items() if len(ids) == 1}


def code_and_year(token: str) -> tuple[str, str] | None:
    """Part a code from two figures that are stamped with it, as ``K35``, ``71/89`` or ``FNM-85``; None without them."""
    together = re.fullmatch(r"([^\W\d_]{1,8})[-/]?(\d\d)", token) or re.fullmatch(r"(\w{1,8})/(\d\d)", token)
    return (together[1], together[2]) if together else None


def _figures(text: str) -> str:
    """Write the figures of all scripts with those of ASCII, each in its place."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _notation(text: str) -> str:
    """Write a calibre in one way: x for the times sign, a point for a comma, no blanks, no leading point."""
    plain = _fold(text.translate(_SAME))
    return plain.removeprefix("cal.").removeprefix("cal").lstrip(".")


@cache
def _codes() -> dict[str, tuple[reference.HeadstampCode, ...]]:
    found: dict[str, tuple[reference.HeadstampCode, ...]] = {}
    for row in reference.rows(reference.HeadstampCode):
        if row.maker is not None:
            key = "".join(row.code.split())
            found[key] = (*found.get(key, ()), row)
    return found


def matches(token: str) -> tuple[reference.HeadstampCode, ...]:
    """Find the rows of a code. Small letters are codes of their own, so case is kept where it finds something."""
    code = "".join(_figures(token).split())
    for written in (code, code.upper(), code.strip(_RINGS), code.strip(_RINGS).upper()):
        if found := _codes().get(written):
            return found
    return ()


def pieces_of(text: str, clock: int | None) -> Iterator[StampPiece]:
    """Split a text into pieces: first the longest run of words that is a calibre or a code, then single words."""
    head, tail = text[:MOST_TEXT], text[MOST_TEXT:]
    words = [(match.start(), match.end()) for match in TOKEN.finditer(head)]
    place = 0
    while place < len(words):
        for length in range(min(5, len(words) - place), 0, -1):
            start, end = words[place][0], words[place + length - 1][1]
            piece = _piece(head[start:end], clock, single=length == 1)
            if piece is not None:
                yield piece
                break
        place += length
    if tail.strip():
        reason = _("The text is longer than a headstamp can be.")
        yield StampPiece(kind="unknown", verbatim=tail, clock=clock, normalised=None, reason=reason)


def _piece(token: str, clock: int | None, *, single: bool) -> StampPiece | None:
    """Read a run of words; None when it is several words that don't belong together."""

    def made(kind: str, reason: str, normalised: str | None = None, years: tuple[int, ...] = ()) -> StampPiece:
        return StampPiece(
            kind=kind, verbatim=token, clock=clock, normalised=normalised, years=years, reason=reason
        )  # fmt: skip

    plain = _figures(token)
    named = token.strip("[]").casefold()
    symbol = SYMBOL_WORDS.get(named, named if named in SYMBOLS else None)
    if symbol is not None:
        return made("symbol", _(SYMBOLS[symbol]), symbol)
    # A word without a figure, or a bare number, is a calibre only in a register; on a base it is a code.
    named_so = re.search(r"\d", plain) and not re.fullmatch(r"\d{1,3}", plain)
    if named_so and (found := _calibres().get(_notation(plain))) is not None:
        return made("calibre", _("A notation of this calibre in the reference."), found)
    if LOADS.match(plain) and (meant := reference.resolve(reference.Calibre, plain).row) is not None:
        return made("calibre", _("A notation of this calibre in the reference."), meant.id)
    if single and YEAR.match(plain) and FIRST_YEAR <= int(plain) <= THIS_YEAR:
        return made("year", _("Four figures that can be a year."), plain, (int(plain),))
    if matches(token):
        return made("maker", _("A code in the table of headstamps."))
    if not single:
        return None
    split = code_and_year(plain)
    if split and matches(split[0]):
        return made("maker", _("A code in the table of headstamps, run together with two figures that can be a year."))
    if GRADES.match(token):
        return made("grade", _("A type or grade of cartridge; it names no maker."), token.upper())
    if TWO_DIGITS.match(plain):
        years = two_digit_years(int(plain.strip("'")))
        return made("year", _("Two figures that can be a year; the century isn't stamped."), None, years)
    if re.fullmatch(r"\d\d-\d{1,3}", plain):
        years = two_digit_years(int(plain[:2]))
        return made("year", _("Two figures that can be a year, with a lot behind them."), None, years)
    if re.match(r"\.?\d+(?:[.,٫]\d+)?(?:\s?(?:mm|m/m|x\d+))?\Z", plain, re.IGNORECASE) and not plain.isdigit():
        return made("calibre", _("It looks like a calibre, but it doesn't say which one."))
    if LOT.match(plain):
        return made("lot", _("A number, month or letter beside the other pieces; it can be a lot."))
    return made("unknown", _("It is in no table and has no shape that is known."))


def two_digit_years(figures: int) -> tuple[int, ...]:
    """Give the years that two figures can mean, the latest first."""
    return tuple(century + figures for century in (2000, 1900, 1800) if FIRST_YEAR <= century + figures <= THIS_YEAR)


def join_years(pieces: Iterable[StampPiece]) -> Iterator[StampPiece]:
    """Read two pieces of two figures that make a year together, such as 19 at 9 o'clock and 41 at 3 o'clock, as one.

    They stand left and right on the base, or one behind the other in one text with letters. Above and below, two
    figures are a factory's number and a year. Both pieces stay, with one year.
    """
    listed = list(pieces)
    figures = {
        place: _figures(piece.verbatim)
        for place, piece in enumerate(listed)
        if piece.kind in ("year", "maker", "lot") and re.fullmatch(r"\d\d", _figures(piece.verbatim))
    }
    letters = any(char.isalpha() for piece in listed if piece.kind in ("maker", "unknown") for char in piece.verbatim)
    full = any(len(piece.years) == 1 and YEAR.match(_figures(piece.verbatim)) for piece in listed)
    for one, other in permutations(figures, 2):
        if full:
            break
        if _across(listed[one], listed[other]):
            # Upright, the left half comes first; on a base that was turned over, it is the other way round.
            halves = [(one, other), (other, one)] if _left(listed[one]) else [(other, one), (one, other)]
        elif letters and other == one + 1 and listed[one].clock == listed[other].clock:
            halves = [(one, other)]
        else:
            continue
        years = [year for a, b in halves if FIRST_YEAR <= (year := int(figures[a] + figures[b])) <= THIS_YEAR]
        if years:
            reason = _("Two halves of one year, on two places of the base.")
            for place in (one, other):
                listed[place] = replace(
                    listed[place], kind="year", years=(years[0],), normalised=str(years[0]), reason=reason
                )
            full = True
    yield from listed


def _across(one: StampPiece, other: StampPiece) -> bool:
    """Tell whether two pieces stand on the left and on the right of the base, across from each other."""
    if one.clock is None or other.clock is None or {one.clock, other.clock} == {6, 12}:
        return False
    return abs(one.clock - other.clock) == 6


def _left(piece: StampPiece) -> bool:
    """Tell whether a piece stands on the left of the base."""
    return piece.clock is not None and 7 <= piece.clock <= 11


def settle_years(pieces: Iterable[StampPiece]) -> Iterator[StampPiece]:
    """A number that is both a code and two figures is a year when another code stands beside it."""
    listed = list(pieces)
    letters = [p for p in listed if p.kind in ("maker", "unknown") and any(char.isalpha() for char in p.verbatim)]
    numbers = [p for p in listed if p.kind == "maker" and p.verbatim.isdigit()]
    has_year = any(p.kind == "year" for p in listed)
    for piece in listed:
        two = TWO_DIGITS.match(_figures(piece.verbatim))
        if piece in numbers and two and not has_year and (letters or piece is not numbers[0]):
            years = two_digit_years(int(_figures(piece.verbatim)))
            reason = _("Two figures beside a code: read as a year, though they are a factory's number elsewhere.")
            yield replace(piece, kind="year", years=years, reason=reason)
        elif piece.kind == "year" and two and not letters and not numbers and len(listed) == 1:
            yield replace(
                piece, reason=_("Two figures alone: a year or a factory's number; nothing beside them decides.")
            )
        else:
            yield piece
