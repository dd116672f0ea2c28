"""How nbgrader is set up: one place for this repository and for every course folder."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firearmskit import language
from firearmskit.course.exercise import FORMS
from firearmskit.course.notebooks import STUB
from firearmskit.course.settings import Settings
from firearmskit.errors import CourseError
from firearmskit.language import text as _

__all__ = [
    "CONFIG_FILE",
    "GRADEBOOK",
    "configure",
    "declare",
    "generate",
    "gradebook_url",
    "nbgrader_api",
    "programs_on_path",
]

GRADEBOOK = "FIREARMSKIT_GRADEBOOK"
"""The environment variable that names the gradebook's address."""

CONFIG_FILE = '''"""nbgrader's configuration; what it says is kept in firearmskit."""

from firearmskit.course.gradebook import configure

configure(get_config())  # noqa: F821 - nbgrader provides it
'''


def _chosen(root: Path) -> str | None:
    return os.environ.get(GRADEBOOK) or Settings.read(root).gradebook


def gradebook_url(root: Path, db: str | None = None) -> str:
    """Give the address of a course's gradebook, for SQLAlchemy.

    Args:
        root: The course folder.
        db: What was asked for; it comes first. Then come the environment variable ``FIREARMSKIT_GRADEBOOK``,
            ``gradebook`` in ``course.toml``, and ``gradebook.db`` in the course folder.

    Raises:
        CourseError: ``course.toml`` can't be read.
    """
    return db or _chosen(root) or f"sqlite:///{root.resolve() / 'gradebook.db'}"


def configure(config: Any) -> None:
    """Set nbgrader up for firearmskit's folders, cells and gradebook.

    Args:
        config: A traitlets ``Config``, as ``get_config()`` gives it in ``nbgrader_config.py``. Where it names no
            course folder, the course is the folder that nbgrader was started in.
    """
    course = config.CourseDirectory.root if "root" in config.CourseDirectory else "."
    if url := _chosen(Path(course)):
        config.CourseDirectory.db_url = url
    if "autograde" in sys.argv:  # nobody watches: recorded answers are shown instead of forms, which takes less long
        os.environ.setdefault(FORMS, "static")
    from nbgrader.converters import Autograde
    from nbgrader.preprocessors import SaveAutoGrades

    from firearmskit.course.preprocessors import WrittenInForms

    steps = list(Autograde.autograde_preprocessors.default())
    steps.insert(steps.index(SaveAutoGrades), WrittenInForms)
    config.Autograde.autograde_preprocessors = steps
    config.CourseDirectory.course_id = "firearmskit"
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.release_directory = "exercises"
    config.CourseDirectory.ignore = [
        *language.available()[1:], ".ipynb_checkpoints", "*.pyc", "__pycache__", ".pytest_cache",
    ]  # fmt: skip
    config.ClearSolutions.code_stub = {"python": STUB}
    config.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "firearmskit.course.preprocessors.ForLearners",
        "firearmskit.course.preprocessors.PlainComments",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    config.ExecutePreprocessor.timeout = 60
    config.Execute.timeout = 60


@contextmanager
def programs_on_path() -> Iterator[None]:
    """Let nbgrader find alembic, which it starts by its bare name, also where the environment isn't activated."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def nbgrader_api(root: Path, *, db: str | None = None, release: Path | None = None) -> Iterator[Any]:
    """Give nbgrader's own interface to a course folder.

    Args:
        root: The course folder.
        db: The gradebook's address, as for :func:`gradebook_url`.
        release: Where student notebooks are written; ``exercises/`` in the course folder by default.
    """
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(root.resolve())
    configure(config)
    config.CourseDirectory.db_url = gradebook_url(root, db)
    if release is not None:
        config.CourseDirectory.release_directory = str(release)
    with programs_on_path():
        yield NbGraderAPI(config=config)


def generate(root: Path, module: str) -> None:
    """Make a module's student notebooks in a course folder, with nbgrader's own ``generate_assignment``.

    Args:
        root: The course folder; ``exercises/<module>`` and ``gradebook.db`` are written there.
        module: A folder under ``solutions/``.

    Raises:
        CourseError: nbgrader refuses the instructor's notebook; its words are quoted.
    """
    with nbgrader_api(root) as nbgrader:
        _generate(nbgrader, module)


def declare(root: Path, module: str, *, db: str) -> None:
    """Enter a module's tasks and their points into a gradebook that doesn't know them; no notebook is changed.

    Args:
        root: The course folder.
        module: A folder under ``solutions/``.
        db: The gradebook's address.

    Raises:
        CourseError: nbgrader refuses the instructor's notebook; its words are quoted.
    """
    with tempfile.TemporaryDirectory() as nowhere, nbgrader_api(root, db=db, release=Path(nowhere)) as nbgrader:
        _generate(nbgrader, module)


def _generate(nbgrader: Any, module: str) -> None:
    result = nbgrader.generate_assignment(module, force=True)
    if not result["success"]:
        raise CourseError(
            _("nbgrader can't make the exercise of {module}: {reason}").format(
                module=module, reason=result.get("error") or result.get("log")
            )
        )
