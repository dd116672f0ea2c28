"""The requests of a tracing desk: writing, checking and sending them, and the replies that come."""

from __future__ import annotations

from collections.abc import Mapping

from firearmskit import tracing
from firearmskit.course.desk import drafting, office
from firearmskit.course.desk._registers import AtRegisters
from firearmskit.errors import InputError
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.tracing import FollowOn, TraceReply, TraceRequest

__all__ = ["AskingStates"]


class AskingStates(AtRegisters):
    """What a desk does with requests."""

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

    def send(self, draft: Mapping[str, str], *, anyway: bool = False) -> TraceRequest:
        """Send a request today.

        Args:
            draft: Field to text.
            anyway: Whether it is sent although the check warns.

        Returns:
            The request as it was sent, its description frozen.

        Raises:
            InputError: A field can't be used, the check finds errors, or it warns and ``anyway`` isn't set. The draft
                is kept.
        """
        stops = drafting.held_back(self.check(draft), anyway=anyway)
        if stops:
            self.journal.keep_draft(draft)
            reasons = " ".join(each.sentence for each in stops)
            raise InputError(_("The request isn't sent. {reasons}").format(reasons=reasons))
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
