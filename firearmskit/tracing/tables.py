"""The room's own tables: channels, what they ask for, grounds of refusal, deadlines, and the steps after a recovery."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar, TypeVar

from firearmskit.language import N_
from firearmskit.reference import Row, read_table

__all__ = ["Channel", "ContentRule", "Deadline", "Ground", "ProtocolStep", "channels", "rows"]

NEEDS = {
    "required": N_("required"),
    "where-possible": N_("where possible"),
    "wanted": N_("wanted"),
}
"""How much a channel wants a field, and what that is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Channel(Row):
    """A way by which a request goes.

    Args:
        name: What it is called.
        instrument: Id of the instrument of ``law`` that it rests on; None when it rests on none.
        description_fields: Id of the purpose in ``identification`` whose fields it asks of the firearm; None when the
            channel's own rules say it.
        refusals: Whether the instrument says on which grounds a request may be refused.
    """

    table: ClassVar[str] = "channels"

    name: str
    instrument: str | None
    description_fields: str | None
    refusals: str


@dataclass(frozen=True, kw_only=True)
class ContentRule(Row):
    """One thing that a channel wants in a request.

    Args:
        channel: Id of the channel.
        field: Where it stands in a request: a field of it, ``recovery.`` or ``firearm.`` and a field there, or
            ``codes.`` and the name of a code.
        name: What it is called.
        need: ``required``, ``where-possible`` or ``wanted``.
        values: What may stand there; none where anything may.
        article: How the article is cited; None where there is none.
    """

    table: ClassVar[str] = "content_rules"

    channel: str
    field: str
    name: str
    need: str
    values: tuple[str, ...]
    article: str | None


@dataclass(frozen=True, kw_only=True)
class Ground(Row):
    """A ground on which a request may be refused, restricted or delayed; ``id`` is ``channel:ground``.

    Args:
        channel: Id of the channel.
        ground: Id of the ground within the channel.
        name: What it is, in words.
        allows: What it allows: ``refusal``, ``restriction``, ``delay``.
        article: How the article is cited.
    """

    table: ClassVar[str] = "grounds"

    channel: str
    ground: str
    name: str
    allows: tuple[str, ...]
    article: str


@dataclass(frozen=True, kw_only=True)
class Deadline(Row):
    """How soon a reply is due; only rows that a source gives.

    Args:
        channel: Id of the channel.
        what: ``acknowledgement`` or ``answer``.
        hours: Hours from receipt; None where the source names no number.
        owed_by: Who owes it, in words.
        binds_addressee: ``yes`` where it binds who is asked; ``no`` where somebody behind them.
        says: What the source says, in our words.
        article: How the article is cited.
    """

    table: ClassVar[str] = "deadlines"

    channel: str
    what: str
    hours: int | None
    owed_by: str
    binds_addressee: str
    says: str
    article: str | None


@dataclass(frozen=True, kw_only=True)
class ProtocolStep(Row):
    """One step after the recovery of a firearm.

    Args:
        number: Its number in the source.
        part: Which part of the work it belongs to.
        name: What is done, in our words.
        pieces: What must have been done for the step to be done.
        after: Numbers of the steps that come before it.
        note: What else the source says.
    """

    table: ClassVar[str] = "steps"

    number: int
    part: str
    name: str
    pieces: tuple[str, ...]
    after: tuple[int, ...]
    note: str | None


R = TypeVar("R", bound=Row)


@cache
def rows(kind: type[R]) -> tuple[R, ...]:
    """Give all rows of one of the room's tables, in the order of its file.

    Args:
        kind: The class of its rows.

    Returns:
        The rows; read once, then kept.

    Raises:
        ReferenceDataError: The file is damaged.
    """
    return read_table("firearmskit.tracing", kind.table, kind)


def channels() -> tuple[Channel, ...]:
    """Give the channels by which a request can go, each with its source.

    >>> [row.id for row in channels()]
    ['iti', 'mutual-legal-assistance', 'iarms-like', 'etrace-like']
    """
    return rows(Channel)
