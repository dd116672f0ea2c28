"""What a task asks, and what an answer to it is worth.

A task is a list of fields; an answer is ``{field: plain value}``; the truth, planted by the generator, is
``{field: {"accept": ..., "hint": ...}}``. One scorer serves every kind of field, in a form, in the grader and in stock
nbgrader alike.

The truth of a field, as plain JSON:

=========== =========================================================================================
``accept``  choice, point, number, text: a list of values that earn full credit; choices, order: *the* list
``half``    choice, point, number, text: a list of values that earn half credit (optional)
``hint``    the code of the sentence shown when the answer isn't right
``because`` ``{value: code}``: a better sentence for an answer that was foreseen, wrong or right (optional)
=========== =========================================================================================

A task with a rubric is written: a person reads the answer and gives the points. The truth of its fields is what its
model answer is made from.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any, Literal, TypeAlias, get_args

from firearmskit.course.answers import Value
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = [
    "Block",
    "Criterion",
    "Document",
    "Evidence",
    "Field",
    "Kind",
    "Note",
    "Option",
    "Part",
    "Picture",
    "Spot",
    "Task",
    "Truth",
    "Verdict",
    "is_answered",
    "is_blank",
    "misfit",
    "parse_number",
    "problems",
    "repeated",
    "right_answer",
    "score",
    "together",
]

Kind: TypeAlias = Literal["choice", "choices", "number", "text", "point", "order"]
Evidence: TypeAlias = dict[str, Any]
Truth: TypeAlias = dict[str, dict[str, dict[str, Any]]]
"""``{task: {field: {"accept": ..., "hint": ...}}}``"""


_MOST_SHOWN = 6
"""A choice among more is a list that unfolds."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to choose or to put in order."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place in a picture that can be pointed at.

    Attributes:
        value: What pointing at it answers.
        label: What a list calls it, for those who don't point.
        picture: The picture's name in the evidence.
        x: Left edge, as a fraction of the picture's width.
        y: Upper edge, as a fraction of the picture's height.
        width: As a fraction of the picture's width.
        height: As a fraction of the picture's height.
    """

    value: str
    label: str
    picture: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that a learner answers.

    Attributes:
        key: Its name in the answer.
        kind: How it is answered.
        label: What it asks, in the language spoken now.
        points: What a right answer earns.
        options: For ``choice``, ``choices`` and ``order``.
        spots: For ``point``; they may lie in several pictures.
        unit: For ``number``: shown behind the box.
        row: Fields of one row of a table carry the same row head; ``None`` for a field of its own.
        rows: For ``text``: how many lines the box has.
        under: The picture below which it is asked; ``None`` below all of them.
        verbatim: For ``text``: it is copied from what is stamped, so that feedback says how that stands there.
    """

    key: str
    kind: Kind
    label: str
    points: float
    options: tuple[Option, ...] = ()
    spots: tuple[Spot, ...] = ()
    unit: str | None = None
    row: str | None = None
    rows: int = 1
    under: str | None = None
    verbatim: bool = False

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise InputError(
                _("the field {key} is of the unknown kind {kind}; there are {known}").format(
                    key=quote(self.key), kind=quote(self.kind), known=", ".join(get_args(Kind))
                )
            )

    @property
    def title(self) -> str:
        """Its label, with the head of its row where it stands in one."""
        return _("{row}: {label}").format(row=self.row, label=self.label) if self.row else self.label

    @property
    def shows_all(self) -> bool:
        """Whether its choices stand one below the other; in the rows of a table, and where they are many, they don't.

        What is asked below its own picture has room, also where another picture is asked the same.
        """
        alone = self.row is None or self.under is not None
        return self.kind == "choice" and alone and len(self.options) <= _MOST_SHOWN

    @property
    def choices(self) -> tuple[Option | Spot, ...]:
        """What can be chosen, pointed at or ordered."""
        return self.options or self.spots

    @property
    def values(self) -> tuple[str, ...]:
        """The values of the choices."""
        return tuple(choice.value for choice in self.choices)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of the evidence, named as in ``evidence["pictures"]``.

    What stands there are the arguments of :func:`firearmskit.figures.plot_marks`, with each mark as a dictionary; or,
    where ``drawn`` says ``side_view``, ``feature``, ``headstamp``, ``cartridge`` or ``impressions``, those of that
    drawing.
    """

    name: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of the evidence: labelled entries, as they would be extracted from paper.

    Where it is a ``grid``, its entries are signs that have to stand below each other, as on a map.
    """

    title: str
    rows: tuple[tuple[str, str], ...]
    grid: bool = False


@dataclass(frozen=True, kw_only=True)
class Note:
    """A sentence or two beside the evidence."""

    text: str


Block: TypeAlias = Picture | Document | Note


def _no_blocks(evidence: Evidence) -> tuple[Block, ...]:
    """Show nothing."""
    return ()


def _no_paste(evidence: Evidence) -> dict[str, Value]:
    """Paste nothing: the library has nothing to say to this task."""
    return {}


def _no_model(evidence: Evidence, truth: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
    """Write nothing: what is right stands in the truth."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing that a person looks for in a written answer.

    Attributes:
        title: A few words, marked with ``N_``.
        levels: Points, and what an answer that earns them is like (marked with ``N_``), the best first.
    """

    title: str
    levels: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Task:
    """One graded task.

    Attributes:
        id: Its name in answers, in the notebook's grade id and in the lesson's objectives.
        title: A few words, marked with ``N_``.
        points: What the whole task is worth; the same for every learner.
        fields: Evidence to the fields that are asked, labelled in the language spoken now.
        blocks: Evidence to what the learner looks at.
        paste: Evidence to the answer of somebody who pastes what the library says and thinks no further; a test
            sees that this doesn't pass.
        rubric: What a person looks for who reads the answer; a task without one is scored by the grader.
        model: Evidence and truth to an answer that earns every point of the rubric, in the language spoken now.
    """

    id: str
    title: str
    points: float
    fields: Callable[[Evidence], tuple[Field, ...]]
    blocks: Callable[[Evidence], tuple[Block, ...]] = _no_blocks
    paste: Callable[[Evidence], dict[str, Value]] = _no_paste
    rubric: tuple[Criterion, ...] = ()
    model: Callable[[Evidence, Mapping[str, Mapping[str, Any]]], dict[str, Value]] = _no_model


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one field earned, and why; ``points`` is ``None`` where a person reads it."""

    field: str
    label: str
    points: float | None
    of: float
    reason: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a task earned, in parts; ``points`` is ``None`` while it waits for a person."""

    task: str
    points: float | None
    of: float
    parts: tuple[Part, ...]


def together(verdicts: Iterable[Verdict]) -> float:
    """Add up what verdicts earned; one that waits for a person adds nothing yet."""
    return round(sum(verdict.points for verdict in verdicts if verdict.points is not None), 2)


def is_blank(value: object) -> bool:
    """Say whether a field was left unanswered."""
    if type(value) is list:
        return not any(type(item) is not str or item.strip() for item in value)
    return value is None or (type(value) is str and not value.strip())


def misfit(asked: Field, value: Value) -> str | None:
    """Say what is wrong with the form of an answer, or ``None`` if it has the form that its field asks for."""
    if is_blank(value):
        return None
    if asked.kind in ("choice", "point"):
        if type(value) is not str or value not in asked.values:
            return _("{value} isn't one of the choices").format(value=quote(value))
    elif asked.kind == "choices":
        if type(value) is not list or len(set(value)) != len(value) or not set(value) <= set(asked.values):
            return _("{value} isn't a list of the choices").format(value=quote(value))
    elif asked.kind == "order":
        return _misorder(asked, value)
    elif asked.kind == "number":
        if type(parse_number(value)) is str or type(value) in (bool, list):
            return _("{value} isn't a number").format(value=quote(value))
    elif type(value) is not str:
        return _("{value} isn't text").format(value=quote(value))
    return None


def _misorder(asked: Field, value: Value) -> str | None:
    """Say what is wrong with an order, as a sentence in the words of its steps; ``None`` if each stands in it once."""
    labels = {option.value: option.label for option in asked.choices}
    if type(value) is not list or any(step and step not in labels for step in value):
        return _("{value} doesn't name every step once").format(value=quote(value)) + "."
    if twice := repeated(asked, value):
        return twice
    if len(value) == len(labels) and all(value):
        return None
    return _("Choose a step at every place: {done} of {all} are chosen.").format(
        done=sum(map(bool, value)), all=len(labels)
    )


def repeated(asked: Field, order: list[str]) -> str:
    """Say in a sentence which steps stand more than once in an order; nothing where none does."""
    labels = {option.value: option.label for option in asked.choices}
    twice = [
        _("“{step}” is chosen {count} times.").format(step=_brief(labels[step]), count=count)
        for step, count in Counter(filter(None, order)).items()
        if count > 1
    ]
    return " ".join([_("Use each step once."), *twice]) if twice else ""


def _brief(label: str, most: int = 60) -> str:
    """Shorten the words of a step at the end of one of them."""
    return label if len(label) <= most else label[:most].rpartition(" ")[0].rstrip(" ,;:") + "…"


def is_answered(asked: Field, value: Value) -> bool:
    """Say whether a field is answered, so that it may be counted: an order with a step twice isn't."""
    return not is_blank(value) and (asked.kind != "order" or misfit(asked, value) is None)


def problems(task: Task, evidence: Evidence, answer: Mapping[str, Value]) -> list[str]:
    """Say what is missing from an answer or can't be read; an empty list means that it can be graded.

    Args:
        task: The task.
        evidence: The learner's evidence.
        answer: The learner's answer: ``{field: plain value}``.
    """
    found = []
    for field in task.fields(evidence):
        value = answer.get(field.key)
        if is_blank(value):
            found.append(_("Not answered yet: {field}").format(field=field.title))
        elif wrong := misfit(field, value):
            found.append(_("{field}: {problem}").format(field=field.title, problem=wrong))
    return found


def parse_number(value: Value) -> Value:
    """Read a number as people type it: a decimal comma or point, spaces between thousands.

    Returns:
        The number, or the text as it was typed where it isn't one, so that nothing is lost.

    >>> parse_number("1 234,5"), parse_number("1953"), parse_number("about 5")
    (1234.5, 1953, 'about 5')
    """
    if type(value) is not str:
        return value
    packed = "".join(value.split()).replace(",", ".")
    if not packed.isascii() or len(packed) > 30 or any(letter not in "0123456789.-+" for letter in packed):
        return value
    try:
        return int(packed) if "." not in packed else float(packed)
    except ValueError:
        return value


def right_answer(task: Task, evidence: Evidence, truth: Mapping[str, Mapping[str, Any]]) -> dict[str, Value]:
    """Give the answer that earns every point of a task.

    Args:
        task: The task.
        evidence: The learner's evidence.
        truth: The planted truth of this task.
    """
    if task.rubric:
        return task.model(evidence, truth)
    return {
        asked.key: truth[asked.key]["accept"] if asked.kind in ("choices", "order") else truth[asked.key]["accept"][0]
        for asked in task.fields(evidence)
    }


def _folded(value: Value) -> Value:
    """Take away what doesn't matter in typed text: case, doubled spaces. Look-alikes stay apart."""
    if type(value) is not str:
        return value
    return " ".join(unicodedata.normalize("NFKC", value).upper().split())


def _differs_in_case_or_spaces(value: Value, stamped: str) -> bool:
    given, right = (str(_folded(each)).replace(" ", "") for each in (value, stamped))
    return value != stamped and given == right


def _credit(asked: Field, truth: Mapping[str, Any], value: Value) -> float:
    accept: list[Any] = truth["accept"]
    if asked.kind == "choices":
        chosen, right = set(value), set(accept)  # type: ignore[arg-type]
        return max(0.0, (len(chosen & right) - len(chosen - right)) / len(right))
    if asked.kind == "order":
        place = {step: rank for rank, step in enumerate(accept)}
        ranks = [place[step] for step in value]  # type: ignore[union-attr]
        pairs = [(a, b) for i, a in enumerate(ranks) for b in ranks[i + 1 :]]
        wrong = sum(a > b for a, b in pairs)
        return max(0.0, 1 - 2 * wrong / len(pairs))  # an order drawn at random earns nothing on average
    given = _folded(value)
    if given in [_folded(item) for item in accept]:
        return 1.0
    return 0.5 if given in [_folded(item) for item in truth.get("half", ())] else 0.0


def _unreadable(asked: Field, problem: str) -> str:
    """Give the reason of an answer that hasn't the form that its field asks for."""
    if asked.kind == "order":
        return problem
    return _("This can't be read as an answer: {problem}.").format(problem=problem)


def _reason(
    task: Task, asked: Field, planted: Mapping[str, Any], value: Value, credit: float, hints: Mapping[str, str]
) -> str:
    foreseen = {_folded(answer): code for answer, code in planted.get("because", {}).items()}
    code = foreseen.get(None if type(value) is list else _folded(str(value)))
    if code is None and credit < 1:
        code = planted["hint"]
    if code is not None and code not in hints:
        raise InputError(
            _("task {task}: the hint {code} has no sentence").format(task=quote(task.id), code=quote(code))
        )
    sentences = [_("Right.")] if credit == 1 else []
    if asked.verbatim and credit == 1 and _differs_in_case_or_spaces(value, stamped := planted["accept"][0]):
        sentences.append(_("Stamped: {text}. Write capitals and spaces as they stand.").format(text=stamped))
    return " ".join([*sentences, *([_(hints[code])] if code is not None else [])])


def _to_be_read(task: Task, fields: tuple[Field, ...], answer: Mapping[str, Value]) -> Verdict:
    """Leave a written answer to a person; where nothing was written, nobody has to read it."""
    together = sum(criterion.levels[0][0] for criterion in task.rubric)
    if not isclose(together, task.points):
        raise InputError(
            _("task {task}: the criteria are worth {sum} points, the task {points}").format(
                task=quote(task.id), sum=together, points=task.points
            )
        )
    points = 0.0 if all(is_blank(answer.get(asked.key)) for asked in fields) else None
    parts = []
    for asked in fields:
        value = answer.get(asked.key)
        reason = _("A person reads this answer and gives the points.")
        if is_blank(value):
            reason = _("Not answered.")
        elif problem := misfit(asked, value):
            reason = _unreadable(asked, problem)
        parts.append(Part(field=asked.key, label=asked.title, points=points, of=asked.points, reason=reason))
    return Verdict(task=task.id, points=points, of=task.points, parts=tuple(parts))


def score(
    task: Task,
    evidence: Evidence,
    truth: Mapping[str, Mapping[str, Any]],
    answer: Mapping[str, Value],
    hints: Mapping[str, str],
) -> Verdict:
    """Decide what an answer is worth.

    Args:
        task: The task.
        evidence: The learner's evidence.
        truth: The planted truth of this task: ``{field: {"accept": ..., "hint": ...}}``.
        answer: The learner's answer: ``{field: plain value}``; unknown fields are ignored.
        hints: ``{code: sentence}``, sentences marked with ``N_``.

    Returns:
        Points in parts, each with a reason that says what was expected of the reasoning, without the answer. A written
        answer has no points until a person has read it.

    Raises:
        InputError: The exercise is broken, which is never the learner's fault: a field has no truth, a hint has no
            sentence, or the points of the fields or of the rubric don't add up to the task's.
    """
    fields = task.fields(evidence)
    together = sum(asked.points for asked in fields)
    if not isclose(together, task.points):
        raise InputError(
            _("task {task}: the fields are worth {sum} points, the task {points}").format(
                task=quote(task.id), sum=together, points=task.points
            )
        )
    if task.rubric:
        return _to_be_read(task, fields, answer)
    parts = []
    for asked in fields:
        planted = truth.get(asked.key)
        if planted is None or not planted["accept"] or (asked.kind == "order" and len(planted["accept"]) < 2):
            raise InputError(
                _("task {id}: no truth is planted for the field {key}").format(id=quote(task.id), key=quote(asked.key))
            )
        value = answer.get(asked.key)
        credit = 0.0
        if is_blank(value):
            reason = _("Not answered.")
        elif problem := misfit(asked, value):
            reason = _unreadable(asked, problem)
        else:
            value = parse_number(value) if asked.kind == "number" else value
            credit = _credit(asked, planted, value)
            reason = _reason(task, asked, planted, value, credit, hints)
        parts.append(
            Part(
                field=asked.key,
                label=asked.title,
                points=round(credit * asked.points, 2),
                of=asked.points,
                reason=reason,
            )
        )
    return Verdict(
        task=task.id,
        points=round(sum(part.points or 0 for part in parts), 2),
        of=task.points,
        parts=tuple(parts),
    )
