"""From the first minute at a scene to the report of a laboratory: six tasks on made-up scenes.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. What is right
follows from the standing order, the log or the table that stands in the task.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m16_ballistics import _custody, _order, _packets, _question, _report, _rule
from firearmskit.course.exercises.shared import Drawing, draw_apart, hints_apart, own_part
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

_TASKS: tuple[tuple[Task, Drawing, dict[str, str]], ...] = (
    (_order.TASK, _order.draw_order, _order.HINTS),
    (_packets.TASK, _packets.draw_packets, _packets.HINTS),
    (_custody.TASK, _custody.draw_custody, _custody.HINTS),
    (_question.TASK, _question.draw_question, _question.HINTS),
    (_report.TASK, _report.draw_report, _report.HINTS),
    (_rule.TASK, _rule.draw_rule, _rule.HINTS),
)


def draw_case(draw: Draw) -> Case:
    """Draw a learner's six tasks.

    Args:
        draw: The learner's own.
    """
    return draw_apart(draw, {task.id: draw_task for task, draw_task, _hints in _TASKS})


EXERCISE = Exercise(
    id="m16_ballistics/scene",
    version=1,
    title=N_("A scene, and what is made of it"),
    draw=draw_case,
    tasks=tuple(own_part(task) for task, _draw, _hints in _TASKS),
    hints=hints_apart({task.id: hints for task, _draw, hints in _TASKS}),
)
"""Six tasks: 50 points."""
