"""What the trainer's report is made from: who needs help, what the group hasn't met, which choices caught people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from firearmskit.course import assessment, grading, statistics
from firearmskit.course.answers import Value
from firearmskit.course.copies import Alike, alike, read_written
from firearmskit.course.lessons import Lesson, read_lesson
from firearmskit.course.packs import Exercise, all_exercises
from firearmskit.course.results import Result, frozen_of, read_results, turn
from firearmskit.course.statistics import Gain, Item, Share
from firearmskit.course.store import Store
from firearmskit.course.tasks import Field, is_blank, misfit
from firearmskit.errors import FirearmskitError, escape
from firearmskit.language import text as _

__all__ = ["Compared", "Examined", "Met", "Need", "Overview", "Trap", "compare", "is_before", "survey"]

_NEEDED = 0.6
"""The share from which an objective counts as met by a test that nobody passes or fails, as in most exercises."""
_FEWEST_CAUGHT = 3
_SHARE_CAUGHT = 0.1
_MOST_TRAPS = 12


@dataclass(frozen=True, kw_only=True)
class Need:
    """Why one learner needs somebody tomorrow.

    Attributes:
        learner: The learner's id.
        exercise: The exercise.
        share: What was earned of its points, ``None`` where nothing was scored.
        state: ``"below"`` what passes, ``"unscored"``, ``"ungraded"`` (it lies there), or ``"missing"``.
        tasks: The tasks below the share that passes, and their points.
        notes: The grader's, where nothing was scored or nothing was answered: a file may be missing.
    """

    learner: str
    exercise: Exercise
    share: float | None
    state: str
    tasks: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Met:
    """How far the group has met an objective, or a task that no objective names.

    Attributes:
        text: The objective, or the task's title.
        tasks: Titles of the tasks, and numbers of the questions, that tested it.
        share: What the group earned in them.
        needed: The mean share from which it counts as met.
    """

    text: str
    tasks: tuple[str, ...]
    share: Share
    needed: float

    @property
    def is_met(self) -> bool:
        """Whether the mean share reaches what is needed."""
        return self.share.mean >= self.needed


@dataclass(frozen=True, kw_only=True)
class Examined:
    """One exercise as a test: its marks, tasks and parts.

    Attributes:
        exercise: The exercise.
        released: To how many it was released.
        handed_in: How many handed something in.
        shares: Of those who were scored, one a learner.
        items: ``{title: what its points say}``, one a task, or one a question of a test before or after the course.
        parts: ``{title of a task: {label: mean share}}``; all titles are in the language spoken now.
    """

    exercise: Exercise
    released: int
    handed_in: int
    shares: tuple[float, ...]
    items: Mapping[str, Item]
    parts: Mapping[str, Mapping[str, Share]]


@dataclass(frozen=True, kw_only=True)
class Trap:
    """A wrong answer that caught several.

    Attributes:
        exercise: The exercise.
        task: The task's id.
        asked: What was asked.
        chosen: What they chose; empty where each had another, personal answer.
        right: What was right; empty where that is personal.
        reason: Why it tempts, in the words of the verdict.
        learners: Who.
        of: How many answered.
    """

    exercise: Exercise
    task: str
    asked: str
    chosen: str
    right: str
    reason: str
    learners: tuple[str, ...]
    of: int


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A pre-test held against its post-test.

    Attributes:
        before: The pre-test.
        after: The post-test.
        gain: What changed.
        pairs: Shares of those who took both: ``(before, after)``.
    """

    before: Exercise
    after: Exercise
    gain: Gain
    pairs: tuple[tuple[float, float], ...]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All that the report says.

    Attributes:
        needs: Who needs somebody, those who earned least first.
        objectives: Weakest first.
        examined: One an exercise.
        traps: The most frequent first.
        gains: One a module that has both tests.
        alike: What was written alike: ``(exercise, what)``.
        waiting: Tasks that wait for a person: ``(learner, exercise, tasks)``.
        notes: The grader's: ``(learner, exercise, note)``.
        untaught: Exercises that were released and that nobody has handed in yet.
    """

    needs: tuple[Need, ...]
    objectives: tuple[Met, ...]
    examined: tuple[Examined, ...]
    traps: tuple[Trap, ...]
    gains: tuple[Compared, ...]
    alike: tuple[tuple[Exercise, Alike], ...]
    waiting: tuple[tuple[str, Exercise, tuple[str, ...]], ...]
    notes: tuple[tuple[str, Exercise, str], ...]
    untaught: tuple[Exercise, ...]


def is_before(exercise: Exercise) -> bool:
    """Whether it is taken before the course: then nobody has to pass it."""
    return exercise.slug == "pretest"


def survey(root: Path, *, db: str | None = None) -> Overview:
    """Look at a graded course as a whole.

    Args:
        root: The course folder.
        db: The gradebook's address for SQLAlchemy; the course's own by default.

    Raises:
        CourseError: The folder isn't a course folder.
    """
    store = Store.at(root)
    by_exercise: dict[str, list[Result]] = defaultdict(list)
    for result in read_results(root, db=db):
        by_exercise[result.exercise.id].append(result)
    needs: list[Need] = []
    examined: list[Examined] = []
    traps: list[Trap] = []
    untaught = []
    for each in sorted(all_exercises(), key=turn):
        results, released = by_exercise.get(each.id, []), store.learners(each)
        ungraded = _ungraded(root, each, {result.learner for result in results})
        if not results and not ungraded:
            untaught += [each] if released else []
            continue
        examined.append(_examine(each, results, len(released), len(ungraded), _labels(store, each, released)))
        needs += _needs(each, results, released, ungraded)
        traps += _traps(root, each, results)
    objectives = _objectives(root, (r for rs in by_exercise.values() for r in rs if not is_before(r.exercise)))
    return Overview(
        needs=tuple(sorted(needs, key=_urgency)),
        objectives=tuple(sorted(objectives, key=lambda met: met.share.mean)),
        examined=tuple(examined),
        traps=tuple(sorted(traps, key=lambda trap: (-len(trap.learners), trap.task, trap.chosen))[:_MOST_TRAPS]),
        gains=compare(chain.from_iterable(by_exercise.values())),
        alike=tuple(
            (results[0].exercise, found)
            for results in by_exercise.values()
            if (found := alike(read_written(root, results[0].exercise, results))).is_anything
        ),
        waiting=tuple((r.learner, r.exercise, r.waiting) for rs in by_exercise.values() for r in rs if r.waiting),
        notes=tuple((r.learner, r.exercise, note) for rs in by_exercise.values() for r in rs for note in r.notes),
        untaught=tuple(untaught),
    )


def _urgency(need: Need) -> tuple[int, float, str]:
    order = {"below": 0, "unscored": 1, "ungraded": 2, "missing": 3}
    return order[need.state], need.share or 0.0, need.learner


def _ungraded(root: Path, exercise: Exercise, graded: set[str]) -> list[str]:
    """Name those whose notebook or answers lie in ``submitted/`` without a result."""
    submitted = root / "submitted"
    names = (f"{exercise.slug}.ipynb", f"{exercise.slug}.answers.json")
    return [
        escape(folder.name)
        for folder in (sorted(submitted.iterdir()) if submitted.is_dir() else ())
        if not folder.name.startswith(".")
        and escape(folder.name) not in graded
        and any((folder / exercise.module / name).is_file() for name in names)
    ]


def _needs(
    exercise: Exercise, results: Iterable[Result], released: Iterable[str], ungraded: Iterable[str]
) -> Iterable[Need]:
    seen = set(ungraded)
    for learner in sorted(seen):
        yield Need(learner=learner, exercise=exercise, share=None, state="ungraded")
    for result in results:
        seen.add(result.learner)
        if result.points is None:
            yield Need(learner=result.learner, exercise=exercise, share=None, state="unscored", notes=result.notes)
        elif exercise.pass_share is not None and not result.passed and result.is_complete:
            earned = [(task, result.points_of(task.id) or 0.0) for task in exercise.tasks]
            low = [(task.id, points) for task, points in earned if points < exercise.pass_share * task.points - 1e-9]
            yield Need(
                learner=result.learner, exercise=exercise, share=result.share, state="below", tasks=tuple(low),
                notes=result.notes if result.is_blank else (),
            )  # fmt: skip
        elif not result.is_taken:
            seen.discard(result.learner)
    for learner in released:
        if learner not in seen and not is_before(exercise):
            yield Need(learner=learner, exercise=exercise, share=None, state="missing")


def _complete(results: Iterable[Result]) -> list[Result]:
    """Give those whose every task has points: only they can be compared."""
    return [result for result in results if result.is_complete and result.is_taken]


def _labels(store: Store, exercise: Exercise, released: Iterable[str]) -> dict[tuple[str, str], str]:
    """Give what each part asks, in the language spoken now, from the first case that can be read."""
    for learner in released:
        try:
            evidence = store.frozen(exercise, learner=learner).evidence
            return {(task.id, each.key): each.title for task in exercise.tasks for each in task.fields(evidence)}
        except FirearmskitError:
            continue
    return {}


def _examine(
    exercise: Exercise,
    results: list[Result],
    released: int,
    ungraded: int,
    labels: Mapping[tuple[str, str], str],
) -> Examined:
    whole = _complete(results)
    points = {_(task.title): [result.points_of(task.id) or 0.0 for result in whole] for task in exercise.tasks}
    of = {_(task.title): task.points for task in exercise.tasks}
    parts: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for result in whole:
        for verdict in result.verdicts or ():
            for part in verdict.parts:
                label = labels.get((verdict.task, part.field), part.label)
                if part.points is not None and part.of:
                    parts[_(exercise.task(verdict.task).title)][label].append(part.points / part.of)
    if exercise.pass_share is None:  # a test: its items are its questions, each worth a point
        points = {label: shares for fields in parts.values() for label, shares in fields.items()}
        of, parts = dict.fromkeys(points, 1.0), defaultdict(lambda: defaultdict(list))
    return Examined(
        exercise=exercise,
        released=released,
        handed_in=len(results) + ungraded,
        shares=tuple(result.share or 0.0 for result in whole),
        items=statistics.analyse(points, of),
        parts={
            task: {name: share for name, own in fields.items() if (share := statistics.mean_share(own))}
            for task, fields in parts.items()
        },
    )


def _objectives(root: Path, results: Iterable[Result]) -> Iterable[Met]:
    """Put together what was earned for each objective, wherever it was tested.

    Everybody counts once an objective, with the share of the points of the tasks and questions that were scored. A task
    is left out while somebody's answer waits for a person: until then only those who wrote nothing have points in it.
    """
    results = [result for result in results if result.is_taken]
    waiting = {
        (result.exercise.id, _(result.exercise.task(task).title)) for result in results for task in result.waiting
    }
    lesson_of = cache(partial(read_lesson, root))
    earned: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    tested_by: dict[str, dict[str, None]] = defaultdict(dict)
    needed: dict[str, float] = {}
    for result in results:
        of_questions = result.exercise.module == assessment.FOLDER
        for text, tested, points, of in (_in_test if of_questions else _in_tasks)(result, lesson_of):
            if points is not None and of and (result.exercise.id, tested) not in waiting:
                earned[text][result.learner].append((points, of))
                tested_by[text][tested] = None
                needed[text] = max(needed.get(text, 0.0), result.exercise.pass_share or _NEEDED)
    for text, people in earned.items():
        shares = [sum(points for points, _of in own) / sum(of for _points, of in own) for own in people.values()]
        if (share := statistics.mean_share(shares)) is not None:
            yield Met(text=text, tasks=tuple(tested_by[text]), share=share, needed=needed[text])


_Earned = tuple[str, str, float | None, float]
"""An objective, what tested it, points, and what could be earned."""


def _in_tasks(result: Result, lesson_of: Callable[[str], Lesson | None]) -> Iterator[_Earned]:
    """Say what somebody earned for each objective of the lesson; a task that no objective names stands for itself."""
    exercise, lesson = result.exercise, lesson_of(result.exercise.module)
    for task in exercise.tasks:
        title = _(task.title)
        objectives = lesson.tested_by(exercise, task.id) if lesson else ()
        for text in [each.text for each in objectives] or [title]:
            yield text, title, result.points_of(task.id), task.points


def _in_test(result: Result, lesson_of: Callable[[str], Lesson | None]) -> Iterator[_Earned]:
    """Say what somebody earned for each objective in a test; a lesson that isn't there can't say its objectives."""
    pairs = assessment.all_pairs()
    for verdict in result.verdicts or ():
        for number, part in enumerate(verdict.parts, start=1):
            if part.field not in pairs:
                continue
            module, pair = pairs[part.field]
            lesson = lesson_of(module)
            for each in lesson.objectives if lesson else ():
                if pair.objective in each.tasks:
                    yield each.text, f"{_(result.exercise.title)}, {number}", part.points, part.of


def compare(results: Iterable[Result]) -> tuple[Compared, ...]:
    """Hold each pre-test against its post-test."""
    by_exercise: dict[str, list[Result]] = defaultdict(list)
    for result in _complete(results):
        by_exercise[result.exercise.id].append(result)
    found = []
    for what, mine in by_exercise.items():
        module, slug = what.split("/")
        other = by_exercise.get(f"{module}/posttest")
        if slug != "pretest" or not other:
            continue
        before = {result.learner: result.share or 0.0 for result in mine}
        after = {result.learner: result.share or 0.0 for result in other}
        found.append(
            Compared(
                before=mine[0].exercise,
                after=other[0].exercise,
                gain=statistics.gain(before, after),
                pairs=tuple((before[each], after[each]) for each in sorted(before.keys() & after.keys())),
            )
        )
    return tuple(found)


_Kind = tuple[str, str, str, str, str]


def _traps(root: Path, exercise: Exercise, results: Iterable[Result]) -> Iterable[Trap]:
    """Find wrong answers that several gave, with the reason in the trainer's language."""
    caught: dict[_Kind, dict[str, None]] = defaultdict(dict)
    answered: dict[tuple[str, str], set[str]] = defaultdict(set)
    sometimes_right: dict[tuple[str, str], set[str]] = defaultdict(set)
    for result in results:
        if not result.answers:
            continue
        try:
            frozen = frozen_of(root, result)
            answers = {task: dict(fields) for task, fields in result.answers.items()}
            said = {verdict.task: verdict for verdict in grading.verdicts(exercise, frozen, answers)}
        except FirearmskitError:
            continue  # damaged since it was graded; the next grading says so
        for task in exercise.tasks:
            reasons = {part.field: part for part in said[task.id].parts}
            for asked in task.fields(frozen.evidence):
                value = answers.get(task.id, {}).get(asked.key)
                truth = frozen.truth[task.id][asked.key]
                if asked.kind == "choices":
                    sometimes_right[task.id, asked.label] |= {_label(asked, each) for each in truth["accept"]}
                if is_blank(value) or misfit(asked, value):
                    continue
                answered[task.id, asked.label].add(result.learner)
                points, reason = reasons[asked.key].points, reasons[asked.key].reason
                if points is not None and points < asked.points:
                    for chosen, right in _wrong(asked, value, truth):
                        caught[task.id, asked.label, chosen, right, reason][result.learner] = None
    for (task_id, label, chosen, right, reason), who in caught.items():
        of = len(answered[task_id, label])
        if chosen in sometimes_right[task_id, label]:
            continue  # what it means depends on the learner's own case
        if len(who) >= _FEWEST_CAUGHT and len(who) >= _SHARE_CAUGHT * of:
            yield Trap(
                exercise=exercise, task=task_id, asked=label, chosen=chosen, right=right, reason=reason,
                learners=tuple(who), of=of,
            )  # fmt: skip


def _label(asked: Field, value: str) -> str:
    return next((option.label for option in asked.options if option.value == value), value)


def _wrong(asked: Field, value: Value, planted: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Give what was chosen wrongly and what was right, in words; empty where these are personal."""
    accept: list[Any] = planted["accept"]
    if asked.kind == "choice" and type(value) is str and value not in accept:
        yield _label(asked, value), _label(asked, accept[0])
    elif asked.kind == "choices" and type(value) is list:
        for one in value:
            if one not in accept:
                yield _label(asked, one), ""
    elif asked.kind in ("number", "text", "point") and str(value) in planted.get("because", {}):
        yield "", ""
