"""From the look of two impressions to a statement for a court: five tasks on made-up comparisons.

Each learner has other impressions, other cells, other tables and another file; nothing in one task helps with another.
The impressions are made from recipes when they are shown; what is right was drawn, never read from a picture.
"""

from __future__ import annotations

from firearmskit.course.exercises.m16_ballistics import _cells, _convincing, _look, _statement, _strength
from firearmskit.course.exercises.shared import exercise_apart
from firearmskit.language import N_

__all__ = ["EXERCISE"]

EXERCISE = exercise_apart(
    "m16_ballistics/case",
    version=1,
    title=N_("Two cases under the microscope"),
    tasks=(
        (_look.TASK, _look.draw_look, _look.HINTS),
        (_cells.TASK, _cells.draw_cells, _cells.HINTS),
        (_strength.TASK, _strength.draw_strength, _strength.HINTS),
        (_convincing.TASK, _convincing.draw_convincing, _convincing.HINTS),
        (_statement.TASK, _statement.draw_statement, _statement.HINTS),
    ),
)
"""Five tasks: 50 points."""
