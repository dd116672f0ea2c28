"""A course folder: instructor's notebooks, the trainer's store, and what each learner is handed.

=================== ======================================================================
``solutions/``      instructor's notebooks (nbgrader's source)
``exercises/``      student notebooks (nbgrader's release); other languages in ``<code>/``
``trainer/``        the secret and the frozen truth; never leaves the trainer's machine
``submitted/``      what was collected: ``<learner>/<module>/``
``autograded/``     notebooks as they ran, with verdicts
``gradebook.db``    nbgrader's gradebook
=================== ======================================================================
"""

from __future__ import annotations

import shutil
from pathlib import Path

from firearmskit.course import display
from firearmskit.course.gradebook import CONFIG_FILE, generate
from firearmskit.course.packs import Exercise, Pack, all_exercises
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, quote
from firearmskit.language import available
from firearmskit.language import text as _

__all__ = ["create_course", "hand_out", "student_notebook"]


def create_course(root: Path, *, material: Path) -> Store:
    """Make a course folder from the repository's material.

    Args:
        root: The folder to make; what is in it already stays.
        material: A folder with ``solutions/`` and ``exercises/``.

    Returns:
        The trainer's store, with a new secret.

    Raises:
        CourseError: The material has no ``solutions/``, or nbgrader refuses a notebook.
    """
    if not (material / "solutions").is_dir():
        raise CourseError(_("{material} has no solutions/ to make a course from").format(material=material))
    root.mkdir(parents=True, exist_ok=True)
    store = Store.create(root)
    (root / "nbgrader_config.py").write_text(CONFIG_FILE, encoding="utf-8")
    ignore = shutil.ignore_patterns(".ipynb_checkpoints", "*.answers.json", "*.instructor.json")
    for folder in ("solutions", "exercises"):
        shutil.copytree(material / folder, root / folder, dirs_exist_ok=True, ignore=ignore)
    for module in sorted({each.module for each in all_exercises()}):
        generate(root, module)
    return store


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
    pack = store.release(what, course=store.root.name, learner=learner, language=language)
    into.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(notebook, into / notebook.name)
    (into / f"{what.slug}.pack.json").write_text(pack.to_json(), encoding="utf-8")
    if pictures:
        for name in pack.evidence.get("pictures", {}):
            display.draw_picture(pack.evidence, name, into / display.picture_name(pack, name))
    return pack
