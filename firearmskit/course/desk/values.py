"""A case for the tracing desk: what was found, and the registers of States that can be searched and asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firearmskit.tracing import Description, Entry, Recovery, RegisterEntry

__all__ = ["DeskCase", "DeskRegister"]


@dataclass(frozen=True, kw_only=True)
class DeskRegister:
    """The register of one State, as the desk searches it and as its office answers from it.

    Args:
        state: Code of the State.
        name: What the register is called.
        entries: Its lines, which a search looks through.
        histories: What its office tells of each line, by the line's id; a line without one has no history.
        missing: Periods of which its pages are missing, as for :func:`firearmskit.tracing.span`.
        answers_on: ISO date on which its answer comes; None: it hasn't answered by ``DeskCase.today``.
    """

    state: str
    name: str
    entries: tuple[RegisterEntry, ...]
    histories: Mapping[str, tuple[Entry, ...]]
    missing: tuple[str, ...] = ()
    answers_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeskCase:
    """What stands on the desk; all of it is made up.

    Args:
        id: What the case is called.
        home: Code of the learner's own State; its register is searched at home, the others are asked.
        today: ISO date of the case's present.
        firearm: What was read on the object.
        recovery: How it came to be held.
        seizure: The recovery as an entry for the chain.
        records: Records that are there already, for the nine steps: mappings as for ``tracing.checklist``.
        registers: The register of the learner's State first.
    """

    id: str
    home: str
    today: str
    firearm: Description
    recovery: Recovery
    seizure: Entry
    records: tuple[Mapping[str, object], ...]
    registers: tuple[DeskRegister, ...]
