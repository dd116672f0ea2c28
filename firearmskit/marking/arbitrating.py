"""What the pieces of one firearm say together: which number is its serial, and which marks contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from firearmskit import reference
from firearmskit.language import text as _
from firearmskit.marking.piece import CREDIBLE, Piece
from firearmskit.marking.places import roles
from firearmskit.marking.script import latin, visible

__all__ = ["against_dates", "arbitrate", "only_number"]

_NEAR = 2
"""So many signs may stand between a number and the words about it."""

_CAP_PART = 0.55
"""The most confidence in a number that stands on a part which can be exchanged."""


def arbitrate(pieces: list[Piece]) -> Iterator[Piece]:
    """Settle which numbers are the serial of the firearm."""
    role_of = roles()

    def role(piece: Piece) -> str | None:
        return role_of[piece.place] if piece.place else None

    spoilt = any(
        piece.condition in ("altered", "unreadable", "never_marked") and role(piece) in ("main", None)
        for piece in pieces
    )
    serials = [piece for piece in pieces if piece.kind == "serial"]
    main = {piece.normalised for piece in serials if role(piece) == "main"}
    rest = [piece.confidence for piece in serials if role(piece) in ("main", None)]
    best = max(rest, default=0.0)
    best_values = {piece.normalised for piece in serials if piece.confidence == best and role(piece) in ("main", None)}
    unplaced = {piece.normalised for piece in serials if role(piece) is None}
    on_parts = {piece.normalised for piece in serials if role(piece) == "part"}
    described: int | None = None
    changed = {
        at
        for at, (piece, behind) in enumerate(pairwise(pieces))
        if behind.condition == "altered" and behind.text_index == piece.text_index and behind.start - piece.end <= _NEAR
    }
    for index, piece in enumerate(pieces):
        if piece.condition in ("altered", "unreadable"):
            described = piece.text_index
        if piece.kind != "serial":
            yield piece
            continue
        where = role(piece)
        at = _(piece.place) if piece.place else ""
        if index in changed:
            yield _not_serial(
                piece,
                _(
                    "A number before words which say that it was removed or changed: what stands there now needn't be "
                    "the serial that the maker stamped."
                ),
            )
        elif described == piece.text_index and piece.verbatim == piece.normalised:
            yield _not_serial(
                piece,
                _(
                    "A number behind words which say that a mark was removed or can't be read: it may be no more than "
                    "what is left of the serial. Record which characters are missing."
                ),
            )
        elif where in ("part", "loose") and piece.normalised in main:
            yield replace(piece, reason=piece.reason + " " + _("It repeats the number of the frame or receiver."))
        elif where in ("part", "loose") and main:
            yield _not_serial(
                piece,
                _(
                    "A number on the {place}, other than the number on the frame or receiver: parts can "
                    "come from another firearm, so it isn't the serial."
                ).format(place=at),
            )
        elif where == "part" and spoilt:
            yield _not_serial(
                piece,
                _(
                    "A number on the {place}, while the frame or receiver bears none that can be read: parts can "
                    "come from "
                    "another firearm, so it isn't the serial. It may help a laboratory."
                ).format(place=at),
            )
        elif where == "part" and piece.normalised not in unplaced and (unplaced or len(on_parts) > 1):
            yield _not_serial(
                piece,
                _(
                    "A number on the {place}, and another number elsewhere, neither of them known to stand on the "
                    "frame or receiver: look there for the serial, since parts can come from another firearm."
                ).format(place=at),
            )
        elif where == "loose":
            yield _not_serial(
                piece,
                _(
                    "A number on the {place}, which comes off in use: it can't be taken for the serial of the firearm."
                ).format(place=at),
            )
        elif where == "part":
            yield replace(
                piece,
                confidence=min(piece.confidence, _CAP_PART),
                reason=piece.reason
                + " "
                + _("It stands on the {place}; confirm it on the frame or receiver.").format(place=at),
            )
        elif best - piece.confidence >= 0.2 and piece.normalised not in best_values:
            yield _not_serial(
                piece, _("In the shape of a serial, but another text is much better supported as the serial.")
            )
        else:
            yield piece


_SHORT = re.compile(r"[^\W\d_]{0,4}[ -]?[\d?#*]{3,4}[^\W\d_]?")
_IDENTIFIES = ("maker", "model", "calibre", "factory_code")


def only_number(texts: Sequence[str], pieces: list[Piece]) -> list[Piece]:
    """Take a short number for the serial where it is the only one that can be: on the main part, or with letters."""
    role_of = roles()
    if any(piece.kind == "serial" for piece in pieces) or not any(piece.kind in _IDENTIFIES for piece in pieces):
        return pieces
    found = [at for at, piece in enumerate(pieces) if _could_be_serial(piece, texts[piece.text_index], role_of)]
    if len(found) != 1:
        return pieces
    piece = pieces[found[0]]
    value = " ".join(visible(piece.verbatim).split())
    pieces[found[0]] = replace(
        piece,
        kind="serial",
        normalised=value,
        latin=latin(value),
        stage="factory",
        confidence=_CAP_PART,
        alternatives=(("proof", 0.2),),
        reason=_("Short for a serial, but the only number that can be it; an inspector's number looks the same."),
    )
    return pieces


def _could_be_serial(piece: Piece, text: str, role_of: Mapping[str, str]) -> bool:
    """Tell whether an unread piece is a short number that fills its text, on the main part or with letters."""
    if piece.kind != "unknown" or piece.confidence >= CREDIBLE or not _serial_first(piece):
        return False
    role = role_of[piece.place] if piece.place else None
    letters = any(map(str.isalpha, piece.verbatim))
    return (
        (role == "main" or (role is None and letters))
        and piece.verbatim == text.strip()
        and _SHORT.fullmatch(piece.verbatim) is not None
    )


def _serial_first(piece: Piece) -> bool:
    return bool(piece.alternatives) and piece.alternatives[0][0] == "serial"


def _not_serial(piece: Piece, reason: str) -> Piece:
    return replace(
        piece,
        kind="unknown",
        normalised=None,
        stage="unknown",
        condition=None,
        could_be=(),
        confidence=0.6,
        alternatives=(("serial", min(piece.confidence, 0.4)), *piece.alternatives),
        reason=reason,
    )


def against_dates(pieces: list[Piece]) -> list[Piece]:
    """Point out years that are later than the last year in which an owner's mark was put on."""
    ended = [(row, at) for at, piece in enumerate(pieces) if (row := _ended(piece))]
    years = [(int(p.normalised), at) for at, p in enumerate(pieces) if p.kind == "year" and p.normalised]
    if not ended or not years:
        return pieces
    # One contradiction is told for each piece, the plainest: a long text may hold thousands.
    first, _at = min(ended, key=lambda pair: pair[0].until or 0)
    last, _at = max(years)
    pairs = [(row, last, at) for row, at in ended] + [(first, year, at) for year, at in years]
    for row, year, at in pairs:
        if row.until is not None and year > row.until:
            note = _("{mark} ended in {until}, the year {year} is later: look again at both.").format(
                mark=_(row.meaning), until=row.until, year=year
            )
            pieces[at] = replace(pieces[at], reason=f"{pieces[at].reason} {note}")
    return pieces


def _ended(piece: Piece) -> reference.PropertyMark | None:
    """Give the row of an owner's mark that isn't put on any more."""
    row = piece.row if piece.kind == "property" else None
    return row if isinstance(row, reference.PropertyMark) and row.until is not None else None
