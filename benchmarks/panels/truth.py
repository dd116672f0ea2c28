"""What a panel is in truth: the parts of its texts, and what it says as a whole; read from the two CSV files."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
TUNE = FOLDER / "real.csv"
HELD = FOLDER / "held.csv"
COLUMNS = ("panel_id", "type_name", "places", "texts", "truth", "says", "source", "read", "known", "part", "note")

OWN_VALUE = ("serial", "maker", "model", "year")
"""Kinds whose value is the part itself where the truth writes none."""

OPEN = "?"
"""The value of a mark that leaves its value open."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """What one part of one text is.

    Args:
        text_index: Which text, from 0.
        start: Where the part starts, in characters.
        end: Where it ends, exclusive.
        kinds: The kinds that are right.
        values: The values that are right; none where only the kind is judged.
        confusion: The number of the confusion that the part provokes; 0 when none.
    """

    text_index: int
    start: int
    end: int
    kinds: tuple[str, ...]
    values: tuple[str, ...] = ()
    confusion: int = 0


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What a panel says of one kind as a whole, or (``denied``) must not say."""

    kind: str
    values: tuple[str, ...]
    denied: bool = False
    confusion: int = 0


@dataclass(frozen=True, kw_only=True)
class Panel:
    """All texts of one firearm, and the truth about them.

    Args:
        panel_id: Its id.
        family: The family of marks, or what the source calls the object.
        texts: The texts.
        places: The place of each text; None where not stated.
        fields: What the parts of the texts are.
        facts: What the panel says as a whole.
        serial: The serial of the firearm; None when none stands there, or when two firearms are mixed.
        known: Whether it stood in the facts that the reader was first written from.
        confusions: The confusions that the panel as a whole provokes.
    """

    panel_id: str
    family: str
    texts: tuple[str, ...]
    places: tuple[str | None, ...]
    fields: tuple[Field, ...]
    facts: tuple[Fact, ...] = ()
    serial: str | None = None
    known: bool = False
    confusions: tuple[int, ...] = ()


def half(panel_id: str) -> str:
    """Say which half a panel belongs to, from its id alone."""
    return "held" if hashlib.sha256(panel_id.encode()).digest()[0] % 2 else "tune"


def fields_of(text: str, text_index: int, written: str) -> list[Field]:
    """Read what ``truth`` writes of one text."""
    found: list[Field] = []
    at = 0
    for entry in filter(None, (entry.strip() for entry in written.split(";"))):
        kinds, equals, rest = entry.partition("=")
        part, arrow, values = rest.partition("→")
        start = text.find(part, at)
        if not equals or not part or start < 0:
            raise ValueError(f"{entry!r} isn't a part of {text!r} behind character {at}")
        at = start + len(part)
        names = tuple(kinds.split("/"))
        own = (part,) if not arrow and len(names) == 1 and names[0] in OWN_VALUE else ()
        wanted = tuple(values.split(" or ")) if arrow and values else own
        found.append(Field(text_index=text_index, start=start, end=at, kinds=names, values=wanted))
    return found


def facts_of(written: str) -> list[Fact]:
    """Read the column ``says``."""
    found = []
    for entry in filter(None, (entry.strip() for entry in written.split(";"))):
        kind, equals, values = entry.partition("=")
        if not equals or not values:
            raise ValueError(f"{entry!r} isn't kind=value")
        found.append(Fact(kind=kind.removesuffix("!"), values=tuple(values.split(" or ")), denied=kind.endswith("!")))
    return found


def panel_of(row: dict[str, str]) -> Panel:
    """Make a panel of a row of the CSV."""
    texts = tuple(row["texts"].split("|"))
    places = tuple(place.strip() or None for place in row["places"].split("|"))
    written = row["truth"].split("|")
    if not len(texts) == len(places) == len(written):
        raise ValueError(f"{row['panel_id']}: {len(texts)} texts, {len(places)} places, {len(written)} truths")
    fields = [field for index, text in enumerate(texts) for field in fields_of(text, index, written[index])]
    serials = list(dict.fromkeys(field.values[0] for field in fields if field.kinds == ("serial",)))
    return Panel(
        panel_id=row["panel_id"],
        family=row["type_name"],
        texts=texts,
        places=places,
        fields=tuple(fields),
        facts=tuple(facts_of(row["says"])),
        serial=serials[0] if len(serials) == 1 else None,
        known=row["known"] == "yes",
    )


def rows(path: Path = TUNE) -> list[dict[str, str]]:
    """Give the rows of one of the two files."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def real_panels(path: Path = TUNE) -> list[Panel]:
    """Give the panels of one of the two files."""
    return [panel_of(row) for row in rows(path)]
