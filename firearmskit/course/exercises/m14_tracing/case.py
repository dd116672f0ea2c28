"""One firearm that crosses three registers: find it, build its chain, say where it left, and check the nine steps.

The truth is the story that :mod:`~._story` draws, never what ``tracing`` finds in it. States, firms, persons, numbers
and registers are made up. Everything can be answered from the documents; the tracing desk shows the same case.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m14_tracing import _chain, _finding, _lines, _pasted, _steps, _story
from firearmskit.course.exercises.m14_tracing._desk import desk_case
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Evidence, Field, Task
from firearmskit.language import N_

__all__ = ["EXERCISE", "desk_case"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's story, and what is written of it.

    Args:
        draw: The learner's own.
    """
    story = _story.draw_story(draw)
    order = draw.shuffle(range(6))
    number_of = {at: str(order.index(at) + 1) for at in range(6)}
    lines, lines_truth = _lines.plant_lines(draw, story)
    chain, chain_truth = _chain.plant_chain(draw, story, number_of)
    finding, finding_truth = _finding.plant_finding(draw, story, number_of)
    steps, steps_truth = _steps.plant_steps(draw)
    seized = date.fromisoformat(story.entries[5]["when"])
    evidence: dict[str, Any] = {
        "home": story.home,
        "today": (seized + timedelta(days=draw.between(250, 320))).isoformat(),
        "object": story.object,
        "registers": [
            register
            | {
                "histories": {
                    label: [story.entries[each] if isinstance(each, int) else each for each in told]
                    for label, told in register["histories"].items()
                },
                "answers_on": (seized + timedelta(days=draw.between(20, 200))).isoformat(),
            }
            for register in story.registers
        ],
        "entries": [story.entries[at] for at in order],
        "options": {**lines, **chain, **finding},
        "steps": steps,
    }
    truth = {"lines": lines_truth, "chain": chain_truth, "finding": finding_truth, "steps": steps_truth}
    for name, planted in truth.items():
        for each in planted.values():
            each["hint"] = f"{name}-{each['hint']}"
            each["because"] = {value: f"{name}-{code}" for value, code in each.get("because", {}).items()}
    return Case(evidence=evidence, truth=truth)


def _of_steps(evidence: Evidence) -> Evidence:
    """Give the part of the evidence that the last task is about."""
    return dict(evidence["steps"])


def _step_fields(evidence: Evidence) -> tuple[Field, ...]:
    return _steps.TASK.fields(_of_steps(evidence))


def _step_blocks(evidence: Evidence) -> tuple[Block, ...]:
    return _steps.TASK.blocks(_of_steps(evidence))


_TASKS: tuple[tuple[Task, dict[str, str]], ...] = (
    (_lines.TASK, _lines.HINTS),
    (replace(_chain.TASK, paste=_pasted.paste_chain), _chain.HINTS),
    (replace(_finding.TASK, paste=_pasted.paste_finding), _finding.HINTS),
    (replace(_steps.TASK, fields=_step_fields, blocks=_step_blocks, paste=_pasted.paste_steps), _steps.HINTS),
)

EXERCISE = Exercise(
    id="m14_tracing/case",
    version=1,
    title=N_("One firearm, three registers"),
    draw=draw_case,
    tasks=tuple(task for task, _hints in _TASKS),
    hints={f"{task.id}-{code}": sentence for task, hints in _TASKS for code, sentence in hints.items()},
    desk=desk_case,
)
"""Four tasks on one firearm: 50 points."""
