"""Run learners' notebooks without trusting them.

:class:`Nursery` runs a cohort quickly, :func:`run_notebook` one notebook slowly; both let it see no network, no file of
this machine but the system's programs and Python (read-only) and no secret, limit its time, memory, processes, disk and
output, and read what it hands back as hostile. What holds and what doesn't is in ``docs/how-to/sandbox.md``.

:func:`run_trusted` runs a notebook of our own in the same way, quickly and without any protection.

=================== =================================================================
``transcript.py``   what goes in and what comes out; limits
``box.py``          one bubblewrap a notebook
``nursery.py``      one bubblewrap for all, a fork a notebook
``seccomp.py``      the system calls that are refused
``probe.py``        does it hold on this machine?
``trusted.py``      no protection, for tests and our own notebooks
``runner.py``       inside: runs the cells
``confine.py``      inside the nursery: shuts a fork in
=================== =================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from threading import Lock
from typing import Any

from firearmskit.course.sandbox.box import require_hidden, run_boxed
from firearmskit.course.sandbox.nursery import FULL, LIGHT, Nursery
from firearmskit.course.sandbox.probing import box_way, probe, require, working_nursery
from firearmskit.course.sandbox.transcript import DEFAULT_LIMITS, Ended, Limits, Run, is_file_name
from firearmskit.course.sandbox.trusted import run_trusted
from firearmskit.errors import SandboxError

__all__ = [
    "Ended",
    "Limits",
    "Nursery",
    "Run",
    "is_file_name",
    "open_sandbox",
    "probe",
    "require",
    "require_hidden",
    "run_notebook",
    "run_trusted",
]


def run_notebook(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    *,
    answers_name: str,
    limits: Limits = DEFAULT_LIMITS,
) -> Run:
    """Run the code cells of a learner's notebook inside the sandbox.

    An error in a cell doesn't stop the next cell. Whatever happens inside, this function returns; no process and no
    file of the run outlives it.

    Args:
        cells: The code cells in their order, each with ``"id"`` and ``"source"`` (cells of nbformat will do).
        files: ``{relative name: content}``, written into the working folder before the first cell.
        answers_name: The name of the answers file, ``<slug>.answers.json``.
        limits: What the notebook may use.

    Returns:
        Outputs, answers and how the run ended.

    Raises:
        SandboxError: The sandbox doesn't work on this machine; the message says what to do.
        SubmissionError: The files are larger than half the working folder, a file's name can't be one in it, or two
            cells have the same id.
    """
    way, remedy = box_way()
    if way is None:
        raise SandboxError(remedy)
    return run_boxed(way, cells, files, answers_name, limits)


_COMPUTES = re.compile(r"pandas|numpy|matplotlib|pyplot|figures|to_frame")
"""What a notebook names that computes or draws; where it is missed, the run is slower and nothing else."""


@contextmanager
def open_sandbox(limits: Limits = DEFAULT_LIMITS) -> Iterator[Callable[..., Run]]:
    """Open the quickest sandbox that holds on this machine, for many notebooks.

    Args:
        limits: What one notebook may use.

    Returns:
        A function to be called as :func:`run_notebook`, also from several threads at the same time.

    Raises:
        SandboxError: No sandbox holds; the message says what to do.
    """
    with ExitStack() as open_ones:
        # bubblewrap dies with the thread that started it, so one thread starts them all and lives as long as they do.
        starter = open_ones.enter_context(ThreadPoolExecutor(1))

        def start(modules: tuple[str, ...]) -> Nursery | None:
            found = starter.submit(working_nursery, limits, modules).result()
            return found if found is None else open_ones.enter_context(found)

        light = start(LIGHT)
        if light is None:
            require()
            yield partial(run_notebook, limits=limits)
            return
        nurseries: dict[tuple[str, ...], Nursery] = {LIGHT: light}
        starting = Lock()

        def run(cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], *, answers_name: str) -> Run:
            modules = FULL if _COMPUTES.search("\n".join(str(cell["source"]) for cell in cells)) else LIGHT
            with starting:
                if modules not in nurseries:
                    nurseries[modules] = start(modules) or light
            try:
                return nurseries[modules].run(cells, files, answers_name=answers_name)
            except SandboxError:  # the machine may have ended it for want of memory; that mustn't end the class
                return run_notebook(cells, files, answers_name=answers_name, limits=limits)

        yield run
