"""A contested statement on the rules of import of two States: claim, evidence and limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking._states import State, day_between
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_comparison"]

TABLE = {
    "status": N_("Firearms Protocol"),
    "country": N_("Country of import"),
    "year": N_("Year of import"),
    "importer": N_("Name of the importer"),
    "place": N_("Place of the mark"),
}
FOUND = {
    "bound": {
        "status": N_("A party; it binds since {day}."),
        "country": N_("Required by article 8(1)(b) of the Protocol."),
        "year": N_("Required where possible by article 8(1)(b) of the Protocol."),
        "importer": N_("The Protocol doesn't ask for it. The national law wasn't read."),
        "place": N_("The Protocol doesn't say. The national law wasn't read."),
    },
    "decree": {
        "status": N_("Not on the list of parties, which is complete up to 2017-09-30. Since then: not known."),
        "country": N_("Required by the national decree, which was read."),
        "year": N_("Required by the national decree, which was read."),
        "importer": N_("Required by the national decree, which was read."),
        "place": N_("The frame or receiver, by the national decree, which was read."),
    },
}
STATEMENTS = {
    "status": {
        "supports": N_("The sheet shows that the Protocol binds {bound}; of {decree} it doesn't show this."),
        "against": N_("The sheet shows that the Protocol binds neither of the two States."),
        "open": N_("{decree} is a party to the Protocol today, as {bound} is."),
    },
    "country": {
        "supports": N_("Both {bound} and {decree} require that a mark tells the country of import."),
        "against": N_("Of {bound} and {decree}, only one requires that a mark tells the country of import."),
        "open": N_("Dealers in {bound} and {decree} do mark every imported firearm with the country of import."),
    },
    "year": {
        "supports": N_("By what was read, {decree} asks more strictly for the year of import than {bound}."),
        "against": N_("By what was read, {bound} asks more strictly for the year of import than {decree}."),
        "open": N_("Firearms that were imported last year bear the year in {bound} as they do in {decree}."),
    },
    "importer": {
        "supports": N_("What was read shows a rule on the name of the importer for {decree} only."),
        "against": N_("What was read shows the same rule on the name of the importer for both States."),
        "open": N_("A dealer in {bound} needn't put his name on a firearm; a dealer in {decree} must."),
    },
    "place": {
        "supports": N_("What was read says where the mark stands in {decree}, and not where it stands in {bound}."),
        "against": N_("What was read puts the mark of import on the same part in {bound} and in {decree}."),
        "open": N_("In {bound} the mark of import may stand on any part; in {decree} it may not."),
    },
}
CLAIMS = {
    "supports": N_("The sheet supports the statement."),
    "against": N_("The sheet speaks against the statement."),
    "open": N_("The sheet leaves the statement open."),
    "unfit": N_("A treaty and a decree can't be compared at all."),
}
LIMITS = {
    "practice": N_("What a rule asks for doesn't show what is done at the border."),
    "unread": N_("A law that wasn't read may ask for more than the sheet shows."),
    "day": N_("The comparison holds for the day of the sheet: rules and lists of parties change."),
    "exception": N_("An exception, such as that for temporary imports, can take a firearm out of a rule."),
    "absent": N_("A State that isn't on a list of parties is certainly not bound."),
    "silent": N_("Where a treaty is silent, national law can't ask for anything."),
    "strict": N_("The stricter of two States has fewer illicit firearms."),
    "foreign": N_("A decree binds the dealers of the other State too."),
    "political": N_("A political commitment binds as a treaty does."),
    "marked": N_("A firearm without a mark of import was certainly imported before the rule."),
}
TRUE_LIMITS = ("practice", "unread", "day", "exception")
FALSE_LIMITS = tuple(each for each in LIMITS if each not in TRUE_LIMITS)


def draw_comparison(draw: Draw, state: State, other: State) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw which State a treaty binds and which has a decree, and a statement on both."""
    kinds = draw.shuffle(["bound", "decree"])
    names = dict(zip(kinds, (state.name, other.name), strict=True))
    topic, claim = draw.pick(sorted(STATEMENTS)), draw.pick(("supports", "against", "open"))
    rows = [f"{side}{row}" for side in "PQ" for row in range(1, len(TABLE) + 1)]
    row = 1 + list(TABLE).index(topic)
    limits = draw.sample(TRUE_LIMITS, 2)
    shown = {
        "kinds": kinds,
        "names": names,
        "since": day_between(draw, date(2006, 1, 1), date(2016, 1, 1)),
        "statement": STATEMENTS[topic][claim],
        "rows": rows,
        "claim": draw.shuffle(sorted(CLAIMS)),
        "limits": draw.shuffle([*limits, *draw.sample(FALSE_LIMITS, 4)]),
    }
    truth = {
        "claim": {"accept": [claim], "hint": "claim", "because": {"unfit": "unfit"}},
        "evidence": {"accept": [f"P{row}", f"Q{row}"], "hint": "evidence"},
        "limits": {"accept": limits, "hint": "limits"},
    }
    return shown, truth


def _comparison_blocks(evidence: Evidence) -> tuple[Block, ...]:
    seen = evidence["comparison"]
    return (
        Note(
            text=_("An adviser writes to the minister: “{statement}”").format(
                statement=_(seen["statement"]).format(**seen["names"])
            )
        ),
        *(
            Document(
                title=_("Sheet {side}: marks of import in {state}").format(side=side, state=seen["names"][kind]),
                rows=tuple(
                    (f"{side}{row} · {_(TABLE[topic])}", _(FOUND[kind][topic]).format(day=seen["since"]))
                    for row, topic in enumerate(TABLE, start=1)
                ),
            )
            for side, kind in zip("PQ", seen["kinds"], strict=True)
        ),
        Note(text=_("The States, the decree and the statement are made up. Article 8(1)(b) of the Protocol is real.")),
    )


def _comparison_fields(evidence: Evidence) -> tuple[Field, ...]:
    seen = evidence["comparison"]
    rows = tuple(Option(value=row, label=f"{row} · {_(TABLE[list(TABLE)[int(row[1:]) - 1]])}") for row in seen["rows"])
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("Your claim about the adviser's statement"),
            points=3,
            options=options_of(CLAIMS, seen["claim"]),
        ),
        Field(
            key="evidence",
            kind="choices",
            label=_("The evidence: by which two rows must the statement be judged?"),
            points=3,
            options=rows,
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true? They say what the sheets don't show."),
            points=4,
            options=options_of(LIMITS, seen["limits"]),
        ),
    )


HINTS = {
    "claim": N_(
        "Find the rows that the statement speaks of. Do they say it, deny it, or say nothing of "
        "it? “Not read” and “not known” aren't “no”."
    ),
    "unfit": N_("What a treaty and a decree ask of the same mark can be put side by side, with their force named."),
    "evidence": N_("The statement speaks of one thing in two States: take the row on that thing from each sheet."),
    "limits": N_("Most of the sentences are false. Ask of each whether it says more than a sheet of rules can show."),
}

TASK = Task(
    id="comparison",
    title=N_("Judge a comparison of two States"),
    points=10,
    fields=_comparison_fields,
    blocks=_comparison_blocks,
)
