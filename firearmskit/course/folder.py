"""A course folder: instructor's notebooks, the trainer's store, and what each learner is handed.

=================== ======================================================================
``course.toml``     what was decided: title, modules, language, days
``curriculum/``     lessons and facilitators' pages of the course's modules
``solutions/``      instructor's notebooks (nbgrader's source)
``exercises/``      student notebooks (nbgrader's release); other languages in ``<code>/``
``trainer/``        the secret, the frozen truth and the roster; never leaves the trainer's machine
``released/``       what each learner is handed
``paper/``          workbooks to print
``submitted/``      what was collected: ``<learner>/<module>/``
``autograded/``     notebooks as they ran, with verdicts
``gradebook.db``    nbgrader's gradebook
=================== ======================================================================
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

from firearmskit import language as speech
from firearmskit.course import assessment, display
from firearmskit.course.answers import write_atomically
from firearmskit.course.gradebook import CONFIG_FILE, generate
from firearmskit.course.packs import Exercise, Pack, all_exercises, exercises_of
from firearmskit.course.roster import Learner, Roster
from firearmskit.course.roster_csv import newcomers, read_roster
from firearmskit.course.settings import FILE, MOST_DAYS, Settings
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, quote
from firearmskit.language import available
from firearmskit.language import text as _

__all__ = ["PERSONAL", "Plan", "create_course", "hand_out", "new_course", "student_notebook"]

PERSONAL = ("trainer", "released", "paper", "collected", "submitted", "autograded", "feedback", "reports")
"""Folders in a course folder that hold learners' data or secrets."""
_KEPT_OUT_OF_GIT = (*(f"{name}/" for name in PERSONAL), "gradebook.db*", ".nbgrader.log")
_LEFT_OUT = (".ipynb_checkpoints", "*.answers.json", "*.instructor.json")
_PAGES = ("index.md", "facilitator.md")


def create_course(root: Path, *, material: Path) -> Store:
    """Make a course folder from the repository's material.

    Args:
        root: The folder to make; what the material doesn't have stays.
        material: A folder with ``solutions/`` and ``exercises/``.

    Returns:
        The trainer's store, with a new secret if there was none.

    Raises:
        CourseError: The material has no ``solutions/``, or nbgrader refuses a notebook.
    """
    _require_solutions(material)
    root.mkdir(parents=True, exist_ok=True)
    store = Store.create(root)
    (root / "nbgrader_config.py").write_text(CONFIG_FILE, encoding="utf-8")
    for folder in ("solutions", "exercises"):
        shutil.copytree(material / folder, root / folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    for module in sorted({each.module for each in all_exercises()}):
        generate(root, module)
    return store


def _require_solutions(material: Path) -> None:
    if not (material / "solutions").is_dir():
        raise CourseError(_("{material} has no solutions/ to make a course from").format(material=material))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is decided about a course when it is made; ``None`` and nothing leave what was decided before.

    Attributes:
        title: As participants read it.
        modules: Module folders in the order of teaching.
        language: ISO 639-1.
        first: The first day.
        days: How many days, one after the other.
        starts: When a day begins.
        ends: When a day ends.
    """

    title: str | None = None
    modules: tuple[str, ...] = ()
    language: str | None = None
    first: date | None = None
    days: int | None = None
    starts: time | None = None
    ends: time | None = None

    def settled(self, root: Path) -> Settings:
        """Give the settings of a course folder with what is decided now.

        Args:
            root: The course folder, which needn't exist.

        Raises:
            CourseError: A value can't be used.
        """
        before = Settings.read(root)
        spoken = before.language if (root / FILE).exists() else speech.current()
        days = before.days
        if self.first is not None or self.days is not None:
            first = self.first or (days[0] if days else None)
            if first is None:
                raise CourseError(_("{count} days from when? Say --from as well.").format(count=self.days))
            count = len(days) or 1 if self.days is None else self.days
            if not 1 <= count <= MOST_DAYS:
                raise CourseError(
                    _("a course can't have {count} days; from 1 to {most} can be planned").format(
                        count=count, most=MOST_DAYS
                    )
                )
            try:
                days = tuple(first + timedelta(days=number) for number in range(count))
            except OverflowError:
                raise CourseError(
                    _("{count} days after {first} are beyond the calendar").format(count=count, first=first)
                ) from None
        return replace(
            before,
            title=self.title if self.title is not None else before.title,
            modules=self.modules or before.modules,
            language=self.language or spoken,
            days=days,
            starts=self.starts or before.starts,
            ends=self.ends or before.ends,
        )


def _ignore(sentence: str) -> None:
    """Say nothing."""


def new_course(
    root: Path,
    *,
    material: Path,
    plan: Plan | None = None,
    roster: Path | None = None,
    say: Callable[[str], object] = _ignore,
) -> tuple[Settings, tuple[Learner, ...]]:
    """Make a course folder with its settings, its secret, its material and its roster, or complete one.

    Everything that is there already stays as it is: notebooks, lessons, people, what was released and graded. When the
    list of participants can't be used, nothing is made or changed.

    Args:
        root: The course folder.
        material: A folder with ``solutions/``, ``exercises/`` and ``curriculum/``.
        plan: What is decided.
        roster: A list of participants, as :func:`~firearmskit.course.roster_csv.parse_roster` reads it.
        say: Is given a sentence for each thing that the trainer should know.

    Returns:
        The settings, and the learners who were added.

    Raises:
        CourseError: A setting, the material or the list can't be used.
    """
    settings = (plan or Plan()).settled(root)
    people = read_roster(roster, language=settings.language, say=say) if roster is not None else ()
    names = Roster(root)
    behind = names.people() if roster is not None else {}
    known = {each.id: behind[each.id] for each in names.learners() if each.id in behind}
    if not (root / "solutions").is_dir():
        _require_solutions(material)
    root.mkdir(parents=True, exist_ok=True)
    _keep_out_of_git(root)  # before there is anything to keep out
    Store.create(root)
    if not (root / FILE).exists() or Settings.read(root) != settings:
        settings.write(root)
    if not (root / "nbgrader_config.py").exists():
        write_atomically(root / "nbgrader_config.py", CONFIG_FILE)
    for folder in ("solutions", "exercises"):
        _copy_missing(material / folder, root / folder)
    wanted = settings.modules or tuple(sorted({each.module for each in exercises_of()}))
    for module in wanted:
        for page in _PAGES if module != assessment.FOLDER else _PAGES[:1]:  # that page is for trainers as it is
            pages = Path("curriculum", module, page)
            _copy_one(material / pages, root / pages)
            if not (root / pages).exists():
                say(_("{module} has no {page} in this material.").format(module=module, page=page))
            for code in available()[1:]:
                words = Path("curriculum", "locale", code, "LC_MESSAGES", pages.with_suffix(".po"))
                _copy_one(material / words, root / words)
    for module in sorted({each.module for each in all_exercises()} - _in_gradebook(root)):
        generate(root, module)
    if roster is not None and roster.resolve().is_relative_to(root.resolve()):
        say(
            _("{path} lies in the course folder and says names: move it elsewhere.").format(
                path=quote(str(roster), 200)
            )
        )
    return settings, names.add(newcomers(people, known, say))


def _keep_out_of_git(root: Path) -> None:
    path = root / ".gitignore"
    before = path.read_text("utf-8").splitlines() if path.exists() else []
    missing = [line for line in _KEPT_OUT_OF_GIT if line not in before]
    if missing:
        write_atomically(path, "\n".join([*before, *missing]) + "\n")


def _copy_missing(source: Path, target: Path) -> None:
    """Copy what the target doesn't have, one whole file after the other; links are left out."""
    left_out = shutil.ignore_patterns(*_LEFT_OUT)
    names = sorted(each.name for each in source.iterdir()) if source.is_dir() else []
    for name in sorted(set(names) - left_out(str(source), names)):
        if (source / name).is_symlink():
            continue
        if (source / name).is_dir():
            _copy_missing(source / name, target / name)
        else:
            _copy_one(source / name, target / name)


def _copy_one(source: Path, target: Path) -> None:
    if source.is_file() and not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, source.read_bytes())


def _in_gradebook(root: Path) -> set[str]:
    """Give the modules whose student notebooks nbgrader has made in this course folder."""
    if not (root / "gradebook.db").exists():
        return set()
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root.resolve() / 'gradebook.db'}") as book:
        return {each.name for each in book.assignments if each.notebooks}


def student_notebook(root: Path, what: Exercise, language: str) -> Path:
    """Give the student's notebook of an exercise in a language.

    Raises:
        CourseError: There is none in that language.
    """
    folder = root / "exercises" if language == "en" else root / "exercises" / language
    path = folder / what.module / f"{what.slug}.ipynb"
    if language not in available() or not path.is_file():
        raise CourseError(
            _("there is no student notebook of {exercise} in the language {language}").format(
                exercise=what.id, language=quote(language)
            )
        )
    return path


def hand_out(
    store: Store, what: Exercise, *, learner: str, into: Path, language: str = "en", pictures: bool = True
) -> Pack:
    """Give a learner an exercise: the notebook, the personal evidence and its pictures.

    Args:
        store: The course's store.
        what: The exercise.
        learner: The learner's id.
        into: The folder to write to.
        language: Of notebook, forms and feedback; ISO 639-1.
        pictures: Whether to draw the pictures too.

    Returns:
        The pack that was handed out.

    Raises:
        CourseError: There is no notebook in that language, or the learner's id can't be one.
    """
    notebook = student_notebook(store.root, what, language)
    pack = store.release(what, course=Settings.read(store.root).id, learner=learner, language=language)
    into.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(notebook, into / notebook.name)
    (into / f"{what.slug}.pack.json").write_text(pack.to_json(), encoding="utf-8")
    if pictures:
        for name in pack.evidence.get("pictures", {}):
            display.draw_picture(pack.evidence, name, into / display.picture_name(pack, name))
    return pack
