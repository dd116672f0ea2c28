"""How nbgrader is set up: one place for this repository and for every course folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from firearmskit import language
from firearmskit.course.exercise import FORMS
from firearmskit.course.notebooks import STUB
from firearmskit.errors import CourseError
from firearmskit.language import text as _

__all__ = ["CONFIG_FILE", "configure", "generate", "nbgrader_api"]

CONFIG_FILE = '''"""nbgrader's configuration; what it says is kept in firearmskit."""

from firearmskit.course.gradebook import configure

configure(get_config())  # noqa: F821 - nbgrader provides it
'''


def configure(config: Any) -> None:
    """Set nbgrader up for firearmskit's folders and cells.

    Args:
        config: A traitlets ``Config``, as ``get_config()`` gives it in ``nbgrader_config.py``.
    """
    if "autograde" in sys.argv:  # nobody watches: recorded answers are shown instead of forms, which takes less long
        os.environ.setdefault(FORMS, "static")
    from nbgrader.converters import Autograde, GenerateFeedback
    from nbgrader.preprocessors import SaveAutoGrades

    from firearmskit.course.preprocessors import ForLearners, WrittenInForms

    steps = list(Autograde.autograde_preprocessors.default())
    steps.insert(steps.index(SaveAutoGrades), WrittenInForms)
    config.Autograde.autograde_preprocessors = steps
    config.GenerateFeedback.preprocessors = [ForLearners, *GenerateFeedback.preprocessors.default()]
    config.CourseDirectory.course_id = "firearmskit"
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.release_directory = "exercises"
    config.CourseDirectory.ignore = [
        *language.available()[1:], ".ipynb_checkpoints", "*.pyc", "__pycache__", ".pytest_cache",
    ]  # fmt: skip
    config.ClearSolutions.code_stub = {"python": STUB}
    config.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "firearmskit.course.comments.PlainComments",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    config.ExecutePreprocessor.timeout = 60
    config.Execute.timeout = 60


@contextmanager
def nbgrader_api(root: Path) -> Iterator[Any]:
    """Give nbgrader's own interface to a course folder.

    Args:
        root: The course folder.
    """
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    configure(config)
    config.CourseDirectory.root = str(root.resolve())
    # nbgrader starts alembic by its bare name, which the shell finds only where the environment is activated.
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield NbGraderAPI(config=config)
    finally:
        os.environ["PATH"] = before


def generate(root: Path, module: str) -> None:
    """Make a module's student notebooks in a course folder, with nbgrader's own ``generate_assignment``.

    Args:
        root: The course folder; ``exercises/<module>`` and ``gradebook.db`` are written there.
        module: A folder under ``solutions/``.

    Raises:
        CourseError: nbgrader refuses the instructor's notebook; its words are quoted.
    """
    with nbgrader_api(root) as nbgrader:
        result = nbgrader.generate_assignment(module, force=True)
    if not result["success"]:
        raise CourseError(
            _("nbgrader can't make the exercise of {module}: {reason}").format(
                module=module, reason=result.get("error") or result.get("log")
            )
        )
