"""What a campaign says, and to whom: elements of messages, from which people write their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from firearmskit.language import N_
from firearmskit.records.checking import known
from firearmskit.records.collecting.campaign import CAMPAIGN_KINDS
from firearmskit.reference import Row, read_table

__all__ = ["AUDIENCES", "MessageElement", "messages"]

AUDIENCES = {
    "all": N_("everybody"),
    "young-men": N_("young men"),
    "women": N_("women"),
    "youth": N_("young people"),
}
"""To whom a message speaks, and what they are called where people read it. The last three are those for whom the United
Nations Office on Drugs and Crime had messages made (CTOC/COP/WG.6/2018/3, paragraph 53)."""


@dataclass(frozen=True, kw_only=True)
class MessageElement(Row):
    """One thing that a message should say, in our words.

    Args:
        audience: One of :data:`AUDIENCES`.
        act: The acts that it is for, of :data:`firearmskit.records.collecting.ACTS`.
        topic: One word, such as ``promise`` or ``safety``.
        note: What to say, a sentence.
    """

    table: ClassVar[str] = "message_elements"

    audience: str
    act: tuple[str, ...]
    topic: str
    note: str


def messages(audience: str, *, kind: str) -> tuple[MessageElement, ...]:
    """Give what a message to an audience should say.

    Args:
        audience: One of :data:`AUDIENCES`.
        kind: The kind of campaign, one of :data:`firearmskit.records.collecting.CAMPAIGN_KINDS`.

    Returns:
        What everybody should hear, then what is for this audience, in the order of the table. The words are this
        course's own: let people of the audience read them first.

    Raises:
        UnknownCodeError: There is no such audience or kind.

    >>> [each.id for each in messages("women", kind="surrender") if each.audience == "women"]
    ['women-deciding', 'women-safely']
    """
    known(audience, AUDIENCES)
    known(kind, CAMPAIGN_KINDS)
    return tuple(
        each
        for wanted in dict.fromkeys(("all", audience))
        for each in _rows()
        if each.audience == wanted and set(each.act) & set(CAMPAIGN_KINDS[kind])
    )


@cache
def _rows() -> tuple[MessageElement, ...]:
    return read_table("firearmskit.records", MessageElement.table, MessageElement)
