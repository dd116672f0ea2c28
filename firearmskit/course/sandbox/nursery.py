"""The nursery: one bubblewrap for a whole cohort, and a fork shut in anew for each notebook.

Most of the time of grading is the start of Python, IPython, pandas and matplotlib. The nursery starts them once, inside
an outer bubblewrap and without any secret, and forks. Each child gets namespaces, a user and a scratch of its own and
gives up every right before it reads the learner's notebook (``confine.py``); what it says is checked as in the box.
"""

from __future__ import annotations

import base64
import json
import os
import select
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import IO, Any, Self

from firearmskit.course.sandbox.box import (
    SCRATCH,
    SHM,
    TMP,
    Way,
    bubblewrap,
    environment,
    lend_user,
    over_limit,
    python,
)
from firearmskit.course.sandbox.seccomp import write_filter
from firearmskit.course.sandbox.transcript import DEFAULT_LIMITS, Limits, Run, Transcript, make_request
from firearmskit.errors import SandboxError
from firearmskit.language import text as _

__all__ = ["FULL", "LIGHT", "Nursery"]

LIGHT = ("firearmskit.course.exercise",)
"""Modules for notebooks that answer: the less a parent holds, the quicker it forks."""
FULL = (*LIGHT, "pandas", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "firearmskit.figures")
"""Modules for notebooks that also compute and draw."""
_LEAVE = 0.5
"""Seconds that a notebook gets to end after its last cell."""
_PATIENCE = 60.0
"""Seconds that the start of the nursery, or of a child, may take on a busy machine."""


class Nursery:
    """A preloaded Python in an outer bubblewrap that runs notebooks, each in a fork that is shut in for good.

    Several threads may use one nursery at the same time.

    Args:
        way: How its children give up the grader's rights.
        limits: What one notebook may use.
        modules: What it imports before the first notebook, :data:`LIGHT` or :data:`FULL`.

    Attributes:
        start_seconds: Processor time that it took itself, known once it is closed.
        run_seconds: Processor time that its notebooks took, known once it is closed.

    Raises:
        SandboxError: It doesn't start on this machine; the message is what the kernel or bubblewrap said.
    """

    def __init__(self, way: Way, limits: Limits = DEFAULT_LIMITS, modules: tuple[str, ...] = FULL) -> None:
        self.way = way
        self.modules = modules
        self.limits = limits
        self.start_seconds = self.run_seconds = 0.0
        self._lock = threading.Lock()
        self._orders: socket.socket | None = None
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self) -> None:
        lent = self.way == "user"
        rights = ("CAP_SYS_ADMIN", "CAP_SETPCAP") if lent else ()
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the nursery
        command = bubblewrap(self.way, self.limits, *rights, proc=not lent)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                [*command, "--", *python("--nurse", str(theirs.fileno()), *self.modules)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                env=environment(TMP),
                pass_fds=(theirs.fileno(),),
            )
        folders = {
            SCRATCH: (self.limits.scratch_bytes, "700"),
            TMP: (self.limits.file_bytes, "1777"),
            SHM: (2 * self.limits.file_bytes, "1777"),
        }
        first = {"lent": lent, "folders": folders, "filter": base64.b64encode(write_filter()).decode()}
        self._orders.settimeout(_PATIENCE)
        try:
            self._orders.send(json.dumps(first).encode())
            ready = self._orders.recv(16) == b"ready"
        except OSError:
            ready = False
        if not ready:
            self.close()
            raise SandboxError(self._said or f"exit code {self._process.returncode}")

    def close(self) -> None:
        """End it, and every notebook that still runs in it."""
        if self._orders is None:
            return
        with suppress(OSError, ValueError):
            self._orders.shutdown(socket.SHUT_WR)  # it ends by itself when nothing runs in it any more
            self._orders.settimeout(2)
            self.start_seconds, self.run_seconds = json.loads(self._orders.recv(256))
        self._orders.close()
        self._orders = None
        self._process.kill()
        self._process.wait()
        self._said = self._complaint()
        self._complaints.close()

    def _complaint(self) -> str:
        """Give what bubblewrap or Python complained of outside of every notebook."""
        return os.pread(self._complaints.fileno(), 4000, 0).decode("utf-8", "replace").strip()

    def run(self, cells: Sequence[Mapping[str, Any]], files: Mapping[str, bytes], *, answers_name: str) -> Run:
        """Run the code cells of a learner's notebook; as :func:`firearmskit.course.sandbox.run_notebook`, but quickly.

        Args:
            cells: The code cells in their order, each with ``"id"`` and ``"source"``.
            files: ``{relative name: content}``, written into the working folder before the first cell.
            answers_name: The name of the answers file.

        Returns:
            Outputs, answers and how the run ended.

        Raises:
            SandboxError: The nursery has died, or can't shut a child in.
            SubmissionError: As for ``run_notebook``.
        """
        started = time.monotonic()
        transcript = Transcript(cells, files, answers_name, self.limits)
        request = make_request(cells, files, answers_name, self.limits, rlimits=self.limits.of_a_process())
        their_request, our_request = os.pipe2(os.O_CLOEXEC)
        our_channel, their_channel = os.pipe2(os.O_CLOEXEC)
        with open(our_request, "wb", buffering=0) as into, open(our_channel, "rb", buffering=0) as out:
            child = self._order(their_request, their_channel)
            try:
                ended = transcript.hold(request, into=into, out=out, over=partial(over_limit, child.pid, self.limits))
                if ended == "finished":
                    child.wait()
            finally:
                child.kill()
            transcript.hear_rest(out)
        if not transcript.ready and ended == "ended early":
            raise SandboxError(self._complaint() or _("the sandbox ended before the notebook began"))
        return transcript.finish(ended, started)

    def _order(self, request: int, channel: int) -> _Child:
        """Have a child born that reads its request from one pipe and reports on the other."""
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with here, there:
            here.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            try:
                with self._lock:
                    if self._orders is None:
                        raise SandboxError(_("the sandbox was closed"))
                    socket.send_fds(self._orders, [str(lend_user()).encode()], [request, channel, there.fileno()])
            except OSError as error:
                raise SandboxError(_("the sandbox has ended: {error}").format(error=error)) from None
            finally:
                os.close(request)
                os.close(channel)
            there.close()
            return _Child.hello(here)


class _Child:
    """The first process of a child's namespaces, as the grader sees it; all others of them die with it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle = os.pidfd_open(pid)

    @classmethod
    def hello(cls, here: socket.socket) -> _Child:
        """Wait for a child's hello; the kernel itself says which process it came from."""
        here.settimeout(_PATIENCE)
        size = struct.calcsize("3i")
        try:
            said, notes, _flags, _address = here.recvmsg(512, socket.CMSG_SPACE(size))
        except OSError as error:
            raise SandboxError(_("the sandbox doesn't answer: {error}").format(error=error)) from None
        pids = [struct.unpack("3i", data[:size])[0] for _level, kind, data in notes if kind == socket.SCM_CREDENTIALS]
        if said != b"hello" or not pids:
            raise SandboxError(said[1:].decode("utf-8", "replace") or _("the sandbox ended before the notebook began"))
        return cls(pids[0])

    def wait(self) -> None:
        """Let it end by itself, if it does so soon: only then the kernel adds up the time that it took."""
        select.select([self._handle], [], [], _LEAVE)

    def kill(self) -> None:
        """End it and all that it started."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        os.close(self._handle)
