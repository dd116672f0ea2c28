"""The values of a synthetic case: what is shown, and the truth, apart from each other."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.identification import Description
from firearmskit.tracing.hearing import Evidence
from firearmskit.tracing.requesting import TraceRequest

__all__ = ["Scenario", "Shown", "Truth"]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a learner gets.

    Args:
        firearm: What was read on the object.
        evidence: Extracts, replies and entries, in a drawn order.
        requests: The requests that were sent.
        synthetic: Always True: nothing in it is of a real firearm, firm, person or State.
    """

    firearm: Description
    evidence: tuple[Evidence, ...]
    requests: tuple[TraceRequest, ...]
    synthetic: bool = True


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What happened, as the generator planted it.

    Args:
        archetype: Which kind of case it is.
        findable: Whether what is shown tells the point of diversion.
        kind: How the firearm left the lawful chain, one of ``tracing.HYPOTHESES``: what can be told of it where it is
            findable, what happened where it isn't.
        holder: Name of the holder from whom it left.
        state: Code of the State where; None when it left between two.
        left_on: ISO date on which it left.
        ask: Code of the State whose answer would tell more; None when none would.
        foreign: Ids of entries and answers that are of another firearm.
        last_legal_holder: Name of who held it lawfully last by what is shown; None when nothing shows that.
    """

    archetype: str
    findable: bool
    kind: str
    holder: str | None
    state: str | None
    left_on: str
    ask: str | None
    foreign: tuple[str, ...]
    last_legal_holder: str | None


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One synthetic case.

    Args:
        shown: What a learner gets.
        truth: What happened; it never travels with what is shown.
    """

    shown: Shown
    truth: Truth
