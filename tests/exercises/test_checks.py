"""The seven checks that every exercise passes; a new exercise is found and checked by being there.

What the cases themselves must be like is in ``test_cases.py``.
"""

import itertools
import json
import random
import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from _pytest.mark import ParameterSet

from firearmskit import language
from firearmskit.course import Case, Draw, Exercise, all_exercises, score
from firearmskit.course.answers import Value
from firearmskit.course.cohort import COHORT, Learner, right_answer, submit, wrong_answer
from firearmskit.course.folder import hand_out
from firearmskit.course.gradebook import nbgrader_api
from firearmskit.course.grading import grade_submission
from firearmskit.course.notebooks import Master, grade_id
from firearmskit.course.packs import practice_case
from firearmskit.course.sandbox import run_trusted
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Field, together
from tests.exercises.conftest import ROOT, SEEDS
from tools import exercises as making

LOCALES = ["", *language.available()[1:]]
SAMPLE = {learner.id: learner for learner in COHORT}
# Half right, in another language, with a warning on the error stream: one run of nbgrader sees all of it.
MIXED = replace(SAMPLE["dario"], id="mixed", damage=SAMPLE["benoit"].damage, language=SAMPLE["benoit"].language)


def calibrated() -> Iterator[ParameterSet]:
    """Give every exercise; one with nothing that an earlier one hasn't is left to `make slow`."""
    seen: set[str] = set()
    # Those with many kinds of fields first, and the short ones of them, so that few show them all.
    for each in sorted(all_exercises(), key=lambda each: (-len(kinds_of(each)), len(each.tasks), each.id)):
        kinds = kinds_of(each)
        yield pytest.param(each, marks=() if kinds - seen else pytest.mark.slow, id=each.id)
        seen |= kinds


def kinds_of(exercise: Exercise) -> set[str]:
    """Give the kinds of fields of an exercise, whether a person reads what is written, and whether it is a test."""
    evidence = practice_case(exercise).evidence
    kinds = {field.kind for task in exercise.tasks for field in task.fields(evidence)}
    kinds |= {"read by a person"} if any(task.rubric for task in exercise.tasks) else set()
    return kinds | ({"passed by nobody"} if exercise.pass_share is None else set())


def total(exercise: Exercise) -> float:
    """Give the points of the whole exercise."""
    return sum(task.points for task in exercise.tasks)


def bar(exercise: Exercise) -> float:
    """Give the share that passes; where nobody passes or fails, what passes elsewhere."""
    return Exercise.pass_share if exercise.pass_share is None else exercise.pass_share


def scored(exercise: Exercise) -> dict[str, float | None]:
    """Give what the grader gives for the best answers: all points, none yet for what a person reads."""
    return {task.id: None if task.rubric else task.points for task in exercise.tasks}


def earned(exercise: Exercise, case: Case | Frozen, answers: dict[str, dict[str, Value]]) -> float:
    """Give the points of an answer to the whole exercise."""
    return together(
        score(task, case.evidence, case.truth[task.id], answers[task.id], exercise.hints) for task in exercise.tasks
    )


def right_values(exercise: Exercise, cases: list[Case]) -> dict[str, dict[str, list[Value]]]:
    """Give what is right for somebody, by task and field: who guesses knows what such values look like."""
    return {
        task.id: {
            key: [value for case in cases for value in case.truth[task.id][key]["accept"][:1]]
            for key in cases[0].truth[task.id]
        }
        for task in exercise.tasks
        if not task.rubric
    }


def guess(field: Field, known: list[Value], chance: random.Random) -> Value:
    """Answer a field at random."""
    if field.kind in ("choice", "point"):
        return chance.choice(field.values)
    if field.kind == "choices":
        return [value for value in field.values if chance.random() < 0.5]
    if field.kind == "order":
        return chance.sample(field.values, len(field.values))
    return chance.choice(known)


def settled(exercise: Exercise, case: Case) -> Exercise:
    """Give the exercise with the fields of one case, which then aren't made again for every answer that is scored."""
    tasks = []
    for task in exercise.tasks:
        made = task.fields(case.evidence)
        tasks.append(replace(task, fields=lambda _evidence, made=made: made))
    return replace(exercise, tasks=tuple(tasks))


def guesses(exercise: Exercise, cases: list[Case], runs: int) -> list[list[float]]:
    """Give what each case is worth to somebody who guesses, several times over."""
    known = right_values(exercise, cases)
    chance = random.Random(1)
    return [
        [
            earned(
                own,
                case,
                {
                    task.id: {
                        field.key: guess(field, known[task.id][field.key], chance)
                        for field in task.fields(case.evidence)
                        if not task.rubric
                    }
                    for task in own.tasks
                },
            )
            for _ in range(runs)
        ]
        for case in cases
        for own in [settled(exercise, case)]
    ]


def unevenness(scores: list[list[float]]) -> float:
    """Estimate how much cases differ in what guessing is worth: their standard deviation without the chance in it."""
    between = statistics.variance(map(statistics.mean, scores))
    within = statistics.mean(map(statistics.variance, scores)) / len(scores[0])
    return max(0.0, between - within) ** 0.5


def allowed(scores: list[list[float]], of: float) -> float:
    """Give how much cases may differ: a quarter of what guessing is worth, or a fiftieth of all points."""
    return max(of / 50, statistics.mean(map(statistics.mean, scores)) / 4)


def test_fresh(store: Store) -> None:
    """Making exercises/ from solutions/ again gives the same bytes, in every language."""
    notebooks, untranslated = making.collect(store.root / "exercises")
    assert not untranslated
    assert not making.differences(ROOT / "exercises", notebooks, untranslated), "run `make exercises`"


def test_paired() -> None:
    """Every generator has its notebook, in solutions/ and in exercises/ of every language, and nothing is left over."""
    wanted = {each.id for each in all_exercises()}
    for folder in ["solutions", *(f"exercises/{code}".rstrip("/") for code in LOCALES)]:
        found = {f"{path.parent.name}/{path.stem}" for path in (ROOT / folder).glob("*/*.ipynb")}
        found -= {each for each in found if each.split("/")[0] in LOCALES}
        assert found == wanted, folder


def test_solvable(exercise: Exercise, master: Master, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The instructor's notebook earns every point, for ten learners with ten seeds; what it writes is read."""
    for number in range(10):
        learner = f"solver-{number}"
        folder = store.root / "autograded" / learner / exercise.module
        hand_out(store, exercise, learner=learner, into=folder, pictures=False)
        monkeypatch.chdir(folder)
        monkeypatch.setenv("FIREARMSKIT_FORMS", "static")
        names: dict = {}
        for cell in master.notebook.cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, f"{exercise.id}:{grade_id(cell)}", "exec"), names)
        earned = {task.id: names["exercise"].grade(task.id) for task in exercise.tasks}
        assert earned == scored(exercise)
        for task in exercise.tasks:
            if task.rubric:
                opened = names["exercise"]
                assert len(str(opened.file.answers[task.id])) > 200


def test_biting_unsolved(exercise: Exercise, master: Master, store: Store, tmp_path: Path) -> None:
    """A notebook as it was handed out earns nothing, and nobody has to read it."""
    hand_out(store, exercise, learner="idle", into=tmp_path, pictures=False)
    graded = grade_submission(store, master, exercise, "idle", tmp_path, run=run_trusted)
    assert graded.points == 0, graded.notes
    assert graded.waiting == ()


def test_biting_every_field(exercise: Exercise, store: Store, tmp_path: Path) -> None:
    """Making any single field wrong, in two different ways, loses points of its task; a rubric has two lower levels."""
    for task in exercise.tasks:
        for criterion in task.rubric:
            points = [each for each, _like in criterion.levels]
            assert len(points) >= 3
            assert points == sorted(points, reverse=True)
            assert points[-1] == 0
    for number in range(5):
        hand_out(store, exercise, learner=f"bite-{number}", into=tmp_path, pictures=False)
        frozen = store.frozen(exercise, learner=f"bite-{number}")
        for task in (task for task in exercise.tasks if not task.rubric):
            right = right_answer(task, frozen)
            for way in (Draw(b"one"), Draw(b"two")):
                wrong = wrong_answer(task, frozen, way)
                for key in right:
                    answer = {**right, key: wrong[key]}
                    verdict = score(task, frozen.evidence, frozen.truth[task.id], answer, exercise.hints)
                    assert verdict.points < task.points, (task.id, key, wrong[key])


@pytest.mark.parametrize(
    "learner",
    [MIXED, *(pytest.param(SAMPLE[name], marks=pytest.mark.slow) for name in ("amina", "benoit", "dario"))],
    ids=lambda learner: learner.id,
)
@pytest.mark.parametrize("exercise", list(calibrated()), indirect=True)
def test_calibrated(exercise: Exercise, master: Master, store: Store, learner: Learner) -> None:
    """Stock nbgrader, its own Execute and determine_grade unmodified, gives the same points and waits for the same."""
    from nbgrader.api import Gradebook

    name = learner.id
    learner = replace(learner, id=f"{name}-{exercise.slug}")  # nbgrader grades all that a learner has of a module
    graded = grade_submission(store, master, exercise, learner.id, submit(store, exercise, learner), run=run_trusted)
    assert graded.verdicts is not None, graded.notes
    ours = {verdict.task: verdict.points for verdict in graded.verdicts}
    with nbgrader_api(store.root) as nbgrader:
        result = nbgrader.autograde(exercise.module, learner.id)
    assert result["success"], result
    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as gradebook:
        grades = {task: gradebook.find_grade(task, exercise.slug, exercise.module, learner.id) for task in ours}
    assert {task: grade.auto_score for task, grade in grades.items()} == ours
    assert tuple(task for task, grade in grades.items() if grade.needs_manual_grade) == graded.waiting
    if name in ("amina", "benoit"):
        assert ours == scored(exercise)
    else:
        assert 0 < graded.points < total(exercise)


@pytest.mark.parametrize("code", LOCALES)
def test_well_formed(exercise: Exercise, master: Master, code: str) -> None:
    """Student notebooks hold no solution, hidden test or output, and their grade ids and points are the tasks'."""
    path = ROOT / "exercises" / code / exercise.module / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    assert master.tasks == {task.id: task.points for task in exercise.tasks}
    graded = [cell.metadata.nbgrader for cell in notebook.cells if grade_id(cell) and cell.metadata.nbgrader.grade]
    assert {each.grade_id: each.points for each in graded} == master.tasks
    for cell in notebook.cells:
        assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN)|\.solve\(|\.grade\(", cell.source), cell.source
        assert not cell.get("outputs")
        assert re.fullmatch(r"[a-z][a-z0-9-]+", grade_id(cell) or "none")
    for task in exercise.tasks:
        for word in ("ask", "check"):
            calls = [cell for cell in notebook.cells if f'exercise.{word}("{task.id}")' in cell.source]
            assert len(calls) == 1, f"exercise.{word} of {task.id}: {len(calls)} cells"


def test_fair_shape(exercise: Exercise, cases: list[Case]) -> None:
    """Over 200 seeds every learner gets the same blocks, fields, points and numbers of choices and of right ones."""
    shapes = {
        tuple(
            (task.id, field.key, field.kind, field.points, field.rows, len(field.options), len(field.spots),
             field.kind == "choices" and len(case.truth[task.id][field.key]["accept"]),
             tuple(str(text).count("\n") for text in task.model(case.evidence, case.truth[task.id]).values()))
            for task in exercise.tasks
            for field in task.fields(case.evidence)
        )
        + tuple(type(block) for task in exercise.tasks for block in task.blocks(case.evidence))
        for case in cases
    }  # fmt: skip
    assert len(shapes) == 1
    for task in exercise.tasks:
        assert sum(field.points for field in task.fields(cases[0].evidence)) == task.points


def test_fair_scores(exercise: Exercise, cases: list[Case]) -> None:
    """Over 200 seeds no case is kinder or harder to guessing than chance explains, and guessing is far from passing."""
    scores = guesses(exercise, cases, runs=8)
    assert unevenness(scores) < allowed(scores, total(exercise))
    centre = statistics.mean(map(statistics.mean, scores))
    assert centre < bar(exercise) * total(exercise) / 2, "guessing comes too close to passing"


def test_unfair_scores_are_noticed() -> None:
    """When guessing is worth three times as much in every second case, the check says so; equal cases pass it."""
    chance = random.Random(1)
    uneven = [[chance.gauss(1 if case % 2 else 3, 2) for _ in range(20)] for case in range(200)]
    even = [[chance.gauss(2, 2) for _ in range(20)] for case in range(200)]
    same = [[2.0] * 20 for case in range(200)]
    assert unevenness(uneven) > allowed(uneven, 30)
    assert unevenness(even) < allowed(even, 30)
    assert unevenness(same) < allowed(same, 30)


@pytest.mark.parametrize("many", [pytest.param(40, id="some"), pytest.param(SEEDS, marks=pytest.mark.slow, id="all")])
def test_pasting_the_library_does_not_pass(exercise: Exercise, cases: list[Case], many: int) -> None:
    """Whoever pastes what the library says into every task, in any of these cases, stays below the pass mark."""
    for case in cases[:many]:
        pasted = {task.id: task.paste(case.evidence) for task in exercise.tasks}
        assert earned(exercise, case, pasted) < bar(exercise) * total(exercise)


@pytest.mark.parametrize("ticked", ["first", "all"])
def test_answering_without_looking_does_not_pass(exercise: Exercise, cases: list[Case], ticked: str) -> None:
    """The first choice everywhere, or every box ticked, with a value that is right for somebody else, doesn't pass."""
    known = right_values(exercise, cases)

    def answer(task: str, field: Field, rank: int) -> Value:
        if field.kind in ("choice", "point"):
            return field.values[0]
        if field.kind in ("choices", "order"):
            return list(field.values[:2] if field.kind == "choices" and ticked == "first" else field.values)
        return known[task][field.key][rank - 1]

    shares = [
        earned(
            exercise,
            case,
            {
                task.id: {f.key: answer(task.id, f, rank) for f in task.fields(case.evidence) if not task.rubric}
                for task in exercise.tasks
            },
        )
        / total(exercise)
        for rank, case in enumerate(cases)
    ]
    if exercise.pass_share is None:  # a form has few questions: some learner's first choices are lucky
        assert statistics.mean(shares) < bar(exercise) / 2
    else:
        assert max(shares) < bar(exercise)


def test_copying_a_neighbour_does_not_pass(exercise: Exercise, cases: list[Case]) -> None:
    """A neighbour's right answers, typed into one's own pack, don't pass on average, and hardly ever at all.

    A pre-test asks everybody the same: there the neighbour's places in the lists are copied.
    """
    answers = [{task.id: right_answer(task, case) for task in exercise.tasks} for case in cases]
    ready = [settled(exercise, case) for case in cases]

    def copied(mine: int, theirs: int) -> dict[str, dict[str, Value]]:
        if exercise.pass_share is not None:
            return answers[theirs]
        own, other = cases[mine].evidence, cases[theirs].evidence
        return {
            task.id: {
                field.key: field.values[seen.values.index(answers[theirs][task.id][field.key])]
                for field, seen in zip(task.fields(own), task.fields(other), strict=True)
            }
            for task in exercise.tasks
        }

    shares = {
        (mine, theirs): earned(ready[mine], cases[mine], copied(mine, theirs)) / total(exercise)
        for mine, theirs in itertools.product(range(len(cases)), range(5))
        if mine != theirs
    }
    assert statistics.mean(shares.values()) < bar(exercise)
    passing = [pair for pair, share in shares.items() if share >= bar(exercise)]
    assert len(passing) < 0.02 * len(shares), f"who copies passes, for example the cases of seeds {passing[:5]}"


def test_evidence_holds_no_truth(exercise: Exercise, cases: list[Case]) -> None:
    """No pack holds a piece of the truth's structure."""
    for case in cases[:20]:
        assert not re.search(r'"(accept|hint|because|needs|half)"', json.dumps(case.evidence))
