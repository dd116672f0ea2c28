"""Five replies to trace requests: what does each say, and what follows?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._made_up import FIRMS, STATES, draw_number
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_reply"]

FOLLOWS = {
    "follow": N_("ask the State that the reply names as the next one"),
    "rest": N_("ask the same State for what the reply leaves out"),
    "wait": N_("note the day that it gives, and ask again if nothing has come by then"),
    "ground": N_("read the reasons, and see whether another channel is open"),
    "turn": N_("ask the other State that the marks show"),
    "again": N_("ask the same State again, with the number as it stands on the firearm"),
    "close": N_("close the case: it can't be traced"),
}
KINDS = ("follow", "rest", "wait", "ground", "turn", "again")
ANSWERS = {
    "full": N_("Made in {year}. Exported in {later} to {firm}, {next}."),
    "partial": N_("Made in {year}. It left the maker; this reply doesn't say when, nor to whom."),
    "delay": N_("Received. The archive is being searched; we answer by {day}."),
    "refusal": N_("We can't answer this request. The reasons stand in the letter that comes with this reply."),
    "no-record": N_("No record."),
}
TOLD = {"follow": "full", "rest": "partial", "wait": "delay", "ground": "refusal", "turn": "no-record"}
"""For each thing that can follow, the reply from which it follows where the right number was searched."""
TRUE = {
    "day": N_("“No record” speaks of the number that was searched, in the records that were searched."),
    "refusal": N_("A refusal doesn't say whether the firearm is in the records."),
    "other": N_("A reply about another number says nothing about this firearm."),
    "received": N_("A letter that a request was received is no answer yet."),
}
FALSE = {
    "never": N_("“No record” shows that the firearm was never in that State."),
    "hide": N_("A refusal shows that there is something to hide."),
    "silence": N_("When no reply has come after a month, this counts as “no record”."),
    "last": N_("The firm that a reply names is the one that lost the firearm."),
    "full": N_("A reply that names a firm and a year closes the trace."),
    "close": N_("A number that differs by one sign is close enough, if the maker agrees."),
}
HINTS = {
    "reply": N_("First compare the two numbers. Then ask: does it name another State, a day, reasons, or nothing?"),
    "again": N_("Compare the two numbers sign by sign, before you read the answer."),
    "written": N_("The two numbers have the same signs; only a blank is left out. Read the answer."),
    "turn": N_("One State has no record. Ask what the marks on this firearm show."),
    "sentences": N_("Ask of each sentence: can I think of a case in which the reply is the same, and this is false?"),
}


def _other(draw: Draw, number: str) -> str:
    """Swap two digits that stand side by side and differ."""
    places = [at for at in range(4, len(number) - 1) if number[at] != number[at + 1]]
    if not places:
        return number[:-1] + str((int(number[-1]) + 1) % 10)
    at = draw.pick(places)
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def draw_reply(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw five replies of six kinds, each about a firearm of its own; one was always searched under another number."""
    kinds = draw.shuffle(["again", *draw.sample([kind for kind in KINDS if kind != "again"], 4)])
    replies, truth = [], {}
    for at, kind in enumerate(kinds, start=1):
        asked, following, imported = draw.sample(list(STATES), 3)
        number = draw_number(draw)
        told = TOLD.get(kind) or draw.pick(("full", "no-record"))
        year = draw.between(1995, 2008)
        replies.append(
            {
                "told": told,
                "asked": asked,
                "number": number,
                "searched": _other(draw, number) if kind == "again" else draw.pick((number, number.replace(" ", ""))),
                "year": year,
                "later": year + draw.between(1, 4),
                "firm": draw.pick(FIRMS),
                "next": following,
                "imported": imported if kind == "turn" else following if told == "full" else None,
                "day": f"2026-{draw.between(6, 9):02}-{draw.between(10, 28)}",
            }
        )
        if kind == "again":
            because = dict.fromkeys(("follow", "turn"), "again")
        else:
            because = {"again": "written"} | ({"close": "turn"} if kind == "turn" else {})
        truth[f"reply{at}"] = {"accept": [kind], "hint": "reply", "because": because}
    chosen = draw.sample(sorted(TRUE), 2)
    truth["sentences"] = {"accept": chosen, "hint": "sentences"}
    evidence = {
        "replies": replies,
        "options": {
            "follows": draw.shuffle(sorted(FOLLOWS)),
            "sentences": draw.shuffle([*chosen, *draw.sample(sorted(FALSE), 4)]),
        },
    }
    return evidence, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    documents = [
        Document(
            title=_("Reply {number}").format(number=number),
            rows=(
                (_("Number on the firearm"), reply["number"]),
                (
                    _("Marks of States"),
                    _("made in {made}, imported into {imported}").format(
                        made=reply["asked"], imported=reply["imported"]
                    )
                    if reply["imported"]
                    else _("made in {made}; no other State").format(made=reply["asked"]),
                ),
                (_("State asked"), reply["asked"]),
                (_("Number that it searched for"), reply["searched"]),
                (_("Its reply"), _(ANSWERS[reply["told"]]).format(**reply)),
            ),
        )
        for number, reply in enumerate(evidence["replies"], start=1)
    ]
    return (
        Note(
            text=_("Five requests were sent, each about another firearm. States, firms, numbers and days are made up.")
        ),
        *documents,
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    options = evidence["options"]
    rows = {f"reply{number}": _("Reply {number}").format(number=number) for number in range(1, 6)}
    return (
        *choice_rows(rows, _("what follows?"), options_of(FOLLOWS, options["follows"])),
        Field(
            key="sentences",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=4,
            options=options_of(TRUE | FALSE, options["sentences"]),
        ),
    )


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what follows from the kind of each reply alone, as ``tracing.status`` and ``tracing.follow_on`` see it."""
    seen = {told: follows for follows, told in TOLD.items()}
    return {f"reply{at}": seen[reply["told"]] for at, reply in enumerate(evidence["replies"], start=1)}


TASK = Task(id="reply", title=N_("Read the replies"), points=9, fields=_fields, blocks=_blocks, paste=_paste)
