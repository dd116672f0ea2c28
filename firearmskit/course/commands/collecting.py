"""``course collect``: what learners hand in, placed where grading reads it."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from firearmskit.errors import CourseError, escape
from firearmskit.language import ngettext
from firearmskit.language import text as _

if TYPE_CHECKING:
    from firearmskit.course.collecting import Collected, Placed

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    collect = words.add_parser("collect", help=_("take in what learners hand in, from folders, sticks and zips"))
    collect.add_argument("source", nargs="*", type=Path, metavar="SOURCE")
    collect.add_argument("--course", type=Path, default=Path())
    collect.add_argument(
        "--as", dest="learner", metavar="LEARNER", help=_("whose it is, where names and evidence don't say it")
    )
    collect.add_argument(
        "--accept", type=Path, metavar="FILE", help=_("trainer/to-resolve.csv, with the learners filled in")
    )
    collect.add_argument(
        "--keyed", metavar="FILE", help=_("a table of answers typed in from answer sheets; - to type them here")
    )
    collect.add_argument(
        "--verify", action="store_true", help=_("compare that table with what was typed before; take nothing in")
    )
    collect.set_defaults(run=_collect)


def _keyed(arguments: argparse.Namespace, progress: Callable[[Placed], None]) -> int:
    from firearmskit.course.paper.keyed import collect_keyed, type_in

    if arguments.source or arguments.learner is not None or arguments.accept is not None:
        print(_("--keyed goes alone: collect the other sources with a call of their own."), file=sys.stderr)
        return 2
    try:
        if arguments.keyed == "-":
            done = type_in(arguments.course, _ask, print, progress=progress)
        else:
            done = collect_keyed(arguments.course, Path(arguments.keyed), verify=arguments.verify, progress=progress)
    except (CourseError, OSError) as error:
        print(escape(str(error)), file=sys.stderr)
        return 2
    said = ngettext("{count} sheet was typed in.", "{count} sheets were typed in.", done.sheets)
    print(
        said.format(count=done.sheets)
        + " "
        + _("Typed in before with the same answers: {same}. Still blank: {blank}.").format(
            same=done.same, blank=done.blank
        )
    )
    for line in done.notes:
        print(line)
    print(summary(done.collected, arguments.course))
    if done.listed:
        print()
        print(_("To look at:"))
        for line in done.listed:
            print(f"  {line}")
    return 1 if done.listed or done.collected.listed else 0


def _ask(question: str) -> str | None:
    try:
        return input(question)
    except (EOFError, KeyboardInterrupt):
        print()
        return None


def _collect(arguments: argparse.Namespace) -> int:
    from firearmskit.course.collecting import collect

    def progress(placed: Placed) -> None:
        kept = "" if placed.counts else " " + _("(kept; a newer one counts)")
        print(f"  {escape(placed.place.removeprefix('submitted/'))}{kept}", file=sys.stderr, flush=True)

    if arguments.keyed is not None:
        return _keyed(arguments, progress)
    if arguments.learner is not None and not arguments.source:
        print(_("--as needs the files or folders that are the learner's."), file=sys.stderr)
        return 2
    try:
        done = collect(
            arguments.course,
            arguments.source,
            learner=arguments.learner,
            accept=arguments.accept,
            progress=progress,
        )
    except (CourseError, OSError) as error:
        print(escape(str(error)), file=sys.stderr)
        return 2  # 1 says that something is listed
    print(summary(done, arguments.course))
    if arguments.source and not done.read:
        return 2
    return 1 if done.listed else 0


def summary(done: Collected, course: Path) -> str:
    """Say what became of everything, in lines for a terminal."""
    from firearmskit.course.collecting import TO_RESOLVE

    counting = sum(placed.counts for placed in done.placed)
    lines = [
        ngettext("{count} file was placed.", "{count} files were placed.", counting).format(count=counting)
        + " "
        + ngettext("{count} had come in before.", "{count} had come in before.", done.unchanged).format(
            count=done.unchanged
        )
    ]
    over = done.junk + done.pictures
    if over:
        lines.append(
            ngettext(
                "{count} file was passed over: {junk} of systems, programs and packs, {pictures} pictures.",
                "{count} files were passed over: {junk} of systems, programs and packs, {pictures} pictures.",
                over,
            ).format(count=over, junk=done.junk, pictures=done.pictures)
        )
    lines += done.notes
    later = []
    for exercise, handed_in in done.handed_in.items():
        missing = done.missing[exercise]
        everybody = len(set(handed_in) | set(missing))
        if not handed_in:
            later.append(exercise)
            continue
        line = _("{exercise}: {done} of {all} learners have handed in.").format(
            exercise=exercise, done=len(handed_in), all=everybody
        )
        if missing:
            line += " " + _("Missing: {learners}.").format(learners=", ".join(missing))
        lines.append(line)
    if later:
        lines.append(_("Nobody has handed in {exercises} yet.").format(exercises=", ".join(later)))
    if done.listed:
        lines += [
            "",
            ngettext("{count} thing wasn't placed:", "{count} things weren't placed:", len(done.listed)).format(
                count=len(done.listed)
            ),
        ]
        lines += [f"  {listed.file}: {listed.why}" for listed in done.listed]
    if any(listed.to_resolve for listed in done.listed):
        path, folder = shlex.quote(str(course / TO_RESOLVE)), shlex.quote(str(course))
        lines += [
            "",
            _(
                "Say whose these are: fill in the column learner of {path} (- for nobody's), then run: "
                "firearmskit course collect --course {course} --accept {path}"
            ).format(path=path, course=folder),
        ]
    return "\n".join(lines)
