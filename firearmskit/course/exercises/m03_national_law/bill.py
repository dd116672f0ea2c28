"""A made-up State's bill, held against six duties: what it provides, what it lacks, which wording mends it.

The bill is a learner's own. What it provides is planted clause by clause and never asked of the library, which can't
read a law: it is told what a reader found.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law import _element, _finding, _gaps, _text
from firearmskit.course.exercises.m03_national_law._bill import draw_bill
from firearmskit.course.packs import Case, Exercise
from firearmskit.language import N_

__all__ = ["EXERCISE"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's bill, the drafts for it, and the statement on it.

    Args:
        draw: The learner's own.
    """
    bill = draw_bill(draw)
    element, element_truth = _element.plant_element(draw, bill)
    text, text_truth = _text.plant_text(draw, bill)
    finding, finding_truth = _finding.plant_finding(draw, bill)
    return Case(
        evidence={"bill": bill.shown, "element": element, "text": text, "finding": finding},
        truth={
            "gaps": _gaps.plant_gaps(bill),
            "element": element_truth,
            "text": text_truth,
            "finding": finding_truth,
        },
    )


EXERCISE = Exercise(
    id="m03_national_law/bill",
    version=1,
    title=N_("A bill before a committee"),
    draw=draw_case,
    tasks=(_gaps.TASK, _element.TASK, _text.TASK, _finding.TASK),
    hints=_gaps.HINTS | _element.HINTS | _text.HINTS | _finding.HINTS,
)
"""One bill, four tasks: 50 points."""
