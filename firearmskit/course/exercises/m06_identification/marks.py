"""Read the marks of one seized firearm, judge a trace request, and argue one contested statement.

A case is a firearm of two parts with seven marks. Five stories are always the same, so that every case is as hard as
the others: the numbers on the two parts differ, an import mark made later brings a second year and a second number,
a property mark brings a third, a digit has a look-alike among the letters, and the marks are struck lightly.

The reference cards follow published sources (see :data:`~._families.FAMILIES`). Serials, States of import, importers,
services and the request are made up.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification import _argument, _judgement, _reading
from firearmskit.course.exercises.m06_identification._families import FAMILIES
from firearmskit.course.exercises.m06_identification._firearm import PICTURES, draw_marks, place_marks
from firearmskit.course.exercises.shared import argument_truth
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Evidence, Truth
from firearmskit.language import N_

__all__ = ["EXERCISE"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's firearm, request and statement.

    Args:
        draw: The learner's own.
    """
    name = draw.pick(sorted(FAMILIES))
    family = FAMILIES[name]
    marks = draw_marks(draw, family)
    pictures, label_of = place_marks(draw, family, marks)
    shown_in = {mark["label"]: picture for picture in PICTURES for mark in pictures[picture]["marks"]}
    request, status, flaws = _judgement.draw_request(draw, family, marks)
    parts = {kind: shown_in[label] for kind, label in label_of.items()}
    statement, topic, claim = _argument.draw_statement(draw, marks, parts, family.country)
    limits = draw.sample(_argument.TRUE_LIMITS, 2)
    evidence: Evidence = {
        "family": name,
        "pictures": pictures,
        "request": request,
        "statement": statement,
        "options": {
            "status": draw.shuffle(sorted(_judgement.STATUS)),
            "entries": draw.shuffle(sorted(_judgement.ENTRIES)),
            "steps": draw.shuffle(sorted(_judgement.STEPS)),
            "claim": draw.shuffle(sorted(_argument.CLAIMS)),
            "limits": draw.shuffle([*limits, *draw.sample(_argument.FALSE_LIMITS, 4)]),
        },
    }
    carriers = [label_of[kind] for kind in _argument.TOPICS[topic]]
    truth: Truth = {
        "reading": _reading.plant_reading(family, marks, label_of),
        "judgement": {
            "status": {"accept": [status], "hint": "status"},
            "entries": {"accept": flaws, "hint": "entries"},
            "steps": {"accept": list(_judgement.STEPS), "hint": "steps"},
        },
        "argument": argument_truth(claim, carriers, limits, because={"faint": "legible"}),
    }
    return Case(evidence=evidence, truth=truth)


EXERCISE = Exercise(
    id="m06_identification/marks",
    version=1,
    title=N_("The marks of one firearm"),
    draw=draw_case,
    tasks=(_reading.TASK, _judgement.TASK, _argument.TASK),
    hints=_reading.HINTS | _judgement.HINTS | _argument.HINTS,
)
"""Seven marks, one request, one statement: 30 points."""
