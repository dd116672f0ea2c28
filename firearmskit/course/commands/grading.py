"""``course grade``: what was collected, as a table of learner, task and points."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from firearmskit.course.display import WAITS, number
from firearmskit.course.packs import Exercise, all_exercises
from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course import grading

__all__ = ["register", "run", "table"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    grade = words.add_parser("grade", help=_("grade what was collected into submitted/"))
    grade.add_argument("module", nargs="*")
    grade.add_argument("--course", type=Path, default=Path())
    grade.add_argument("--workers", type=int)
    grade.add_argument("--cell-seconds", type=float, default=30.0)
    grade.add_argument(
        "--scheduler", metavar="ADDRESS", help=_("run the notebooks on the Dask cluster at this address")
    )
    grade.add_argument("--db", metavar="URL", help=_("the gradebook's address, when it isn't the course's own"))
    grade.add_argument("--again", action="store_true", help=_("grade also what hasn't changed since it was graded"))
    grade.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Grade, saying what becomes of each submission."""
    from firearmskit.course import grading

    def progress(graded: grading.Graded) -> None:
        said = _("not scored") if graded.points is None else _("{points} points").format(points=number(graded.points))
        kept = "" if graded.fresh else " " + _("(unchanged)")
        print(f"  {escape(graded.learner)}, {graded.exercise}: {said}{kept}", file=sys.stderr, flush=True)

    try:
        report = grading.grade(
            arguments.course,
            modules=tuple(arguments.module),
            workers=arguments.workers,
            cell_seconds=arguments.cell_seconds,
            scheduler=arguments.scheduler,
            db=arguments.db,
            again=arguments.again,
            progress=progress,
        )
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2  # 1 says that somebody's submission has to be looked at
    for each in all_exercises():
        rows = [graded for graded in report.graded if graded.exercise == each.id]
        if rows:
            print("\n" + _(each.title) + f" ({each.id})")
            print(table(each, rows))
            waiting = sum(len(graded.waiting) for graded in rows)
            if waiting:
                sentence = ngettext(
                    "{sign}: {count} written answer waits for a person, in formgrader under Manual Grading.",
                    "{sign}: {count} written answers wait for a person, in formgrader under Manual Grading.",
                    waiting,
                )
                print(sentence.format(sign=WAITS, count=waiting))
    if not report.graded and not any((arguments.course / "submitted").glob("*/*/*")):
        print(_("Nothing was collected: {folder} is empty.").format(folder=arguments.course / "submitted"))
    for graded in report.graded:
        for note in graded.notes:
            print(f"{escape(graded.learner)}, {graded.exercise}: {note}")
    for stray in report.strays:
        print(_("Nobody's submission, so not graded: {name}").format(name=quote(f"submitted/{stray}", 300)))
    return 1 if report.unscored or report.strays else 0


def table(exercise: Exercise, rows: list[grading.Graded]) -> str:
    """Lay out learner × task × points as text."""
    head = [_("learner"), *(task.id for task in exercise.tasks), _("total"), _("of")]
    of = number(sum(task.points for task in exercise.tasks))
    lines = [head]
    for graded in rows:
        if graded.verdicts is None:
            cells = ["—" for _task in exercise.tasks]
            lines.append([escape(graded.learner), *cells, _("not scored"), of])
        else:
            cells = [WAITS if verdict.points is None else number(verdict.points) for verdict in graded.verdicts]
            lines.append([escape(graded.learner), *cells, number(graded.points or 0), of])
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
