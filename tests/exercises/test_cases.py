"""What the cases of every exercise are like: whole, without a place or a hint that is wrong, and possible to show."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
import pytest

from firearmskit import language
from firearmskit.course import Case, Document, Draw, Exercise, Picture, display, score
from firearmskit.course.cohort import right_answer
from firearmskit.course.notebooks import Master
from firearmskit.course.packs import canonical
from firearmskit.course.tasks import Field, misfit

DRAWN = Path(__file__).with_name("drawn.json")


def test_the_same_seed_gives_the_same_case(exercise: Exercise) -> None:
    """A case depends on its seed and nothing else."""
    assert exercise.draw(Draw(b"one learner")) == exercise.draw(Draw(b"one learner"))


def test_a_changed_case_has_a_new_version(exercise: Exercise, cases: list[Case], elsewhere: list[Case]) -> None:
    """What is drawn from given seeds is on record: a generator that draws something else needs another version."""
    drawn = hashlib.sha256("".join(canonical(asdict(case)) for case in [*cases, *elsewhere]).encode()).hexdigest()
    record = json.loads(DRAWN.read_text("utf-8"))
    now = {"version": exercise.version, "digest": drawn}
    assert record.get(exercise.id) == now, (
        f"{exercise.id} draws other cases than {DRAWN.name} says. If that is meant, raise its version once it was "
        f"handed out to anybody, and write there: {json.dumps(now)}"
    )


def test_truth_fits_its_fields(exercise: Exercise, cases: list[Case], elsewhere: list[Case]) -> None:
    """Each field has a truth and each truth a field, right answers have the field's form and earn every point."""
    for case in [*cases, *elsewhere]:
        assert list(case.truth) == [task.id for task in exercise.tasks]
        for task in exercise.tasks:
            truth, right = case.truth[task.id], right_answer(task, case)
            fields = task.fields(case.evidence)
            assert [field.key for field in fields] == list(truth)
            assert [misfit(field, right[field.key]) for field in fields] == [None] * len(fields)
            earned = score(task, case.evidence, truth, right, exercise.hints).points
            assert earned == (None if task.rubric else task.points)


def test_no_hint_is_idle_or_missing(exercise: Exercise, cases: list[Case], elsewhere: list[Case]) -> None:
    """Each code of a hint has a sentence, and no sentence is idle."""
    used = set()
    for case in [*cases, *elsewhere]:
        for task in exercise.tasks:
            for planted in case.truth[task.id].values() if not task.rubric else ():
                used |= {planted["hint"], *planted.get("because", {}).values()}
    assert used == set(exercise.hints)


def test_no_place_betrays_the_answer(exercise: Exercise, cases: list[Case]) -> None:
    """Right options stand in every place of a shuffled list alike; of a fixed list, none is the usual one."""
    for task in exercise.tasks:
        lists: dict[str, set[tuple[str, ...]]] = {}
        places: dict[str, Counter[int]] = {}
        for case in cases:
            for field in task.fields(case.evidence):
                if len(field.values) > 1:
                    lists.setdefault(field.key, set()).add(field.values)
                    accept = case.truth[task.id][field.key]["accept"]
                    right = accept if field.kind == "choices" else accept[:1]
                    places.setdefault(field.key, Counter()).update(map(field.values.index, right))
        for key, found in places.items():
            size = len(next(iter(lists[key])))
            even = found.total() / size
            if len(lists[key]) > 1:
                off = {place: found[place] for place in range(size) if abs(found[place] - even) > 5 * even**0.5}
                assert not off, f"{task.id}, {key}: right options stand in places {off}, evenly {even:.0f} times"
            elif found.total() == len(cases):
                assert max(found.values()) < max(1 / 2, 1.3 / size) * len(cases), f"{task.id}, {key}: {found}"


def test_pictures_are_told_in_words(exercise: Exercise, cases: list[Case]) -> None:
    """The words of every picture hold every text as stamped; that it can be drawn, the test of the forms sees."""
    for case in cases[:20]:
        for name, picture in case.evidence.get("pictures", {}).items():
            words = display.describe_picture(case.evidence, name)
            assert all(mark.get("text", "") in words for mark in picture.get("marks", picture.get("stamps", ())))


def _places(picture: dict[str, Any], field: Field) -> list[tuple[str, float, float]]:
    """Give what can be pointed at in a picture: marks stand where the evidence says, parts where their spots are."""
    if "marks" in picture:
        return [(mark["label"], mark["x"], mark["y"]) for mark in picture["marks"]]
    return [(spot.value, spot.x + spot.width / 2, spot.y + spot.height / 2) for spot in field.spots]


def test_every_spot_lies_in_its_picture_and_on_its_mark_alone(exercise: Exercise, cases: list[Case]) -> None:
    """What can be pointed at lies inside a picture, and the mark that it names, and no other, lies in it."""
    for case in cases:
        pictures = case.evidence.get("pictures", {})
        asked = [field for task in exercise.tasks for field in task.fields(case.evidence)]
        for field, spot in [(each, spot) for each in asked for spot in each.spots]:
            assert 0 <= spot.x < spot.x + spot.width <= 1
            assert 0 <= spot.y < spot.y + spot.height <= 1
            hit = [
                label
                for label, x, y in _places(pictures[spot.picture], field)
                if spot.x <= x <= spot.x + spot.width and spot.y <= y <= spot.y + spot.height
            ]
            assert hit == [spot.value]


@pytest.mark.parametrize("code", language.available())
def test_everything_can_be_shown(exercise: Exercise, cases: list[Case], code: str) -> None:
    """Labels and entries are text, whole and without a place left open, in every language."""
    with language.speaking(code):
        for case in cases[:20]:
            for task in exercise.tasks:
                fields = task.fields(case.evidence)
                said = [field.label for field in fields]
                said += map(str, task.model(case.evidence, case.truth[task.id]).values())
                said += [choice.label for field in fields for choice in field.choices]
                for block in task.blocks(case.evidence):
                    if isinstance(block, Document):
                        said += [text for row in block.rows for text in row]
                    else:
                        said.append(block.caption if isinstance(block, Picture) else block.text)
                assert all(isinstance(text, str) and text and "{" not in text for text in said)


def test_notebook_has_its_shape(exercise: Exercise, master: Master) -> None:
    """Each task has one answer and one locked graded cell, a written one one cell; all is folded, nothing has run."""
    nbformat.validate(master.notebook)
    marked = {cell.metadata.nbgrader.grade_id: cell for cell in master.notebook.cells if "nbgrader" in cell.metadata}
    asked = [name for task in exercise.tasks for name in (f"answer-{task.id}", task.id)[bool(task.rubric) :]]
    assert list(marked) == ["setup", *(["open-desk"] if exercise.desk else []), *asked, "summary"]
    assert f'open_exercise("{exercise.id}", language="en")' in marked["setup"].source
    for task in exercise.tasks:
        cell = marked[task.id]
        answered = cell if task.rubric else marked[f"answer-{task.id}"]
        assert cell.metadata.nbgrader.grade
        assert cell.metadata.nbgrader.locked != bool(task.rubric)
        assert cell.metadata.nbgrader.solution == bool(task.rubric)
        assert f'exercise.ask("{task.id}")' in answered.source
        assert f'exercise.check("{task.id}")' in cell.source
        assert (f'exercise.grade("{task.id}")' in cell.source) != bool(task.rubric)
    for cell in master.notebook.cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            assert cell.metadata.jupyter.source_hidden


def test_no_two_questions_of_a_task_have_the_same_name(exercise: Exercise, cases: list[Case]) -> None:
    """Whoever hears a form, reads its feedback or fills in its sheet can tell one question from the other."""
    for case in cases[:20]:
        for task in exercise.tasks:
            titles = Counter(field.title for field in task.fields(case.evidence))
            assert set(titles.values()) <= {1}, titles
