"""A plan for a marking campaign: ranges of numbers, days, and a control by a second reader."""

from __future__ import annotations

from typing import Any

from firearmskit import marking
from firearmskit.course.answers import Value
from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["CONTROL", "HINTS", "TASK", "draw_plan"]

CONTROL = {100: 63, 150: 79, 200: 90, 250: 98, 300: 104, 350: 109, 400: 113, 450: 116, 500: 119, 600: 123, 800: 128}
"""Firearms of a site, and how many marks are read again so that at most 2 in 100 are wrong, with 95 % confidence."""

SITES = (N_("Northern depot"), N_("Harbour"), N_("Training centre"))
REPORTS = {
    "shown": N_("With 95 % confidence, at most 2 in 100 marks of the site are wrong."),
    "found": N_("This isn't shown: mend what is wrong, find the cause, and read more marks or all."),
    "few": N_("This isn't shown yet: fewer marks were read than the table asks for."),
    "perfect": N_("No mark of the site is wrong."),
}
"""What can be reported of a control; the last never can."""


def draw_plan(draw: Draw) -> tuple[dict[str, Any], dict[str, Any]]:
    """Draw three sites, the rules of the campaign, and what a control of the first site gave."""
    arms = draw.sample(sorted(CONTROL), 3)
    spare = 5 * draw.between(2, 6)
    minutes, hours = draw.pick((6, 8, 9)), draw.pick((5, 6))
    report = draw.pick(("shown", "found", "few"))
    asked = CONTROL[arms[0]]
    control = {
        "read": asked - draw.between(9, 20) if report == "few" else asked,
        "wrong": draw.between(1, 2) if report == "found" else 0,
    }
    days = -(-arms[1] * minutes // (60 * hours))
    first_of_two = arms[0] + spare + 1
    last_of_three = sum(arms) + 3 * spare
    shown = {"arms": arms, "spare": spare, "minutes": minutes, "hours": hours, "control": control}
    truth = {
        "first": {
            "accept": [first_of_two],
            "hint": "range",
            "because": {str(arms[0] + 1): "spare", str(arms[0] + spare): "range"},
        },
        "last": {"accept": [last_of_three], "hint": "range", "because": {str(sum(arms)): "spare"}},
        "days": {"accept": [days], "hint": "days", "because": {str(days - 1): "round_up"}},
        "reread": {"accept": [CONTROL[arms[2]]], "hint": "reread"},
        "report": {"accept": [report], "hint": "report", "because": {"perfect": "perfect"}},
    }
    return shown, truth


def _plan_blocks(evidence: Evidence) -> tuple[Block, ...]:
    seen = evidence["plan"]
    return (
        Document(
            title=_("Police stocks of {state} that are to be marked").format(state=evidence["state"]["name"]),
            rows=tuple(
                (f"{number} · {_(site)}", _("{count} firearms").format(count=count))
                for number, (site, count) in enumerate(zip(SITES, seen["arms"], strict=True), start=1)
            ),
        ),
        Document(
            title=_("Rules of the campaign (made up)"),
            rows=(
                (
                    _("Numbers"),
                    _(
                        "They begin with 1 and follow from site to site. Each site gets one number for each "
                        "firearm and {spare} spare numbers."
                    ).format(spare=seen["spare"]),
                ),
                (
                    _("Time"),
                    _(
                        "One team needs {minutes} minutes for each firearm, record and control included, and "
                        "works {hours} hours a day."
                    ).format(minutes=seen["minutes"], hours=seen["hours"]),
                ),
                (
                    _("Control"),
                    _(
                        "A second person reads marks again that were drawn by chance: as many as the table says, "
                        "and all of them must be right."
                    ),
                ),
            ),
        ),
        Document(
            title=_("Marks to read again, so that with 95 % confidence at most 2 in 100 are wrong"),
            rows=tuple((_("{count} firearms").format(count=count), str(again)) for count, again in CONTROL.items()),
        ),
        Note(
            text=_("At site 1, {read} marks were read again; {wrong} of them were wrong.").format(
                read=seen["control"]["read"], wrong=seen["control"]["wrong"]
            )
        ),
    )


def _plan_fields(evidence: Evidence) -> tuple[Field, ...]:
    reports = options_of(REPORTS)
    return (
        Field(key="first", kind="number", label=_("The first number of site 2"), points=2),
        Field(key="last", kind="number", label=_("The last number of site 3, spare numbers included"), points=2),
        Field(key="days", kind="number", label=_("Working days of one team at site 2, rounded up"), points=2),
        Field(key="reread", kind="number", label=_("How many marks are read again at site 3?"), points=1),
        Field(key="report", kind="choice", label=_("What may be reported of site 1?"), points=3, options=reports),
    )


def _paste_plan(evidence: Evidence) -> dict[str, Value]:
    """Give what somebody answers who asks the library for the size of the control, and nothing else."""
    return {"reread": marking.sample_size(evidence["plan"]["arms"][2], at_most=0.02, confidence=0.95)}


HINTS = {
    "range": N_("Begin with the numbers of site 1, spare ones included; the next site begins right behind them."),
    "spare": N_("The spare numbers belong to the range of each site."),
    "days": N_("Firearms times minutes, divided by the minutes of a working day."),
    "round_up": N_("A day that has begun counts as a day."),
    "reread": N_("Find the row of the table with as many firearms as the site has."),
    "report": N_("Two things must be so: as many marks were read as the table says, and all of them were right."),
    "perfect": N_("A sample doesn't show that nothing is wrong in the rest."),
}

TASK = Task(
    id="plan",
    title=N_("Plan the campaign"),
    points=10,
    fields=_plan_fields,
    blocks=_plan_blocks,
    paste=_paste_plan,
)
