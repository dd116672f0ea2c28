"""Entries that may be the same firearm: proposed with reasons, never made one."""

from __future__ import annotations

from collections.abc import Iterator

from firearmskit.errors import InputError
from firearmskit.language import text as _
from firearmskit.marking.keys import serial_key
from firearmskit.records import events
from firearmskit.records.importing.batch import Duplicate
from firearmskit.records.importing.words import folded
from firearmskit.records.registry import Registry
from firearmskit.sheets import SheetRow

__all__ = ["Twins"]

_MOST_EACH = 5
"""Others that one firearm is compared with; a serial that more of them bear tells nothing."""


class Twins:
    """What was seen so far, and what may be the same.

    Args:
        registry: The registry; None when there is nothing in it.
        short: What the names of discrepancies begin with.
    """

    def __init__(self, registry: Registry | None, short: str) -> None:
        self._registry = registry
        self._short = short
        self._seen: dict[str, list[tuple[str, str, str | None, str | None]]] = {}
        self._rows: dict[tuple[str, ...], tuple[str, str]] = {}
        self.found: list[Duplicate] = []

    def look_at(self, firearm: str, row: SheetRow, serial: str | None, make: str | None, model: str | None) -> None:
        """Compare a firearm with those before it and with those in the registry.

        Args:
            firearm: Its name.
            row: Its row.
            serial: Its serial number, as it is written.
            make: Its maker, likewise.
            model: Its model, likewise.
        """
        where = _("row {number}").format(number=row.number)
        key = _key(serial)
        others = self._seen.setdefault(key, []) if key else []
        same = self._rows.get(row.cells)
        told = {same[0]} if same else set()
        if same:
            reason = _("{one} and {other} hold the same in every cell.").format(one=same[1], other=where)
            self.found.append(Duplicate(firearm=firearm, other=same[0], reasons=(reason,)))
        found = list(others)
        if key and serial is not None and self._registry is not None:
            found += [(each.id, _("the registry"), each.make, each.model) for each in self._registry.with_mark(serial)]
        for other, place, its_make, its_model in found[:_MOST_EACH]:
            if other not in told and not (_differ(make, its_make) and _differ(model, its_model)):
                reasons = (
                    _("{one} and {other} have the same serial but for blanks and signs.").format(
                        one=where, other=place
                    ),
                    *_compared(_("The maker"), make, its_make),
                    *_compared(_("The model"), model, its_model),
                )
                self.found.append(Duplicate(firearm=firearm, other=other, reasons=reasons))
        others.append((firearm, where, make, model))
        self._rows.setdefault(row.cells, (firearm, where))

    def discrepancies(self) -> Iterator[events.DiscrepancyOpened]:
        """Give the discrepancies that somebody must decide: whether the two are one."""
        for number, each in enumerate(self.found, 1):
            yield events.DiscrepancyOpened(
                discrepancy=f"{self._short}-D{number}",
                items=(each.firearm, each.other),
                category="duplicate",
                finding=" ".join(each.reasons)[:4000],
            )


def _key(serial: str | None) -> str | None:
    try:
        return serial_key(serial) if serial else None
    except InputError:
        return None


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and folded(one) != folded(other)


def _compared(what: str, one: str | None, other: str | None) -> Iterator[str]:
    if one is None or other is None:
        yield _("{what} isn't told in both.").format(what=what)
    elif folded(one) == folded(other):
        yield _("{what} is the same.").format(what=what)
    else:
        yield _("{what} differs: {one}, {other}.").format(what=what, one=one, other=other)
