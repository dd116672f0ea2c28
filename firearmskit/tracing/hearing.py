"""Who was asked, and what they answered: whether the silence of a register means anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from firearmskit.errors import quote
from firearmskit.identification import Description
from firearmskit.language import text as _
from firearmskit.tracing.dating import Span, span
from firearmskit.tracing.evidence import CONVEYING, LEAVING, Entry, Extract
from firearmskit.tracing.identity import same_serial
from firearmskit.tracing.links import ANSWERS, Answer, SetAside
from firearmskit.tracing.replying import TraceReply

__all__ = ["Evidence", "Heard"]

Evidence = Entry | Extract | TraceReply
"""What a chain is built from."""

_TELLING = CONVEYING | LEAVING
"""Kinds by which a State tells something of its register; a report of its own seizure is no answer."""

_EVER = "../.."
_RANK = {name: rank for rank, name in enumerate(ANSWERS)}


class Heard:
    """What each State has answered, for any period.

    Args:
        items: Replies, extracts and entries.
        firearm: What was read on the object.
        foreign: Ids of the entries that are of another firearm, each with the reason.
    """

    def __init__(self, items: Iterable[Evidence], firearm: Description, foreign: Mapping[str, str]) -> None:
        self._of: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        self.set_aside: list[SetAside] = []
        for item in items:
            if isinstance(item, Entry):
                if item.told_by is not None and item.kind in _TELLING and item.id not in foreign:
                    self._add(item.told_by, "partial", item.id, (_EVER,))
            elif self._is_of(item, firearm, foreign):
                standing, missing = _standing(item)
                self._add(item.state, standing, item.id, missing)

    def _add(self, state: str, standing: str, id: str, missing: tuple[str, ...]) -> None:
        self._of.setdefault(state, []).append((standing, id, missing))

    def _is_of(self, item: Extract | TraceReply, firearm: Description, foreign: Mapping[str, str]) -> bool:
        """Tell whether an answer is about this firearm: a search for another serial says nothing of this one."""
        entries = item.entries if isinstance(item, Extract) else item.transfers
        searched, reason = item.searched_serial, "other-serial"
        if searched is not None and firearm.serial is not None and not same_serial(searched, firearm.serial):
            said = _("{id} answers a search for {theirs}; on the object stands {ours}. It says nothing of this one.")
            said = said.format(id=quote(item.id), theirs=quote(searched), ours=quote(firearm.serial))
        elif entries and all(each.id in foreign for each in entries):
            reason = foreign[entries[0].id]
            said = _("{id} tells only of another firearm. It says nothing of this one.").format(id=quote(item.id))
        else:
            return True
        self.set_aside.append(SetAside(id=item.id, reason=reason, sentence=said))
        return False

    def over(self, state: str | None, window: Span | None) -> str | None:
        """Say how far a State has answered for a period, one of ``ANSWERS``; None when no State is known."""
        if state is None:
            return None
        found = [
            "partial" if standing == "complete" and _lacks(missing, window) else standing
            for standing, _id, missing in self._of.get(state, ())
        ]
        return min(found, key=lambda name: _RANK[name], default="none")

    def answers(self) -> tuple[Answer, ...]:
        """Give how far each State has answered, in the order of their codes."""
        return tuple(
            Answer(
                state=state,
                standing=str(self.over(state, None)),
                documents=tuple(sorted({id for _standing, id, _missing in told})),
            )
            for state, told in sorted(self._of.items())
        )


def _standing(item: Extract | TraceReply) -> tuple[str, tuple[str, ...]]:
    """Give what an answer counts as, and what it doesn't cover."""
    if isinstance(item, Extract) or item.kind in ("full", "no-record"):
        return "complete", item.missing
    if item.kind in ("partial", "not-traceable"):
        return "partial", item.missing or (_EVER,)
    return ("refused" if item.kind == "refusal" else "pending"), (_EVER,)


def _lacks(missing: tuple[str, ...], window: Span | None) -> bool:
    return any(window is None or span(each).meets(window) for each in missing)
