"""What everybody earned: the grader's verdicts, and the points that a person gave in formgrader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from firearmskit.course import assessment
from firearmskit.course.answers import Value
from firearmskit.course.gradebook import gradebook_url
from firearmskit.course.ledger import Ledger, is_there
from firearmskit.course.packs import Exercise, exercises_of
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Part, Verdict, is_blank

__all__ = ["Result", "frozen_of", "read_results", "turn"]


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one learner's submission of one exercise.

    Attributes:
        learner: The learner's id.
        exercise: The exercise.
        verdicts: The grader's, one a task; ``None`` when nothing could be scored.
        notes: Sentences for the trainer.
        answers: What was answered to what was asked, ``{task: {field: value}}``; plain data that a learner wrote.
        team: The id of the team whose answer sheet counted, or ``None``; the answers are to the team's case then.
        by_hand: Points that a person gave, ``{task: points}``; they count instead of the grader's.
        waiting: Tasks that wait for a person.
        comments: What a person wrote, ``{task: text}``.
    """

    learner: str
    exercise: Exercise
    verdicts: tuple[Verdict, ...] | None
    notes: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    team: str | None = None
    by_hand: Mapping[str, float] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)

    def verdict_of(self, task: str) -> Verdict | None:
        """Give the grader's verdict on a task, ``None`` where nothing was scored."""
        return next((verdict for verdict in self.verdicts or () if verdict.task == task), None)

    def points_of(self, task: str) -> float | None:
        """Give the points of a task, ``None`` where nothing was scored or a person has yet to give them."""
        if task in self.by_hand:
            return self.by_hand[task]
        if task in self.waiting:
            return None
        found = self.verdict_of(task)
        return None if found is None else found.points

    @property
    def points(self) -> float | None:
        """All points together, ``None`` when the submission wasn't scored."""
        earned = [self.points_of(task.id) for task in self.exercise.tasks]
        if all(each is None for each in earned):
            return None
        return round(sum(each for each in earned if each is not None), 2)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was answered."""
        return all(is_blank(value) for fields in self.answers.values() for value in fields.values())

    @property
    def is_taken(self) -> bool:
        """Whether it is work, and no test that was handed out and not taken."""
        return self.exercise.pass_share is not None or not self.is_blank

    @property
    def is_complete(self) -> bool:
        """Whether every task has its points."""
        return all(self.points_of(task.id) is not None for task in self.exercise.tasks)

    @property
    def of(self) -> float:
        """What can be earned."""
        return sum(task.points for task in self.exercise.tasks)

    @property
    def share(self) -> float | None:
        """Points divided by what can be earned, ``None`` when the submission wasn't scored."""
        return None if self.points is None else self.points / self.of

    @property
    def passed(self) -> bool | None:
        """Whether the points reach the share that the exercise asks for; ``None`` where nobody passes or fails."""
        if self.exercise.pass_share is None:
            return None
        return self.share is not None and self.share >= self.exercise.pass_share - 1e-9


def frozen_of(root: Path, result: Result) -> Frozen:
    """Give the case that was answered: the learner's own, or that of the team whose answer sheet counted.

    Raises:
        PackError: It can't be read.
    """
    return Store(root, teams=result.team is not None).frozen(result.exercise, learner=result.team or result.learner)


def turn(exercise: Exercise) -> int:
    """Give the place of an exercise in a course: the pre-test, what is practised, the post-test."""
    before, after = (f"{assessment.FOLDER}/{form}" for form in assessment.FORMS)
    return {before: 0, after: 2}.get(exercise.id, 1)


def read_results(root: Path, *, modules: tuple[str, ...] = (), db: str | None = None) -> tuple[Result, ...]:
    """Read what was graded in a course folder, in the order of a course and of learners; nothing is graded or written.

    Args:
        root: The course folder.
        modules: Module folders; all by default.
        db: The gradebook's address for SQLAlchemy; the course's own by default
            (:func:`firearmskit.course.gradebook.gradebook_url`).

    Returns:
        One result a submission that the grader has seen; empty where nothing was ever graded.

    Raises:
        CourseError: There is no such module, or the gradebook can't be read.
    """
    exercises = sorted(exercises_of(modules), key=turn)
    url = gradebook_url(root, db)
    if not is_there(url):
        return ()
    with Ledger(url) as book:
        known = book.known()
        hands = book.by_hand()
    found = []
    for each in exercises:
        for (learner, exercise), record in sorted(known.items()):
            if exercise != each.id:
                continue
            verdicts = record.result["verdicts"]
            mine = hands.get((learner, exercise), {})
            found.append(
                Result(
                    learner=learner,
                    exercise=each,
                    verdicts=None
                    if verdicts is None
                    else tuple(Verdict(**{**v, "parts": tuple(Part(**p) for p in v["parts"])}) for v in verdicts),
                    notes=tuple(record.result["notes"]),
                    answers=record.result.get("answers") or {},
                    team=record.result.get("team"),
                    by_hand={task: hand.points for task, hand in mine.items() if hand.points is not None},
                    waiting=tuple(task for task, hand in mine.items() if hand.waits),
                    comments={task: hand.comment for task, hand in mine.items() if hand.comment},
                )
            )
    return tuple(found)
