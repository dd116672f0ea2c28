"""``course sample`` and ``course sandbox``: see a course graded, and whether it can be graded here."""

from __future__ import annotations

import argparse
from pathlib import Path

from firearmskit.course.commands import grading
from firearmskit.course.packs import all_exercises
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both words."""
    sample = words.add_parser("sample", help=_("make a sample cohort in a course folder and grade it"))
    sample.add_argument("folder", type=Path)
    sample.add_argument("--material", type=Path, default=Path(), help=_("the folder with solutions/ and exercises/"))
    sample.set_defaults(run=_sample)

    probe = words.add_parser("sandbox", help=_("see whether learners' code can be run safely here"))
    probe.set_defaults(run=_sandbox)


def _sample(arguments: argparse.Namespace) -> int:
    from firearmskit.course.cohort import COHORT, submit_all
    from firearmskit.course.folder import create_course

    store = create_course(arguments.folder, material=arguments.material)
    submit_all(store, *all_exercises())
    print(_("Sample cohort (made-up learners):"), flush=True)
    for learner in COHORT:
        print(f"  {learner.id}: " + _(learner.story), flush=True)
    done = grading.run(
        argparse.Namespace(
            course=arguments.folder, module=[], workers=None, cell_seconds=10.0, scheduler=None, db=None, again=True
        )
    )
    # The cohort has a submission that can't be scored on purpose; that nothing could be graded is another matter.
    return 0 if done == 1 else done


def _sandbox(arguments: argparse.Namespace) -> int:
    from firearmskit.course import sandbox

    remedy = sandbox.probe()
    print(remedy or _("The sandbox works: learners' code can be graded here."))
    return 1 if remedy else 0
