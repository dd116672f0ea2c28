"""``course new``: a course folder of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    new = words.add_parser("new", help=_("make a course folder with its secret"))
    new.add_argument("folder", type=Path)
    new.add_argument("--material", type=Path, default=Path(), help=_("the folder with solutions/ and exercises/"))
    new.set_defaults(run=_new)


def _new(arguments: argparse.Namespace) -> int:
    from firearmskit.course.folder import create_course

    create_course(arguments.folder, material=arguments.material)
    print(_("The course folder {folder} is ready. Keep trainer/ to yourself.").format(folder=arguments.folder))
    return 0
