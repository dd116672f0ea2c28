"""The one writer of nbgrader's gradebook, which records each submission exactly once for each version of it.

Scores go into nbgrader's own tables. One table more, ``firearmskit_graded``, says which bytes a score was made from; it
is written in the same transaction, so that a grader that is killed at any moment can be started again: what was
committed is kept, what wasn't is graded again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Boolean, Column, MetaData, String, Table, Text, bindparam, delete, insert, or_, select, update

__all__ = ["Hand", "Ledger", "Record"]

_BATCH_SECONDS = 1.0
"""How long results may wait to be committed together: at most that much work is done again after a power cut."""

_GRADED = Table(
    "firearmskit_graded",
    MetaData(),
    Column("learner", String(128), primary_key=True),
    Column("exercise", String(256), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("result", Text, nullable=False),
)


# nbgrader's tables, without its objects: these would cost more than all the rest of grading.
_STUDENT, _SUBMISSION, _NOTEBOOK, _GRADE, _COMMENT = (
    each.__table__ for each in (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment)
)
_SCORE = (
    update(_GRADE)
    .where(_GRADE.c.notebook_id == bindparam("book"), _GRADE.c.cell_id == bindparam("cell"))
    .values(
        auto_score=bindparam("score"),
        needs_manual_grade=or_(_GRADE.c.manual_score.is_not(None), bindparam("waits", type_=Boolean)),
    )
)
_FIND = (
    select(_NOTEBOOK.c.id)
    .join(_SUBMISSION, _SUBMISSION.c.id == _NOTEBOOK.c.assignment_id)
    .where(
        _SUBMISSION.c.assignment_id == bindparam("assignment"),
        _SUBMISSION.c.student_id == bindparam("student"),
        _NOTEBOOK.c.notebook_id == bindparam("notebook"),
    )
)
_CELL, _BOOK, _ASSIGNMENT = (each.__table__ for each in (BaseCell, Notebook, Assignment))
_PLACE = (
    _NOTEBOOK.join(_SUBMISSION, _SUBMISSION.c.id == _NOTEBOOK.c.assignment_id)
    .join(_BOOK, _BOOK.c.id == _NOTEBOOK.c.notebook_id)
    .join(_ASSIGNMENT, _ASSIGNMENT.c.id == _SUBMISSION.c.assignment_id)
)
_WHERE = (
    _SUBMISSION.c.student_id,
    _ASSIGNMENT.c.name.label("module"),
    _BOOK.c.name.label("slug"),
    _CELL.c.name.label("cell"),
)
_POINTS_BY_HAND = (
    select(*_WHERE, _GRADE.c.manual_score, _GRADE.c.needs_manual_grade)
    .select_from(
        _PLACE.join(_GRADE, _GRADE.c.notebook_id == _NOTEBOOK.c.id).join(_CELL, _CELL.c.id == _GRADE.c.cell_id)
    )
    .where(_GRADE.c.manual_score.is_not(None) | _GRADE.c.needs_manual_grade)
)
_WORDS_BY_HAND = (
    select(*_WHERE, _COMMENT.c.manual_comment)
    .select_from(
        _PLACE.join(_COMMENT, _COMMENT.c.notebook_id == _NOTEBOOK.c.id).join(_CELL, _CELL.c.id == _COMMENT.c.cell_id)
    )
    .where(_COMMENT.c.manual_comment.is_not(None))
)
_FORGET = delete(_GRADED).where(_GRADED.c.learner == bindparam("who"), _GRADED.c.exercise == bindparam("what"))


@dataclass(frozen=True, kw_only=True)
class Record:
    """What was recorded of a submission.

    Attributes:
        fingerprint: SHA-256 of all that decided the result, as hexadecimal digits.
        result: Plain JSON; ``"points"`` is ``{task: points}``, where a task that waits for a person has ``None``, or
            ``None`` where nothing could be scored.
    """

    fingerprint: str
    result: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class _Shape:
    """An assignment as the gradebook knows it: its id, and of each notebook the cells that get grades and comments."""

    assignment: str
    notebooks: Mapping[str, str]
    cells: Mapping[str, Mapping[str, str]]
    grades: Mapping[str, tuple[str, ...]]
    comments: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Hand:
    """What formgrader holds of one task: a person's points and words, and whether it waits for a person."""

    points: float | None = None
    waits: bool = False
    comment: str = ""


class Ledger:
    """The gradebook of one course, open for writing.

    Args:
        url: A database address for SQLAlchemy, such as ``sqlite:////home/me/course/gradebook.db``.
    """

    def __init__(self, url: str) -> None:
        self._gradebook = Gradebook(url)
        _GRADED.create(self._gradebook.engine, checkfirst=True)
        self._connection = self._gradebook.db.connection()
        self._shapes: dict[str, _Shape] = {}
        self._students: set[str] | None = None
        self._since: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self.commit()
        finally:
            self._gradebook.close()

    def known(self) -> dict[tuple[str, str], Record]:
        """Give what was recorded before: ``{(learner, exercise): record}``."""
        rows = self._connection.execute(select(_GRADED)).all()
        return {(r.learner, r.exercise): Record(fingerprint=r.fingerprint, result=json.loads(r.result)) for r in rows}

    def by_hand(self) -> dict[tuple[str, str], dict[str, Hand]]:
        """Give what people did in formgrader: ``{(learner, exercise): {task: hand}}``, where they did anything."""
        found: dict[tuple[str, str], dict[str, Hand]] = {}
        for row in self._connection.execute(_POINTS_BY_HAND).all():
            hand = Hand(points=row.manual_score, waits=bool(row.needs_manual_grade))
            found.setdefault((row.student_id, f"{row.module}/{row.slug}"), {})[row.cell] = hand
        for row in self._connection.execute(_WORDS_BY_HAND).all():
            hands = found.setdefault((row.student_id, f"{row.module}/{row.slug}"), {})
            task = row.cell.removeprefix("answer-")  # words stand at the cell that was answered, points at its check
            hands[task] = replace(hands.get(task, Hand()), comment=row.manual_comment)
        return found

    def record(self, learner: str, exercise: str, record: Record) -> None:
        """Write a result: scores into nbgrader's tables, and what they were made from.

        A result without points takes away the scores that an earlier version of the submission earned; a mark that a
        person gave stays, and is shown to a person again.

        Args:
            learner: The learner's id.
            exercise: ``"<module>/<slug>"``.
            record: What to write.
        """
        module, slug = exercise.split("/")
        points: Mapping[str, float | None] | None = record.result["points"]
        notebook = self._submitted_notebook(module, slug, learner, make=points is not None)
        if notebook is not None:
            cells = self._shape(module).cells[slug]
            scores = dict.fromkeys(cells) if points is None else points
            rows = [
                {"book": notebook, "cell": cells[task], "score": score, "waits": points is not None and score is None}
                for task, score in scores.items()
            ]
            self._connection.execute(_SCORE, rows)
        row = {"learner": learner, "exercise": exercise, "fingerprint": record.fingerprint}
        self._connection.execute(_FORGET, {"who": learner, "what": exercise})
        self._connection.execute(insert(_GRADED), {**row, "result": json.dumps(record.result)})
        self._since = self._since or time.monotonic()
        if time.monotonic() - self._since > _BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Make sure that what was recorded is on the disk."""
        self._gradebook.db.commit()
        self._connection = self._gradebook.db.connection()
        self._since = None

    def _shape(self, module: str) -> _Shape:
        if module not in self._shapes:
            found = self._gradebook.find_assignment(module)
            self._shapes[module] = _Shape(
                assignment=found.id,
                notebooks={notebook.name: notebook.id for notebook in found.notebooks},
                cells={
                    notebook.name: {cell.name: cell.id for cell in (*notebook.grade_cells, *notebook.task_cells)}
                    for notebook in found.notebooks
                },
                grades={
                    notebook.name: tuple(cell.id for cell in (*notebook.grade_cells, *notebook.task_cells))
                    for notebook in found.notebooks
                },
                comments={
                    notebook.name: tuple(cell.id for cell in (*notebook.solution_cells, *notebook.task_cells))
                    for notebook in found.notebooks
                },
            )
        return self._shapes[module]

    def _submitted_notebook(self, module: str, slug: str, learner: str, *, make: bool) -> str | None:
        """Give the id of a learner's notebook in the gradebook, making the submission where there is none yet."""
        shape = self._shape(module)
        asked = {"assignment": shape.assignment, "student": learner, "notebook": shape.notebooks[slug]}
        found = self._connection.execute(_FIND, asked).scalar_one_or_none()
        if found is not None or not make:
            return str(found) if found is not None else None
        # As Gradebook.add_submission does, but without a commit of its own.
        if self._students is None:
            self._students = set(self._connection.execute(select(_STUDENT.c.id)).scalars())
        if learner not in self._students:
            self._connection.execute(insert(_STUDENT), {"id": learner})
            self._students.add(learner)
        submission = _id()
        row = {"id": submission, "assignment_id": shape.assignment, "student_id": learner}
        self._connection.execute(insert(_SUBMISSION), row)
        made = ""
        for name, notebook in shape.notebooks.items():
            own = _id()
            made = own if name == slug else made
            row = {"id": own, "assignment_id": submission, "notebook_id": notebook}
            self._connection.execute(insert(_NOTEBOOK), {**row, "flagged": False})
            grades = [
                {"id": _id(), "notebook_id": own, "cell_id": cell, "needs_manual_grade": False}
                for cell in shape.grades[name]
            ]
            comments = [{"id": _id(), "notebook_id": own, "cell_id": cell} for cell in shape.comments[name]]
            for table, rows in (_GRADE, grades), (_COMMENT, comments):
                if rows:
                    self._connection.execute(insert(table), rows)
        return made


def _id() -> str:
    return uuid4().hex
