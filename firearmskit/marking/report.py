"""Say in sentences, or in a table, what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.comparing import Comparison
from firearmskit.marking.piece import COLUMNS, CREDIBLE, Reading, in_words

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
_MOST = 20


def describe(reading: Reading | Comparison) -> str:
    """Say what was read, or how two serials compare, in sentences.

    Args:
        reading: What :func:`firearmskit.marking.read` or :func:`firearmskit.marking.compare` gave.

    Returns:
        Sentences in the language that is spoken now. Each names values as stamped or as in the reference tables; what
        isn't known is said to be unknown.

    >>> from firearmskit import marking
    >>> marking.describe(marking.read(["MADE IN AUSTRIA"]))
    'Country: AUT. No serial was recognised.'
    """
    if isinstance(reading, Comparison):
        return str(reading)
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
    unknown = reading.of("unknown")
    other = [quote(piece.verbatim) for piece in unknown if piece.confidence >= CREDIBLE]
    open_ = [quote(piece.verbatim) for piece in unknown if piece.confidence < CREDIBLE]
    if other:
        sentences.append(_("Understood, but not a mark of these kinds: {texts}.").format(texts=_listed(other)))
    if open_:
        sentences.append(_("Not understood: {texts}.").format(texts=_listed(open_)))
    return " ".join(sentences)


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
    named = readings.items() if isinstance(readings, Mapping) else enumerate(readings)
    records = []
    for name, reading in named:
        if not isinstance(reading, Reading):
            raise InputError(_("{value} isn't a reading").format(value=quote(reading)))
        records += [[name, *(getattr(piece, column) for column in COLUMNS)] for piece in reading.pieces]
    return pandas.DataFrame(records, columns=["reading", *COLUMNS])
