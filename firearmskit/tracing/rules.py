"""What a channel asks for, and on which grounds a request may be refused: rows with their source and confidence."""

from __future__ import annotations

from firearmskit.arguments import one_of
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.reference import Row
from firearmskit.tracing.tables import Channel, ContentRule, Ground, channels, rows

__all__ = ["channel", "content_rules", "gradable", "grounds"]


def channel(id: str) -> Channel:
    """Give the channel with this id.

    Args:
        id: Id of one of :func:`firearmskit.tracing.channels`.

    Returns:
        The row, with its source.

    Raises:
        UnknownCodeError: There is no such channel.

    >>> channel("iti").instrument
    'iti'
    """
    one_of(id, {row.id: row.name for row in channels()}, "channel")
    return next(row for row in channels() if row.id == id)


def content_rules(channel: str) -> tuple[ContentRule, ...]:
    """Give what a channel wants in a request, besides the fields that ``identification`` knows.

    Args:
        channel: Id of one of :func:`firearmskit.tracing.channels`.

    Returns:
        The rules, each with its source and confidence.

    Raises:
        UnknownCodeError: There is no such channel.

    >>> {rule.confidence for rule in content_rules("iti")}
    {'unverified'}
    """
    one_of(channel, {row.id: row.name for row in channels()}, "channel")
    return tuple(row for row in rows(ContentRule) if row.channel == channel)


def grounds(channel: str) -> tuple[Ground, ...]:
    """Give the grounds on which a request by a channel may be refused, restricted or delayed.

    Args:
        channel: Id of one of :func:`firearmskit.tracing.channels`.

    Returns:
        The grounds, each with its source and confidence; none where no source gives any.

    Raises:
        UnknownCodeError: There is no such channel.

    >>> [row.ground for row in grounds("iti")]
    ['pending-case', 'confidentiality-law', 'no-assurance', 'national-security']
    """
    one_of(channel, {row.id: row.name for row in channels()}, "channel")
    return tuple(row for row in rows(Ground) if row.channel == channel)


def gradable(rule: Row | Finding) -> bool:
    """Tell whether a grade may rest on a rule or a finding: never on what is unverified.

    Args:
        rule: A row of a table, or a finding.

    Returns:
        False when it rests on a text that wasn't read.

    Raises:
        InputError: It is something else.

    >>> [gradable(row) for row in (grounds("iti")[0], grounds("mutual-legal-assistance")[0])]
    [False, True]
    """
    if not isinstance(rule, Row | Finding):
        raise InputError(_("{value} is neither a row of a table nor a finding").format(value=quote(rule)))
    return rule.confidence != "unverified"
