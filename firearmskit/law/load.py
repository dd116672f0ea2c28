"""Read the tables of law that ship with firearmskit."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from firearmskit.arguments import of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.law.rows import Article, Instrument, MarkingRule, Party, PartyCount, RetentionRule, TransferRule
from firearmskit.reference import Row, read_table

__all__ = [
    "articles",
    "cite",
    "instrument",
    "instruments",
    "marking_rules",
    "party_counts",
    "party_rows",
    "retention_rules",
    "rows",
    "transfer_rules",
]

R = TypeVar("R", bound=Row)

_SPOKEN = (N_("annex"), N_("article not found"))
"""What stands in the column ``article`` that isn't written alike in every language."""


def instruments() -> tuple[Instrument, ...]:
    """Give the instruments: treaties, political commitments, laws of the European Union, national laws.

    Returns:
        The rows in the order of the table.

    >>> [each.short for each in instruments() if each.force == "political"]
    ['International Tracing Instrument', 'Programme of Action']
    """
    return rows(Instrument)


def party_rows(group: str | None = None) -> tuple[Party, ...]:
    """Give where States stand with the instruments.

    Args:
        group: Only the rows of this group, such as ``firearms-protocol``; all when None.

    Returns:
        The rows in the order of the table. A State without a row isn't one that isn't bound: see
        :func:`firearmskit.law.binding`. Who is a party on a day, :func:`firearmskit.law.parties` says.

    Raises:
        UnknownCodeError: There is no such group.

    >>> [row.since for row in party_rows("firearms-protocol") if row.state == "NGA"]
    ['2006-04-02']
    """
    found = tuple(row for row in rows(Party) if group in (None, row.group))
    if not found:
        raise UnknownCodeError(
            _("{value} isn't a group of parties; the groups are {known}").format(
                value=quote(group), known=", ".join(dict.fromkeys(row.group for row in rows(Party)))
            )
        )
    return found


def party_counts(group: str) -> tuple[PartyCount, ...]:
    """Give how many parties others counted on some days.

    Args:
        group: The treaty, such as ``firearms-protocol``.

    Returns:
        The rows in the order of their days; none where no count was read.

    Raises:
        UnknownCodeError: There is no such group.

    >>> [(row.on, row.parties) for row in party_counts("firearms-protocol")][-1]
    ('2024-05-04', 123)
    """
    party_rows(group)
    return tuple(sorted((row for row in rows(PartyCount) if row.group == group), key=lambda row: row.on))


def articles(instrument: str | None = None) -> tuple[Article, ...]:
    """Give what articles say, in our words.

    Args:
        instrument: Only the articles of this instrument, by its id; all when None.

    Returns:
        The rows in the order of the table.

    Raises:
        UnknownCodeError: There is no such instrument.

    >>> [row.article for row in articles("att") if row.topic == "records"]
    ['art. 12']
    """
    if instrument is not None:
        _instrument(instrument)
    return tuple(row for row in rows(Article) if instrument in (None, row.instrument))


def marking_rules() -> tuple[MarkingRule, ...]:
    """Give all rules on marks, whomever they bind; :func:`firearmskit.law.rules` chooses among them."""
    return rows(MarkingRule)


def retention_rules() -> tuple[RetentionRule, ...]:
    """Give all rules on keeping records, whomever they bind; :func:`firearmskit.law.retention` chooses among them."""
    return rows(RetentionRule)


def transfer_rules() -> tuple[TransferRule, ...]:
    """Give all rules on transfers, whomever they bind; :func:`firearmskit.law.check_transfer` chooses among them."""
    return rows(TransferRule)


def instrument(id: str) -> Instrument:
    """Give the instrument with this id.

    Args:
        id: The id of a row of :func:`instruments`.

    Returns:
        The row.

    Raises:
        UnknownCodeError: There is no such instrument; the message lists those that there are.

    >>> instrument("iti").adopted
    '2005-12-08'
    """
    return _instrument(id)


def cite(instrument: str, article: str) -> str:
    """Cite an article, in the language that is spoken now.

    Args:
        instrument: The id of a row of :func:`instruments`.
        article: How the article is cited within the instrument.

    Returns:
        What the instrument is called, and the article.

    Raises:
        UnknownCodeError: There is no such instrument.
        InputError: The article is no text.

    >>> cite("firearms-protocol", "art. 8(1)(b)")
    'Firearms Protocol, art. 8(1)(b)'
    """
    return f"{_(_instrument(instrument).short)}, {_(of_type(article, str, 'article'))}"


def _instrument(id: str) -> Instrument:
    row = _by_id().get(id) if isinstance(id, str) else None
    if row is None:
        raise UnknownCodeError(
            _("{value} isn't an instrument of these tables; they are {known}").format(
                value=quote(id), known=", ".join(_by_id())
            )
        )
    return row


@cache
def _by_id() -> dict[str, Instrument]:
    return {row.id: row for row in rows(Instrument)}


def rows(kind: type[R]) -> tuple[R, ...]:
    """Give all rows of one of the room's tables."""
    return cast("tuple[R, ...]", _read(cast("Any", kind)))


@cache
def _read(kind: type[Row]) -> tuple[Row, ...]:
    """Read the file of one table once."""
    return read_table("firearmskit.law", kind.table, kind)
