"""The smallest set of amendments that closes most gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firearmskit.arguments import whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law.duties.reading import element
from firearmskit.law.duties.rows import Element
from firearmskit.law.gaps.answering import Answer
from firearmskit.law.gaps.assessing import Assessment, Result

__all__ = ["Amendment", "Plan", "plan"]

_WEIGHTS = {"high": 9, "medium": 3, "low": 1}
_MOST_NODES = 200_000
"""Choices looked at before the best plan found so far is given without a proof that there is none better."""


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """One thing to provide.

    Args:
        element: What has to be provided.
        answer: How it stands now.
        closes: Ids of the obligations that are met once this amendment and those before it in the plan are made.
        serves: Ids of all obligations with a gap that ask for it.
    """

    element: Element
    answer: Answer
    closes: tuple[str, ...]
    serves: tuple[str, ...]

    @property
    def changes(self) -> tuple[str, ...]:
        """Ids of the provisions that say otherwise, or not all of it, and have to be changed; none when it is added."""
        return tuple(
            dict.fromkeys(
                claim.provision
                for claim in self.answer.claims
                if claim.says in ("contradicts", "partly") and claim.provision
            )
        )


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to amend, in an order in which each step closes as much as it can.

    Args:
        amendments: The amendments in that order.
        closes: Ids of the obligations that they meet together.
        leaves: Ids of those with a gap that they don't meet.
        exact: Whether it was proved that no other plan of this size closes more weight.
    """

    amendments: tuple[Amendment, ...]
    closes: tuple[str, ...]
    leaves: tuple[str, ...]
    exact: bool


def plan(assessment: Assessment, *, most: int | None = None) -> Plan:
    """Choose what to amend first.

    Args:
        assessment: What the assessment of a national law came to.
        most: At most so many amendments; as many as it takes to close every gap when None.

    Returns:
        The plan. Without ``most`` it closes every gap with the fewest elements; with it, it closes the greatest weight
        of obligations (high 9, medium 3, low 1) that so many elements can close.

    Raises:
        InputError: ``most`` isn't a whole number from 1.
    """
    gaps = assessment.gaps()
    ways = {each.obligation.id: _missing(each) for each in gaps}
    weights = {each.obligation.id: _WEIGHTS[each.obligation.severity] for each in gaps}
    if most is not None and whole(most, "most") < 1:
        raise InputError(_("most: {value} isn't a number of amendments; it is 1 at least").format(value=quote(most)))
    search = _Search(ways, weights, most)
    chosen, exact = search.run()
    return _plan(gaps, ways, weights, chosen, exact)


def _missing(result: Result) -> tuple[frozenset[str], ...]:
    """Give the sets of elements of which each would meet the obligation."""
    given = {each.element for each in result.answers if each.value is True}
    sets = {way - given for way in result.obligation.condition.ways()}
    return tuple(
        sorted(
            (each for each in sets if not any(other < each for other in sets)), key=lambda one: (len(one), sorted(one))
        )
    )


class _Search:
    """Branch and bound over the obligations, the weightiest first: close one in one of its ways, or leave it."""

    def __init__(
        self, ways: Mapping[str, Sequence[frozenset[str]]], weights: Mapping[str, int], most: int | None
    ) -> None:
        self._ways, self._weights = ways, weights
        self._most = most if most is not None else sum(max(map(len, sets)) for sets in ways.values())
        self._all = most is None
        self._order = sorted(ways, key=lambda id: (-weights[id] / max(1, min(map(len, ways[id]))), id))
        self._rest = [sum(weights[id] for id in self._order[at:]) for at in range(len(self._order) + 1)]
        self._best: tuple[int, int, list[str]] = (0, 0, [])
        self._chosen: frozenset[str] = frozenset()
        self._nodes = 0

    def run(self) -> tuple[frozenset[str], bool]:
        self._keep(self._greedy())
        self._follow(0, frozenset(), 0)
        return self._chosen, self._nodes <= _MOST_NODES

    def _greedy(self) -> frozenset[str]:
        """Start with what closes most weight for each element, so that the search has something to beat."""
        chosen: frozenset[str] = frozenset()
        left = list(self._order)
        while left:
            fitting = [
                (self._weights[id] / max(1, len(way - chosen)), id, way)
                for id in left
                for way in self._ways[id]
                if len(chosen | way) <= self._most
            ]
            if not fitting:
                break
            _gain, id, way = max(fitting, key=lambda each: (each[0], -len(each[2]), each[1]))
            chosen |= way
            left.remove(id)
        return chosen

    def _keep(self, chosen: frozenset[str]) -> None:
        closed = sum(self._weights[id] for id in self._order if any(way <= chosen for way in self._ways[id]))
        offer = (closed, -len(chosen), sorted(chosen))
        best = self._best
        if offer[:2] > best[:2] or (offer[:2] == best[:2] and (not self._chosen or offer[2] < best[2])):
            self._best, self._chosen = offer, chosen

    def _follow(self, at: int, chosen: frozenset[str], closed: int) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            return
        if closed + self._rest[at] < self._best[0] or (
            closed + self._rest[at] == self._best[0] and len(chosen) >= -self._best[1]
        ):
            return
        if at == len(self._order):
            self._keep(chosen)
            return
        id = self._order[at]
        for way in self._ways[id]:
            wider = chosen | way
            if len(wider) <= self._most:
                self._follow(at + 1, wider, closed + self._weights[id])
        if not self._all and not any(way <= chosen for way in self._ways[id]):
            self._follow(at + 1, chosen, closed)


def _plan(
    gaps: Sequence[Result],
    ways: Mapping[str, Sequence[frozenset[str]]],
    weights: Mapping[str, int],
    chosen: frozenset[str],
    exact: bool,
) -> Plan:
    """Put what was chosen in an order: always next what completes most weight for the fewest further elements."""
    given = {answer.element: answer for result in gaps for answer in result.answers}
    within = {id: [way for way in sets if way <= chosen] for id, sets in ways.items()}
    closes = [id for id in ways if within[id]]
    steps: list[Amendment] = []
    done: set[str] = set()
    closed: set[str] = set()
    while len(closed) < len(closes):
        _gain, _id, way = max(
            (
                (weights[id] / len(way - done), id, way)
                for id in closes
                if id not in closed
                for way in within[id]
                if way - done
            ),
            key=lambda each: (each[0], [-ord(letter) for letter in each[1]]),
        )
        for name in sorted(way - done):
            done.add(name)
            met = [other for other in closes if other not in closed and any(one <= done for one in within[other])]
            closed.update(met)
            serves = tuple(each.obligation.id for each in gaps if name in each.obligation.condition.names)
            steps.append(Amendment(element=element(name), answer=given[name], closes=tuple(met), serves=serves))
    return Plan(
        amendments=tuple(steps),
        closes=tuple(closes),
        leaves=tuple(id for id in ways if not within[id]),
        exact=exact,
    )
