"""``course regrade``: one task scored anew for everybody, and what that changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from firearmskit.course.display import number
from firearmskit.errors import CourseError, InputError, escape
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    regrade = words.add_parser("regrade", help=_("score one task anew for everybody, after it was mended"))
    regrade.add_argument("exercise", metavar="MODULE/SLUG")
    regrade.add_argument("task")
    regrade.add_argument("--course", type=Path, default=Path())
    regrade.add_argument("--db", metavar="URL", help=_("the gradebook's address, when it isn't the course's own"))
    regrade.add_argument(
        "--keep-truth", action="store_true", help=_("don't draw the truth again: what lies in trainer/ counts")
    )
    regrade.add_argument("--dry-run", action="store_true", help=_("show what would change, and change nothing"))
    regrade.set_defaults(run=_regrade)


def _regrade(arguments: argparse.Namespace) -> int:
    from firearmskit.course.regrading import regrade

    try:
        changes = regrade(
            arguments.course,
            arguments.exercise,
            arguments.task,
            db=arguments.db,
            redraw=not arguments.keep_truth,
            dry_run=arguments.dry_run,
        )
    except (CourseError, InputError) as error:
        print(error, file=sys.stderr)
        return 2
    up = down = same = 0
    for change in changes:
        before, after = (_("not scored") if p is None else number(p) for p in (change.before, change.after))
        line = f"{escape(change.learner)}: {before} → {after}"
        if change.by_hand is not None:
            line += "; " + _("{points} points given by hand stay").format(points=number(change.by_hand))
        if change.mended:
            line += "; " + _("another truth")
        print(f"{line}. {change.reason}")
        difference = (change.after or 0.0) - (change.before or 0.0)
        up, down, same = up + (difference > 0), down + (difference < 0), same + (difference == 0)
    if not changes:
        print(_("Nothing changes."))
        return 0
    print(
        _("{exercise}, {task}: {up} up, {down} down, {same} with the same points.").format(
            exercise=changes[0].exercise, task=changes[0].task, up=up, down=down, same=same
        )
    )
    if arguments.dry_run:
        print(_("Nothing was written."))
    return 1 if any(change.look for change in changes) else 0
