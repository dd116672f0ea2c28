"""Compare what instruments ask, and how they define a term, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.law.duties.reading import definitions, obligation, obligations
from firearmskit.law.duties.rows import Obligation

__all__ = ["TermRow", "compare_definitions", "equivalents"]


@dataclass(frozen=True, kw_only=True)
class TermRow:
    """What instruments say of one thing that a term may cover.

    Args:
        feature: The thing, such as ``silencers``.
        says: For each instrument that defines the term, by its id: True when it counts the thing in, False when it
            counts it out, None when it doesn't mention it.
    """

    feature: str
    says: dict[str, bool | None]


def compare_definitions(term: str) -> tuple[TermRow, ...]:
    """Set the definitions of a term beside each other.

    Args:
        term: Such as ``firearm`` or ``tracing``.

    Returns:
        One row for each thing that any of them counts in or out; those on which they differ most first.

    Raises:
        UnknownCodeError: No instrument defines such a term.

    >>> trafficking = {row.feature: row.says for row in compare_definitions("illicit-trafficking")}
    >>> trafficking["unmarked-movement"]["firearms-protocol"], trafficking["unmarked-movement"]["cifta"]
    (True, None)
    """
    rows = definitions(term)
    features = dict.fromkeys(word for row in rows for word in (*row.includes, *row.excludes))
    found = [
        TermRow(
            feature=feature,
            says={
                row.instrument: True if feature in row.includes else False if feature in row.excludes else None
                for row in rows
            },
        )
        for feature in features
    ]
    return tuple(sorted(found, key=lambda row: -len(set(row.says.values()))))


def equivalents(id: str) -> tuple[tuple[Obligation, tuple[str, ...]], ...]:
    """Give the obligations of other instruments that ask for some of the same.

    Args:
        id: Of an obligation.

    Returns:
        Each with the ids of the elements that it shares, those that share most first.

    Raises:
        UnknownCodeError: There is no such obligation.

    >>> "iti-8-b" in [other.id for other, _shared in equivalents("fp-8-1-b")]
    True
    """
    one = obligation(id)
    wanted = set(one.elements)
    found = [
        (other, tuple(name for name in one.elements if name in set(other.elements)))
        for other in obligations()
        if other.instrument != one.instrument and wanted & set(other.elements)
    ]
    return tuple(sorted(found, key=lambda pair: (-len(pair[1]), pair[0].id)))
