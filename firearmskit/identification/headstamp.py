"""What does the stamp on the base of a cartridge case say?

Pieces are read one by one: a code of a maker, a calibre, a year, a symbol, a lot, or unknown. Codes are shared: the same
letters were used in several States, so a reading gives all candidates with a probability, never one name alone.

>>> from firearmskit.identification import headstamp
>>> reading = headstamp.read({"12": "PPU", "6": "9mm LUGER"})
>>> [(piece.clock, piece.kind, piece.verbatim) for piece in reading.pieces]
[(12, 'maker', 'PPU'), (6, 'calibre', '9mm LUGER')]
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _

if TYPE_CHECKING:
    import pandas

__all__ = ["KINDS", "HeadstampReading", "MakerCandidate", "StampPiece", "describe", "read", "to_frame"]

NAMES = {
    "maker": N_("code or name of a maker"),
    "calibre": N_("calibre"),
    "year": N_("year"),
    "symbol": N_("symbol"),
    "grade": N_("type or grade of cartridge"),
    "lot": N_("lot, month or other number"),
    "unknown": N_("unknown"),
}
KINDS = tuple(NAMES)
"""What a piece of a headstamp can be."""

MOST_TEXT = 400
"""A base has room for some thirty signs; of longer texts, the rest is one unknown piece."""

BASIS_WEIGHT = {"sourced": 1.0, "partly": 0.8, "derived": 0.7, "unverified": 0.5}
"""How much a row of the table counts against another one for the same code."""

UNLISTED = 0.15
"""Weight of a maker that the table doesn't list, beside 1 for a sourced row."""

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
TOKEN = re.compile(r"\[[^\]]*\]|⊕|⨁|\(\+\)|\S+")


@dataclass(frozen=True, kw_only=True)
class MakerCandidate:
    """A maker that a code may stand for.

    Args:
        code: Id in the reference table of headstamp codes.
        maker: The maker in words; None where the row names none.
        country: ISO 3166-1 alpha-3 code; None where not known.
        probability: That the code stands for it here.
        reason: What speaks for or against it, a sentence.
    """

    code: str
    maker: str | None
    country: str | None
    probability: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class StampPiece:
    """One piece of a headstamp.

    Args:
        kind: One of :data:`KINDS`.
        verbatim: The exact characters.
        clock: Where it stands, as an hour from 1 to 12; None when not said.
        normalised: The value: an id of the table of calibres, a year, a symbol; None when not settled.
        candidates: For a maker's code, the makers, the likeliest first.
        years: For a year, the calendar years that it can be, the likeliest first.
        reason: Why it was read so, a sentence.
    """

    kind: str
    verbatim: str
    clock: int | None
    normalised: str | None
    candidates: tuple[MakerCandidate, ...] = ()
    years: tuple[int, ...] = ()
    reason: str


@dataclass(frozen=True, kw_only=True)
class HeadstampReading:
    """What a headstamp says.

    Args:
        pieces: The pieces in the order in which they were given.
        warnings: What the reader must bear in mind, sentences.
        blank: Nothing is stamped.
    """

    pieces: tuple[StampPiece, ...]
    warnings: tuple[str, ...]
    blank: bool

    def of(self, kind: str) -> tuple[StampPiece, ...]:
        """Give the pieces of one kind, in their order."""
        return tuple(piece for piece in self.pieces if piece.kind == kind)

    @property
    def makers(self) -> tuple[MakerCandidate, ...]:
        """The makers that the codes may stand for, the likeliest first."""
        found = [each for piece in self.of("maker") for each in piece.candidates]
        return tuple(sorted(found, key=lambda each: -each.probability))

    @property
    def calibre(self) -> str | None:
        """Id of the calibre that is stamped; None when none, or several, are."""
        found = {piece.normalised for piece in self.of("calibre") if piece.normalised}
        return found.pop() if len(found) == 1 else None

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the stamp can mean, the likeliest first."""
        return tuple(dict.fromkeys(year for piece in self.of("year") for year in piece.years))


def read(stamp: str | Mapping[str, str], *, calibre: str | None = None, found_in: str | None = None) -> HeadstampReading:
    """Say what each piece of a headstamp is.

    Args:
        stamp: The texts by clock position, as ``{"12": "PPU", "6": "9mm LUGER"}``, with the base turned so that a
            maker's letters, or the longest text, stand upright; or all of it as one text. A symbol is the sign itself or
            its name in brackets, ``[nato cross]``, ``[star]``.
        calibre: Id of the calibre, where the case was measured; it is believed more than a stamp.
        found_in: ISO 3166-1 alpha-3 code of the State where it was found; makers there are thought a little likelier.

    Returns:
        The reading. Nothing is left out: what isn't understood is ``unknown``.

    Raises:
        InputError: The stamp isn't a text or texts by clock position, or the calibre or State doesn't exist.

    >>> from firearmskit.identification import headstamp
    >>> [(each.maker, each.country) for each in headstamp.read("PS 85").makers]
    [('Poongsan Metals', 'KOR'), ('Pirotecnia Militar de Sevilla', 'ESP')]
    """
    if calibre is not None:
        _known(reference.Calibre, calibre)
    if found_in is not None:
        _known(reference.Country, found_in)
    texts = list(_texts(stamp))
    if not any(text.strip() for _clock, text in texts):
        return HeadstampReading(pieces=(), warnings=_blank_warnings(), blank=True)
    pieces = [piece for clock, text in texts for piece in _pieces(text, clock)]
    pieces = list(_settle_years(pieces))
    stamped = next((piece.normalised for piece in pieces if piece.kind == "calibre" and piece.normalised), None)
    years = [year for piece in pieces for year in piece.years]
    settled = [_with_makers(piece, calibre or stamped, years, found_in) for piece in pieces]
    settled = [_years_that_fit(piece, settled) for piece in settled]
    return HeadstampReading(pieces=tuple(settled), warnings=tuple(_warnings(settled, calibre)), blank=False)


def _known(kind: type[reference.Row], id: object) -> None:
    if not any(row.id == id for row in reference.rows(kind)):
        raise InputError(_("{id} isn't in the reference table {table}").format(id=quote(id), table=kind.table))


def _texts(stamp: str | Mapping[str, str]) -> Iterator[tuple[int | None, str]]:
    """Give clock position and text of each entry."""
    if isinstance(stamp, str):
        yield None, stamp
        return
    if not isinstance(stamp, Mapping):
        raise InputError(
            _("a headstamp is a text, or texts by clock position, not {value}").format(value=quote(stamp))
        )
    for clock, text in stamp.items():
        hour = str(clock)
        if not re.fullmatch("(?:[1-9]|1[0-2])", hour):
            raise InputError(_("a clock position is an hour from 1 to 12, not {value}").format(value=quote(clock)))
        if not isinstance(text, str):
            raise InputError(_("what stands at a clock position is a text, not {value}").format(value=quote(text)))
        yield int(hour), text


def _blank_warnings() -> tuple[str, ...]:
    return (
        _("Nothing is stamped. Blank cases were made in several States, some to leave the origin open."),
        _("Record calibre, material, primer and crimp: they still narrow the origin."),
    )


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


def _notation(text: str) -> str:
    """Write a calibre in one way: x for the times sign, a point for a comma, no blanks, no leading point."""
    plain = _fold(text.translate(str.maketrans({"×": "x", "х": "x", "Х": "x", ",": ".", "·": "."})))
    return plain.removeprefix("cal.").removeprefix("cal").lstrip(".")


@cache
def _codes() -> dict[str, tuple[reference.HeadstampCode, ...]]:
    found: dict[str, tuple[reference.HeadstampCode, ...]] = {}
    for row in reference.rows(reference.HeadstampCode):
        if row.maker is not None:
            key = "".join(row.code.split())
            found[key] = (*found.get(key, ()), row)
    return found


def _matches(token: str) -> tuple[reference.HeadstampCode, ...]:
    """Find the rows of a code. Small letters are codes of their own, so case is kept where it finds something."""
    exact = _codes().get("".join(token.split()), ())
    return exact or _codes().get("".join(token.split()).upper(), ())


def _pieces(text: str, clock: int | None) -> Iterator[StampPiece]:
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

    named = token.strip("[]").casefold()
    symbol = SYMBOL_WORDS.get(named, named if named in SYMBOLS else None)
    if symbol is not None:
        return made("symbol", _(SYMBOLS[symbol]), symbol)
    if (found := _calibres().get(_notation(token))) is not None and not re.fullmatch(r"\d{1,3}", token):
        return made("calibre", _("A notation of this calibre in the reference."), found)
    if single and YEAR.match(token) and FIRST_YEAR <= int(token) <= THIS_YEAR:
        return made("year", _("Four figures that can be a year."), token, (int(token),))
    if _matches(token):
        return made("maker", _("A code in the table of headstamps."))
    if not single:
        return None
    split = re.fullmatch(r"([^\W\d_]{1,8})[-/]?(\d\d)", token)
    if split and _matches(split[1]):
        return made("maker", _("A code in the table of headstamps, run together with two figures that can be a year."))
    if GRADES.match(token):
        return made("grade", _("A type or grade of cartridge; it names no maker."), token.upper())
    if TWO_DIGITS.match(token):
        years = _two_digit_years(int(token.strip("'")))
        return made("year", _("Two figures that can be a year; the century isn't stamped."), None, years)
    if re.match(r"\.?\d+(?:[.,]\d+)?(?:\s?(?:mm|m/m|x\d+))?\Z", token, re.IGNORECASE) and not token.isdigit():
        return made("calibre", _("It looks like a calibre, but it doesn't say which one."))
    if LOT.match(token):
        return made("lot", _("A number, month or letter beside the other pieces; it can be a lot."))
    return made("unknown", _("It is in no table and has no shape that is known."))


def _two_digit_years(figures: int) -> tuple[int, ...]:
    """Give the years that two figures can mean, the latest first."""
    return tuple(century + figures for century in (2000, 1900, 1800) if FIRST_YEAR <= century + figures <= THIS_YEAR)


def _settle_years(pieces: Iterable[StampPiece]) -> Iterator[StampPiece]:
    """A number that is both a code and two figures is a year when another code stands beside it."""
    listed = list(pieces)
    letters = [p for p in listed if p.kind == "maker" and not p.verbatim.isdigit()]
    numbers = [p for p in listed if p.kind == "maker" and p.verbatim.isdigit()]
    has_year = any(p.kind == "year" for p in listed)
    for piece in listed:
        two = TWO_DIGITS.match(piece.verbatim)
        if piece in numbers and two and not has_year and (letters or piece is not numbers[0]):
            years = _two_digit_years(int(piece.verbatim))
            reason = _("Two figures beside a code: read as a year, though they are a factory's number elsewhere.")
            yield replace(piece, kind="year", years=years, reason=reason)
        elif piece.kind == "year" and two and not letters and not numbers and len(listed) == 1:
            yield replace(piece, reason=_("Two figures alone: a year or a factory's number; nothing beside them decides."))
        else:
            yield piece


def _with_makers(piece: StampPiece, calibre: str | None, years: Iterable[int], found_in: str | None) -> StampPiece:
    """Add to a code the makers that it may stand for, weighed by years, State and how far the row is supported."""
    if piece.kind != "maker":
        return piece
    split = re.fullmatch(r"([^\W\d_]{1,8})[-/]?(\d\d)", piece.verbatim)
    rows = _matches(piece.verbatim)
    own_years = list(years)
    if not rows and split:
        rows = _matches(split[1])
        fused = _two_digit_years(int(split[2]))
        piece = replace(piece, years=fused)
        own_years += fused
    weighed = [(_weight(row, own_years, found_in), row) for row in rows]
    total = sum(weight for weight, _row in weighed) + UNLISTED
    ranked = sorted(weighed, key=lambda pair: -pair[0])
    candidates = tuple(
        MakerCandidate(
            code=row.id,
            maker=row.maker,
            country=row.country,
            probability=weight / total,
            reason=_reason(row, own_years, found_in),
        )
        for weight, row in ranked
    )
    shared = len({row.country for row in rows}) > 1
    reason = piece.reason + " " + _("The same code was used in several States.") if shared else piece.reason
    return replace(piece, candidates=candidates, reason=reason)


def _weight(row: reference.HeadstampCode, years: Iterable[int], found_in: str | None) -> float:
    weight = BASIS_WEIGHT[row.confidence]
    listed = list(years)
    if listed and (row.since or row.until):
        fits = any(_in_years(row, year) for year in listed)
        weight *= 1.5 if fits else 0.2
    if found_in is not None and row.country == found_in:
        weight *= 1.5
    return weight


def _in_years(row: reference.HeadstampCode, year: int) -> bool:
    return (row.since or -math.inf) <= year <= (row.until or math.inf)


def _reason(row: reference.HeadstampCode, years: Iterable[int], found_in: str | None) -> str:
    """Say what speaks for and against a row."""
    parts = []
    listed = list(years)
    if listed and (row.since or row.until):
        span = f"{row.since or '…'}-{row.until or '…'}"
        said = (
            _("The year fits its years of use ({span}).")
            if any(_in_years(row, year) for year in listed)
            else _("The year doesn't fit its years of use ({span}).")
        )
        parts.append(said.format(span=span))
    if found_in is not None and row.country == found_in:
        parts.append(_("It works in the State where the case was found."))
    if row.doubt:
        parts.append(_(row.doubt))
    if row.confidence == "unverified":
        parts.append(_("This row of the table is unverified."))
    return " ".join(parts) or _("The code stands in the table for this maker.")


def _years_that_fit(piece: StampPiece, pieces: Iterable[StampPiece]) -> StampPiece:
    """Put the years first in which a maker beside them worked."""
    if len(piece.years) < 2:
        return piece
    rows = [
        (each.probability, reference.get(reference.HeadstampCode, each.code))
        for other in pieces
        for each in other.candidates
    ]
    fit = {
        year: sum(p for p, row in rows if (row.since or row.until) and _in_years(row, year)) for year in piece.years
    }
    return replace(piece, years=tuple(sorted(piece.years, key=lambda year: -fit[year])))


def _warnings(pieces: list[StampPiece], calibre: str | None) -> Iterator[str]:
    """Say what a reader must bear in mind."""
    makers = [piece for piece in pieces if piece.kind == "maker"]
    if not makers:
        yield _("No code of a maker was recognised: don't name a maker from this stamp.")
    if makers and any(len({each.country for each in piece.candidates}) > 1 for piece in makers):
        yield _("The code is used in more than one State: give all of them, and let calibre, year and case decide.")
    if len(makers) > 1:
        yield _("Two codes: one can be a retailer, the maker of the metal, or the firm that loaded the case.")
    if any(len(piece.years) > 1 for piece in pieces):
        yield _("A year of two figures doesn't say the century.")
    stamped = {piece.normalised for piece in pieces if piece.kind == "calibre" and piece.normalised}
    if calibre is not None and stamped and calibre not in stamped:
        yield _("The stamp names another calibre than was measured: the case may have been formed anew.")
    if len(stamped) > 1:
        yield _("Two calibres are stamped: the case may have been formed anew or loaded again.")
    if makers:
        yield _("A stamp names who made the case, not who loaded it last or sold it: cases are loaded again, and brands order from several makers.")  # noqa: E501


def describe(reading: HeadstampReading) -> str:
    """Say in sentences what a headstamp says.

    Args:
        reading: What :func:`read` gave.

    Returns:
        Sentences in the language that is spoken now.

    >>> from firearmskit.identification import headstamp
    >>> headstamp.describe(headstamp.read("")).split(". ")[0]
    'Nothing is stamped'
    """
    sentences = []
    for piece in reading.pieces:
        where = _(" at {hour} o'clock").format(hour=piece.clock) if piece.clock else ""
        kind = _(NAMES[piece.kind])
        sentences.append(f"{quote(piece.verbatim)}{where}: {kind}{_value(piece)}.")
    return " ".join([*sentences, *reading.warnings])


def _value(piece: StampPiece) -> str:
    """Say the value of a piece in brackets; "" where there is none to say."""
    if piece.candidates:
        named = "; ".join(
            f"{each.maker or '?'} ({each.country or '?'}, {100 * each.probability:.0f} %)" for each in piece.candidates
        )
        return f" ({named})"
    if piece.years:
        return " (" + _(" or ").join(map(str, piece.years)) + ")"
    if piece.kind == "calibre" and piece.normalised:
        return f" ({reference.get(reference.Calibre, piece.normalised).name})"
    return f" ({piece.reason})" if piece.kind == "symbol" else ""


def to_frame(reading: HeadstampReading) -> pandas.DataFrame:
    """Give the pieces as a pandas DataFrame.

    Args:
        reading: What :func:`read` gave.

    Returns:
        One row for each piece and maker; columns ``clock``, ``verbatim``, ``kind``, ``normalised``, ``years``,
        ``maker``, ``country``, ``probability``, ``reason``.
    """
    import pandas

    columns = ["clock", "verbatim", "kind", "normalised", "years", "maker", "country", "probability", "reason"]
    records: list[list[object]] = []
    for piece in reading.pieces:
        head: list[object] = [piece.clock, piece.verbatim, piece.kind, piece.normalised, "; ".join(map(str, piece.years))]
        records += [[*head, c.maker, c.country, c.probability, c.reason] for c in piece.candidates] or [
            [*head, None, None, None, piece.reason]
        ]
    return pandas.DataFrame(records, columns=columns)
