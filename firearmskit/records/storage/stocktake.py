"""What should be there, what was counted, and what follows from it: values."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.arguments import of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking import Comparison
from firearmskit.records.checking import known

__all__ = ["UNITS", "Candidate", "Counted", "Expected", "Match", "Missing", "Reconciliation", "Sum", "Surplus"]

UNITS = {"piece": N_("pieces"), "round": N_("rounds"), "box": N_("boxes"), "gram": N_("grams")}
"""The units of quantities, and what each is called where people read it."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """An item, or part of a lot, that the records say is there.

    Args:
        id: Id of the item or the lot.
        place: Id of the place where it should be.
        serial: Its serial as recorded; None for a lot, or when it has none.
        quantity: How many, at least 1.
        unit: One of :data:`UNITS`.
        container: The box, crate or case that it lies in; None when there is none.

    Raises:
        InputError: Something of it can't be used.
    """

    id: str
    place: str
    serial: str | None = None
    quantity: int = 1
    unit: str = "piece"
    container: str | None = None

    def __post_init__(self) -> None:
        of_type(self.id, str, "id")
        _check(self)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One line of the count: what somebody saw.

    Args:
        place: Id of the place where it was seen.
        id: Id on its tag, or of the lot; None when it has no tag.
        serial: The serial as read from it; characters that can't be read as in :func:`firearmskit.marking.compare`.
        quantity: How many, at least 1.
        unit: One of :data:`UNITS`.
        container: The box, crate or case that it lay in; None when there was none.

    Raises:
        InputError: Something of it can't be used.
    """

    place: str
    id: str | None = None
    serial: str | None = None
    quantity: int = 1
    unit: str = "piece"
    container: str | None = None

    def __post_init__(self) -> None:
        of_type(self.id, (str, type(None)), "id")
        _check(self)


def _check(line: Expected | Counted) -> None:
    of_type(line.place, str, "place")
    for name in ("serial", "container"):
        of_type(getattr(line, name), (str, type(None)), name)
    if whole(line.quantity, "quantity") < 1:
        raise InputError(_("quantity must be at least 1, not {value}.").format(value=quote(line.quantity)))
    known(line.unit, UNITS)


@dataclass(frozen=True, kw_only=True)
class Match:
    """Something expected that was found.

    Args:
        expected: What the records say.
        counted: The line on which it was counted.
        quantity: How many of it were found, at most those expected.
        reading: How the serial that was read compares with the recorded one; None where it is the same, or where there
            is nothing to compare.
    """

    expected: Expected
    counted: Counted
    quantity: int
    reading: Comparison | None = None

    @property
    def misplaced(self) -> bool:
        """Whether it was found elsewhere than it should be, in another place or another container."""
        where = (self.expected.place, self.expected.container)
        return where != (self.counted.place, self.counted.container)

    @property
    def marked_differently(self) -> bool:
        """Whether the serial was read otherwise than it is recorded, or couldn't be read in full."""
        return self.reading is not None and bool(self.reading.changes)


@dataclass(frozen=True, kw_only=True)
class Missing:
    """Something expected that wasn't found, or not all of it.

    Args:
        expected: What the records say.
        quantity: How many are missing.
    """

    expected: Expected
    quantity: int


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something missing that a surplus may be.

    Args:
        expected: What is missing.
        comparison: How the serial that was read compares with the recorded one.
    """

    expected: Expected
    comparison: Comparison


@dataclass(frozen=True, kw_only=True)
class Surplus:
    """Something counted that isn't expected, or more of it than expected.

    Args:
        counted: The line on which it was counted.
        quantity: How many are too many.
        candidates: What is missing and it may be, the likeliest first. They are proposals: somebody has to look.
    """

    counted: Counted
    quantity: int
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The sum of one unit: expected − missing + surplus = counted.

    Args:
        unit: One of :data:`UNITS`.
        expected: How many the records say.
        missing: How many of these weren't found.
        surplus: How many were counted that aren't expected.
        counted: How many were counted, each thing once.

    Raises:
        InputError: It doesn't balance.
    """

    unit: str
    expected: int
    missing: int
    surplus: int
    counted: int

    def __post_init__(self) -> None:
        if self.expected - self.missing + self.surplus != self.counted:
            raise InputError(_("The sums don't balance: {value}").format(value=quote(self)))


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """What a stocktake found.

    Args:
        present: What was expected and found, elsewhere or marked differently included.
        missing: What wasn't found.
        surplus: What was counted and isn't expected.
        counted_twice: Lines that count again what another line counted; they are in no sum.
        sums: One for each unit, in the order of :data:`UNITS`.
    """

    present: tuple[Match, ...]
    missing: tuple[Missing, ...]
    surplus: tuple[Surplus, ...]
    counted_twice: tuple[Counted, ...]
    sums: tuple[Sum, ...]

    @property
    def misplaced(self) -> tuple[Match, ...]:
        """What was found elsewhere than it should be."""
        return tuple(match for match in self.present if match.misplaced)

    @property
    def marked_differently(self) -> tuple[Match, ...]:
        """What was found with a serial that was read otherwise than recorded."""
        return tuple(match for match in self.present if match.marked_differently)

    @property
    def settled(self) -> bool:
        """Whether there is nothing to follow up."""
        return not (self.missing or self.surplus or self.counted_twice or self.misplaced or self.marked_differently)
