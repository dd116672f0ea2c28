"""A parcel of "machine parts": find the parts, hold them against a rule, read their numbers, judge the declaration.

A case is always as hard as the others: three parts that both rules name, a silencer on which the rules differ, a part
that only general words can cover and a thing that no rule means; two numbers beside that of the main part; six goods,
of which the tariff and the licence law treat two in opposite ways.

The rules and the headings are extracts that stand in the case, each with its source. Parcels, persons, numbers and the
State whose licence law is quoted are made up.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m05_ammunition import _declaration, _locate, _numbers, _rule
from firearmskit.course.packs import Case, Exercise
from firearmskit.language import N_

__all__ = ["EXERCISE"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's parcel.

    Args:
        draw: The learner's own.
    """
    picture, locate, located = _locate.draw_locate(draw)
    rule, standing = _rule.draw_rule(draw)
    pictures, numbers, numbered = _numbers.draw_numbers(draw)
    declaration, declared = _declaration.draw_declaration(draw)
    return Case(
        evidence={
            "pictures": {"whole": picture, **pictures},
            "locate": locate,
            "rule": rule,
            "numbers": numbers,
            "declaration": declaration,
        },
        truth={"locate": located, "rule": standing, "numbers": numbered, "declaration": declared},
    )


EXERCISE = Exercise(
    id="m05_ammunition/parcel",
    version=1,
    title=N_("The parcel of machine parts"),
    draw=draw_case,
    tasks=(_locate.TASK, _rule.TASK, _numbers.TASK, _declaration.TASK),
    hints=_locate.HINTS | _rule.HINTS | _numbers.HINTS | _declaration.HINTS,
)
"""Four parts, two rules, three numbers, one declaration: 30 points."""
