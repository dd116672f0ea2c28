"""Loose cartridges from a roadside check: names of calibres, headstamps, a mixed lot, questions, and one worn case.

A case is always as hard as the others: five papers, of which two name a bore alone; two headstamps with a year of two
figures; six kinds of cartridge, of which one maker has two, one code belongs to two States, one base is blank and one
code isn't in the extract; one contested sentence; one worn year, one case with another calibre than its stamp, one
label that disagrees twice.

The rows of the reference that are shown are ``sourced``; what is stamped together, the lots, labels and papers are made
up.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition import _asking, _calibres, _headstamps, _lot, _sentence, _worn
from firearmskit.course.exercises.m05_ammunition._calibres import NAMES
from firearmskit.course.exercises.m05_ammunition._codes import CODES, SHARED
from firearmskit.course.packs import Case, Exercise
from firearmskit.language import N_

__all__ = ["EXERCISE"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's papers and cartridges.

    Args:
        draw: The learner's own.
    """
    calibres, named = _calibres.draw_calibres(draw)
    heads, reading, read = _headstamps.draw_headstamps(draw)
    lot, sorted_lot, facts = _lot.draw_lot(draw)
    asking, asked = _asking.draw_asking(draw)
    argument, argued = _sentence.draw_sentence(draw, facts)
    worn, messy, judged = _worn.draw_worn(draw)
    codes = (*((code, *row) for code, row in CODES.items()), SHARED)
    return Case(
        evidence={
            "pictures": {**heads, **worn},
            "pages": {"calibres": [list(names) for names in NAMES.values()], "codes": [list(row) for row in codes]},
            "calibres": calibres,
            "reading": reading,
            "lot": lot,
            "asking": asking,
            "argument": argument,
            "worn": messy,
        },
        truth={
            "calibres": named,
            "headstamps": read,
            "lot": sorted_lot,
            "asking": asked,
            "sentence": argued,
            "worn": judged,
        },
    )


EXERCISE = Exercise(
    id="m05_ammunition/cartridges",
    version=1,
    title=N_("Loose cartridges from a roadside check"),
    draw=draw_case,
    tasks=(_calibres.TASK, _headstamps.TASK, _lot.TASK, _asking.TASK, _sentence.TASK, _worn.TASK),
    hints=_calibres.HINTS | _headstamps.HINTS | _lot.HINTS | _asking.HINTS | _sentence.HINTS | _worn.HINTS,
)
"""Five papers, four headstamps, one lot, one sentence: 50 points."""
