"""Say in sentences, or in a table, what a headstamp says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firearmskit import reference
from firearmskit.arguments import of_type
from firearmskit.errors import quote
from firearmskit.identification.headstamp.values import NAMES, HeadstampReading, StampPiece
from firearmskit.language import text as _

if TYPE_CHECKING:
    import pandas

__all__ = ["describe", "to_frame"]


def describe(reading: HeadstampReading) -> str:
    """Say in sentences what a headstamp says.

    Args:
        reading: What :func:`read` gave.

    Returns:
        Sentences in the language that is spoken now.

    Raises:
        InputError: It is something else.

    >>> from firearmskit.identification import headstamp
    >>> headstamp.describe(headstamp.read("")).split(". ")[0]
    'Nothing is stamped'
    """
    sentences = []
    for piece in of_type(reading, HeadstampReading, "reading").pieces:
        said = _("{text} at {hour} o'clock: {kind}{value}.") if piece.clock else _("{text}: {kind}{value}.")
        sentences.append(
            said.format(text=quote(piece.verbatim), hour=piece.clock, kind=_(NAMES[piece.kind]), value=_value(piece))
        )
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

    Raises:
        InputError: It is something else.
    """
    import pandas

    columns = ["clock", "verbatim", "kind", "normalised", "years", "maker", "country", "probability", "reason"]
    records: list[list[object]] = []
    for piece in of_type(reading, HeadstampReading, "reading").pieces:
        head: list[object] = [
            piece.clock,
            piece.verbatim,
            piece.kind,
            piece.normalised,
            "; ".join(map(str, piece.years)),
        ]
        records += [[*head, c.maker, c.country, c.probability, c.reason] for c in piece.candidates] or [
            [*head, None, None, None, piece.reason]
        ]
    return pandas.DataFrame(records, columns=columns)
