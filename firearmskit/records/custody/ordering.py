"""The order in which steps of custody happened: by their dates, and where dates leave it open, from hand to hand.

Where the dates allow an order in which each receiver is the next giver, that one is taken: what can't be told isn't
held against anybody. Where one step alone stands at a date that no other step fits, it is put where it fits, and the
check says that time goes back there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firearmskit.records.custody.step import Held, Step, same, sorted_steps

__all__ = ["in_order"]

_WIDTH = 16
"""How many orders are followed at once where dates leave many open."""

_MOST_MOVED = 8
_MOST_BROKEN = 32
"""Steps that are put elsewhere, and places at which that is tried: beyond, it isn't single dates that are wrong."""

_BREAK = 2
_BACKWARDS = 3
"""What an order costs where the giver didn't have the item, and where a date goes back: rather one step is missing."""


@dataclass(frozen=True)
class _Order:
    """An order of some of the steps: its cost, how many seals don't fit, and the places of the steps, in two forms."""

    cost: int = 0
    seals: int = 0
    places: tuple[int, ...] = ()
    taken: int = 0


def in_order(steps: Sequence[Step], recovered: Held | None = None, until: Held | None = None) -> list[Step]:
    """Bring steps into the order in which they happened, as far as that can be told.

    Args:
        steps: Steps, in any order.
        recovered: Who had the item first.
        until: Who had it in the end.

    Returns:
        The same steps; the order doesn't depend on the one in which they were given.
    """
    held = sorted_steps(steps)
    orders = [_Order()]
    for _step in held:
        orders = _best(further for order in orders for further in _further(held, order, recovered))
    dated = [held[place] for place in min(orders, key=lambda order: _rank(held, order, until)).places]
    return _moved(dated, recovered, until)


def _best(orders: Iterable[_Order]) -> list[_Order]:
    """Keep the orders that cost least, one of those that took the same steps and end with the same one."""
    ranked = sorted(orders, key=lambda order: (order.cost, order.seals, order.places))
    kept: dict[tuple[int, int], _Order] = {}
    for order in ranked:
        kept.setdefault((order.taken, order.places[-1]), order)
        if len(kept) == _WIDTH:
            break
    return list(kept.values())


def _rank(held: Sequence[Step], order: _Order, until: Held | None) -> tuple[object, ...]:
    last = order.places and until is not None and not same(held[order.places[-1]].to_party, until.party)
    return (order.cost + (_BREAK if last else 0), order.seals, order.places)


def _further(held: Sequence[Step], order: _Order, recovered: Held | None) -> list[_Order]:
    """Give each order that takes one step more, of those before which no other step surely happened."""
    left = [place for place in range(len(held)) if not order.taken >> place & 1]
    ends = [when.last for place in left if (when := held[place].when)]
    soonest = min(ends) if ends else None
    able = [place for place in left if not (when := held[place].when) or soonest is None or when.first <= soonest]
    giver = held[order.places[-1]].to_party if order.places else recovered.party if recovered else None
    fitting = [place for place in able if giver is not None and same(held[place].from_party, giver)]
    if giver is None:
        received = {held[place].to_party for place in left}
        able.sort(key=lambda place: held[place].from_party in received)
    found = []
    for place in (fitting or able)[:_WIDTH]:
        seal = held[order.places[-1]].seal_after if order.places else recovered.seal if recovered else None
        found.append(
            _Order(
                cost=order.cost + (0 if fitting or giver is None else _BREAK),
                seals=order.seals + (held[place].seal_before != seal),
                places=(*order.places, place),
                taken=order.taken | 1 << place,
            )
        )
    return found


def _moved(steps: list[Step], recovered: Held | None, until: Held | None) -> list[Step]:
    """Put single steps elsewhere, against their dates, as long as that mends more than it breaks."""
    for _attempt in range(_MOST_MOVED):
        best, best_cost = steps, _cost(steps, recovered, until)
        broken = _broken(steps, recovered, until)
        for place in broken if best_cost > _BACKWARDS and len(broken) <= _MOST_BROKEN else ():
            rest = steps[:place] + steps[place + 1 :]
            for other in _fitting(rest, steps[place], recovered):
                tried = [*rest[:other], steps[place], *rest[other:]]
                cost = _cost(tried, recovered, until)
                if cost < best_cost:
                    best, best_cost = tried, cost
        if best is steps:
            break
        steps = best
    return steps


def _broken(steps: Sequence[Step], recovered: Held | None, until: Held | None) -> list[int]:
    """Give the places of the steps beside which a giver didn't have the item."""
    hands = _hands(steps, recovered, until)
    found: set[int] = set()
    for place, (receiver, giver) in enumerate(hands):
        if not same(receiver, giver):
            start = place if recovered else place + 1
            found.update({start - 1, start})
    return sorted(place for place in found if 0 <= place < len(steps))


def _fitting(rest: Sequence[Step], step: Step, recovered: Held | None) -> list[int]:
    """Give the places where a step's giver is the one who had the item, or its receiver the next giver."""
    return [
        place
        for place in range(len(rest) + 1)
        if (place and same(rest[place - 1].to_party, step.from_party))
        or (place == 0 and (recovered is None or same(recovered.party, step.from_party)))
        or (place < len(rest) and same(step.to_party, rest[place].from_party))
    ]


def _hands(steps: Sequence[Step], recovered: Held | None, until: Held | None) -> list[tuple[str, str]]:
    """Give each receiver with the next giver."""
    receivers = [recovered.party] if recovered else []
    receivers += [step.to_party for step in steps]
    givers = [step.from_party for step in (steps if recovered else steps[1:])]
    givers += [until.party] if until else []
    return list(zip(receivers, givers, strict=False))


def _cost(steps: Sequence[Step], recovered: Held | None, until: Held | None) -> int:
    breaks = sum(not same(receiver, giver) for receiver, giver in _hands(steps, recovered, until))
    back = sum(later.surely_before(step) for step, later in pairwise(steps))
    return _BREAK * breaks + _BACKWARDS * back
