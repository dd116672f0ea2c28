"""Read a whole headstamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.identification.headstamp.makers import with_makers, years_that_fit
from firearmskit.identification.headstamp.pieces import join_years, pieces_of, settle_years
from firearmskit.identification.headstamp.values import HeadstampReading, StampPiece
from firearmskit.language import text as _

__all__ = ["read"]


def read(
    stamp: str | Mapping[str, str], *, calibre: str | None = None, found_in: str | None = None
) -> HeadstampReading:
    """Say what each piece of a headstamp is.

    Args:
        stamp: The texts by clock position, as ``{"12": "PPU", "6": "9mm LUGER"}``, with the base turned so that a
            maker's letters, or the longest text, stand upright; or all of it as one text. A symbol is the sign itself
            or its name in brackets, ``[nato cross]``, ``[star]``.
        calibre: Id of the calibre, where the case was measured; it is believed more than a stamp.
        found_in: ISO 3166-1 alpha-3 code of the State where it was found; makers there are thought a little likelier.

    Returns:
        The reading. Nothing is left out: what isn't understood is ``unknown``.

    Raises:
        InputError: The stamp isn't a text or texts by clock position, or the calibre or State doesn't exist.

    >>> from firearmskit.identification import headstamp
    >>> [(each.maker, each.country) for each in headstamp.read("PS 85").makers]
    [('Pirotecnia Militar de Sevilla', 'ESP'), ('Poongsan Metals', 'KOR')]
    """
    if calibre is not None:
        _known(reference.Calibre, calibre)
    if found_in is not None:
        _known(reference.Country, found_in)
    texts = list(_texts(stamp))
    if not any(text.strip() for _clock, text in texts):
        return HeadstampReading(pieces=(), warnings=_blank_warnings(), blank=True)
    pieces = [piece for clock, text in texts for piece in pieces_of(text, clock)]
    pieces = list(settle_years(join_years(pieces)))
    stamped = next((piece.normalised for piece in pieces if piece.kind == "calibre" and piece.normalised), None)
    years = [year for piece in pieces for year in piece.years]
    settled = [with_makers(piece, calibre or stamped, years, found_in) for piece in pieces]
    settled = [years_that_fit(piece, settled) for piece in settled]
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
        raise InputError(_("a headstamp is a text, or texts by clock position, not {value}").format(value=quote(stamp)))
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
        yield _(
            "A stamp names who made the case, not who loaded it last or sold it: cases are loaded again, and brands "
            "order from several makers."
        )
