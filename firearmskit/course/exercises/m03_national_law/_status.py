"""From what readers found to the status of four obligations."""

from __future__ import annotations

from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law._topics import TOPICS
from firearmskit.course.exercises.shared import STATES, choice_rows, options_of
from firearmskit.course.tasks import Block, Document, Evidence, Field, Note, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["HINTS", "TASK", "draw_status"]

STATUSES = {
    "met": N_("met"),
    "partly": N_("met in part"),
    "not-met": N_("not met"),
    "silent": N_("silent"),
    "open": N_("open"),
    "not-applicable": N_("not applicable"),
}
FOUND = {
    "satisfies": N_("section {number} asks for it"),
    "partly": N_("section {number} asks for some of it"),
    "contradicts": N_("section {number} says otherwise"),
    "absent": N_("absent: all of the law was searched"),
    "silent": N_("silent: another law may ask for it, and wasn't read"),
    "unanswered": N_("nobody looked"),
    "conflict": N_("one reader says that section {number} asks for it, another that it says otherwise"),
}
WAYS = {
    "met": (("satisfies", "satisfies", "satisfies"),),
    "partly": (
        ("satisfies", "satisfies", "absent"),
        ("satisfies", "contradicts", "absent"),
        ("satisfies", "satisfies", "partly"),
        ("partly", "absent", "silent"),
    ),
    "not-met": (
        ("absent", "absent", "absent"),
        ("absent", "contradicts", "absent"),
        ("contradicts", "absent", "silent"),
    ),
    "silent": (("satisfies", "satisfies", "silent"), ("satisfies", "silent", "silent")),
    "open": (("satisfies", "satisfies", "unanswered"), ("satisfies", "conflict", "satisfies")),
    "not-applicable": (("absent", "absent", "absent"), ("absent", "absent", "silent")),
}
"""``{status: what was found on the three things of an obligation}``, each in any order."""
OUTSIDE = {"imports": N_("The State imports no firearms."), "exports": N_("The State exports no firearms.")}
"""What is so of the State where the obligation doesn't apply to it."""
RULES = (
    (STATUSES["met"], N_("Each thing is asked for.")),
    (STATUSES["partly"], N_("Something is asked for, and something is known to be missing.")),
    (STATUSES["not-met"], N_("Nothing is asked for, and something is known to be missing.")),
    (STATUSES["silent"], N_("Nothing is known to be missing, but of something the law that was read says nothing.")),
    (
        STATUSES["open"],
        N_("Nothing is known to be missing, but something wasn't looked at, or readers disagree on it."),
    ),
    (STATUSES["not-applicable"], N_("The State doesn't do what the obligation is about.")),
)
HINTS = {
    "row": N_(
        "Ask first whether it applies; then whether anything is known to be missing; then whether anything is there."
    ),
    "sure": N_("“Silent” and “nobody looked” aren't “no”. Is anything on this sheet known to be missing?"),
    "missing": N_("One thing is known to be missing. What nobody knows of the others can't change that any more."),
    "outside": N_("Look at the sheet of the State before you look at the law."),
}
_HINTS = {"met": "row", "partly": "missing", "not-met": "missing", "silent": "sure", "open": "sure"}


def draw_status(draw: Draw) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Draw four obligations with what was found on each, and one fact of the State that may take one of them out."""
    outside = draw.pick(sorted(OUTSIDE))
    topics = [*draw.sample(sorted(set(TOPICS) - set(OUTSIDE)), 3), outside]
    # The one that the fact is about is not applicable; the other three have statuses of their own.
    statuses = [*draw.sample(("met", "partly", "not-met", "silent", "open"), 3), "not-applicable"]
    rows: list[dict[str, Any]] = []
    truth: dict[str, dict[str, Any]] = {}
    for at, (topic, status) in enumerate(draw.shuffle(list(zip(topics, statuses, strict=True))), start=1):
        found = draw.shuffle(draw.pick(WAYS[status]))
        rows.append(
            {
                "duty": TOPICS[topic].duty,
                "found": [
                    {"thing": thing, "says": FOUND[says], "section": draw.between(3, 60)}
                    for thing, says in zip(TOPICS[topic].things.values(), found, strict=True)
                ],
            }
        )
        truth[f"duty{at}"] = {"accept": [status], "hint": _HINTS.get(status, "outside")}
    return {"state": draw.pick(STATES).title(), "fact": OUTSIDE[outside], "rows": rows}, truth


def _blocks(evidence: Evidence) -> tuple[Block, ...]:
    return (
        Note(
            text=_("Readers went through the law of {state}, which is made up. {fact}").format(
                state=evidence["state"], fact=_(evidence["fact"])
            )
        ),
        *(
            Document(
                title=_("Obligation {number}: {duty}").format(number=at, duty=_(row["duty"])),
                rows=tuple((_(each["thing"]), _(each["says"]).format(number=each["section"])) for each in row["found"]),
            )
            for at, row in enumerate(evidence["rows"], start=1)
        ),
        Document(title=_("How this course calls it"), rows=tuple((_(name), _(rule)) for name, rule in RULES)),
        Note(text=_("For this task, each obligation asks for its three things and no more.")),
    )


def _fields(evidence: Evidence) -> tuple[Field, ...]:
    rows = {f"duty{at}": _("Obligation {number}").format(number=at) for at in range(1, len(evidence["rows"]) + 1)}
    return choice_rows(rows, _("what is its status?"), options_of(STATUSES), points=2)


TASK = Task(id="status", title=N_("From findings to a status"), points=8, fields=_fields, blocks=_blocks)
"""Four obligations."""
