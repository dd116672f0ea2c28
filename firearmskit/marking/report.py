"""Say in sentences, or in a table, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from firearmskit.arguments import listed, of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.comparing import Comparison
from firearmskit.marking.firearm import Firearm
from firearmskit.marking.piece import COLUMNS, CREDIBLE, Piece, Reading, in_words

if TYPE_CHECKING:
    import pandas

__all__ = ["describe", "to_frame"]

_LABELS = {
    "maker": N_("Maker: {values}."),
    "model": N_("Model: {values}."),
    "calibre": N_("Calibre: {values}."),
    "year": N_("Year: {values}."),
    "country": N_("Country: {values}."),
    "factory_code": N_("Factory mark: {values}."),
    "proof": N_("Proof or inspection: {values}."),
    "import": N_("Imported by: {values}."),
    "property": N_("Mark of an owner: {values}."),
    "selector": N_("Fire selector: {values}."),
}
_CONDITIONS = {
    "partly_unread": N_("Signs of it can't be read: {texts}."),
    "unreadable": N_("Described as not readable: {texts}."),
    "altered": N_("Described as removed or altered: {texts}."),
    "never_marked": N_("Described as never marked: {texts}."),
}
_STAGES = {
    "later-state": N_("Put on later by a State: {texts}."),
    "deactivation": N_("Mark of a deactivation, put on later: {texts}."),
}
_MOST = 20


def describe(reading: Reading | Firearm | Comparison) -> str:
    """Say what was read, or how two serials compare, in sentences.

    Args:
        reading: What :func:`firearmskit.marking.read`, :func:`firearmskit.marking.read_firearm` or
            :func:`firearmskit.marking.compare` gave.

    Returns:
        Sentences in the language that is spoken now. Each names values as stamped or as in the reference tables; what
        isn't known is said to be unknown.

    Raises:
        InputError: It is something else.

    >>> from firearmskit import marking
    >>> marking.describe(marking.read(["MADE IN AUSTRIA"]))
    'Country: AUT. No serial was recognised.'
    """
    if isinstance(reading, Comparison):
        return str(reading)
    if isinstance(reading, Firearm):
        return " ".join([describe(reading.reading), *(conflict.reason for conflict in reading.conflicts)])
    of_type(reading, (Reading, Firearm, Comparison), "reading")
    sentences = []
    for kind, label in _LABELS.items():
        values = tuple(in_words(kind, value) for value in reading.values(kind))
        unnamed = [quote(piece.verbatim) for piece in reading.of(kind) if piece.normalised is None]
        if values or unnamed:
            sentences.append(_(label).format(values=_listed([*values, *unnamed])))
    serials = tuple(dict.fromkeys(piece.normalised or piece.verbatim for piece in reading.of("serial")))
    if reading.serial is not None:
        sentences.append(_("Serial: {serial}.").format(serial=quote(reading.serial)))
    elif serials:
        sentences.append(_("Serial not settled; possible: {serials}.").format(serials=_listed(map(quote, serials))))
    else:
        sentences.append(_("No serial was recognised."))
    return " ".join([*sentences, *_about_marks(reading)])


def _about_marks(reading: Reading) -> Iterator[str]:
    """Say of marks what their values don't: altered, put on later, not understood, read with unchecked facts."""
    pieces = reading.pieces
    for value, label in _CONDITIONS.items():
        yield from _told(_(label), (piece for piece in pieces if piece.condition == value))
    for value, label in _STAGES.items():
        yield from _told(_(label), (piece for piece in pieces if piece.stage == value))
    rest = [piece for piece in reading.of("unknown") if piece.condition is None and piece.stage not in _STAGES]
    yield from _told(
        _("Understood, but not a mark of these kinds: {texts}."),
        (piece for piece in rest if piece.confidence >= CREDIBLE),
    )
    yield from _told(_("Not understood: {texts}."), (piece for piece in rest if piece.confidence < CREDIBLE))
    yield from _told(
        _("Read with facts that nobody has checked at a source yet: {texts}."),
        (piece for piece in pieces if piece.basis == "unverified"),
    )


def _told(sentence: str, pieces: Iterable[Piece]) -> Iterator[str]:
    """Say a sentence of some marks, if there are any."""
    marks = [quote(piece.verbatim) for piece in pieces]
    if marks:
        yield sentence.format(texts=_listed(marks))


def _listed(values: Iterable[str]) -> str:
    """Join values with commas; where there are very many, count the rest."""
    shown = list(values)
    if len(shown) <= _MOST:
        return ", ".join(shown)
    return _("{values} and {count} more").format(values=", ".join(shown[:_MOST]), count=len(shown) - _MOST)


def to_frame(readings: Reading | Sequence[Reading] | Mapping[str, Reading]) -> pandas.DataFrame:
    """Give the pieces of one reading, or of several, as a pandas DataFrame.

    Args:
        readings: What :func:`firearmskit.marking.read` gave; a sequence of such readings; or readings by name.

    Returns:
        One row for each piece; columns ``reading`` (number of the reading from 0, or its name) and those of
        ``marking.COLUMNS``, which are the fields of :class:`firearmskit.marking.Piece`.

    Raises:
        InputError: Something among ``readings`` isn't a reading.
    """
    import pandas

    if isinstance(readings, Reading):
        readings = [readings]
    named = readings.items() if isinstance(readings, Mapping) else enumerate(listed(readings, Reading, "readings"))
    records = []
    for name, reading in named:
        if not isinstance(reading, Reading):
            raise InputError(_("{value} isn't a reading").format(value=quote(reading)))
        records += [[name, *(getattr(piece, column) for column in COLUMNS)] for piece in reading.pieces]
    return pandas.DataFrame(records, columns=["reading", *COLUMNS])
