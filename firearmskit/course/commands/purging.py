"""``course purge``: remove learners' data, after saying what will go."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from firearmskit.errors import escape
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    purge = words.add_parser(
        "purge",
        help=_("remove learners' data"),
        description=_("Remove everything personal from a course folder, or one learner's data. It can't be undone."),
    )
    purge.add_argument("--course", type=Path, default=Path())
    purge.add_argument("--learner", metavar="ID", help=_("one learner; everybody by default"))
    purge.add_argument("--yes", action="store_true", help=_("don't ask"))
    purge.set_defaults(run=_purge)


def _purge(arguments: argparse.Namespace) -> int:
    from firearmskit.course.purging import out_of_reach, plan_purge, purge

    plan = plan_purge(arguments.course, learner=arguments.learner)
    print(_("This will be removed, and can't be had back:") if plan.remove else _("No file is to be removed."))
    if plan.key is not None:
        print("  " + _("the key of the names, in {key}").format(key=escape(str(plan.key))))
    for path in plan.remove:
        print(f"  {escape(str(path))}")
    if plan.change:
        print(_("One learner will be taken out of:"))
        for path in plan.change:
            print(f"  {escape(str(path))}")
    if plan.gradebook is not None:
        print(_("They will be taken out of the gradebook {address}").format(address=escape(plan.gradebook)))
    if plan.stays:
        print(_("This stays: {names}").format(names=", ".join(escape(name) for name in plan.stays)))
    print(_("What this command can't reach:"))
    for sentence in out_of_reach():
        print(f"  {sentence}")
    if not arguments.yes:
        print(_("To remove it, type yes: "), end="", flush=True)
        if sys.stdin.readline().strip().casefold() not in ("yes", _("yes")):
            print(_("Nothing was removed."))
            return 1
    notes = purge(arguments.course, learner=arguments.learner)
    for note in notes:
        print(note)
    print(_("Removed.") if not notes else _("Removed; see what is said above."))
    return 1 if notes else 0
