"""Say which mark is due, see whether it is there, measure it, and judge a comparison of two States.

A case is a made-up State with a fact sheet: which real instruments bind it, since when, and what its own made-up decree
asks for. Nothing that wasn't read at a source is graded. Every case has the same six events, two demands that aren't
met, one mark that is too low, another that is too shallow, and one contested statement. States, makers, numbers,
decrees and statements are made up.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking import _comparison, _measure, _owed, _panel
from firearmskit.course.exercises.m07_marking._states import STATES
from firearmskit.course.packs import Case, Exercise
from firearmskit.language import N_

__all__ = ["EXERCISE"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's State, events, pistols and comparison.

    Args:
        draw: The learner's own.
    """
    state, other = draw.sample(STATES, 2)
    owed, owed_truth = _owed.draw_owed(draw)
    pictures, panel, panel_truth = _panel.draw_panel(draw, state, other)
    ruler, depths, measure_truth = _measure.draw_measure(draw, state)
    comparison, comparison_truth = _comparison.draw_comparison(draw, state, other)
    return Case(
        evidence={
            "state": {"name": state.name, "code": state.code},
            "other": {"name": other.name},
            "owed": owed,
            "pictures": pictures | {"ruler": ruler},
            "panel": panel,
            "depths": depths,
            "comparison": comparison,
        },
        truth={"owed": owed_truth, "panel": panel_truth, "measure": measure_truth, "comparison": comparison_truth},
    )


EXERCISE = Exercise(
    id="m07_marking/duty",
    version=1,
    title=N_("Which mark is due, and is it there?"),
    draw=draw_case,
    tasks=(_owed.TASK, _panel.TASK, _measure.TASK, _comparison.TASK),
    hints=_owed.HINTS | _panel.HINTS | _measure.HINTS | _comparison.HINTS,
)
"""Six events, two pistols, one statement: 42 points."""
