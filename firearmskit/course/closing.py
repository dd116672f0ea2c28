"""The end of a course: who attended, certificates, what the course achieved and what participants say of it.

Nothing here says what one person earned. Means are given for groups of at least five, and where a small group could be
computed from the others, for none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import fmean

from babel.dates import format_date

from firearmskit import language as speech
from firearmskit.course import evaluation
from firearmskit.course.answers import write_atomically
from firearmskit.course.attendance import Attendance, read_attendance
from firearmskit.course.export import capped
from firearmskit.course.lessons import read_lesson
from firearmskit.course.overview import compare
from firearmskit.course.pages import page, written
from firearmskit.course.report import gain_words
from firearmskit.course.results import Result, read_results
from firearmskit.course.roster import Learner, Person, Roster
from firearmskit.course.settings import Settings
from firearmskit.course.statistics import suppressed
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["SMALLEST_GROUP", "Closing", "close"]

SMALLEST_GROUP = 5
"""Of fewer people no mean is given: it could be put down to one of them."""


@dataclass(frozen=True, kw_only=True)
class Closing:
    """What was written at the end of a course.

    Attributes:
        report: The page for employers and donors; no name, no pseudonym, no individual result, nobody's words.
        evaluation: The page for trainers with what participants wrote on the evaluation forms, or ``None`` where there
            are too few forms.
        certificates: The page of certificates, or ``None`` where nobody can be given one.
        notes: Sentences for the trainer: what is missing, who is given no certificate and why.
    """

    report: Path
    evaluation: Path | None
    certificates: Path | None
    notes: tuple[str, ...]


def close(root: Path, *, least: float = 0.8, db: str | None = None) -> Closing:
    """Write a course's aggregate report, its certificates of attendance, and what participants say of it.

    Args:
        root: The course folder; attendance is read from ``trainer/attendance.csv``, evaluation forms from
            ``trainer/evaluation.csv``.
        least: The share of half-days, 0 to 1, from which a certificate is given.
        db: The gradebook's address for SQLAlchemy; the course's own by default.

    Raises:
        CourseError: The share isn't one, the folder isn't a course folder, or the attendance, the evaluation table or
            the gradebook can't be read.
    """
    if not 0 <= least <= 1:
        raise CourseError(_("the share {least} isn't between 0 and 1").format(least=quote(least)))
    Store.at(root)
    settings, roster = Settings.read(root), Roster(root)
    learners, attendance = roster.learners(), read_attendance(root)
    notes = []
    try:
        people = roster.people()
    except CourseError as error:
        people = {}
        notes.append(str(error))
    strangers = sorted(set(attendance.there) - {learner.id for learner in learners})
    if strangers:
        notes.append(
            _("The attendance table has learners who aren't in the roster: {learners}.").format(
                learners=", ".join(map(escape, strangers))
            )
        )
    said = evaluation.summary(_forms(root))
    if not said.forms:
        notes.append(_("No evaluation form was typed into {file}.").format(file=evaluation.EVALUATION))
    folder = root / "reports"
    folder.mkdir(exist_ok=True)
    report = folder / "closing.html"
    results = [result for result in read_results(root, db=db) if result.is_taken]
    body = "".join(
        (
            _held(root, settings, len(learners)),
            _attended(learners, people, attendance),
            _learned(results),
            _gained(results),
            _rated(said),
        )
    )
    write_atomically(report, page(_("{course}: closing report").format(course=settings.title), body))
    comments = _commented(settings, said, folder / "evaluation.html")
    certificates = None
    earned = []
    for learner in learners:
        share = attendance.share(learner.id)
        if learner.id not in people:
            continue
        if share is None:
            notes.append(_("{learner}: no attendance is recorded, so no certificate.").format(learner=learner.id))
        elif share < least:
            notes.append(
                _("{learner}: was there on {share} of the half-days, so no certificate.").format(
                    learner=learner.id, share=f"{share:.0%}"
                )
            )
        else:
            earned.append((learner, people[learner.id], attendance))
    (folder / "certificates.html").unlink(missing_ok=True)  # of an earlier call
    if earned:
        certificates = folder / "certificates.html"
        sheets = "".join(_certificate(settings, *each) for each in earned)
        write_atomically(certificates, page(_("Certificates of attendance"), sheets, style=_SHEET), mode=0o600)
    return Closing(report=report, evaluation=comments, certificates=certificates, notes=tuple(notes))


def _forms(root: Path) -> tuple[evaluation.Form, ...]:
    try:
        data = (root / evaluation.EVALUATION).read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CourseError(
            _("{file} can't be read ({kind})").format(file=evaluation.EVALUATION, kind=type(error).__name__)
        ) from None
    return evaluation.parse_evaluation(data)


def _table(head: Iterable[str], rows: Iterable[Iterable[object]], caption: str) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    return f"<table><caption>{escape(caption)}</caption><tr>{heads}</tr>{lines}</table>"


def _held(root: Path, settings: Settings, count: int) -> str:
    said = [ngettext("{count} person took part.", "{count} people took part.", count).format(count=count)]
    if settings.days:
        said.insert(0, _("Held {when}.").format(when=_when(settings)))
    if settings.modules:
        titles = (lesson.title if (lesson := read_lesson(root, each)) else each for each in settings.modules)
        said.append(_("Modules: {modules}.").format(modules="; ".join(titles)))
    return f"<p>{escape(' '.join(said))}</p>"


def _when(settings: Settings) -> str:
    first, last = (format_date(day, "long", locale=speech.current()) for day in (settings.days[0], settings.days[-1]))
    if first == last:
        return _("on {day}").format(day=first)
    return _("from {first} to {last}").format(first=first, last=last)


def _attended(learners: tuple[Learner, ...], people: Mapping[str, Person], attendance: Attendance) -> str:
    """Give attendance by agency and sex."""
    titles: dict[str | None, str] = {"female": _("women"), "male": _("men"), "other": _("other")}
    unknown = _("not recorded")
    said = [f"<h2>{escape(_('Attendance'))}</h2>"]
    for heading, group_of in (
        (_("Agency"), lambda person: person.agency or unknown),
        (_("Sex"), lambda person: titles.get(person.sex, unknown)),
    ):
        said.append(_by(learners, people, attendance, heading, group_of, unknown))
    if attendance.sessions:
        rows = []
        for session in attendance.sessions:
            known = [there[session] for there in attendance.there.values() if session in there]
            rows.append((session, sum(known), len(known)))
        said.append(_table((_("Half-day"), _("there"), _("recorded")), rows, _("Attendance by half-day")))
    else:
        said.append(f"<p>{escape(_('No attendance was recorded.'))}</p>")
    return "".join(said)


def _by(
    learners: tuple[Learner, ...],
    people: Mapping[str, Person],
    attendance: Attendance,
    heading: str,
    group_of: Callable[[Person], str],
    unknown: str,
) -> str:
    groups: dict[str, list[str]] = {}
    for learner in learners:
        groups.setdefault(group_of(people[learner.id]) if learner.id in people else unknown, []).append(learner.id)
    rows = []
    shares = {
        group: [share for member in members if (share := attendance.share(member)) is not None]
        for group, members in groups.items()
    }
    hidden = suppressed({group: len(known) for group, known in shares.items()}, fewest=SMALLEST_GROUP)
    for group, members in sorted(groups.items()):
        known = shares[group]
        mean = f"{fmean(known):.0%}" if known and group not in hidden else "—"
        came = "—" if group in hidden else sum(share > 0 for share in known)
        rows.append((group, len(members), came, mean))
    head = (heading, _("registered"), _("came"), _("half-days attended"))
    return _table(head, rows, _("Attendance by {group}").format(group=heading.lower()))


def _learned(results: Iterable[Result]) -> str:
    """Give means for each exercise's tasks, where enough people were scored."""
    said = [f"<h2>{escape(_('What was achieved'))}</h2>"]
    results = list(results)
    count = Counter(result.exercise.id for result in results if result.points is not None)
    for exercise in {result.exercise.id: result.exercise for result in results}.values():
        scored = count[exercise.id]
        if scored < SMALLEST_GROUP:
            sentence = _("{exercise}: fewer than {least} people were scored, so no mean is given.").format(
                exercise=_(exercise.title), least=SMALLEST_GROUP
            )
            said.append(f"<p>{escape(sentence)}</p>")
            continue
        rows = []
        for task in exercise.tasks:
            shares = [
                points / task.points
                for result in results
                if result.exercise.id == exercise.id and (points := result.points_of(task.id)) is not None
            ]
            mean = f"{capped(round(100 * fmean(shares)))}\N{NO-BREAK SPACE}%" if len(shares) >= SMALLEST_GROUP else "—"
            rows.append((_(task.title), len(shares) if len(shares) >= SMALLEST_GROUP else "—", mean))
        said.append(_table((_("task"), _("people"), _("mean share of points")), rows, _(exercise.title)))
    if len(said) == 1:
        said.append(f"<p>{escape(_('Nothing was graded.'))}</p>")
    return "".join(said)


def _gained(results: Iterable[Result]) -> str:
    """Give what changed from the pre-test to the post-test, where enough people took both."""
    said = []
    for each in compare(results):
        if each.gain.pairs < SMALLEST_GROUP:
            sentences = [
                _("Fewer than {least} people took both tests, so no gain is given.").format(least=SMALLEST_GROUP)
            ]
        else:
            sentences = list(gain_words(each.gain))
        said += [f"<p>{escape(sentence)}</p>" for sentence in sentences]
    if not said:
        said = [f"<p>{escape(_('No pre-test and post-test were taken.'))}</p>"]
    return f"<h2>{escape(_('From pre-test to post-test'))}</h2>{''.join(said)}"


def _rated(said: evaluation.Summary) -> str:
    """Give the participants' ratings; what they wrote stays with the trainers."""
    head = f"<h2>{escape(_('What participants say'))}</h2>"
    count = ngettext("{count} form", "{count} forms", said.forms).format(count=said.forms)
    if not said.ratings:
        few = _("With fewer than {fewest} forms nothing is shown: one would know who wrote what.")
        return f"{head}<p>{escape(f'{count}. {few.format(fewest=evaluation.FEWEST)}')}</p>"
    rows = []
    for rating in said.ratings:
        statement = evaluation.QUESTIONS[rating.sign]
        rows.append((_(statement), "—" if rating.median is None else f"{rating.median:g}", *rating.counts))
    scale = (f"{value} = {_(word)}" for value, word in evaluation.SCALE.items())
    return f"{head}{_table((_('statement'), _('median'), *scale), rows, count)}"


def _commented(settings: Settings, said: evaluation.Summary, path: Path) -> Path | None:
    """Write what participants wrote, for the trainers."""
    if not said.ratings:
        path.unlink(missing_ok=True)  # of an earlier call, before forms were taken out
        return None
    body = _rated(said)
    for sign, texts in said.comments.items():
        question = evaluation.QUESTIONS[sign]
        body += f"<h2>{escape(_(question))}</h2><ul>{''.join(f'<li>{written(text)}</li>' for text in texts)}</ul>"
    write_atomically(path, page(_("{course}: evaluation forms").format(course=settings.title), body), mode=0o600)
    return path


_SHEET = """
@page{size:A4 landscape;margin:0}
h1{font-size:1rem}
.sheet{border:3px double currentColor;margin:1rem auto;padding:2.5rem;max-width:56rem;text-align:center;
break-after:page;break-inside:avoid}
.sheet h2{font-size:2rem;margin:.5rem 0 1.5rem}.sheet .name{font-size:2.2rem;font-weight:600;margin:1rem 0}
.sheet .sign{display:flex;justify-content:space-around;gap:3rem;margin-top:5rem}
.sheet .sign span{border-top:1px solid currentColor;flex:1;padding-top:.3rem}
@media print{h1{display:none}.sheet{margin:1.5cm;max-width:none;min-height:14cm}}
"""


def _certificate(settings: Settings, learner: Learner, person: Person, attendance: Attendance) -> str:
    with speech.speaking(learner.language):
        known = attendance.there[learner.id]
        lines = [
            f"<h2>{escape(_('Certificate of attendance'))}</h2>",
            f'<p class="name"><bdi>{escape(person.name)}</bdi></p>',
            f"<p>{escape(_('attended the course'))}</p>",
            f"<p><strong>{escape(settings.title)}</strong></p>",
        ]
        if settings.days:
            lines.append(f"<p>{escape(_('held {when}').format(when=_when(settings)))}</p>")
        there = ngettext("{there} of {all} half-day", "{there} of {all} half-days", len(known))
        lines.append(f"<p>{escape(there.format(there=sum(known.values()), all=len(known)))}</p>")
        lines.append(f"<p>{escape(_('This certifies attendance. It says nothing about results.'))}</p>")
        sign = f"<span>{escape(_('Place and date'))}</span><span>{escape(_('For the course'))}</span>"
        lines.append(f'<div class="sign">{sign}</div>')
        return f'<section class="sheet" lang="{speech.current()}">{"".join(lines)}</section>'
