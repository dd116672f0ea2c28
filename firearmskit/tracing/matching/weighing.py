"""How much each field beside the serial speaks for an entry, against any other firearm.

The rule is Bayes's, as Fellegi and Sunter (1969) put it for records: for each field the chance of what is said if the
firearm is that of the entry, over the chance if it is one drawn from all. For serials see ``chances``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firearmskit.reference import read_table
from firearmskit.tracing.matching.counts import Counts
from firearmskit.tracing.matching.entries import FIELDS

__all__ = ["EXPLAINED", "NEAR", "Asked", "FieldError", "agreement", "field_errors", "weighed"]

EXPLAINED = {"model": ("make",), "country": ("make", "model"), "calibre": ("model",)}
"""Fields that others all but settle: who made a model, where, and for which cartridge, is said once and not twice."""

NEAR = 1
"""Years apart that count as near."""


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """A row of ``field_errors.csv``: how often a field is wrong in what is said of a firearm.

    Args:
        field: One of ``entries.FIELDS``.
        wrong: Share of descriptions in which it isn't that of the entry.
        near: Of these, the share that is off by one; None where that means nothing.
        source: Where that was read.
        read: When.
        confidence: One of ``reference.CONFIDENCE``.
        covers: What of the row that covers; None for all.
    """

    field: str
    wrong: float
    near: float | None
    source: str
    read: str | None
    confidence: str
    covers: str | None


@cache
def field_errors() -> Mapping[str, FieldError]:
    """Give how often each field is wrong."""
    return {row.field: row for row in read_table("firearmskit.tracing.matching", "field_errors", FieldError)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is said of one field, and what it weighs; natural logarithms of the chance here over that elsewhere.

    Args:
        value: What is said, as the counts of the register name it.
        agrees: When the entry says the same.
        differs: When it says something else.
        near: When its year is next to it; None for other fields.
    """

    value: str
    agrees: float
    differs: float
    near: float | None = None


def agreement(counts: Counts, name: str, value: str | int) -> Asked:
    """Weigh what is said of one field.

    Args:
        counts: How often what is said is true in the register.
        name: The field.
        value: What is said.

    >>> from firearmskit.tracing.matching.counts import count
    >>> counts = count([{"serial": f"A{n}", "calibre": "9x19" if n else ".45 ACP"} for n in range(100)])
    >>> common, rare = (agreement(counts, "calibre", text).agrees for text in ("9x19", ".45 ACP"))
    >>> rare > common > 0
    True
    """
    error = field_errors()[name]
    known = counts.term(name, value)
    share = counts.share(name, known)
    near = None
    differs = error.wrong
    if error.near is not None:
        around = sum(counts.share(name, str(int(value) + step)) for step in (-NEAR, NEAR)) / 2
        near = math.log(error.wrong * error.near / 2 / max(share, around) + error.wrong * (1 - error.near))
        differs = error.wrong * (1 - error.near)
    return Asked(
        value=known, agrees=math.log((1 - error.wrong) / share + error.wrong), differs=math.log(differs), near=near
    )


def weighed(asked: Mapping[str, Asked], held: Mapping[str, str]) -> dict[str, float]:
    """Weigh the fields of one entry.

    Args:
        asked: What is said, by field.
        held: What the entry says, by field, as the counts name it.

    Returns:
        For each field of which both say something, the natural logarithm of its weight.
    """
    found: dict[str, float] = {}
    for name in FIELDS:
        if name in asked and name in held:
            found[name] = _one(name, asked[name], held[name])
    return explained(found)


def _one(name: str, asked: Asked, held: str) -> float:
    if asked.value == held:
        return asked.agrees
    if asked.near is not None and abs(int(asked.value) - int(held)) <= NEAR:
        return asked.near
    return asked.differs


def explained(found: dict[str, float]) -> dict[str, float]:
    """Take from each agreement what agreements that settle it said already."""
    told = dict(found)
    for name, others in EXPLAINED.items():
        if found.get(name, 0.0) > 0:
            said = max((found[other] for other in others if found.get(other, 0.0) > 0), default=0.0)
            told[name] = max(0.0, found[name] - said)
    return told
