"""How findings call papers, events and things."""

from __future__ import annotations

from firearmskit.errors import escape
from firearmskit.language import text as _
from firearmskit.law.transfers.values import TransferEvent, TransferPaper
from firearmskit.law.transfers.words import PAPERS, TRANSFER_EVENTS

__all__ = ["called", "shown"]

_MOST = 80


def called(thing: TransferPaper | TransferEvent) -> str:
    """Say what a paper or an event is, and what the file calls it."""
    word = PAPERS[thing.kind] if isinstance(thing, TransferPaper) else TRANSFER_EVENTS[thing.kind]
    return f"{_(word)} {shown(thing.id)}"


def shown(value: object) -> str:
    """Give a text or a number for a sentence: one line, not too long."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    words = escape(str(value))
    return words if len(words) <= _MOST else words[:_MOST] + "…"
