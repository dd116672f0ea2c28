"""When what is taught: the modules' minutes, laid over the days of a course with breaks between them.

A module's minutes come from the front matter of its lesson (``teaching_min``, ``exercise_min``). Where the session plan
of its facilitator's page can be read whole, its steps are laid out instead, without the breaks that it has itself.
The tests of ``assessments`` stand before and after everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from html import escape
from pathlib import Path
from typing import Any, Literal

from firearmskit import language
from firearmskit.course import assessment
from firearmskit.course.packs import all_exercises, find_exercise
from firearmskit.course.pages import page
from firearmskit.course.settings import Settings
from firearmskit.errors import CourseError, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = [
    "BREAK_MIN",
    "LUNCH_MIN",
    "Entry",
    "ModuleMinutes",
    "Timetable",
    "half_days",
    "lay_out",
    "timetable_html",
    "timetable_rows",
]

LUNCH_MIN = 60
BREAK_MIN = 15
LUNCH_FROM_MIN = 6 * 60
"""A day that is at least that long has a lunch break in its middle."""
BREAK_FROM_MIN = 150
"""A morning, an afternoon or a short day that is at least that long has a short break in its middle."""
PIECE_MIN = 15
"""A lesson or an exercise may be parted by a break, but no part is shorter."""
QUESTION_MIN = 1.5
"""For each question of a test, as its page says."""
EVALUATION_MIN = 10
_ROUND_MIN = 5
_MOST_MIN = 10_000
_MAX_BYTES = 1_000_000

Kind = Literal["work", "break", "lunch", "reserve"]


@dataclass(frozen=True, kw_only=True)
class ModuleMinutes:
    """How long a module takes.

    Attributes:
        module: The module's folder.
        title: As its lesson has it.
        teaching: Minutes of the lesson, ``None`` where nothing says so.
        exercise: Minutes of the exercise, ``None`` where nothing says so.
        steps: What is laid out, each with its minutes, and whether a break may part it.
    """

    module: str
    title: str
    teaching: int | None
    exercise: int | None
    steps: tuple[tuple[str, int, bool], ...]

    @property
    def minutes(self) -> int:
        """All that is laid out."""
        return sum(minutes for _what, minutes, _parts in self.steps)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the timetable; ``day`` counts from 1, the times are minutes after midnight."""

    day: int
    begins: int
    ends: int
    kind: Kind
    what: str
    module: str | None = None


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """What was laid out.

    Attributes:
        settings: Of the course.
        modules: In the order of teaching.
        entries: In the order of time; those of days that the course doesn't have come last.
        notes: Sentences for the trainer.
    """

    settings: Settings
    modules: tuple[ModuleMinutes, ...]
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]

    @property
    def days_needed(self) -> int:
        """How many days everything takes."""
        return max((entry.day for entry in self.entries if entry.kind == "work"), default=0)

    @property
    def days_given(self) -> int:
        """How many days the course has; those that it needs where none were decided."""
        return len(self.settings.days) or self.days_needed

    def date_of(self, day: int) -> date | None:
        """Give the date of a day, where the course has it."""
        return self.settings.days[day - 1] if day <= len(self.settings.days) else None


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _middle(begins: int, ends: int, length: int) -> tuple[int, int]:
    at = round(((begins + ends) / 2 - length / 2) / _ROUND_MIN) * _ROUND_MIN
    return at, at + length


def _halves(starts: int, ends: int) -> list[tuple[int, int]]:
    if ends - starts < LUNCH_FROM_MIN:
        return [(starts, ends)]
    lunch = _middle(starts, ends, LUNCH_MIN)
    return [(starts, lunch[0]), (lunch[1], ends)]


def _sessions(starts: int, ends: int) -> list[tuple[int, int]]:
    """Give the parts of a day between its breaks."""
    found = []
    for begins, stops in _halves(starts, ends):
        if stops - begins < BREAK_FROM_MIN:
            found.append((begins, stops))
        else:
            pause = _middle(begins, stops, BREAK_MIN)
            found += [(begins, pause[0]), (pause[1], stops)]
    return found


def half_days(table: Timetable) -> tuple[str, ...]:
    """Name the half-days of a course, for a list of attendance: a date or a number, and ``AM`` or ``PM``."""
    halves = ["AM", "PM"][: len(_halves(_minutes(table.settings.starts), _minutes(table.settings.ends)))]
    names = []
    for day in range(1, table.days_given + 1):
        known = table.date_of(day)
        name = known.isoformat() if known else f"day {day}"
        names += [f"{name} {half}" for half in halves] if len(halves) > 1 else [name]
    return tuple(names)


def lay_out(root: Path, settings: Settings | None = None) -> Timetable:
    """Lay the modules of a course over its days.

    Args:
        root: The course folder, with ``curriculum/``.
        settings: Those of the folder by default.

    Returns:
        The timetable; it says what doesn't fit, and how many days would be needed.

    Raises:
        CourseError: The settings, or a lesson's front matter, can't be used.
    """
    settings = settings or Settings.read(root)
    wanted = settings.modules or tuple(sorted({each.module for each in all_exercises()}))
    notes: list[str] = []
    modules = tuple(_module(root, module, notes) for module in wanted if module != assessment.FOLDER)
    if assessment.FOLDER in wanted:
        before, after = (_test(form, wanted) for form in assessment.FORMS)
        modules = (before, *modules, after)
    entries = tuple(_laid(modules, _minutes(settings.starts), _minutes(settings.ends)))
    table = Timetable(settings=settings, modules=modules, entries=entries, notes=())
    left = sum(entry.ends - entry.begins for entry in _beyond(table) if entry.kind == "work")
    if left:
        notes.append(
            ngettext(
                "{minutes} minutes don't fit into {count} day; {needed} days would be needed.",
                "{minutes} minutes don't fit into {count} days; {needed} days would be needed.",
                table.days_given,
            ).format(minutes=left, count=table.days_given, needed=table.days_needed)
        )
    elif table.days_needed < len(settings.days):
        notes.append(
            _("Everything fits into {needed} of the {days} days of the course.").format(
                needed=table.days_needed, days=len(settings.days)
            )
        )
    if not settings.days:
        notes.append(_("No days were decided yet: course new --from and --days write them into course.toml."))
    return Timetable(settings=settings, modules=modules, entries=entries, notes=tuple(notes))


def _beyond(table: Timetable) -> tuple[Entry, ...]:
    return tuple(entry for entry in table.entries if entry.day > table.days_given)


def _laid(modules: Sequence[ModuleMinutes], starts: int, ends: int) -> Iterator[Entry]:
    sessions = _sessions(starts, ends)
    longest = max(end - begin for begin, end in sessions)
    piece = min(PIECE_MIN, longest)
    day, at = 1, 0
    now, until = sessions[0]
    for module in modules:
        for what, minutes, may_part in module.steps:
            rest = minutes
            while rest:
                room = until - now
                if rest <= room:
                    taken = rest
                elif (may_part or minutes > longest) and room >= piece:
                    taken = room if rest - room >= piece else rest - piece
                else:
                    if room:
                        yield Entry(day=day, begins=now, ends=until, kind="reserve", what=_("Reserve"))
                    at = (at + 1) % len(sessions)
                    if at:
                        pause: Kind = "lunch" if sessions[at][0] - until >= LUNCH_MIN else "break"
                        said = _("Lunch") if pause == "lunch" else _("Break")
                        yield Entry(day=day, begins=until, ends=sessions[at][0], kind=pause, what=said)
                    day += not at
                    now, until = sessions[at]
                    continue
                said = what if rest == minutes else _("{what} (continued)").format(what=what)
                yield Entry(day=day, begins=now, ends=now + taken, kind="work", what=said, module=module.module)
                now, rest = now + taken, rest - taken


def _test(form: str, modules: Sequence[str]) -> ModuleMinutes:
    what = find_exercise(f"{assessment.FOLDER}/{form}")
    minutes = -(-len(assessment.asked(modules)) * QUESTION_MIN // _ROUND_MIN) * _ROUND_MIN
    steps = [(_(what.title), round(minutes), False)]
    if form == assessment.FORMS[-1]:
        steps.append((_("Evaluation form"), EVALUATION_MIN, False))
    return ModuleMinutes(
        module=assessment.FOLDER, title=_(what.title), teaching=None, exercise=round(minutes), steps=tuple(steps)
    )


def _module(root: Path, module: str, notes: list[str]) -> ModuleMinutes:
    folder = root / "curriculum" / module
    front = _front_matter(folder / "index.md")
    teaching, exercise = (_count(front, name, module) for name in ("teaching_min", "exercise_min"))
    words = _translations(root, module)
    written = str(front.get("title") or module)
    title = words.get(written, written)
    if teaching is None and exercise is None:
        notes.append(_("How long {module} takes isn't known: its lesson doesn't say.").format(module=module))
        return ModuleMinutes(module=module, title=title, teaching=None, exercise=None, steps=())
    together = (teaching or 0) + (exercise or 0)
    steps = _plan(folder / "facilitator.md", words)
    planned = sum(minutes for _what, minutes, _parts in steps)
    if planned < together:  # there is none, or one that leaves something out
        blocks = (_("Lesson"), teaching, True), (_("Exercise"), exercise, True)
        steps = tuple((what, minutes, parts) for what, minutes, parts in blocks if minutes)
    return ModuleMinutes(module=module, title=title, teaching=teaching, exercise=exercise, steps=steps)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_MAX_BYTES).decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise CourseError(_("{name} can't be read: {error}").format(name=path, error=error)) from None


def _front_matter(path: Path) -> dict[str, Any]:
    import yaml

    text = _read(path)
    if not text.startswith("---\n"):
        return {}
    try:
        found = yaml.safe_load(text[4:].partition("\n---\n")[0])
    except yaml.YAMLError as error:
        raise CourseError(
            _("the front matter of {name} can't be read: {error}").format(name=path, error=" ".join(str(error).split()))
        ) from None
    return found if isinstance(found, dict) else {}


def _count(front: dict[str, Any], name: str, module: str) -> int | None:
    value = front.get(name)
    if value is None:
        return None
    if type(value) is not int or not 0 <= value <= _MOST_MIN:
        raise CourseError(
            _("the lesson of {module} says {name}: {value}; that isn't a number of minutes").format(
                module=module, name=name, value=quote(value)
            )
        )
    return value


def _translations(root: Path, module: str) -> dict[str, str]:
    """Give what the pages of a module say in the language spoken now: ``{English: translated}``."""
    code = language.current()
    folder = root / "curriculum" / "locale" / code / "LC_MESSAGES" / "curriculum" / module
    found: dict[str, str] = {}
    for name in ("index.po", "facilitator.po"):
        text = _read(folder / name) if code != "en" else ""
        if text:
            from babel.messages.pofile import PoFileError, read_po

            try:
                catalogue = read_po(text.splitlines(keepends=True))
            except PoFileError:
                continue  # the timetable then says it in English
            found |= {each.id: each.string for each in catalogue if each.id and each.string and not each.fuzzy}
    return found


_TIMES = re.compile(r"(\d{1,2}):(\d\d)\s*[–—-]\s*(\d{1,2}):(\d\d)")
_BOLD = re.compile(r"\*\*(.+?)\.?\*\*")


def _plan(path: Path, words: dict[str, str]) -> tuple[tuple[str, int, bool], ...]:
    """Read the steps of a session plan, without its breaks; nothing where its times don't follow on each other."""
    rows = re.search(r"^## Session plan$.*?^(\|.*?)(?:\n(?!\|)|\Z)", _read(path), re.MULTILINE | re.DOTALL)
    steps = []
    last: int | None = None
    for row in rows[1].splitlines()[2:] if rows else ():
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        times = _TIMES.fullmatch(cells[0])
        if times is None or len(cells) < 2 or not cells[1]:
            return ()
        begins, ends = (int(times[hour]) * 60 + int(times[hour + 1]) for hour in (1, 3))
        if ends <= begins or (last is not None and begins != last):
            return ()
        last = ends
        if re.match(r"\W*(break|lunch|pause)\b", cells[1], re.IGNORECASE):
            continue
        said = words.get(cells[1], cells[1])
        name = _BOLD.match(said)
        steps.append((name[1] if name else re.split(r"(?<=[.:])\s", said)[0].rstrip(".:"), ends - begins, False))
    return tuple(steps)


def timetable_rows(table: Timetable) -> list[list[str]]:
    """Give the timetable as rows: day, date, begins, ends, minutes, module, what, and 1 if the course has that day."""
    rows = [["day", "date", "begins", "ends", "minutes", "module", "what", "fits"]]
    for entry in table.entries:
        known = table.date_of(entry.day)
        rows.append(
            [
                str(entry.day),
                known.isoformat() if known else "",
                _clock(entry.begins),
                _clock(entry.ends),
                str(entry.ends - entry.begins),
                entry.module or "",
                entry.what,
                str(int(entry.day <= table.days_given)),
            ]
        )
    return rows


def _locale() -> str:
    """Say how dates are written; English speakers outside the United States put the day first."""
    return "en_GB" if language.current() == "en" else language.current()


def _day_html(table: Timetable, day: int) -> str:
    from babel.dates import format_date

    known = table.date_of(day)
    heading = _("Day {day}").format(day=day)
    if known is not None:
        heading = _("Day {day}: {date}").format(day=day, date=format_date(known, "full", locale=_locale()))
    titles = {each.module: each.title for each in table.modules if each.module != assessment.FOLDER}
    rows = []
    for entry in table.entries:
        if entry.day != day:
            continue
        what = escape(entry.what)
        if entry.kind != "work":
            what = f"<em>{what}</em>"
        rows.append(
            f'<tr class="{entry.kind}"><td class="points">{_clock(entry.begins)}–{_clock(entry.ends)}</td>'
            f"<td>{what}</td><td>{escape(titles.get(entry.module or '', ''))}</td>"
            f'<td class="points">{entry.ends - entry.begins}</td></tr>'
        )
    if not rows:
        return ""
    head = _head(_("Time"), _("What"), _("Module"), figures=(_("Minutes"),))
    lines = "\n".join(rows)
    return f"<h2>{escape(heading)}</h2>\n<table>{head}\n<tbody>\n{lines}\n</tbody></table>"


def _head(*words: str, figures: Sequence[str]) -> str:
    """Give the head of a table: columns of words, then columns of figures."""
    cells = "".join(f"<th>{escape(word)}</th>" for word in words)
    cells += "".join(f'<th class="points">{escape(word)}</th>' for word in figures)
    return f"<thead><tr>{cells}</tr></thead>"


def timetable_html(table: Timetable) -> str:
    """Give the timetable as a page in the language spoken now: what doesn't fit first, then day by day."""
    parts = [f"<p><strong>{escape(note)}</strong></p>" for note in table.notes]
    days = range(1, table.days_given + 1)
    parts += [_day_html(table, day) for day in days]
    if table.days_needed > table.days_given:
        beyond = _("What does not fit")
        parts.append(f"<h2>{escape(beyond)}</h2>")
        parts += [
            _day_html(table, day).replace("<h2>", "<h3>").replace("</h2>", "</h3>")
            for day in range(table.days_given + 1, table.days_needed + 1)
        ]
    heading = _("How long the modules take")
    parts.append(f"<h2>{escape(heading)}</h2>")
    rows = "".join(
        f'<tr><td>{escape(each.title)}</td><td class="points">{_known(each.teaching)}</td>'
        f'<td class="points">{_known(each.exercise)}</td><td class="points">{each.minutes}</td></tr>'
        for each in table.modules
    )
    sums = (
        sum(each.teaching or 0 for each in table.modules),
        sum(each.exercise or 0 for each in table.modules),
        sum(each.minutes for each in table.modules),
    )
    together = "".join(f'<td class="points">{minutes}</td>' for minutes in sums)
    head = _head(_("Module"), figures=(_("Lesson"), _("Exercise"), _("Laid out")))
    label = _("Together")
    last = f"<tr><td>{escape(label)}</td>{together}</tr>"
    parts.append(f"<table>{head}<tbody>{rows}{last}</tbody></table>")
    parts.append(
        "<p>"
        + escape(
            _(
                "Minutes of lessons and exercises are those of the lessons' pages; where a facilitator's page has a "
                "session plan, its steps are laid out, also those that it adds, such as a debrief. A day of 6 hours or "
                "more has {lunch} minutes for lunch in its middle; each half of it, and a shorter day, has a break of "
                "{pause} minutes when it lasts 2½ hours or more. The opening isn't in it."
            ).format(lunch=LUNCH_MIN, pause=BREAK_MIN)
        )
        + "</p>"
    )
    title = _("Timetable: {course}").format(course=table.settings.title)
    return page(title, "\n".join(parts), style="tr.break td,tr.lunch td,tr.reserve td{color:#5c6670}\n")


def _known(minutes: int | None) -> str:
    return "—" if minutes is None else str(minutes)
