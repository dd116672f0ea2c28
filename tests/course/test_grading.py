"""Grading a course: each submission gets its score or a sentence, and none stops the others."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from firearmskit import cli
from firearmskit.course import Exercise, sandbox
from firearmskit.course.cohort import COHORT, Learner, right_answer, submit, submit_all
from firearmskit.course.folder import hand_out
from firearmskit.course.grading import Graded, Report, grade, grade_submission
from firearmskit.course.notebooks import read_master
from firearmskit.course.packs import find_exercise
from firearmskit.course.sandbox import run_trusted
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, SandboxError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    """Give the exercise of module M06."""
    return find_exercise("m06_identification/marks")


@pytest.fixture(scope="module")
def store(new_course: Callable[[], Store]) -> Store:
    """Give a course folder."""
    return new_course()


@pytest.fixture(scope="module")
def report(store: Store, exercise: Exercise) -> Report:
    """Give the sample cohort, graded for real, in the sandbox."""
    submit_all(store, exercise)
    return grade(store.root, cell_seconds=2)


def result(report: Report, learner: str) -> Graded:
    """Give what became of one learner."""
    return next(each for each in report.graded if each.learner == learner)


FULL, NOTHING = 1.0, 0.0


@pytest.mark.parametrize(
    ("learner", "share"),
    [("amina", FULL), ("benoit", FULL), ("chen", NOTHING), ("efua", NOTHING), ("fatou", FULL), ("hana", FULL)],
)
def test_known_learners_get_what_they_earned(report: Report, exercise: Exercise, learner: str, share: float) -> None:
    """Right earns all, untouched and wrong earn nothing; a warning, an error or a deleted cell cost nobody a point."""
    assert result(report, learner).points == share * sum(task.points for task in exercise.tasks)


def test_half_right_is_the_same_however_it_was_saved(report: Report, exercise: Exercise) -> None:
    """The share that was right counts, whether the file is old or a cell never ends; cases differ, scores hardly."""
    everything = sum(task.points for task in exercise.tasks)
    for learner in ("dario", "goran", "ivan"):
        points = result(report, learner).points
        assert points is not None
        assert 0.2 * everything < points < 0.8 * everything


@pytest.mark.parametrize(
    ("learner", "said"),
    [
        ("chen", "Nothing was answered"),
        ("fatou", "IndexError"),
        ("goran", "CellTimeout"),
        ("hana", 'The cell "reading" was deleted'),
        ("jorge", "complete JSON"),
    ],
)
def test_trainer_is_told(report: Report, learner: str, said: str) -> None:
    """What was wrong with a submission is said in words."""
    assert said in " ".join(result(report, learner).notes)


def test_notes_are_in_the_trainers_language(report: Report) -> None:
    """A learner's French notebook brings no note of its own, least of all one that its set-up cell was changed."""
    assert result(report, "benoit").notes == ()


def test_only_what_cannot_be_read_is_unscored(report: Report) -> None:
    """Of the sample cohort one submission has neither a readable notebook nor readable answers."""
    assert [each.learner for each in report.unscored] == ["jorge"]
    assert len(report.graded) == len(COHORT)


def test_scores_are_in_nbgraders_gradebook(report: Report, store: Store, exercise: Exercise) -> None:
    """Nbgrader's own gradebook holds every score."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as gradebook:
        for each in report.graded:
            if each.points is not None:
                assert gradebook.find_submission(exercise.module, each.learner).score == each.points


def test_report_as_a_frame(report: Report, exercise: Exercise) -> None:
    """The report is one row a learner and task, and one for who wasn't scored."""
    frame = report.to_frame()
    assert len(frame) == (len(COHORT) - 1) * len(exercise.tasks) + 1
    assert frame.loc[frame.learner == "amina", "points"].sum() == result(report, "amina").points


def test_autograded_notebooks_hold_verdicts_and_no_secrets(report: Report, store: Store, exercise: Exercise) -> None:
    """What the trainer opens in formgrader shows points with reasons, and neither hidden tests nor learners' HTML."""
    path = store.root / "autograded" / "efua" / exercise.module / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    html = [
        o.data["text/html"] for c in notebook.cells for o in c.get("outputs", ()) if "text/html" in o.get("data", {})
    ]
    assert len(html) == len(exercise.tasks)
    assert all("points" in each for each in html)
    assert "HIDDEN" not in path.read_text("utf-8")


def grade_one(store: Store, exercise: Exercise, learner: str, folder: Path) -> Graded:
    """Grade one submission with trusted code."""
    master = read_master(store.root / "solutions" / exercise.module / f"{exercise.slug}.ipynb")
    return grade_submission(store, master, exercise, learner, folder, run=run_trusted)


def right_submission(store: Store, exercise: Exercise, learner: str) -> Path:
    """Give a submission with every answer right."""
    folder = submit(store, exercise, Learner(id=learner, story=""))
    shutil.move(store.root / "submitted" / learner, store.root / "apart" / learner)
    return store.root / "apart" / learner / folder.name


def test_neighbours_files_are_listed_not_scored(store: Store, exercise: Exercise) -> None:
    """Handing in a neighbour's folder as it is earns no score, and the trainer is told whose pack was expected."""
    theirs = right_submission(store, exercise, "nadia")
    hand_out(store, exercise, learner="oscar", into=store.root / "apart" / "oscar", pictures=False)
    graded = grade_one(store, exercise, "oscar", theirs)
    assert graded.points is None
    assert '"oscar" handed in the pack' in graded.notes[0]


def test_neighbours_answers_are_listed_not_scored(store: Store, exercise: Exercise) -> None:
    """A neighbour's answers file under one's own name earns no score."""
    theirs = right_submission(store, exercise, "petra")
    mine = right_submission(store, exercise, "quentin")
    shutil.copy(theirs / f"{exercise.slug}.answers.json", mine)
    graded = grade_one(store, exercise, "quentin", mine)
    assert graded.points is None
    assert "answers the pack" in graded.notes[0]


def test_somebody_without_a_pack_is_listed(store: Store, exercise: Exercise) -> None:
    """A submission of somebody who was never given a pack is listed with the name."""
    folder = right_submission(store, exercise, "rosa")
    graded = grade_one(store, exercise, "stranger", folder)
    assert graded.points is None
    assert '"stranger"' in graded.notes[0]


def test_answers_alone_are_graded(store: Store, exercise: Exercise) -> None:
    """Where the notebook is lost, the answers file is graded and the trainer is told."""
    folder = right_submission(store, exercise, "samir")
    (folder / f"{exercise.slug}.ipynb").write_bytes(b'{"cells": [')
    graded = grade_one(store, exercise, "samir", folder)
    assert graded.points == sum(task.points for task in exercise.tasks)
    assert "the answers alone were graded" in graded.notes[0]


def test_code_answers_are_graded(store: Store, exercise: Exercise) -> None:
    """Answering in code, with no form and no answers file, earns the same points."""
    folder = right_submission(store, exercise, "tala")
    (folder / f"{exercise.slug}.answers.json").unlink()
    frozen = store.frozen(exercise, learner="tala")
    path = folder / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name.startswith("answer-"):
            task = exercise.task(name.removeprefix("answer-"))
            cell.source += f"\nexercise.answer({task.id!r}, {right_answer(task, frozen)!r})"
    nbformat.write(notebook, path)
    assert grade_one(store, exercise, "tala", folder).points == sum(task.points for task in exercise.tasks)


CHEATS = {
    "an object that equals everything": "class A:\n    __eq__ = lambda s, o: True\n    __hash__ = None\n"
    "exercise.answer('{task}', {{f: A() for f in {fields}}})",
    "a patched check and a patched score": "import firearmskit.course.tasks as t, firearmskit.course.exercise as e\n"
    "t.score = e.score = lambda *a, **k: t.Verdict(task='{task}', points=99.0, of=99.0, parts=())\n"
    "type(exercise).grade = type(exercise).check = lambda self, task: 99.0",
    "blanked asserts": "get_ipython().input_transformers_post.append("
    "lambda lines: ['99.0\\n' if 'check' in l else l for l in lines])",
    "a forged answers file": "open('{slug}.answers.json', 'w').write('{{\"answers\": true}}')",
    "somebody else's pack id": "import json\nopen('{slug}.answers.json', 'w').write(json.dumps(dict("
    "format='firearmskit-answers/1', pack='0'*16, exercise='{id}', answers={{}})))",
}


@pytest.mark.parametrize("name", CHEATS)
def test_cheats_earn_nothing(store: Store, exercise: Exercise, name: str) -> None:
    """An always-equal object, a patched library, blanked asserts and forged files earn nothing, and grading goes on."""
    learner = f"cheat-{list(CHEATS).index(name)}"
    folder = right_submission(store, exercise, learner)
    (folder / f"{exercise.slug}.answers.json").unlink()
    task = exercise.tasks[0]
    fields = [field.key for field in task.fields(store.frozen(exercise, learner=learner).evidence)]
    path = folder / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    code = CHEATS[name].format(task=task.id, fields=fields, slug=exercise.slug, id=exercise.id)
    place = next(i for i, c in enumerate(notebook.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == "setup")
    notebook.cells.insert(place + 1, nbformat.v4.new_code_cell(code))
    nbformat.write(notebook, path)
    assert grade_one(store, exercise, learner, folder).points == 0


def test_the_sandbox_sees_neither_truth_nor_gradebook_nor_neighbours(store: Store, exercise: Exercise) -> None:
    """A learner's code that searches the whole disk finds no solutions, store, gradebook or other submission."""
    folder = right_submission(store, exercise, "victor")
    path = folder / f"{exercise.slug}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    search = (
        "import os, sys\nours = [os.path.join(d, f) for d, _, fs in os.walk('/') for f in fs "
        "if not d.startswith(('/usr/', '/lib', sys.prefix, sys.base_prefix))]\n"
        "found = [p for p in ours if p.endswith(('/secret', '.db', 'a.json', 'r.json')) or '/solutions' in p]\n"
        f"print('FOUND', found, *map(os.path.exists, {[str(store.root), str(ROOT / 'solutions')]!r}))"
    )
    notebook.cells.append(nbformat.v4.new_code_cell(search))
    nbformat.write(notebook, path)
    master = read_master(store.root / "solutions" / exercise.module / f"{exercise.slug}.ipynb")
    graded = grade_submission(store, master, exercise, "victor", folder)
    printed = "".join(o.text for c in graded.notebook.cells for o in c.get("outputs", ()) if o.output_type == "stream")
    assert "FOUND [] False False" in printed


def test_links_in_a_submission_are_not_followed(store: Store, exercise: Exercise, tmp_path: Path) -> None:
    """An answers file that is a link to somewhere else isn't read."""
    folder = right_submission(store, exercise, "wanda")
    answers = folder / f"{exercise.slug}.answers.json"
    shutil.move(answers, tmp_path / "elsewhere")
    answers.symlink_to(tmp_path / "elsewhere")
    assert grade_one(store, exercise, "wanda", folder).points == 0


def test_odd_things_in_a_submission_are_passed_over(store: Store, exercise: Exercise) -> None:
    """A folder, a pipe and a link beside the notebook neither stop nor change grading."""
    folder = right_submission(store, exercise, "yusuf")
    (folder / ".ipynb_checkpoints").mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("/dev/zero")
    assert grade_one(store, exercise, "yusuf", folder).points == sum(task.points for task in exercise.tasks)


def test_manual_marks_stay(report: Report, store: Store, exercise: Exercise) -> None:
    """A mark that a person gave survives grading again."""
    from nbgrader.api import Gradebook

    where = (exercise.tasks[0].id, exercise.slug, exercise.module, "dario")
    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as gradebook:
        gradebook.find_grade(*where).manual_score = 1.5
        gradebook.db.commit()
    grade(store.root, cell_seconds=2)
    with Gradebook(f"sqlite:///{store.root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade(*where).score == 1.5
        gradebook.find_grade(*where).manual_score = None
        gradebook.db.commit()


def test_without_a_sandbox_nothing_is_graded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sandbox doesn't work, grading refuses with the remedy before it runs anything."""

    def refuse() -> None:
        raise SandboxError("install bubblewrap")

    monkeypatch.setattr(sandbox, "working_nursery", lambda limits, modules: None)
    monkeypatch.setattr(sandbox, "require", refuse)
    with pytest.raises(SandboxError, match="install bubblewrap"):
        grade(store.root, again=True)


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    """Grading somewhere else says what is missing."""
    with pytest.raises(CourseError, match="isn't a course folder"):
        grade(tmp_path)


def test_an_unknown_module_is_named(store: Store) -> None:
    """Grading a module that isn't there says which there are."""
    with pytest.raises(CourseError, match='"m99"'):
        grade(store.root, modules=("m99",))


def test_command_line_grades(store: Store, exercise: Exercise, capsys: pytest.CaptureFixture[str]) -> None:
    """`firearmskit course grade` prints learner × task × points and says by its exit status that one needs a look."""
    submit_all(store, exercise)
    assert cli.main(["course", "grade", "--course", str(store.root), "--cell-seconds", "2"]) == 1
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if line.startswith("amina"))
    assert row.split()[1:4] == [f"{task.points:g}" for task in exercise.tasks]
    assert "not scored" in next(line for line in out.splitlines() if line.startswith("jorge"))


def test_packs_and_answers_files_carry_their_format(store: Store, exercise: Exercise) -> None:
    """What leaves the trainer's machine and what comes back says which format it has."""
    folder = right_submission(store, exercise, "xenia")
    pack = json.loads((folder / f"{exercise.slug}.pack.json").read_text())
    answers = json.loads((folder / f"{exercise.slug}.answers.json").read_text())
    assert (pack["format"], answers["format"]) == ("firearmskit-pack/1", "firearmskit-answers/1")
    assert pack["pack"] == answers["pack"]


@pytest.mark.slow
def test_formgrader_opens_the_gradebook(report: Report, store: Store, exercise: Exercise) -> None:
    """Nbgrader's formgrader lists the learners with our scores and shows a graded notebook with its verdicts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    options = ["--allow-root", "--IdentityProvider.token="]
    extension = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen([*command, *options, extension], cwd=store.root, **quiet)

    def get(path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/formgrader/{path}", timeout=30) as answer:
            return str(answer.read().decode())

    try:
        for _ in range(240):
            try:
                submissions = json.loads(get(f"api/submissions/{exercise.module}"))
                break
            except OSError:
                time.sleep(0.25)
        scores = {each["student"]: each["score"] for each in submissions if each["autograded"]}
        assert scores == {each.learner: each.points for each in report.graded if each.points is not None}
        notebooks = json.loads(get(f"api/submitted_notebooks/{exercise.module}/{exercise.slug}"))
        amina = next(each for each in notebooks if each["student"] == "amina")
        page = get(f"submissions/{amina['id']}/?index=0")
        assert "points" in page
        assert exercise.tasks[0].id in page
    finally:
        server.terminate()
        server.wait(20)
