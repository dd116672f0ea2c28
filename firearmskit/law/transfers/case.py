"""A file together with the day of the check: what stands in it, and which instruments bind its States."""

from __future__ import annotations

from functools import cached_property

from firearmskit import reference
from firearmskit.law.binding import binding
from firearmskit.law.transfers.file import TransferFile
from firearmskit.law.transfers.values import TransferEvent, TransferPaper
from firearmskit.law.transfers.words import PAPERS

__all__ = ["Case"]

_WORST = reference.CONFIDENCE[0]


class Case:
    """A file as it is looked at on a day.

    Args:
        file: The file.
        day: ISO date.
    """

    def __init__(self, file: TransferFile, day: str) -> None:
        self.file = file
        self.day = day
        self._invented = {each.code: each.bound_by for each in file.invented_states}
        self._standing: dict[str, dict[str, tuple[str, str | None]]] = {}

    def standing(self, instrument: str, state: str | None) -> tuple[str, str | None]:
        """Say how an instrument stands to a State, of ``law.STATUSES``, and how far that is supported."""
        if state is None:
            return "unknown", None
        if state in self._invented:
            return ("bound" if instrument in self._invented[state] else "not-bound"), _WORST
        if state not in self._standing:
            self._standing[state] = {
                each.instrument: (each.status, each.confidence) for each in binding(state, on=self.day)
            }
        return self._standing[state].get(instrument, ("not-bound", None))

    def invented(self, state: str | None) -> bool:
        """Say whether a State is one of the story alone."""
        return state in self._invented

    def papers(self, *kinds: str) -> tuple[TransferPaper, ...]:
        """Give the papers of these kinds, in an order that doesn't depend on the file's."""
        found = (each for each in self.file.papers if each.kind in kinds)
        return tuple(sorted(found, key=lambda each: (tuple(PAPERS).index(each.kind), each.id)))

    def events(self, kind: str) -> tuple[TransferEvent, ...]:
        """Give the events of a kind, in an order that doesn't depend on the file's."""
        return tuple(sorted((each for each in self.file.events if each.kind == kind), key=lambda each: each.id))

    @cached_property
    def shipments(self) -> tuple[TransferEvent, ...]:
        """The shipments."""
        return self.events("shipment")

    @cached_property
    def first_shipment(self) -> str | None:
        """ISO date of the first shipment whose day is known."""
        return min((each.on for each in self.shipments if each.on), default=None)

    @property
    def simplified(self) -> bool:
        """Whether the goods move by the simplified procedure."""
        return self.file.procedure == "simplified"

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The States concerned: of export, of import and of transit."""
        every = (self.file.export_state, self.file.import_state, *(self.file.transit_states or ()))
        return tuple(dict.fromkeys(each for each in every if each is not None))

    def about(self, thing: TransferEvent | TransferPaper, shipment: TransferEvent) -> bool:
        """Say whether a paper or an event is of a shipment: it names it, or there is only one."""
        return thing.shipment == shipment.id or (thing.shipment is None and len(self.shipments) == 1)
