"""A chain of custody with four planted faults: which line doesn't follow, who is asked, and what follows from a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.records import custody

__all__ = ["FALSE", "HINTS", "REASONS", "TASK", "TRUE", "draw_custody", "steps_of"]

PARTIES = {
    "officer": N_("officer {number}"),
    "store": N_("store {number}"),
    "courier": N_("courier {number}"),
    "desk": N_("laboratory desk {number}"),
    "examiner": N_("examiner {number}"),
}
WAY = ("officer", "store", "courier", "desk", "examiner", "desk", "store")
"""Who has it, from the scene to the store."""
REASONS = {
    "keep": N_("to be kept"),
    "carry": N_("to be carried"),
    "deliver": N_("delivered"),
    "examine": N_("to be examined"),
    "examined": N_("opened, examined, and sealed anew"),
    "back": N_("back to be kept"),
}
ANSWERS = {
    "follows": N_("it follows from the line before"),
    "giver": N_("the giver isn't the one who had it"),
    "seal": N_("it came with another seal than it had left with"),
    "opened": N_("the seal was changed, and nothing says why"),
    "time": N_("the time goes back"),
}
TRUE = {
    "weaker": N_("A gap makes a thing weaker as evidence until it is explained; the thing isn't lost by it."),
    "day": N_("What somebody says of a gap is written down under the day on which it is said."),
    "told": N_("The gap is told to the court and to the defence, also when it has been explained."),
    "log": N_("A log that nobody can change later shows what was written, and not whether it is true."),
}
FALSE = {
    "backdated": N_("A missing line is added under the day on which it should have been written."),
    "clear": N_("A gap doesn't matter when the result of the laboratory is clear."),
    "never": N_("After a gap, a thing can't be shown to any court."),
    "whole": N_("A seal that is whole today shows that the packet was never opened."),
    "service": N_("Between two people of one service no line is needed."),
    "locked": N_("What lies in a locked room needs no line when it is taken out."),
}
HINTS = {
    "follows": N_("Compare giver, time and seal with the line before. Does any of the three not fit?"),
    "giver": N_("Who received it in the line before? And who gives it away here?"),
    "seal": N_("Compare the seal that it came with to the seal in the line before."),
    "opened": N_("Here it came with one seal and left with another. Read the reason of this line."),
    "examined": N_("The seal was changed. Read the reason: was it said why, and who sealed it?"),
    "time": N_("Compare day and hour with the line before."),
    "ask": N_("Find the line whose giver never received it. Who had it before that line, and who gave it away?"),
    "sentences": N_("Four of the sentences are false. Ask of each whether it would hide something from a court."),
}
OPENING = 4
"""The line on which the examiner gives it back: opened, with a reason."""


def _when(minutes: int) -> str:
    """Write a time, in minutes from the first day of the month."""
    day, minute = divmod(minutes, 24 * 60)
    return f"2026-05-{day + 1:02} {minute // 60:02}:{minute % 60:02}"


def draw_custody(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw six lines: one giver never received it, and three more have other faults."""
    numbers = dict(zip(PARTIES, draw.sample(range(10, 100), 5), strict=True))
    kinds = ["giver", *draw.sample(("seal", "opened", "time"), 2), draw.pick(("seal", "opened", "time"))]
    planted = draw.shuffle([*kinds, "follows", "follows"])
    while planted[OPENING] == "opened":
        planted = draw.shuffle(planted)
    first, step = draw.between(2000, 2999), draw.between(300, 700)
    seals = (str(first + at * step) for at in draw.shuffle(range(10)))
    day = draw.between(0, 3)
    minutes = [(day + at) * 24 * 60 + draw.between(8 * 60, 17 * 60) for at in range(7)]
    number = f"{draw.letters(1)}-{draw.between(10, 99)}/{draw.between(1, 9)}"
    found: dict[str, Any] = {"by": ["officer", numbers["officer"]], "at": _when(minutes[0]), "seal": next(seals)}
    seal, had, latest = found["seal"], WAY[0], minutes[0]
    other: list[Any] = []
    lines: list[dict[str, Any]] = []
    for at, kind in enumerate(planted):
        giver: list[Any] = [had, numbers[had]]
        if kind == "giver":
            # Somebody of the same kind, so that the number alone tells who it is.
            other = [had, draw.pick([each for each in range(10, 100) if each not in numbers.values()])]
        came = next(seals) if kind == "seal" else seal
        seal = next(seals) if kind == "opened" or at == OPENING else came
        now = latest - draw.between(90, 600) if kind == "time" else max(minutes[at + 1], latest + 60)
        latest = now
        had = WAY[at + 1]
        lines.append(
            {
                "from": other if kind == "giver" else giver,
                "to": [had, numbers[had]],
                "at": _when(now),
                "came": came,
                "left": seal,
                "reason": list(REASONS)[at],
            }
        )
    truth: dict[str, dict[str, Any]] = {}
    for at, kind in enumerate(planted):
        because = {"follows": {"opened": "examined"}} if at == OPENING else {}
        truth[f"line{at + 1}"] = {"accept": [kind], "hint": kind, "because": because.get(kind, {})}
    broken = planted.index("giver")
    before = found["by"] if broken == 0 else lines[broken - 1]["to"]
    parties = draw.shuffle([*([each, numbers[each]] for each in PARTIES), other])
    sentences = draw.sample(sorted(TRUE), 2)
    truth["ask"] = {"accept": [_code(before), _code(other)], "hint": "ask"}
    truth["sentences"] = {"accept": sentences, "hint": "sentences"}
    shown = {
        "item": number,
        "found": found,
        "lines": lines,
        "parties": parties,
        "sentences": draw.shuffle([*sentences, *draw.sample(sorted(FALSE), 4)]),
    }
    return shown, truth


def _code(party: list[Any]) -> str:
    return f"{party[0]} {party[1]}"


def _name(party: list[Any]) -> str:
    return _(PARTIES[party[0]]).format(number=party[1])


def _line(line: dict[str, Any]) -> str:
    handed = _("{date}: from {giver} to {receiver}").format(
        date=line["at"], giver=_name(line["from"]), receiver=_name(line["to"])
    )
    seals = _("came with seal {came}, left with seal {left}").format(came=line["came"], left=line["left"])
    return "\n".join([handed, seals, _("Reason: {reason}").format(reason=_(REASONS[line["reason"]]))])


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    found = _("{date}: found and sealed by {finder}, seal {seal}").format(
        date=evidence["found"]["at"], finder=_name(evidence["found"]["by"]), seal=evidence["found"]["seal"]
    )
    return (
        Note(
            text=_(
                "Thing, people and seals are made up. Each line has one fault at most. Compare each line with the one "
                "before it as it stands there, also where that one has a fault."
            )
        ),
        Document(
            title=_("Custody of cartridge case {number}").format(number=evidence["item"]),
            rows=(
                (_("Found"), found),
                *((_("Line {number}").format(number=at), _line(line)) for at, line in enumerate(evidence["lines"], 1)),
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"line{at}": _("Line {number}").format(number=at) for at in range(1, len(evidence["lines"]) + 1)}
    parties = tuple(Option(value=_code(each), label=_name(each)) for each in evidence["parties"])
    return (
        *choice_rows(rows, _("does it follow?"), options_of(ANSWERS)),
        Field(
            key="ask",
            kind="choices",
            label=_("One giver never received it. Which two are asked first how it came from one to the other?"),
            points=2,
            options=parties,
        ),
        Field(
            key="sentences",
            kind="choices",
            label=_("Which two sentences are true?"),
            points=2,
            options=options_of(TRUE | FALSE, evidence["sentences"]),
        ),
    )


def _instant(at: str) -> str:
    return f"{at.replace(' ', 'T')}Z"


def steps_of(evidence: Evidence) -> list[custody.Step]:
    """Give the lines as ``records.custody`` takes them."""
    from firearmskit.records import custody

    return [
        custody.Step(
            item=evidence["item"],
            from_party=_code(line["from"]),
            to_party=_code(line["to"]),
            at=_instant(line["at"]),
            seal_before=line["came"],
            seal_after=line["left"],
            signed_by=("giver", "receiver"),
        )
        for line in evidence["lines"]
    ]


def _paste(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who pastes what ``custody.check_chain`` finds."""
    from firearmskit.records import custody

    answer: dict[str, Value] = {f"line{at}": "follows" for at in range(1, len(evidence["lines"]) + 1)}
    kinds = {
        "gap": "giver",
        "not-from-recovery": "giver",
        "two-places": "giver",
        "seal-broken": "seal",
        "backwards": "time",
    }
    steps = steps_of(evidence)
    found = evidence["found"]
    held = custody.Held(party=_code(found["by"]), at=_instant(found["at"]), seal=found["seal"])
    for fault in custody.check_chain(steps, recovered=held):
        if fault.code in kinds and fault.steps[-1] in steps:
            answer[f"line{steps.index(fault.steps[-1]) + 1}"] = kinds[fault.code]
    return answer


TASK = Task(id="custody", title=N_("Who had it, and when"), points=10, fields=_fields, blocks=_blocks, paste=_paste)
"""Six lines, two people to ask, and two true sentences."""
