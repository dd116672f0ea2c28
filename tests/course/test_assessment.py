"""The pre-test and the post-test: parallel, sourced, and neither gives the other away."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from firearmskit.course import assessment
from firearmskit.course.assessment import FORMS, LEVELS, Pair, Question, all_pairs, blueprint
from firearmskit.course.draw import Draw
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.tasks import score
from tools import pages

PAIRS = all_pairs()
QUESTIONS = {form: [getattr(pair, form) for _module, pair in PAIRS.values()] for form in FORMS}
each_form = pytest.mark.parametrize("form", FORMS)


def exercise(form: str) -> Exercise:
    """Give a form as learners get it."""
    return find_exercise(f"{assessment.FOLDER}/{form}")


def said(question: Question) -> list[str]:
    """Give everything that a learner may read of a question, before or after grading."""
    return [question.stem, question.right, *itertools.chain(*question.wrong)]


def lessons() -> dict[str, dict]:
    """Give the front matter of each lesson, by its folder."""
    return {page.parent.name: pages.front_matter(page) for page in pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md")}


UNASKED = {"m05_ammunition", "m07_marking"}
"""Modules that the tests before and after a course ask nothing about yet; this must shrink to nothing."""


def test_every_finished_module_is_asked():
    """Each module with a lesson has questions, but for those that have none yet; each objective has at least two."""
    assert lessons().keys() - {module for module, _task, _levels in blueprint()} == UNASKED
    for folder, matter in lessons().items():
        if folder in UNASKED:
            continue
        counts = {task: sum(levels.values()) for module, task, levels in blueprint() if module == folder}
        assert set(counts) == {objective["tasks"][0] for objective in matter["objectives"]}
        assert min(counts.values()) >= 2


def test_forms_are_parallel():
    """Both forms have the same questions in number, objective and level, one by one, and at least ten."""
    counted = {}
    for form in FORMS:
        fields = exercise(form).tasks[0].fields(exercise(form).draw(Draw(b"x")).evidence)
        assert [field.key for field in fields] == list(PAIRS)
        counted[form] = Counter((PAIRS[f.key][0], PAIRS[f.key][1].objective, PAIRS[f.key][1].level) for f in fields)
    assert counted["pretest"] == counted["posttest"]
    assert counted["pretest"] == Counter(
        {(m, task, level): n for m, task, levels in blueprint() for level, n in levels.items() if n}
    )
    assert sum(counted["pretest"].values()) >= 10


def test_forms_share_no_stem_and_no_right_option():
    """No question of one form is a question of the other, in its words or in what is right."""
    for get in (lambda q: q.stem, lambda q: q.right):
        texts = [get(question) for form in FORMS for question in QUESTIONS[form]]
        assert len(texts) == len(set(texts))


def test_the_pretest_gives_no_answer_of_the_posttest_away():
    """Nothing that one form says, in its questions, options or feedback, holds what is right in the other."""
    for one, other in itertools.permutations(FORMS):
        words = [text.casefold() for question in QUESTIONS[one] for text in said(question)]
        for question in QUESTIONS[other]:
            right = question.right.rstrip(".").casefold()
            assert not [text for text in words if right in text], right


@each_form
def test_feedback_does_not_say_what_is_right(form: str):
    """The reason why an option tempts holds neither the right option nor the option itself."""
    for question in QUESTIONS[form]:
        for text, why in question.wrong:
            assert question.right.rstrip(".").casefold() not in why.casefold()
            assert text.rstrip(".").casefold() not in why.casefold()
            assert "Ask " in why, "say what to think of again"


@each_form
def test_questions_are_whole(form: str):
    """Each question has four options, its stem is a question, its level is known and its sources are the lesson's."""
    matter = lessons()
    for key, (module, pair) in PAIRS.items():
        question = getattr(pair, form)
        assert len(set(question.options.values())) == 4, key
        assert question.stem.endswith(("?", ".", "”")), key
        assert "?" in question.stem, key
        assert pair.level in LEVELS
        assert set(question.sources) <= set(range(1, len(matter[module]["sources"]) + 1)), key
        if pair.level == "recall":
            assert question.sources, f"{key} asks for a fact and cites none"


@each_form
def test_length_betrays_nothing(form: str):
    """Always taking the longest option, or the shortest, is no better than a guess."""
    for pick in (max, min):
        lucky = sum(pick(question.options.values(), key=len) == question.right for question in QUESTIONS[form])
        assert lucky <= len(QUESTIONS[form]) / 3


@each_form
def test_who_is_caught_reads_why(form: str):
    """Each wrong option of each question earns nothing and gets its own reason; the right one earns the point."""
    what = exercise(form)
    task, case = what.tasks[0], what.draw(Draw(b"one learner"))
    for number, (key, question) in enumerate(zip(PAIRS, QUESTIONS[form], strict=True)):
        for code, text in question.options.items():
            verdict = score(task, case.evidence, case.truth[task.id], {key: code}, what.hints)
            part = verdict.parts[number]
            why = dict(question.wrong).get(text)
            assert (part.points, part.reason) == ((1, "Right.") if why is None else (0, why))


def test_codes_are_the_same_for_everybody_and_their_places_are_not():
    """A report can count who chose what, and a neighbour's places don't help."""
    what = exercise("pretest")
    cases = [what.draw(Draw(b"%d" % number)) for number in range(40)]
    for key in PAIRS:
        fields = [next(f for f in what.tasks[0].fields(case.evidence) if f.key == key) for case in cases]
        assert len({frozenset((o.value, o.label) for o in field.options) for field in fields}) == 1
        assert len({field.values for field in fields}) > 10


def test_a_module_is_added_by_adding_its_questions(monkeypatch: pytest.MonkeyPatch):
    """With another module's pairs both forms ask more, are worth more and stay parallel; nothing else is told of it."""
    question = Question(stem="Why?", right="So.", wrong=(("1", "Ask a."), ("2", "Ask b."), ("3", "Ask c.")))
    pair = Pair(id="new", objective="parts", level="apply", pretest=question, posttest=question)
    more = {**PAIRS, "m05-new": ("m05_ammunition", pair)}
    monkeypatch.setattr(assessment, "all_pairs", lambda: more)
    for form in FORMS:
        what = assessment.exercise_of(form, version=2, title="x")
        assert what.tasks[0].points == len(PAIRS) + 1
        assert [field.key for field in what.tasks[0].fields(what.draw(Draw(b"x")).evidence)][-1] == "m05-new"
    assert list(blueprint())[-1] == ("m05_ammunition", "parts", {"recall": 0, "apply": 1, "judge": 0})
