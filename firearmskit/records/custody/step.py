"""One step of a chain of custody, and where a chain must begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from firearmskit.errors import InputError
from firearmskit.records.when import When

__all__ = ["Held", "Step", "same", "sorted_steps"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """An item passed from one to another.

    Args:
        item: What the item is called.
        from_party: Who gave it.
        to_party: Who took it.
        at: When, as precisely as it is known: a date that :class:`firearmskit.records.When` reads; None when it isn't.
        place: Where it is kept from then on.
        seal_before: Number of the seal that it came with.
        seal_after: Number of the seal that it left with.
        label: What its label says.
        condition: In what condition it was.
        photographs: SHA-256 of each photograph.
        signed_by: Who signed.
        source: Where the step is told, such as a page of a log book or the id of an event.
    """

    item: str
    from_party: str
    to_party: str
    at: str | None = None
    place: str | None = None
    seal_before: str | None = None
    seal_after: str | None = None
    label: str | None = None
    condition: str | None = None
    photographs: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    source: str | None = None

    @cached_property
    def when(self) -> When | None:
        """The stretch of time in which it happened; None when nobody knows, or what is written is no date."""
        try:
            return None if self.at is None else When.parse(self.at)
        except InputError:
            return None

    def surely_before(self, other: Step) -> bool:
        """Tell whether the dates alone put it before another."""
        return self.when is not None and other.when is not None and self.when.surely_before(other.when)


@dataclass(frozen=True, kw_only=True)
class Held:
    """Who had an item at a moment: where a chain must begin, or end.

    Args:
        party: Who had it.
        at: When, as for :class:`Step`; None when it isn't known.
        item: What the item was called; None when it isn't said.
        seal: Number of its seal then.
    """

    party: str
    at: str | None = None
    item: str | None = None
    seal: str | None = None

    @cached_property
    def when(self) -> When | None:
        """The stretch of time that is meant; None when nobody knows, or what is written is no date."""
        try:
            return None if self.at is None else When.parse(self.at)
        except InputError:
            return None


def same(one: str, other: str) -> bool:
    """Tell whether two names or numbers are written alike, but for blanks and capitals.

    >>> same("Store  A", "store a"), same("S 1", "S1")
    (True, False)
    """
    return _folded(one) == _folded(other)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def sorted_steps(steps: Iterable[Step]) -> list[Step]:
    """Bring steps into an order that depends on what they say alone, not on how they were given."""
    return sorted(steps, key=_all_that_is_said)


def _all_that_is_said(step: Step) -> tuple[object, ...]:
    when = step.when
    dates = (when.first.isoformat(), when.last.isoformat()) if when else ("~", "~")
    texts = (
        step.at, step.item, step.from_party, step.to_party, step.place, step.seal_before, step.seal_after, step.label,
        step.condition, step.source,
    )  # fmt: skip
    return (*dates, *((text is None, text or "") for text in texts), step.photographs, step.signed_by)
