"""Searching the register of one's own State: candidates, why they are, and that it is none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from firearmskit import figures, tracing
from firearmskit.course.desk import pieces
from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.course.explorers.showing import in_language
from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["SearchForm"]

_SHOWN = 8


def _percent(share: float) -> str:
    """Write a probability, never as certain."""
    return (
        _("more than 99.9 %") if share >= 0.999 else _("less than 0.1 %") if share < 0.001 else f"{100 * share:.1f} %"
    )


class SearchForm:
    """The widgets with which a register is searched.

    Args:
        desk: The desk.
        code: The language of the form.
        changed: Called when something was done that other parts of the desk show.
    """

    def __init__(self, desk: Desk, code: str, changed: Callable[[], None]) -> None:
        self.desk, self.changed = desk, changed
        firearm = desk.case.firearm
        serial = _("Serial number (? for a sign that can't be read, * for several)")
        self.controls: dict[str, Any] = {
            "serial": pieces.textbox(serial, firearm.serial or "", wide=True),
            "make": pieces.textbox(_("Make"), firearm.maker or ""),
            "model": pieces.textbox(_("Model"), firearm.model or ""),
            "calibre": pieces.textbox(_("Calibre"), firearm.calibre or ""),
        }
        self.status, self.result, self.explained, self.taken = (widgets.HTML() for _number in range(4))
        self.line = pieces.chooser(_("Line to look at"), {})
        self.line.observe(in_language(code, self._explain), "value")
        self.is_it = pieces.button(code, _("It is this line: take its history"), self._take)
        self.is_none = pieces.button(code, _("It isn't in this register"), self._take_none)
        self.below = widgets.VBox([self.line, self.explained, pieces.row(self.is_it, self.is_none)])
        self.below.layout.display = "none"
        search = pieces.button(code, _("Search"), self._search, style="primary")
        self.widget = widgets.VBox(
            [
                widgets.HTML(f'<div class="fk">{self._intro()}</div>'),
                pieces.row(*self.controls.values()),
                search,
                self.status,
                self.result,
                self.below,
                self.taken,
            ]
        )
        self.refresh()

    def _intro(self) -> str:
        home = self.desk.home
        if home is None:
            return pieces.paragraphs(_("Your own State has no register in this case."))
        others = ", ".join(each.name for each in self.desk.case.registers if each is not home)
        said = _("You search {name} at once. Other registers are asked by a request: {others}.").format(
            name=home.name, others=others or _("none")
        )
        return pieces.heading(home.name) + pieces.paragraphs(said)

    def refresh(self) -> None:
        """Show what was decided last."""
        extracts = self.desk.extracts
        if not extracts:
            self.taken.value = ""
            return
        last = extracts[-1]
        said = _("Taken as evidence: {id}, {register}, searched for {serial}.").format(
            id=last.id, register=last.register, serial=last.searched_serial
        )
        rows = [entry_row(each) for each in last.entries]
        table = pieces.table(entry_headers(), rows, caption=_("What this register tells"))
        none = "" if rows else pieces.paragraphs(_("This register tells nothing of the firearm; that is evidence too."))
        pieces.told(self.taken, pieces.paragraphs(said, look="kept") + (table if rows else none))

    def _search(self) -> None:
        pieces.safely(self.status, self._show_found)

    def _show_found(self) -> None:
        found = self.desk.search(self.desk.case.home, pieces.typed(self.controls))
        shown = found.candidates[:_SHOWN]
        rows: list[tuple[object, ...]] = [
            (rank, each.entry.id, each.entry.serial, each.entry.make, each.entry.model, each.entry.calibre,
             _percent(each.probability))
            for rank, each in enumerate(shown, 1)
        ]  # fmt: skip
        if found.others > 0:
            rows.append(("–", _("another line"), None, None, None, None, _percent(found.others)))
        rows.append(("–", _("not in this register"), None, None, None, None, _percent(found.absent)))
        headers = [_("Rank"), _("Line"), _("Serial number"), _("Make"), _("Model"), _("Calibre"), _("Probability")]
        pieces.told(self.status, pieces.paragraphs(str(found)))
        table = pieces.table(headers, rows, caption=_("Which line it may be"))
        self.result.value = f'<div class="fk">{table}</div>'
        self.line.options = [(_("— choose —"), ""), *((f"{each.entry.id}: {each.entry.serial}", str(each.entry.id))
                                                      for each in shown)]  # fmt: skip
        self.line.value = ""
        self.explained.value = ""
        self.below.layout.display = None
        self.changed()

    def _explain(self, _change: object = None) -> None:
        """Say of a line what speaks for it and against it, and draw how its serial became what was read."""
        found = self.desk.found
        each = next((c for c in found.candidates if c.entry.id == self.line.value), None) if found else None
        if each is None:
            self.explained.value = ""
            return
        steps = [(step.kind, step.record, step.copy) for step in each.comparison.alignment]
        reasons = "".join(pieces.paragraphs(str(reason)) for reason in each.reasons)
        picture = pieces.drawn(lambda: figures.plot_alignment(steps))
        title = _("From the register, {record}, to what you look for, {copy}").format(
            record=each.entry.serial, copy=each.read
        )
        pieces.told(self.explained, pieces.heading(title) + picture + reasons)

    def _take(self) -> None:
        def take() -> None:
            if not self.line.value:
                raise InputError(_("Choose a line first."))
            self.desk.take_line(str(self.line.value))

        if pieces.safely(self.status, take):
            self.refresh()
            self.changed()

    def _take_none(self) -> None:
        def take() -> None:
            self.desk.take_line(None)

        if pieces.safely(self.status, take):
            self.refresh()
            self.changed()


def entry_headers() -> list[str]:
    """Give what stands above the columns of a table of entries."""
    return [_("Entry"), _("When"), _("What"), _("From"), _("To"), _("In"), _("Serial number"), _("Words")]


def entry_row(entry: tracing.Entry) -> tuple[object, ...]:
    """Give the cells of an entry."""
    return (
        entry.id,
        entry.date,
        _(tracing.KINDS[entry.kind]),
        entry.releasing,
        entry.receiving,
        entry.country,
        entry.serial,
        entry.text,
    )
