"""Which makers a code may stand for, and how likely each is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from firearmskit import reference
from firearmskit.identification.headstamp.pieces import code_and_year, matches, two_digit_years
from firearmskit.identification.headstamp.values import MakerCandidate, StampPiece
from firearmskit.language import text as _

__all__ = ["with_makers", "years_that_fit"]

BASIS_WEIGHT = {"sourced": 1.0, "partly": 0.8, "derived": 0.7, "unverified": 0.5}
"""How much a row of the table counts against another one for the same code."""

UNLISTED = 0.15
"""Weight of a maker that the table doesn't list, beside 1 for a sourced row."""


def with_makers(piece: StampPiece, calibre: str | None, years: Iterable[int], found_in: str | None) -> StampPiece:
    """Add to a code the makers that it may stand for, weighed by years, State and how far the row is supported."""
    if piece.kind != "maker":
        return piece
    split = code_and_year(piece.verbatim)
    rows = matches(piece.verbatim)
    own_years = list(years)
    if not rows and split:
        rows = matches(split[0])
        fused = two_digit_years(int(split[1]))
        piece = replace(piece, years=fused)
        own_years += fused
    weighed = [(_weight(row, own_years, calibre, found_in), row) for row in rows]
    total = sum(weight for weight, _row in weighed) + UNLISTED
    ranked = sorted(weighed, key=lambda pair: -pair[0])
    candidates = tuple(
        MakerCandidate(
            code=row.id,
            maker=row.maker,
            country=row.country,
            probability=weight / total,
            reason=_reason(row, own_years, calibre, found_in),
        )
        for weight, row in ranked
    )
    shared = len({row.country for row in rows}) > 1
    reason = piece.reason + " " + _("The same code was used in several States.") if shared else piece.reason
    return replace(piece, candidates=candidates, reason=reason)


def _basis(row: reference.HeadstampCode) -> str:
    """Say how far it is supported that this maker used this code: a source on the maker alone says nothing of it."""
    return row.confidence if row.confidence != "partly" or "code" in row.covers else "unverified"


def _weight(row: reference.HeadstampCode, years: Iterable[int], calibre: str | None, found_in: str | None) -> float:
    weight = BASIS_WEIGHT[_basis(row)]
    listed = list(years)
    if listed and (row.since or row.until):
        fits = any(_in_years(row, year) for year in listed)
        weight *= 1.5 if fits else 0.2
    if calibre is not None and row.country is not None:
        weight *= 1.4 if row.country in _states_of(calibre) else 0.8
    if found_in is not None and row.country == found_in:
        weight *= 1.5
    return weight


@cache
def _states_of(calibre: str) -> frozenset[str]:
    """Give the States where the calibre comes from, or where a type in that calibre was made."""
    origin = reference.get(reference.Calibre, calibre).country
    found = {
        state
        for row in reference.rows(reference.Model)
        if calibre in row.calibres
        for state in (row.country, *row.also)
    }
    return frozenset(state for state in (*found, origin) if state is not None)


def _in_years(row: reference.HeadstampCode, year: int) -> bool:
    return (row.since or -math.inf) <= year <= (row.until or math.inf)


def _reason(row: reference.HeadstampCode, years: Iterable[int], calibre: str | None, found_in: str | None) -> str:
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
    if calibre is not None and row.country in _states_of(calibre):
        parts.append(_("Firearms in this calibre come from that State."))
    if found_in is not None and row.country == found_in:
        parts.append(_("It works in the State where the case was found."))
    if row.doubt:
        parts.append(_(row.doubt))
    if row.confidence == "unverified":
        parts.append(_("This row of the table is unverified."))
    elif _basis(row) == "unverified":
        parts.append(_("A source was found for this maker, but not for its code."))
    return " ".join(parts) or _("The code stands in the table for this maker.")


def years_that_fit(piece: StampPiece, pieces: Iterable[StampPiece]) -> StampPiece:
    """Put the years first in which a maker beside them worked, and leave out those in which none of them did.

    A year is left out only where the table gives the years of all makers that the codes may stand for, and another
    year remains.
    """
    if len(piece.years) < 2:
        return piece
    rows = [
        (each.probability, reference.get(reference.HeadstampCode, each.code))
        for other in pieces
        for each in other.candidates
    ]
    fit = {year: sum(p for p, row in rows if (row.since or row.until) and _in_years(row, year)) for year in piece.years}
    allowed = {
        year for year in piece.years for _p, row in rows if row.confidence == "unverified" or _in_years(row, year)
    }
    ranked = sorted(piece.years, key=lambda year: -fit[year])
    left_out = [year for year in ranked if year not in allowed]
    if not allowed or not left_out:
        return replace(piece, years=tuple(ranked))
    said = _("Left out: {years}, before or after the years of use of the code beside it.").format(
        years=", ".join(map(str, left_out))
    )
    return replace(
        piece, years=tuple(year for year in ranked if year in allowed), reason=" ".join((piece.reason, said))
    )
