"""Drafts for the two gaps of a bill: which closes the gap and opens no other?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._bill import LETTERS, Bill, duty_label, show_bill
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.tasks import Block, Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "plant_text"]

DRAFTS = ("right", "copied", "short", "later", "swap")
"""Whole; the treaty's words for States; one thing missing; left to a decree; whole, and another clause is repealed."""
COPIED = N_("{state} takes the measures that article {article} of the Protocol asks of States.")
SWAP = N_("{draft} Clause {number} is repealed.")
HINTS = {
    "text": N_("Read the duty word by word beside each draft, and then read the bill as it would stand afterwards."),
    "copied": N_("This draft says what the treaty says: that the State has a duty. Who has to do what, in this State?"),
    "short": N_("This draft comes close. Go through the duty word by word: one thing is missing."),
    "later": N_(
        "After this draft, the duty would stand in a text that nobody has written yet, or that you don't have."
    ),
    "swap": N_("This draft closes the gap. Now read the clause that it repeals: what did that clause provide?"),
}


def plant_text(draw: Draw, bill: Bill) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Plant the draft that closes a gap, for the duty that isn't provided and for that which lacks one thing."""
    shown: dict[str, Any] = {}
    truth: dict[str, dict[str, Any]] = {}
    kept = draw.shuffle([each for each in bill.duties if bill.fates[each] == "whole"])
    for key, repealed in zip(("none", "part"), kept, strict=True):
        duty = bill.duty(key)
        topic = TOPICS[duty]
        short = draw.pick(sorted(set(topic.lacking) - {bill.lack}))
        order = draw.shuffle(DRAFTS)
        says = {"right": topic.whole, "copied": COPIED, "short": topic.lacking[short], "later": topic.elsewhere}
        shown[key] = {
            "letter": LETTERS[bill.duties.index(duty)],
            "article": topic.article,
            "drafts": [
                {"says": topic.whole, "repeals": bill.numbers[repealed]} if each == "swap" else {"says": says[each]}
                for each in order
            ],
        }
        place = {each: str(at) for at, each in enumerate(order, start=1)}
        because = {place[each]: each for each in ("copied", "short", "later", "swap")}
        truth[key] = {"accept": [place["right"]], "hint": "text", "because": because}
    return shown, truth


def _draft(draft: dict[str, str], *, state: str, article: str) -> str:
    """Write a draft in the language spoken now."""
    says = _(draft["says"]).format(state=state, article=article)
    return _(SWAP).format(draft=says, number=draft["repeals"]) if "repeals" in draft else says


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return show_bill(
        evidence,
        first=_(
            "The committee wants to mend two duties. Each draft would stand in the place of what the bill says of it."
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    state = evidence["bill"]["state"]
    return tuple(
        Field(
            key=key,
            kind="choice",
            label=_("{duty}: which draft closes the gap and opens no other?").format(duty=duty_label(asked["letter"])),
            points=4,
            options=tuple(
                Option(value=str(at), label=_draft(draft, state=state, article=asked["article"]))
                for at, draft in enumerate(asked["drafts"], start=1)
            ),
        )
        for key, asked in evidence["text"].items()
    )


TASK = Task(id="text", title=N_("Which wording closes the gap?"), points=8, fields=_fields, blocks=_blocks)
"""Two duties, five drafts each."""
