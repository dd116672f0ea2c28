"""How fast a cohort is graded, against stock nbgrader and against the learners' own code.

It hands out the exercise of module M06 to many made-up learners, lets them answer rightly, partly or wrongly, and
grades the same submissions three times on this machine: with ``nbgrader autograde``, with ``firearmskit course grade``,
and by running nothing but their cells, one after the other, in one IPython that is warm already. A thin notebook (one
cell that prints) and a heavy one (pandas and a figure) are run in the nursery and in that IPython too.

========================= =========================================================================================
``ratio``                 notebooks a minute, ours against stock nbgrader's
``overhead``              processor time of the whole run, against that of the cells alone
``fixed``                 processor time of one more submission that isn't the cells', in milliseconds
``peak memory``           of the largest process, in megabytes, for a small cohort and for the whole one
========================= =========================================================================================

Run it with ``python benchmarks/grading.py``; 200 submissions take stock nbgrader some minutes.

``python benchmarks/grading.py --cohort 20 200 2000`` measures memory alone, for cohorts of these sizes:

========================= =========================================================================================
``memory N``              in megabytes: the most that the grader itself held, and the most that it and all processes
                          below it held together, what they share counted once; the second is looked at 20 times a
                          second
``growth``                kilobytes that one more submission takes, from the smallest cohort to the largest
========================= =========================================================================================
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from firearmskit.course.sandbox import Nursery

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = Path(__file__).resolve().parent / "notebooks"
FEW = 20
EXERCISE = "m06_identification/marks"
THIN, HEAVY = (NOTEBOOKS / f"{name}.ipynb" for name in ("thin", "heavy"))


def make_cohort(root: Path, count: int) -> None:
    """Make a course in which ``count`` learners have handed in answers of every quality."""
    from firearmskit.course.cohort import Learner, submit, varied_answers
    from firearmskit.course.folder import create_course
    from firearmskit.course.packs import find_exercise

    store = create_course(root, material=ROOT)
    for number in range(count):
        submit(store, find_exercise(EXERCISE), Learner(id=f"l{number:05}", story="", answers=varied_answers(number)))


def measure(command: list[str], cwd: Path) -> tuple[float, float, float, list[float]]:
    """Run a command to its end.

    Returns:
        Its seconds, its processor seconds, its largest process in megabytes, and the numbers that it printed.
    """
    reach = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=cwd, env={**os.environ, "PATH": reach}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    said = process.stdout.read() if process.stdout else b""
    _pid, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    numbers = [float(word) for word in said.split()] if command[0] == sys.executable else []
    return time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, numbers


def memory(root: Path) -> tuple[float, float]:
    """Grade a course in a process of its own.

    Returns:
        The most megabytes that this process held, and the most that it and all below it held together.
    """
    from firearmskit.course.sandbox.box import tree

    command = [sys.executable, str(Path(__file__).resolve()), "--grade", str(root)]
    own = together = 0
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            # What wait4 tells of the largest size also counts this process, from before it became the other one.
            own = max(own, kilobytes(process.pid, "status", "VmHWM"))
            together = max(together, sum(kilobytes(each, "smaps_rollup", "Pss") for each in tree(process.pid)))
            time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return own / 1024, together / 1024


def kilobytes(process: int, file: str, name: str) -> int:
    """Give a size that the kernel tells of a process; 0 where the process has ended."""
    try:
        lines = Path(f"/proc/{process}/{file}").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)


def print_memory(counts: list[int]) -> None:
    """Measure and print what grading cohorts of these sizes holds in memory."""
    found = {}
    for count in sorted(counts):
        with tempfile.TemporaryDirectory() as scratch:
            make_cohort(Path(scratch) / "course", count)
            found[count] = own, together = memory(Path(scratch) / "course")
        print(f"memory {count}: {own:.1f} MB in the grader, {together:.1f} MB in all its processes", flush=True)
    least, most = min(found), max(found)
    if most > least:
        own, together = (1024 * (found[most][each] - found[least][each]) / (most - least) for each in (0, 1))
        print(f"growth: {own:.1f} kB a submission in the grader, {together:.1f} kB in all its processes")


def keep_nurseries() -> list[Nursery]:
    """Give the list in which every nursery that is opened from now on will be."""
    from firearmskit.course.sandbox.nursery import Nursery

    opened: list[Nursery] = []
    begin = Nursery._start

    def start(nursery: Nursery) -> None:
        opened.append(nursery)
        begin(nursery)

    Nursery._start = start  # type: ignore[method-assign]
    return opened


def grade_here(root: Path) -> None:
    """Grade a course and print the processor seconds that only the nurseries know of."""
    from firearmskit.course.grading import grade

    opened = keep_nurseries()
    grade(root, again=True)
    print(sum(nursery.start_seconds + nursery.run_seconds for nursery in opened))


def points(root: Path) -> dict[str, float]:
    """Give each learner's points, as the gradebook holds them."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {each.student.id: each.score for each in book.find_assignment(EXERCISE.split("/")[0]).submissions}


def cells_of(path: Path) -> list[dict[str, str]]:
    """Give the code cells of a notebook."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [{"id": f"c{number}", "source": "".join(cell["source"])} for number, cell in enumerate(code)]


def warm_milliseconds(folders: list[Path], notebook: str) -> float:
    """Run the cells of many submissions in one warm IPython; give the processor milliseconds of one of them.

    It forks once, so that what the cells leave behind stays out of this process.
    """
    answers, tell = os.pipe()
    if os.fork() == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.environ |= {"FIREARMSKIT_FORMS": "static", "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
        import matplotlib.pyplot  # noqa: F401
        import pandas  # noqa: F401

        from firearmskit.course.exercise import rehearse
        from firearmskit.course.sandbox import runner
        from firearmskit.course.sandbox.transcript import DEFAULT_LIMITS, make_request

        rehearse()
        shell = runner.make_shell()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        spent = []
        for folder in [folders[0], *folders]:  # the first one only warms
            files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix == ".json"}
            answers_name = f"{Path(notebook).stem}.answers.json"
            with tempfile.TemporaryDirectory() as scratch:
                request = make_request(cells_of(folder / notebook), files, answers_name, DEFAULT_LIMITS, folder=scratch)
                asked = json.loads(request)
                before = time.process_time()
                runner.run(asked, shell, nowhere)
                spent.append(time.process_time() - before)
                os.chdir("/")
            shell.reset(new_session=True)
        os.write(tell, json.dumps(1000 * sum(spent[1:]) / len(folders)).encode())
        os._exit(0)
    os.close(tell)
    with open(answers, "rb") as stream:
        return float(json.loads(stream.read()))


def nursery_milliseconds(notebook: Path, times: int) -> tuple[float, float]:
    """Run a notebook many times in a nursery; give processor and wall-clock milliseconds of one run."""
    from firearmskit.course import sandbox

    opened = keep_nurseries()
    with sandbox.open_sandbox() as run:
        started, before = time.monotonic(), time.process_time()
        for _ in range(times):
            run(cells_of(notebook), {}, answers_name="none.answers.json")
        wall, own = time.monotonic() - started, time.process_time() - before
    return 1000 * (own + opened[-1].run_seconds) / times, 1000 * wall / times


def phases(root: Path) -> list[tuple[str, float]]:
    """Give what each phase of grading costs in processor milliseconds a submission, in the grader's own process."""
    from firearmskit.course import grading, ledger

    spent: dict[str, float] = {}

    def timed(place: object, name: str, label: str) -> None:
        inner: Callable[..., object] = getattr(place, name)

        def outer(*args: object, **how: object) -> object:
            before = time.thread_time()
            try:
                return inner(*args, **how)
            finally:
                spent[label] = spent.get(label, 0.0) + time.thread_time() - before

        setattr(place, name, outer)

    for name, label in (
        ("fingerprint", "look whether anything changed"),
        ("parse_notebook", "read the notebook"),
        ("restore", "hold it against the instructor's"),
        ("_run", "send it to the sandbox and listen"),
        ("verdicts", "score the answers"),
        ("write_verdicts", "write the verdicts into it"),
        ("_write_notebook", "write the notebook"),
    ):
        timed(grading, name, label)
    timed(ledger.Ledger, "record", "record it in the gradebook")
    graded = grading.grade(root, again=True).graded
    return [(label, 1000 * seconds / len(graded)) for label, seconds in spent.items()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--cohort", type=int, nargs="+", metavar="N", help="measure memory alone, for these cohorts")
    parser.add_argument("--grade", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.grade:
        grade_here(arguments.grade)
        return
    if arguments.cohort:
        print_memory(arguments.cohort)
        return
    count = arguments.submissions
    with tempfile.TemporaryDirectory() as scratch:
        small, ours, stock = (Path(scratch) / name for name in ("small", "ours", "stock"))
        print(f"Making {count} submissions of {EXERCISE} …", flush=True)
        make_cohort(small, FEW)
        make_cohort(ours, count)
        shutil.copytree(ours, stock)
        print("Grading them with firearmskit …", flush=True)
        grade = [sys.executable, str(Path(__file__).resolve()), "--grade"]
        _, few, small_megabytes, nurseries = measure([*grade, str(small)], small)
        few += sum(nurseries)
        seconds, processor, megabytes, nurseries = measure([*grade, str(ours)], ours)
        processor += sum(nurseries)
        each = (processor - few) / (count - FEW)
        print("Grading them with nbgrader …", flush=True)
        stock_seconds, stock_processor, *_ = measure(
            [str(Path(sys.executable).with_name("nbgrader")), "autograde", EXERCISE.split("/")[0]], stock
        )
        print("Running their cells alone …\n", flush=True)
        folders = sorted((ours / "submitted").glob(f"*/{EXERCISE.split('/')[0]}"))
        alone = warm_milliseconds(folders, f"{EXERCISE.split('/')[1]}.ipynb") / 1000 * count
        differ = {name for name, score in points(stock).items() if abs(score - points(ours)[name]) > 1e-9}
        costs = phases(ours)
    print(f"{'':32}{'seconds':>10}{'processor':>11}{'a minute':>10}")
    for name, wall, cpu in (
        ("nbgrader autograde", stock_seconds, stock_processor),
        ("firearmskit course grade", seconds, processor),
    ):
        print(f"{name:32}{wall:10.1f}{cpu:11.1f}{60 * count / wall:10.0f}")
    print(f"{'the cells alone, in warm IPython':32}{'':10}{alone:11.1f}\n")
    print(f"ratio: {stock_seconds / seconds:.1f}")
    print(f"overhead: {processor / alone:.2f}")
    print(f"fixed: {1000 * (each - alone / count):.1f} ms a submission, and {few - FEW * each:.1f} s once, to start")
    print(f"points that differ from nbgrader's: {len(differ)} of {count}")
    print(f"peak memory: {small_megabytes:.0f} MB for {FEW} submissions, {megabytes:.0f} MB for {count}\n")
    for path in (THIN, HEAVY):
        in_nursery, wall = nursery_milliseconds(path, 50)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(path, folder)
            warm = warm_milliseconds([Path(folder)] * 20, path.name)
        print(
            f"{path.stem}: {in_nursery:.1f} ms of processor time in the nursery ({wall:.1f} ms on the clock), "
            f"{warm:.1f} ms in warm IPython; overhead: {in_nursery / warm:.2f}"
        )
    print("\nProcessor milliseconds a submission in the grader itself:")
    for label, milliseconds in costs:
        print(f"  {label:36}{milliseconds:7.2f}")


if __name__ == "__main__":
    main()
