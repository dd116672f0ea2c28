"""Asking another State: a request to write, check and send, what came back, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets as widgets

from firearmskit import tracing
from firearmskit.course.desk import drafting, pieces
from firearmskit.course.desk.search_form import entry_headers, entry_row
from firearmskit.course.desk.tracing_desk import Desk
from firearmskit.course.explorers.showing import in_language
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.tracing import FollowOn, TraceRequest

__all__ = ["RequestForm"]

_LONG = ("intended_use", "circumstances", "why_illicit", "legal_reason")
_WEIGHT = {"error": "refused", "warning": "weighs", "note": ""}


class RequestForm:
    """The widgets with which other States are asked.

    Args:
        desk: The desk.
        code: The language of the form.
        changed: Called when something was done that other parts of the desk show.
    """

    def __init__(self, desk: Desk, code: str, changed: Callable[[], None]) -> None:
        self.desk, self.code, self.changed = desk, code, changed
        self.carried: dict[str, str] = {}
        self.status, self.came, self.carries = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.follow = widgets.VBox()
        self.controls = {name: self._control(name) for name in drafting.FIELDS}
        self._fill(desk.draft)
        for control in self.controls.values():
            control.continuous_update = False
            control.observe(in_language(code, self._keep), "value")
        check = pieces.button(code, _("Check the request"), self._check)
        send = pieces.button(code, _("Send it"), self._send, style="primary")
        self.anyway = widgets.Checkbox(description=_("Send all the same"), indent=False)
        self.anyway.add_class("fk-tick")
        self.anyway.layout.display = "none"
        again = pieces.button(code, _("Clear the form"), self._clear)
        self.widget = widgets.VBox(
            [
                widgets.HTML(f'<div class="fk">{pieces.heading(_("A request to another State"))}</div>'),
                self.carries,
                pieces.row(*self.controls.values()),
                pieces.row(check, send, again),
                self.status,
                self.anyway,
                self.came,
                self.follow,
            ]
        )
        self.refresh()

    def _control(self, name: str) -> Any:
        title = _(drafting.FIELDS[name])
        if name == "channel":
            return pieces.chooser(title, {row.id: _(row.name) for row in tracing.channels()}, blank=False, wide=True)
        if name in drafting.CHOICES:
            return pieces.chooser(title, {value: _(words) for value, words in drafting.CHOICES[name].items()})
        if name == "state":
            return pieces.chooser(title, self._states())
        return pieces.textbox(title, rows=2 if name in _LONG else 1)

    def _states(self) -> dict[str, str]:
        """Give the States that can be asked: those with a register here, and those to which a reply points."""
        named = {each.state: f"{each.name} ({each.state})" for each in self.desk.case.registers}
        for each in self.desk.proposals():
            agency = each.request.addressee
            named.setdefault(agency.state, str(agency))
        return {state: words for state, words in named.items() if state != self.desk.case.home}

    def _fill(self, draft: dict[str, str]) -> None:
        self.carried = {name: value for name, value in draft.items() if name not in self.controls}
        for name, control in self.controls.items():
            offered = [value for _words, value in control.options] if hasattr(control, "options") else None
            if offered is None or draft.get(name) in offered:
                control.value = draft.get(name, "")
        self._show_asked()
        follows = self.carried.get("follows")
        said = _("This request follows from {id}; what that reply told is carried over.").format(id=follows)
        self.carries.value = f'<div class="fk">{pieces.paragraphs(said)}</div>' if follows else ""

    def _show_asked(self) -> None:
        """Show the fields that the chosen channel asks for; what stands in the others is still there."""
        for name, channels in drafting.ONLY_FOR.items():
            fits = self.controls["channel"].value in channels
            self.controls[name].layout.display = None if fits else "none"

    def _draft(self) -> dict[str, str]:
        return self.carried | pieces.typed(self.controls)

    def _keep(self, _change: object = None) -> None:
        """Keep what is typed, so that a closed notebook loses none of it."""
        self._show_asked()
        pieces.safely(self.status, partial(self.desk.journal.keep_draft, self._draft()))

    def _check(self) -> None:
        def look() -> None:
            findings = self.desk.check(self._draft())
            pieces.told(self.status, "".join(_said(each) for each in findings) or _fine())

        pieces.safely(self.status, look)

    def _send(self) -> None:
        sent: list[TraceRequest] = []

        def send() -> None:
            draft = self._draft()
            self.desk.journal.keep_draft(draft)
            stops = drafting.held_back(self.desk.check(draft), anyway=bool(self.anyway.value))
            if stops:
                self._hold_back(stops)
            else:
                sent.append(self.desk.send(draft, anyway=bool(self.anyway.value)))

        if pieces.safely(self.status, send) and sent:
            said = _("{id} was sent to {addressee}.").format(id=sent[0].id, addressee=sent[0].addressee)
            self._fill(drafting.first_draft(self.desk.case))
            self.controls["state"].value = ""
            self._offer_anyway(())
            pieces.told(self.status, pieces.paragraphs(said, look="kept"))
            self.refresh()
            self.changed()

    def _hold_back(self, stops: tuple[Finding, ...]) -> None:
        """Say what keeps the request back, and offer to send it all the same where only warnings do."""
        errors = any(each.severity == "error" for each in stops)
        says = _("Not sent: mend what is named here. What you typed is kept.")
        if not errors:
            says = _("Not sent yet: add what is named here, or tick “Send all the same” and press “Send it” again.")
        self._offer_anyway(stops)
        pieces.alarmed(self.status, pieces.paragraphs(says, look="refused") + "".join(_said(each) for each in stops))

    def _offer_anyway(self, stops: tuple[Finding, ...]) -> None:
        only_warned = bool(stops) and all(each.severity == "warning" for each in stops)
        self.anyway.value = False
        self.anyway.layout.display = None if only_warned else "none"

    def _clear(self) -> None:
        self._fill(drafting.first_draft(self.desk.case))
        self.controls["state"].value = ""
        self._offer_anyway(())
        self._keep()

    def refresh(self) -> None:
        """Show each request with its status and reply, and what follows from the replies."""
        parts = [self._request(each) for each in self.desk.requests]
        came = pieces.heading(_("What was sent, and what came back"))
        pieces.told(self.came, came + ("".join(parts) or pieces.paragraphs(_("No request was sent yet."))))
        states = [(_("— choose —"), ""), *((words, state) for state, words in self._states().items())]
        if tuple(states) != tuple(self.controls["state"].options):
            chosen = self.controls["state"].value
            self.controls["state"].options = states
            self.controls["state"].value = chosen if chosen in [state for _words, state in states] else ""
        self.follow.children = [self._proposal(each) for each in self.desk.proposals()]

    def _request(self, request: TraceRequest) -> str:
        reply = self.desk.reply(request)
        replies = [] if reply is None else [reply]
        said = tracing.describe(request) + "\n" + tracing.describe(
            tracing.status(request, replies, self.desk.case.today))  # fmt: skip
        shown = pieces.heading(request.id) + pieces.paragraphs(said)
        if reply is None:
            return shown + pieces.paragraphs(_("No reply has come until {day}.").format(day=self.desk.case.today))
        answer = _("{id} of {day}: {kind}. Searched for: {serial}.").format(
            id=reply.id, day=reply.dated, kind=_(tracing.REPLIES[reply.kind]), serial=reply.searched_serial
        )
        shown += pieces.paragraphs("\n".join(filter(None, (answer, reply.reasons))), look="kept")
        if reply.missing:
            shown += pieces.paragraphs(_("Pages are missing for: {periods}.").format(periods=", ".join(reply.missing)))
        if reply.transfers:
            rows = [entry_row(each) for each in reply.transfers]
            shown += pieces.table(entry_headers(), rows, caption=_("What {id} tells").format(id=reply.id))
        return shown

    def _proposal(self, proposed: FollowOn) -> widgets.Widget:
        addressee = proposed.request.addressee
        said = _("A next request is possible, to {addressee}: {because}").format(
            addressee=addressee, because=proposed.because
        )
        if proposed.consent_from is not None:
            said += "\n" + _("First {state} has to consent: its answer isn't to be passed on.").format(
                state=proposed.consent_from
            )
        words = _("Put the request to {state} into the form").format(state=addressee.state)
        fill = pieces.button(self.code, words, partial(self._take, proposed))
        return widgets.VBox([widgets.HTML(f'<div class="fk">{pieces.paragraphs(said)}</div>'), fill])

    def _take(self, proposed: FollowOn) -> None:
        self._fill(drafting.draft_of(self.desk.case, proposed.request))
        self._keep()
        said = _("The form holds the proposed request: check it before you send it.")
        pieces.told(self.status, pieces.paragraphs(said))


def _fine() -> str:
    return pieces.paragraphs(_("Nothing that this channel asks for is missing."), look="kept")


def _said(finding: Finding) -> str:
    """Give a finding, with what it rests on and how far that was read."""
    rests = [finding.source or "", _("unverified") if finding.confidence == "unverified" else ""]
    source = "; ".join(filter(None, rests))
    words = f"{finding.sentence} [{source}]" if source else finding.sentence
    weight = {"error": _("Error"), "warning": _("Warning"), "note": _("Note")}[finding.severity]
    return pieces.paragraphs(f"{weight}: {words}", look=_WEIGHT[finding.severity])
