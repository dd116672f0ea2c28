"""A tracing desk without its widgets: what a learner did, what came back, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from firearmskit import tracing
from firearmskit.arguments import of_type
from firearmskit.course.desk import drafting, filing, office
from firearmskit.course.desk.journal import Journal
from firearmskit.course.desk.values import DeskCase, DeskRegister
from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.tracing import Chain, Entry, Extract, FollowOn, Match, StepState, TraceReply, TraceRequest

__all__ = ["Desk"]


class Desk:
    """A case, and the journal of what was done with it.

    Args:
        case: The case.
        path: The learner's registry file; the journal stands beside it. A file named after the case when None.

    Raises:
        CourseError: The journal can't be read, or is of another case.

    >>> from tempfile import mkdtemp
    >>> from firearmskit.course.desk import DeskRegister
    >>> from firearmskit.tracing import Description, Entry, Recovery, RegisterEntry
    >>> case = DeskCase(
    ...     id="Case 1", home="QMD", today="2026-03-01", firearm=Description(serial="EXA 100452"),
    ...     recovery=Recovery(kind="found", date="2026-02-11"), records=(),
    ...     seizure=Entry(id="E9", kind="found", standing="record", source="Report 7", date="2026-02-11"),
    ...     registers=(DeskRegister(state="QMD", name="Register of Dravonia", histories={},
    ...         entries=(RegisterEntry(id="7", serial="EXA 100452"),)),))
    >>> desk = Desk(case, Path(mkdtemp()) / "case.db")
    >>> desk.search("QMD", {"serial": "EXA 1OO452"}).best.entry.id
    '7'
    >>> desk.take_line("7").entries, [step.state for step in desk.steps()][:2]
    ((), ['open', 'open'])
    """

    def __init__(self, case: DeskCase, path: str | Path | None = None) -> None:
        self.case = of_type(case, DeskCase, "case")
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", case.id).strip("-.").lower()[:60] or "case"
        self.name = name
        self.path = Path(f"{name}.db") if path is None else Path(path)
        self.journal = Journal(self.path.with_suffix(".desk.json"), case=case.id)
        self.found: Match | None = None
        self._restore()

    def _restore(self) -> None:
        """Read what the journal holds once, so that a damaged one is named when the desk opens."""
        for look in (lambda: self.requests, lambda: self.extracts, self.steps):
            look()

    # -- registers

    @cached_property
    def home(self) -> DeskRegister | None:
        """The register of the learner's own State."""
        return self._register(self.case.home)

    def _register(self, state: str) -> DeskRegister | None:
        return next((each for each in self.case.registers if each.state == state), None)

    def search(self, state: str, wanted: Mapping[str, str]) -> Match:
        """Search the register of the learner's own State.

        Args:
            state: Code of the State.
            wanted: Serial, make, model and calibre; in the serial, ``?`` is a character that can't be read and ``*`` a
                stretch. What is empty isn't known.

        Returns:
            The candidates with their probabilities, and that of none.

        Raises:
            InputError: The register is another State's, or nothing of the serial can be read.
        """
        register = self._register(state)
        if state != self.case.home:
            raise InputError(
                _("The register of another State isn't searched from here: write a request to its office.")
            )
        if register is None:
            raise InputError(_("Your own State has no register in this case."))
        typed = {name: str(wanted.get(name, "")).strip() for name in ("serial", "make", "model", "calibre")}
        if not typed["serial"]:
            raise InputError(_("Type a serial number: a register is searched by it. ? is a sign that can't be read."))
        found = tracing.match(typed, office.register_of(register))
        self.found = found
        self.journal.add("search", on=self.case.today, state=state, wanted=typed)
        return found

    def take_line(self, line: str | None) -> Extract:
        """Decide which line of the register at home the firearm is, or that it is none.

        Args:
            line: Id of the line; None where it isn't in this register.

        Returns:
            The extract of the register, which is evidence from now on.

        Raises:
            InputError: Nothing was searched, or there is no such line.
        """
        searched = [act for act in self.journal.acts if act["act"] == "search"]
        if not searched or self.home is None:
            raise InputError(_("Search the register first."))
        extract = self._extract(f"X-{len(self.extracts) + 1}", searched[-1]["wanted"].get("serial"), line)
        self.journal.add("extract", on=self.case.today, state=self.case.home, serial=extract.searched_serial, line=line)
        return extract

    def _extract(self, id: str, serial: str | None, line: str | None) -> Extract:
        if self.home is None:
            raise InputError(_("Your own State has no register in this case."))
        return office.extract_of(self.home, id=id, serial=serial, line=line, drawn_on=self.case.today)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """What was taken from the register at home; the last one counts, an earlier one was another decision."""
        acts = [act for act in self.journal.acts if act["act"] == "extract"]
        try:
            return tuple(
                self._extract(f"X-{rank}", act.get("serial"), act.get("line")) for rank, act in enumerate(acts, 1)
            )
        except (TypeError, ValueError) as error:
            raise CourseError(_("The journal can't be used: {reason}").format(reason=quote(str(error)))) from None

    # -- requests

    @property
    def draft(self) -> dict[str, str]:
        """What stands in the form of a request: what was typed last, or what the case gives."""
        return drafting.first_draft(self.case) | self.journal.draft

    @property
    def requests(self) -> tuple[TraceRequest, ...]:
        """The requests that were sent, the first one first."""
        return tuple(drafting.restored(act.get("request")) for act in self.journal.acts if act["act"] == "request")

    def drafted(self, draft: Mapping[str, str]) -> TraceRequest:
        """Make a request of what was typed, without sending it.

        Raises:
            InputError: A field can't be used.
        """
        checks = {act["state"]: act["id"] for act in self.journal.acts if act["act"] == "search"}
        own = tuple(f"{each.name} ({checks[each.state]})" for each in self.case.registers if each.state in checks)
        return drafting.request_of(self.case, draft, id=f"R{len(self.requests) + 1}", own_checks=own)

    def check(self, draft: Mapping[str, str]) -> list[Finding]:
        """Check whether a request holds what its channel asks for.

        Raises:
            InputError: A field can't be used.
        """
        return tracing.check_request(self.drafted(draft))

    def send(self, draft: Mapping[str, str]) -> TraceRequest:
        """Send a request today.

        Returns:
            The request as it was sent, its description frozen.

        Raises:
            InputError: A field can't be used.
        """
        sent = tracing.send(self.drafted(draft), on=self.case.today)
        self.journal.add("request", on=self.case.today, request=drafting.plain_of(sent))
        self.journal.keep_draft({})
        return sent

    def reply(self, request: TraceRequest) -> TraceReply | None:
        """Give the reply to a request; None where none came."""
        register = self._register(request.addressee.state)
        return None if register is None else office.answer(register, request, today=self.case.today)

    @property
    def replies(self) -> tuple[TraceReply, ...]:
        """All replies that came until today."""
        found = (self.reply(request) for request in self.requests)
        return tuple(reply for reply in found if reply is not None)

    def proposals(self) -> tuple[FollowOn, ...]:
        """Give the requests that follow from the replies, to States that weren't asked yet."""
        asked = {request.addressee.state for request in self.requests} | {self.case.home}
        found = []
        for request in self.requests:
            reply = self.reply(request)
            proposed = None if reply is None else tracing.follow_on(request, reply)
            if proposed is not None and proposed.request.addressee.state not in asked:
                found.append(proposed)
        return tuple(found)

    # -- chain

    def evidence(self) -> tuple[Entry | Extract | TraceReply, ...]:
        """Give all that came in: the recovery, the extract of the register at home, and the replies."""
        return (self.case.seizure, *self.extracts[-1:], *self.replies)

    def chain(self) -> Chain:
        """Build the chain from what came in."""
        return tracing.chain(self.case.firearm, self.evidence())

    @property
    def claim(self) -> Mapping[str, Any] | None:
        """What the learner says on the point of diversion, as said last."""
        return next((act for act in reversed(self.journal.acts) if act["act"] == "claim"), None)

    @property
    def shows_proposal(self) -> bool:
        """Whether the learner has asked to see what is proposed."""
        return any(act["act"] == "proposal-shown" for act in self.journal.acts)

    def say(self, kind: str, *, holder: str, why: str) -> None:
        """Keep the learner's own claim on where the firearm left the lawful chain.

        Args:
            kind: One of ``tracing.HYPOTHESES``, or ``""`` where the learner says that it can't be told.
            holder: From whom; may be empty.
            why: The reasons, in words.

        Raises:
            InputError: It can't be used.
        """
        if kind != "" and kind not in tracing.HYPOTHESES:
            raise InputError(_("{value} is no way to leave the lawful chain.").format(value=quote(kind)))
        reasons = filing.checked_words(why, _("Your reasons"))
        who = filing.checked_words(holder, _("Holder")) if holder.strip() else ""
        self.journal.add("claim", on=self.case.today, kind=kind, holder=who, why=reasons)

    def show_proposal(self) -> None:
        """Keep that the learner asked to see what is proposed."""
        if not self.shows_proposal:
            self.journal.add("proposal-shown", on=self.case.today, claimed=self.claim is not None)

    # -- the nine steps

    def records(self) -> tuple[Mapping[str, object], ...]:
        """Give the records of the nine steps: those of the case, and those made at the desk."""
        return (*self.case.records, *filing.records_of(self.journal.acts))

    def steps(self) -> tuple[StepState, ...]:
        """Say of each of the nine steps whether it is done, by which records."""
        try:
            return tracing.checklist(self.records())
        except InputError as error:
            raise CourseError(_("The journal can't be used: {reason}").format(reason=quote(str(error)))) from None

    def file(self, piece: str, *, on: str, words: str) -> Mapping[str, Any]:
        """File a record of something that was done away from the desk.

        Args:
            piece: One of ``tracing.PIECES``, but none of :data:`firearmskit.course.desk.filing.BY_THE_DESK`.
            on: ISO date on which it was done.
            words: What was done, in a few words.

        Returns:
            The record as it is kept.

        Raises:
            InputError: It can't be filed so.
        """
        return self.journal.add("record", **filing.filed(piece, on=on, words=words, today=self.case.today))

    def decline(self, piece: str, *, reason: str) -> Mapping[str, Any]:
        """Decide that something doesn't apply, for a reason.

        Raises:
            InputError: There is no reason, or the desk itself shows this piece.
        """
        filing.check_piece(piece)
        said = filing.checked_words(reason, _("Reason"))
        return self.journal.add("not-applicable", on=self.case.today, about=piece, reason=said)
