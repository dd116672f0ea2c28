"""One task mended and scored anew for everybody: what changes, what stays, and that a kill loses nothing."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from sqlalchemy import create_engine, text

from firearmskit import cli
from firearmskit.course import packs, tasks
from firearmskit.course.cohort import Learner, right_answer, submit
from firearmskit.course.draw import Draw
from firearmskit.course.grading import grade
from firearmskit.course.ledger import Ledger
from firearmskit.course.packs import Case, Exercise, find_exercise
from firearmskit.course.regrading import Change, regrade
from firearmskit.course.results import read_results
from firearmskit.course.store import Store
from firearmskit.errors import CourseError, UnknownCodeError

MENDED = find_exercise("m06_identification/marks")
ID = MENDED.id
TASK = MENDED.tasks[0]
FIELD = next(each for each in TASK.fields(packs.practice_case(MENDED).evidence) if each.kind == "text")


def broken_draw(draw: Draw) -> Case:
    """Draw the case as it should be, and plant a wrong truth for one field."""
    case = MENDED.draw(draw)
    truth = {**case.truth, TASK.id: {**case.truth[TASK.id]}}
    truth[TASK.id][FIELD.key] = {**truth[TASK.id][FIELD.key], "accept": ["X 0000"], "half": []}
    return Case(evidence=case.evidence, truth=truth)


BROKEN = replace(MENDED, draw=broken_draw)


def answers(store: Store, learner: str, value: str | None = None) -> dict[str, Any]:
    """Answer everything as it is in truth, or one field otherwise."""
    _label, case = store.draw(MENDED, course=store.root.name, learner=learner)
    given = {task.id: right_answer(task, case) for task in MENDED.tasks}
    if value is not None:
        given[TASK.id][FIELD.key] = value
    return given


def use(monkeypatch: pytest.MonkeyPatch, exercise: Exercise) -> None:
    """Let an exercise be the only one that there is."""
    monkeypatch.setattr(packs, "all_exercises", lambda: (exercise,))


def hand_in(store: Store, learner: str, given: dict[str, Any]) -> Path:
    """Hand in these answers to the broken exercise."""
    return submit(store, BROKEN, Learner(id=learner, story="", answers=lambda exercise, frozen: given))


@pytest.fixture(scope="module")
def wrong(new_course: Callable[[], Store]) -> Path:
    """Give a course that was graded with a wrong truth."""
    store = new_course()
    with pytest.MonkeyPatch.context() as patch:
        use(patch, BROKEN)
        for learner, value in (
            ("ada", None), ("bob", "X 0000"), ("cleo", ""), ("dan", None), ("eve", None), ("gus", None),
        ):  # fmt: skip
            hand_in(store, learner, answers(store, learner, value))
        store.release(BROKEN, course=store.root.name, learner="fay")
        grade(store.root)
    with sqlite3.connect(store.root / "gradebook.db") as book:
        book.execute(
            "update grade set manual_score = 0.25 where cell_id in (select id from base_cell where name = ?) and "
            "notebook_id in (select n.id from submitted_notebook n join submitted_assignment s "
            "on s.id = n.assignment_id where s.student_id = 'dan')",
            (TASK.id,),
        )
    eve = store.root / "submitted" / "eve" / MENDED.module / f"{MENDED.slug}.answers.json"
    eve.write_text(eve.read_text("utf-8") + " ", "utf-8")
    shutil.rmtree(store.root / "submitted" / "gus")
    return store.root


@pytest.fixture
def store(wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give such a course of one's own, in which the exercise is mended now."""
    use(monkeypatch, MENDED)
    return Store.at(Path(shutil.copytree(wrong, tmp_path / "own" / wrong.name)))


def by_learner(changes: tuple[Change, ...]) -> dict[str, Change]:
    """Give the changes by learner."""
    return {change.learner: change for change in changes}


def state(root: Path) -> dict[str, str]:
    """Give a digest of every file of a course, except of the lock."""
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


def recorded(root: Path) -> dict[str, Any]:
    """Give what the gradebook holds: our records, and nbgrader's scores."""
    with sqlite3.connect(root / "gradebook.db") as book:
        ours = book.execute("select learner, fingerprint, result from firearmskit_graded order by 1").fetchall()
        theirs = book.execute(
            "select s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade from grade g "
            "join base_cell c on c.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id "
            "join submitted_assignment s on s.id = n.assignment_id order by 1, 2"
        ).fetchall()
    return {"ours": [(who, made, json.loads(result)) for who, made, result in ours], "theirs": theirs}


def test_a_mended_truth_reaches_everybody(store: Store) -> None:
    """Who was right gets the points, who fitted the mistake loses them; hand-given points and new work stay apart."""
    before = {each.learner: each.points_of(TASK.id) for each in read_results(store.root)}
    other = {
        each.learner: sum(v.points for v in each.verdicts or () if v.task != TASK.id)
        for each in read_results(store.root)
    }
    found = by_learner(regrade(store.root, ID, TASK.id))
    assert set(found) == {"ada", "bob", "cleo", "dan", "eve", "fay", "gus"}
    assert all(change.mended and change.exercise == ID and change.task == TASK.id for change in found.values())
    for learner in ("ada", "dan", "gus"):
        assert found[learner].after == TASK.points
        assert found[learner].before == TASK.points - FIELD.points
        assert re.search(r": 0 → \d", found[learner].reason)
    assert (found["bob"].before, found["bob"].after) == (TASK.points, TASK.points - FIELD.points)
    assert found["cleo"].before == found["cleo"].after == TASK.points - FIELD.points
    assert found["dan"].by_hand == 0.25
    assert found["eve"].look
    assert "course grade scores it anew" in found["eve"].reason
    assert (found["fay"].before, found["fay"].after, found["fay"].look) == (None, None, False)

    results = {each.learner: each for each in read_results(store.root)}
    assert results["ada"].points_of(TASK.id) == TASK.points
    assert results["dan"].points_of(TASK.id) == before["dan"] == 0.25
    assert {
        who: sum(v.points for v in each.verdicts or () if v.task != TASK.id) for who, each in results.items()
    } == other
    scores = {(who, name): auto for who, name, auto, *_ in recorded(store.root)["theirs"]}
    assert scores["ada", TASK.id] == scores["dan", TASK.id] == TASK.points
    for learner in store.learners(MENDED):
        folder = store.folder / "truth" / MENDED.module / MENDED.slug
        old = json.loads((folder / f"{learner}.json.before-1").read_text("utf-8"))
        new = json.loads((folder / f"{learner}.json").read_text("utf-8"))
        assert old["truth"][TASK.id][FIELD.key]["accept"] == ["X 0000"]
        assert new["truth"][TASK.id][FIELD.key]["accept"] != ["X 0000"]
        assert {**old, "truth": {**old["truth"], TASK.id: None}} == {**new, "truth": {**new["truth"], TASK.id: None}}


def test_grading_afterwards_neither_undoes_nor_repeats_it(store: Store) -> None:
    """The next grade does only what was handed in anew, with the mended truth; a second regrade does nothing."""
    regrade(store.root, ID, TASK.id)
    held = {each.learner: each.points for each in read_results(store.root)}
    report = grade(store.root)
    assert {each.learner: each.fresh for each in report.graded} == {
        "ada": False, "bob": False, "cleo": False, "dan": False, "eve": True,
    }  # fmt: skip
    assert next(each.points for each in report.graded if each.learner == "eve") == 30
    now = {each.learner: each.points for each in read_results(store.root)}
    assert now == held | {"eve": 30}
    assert regrade(store.root, ID, TASK.id) == ()
    again = {each.learner: each.points for each in grade(store.root, again=True).graded}
    assert again == {**{who: held[who] for who in ("ada", "bob", "cleo")}, "eve": 30, "dan": 30}


def test_a_dry_run_writes_nothing(store: Store) -> None:
    """What would change is shown, as it then does, and no file is another one afterwards."""
    before = state(store.root)
    shown = regrade(store.root, ID, TASK.id, dry_run=True)
    assert state(store.root) == before
    assert regrade(store.root, ID, TASK.id) == shown
    assert state(store.root) != before


def test_formgraders_notebook_shows_the_new_verdict(store: Store) -> None:
    """In the notebook that formgrader opens, the verdict of this task is the new one and the others stay."""
    path = store.root / "autograded" / "ada" / MENDED.module / f"{MENDED.slug}.ipynb"

    def shown() -> dict[str, str]:
        cells = nbformat.read(path, as_version=4).cells
        named = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in cells}
        return {task.id: "".join(out.data["text/plain"] for out in named[task.id].outputs) for task in MENDED.tasks}

    before = shown()
    regrade(store.root, ID, TASK.id)
    after = shown()
    assert after.pop(TASK.id) != before.pop(TASK.id)
    assert after == before


def test_a_mended_check_needs_no_new_truth(new_course: Callable[[], Store], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the scorer was broken, the answers that counted are scored by the mended one, and no truth is touched."""
    store = new_course()
    hand_in_right = Learner(id="ada", story="")
    submit(store, MENDED, hand_in_right)
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "_credit", lambda asked, truth, value: 0.0)
        grade(store.root)
    truth = store.fingerprints(MENDED, learner="ada")
    (change,) = regrade(store.root, ID, TASK.id)
    assert (change.before, change.after, change.mended) == (0, TASK.points, False)
    assert store.fingerprints(MENDED, learner="ada") == truth
    assert read_results(store.root)[0].points == TASK.points
    assert not any(each.fresh for each in grade(store.root).graded)


def test_a_server_is_regraded_too(
    new_course: Callable[[], Store], monkeypatch: pytest.MonkeyPatch, postgres: Callable[[], str]
) -> None:
    """On PostgreSQL a mended task reaches the records and nbgrader's scores, and stays through the next grading."""
    store, url = new_course(), postgres()
    use(monkeypatch, BROKEN)
    for learner, value in (("ada", None), ("bob", "X 0000")):
        hand_in(store, learner, answers(store, learner, value))
    grade(store.root, db=url)
    use(monkeypatch, MENDED)
    found = by_learner(regrade(store.root, ID, TASK.id, db=url))
    assert (found["ada"].after, found["bob"].after) == (TASK.points, TASK.points - FIELD.points)
    assert {each.learner: each.points for each in read_results(store.root, db=url)} == {
        "ada": 30, "bob": 30 - FIELD.points,
    }  # fmt: skip
    engine = create_engine(url)
    with engine.connect() as connection:
        asked = (
            "select sum(auto_score) from grade join submitted_notebook n on n.id = grade.notebook_id "
            "join notebook b on b.id = n.notebook_id where b.name = 'marks' group by n.id order by 1"
        )
        assert connection.execute(text(asked)).scalars().all() == [30 - FIELD.points, 30]
    engine.dispose()
    assert not any(each.fresh for each in grade(store.root, db=url).graded)


def test_a_truth_that_was_mended_by_hand_can_count(store: Store) -> None:
    """With the truth kept, what lies in trainer/ is held against the answers as it is."""
    changes = regrade(store.root, ID, TASK.id, redraw=False)
    assert [(change.learner, change.look) for change in changes] == [("eve", True)]
    frozen = store.frozen(MENDED, learner="ada")
    given = answers(store, "ada")[TASK.id][FIELD.key]
    truth = {**frozen.truth, TASK.id: {**frozen.truth[TASK.id]}}
    truth[TASK.id][FIELD.key] = {**truth[TASK.id][FIELD.key], "accept": [given]}
    store.mend(MENDED, replace(frozen, truth=truth))
    found = by_learner(regrade(store.root, ID, TASK.id, redraw=False))
    assert (found["ada"].after, found["ada"].mended) == (TASK.points, False)


KILLED = """
import os, signal, sys
from pathlib import Path
from firearmskit.course import ledger, regrading, store

def die_at(place, name, count):
    inner = getattr(place, name)
    def outer(*arguments, **how):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return inner(*arguments, **how)
    global left
    left = count
    setattr(place, name, outer)

where, count = sys.argv[2], int(sys.argv[3])
places = {"mend": store.Store, "_freeze": store, "_show": regrading}
place = places.get(where, ledger.Ledger)
die_at(place, where, count)
regrading.regrade(Path(sys.argv[1]), "m06_identification/marks", sys.argv[4])
"""


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("mend", 3),
        ("commit", 0),
        *(
            pytest.param(*each, marks=pytest.mark.slow)
            for each in (("mend", 0), ("_freeze", 2), ("_show", 2), ("_keep", 3))
        ),
    ],
)
def test_a_killed_regrade_is_completed_by_the_next(store: Store, where: str, count: int, tmp_path: Path) -> None:
    """Killed in the truth, the notebooks or the results, it leaves no half of a result, and the next call ends it."""
    whole = Path(shutil.copytree(store.root, tmp_path / "whole" / store.root.name))
    regrade(whole, ID, TASK.id)
    before = recorded(store.root)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(store.root), where, str(count), TASK.id])
    assert killed.returncode == -signal.SIGKILL
    assert recorded(store.root) == before
    regrade(store.root, ID, TASK.id)
    assert recorded(store.root) == recorded(whole)
    files = state(store.root), state(whole)
    assert {name: seen for name, seen in files[0].items() if name != "gradebook.db"} == {
        name: seen for name, seen in files[1].items() if name != "gradebook.db"
    }
    assert [each.learner for each in grade(store.root).graded if each.fresh] == ["eve"]


def test_other_cases_keep_their_truth(store: Store, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """Where today's generator draws other evidence, the frozen truth stays, and the trainer is told of each."""

    def other(draw: Draw) -> Case:
        case = MENDED.draw(draw)
        return Case(evidence={**case.evidence, "more": 1}, truth=case.truth)

    use(monkeypatch, replace(MENDED, draw=other))
    truth = {who: store.fingerprints(MENDED, learner=who) for who in store.learners(MENDED)}
    assert cli.main(["course", "regrade", ID, TASK.id, "--course", str(store.root)]) == 1
    said = capsys.readouterr().out
    assert said.count("other evidence; the frozen truth stays") >= 5
    assert {who: store.fingerprints(MENDED, learner=who) for who in store.learners(MENDED)} == truth
    assert [each.learner for each in grade(store.root).graded if each.fresh] == ["eve"]


def test_another_version_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """Packs of another version are left alone, and the message says what to do."""
    before = state(store.root)
    use(monkeypatch, replace(MENDED, version=MENDED.version + 1))
    assert cli.main(["course", "regrade", ID, TASK.id, "--course", str(store.root)]) == 2
    said = capsys.readouterr().err
    assert "leave the exercise's version as it is" in said
    assert state(store.root) == before


def test_a_record_without_answers_is_left(store: Store) -> None:
    """A result from before answers were recorded isn't scored as if nothing had been answered."""
    with sqlite3.connect(store.root / "gradebook.db") as book:
        (result,) = book.execute("select result from firearmskit_graded where learner = 'ada'").fetchone()
        old = {name: value for name, value in json.loads(result).items() if name not in ("answers", "graded_by")}
        book.execute("update firearmskit_graded set result = ? where learner = 'ada'", (json.dumps(old),))
    found = by_learner(regrade(store.root, ID, TASK.id))
    assert found["ada"].look
    assert "course grade --again" in found["ada"].reason
    assert found["ada"].after == found["ada"].before


def test_the_command_says_what_changed(store: Store, capsys) -> None:
    """The command lists each change and counts them; a dry run says that nothing was written."""
    words = ["course", "regrade", ID, TASK.id, "--course", str(store.root)]
    assert cli.main([*words, "--dry-run"]) == 1  # eve's has to be looked at
    dry = capsys.readouterr().out
    assert "3 up, 1 down, 3 with the same points" in dry
    assert dry.rstrip().endswith("Nothing was written.")
    assert cli.main(words) == 1
    assert capsys.readouterr().out == dry.replace("Nothing was written.\n", "")
    assert "0.25 points given by hand stay" in dry
    assert "ada: " in dry
    grade(store.root)
    assert cli.main(words) == 0
    assert capsys.readouterr().out == "Nothing changes.\n"


def test_two_writers_and_unknown_tasks_are_refused(store: Store) -> None:
    """While somebody grades, regrading waits for its turn; an unknown task or exercise is named."""
    with Ledger(f"sqlite:///{store.root / 'gradebook.db'}", course=store.mark):
        with pytest.raises(CourseError, match="another grader"):
            regrade(store.root, ID, TASK.id)
        assert regrade(store.root, ID, TASK.id, dry_run=True)
    with pytest.raises(UnknownCodeError, match='"nothing"'):
        regrade(store.root, ID, "nothing")
    with pytest.raises(UnknownCodeError, match='"m06_identification/nothing"'):
        regrade(store.root, "m06_identification/nothing", TASK.id)
