"""What came into a campaign and what became of it, by the events of a registry."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.arguments import of_type
from firearmskit.errors import UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.bearing import bears_on
from firearmskit.records.collecting.balancing import Intake, Move
from firearmskit.records.events import Event
from firearmskit.records.firearm import Firearm
from firearmskit.records.logged import Logged
from firearmskit.records.registry import Registry

__all__ = ["moved", "taken_in"]

_TO = {
    "custody-handed": "in-store",
    "destruction-done": "destroyed",
    "item-stored": "in-store",
    "loss-reported": "lost",
    "official-use-assigned": "handed-on",
    "recovery-made": "in-store",
    "return-made": "returned",
    "transfer-made": "handed-on",
}
"""Where an item is after each kind of event, as the balance of a campaign names it."""

_FINAL = frozenset({"destroyed", "handed-on", "returned"})


def taken_in(registry: Registry, campaign: str) -> tuple[Intake, ...]:
    """Give what came into a campaign: what was surrendered in it, and what holders registered in it and keep.

    Args:
        registry: The registry.
        campaign: The campaign's name there.

    Returns:
        One for each surrender, and for each registration of a firearm that wasn't surrendered in the same campaign.
        The day is the one on which it happened; where that isn't known to the day, the one on which it was recorded.
        The site is the place of the surrender, in its words.

    Raises:
        UnknownCodeError: There is no such campaign.

    >>> from tempfile import mkdtemp
    >>> from firearmskit import records
    >>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson"}
    >>> days = {"first_day": "2026-03-01", "last_day": "2026-03-31"}
    >>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
    ...     _ = registry.record(
    ...         events.CampaignOpened(campaign="C1", title="A week", purpose="registration", synthetic=True, **days)
    ...     )
    ...     _ = registry.record(
    ...         events.FirearmRegistered(
    ...             firearm="F1", basis="first registration", campaign="C1", occurred_at="2026-03-02", synthetic=True
    ...         )
    ...     )
    ...     [(each.item, each.on, each.act) for each in taken_in(registry, "C1")]
    [('F1', '2026-03-02', 'registration')]
    """
    return tuple(
        Intake(
            item=firearm.id,
            on=each.day,
            site=each.event.place if isinstance(each.event, events.RecoveryMade) else None,
            act="surrender" if isinstance(each.event, events.RecoveryMade) else "registration",
        )
        for firearm in _firearms(registry, campaign)
        for each in _intakes(firearm, campaign)
    )


def moved(registry: Registry, campaign: str) -> tuple[Move, ...]:
    """Give what became of what was surrendered in a campaign, until its final disposal.

    Args:
        registry: The registry.
        campaign: The campaign's name there.

    Returns:
        The moves, for :func:`daily_balance`: whatever leaves the site for other hands of the State is in store until it
        was destroyed, returned, or handed on for another use; what was lost is in store again once it was recovered.
        What happened after a final disposal isn't the campaign's.

    Raises:
        UnknownCodeError: There is no such campaign.
    """
    return tuple(move for firearm in _firearms(registry, campaign) for move in _moves(firearm, campaign))


def _firearms(registry: Registry, campaign: str) -> Iterator[Firearm]:
    """Give each firearm of which an event names the campaign, in the order in which they came."""
    of_type(registry, Registry, "registry")
    logged = registry.history(of_type(campaign, str, "campaign"))
    if not any(isinstance(each.event, events.CampaignOpened) and each.event.campaign == campaign for each in logged):
        raise UnknownCodeError(_("There is no campaign {campaign} in this registry.").format(campaign=quote(campaign)))
    names = {name: None for each in logged if _named(each.event) == campaign for name in bears_on(each.event)}
    for name in names:
        try:
            yield registry.firearm(name)
        except UnknownCodeError:  # its registration was withdrawn
            continue


def _named(event: Event) -> str | None:
    return event.campaign if isinstance(event, events.RecoveryMade | events.FirearmRegistered) else None


def _intakes(firearm: Firearm, campaign: str) -> list[Logged]:
    """Give the events by which a firearm came: its surrenders, else its registration."""
    came = [each for each in firearm.history if _named(each.event) == campaign]
    return [each for each in came if isinstance(each.event, events.RecoveryMade)] or came


def _moves(firearm: Firearm, campaign: str) -> Iterator[Move]:
    came = _intakes(firearm, campaign)
    if not came or not isinstance(came[0].event, events.RecoveryMade):
        return
    for each in firearm.history[firearm.history.index(came[0]) + 1 :]:
        to = _TO.get(each.event.kind)
        if to is None:
            continue
        yield Move(item=firearm.id, on=each.day, to=to)
        if to in _FINAL:
            return
