"""Written answers: the grader leaves them to a person, and so does nbgrader."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum, determine_grade

from firearmskit.course import Field, Task, display, score
from firearmskit.course.answers import AnswerFile
from firearmskit.course.cohort import COHORT, Learner, submit
from firearmskit.course.commands.grading import table
from firearmskit.course.draw import Draw
from firearmskit.course.folder import hand_out
from firearmskit.course.gradebook import nbgrader_api
from firearmskit.course.grading import Graded, grade, grade_submission
from firearmskit.course.ledger import Ledger
from firearmskit.course.notebooks import FOR_TRAINERS, Master, grade_id, read_master
from firearmskit.course.packs import Exercise, find_exercise, practice_case
from firearmskit.course.preprocessors import ForLearners, WrittenInForms
from firearmskit.course.results import read_results
from firearmskit.course.sandbox import run_trusted
from firearmskit.course.store import Store
from firearmskit.course.tasks import Criterion, right_answer, together
from firearmskit.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
CRITERION = Criterion(title="Claim", levels=((3, "clear"), (1, "half clear"), (0, "none")))
HOSTILE = "<script>document.title = 'taken'</script>\n\u202eback\tto front"


def written(points: float = 3, rubric: tuple[Criterion, ...] = (CRITERION,)) -> Task:
    """Give a written task with two fields."""
    fields = (
        Field(key="claim", kind="text", label="Your claim", points=2, rows=3),
        Field(key="limits", kind="text", label="Its limits", points=1, rows=3),
    )
    return Task(id="essay", title="Essay", points=points, fields=lambda evidence: fields, rubric=rubric)


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06 that has a written task."""
    return find_exercise("m06_identification/report")


@pytest.fixture(scope="module")
def master(exercise: Exercise) -> Master:
    """Give its instructor's notebook."""
    return read_master(ROOT / "solutions" / exercise.module / f"{exercise.slug}.ipynb")


@pytest.fixture
def store(new_course) -> Store:
    """Give a course folder of one's own."""
    return new_course()


def test_a_written_answer_waits_for_a_person() -> None:
    """What was written has no points yet, in no part; the other verdicts still add up."""
    verdict = score(written(), {}, {}, {"claim": "It is so."}, {})
    assert (verdict.points, verdict.of) == (None, 3)
    assert [(part.field, part.points, part.of) for part in verdict.parts] == [("claim", None, 2), ("limits", None, 1)]
    assert together([verdict, verdict]) == 0


@pytest.mark.parametrize("answer", [{}, {"claim": ""}, {"claim": " \n\t", "limits": None}])
def test_nobody_reads_what_was_not_written(answer: dict) -> None:
    """A blank answer earns nothing at once, as an unchanged cell does in nbgrader."""
    verdict = score(written(), {}, {}, answer, {})
    assert verdict.points == 0
    assert {part.points for part in verdict.parts} == {0}


def test_what_is_no_text_is_shown_to_a_person_too() -> None:
    """A list handed over by code is no text, and no reason to give nothing without a look."""
    verdict = score(written(), {}, {}, {"claim": ["a", "b"]}, {})
    assert verdict.points is None
    assert "isn't text" in verdict.parts[0].reason


def test_a_rubric_is_worth_what_its_task_is_worth() -> None:
    """An author's rubric that doesn't add up is refused, naming both sums."""
    with pytest.raises(InputError, match="worth 6 points, the task 3"):
        score(written(rubric=(CRITERION, CRITERION)), {}, {}, {"claim": "x"}, {})


def test_the_rubric_stands_beside_the_text(exercise: Exercise) -> None:
    """Every criterion, every level and its points are shown with the answer, whose lines stay lines."""
    task = exercise.task("finding")
    html = display.answers_html(task, practice_case(exercise).evidence, {"text": "one\ntwo"})
    assert "one<br>two" in html
    for criterion in task.rubric:
        assert all(display.escape(like) in html for _points, like in criterion.levels)
    assert display.rubric_html(exercise.task("basis")) == ""


def test_what_a_learner_wrote_is_text_on_the_page(exercise: Exercise) -> None:
    """Markup is shown and doesn't act, a character that turns the text around is made visible."""
    html = display.answers_html(exercise.task("finding"), practice_case(exercise).evidence, {"text": HOSTILE})
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert r"\u202eback" in html


def test_practice_shows_something_to_compare_with(exercise: Exercise, tmp_path: Path) -> None:
    """Who practises alone sees a model answer once something is written, and none before."""
    from firearmskit.course import OpenExercise
    from firearmskit.course.packs import practice_pack

    opened = OpenExercise(exercise, practice_pack(exercise), tmp_path, "en")
    task = exercise.task("finding")
    case = practice_case(exercise)
    model = str(right_answer(task, case.evidence, case.truth["finding"])["text"])
    opened.keep("finding", {"text": " "})
    assert model not in opened.review(task)[1]
    opened.keep("finding", {"text": "The marks say so."})
    assert model in opened.review(task)[1]


def test_a_course_shows_no_model_answer(exercise: Exercise, store: Store, tmp_path: Path) -> None:
    """With a personal pack, the form says whether something was written and nothing of what is right."""
    from firearmskit.course import OpenExercise

    pack = hand_out(store, exercise, learner="ada", into=tmp_path, pictures=False)
    opened = OpenExercise(exercise, pack, tmp_path, "en")
    opened.keep("finding", {"text": "The marks say so."})
    assert opened.review(exercise.task("finding"))[1] == "Everything is answered. It can be graded."


def cell_of(master: Master, source: str | None = None) -> NotebookNode:
    """Give the written cell as nbgrader holds it after it was handed in, with another source if there is one."""
    cell = master.released(next(cell for cell in master.notebook.cells if grade_id(cell) == "finding"))
    cell.metadata.nbgrader.checksum = compute_checksum(cell)
    cell.source = cell.source if source is None else source
    return cell


@pytest.mark.parametrize(
    ("answers", "source", "theirs"),
    [
        ({}, None, 0),
        ({"finding": {"text": " \n"}}, None, 0),
        ({"basis": {"serial": "A"}}, None, 0),
        ({"finding": {"text": "The marks say so."}}, None, None),
        ({}, "My finding: the marks say so.", None),
        (None, None, 0),
    ],
    ids=["nothing", "blank", "another task", "in the form", "in the cell", "no file"],
)
def test_nbgrader_waits_for_the_same_answers(
    exercise: Exercise, master: Master, store: Store, tmp_path: Path, answers: dict | None, source: str | None, theirs
) -> None:
    """The rule of nbgrader itself, told what was written in the form, gives 0 or waits where our grader does."""
    pack = hand_out(store, exercise, learner="ada", into=tmp_path, pictures=False)
    path = tmp_path / "report.answers.json"
    if answers is not None:
        file = AnswerFile.open(path, pack=pack.id, exercise=exercise.id)
        file.put("basis", {})
        for task, values in answers.items():
            file.put(task, values)
    notebook = nbformat.v4.new_notebook(cells=[cell_of(master, source)])
    place = {"nbgrader": {"notebook": exercise.slug}, "metadata": {"path": str(tmp_path)}}
    WrittenInForms().preprocess(notebook, place)
    assert determine_grade(notebook.cells[0]) == (theirs, 8)

    submitted = nbformat.read(tmp_path / "report.ipynb", as_version=4)
    for cell in submitted.cells:
        if grade_id(cell) == "finding" and source is not None:
            cell.source = f"# {source}"
    nbformat.write(submitted, tmp_path / "report.ipynb")
    graded = grade_submission(store, master, exercise, "ada", tmp_path, run=run_trusted)
    assert graded.verdicts is not None, graded.notes
    assert {verdict.task: verdict.points for verdict in graded.verdicts}["finding"] == theirs
    assert graded.waiting == (() if theirs == 0 else ("finding",))


def test_a_damaged_answers_file_leaves_the_cell_to_nbgrader(master: Master, tmp_path: Path) -> None:
    """An answers file that can't be read counts as none."""
    (tmp_path / "report.answers.json").write_text('{"answers": {"finding"', "utf-8")
    notebook = nbformat.v4.new_notebook(cells=[cell_of(master)])
    place = {"nbgrader": {"notebook": "report"}, "metadata": {"path": str(tmp_path)}}
    WrittenInForms().preprocess(notebook, place)
    assert determine_grade(notebook.cells[0]) == (0, 8)


def test_feedback_of_nbgrader_holds_no_model_answer(exercise: Exercise, store: Store) -> None:
    """The page that nbgrader's own command makes for the learner shows rubric and text, and nothing for trainers."""
    submit(store, exercise, Learner(id="ada", story=""))
    grade(store.root)
    with nbgrader_api(store.root) as nbgrader:
        assert nbgrader.generate_feedback(exercise.module, "ada")["success"]
    page = (store.root / "feedback" / "ada" / exercise.module / "report.html").read_text("utf-8")
    assert "What a person who reads this answer looks for" in page
    assert "For the person who grades" not in page
    assert "earns every point" not in page
    formgrader = (store.root / "autograded" / "ada" / exercise.module / "report.ipynb").read_text("utf-8")
    assert "For the person who grades" in formgrader


def test_only_the_trainer_sees_the_model_answer(exercise: Exercise, master: Master, store: Store) -> None:
    """The graded notebook shows rubric, text, evidence and a model answer; feedback leaves evidence and model out."""
    folder = submit(store, exercise, Learner(id="ada", story="", answers=lambda what, frozen: {
        "finding": {"text": HOSTILE}, "basis": {},
    }))  # fmt: skip
    graded = grade_submission(store, master, exercise, "ada", folder, run=run_trusted)
    frozen = store.frozen(exercise, learner="ada")
    model = str(right_answer(exercise.task("finding"), frozen.evidence, frozen.truth["finding"])["text"])
    last = model.splitlines()[-1]

    def shown(notebook: NotebookNode) -> str:
        return json.dumps([cell.get("outputs", []) for cell in notebook.cells], ensure_ascii=False)

    assert last in shown(graded.notebook)
    assert "&lt;script&gt;" in shown(graded.notebook)
    assert "<script" not in shown(graded.notebook)
    for learners, _resources in [ForLearners().preprocess(graded.notebook, {})]:
        assert last not in shown(learners)
        assert "&lt;script&gt;" in shown(learners)
        assert FOR_TRAINERS not in [
            o.metadata for cell in learners.cells for o in cell.get("outputs", ()) if "metadata" in o
        ]


def test_a_class_waits_for_a_person_until_somebody_gave_points(exercise: Exercise, store: Store) -> None:
    """Waiting stands in gradebook, table and results; points by hand stay when all is graded again."""
    sample = {learner.id: learner for learner in COHORT}
    for name in ("amina", "chen"):
        submit(store, exercise, sample[name])
    report = grade(store.root)
    assert {each.learner: (each.points, each.waiting) for each in report.graded} == {
        "amina": (4, ("finding",)),
        "chen": (0, ()),
    }
    shown = table(exercise, list(report.graded)).splitlines()
    assert shown[1].split() == ["amina", "4", "…", "4", "12"]
    assert shown[2].split() == ["chen", "0", "0", "0", "12"]
    assert {each.learner: each.waiting for each in read_results(store.root)} == {"amina": ("finding",), "chen": ()}

    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as book:
        waits = [s.student.id for s in book.notebook_submissions("report", exercise.module) if s.needs_manual_grade]
        assert waits == ["amina"]
        row = book.find_grade("finding", "report", exercise.module, "amina")
        assert row.auto_score is None
        row.manual_score, row.needs_manual_grade = 6.5, False
        book.db.commit()
    ours = {each.learner: each for each in read_results(store.root)}
    assert (ours["amina"].points, ours["amina"].points_of("finding"), ours["amina"].waiting) == (10.5, 6.5, ())
    assert grade(store.root).graded[0].fresh is False
    assert {each.learner: each.waiting for each in read_results(store.root)}["amina"] == ()
    grade(store.root, again=True)
    again = {each.learner: each for each in read_results(store.root)}["amina"]
    assert (again.points_of("finding"), again.waiting) == (6.5, ("finding",))


def test_what_could_not_be_scored_waits_in_no_list_of_formgrader(exercise: Exercise, store: Store) -> None:
    """A submission without points takes the score away and the waiting with it: there is no notebook to open."""
    folder = submit(store, exercise, Learner(id="ada", story=""))
    grade(store.root)
    (folder / "report.answers.json").write_text("{", "utf-8")
    report = grade(store.root)
    assert report.graded[0].verdicts is None
    with Ledger(f"sqlite:///{store.root / 'gradebook.db'}") as book:
        assert not any(hand.waits for hands in book.by_hand().values() for hand in hands.values())


def test_an_exercise_that_was_not_handed_in_is_not_missed(exercise: Exercise, store: Store) -> None:
    """Of the exercises of a module one may come alone; a notebook of no known name may be any of them."""
    marks = find_exercise("m06_identification/marks")
    for learner in ("ada", "mio"):
        folder = submit(store, marks, Learner(id=learner, story=""))
        hand_out(store, exercise, learner=learner, into=store.root / "desk", pictures=False)
    (folder / "report (1).ipynb").write_text("{}", "utf-8")
    stray = store.root / "submitted" / "zoe" / marks.module
    stray.mkdir(parents=True)
    (stray / "my marks (final).ipynb").write_text("{}", "utf-8")
    found = {(each.learner, each.exercise): each.points for each in grade(store.root).graded}
    assert found == {
        ("ada", marks.id): 30,
        ("mio", marks.id): 30,
        ("mio", exercise.id): None,
        ("zoe", marks.id): None,
        ("zoe", exercise.id): None,
        ("zoe", "m06_identification/case"): None,
    }


def test_a_table_counts_what_waits() -> None:
    """A written answer that waits is no zero in the table."""
    task = written()
    what = SimpleNamespace(tasks=(task,), id="m/e")
    verdict = score(task, {}, {}, {"claim": "x"}, {})
    lines = table(what, [Graded(learner="ada", exercise="m/e", verdicts=(verdict,))]).splitlines()  # type: ignore[arg-type]
    assert lines[1].split()[:2] == ["ada", display.WAITS]


def test_model_answers_name_both_marks(exercise: Exercise) -> None:
    """A model answer copies both deciding marks, names the part of each, and keeps to the length that is asked for."""
    for seed in range(60):
        case = exercise.draw(Draw(b"%d" % seed))
        model = str(right_answer(exercise.task("finding"), case.evidence, case.truth["finding"])["text"])
        assert 60 <= len(model.split()) <= 200
        for label in case.truth["finding"]["text"]["carriers"].values():
            assert f"Mark {label}, picture" in model
