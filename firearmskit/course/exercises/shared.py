"""What tasks of several modules name, show and ask alike: options, rows of questions, spots on marks, an argument."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from firearmskit.course.draw import Draw
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Block, Criterion, Evidence, Field, Note, Option, Spot, Task
from firearmskit.language import text as _

__all__ = [
    "IMPORTERS",
    "SERVICES",
    "STATES",
    "Drawing",
    "argument_fields",
    "argument_truth",
    "choice_rows",
    "colleague_writes",
    "criterion",
    "exercise_apart",
    "mark_options",
    "mark_spots",
    "options_of",
]

Drawing: TypeAlias = Callable[[Draw], tuple[dict[str, Any], dict[str, dict[str, Any]]]]
"""Draws one task of several that have nothing to do with each other: its evidence and its truth."""

STATES = ("VELMARK", "ORDANIA", "KESTRIA", "LUMERA", "TALVERN", "NOROVIA")
"""States that don't exist."""
IMPORTERS = ("BRT", "KLD", "HVT", "NMX", "ZPR")
SERVICES = ("POLICE", "CUSTOMS", "PRISONS", "RANGERS")


def options_of(sentences: Mapping[str, str], values: Iterable[str] | None = None) -> tuple[Option, ...]:
    """Give sentences to choose from.

    Args:
        sentences: ``{value: sentence}``, marked with ``N_``.
        values: Which of them, in the order that was drawn; all, as they stand, by default.
    """
    return tuple(Option(value=each, label=_(sentences[each])) for each in (sentences if values is None else values))


def mark_options(labels: Iterable[str]) -> tuple[Option, ...]:
    """Give marks to choose from, by the letters beside them."""
    return tuple(Option(value=label, label=_("Mark {label}").format(label=label)) for label in labels)


def mark_spots(evidence: Evidence, pictures: Iterable[str], *, row_height: float = 0.22) -> tuple[Spot, ...]:
    """Give the marks of some pictures to point at; the letter beside a mark doesn't belong to its spot.

    Args:
        evidence: The learner's, with the pictures.
        pictures: Their names.
        row_height: How much of a picture's height belongs to one mark; marks stand below each other.
    """
    return tuple(
        Spot(
            value=mark["label"],
            label=_("Mark {label}").format(label=mark["label"]),
            picture=name,
            x=0.03,
            y=round(mark["y"] - row_height / 2, 3),
            width=0.79,
            height=row_height,
        )
        for name in pictures
        for mark in evidence["pictures"][name]["marks"]
    )


def choice_rows(
    rows: Mapping[str, str], label: str, options: tuple[Option, ...], *, points: float = 1
) -> tuple[Field, ...]:
    """Ask the same of several things, one row each.

    Args:
        rows: ``{key of the field: what its row is called}``.
        label: What is asked.
        options: What can be answered.
        points: For each row.
    """
    return tuple(
        Field(key=key, kind="choice", label=label, points=points, options=options, row=row) for key, row in rows.items()
    )


def colleague_writes(statement: str) -> Note:
    """Show the contested statement of a colleague."""
    return Note(text=_("A colleague writes in the file: “{statement}”").format(statement=statement))


def argument_fields(
    claim: tuple[Option, ...], carriers: tuple[Option, ...], limits: tuple[Option, ...], *, judged_by: str
) -> tuple[Field, Field, Field]:
    """Ask for the argument on a colleague's statement: claim, evidence and limits, ten points in all.

    Args:
        claim: What can be said of the statement.
        carriers: What it can be judged by.
        limits: Sentences, of which two are true.
        judged_by: The question that asks for two carriers.
    """
    return (
        Field(
            key="claim", kind="choice", label=_("Your claim about the colleague's statement"), points=3, options=claim
        ),
        Field(key="carriers", kind="choices", label=judged_by, points=4, options=carriers),
        Field(
            key="limits",
            kind="choices",
            label=_("The limits: which two sentences are true? They say what your claim doesn't prove."),
            points=3,
            options=limits,
        ),
    )


def argument_truth(
    claim: str, carriers: Collection[str], limits: list[str], *, because: dict[str, str]
) -> dict[str, dict[str, Any]]:
    """Plant the truth of an argument: its fields are those of :func:`argument_fields`.

    Args:
        claim: The right one.
        carriers: By which two things the statement must be judged.
        limits: The two true sentences.
        because: Claims that were foreseen, and the code of the hint for each.
    """
    return {
        "claim": {"accept": [claim], "hint": "claim", "because": because},
        "carriers": {"accept": sorted(carriers), "hint": "carriers"},
        "limits": {"accept": limits, "hint": "limits"},
    }


def criterion(title: str, *, two: str, one: str, none: str) -> Criterion:
    """Say what earns two points, one and none; all marked with ``N_``."""
    return Criterion(title=title, levels=((2, two), (1, one), (0, none)))


def exercise_apart(
    id: str, *, version: int, title: str, tasks: Sequence[tuple[Task, Drawing, Mapping[str, str]]]
) -> Exercise:
    """Put together an exercise of tasks of which none helps with another; each sees its own evidence and all pictures.

    Args:
        id: ``"<module>/<slug>"``.
        version: As for :class:`Exercise`.
        title: Marked with ``N_``.
        tasks: Each with what draws it and with its own hints, ``{code: sentence}``.
    """
    drawings = {task.id: draw_task for task, draw_task, _hints in tasks}
    return Exercise(
        id=id,
        version=version,
        title=title,
        draw=partial(_draw_apart, drawings=drawings),
        tasks=tuple(_own_part(task) for task, _draw, _hints in tasks),
        hints={f"{task.id}-{code}": sentence for task, _draw, own in tasks for code, sentence in own.items()},
    )


def _draw_apart(draw: Draw, *, drawings: Mapping[str, Drawing]) -> Case:
    """Draw the tasks in their order; pictures stand together, all else below the task's id."""
    evidence: dict[str, Any] = {"pictures": {}}
    truth = {}
    for name, draw_task in drawings.items():
        seen, planted = draw_task(draw)
        evidence["pictures"] |= seen.pop("pictures", {})
        evidence[name] = seen
        truth[name] = {
            key: {**each, "hint": f"{name}-{each['hint']}"}
            | {"because": {value: f"{name}-{code}" for value, code in each.get("because", {}).items()}}
            for key, each in planted.items()
        }
    return Case(evidence=evidence, truth=truth)


def _own_part(task: Task) -> Task:
    """Let such a task see its own part of the evidence, and all pictures."""

    def part(evidence: Evidence) -> Evidence:
        return {**evidence[task.id], "pictures": evidence["pictures"]}

    def blocks(evidence: Evidence) -> tuple[Block, ...]:
        return task.blocks(part(evidence))

    def fields(evidence: Evidence) -> tuple[Field, ...]:
        return task.fields(part(evidence))

    def paste(evidence: Evidence) -> dict[str, Any]:
        return dict(task.paste(part(evidence)))

    return replace(task, fields=fields, blocks=blocks, paste=paste)
