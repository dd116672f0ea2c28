"""What is known of a record when one asks how long it is kept: values, no database."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit import law
from firearmskit.arguments import iso_day, listed, of_type
from firearmskit.records.checking import known
from firearmskit.records.days import latest

__all__ = ["Hold", "Kept", "KeptEvent"]


@dataclass(frozen=True, kw_only=True)
class KeptEvent:
    """Something that happened to what a record is about.

    Args:
        kind: What happened, one of ``law.RECORDS``.
        on: When, as an ISO date, a month such as ``2024-02`` or a year such as ``2024``; None when not known.

    Raises:
        InputError: The kind or the date can't be used.
    """

    kind: str
    on: str | None = None

    def __post_init__(self) -> None:
        known(self.kind, law.RECORDS)
        if self.on is not None:
            latest(self.on)


@dataclass(frozen=True, kw_only=True)
class Hold:
    """An order to keep a record as it is: a case, a trace request, an inquiry.

    Args:
        id: Its file number.
        reason: Why, in words.
        lifted_on: ISO date of its last day; None as long as it stands.

    Raises:
        InputError: ``lifted_on`` isn't a day.
    """

    id: str
    reason: str
    lifted_on: str | None = None

    def __post_init__(self) -> None:
        of_type(self.id, str, "id")
        of_type(self.reason, str, "reason")
        if self.lifted_on is not None:
            iso_day(self.lifted_on)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is known of a record when one asks how long it is kept.

    Args:
        id: Id of the record.
        kind: What the record is of, one of ``law.RECORDS``.
        events: What happened, in any order. The event that the record is of has the record's own kind.
        states: ISO 3166-1 alpha-3 codes of the States that keep it, or whose rules apply to it.
        item: What it is about, one of ``law.TRACEABLE``.
        holder: Id of the person whose key the personal data in it are encrypted with; None when it holds none.
        holds: Orders to keep it as it is.

    Raises:
        InputError: Something of it can't be used.
    """

    id: str
    kind: str
    events: tuple[KeptEvent, ...] = ()
    states: tuple[str, ...] = ()
    item: str = "firearm"
    holder: str | None = None
    holds: tuple[Hold, ...] = ()

    def __post_init__(self) -> None:
        of_type(self.id, str, "id")
        known(self.kind, law.RECORDS)
        known(self.item, law.TRACEABLE)
        of_type(self.holder, (str, type(None)), "holder")
        # Lists become tuples, so that the value stays what it was checked to be.
        for name, kind in (("events", KeptEvent), ("states", str), ("holds", Hold)):
            object.__setattr__(self, name, listed(getattr(self, name), kind, name))
