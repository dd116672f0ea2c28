"""The questions of an exercise on paper: numbered through, their choices lettered, and answers as they are typed in."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from firearmskit.course.answers import Value
from firearmskit.course.packs import Exercise
from firearmskit.course.tasks import Evidence, Field, Task, is_blank, misfit
from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import text as _

__all__ = ["ON_PAPER", "Question", "as_typed", "questions_of", "read_answer", "read_answers", "typed_as"]

ON_PAPER = "*"
"""What is typed for a written answer that a person will read on the sheet itself."""
_LETTER_KINDS = ("choice", "choices", "point", "order")
# A Cyrillic or a Greek keyboard has letters that look the same.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТХІЈΑΒΕΖΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTXIJABEZHIKMNOPTX")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One field, as the answer sheet has it.

    Attributes:
        number: On the sheet, from 1.
        task: What it belongs to.
        field: What is asked.
    """

    number: int
    task: Task
    field: Field

    @property
    def title(self) -> str:
        """What is asked; a test has put the number before it already."""
        return self.field.title.removeprefix(f"{self.number}. ")

    @property
    def letters(self) -> dict[str, str]:
        """Its choices in the order of the pack: ``{letter: value}``; none for what is written."""
        return dict(zip(ascii_uppercase, self.field.values, strict=False)) if self.field.kind in _LETTER_KINDS else {}

    @property
    def is_written(self) -> bool:
        """Whether it is answered in sentences, which a person may read on the sheet itself."""
        return self.field.kind == "text" and self.field.rows > 1


def questions_of(exercise: Exercise, evidence: Evidence) -> tuple[Question, ...]:
    """Number what an exercise asks, in the language spoken now.

    Args:
        exercise: The exercise.
        evidence: A learner's.

    Raises:
        CourseError: A field has more choices than there are letters.
    """
    asked = [(task, field) for task in exercise.tasks for field in task.fields(evidence)]
    for _task, field in asked:
        if len(field.values) > len(ascii_uppercase):
            raise CourseError(
                _("{field} has {count} choices; on paper there are letters for {most}").format(
                    field=quote(field.title), count=len(field.values), most=len(ascii_uppercase)
                )
            )
    return tuple(Question(number=number, task=task, field=field) for number, (task, field) in enumerate(asked, 1))


def as_typed(question: Question) -> str:
    """Say in a word what is typed for a question."""
    return {
        "choice": _("letter"),
        "point": _("letter"),
        "choices": _("letters"),
        "order": _("letters in order"),
        "number": _("number"),
        "text": _("text"),
    }[question.field.kind]


def read_answer(question: Question, typed: str) -> tuple[Value, str | None]:
    """Read what was typed for a question as the form on the screen would keep it.

    What can't be read is kept in a form that earns nothing and that a person can see, never dropped or guessed.

    Args:
        question: The question.
        typed: What was typed, such as ``"B"``, ``"A, D"`` or a text.

    Returns:
        The value, ``None`` where nothing was typed, and what is wrong with it, or ``None``.
    """
    field = question.field
    text = typed.strip()
    if not text:
        return None, None
    if question.letters:
        value, wrong = _read_letters(question, text)
    elif text == ON_PAPER and question.is_written:
        return _("Written on the answer sheet."), None
    else:
        value, wrong = text, None
    return value, wrong or misfit(field, value)


def _read_letters(question: Question, text: str) -> tuple[Value, str | None]:
    letters, kind = question.letters, question.field.kind
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LOOK_ALIKES)
    signs = [sign for sign in plain if not sign.isspace() and sign not in ",;.+/&|>-→"]
    unknown = [sign for sign in signs if sign not in letters]
    twice = sorted({sign for sign in signs if signs.count(sign) > 1})
    wrong = None
    if not signs:
        wrong = _("{typed} holds no letter").format(typed=quote(text))
    elif unknown:
        wrong = _("{typed}: there is no choice {letters}; there are A to {last}").format(
            typed=quote(text),
            letters=", ".join(escape(sign) for sign in dict.fromkeys(unknown)),
            last=list(letters)[-1],
        )
    elif twice and kind != "choice":
        wrong = _("{typed}: {letters} stands there twice").format(typed=quote(text), letters=", ".join(twice))
    elif kind in ("choice", "point") and len(set(signs)) > 1:
        wrong = _("{typed}: one letter is asked, {count} are ticked").format(typed=quote(text), count=len(set(signs)))
    elif kind == "order" and len(signs) < len(letters):
        wrong = _("{typed}: {count} letters of {all} are there").format(
            typed=quote(text), count=len(signs), all=len(letters)
        )
    if kind == "order":
        known = [letters.get(sign, _as_it_stands(sign)) for sign in signs]
        return [*known, *[""] * (len(letters) - len(known))], wrong
    if kind == "choices":
        chosen = [value for letter, value in letters.items() if letter in signs]
        return [*chosen, *(_as_it_stands(sign) for sign in dict.fromkeys(unknown))], wrong
    if wrong is None:
        return letters[signs[0]], None
    return _as_it_stands(text), wrong


def _as_it_stands(typed: str) -> str:
    """Give what was typed as a text that is no choice's value, whatever the values are."""
    return f"? {escape(typed)}"


def typed_as(question: Question, value: Value) -> str:
    """Write a value as it would be typed: the letters of the choices, or the text.

    Args:
        question: The question.
        value: A value that fits it.
    """
    letter_of = {each: letter for letter, each in question.letters.items()}
    if is_blank(value):
        return ""
    if isinstance(value, list):
        return " ".join(letter_of.get(each, each) for each in value)
    return letter_of.get(value, value) if isinstance(value, str) else str(value)


def read_answers(
    questions: tuple[Question, ...], typed: Mapping[int, str]
) -> tuple[dict[str, dict[str, Value]], tuple[tuple[int, str], ...]]:
    """Read a whole sheet.

    Args:
        questions: Of the sheet.
        typed: What was typed: ``{number of the question: text}``.

    Returns:
        The answers, ``{task: {field: value}}`` without what is blank, and ``(number, what is wrong)``.
    """
    answers: dict[str, dict[str, Value]] = {}
    wrong = []
    for question in questions:
        value, problem = read_answer(question, typed.get(question.number, ""))
        if problem is not None:
            wrong.append((question.number, problem))
        if value is not None:
            answers.setdefault(question.task.id, {})[question.field.key] = value
    return answers, tuple(wrong)
