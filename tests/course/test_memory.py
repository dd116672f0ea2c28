"""Memory stays bounded as the cohort grows: one more submission costs the grader a few kilobytes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from firearmskit.course.answers import FORMAT
from firearmskit.course.cohort import right_answer
from firearmskit.course.folder import hand_out
from firearmskit.course.packs import find_exercise
from firearmskit.course.store import Store

ROOT = Path(__file__).resolve().parents[2]
MOST_KILOBYTES = 16
"""That one more submission may cost. Its notebook alone takes ten times as much, and a run's output any amount."""

GRADE = """
import re, sys
from contextlib import contextmanager
from pathlib import Path
from firearmskit.course import grading, sandbox

@contextmanager
def talkative(limits):
    def run(cells, files, *, answers_name):
        output = {"output_type": "stream", "name": "stdout", "text": cells[0]["id"] * 10_000}
        return sandbox.Run(outputs={cells[0]["id"]: [output]}, answers=files[answers_name], ended="finished")
    yield run

grading.sandbox.open_sandbox = talkative
report = grading.grade(Path(sys.argv[1]), workers=2)
print(len(report.graded), re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


def hand_in(store: Store, learners: range) -> None:
    """Hand in a right submission for each learner, quickly."""
    exercise = find_exercise("m06_identification/marks")
    for number in learners:
        learner = f"learner{number:04}"
        folder = store.root / "submitted" / learner / exercise.module
        pack = hand_out(store, exercise, learner=learner, into=folder, pictures=False)
        frozen = store.frozen(exercise, learner=learner)
        answers = {task.id: right_answer(task, frozen) for task in exercise.tasks}
        document = {"format": FORMAT, "pack": pack.id, "exercise": exercise.id, "answers": answers}
        (folder / f"{exercise.slug}.answers.json").write_text(json.dumps(document), "utf-8")


def kilobytes(store: Store, count: int) -> int:
    """Grade everything in a process of its own, with notebooks that put out much; give the most that it held."""
    command = [sys.executable, "-c", GRADE, str(store.root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert int(done[0]) == count
    return int(done[1])


@pytest.mark.slow
def test_a_larger_cohort_takes_hardly_more_memory(new_course: Callable[[], Store]) -> None:
    """Grading 200 takes what grading 20 takes, and a few kilobytes for each of the others, the first time and again."""
    few, many = new_course(), new_course()
    hand_in(few, range(20))
    hand_in(many, range(200))
    for _time in ("fresh", "unchanged"):
        assert kilobytes(many, 200) - kilobytes(few, 20) < 180 * MOST_KILOBYTES


@pytest.mark.slow
def test_two_thousand_submissions_fit() -> None:
    """From 20 to 2,000 submissions in the real sandbox, grader and sandbox grow by a few kilobytes for each."""
    command = [sys.executable, str(ROOT / "benchmarks" / "grading.py"), "--cohort", "20", "2000"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert re.search(r"^memory 20: [0-9.]+ MB", said, re.MULTILINE)
    assert re.search(r"^memory 2000: [0-9.]+ MB", said, re.MULTILINE)
    growth = re.search(r"^growth: (-?[0-9.]+) kB a submission in the grader, (-?[0-9.]+) kB", said, re.MULTILINE)
    assert growth is not None
    assert max(map(float, growth.groups())) < MOST_KILOBYTES, said
