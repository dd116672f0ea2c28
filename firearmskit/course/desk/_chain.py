"""The chain at a tracing desk, and the learner's own claim on where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firearmskit import tracing
from firearmskit.course.desk import filing
from firearmskit.course.desk._requests import AskingStates
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing import Chain, Entry, Extract, TraceReply

__all__ = ["BuildingTheChain"]


class BuildingTheChain(AskingStates):
    """What a desk does with what came in."""

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
