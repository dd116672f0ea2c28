"""The nine steps after a recovery, as a checklist that records fill: those made at the desk, and those filed here."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from firearmskit import tracing
from firearmskit.course.desk import pieces
from firearmskit.course.desk.filing import BY_THE_DESK
from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.language import text as _

__all__ = ["StepsForm"]


class StepsForm:
    """The widgets of the nine steps.

    Args:
        desk: The desk.
        code: The language of the form.
        changed: Called when something was done that other parts of the desk show.
    """

    def __init__(self, desk: Desk, code: str, changed: Callable[[], None]) -> None:
        self.desk, self.changed = desk, changed
        self.shown, self.status = widgets.HTML(), widgets.HTML()
        pieces_of = {piece: _(words) for piece, words in tracing.PIECES.items() if piece not in BY_THE_DESK}
        self.piece = pieces.chooser(_("What was done"), pieces_of)
        self.day = pieces.textbox(_("On (a date such as {day})").format(day=desk.case.today), desk.case.today)
        self.words = pieces.textbox(_("In a few words: what was done, or why it doesn't apply"), rows=2)
        file = pieces.button(code, _("File this record"), self._file, style="primary")
        drop = pieces.button(code, _("It doesn't apply, for this reason"), self._drop)
        self.widget = widgets.VBox(
            [
                self.shown,
                widgets.HTML(f'<div class="fk">{pieces.heading(_("File a record"))}</div>'),
                pieces.row(self.piece, self.day),
                self.words,
                pieces.row(file, drop),
                self.status,
            ]
        )
        self.refresh()

    def refresh(self) -> None:
        """Show where each step stands."""
        rows = [
            (
                each.number,
                each.name,
                _(tracing.STEP_STATES[each.state]),
                ", ".join(_(tracing.PIECES[piece]) for piece in each.done),
                ", ".join(_(tracing.PIECES[piece]) for piece in each.open),
                ", ".join(each.by),
                _early(each.early) + " ".join(each.reasons),
            )
            for each in self.desk.steps()
        ]
        headers = [_("Step"), _("What is done"), _("Standing"), _("Done"), _("Open"), _("Records"), _("Remarks")]
        says = _("Searches and requests at this desk fill steps 1 and 2 by themselves. All else is filed below.")
        table = pieces.table(headers, rows, caption=_("The nine steps after a recovery"))
        source = tracing.steps()[0]
        cited = _("Source: {source}; how far it was read: {confidence}.").format(
            source=source.source, confidence=source.confidence
        )
        pieces.told(self.shown, pieces.paragraphs(says) + table + pieces.paragraphs(cited))

    def _file(self) -> None:
        def file() -> None:
            kept = self.desk.file(str(self.piece.value), on=str(self.day.value), words=str(self.words.value))
            self._kept(str(kept["id"]))

        self._do(file)

    def _drop(self) -> None:
        def drop() -> None:
            kept = self.desk.decline(str(self.piece.value), reason=str(self.words.value))
            self._kept(str(kept["id"]))

        self._do(drop)

    def _kept(self, id: str) -> None:
        self.words.value = ""
        pieces.told(self.status, pieces.paragraphs(_("Filed as {id}.").format(id=id), look="kept"))

    def _do(self, act: Callable[[], None]) -> None:
        if not self.piece.value:
            pieces.alarmed(self.status, pieces.paragraphs(_("Choose what was done first."), look="refused"))
        elif pieces.safely(self.status, act):
            self.refresh()
            self.changed()


def _early(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    return _("Done before: step {numbers} is still open.").format(numbers=", ".join(map(str, numbers))) + " "
