"""A chain of custody in sentences that a court could read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from firearmskit.errors import escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.law import SEVERITIES
from firearmskit.records.custody.checking import all_given, check_chain, read_chain
from firearmskit.records.custody.step import Held, Step

__all__ = ["describe"]


def describe(steps: Iterable[Step], *, recovered: Held | None = None, until: Held | None = None) -> str:
    """Tell a chain of custody step by step, and what a check of it found.

    Args:
        steps: The steps, in any order.
        recovered: Who had the item first; None when that isn't known.
        until: Who must have it in the end; None when the chain goes on.

    Returns:
        A line for each step, in order, then a line for each finding.

    Raises:
        InputError: ``recovered`` or ``until`` is no :class:`Held`.

    >>> print(describe([Step(item="F1", from_party="room", to_party="lab", at="2024-05-02", signed_by=("a",))]))
    1. On 2024-05-02, "room" handed F1 to "lab". 1 person signed.
    The check found:
    note: No seal is recorded in any step.
    """
    held: Any = all_given(steps)  # an iterator gives its steps once
    found = check_chain(held, recovered=recovered, until=until)
    lines = list(_begun(recovered))
    ordered, _unusable = read_chain(held, recovered, until)
    lines += [f"{number}. {' '.join(_told(step))}" for number, step in enumerate(ordered, 1)]
    if not found:
        lines.append(_("Each step follows from the one before it; the check found nothing that speaks against that."))
    else:
        lines.append(_("The check found:"))
        lines += [f"{_(SEVERITIES[each.severity])}: {each.sentence}" for each in found]
    return "\n".join(escape(line) for line in lines)


def _begun(recovered: Held | None) -> Iterator[str]:
    if recovered is not None:
        if recovered.at is None:
            yield _("{party} had it at the recovery.").format(party=quote(recovered.party))
        else:
            yield _("{party} had it at the recovery on {date}.").format(party=quote(recovered.party), date=recovered.at)


def _told(step: Step) -> Iterator[str]:
    names = {"giver": quote(step.from_party), "item": step.item, "receiver": quote(step.to_party), "date": step.at}
    if step.at is None:
        yield _("On a day that isn't recorded, {giver} handed {item} to {receiver}.").format(**names)
    else:
        yield _("On {date}, {giver} handed {item} to {receiver}.").format(**names)
    if step.place:
        yield _("It is kept in {place}.").format(place=quote(step.place))
    if step.seal_before:
        yield _("It came with the seal {seal}.").format(seal=quote(step.seal_before))
    if step.seal_after:
        yield _("It left with the seal {seal}.").format(seal=quote(step.seal_after))
    if step.label:
        yield _("Its label says {label}.").format(label=quote(step.label))
    if step.condition:
        yield _("Its condition: {condition}.").format(condition=quote(step.condition))
    if step.photographs:
        count = len(step.photographs)
        yield ngettext("{count} photograph is kept.", "{count} photographs are kept.", count).format(count=count)
    if step.signed_by:
        count = len(step.signed_by)
        yield ngettext("{count} person signed.", "{count} people signed.", count).format(count=count)
    if step.source:
        yield _("Source: {source}.").format(source=step.source)
