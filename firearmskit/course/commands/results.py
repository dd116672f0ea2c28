"""``course feedback``, ``report`` and ``export``: what comes out for learners, for the trainer and for others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from firearmskit.errors import CourseError, escape
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["register"]

_FORMATS = ("csv", "moodle", "canvas", "aggregate")


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three words."""
    feedback = words.add_parser("feedback", help=_("write one page a learner: points, reasons, what to read again"))
    feedback.add_argument("learner", nargs="*", help=_("everybody by default"))
    feedback.set_defaults(run=_or_two(_feedback))
    report = words.add_parser("report", help=_("write the trainer's page: who needs help, what the group hasn't met"))
    report.add_argument("--names", action="store_true", help=_("say names instead of pseudonyms"))
    report.set_defaults(run=_or_two(_report))
    export = words.add_parser("export", help=_("write marks for a spreadsheet, Moodle or Canvas"))
    export.add_argument("--format", choices=_FORMATS, default="csv")
    export.add_argument("--names", action="store_true", help=_("say names too, in the spreadsheet"))
    export.set_defaults(run=_or_two(_export))
    for each in (feedback, report, export):
        each.add_argument("--course", type=Path, default=Path())
        each.add_argument("--db", metavar="URL", help=_("the gradebook's address, when it isn't the course's own"))


def _or_two(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Let a command that couldn't work end with 2: 1 says that something has to be looked at."""

    def careful(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except (CourseError, OSError) as error:
            print(escape(str(error)), file=sys.stderr)
            return 2

    return careful


def _feedback(arguments: argparse.Namespace) -> int:
    from firearmskit.course.feedback import feedback

    done = feedback(arguments.course, arguments.learner, db=arguments.db)
    pages = len(done.written)
    kept = len(done.unchanged)
    print(ngettext("{count} page was written.", "{count} pages were written.", pages).format(count=pages))
    print(ngettext("{count} page is as it was.", "{count} pages are as they were.", kept).format(count=kept))
    for learner in done.missing:
        print(
            _("{learner} has no page: nothing of theirs was graded, or nothing was released to them.").format(
                learner=escape(learner)
            )
        )
    return 1 if done.missing else 0


def _report(arguments: argparse.Namespace) -> int:
    from firearmskit.course.report import report

    done = report(arguments.course, names=arguments.names, db=arguments.db)
    print(_("The report is in {path}.").format(path=done.path))
    if done.open:
        print(
            ngettext("{count} submission waits for you.", "{count} submissions wait for you.", done.open).format(
                count=done.open
            )
        )
    return 1 if done.open else 0


def _export(arguments: argparse.Namespace) -> int:
    from firearmskit.course.export import export

    done = export(arguments.course, format=arguments.format, names=arguments.names, db=arguments.db)
    print(_("The marks are in {path}.").format(path=done.path))
    for learner in done.without_id:
        print(
            _("{learner} isn't in the file: no address or id is known that can be exported.").format(
                learner=escape(learner)
            )
        )
    for learner in done.incomplete:
        print(_("{learner} has a task that nobody has scored yet.").format(learner=escape(learner)))
    if done.hidden:
        print(
            ngettext(
                "{count} group is hidden, because somebody could be found in it.",
                "{count} groups are hidden, because somebody could be found in them.",
                done.hidden,
            ).format(count=done.hidden)
        )
    return 1 if done.without_id or done.incomplete else 0
