"""Words that stand in the reference tables, found in a text in one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firearmskit import reference
from firearmskit.marking.script import plain
from firearmskit.reference import Row

__all__ = ["Word", "fold", "search", "words"]

_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|\d+")
_GAP = re.compile(r"[\s.,'’`´/&()\-–:]{0,4}")
_TAIL = re.compile(r"(?<=[^\W\d_])\.|\*+|(?<=\d)\s?\*{1,2}|(?<=[IVX])\s?\*{1,2}")
_INITIALS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_](?!\S))+")
_LONGEST = 40  # a run of letters longer than this is in no table


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or of digits."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the tables, found at a place of a text."""

    kind: str
    rows: tuple[Row, ...]
    start: int
    end: int
    weak: bool


def fold(text: str) -> str:
    """Write a word the way in which the tables are searched: capitals, Latin letters without accents."""
    if text.isascii():
        return text.upper()
    return "".join(
        base if ord(base := unicodedata.normalize("NFD", char)[:1] or char) < 0x250 else char
        for char in text.upper()
        if not unicodedata.combining(char)
    )


def words(text: str) -> list[Word]:
    """Split a text into runs of letters and runs of digits."""
    return [
        Word(fold(m[0]) if m.end() - m.start() <= _LONGEST else "", m.start(), m.end()) for m in _WORD.finditer(text)
    ]


def _keys(mark: str) -> Iterator[tuple[str, ...]]:
    """Give the word sequences under which a mark is found: as it stands, and without the points or the apostrophe."""
    key = tuple(word.folded for word in words(plain(mark)))
    if key:
        yield key
        joined = tuple(_INITIALS.sub(lambda m: m[0].replace(" ", ""), " ".join(key)).split())
        if joined != key:
            yield joined
        if "S" in key[1:] and "'" in mark:
            # Stamps often do without the apostrophe: COLTS.
            yield tuple(word.folded for word in words(plain(mark.replace("'", ""))))


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str, tuple[Row, ...]]]]:
    """Index every phrase by its first word, longest phrases first; the order of the tables breaks ties."""
    phrases: dict[tuple[str, ...], dict[str, dict[str, Row]]] = {}

    def add(kind: str, row: Row, *marks: str) -> None:
        for mark in marks:
            for key in _keys(mark):
                phrases.setdefault(key, {}).setdefault(kind, {})[row.id] = row

    for prop in reference.rows(reference.PropertyMark):
        add("property", prop, *prop.marks)
    for proof in reference.rows(reference.ProofMark):
        add("proof", proof, *proof.marks)
    for importer in reference.rows(reference.Importer):
        add("import", importer, *importer.marks)
    for maker in reference.rows(reference.Maker):
        add("maker", maker, *maker.marks, *((maker.own_script,) if maker.own_script else ()))
    for country in reference.rows(reference.Country):
        # In its own script, the name of a State is nothing else; مصر is Egypt before it is a rifle.
        add("country", country, *(mark for mark in country.marks if not mark.isascii()))
    for model in reference.rows(reference.Model):
        add("model", model, *model.marks)
    for model in reference.rows(reference.Model):
        add("variant", model, *model.variants)
    for country in reference.rows(reference.Country):
        add("country", country, country.name, *country.marks)
    for maker in reference.rows(reference.Maker):
        add("town", maker, *maker.towns)
    index: dict[str, list[tuple[tuple[str, ...], str, tuple[Row, ...]]]] = {}
    for key, kinds in phrases.items():
        kind, found = next(iter(kinds.items()))
        index.setdefault(key[0], []).append((key, kind, tuple(found.values())))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def search(text: str, found: list[Word]) -> Iterator[Hit]:
    """Find the phrases of the tables in a text.

    Args:
        text: The text.
        found: Its :func:`words`.

    Yields:
        Hits from left to right; where several phrases begin at one word, the longest first, then the shorter ones in
        case another reading takes part of the longest.
    """
    index = _index()
    count = len(found)
    past = 0
    for at, first in enumerate(found):
        if at < past or (first.start and (text[first.start - 1].isalnum() or text[first.start - 1] in "?#")):
            continue
        for key, kind, rows in index.get(first.folded, ()):
            last = at - 1 + len(key)
            if last >= count or (last > at and found[at + 1].folded != key[1]):
                continue
            end = found[last].end
            if end < len(text) and (text[end].isalnum() or text[end] in "?#"):
                continue
            if all(
                found[at + i].folded == part and _GAP.fullmatch(text, found[at + i - 1].end, found[at + i].start)
                for i, part in enumerate(key)
                if i
            ):
                size = sum(map(len, key))
                weak = kind != "country" and size <= 3 and not (size == 3 and any(part.isdigit() for part in key))
                tail = _TAIL.match(text, end)
                yield Hit(kind, rows, first.start, tail.end() if tail else end, weak)
                past = max(past, last + 1)
