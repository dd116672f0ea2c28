"""The report of a laboratory: which statements it bears, and what it doesn't tell."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["ENTRIES", "HINTS", "STATEMENTS", "TASK", "draw_report"]

ENTRIES: dict[str, tuple[str, str | dict[str, str]]] = {
    "question": (N_("Question"), N_("Was case {case} fired in pistol {pistol}?")),
    "propositions": (
        N_("The two propositions"),
        N_("A: pistol {pistol} fired the case. B: another pistol of the same make and model fired it."),
    ),
    "material": (
        N_("Material"),
        N_("Case {case}, and three cases test-fired in pistol {pistol}. No bullet was compared."),
    ),
    "method": (
        N_("Method and settings"),
        N_("Congruent cells; correlation of 0.5 or more, turned by up to 6 degrees, shifted by up to 125 µm."),
    ),
    "result": (N_("Finding"), N_("{cmc} of {n} cells are congruent.")),
    "population": (
        N_("Reference population"),
        N_("{same} pairs of cases of one pistol, {different} pairs of different pistols, same make and model."),
    ),
    "errors": (
        N_("How often the method errs"),
        N_("In a test with known answers, {wrong} of {tests} pairs went wrong."),
    ),
    "second": (
        N_("Second examiner"),
        N_("A second examiner compared them too, without knowing what the first had found."),
    ),
    "ratio": (
        N_("Strength"),
        {
            "A": N_("The finding is between {low} and {high} times more likely if A is true than if B is."),
            "B": N_("The finding is between {low} and {high} times more likely if B is true than if A is."),
        },
    ),
    "limits": (N_("Limits"), N_("The report says nothing on who fired, when or why.")),
}
MAY_LACK = ("method", "population", "errors", "second", "limits")
ANSWERS = {
    "borne": N_("the report bears it"),
    "turned": N_("it turns the ratio around"),
    "more": N_("it says more than any comparison can"),
    "against": N_("the report says otherwise"),
    "other": N_("the report doesn't speak of it"),
}
STATEMENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "borne": {
        "A": (
            N_("If A is true, this finding is at least {low} times more likely than if B is true."),
            N_("The finding speaks for A, and against B."),
            N_("Less than {more} of the {n} cells are congruent."),
        ),
        "B": (
            N_("If B is true, this finding is at least {low} times more likely than if A is true."),
            N_("The finding speaks for B, and against A."),
            N_("Less than {more} of the {n} cells are congruent."),
        ),
    },
    "turned": {
        "A": (
            N_("It is at least {low} times more likely that A is true than that B is."),
            N_("The probability that another pistol fired the case is 1 in {high} or a little more."),
            N_("Out of {high} such cases, this pistol fired all but one."),
        ),
        "B": (
            N_("It is at least {low} times more likely that B is true than that A is."),
            N_("The probability that this pistol fired the case is 1 in {high} or a little more."),
            N_("Out of {high} such cases, another pistol fired all but one."),
        ),
    },
    "more": {
        "A": (
            N_("No other pistol in the world can have fired the case."),
            N_("It is certain that pistol {pistol} fired the case."),
            N_("It is certain that every other laboratory would come to the same finding."),
        ),
        "B": (
            N_("It is certain that pistol {pistol} didn't fire the case."),
            N_("It is ruled out for ever that pistol {pistol} fired the case."),
            N_("It is certain that every other laboratory would come to the same finding."),
        ),
    },
    "against": {
        "A": (
            N_("The finding is more likely if another pistol of this make and model fired the case."),
            N_("{more} of {n} cells are congruent."),
            N_("Bullets from the pistol were compared, too."),
        ),
        "B": (
            N_("The finding is more likely if pistol {pistol} fired the case."),
            N_("{more} of {n} cells are congruent."),
            N_("Bullets from the pistol were compared, too."),
        ),
    },
    "other": {
        "A": (
            N_("The man in whose car the pistol lay fired it."),
            N_("The case was fired on the evening of the fifth of May."),
            N_("The pistol was acquired unlawfully."),
        ),
        "B": (
            N_("The man in whose car the pistol lay has nothing to do with the shots."),
            N_("The case was fired before the pistol was imported."),
            N_("The pistol has never been used in a crime."),
        ),
    },
}
HINTS = {
    "borne": N_("Look for the entry of the report that says this. Does it say as much?"),
    "turned": N_(
        "Read which of the two is said to be more likely: the finding, or one of the propositions. For the second, a "
        "court needs all the other evidence."
    ),
    "more": N_("Ask how the laboratory could know this. Which pistols did it have, and does any method never err?"),
    "against": N_("Hold each word and each number of it against the report."),
    "other": N_("Ask what was compared: metal with metal. Could that tell this?"),
    "missing": N_("Go through the list and look for each in the report. Two aren't there."),
}


def draw_report(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw a report that lacks two entries, and six statements: of each kind, and one kind twice."""
    towards = draw.pick(("A", "B"))
    n = draw.between(26, 40)
    cmc = draw.between(12, 20) if towards == "A" else draw.between(0, 2)
    low = draw.pick((100, 200, 300, 400, 500) if towards == "A" else (5, 8, 10, 15, 20))
    lacks = draw.sample(MAY_LACK, 2)
    values: dict[str, Any] = {
        "case": f"C{draw.between(2, 9)}",
        "pistol": f"P{draw.between(2, 9)}",
        "cmc": cmc,
        "n": n,
        "more": cmc + draw.between(3, 5),
        "same": draw.between(15, 40) * 10,
        "different": draw.between(60, 150) * 10,
        "wrong": draw.between(2, 9),
        "tests": draw.between(20, 60) * 10,
        "low": low,
        "high": low * draw.pick((6, 8, 10)),
    }
    kinds = draw.shuffle([*STATEMENTS, draw.pick(sorted(STATEMENTS))])
    statements: list[str] = []
    for kind in kinds:
        statements.append(draw.pick([each for each in STATEMENTS[kind][towards] if each not in statements]))
    truth: dict[str, dict[str, Any]] = {
        f"statement{at}": {"accept": [kind], "hint": kind, "because": {"borne": "turned"} if kind == "turned" else {}}
        for at, kind in enumerate(kinds, start=1)
    }
    truth["missing"] = {"accept": lacks, "hint": "missing"}
    shown = {
        "values": values,
        "towards": towards,
        "entries": [each for each in ENTRIES if each not in lacks],
        "statements": statements,
        "missing": draw.shuffle([*MAY_LACK, "propositions", "material", "ratio"]),
    }
    return shown, truth


def _says(entry: str, evidence: Evidence) -> str:
    says = ENTRIES[entry][1]
    chosen = says if isinstance(says, str) else says[evidence["towards"]]
    return _(chosen).format(**evidence["values"])


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "Laboratory, report and things are made up. Others, who read the report, wrote the six statements. A "
                "statement that the report bears in other words is borne. No comparison can give certainty, or say "
                "something "
                "of every firearm."
            )
        ),
        Document(
            title=_("Report of the laboratory"),
            rows=tuple((_(ENTRIES[each][0]), _says(each, evidence)) for each in evidence["entries"]),
        ),
        Document(
            title=_("What others made of it"),
            rows=tuple(
                (_("Statement {number}").format(number=at), _(says).format(**evidence["values"]))
                for at, says in enumerate(evidence["statements"], start=1)
            ),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {
        f"statement{at}": _("Statement {number}").format(number=at) for at in range(1, len(evidence["statements"]) + 1)
    }
    return (
        *choice_rows(rows, _("what is it worth?"), options_of(ANSWERS)),
        Field(
            key="missing",
            kind="choices",
            label=_("Which two things does the report not tell?"),
            points=2,
            options=options_of({name: ENTRIES[name][0] for name in evidence["missing"]}),
        ),
    )


TASK = Task(id="report", title=N_("Read a laboratory report"), points=8, fields=_fields, blocks=_blocks)
"""Six statements, and two things that aren't told."""
