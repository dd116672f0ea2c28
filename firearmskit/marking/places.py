"""Where a mark stands, from free words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cache, lru_cache

from firearmskit import reference
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.marking.lexicon import fold

__all__ = ["places", "roles"]


@cache
def _place_words() -> tuple[tuple[re.Pattern[str], str, str, str], ...]:
    """Give pattern, word, place and role, the longest words first, so that "magazine housing" isn't a magazine."""
    words = [(fold(word), row.id, row.role) for row in reference.rows(reference.Place) for word in row.words]
    words.sort(key=lambda triple: -len(triple[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), word, place, role) for word, place, role in words)


_SIDES = frozenset(
    fold(
        "left right side sides top bottom underside front rear back end near inside outside above below of on the at "
        "gauche droit droite côté face dessus dessous avant arrière sous sur de du la le à "
        "not stated unknown non précisé indiqué inconnu inconnue"
    ).split()
)
"""Words that name a side, or say that nothing is known: they are no part, and no mistake."""


@cache
def roles() -> dict[str, str]:
    """Give the role of each place: ``main``, ``part`` or ``loose``."""
    return {row.id: row.role for row in reference.rows(reference.Place)}


@lru_cache(maxsize=1024)
def _place(words: str) -> str | None:
    """Find the place that some words name; a main part wins over others, since its number counts.

    Words for a side alone, such as ``left side``, name none.
    """
    if not words.strip():
        return None
    rest = fold(words[:200])
    found: list[tuple[str, str]] = []
    for pattern, _word, place, role in _place_words():
        rest, count = pattern.subn("\0", rest)
        if count:
            found.append((place, role))
    if not found and _SIDES.issuperset(re.findall(r"\w+", rest)):
        return None
    if not found:
        raise InputError(_unknown_place(words))
    return min(found, key=lambda item: item[1] != "main")[0]


def _unknown_place(words: str) -> str:
    """Say that a place isn't known, which places are, and which may have been meant."""
    known = {word: place for _pattern, word, place, _role in _place_words()}
    named = [*fold(words[:200]).split(), fold(words[:200])]
    close = [word for part in named for word in difflib.get_close_matches(part, known, n=1, cutoff=0.7)]
    message = (
        _("{place} isn't a place that is known; did you mean {close}? The places are {places}.")
        if close
        else _("{place} isn't a place that is known; the places are {places}.")
    )
    return message.format(place=quote(words), close=quote(close[0].lower()) if close else "", places=", ".join(roles()))


def places(place: str | Sequence[str | None] | None, count: int) -> list[str | None]:
    """Give the place of each of ``count`` texts, from one word for all or one word for each."""
    if place is None or isinstance(place, str):
        return [_place(place) if place else None] * count
    if not isinstance(place, Sequence) or isinstance(place, bytes):
        raise InputError(_("place must be a text or a sequence of texts, not {value}").format(value=quote(place)))
    if len(place) != count:
        raise InputError(
            _("place must name one place for each of the {count} texts; it names {named}: {value}").format(
                count=count, named=len(place), value=quote(list(place))
            )
        )
    for word in place:
        if word is not None and not isinstance(word, str):
            raise InputError(_("a place must be a text or None, not {value}").format(value=quote(word)))
    return [_place(word) if word else None for word in place]
