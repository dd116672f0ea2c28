"""The holders that a register names. Names of persons go to the personal data, and into no event."""

from __future__ import annotations

from firearmskit.records import events
from firearmskit.records.events import Event
from firearmskit.records.importing.mapping import Mapping
from firearmskit.records.registry import Registry

__all__ = ["Holders"]


class Holders:
    """The holders that rows named so far.

    A person is known by a number alone: two people can have the same name, so a name without a number is always
    another holder. A public body or a firm is known by its name, as it is written.

    Args:
        registry: The registry.
        mapping: What kind of holders they are.
        short: What their names here begin with.
        synthetic: Whether they exist in lessons only.
    """

    def __init__(self, registry: Registry, mapping: Mapping, short: str, *, synthetic: bool) -> None:
        self._category = mapping.holder_category
        self._short = short
        self._synthetic = synthetic
        self._known: dict[str, str] = {}
        self.personal: dict[str, dict[str, str]] = {}
        self._waiting: tuple[str | None, str, dict[str, str]] | None = None
        if self._category != "person" and (mapping.places("holder") or mapping.places("holder_name")):
            for each in registry.events("holder-registered"):
                if isinstance(each.event, events.HolderRegistered) and each.event.body is not None:
                    self._known.setdefault(each.event.body, each.event.holder)

    def of(self, row: int, number: str | None, name: str | None) -> tuple[str | None, list[Event]]:
        """Give the holder of a row, and the event that registers it where it is new.

        Args:
            row: Number of the row.
            number: The holder's number in the file.
            name: The holder's name.

        Returns:
            The holder's name in the registry; None when the row names nobody. It counts once :meth:`keep` is called.
        """
        self._waiting = None
        if number is None and name is None:
            return None, []
        key = number if self._category == "person" else name or number
        if key is not None and key in self._known:
            return self._known[key], []
        holder = f"{self._short}-H{row}"
        body = None if self._category == "person" else " ".join((name or number or "").split())
        registered = events.HolderRegistered(
            holder=holder,
            category=self._category,  # type: ignore[arg-type]  # one that confirm() knows
            body=body,
            synthetic=self._synthetic,
        )
        data = {"name": name, "number": number} if self._category == "person" else {}
        self._waiting = (key, holder, {field: text for field, text in data.items() if text is not None})
        return holder, [registered]

    def keep(self) -> None:
        """Keep the holder that was given last: its row is taken in."""
        if self._waiting is not None:
            key, holder, data = self._waiting
            if key is not None:
                self._known[key] = holder
            if data:
                self.personal[holder] = data
            self._waiting = None
