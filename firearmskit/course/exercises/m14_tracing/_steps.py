"""The nine steps on one case: which are done, which are open, which don't apply, and what is still to be done?"""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing._records import show_steps
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["AS_RECORDED", "HINTS", "TASK", "plant_steps"]

STATES_OF_STEP = {"done": N_("done"), "open": N_("open"), "not-applicable": N_("not applicable")}
RECORDS = {
    "national": N_("Printout: exhibit {exhibit} was searched in the register of firearms at home."),
    "stolen": N_("Printout: exhibit {exhibit} was searched in the list of lost and stolen firearms at home."),
    "international": N_(
        "Printout: exhibit {exhibit} was searched internationally: lost, stolen and trafficked firearms."
    ),
    "request": N_("Receipt: the trace request for exhibit {exhibit} has been received abroad."),
    "evidence": N_("List of the evidence that was secured where exhibit {exhibit} was found."),
    "interview": N_("Minutes: the driver was interviewed on exhibit {exhibit}."),
    "prints": N_("Report of the laboratory: exhibit {exhibit} was examined for fingerprints."),
    "dna": N_("Report of the laboratory: exhibit {exhibit} was examined for DNA."),
    "cases": N_(
        "Report of the laboratory: fired cases and bullets of exhibit {exhibit} were compared, at home and abroad."
    ),
    "leads": N_("Note: what steps 1 to 6 gave on exhibit {exhibit}, put together, with the leads."),
    "told": N_("Message to the investigators: what is known at once of exhibit {exhibit}."),
    "trafficking": N_("Analysis: exhibit {exhibit} and all that is known of it, for signs of trafficking."),
}
DECIDED = {
    "prints": N_("Decision: exhibit {exhibit} isn't examined for fingerprints."),
    "dna": N_("Decision: exhibit {exhibit} isn't examined for DNA."),
    "cases": N_("Decision: no fired cases or bullets of exhibit {exhibit} are compared."),
}
REASON = N_("Reason: the head of the laboratory explains in writing why it isn't possible with this object.")
PARTS = {1: ("national", "stolen"), 2: ("international", "request"), 3: ("evidence", "interview")}
"""The steps whose names tell of two things."""
FORENSIC = {4: "prints", 5: "dna", 6: "cases"}
COORDINATION = {7: "leads", 8: "told", 9: "trafficking"}
AS_RECORDED = {
    "national": ("register-searched", "national"),
    "stolen": ("register-searched", "lost-stolen"),
    "international": ("register-searched", "international"),
    "request": ("trace-sent", None),
    "evidence": ("evidence-recovered", None),
    "interview": ("interview-held", None),
    "prints": ("examination-ended", "fingerprints"),
    "dna": ("examination-ended", "dna"),
    "cases": ("examination-ended", "ballistics"),
    "leads": ("leads-gathered", None),
    "told": ("investigators-told", None),
    "trafficking": ("trafficking-analysed", None),
}
"""What ``tracing.checklist`` calls each record: its kind, and what it is about."""
ACTIONS = {
    "national": N_("search the register of firearms at home"),
    "stolen": N_("search the list of lost and stolen firearms at home"),
    "international": N_("search internationally"),
    "request": N_("send the trace request"),
    "evidence": N_("secure the evidence where it was found"),
    "interview": N_("interview the driver"),
}
HINTS = {
    "step": N_("Read the whole name of the step. Then look for records that show all of it, for this exhibit."),
    "half": N_("Part of this step is shown. Read its name once more: it tells of two things."),
    "foreign": N_("Read the number of the exhibit in each record of this step."),
    "reason": N_("Somebody decided. Ask what a decision needs here, so that it counts."),
    "decided": N_("It wasn't done. Ask whether somebody decided so, and whether a reason is given."),
    "other": N_("Go through the records, and compare the number of the exhibit with that on the file."),
    "next": N_("Steps 1 to 3 have two parts each. For which of the parts is there no record of this exhibit?"),
}


def plant_steps(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw eleven records of the case, and plant where each step stands.

    One step of two parts is done, one lacks a part, one has a part of another exhibit; of the examinations one is done,
    one doesn't apply, of one it was decided without a reason; of the last three steps one is done, and two were done
    for another exhibit, so that whoever counts records without reading the exhibit gets one of these three right.
    """
    exhibit = draw.between(2, 9) * 100 + draw.between(1, 8) * 10
    own, other = exhibit + 9, exhibit + 90 - (exhibit % 100) + exhibit % 100 // 10
    full, half, foreign = draw.shuffle(sorted(PARTS))
    examined, dropped, undecided = draw.shuffle(sorted(FORENSIC))
    coordinated, *mistaken = draw.shuffle(sorted(COORDINATION))
    shown, missing = draw.shuffle(PARTS[half])
    true_part, false_part = draw.shuffle(PARTS[foreign])
    names = [*PARTS[full], shown, true_part, FORENSIC[examined], COORDINATION[coordinated]]
    records: list[dict[str, Any]] = [
        *({"record": name, "exhibit": own} for name in names),
        {"record": false_part, "exhibit": other},
        *({"record": COORDINATION[number], "exhibit": other} for number in mistaken),
        {"record": FORENSIC[dropped], "exhibit": own, "reason": True},
        {"record": FORENSIC[undecided], "exhibit": own, "reason": False},
    ]
    records = draw.shuffle(records)
    wrong = [str(at) for at, record in enumerate(records, start=1) if record["exhibit"] != own]
    stands = dict.fromkeys(range(1, 10), "open") | dict.fromkeys((full, examined, coordinated), "done")
    stands[dropped] = "not-applicable"
    foreseen = {
        half: {"done": "half"},
        foreign: {"done": "foreign"},
        **{number: {"done": "foreign"} for number in mistaken},
        undecided: {"not-applicable": "reason"},
    }
    foreseen[dropped] = {"open": "decided", "done": "decided"}
    truth: dict[str, dict[str, Any]] = {
        f"step{number}": {"accept": [stands[number]], "hint": "step", "because": foreseen.get(number, {})}
        for number in range(1, 10)
    }
    truth["other"] = {"accept": wrong, "hint": "other"}
    truth["next"] = {"accept": [missing, false_part], "hint": "next"}
    options = {"states": draw.shuffle(sorted(STATES_OF_STEP)), "next": draw.shuffle(sorted(ACTIONS))}
    return {"records": records, "exhibit": own, "options": options}, truth


def _said(record: dict[str, Any]) -> str:
    if "reason" not in record:
        return _(RECORDS[record["record"]]).format(exhibit=record["exhibit"])
    decided = _(DECIDED[record["record"]]).format(exhibit=record["exhibit"])
    return f"{decided}\n{_(REASON) if record['reason'] else _('No reason is given.')}"


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    rows = tuple(
        (_("Record {number}").format(number=number), _said(record))
        for number, record in enumerate(evidence["records"], start=1)
    )
    return (
        Note(
            text=_(
                "In this made-up unit a step is done when records show all that its name says, for this firearm. It "
                "doesn't apply when somebody decided so and gave a reason. Any other step is open. Each step stands by "
                "itself: it can be done while others are open."
            )
        ),
        show_steps(),
        Document(
            title=_("The file"),
            rows=((_("This firearm"), _("exhibit {exhibit}").format(exhibit=evidence["exhibit"])), *rows),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"step{number}": _("Step {number}").format(number=number) for number in range(1, 10)}
    records = tuple(
        Option(value=str(number), label=_("Record {number}").format(number=number)) for number in range(1, 12)
    )
    options = evidence["options"]
    return (
        *choice_rows(rows, _("where does it stand?"), options_of(STATES_OF_STEP, options["states"])),
        Field(
            key="other",
            kind="choices",
            label=_("Which three records are of another firearm?"),
            points=3,
            options=records,
        ),
        Field(
            key="next",
            kind="choices",
            label=_("Of steps 1 to 3, two are done in part only. Which two things are still to be done?"),
            points=4,
            options=options_of(ACTIONS, options["next"]),
        ),
    )


TASK = Task(id="steps", title=N_("The nine steps on this case"), points=16, fields=_fields, blocks=_blocks)
