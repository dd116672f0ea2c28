"""The trainer's pack: right answers, timetable and lists to print. Names stand only in what is made on demand.

============================== ==============================================================
``trainer/pack/answers.html``  which pages of right answers there are
``trainer/pack/answers-*.html`` one page an exercise: each learner's right answers
``trainer/pack/timetable.*``   when what is taught
``trainer/pack/attendance.html`` a list to sign, with pseudonyms
``trainer/attendance.csv``     learner × half-day, to fill with 1 and 0
``trainer/evaluation.csv``     evaluation form × question, to type the forms in
============================== ==============================================================
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote as address

from firearmskit import language
from firearmskit.course import display
from firearmskit.course.answers import write_atomically
from firearmskit.course.evaluation import EVALUATION, empty_table
from firearmskit.course.packs import Exercise, all_exercises
from firearmskit.course.pages import page
from firearmskit.course.releasing import released_learners
from firearmskit.course.roster import Learner, Person, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tables import csv_text, harmless, write_table
from firearmskit.course.tasks import Field, Task, right_answer
from firearmskit.course.timetable import Timetable, half_days, lay_out, timetable_html, timetable_rows
from firearmskit.errors import CourseError, PackError, quote
from firearmskit.language import text as _

__all__ = ["ATTENDANCE", "names_html", "names_rows", "sign_in_html", "write_outside", "write_trainer_pack"]

ATTENDANCE = Path("trainer", "attendance.csv")
_COLUMNS_A_SHEET = 6
"""Half-days beside each other on a list to sign; more would leave no room for a signature."""


def write_trainer_pack(root: Path) -> tuple[str, ...]:
    """Write the trainer's pack in the language spoken now, for everybody who has a pack.

    Args:
        root: The course folder.

    Returns:
        Sentences for the trainer: what the timetable can't hold, and which file was left as it is.

    Raises:
        CourseError: The folder is no course, or its settings can't be used.
    """
    store = Store.at(root)
    folder = store.folder / "pack"
    folder.mkdir(mode=0o700, exist_ok=True)
    table = lay_out(store.root)
    write_atomically(folder / "timetable.html", timetable_html(table))
    write_table(folder / "timetable.csv", timetable_rows(table), mode=0o666)
    links = []
    for what in all_exercises():
        learners = released_learners(store, what)
        if learners:
            name = f"answers-{what.module}-{what.slug}.html"
            write_atomically(folder / name, _answers_html(store, what, learners), mode=0o600)
            links.append(f'<li><a href="{address(name)}">{escape(_(what.title))}</a> ({len(learners)})</li>')
    title = _("Right answers: {course}").format(course=table.settings.title)
    listed = f"<p>{escape(_keep_to_yourself())}</p><ul>{''.join(links)}</ul>"
    write_atomically(folder / "answers.html", page(title, listed), mode=0o600)
    learners = tuple(each.id for each in _everybody(store))
    write_atomically(folder / "attendance.html", sign_in_html(store.root))
    note = _write_attendance(store.root / ATTENDANCE, learners, half_days(table))
    if not (forms := store.root / EVALUATION).exists():
        write_atomically(forms, empty_table(len(learners)), mode=0o600)
    return (*table.notes, *([note] if note else []))


def _keep_to_yourself() -> str:
    return _("For the trainer alone: this page says what is right in each learner's case.")


def _everybody(store: Store) -> tuple[Learner, ...]:
    """Give the learners of the roster, and those who were given a pack without being on one."""
    known = Roster(store.root).learners()
    others = {learner for what in all_exercises() for learner in released_learners(store, what)}
    language_of = Settings.read(store.root).language
    strangers = sorted(others - {each.id for each in known})
    return (*known, *(Learner(id=each, language=language_of) for each in strangers))


def _answers_html(store: Store, what: Exercise, learners: Sequence[str]) -> str:
    teams = {each.id: each.team for each in Roster(store.root).learners()}
    contents: dict[str, list[str]] = {}
    parts = []
    for learner in learners:
        place = f"learner-{learner}"
        link = f'<a href="#{address(place)}">{escape(learner)}</a>'
        contents.setdefault(teams.get(learner) or "", []).append(link)
        parts.append(f'<h2 id="{escape(place)}">{escape(learner)}</h2>')
        try:
            frozen = store.frozen(what, learner=learner)
        except (CourseError, PackError) as error:
            parts.append(f"<p>{escape(str(error))}</p>")
            continue
        said = _("Pack {pack}, in the language {language}.").format(pack=frozen.pack, language=frozen.language)
        parts.append(f"<p>{escape(said)}</p>")
        for task in what.tasks:
            parts.append(f"<h3>{escape(_(task.title))}</h3>")
            if task.rubric:
                parts.append(display.rubric_html(task) + display.model_html(task, frozen.evidence, frozen.truth))
                continue
            answer = right_answer(task, frozen.evidence, frozen.truth[task.id])
            parts.append(display.answers_html(task, frozen.evidence, answer))
            parts.append(_also_html(task, frozen))
    lists = "".join(
        f"<p>{f'<strong>{escape(team)}</strong>: ' if team else ''}{' · '.join(links)}</p>"
        for team, links in contents.items()
    )
    title = _("Right answers: {exercise}").format(exercise=_(what.title))
    head = f"<p>{escape(_keep_to_yourself())}</p>\n<nav>{lists}</nav>\n"
    return page(title, head + "\n".join(parts), style="@media print{h2{break-before:page}h2,h3{break-after:avoid}}\n")


def _also_html(task: Task, frozen: Frozen) -> str:
    """Say which other answers earn all the points of a field, and which earn half of them."""
    lines = []
    for asked in task.fields(frozen.evidence):
        planted = frozen.truth[task.id][asked.key]
        if asked.kind in ("choices", "order"):
            continue
        for sentence, values in (
            (_("{field}: also right: {values}"), planted["accept"][1:]),
            (_("{field}: half the points: {values}"), planted.get("half", ())),
        ):
            if values:
                shown = "; ".join(_shown(asked, each) for each in values)
                lines.append(sentence.format(field=asked.title, values=shown))
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def _shown(asked: Field, value: Any) -> str:
    return {option.value: option.label for option in asked.choices}.get(value, str(value))


def _write_attendance(path: Path, learners: Sequence[str], halves: Sequence[str]) -> str | None:
    """Write the list of attendance, or add to it who and which half-day is missing; what was filled in stays.

    Returns:
        Why the file was left as it is, or ``None``.
    """
    learners = [harmless(learner) for learner in learners]
    rows = [["learner", *halves], *([learner, *[""] * len(halves)] for learner in learners)]
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        write_atomically(path, csv_text(rows), mode=0o600)
        return None
    except (OSError, ValueError) as error:
        return _("{name} was left as it is: it can't be read ({error}).").format(name=ATTENDANCE, error=error)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        before = [row for row in table if any(row)]
    except csv.Error as error:
        return _("{name} was left as it is: it can't be read ({error}).").format(name=ATTENDANCE, error=error)
    if not before or before[0][0].strip() != "learner":
        return _("{name} was left as it is: its first column isn't {column}.").format(
            name=ATTENDANCE, column=quote("learner")
        )
    if not any(cell.strip() for row in before[1:] for cell in row[1:]):
        missing_rows, added = rows[1:], rows  # nothing was filled in yet
    else:
        new = [half for half in halves if half not in before[0]]
        there = {row[0].strip() for row in before[1:]}
        width = max(map(len, before))
        filled = [row + [""] * (width - len(row)) for row in before]
        missing_rows = [[learner, *[""] * (width - 1)] for learner in learners if learner not in there]
        added = [row + (new if number == 0 else [""] * len(new)) for number, row in enumerate([*filled, *missing_rows])]
        if not new and not missing_rows:
            return None
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(added)
    if written.getvalue() != text:
        write_atomically(path, written.getvalue(), mode=0o600)
    return None


def sign_in_html(root: Path, people: Mapping[str, Person] | None = None) -> str:
    """Give a list to sign, one column a half-day: by pseudonym, or by name for those who are given.

    It passes from hand to hand, so it never says who is behind which pseudonym.

    Args:
        root: The course folder.
        people: ``{pseudonym: person}``.
    """
    store = Store.at(root)
    table = lay_out(store.root)
    learners = [each.id for each in _everybody(store)]
    if people is None:
        label, called = _("Pseudonym"), learners
    else:
        label = _("Name")
        called = sorted((people[each].name if each in people else each for each in learners), key=str.casefold)
    halves = half_days(table)
    parts = []
    for first in range(0, max(1, len(halves)), _COLUMNS_A_SHEET):
        columns = halves[first : first + _COLUMNS_A_SHEET]
        heads = f"<th>{escape(label)}</th>"
        heads += "".join(f'<th class="sign">{escape(_half(each, table))}</th>' for each in columns)
        signs = "<td></td>" * len(columns)
        rows = "".join(f"<tr><td><bdi>{escape(each)}</bdi></td>{signs}</tr>" for each in called)
        parts.append(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")
    title = _("Attendance: {course}").format(course=table.settings.title)
    style = (
        "@page{size:A4 landscape;margin:12mm}body{max-width:none}td{height:1.6rem}th.sign{width:13%}\n"
        "table{break-after:page}table:last-child{break-after:auto}thead{display:table-header-group}\n"
    )
    return page(title, "\n".join(parts), style=style)


def _half(name: str, table: Timetable) -> str:
    """Give a half-day as people of the language spoken now write it."""
    from babel.dates import format_date

    day, _space, half = name.rpartition(" ") if name.endswith((" AM", " PM")) else (name, "", "")
    found = next((each for each in table.settings.days if each.isoformat() == day), None)
    shown = (
        format_date(found, "E d MMM", locale=language.current())
        if found
        else _("Day {day}").format(day=day.removeprefix("day "))
    )
    return " ".join(filter(None, (shown, {"AM": _("morning"), "PM": _("afternoon")}.get(half, ""))))


def names_rows(root: Path) -> list[list[str]]:
    """Give the list with which packs are handed out: pseudonym, name, agency, language, team and file.

    Raises:
        CourseError: The names can't be opened, or there are none.
    """
    roster = Roster(root)
    learners, people = roster.learners(), roster.people()
    if not people:
        raise CourseError(_("this course has no names: take in a list with course new --roster"))
    head = [_("Pseudonym"), _("Name"), _("Agency"), _("Language"), _("Team"), _("File")]
    rows = []
    for each in learners:
        person = people.get(each.id)
        rows.append(
            [
                each.id,
                person.name if person else "",
                (person.agency if person else None) or "",
                each.language,
                each.team or "",
                f"{each.id}.zip",
            ]
        )
    return [head, *sorted(rows, key=lambda row: (row[1].casefold(), row[0]))]


def names_html(root: Path) -> str:
    """Give that list as a page to print; it says that it holds names.

    Raises:
        CourseError: The names can't be opened, or there are none.
    """
    head, *rows = names_rows(root)
    heads = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row) + "</tr>" for row in rows)
    warning = _(
        "This list says who is behind each pseudonym. Use it to hand out the packs, show it to nobody, and destroy "
        "paper and file afterwards: the course can make it again."
    )
    title = _("Who gets which pack: {course}").format(course=Settings.read(root).title)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return page(title, f"<p><strong>{escape(warning)}</strong></p>{table}", style="thead{display:table-header-group}\n")


def write_outside(root: Path, path: Path, text: str) -> None:
    """Write a page with names where the trainer wants it, for the trainer's eyes alone, outside the course folder.

    Args:
        root: The course folder.
        path: The file.
        text: What to write.

    Raises:
        CourseError: The file would lie in the course folder, where nothing says a name.
    """
    if path.resolve().is_relative_to(root.resolve()):
        raise CourseError(
            _("{path} lies in the course folder, where no file says a name; write it elsewhere").format(
                path=quote(str(path), 200)
            )
        )
    try:
        write_atomically(path, text, mode=0o600)
    except OSError as error:
        raise CourseError(
            _("{path} can't be written: {error}").format(path=quote(str(path), 200), error=error.strerror)
        ) from None
