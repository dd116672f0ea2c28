"""A statement that a court could rely on: claim, evidence, population and limits."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.shared import options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["FALSE", "HINTS", "TASK", "TRUE", "draw_statement"]

CLAIMS = {
    "A": N_("The finding is more probable if A is true than if B is true."),
    "B": N_("The finding is more probable if B is true than if A is true."),
    "neither": N_("The finding doesn't tell A from B."),
    "turned": N_("In the light of the finding, one of the two propositions is by far the more probable one."),
    "sure": N_("The comparison has settled whether the pistol fired the case."),
}
RATIO = {
    "A": N_("The finding is between {low} and {high} times more probable if A is true than if B is true."),
    "B": N_("The finding is between {low} and {high} times more probable if B is true than if A is true."),
    "neither": N_(
        "The finding may be up to {low} times more probable if B is true, or up to {high} times more probable if A is "
        "true."
    ),
}
CELLS = N_("{cmc} of {n} cells of the two cases are congruent.")
POPULATION = N_(
    "Pairs of cases, fired in {count} pistols of the make and model of this one, with cartridges as in the case."
)
ENTRIES = (
    N_("The man in whose car the pistol lay says that it isn't his."),
    N_("A witness is sure that this was the pistol."),
    N_("The database put the pair in the third place of its list."),
    N_("The examiner has thirty years of experience."),
    N_("The investigators are convinced that it is this pistol."),
    N_("Pistols of this make are used in many crimes."),
    N_("In a film of the scene a pistol can be seen that looks like it."),
)
TELLS = {
    "made": N_("how many pistols there were, of which make and model, and with which cartridges"),
    "large": N_("that it is large enough for such comparisons, as the laboratory sees it"),
    "known": N_("that other laboratories use it too, and have never complained of its results"),
    "owners": N_("whose pistols they were, with the name and the address of each of the owners"),
}
TRUE = {
    "who": N_("The comparison says nothing on who fired, when or why."),
    "bounds": N_("How large a ratio may be said is bounded by the number of pairs that it rests on."),
    "kind": N_("With pistols of another make, or other cartridges, the ratio can be another one."),
    "else": N_("How probable A is depends on all the evidence, and the court judges that."),
}
FALSE = {
    "zero": N_("As a machine counted the cells, the finding has no error."),
    "unique": N_("As each pistol leaves marks of its own, no other can leave marks like these."),
    "list": N_("A high place in the list of a database is a result by itself."),
    "secret": N_("The defence needs to see the result, and not what it rests on."),
    "rest": N_("With a strong ratio, the court needs no other evidence."),
    "fixed": N_("From six congruent cells on, a court has to take A for true."),
}
HINTS = {
    "claim": N_(
        "Read the entry on the ratio: which of the two makes the finding more probable, and does it do so at all?"
    ),
    "turned": N_("This says how probable a proposition is. Does the laboratory know all the other evidence?"),
    "sure": N_("A comparison gives a ratio. Does any ratio settle it?"),
    "evidence": N_("Two entries come from the comparison itself. Leave out what others believe, and what looks good."),
    "population": N_("What would you ask, to see whether the pairs are like this pair?"),
    "limits": N_("Four of the sentences say more than any comparison bears. Ask of each who could know that."),
}


def _ratio(draw: Draw, claim: str) -> dict[str, int]:
    """Draw the ends of a ratio's interval."""
    if claim == "neither":
        return {"low": draw.between(2, 3), "high": draw.between(2, 3)}
    low = draw.pick((30, 50, 80, 120, 200, 300) if claim == "A" else (5, 8, 10, 15, 20))
    return {"low": low, "high": low * draw.between(4, 9)}


def draw_statement(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw what the ratio speaks for, seven entries, and two true limits among six."""
    claim = draw.pick(("A", "B", "neither"))
    n = draw.between(24, 34)
    cmc = {"A": draw.between(10, 18), "B": draw.between(0, 1), "neither": draw.between(3, 4)}[claim]
    entries: list[dict[str, Any]] = [
        {"says": CELLS, "cmc": cmc, "n": n},
        {"says": RATIO[claim], **_ratio(draw, claim)},
        *({"says": each} for each in draw.sample(ENTRIES, 4)),
    ]
    shown_entries = draw.shuffle(entries)
    carriers = [str(shown_entries.index(each) + 1) for each in entries[:2]]
    limits = draw.sample(sorted(TRUE), 2)
    truth: dict[str, dict[str, Any]] = {
        "claim": {"accept": [claim], "hint": "claim", "because": {"turned": "turned", "sure": "sure"}},
        "evidence": {"accept": sorted(carriers), "hint": "evidence"},
        "population": {"accept": ["made"], "hint": "population"},
        "limits": {"accept": limits, "hint": "limits"},
    }
    shown = {
        "entries": shown_entries,
        "count": draw.between(20, 60),
        "claim": draw.shuffle(sorted(CLAIMS)),
        "population": draw.shuffle(sorted(TELLS)),
        "limits": draw.shuffle([*limits, *draw.sample(sorted(FALSE), 4)]),
    }
    return shown, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_(
                "Another file. A: the seized pistol fired the case. B: another pistol of its make and model fired it. "
                "You write "
                "for the court what the comparison bears. Everything is made up."
            )
        ),
        Document(
            title=_("Six entries of the file"),
            rows=tuple(
                (
                    _("Entry {number}").format(number=at),
                    _(each["says"]).format(**{key: value for key, value in each.items() if key != "says"}),
                )
                for at, each in enumerate(evidence["entries"], start=1)
            ),
        ),
        Document(
            title=_("From the annex of the laboratory"),
            rows=((_("Reference population"), _(POPULATION).format(count=evidence["count"])),),
        ),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    entries = tuple(
        Option(value=str(at), label=_("Entry {number}").format(number=at))
        for at in range(1, len(evidence["entries"]) + 1)
    )
    return (
        Field(
            key="claim",
            kind="choice",
            label=_("The claim: what does the comparison bear?"),
            points=3,
            options=options_of(CLAIMS, evidence["claim"]),
        ),
        Field(
            key="evidence",
            kind="choices",
            label=_("The evidence: which two entries carry the claim?"),
            points=3,
            options=entries,
        ),
        Field(
            key="population",
            kind="choice",
            label=_("The population: what must the statement tell of it?"),
            points=2,
            options=options_of(TELLS, evidence["population"]),
        ),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true?"),
            points=4,
            options=options_of(TRUE | FALSE, evidence["limits"]),
        ),
    )


TASK = Task(id="statement", title=N_("A statement that a court can rely on"), points=12, fields=_fields, blocks=_blocks)
"""Claim, evidence, population and limits."""
