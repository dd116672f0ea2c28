"""One page a learner: each task, points, the reason, what to read again.

A page is written from the verdicts, from what the learner answered and from what a person said. The truth, hidden
tests, notes for the trainer and other learners have no way into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from firearmskit import language
from firearmskit.course import display, pages
from firearmskit.course.answers import write_atomically
from firearmskit.course.lessons import Lesson, read_lesson
from firearmskit.course.results import Result, frozen_of, read_results, turn
from firearmskit.course.roster import Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Field, Part, Task
from firearmskit.errors import CourseError
from firearmskit.language import text as _

__all__ = ["Feedback", "feedback"]

_FOLDER = "feedback"
_STYLE = """
.task{border:1px solid #8a949e;border-radius:.4rem;padding:0 .8rem .6rem;margin:.8rem 0}
ul.parts{list-style:none;margin:.4rem 0;padding:0}ul.parts>li{border-top:1px solid #8a949e66;padding:.4rem 0}
ul.parts p{margin:.1rem 0}.of{white-space:nowrap;font-weight:600}
.rubric .points{font-weight:600}
@media(max-width:40rem){.rubric :is(caption,tbody,tr,th,td){display:block}.rubric tbody th{font-weight:600}}
.said{border-inline-start:.25rem solid #4a6fa5;padding-inline-start:.6rem}
"""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What became of the pages.

    Attributes:
        written: Pages that are new or say something new.
        unchanged: Pages that stayed as they were.
        missing: Learners without a page: nothing of theirs was graded, or nothing was ever released to them.
    """

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    missing: tuple[str, ...] = ()


def feedback(root: Path, learners: Iterable[str] = (), *, db: str | None = None) -> Feedback:
    """Write ``feedback/<learner>.html`` for those whose submissions were graded.

    Args:
        root: The course folder.
        learners: Their ids; everybody by default.
        db: The gradebook's address for SQLAlchemy; the course's own by default.

    Returns:
        Which pages were written, which stayed as they were, and who has none.

    Raises:
        CourseError: The folder isn't a course folder.
    """
    store = Store.at(root)
    mine: dict[str, list[Result]] = {}
    results = read_results(root, db=db)
    # Who knew the reasons of the first test would do better in its parallel, and no gain could be told from that.
    is_over = any(turn(result.exercise) == 2 and result.is_taken for result in results)
    for result in filter(lambda each: each.is_taken, results):
        mine.setdefault(result.learner, []).append(result)
    settings = Settings.read(root)
    enrolled = {each.id: each.language for each in Roster(root).learners()}
    lessons: dict[tuple[str, str], Lesson | None] = {}
    written, unchanged, missing = [], [], []
    for learner in list(dict.fromkeys(learners)) or sorted(mine):
        own = mine.get(learner, [])
        if not any(each.team or learner in store.learners(each.exercise) for each in own):
            missing.append(learner)  # also a folder's name that is nobody's, whatever it is made of
            continue
        frozen = _frozen(root, own)
        spoken = next((each.language for each in frozen.values()), enrolled.get(learner, settings.language))
        with language.speaking(spoken):
            for result in own:
                key = (spoken, result.exercise.module)
                if key not in lessons:
                    lessons[key] = read_lesson(root, result.exercise.module)
            parts = [(each, frozen.get(each.exercise.id), lessons[spoken, each.exercise.module]) for each in own]
            text = _page(settings.title, learner, parts, is_over=is_over)
        path = root / _FOLDER / f"{learner}.html"
        if path.is_file() and path.read_text("utf-8") == text:
            unchanged.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
        written.append(path)
    return Feedback(written=tuple(written), unchanged=tuple(unchanged), missing=tuple(missing))


def _frozen(root: Path, results: Iterable[Result]) -> dict[str, Frozen]:
    """Give what was released to a learner, exercise by exercise, as far as it can be read."""
    found = {}
    for result in results:
        try:
            found[result.exercise.id] = frozen_of(root, result)
        except CourseError:
            continue  # the grader has said so in its notes, and the trainer reads them in the report
    return found


def _page(course: str, learner: str, parts: list[tuple[Result, Frozen | None, Lesson | None]], *, is_over: bool) -> str:
    intro = _(
        "This page is for you alone. It says what you answered, what it earned and why. Talk to your trainer about "
        "whatever you see differently."
    )
    body = [pages.say(course), pages.say(intro)]
    for result, frozen, lesson in parts:
        waits = turn(result.exercise) == 0 and not is_over
        body.append(_arrived(result) if waits else _exercise(result, frozen, lesson))
    return pages.page(_("Your results: {learner}").format(learner=learner), "\n".join(body), style=_STYLE)


def _arrived(result: Result) -> str:
    words = _(
        "Your answers have arrived. You will see what they were worth together with those to the questions after the "
        "course."
    )
    return f"<h2>{escape(_(result.exercise.title))}</h2>\n{pages.say(words)}"


def _exercise(result: Result, frozen: Frozen | None, lesson: Lesson | None) -> str:
    what = result.exercise
    lines = [f"<h2>{escape(_(what.title))}</h2>"]
    if result.points is None:
        words = _(
            "Your work arrived and is kept. It couldn't be scored automatically, so your trainer will look at it and "
            "talk to you. There is nothing that you must do now."
        )
        return "\n".join([*lines, pages.say(words), *_other_comments(result)])
    words = display.points_of(result.points, result.of)
    lines.append(f"<p><strong>{escape(words)}.</strong></p>")
    lines.append(pages.say(_needed(result)))
    if result.team is not None:
        lines.append(pages.say(_("These are the answers of your team's sheet.")))
    lines += [_task(result, task, frozen, lesson) for task in what.tasks]
    return "\n".join([*lines, *_other_comments(result)])


def _needed(result: Result) -> str:
    share = result.exercise.pass_share
    if share is None:
        return _("Nobody passes or fails: these questions show what the course has to teach and what it taught.")
    words = _("{needed} points are needed to pass.")
    return words.format(needed=display.number(result.of * share))


def _other_comments(result: Result) -> list[str]:
    """Give what a person wrote at a place that is no scored task: no word of theirs is lost."""
    shown = () if result.points is None else {task.id for task in result.exercise.tasks}
    return [_comment(text) for place, text in sorted(result.comments.items()) if place not in shown]


def _comment(text: str) -> str:
    head = _("Your trainer wrote:")
    return f'<p class="said"><strong>{escape(head)}</strong> {pages.written(text)}</p>'


def _task(result: Result, task: Task, frozen: Frozen | None, lesson: Lesson | None) -> str:
    points, verdict = result.points_of(task.id), result.verdict_of(task.id)
    lines = [f"<h3>{escape(_(task.title))}</h3>"]
    if points is None:
        lines.append(pages.say(_("This task waits for your trainer.")))
    else:
        total = display.points_of(points, task.points)
        lines.append(f"<p><strong>{escape(total)}</strong></p>")
    if task.id in result.by_hand:
        lines.append(pages.say(_("Your trainer gave the points of this task; they count.")))
        if task.id in result.waiting:
            lines.append(pages.say(_("You handed in again since then, so your trainer will look at it once more.")))
    if task.id in result.comments:
        lines.append(_comment(result.comments[task.id]))
    if verdict is not None:
        fields = {each.key: each for each in task.fields(frozen.evidence)} if frozen else {}
        answer = result.answers.get(task.id, {})
        parts = "".join(_part(each, fields.get(each.field), answer) for each in verdict.parts)
        lines.append(f'<ul class="parts">{parts}</ul>{display.rubric_html(task)}')
    if lesson is not None and points is not None and points < task.points:
        for objective in lesson.tested_by(result.exercise, task.id):
            words = _("Read again, in the lesson “{lesson}”: {objective}").format(
                lesson=lesson.title, objective=objective.text
            )
            lines.append(pages.say(words))
    return f'<section class="task">{"".join(lines)}</section>'


def _part(part: Part, asked: Field | None, answer: object) -> str:
    lines = [f"<p>{escape(part.label)}</p>"]
    if part.points is not None:
        of = f"{display.number(part.points)} / {display.number(part.of)}"
        lines = [f'<p>{escape(part.label)} <span class="of">{of}</span></p>']
    if asked is not None and isinstance(answer, dict):
        given = pages.written(display.spoken(asked, answer.get(asked.key)))
        head = _("Your answer:")
        lines.append(f"<p>{escape(head)} {given}</p>")
    if part.points is not None:  # what a person reads, a person gives the reasons for
        kind = "good" if part.points == part.of else "less"
        lines.append(f'<p class="{kind}">{pages.written(part.reason)}</p>')
    return f"<li>{''.join(lines)}</li>"
