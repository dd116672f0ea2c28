"""From the find to the reply: six tasks on made-up firearms, registers, States and replies.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. What is graded
rests on the evidence, and on three things that were read: the five identifiers of a trace; that the own records come
first, then the State of manufacture or of the last legal import; and the names of the nine steps. What a request must
hold and on which grounds it may be refused under the International Tracing Instrument wasn't read, so nothing asks it.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing import _asked, _enough, _period, _records, _reply, _search
from firearmskit.course.exercises.shared import Drawing, draw_apart, hints_apart, own_part
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

_TASKS: tuple[tuple[Task, Drawing, dict[str, str]], ...] = (
    (_enough.TASK, _enough.draw_enough, _enough.HINTS),
    (_search.TASK, _search.draw_search, _search.HINTS),
    (_asked.TASK, _asked.draw_asked, _asked.HINTS),
    (_reply.TASK, _reply.draw_reply, _reply.HINTS),
    (_period.TASK, _period.draw_period, _period.HINTS),
    (_records.TASK, _records.draw_steps, _records.HINTS),
)


def draw_case(draw: Draw) -> Case:
    """Draw a learner's six tasks.

    Args:
        draw: The learner's own.
    """
    return draw_apart(draw, {task.id: draw_task for task, draw_task, _hints in _TASKS})


EXERCISE = Exercise(
    id="m14_tracing/requests",
    version=1,
    title=N_("From the find to the reply"),
    draw=draw_case,
    tasks=tuple(own_part(task) for task, _draw, _hints in _TASKS),
    hints=hints_apart({task.id: hints for task, _draw, hints in _TASKS}),
)
"""Six tasks: 50 points."""
