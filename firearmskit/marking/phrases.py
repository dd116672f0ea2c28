"""Which phrases of the reference tables count as marks in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from firearmskit import reference
from firearmskit.marking import lexicon
from firearmskit.marking.context import Candidate, Known, supported
from firearmskit.marking.entries import BARE, draft, parts
from firearmskit.marking.families.symbols import SYMBOLS
from firearmskit.marking.rules import TABLE_RANK

__all__ = ["is_open", "phrases"]

_PHRASE_RANK = 89
_HIT_RANK = {"property": 27, "proof": 20, "import": 22, "model": 3, "variant": 3, "maker": 3, "country": 3, "town": 0}

_NUMBER_FOLLOWS = re.compile(r"[ -]?(?!(?:19|20)\d\d\b)\d{3}|[ -]?[#?*$]")

_CROWN = ("GBR", "AUS", "CAN", "IND", "NZL", "PAK", "ZAF")
"""States where a royal cypher is stamped."""


def phrases(text: str, hits: Iterable[lexicon.Hit], known: Known) -> Iterator[Candidate]:
    """Turn phrases of the tables into candidates."""
    for hit in hits:
        if hit.kind == "maker" and text[hit.start : hit.end] in SYMBOLS:
            continue
        if hit.weak and (not _stands_out(text, hit) or _prefix(text, hit) or _contradicted(text, hit, known)):
            continue
        if hit.kind == "country" and hit.end - hit.start <= 2 and _prefix(text, hit):
            continue
        made = draft(text, hit, known)
        # A phrase of many words holds what would be a calibre by itself: CARBINE CAL .30 M1.
        rank = _PHRASE_RANK if text.count(" ", hit.start, hit.end) >= 3 else TABLE_RANK + _HIT_RANK[hit.kind]
        yield rank, made.start, made.end, parts(text, made)


def _stands_out(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether a short mark is written as one: in capitals, if its script has them, or as a model's whole name."""
    shown = text[hit.start : hit.end]
    return shown == shown.upper() or (hit.kind == "model" and shown == text.strip() and shown.istitle())


def _prefix(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether a short mark is rather the letters of a serial: digits follow, and it is no model of three."""
    model = hit.kind in ("model", "variant") and hit.end - hit.start >= 3 and text[hit.end : hit.end + 1] == " "
    return not model and _NUMBER_FOLLOWS.match(text, hit.end) is not None


@cache
def _maker_countries() -> dict[str, str | None]:
    return {row.id: row.country for row in reference.rows(reference.Maker)}


def _contradicted(text: str, hit: lexicon.Hit, known: Known) -> bool:
    """Tell whether the other marks name makers, and two letters go with none of them."""
    if not known or not _two_letters(text, hit):
        return False
    mark = text[hit.start : hit.end]
    countries = _maker_countries()
    makers = [tag for tag in known if tag in countries and supported((tag,), known, mark)]
    named = {*makers, *(countries[maker] for maker in makers)}
    return bool(makers) and not any(named & _goes_with(row) for row in hit.rows)


def _two_letters(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether a phrase is two letters, which stand for many things, and no name."""
    return (
        hit.end - hit.start == 2
        and hit.kind in ("model", "variant", "proof", "property")
        and text[hit.start : hit.end].isalpha()
    )


def _goes_with(row: reference.Row) -> set[str | None]:
    """Give the makers and States beside which a row's mark is expected."""
    if isinstance(row, reference.Model):
        return {row.maker} if row.maker else {row.country, *row.also}
    country = getattr(row, "country", None)
    return {country} if country else set(_CROWN)


def is_open(text: str, hit: lexicon.Hit) -> bool:
    """Tell whether the marks beside a phrase help to say which row it is."""
    return (
        len(hit.rows) > 1
        or hit.kind == "town"
        or _two_letters(text, hit)
        or (hit.kind == "model" and BARE.fullmatch(text, hit.start, hit.end) is not None)
    )
