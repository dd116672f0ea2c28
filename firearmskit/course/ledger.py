"""The one writer of nbgrader's gradebook, which records each submission exactly once for each version of it.

Scores go into nbgrader's own tables. One table more, ``firearmskit_graded``, says which bytes a score was made from; it
is written in the same transaction, so that a grader that is killed at any moment can be started again: what was
committed is kept, what wasn't is graded again. Another, ``firearmskit_course``, says whose gradebook it is.

SQLite and PostgreSQL are known. On both, a second writer is refused as long as the first one lives.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import (
    Boolean,
    Column,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import text as text_clause
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from firearmskit.course.gradebook import programs_on_path
from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import text as _

__all__ = ["BATCH_SECONDS", "Hand", "Ledger", "Record", "is_there", "learner_key", "without_password"]

BATCH_SECONDS = 1.0
"""How long results may wait to be committed together: at most that much work is done again after a power cut."""

_LONGEST = 128
"""Characters of a learner's id, in nbgrader's tables too; SQLite doesn't mind more, PostgreSQL does."""
_OURS = MetaData()
_GRADED = Table(
    "firearmskit_graded",
    _OURS,
    Column("learner", String(_LONGEST), primary_key=True),
    Column("exercise", String(256), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("result", Text, nullable=False),
)
_COURSE = Table("firearmskit_course", _OURS, Column("mark", String(32), primary_key=True))
_ONE_WRITER = 0x_6669_7265_6172_6D73
"""The number of the advisory lock: "firearms" in ASCII. PostgreSQL keeps such locks apart for each database."""


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
_RECORD = select(_GRADED).where(_GRADED.c.learner == bindparam("who"), _GRADED.c.exercise == bindparam("what"))
_MEND = (
    update(_GRADE)
    .where(_GRADE.c.notebook_id == bindparam("book"), _GRADE.c.cell_id == bindparam("cell"))
    .values(auto_score=bindparam("score"))
)
_DECLARED = (
    select(_BOOK.c.id)
    .join(_ASSIGNMENT, _ASSIGNMENT.c.id == _BOOK.c.assignment_id)
    .where(_ASSIGNMENT.c.name == bindparam("module"), _BOOK.c.name == bindparam("slug"))
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


def learner_key(learner: str) -> str:
    """Give the id under which a learner is recorded: the id itself, or for an odd folder's name, text that fits.

    >>> learner_key("amina"), len(learner_key("a" * 255))
    ('amina', 128)
    """
    key = escape(learner)
    if len(key) <= _LONGEST:
        return key
    seen = hashlib.sha256(learner.encode("utf-8", "surrogateescape")).hexdigest()
    return f"{key[: _LONGEST - 33]}…{seen[:32]}"


def without_password(url: str) -> str:
    """Give a gradebook's address as it may be shown."""
    return _parse(url).render_as_string(hide_password=True)


def is_there(url: str) -> bool:
    """Say whether there may be a gradebook: reading one that isn't there would make it."""
    address = _parse(url)
    name = address.database if address.get_backend_name() == "sqlite" else None
    return name is None or Path(name).is_file()


class Ledger:
    """The gradebook of one course.

    Args:
        url: A database address for SQLAlchemy, such as ``sqlite:////home/me/course/gradebook.db`` or
            ``postgresql+psycopg://me@server/course``.
        course: The mark of the course that is to be graded (``Store.mark``); nobody else can then write results until
            the ledger is closed. ``None`` to read.

    Raises:
        CourseError: The database can't be reached, is of another kind, holds another course's results, or somebody
            else is writing to it.
    """

    def __init__(self, url: str, *, course: str | None = None) -> None:
        self._url = _parse(url)
        self._shapes: dict[str, _Shape] = {}
        self._students: set[str] | None = None
        self._since: float | None = None
        with ExitStack() as opened, self._saying():
            if course is not None and self._url.get_backend_name() == "sqlite":
                self._claim_file(opened)
            with programs_on_path():
                self._gradebook = Gradebook(self._url)
            opened.callback(self._gradebook.close)
            if course is not None and self._url.get_backend_name() != "sqlite":
                self._claim_database(opened)
            _OURS.create_all(self._gradebook.engine)
            self._connection = self._gradebook.db.connection()
            if course is not None:
                self._claim_course(course)
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._opened:
            if kind is None:
                self.commit()

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Turn the database's complaints into a sentence that names it."""
        try:
            yield
        except (SQLAlchemyError, ImportError) as error:
            reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
            raise CourseError(
                _("the gradebook {address} can't be used: {reason}").format(
                    address=quote(str(self._url), 200), reason=quote(reason, 300)
                )
            ) from error

    def _busy(self) -> CourseError:
        return CourseError(
            _("another grader is writing to the gradebook {address}; wait until it has ended").format(
                address=quote(str(self._url), 200)
            )
        )

    def _claim_file(self, opened: ExitStack) -> None:
        if not self._url.database or self._url.database == ":memory:":
            return  # nobody else can see it
        try:
            handle = os.open(f"{self._url.database}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
            opened.callback(os.close, handle)  # the kernel lets go of it also when this process is killed
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise self._busy() from None
        except OSError as error:
            raise CourseError(
                _("the gradebook {address} can't be used: {reason}").format(
                    address=quote(str(self._url), 200), reason=quote(str(error), 300)
                )
            ) from None

    def _claim_database(self, opened: ExitStack) -> None:
        # A connection of its own, because the lock belongs to it: the server lets go of it when this process is gone.
        connection = opened.enter_context(self._gradebook.engine.connect())
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not connection.execute(select(func.pg_try_advisory_lock(_ONE_WRITER))).scalar_one():
            raise self._busy()
        opened.callback(connection.execute, select(func.pg_advisory_unlock(_ONE_WRITER)))

    def _claim_course(self, course: str) -> None:
        marks = self._connection.execute(select(_COURSE.c.mark)).scalars().all()
        if not marks:
            self._connection.execute(insert(_COURSE), {"mark": course})
            self.commit()
        elif course not in marks:
            raise CourseError(
                _(
                    "the gradebook {address} holds the results of another course; give each course a database of its "
                    "own"
                ).format(address=quote(str(self._url), 200))
            )

    def declared(self, exercise: str) -> bool:
        """Say whether nbgrader's tables know an exercise's notebook, ``"<module>/<slug>"``."""
        module, slug = exercise.split("/")
        with self._saying():
            return self._connection.execute(_DECLARED, {"module": module, "slug": slug}).first() is not None

    def fingerprints(self) -> dict[tuple[str, str], str]:
        """Give what the recorded results were made from: ``{(learner, exercise): fingerprint}``."""
        asked = select(_GRADED.c.learner, _GRADED.c.exercise, _GRADED.c.fingerprint)
        with self._saying():
            return {(row.learner, row.exercise): row.fingerprint for row in self._connection.execute(asked)}

    def recorded(self, learner: str, exercise: str) -> Record | None:
        """Give what was recorded of one submission, ``None`` where nothing was.

        Args:
            learner: The learner's key; see :func:`learner_key`.
            exercise: ``"<module>/<slug>"``.
        """
        with self._saying():
            row = self._connection.execute(_RECORD, {"who": learner, "what": exercise}).one_or_none()
        return None if row is None else Record(fingerprint=row.fingerprint, result=json.loads(row.result))

    def known(self) -> dict[tuple[str, str], Record]:
        """Give what was recorded before: ``{(learner, exercise): record}``."""
        with self._saying():
            rows = self._connection.execute(select(_GRADED)).all()
        return {(r.learner, r.exercise): Record(fingerprint=r.fingerprint, result=json.loads(r.result)) for r in rows}

    def by_hand(self) -> dict[tuple[str, str], dict[str, Hand]]:
        """Give what people did in formgrader: ``{(learner, exercise): {task: hand}}``, where they did anything."""
        found: dict[tuple[str, str], dict[str, Hand]] = {}
        with self._saying():
            points, words = (self._connection.execute(asked).all() for asked in (_POINTS_BY_HAND, _WORDS_BY_HAND))
        for row in points:
            hand = Hand(points=row.manual_score, waits=bool(row.needs_manual_grade))
            found.setdefault((row.student_id, f"{row.module}/{row.slug}"), {})[row.cell] = hand
        for row in words:
            hands = found.setdefault((row.student_id, f"{row.module}/{row.slug}"), {})
            task = row.cell.removeprefix("answer-")  # words stand at the cell that was answered, points at its check
            hands[task] = replace(hands.get(task, Hand()), comment=row.manual_comment)
        return found

    def record(self, learner: str, exercise: str, record: Record) -> None:
        """Write a result: scores into nbgrader's tables, and what they were made from.

        A result without points takes away the scores that an earlier version of the submission earned; a mark that a
        person gave stays, and is shown to a person again.

        Args:
            learner: The learner's key; see :func:`learner_key`.
            exercise: ``"<module>/<slug>"``.
            record: What to write.
        """
        with self._saying():
            self._record(learner, exercise, record)
        self._since = self._since or time.monotonic()
        if time.monotonic() - self._since > BATCH_SECONDS:
            self.commit()

    def _record(self, learner: str, exercise: str, record: Record) -> None:
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
        self._keep(learner, exercise, record)

    def _keep(self, learner: str, exercise: str, record: Record) -> None:
        row = {"learner": learner, "exercise": exercise, "fingerprint": record.fingerprint}
        self._connection.execute(_FORGET, {"who": learner, "what": exercise})
        self._connection.execute(insert(_GRADED), {**row, "result": json.dumps(record.result)})

    def mend(self, learner: str, exercise: str, record: Record, *, task: str) -> None:
        """Write a result of which one task alone was scored anew; it is kept by the next :meth:`commit`.

        What people did in formgrader stays as it is, in this task too.

        Args:
            learner: The learner's key; see :func:`learner_key`.
            exercise: ``"<module>/<slug>"``.
            record: What to write.
            task: The task's id.
        """
        module, slug = exercise.split("/")
        with self._saying():
            notebook = self._submitted_notebook(module, slug, learner, make=False)
            if notebook is not None:
                cell = self._shape(module).cells[slug][task]
                score = record.result["points"][task]
                self._connection.execute(_MEND, {"book": notebook, "cell": cell, "score": score})
            self._keep(learner, exercise, record)

    def learners(self) -> set[str]:
        """Name everybody of whom the gradebook holds anything."""
        with self._saying():
            recorded = self._connection.execute(select(_GRADED.c.learner).distinct()).scalars().all()
            return {*recorded, *(student.id for student in self._gradebook.students)}

    def forget(self, learners: Iterable[str]) -> None:
        """Remove everything that the gradebook holds of some learners, for good."""
        with self._saying():
            gone = list(learners)
            self._connection.execute(delete(_GRADED).where(_GRADED.c.learner.in_(gone)))
            self._gradebook.db.commit()
            for learner in gone:
                with suppress(MissingEntry):  # whose submission was never scored is missing there
                    self._gradebook.remove_student(learner)
            # A row that was deleted still stands in the file, or in the table, until it is written over.
            with self._gradebook.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text_clause("VACUUM"))
            self._connection = self._gradebook.db.connection()
        self._students = None

    def commit(self) -> None:
        """Make sure that what was recorded is on the disk."""
        with self._saying():
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


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except SQLAlchemyError:
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("sqlite", "postgresql"):
        # What can't be taken apart may hold a password, so that only its beginning is shown.
        raise CourseError(
            _(
                "{address} isn't an address of a gradebook; it begins with sqlite:/// or with postgresql+psycopg://"
            ).format(address=quote(url.partition(":")[0]))
        )
    if parsed.drivername == "postgresql":  # SQLAlchemy's first choice is a driver that isn't installed
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def _id() -> str:
    return uuid4().hex
