"""A chain of custody as a registry has it."""

from __future__ import annotations

from dataclasses import dataclass

from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.custody.step import Held, Step
from firearmskit.records.logged import Logged, in_order
from firearmskit.records.registry import Registry

__all__ = ["Chain", "chain_of"]


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The steps from one recovery on.

    Args:
        item: What the item is called.
        steps: The steps, in the order in which they were recorded.
        recovered: Who had it at the recovery; None for what was never recovered.
        synthetic: Whether the item exists in lessons only.
    """

    item: str
    steps: tuple[Step, ...]
    recovered: Held | None = None
    synthetic: bool = False


def chain_of(registry: Registry, item: str, *, recovery: int | None = None) -> Chain:
    """Give a chain of custody from a registry's events; those that were withdrawn don't count.

    Args:
        registry: The registry.
        item: Firearm, part or lot.
        recovery: Which recovery it begins with, from 1; the last one when None.

    Returns:
        The chain.

    Raises:
        UnknownCodeError: Nothing of that name is registered, or it was recovered less often.
    """
    logged = registry.history(item)
    withdrawn = {each.event.event for each in logged if isinstance(each.event, events.EventWithdrawn)}
    counts = in_order(each for each in logged if each.id not in withdrawn)
    if not counts:
        raise UnknownCodeError(_("Nothing called {item} is registered.").format(item=quote(item)))
    starts = [at for at, each in enumerate(counts) if isinstance(each.event, events.RecoveryMade)]
    if recovery is not None and not (isinstance(recovery, int) and 1 <= recovery <= len(starts)):
        raise InputError(
            _("Recoveries of {item}: {times}; there is no recovery {number}.").format(
                item=quote(item), times=len(starts), number=quote(recovery)
            )
        )
    chosen = (recovery or len(starts)) - 1
    first = starts[chosen] if starts else 0
    end = starts[chosen + 1] if starts and chosen + 1 < len(starts) else len(counts)
    return Chain(
        item=item,
        steps=tuple(_step(each) for each in counts[first:end] if isinstance(each.event, events.CustodyHanded)),
        recovered=_held(counts[first]) if starts else None,
        synthetic=any(getattr(each.event, "synthetic", False) for each in counts),
    )


def _held(logged: Logged) -> Held | None:
    event = logged.event
    if not isinstance(event, events.RecoveryMade):
        return None
    return Held(party=event.received_by, at=event.occurred_at, item=event.firearm)


def _step(logged: Logged) -> Step:
    event = logged.event
    assert isinstance(event, events.CustodyHanded)  # noqa: S101 - chain_of() picks them
    return Step(
        item=event.item,
        from_party=event.from_party,
        to_party=event.to_party,
        at=event.occurred_at,
        place=event.place,
        seal_before=event.seal_before,
        seal_after=event.seal_after,
        label=event.label,
        condition=event.condition,
        photographs=event.photographs,
        signed_by=event.signed_by,
        source=logged.id,
    )
