"""The records of a registry, as one asks how long they are kept: one for each event that a rule may ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from firearmskit.arguments import listed, of_type
from firearmskit.errors import UnknownCodeError
from firearmskit.language import text as _
from firearmskit.records import events
from firearmskit.records.bearing import bears_on
from firearmskit.records.events import Event
from firearmskit.records.firearm import Firearm
from firearmskit.records.logged import Logged
from firearmskit.records.registry import Registry
from firearmskit.records.retention.kept import Hold, Kept, KeptEvent

__all__ = ["kept_in"]

_KINDS = {
    "component-registered": "holding",
    "deactivation-done": "deactivation-certificate",
    "destruction-done": "destruction",
    "holder-registered": "holding",
    "lot-registered": "holding",
    "marking-applied": "marking",
    "official-use-assigned": "transfer",
    "recovery-made": "recovery",
    "return-made": "transfer",
    "transit-begun": "transit",
    "transit-ended": "transit",
}
_BASES = {
    "manufacture": "manufacture",
    "import": "import",
    "first registration": "holding",
    "recovery": "recovery",
}
_LICENCES = {
    "brokering": "brokering",
    "dealing": "transfer",
    "export": "export",
    "import": "import",
    "manufacture": "manufacture",
    "transit": "transit",
}
_ITEMS = {"component-registered": "part", "lot-registered": "ammunition"}

_HOLDERS = ("holder", "from_holder", "to_holder", "carrier", "last_lawful_holder")
_OF_PERSONAL_DATA = ("personal-kept", "personal-read", "personal-erased")
_TO_THE_DAY = len("2026-11-27")


def kept_in(registry: Registry, *, states: Iterable[str] | None = None) -> tuple[Kept, ...]:
    """Give the records of a registry, for :func:`review` and :func:`keep_until`. Nothing is changed by it.

    Args:
        registry: The registry.
        states: ISO 3166-1 alpha-3 codes of the States whose rules apply; the one that keeps it when None.

    Returns:
        One record for each event that counts and is of what rules ask for, or that names a holder whose personal data
        are kept; where it names two such holders, one for each. Its id is that of the event in the log. Holds on the
        firearm bind it, and so do open requests to trace it and open discrepancies, which somebody has to close first.
        An event without a date leaves open until when it is kept.

    >>> from tempfile import mkdtemp
    >>> from firearmskit import records
    >>> about = {"registry": "lesson", "title": "A lesson", "purpose": "lesson", "country": "NGA"}
    >>> with records.begin_registry(mkdtemp() + "/lesson.db", user="keita", **about) as registry:
    ...     _ = registry.record(
    ...         events.FirearmRegistered(firearm="F1", basis="import", occurred_at="2016-05", synthetic=True)
    ...     )
    ...     [(each.kind, each.states, each.events[0].on) for each in kept_in(registry)]
    [('import', ('NGA',), '2016-05')]
    """
    own = of_type(registry, Registry, "registry").settings.country
    chosen = ((own,) if own else ()) if states is None else listed(states, str, "states")
    return tuple(_Reading(registry, chosen).records())


class _Reading:
    """One pass over a log: who has personal data, and what is known of each firearm."""

    def __init__(self, registry: Registry, states: tuple[str, ...]) -> None:
        self._registry = registry
        self._states = states
        self._withdrawn: set[str] = set()
        self._sealed: dict[str, bool] = {}
        for each in registry.events("event-withdrawn", *_OF_PERSONAL_DATA):
            if isinstance(each.event, events.EventWithdrawn):
                self._withdrawn.add(each.event.event)
            elif isinstance(each.event, events.PersonalKept | events.PersonalErased):
                self._sealed[each.event.holder] = isinstance(each.event, events.PersonalKept)
        self._known: dict[str, tuple[tuple[KeptEvent, ...], tuple[Hold, ...]]] = {}

    def records(self) -> Iterator[Kept]:
        for each in self._registry.events():
            if each.id not in self._withdrawn and each.event.kind not in _OF_PERSONAL_DATA:
                yield from self._of(each)

    def _of(self, logged: Logged) -> Iterator[Kept]:
        event = logged.event
        holders = [name for name in _holders(event) if self._sealed.get(name)]
        kind = _kind(event) or ("holding" if holders else None)
        if kind is None:
            return
        ends, holds = self._of_firearms(event)
        own = KeptEvent(kind=kind, on=_on(event))
        for at, holder in enumerate(holders or [None]):
            yield Kept(
                id=logged.id if not at else f"{logged.id}/{holder}",
                kind=kind,
                events=(own, *(end for end in ends if end != own)),
                states=self._states,
                item=_ITEMS.get(event.kind, "firearm"),
                holder=holder,
                holds=holds,
            )

    def _of_firearms(self, event: Event) -> tuple[tuple[KeptEvent, ...], tuple[Hold, ...]]:
        """Give how the firearms of an event ended, and what binds their records."""
        ends: list[KeptEvent] = []
        holds: list[Hold] = []
        for name in bears_on(event):
            if name not in self._known:
                self._known[name] = self._look_up(name)
            ends += self._known[name][0]
            holds += self._known[name][1]
        return tuple(ends), tuple(dict.fromkeys(holds))

    def _look_up(self, name: str) -> tuple[tuple[KeptEvent, ...], tuple[Hold, ...]]:
        try:
            firearm = self._registry.firearm(name)
        except UnknownCodeError:  # a part or a lot
            return (), ()
        ended = (each for each in firearm.history if isinstance(each.event, events.DestructionDone))
        return tuple(KeptEvent(kind="destruction", on=_on(each.event)) for each in ended), tuple(_holds(firearm))


def _holds(firearm: Firearm) -> Iterator[Hold]:
    reasons: dict[str, str] = {}
    answered = {each.event.request for each in firearm.history if isinstance(each.event, events.TraceAnswered)}
    for each in firearm.history:
        event = each.event
        if isinstance(event, events.HoldPlaced):
            reasons[event.hold] = event.reason
        elif isinstance(event, events.HoldLifted):
            yield Hold(id=event.hold, reason=reasons[event.hold], lifted_on=each.day)
        elif isinstance(event, events.TraceSent) and event.request not in answered:
            yield Hold(id=event.request, reason=_("a request to trace it is open"))
    for hold, reason in firearm.holds.items():
        yield Hold(id=hold, reason=reason)
    for discrepancy in sorted(firearm.discrepancies):
        yield Hold(id=discrepancy, reason=_("a discrepancy is open"))


def _kind(event: Event) -> str | None:
    """Give what kind of record an event is; None for what no rule asks for."""
    if isinstance(event, events.FirearmRegistered):
        return _BASES[event.basis]
    if isinstance(event, events.TransferMade):
        return event.transfer if event.transfer in ("import", "export") else "transfer"
    if isinstance(event, events.LicenceGranted):
        return _LICENCES.get(event.category, "holding")
    return _KINDS.get(event.kind)


def _holders(event: Event) -> tuple[str, ...]:
    named = (getattr(event, field, None) for field in _HOLDERS)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def _on(event: Event) -> str | None:
    """Give the date of an event, at most to the day; None when it isn't known."""
    return None if event.occurred_at is None else event.occurred_at[:_TO_THE_DAY]
