"""``course close``: the aggregate report and the certificates at the end of a course."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from firearmskit.errors import CourseError
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    close = words.add_parser("close", help=_("write the closing report and the certificates of attendance"))
    close.add_argument("--course", type=Path, default=Path())
    close.add_argument(
        "--least", type=float, default=0.8, help=_("the share of half-days that earns a certificate; 0.8 by default")
    )
    close.add_argument("--db", metavar="URL", help=_("the gradebook's address, when it isn't the course's own"))
    close.set_defaults(run=_close)


def _close(arguments: argparse.Namespace) -> int:
    from firearmskit.course.closing import close

    try:
        closing = close(arguments.course, least=arguments.least, db=arguments.db)
    except (CourseError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for note in closing.notes:
        print(note)
    print(_("The closing report, without names or single results: {path}").format(path=closing.report))
    if closing.evaluation is not None:
        print(_("What participants wrote, for the trainers: {path}").format(path=closing.evaluation))
    if closing.certificates is not None:
        print(
            _("The certificates, which carry names: {path}. Print them, then remove the file.").format(
                path=closing.certificates
            )
        )
    return 1 if closing.notes else 0
