"""``course release``: a personal pack for each learner, and the trainer's pack."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from firearmskit.errors import escape
from firearmskit.language import ngettext
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course.paper.printing import Printed
    from firearmskit.course.releasing import Released

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    release = words.add_parser("release", help=_("hand out a personal pack to each learner"))
    release.add_argument("learner", nargs="*", help=_("everybody on the roster by default"))
    release.add_argument("--course", type=Path, default=Path())
    release.add_argument("--into", type=Path, help=_("by default released/ in the course folder"))
    release.add_argument("--module", action="append", help=_("hand out this module alone; all by default"))
    release.add_argument(
        "--in",
        dest="spoken",
        metavar="CODE",
        help=_("the language of the material, such as en or fr; each learner's own by default"),
    )
    release.add_argument("--workers", type=int, help=_("how many processes draw; one a core by default"))
    release.add_argument(
        "--print",
        dest="printed",
        action="store_true",
        help=_("make workbooks to print as well, for learners and for the teams of the roster"),
    )
    release.set_defaults(run=_release)


def _release(arguments: argparse.Namespace) -> int:
    from firearmskit.course.releasing import release
    from firearmskit.course.trainer_pack import write_trainer_pack

    def progress(result: Released, number: int, of: int) -> None:
        said = _("unchanged") if not result.fresh else _("released")
        if result.problem is not None:
            said = result.problem
        print(f"  {number}/{of} {escape(result.learner)}: {said}", file=sys.stderr, flush=True)

    into = arguments.into or arguments.course / "released"
    done = release(
        arguments.course,
        learners=arguments.learner,
        into=into,
        modules=tuple(arguments.module or ()),
        language=arguments.spoken,
        workers=arguments.workers,
        progress=progress,
    )
    whole = [each for each in done if each.problem is None]
    sentence = ngettext(
        "{count} pack is in {folder}, as a folder and as a zip.",
        "{count} packs are in {folder}, as folders and as zips.",
        len(whole),
    )
    print(sentence.format(count=len(whole), folder=into))
    for note in write_trainer_pack(arguments.course):
        print(note)
    pack = arguments.course / "trainer" / "pack"
    print(_("Answers, timetable and attendance list are in {folder}.").format(folder=pack))
    for each in done:
        if each.problem is not None:
            print(f"{escape(each.learner)}: {each.problem}", file=sys.stderr)
    printed_all = _print(arguments) if arguments.printed else True
    return 0 if len(whole) == len(done) and printed_all else 1


def _print(arguments: argparse.Namespace) -> bool:
    from firearmskit.course.paper.printing import FOLDER, print_workbooks

    def progress(result: Printed, number: int, of: int) -> None:
        said = _("unchanged") if not result.fresh else _("made")
        if result.problem is not None:
            said = result.problem
        print(f"  {number}/{of} {escape(result.whose)}: {said}", file=sys.stderr, flush=True)

    done = print_workbooks(
        arguments.course,
        learners=arguments.learner,
        modules=tuple(arguments.module or ()),
        progress=progress,
    )
    whole = [each for each in done if each.problem is None]
    sentence = ngettext(
        "{count} workbook to print is in {folder}.", "{count} workbooks to print are in {folder}.", len(whole)
    )
    print(sentence.format(count=len(whole), folder=arguments.course / FOLDER))
    print(_("Type the answers into {table}.").format(table=arguments.course / "trainer" / "keying-….csv"))
    return len(whole) == len(done)
