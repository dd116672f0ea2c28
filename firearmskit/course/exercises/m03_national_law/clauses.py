"""From a treaty to a clause, and from clauses to a plan: six tasks on made-up laws.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. What treaties ask
for is told in our words, from rows of the tables whose texts were read.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m03_national_law import _amend, _border, _clauses, _force, _offences, _status
from firearmskit.course.exercises.shared import Drawing, draw_apart, hints_apart, own_part
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

_TASKS: tuple[tuple[Task, Drawing, dict[str, str]], ...] = (
    (_force.TASK, _force.draw_force, _force.HINTS),
    (_clauses.TASK, _clauses.draw_clauses, _clauses.HINTS),
    (_offences.TASK, _offences.draw_offences, _offences.HINTS),
    (_border.TASK, _border.draw_border, _border.HINTS),
    (_status.TASK, _status.draw_status, _status.HINTS),
    (_amend.TASK, _amend.draw_amend, _amend.HINTS),
)


def draw_case(draw: Draw) -> Case:
    """Draw a learner's six tasks.

    Args:
        draw: The learner's own.
    """
    return draw_apart(draw, {task.id: draw_task for task, draw_task, _hints in _TASKS})


EXERCISE = Exercise(
    id="m03_national_law/clauses",
    version=1,
    title=N_("From a treaty to a clause"),
    draw=draw_case,
    tasks=tuple(own_part(task) for task, _draw, _hints in _TASKS),
    hints=hints_apart({task.id: hints for task, _draw, hints in _TASKS}),
)
"""Six tasks: 50 points."""
