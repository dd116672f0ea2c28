"""Grading: submissions run in a sandbox, verdicts are made outside it, scores land in nbgrader's gradebook.

A learner's notebook hands over plain answers. The truth that they are held against was frozen when the pack was
released, and is read here, where no learner's code runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from firearmskit import __version__
from firearmskit import language as speech
from firearmskit.course import display, ledger, sandbox
from firearmskit.course.answers import Value, parse_answers, sheet_of
from firearmskit.course.gradebook import declare, gradebook_url
from firearmskit.course.notebooks import (
    FOR_TRAINERS,
    Master,
    grade_id,
    parse_notebook,
    read_master,
    restore,
)
from firearmskit.course.packs import Exercise, digest, exercises_of, parse_pack
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Part, Verdict, is_blank, score, together
from firearmskit.course.teams import TEAM_ANSWERS, teams_of
from firearmskit.errors import AnswerError, CourseError, PackError, SandboxError, SubmissionError, escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Graded",
    "Report",
    "fingerprint",
    "grade",
    "grade_submission",
    "master_of",
    "notebook_text",
    "read_regular",
    "submissions",
    "verdicts",
    "write_verdicts",
]

_MAX_FILES = 50
_MAX_FILE_BYTES = 5 * 1024 * 1024
_MOST_READ = 64 * 1024 * 1024
# One set of signs and nothing after it: a second part would make a text that doesn't fit take hours.
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_TEXT_OUTPUTS = ("text/plain", "image/png")

_MOST_ERRORS = 20
"""How many errors of a notebook the trainer is told word for word."""
_AHEAD = 16
"""How many submissions may be finished before their turn, at least."""

Answers = dict[str, dict[str, Value]]
_Job = tuple[Exercise, str, Path]
Runner = Callable[..., sandbox.Run]


@dataclass(frozen=True, kw_only=True)
class Graded:
    """What became of one submission.

    Attributes:
        learner: Who handed in, decided by the folder that it was collected into.
        exercise: ``"<module>/<slug>"``.
        verdicts: One a task; ``None`` when nothing could be scored and the trainer has to look.
        notes: Sentences for the trainer: what was wrong, what was put right.
        notebook: The notebook as it ran, with the verdicts, for nbgrader's formgrader; empty when not scored, and once
            it is written.
        fresh: Whether it was graded now; otherwise nothing has changed since it was graded before.
        answers: ``{task: {field: value}}`` as they counted; empty when not scored, and once they are recorded.
        answered: Whether anything was answered, or is there that nobody can read.
        team: The id of the team on whose answer sheet the learner stands, where it counted; its case is another one.
    """

    learner: str
    exercise: str
    verdicts: tuple[Verdict, ...] | None
    notes: tuple[str, ...] = ()
    notebook: NotebookNode = field(default_factory=NotebookNode, repr=False)
    fresh: bool = True
    answers: Mapping[str, Mapping[str, Value]] = field(default_factory=dict, repr=False)
    answered: bool = True
    team: str | None = None

    @property
    def points(self) -> float | None:
        """All points together, ``None`` when the submission wasn't scored; what waits for a person adds nothing yet."""
        return None if self.verdicts is None else together(self.verdicts)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The written tasks that a person has to read."""
        return tuple(verdict.task for verdict in self.verdicts or () if verdict.points is None)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of all submissions.

    Attributes:
        graded: Sorted by exercise and learner.
        strays: What lies in ``submitted/`` and belongs to no learner and module, so that nobody was graded for it.
    """

    graded: tuple[Graded, ...]
    strays: tuple[str, ...] = ()

    @property
    def unscored(self) -> tuple[Graded, ...]:
        """The submissions that a trainer has to look at."""
        return tuple(each for each in self.graded if each.verdicts is None)

    def to_frame(self) -> pd.DataFrame:
        """Give the report as a frame; needs pandas.

        Returns:
            One row a learner and task: ``learner``, ``exercise``, ``task``, ``points`` (none while a written answer
            waits for a person), ``of``; a submission that wasn't scored has one row with no task.
        """
        import pandas as pd

        rows: list[tuple[Any, ...]] = []
        for each in self.graded:
            if each.verdicts is None:
                rows.append((each.learner, each.exercise, None, None, None))
            else:
                rows += [(each.learner, each.exercise, v.task, v.points, v.of) for v in each.verdicts]
        return pd.DataFrame(rows, columns=["learner", "exercise", "task", "points", "of"])


def verdicts(exercise: Exercise, frozen: Frozen, answers: Answers) -> tuple[Verdict, ...]:
    """Score all tasks of an exercise against a learner's frozen truth, in the language spoken now."""
    return tuple(
        score(task, frozen.evidence, frozen.truth[task.id], answers.get(task.id, {}), exercise.hints)
        for task in exercise.tasks
    )


def grade(
    root: Path,
    *,
    modules: tuple[str, ...] = (),
    workers: int | None = None,
    cell_seconds: float = sandbox.Limits.cell_seconds,
    scheduler: str | None = None,
    db: str | None = None,
    again: bool = False,
    progress: Callable[[Graded], None] = lambda graded: None,
) -> Report:
    """Grade what was collected into a course folder.

    A submission that was graded before, and in which nothing has changed since, keeps its result. So the call can be
    stopped at any moment and made again.

    Args:
        root: The course folder: ``solutions/``, ``submitted/``, ``trainer/`` and nbgrader's ``gradebook.db``.
        modules: Module folders; all that have exercises by default.
        workers: How many notebooks run at the same time; by default one a processor, or one a thread of the cluster's
            workers.
        cell_seconds: After how many seconds a cell that hasn't ended is stopped; the next one still runs.
        scheduler: The address of a Dask scheduler, ``tcp://host:port`` or ``tls://host:port``, on whose workers the
            notebooks run; on this machine by default. Verdicts are made here in either case.
        db: The gradebook's address for SQLAlchemy; the course's own by default
            (:func:`firearmskit.course.gradebook.gradebook_url`).
        again: Grade everything again, also what hasn't changed.
        progress: Called with each submission as it is finished.

    Returns:
        What became of each submission, sorted by exercise and learner.

    Raises:
        SandboxError: Learners' code can't be run safely on this machine or on a worker, or the scheduler can't be
            reached; the message says what to do.
        CourseError: The course folder has no store, no such module, or a broken instructor's notebook; the gradebook
            can't be used, or another grader is writing to it.
    """
    store = Store.at(root)
    sandbox.require_hidden(root)
    chosen = exercises_of(modules)
    masters = {each.id: master_of(root, each) for each in chosen if (root / "solutions" / each.module).is_dir()}
    jobs = [
        (each, learner, folder)
        for each in chosen
        if each.id in masters
        for learner, folder in submissions(root, each.module)
        if each in _concerned(store, chosen, learner, folder)
    ]
    spoken = speech.current()
    done: list[Graded] = []
    made_from: dict[tuple[str, str], str] = {}
    shared: dict[Any, Any] = {}

    def one(job: _Job, *, run: Runner) -> Graded:
        each, learner, folder = job
        with speech.speaking(spoken):
            try:
                return grade_submission(store, masters[each.id], each, learner, folder, run=run)
            except SandboxError:
                raise  # the machine's fault: what isn't recorded is graded at the next call
            except Exception as error:
                note = _("The grader failed on this submission: {error}").format(
                    error=quote(f"{type(error).__name__}: {error}", 300)
                )
                return Graded(learner=learner, exercise=each.id, verdicts=None, notes=(note,))

    def finish(graded: Graded) -> None:
        # What a class has in common, such as the reasons, is held once.
        verdicts = graded.verdicts and tuple(_held_once(verdict, shared) for verdict in graded.verdicts)
        done.append(replace(graded, verdicts=verdicts, notebook=NotebookNode(), answers={}))
        progress(done[-1])

    url = gradebook_url(root, db)
    with ledger.Ledger(url, course=store.mark) as book:
        for each in {each.id: each for each, _learner, _folder in jobs}.values():
            if not book.declared(each.id):
                declare(root, each.module, db=url)
        known = {} if again else book.fingerprints()

        def changed() -> Iterator[_Job]:
            """Give the jobs that have to be done; finish the others."""
            for job in jobs:
                each, learner, folder = job
                key = (ledger.learner_key(learner), each.id)
                made = fingerprint(store, masters[each.id], each, learner, folder)
                before = book.recorded(*key) if known.get(key) == made else None
                if before is not None:
                    finish(_remembered(each, learner, before))
                else:
                    made_from[learner, each.id] = made
                    yield job

        waiting = changed()
        first = next(waiting, None)
        if first is not None:
            limits = sandbox.Limits(cell_seconds=cell_seconds)
            with (
                _open_runner(scheduler, limits) as (run, width),
                ThreadPoolExecutor(workers or width) as pool,
            ):
                # Notebooks run side by side; one writer, this thread, keeps the gradebook.
                ahead = max(_AHEAD, 2 * (workers or width))
                do, todo = partial(one, run=run), chain([first], waiting)
                # Nothing stays unwritten while a long notebook runs: it would be lost, and formgrader would wait.
                for graded in _side_by_side(pool, do, todo, ahead=ahead, idle=book.commit):
                    _write_notebook(root, graded)
                    made = made_from.pop((graded.learner, graded.exercise))
                    # A folder's name may be no text at all; what can be a learner's id is left as it is.
                    result = ledger.Record(fingerprint=made, result=_result(graded))
                    book.record(ledger.learner_key(graded.learner), graded.exercise, result)
                    finish(graded)
    done.sort(key=lambda graded: (graded.exercise, graded.learner))
    return Report(graded=tuple(done), strays=tuple(_strays(root)))


def master_of(root: Path, exercise: Exercise) -> Master:
    """Read the instructor's notebook of an exercise, with its editions in other languages.

    Raises:
        CourseError: It is missing or broken.
    """
    return read_master(
        root / "solutions" / exercise.module / f"{exercise.slug}.ipynb",
        editions=sorted((root / "exercises").glob(f"*/{exercise.module}/{exercise.slug}.ipynb")),
    )


@contextmanager
def _open_runner(scheduler: str | None, limits: sandbox.Limits) -> Iterator[tuple[Runner, int]]:
    """Open what runs notebooks, here or on a cluster, and say how many it runs at the same time."""
    if scheduler is None:
        with sandbox.open_sandbox(limits) as run:
            yield run, os.cpu_count() or 1
    else:
        from firearmskit.course.cluster import open_cluster

        with open_cluster(scheduler, limits) as opened:
            yield opened


def _held_once(verdict: Verdict, shared: dict[Any, Any]) -> Verdict:
    """Give an equal verdict whose parts are the ones that other verdicts hold too."""
    parts = tuple(shared.setdefault(part, part) for part in verdict.parts)
    made = replace(verdict, parts=shared.setdefault(parts, parts))
    return shared.setdefault(made, made)  # type: ignore[no-any-return]


def _side_by_side(
    pool: ThreadPoolExecutor,
    do: Callable[[_Job], Graded],
    jobs: Iterable[_Job],
    *,
    ahead: int,
    idle: Callable[[], None],
) -> Iterator[Graded]:
    """Do jobs in threads and give the results in order, a bounded number of them waiting.

    Where the next one takes long, ``idle`` is called once meanwhile.
    """
    waiting: deque[Future[Graded]] = deque()

    def next_result() -> Graded:
        future = waiting[0]
        if not wait([future], timeout=ledger.BATCH_SECONDS).done:
            idle()
        result = future.result()
        waiting.popleft()
        return result

    try:
        for job in jobs:
            waiting.append(pool.submit(do, job))
            if len(waiting) > ahead:
                yield next_result()
        while waiting:
            yield next_result()
    finally:
        for future in waiting:
            future.cancel()


def submissions(root: Path, module: str) -> Iterator[tuple[str, Path]]:
    """Give the learners who handed in something for a module, by the names of their folders, and the folders."""
    submitted = root / "submitted"
    for folder in sorted(submitted.iterdir()) if submitted.is_dir() else ():
        if not folder.name.startswith(".") and (folder / module).is_dir():
            yield folder.name, folder / module


def _concerned(store: Store, chosen: Iterable[Exercise], learner: str, folder: Path) -> list[Exercise]:
    """Give the module's exercises that a folder answers: those of which something lies in it.

    Where something lies in it that has no exercise's name, a trainer has to look: it may be any that the learner got.
    """
    module = {each.slug: each for each in chosen if each.module == folder.name}
    found, strange = set(), False
    with suppress(OSError):  # a folder that may not be read: each exercise is missed with a sentence
        for path in folder.iterdir():
            slug = path.name.split(".")[0]
            found |= {slug} & set(module)
            strange |= slug not in module and path.suffix in (".ipynb", ".json")
    if strange:
        found |= {slug for slug, each in module.items() if store.fingerprint(each, learner=learner)}
    return [each for slug, each in module.items() if slug in found] or list(module.values())


def _strays(root: Path) -> Iterator[str]:
    """Name what was collected and can't be anybody's submission: a loose file, a folder without a module."""
    modules = {each.module for each in exercises_of()}
    submitted = root / "submitted"
    for path in sorted(submitted.iterdir()) if submitted.is_dir() else ():
        if path.name.startswith("."):
            continue
        if not path.is_dir() or not any((path / module).is_dir() for module in modules):
            yield path.name
        else:
            yield from (f"{path.name}/{inside.name}" for inside in sorted(path.iterdir()) if inside.name not in modules)


def fingerprint(
    store: Store,
    master: Master,
    exercise: Exercise,
    learner: str,
    folder: Path,
    *,
    truth: str | None = None,
    version: str = __version__,
) -> str:
    """Give a digest of all that decides a result: what was handed in, what is true, and what was asked.

    Args:
        store: The trainer's store.
        master: The instructor's notebook.
        exercise: What was asked.
        learner: Who handed in.
        folder: What was handed in.
        truth: The SHA-256 of the learner's record in the store, if it isn't the one that lies there now.
        version: The firearmskit that grades.
    """
    seen = hashlib.sha256()
    truth = store.fingerprint(exercise, learner=learner) if truth is None else truth
    parts = [exercise.id, str(exercise.version), version, learner, truth]
    parts += [cell.source for cell in master.notebook.cells]
    for part in parts:
        seen.update(hashlib.sha256(part.encode("utf-8", "surrogateescape")).digest())
    for name, data in _handed_in(folder, exercise):
        seen.update(hashlib.sha256(os.fsencode(name)).digest())
        seen.update(hashlib.sha256(data or b"").digest() if data is not None else b"-")
    return seen.hexdigest()


def _handed_in(folder: Path, exercise: Exercise) -> Iterator[tuple[str, bytes | None]]:
    own = f"{exercise.slug}.ipynb"
    yield own, read_regular(folder / own)
    try:
        paths = sorted(folder.iterdir())[:_MAX_FILES]
    except OSError:  # a folder that may not be read holds nothing for us; its notebook is missed with a sentence
        return
    for path in paths:
        if path.suffix not in (".ipynb", ".jpg"):
            yield path.name, read_regular(path, _MAX_FILE_BYTES)


def _result(graded: Graded) -> dict[str, Any]:
    verdicts = graded.verdicts
    return {
        "points": None if verdicts is None else {verdict.task: verdict.points for verdict in verdicts},
        "verdicts": None if verdicts is None else [asdict(verdict) for verdict in verdicts],
        "notes": list(graded.notes),
        "answers": None if verdicts is None else graded.answers,
        "graded_by": __version__,
        "team": graded.team,
    }


def _remembered(exercise: Exercise, learner: str, record: ledger.Record) -> Graded:
    verdicts = record.result["verdicts"]
    made = None
    if verdicts is not None:
        made = tuple(Verdict(**{**each, "parts": tuple(Part(**part) for part in each["parts"])}) for each in verdicts)
    notes = tuple(record.result["notes"])
    return Graded(learner=learner, exercise=exercise.id, verdicts=made, notes=notes, fresh=False)


def grade_submission(
    store: Store,
    master: Master,
    exercise: Exercise,
    learner: str,
    folder: Path,
    run: Runner = sandbox.run_notebook,
) -> Graded:
    """Grade one submission; whatever is wrong with it becomes a sentence, never an exception.

    Who answered nothing and stands on the answer sheet of a team is credited with the team's answers: own work counts
    before the team's.

    Args:
        store: The trainer's store.
        master: The instructor's notebook.
        exercise: What was asked.
        learner: Who handed in.
        folder: What was handed in.
        run: Runs the notebook; another one may stand in for the sandbox where the code is trusted.
    """
    teams = read_regular(folder / f"{exercise.slug}{TEAM_ANSWERS}")
    own = [folder / f"{exercise.slug}{ending}" for ending in (".ipynb", ".answers.json")]
    if teams is None:
        return _grade_own(store, master, exercise, learner, folder, run)
    if any(os.path.lexists(path) for path in own):
        graded = _grade_own(store, master, exercise, learner, folder, run)
        if graded.answered:
            note = _("There is a team's answer sheet too; own work counts.")
            return replace(graded, notes=(*graded.notes, note))
    return _grade_team(store, master, exercise, learner, teams)


def _grade_team(store: Store, master: Master, exercise: Exercise, learner: str, data: bytes) -> Graded:
    """Credit a learner with the answers of a team, held against the team's own truth."""
    name = f"{exercise.slug}{TEAM_ANSWERS}"
    teams = Store(store.root, teams=True)
    try:
        pack, _exercise, _answers = parse_answers(data, name=name)
        team = teams.owners(exercise).get(pack or "")
        if team is None:
            raise PackError(
                _("{name} answers the pack {pack}, which no team of this course was given").format(
                    name=name, pack=quote(pack)
                )
            )
        frozen = teams.frozen(exercise, learner=team)
        answers = _answers_for(frozen, data, name)
    except CourseError as error:
        return Graded(learner=learner, exercise=exercise.id, verdicts=None, notes=(str(error),))
    known = {each.id: each.name for each in teams_of(store.root)}
    notebook = master.blank()
    with speech.speaking(frozen.language):
        made = verdicts(exercise, frozen, answers)
        write_verdicts(notebook, exercise, frozen, answers, made)
    note = _("Credited with the answer sheet of the team {team}.").format(team=escape(known.get(team, team)))
    return Graded(
        learner=learner,
        exercise=exercise.id,
        verdicts=made,
        notes=(note,),
        notebook=notebook,
        answers=_counted(made, answers),
        team=team,
    )


def _grade_own(store: Store, master: Master, exercise: Exercise, learner: str, folder: Path, run: Runner) -> Graded:
    """Grade what a learner handed in as the learner's own."""
    try:
        frozen = store.frozen(exercise, learner=learner)
        changed = _same_pack(frozen, exercise, folder)
    except CourseError as error:
        return Graded(learner=learner, exercise=exercise.id, verdicts=None, notes=(str(error),))
    notes = [changed] if changed else []
    answers: Answers | None = None
    answers_name, notebook_name = f"{exercise.slug}.answers.json", f"{exercise.slug}.ipynb"
    handed_in = read_regular(folder / answers_name)
    try:
        if handed_in is not None:
            answers = _answers_for(frozen, handed_in, answers_name)
    except PackError as error:
        return Graded(learner=learner, exercise=exercise.id, verdicts=None, notes=(str(error),))
    except AnswerError as error:
        notes.append(_("The answers file can't be read: {reason}.").format(reason=error))
    sheet = sheet_of(handed_in) if answers is not None and handed_in is not None else None
    try:
        data = read_regular(folder / notebook_name)
        if sheet is not None and not _is_newer(folder / notebook_name, folder / answers_name):
            notes.append(_("The answers were typed in from the sheet {code}.").format(code=quote(sheet)))
            notebook = master.blank()  # what else lies there was done before; its code must not answer again
        elif data is None:
            raise SubmissionError(_("{name} wasn't handed in").format(name=notebook_name))
        else:
            notebook, put_right = restore(parse_notebook(data, name=notebook_name), master, language=frozen.language)
            ran = _run(notebook, frozen, exercise, folder, handed_in, run)
            notes += [*put_right, *ran.notes, *_errors(notebook)]
            if ran.answers is not None and ran.answers != handed_in:
                try:
                    answers = _answers_for(frozen, ran.answers, answers_name)
                except CourseError as error:
                    notes.append(_("What the notebook left can't be read: {reason}.").format(reason=error))
    except SubmissionError as error:
        if answers is None:
            notes.append(str(error))
            return Graded(
                learner=learner, exercise=exercise.id, verdicts=None, notes=tuple(notes),
                answered=handed_in is not None,
            )  # fmt: skip
        notes.append(_("The notebook can't be run ({reason}); the answers alone were graded.").format(reason=error))
        notebook = master.blank()  # for the trainer to see the answers in
    if answers is None and handed_in is not None:
        # Somebody's work is in that file: no score is fairer than none of its points.
        return Graded(learner=learner, exercise=exercise.id, verdicts=None, notes=tuple(dict.fromkeys(notes)))
    if answers is None:
        notes.append(_("{name} wasn't handed in.").format(name=answers_name))
    if not any(answers.values() if answers else ()):
        notes.append(_("Nothing was answered."))
    with speech.speaking(frozen.language):  # notes are for the trainer, verdicts for the learner
        touched = master.changed(notebook)
        # As in nbgrader: who wrote into the cell itself is read by a person too.
        made = tuple(
            replace(verdict, points=None) if exercise.task(verdict.task).rubric and verdict.task in touched else verdict
            for verdict in verdicts(exercise, frozen, answers or {})
        )
        write_verdicts(notebook, exercise, frozen, answers or {}, made)
    _write_for_trainer(notebook, exercise, frozen)
    return Graded(
        learner=learner,
        exercise=exercise.id,
        verdicts=made,
        notes=tuple(dict.fromkeys(notes)),
        notebook=notebook,
        answers=_counted(made, answers or {}),
        answered=any(not is_blank(value) for fields in (answers or {}).values() for value in fields.values()),
    )


def _counted(made: Iterable[Verdict], answers: Answers) -> Answers:
    """Give the answers that were asked for, without what else stands in the file."""
    return {
        verdict.task: {part.field: given[part.field] for part in verdict.parts if part.field in given}
        for verdict in made
        if (given := answers.get(verdict.task))
    }


def read_regular(path: Path, most: int = _MOST_READ) -> bytes | None:
    """Read a collected file up to a size, not following links; ``None`` where there is no regular file."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as stream:
        return stream.read(most)


def _is_newer(one: Path, other: Path) -> bool:
    """Say whether a file was changed after another one, links not followed."""
    try:
        return one.lstat().st_mtime > other.lstat().st_mtime
    except OSError:
        return False


def _same_pack(frozen: Frozen, exercise: Exercise, folder: Path) -> str | None:
    """Make sure that a pack that was handed in is the learner's own; say so if it was changed."""
    name = f"{exercise.slug}.pack.json"
    data = read_regular(folder / name)
    if data is None:
        return None
    handed_in = parse_pack(data, name=name)
    if (handed_in.exercise, handed_in.id) != (frozen.exercise, frozen.pack):
        raise PackError(
            _("{learner} handed in the pack {other} of {exercise} but was given {own} of {own_exercise}").format(
                learner=quote(frozen.learner),
                other=quote(handed_in.id),
                exercise=quote(handed_in.exercise),
                own=quote(frozen.pack),
                own_exercise=quote(frozen.exercise),
            )
        )
    if digest(handed_in.evidence) == frozen.digest:
        return None
    return _("The evidence in {name} was changed; the trainer's copy counts.").format(name=name)


def _answers_for(frozen: Frozen, data: bytes, name: str) -> Answers:
    pack, exercise, answers = parse_answers(data, name=name)
    if pack != frozen.pack or exercise != frozen.exercise:
        raise PackError(
            _("{name} answers the pack {pack} of {exercise}; {learner} was given {own} of {own_exercise}").format(
                name=name,
                pack=quote(pack),
                exercise=quote(exercise),
                learner=quote(frozen.learner),
                own=quote(frozen.pack),
                own_exercise=quote(frozen.exercise),
            )
        )
    return answers


def _run(
    notebook: NotebookNode,
    frozen: Frozen,
    exercise: Exercise,
    folder: Path,
    answers: bytes | None,
    run: Runner,
) -> sandbox.Run:
    files = dict(_own_files(folder, exercise))
    # The evidence is the trainer's own copy, whatever was handed in.
    files[f"{exercise.slug}.pack.json"] = frozen.as_pack().to_json().encode()
    answers_name = f"{exercise.slug}.answers.json"
    files.pop(answers_name, None)
    if answers is not None:
        files[answers_name] = answers
    cells = [{"id": cell.id, "source": cell.source} for cell in notebook.cells if cell.cell_type == "code"]
    ran = run(cells, files, answers_name=answers_name)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [clean for output in ran.outputs.get(cell.id, ()) if (clean := _clean(output)) is not None]
    return ran


def _errors(notebook: NotebookNode) -> Iterator[str]:
    """Say which cells ended with an error; that costs no point, but a trainer may want to know."""
    errors = [o for cell in notebook.cells for o in cell.get("outputs", ()) if o.output_type == "error"]
    for output in errors[:_MOST_ERRORS]:
        what = f"{output.get('ename', '')}: {output.get('evalue', '')}"
        yield _("A cell ended with an error: {error}.").format(error=quote(what, 160))
    if more := len(errors[_MOST_ERRORS:]):
        yield ngettext(
            "{count} more error stands in the notebook.", "{count} more errors stand in the notebook.", more
        ).format(count=more)


def _own_files(folder: Path, exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    """Give the small files that a learner handed in beside the notebook, such as a module of their own."""
    for name, data in _handed_in(folder, exercise):
        ours = name in (f"{exercise.slug}.ipynb", f"{exercise.slug}{TEAM_ANSWERS}")
        if data and len(data) < _MAX_FILE_BYTES and not ours and sandbox.is_file_name(name):
            yield name, data


def _clean(output: dict[str, Any]) -> NotebookNode | None:
    """Keep of an output what can't act in a trainer's browser: text and PNG pictures."""
    kind = output.get("output_type")
    if kind in ("display_data", "execute_result"):
        data = {mime: output["data"][mime] for mime in _TEXT_OUTPUTS if mime in output.get("data", {})}
        if not _BASE64.fullmatch(data.get("image/png", "")):  # it will stand in an attribute of a page
            del data["image/png"]
        return nbformat.v4.new_output("display_data", data=data) if data else None
    return nbformat.from_dict(output) if kind in ("stream", "error") else None


def write_verdicts(
    notebook: NotebookNode, exercise: Exercise, frozen: Frozen, answers: Answers, made: tuple[Verdict, ...]
) -> None:
    """Write verdicts into the cells of their tasks, in the language spoken now; other cells stay as they are."""
    by_task = {verdict.task: verdict for verdict in made}
    for cell in notebook.cells:
        name = grade_id(cell)
        if cell.cell_type != "code" or name not in by_task:
            continue
        table = display.answers_html(exercise.task(name), frozen.evidence, answers.get(name, {}))
        cell.outputs = [
            nbformat.v4.new_output(
                "display_data",
                data={
                    "text/html": display.STYLE + table + display.verdict_html(by_task[name]),
                    "text/plain": display.verdict_text(by_task[name]),
                },
            )
        ]


def _write_for_trainer(notebook: NotebookNode, exercise: Exercise, frozen: Frozen) -> None:
    """Write below each written answer what the person who reads it needs: the evidence in words, and a model answer."""
    written = {task.id: task for task in exercise.tasks if task.rubric}
    for cell in notebook.cells:
        task = written.get(grade_id(cell) or "")
        if task is not None and cell.cell_type == "code":
            head = _("For the person who grades")
            html = (
                f'<div class="fk"><h3>{display.escape(head)}</h3></div>'
                + display.model_html(task, frozen.evidence, frozen.truth)
                + display.evidence_html(task, frozen.evidence)
            )
            plain = display.model_text(task, frozen.evidence, frozen.truth)
            data = {"text/html": display.STYLE + html, "text/plain": plain}
            cell.outputs.append(nbformat.v4.new_output("display_data", data=data, metadata=dict(FOR_TRAINERS)))


def _write_notebook(root: Path, graded: Graded) -> None:
    """Write a notebook as it ran to where formgrader looks; a submission that wasn't scored has none there."""
    module, slug = graded.exercise.split("/")
    path = root / "autograded" / graded.learner / module / f"{slug}.ipynb"
    if graded.verdicts is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook_text(graded.notebook), "utf-8")


def notebook_text(notebook: NotebookNode) -> str:
    """Give the text of a graded notebook's file."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
