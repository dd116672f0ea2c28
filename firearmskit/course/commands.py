"""The words of ``firearmskit course``: each does what the function of the same name does."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from firearmskit.course.display import number
from firearmskit.course.packs import Exercise, all_exercises, exercises_of
from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course import grading

__all__ = ["register", "table"]


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the words of ``firearmskit course`` to the command line."""
    course = subparsers.add_parser("course", help=_("make, hand out and grade a course"))
    words = course.add_subparsers(dest="word", required=True, metavar="WORD")

    new = words.add_parser("new", help=_("make a course folder with its secret"))
    new.add_argument("folder", type=Path)
    new.add_argument("--material", type=Path, default=Path(), help=_("the folder with solutions/ and exercises/"))
    new.set_defaults(run=_new)

    release = words.add_parser("release", help=_("hand out a personal pack to each learner"))
    release.add_argument("learner", nargs="+")
    release.add_argument("--course", type=Path, default=Path())
    release.add_argument("--into", type=Path, help=_("by default released/ in the course folder"))
    release.add_argument("--module", action="append", help=_("hand out this module alone; all by default"))
    release.add_argument(
        "--in", dest="spoken", metavar="CODE", default="en", help=_("the language of the material, such as en or fr")
    )
    release.set_defaults(run=_release)

    grade = words.add_parser("grade", help=_("grade what was collected into submitted/"))
    grade.add_argument("module", nargs="*")
    grade.add_argument("--course", type=Path, default=Path())
    grade.add_argument("--workers", type=int)
    grade.add_argument("--cell-seconds", type=float, default=30.0)
    grade.add_argument("--db", metavar="URL", help=_("the gradebook's address; gradebook.db in the course by default"))
    grade.add_argument("--again", action="store_true", help=_("grade also what hasn't changed since it was graded"))
    grade.set_defaults(run=_grade)

    sample = words.add_parser("sample", help=_("make a sample cohort in a course folder and grade it"))
    sample.add_argument("folder", type=Path)
    sample.add_argument("--material", type=Path, default=Path(), help=_("the folder with solutions/ and exercises/"))
    sample.set_defaults(run=_sample)

    probe = words.add_parser("sandbox", help=_("see whether learners' code can be run safely here"))
    probe.set_defaults(run=_sandbox)


def _new(arguments: argparse.Namespace) -> int:
    from firearmskit.course.folder import create_course

    create_course(arguments.folder, material=arguments.material)
    print(_("The course folder {folder} is ready. Keep trainer/ to yourself.").format(folder=arguments.folder))
    return 0


def _release(arguments: argparse.Namespace) -> int:
    from firearmskit.course.folder import hand_out
    from firearmskit.course.store import Store

    store = Store.at(arguments.course)
    into = arguments.into or arguments.course / "released"
    for learner in arguments.learner:
        for each in exercises_of(arguments.module or ()):
            folder = into / learner / each.module
            pack = hand_out(store, each, learner=learner, into=folder, language=arguments.spoken)
            print(
                _("{learner}: {exercise}, pack {pack}, in {folder}").format(
                    learner=learner, exercise=each.id, pack=pack.id, folder=folder
                )
            )
    return 0


def _grade(arguments: argparse.Namespace) -> int:
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
    if not report.graded:
        print(_("Nothing was collected: {folder} is empty.").format(folder=arguments.course / "submitted"))
    for graded in report.graded:
        for note in graded.notes:
            print(f"{escape(graded.learner)}, {graded.exercise}: {note}")
    for stray in report.strays:
        print(_("Nobody's submission, so not graded: {name}").format(name=quote(f"submitted/{stray}", 300)))
    return 1 if report.unscored or report.strays else 0


def _sample(arguments: argparse.Namespace) -> int:
    from firearmskit.course.cohort import COHORT, submit_all
    from firearmskit.course.folder import create_course

    store = create_course(arguments.folder, material=arguments.material)
    submit_all(store, *all_exercises())
    print(_("Sample cohort (made-up learners):"), flush=True)
    for learner in COHORT:
        print(f"  {learner.id}: " + _(learner.story), flush=True)
    done = _grade(
        argparse.Namespace(course=arguments.folder, module=[], workers=None, cell_seconds=10.0, db=None, again=True)
    )
    # The cohort has a submission that can't be scored on purpose; that nothing could be graded is another matter.
    return 0 if done == 1 else done


def _sandbox(arguments: argparse.Namespace) -> int:
    from firearmskit.course import sandbox

    remedy = sandbox.probe()
    print(remedy or _("The sandbox works: learners' code can be graded here."))
    return 1 if remedy else 0


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
            cells = [number(verdict.points) for verdict in graded.verdicts]
            lines.append([escape(graded.learner), *cells, number(graded.points or 0), of])
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
