"""Score one task anew for everybody, after its check or its truth was mended; no notebook is run.

A verdict is made from the answers that counted, which the gradebook's record holds, and from the truth. So a mended
task is scored for a class in seconds. What else decides a result (what was handed in, the instructor's notebook) must
be as it was when the submission was graded; where it isn't, the submission is left to ``course grade``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import nbformat

from firearmskit import __version__
from firearmskit import language as speech
from firearmskit.course.display import number
from firearmskit.course.gradebook import gradebook_url
from firearmskit.course.grading import fingerprint, master_of, notebook_text, submissions, write_verdicts
from firearmskit.course.ledger import Hand, Ledger, Record, learner_key
from firearmskit.course.notebooks import Master
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.store import Frozen, Store, VersionError, is_learner_id
from firearmskit.course.tasks import Task, Verdict, score
from firearmskit.errors import CourseError, PackError, quote
from firearmskit.language import text as _

__all__ = ["Change", "regrade"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of one learner's task.

    Attributes:
        learner: The learner's id.
        exercise: ``"<module>/<slug>"``.
        task: The task's id.
        before: The grader's points as they were; ``None`` where nothing was scored.
        after: The grader's points as they are now.
        by_hand: Points that a person gave; they stay, and count instead of the grader's.
        mended: Whether another truth was planted for this learner.
        look: Whether a person should look at it, because the task couldn't be scored anew, or not with a new truth.
        reason: A sentence for the trainer.
    """

    learner: str
    exercise: str
    task: str
    before: float | None
    after: float | None
    by_hand: float | None = None
    mended: bool = False
    look: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class _Scored:
    """A result with one new verdict, and what the old one was made from."""

    result: dict[str, Any]
    verdict: Verdict
    folder: Path | None
    made_from: str


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What is to be written for one learner, and how that is said.

    Attributes:
        learner: The learner's id.
        store: Where the case lies that was answered: the learners', or the teams'.
        frozen: That case; ``None`` where it can't be read.
        mended: Whether another truth is planted in it.
        scored: The new result, ``None`` where there is nothing to score.
        change: What is said; ``None`` where nothing is.
    """

    learner: str
    store: Store
    frozen: Frozen | None = None
    mended: bool = False
    scored: _Scored | None = None
    change: Change | None = None


def regrade(
    root: Path, exercise_id: str, task: str, *, db: str | None = None, redraw: bool = True, dry_run: bool = False
) -> tuple[Change, ...]:
    """Score one task anew for everybody, from the answers that counted.

    The case of each learner is drawn again by the mended generator. Where its evidence is what the learner has, the
    truth of this task is taken from it and the former record is kept as ``<learner>.json.before-<n>``; elsewhere the
    frozen truth stays. Points that a person gave stay. The gradebook is changed in one transaction: when the call is
    killed, the next one completes it. ``course grade`` afterwards neither undoes nor repeats it.

    Args:
        root: The course folder.
        exercise_id: ``"<module>/<slug>"``.
        task: The task's id.
        db: The gradebook's address for SQLAlchemy; the course's own by default.
        redraw: Whether to draw the truth again; otherwise the truth that lies in ``trainer/`` counts, as it is.
        dry_run: Change nothing.

    Returns:
        Who is concerned, in order of learners: other points, another truth, or something to look at.

    Raises:
        CourseError: The packs were released with another version of the exercise; a person gives the task's points;
            the folder is no course; the gradebook can't be used, or a grader is writing to it.
        UnknownCodeError: There is no such exercise or task.
    """
    store = Store.at(root)
    exercise = find_exercise(exercise_id)
    asked = exercise.task(task)
    if asked.rubric:
        raise CourseError(
            _("a person gives the points of {task}, in formgrader: it has no check to mend").format(task=quote(task))
        )
    with Ledger(gradebook_url(root, db), course=None if dry_run else store.mark) as book:
        # Whatever is wrong with the exercise shows before anything is written. Plans are made twice, not kept: each
        # holds a learner's whole case.
        found = (plan.change for plan in _plans(store, book, exercise, asked, redraw=redraw))
        changes = tuple(change for change in found if change is not None)
        if not dry_run:
            _carry_out(store, book, exercise, asked, _plans(store, book, exercise, asked, redraw=redraw))
    return changes


def _plans(store: Store, book: Ledger, exercise: Exercise, asked: Task, *, redraw: bool) -> Iterator[_Plan]:
    master = master_of(store.root, exercise)
    folders = dict(submissions(store.root, exercise.module))
    hands = book.by_hand()
    for learner, team in _concerned(store, book, exercise):
        key = learner_key(learner)
        own = Store(store.root, teams=True) if team else store
        whose = team or learner
        try:
            frozen = own.frozen(exercise, learner=whose)
        except VersionError as error:
            raise CourseError(
                _(
                    "{error}. Nothing was changed. Another version has other cases, whose truth isn't this class's: "
                    "mend the task in the firearmskit that released the packs, leave the exercise's version as it is, "
                    "and regrade with that one"
                ).format(error=error)
            ) from None
        except PackError as error:
            change = Change(
                learner=learner, exercise=exercise.id, task=asked.id, before=None, after=None, look=True,
                reason=str(error),
            )  # fmt: skip
            yield _Plan(learner=learner, store=own, change=change)
            continue
        now, doubt = frozen, ""
        if redraw:
            try:
                now = own.redrawn(exercise, learner=whose, task=asked.id)
            except PackError as error:
                doubt = str(error)
        mended = now.truth != frozen.truth
        hand = hands.get((key, exercise.id), {}).get(asked.id, Hand())
        record = book.recorded(key, exercise.id)
        folder = folders.get(learner)
        before = None if record is None or record.result["points"] is None else record.result["points"].get(asked.id)
        change = Change(
            learner=learner, exercise=exercise.id, task=asked.id, before=before, after=before, by_hand=hand.points,
            mended=mended, look=bool(doubt), reason=doubt,
        )  # fmt: skip
        if record is None or record.result["verdicts"] is None:
            change = replace(change, reason=doubt or _("Nothing was scored so far."))
            told = change if mended or doubt else None
            yield _Plan(learner=learner, store=own, frozen=now, mended=mended, change=told)
        elif problem := _obstacle(store, master, exercise, learner, folder, record):
            told = replace(change, look=True, reason=problem)
            yield _Plan(learner=learner, store=own, frozen=now, mended=mended, change=told)
        else:
            scored = _score(exercise, asked, now, folder, record)
            reasons = [doubt] if doubt else []
            reasons += _reasons(next(v for v in record.result["verdicts"] if v["task"] == asked.id), scored.verdict)
            told = replace(
                change,
                after=scored.verdict.points,
                reason=" ".join(reasons) or _("The points are the same."),
            )
            changed = told.before != told.after or mended or doubt
            yield _Plan(
                learner=learner, store=own, frozen=now, mended=mended, scored=scored, change=told if changed else None
            )


def _concerned(store: Store, book: Ledger, exercise: Exercise) -> Iterator[tuple[str, str | None]]:
    """Give everybody who has a case or a result, and the team whose answer sheet counted for them, if one did."""
    known = {learner for learner, what in book.fingerprints() if what == exercise.id and is_learner_id(learner)}
    given = set(store.learners(exercise))
    for learner in sorted(given | known):
        record = book.recorded(learner_key(learner), exercise.id)
        team = record.result.get("team") if record else None
        if team or learner in given:
            yield learner, team


def _obstacle(
    store: Store, master: Master, exercise: Exercise, learner: str, folder: Path | None, record: Record
) -> str | None:
    """Say why a submission can't be scored from its record, or ``None`` if it can."""
    if record.result.get("answers") is None:
        return _("It was graded by a firearmskit that didn't record answers: grade it with course grade --again.")
    version = record.result["graded_by"]
    if folder is None or any(
        fingerprint(store, master, exercise, learner, folder, truth=truth, version=version) == record.fingerprint
        for truth in store.fingerprints(exercise, learner=learner)
    ):
        return None
    return _("What was handed in, or the instructor's notebook, has changed: course grade scores it anew.")


def _score(exercise: Exercise, asked: Task, frozen: Frozen, folder: Path | None, record: Record) -> _Scored:
    with speech.speaking(frozen.language):
        answer = record.result["answers"].get(asked.id, {})
        verdict = score(asked, frozen.evidence, frozen.truth[asked.id], answer, exercise.hints)
    result = {
        **record.result,
        "points": {**record.result["points"], asked.id: verdict.points},
        "verdicts": [asdict(verdict) if v["task"] == asked.id else v for v in record.result["verdicts"]],
        "graded_by": __version__,
    }
    return _Scored(result=result, verdict=verdict, folder=folder, made_from=record.fingerprint)


def _reasons(was: dict[str, Any], verdict: Verdict) -> Iterator[str]:
    """Say of each field whose points have changed what they were and are, and why."""
    earlier = {part["field"]: part["points"] for part in was["parts"]}
    for part in verdict.parts:
        if earlier.get(part.field) != part.points:
            yield _("{field}: {before} → {after}. {reason}").format(
                field=part.label,
                before=number(earlier.get(part.field, 0.0)),
                after=number(part.points or 0.0),
                reason=part.reason,
            )


def _carry_out(store: Store, book: Ledger, exercise: Exercise, asked: Task, plans: Iterable[_Plan]) -> None:
    """Write the truth, the notebook, and at the very end all results: what a kill leaves undone is found again."""
    master = master_of(store.root, exercise)
    for plan in plans:
        if plan.frozen is None:
            continue
        if plan.mended:
            plan.store.mend(exercise, plan.frozen)
        if plan.scored is not None:
            learner, scored = plan.learner, plan.scored
            _show(store.root, exercise, plan.frozen, scored, learner=learner)
            made_from = scored.made_from
            if scored.folder is not None:
                made_from = fingerprint(store, master, exercise, learner, scored.folder)
            record = Record(fingerprint=made_from, result=scored.result)
            book.mend(learner_key(learner), exercise.id, record, task=asked.id)
    book.commit()


def _show(root: Path, exercise: Exercise, frozen: Frozen, scored: _Scored, *, learner: str) -> None:
    """Show a verdict in the notebook that formgrader opens, where there is one."""
    path = root / "autograded" / learner / exercise.module / f"{exercise.slug}.ipynb"
    try:
        notebook = nbformat.read(path, as_version=4)  # our own writing: what a learner put out was cleaned before
    except (OSError, ValueError, nbformat.ValidationError):
        return  # it only shows what the gradebook holds, and the next grading makes it again
    with speech.speaking(frozen.language):
        write_verdicts(notebook, exercise, frozen, scored.result["answers"], (scored.verdict,))
    path.write_text(notebook_text(notebook), "utf-8")
