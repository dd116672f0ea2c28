"""The chain from what came in, and the learner's own claim on where it was left, before anything is proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from firearmskit import figures, tracing
from firearmskit.course.desk import pieces
from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.errors import InputError
from firearmskit.language import text as _

__all__ = ["ChainForm"]


class ChainForm:
    """The widgets that show the chain.

    Args:
        desk: The desk.
        code: The language of the form.
        changed: Called when something was done that other parts of the desk show.
    """

    def __init__(self, desk: Desk, code: str, changed: Callable[[], None]) -> None:
        self.desk, self.changed = desk, changed
        self.shown, self.claimed, self.proposed, self.status = (widgets.HTML() for _number in range(4))
        kinds = {kind: _(words) for kind, words in tracing.HYPOTHESES.items()}
        kinds["open"] = _("it can't be told from what came in")
        self.kind = pieces.chooser(_("How it left the lawful chain"), kinds, wide=True)
        self.holder = pieces.textbox(_("From whom (may stay empty)"))
        self.why = pieces.textbox(_("Your reasons: which entries show it, and what speaks against it"), rows=3)
        keep = pieces.button(code, _("Keep my claim"), self._claim, style="primary")
        self.compare = pieces.button(code, _("Compare with what the chain proposes"), self._propose)
        self.anyhow = pieces.button(code, _("Show the proposal without a claim of my own"), self._propose)
        ask = _("Where did it leave the lawful chain? Look at the chain and say it yourself first.")
        self.widget = widgets.VBox(
            [
                self.shown,
                widgets.HTML(f'<div class="fk">{pieces.heading(ask)}</div>'),
                self.kind,
                self.holder,
                self.why,
                pieces.row(keep, self.compare, self.anyhow),
                self.status,
                self.claimed,
                self.proposed,
            ]
        )
        claim = desk.claim
        if claim is not None:
            offered = [value for _words, value in self.kind.options]
            held = str(claim.get("kind") or "open")
            self.kind.value = held if held in offered else ""
            self.holder.value, self.why.value = str(claim.get("holder") or ""), str(claim.get("why") or "")
        self.refresh()

    def refresh(self) -> None:
        """Draw the chain from what came in by now."""
        found = self.desk.chain()
        parts = [
            pieces.heading(_("The chain from what came in")),
            pieces.drawn(lambda: figures.plot_chain(found, proposal=False)),
            pieces.paragraphs(figures.describe_chain(found, proposal=False)),
            pieces.heading(_("Gaps and contradictions")),
            pieces.table(
                [_("Kind"), _("What it says")],
                [
                    *((_(tracing.GAPS[each.code]), each.sentence) for each in found.gaps),
                    *((_(tracing.CONFLICTS[each.code]), each.sentence) for each in found.conflicts),
                ],
                caption=_("What nothing covers, and what can't all be true"),
            ),
            pieces.paragraphs(tracing.describe(tracing.time_to_crime(found))),
        ]
        pieces.told(self.shown, "".join(parts))
        claim = self.desk.claim
        self.compare.layout.display = "none" if claim is None else None
        self.anyhow.layout.display = None if claim is None else "none"
        self.claimed.value = "" if claim is None else f'<div class="fk">{_told(claim)}</div>'
        if self.desk.shows_proposal:
            said = pieces.heading(_("Proposed from the same evidence; somebody has to decide it"))
            pieces.told(self.proposed, said + pieces.paragraphs(tracing.describe(found.diversion)))

    def _claim(self) -> None:
        def keep() -> None:
            kind = str(self.kind.value)
            if not kind:
                raise InputError(_("Choose how it left the lawful chain."))
            self.desk.say("" if kind == "open" else kind, holder=self.holder.value, why=self.why.value)
            pieces.told(self.status, pieces.paragraphs(_("Your claim is kept. Now compare."), look="kept"))

        if pieces.safely(self.status, keep):
            self.refresh()
            self.changed()

    def _propose(self) -> None:
        if pieces.safely(self.status, self.desk.show_proposal):
            self.refresh()


def _told(claim: Mapping[str, Any]) -> str:
    """Say what the learner claimed."""
    kind = tracing.HYPOTHESES.get(str(claim.get("kind")))
    words = _(kind) if kind else _("it can't be told from what came in")
    said = _("You say: {kind}. From whom: {holder}. Because: {why}").format(
        kind=words, holder=claim.get("holder") or _("not said"), why=claim.get("why")
    )
    return pieces.paragraphs(said, look="kept")
