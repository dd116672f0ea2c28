"""What the marks on one firearm show: by what the examiner says, and by what the reader makes of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from firearmskit import law, reference
from firearmskit.errors import InputError
from firearmskit.marking.piece import CREDIBLE, Piece
from firearmskit.marking.reader import read
from firearmskit.marking.script import plain
from firearmskit.marking.stamped import StampedMark

__all__ = ["MAX_TEXT", "Shown", "look", "part_of", "role_of"]

MAX_TEXT = 1000
"""Longer texts aren't read: no firearm bears them."""

_KINDS = {
    "serial": "serial",
    "maker": "manufacturer",
    "model": "model",
    "calibre": "calibre",
    "year": "year-of-manufacture",
    "country": "country-of-manufacture",
    "import": "importer-name",
}
_MADE = frozenset(["MADE", "MANUFACTURED", "PRODUCT", "FABRIQUE", "FABRIQUÉ", "FABRICADO", "HERGESTELLT"])
_IMPORTED = frozenset(["IMP", "IMPORT", "IMPORTED", "IMPORTE", "IMPORTÉ", "IMPORTADO"])
_DEACTIVATED = re.compile(r"\b(?:DEAC|DEACTIVATED|NEUTRALIS[EÉ]E?)\b|^EU\b")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One thing that one mark shows.

    Args:
        content: One of ``law.CONTENTS``.
        value: The text, or its value where the reader gave one.
        index: Number of the mark, from 0.
        part: Id of the part that the mark stands on, of the reference table ``places``; None when not known.
    """

    content: str
    value: str
    index: int
    part: str | None


def look(marks: Sequence[StampedMark], events: Iterable[tuple[str, str]]) -> tuple[list[Shown], list[int]]:
    """Say what marks show, and which of them weren't understood.

    Args:
        marks: Marks whose texts are texts of at most :data:`MAX_TEXT` characters.
        events: Pairs of an event and the State where it happened: a mark that names that State was put on then.

    Returns:
        What is shown, in the order of the marks; and the numbers of the marks of which nothing was understood.
    """
    happened = list(events)
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for piece in read([mark.text for mark in marks]).pieces:
        pieces[piece.text_index].append(piece)
    shown: list[Shown] = []
    open_: list[int] = []
    for index, mark in enumerate(marks):
        found = _said(mark) if mark.shows is not None else _read(mark, pieces[index], happened)
        part = part_of(mark.place)
        shown += [Shown(content=content, value=value, index=index, part=part) for content, value in found]
        if not found and mark.shows is None and mark.text.strip():
            open_.append(index)
    return shown, open_


def _said(mark: StampedMark) -> list[tuple[str, str]]:
    """Take the examiner's word for what a mark shows."""
    year = _YEAR.search(plain(mark.text))
    values = {"year-of-manufacture": year and year[0], "year-of-import": year and year[0]}
    return [(each, values.get(each) or mark.text) for each in mark.shows or () if each in law.CONTENTS]


def _read(mark: StampedMark, pieces: Sequence[Piece], events: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    later = _later(mark.text, events)
    for piece in pieces:
        if piece.kind in _KINDS and piece.confidence >= CREDIBLE and not (later and piece.kind in ("year", "country")):
            found.append((_KINDS[piece.kind], piece.normalised or piece.verbatim))
        for kind, value in piece.implies:
            if kind in _KINDS and not later:
                found.append((_KINDS[kind], value))
        if piece.kind == "import" and len(_WORD.findall(piece.verbatim)) > 3:
            found.append(("importer-address", piece.verbatim))
    if _DEACTIVATED.search(mark.text.upper()):
        found.append(("deactivation-mark", mark.text))
    return found + later


def _later(text: str, events: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Say what a mark that a State had put on later shows: that State, and the year."""
    found: list[tuple[str, str]] = []
    for event, state in events:
        content = {"import": "country-of-import", "state-transfer": "transferring-state"}.get(event)
        if content and _names(text, state):
            found.append((content, state))
            year = _YEAR.search(plain(text)) or re.search(r"(?<!\d)\d\d$", plain(text).strip())
            if year and event == "import":
                found.append(("year-of-import", year[0] if len(year[0]) == 4 else f"20{year[0]}"))
    return found


def _names(text: str, state: str) -> bool:
    """Tell whether a mark names a State as the one that had it put on, and not as that of manufacture."""
    words = [word.upper() for word in _WORD.findall(plain(text))]
    if _MADE & set(words):
        return False
    code, short, names = _words_of(state)
    if code in words:
        return True
    if re.fullmatch(rf"\*? ?{short}[ \-/.]*\d{{2,4}}", plain(text).strip().upper()):
        return True
    joined = f" {' '.join(words)} "
    named = any(f" {name} " in joined for name in names)
    return (named and bool(_YEAR.search(plain(text)))) or ((named or short in words) and bool(_IMPORTED & set(words)))


@cache
def _words_of(state: str) -> tuple[str, str, tuple[str, ...]]:
    for row in reference.rows(reference.Country):
        if row.id == state:
            names = (row.name, *row.marks)
            return row.id, row.iso2, tuple(" ".join(_WORD.findall(name)).upper() for name in names)
    return state, state, ()


@lru_cache(maxsize=256)
def _part(place: str) -> str | None:
    try:
        pieces = read(["1"], place=place).pieces
    except InputError:
        return None
    return pieces[0].place if pieces else None


def part_of(place: object) -> str | None:
    """Give the id of the part that words name, as the reader understands them; None when it doesn't."""
    return _part(place) if isinstance(place, str) and 0 < len(place) <= 200 else None


def role_of(part: str | None) -> str | None:
    """Give the role of a part: ``main``, ``part`` or ``loose``; None when the part isn't known."""
    return reference.get(reference.Place, part).role if part else None
