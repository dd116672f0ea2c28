"""The pre-test and the post-test: parallel, sourced, and neither gives the other away."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest

from firearmskit.course import assessment
from firearmskit.course.assessment import (
    FORMS,
    LEVELS,
    POINTS,
    SIZES,
    TASK,
    Pair,
    Question,
    all_pairs,
    asked,
    blueprint,
)
from firearmskit.course.draw import Draw
from firearmskit.course.packs import Exercise, find_exercise
from firearmskit.course.settings import Settings
from firearmskit.course.store import Store
from firearmskit.course.tasks import score
from firearmskit.course.timetable import QUESTION_MIN
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


@cache
def lessons() -> dict[str, dict]:
    """Give the front matter of each lesson, by its folder."""
    return {page.parent.name: pages.front_matter(page) for page in pages.CURRICULUM.glob("[me][0-9][0-9]_*/index.md")}


MODULES = sorted({module for module, _pair in PAIRS.values()})
COURSES = [course for size in range(len(MODULES) + 1) for course in itertools.combinations(MODULES, size)]
"""Every choice of modules; none means all."""
each_course = pytest.mark.parametrize("modules", COURSES, ids="+".join)


def test_every_finished_module_is_asked():
    """Each module with a lesson has a question on each objective, and as many as the smallest test asks."""
    assert set(MODULES) == set(lessons())
    for folder, matter in lessons().items():
        counts = {task: sum(levels.values()) for module, task, levels in blueprint() if module == folder}
        assert set(counts) == {objective["tasks"][0] for objective in matter["objectives"]}
        assert sum(counts.values()) >= min(SIZES)


@each_course
def test_a_course_is_asked_about_its_modules(modules: tuple[str, ...]):
    """What isn't taught isn't asked, each objective that is taught is, as far as half an hour allows."""
    keys = asked(modules)
    taught = {module: lessons()[module] for module in modules or MODULES}
    found = {(PAIRS[key][0], PAIRS[key][1].objective) for key in keys}
    there = {(module, each["tasks"][0]) for module, matter in taught.items() for each in matter["objectives"]}
    assert found <= there
    assert len(found) == min(len(there), max(SIZES))
    assert list(keys) == [key for key in PAIRS if key in keys]
    assert len(keys) in SIZES
    assert len(keys) * QUESTION_MIN <= 30
    assert asked((*modules, assessment.FOLDER)) == keys


@each_course
def test_too_many_objectives_are_given_up_evenly(modules: tuple[str, ...]):
    """Each module keeps the first objectives of its file; one that gave some up has at most one fewer than others."""

    def objectives(keys: Collection[str], module: str) -> list[str]:
        return list(dict.fromkeys(PAIRS[key][1].objective for key in keys if PAIRS[key][0] == module))

    kept = {module: objectives(asked(modules), module) for module in modules or MODULES}
    there = {module: objectives(PAIRS, module) for module in kept}
    assert all(found == there[module][: len(found)] for module, found in kept.items())
    short = [len(found) for module, found in kept.items() if found != there[module]]
    assert max(map(len, kept.values())) <= min(short, default=len(PAIRS)) + 1


@each_course
def test_a_form_is_worth_the_same_in_every_course(modules: tuple[str, ...]):
    """Its questions are worth the same, and together all points, without rounding."""
    for form in FORMS:
        task, case = exercise(form).tasks[0], exercise(form).draw(Draw(b"x", modules=modules))
        fields = task.fields(case.evidence)
        assert [field.key for field in fields] == list(case.truth[TASK]) == list(asked(modules))
        assert [field.label.partition(".")[0] for field in fields] == [str(n + 1) for n in range(len(fields))]
        right = {key: getattr(PAIRS[key][1], form).answer for key in asked(modules)}
        verdict = score(task, case.evidence, case.truth[TASK], right, exercise(form).hints)
        assert verdict.points == task.points == POINTS
        assert {part.points for part in verdict.parts} == {POINTS / len(fields)}


def test_a_second_question_waits_for_the_first_ones():
    """Where pairs are too many, no objective has a question more than another by two, as far as there are any."""
    counts = Counter(PAIRS[key][1].objective for key in asked())
    there = Counter(pair.objective for _module, pair in PAIRS.values())
    assert len(asked()) < len(PAIRS)
    fewest = min(counts[objective] for objective in there if counts[objective] < there[objective])
    assert max(counts.values()) <= fewest + 1


def test_a_released_test_asks_about_the_modules_of_its_course(tmp_path: Path):
    """The settings of the course decide, and what was handed out stays when they change."""
    store = Store.create(tmp_path)
    for modules, learner in ((("m05_ammunition", "assessments"), "amina"), ((), "boris")):
        Settings(id="c", title="C", modules=modules).write(tmp_path)
        for form in FORMS:
            pack = store.release(exercise(form), course="c", learner=learner)
            assert set(pack.evidence["order"]) == set(asked(modules))
    assert set(store.frozen(exercise("pretest"), learner="amina").evidence["order"]) == set(asked(("m05_ammunition",)))


def test_forms_are_parallel():
    """Both forms have the same questions in number, objective and level, one by one."""
    counted = {}
    for form in FORMS:
        fields = exercise(form).tasks[0].fields(exercise(form).draw(Draw(b"x")).evidence)
        counted[form] = [(PAIRS[f.key][0], PAIRS[f.key][1].objective, PAIRS[f.key][1].level) for f in fields]
    assert counted["pretest"] == counted["posttest"]
    assert Counter((module, pair.objective, pair.level) for module, pair in PAIRS.values()) == Counter(
        {(m, task, level): n for m, task, levels in blueprint() for level, n in levels.items() if n}
    )


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
    for key, (module, pair) in PAIRS.items():
        if key not in asked((module,)):
            continue
        task, case = what.tasks[0], what.draw(Draw(b"one learner", modules=(module,)))
        number, question = asked((module,)).index(key), getattr(pair, form)
        for code, text in question.options.items():
            verdict = score(task, case.evidence, case.truth[task.id], {key: code}, what.hints)
            part = verdict.parts[number]
            why = dict(question.wrong).get(text)
            assert (part.points, part.reason) == ((part.of, "Right.") if why is None else (0, why))


def test_codes_are_the_same_for_everybody_and_their_places_are_not():
    """A report can count who chose what, and a neighbour's places don't help."""
    what = exercise("pretest")
    cases = [what.draw(Draw(b"%d" % number)) for number in range(40)]
    for key in asked():
        fields = [next(f for f in what.tasks[0].fields(case.evidence) if f.key == key) for case in cases]
        assert len({frozenset((o.value, o.label) for o in field.options) for field in fields}) == 1
        assert len({field.values for field in fields}) > 10


def test_a_module_is_added_by_adding_its_questions(monkeypatch: pytest.MonkeyPatch):
    """With another module's pairs both forms ask about it and stay parallel; nothing else is told of it."""
    question = Question(stem="Why?", right="So.", wrong=(("1", "Ask a."), ("2", "Ask b."), ("3", "Ask c.")))
    pair = Pair(id="new", objective="routes", level="apply", pretest=question, posttest=question)
    more = {**PAIRS, "m13-new": ("m13_patterns", pair)}
    monkeypatch.setattr(assessment, "all_pairs", lambda: more)
    for form in FORMS:
        what = assessment.exercise_of(form, version=2, title="x")
        assert what.tasks[0].points == POINTS
        fields = what.tasks[0].fields(what.draw(Draw(b"x", modules=("m05_ammunition", "m13_patterns"))).evidence)
        assert [field.key for field in fields] == [*asked(("m05_ammunition",))[:7], "m13-new"]
    assert list(blueprint())[-1] == ("m13_patterns", "routes", {"recall": 0, "apply": 1, "judge": 0})
