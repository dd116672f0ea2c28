"""Several panels of one firearm, such as several photographs: what they say together, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.lookalikes import UNREAD, fit
from firearmskit.marking.piece import RIVAL, Piece, Reading
from firearmskit.marking.reader import read

__all__ = ["CONFLICTS", "Conflict", "Firearm", "Standing", "read_firearm"]

CONFLICTS = ("serial", "part", "maker", "country", "year", "calibre")
"""What the panels of one firearm can disagree about."""

_SENTENCES = {
    "serial": N_("Numbers that stand as the serial differ: {values}. Look again; a part may be from another firearm."),
    "part": N_("Numbers on parts differ from the serial: {values}. Parts can come from another firearm."),
    "maker": N_("Several makers are named: {values}. One may have made a part, given a licence or sold the firearm."),
    "country": N_("Several States of make are named: {values}. Look again at each mark."),
    "year": N_("Several years are marked: {values}. A later one may be of repair, of proof or of import."),
    "calibre": N_("Several calibres are marked: {values}. The firearm may have been converted."),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One value of the serial, and where it stands.

    Args:
        value: The serial as stamped; of several that fit each other, the one with the fewest signs unread.
        read_as: All values that were read, also those with signs unread.
        places: Where it stands: ids of the reference table ``places``; None among them where it isn't known.
        panels: The panels on which it stands, from 0.
        confidence: The highest probability of its pieces.
    """

    value: str
    read_as: tuple[str, ...]
    places: tuple[str | None, ...]
    panels: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Something about which the panels disagree.

    Args:
        about: One of :data:`CONFLICTS`.
        values: The values that differ.
        reason: What that can mean, a sentence.
    """

    about: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Firearm:
    """What several panels of one firearm say together.

    Args:
        reading: The reading of all texts, each in the light of the others.
        panels: For each text of the reading, which panel it stands on, from 0.
        serials: The values of the serial with their places, the most probable first.
        conflicts: What the panels disagree about.
    """

    reading: Reading
    panels: tuple[int, ...]
    serials: tuple[Standing, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def serial(self) -> str | None:
        """The serial of the firearm; None unless exactly one is credible, readings that fit each other taken as one."""
        if len(self.serials) > 1 and self.serials[0].confidence - self.serials[1].confidence < RIVAL:
            return None
        return self.serials[0].value if self.serials else None


def read_firearm(
    panels: Sequence[Sequence[str]], *, places: Sequence[str | Sequence[str | None] | None] | None = None
) -> Firearm:
    """Read several panels of one firearm together: marks repeat, support and contradict each other.

    Args:
        panels: For each panel, such as a photograph, its texts as :func:`firearmskit.marking.read` takes them.
        places: For each panel where it stands: one place for all its texts, one for each of them, or None.

    Returns:
        The reading of all texts, the values of the serial with their places, and what the panels disagree about.

    Raises:
        InputError: ``panels`` or ``places`` isn't a sequence of the right length, or :func:`firearmskit.marking.read`
            refuses a text or a place.

    >>> photos = [["GLOCK", "AB?123"], ["ABC123", "9x19"], ["XYZ789"]]
    >>> firearm = read_firearm(photos, places=["frame", "frame", "slide"])
    >>> firearm.serial, firearm.serials[0].panels
    ('ABC123', (0, 1))
    >>> [(conflict.about, conflict.values) for conflict in firearm.conflicts]
    [('part', ('XYZ789',))]
    """
    if isinstance(panels, str | bytes) or not isinstance(panels, Sequence):
        raise InputError(_("panels must be a sequence of panels, not {value}").format(value=quote(panels)))
    texts: list[str] = []
    where: list[str | None] = []
    on: list[int] = []
    for index, (panel, place) in enumerate(zip(panels, _places(places, len(panels)), strict=True)):
        if isinstance(panel, str | bytes) or not isinstance(panel, Sequence):
            raise InputError(
                _("panel {number} must be a sequence of texts, not {value}").format(
                    number=index + 1, value=quote(panel)
                )
            )
        one = place is None or isinstance(place, str)
        where += [place] * len(panel) if one else list(place)  # type: ignore[list-item, arg-type]
        texts += panel
        on += [index] * len(panel)
    reading = read(texts, place=where)
    serials = _standings(reading, on)
    return Firearm(reading=reading, panels=tuple(on), serials=serials, conflicts=tuple(_conflicts(reading, serials)))


def _places(
    places: Sequence[str | Sequence[str | None] | None] | None, count: int
) -> Sequence[str | Sequence[str | None] | None]:
    if places is None:
        return [None] * count
    if isinstance(places, str | bytes) or not isinstance(places, Sequence) or len(places) != count:
        raise InputError(
            _("places must name one place for each of the {count} panels, not {value}").format(
                count=count, value=quote(places)
            )
        )
    return places


def _standings(reading: Reading, on: Sequence[int]) -> tuple[Standing, ...]:
    """Gather the serials that fit each other, the most probable first."""
    groups: list[list[Piece]] = []
    pieces = [piece for piece in reading.of("serial") if piece.normalised]
    # A value without unread signs is a group of its own; one with them joins the only group that it fits.
    for piece in sorted(pieces, key=lambda piece: _unread(piece.normalised or "")):
        fitting = [group for group in groups if fit(group[0].normalised or "", piece.normalised or "")]
        if len(fitting) == 1:
            fitting[0].append(piece)
        else:
            groups.append([piece])
    found = [
        Standing(
            value=group[0].normalised or "",
            read_as=tuple(dict.fromkeys(piece.normalised or "" for piece in group)),
            places=tuple(dict.fromkeys(piece.place for piece in group)),
            panels=tuple(sorted({on[piece.text_index] for piece in group})),
            confidence=max(piece.confidence for piece in group),
        )
        for group in groups
    ]
    return tuple(sorted(found, key=lambda standing: -standing.confidence))


def _unread(value: str) -> int:
    return sum(char in UNREAD for char in value)


def _conflicts(reading: Reading, serials: tuple[Standing, ...]) -> Iterable[Conflict]:
    if len(serials) > 1:
        yield _conflict("serial", [standing.value for standing in serials])
    numbers = [piece.verbatim for piece in reading.of("unknown") if _is_other_number(piece, serials)]
    if numbers:
        yield _conflict("part", numbers)
    for about in ("maker", "country", "year", "calibre"):
        values = [value for piece in reading.factory for kind, value in _said(piece) if kind == about]
        if len(set(values)) > 1:
            yield _conflict(about, values)


def _is_other_number(piece: Piece, serials: tuple[Standing, ...]) -> bool:
    """Tell whether a piece is a number on another part, which would be a serial on the main one."""
    likely = bool(piece.alternatives) and piece.alternatives[0][0] == "serial"
    return likely and piece.place is not None and bool(serials) and any(map(str.isdigit, piece.verbatim))


def _said(piece: Piece) -> Iterable[tuple[str, str]]:
    if piece.normalised is not None:
        yield piece.kind, piece.normalised
    yield from piece.implies


def _conflict(about: str, values: Iterable[str]) -> Conflict:
    different = tuple(dict.fromkeys(values))
    return Conflict(
        about=about, values=different, reason=_(_SENTENCES[about]).format(values=", ".join(map(quote, different)))
    )
