"""From the look of two impressions to a statement for a court: five tasks on made-up comparisons.

Each learner has other impressions, other cells, other tables and another file; nothing in one task helps with another.
The impressions are made from recipes when they are shown; what is right was drawn, never read from a picture.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m16_ballistics import _cells, _convincing, _look, _statement, _strength
from firearmskit.course.exercises.shared import Drawing, draw_apart, hints_apart, own_part
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

_TASKS: tuple[tuple[Task, Drawing, dict[str, str]], ...] = (
    (_look.TASK, _look.draw_look, _look.HINTS),
    (_cells.TASK, _cells.draw_cells, _cells.HINTS),
    (_strength.TASK, _strength.draw_strength, _strength.HINTS),
    (_convincing.TASK, _convincing.draw_convincing, _convincing.HINTS),
    (_statement.TASK, _statement.draw_statement, _statement.HINTS),
)


def draw_case(draw: Draw) -> Case:
    """Draw a learner's five tasks.

    Args:
        draw: The learner's own.
    """
    return draw_apart(draw, {task.id: draw_task for task, draw_task, _hints in _TASKS})


EXERCISE = Exercise(
    id="m16_ballistics/case",
    version=1,
    title=N_("Two cases under the microscope"),
    draw=draw_case,
    tasks=tuple(own_part(task) for task, _draw, _hints in _TASKS),
    hints=hints_apart({task.id: hints for task, _draw, hints in _TASKS}),
)
"""Five tasks: 50 points."""
