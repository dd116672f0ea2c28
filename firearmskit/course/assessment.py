"""The pre-test and the post-test: two parallel forms over the finished modules, built from pairs of questions.

A module's pairs are the tuple ``PAIRS`` in ``exercises/assessments/_<module>.py``; a file that is there is asked.
Question by question, both forms test the same objective at the same level with other content, so that a gain isn't
memory. The modules of the course decide which pairs are asked (:func:`asked`); everybody in it is asked the same. The
options stand in an order of one's own, so a neighbour's places don't help.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from firearmskit.course.draw import Draw
from firearmskit.course.packs import Case, Exercise
from firearmskit.course.tasks import Evidence, Field, Option, Task
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = [
    "FOLDER",
    "FORMS",
    "LEVELS",
    "POINTS",
    "SIZES",
    "TASK",
    "Pair",
    "Question",
    "all_pairs",
    "asked",
    "blueprint",
    "exercise_of",
]

FOLDER = "assessments"
FORMS = ("pretest", "posttest")
LEVELS = {
    "recall": N_("recall"),
    "apply": N_("apply"),
    "judge": N_("judge"),
}
"""From the level that is meant to be easy to the one that is meant to be hard."""
TASK = "questions"
"""The one task of a form; its fields are the questions, named ``"<module id>-<pair id>"``."""
POINTS = 100
"""What a form is worth, however many questions it asks: a notebook has to say it before a course has modules."""
SIZES = (20, 16, 10, 8)
"""How many questions a form can have: half an hour at most, and each worth a number of points without rounding."""
_CODES = "abcd"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question with four options.

    Attributes:
        stem: What it asks, marked with ``N_``.
        right: The right option, marked with ``N_`` unless it is a number.
        wrong: Three others, each with the reason why it tempts and what to think of again; it doesn't say what is
            right. Who chose the option reads it after grading.
        sources: Numbers in the list of sources of the module's lesson, where the question rests on a fact.
    """

    stem: str
    right: str
    wrong: tuple[tuple[str, str], ...]
    sources: tuple[int, ...] = ()

    @property
    def options(self) -> dict[str, str]:
        """The options by their codes, which say nothing about which one is right and are the same for everybody."""
        return dict(zip(_CODES, sorted([self.right, *(text for text, _why in self.wrong)]), strict=True))

    @property
    def answer(self) -> str:
        """The code of the right option."""
        return next(code for code, text in self.options.items() if text == self.right)

    @property
    def reasons(self) -> dict[str, str]:
        """For the code of each wrong option, why it tempts."""
        why = dict(self.wrong)
        return {code: why[text] for code, text in self.options.items() if text in why}


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two questions on one objective at one level.

    Attributes:
        id: A word of one's own in the module.
        objective: The first task that the objective names in the lesson's front matter.
        level: One of :data:`LEVELS`.
        pretest: Asked before the course.
        posttest: Asked after it.
    """

    id: str
    objective: str
    level: str
    pretest: Question
    posttest: Question


@cache
def all_pairs() -> dict[str, tuple[str, Pair]]:
    """Find the pairs of every module, in the order of the modules.

    Returns:
        ``{"<module id>-<pair id>": (module, pair)}``, such as ``"m06-number"``; the module is its folder.
    """
    package = f"firearmskit.course.exercises.{FOLDER}"
    names = [file.name.removesuffix(".py") for file in resources.files(package).iterdir() if file.name.endswith(".py")]
    found = {}
    for name in sorted(name for name in names if name.startswith("_") and not name.startswith("__")):
        module = name.removeprefix("_")
        for pair in importlib.import_module(f"{package}.{name}").PAIRS:
            found[f"{module.split('_')[0]}-{pair.id}"] = (module, pair)
    return found


def asked(modules: Collection[str] = ()) -> tuple[str, ...]:
    """Choose the questions of a course: of the modules that it teaches, an objective after the other.

    Each objective has its first question before any has its second; where even that is too much, each module gives up
    its last objectives. Nothing is drawn, so both forms and everybody in a course ask alike.

    Args:
        modules: Module folders; those without questions don't matter. All modules where none of them has questions.

    Returns:
        As many keys of :func:`all_pairs` as the largest of :data:`SIZES` that there are pairs for, in their order.
    """
    pairs = all_pairs()
    taught = {key: each for key, each in pairs.items() if each[0] in modules} or pairs
    places: dict[str, dict[str, int]] = {}
    turns: Counter[tuple[str, str]] = Counter()
    rank = {}
    for key, (module, pair) in taught.items():
        objectives = places.setdefault(module, {})
        rank[key] = turns[module, pair.objective], objectives.setdefault(pair.objective, len(objectives))
        turns[module, pair.objective] += 1
    size = next((size for size in SIZES if size <= len(taught)), 0)
    chosen = sorted(taught, key=rank.__getitem__)[:size]
    return tuple(key for key in taught if key in chosen)


def blueprint() -> Iterator[tuple[str, str, dict[str, int]]]:
    """Say what there are questions on, the same in both forms; a course asks those of :func:`asked`.

    Returns:
        For each objective its module, its first task, and the number of questions at each level of :data:`LEVELS`.
    """
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for module, pair in all_pairs().values():
        levels = counts.setdefault((module, pair.objective), dict.fromkeys(LEVELS, 0))
        levels[pair.level] += 1
    for (module, objective), levels in counts.items():
        yield module, objective, levels


def exercise_of(form: str, *, version: int, title: str) -> Exercise:
    """Build one form; each question of a course is worth the same, together :data:`POINTS`. Nobody passes or fails.

    Args:
        form: One of :data:`FORMS`.
        version: Raised when a question is added or changed once the form was handed out.
        title: Marked with ``N_``.
    """
    questions: dict[str, Question] = {key: getattr(pair, form) for key, (_module, pair) in all_pairs().items()}

    def draw(draw: Draw) -> Case:
        keys = asked(draw.modules)
        truth: dict[str, dict[str, Any]] = {
            key: {
                "accept": [questions[key].answer],
                "hint": f"{key}-{next(iter(questions[key].reasons))}",
                "because": {code: f"{key}-{code}" for code in questions[key].reasons},
            }
            for key in keys
        }
        return Case(evidence={"order": {key: draw.shuffle(_CODES) for key in keys}}, truth={TASK: truth})

    def fields(evidence: Evidence) -> tuple[Field, ...]:
        order: dict[str, list[str]] = evidence["order"]
        return tuple(
            Field(
                key=key,
                kind="choice",
                label=f"{number}. {_(questions[key].stem)}",
                points=POINTS / len(order),
                options=tuple(
                    Option(value=code, label=_(text)) for code in order[key] for text in [questions[key].options[code]]
                ),
            )
            for number, key in enumerate((key for key in questions if key in order), start=1)
        )

    return Exercise(
        id=f"{FOLDER}/{form}",
        version=version,
        title=title,
        draw=draw,
        tasks=(Task(id=TASK, title=N_("The questions"), points=POINTS, fields=fields),),
        hints={f"{key}-{code}": why for key, question in questions.items() for code, why in question.reasons.items()},
        pass_share=None,
    )
