"""Marks for other programs: a spreadsheet, Moodle, Canvas; and counts in which nobody can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from firearmskit.course.lessons import read_lesson
from firearmskit.course.packs import Exercise
from firearmskit.course.results import Result, read_results
from firearmskit.course.roster import Person, Roster
from firearmskit.course.statistics import suppressed
from firearmskit.course.store import Store
from firearmskit.course.tables import Cell, harmless, write_table
from firearmskit.errors import CourseError, quote
from firearmskit.language import text as _

__all__ = ["FEWEST", "FORMATS", "Exported", "export"]

FEWEST = 5
"""The fewest people of a group whose results are shown together."""

_Marks = dict[str, dict[str, Result]]
_Rows = list[list[Cell]]


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What was written.

    Attributes:
        path: The file.
        without_id: Learners for whom the other program needs an identifier that isn't known, so that their marks
            aren't in the file.
        incomplete: Learners with a task that nobody has scored yet; Moodle and Canvas get no mark of that exercise.
        hidden: How many groups an aggregate doesn't show, because somebody could be found in them.
    """

    path: Path
    without_id: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    hidden: int = 0


def export(root: Path, *, format: str = "csv", names: bool = False, db: str | None = None) -> Exported:
    """Write the marks of a course into ``reports/``.

    ======================= ==========================================================================
    ``marks.csv``           ``csv``: one row a learner, by pseudonym; with ``names`` also who it is
    ``marks-moodle.csv``    ``moodle``: an identifier and, for each exercise, its share in per cent
    ``marks-canvas.csv``    ``canvas``: Canvas's own columns, and the points of each exercise
    ``marks-aggregate.csv`` ``aggregate``: counts and means of groups, for employers and donors
    ======================= ==========================================================================

    Moodle and Canvas find a person by address or id, so these two open the names; a course without a roster gives its
    learners' ids as user names.

    Args:
        root: The course folder.
        format: One of :data:`FORMATS`.
        names: Whether the spreadsheet says who is behind each pseudonym.
        db: The gradebook's address for SQLAlchemy; the course's own by default.

    Returns:
        The file, and who isn't in it.

    Raises:
        CourseError: Nothing was graded, there is no such format, or the names are needed and can't be opened.

    Source:
        Moodle, grade/import/csv/classes/load_data.php: a line without identifier counts for the person of the line
        before, an unknown one ends the import, "-" is no grade, and a new grade item is out of 100. Canvas,
        lib/gradebook_importer.rb: the names of the first columns, and the row "Points Possible".
    """
    if format not in FORMATS:
        raise CourseError(
            _("there is no export format {format}; there are {known}").format(
                format=quote(format), known=", ".join(FORMATS)
            )
        )
    if names and format == "aggregate":
        raise CourseError(_("an aggregate names nobody: leave --names out"))
    Store.at(root)
    marks: _Marks = {}
    for result in filter(lambda each: each.is_taken, read_results(root, db=db)):
        marks.setdefault(result.learner, {})[result.exercise.id] = result
    if not marks:
        raise CourseError(_("nothing was graded in this course yet: grade first"))
    roster = Roster(root)
    people = roster.people() if names or format != "csv" else {}
    if names and not people:
        raise CourseError(_("this course has no names: it was made without a roster"))
    exercises = list(
        {each.id: each for mine in marks.values() for each in (r.exercise for r in mine.values())}.values()
    )
    rows, without, hidden = FORMATS[format](root, marks, sorted(exercises, key=lambda each: each.id), people)
    path = root / "reports" / ("marks.csv" if format == "csv" else f"marks-{format}.csv")
    write_table(path, rows, marked=format in ("csv", "aggregate"))
    incomplete = [each for each in sorted(marks) if not all(r.is_complete for r in marks[each].values())]
    return Exported(path=path, without_id=tuple(without), incomplete=tuple(incomplete), hidden=hidden)


def _spreadsheet(
    root: Path, marks: _Marks, exercises: list[Exercise], people: dict[str, Person]
) -> tuple[_Rows, list[str], int]:
    head: list[Cell] = [_("learner")]
    if people:
        head += [_("name"), _("agency"), _("e-mail")]
    for each in exercises:
        head += [f"{each.id}/{task.id} (/{task.points:g})" for task in each.tasks]
        head.append(_("{exercise}: total (/{of})").format(exercise=each.id, of=f"{_of(each):g}"))
    head.append(_("total (/{of})").format(of=f"{sum(map(_of, exercises)):g}"))
    rows = [head]
    for learner, mine in sorted(marks.items()):
        row: list[Cell] = [learner]
        if people:
            person = people.get(learner)
            row += [person.name, person.agency, person.email] if person else [None, None, None]
        for each in exercises:
            row += list(_cells(mine.get(each.id), each))
        earned = [result.points for result in mine.values() if result.points is not None]
        rows.append([*row, round(sum(earned), 2) if earned else None])
    return rows, [], 0


def _of(exercise: Exercise) -> float:
    return sum(task.points for task in exercise.tasks)


def _cells(result: Result | None, exercise: Exercise) -> Iterator[Cell]:
    """Give points task by task and together; words where there are none, and nothing where nothing was handed in."""
    if result is None:
        yield from [None] * (len(exercise.tasks) + 1)
        return
    for task in exercise.tasks:
        points = result.points_of(task.id)
        yield points if points is not None else _("waits") if task.id in result.waiting else _("not scored")
    yield result.points if result.points is not None else _("not scored")


def _moodle(
    root: Path, marks: _Marks, exercises: list[Exercise], people: dict[str, Person]
) -> tuple[_Rows, list[str], int]:
    """Lay out what Moodle's «Import grades, CSV» takes: one identifier, never blank, and grades out of 100."""
    by_email = {learner: found for learner, person in people.items() if (found := _safe(person.email))}
    by_id = {learner: found for learner, person in people.items() if (found := _safe(person.lms_id))}
    if not people:
        named, known = "Username", {learner: learner for learner in marks if _safe(learner)}
    elif sum(learner in by_email for learner in marks) >= sum(learner in by_id for learner in marks):
        named, known = "Email address", by_email
    else:
        named, known = "ID number", by_id
    rows: _Rows = [[named, *(f"{_(each.title)} ({each.id})" for each in exercises)]]
    without = []
    for learner, mine in sorted(marks.items()):
        if learner not in known:
            without.append(learner)
            continue
        shares = [mine[each.id].share if each.id in mine and mine[each.id].is_complete else None for each in exercises]
        rows.append([known[learner], *("-" if share is None else round(100 * share, 2) for share in shares)])
    return rows, without, 0


def _safe(identifier: str | None) -> str | None:
    """Give an identifier that can stand in the table as it is: another program has to find somebody by it."""
    return identifier if identifier and harmless(identifier) == identifier else None


def _canvas(
    root: Path, marks: _Marks, exercises: list[Exercise], people: dict[str, Person]
) -> tuple[_Rows, list[str], int]:
    """Lay out what Canvas's gradebook imports: who it is in four ways, and the points of each assignment."""
    rows: _Rows = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(_(each.title) for each in exercises)],
        ["    Points Possible", None, None, None, None, *(_of(each) for each in exercises)],
    ]
    without = []
    for learner, mine in sorted(marks.items()):
        person = people.get(learner, None if people else Person(name="", email=learner))
        number, login = (_safe(person.lms_id), _safe(person.email)) if person else (None, None)
        if not (number or login):
            without.append(learner)
            continue
        # Canvas's own ids are numbers; any other id is the one that the institution gave.
        own = number if number and number.isdecimal() else None
        whole = {what: result.points for what, result in mine.items() if result.is_complete}
        points: list[Cell] = [whole.get(each.id) for each in exercises]
        rows.append([person.name if person else None, own, None if own else number, login, None, *points])
    return rows, without, 0


def _aggregate(
    root: Path, marks: _Marks, exercises: list[Exercise], people: dict[str, Person]
) -> tuple[_Rows, list[str], int]:
    rows: _Rows = [
        [_("module"), _("exercise"), _("what"), _("group"), _("people"), _("mean, per cent of the points")],
    ]
    hidden_groups = 0
    sexes = {"female": _("female"), "male": _("male"), "other": _("other")}
    groupings: list[tuple[str, Callable[[Person], str | None]]] = [
        (_("agency"), lambda person: person.agency),
        (_("sex"), lambda person: sexes.get(person.sex or "")),
    ]
    for each in exercises:
        # Only those whose work was scored as a whole: with other people in each row, rows could be held together.
        scored = {
            learner: mine[each.id]
            for learner, mine in sorted(marks.items())
            if each.id in mine and mine[each.id].is_complete
        }
        groups: list[tuple[str, list[Result] | None]] = [(_("everybody"), list(scored.values()))]
        if len(scored) < FEWEST:
            groups, hidden_groups = [(_("everybody"), None)], hidden_groups + 1
        shown: list[set[str]] = []
        for kind, of in groupings if people else ():
            sorts: dict[str, list[Result]] = {}
            for learner, result in scored.items():
                person = people.get(learner)
                sorts.setdefault((of(person) if person else None) or _("not known"), []).append(result)
            hidden = suppressed({name: len(members) for name, members in sorts.items()}, fewest=FEWEST)
            mine = [{r.learner for r in members} for name, members in sorts.items() if name not in hidden]
            # Where groups of two kinds nearly coincide, their difference would be a mean of few people.
            if any(0 < len(rest) < FEWEST for one in mine for other in shown for rest in (one - other, other - one)):
                hidden = set(sorts)
            shown += [] if hidden == set(sorts) else mine
            hidden_groups += len(hidden)
            groups += [
                (_("{kind}: {name}").format(kind=kind, name=name), None if name in hidden else members)
                for name, members in sorted(sorts.items())
            ]
        for what, tasks in _measures(root, each):
            for name, chosen in groups:
                count: list[Cell] = [_("hidden"), _("hidden")]
                if chosen is not None:
                    count = [len(chosen), _mean(chosen, tasks, each)]
                rows.append([each.module, each.id, what, name, *count])
    return rows, [], hidden_groups


def _measures(root: Path, exercise: Exercise) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("all tasks"), tuple(task.id for task in exercise.tasks)
    lesson = read_lesson(root, exercise.module)
    for objective in lesson.objectives if lesson else ():
        tasks = tuple(task.id for task in exercise.tasks if objective.is_tested_by(exercise, task.id))
        if tasks:
            yield objective.text, tasks


def _mean(results: list[Result], tasks: tuple[str, ...], exercise: Exercise) -> Cell:
    of = sum(exercise.task(task).points for task in tasks)
    mean = round(100 * fmean(sum(result.points_of(task) or 0 for task in tasks) / of for result in results))
    return capped(mean)


def capped(mean: int) -> int | str:
    """Give a mean in per cent as it may be told: all or nothing would say what each one of them earned."""
    return _("95 or more") if mean > 95 else _("5 or less") if mean < 5 else mean


FORMATS: dict[str, Callable[[Path, _Marks, list[Exercise], dict[str, Person]], tuple[_Rows, list[str], int]]] = {
    "csv": _spreadsheet,
    "moodle": _moodle,
    "canvas": _canvas,
    "aggregate": _aggregate,
}
"""How marks can be laid out."""
