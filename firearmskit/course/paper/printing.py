"""Workbooks for a whole course, the table to type answers into, and the trainer's marking key.

It may be stopped at any moment: a workbook is there as a whole or not at all, and the next call makes what is missing.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from firearmskit import __version__, language
from firearmskit.course import display
from firearmskit.course.answers import write_atomically
from firearmskit.course.lessons import read_lesson
from firearmskit.course.packs import Exercise, Pack, exercises_of
from firearmskit.course.pages import page
from firearmskit.course.paper.codes import code_of
from firearmskit.course.paper.questions import Question, as_typed, questions_of, typed_as
from firearmskit.course.releasing import remove_left_over
from firearmskit.course.roster import Roster
from firearmskit.course.settings import Settings
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tables import csv_text, harmless
from firearmskit.course.tasks import right_answer
from firearmskit.course.teams import Team, teams_of
from firearmskit.errors import CourseError, FirearmskitError, quote
from firearmskit.language import text as _

__all__ = ["FOLDER", "Printed", "keying_table", "print_workbooks"]

FOLDER = "paper"
_FORM = "workbook/1"
"""Raised when the same evidence would be laid out otherwise: workbooks that were made before are made again."""
_MAX_TABLE = 8 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What became of one workbook.

    Attributes:
        whose: The learner's pseudonym, or the team's name.
        exercise: ``"<module>/<slug>"``.
        file: The PDF.
        code: Of its answer sheet; nothing where there is none.
        fresh: Whether it was made now; one that is whole and up to date stays as it is.
        problem: Why there is none, or ``None``.
    """

    whose: str
    exercise: str
    file: Path
    code: str = ""
    fresh: bool = False
    problem: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Reader:
    """For whom a workbook is made: a learner, or a team."""

    id: str
    name: str
    language: str | None
    team: Team | None = None


def print_workbooks(
    root: Path,
    *,
    learners: Sequence[str] = (),
    modules: tuple[str, ...] = (),
    progress: Callable[[Printed, int, int], object] | None = None,
) -> tuple[Printed, ...]:
    """Make a workbook for each learner to whom an exercise was released, and for each team with such a learner.

    A test before or after the course is for learners alone: each is asked what they know themselves.

    Beside them it writes, for the trainer alone, the table to type answers into and the marking key.

    Args:
        root: The course folder.
        learners: Their ids; everybody to whom something was released, and the teams, by default.
        modules: Module folders; the course's by default.
        progress: Is given each workbook, its number and how many there will be.

    Returns:
        What became of each workbook, by exercise, the learners before the teams.

    Raises:
        CourseError: The folder is no course, a module doesn't exist, or a table that is filled in can't be read.
    """
    store, settings = Store.at(root), Settings.read(root)
    exercises = exercises_of(modules or settings.modules)
    jobs = [
        (what, reader)
        for what in exercises
        for reader in (*_learners(store, what, learners), *(() if learners else _teams(store, what)))
    ]
    done = []
    for what, reader in jobs:
        result = _print_one(store, settings, what, reader)
        done.append(result)
        if progress is not None:
            progress(result, len(done), len(jobs))
    for what in exercises:
        _write_table(store, what)
        _write_key(store, what)
    return tuple(done)


def _learners(store: Store, what: Exercise, wanted: Sequence[str]) -> Iterator[_Reader]:
    given = store.learners(what)
    order = [each.id for each in Roster(store.root).learners() if each.id in given]
    for learner in wanted or (*order, *sorted(set(given) - set(order))):
        yield _Reader(id=learner, name=learner, language=None)


def _teams(store: Store, what: Exercise) -> Iterator[_Reader]:
    given = set(store.learners(what))
    for team in teams_of(store.root):
        if what.pass_share is not None and given & set(team.members):
            yield _Reader(id=team.id, name=team.name, language=team.language, team=team)


def _print_one(store: Store, settings: Settings, what: Exercise, reader: _Reader) -> Printed:
    folder = store.root / FOLDER / f"{what.module}-{what.slug}"
    path = folder / (f"team-{reader.id}.pdf" if reader.team else f"{reader.id}.pdf")
    try:
        frozen = _frozen(store, settings, what, reader)
        code = code_of(frozen.pack)
        folder.mkdir(parents=True, exist_ok=True)
        remove_left_over(folder.glob(f".{path.name}.*.new"))
        stamp = _stamp(settings, reader, frozen)
        if path.is_file() and stamp.encode() in path.read_bytes():
            return Printed(whose=reader.name, exercise=what.id, file=path, code=code)
        from firearmskit.course.paper.workbook import Book, print_book

        pack = frozen.as_pack()
        book = Book(
            course=settings.title, module=_module_title(store, what, frozen.language), exercise=what, pack=pack,
            code=code, name=reader.name,
            members=reader.team.members if reader.team else (), language=frozen.language, stamp=stamp,
            picture=_pictures(store.root / "released" / reader.id / what.module, pack),
        )  # fmt: skip
        write_atomically(path, print_book(book), mode=0o600)
        return Printed(whose=reader.name, exercise=what.id, file=path, code=code, fresh=True)
    except (FirearmskitError, OSError) as error:
        return Printed(whose=reader.name, exercise=what.id, file=path, problem=str(error))


def _module_title(store: Store, what: Exercise, code: str) -> str:
    with language.speaking(code):
        lesson = read_lesson(store.root, what.module)
    return lesson.title if lesson else what.module


def _frozen(store: Store, settings: Settings, what: Exercise, reader: _Reader) -> Frozen:
    if reader.team is None:
        return store.frozen(what, learner=reader.id)
    teams = Store(store.root, teams=True)
    try:
        return teams.frozen(what, learner=reader.id)
    except CourseError:
        # Nothing was made for the team yet; what is damaged stays so, and says so.
        teams.release(what, course=settings.id, learner=reader.id, language=reader.language or settings.language)
        return teams.frozen(what, learner=reader.id)


def _stamp(settings: Settings, reader: _Reader, frozen: Frozen) -> str:
    """Say what a workbook is made from; a finished one bears it."""
    members = reader.team.members if reader.team else ()
    made_from = (_FORM, __version__, settings.title, reader.name, *members, frozen.language, frozen.pack, frozen.digest)
    return "made-from-" + hashlib.sha256("\0".join(made_from).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _pictures(folder: Path, pack: Pack) -> Callable[[str], bytes]:
    """Give pictures as they were released, or drawn from the same evidence."""

    def picture(name: str) -> bytes:
        data = display.picture_bytes(pack, name, folder)
        if data is None:
            raise CourseError(
                _("the picture {name} can't be drawn here: matplotlib is missing").format(name=quote(name))
            )
        return data

    return picture


# ---- what the trainer gets


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    code: str
    whose: str
    members: tuple[str, ...]
    frozen: Frozen


def _sheets(store: Store, what: Exercise) -> Iterator[_Sheet]:
    """Give the sheets of an exercise that can be read: the learners' in the order of the roster, then the teams'."""
    order = {each.id: place for place, each in enumerate(Roster(store.root).learners())}
    for learner in sorted(store.learners(what), key=lambda each: (order.get(each, len(order)), each)):
        try:
            frozen = store.frozen(what, learner=learner)
        except CourseError:
            continue  # its workbook said why
        yield _Sheet(code=code_of(frozen.pack), whose=learner, members=(), frozen=frozen)
    known = {each.id: each for each in teams_of(store.root)}
    teams = Store(store.root, teams=True)
    for each in teams.learners(what):
        try:
            frozen = teams.frozen(what, learner=each)
        except CourseError:
            continue
        team = known.get(each)
        name, members = (team.name, team.members) if team else (each, ())
        yield _Sheet(code=code_of(frozen.pack), whose=name, members=members, frozen=frozen)


def keying_table(what: Exercise) -> Path:
    """Say where the table to type answers of an exercise into lies, from the course folder."""
    return Path("trainer", f"keying-{what.module}-{what.slug}.csv")


def _write_table(store: Store, what: Exercise) -> None:
    """Write the table to type answers into, or add the sheets that it lacks; what is filled in stays."""
    path = store.root / keying_table(what)
    sheets = list(_sheets(store, what))
    if not sheets:
        return
    questions = questions_of(what, sheets[0].frozen.evidence)
    head = ["code", "learner", "members", *(f"{each.number} {as_typed(each)}" for each in questions)]
    rows = [[each.code, each.whose, " ".join(each.members), *[""] * len(questions)] for each in sheets]
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        write_atomically(path, "\ufeff" + csv_text([head, *rows]), mode=0o600)
        return
    if len(data) > _MAX_TABLE:
        raise CourseError(_("{name} is larger than such a table can be").format(name=quote(path.name)))
    text = data.decode("utf-8-sig", "replace")
    missing = [row for row in rows if row[0] not in text]
    if not missing:
        return
    added = io.StringIO()
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    csv.writer(added, delimiter=delimiter, lineterminator="\n").writerows(
        [harmless(each) for each in r] for r in missing
    )
    # What stands there isn't written anew: a spreadsheet may have saved it in its own way.
    gap = b"" if data.endswith(b"\n") else b"\n"
    encoding = "utf-8" if _is_utf8(data) else "cp1252"
    write_atomically(path, data + gap + added.getvalue().encode(encoding, "replace"), mode=0o600)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _write_key(store: Store, what: Exercise) -> None:
    """Write the marking key: one row a sheet, one column a question."""
    sheets = list(_sheets(store, what))
    if not sheets:
        return
    questions = questions_of(what, sheets[0].frozen.evidence)
    heads = "".join(
        f"<th>{escape(head)}</th>" for head in (_("Sheet"), _("Whose"), *(str(q.number) for q in questions))
    )
    body = []
    for each in sheets:
        cells = (each.code, each.whose, *_right(what, each.frozen))
        body.append("<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in cells) + "</tr>")
    said = [
        _("For the trainer alone: this page says what is right on each answer sheet."),
        _("course grade decides the points, also those for answers that are partly right."),
    ]
    style = (
        "@page{size:A4 landscape;margin:10mm}body{max-width:none}th,td{padding:.15rem .35rem;font-size:.85rem}\n"
        "td:first-child{white-space:nowrap;font-family:monospace}thead{display:table-header-group}tr{break-inside:avoid}\n"
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(body)}</tbody></table>"
    numbered = "".join(f"<li value='{q.number}'>{escape(_titled(q))}</li>" for q in questions)
    html = "".join(f"<p>{escape(line)}</p>" for line in said) + table + f"<ol>{numbered}</ol>"
    folder = store.folder / "pack"
    folder.mkdir(mode=0o700, exist_ok=True)
    title = _("Marking key: {exercise}").format(exercise=_(what.title))
    write_atomically(folder / f"letters-{what.module}-{what.slug}.html", page(title, html, style=style), mode=0o600)


def _titled(question: Question) -> str:
    return f"{question.title} ({as_typed(question)})"


def _right(what: Exercise, frozen: Frozen) -> Iterator[str]:
    answers: dict[str, Mapping[str, object]] = {}
    for question in questions_of(what, frozen.evidence):
        if question.is_written:
            yield _("a person reads it")
            continue
        task = question.task
        if task.id not in answers:
            answers[task.id] = right_answer(task, frozen.evidence, frozen.truth[task.id])
        yield typed_as(question, answers[task.id].get(question.field.key))  # type: ignore[arg-type]
