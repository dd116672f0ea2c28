"""``course new``: a course folder of one's own."""

from __future__ import annotations

import argparse
from datetime import date, time
from pathlib import Path

from firearmskit.errors import CourseError, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["register"]


def register(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the word."""
    new = words.add_parser(
        "new",
        help=_("make a course folder with its secret"),
        description=_("Make a course folder, or complete one: what is there already stays, and nobody is added twice."),
    )
    new.add_argument("folder", type=Path)
    new.add_argument(
        "--material", type=Path, default=Path(), help=_("the folder with solutions/, exercises/ and curriculum/")
    )
    new.add_argument("--title", help=_("as participants read it; the folder's name by default"))
    new.add_argument(
        "--module",
        action="append",
        nargs="+",
        metavar="MODULE",
        help=_("a module's folder, in the order of teaching; all by default"),
    )
    new.add_argument("--in", dest="spoken", metavar="CODE", help=_("the language of the course, such as en or fr"))
    new.add_argument("--from", dest="first", metavar="YYYY-MM-DD", help=_("the first day"))
    new.add_argument("--days", type=int, metavar="N", help=_("how many days, one after the other; 1 by default"))
    new.add_argument("--starts", metavar="HH:MM", help=_("when a day begins; 09:00 by default"))
    new.add_argument("--ends", metavar="HH:MM", help=_("when a day ends; 17:00 by default"))
    new.add_argument(
        "--roster", type=Path, metavar="FILE", help=_("the list of participants, as CSV with any order of columns")
    )
    new.set_defaults(run=_new)


def _new(arguments: argparse.Namespace) -> int:
    from firearmskit.course.folder import Plan, new_course

    settings, added = new_course(
        arguments.folder,
        material=arguments.material,
        plan=Plan(
            title=arguments.title,
            modules=tuple(module for several in arguments.module or () for module in several),
            language=arguments.spoken,
            first=_day(arguments.first),
            days=arguments.days,
            starts=_time(arguments.starts),
            ends=_time(arguments.ends),
        ),
        roster=arguments.roster,
        say=print,
    )
    if arguments.roster is not None:
        sentence = ngettext("{count} learner was added.", "{count} learners were added.", len(added))
        print(sentence.format(count=len(added)))
    weekend = [day for day in settings.days if day.weekday() >= 5]
    if weekend and (arguments.first or arguments.days):
        print(
            _("The course has days at a weekend: {days}. To change them, edit “days” in course.toml.").format(
                days=", ".join(day.isoformat() for day in weekend)
            )
        )
    print(_("The course folder {folder} is ready. Keep trainer/ to yourself.").format(folder=arguments.folder))
    return 0


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise CourseError(
            _("{text} isn't a day; write it like {example}").format(text=quote(text), example="2027-03-01")
        ) from None


def _time(text: str | None) -> time | None:
    try:
        found = None if text is None else time.fromisoformat(text.zfill(5))
    except ValueError:
        found = None
    if text is not None and (found is None or found.tzinfo is not None):
        raise CourseError(
            _("{text} isn't a time of day; write it like {example}").format(text=quote(text), example="09:00")
        )
    return found
