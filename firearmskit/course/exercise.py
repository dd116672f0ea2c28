"""An exercise as a learner opens it in a notebook.

>>> import tempfile, pathlib
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> exercise = open_exercise("m06_identification/marks", folder=folder)
Practice edition: everybody has the same evidence, and you get feedback at once.
>>> exercise.pack.is_practice
True
"""

from __future__ import annotations

import base64
import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from firearmskit import language as speech
from firearmskit.course import display
from firearmskit.course.answers import AnswerFile
from firearmskit.course.packs import (
    Exercise,
    Pack,
    all_exercises,
    find_exercise,
    practice_case,
    practice_pack,
    read_pack,
)
from firearmskit.course.store import Store
from firearmskit.course.tasks import Task, Truth, Verdict, is_answered, problems, right_answer, score
from firearmskit.errors import AnswerError, CourseError, PackError, quote
from firearmskit.language import ngettext
from firearmskit.language import text as _

__all__ = ["FORMS", "OpenExercise", "open_exercise", "rehearse"]

FORMS = "FIREARMSKIT_FORMS"
"""Environment variable: ``static`` shows recorded answers instead of forms, for runs that nobody watches."""


def open_exercise(what: str | Exercise, *, language: str = "en", folder: Path | None = None) -> OpenExercise:
    """Open an exercise: the learner's own evidence where there is a pack, the practice edition elsewhere.

    Args:
        what: ``"<module>/<slug>"``, or an exercise of one's own.
        language: The language of forms and feedback, an ISO 639-1 code.
        folder: Where the pack and the answers lie; the notebook's folder by default.

    Returns:
        The exercise, ready to be asked and answered.

    Raises:
        UnknownCodeError: There is no such exercise or language.
        PackError: The pack can't be read or is for another exercise.
    """
    what = find_exercise(what) if isinstance(what, str) else what
    folder = Path.cwd() if folder is None else folder
    file = folder / f"{what.slug}.pack.json"
    pack = read_pack(file) if file.exists() else practice_pack(what)
    if pack.exercise != what.id:
        raise PackError(
            _("{name} holds evidence for {other}, not for {exercise}").format(
                name=file.name, other=quote(pack.exercise), exercise=quote(what.id)
            )
        )
    opened = OpenExercise(what, pack, folder, language)
    opened._greet()
    return opened


def rehearse() -> None:
    """Go once through every exercise as a notebook does, so that the next time nothing has to be loaded or built."""
    for what in all_exercises():
        for code in speech.available():
            with TemporaryDirectory() as folder, speech.speaking(code):
                opened = OpenExercise(what, practice_pack(what), Path(folder), code)
                for task in what.tasks:
                    opened.solve(task.id)
                    opened.review(task)
                    display.answers_html(task, opened.pack.evidence, opened.file.answers[task.id])


class OpenExercise:
    """An exercise with a learner's evidence and answers.

    Args:
        what: The exercise.
        pack: The learner's evidence.
        folder: Where the answers are kept.
        language: ISO 639-1 code.
    """

    def __init__(self, what: Exercise, pack: Pack, folder: Path, language: str) -> None:
        self.what = what
        self.pack = pack
        self.folder = folder
        self.language = language
        self._answered_in_code: set[str] = set()
        self._store = Store.above(folder.resolve())
        # nbgrader copies what lies beside the instructor's notebook over what learners handed in under the same name.
        self._is_masters = self._store is not None and folder.resolve().is_relative_to(self._store.root / "solutions")
        ending = "instructor.json" if self._is_masters else "answers.json"
        self.file = AnswerFile.open(folder / f"{what.slug}.{ending}", pack=pack.id, exercise=what.id)
        # In a browser, Python sees the notebook's folder only where the browser lets the page store files.
        self._in_browser = sys.platform == "emscripten"
        self._keeps = not self._in_browser or (folder / f"{what.slug}.ipynb").exists()

    def __repr__(self) -> str:
        return f"<exercise {self.what.id}, pack {self.pack.id}>"

    def _greet(self) -> None:
        """Say which evidence is open."""
        with speech.speaking(self.language):
            line = (
                _("Practice edition: everybody has the same evidence, and you get feedback at once.")
                if self.pack.is_practice
                else _("Your evidence pack is {pack}. Your answers are kept in {file}.").format(
                    pack=self.pack.id, file=self.file.path.name
                )
            )
            if self.file.trouble:
                line += " " + _("Attention: {trouble}.").format(trouble=self.file.trouble)
            lines = [line]
            if not self._keeps:
                lines.append(
                    _(
                        "Attention: at this address your browser keeps nothing that you answer in a notebook, "
                        "and shows no pictures. Go back to the lesson and open the exercise as a page: it keeps "
                        "everything."
                    )
                )
            self._show_lines(lines)

    def _show_lines(self, lines: list[str]) -> None:
        body = "".join(f"<p>{display.escape(line)}</p>" for line in lines)
        display.show(f'{display.STYLE}<div class="fk">{body}</div>', "\n".join(lines))

    def ask(self, task: str) -> None:
        """Show the evidence and the form of a task; what is answered is kept at once.

        Args:
            task: The task's id.

        Raises:
            UnknownCodeError: The exercise has no such task.
        """
        asked = self.what.task(task)
        with speech.speaking(self.language):
            if self._shows_forms:
                from firearmskit.course.forms import show_form

                show_form(self, asked)
            else:
                html = display.answers_html(asked, self.pack.evidence, self.file.answers.get(task, {}))
                display.show(display.STYLE + html, self.status(asked))

    def desk(self) -> None:
        """Show the tracing desk with the learner's own case; nothing there earns points, and no task needs it.

        What is done is kept beside the answers, in ``<slug>.desk.json`` and in the registry ``<slug>.db``.

        Raises:
            CourseError: The exercise has no desk, or what was kept can't be read.
        """
        if self.what.desk is None:
            raise CourseError(_("{exercise} has no tracing desk").format(exercise=quote(self.what.id)))
        with speech.speaking(self.language):
            if self._shows_forms:
                from firearmskit.course.desk import show_desk

                name = f"{self.what.slug}.instructor.db" if self._is_masters else f"{self.what.slug}.db"
                show_desk(self.what.desk(self.pack.evidence), path=self.folder / name, language=self.language)
            else:
                self._show_lines([_("The tracing desk opens where a person runs this notebook.")])

    @property
    def _shows_forms(self) -> bool:
        return os.environ.get(FORMS) != "static" and display.in_notebook()

    def answer(self, task: str, values: Mapping[str, object]) -> None:
        """Answer a task in code: the second way to what its form does.

        Args:
            task: The task's id.
            values: ``{field: value}``; the form shows the fields' names and choices.

        Raises:
            UnknownCodeError: The exercise has no such task.
            AnswerError: The task has no such field, or a value isn't plain data.
        """
        self._answered_in_code.add(task)
        self.keep(task, values)

    def keep(self, task: str, values: Mapping[str, object]) -> None:
        """Keep what was answered; :meth:`answer` and the form both end here.

        Args:
            task: The task's id.
            values: ``{field: value}``.

        Raises:
            UnknownCodeError: The exercise has no such task.
            AnswerError: The task has no such field, or a value isn't plain data.
        """
        known = [field.key for field in self.what.task(task).fields(self.pack.evidence)]
        for key in values:
            if key not in known:
                raise AnswerError(
                    _("the task {task} has no field {field}; it has {known}").format(
                        task=quote(task), field=quote(key), known=", ".join(known)
                    )
                )
        self.file.put(task, values)

    def status(self, task: Task) -> str:
        """Say how many of a task's fields are answered."""
        fields = task.fields(self.pack.evidence)
        answer = self.file.answers.get(task.id, {})
        done = sum(is_answered(field, answer.get(field.key)) for field in fields)
        if self._keeps:
            sentence = ngettext(
                "{done} of {all} field is answered and kept.",
                "{done} of {all} fields are answered and kept.",
                len(fields),
            )
        else:
            sentence = _("{done} of {all} answered, and not kept: this browser forgets them with the page.")
        return sentence.format(done=done, all=len(fields))

    def problems(self, task: str) -> list[str]:
        """Say what is missing from an answer or can't be read; an empty list means that it can be graded."""
        return problems(self.what.task(task), self.pack.evidence, self.file.answers.get(task, {}))

    def check(self, task: str) -> None:
        """Say whether an answer is complete; in the practice edition also how good it is.

        Args:
            task: The task's id.

        Raises:
            UnknownCodeError: The exercise has no such task.
        """
        asked = self.what.task(task)
        with speech.speaking(self.language):
            if self._shows_forms and task not in self._answered_in_code:
                # It would be out of date as soon as the form changes.
                self._show_lines([_("To see your result, press “Check my answer” in the form above.")])
            else:
                html, plain = self.review(asked)
                display.show(display.STYLE + html, plain)

    def review(self, task: Task) -> tuple[str, str]:
        """Give what an answer lacks, in the practice edition also what it is worth, as HTML and as text."""
        if self.pack.is_practice and self.file.answers.get(task.id):
            truth = practice_case(self.what).truth
            verdict = self.verdict(task.id, truth)
            html, plain = display.verdict_html(verdict), display.verdict_text(verdict)
            if verdict.points is None:  # nobody reads what somebody writes for practice, so it is there to compare
                html += display.model_html(task, self.pack.evidence, truth)
                plain += "\n" + display.model_text(task, self.pack.evidence, truth)
            return html, plain
        lines = self.problems(task.id) or [_("Everything is answered. It can be graded.")]
        html = '<div class="fk">' + "".join(f"<p>{display.escape(line)}</p>" for line in lines) + "</div>"
        return html, "\n".join(lines)

    def verdict(self, task: str, truth: Truth) -> Verdict:
        """Score the answer to a task against a truth that the caller knows."""
        asked = self.what.task(task)
        return score(asked, self.pack.evidence, truth[task], self.file.answers.get(task, {}), self.what.hints)

    def _truth(self) -> Truth:
        store = self._store
        if store is None or self._is_masters:
            if self.pack.is_practice:
                return practice_case(self.what).truth
            raise PackError(_("only the trainer's course folder knows what is true for this pack"))
        # nbgrader runs a submission in <step>/<learner>/<module>: who handed in is decided by that path.
        frozen = store.frozen(self.what, learner=self.folder.resolve().parent.name)
        if frozen.pack != self.pack.id:
            raise PackError(
                _("{learner} handed in answers for the pack {other}, but was given {own}").format(
                    learner=quote(frozen.learner), other=quote(self.pack.id), own=quote(frozen.pack)
                )
            )
        return frozen.truth

    def grade(self, task: str) -> float | None:
        """Give the points of a task, for the hidden cell of a notebook that stock nbgrader runs.

        The truth is read from the trainer's course folder; the practice edition's is public. A warning that is
        printed meanwhile costs nobody a point.

        Args:
            task: The task's id.

        Returns:
            Points, from 0 to what the task is worth; ``None`` for a written answer, which waits for a person.

        Raises:
            PackError: The pack isn't this learner's, or the trainer's store doesn't know it.
            UnknownCodeError: The exercise has no such task.
        """
        with redirect_stderr(StringIO()):
            return self.verdict(task, self._truth()).points

    def solve(self, task: str) -> None:
        """Fill in what is true, where the trainer's store (or the practice edition) says so.

        Args:
            task: The task's id.

        Raises:
            PackError: The truth isn't known here.
            UnknownCodeError: The exercise has no such task.
        """
        asked = self.what.task(task)
        truth = self._truth()[task]
        self.answer(task, right_answer(asked, self.pack.evidence, truth))

    def summary(self) -> None:
        """Say how far the learner has come, and which files to hand in."""
        with speech.speaking(self.language):
            lines = []
            for task in self.what.tasks:
                lines.append(_("{task}: {status}").format(task=_(task.title), status=self.status(task)))
            if self._in_browser and not self.file.answers:
                lines.append(
                    _(
                        "When you have answered, run this once more: a link comes here that saves your answers as a "
                        "file."
                    )
                )
            elif self.pack.is_practice:
                lines.append(
                    _(
                        "To hand this practice in, give your trainer the file {answers}. Put your name before the "
                        "file's name: everybody's is called the same."
                    ).format(answers=self.file.path.name)
                )
            if not self.pack.is_practice:
                lines.append(
                    _("Hand in these two files: {answers} and {notebook}.").format(
                        answers=self.file.path.name, notebook=f"{self.what.slug}.ipynb"
                    )
                )
            self._show_lines(lines)
            if self._in_browser and self.file.answers:
                self._offer_file()

    def _offer_file(self) -> None:
        """Show a link that saves the answers: a file in a browser's store is hard to find."""
        data = base64.b64encode(self.file.text().encode()).decode()
        name, said = display.escape(self.file.path.name), display.escape(_("Save my answers as a file"))
        link = f'<a download="{name}" href="data:application/json;base64,{data}">{said}</a>'
        display.show(f'{display.STYLE}<div class="fk"><p>{link}</p></div>', name)
