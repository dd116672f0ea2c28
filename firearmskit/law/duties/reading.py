"""Read the tables of obligations, elements and definitions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from firearmskit.arguments import iso_day
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.duties.rows import Definition, Element, Obligation

__all__ = ["definitions", "element", "elements", "obligation", "obligations"]


def obligations(instrument: str | None = None, *, on: str | None = None) -> tuple[Obligation, ...]:
    """Give what instruments ask of a State.

    Args:
        instrument: Only those of this instrument, by its id; all when None.
        on: Only those that hold on this day, an ISO date; whenever they hold when None.

    Returns:
        The rows in the order of the table.

    Raises:
        UnknownCodeError: There is no such instrument.
        InputError: ``on`` isn't a date.

    >>> [row.id for row in obligations("firearms-protocol") if row.topic == "marking"][:2]
    ['fp-8-1-a', 'fp-8-1-b']
    """
    if instrument is not None:
        load.instrument(instrument)
    day = None if on is None else iso_day(on)
    return tuple(
        row
        for row in load.rows(Obligation)
        if instrument in (None, row.instrument)
        and (day is None or ((row.since or "") <= day and day <= (row.until or "9999")))
    )


def obligation(id: str) -> Obligation:
    """Give the obligation with this id.

    Args:
        id: Such as ``fp-8-1-b``.

    Returns:
        The row.

    Raises:
        UnknownCodeError: There is no such obligation.

    >>> obligation("fp-8-1-b").article
    'art. 8(1)(b)'
    """
    found = _obligations().get(id) if isinstance(id, str) else None
    if found is None:
        raise UnknownCodeError(_("{value} isn't an obligation of these tables").format(value=quote(id)))
    return found


def elements() -> tuple[Element, ...]:
    """Give the elements that obligations are made of, in the order of the table."""
    return load.rows(Element)


def element(id: str) -> Element:
    """Give the element with this id.

    Args:
        id: Such as ``mark-import-country``.

    Returns:
        The row.

    Raises:
        UnknownCodeError: There is no such element.

    >>> element("mark-import-country").topic
    'marking'
    """
    found = by_id().get(id) if isinstance(id, str) else None
    if found is None:
        raise UnknownCodeError(_("{value} isn't an element of these tables").format(value=quote(id)))
    return found


def definitions(term: str | None = None) -> tuple[Definition, ...]:
    """Give the terms that instruments define, as each defines them.

    Args:
        term: Only this one, such as ``firearm``; all when None.

    Returns:
        The rows in the order of the table.

    Raises:
        UnknownCodeError: No instrument defines such a term; the message lists those that there are.

    >>> len(definitions("tracing")) > 1
    True
    """
    found = tuple(row for row in load.rows(Definition) if term in (None, row.term))
    if not found:
        raise UnknownCodeError(
            _("{value} isn't a term of these tables; the terms are {known}").format(
                value=quote(term), known=", ".join(dict.fromkeys(row.term for row in load.rows(Definition)))
            )
        )
    return found


@cache
def by_id() -> Mapping[str, Element]:
    """Give the elements by their ids."""
    return {row.id: row for row in load.rows(Element)}


@cache
def _obligations() -> Mapping[str, Obligation]:
    return {row.id: row for row in load.rows(Obligation)}
