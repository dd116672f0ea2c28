"""The quick way for notebooks of our own: the same runner, kept warm, without any protection."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from firearmskit.course.sandbox.box import environment, python
from firearmskit.course.sandbox.transcript import DEFAULT_LIMITS, Ended, Limits, Run, Transcript, make_request

__all__ = ["run_trusted"]

_WARM = ("firearmskit.course", "firearmskit.figures")
_WARM_LOCK = threading.Lock()
_warm: tuple[int, subprocess.Popen[bytes], str] | None = None
"""Who started it, the process, its home."""


def _warm_process() -> subprocess.Popen[bytes]:
    global _warm
    if _warm is None or _warm[0] != os.getpid():  # after a fork, the process belongs to the parent
        home = tempfile.mkdtemp(prefix="firearmskit-home-")
        process = subprocess.Popen(  # noqa: S603
            python("--serve", *_WARM),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(home),
            start_new_session=True,
        )
        _warm = os.getpid(), process, home
    return _warm[1]


@atexit.register
def _stop_warm_process() -> None:
    global _warm
    if _warm is None or _warm[0] != os.getpid():
        return
    _owner, process, home = _warm
    _warm = None
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with process:
        pass
    shutil.rmtree(home, ignore_errors=True)


def run_trusted(
    cells: Sequence[Mapping[str, Any]],
    files: Mapping[str, bytes],
    *,
    answers_name: str,
    limits: Limits = DEFAULT_LIMITS,
) -> Run:
    """Run a notebook of our own, with the same outputs as in the sandbox but without its protection.

    For tests and checks of notebooks that the project wrote. The code runs as the user who calls this, with all that
    user may do; only the time limits hold. A process is kept warm, so that a run takes a fraction of a second.

    Args:
        cells: As for :func:`run_notebook`.
        files: As for :func:`run_notebook`.
        answers_name: As for :func:`run_notebook`.
        limits: ``cell_seconds``, ``wall_seconds`` and ``output_bytes`` count here.

    Returns:
        Outputs, answers and how the run ended.

    Raises:
        SubmissionError: As for :func:`run_notebook`.
    """
    started = time.monotonic()
    transcript = Transcript(cells, files, answers_name, limits)
    with tempfile.TemporaryDirectory(prefix="firearmskit-") as folder, _WARM_LOCK:
        request = make_request(cells, files, answers_name, limits, folder=folder)
        ended: Ended | None = None
        try:
            process = _warm_process()
            assert process.stdin is not None  # noqa: S101  # a pipe
            assert process.stdout is not None  # noqa: S101  # a pipe
            ended = transcript.hold(request, into=process.stdin, out=process.stdout, keep_open=True)
        finally:
            if transcript.done is None:  # it may still be busy with this notebook
                _stop_warm_process()
    return transcript.finish(ended, started)
