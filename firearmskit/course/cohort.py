"""A sample cohort: submissions as real learners leave them, for any exercise, to see a whole course graded.

The same learners serve the tests: what each is worth is known from how it was made.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from firearmskit.course import tasks
from firearmskit.course.answers import AnswerFile, Value
from firearmskit.course.draw import Draw
from firearmskit.course.folder import hand_out
from firearmskit.course.notebooks import grade_id, parse_notebook, write_notebook
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Field, Task
from firearmskit.language import N_

__all__ = ["COHORT", "Learner", "right_answer", "submit", "submit_all", "varied_answers", "wrong_answer"]

Answers = dict[str, dict[str, Value]]


def right_answer(task: Task, frozen: Frozen | Case) -> dict[str, Value]:
    """Give the answer that earns every point of a task."""
    return tasks.right_answer(task, frozen.evidence, frozen.truth[task.id])


def _wrong_value(field: Field, accept: list[Any], draw: Draw) -> Value:
    if field.kind in ("choice", "point"):
        return draw.pick([value for value in field.values if value not in accept])
    if field.kind == "choices":
        others = [value for value in field.values if value not in accept]
        return [draw.pick(others)] if others else [accept[0]]
    if field.kind == "order":
        return list(reversed(accept))
    if field.kind == "number":
        near: float = accept[0] + 1 + draw.below(9)
        while near in accept:
            near += 1
        return near
    other = "X" + str(accept[0])[:-1]
    return other if other not in accept else "X" + other


def wrong_answer(task: Task, frozen: Frozen, draw: Draw) -> dict[str, Value]:
    """Give a complete answer in which every field is wrong; what is written says next to nothing."""
    if task.rubric:
        return {field.key: "It is a firearm." for field in task.fields(frozen.evidence)}
    truth = frozen.truth[task.id]
    return {
        field.key: _wrong_value(field, [*truth[field.key]["accept"], *truth[field.key].get("half", [])], draw)
        for field in task.fields(frozen.evidence)
    }


def _all_right(exercise: Exercise, frozen: Frozen) -> Answers:
    return {task.id: right_answer(task, frozen) for task in exercise.tasks}


def _nothing(exercise: Exercise, frozen: Frozen) -> Answers:
    return {}


def _half_right(exercise: Exercise, frozen: Frozen) -> Answers:
    """Answer every second field of the exercise right and the others wrong."""
    right, wrong = _all_right(exercise, frozen), _all_wrong(exercise, frozen)
    places = [(task, key) for task, answer in right.items() for key in answer]
    answers: Answers = {task: {} for task in right}
    for rank, (task, key) in enumerate(places):
        answers[task][key] = (wrong if rank % 2 else right)[task][key]
    return answers


def _all_wrong(exercise: Exercise, frozen: Frozen) -> Answers:
    return {task.id: wrong_answer(task, frozen, Draw(frozen.pack.encode())) for task in exercise.tasks}


def varied_answers(number: int) -> Callable[[Exercise, Frozen], Answers]:
    """Give answers as one of many honest learners does: each field right with a share of their own, else wrong.

    Args:
        number: Which learner; the share is 0, 1/4, 1/2, 3/4 or 1.
    """

    def answers(exercise: Exercise, frozen: Frozen) -> Answers:
        draw = Draw(f"cohort {number}".encode())
        share, given = draw.below(5) / 4, {}
        for task in exercise.tasks:
            right, wrong = right_answer(task, frozen), wrong_answer(task, frozen, draw)
            given[task.id] = {key: (right if draw.chance(share) else wrong)[key] for key in right}
        return given

    return answers


def _untouched(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    """Leave the files as the learner's computer wrote them."""


def _add_code(notebook: NotebookNode, source: str) -> None:
    place = next(i for i, cell in enumerate(notebook.cells) if grade_id(cell) == "setup") + 1
    notebook.cells.insert(place, nbformat.v4.new_code_cell(source, id="scratch"))


def _raises(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    _add_code(notebook, "serials = []\nserials[0]")


def _never_ends(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    _add_code(notebook, "while True:\n    pass")


def _loses_a_cell(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != exercise.tasks[0].id]


def _warns(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    _add_code(notebook, "import sys, warnings\nwarnings.warn('an old habit')\nprint('careful', file=sys.stderr)")


def _saves_old(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    """Save as notebooks were saved in 2014: format 3, worksheets, no cell ids."""
    old = nbformat.convert(notebook, 3)
    (folder / f"{exercise.slug}.ipynb").write_text(json.dumps(old), encoding="utf-8")


def _truncates(folder: Path, exercise: Exercise, notebook: NotebookNode) -> None:
    """Cut both files off, as a full disk or a pulled stick does."""
    for name in (f"{exercise.slug}.ipynb", f"{exercise.slug}.answers.json"):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) * 2 // 3])


Damage = Callable[[Path, Exercise, NotebookNode], None]


@dataclass(frozen=True, kw_only=True)
class Learner:
    """One learner of the sample cohort; the names are made up.

    Attributes:
        id: The learner's id.
        story: What happened, in a few words.
        answers: What was answered.
        damage: What happened to the notebook, beyond its answers.
        language: ISO 639-1 code of the material handed out.
    """

    id: str
    story: str
    answers: Callable[[Exercise, Frozen], Answers] = _all_right
    damage: Damage = _untouched
    language: str = "en"


COHORT = (
    Learner(id="amina", story=N_("finished and right")),
    Learner(
        id="benoit",
        story=N_("finished and right, in French, with a warning on the error stream"),
        damage=_warns,
        language="fr",
    ),
    Learner(id="chen", story=N_("untouched"), answers=_nothing),
    Learner(id="dario", story=N_("half right"), answers=_half_right),
    Learner(id="efua", story=N_("wrong with confidence"), answers=_all_wrong),
    Learner(id="fatou", story=N_("raises an error in the middle"), damage=_raises),
    Learner(id="goran", story=N_("has a cell that never ends"), answers=_half_right, damage=_never_ends),
    Learner(id="hana", story=N_("deleted a locked cell"), damage=_loses_a_cell),
    Learner(id="ivan", story=N_("saved by an older notebook format"), answers=_half_right, damage=_saves_old),
    Learner(id="jorge", story=N_("cut off on disk"), damage=_truncates),
)


def submit(store: Store, exercise: Exercise, learner: Learner) -> Path:
    """Write one learner's submission into a course folder.

    Returns:
        The folder ``submitted/<learner>/<module>``.
    """
    folder = store.root / "submitted" / learner.id / exercise.module
    pack = hand_out(store, exercise, learner=learner.id, into=folder, language=learner.language, pictures=False)
    answers = learner.answers(exercise, store.frozen(exercise, learner=learner.id))
    path = folder / f"{exercise.slug}.answers.json"
    path.unlink(missing_ok=True)
    file = AnswerFile.open(path, pack=pack.id, exercise=exercise.id)
    for task, values in answers.items():
        file.put(task, values)
    notebook_path = folder / f"{exercise.slug}.ipynb"
    notebook = parse_notebook(notebook_path.read_bytes(), name=notebook_path.name)
    before = nbformat.from_dict(notebook)
    learner.damage(folder, exercise, notebook)
    if notebook != before:
        write_notebook(notebook, notebook_path)
    return folder


def submit_all(store: Store, *exercises: Exercise) -> None:
    """Write the whole sample cohort's submissions into a course folder.

    A cell that never ends takes all the time that a cell is given, so the learner who has one is in the first
    exercise alone.

    Args:
        store: The course's store.
        exercises: What the cohort has worked on.
    """
    for rank, exercise in enumerate(exercises):
        for learner in COHORT:
            if rank == 0 or learner.damage is not _never_ends:
                submit(store, exercise, learner)
