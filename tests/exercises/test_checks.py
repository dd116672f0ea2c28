"""The seven checks that every exercise passes; a new exercise is found and checked by being there.

*Fresh* and the French notebooks are also checked by ``tools/exercises.py --check`` in ``make course``.
"""

import itertools
import json
import random
import re
import statistics
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from firearmskit import language
from firearmskit.course import Draw, Exercise, all_exercises, score
from firearmskit.course.answers import Value
from firearmskit.course.cohort import COHORT, right_answer, submit, wrong_answer
from firearmskit.course.folder import hand_out
from firearmskit.course.grading import grade_submission
from firearmskit.course.notebooks import Master, grade_id
from firearmskit.course.sandbox import run_trusted
from firearmskit.course.store import Frozen, Store
from firearmskit.course.tasks import Field
from tests.exercises.conftest import ROOT

LOCALES = ["", *language.available()[1:]]


def total(exercise: Exercise) -> float:
    """Give the points of the whole exercise."""
    return sum(task.points for task in exercise.tasks)


def cases(exercise: Exercise):
    """Draw two hundred cases."""
    return [exercise.draw(Draw(f"seed {number}".encode())) for number in range(200)]


def guess(field: Field, chance: random.Random) -> Value:
    """Answer a field at random."""
    if field.kind in ("choice", "point"):
        return chance.choice(field.values)
    if field.kind == "choices":
        return [value for value in field.values if chance.random() < 0.5]
    if field.kind == "order":
        return chance.sample(field.values, len(field.values))
    return chance.randint(1900, 2020) if field.kind == "number" else "?"


def test_fresh() -> None:
    """Making exercises/ from solutions/ again gives the same bytes, in every language."""
    done = subprocess.run([sys.executable, ROOT / "tools" / "exercises.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_paired() -> None:
    """Every generator has its notebook, in solutions/ and in exercises/ of every language, and nothing is left over."""
    wanted = {each.id for each in all_exercises()}
    for folder in ["solutions", *(f"exercises/{code}".rstrip("/") for code in LOCALES)]:
        found = {f"{path.parent.name}/{path.stem}" for path in (ROOT / folder).glob("[me][0-9]*/*.ipynb")}
        assert found == wanted, folder


def test_solvable(exercise: Exercise, master: Master, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The instructor's notebook earns every point, for ten learners with ten different seeds."""
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
        assert earned == {task.id: task.points for task in exercise.tasks}


def test_biting_unsolved(exercise: Exercise, master: Master, store: Store, tmp_path: Path) -> None:
    """A notebook as it was handed out earns nothing."""
    hand_out(store, exercise, learner="idle", into=tmp_path, pictures=False)
    graded = grade_submission(store, master, exercise, "idle", tmp_path, run=run_trusted)
    assert graded.points == 0, graded.notes


def test_biting_every_field(exercise: Exercise, store: Store, tmp_path: Path) -> None:
    """Making any single field wrong, in two different ways, loses points of its task."""
    for number in range(5):
        hand_out(store, exercise, learner=f"bite-{number}", into=tmp_path, pictures=False)
        frozen = store.frozen(exercise, learner=f"bite-{number}")
        for task in exercise.tasks:
            right = right_answer(task, frozen)
            for way in (Draw(b"one"), Draw(b"two")):
                wrong = wrong_answer(task, frozen, way)
                for key in right:
                    verdict = score(
                        task, frozen.evidence, frozen.truth[task.id], {**right, key: wrong[key]}, exercise.hints
                    )
                    assert verdict.points < task.points, (task.id, key, wrong[key])


def test_calibrated(exercise: Exercise, master: Master, store: Store) -> None:
    """Stock nbgrader, its own Execute and determine_grade unmodified, gives the same points task by task."""
    from nbgrader.api import Gradebook

    honest = [each for each in COHORT if each.id in ("amina", "benoit", "dario")]
    ours = {}
    for learner in honest:
        folder = submit(store, exercise, learner)
        graded = grade_submission(store, master, exercise, learner.id, folder, run=run_trusted)
        assert graded.verdicts is not None, graded.notes
        ours[learner.id] = {verdict.task: verdict.points for verdict in graded.verdicts}
    stock = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", exercise.module, "--student=[abd]*", "--force"],
        cwd=store.root,
        capture_output=True,
        text=True,
    )
    assert stock.returncode == 0, stock.stderr
    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as gradebook:
        theirs = {
            learner: {
                task: gradebook.find_grade(task, exercise.slug, exercise.module, learner).auto_score for task in tasks
            }
            for learner, tasks in ours.items()
        }
    assert theirs == ours
    assert ours["amina"] == {task.id: task.points for task in exercise.tasks}
    assert ours["benoit"] == ours["amina"], "a warning on stderr cost points"
    assert 0 < sum(ours["dario"].values()) < total(exercise)


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


def test_fair_shape(exercise: Exercise) -> None:
    """Over 200 seeds every learner gets the same fields, points and numbers of choices."""
    shapes = {
        tuple(
            (task.id, field.key, field.kind, field.points, len(field.values), len(field.spots))
            for task in exercise.tasks
            for field in task.fields(case.evidence)
        )
        for case in cases(exercise)
    }
    assert len(shapes) == 1
    for task in exercise.tasks:
        assert sum(field.points for field in task.fields(cases(exercise)[0].evidence)) == task.points


def test_fair_scores(exercise: Exercise) -> None:
    """Over 200 seeds no case is kinder or harder to guessing: no mean of simulated scores stands out."""
    means = []
    for case in cases(exercise):
        chance = random.Random(1)
        runs = []
        for _ in range(20):
            runs.append(
                sum(
                    score(
                        task,
                        case.evidence,
                        case.truth[task.id],
                        {field.key: guess(field, chance) for field in task.fields(case.evidence)},
                        exercise.hints,
                    ).points
                    for task in exercise.tasks
                )
            )
        means.append(statistics.mean(runs))
    spread = statistics.stdev(means)
    centre = statistics.mean(means)
    assert max(abs(mean - centre) for mean in means) < 5 * spread
    assert centre < exercise.pass_share * total(exercise) / 2, "guessing comes too close to passing"


def test_pasting_the_library_does_not_pass(exercise: Exercise) -> None:
    """Whoever pastes what the library says into every task, in any of 200 cases, stays below the pass mark."""
    for case in cases(exercise):
        earned = sum(
            score(task, case.evidence, case.truth[task.id], task.paste(case.evidence), exercise.hints).points
            for task in exercise.tasks
        )
        assert earned < exercise.pass_share * total(exercise)


def test_copying_a_neighbour_does_not_pass(exercise: Exercise, store: Store, tmp_path: Path) -> None:
    """A neighbour's right answers, typed into one's own pack, stay below the pass mark on average and never win."""
    shares = []
    frozen: list[Frozen] = []
    for number in range(12):
        hand_out(store, exercise, learner=f"copy-{number}", into=tmp_path, pictures=False)
        frozen.append(store.frozen(exercise, learner=f"copy-{number}"))
    for mine, theirs in itertools.pairwise(frozen):
        earned = sum(
            score(task, mine.evidence, mine.truth[task.id], right_answer(task, theirs), exercise.hints).points
            for task in exercise.tasks
        )
        shares.append(earned / total(exercise))
    assert statistics.mean(shares) < exercise.pass_share
    assert max(shares) < 0.9


def test_evidence_holds_no_truth(exercise: Exercise) -> None:
    """No pack holds a piece of the truth's structure."""
    for case in cases(exercise)[:20]:
        assert not re.search(r'"(accept|hint|because|needs|half)"', json.dumps(case.evidence))


def test_objectives_are_tested(exercise: Exercise) -> None:
    """The module's lesson names every graded task among its objectives."""
    lesson = (ROOT / "curriculum" / exercise.module / "index.md").read_text("utf-8")
    for task in exercise.tasks:
        assert f"`{task.id}`" in lesson or f"{task.id}" in lesson.split("---")[1], task.id
