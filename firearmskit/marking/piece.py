"""What a reading is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.families.symbols import spoken

__all__ = ["COLUMNS", "CONDITIONS", "KINDS", "STAGES", "Piece", "Reading", "in_words", "with_probability"]

NAMES = {
    "serial": N_("serial"),
    "maker": N_("maker"),
    "model": N_("model"),
    "calibre": N_("calibre"),
    "year": N_("year"),
    "country": N_("country"),
    "factory_code": N_("factory mark"),
    "proof": N_("proof"),
    "import": N_("importer"),
    "selector": N_("selector"),
    "property": N_("owner"),
    "unknown": N_("unknown"),
}
"""What the kinds are called where people read them."""

KINDS = tuple(NAMES)
"""What a piece of a mark can be."""

STAGES = ("factory", "proof", "import", "owner", "deactivation", "later-state", "unknown")
"""When, or by whom, a mark was put on: by the maker; by a proof house or an inspector; at import; by an owner such as
an army; when the firearm was deactivated; by a State later on, as under the rules of ECOWAS; or it can't be told."""

LATER = ("proof", "import", "owner", "deactivation", "later-state")
"""The stages of marks that others than the maker put on."""

STAGE_OF = {"import": "import", "proof": "proof", "property": "owner", "unknown": "unknown"}
"""The stage of a kind where nothing else is known; of all other kinds it is the factory."""

CONDITIONS = ("partly_unread", "unreadable", "altered", "never_marked")
"""What can be wrong with a mark: signs of it can't be read; none can; somebody removed or changed it; there is none."""

COLUMNS = (
    "text_index",
    "start",
    "end",
    "verbatim",
    "kind",
    "normalised",
    "latin",
    "confidence",
    "alternatives",
    "implies",
    "basis",
    "reference_table",
    "reference_id",
    "place",
    "stage",
    "condition",
    "could_be",
    "reason",
)
"""The fields of a piece in the order of a table: the columns of ``to_frame`` and the keys in JSON."""

CREDIBLE = 0.5
"""A piece is given a kind only from this confidence on; below it the piece is ``unknown``."""

RIVAL = 0.2
"""Two serials whose confidences differ by less than this are rivals."""


def in_words(kind: str, value: str) -> str:
    """Say a value in the language that is spoken now, where it is a description and not a name."""
    return _(value) if kind in ("proof", "property") else spoken(value) if kind == "factory_code" else value


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One part of one stamped text.

    Args:
        kind: One of :data:`KINDS`.
        verbatim: The exact characters, never altered; a word that introduces the value, such as ``S/N``, belongs to
            them.
        text_index: Which text it stands in, from 0.
        start: Where it starts in that text, in characters from 0.
        end: Where it ends, exclusive.
        normalised: The value: a name from the reference tables, an ISO 3166-1 alpha-3 code, a calendar year, a serial
            in its own letters and digits, without blanks at its ends, each blank in it a plain space; None when the
            value isn't known.
        latin: The serial, or the text of another kind, with letters and digits of other scripts transliterated; None
            when all of them are Latin.
        reason: Why it was read so, a sentence.
        confidence: The probability that the kind and the value are right, from 0 to 1; of an ``unknown`` piece, that it
            is none of the other kinds. It was measured on made-up panels; real marks are harder, so none is above 0.98.
            A kind is given only from 0.5 on. A reading that rests on unverified facts has less.
        alternatives: Other kinds that were considered, each with its probability, best first.
        basis: How far the reference rows behind the reading are supported (one of ``reference.CONFIDENCE``);
            None when no fact was needed.
        reference_table: Name of the reference table that holds the row that was recognised.
        reference_id: Id of that row.
        implies: What the piece says besides its own kind, as pairs of kind and value: a factory code implies a maker.
        place: Where it stands on the firearm, an id of the reference table ``places``; None when not known.
        stage: When, or by whom, it was put on, one of :data:`STAGES`; it follows from the kind unless the mark says
            more.
        condition: What is wrong with the mark, one of :data:`CONDITIONS`; None when nothing is.
        could_be: Other values that the same signs can be, where one looks like another: ``AB O123`` could be
            ``AB 0123``. The value itself is what was written down; nothing is folded.
    """

    kind: str
    verbatim: str
    text_index: int
    start: int
    end: int
    normalised: str | None
    latin: str | None = None
    reason: str
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()
    basis: str | None = None
    reference_table: str | None = None
    reference_id: str | None = None
    implies: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    stage: str = "unknown"
    condition: str | None = None
    could_be: tuple[str, ...] = ()

    @property
    def row(self) -> reference.Row | None:
        """The reference row that was recognised, with its source; None when none was."""
        if self.reference_table is None or self.reference_id is None:
            return None
        return reference.get(self.reference_table, self.reference_id)

    @property
    def shown(self) -> tuple[str, str]:
        """Kind and value in the language that is spoken now, for people to read; the value "" when it isn't known."""
        return _(NAMES[self.kind]), in_words(self.kind, self.normalised) if self.normalised else ""


def quickly(**fields: Any) -> Piece:
    """Make a piece of all its fields; the way of a frozen dataclass is slower, and every piece passes here."""
    piece = object.__new__(Piece)
    piece.__dict__.update(fields)
    return piece


def with_probability(piece: Piece, confidence: float, alternatives: tuple[tuple[str, float], ...]) -> Piece:
    """Give a copy with a probability; ``dataclasses.replace`` is slower, and every piece that is read passes here."""
    copy = object.__new__(Piece)
    copy.__dict__.update(piece.__dict__, confidence=confidence, alternatives=alternatives)
    return copy


@dataclass(frozen=True, kw_only=True)
class Reading:
    r"""What was read from all texts of one firearm.

    Args:
        texts: The texts as they were handed over.
        pieces: The pieces in the order of the texts. What stands before, between and behind them is white space, signs
            that steer the direction of writing, and punctuation (``. , : ; / | \ - & + = _ !``, brackets, quotation
            marks), so pieces and gaps together give back each text exactly.
    """

    texts: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def of(self, kind: str) -> tuple[Piece, ...]:
        """Give the pieces of one kind.

        Args:
            kind: One of :data:`KINDS`; any other text gives no piece.

        Returns:
            The pieces in the order of the texts.
        """
        return tuple(piece for piece in self.pieces if piece.kind == kind)

    def values(self, kind: str) -> tuple[str, ...]:
        """Give what is said about one kind, by pieces of that kind or by what other pieces imply.

        Args:
            kind: One of :data:`KINDS`.

        Returns:
            The different values; those read directly first.
        """
        direct = [piece.normalised for piece in self.pieces if piece.kind == kind and piece.normalised is not None]
        implied = [value for piece in self.pieces for of, value in piece.implies if of == kind]
        return tuple(dict.fromkeys([*direct, *implied]))

    @property
    def factory(self) -> tuple[Piece, ...]:
        """What the maker put on, in the order of the texts."""
        return tuple(piece for piece in self.pieces if piece.stage == "factory")

    @property
    def later(self) -> tuple[Piece, ...]:
        """What others put on (proof houses, importers, owners, States), in the order of the texts."""
        return tuple(piece for piece in self.pieces if piece.stage in LATER)

    @property
    def serial(self) -> str | None:
        """The serial of the firearm; None unless exactly one is credible.

        A serial is credible when no other value comes close to its confidence.
        """
        best: dict[str, float] = {}
        for piece in self.of("serial"):
            if piece.normalised is not None:
                best[piece.normalised] = max(piece.confidence, best.get(piece.normalised, 0.0))
        if not best:
            return None
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < RIVAL:
            return None
        return ranked[0][0]
