"""What a reading of a headstamp is made of."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.language import N_

__all__ = ["KINDS", "NAMES", "HeadstampReading", "MakerCandidate", "StampPiece"]

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
