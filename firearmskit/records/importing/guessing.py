"""Guess what each column of a table holds: by its name in six languages, and by what stands in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.records.importing.dates import looks_like_date
from firearmskit.records.importing.mapping import FIELDS, SEVERAL, Guess, Mapping
from firearmskit.records.importing.values import category_of, country_of, is_no_mark
from firearmskit.records.importing.words import column_names, folded
from firearmskit.sheets import SheetData

__all__ = ["propose_mapping"]

_SAMPLE = 60
"""Different values of a column that are looked at."""

_EXACT, _PART, _ALIKE = 0.9, 0.6, 0.5
"""How far a name supports a field: the same name, one that holds it, one that is written alike."""

_LEAST = 0.3
"""A guess with less than that is none."""


def propose_mapping(table: SheetData) -> Mapping:
    """Guess what each column holds. A person looks at it, and confirms it or puts it right.

    Args:
        table: The table.

    Returns:
        A mapping that isn't confirmed: one guess a column, with its confidence and reasons.

    >>> from firearmskit.sheets import SheetRow
    >>> rows = (SheetRow(number=2, cells=("AB 1234", "7,62x39")),)
    >>> table = SheetData(name="r.csv", digest="", header=("Número de serie", "Калибр"), rows=rows)
    >>> [guess.field for guess in propose_mapping(table).columns]
    ['serial', 'calibre']
    """
    scored = []
    for place, header in enumerate(table.header):
        by_name = dict(_by_name(header))
        by_content = dict(_by_content(table.column(place)))
        for field in FIELDS:
            confidence, reasons = _together(field, by_name.get(field), by_content, bool(by_name))
            if confidence >= _LEAST:
                scored.append((-confidence, place, field, reasons))
    chosen: dict[int, Guess] = {}
    taken: set[str] = set()
    for confidence, place, field, reasons in sorted(scored):
        if place not in chosen and (field not in taken or field in SEVERAL):
            taken.add(field)
            chosen[place] = Guess(
                header=table.header[place], field=field, confidence=round(-confidence, 2), reasons=reasons
            )
    return Mapping(
        columns=tuple(
            chosen.get(place, Guess(header=header, reasons=(_("Nothing tells what it holds."),)))
            for place, header in enumerate(table.header)
        )
    )


def _together(
    field: str, name: tuple[float, str] | None, content: dict[str, tuple[float, str]], named: bool
) -> tuple[float, tuple[str, ...]]:
    """Weigh what the name and the contents of a column say of a field."""
    seen = content.get(field)
    if name is None:
        # A name that says something else counts more than what the contents look like.
        weight = 0.3 if named else 1.0
        return (seen[0] * weight, (seen[1],)) if seen else (0.0, ())
    if seen:
        return 1 - (1 - name[0]) * (1 - seen[0]), (name[1], seen[1])
    if field in _CONTENTS and content is not None and content.get("") is not None:
        doubt = _("What stands in it doesn't look so.")
        return name[0] * 0.6, (name[1], doubt)
    return name[0], (name[1],)


def _by_name(header: str) -> Iterator[tuple[str, tuple[float, str]]]:
    """Give the fields that the name of a column speaks for, how much, and why."""
    name = folded(header)
    known = column_names()
    found: dict[str, tuple[float, str]] = {}

    def note(word: str, confidence: float, reason: str) -> None:
        for rank, field in enumerate(known[word]):
            weighed = confidence - 0.05 * rank
            if weighed > found.get(field, (0.0, ""))[0]:
                found[field] = (weighed, reason)

    if name in known:
        note(name, _EXACT, _("Columns with this name hold it."))
    else:
        for word in known:
            # The longer the known word, the more it says: "type" stands in many names.
            if len(word) > 2 and f" {word} " in f" {name} ":
                share = len(word) / len(name)
                note(word, _PART * (0.5 + share / 2), _("Its name holds the word {word}.").format(word=word))
        for word in difflib.get_close_matches(name[:60], known, n=2, cutoff=0.85):
            note(word, _ALIKE, _("Its name is written like {word}.").format(word=word))
    yield from found.items()


def _by_content(cells: Sequence[str]) -> Iterator[tuple[str, tuple[float, str]]]:
    """Give the fields that the contents of a column speak for; ``""`` when there are contents at all."""
    if not cells:
        return
    told = [cell.strip() for cell in cells if not is_no_mark(cell)]
    if not told:
        return
    different = list(dict.fromkeys(told))
    yield "", (0.0, "")
    sample = different[:: max(1, len(different) // _SAMPLE)][:_SAMPLE]
    unlike = len(different) / len(told)
    for field, (looks, weight, reason) in _CONTENTS.items():
        share = sum(map(looks, sample)) / len(sample)
        if field == "serial":
            share *= unlike
        if share >= 0.5:
            yield field, (share * weight, _(reason).format(share=f"{100 * share:.0f} %"))


_SERIAL = re.compile(r"(?=.*\d)[\w\s./*?-]{3,20}")


def _serial(text: str) -> bool:
    return _SERIAL.fullmatch(text) is not None and not looks_like_date(text) and not _calibre(text) and not _year(text)


@cache
def _calibre(text: str) -> bool:
    if len(text) > 40 or not any(char.isdigit() for char in text):
        return False
    found = reference.resolve("calibres", text)
    return found.row is not None or found.ambiguous


@cache
def _maker(text: str) -> bool:
    return len(text) <= 60 and not text.isdigit() and reference.resolve("makers", text).row is not None


@cache
def _model(text: str) -> bool:
    return len(text) <= 60 and not text.isdigit() and reference.resolve("models", text).row is not None


def _year(text: str) -> bool:
    return re.fullmatch(r"1[89]\d\d|20\d\d", text) is not None


_CONTENTS: dict[str, tuple[Callable[[str], bool], float, str]] = {
    "serial": (_serial, 0.6, N_("{share} look like serial numbers, and they differ.")),
    "calibre": (_calibre, 0.8, N_("{share} are calibres of the reference.")),
    "make": (_maker, 0.8, N_("{share} are makers of the reference.")),
    "model": (_model, 0.8, N_("{share} are models of the reference.")),
    "country": (lambda text: country_of(text) is not None, 0.8, N_("{share} are States.")),
    "category": (lambda text: category_of(text) is not None, 0.7, N_("{share} are classes of firearms.")),
    "year": (_year, 0.6, N_("{share} are years.")),
    "date": (looks_like_date, 0.7, N_("{share} are dates.")),
}
