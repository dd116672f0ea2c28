"""Collecting that is killed at any moment, and called again, ends as if nobody had stopped it."""

from __future__ import annotations

import csv
import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from firearmskit.course.collecting import collect
from tests.course.collecting.conftest import Course
from tests.course.collecting.test_gathering import zipped

KILLED = """
import os, signal, sys
from pathlib import Path
from firearmskit.course.collecting import collect

left = int(sys.argv[1])

def one_less(call, half):
    def counted(*given, **named):
        global left
        left -= 1
        if left == 0:
            if half is not None:
                half(*given)
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*given, **named)
    return counted

def half_written(handle, data):
    write(handle, data[:len(data) // 2])

write = os.write
# Every place at which something on the disk changes; a line of the journal also dies half-way.
os.write = one_less(os.write, half_written)
os.fsync = one_less(os.fsync, None)
os.replace = one_less(os.replace, None)
os.unlink = one_less(os.unlink, None)
Path.mkdir = one_less(Path.mkdir, None)
collect(Path(sys.argv[2]), [Path(each) for each in sys.argv[3:]])
print(left)
"""


def state(course: Course) -> tuple[dict[str, bytes], set[tuple[str, bytes]], dict[tuple[str, str], tuple[str, ...]]]:
    """Give what is submitted, what was kept, and what the journal says at last, without times."""
    submitted = course.root / "submitted"
    placed = {str(p.relative_to(submitted)): p.read_bytes() for p in submitted.rglob("*") if p.is_file()}
    collected = course.root / "collected"
    kept = {("/".join(p.relative_to(collected).parts[1:]), p.read_bytes()) for p in collected.rglob("*") if p.is_file()}
    rows = csv.DictReader(io.StringIO((course.root / "trainer" / "collected.csv").read_text("utf-8")))
    last = {}
    for row in rows:
        last[row["sha256"], row["file"]] = (row["became"], row["learner"], row["placed"], row["by"])
    return placed, kept, last


@pytest.fixture
def sources(course: Course, tmp_path: Path) -> list[Path]:
    """Give a stick and a download: new work, the same again, older and newer work, a conflict, a stranger, junk."""
    names = list(course.ids)
    stick, down = tmp_path / "stick", tmp_path / "down"
    for name in names[:3]:
        course.put(name, stick / name)
    os.utime(stick / names[0] / "marks.ipynb", (1e9, 1e9))
    (stick / names[0] / "helper.py").write_text("x = 1")
    course.put(names[3], stick / names[2] / "from a friend")
    course.put(names[0], down / f"{names[0]}_1_assignsubmission_file_")
    (down / f"{names[0]}_1_assignsubmission_file_" / "marks.ipynb").write_text('{"cells": [], "nbformat": 4}')
    course.put(names[3], down / "inner" / names[3])
    zipped(down / "inner", down / f"{names[3]}.zip")
    shutil.rmtree(down / "inner")
    (down / "Zoe Martin_2_assignsubmission_file_").mkdir()
    shutil.copy(course.of(names[0]) / "marks.ipynb", down / "Zoe Martin_2_assignsubmission_file_")
    return [stick, zipped(down, tmp_path / "down.zip")]


@pytest.mark.parametrize("moments", [pytest.param(2, id="few"), pytest.param(25, marks=pytest.mark.slow, id="many")])
def test_collecting_can_be_killed_at_any_moment(course: Course, sources: list[Path], tmp_path: Path, moments) -> None:
    """Killed wherever something on the disk changes, and called again, the end is that of an undisturbed call."""
    # By hand, and older than what comes: it has to be kept.
    place = course.root / "submitted" / course.ids["Boris Petrov"] / "m06_identification" / "marks.answers.json"
    place.parent.mkdir(parents=True)
    place.write_text("by hand")
    os.utime(place, (1e9, 1e9))
    before = tmp_path / "before"
    shutil.copytree(course.root, before)

    def run(at: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED, str(at), str(course.root), *map(str, sources)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    whole = run(10**6)
    steps = 10**6 - int(whole.stdout)
    assert steps > 100
    expected = state(course)
    assert len(expected[0]) == 10
    for moment in range(moments):
        shutil.rmtree(course.root)
        shutil.copytree(before, course.root)
        at = 1 + (moment * steps) // moments
        killed = run(at)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        collect(course.root, sources)
        assert state(course) == expected, at
        assert not collect(course.root, sources).placed
