"""From the look of a firearm to the last doubtful record: six tasks on made-up firearms, marks and registers.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. Types, makers,
States and registers are made up, so that the evidence alone decides and no row of the reference is graded on.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification import _features, _later, _parts, _records, _register, _request
from firearmskit.course.exercises.shared import Drawing, draw_apart, hints_apart, own_part
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

_TASKS: tuple[tuple[Task, Drawing, dict[str, str]], ...] = (
    (_features.TASK, _features.draw_features, _features.HINTS),
    (_parts.TASK, _parts.draw_parts, _parts.HINTS),
    (_later.TASK, _later.draw_later, _later.HINTS),
    (_register.TASK, _register.draw_compare, _register.HINTS),
    (_request.TASK, _request.draw_request, _request.HINTS),
    (_records.TASK, _records.draw_records, _records.HINTS),
)


def draw_case(draw: Draw) -> Case:
    """Draw a learner's six tasks; pictures stand together, everything else below the task's name.

    Args:
        draw: The learner's own.
    """
    return draw_apart(draw, {task.id: draw_task for task, draw_task, _hints in _TASKS})


EXERCISE = Exercise(
    id="m06_identification/case",
    version=1,
    title=N_("One case, from the look to the record"),
    draw=draw_case,
    tasks=tuple(own_part(task) for task, _draw, _hints in _TASKS),
    hints=hints_apart({task.id: hints for task, _draw, hints in _TASKS}),
)
"""Six tasks: 50 points."""
