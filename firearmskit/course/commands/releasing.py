"""``course release``: a personal pack for each learner."""

from __future__ import annotations

import argparse
from pathlib import Path

from firearmskit.course.packs import exercises_of
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    release = words.add_parser("release", help=_("hand out a personal pack to each learner"))
    release.add_argument("learner", nargs="+")
    release.add_argument("--course", type=Path, default=Path())
    release.add_argument("--into", type=Path, help=_("by default released/ in the course folder"))
    release.add_argument("--module", action="append", help=_("hand out this module alone; all by default"))
    release.add_argument(
        "--in", dest="spoken", metavar="CODE", default="en", help=_("the language of the material, such as en or fr")
    )
    release.set_defaults(run=_release)


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
