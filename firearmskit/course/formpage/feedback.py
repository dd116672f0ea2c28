"""What the practice edition says of an answer; it runs in the browser, where Python is loaded beside the page."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from firearmskit import language as speech
from firearmskit.course.exercise import OpenExercise
from firearmskit.course.packs import find_exercise, practice_pack

__all__ = ["review"]


def review(exercise: str, task: str, answer: str, language: str) -> str:
    """Give, as HTML, what an answer to the practice edition is worth, or what it lacks.

    Args:
        exercise: ``"<module>/<slug>"``.
        task: The task's id.
        answer: JSON: ``{field: value}``.
        language: ISO 639-1 code.

    Raises:
        UnknownCodeError: There is no such exercise, task or language.
        AnswerError: The answer isn't plain data, or names a field that the task doesn't have.
    """
    what = find_exercise(exercise)
    with TemporaryDirectory() as folder, speech.speaking(language):
        opened = OpenExercise(what, practice_pack(what), Path(folder), language)
        opened.keep(task, json.loads(answer))
        return opened.review(what.task(task))[0]
