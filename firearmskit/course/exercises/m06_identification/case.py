"""From the look of a firearm to the last doubtful record: six tasks on made-up firearms, marks and registers.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. Types, makers,
States and registers are made up, so that the evidence alone decides and no row of the reference is graded on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m06_identification import _features, _later, _parts, _records, _register, _request
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Evidence, Field, Task
from firearmskit.language import N_

__all__ = ["EXERCISE"]

Drawing = Callable[[Draw], tuple[dict[str, Any], dict[str, dict[str, Any]]]]

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
    evidence: dict[str, Any] = {"pictures": {}}
    truth = {}
    for task, draw_task, _hints in _TASKS:
        seen, planted = draw_task(draw)
        evidence["pictures"] |= seen.pop("pictures", {})
        evidence[task.id] = seen
        truth[task.id] = {
            key: {**each, "hint": f"{task.id}-{each['hint']}"}
            | {"because": {value: f"{task.id}-{code}" for value, code in each.get("because", {}).items()}}
            for key, each in planted.items()
        }
    return Case(evidence=evidence, truth=truth)


def _own(task: Task) -> Task:
    """Let a task see its own part of the evidence, and all pictures."""

    def part(evidence: Evidence) -> Evidence:
        return {**evidence[task.id], "pictures": evidence["pictures"]}

    def blocks(evidence: Evidence) -> tuple[Block, ...]:
        return task.blocks(part(evidence))

    def fields(evidence: Evidence) -> tuple[Field, ...]:
        return task.fields(part(evidence))

    def paste(evidence: Evidence) -> dict[str, Any]:
        return dict(task.paste(part(evidence)))

    return Task(id=task.id, title=task.title, points=task.points, fields=fields, blocks=blocks, paste=paste)


EXERCISE = Exercise(
    id="m06_identification/case",
    version=1,
    title=N_("One case, from the look to the record"),
    draw=draw_case,
    tasks=tuple(_own(task) for task, _draw, _hints in _TASKS),
    hints={f"{task.id}-{code}": sentence for task, _draw, hints in _TASKS for code, sentence in hints.items()},
)
"""Six tasks: 50 points."""
