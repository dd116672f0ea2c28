"""An exercise as a learner opens it."""

from pathlib import Path

import pytest

from firearmskit.course import Case, Exercise, OpenExercise, Pack, open_exercise
from firearmskit.course.store import Store
from firearmskit.errors import AnswerError, CourseError, PackError, UnknownCodeError


@pytest.fixture
def opened(tmp_path: Path, toy: Exercise, toy_case: Case) -> OpenExercise:
    """Give the small exercise, opened with a personal pack."""
    pack = Pack(id="0123456789abcdef", exercise=toy.id, version=1, evidence=toy_case.evidence)
    return OpenExercise(toy, pack, tmp_path, "en")


def test_code_and_form_answers_land_in_one_file(opened: OpenExercise, right: dict, tmp_path: Path) -> None:
    """What code answers is in the sidecar file and is there again after reopening."""
    opened.answer("all", right)
    again = OpenExercise(opened.what, opened.pack, tmp_path, "en")
    assert again.file.answers == {"all": right}
    assert again.problems("all") == []


def test_an_unknown_task_is_named(opened: OpenExercise) -> None:
    """Answering a task that isn't there says which there are."""
    with pytest.raises(UnknownCodeError, match='no task "al"; it has all'):
        opened.answer("al", {})


def test_an_exercise_without_a_desk_says_so(opened: OpenExercise) -> None:
    """Asked for a desk, an exercise that has none is named."""
    with pytest.raises(CourseError, match=opened.what.id):
        opened.desk()


def test_the_desk_has_the_learners_own_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a notebook the desk shows the pack's evidence, and keeps its work beside the answers; elsewhere, a line."""
    opened = open_exercise("m14_tracing/case", folder=tmp_path)
    opened.desk()
    assert "The tracing desk opens where" in capsys.readouterr().out
    shown = []
    monkeypatch.setattr(
        "firearmskit.course.desk.desk_form.show_desk", lambda case, **where: shown.append((case, where))
    )
    monkeypatch.setattr(OpenExercise, "_shows_forms", True)
    opened.desk()
    [(case, where)] = shown
    assert opened.what.desk is not None
    assert case == opened.what.desk(opened.pack.evidence)
    assert where == {"path": tmp_path / "case.db", "language": "en"}


def test_an_object_is_no_answer(opened: OpenExercise) -> None:
    """An object that equals everything is refused before it is kept."""

    class Anything:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None

    with pytest.raises(AnswerError, match="Anything"):
        opened.answer("all", {"choice": Anything()})
    assert not opened.file.path.exists()


def test_check_says_what_is_missing_and_nothing_of_the_truth(
    opened: OpenExercise, right: dict, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a personal pack the check tells completeness, not correctness."""
    opened.answer("all", {**right, "number": 1, "text": ""})
    opened.check("all")
    said = capsys.readouterr().out
    assert "Not answered yet: Which text?" in said
    assert "points" not in said
    assert str(right["number"]) not in said


def test_only_the_trainer_can_grade(opened: OpenExercise, right: dict) -> None:
    """Away from the course folder nobody knows what is true for a personal pack."""
    opened.answer("all", right)
    with pytest.raises(PackError, match="only the trainer"):
        opened.grade("all")
    with pytest.raises(PackError, match="only the trainer"):
        opened.solve("all")


@pytest.fixture
def graded(tmp_path: Path, toy: Exercise) -> OpenExercise:
    """Give a submission where stock nbgrader would run it."""
    store = Store.create(tmp_path)
    pack = store.release(toy, course="c", learner="amina")
    folder = tmp_path / "autograded" / "amina" / toy.module
    folder.mkdir(parents=True)
    return OpenExercise(toy, pack, folder, "en")


def test_in_the_course_folder_solving_earns_everything(graded: OpenExercise) -> None:
    """Where the trainer's store is in reach, the solution is filled in and earns every point."""
    assert graded.grade("all") == 0
    graded.solve("all")
    assert graded.grade("all") == 8


def test_a_neighbours_pack_earns_nothing(graded: OpenExercise, tmp_path: Path, toy: Exercise) -> None:
    """A pack that was given to somebody else is refused by name."""
    store = Store.create(tmp_path)
    other = store.release(toy, course="c", learner="boris")
    copied = OpenExercise(toy, other, graded.folder, "en")
    with pytest.raises(PackError, match='"amina" handed in answers for the pack'):
        copied.grade("all")


def test_the_practice_edition_earns_nothing_in_a_course(graded: OpenExercise, toy: Exercise) -> None:
    """In a course folder the practice edition, whose truth is public, can't be handed in."""
    practice = Pack(id="practice", exercise=toy.id, version=1, evidence=graded.pack.evidence)
    with pytest.raises(PackError, match='"practice"'):
        OpenExercise(toy, practice, graded.folder, "en").grade("all")


def test_a_pack_for_another_exercise_is_refused(tmp_path: Path, toy_case: Case) -> None:
    """Opening an exercise beside another exercise's pack says so."""
    pack = Pack(id="0" * 16, exercise="m06_identification/other", version=1, evidence=toy_case.evidence)
    (tmp_path / "marks.pack.json").write_text(pack.to_json())
    with pytest.raises((PackError, UnknownCodeError), match="other"):
        open_exercise("m06_identification/marks", folder=tmp_path)


def test_practice_gives_feedback_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a pack the practice edition opens, and checking an answer gives points and reasons."""
    exercise = open_exercise("m06_identification/marks", folder=tmp_path)
    task = exercise.what.tasks[0].id
    exercise.solve(task)
    exercise.check(task)
    points = exercise.what.tasks[0].points
    assert f"{points:g} of {points:g} points" in capsys.readouterr().out


def test_french_is_spoken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An exercise opened in French speaks French."""
    open_exercise("m06_identification/marks", language="fr", folder=tmp_path).summary()
    said = capsys.readouterr().out
    assert "Practice edition" not in said
    assert "Édition" in said


def test_where_a_browser_keeps_nothing_it_is_said(
    toy: Exercise, toy_case: Case, tmp_path: Path, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a browser in which Python doesn't see the notebook's folder, no status says that an answer is kept."""
    monkeypatch.setattr("firearmskit.course.exercise.sys.platform", "emscripten")
    pack = Pack(id="0123456789abcdef", exercise=toy.id, version=1, evidence=toy_case.evidence)
    opened = OpenExercise(toy, pack, tmp_path, "en")
    opened._greet()
    assert "keeps nothing" in capsys.readouterr().out
    assert "not kept" in opened.status(toy.tasks[0])
    (tmp_path / f"{toy.slug}.ipynb").write_text("{}")
    again = OpenExercise(toy, pack, tmp_path, "en")
    again._greet()
    assert "keeps nothing" not in capsys.readouterr().out
    assert "answered and kept" in again.status(toy.tasks[0])


def test_a_practice_notebook_ends_with_how_to_hand_in(tmp_path: Path, capsys, monkeypatch) -> None:
    """On a machine it names the file; in a browser it says that a link comes, and then offers it."""
    opened = open_exercise("m06_identification/marks", folder=tmp_path)
    opened.summary()
    assert "give your trainer the file marks.answers.json" in capsys.readouterr().out
    monkeypatch.setattr("sys.platform", "emscripten")
    opened = open_exercise("m06_identification/marks", folder=tmp_path)
    opened.summary()
    said = capsys.readouterr().out
    assert "a link comes here" in said
    assert "give your trainer" not in said
    opened.keep("reading", {"serial": "AB 1"})
    opened.summary()
    said = capsys.readouterr().out
    assert "give your trainer" in said
    assert "a link comes" not in said
