"""From the first minute at a scene to the report of a laboratory: six tasks on made-up scenes.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. What is right
follows from the standing order, the log or the table that stands in the task.
"""

from __future__ import annotations

from firearmskit.course.exercises.m16_ballistics import _custody, _order, _packets, _question, _report, _rule
from firearmskit.course.exercises.shared import exercise_apart
from firearmskit.language import N_

__all__ = ["EXERCISE"]

EXERCISE = exercise_apart(
    "m16_ballistics/scene",
    version=1,
    title=N_("A scene, and what is made of it"),
    tasks=(
        (_order.TASK, _order.draw_order, _order.HINTS),
        (_packets.TASK, _packets.draw_packets, _packets.HINTS),
        (_custody.TASK, _custody.draw_custody, _custody.HINTS),
        (_question.TASK, _question.draw_question, _question.HINTS),
        (_report.TASK, _report.draw_report, _report.HINTS),
        (_rule.TASK, _rule.draw_rule, _rule.HINTS),
    ),
)
"""Six tasks: 50 points."""
